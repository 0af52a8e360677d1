//! `report.xlsx`: every figure a number exactly as printed, with charts Excel
//! can edit.
//!
//! | file | what |
//! |---|---|
//! | `cover`, `scores`, `items`, `distribution`, `segments` | the first sheets, in this order |
//! | `comparison`, `differences`, `ranks`, `crosses` | groups against everyone, and against each other |
//! | `trend` | several waves: over the years, two of them, why scores moved |
//! | `outlook` | indicators, actions and competencies of the plan, where there is one, with their charts |
//! | `response`, `method` | the last sheets |
//! | `sheet` | a sheet of a table or of charts, and how it prints |
//! | `table` | columns and lines before they stand on a sheet |
//! | `native`, `lines` | charts that Excel draws |
//! | `formats`, `text` | what cells look like; text made safe |

mod comparison;
mod cover;
mod crosses;
mod differences;
mod distribution;
mod formats;
mod items;
mod lines;
mod method;
mod native;
mod outlook;
mod ranks;
mod response;
mod scores;
mod segments;
mod sheet;
mod table;
#[cfg(test)]
mod tests;
mod text;
mod trend;

use std::fmt;

use rust_xlsxwriter::{DocProperties, ExcelDateTime, Workbook, XlsxError};

use crate::figures::Figures;
use crate::{Colophon, Contents, Outlook};
use cover::Cover;
use sheet::{Book, Edition};

/// The workbook could not be written, which is a bug or a survey larger than a
/// workbook.
#[derive(Debug)]
pub struct WorkbookError(XlsxError);

impl fmt::Display for WorkbookError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "cannot write the workbook: {}", self.0)
    }
}

impl std::error::Error for WorkbookError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        Some(&self.0)
    }
}

impl From<XlsxError> for WorkbookError {
    fn from(error: XlsxError) -> Self {
        Self(error)
    }
}

/// Returns the report as an XLSX file, in the language of the figures.
///
/// # Errors
///
/// When the figures do not fit in a workbook.
pub fn render(contents: Contents<'_>, colophon: &Colophon) -> Result<Vec<u8>, WorkbookError> {
    render_figures(Figures::of(contents), colophon)
}

/// Returns a plan that has no survey beside it as an XLSX file: a plan holds no
/// answers, so that all of it may be shown.
///
/// # Errors
///
/// When the plan does not fit in a workbook.
pub fn render_plan(outlook: Outlook<'_>, colophon: &Colophon) -> Result<Vec<u8>, WorkbookError> {
    let edition = Edition::from(outlook);
    let mut workbook = begun(edition)?;
    let mut sheets = outlook::write_plan(&mut workbook, edition, outlook)?;
    sheets.extend(method::write_plan(&mut workbook, outlook, colophon)?);
    Cover::of_plan(outlook).write(workbook.worksheet_from_index(0)?, edition, &sheets)?;
    Ok(workbook.save_to_buffer()?)
}

/// A workbook with its cover, which comes first and lists what comes after it.
fn begun(edition: Edition<'_>) -> Result<Workbook, XlsxError> {
    let mut workbook = Workbook::new();
    workbook.set_default_format(&formats::base(), sheet::ROW_PIXELS, sheet::COLUMN_PIXELS)?;
    workbook.set_properties(&properties(edition)?);
    workbook.add_worksheet();
    Ok(workbook)
}

fn render_figures(figures: Figures<'_>, colophon: &Colophon) -> Result<Vec<u8>, WorkbookError> {
    let book = Book::new(figures);
    let mut workbook = begun(book.into())?;
    let mut sheets = scores::write(&mut workbook, book)?;
    sheets.extend(items::write(&mut workbook, book)?);
    sheets.extend(distribution::write(&mut workbook, book)?);
    sheets.extend(segments::write(&mut workbook, book)?);
    sheets.extend(comparison::write(&mut workbook, book)?);
    sheets.extend(differences::write(&mut workbook, book)?);
    sheets.extend(ranks::write(&mut workbook, book)?);
    sheets.extend(crosses::write(&mut workbook, book)?);
    sheets.extend(comparison::write_items(&mut workbook, book)?);
    sheets.extend(response::write(&mut workbook, book)?);
    sheets.extend(trend::write(&mut workbook, book)?);
    sheets.extend(outlook::write(&mut workbook, book)?);
    sheets.extend(method::write(&mut workbook, book, colophon)?);
    Cover::of(book).write(workbook.worksheet_from_index(0)?, book.into(), &sheets)?;
    Ok(workbook.save_to_buffer()?)
}

/// The title of the file, and a date that does not tell when it was written:
/// the same figures give the same bytes.
fn properties(edition: Edition<'_>) -> Result<DocProperties, XlsxError> {
    let date = ExcelDateTime::from_ymd(2000, 1, 1)?;
    let title = text::cut(&text::inert(&edition.name()), 200);
    Ok(DocProperties::new().set_title(title).set_creation_datetime(&date))
}
