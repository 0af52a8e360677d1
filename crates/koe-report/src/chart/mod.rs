//! Charts: drawn once, written as SVG, PNG and PDF.
//!
//! A chart is laid out as a [`drawing`](self) of marks that carry colour tokens;
//! plotters writes it as SVG with live text; usvg reads that with the embedded
//! face and nothing from the system. From that tree come the SVG (text as
//! outlines), the PNG and the PDF (text as text), so a chart looks the same on
//! every machine and in every file, and is the same bytes every time.
//!
//! | file | what |
//! |---|---|
//! | `scores_targets` | chart a: scores against targets, the gap visible |
//! | `items` | chart b: items by score, above and below overall |
//! | `distribution` | chart c: answers by point of the scale |
//! | `differences`, `segments` | chart d: the units of one attribute, as differences from everyone and as scores |
//! | `ranks` | chart e: the units of one attribute by score, with the ranks they may have |
//! | `crosses` | chart f: two attributes crossed |
//! | `response_rates` | chart l: who answered, by the groups of one attribute |
//! | `outlook` | charts j and k: indicators, actions, competencies of a plan |
//! | `trend` | charts g, h and i: several waves |
//! | `units` | what the charts of one attribute share |
//! | `parts` | charts that are tables with marks: heatmap, ranked units, indicators… |
//! | `drawing`, `paging` | headline, key, heads, blocks; how they fall onto pages |
//! | `scene` | marks as data |
//! | `marks` | the marks that mean the same in every chart |
//! | `medium` | screen, document, slide, sheet of the report |
//! | `plots` | pictures that are no rows: years, slope, waterfall |
//! | `fonts`, `breaker` | widths, missing characters; where a label may break |
//! | `canvas`, `picture` | from marks to SVG, and from there to files |

mod breaker;
pub(crate) mod canvas;
mod crosses;
mod differences;
pub(crate) mod distribution;
pub(crate) mod drawing;
pub(crate) mod fonts;
mod items;
pub(crate) mod marks;
pub(crate) mod medium;
mod outlook;
mod paging;
pub(crate) mod parts;
mod picture;
pub(crate) mod plots;
mod ranks;
mod response_rates;
pub(crate) mod scene;
mod scores_targets;
mod segments;
mod summary;
mod trend;
mod units;

use std::fmt;

use koe_core::release::Released;

use crate::figures::Figures;
use crate::theme::Theme;
use crate::wording::Sentences;
use drawing::Drawing;
use marks::Setting;
use medium::Medium;

pub use fonts::{FontError, Fonts};
pub use medium::Size;
pub use outlook::{PlanKind, draw_plan};
pub use picture::Chart;
pub use trend::{TrendKind, draw_trend};

/// A chart koe draws.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// Overall, categories and subcategories against their targets.
    ScoresTargets,
    /// Items by score, above and below the overall score.
    Items,
    /// How answers fall on the points of the scale.
    Distribution,
    /// The values of each attribute by overall score, with intervals and the ranks
    /// they may have: one picture an attribute that is compared.
    Ranks,
    /// How the values of each attribute differ from everyone: one picture an
    /// attribute that is compared.
    Differences,
    /// The values of each attribute by overall and top categories: one picture an
    /// attribute that the released rows are cut by, none where there is none.
    Segments,
    /// Overall scores of two attributes crossed: one picture a pair that is compared.
    Crosses,
    /// How many of those invited answered, by the values of each attribute: one
    /// picture an attribute that the headcount knows, none without a headcount.
    ResponseRates,
}

impl Kind {
    /// Every chart, in the order of a report.
    pub const ALL: [Self; 8] = [
        Self::ScoresTargets,
        Self::Items,
        Self::Distribution,
        Self::Ranks,
        Self::Differences,
        Self::Segments,
        Self::Crosses,
        Self::ResponseRates,
    ];

    /// Returns what the chart is called on the command line and in file names.
    pub fn name(self) -> &'static str {
        match self {
            Self::ScoresTargets => "scores-targets",
            Self::Items => "items",
            Self::Distribution => "distribution",
            Self::Ranks => "ranks",
            Self::Differences => "differences",
            Self::Segments => "segments",
            Self::Crosses => "crosses",
            Self::ResponseRates => "response-rates",
        }
    }

    /// The drawings of the chart; one, but one an attribute or a pair of them where
    /// values of attributes are shown.
    pub(crate) fn draw(self, figures: Figures<'_>, setting: Setting<'_>) -> Vec<Drawing> {
        match self {
            Self::ScoresTargets => vec![scores_targets::draw(figures, setting)],
            Self::Items => vec![items::draw(figures, setting)],
            Self::Distribution => vec![distribution::draw(figures, setting)],
            Self::Ranks => each(units::compared(figures), |attribute| ranks::draw(figures, attribute, setting)),
            Self::Differences => {
                each(units::compared(figures), |attribute| differences::draw(figures, attribute, setting))
            }
            Self::Segments => each(figures.attributes(), |attribute| segments::draw(figures, attribute, setting)),
            Self::Crosses => {
                let pairs = if figures.compared.is_some() { figures.crosses() } else { Vec::new() };
                each(pairs, |pair| crosses::draw(figures, pair, setting))
            }
            Self::ResponseRates => each(figures.groupings(), |by| response_rates::draw(figures, &by, setting)),
        }
    }
}

/// A drawing of each.
fn each<T>(these: Vec<T>, draw: impl Fn(T) -> Drawing) -> Vec<Drawing> {
    these.into_iter().map(draw).collect()
}

/// The drawings of one attribute: what can be said of the order of its units, how
/// they differ from everyone, their scores.
pub(crate) fn of_attribute(figures: Figures<'_>, attribute: &str, setting: Setting<'_>) -> Vec<Drawing> {
    let scores = segments::draw(figures, attribute, setting);
    if !units::compared(figures).contains(&attribute) {
        return vec![scores];
    }
    vec![ranks::draw(figures, attribute, setting), differences::draw(figures, attribute, setting), scores]
}

/// A chart that could not be drawn.
#[derive(Debug)]
pub enum ChartError {
    /// A face could not be read.
    Face(ttf_parser::FaceParsingError),
    /// The drawing backend failed.
    Draw(String),
    /// The drawn SVG could not be read back.
    Read(usvg::Error),
    /// The picture could not be painted or encoded.
    Paint(String),
}

impl fmt::Display for ChartError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Face(error) => write!(f, "cannot read the font: {error}"),
            Self::Draw(error) => write!(f, "cannot draw the chart: {error}"),
            Self::Read(error) => write!(f, "cannot read the drawn chart: {error}"),
            Self::Paint(error) => write!(f, "cannot paint the chart: {error}"),
        }
    }
}

impl std::error::Error for ChartError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            Self::Face(error) => Some(error),
            Self::Read(error) => Some(error),
            Self::Draw(_) | Self::Paint(_) => None,
        }
    }
}

/// Draws a chart (within the filter), on white.
///
/// # Errors
///
/// When drawing fails, which is a bug.
pub fn draw(released: &Released, kind: Kind, size: Size, fonts: &Fonts) -> Result<Chart, ChartError> {
    chart(released.into(), kind, size, fonts)
}

fn chart(figures: Figures<'_>, kind: Kind, size: Size, fonts: &Fonts) -> Result<Chart, ChartError> {
    let medium = Medium::of(size);
    let ruler = fonts.ruler().map_err(ChartError::Face)?;
    let setting =
        Setting { ruler: &ruler, medium: &medium, language: figures.about.language, years: figures.about.years };
    let mut drawings = kind.draw(figures, setting);
    for drawing in &mut drawings {
        // A picture stands alone: it says itself which survey it is of.
        let sentences = Sentences::new(figures, figures.about.language);
        drawing.subtitle = sentences.with_survey(&drawing.subtitle);
    }
    Chart::new(&drawings, size, fonts, &Theme::LIGHT)
}

#[cfg(test)]
mod tests;
