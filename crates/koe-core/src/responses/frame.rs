//! The one place that knows polars: Parquet files and frames in memory.

use std::borrow::Cow;
use std::fs::File;
use std::path::Path;
use std::sync::Arc;

use polars::prelude::{Column, DataFrame, DataType, ParquetReader, PolarsError, SerReader, StringChunked};

use super::intake::FileIntake;
use super::layout::{Layout, Role};
use super::notice::{At, Notices};
use super::rows::{RowReader, Sink};
use super::source::{Counts, Reading, no_rows};
use crate::problem::{Place, Problem};

/// Rows of a Parquet file that are in memory at a time.
const SLICE: usize = 1 << 16;

/// Reads a Parquet file, a slice of rows at a time.
pub(super) fn read_parquet<S: Sink>(
    reading: &mut Reading<'_>,
    path: &Path,
    name: &str,
    sink: &mut S,
) -> Result<FileIntake, Vec<Problem>> {
    let broken = |error: PolarsError| {
        vec![
            Problem::error(Place::file(name), "cannot read the Parquet file")
                .found(error.to_string())
                .hint("write it again, or save the answers as CSV"),
        ]
    };
    let open = || File::open(path).map(ParquetReader::new).map_err(|error| broken(error.into()));
    let rows = open()?.num_rows().map_err(broken)?;
    let mut whole: Option<FileIntake> = None;
    for start in (0..rows.max(1)).step_by(SLICE) {
        let slice = open()?.with_slice(Some((start, SLICE))).finish().map_err(broken)?;
        let part = read_slice(reading, name, "parquet", &slice, start, sink)?;
        match &mut whole {
            None => whole = Some(part),
            Some(whole) => whole.add(part),
        }
    }
    whole.ok_or_else(|| no_rows(name))
}

/// Reads a frame in memory.
pub(super) fn read<S: Sink>(
    reading: &mut Reading<'_>,
    name: &str,
    format: &str,
    frame: &DataFrame,
    sink: &mut S,
) -> Result<FileIntake, Vec<Problem>> {
    read_slice(reading, name, format, frame, 0, sink)
}

fn read_slice<S: Sink>(
    reading: &mut Reading<'_>,
    name: &str,
    format: &str,
    frame: &DataFrame,
    start: usize,
    sink: &mut S,
) -> Result<FileIntake, Vec<Problem>> {
    let headers = frame.get_column_names().into_iter().map(ToString::to_string).collect();
    let layout = Arc::new(reading.layout(headers, &Place::file(name))?);
    if frame.height() == 0 {
        return Err(no_rows(name));
    }
    let columns = text_columns(frame, &layout, name)?;
    let mut reader = RowReader::new(reading.definition, reading.codebook, Arc::clone(&layout), b',', &mut *sink);
    for row in 0..frame.height() {
        let text = |column: &Option<StringChunked>| {
            Cow::Owned(column.as_ref().and_then(|column| column.get(row)).unwrap_or_default().to_owned())
        };
        reader.texts(At { block: 0, line: (start + row) as u64 }, columns.iter().map(text));
    }
    let (rows, rejected) = (reader.rows, reader.rejected);
    // A row of a frame has no line; the first is called 1.
    let notices = Notices::join([reader.notices], |at| at.line + 1);
    Ok(reading.account(name, format, &layout, Counts { rows, rejected, notices }))
}

/// The columns that are read, as text; nulls stay null.
fn text_columns(frame: &DataFrame, layout: &Layout, name: &str) -> Result<Vec<Option<StringChunked>>, Vec<Problem>> {
    let text = |column: &Column| column.cast(&DataType::String)?.str().cloned();
    let mut problems = Vec::new();
    let mut columns = Vec::new();
    for (column, role) in frame.columns().iter().zip(&layout.roles) {
        if *role == Role::Ignored {
            columns.push(None);
            continue;
        }
        match text(column) {
            Ok(text) => columns.push(Some(text)),
            Err(error) => problems.push(
                Problem::error(
                    Place::file(name).column(column.name().as_str()),
                    "the column does not hold text or numbers",
                )
                .found(error.to_string())
                .expected("text, integers or floats"),
            ),
        }
    }
    if problems.is_empty() { Ok(columns) } else { Err(problems) }
}
