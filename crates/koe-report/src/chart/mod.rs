//! Charts: SVG with text as outlines, and the same picture as PNG.
//!
//! plotters draws SVG on a canvas four times as large as the picture (it only
//! knows whole pixels); usvg reads that with the embedded face and nothing from
//! the system, and writes outlines; resvg paints the same tree. So a chart looks
//! the same on every machine and is the same bytes every time.
//!
//! | file | what |
//! |---|---|
//! | `scores_vs_targets` | chart a: scores against targets, the gap visible |
//! | `canvas` | plotters in picture units |
//! | `breaker` | where a label may break |
//! | `face` | the embedded face: widths, missing characters |
//! | `outline` | from drawn SVG to outlines and PNG |

mod breaker;
mod canvas;
mod face;
mod outline;
mod scores_vs_targets;

use std::fmt;

use koe_core::definition::Language;
use koe_core::release::Released;

use crate::theme::Theme;

pub(crate) use scores_vs_targets::ticks;

/// A finished picture.
#[derive(Debug, Clone)]
pub struct Chart {
    /// SVG, 816 wide, text as outlines, with a title and a description.
    pub svg: String,
    /// PNG at twice the size.
    pub png: Vec<u8>,
    /// Characters of the drawn texts that the embedded face does not have, each
    /// once, in code order; they are drawn as boxes.
    pub missing_glyphs: Vec<char>,
}

/// A chart that could not be drawn.
#[derive(Debug)]
pub enum ChartError {
    /// More rows than a picture can hold; the table has them all.
    TooTall {
        /// Height it would have, in pixels.
        height: u32,
        /// Largest height that is drawn.
        limit: u32,
    },
    /// The embedded face could not be read.
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
            Self::TooTall { height, limit } => {
                write!(f, "too many rows for one picture: it would be {height} pixels high, the limit is {limit}")
            }
            Self::Face(error) => write!(f, "cannot read the embedded face: {error}"),
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
            Self::TooTall { .. } | Self::Draw(_) | Self::Paint(_) => None,
        }
    }
}

/// Draws scores against targets: overall, categories, subcategories in survey
/// order, a dot for the score, a tick for the target, a bar between. Without
/// targets, dots only. Light theme, 816 pixels wide, as high as it needs.
///
/// # Errors
///
/// When the tree has so many categories that the picture would be too tall, or
/// when drawing fails, which is a bug.
pub fn scores_vs_targets(released: &Released, language: Language) -> Result<Chart, ChartError> {
    scores_vs_targets::draw(released.into(), language, &Theme::LIGHT)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sample::Sample;

    fn chart(sample: &Sample) -> Chart {
        scores_vs_targets::draw(sample.figures(), Language::Ja, &Theme::LIGHT).unwrap()
    }

    #[test]
    fn a_chart_is_816_wide_and_holds_no_text_but_its_description() {
        let chart = chart(&Sample::koriyama());
        assert!(chart.svg.starts_with("<svg width=\"816\" height=\""));
        assert!(!chart.svg.contains("<text") && !chart.svg.contains("font-family"));
        assert!(chart.svg.contains("<title id=\"koe-title\">9つの中項目のうち5つが目標を下回っています。</title>"));
        assert!(chart.svg.contains("互いを認め合う精神 スコア 3.35 目標 4.06 差 −0.71"));
        assert!(chart.png.starts_with(b"\x89PNG"));
        assert!(chart.missing_glyphs.is_empty());
    }

    #[test]
    fn the_same_figures_are_the_same_bytes() {
        let (first, second) = (chart(&Sample::koriyama()), chart(&Sample::koriyama()));
        assert_eq!(first.svg, second.svg);
        assert_eq!(first.png, second.png);
    }

    #[test]
    fn withheld_rows_have_no_figure_and_other_surveys_a_chart() {
        let mut sample = Sample::koriyama();
        sample.withhold("4.2");
        let withheld = chart(&sample);
        assert!(withheld.svg.contains("互いを認め合う精神 非公表（少人数）"));
        assert!(!withheld.svg.contains("3.35"));
        assert!(
            chart(&Sample::koriyama().without_targets())
                .svg
                .contains("中項目のスコアは3.35点から4.32点の間にあります。")
        );
    }

    #[test]
    fn hostile_names_are_drawn_and_nothing_else() {
        for name in ["<script>alert(1)</script>", "</title><image href=\"x\"/>", "\u{202e}a\u{0}\u{1b}b\n", "&lt;"] {
            let chart = chart(&Sample::koriyama().named(name));
            assert!(!chart.svg.contains("<script") && !chart.svg.contains("<image"), "{name}");
            assert!(!chart.svg.contains(['\u{202e}', '\0', '\u{1b}']), "{name}");
        }
        assert!(chart(&Sample::koriyama().named(&"長".repeat(5000))).svg.len() < 2_000_000);
    }

    #[test]
    fn a_picture_has_a_limit() {
        let mut sample = Sample::koriyama();
        let row = sample.rows[1].clone();
        sample.rows.extend(std::iter::repeat_n(row, 1000));
        let error = scores_vs_targets::draw(sample.figures(), Language::Ja, &Theme::LIGHT).unwrap_err();
        assert!(matches!(error, ChartError::TooTall { limit: 16_000, .. }));
    }
}
