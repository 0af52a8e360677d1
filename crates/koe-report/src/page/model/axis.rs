//! What stands around the strips of a table: the axis, where it is cut, the line
//! that all rows share.

use koe_stats::{Decimal, ratio};
use serde::Serialize;

use super::super::strip;
use super::Mark;
use crate::window::Window;

/// A gridline with its label.
#[derive(Serialize)]
pub(super) struct Tick {
    pub(super) at: String,
    pub(super) text: String,
    /// It stands at the middle of the axis.
    pub(super) middle: bool,
}

/// The gridlines of a window.
pub(super) fn ticks(window: &Window) -> Vec<Tick> {
    let middle = (&window.low + &window.high) / ratio(2, 1);
    let tick = |(point, text)| Tick { at: strip::place(&point, window), middle: point == middle, text };
    window.lines().into_iter().map(tick).collect()
}

/// The line at the overall score with its label.
#[derive(Serialize)]
pub(super) struct Line {
    line: Mark,
    anchor: &'static str,
}

impl Line {
    pub(super) fn of(mean: Decimal, text: String, window: &Window) -> Self {
        let anchor = match strip::part(mean, window) {
            strip::Part::Low => "start",
            strip::Part::Middle => "middle",
            strip::Part::High => "end",
        };
        Self { line: Mark { at: strip::position(mean, window), text }, anchor }
    }
}

/// The whole scale in small, with the part that the axis shows.
#[derive(Serialize)]
pub(super) struct Cut {
    text: String,
    ticks: Vec<String>,
    x: String,
    width: String,
    low: String,
    high: String,
}

impl Cut {
    /// The ruler's line runs from here, and is this long, in pixels.
    const LEFT: i32 = 14;
    const LONG: i32 = 104;

    pub(super) fn of(text: String, window: &Window, scale: (i32, i32)) -> Self {
        let whole = Window::whole(scale);
        let exact = |value| whole.share(value) * ratio(Self::LONG, 1);
        let pixels = |value| Decimal::round(&value, 2).to_string();
        let at = |value| pixels(exact(value) + ratio(Self::LEFT, 1));
        let (low, high) = whole.ends();
        Self {
            text,
            ticks: whole.lines().iter().map(|(point, _)| at(point)).collect(),
            x: at(&window.low),
            width: pixels(exact(&window.high) - exact(&window.low)),
            low,
            high,
        }
    }
}
