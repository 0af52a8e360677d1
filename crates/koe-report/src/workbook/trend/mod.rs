//! Several waves.
//!
//! | file | what |
//! |---|---|
//! | `course` | every line of every group in every wave |
//! | `years` | charts over the years, and the cells they are drawn from |
//! | `two` | two waves side by side |
//! | `slope`, `changes` | charts of two waves |
//! | `parts` | why scores moved |
//! | `waterfall` | charts of that, and the cells they are drawn from |

mod changes;
mod course;
mod parts;
mod slope;
mod two;
mod waterfall;
mod years;

use koe_core::release::{Level, Row};
use rust_xlsxwriter::{Workbook, XlsxError};

use super::sheet::{Book, Listed};
use super::text::label;
use crate::trend::Waves;
use crate::wording::PlotWords;
use crate::wording::trend::Telling;
use crate::wording::trend_sheets::{TrendSheetWords, trend_sheet_words};

/// The waves with the words they are told in.
#[derive(Clone, Copy)]
struct Told<'a> {
    book: Book<'a>,
    waves: Waves<'a>,
    telling: Telling<'a>,
    plots: PlotWords,
    own: &'static TrendSheetWords,
}

/// Writes the sheets of several waves, where there are several.
pub(super) fn write(workbook: &mut Workbook, book: Book<'_>) -> Result<Vec<Listed>, XlsxError> {
    let Some(waves) = book.figures.trend else { return Ok(Vec::new()) };
    let language = book.language;
    let told = Told {
        book,
        waves,
        telling: Telling { waves, language },
        plots: PlotWords::of(language, waves.about.years),
        own: trend_sheet_words(language),
    };
    let mut sheets = course::write(workbook, told)?;
    sheets.extend(years::write(workbook, told)?);
    sheets.extend(two::write(workbook, told)?);
    sheets.extend(parts::write(workbook, told)?);
    sheets.extend(waterfall::write(workbook, told)?);
    Ok(sheets)
}

impl Told<'_> {
    /// What a row is called in charts and their cells.
    fn name(self, row: &Row) -> String {
        match row.level {
            Level::Overall => self.book.words.overall_score.to_owned(),
            _ => label(&row.name),
        }
    }

    /// Code and name of a row, as it is listed.
    fn listed(self, row: &Row) -> (String, String) {
        match row.level {
            Level::Overall => (String::new(), self.book.words.overall.to_owned()),
            _ => (row.code.clone(), row.name.clone()),
        }
    }
}
