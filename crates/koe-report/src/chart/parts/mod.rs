//! Drawing parts that are tables with marks: plain values in, a drawing out.
//!
//! A part holds printed values and words only, so it can be drawn from released
//! figures and, in the gallery, from made-up ones.
//!
//! | file | what |
//! |---|---|
//! | `heatmap` | units × categories, as differences from everyone or as scores |
//! | `dot_plot` | units ranked, with intervals and what cannot be ordered |
//! | `cross_table` | two attributes crossed, margins at the end |
//! | `response_bars` | response rates |
//! | `indicators` | indicators between baseline and target |
//! | `plan_matrix` | actions by fiscal year |
//! | `mark_table` | competencies by position |
//! | `grid`, `ground` | columns of equal cells; the colour of a cell |
//! | `specimens` | one made-up example of each |

pub(crate) mod cross_table;
pub(crate) mod dot_plot;
mod grid;
mod ground;
pub(crate) mod heatmap;
pub(crate) mod indicators;
pub(crate) mod mark_table;
pub(crate) mod plan_matrix;
pub(crate) mod response_bars;
pub(crate) mod specimens;

use koe_core::definition::Language;

use super::drawing::{Cut, Drawing, Entry};
use super::marks::{self, Setting, entry};
use super::scene::{Rect, Scene, Stroke, Type};
use crate::response::Empty;
use crate::theme::Ink;
use crate::typeset::{one_line, point};
use crate::window::Window;
use crate::wording::{self, PartWords, axis_shows, nobody_of, part_words};

pub(crate) use ground::{Ground, Steps};

/// What stands where a figure could: the figure (zero is one), or why none does.
pub(crate) type Shown<T> = Result<T, Absence>;

/// Why there is no figure. Different things with different words.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Absence {
    /// A small group, or a cell that would give one away.
    Withheld,
    /// Nobody of those invited answered.
    Nobody { invited: u64 },
    /// No respondent has these values, and no headcount tells of anybody who does.
    Vacant,
    /// Nobody was asked.
    NotHeld,
    /// No figure yet.
    NotReported,
    /// Some answered, but of how many is not known.
    NoHeadcount { respondents: Option<u64> },
}

/// The sentences around a part.
#[derive(Debug, Clone)]
pub(crate) struct Caption {
    /// What was found.
    pub(crate) headline: String,
    /// Measure, scale, n, order.
    pub(crate) subtitle: String,
    /// Where the figures come from.
    pub(crate) source: String,
    /// Whether names and figures are made up.
    pub(crate) invented: bool,
}

impl From<Empty> for Absence {
    fn from(empty: Empty) -> Self {
        match empty {
            Empty::Silent { invited } => Self::Nobody { invited },
            Empty::Withheld => Self::Withheld,
            Empty::Vacant => Self::Vacant,
        }
    }
}

impl Absence {
    /// The absence in words.
    pub(crate) fn words(self, language: Language) -> String {
        let words = part_words(language);
        match self {
            Self::Withheld => crate::wording::words(language).withheld.to_owned(),
            Self::Nobody { invited } => nobody_of(invited, language),
            Self::Vacant => words.vacant.to_owned(),
            Self::NotHeld => words.not_held.to_owned(),
            Self::NotReported => words.not_reported.to_owned(),
            Self::NoHeadcount { .. } => words.no_rate.to_owned(),
        }
    }

    /// Over a whole strip or row of cells.
    fn draw(self, scene: &mut Scene, rect: Rect, setting: Setting<'_>) {
        let words = self.words(setting.language);
        let base = rect.y + rect.height / 2.0 + 4.2;
        let set = Type::new(12.0, Ink::Ink2);
        match self {
            Self::Withheld => marks::withheld(scene, rect, &words, setting),
            Self::NotReported => {
                scene.fill(Rect::new(rect.x + 8.0, base - 5.0, 10.0, 1.5), Ink::Ink4);
                scene.text(words, (rect.x + 22.0, base), set);
            }
            Self::Nobody { .. } | Self::Vacant | Self::NotHeld | Self::NoHeadcount { .. } => {
                scene.text(words, (rect.x + 8.0, base), set)
            }
        }
    }
}

impl Caption {
    /// Puts the sentences around what a part has drawn.
    fn around(&self, setting: Setting<'_>, mut drawn: Drawing) -> Drawing {
        if self.invented {
            drawn.key.push(invented(setting));
        }
        Drawing {
            title: one_line(&self.headline),
            subtitle: one_line(&self.subtitle),
            source: one_line(&self.source),
            ..drawn
        }
    }
}

impl<'a> Setting<'a> {
    /// The words of the parts.
    fn part_words(self) -> &'static PartWords {
        part_words(self.language)
    }

    /// A name from input as at most three lines.
    fn name(self, text: &str, size: f64, width: f64) -> Vec<String> {
        self.wrap(&one_line(text), size, width, 3)
    }
}

/// The dashed chip of made-up data.
fn invented(setting: Setting<'_>) -> Entry {
    let words = setting.part_words();
    // Dashes of 5 with gaps of 4, so that each side ends with a dash.
    let width = ((setting.measure(words.invented, 11.0) + 3.0) / 9.0).ceil() * 9.0 + 5.0;
    let middle = width / 2.0;
    entry(width, words.key_invented, |mark| {
        for y in [1.0, 15.0] {
            mark.stroke((0.0, y), (width, y), Ink::Ink4, 1.0, Stroke::Dashed);
        }
        for x in [0.0, width] {
            mark.stroke((x, 1.0), (x, 15.0), Ink::Ink4, 1.0, Stroke::Dashed);
        }
        mark.text(words.invented, (middle, 12.0), Type::new(11.0, Ink::Ink2).middle());
    })
}

/// The key of what is withheld, where something is.
fn withheld_entry(setting: Setting<'_>) -> Entry {
    entry(28.0, setting.part_words().key_withheld, |mark| mark.hatch(Rect::new(0.0, 2.0, 28.0, 12.0)))
}

/// The window on the whole scale, where the axis is cut.
fn cut(window: &Window, scale: (i32, i32), language: Language) -> Option<Cut> {
    let whole = Window::whole(scale);
    let (low, high) = window.ends();
    let ends = (point(scale.0), point(scale.1));
    let words = axis_shows((&low, &high), (&ends.0, &ends.1), language);
    let at = |value| koe_stats::nearest_f64(&whole.share(value));
    window.cut.then(|| Cut { scale: ends, window: (at(&window.low), at(&window.high)), words })
}

/// What is drawn, told in words.
fn told(parts: impl IntoIterator<Item = String>, setting: Setting<'_>) -> String {
    wording::told(&parts.into_iter().collect::<Vec<_>>(), setting.language)
}

#[cfg(test)]
pub(super) mod tests;
