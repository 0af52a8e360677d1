//! Plots: pictures that are no rows of a table.
//!
//! | file | what |
//! |---|---|
//! | `year_line` | chart g: waves, the path and the target on an axis of years |
//! | `year_panels` | chart g, small: one panel a category, all on one window |
//! | `series` | what is known of one score over the years, and where it stands |
//! | `years`, `year_labels` | an axis of years, the marks on it, their values |
//! | `slope` | chart h: two waves beside each other |
//! | `changes` | chart h where lines would be too many: a dot plot |
//! | `waterfall` | chart i: from wave to wave as steps |
//! | `labels` | room for labels: none over another |
//! | `specimens` | invented figures for the gallery, in every state |

pub(crate) mod changes;
mod labels;
pub(crate) mod series;
pub(crate) mod slope;
pub(crate) mod specimens;
pub(crate) mod waterfall;
mod year_labels;
pub(crate) mod year_line;
pub(crate) mod year_panels;
pub(crate) mod years;

#[cfg(test)]
mod tests;

use koe_core::definition::Language;
use koe_stats::{Decimal, ratio};

use super::drawing::{Cut, Drawing, Entry};
use super::marks::{self, Setting, entry};
use super::scene::{Scene, Stroke, Type};
use crate::theme::Ink;
use crate::window::Window;
use crate::wording::PlotWords;

/// Height of a plot where the medium has none.
const HEIGHT: f64 = 460.0;
/// Fewest steps of a window of years.
pub(crate) const YEARS: usize = 4;

/// What a plot says about its figures besides drawing them.
#[derive(Debug, Clone)]
pub(crate) struct About {
    /// The survey's name.
    pub(crate) survey: String,
    /// Lowest and highest point of the scale.
    pub(crate) scale: (i32, i32),
    /// Respondents of this wave.
    pub(crate) respondents: Option<u64>,
    /// How answers became scores.
    pub(crate) rule: String,
    /// What is said under every plot of the run.
    pub(crate) notes: Vec<String>,
    /// Figures of an example, which describe nobody.
    pub(crate) invented: bool,
}

/// The window of a run's plots: steps of 0.2 on a scale of points, of 5 on one
/// of hundred, at least some of them, so that a small change does not look like
/// a large one. All plots of a kind take the same one.
pub(crate) fn window(values: impl IntoIterator<Item = Decimal>, steps: usize, scale: (i32, i32)) -> Window {
    let (step, places) = match scale.1 - scale.0 {
        ..=10 => ((1, 5), 1),
        span => (((span / 20).max(1), 1), 0),
    };
    let mut values: Vec<Decimal> = values.into_iter().collect();
    let holding = |values: &[Decimal]| Window::holding(values.iter().copied(), step, places, scale);
    let (bottom, top, wide) = (ratio(scale.0, 1), ratio(scale.1, 1), ratio(step.0, step.1));
    let ends = values.iter().min().copied().zip(values.iter().max().copied());
    let mut window = holding(&values);
    let Some((least, most)) = ends else { return window };
    while window.lines().len() <= steps && window.cut {
        // On the side that has less room, as long as the scale goes on there.
        let below = least.exact() - &window.low < &window.high - most.exact();
        let down = window.high == top || (below && window.low != bottom);
        let next = if down { &window.low - &wide } else { &window.high + &wide };
        values.push(Decimal::round(&next.clamp(bottom.clone(), top.clone()), places));
        window = holding(&values);
    }
    window
}

/// Adds a picture that takes what the words around it leave of the page.
fn filled(drawing: Drawing, setting: Setting<'_>, picture: impl FnOnce(f64) -> Scene) -> Drawing {
    let room = room(&drawing, setting);
    Drawing { blocks: vec![picture(room).into()], ..drawing }
}

/// The height that the words around a picture leave.
fn room(drawing: &Drawing, setting: Setting<'_>) -> f64 {
    let Setting { medium, ruler, .. } = setting;
    let words = drawing.top(medium, ruler).height + drawing.foot(medium, ruler).height;
    let head = drawing.head.as_ref().map_or(0.0, |head| head.height);
    (medium.height.unwrap_or(HEIGHT) - 2.0 * medium.margin - words - head).floor().max(120.0)
}

/// The ruler of an axis that is cut; `axis` is its wording.
fn cut(window: &Window, scale: (i32, i32), axis: fn(PlotWords, &Window) -> String, words: PlotWords) -> Option<Cut> {
    if !window.cut {
        return None;
    }
    let whole = Window::whole(scale);
    let at = |value| koe_stats::nearest_f64(&whole.share(value));
    Some(Cut { scale: whole.ends(), window: (at(&window.low), at(&window.high)), words: axis(words, window) })
}

/// The chip of invented data.
fn invented_entry(words: PlotWords) -> Entry {
    let width = match words.0 {
        Language::Ja => 34.0,
        Language::En => 56.0,
    };
    entry(width, words.invented_meaning(), |mark| {
        let (left, top, right, bottom) = (0.5, 0.5, width - 0.5, 15.5);
        let corners = [(left, top), (right, top), (right, bottom), (left, bottom), (left, top)];
        for side in corners.windows(2) {
            mark.stroke(side[0], side[1], Ink::Ink3, 1.0, Stroke::Dashed);
        }
        mark.text(words.invented_mark(), (width / 2.0, 12.0), Type::new(11.0, Ink::Ink2).middle());
    })
}

/// A line as an entry of a key.
fn line_entry(meaning: impl Into<String>, ink: Ink, width: f64, stroke: Stroke) -> Entry {
    entry(26.0, meaning, |mark| mark.stroke((0.0, 8.0), (26.0, 8.0), ink, width, stroke))
}

/// A dot of this wave as an entry of a key.
fn dot_entry(meaning: impl Into<String>) -> Entry {
    entry(12.0, meaning, |mark| marks::dot(mark, 6.0, 8.0))
}

/// A dot of an earlier wave as an entry of a key.
fn open_entry(meaning: impl Into<String>) -> Entry {
    entry(12.0, meaning, |mark| marks::open_dot(mark, 6.0, 8.0))
}

#[cfg(test)]
mod window_tests {
    use super::tests::decimal;
    use super::window;

    fn ends(values: [&str; 2], steps: usize, scale: (i32, i32)) -> (String, String) {
        window(values.map(decimal), steps, scale).ends()
    }

    #[test]
    fn a_window_has_its_steps_around_the_values_and_stays_on_the_scale() {
        let text = |low: &str, high: &str| (low.to_owned(), high.to_owned());
        assert_eq!(ends(["4.02", "4.17"], 4, (1, 6)), text("3.6", "4.4"));
        assert_eq!(ends(["4.02", "4.17"], 1, (1, 6)), text("4.0", "4.2"));
        assert_eq!(ends(["5.95", "5.99"], 4, (1, 6)), text("5.2", "6.0"));
        assert_eq!(ends(["1.00", "1.05"], 4, (1, 6)), text("1.0", "1.8"));
        assert_eq!(ends(["61.2", "63.0"], 4, (0, 100)), text("50", "70"));
        assert_eq!(window([], 4, (1, 6)).ends(), text("1", "6"));
        assert_eq!(ends(["1.00", "1.00"], 9, (1, 2)), text("1.0", "2.0"), "no wider than the scale");
    }
}
