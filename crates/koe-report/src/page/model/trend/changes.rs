//! Chart h as a table with marks: two waves of each category, and how far each
//! item moved.

use koe_core::release::Level;
use koe_stats::{Decimal, ratio};
use serde::Serialize;

use super::super::axis::{Cut, Tick, ticks};
use super::super::{Caption, Name};
use super::tables::between;
use super::{Key, keys};
use crate::chart::drawing::Entry;
use crate::chart::marks::{self, Setting, entry};
use crate::chart::plots::changes;
use crate::chart::plots::slope::{Evidence, Line, Slope};
use crate::page::live::{Plane, Shape, shapes};
use crate::page::strip;
use crate::typeset::{figure, one_line, signed};
use crate::window::Window;
use crate::wording::PlotWords;
use crate::wording::trend_page::evidence;

#[derive(Serialize)]
pub(super) struct Changes {
    caption: Caption,
    cut: Option<Cut>,
    key: Vec<Key>,
    /// What the rows are.
    things: &'static str,
    /// The two waves.
    waves: [String; 2],
    change: &'static str,
    /// What the axis shows.
    scale: String,
    ticks: Vec<Tick>,
    /// Where 0 is, on an axis of changes.
    zero: Option<String>,
    /// The two waves as lines, where they are few enough; the table says the same.
    picture: Option<Picture>,
    rows: Vec<Row>,
    notes: Vec<String>,
}

#[derive(Serialize)]
struct Row {
    name: Name,
    from: String,
    to: String,
    by: String,
    /// Where the two waves stand; nothing on an axis of changes.
    ends: Option<[String; 2]>,
    /// Where the change stands, on an axis of changes.
    at: Option<String>,
    interval: Option<[String; 2]>,
    /// The interval, and what it comes to.
    words: String,
    /// up, down, alone or none.
    class: &'static str,
}

/// Lines from wave to wave, drawn for one width.
#[derive(Serialize)]
struct Picture {
    /// The same in words.
    label: String,
    frame: String,
    shapes: Vec<Shape>,
}

impl Picture {
    fn of(slope: &Slope, setting: Setting<'_>) -> Option<Self> {
        let drawing = slope.as_lines(setting)?;
        let scene = &drawing.blocks.first()?.scene;
        Some(Self {
            label: drawing.description,
            frame: format!("0 0 {:.0} {:.0}", scene.width, scene.height),
            shapes: shapes(scene, Plane::Fixed, setting.ruler),
        })
    }
}

/// The axis of a table.
enum Axis {
    Scores(Window),
    Changes(Window),
}

impl Changes {
    /// Items by their changes, categories by their scores.
    pub(super) fn of(slope: &Slope, setting: Setting<'_>) -> Self {
        let words = PlotWords::from(setting);
        let is_items = slope.level == Level::Item;
        let axis = if is_items { Axis::Changes(changes::window(slope)) } else { Axis::Scores(slope.window.clone()) };
        let span = slope.about.scale.1 - slope.about.scale.0;
        let (window, cut, entries) = match &axis {
            Axis::Changes(window) => {
                let cut = Cut::of(words.change_cut(window), window, (-span, span));
                (window, cut, changes::key(slope, words))
            }
            Axis::Scores(window) => {
                let cut = Cut::of(words.any_cut(window), window, slope.about.scale);
                (window, cut, waves(slope, words).into_iter().chain(slope.key(words)).collect())
            }
        };
        let subtitle = words.slope_subtitle(&slope.about, slope.level, slope.years);
        let withheld: Vec<String> = slope.withheld.iter().map(|name| one_line(name)).collect();
        Self {
            caption: Caption { title: words.slope_title(slope), subtitle: words.in_survey_order(&subtitle) },
            cut: window.cut.then_some(cut),
            key: keys(&entries, setting),
            things: if is_items { setting.words().item } else { setting.words().category },
            waves: [slope.years.0, slope.years.1].map(|year| words.year(year)),
            change: words.change_head(),
            scale: words.horizontal_cut(window),
            ticks: axis.ticks(),
            zero: is_items.then(|| strip::place(&ratio(0, 1), window)),
            picture: if is_items { None } else { Picture::of(slope, setting) },
            rows: slope.lines.iter().map(|line| row(line, &axis, setting)).collect(),
            notes: (!withheld.is_empty()).then(|| words.withheld_lines(&withheld)).into_iter().collect(),
        }
    }
}

/// The dots of the two waves.
fn waves(slope: &Slope, words: PlotWords) -> [Entry; 2] {
    let (from, to) = slope.years;
    [
        entry(12.0, words.year(from), |mark| marks::open_dot(mark, 6.0, 8.0)),
        entry(12.0, words.year(to), |mark| marks::dot(mark, 6.0, 8.0)),
    ]
}

impl Axis {
    /// The gridlines; those of changes over 0 with their sign.
    fn ticks(&self) -> Vec<Tick> {
        match self {
            Self::Scores(window) => ticks(window),
            Self::Changes(window) => {
                let mut ticks = ticks(window);
                for ((value, _), tick) in window.lines().into_iter().zip(&mut ticks) {
                    if value > ratio(0, 1) {
                        tick.text.insert(0, '+');
                    }
                }
                ticks
            }
        }
    }
}

fn row(line: &Line, axis: &Axis, setting: Setting<'_>) -> Row {
    let pair = |(from, to): (Decimal, Decimal), window| [from, to].map(|value| strip::position(value, window));
    let words = evidence(line.evidence, setting.language);
    let (ends, at, interval) = match axis {
        Axis::Scores(window) => (Some(pair((line.from, line.to), window)), None, None),
        Axis::Changes(window) => {
            let at = strip::position(line.change(), window);
            (None, Some(at), line.interval.map(|ends| pair(ends, window)))
        }
    };
    Row {
        name: Name::plain(&line.name, setting.language),
        from: figure(line.from),
        to: figure(line.to),
        by: signed(line.change()),
        ends,
        at,
        interval,
        words: match line.interval {
            Some(ends) => format!("{} {} {words}", setting.words().interval, between(ends, setting.language)),
            None => words.to_owned(),
        },
        class: match line.evidence {
            Evidence::Holds if line.change().is_negative() => "down",
            Evidence::Holds => "up",
            Evidence::Alone => "alone",
            Evidence::None => "none",
        },
    }
}
