//! Where answers come from, and the one way to read them.

use std::path::{Path, PathBuf};

use encoding_rs::Encoding;
use polars::prelude::DataFrame;

use super::codebook::Codebook;
use super::intake::{FileIntake, Intake};
use super::layout::{Layout, Role};
use super::notice::Notice;
use super::rows::Sink;
use super::{delimited, frame, sheet};
use crate::definition::Definition;
use crate::problem::{Place, Problem, Problems};
use crate::text::file_problem;

/// Answers of a wave, or a part of them.
#[derive(Debug, Clone)]
pub enum Source {
    /// A file: CSV, TSV, XLSX or Parquet.
    File(PathBuf),
    /// A frame in memory, under a name for messages.
    Frame {
        /// What messages call it.
        name: String,
        /// One row a respondent, columns named as the definition has them.
        frame: DataFrame,
    },
}

/// How answers are read.
#[derive(Clone, Copy)]
pub struct ReadOptions<'a> {
    /// Encoding of text files, where it is stated and not to be detected.
    pub encoding: Option<&'static Encoding>,
    /// Bytes a thread works on at a time.
    pub block_size: usize,
    /// Told how far the reading is.
    pub progress: Option<&'a dyn Progress>,
}

impl Default for ReadOptions<'_> {
    fn default() -> Self {
        Self { encoding: None, block_size: 1 << 20, progress: None }
    }
}

impl std::fmt::Debug for ReadOptions<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("ReadOptions").field("encoding", &self.encoding).field("block_size", &self.block_size).finish()
    }
}

/// Is told how far a reading is. The library itself shows nothing.
pub trait Progress: Sync {
    /// `read` more bytes of the `total` bytes of all files have been read.
    fn advance(&self, read: u64, total: u64);
}

/// Reads all sources into sinks made by `make`, one a thread, and returns them
/// with the account of what was read.
///
/// Sinks are independent: which rows go to which is not fixed, so what they
/// hold must not depend on it once it is merged.
///
/// # Errors
///
/// Every problem that keeps a file from being read: missing, empty, binary,
/// unsure encoding, no header, a column that is not there.
pub fn read<S: Sink>(
    definition: &Definition,
    codebook: &Codebook,
    sources: &[Source],
    options: &ReadOptions<'_>,
    make: impl Fn() -> S,
) -> Result<(Vec<S>, Intake), Problems> {
    let mut sinks: Vec<S> = (0..rayon::current_num_threads()).map(|_| make()).collect();
    let mut reading = Reading { definition, codebook, options, total: total_bytes(sources) };
    let mut intake = Intake::default();
    let mut problems = Vec::new();
    for source in sources {
        let outcome = match source {
            Source::File(path) => reading.file(path, &mut sinks),
            Source::Frame { name, frame } => frame::read(&mut reading, name, "frame", frame, &mut sinks[0]),
        };
        match outcome {
            Ok(file) => intake.files.push(file),
            Err(found) => problems.extend(found),
        }
    }
    if problems.is_empty() { Ok((sinks, intake)) } else { Err(problems.into()) }
}

fn total_bytes(sources: &[Source]) -> u64 {
    let size = |source: &Source| match source {
        Source::File(path) => std::fs::metadata(path).map_or(0, |data| data.len()),
        Source::Frame { .. } => 0,
    };
    sources.iter().map(size).sum()
}

/// What every kind of source needs while it is read.
pub(super) struct Reading<'a> {
    pub(super) definition: &'a Definition,
    pub(super) codebook: &'a Codebook,
    pub(super) options: &'a ReadOptions<'a>,
    pub(super) total: u64,
}

impl Reading<'_> {
    fn file<S: Sink>(&mut self, path: &Path, sinks: &mut Vec<S>) -> Result<FileIntake, Vec<Problem>> {
        let name = path.display().to_string();
        if let Some(problem) = file_problem(path, Place::file(&name)) {
            return Err(vec![problem]);
        }
        let extension =
            path.extension().and_then(|extension| extension.to_str()).unwrap_or_default().to_ascii_lowercase();
        match extension.as_str() {
            "xlsx" | "xlsm" => sheet::read(self, path, &name, &mut sinks[0]),
            "parquet" => frame::read_parquet(self, path, &name, &mut sinks[0]),
            _ => delimited::read(self, path, &name, sinks),
        }
    }

    /// Finds the columns of a file by its header.
    pub(super) fn layout(&self, headers: Vec<String>, header: &Place) -> Result<Layout, Vec<Problem>> {
        Layout::new(self.definition, self.codebook, headers, header)
    }

    /// The account of a file that has been read.
    pub(super) fn account(&self, name: &str, format: &str, layout: &Layout, counts: Counts) -> FileIntake {
        let expected = |role: &Role| match *role {
            Role::Item(item) => self.codebook.coding(item).expected(),
            Role::Attribute(_) => "a number, as the attribute has cuts".to_owned(),
            Role::Ignored => String::new(),
        };
        FileIntake {
            name: name.to_owned(),
            format: format.to_owned(),
            rows: counts.rows,
            rejected: counts.rejected,
            headers: layout.headers.clone(),
            expected: layout.roles.iter().map(expected).collect(),
            unused: layout.unused.clone(),
            notices: counts.notices,
        }
    }
}

/// What was counted of one file.
pub(super) struct Counts {
    pub(super) rows: u64,
    pub(super) rejected: u64,
    pub(super) notices: Vec<Notice>,
}

/// The problem of a table that ends with its header.
pub(super) fn no_rows(name: &str) -> Vec<Problem> {
    vec![
        Problem::error(Place::file(name), "a header without rows")
            .expected("one row for each respondent below the header")
            .hint("export the answers again, or leave this file out of `responses`"),
    ]
}
