//! The first sheet of an Excel workbook, row by row.

use std::borrow::Cow;
use std::io::{Read, Seek};
use std::path::Path;
use std::sync::Arc;

use calamine::{Data, Reader, Xlsx, XlsxCellReader, XlsxError, open_workbook};

use super::intake::FileIntake;
use super::notice::{At, NoticeKind, Notices};
use super::rows::{RowReader, Sink};
use super::source::{Counts, Reading, no_rows};
use crate::problem::{Place, Problem};
use crate::text::clean_label;

/// Most columns a header may span, Excel's own limit.
const MAX_COLUMNS: u32 = 16_384;

/// Reads the first sheet of a workbook. Its first row with a cell in it is the
/// header, wherever it stands.
pub(super) fn read<S: Sink>(
    reading: &mut Reading<'_>,
    path: &Path,
    name: &str,
    sink: &mut S,
) -> Result<FileIntake, Vec<Problem>> {
    let broken = |error: XlsxError| {
        vec![
            Problem::error(Place::file(name), "cannot read the workbook")
                .found(error.to_string())
                .hint("open it in Excel and save it again as .xlsx or CSV; a password must be taken off"),
        ]
    };
    let mut workbook: Xlsx<_> = open_workbook(path).map_err(broken)?;
    let sheet = workbook.sheet_names().first().cloned().ok_or_else(|| no_rows(name))?;
    let place = format!("{name}[{sheet}]");
    // Cell by cell: a table of the whole sheet would take all memory there is
    // where one stray cell stands in its last corner.
    let mut rows =
        Rows { cells: workbook.worksheet_cells_reader(&sheet).map_err(broken)?, pending: None, finished: false };
    let Some(header) = rows.next().map_err(broken)? else { return Err(no_rows(&place)) };
    let first = header.cells.iter().map(|(column, _)| *column).min().unwrap_or(0);
    let last = header.cells.iter().map(|(column, _)| *column).max().unwrap_or(0).min(MAX_COLUMNS);
    let mut headers = vec![String::new(); (last - first) as usize + 1];
    for (column, text) in &header.cells {
        if let Some(header) = headers.get_mut((column - first) as usize) {
            *header = clean_label(text);
        }
    }
    let layout = Arc::new(reading.layout(headers, &Place::file(&place).line(header.line()))?);
    let mut reader = RowReader::new(reading.definition, reading.codebook, Arc::clone(&layout), b',', sink);
    let mut texts = vec![String::new(); layout.headers.len()];
    while let Some(row) = rows.next().map_err(broken)? {
        let at = At { block: 0, line: row.line() };
        texts.iter_mut().for_each(String::clear);
        let mut extra = false;
        for (column, text) in row.cells {
            match column.checked_sub(first).and_then(|column| texts.get_mut(column as usize)) {
                Some(cell) => *cell = text,
                None => extra |= !clean_label(&text).is_empty(),
            }
        }
        if extra {
            reader.reject(at, NoticeKind::ExtraCells);
        } else {
            reader.texts(at, texts.iter().map(|text| Cow::Borrowed(text.as_str())));
        }
    }
    let counts = Counts { rows: reader.rows, rejected: reader.rejected, notices: Vec::new() };
    let notices = Notices::join([reader.notices], |at| at.line);
    if counts.rows == 0 {
        return Err(no_rows(&place));
    }
    Ok(reading.account(&place, "xlsx", &layout, Counts { notices, ..counts }))
}

/// The rows of a sheet that have any cell, one at a time.
struct Rows<'a, R: Read + Seek> {
    cells: XlsxCellReader<'a, R>,
    /// The first cell of the next row.
    pending: Option<(u32, u32, String)>,
    /// Past its end the sheet's reader fails.
    finished: bool,
}

/// A row: its index from 0, and column and text of each cell.
struct Row {
    index: u32,
    cells: Vec<(u32, String)>,
}

impl Row {
    fn line(&self) -> u64 {
        u64::from(self.index) + 1
    }
}

impl<R: Read + Seek> Rows<'_, R> {
    fn next(&mut self) -> Result<Option<Row>, XlsxError> {
        let mut row: Option<Row> = None;
        loop {
            let cell = match self.pending.take() {
                Some(cell) => Some(cell),
                None => self.cell()?,
            };
            let Some((index, column, text)) = cell else { return Ok(row) };
            let row = row.get_or_insert(Row { index, cells: Vec::new() });
            if row.index != index {
                self.pending = Some((index, column, text));
                return Ok(Some(Row { index: row.index, cells: std::mem::take(&mut row.cells) }));
            }
            row.cells.push((column, text));
        }
    }

    /// The next cell that is not empty. Whole numbers are stored as floats and
    /// lose the `.0`.
    fn cell(&mut self) -> Result<Option<(u32, u32, String)>, XlsxError> {
        while !self.finished {
            let Some(cell) = self.cells.next_cell()? else { break };
            let (row, column) = cell.get_position();
            match Data::from(cell.get_value().clone()) {
                Data::Empty => {}
                Data::String(text) => return Ok(Some((row, column, text))),
                other => return Ok(Some((row, column, other.to_string()))),
            }
        }
        self.finished = true;
        Ok(None)
    }
}
