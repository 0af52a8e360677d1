//! What a verb prints: aligned text for a terminal, Markdown, CSV, JSON.
//!
//! JSON and CSV carry every field of the contract and, but for the levels of a
//! comparison or a trend, are the same for every [`View`]; the terminal and Markdown show what the view is about.
//!
//! | file | what |
//! |---|---|
//! | `sheet` | a table as titles, columns, lines: no looks |
//! | `score`, `gap`, `compare`, `trend` | the sheets of the verbs |
//! | `response` | who answered, below the tables of score, gap and compare |
//! | `plan` | indicators, actions, competencies: sheets, CSV, JSON |
//! | `terminal`, `markdown` | the looks of a sheet |
//! | `csv`, `json` | the contract |

mod compare;
mod csv;
mod gap;
mod json;
mod markdown;
mod plan;
mod response;
mod score;
mod sheet;
mod terminal;
mod trend;

use std::fmt;

use koe_core::definition::Language;
use koe_core::release::{Level, Released, Row};

use crate::figures::Figures;

pub use markdown::markdown_text;
pub use plan::{PlanView, Section, render_plan, sections};

/// What a table is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum View {
    /// Scores: n, score, interval, favorable share, band; then response rate,
    /// highest and lowest items, what is below the overall score.
    Score,
    /// Targets: score, target, gap, status; the path by year; what it takes.
    Gap,
    /// Units against what they are compared with: difference, interval, adjusted
    /// p, effect, rank; then what was compared.
    Compare(Levels),
    /// Waves side by side: score, changes with interval and adjusted p, path,
    /// status; then, where it is asked for, why the scores moved.
    Trend(Levels),
    /// The same; but its CSV holds why the scores moved, a row for each part.
    Why(Levels),
}

/// Which levels of the category tree a comparison or a trend shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Levels {
    /// The overall score and the top categories; in JSON and CSV all.
    Top,
    /// One level.
    One(Level),
    /// All of them.
    All,
}

impl Levels {
    fn hold(self, level: Level, format: Format) -> bool {
        match self {
            Self::Top if matches!(format, Format::Csv | Format::Json) => true,
            Self::Top => matches!(level, Level::Overall | Level::Category),
            Self::One(own) => level == own,
            Self::All => true,
        }
    }
}

/// How a table is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    /// Columns aligned by display width, for a terminal.
    Table,
    /// Markdown with pipe tables.
    Markdown,
    /// One line per row, every field of the contract a column.
    Csv,
    /// The JSON contract.
    Json,
}

/// Whether a terminal table may be coloured. The caller knows its terminal;
/// this crate never looks.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Colour {
    /// Text only.
    #[default]
    Plain,
    /// ANSI escape sequences; every colour also has a sign or a word.
    Ansi,
}

/// How CSV is dressed.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Dressing {
    /// For a pipe: no byte order mark, lines end in LF.
    #[default]
    Stdout,
    /// For a file that Japanese Excel opens: UTF-8 with BOM, lines end in CRLF.
    File,
}

/// The looks of a table. Each format reads what concerns it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Style {
    /// Language of headers and sentences (terminal, Markdown).
    pub language: Language,
    /// Colour (terminal).
    pub colour: Colour,
    /// Dressing (CSV).
    pub dressing: Dressing,
}

impl Style {
    /// Returns the plain style of a language: no colour, dressed for a pipe.
    ///
    /// ```
    /// use koe_core::definition::Language;
    /// use koe_report::table::{Colour, Style};
    ///
    /// assert_eq!(Style::plain(Language::En).colour, Colour::Plain);
    /// ```
    pub fn plain(language: Language) -> Self {
        Self { language, colour: Colour::default(), dressing: Dressing::default() }
    }
}

/// The table could not be written. Figures that passed the gate always can be,
/// so this points at a bug.
#[derive(Debug)]
pub enum TableError {
    /// A row that JSON cannot hold.
    Json(serde_json::Error),
    /// A row that CSV cannot hold.
    Csv(::csv::Error),
}

impl fmt::Display for TableError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Json(error) => write!(f, "cannot write JSON: {error}"),
            Self::Csv(error) => write!(f, "cannot write CSV: {error}"),
        }
    }
}

impl std::error::Error for TableError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            Self::Json(error) => Some(error),
            Self::Csv(error) => Some(error),
        }
    }
}

impl From<serde_json::Error> for TableError {
    fn from(error: serde_json::Error) -> Self {
        Self::Json(error)
    }
}

impl From<::csv::Error> for TableError {
    fn from(error: ::csv::Error) -> Self {
        Self::Csv(error)
    }
}

/// Returns the released figures as text that ends with a line break.
///
/// # Errors
///
/// When a row cannot be written as JSON or CSV, which is a bug.
pub fn render(released: &Released, view: View, format: Format, style: Style) -> Result<String, TableError> {
    render_figures(released.into(), view, format, style)
}

/// Returns who answered, group by group, as CSV: `response` of the JSON contract with
/// its state in words; nothing where there is no headcount.
///
/// # Errors
///
/// When a row cannot be written as CSV, which is a bug.
pub fn response_csv(released: &Released, dressing: Dressing) -> Result<Option<String>, TableError> {
    csv::response::write(released.into(), dressing)
}

fn render_figures(figures: Figures<'_>, view: View, format: Format, style: Style) -> Result<String, TableError> {
    let shown: Vec<Row>;
    let figures = match view {
        View::Compare(levels) | View::Trend(levels) | View::Why(levels) => {
            shown = figures.rows.iter().filter(|row| levels.hold(row.level, format)).cloned().collect();
            Figures { rows: &shown, ..figures }
        }
        _ => figures,
    };
    let sheet = || match view {
        View::Compare(_) => compare::sheet(figures, style.language),
        View::Trend(levels) | View::Why(levels) => trend::sheet(figures, levels, style.language),
        View::Score => score::sheet(figures, style.language),
        View::Gap => gap::sheet(figures, style.language),
    };
    match (format, view) {
        (Format::Csv, View::Why(levels)) => csv::why::write(trend::why_of(figures, levels, format), style.dressing),
        _ => render_rows(figures, format, style, sheet),
    }
}

fn render_rows(
    figures: Figures<'_>,
    format: Format,
    style: Style,
    sheet: impl Fn() -> sheet::Sheet,
) -> Result<String, TableError> {
    match format {
        Format::Table => Ok(terminal::write(&sheet(), style.colour)),
        Format::Markdown => Ok(markdown::write(&sheet())),
        Format::Csv => csv::write(figures, style.dressing),
        Format::Json => json::write(figures),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sample::Sample;

    const HOSTILE: [&str; 6] =
        ["<script>alert(1)</script>", "=cmd()", "a|b\nc", "\u{202e}txt", "\u{1b}[2J\r\u{9b}0m", "＝SUM(A1)"];

    #[test]
    fn every_format_and_view_holds_every_hostile_name() {
        for name in HOSTILE.map(str::to_owned).into_iter().chain(["長".repeat(5000)]) {
            let mut sample = Sample::koriyama().named(&name).with_segment(&name, &name);
            sample.withhold("1.1");
            for view in [View::Score, View::Gap, View::Compare(Levels::All)] {
                for format in [Format::Table, Format::Markdown] {
                    let text = render_figures(sample.figures(), view, format, Style::plain(Language::Ja)).unwrap();
                    assert!(text.ends_with('\n'));
                    assert!(!text.contains(['\u{1b}', '\r', '\u{9b}', '\u{202e}']), "{format:?}: {text}");
                }
                let json = render_figures(sample.figures(), view, Format::Json, Style::plain(Language::Ja)).unwrap();
                assert!(!json.contains(['\u{1b}', '\r', '\u{9b}', '\u{202e}']));
                let value: serde_json::Value = serde_json::from_str(&json).unwrap();
                assert_eq!(value["rows"][0]["name"], name.as_str());
            }
        }
    }
}
