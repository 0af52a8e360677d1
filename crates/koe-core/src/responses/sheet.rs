//! The first sheet of an Excel workbook.

use std::borrow::Cow;
use std::path::Path;
use std::sync::Arc;

use calamine::{Data, Range, Reader, Xlsx, open_workbook};

use super::intake::FileIntake;
use super::notice::{At, Notices};
use super::rows::{RowReader, Sink};
use super::source::{Counts, Reading, no_rows};
use crate::problem::{Place, Problem};
use crate::text::clean_label;

/// Most cells a sheet may span; one stray cell in the last corner of a sheet
/// would otherwise take all memory there is.
const MAX_CELLS: u64 = 200_000_000;

/// Reads the first sheet of a workbook.
pub(super) fn read<S: Sink>(
    reading: &mut Reading<'_>,
    path: &Path,
    name: &str,
    sink: &mut S,
) -> Result<FileIntake, Vec<Problem>> {
    let broken = |error: calamine::XlsxError| {
        vec![
            Problem::error(Place::file(name), "cannot read the workbook")
                .found(error.to_string())
                .hint("open it in Excel and save it again as .xlsx or CSV; a password must be taken off"),
        ]
    };
    let mut workbook: Xlsx<_> = open_workbook(path).map_err(broken)?;
    let sheet = workbook.sheet_names().first().cloned().ok_or_else(|| no_rows(name))?;
    let place = format!("{name}[{sheet}]");
    {
        let cells = workbook.worksheet_cells_reader(&sheet).map_err(broken)?;
        let size = cells.dimensions();
        let span = |from: u32, to: u32| u64::from(to.saturating_sub(from)) + 1;
        if span(size.start.0, size.end.0) * span(size.start.1, size.end.1) > MAX_CELLS {
            return Err(vec![
                Problem::error(Place::file(&place), "the sheet spans too many cells")
                    .expected(format!("at most {MAX_CELLS} cells between the first and the last one used"))
                    .hint("delete what is far below or right of the answers, or save the sheet as CSV"),
            ]);
        }
    }
    let range = workbook.worksheet_range(&sheet).map_err(broken)?;
    rows(reading, &place, &range, sink)
}

fn rows<S: Sink>(
    reading: &mut Reading<'_>,
    name: &str,
    range: &Range<Data>,
    sink: &mut S,
) -> Result<FileIntake, Vec<Problem>> {
    let top = range.start().map_or(0, |(row, _)| u64::from(row)) + 1;
    let mut rows = range.rows().enumerate().filter(|(_, cells)| cells.iter().any(|cell| *cell != Data::Empty));
    let Some((first, header)) = rows.next() else { return Err(no_rows(name)) };
    let headers = header.iter().map(|cell| clean_label(&text(cell))).collect();
    let layout = Arc::new(reading.layout(headers, &Place::file(name).line(top + first as u64))?);
    let mut counts = Counts { rows: 0, rejected: 0, notices: Vec::new() };
    let notices = {
        let mut reader = RowReader::new(reading.definition, reading.codebook, Arc::clone(&layout), b',', &mut *sink);
        for (row, cells) in rows {
            reader.texts(At { block: 0, line: row as u64 }, cells.iter().map(text));
        }
        counts.rows = reader.rows;
        counts.rejected = reader.rejected;
        reader.notices
    };
    if counts.rows == 0 {
        return Err(no_rows(name));
    }
    counts.notices = Notices::join([notices], |at| top + at.line);
    Ok(reading.account(name, "xlsx", &layout, counts))
}

/// The text of a cell. Whole numbers are stored as floats and lose the `.0`.
fn text(cell: &Data) -> Cow<'_, str> {
    match cell {
        Data::Empty => Cow::Borrowed(""),
        Data::String(text) => Cow::Borrowed(text),
        other => Cow::Owned(other.to_string()),
    }
}
