//! The account of a reading: rows in, rows counted, rows rejected, and what was odd.

use super::notice::{Notice, NoticeKind};
use crate::problem::{Place, Problem};

/// The account of all files of a wave.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Intake {
    /// File by file, in the order of the survey file.
    pub files: Vec<FileIntake>,
}

/// The account of one file. `rows` = rows counted + `rejected`, always.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FileIntake {
    /// The file, as the reader would open it.
    pub name: String,
    /// How it is written: an encoding, or `xlsx`, `parquet`, `frame`.
    pub format: String,
    /// Rows below the header, blank lines not counted.
    pub rows: u64,
    /// Rows left out.
    pub rejected: u64,
    /// Names of the columns.
    pub headers: Vec<String>,
    /// What the cells of a column may hold, in words; empty for ignored columns.
    pub expected: Vec<String>,
    /// Names of the columns that nothing in the definition reads.
    pub unused: Vec<String>,
    /// What was odd, by kind and column.
    pub notices: Vec<Notice>,
}

impl Intake {
    /// Returns the number of rows in all files.
    pub fn rows(&self) -> u64 {
        self.files.iter().map(|file| file.rows).sum()
    }

    /// Returns the number of rows left out.
    pub fn rejected(&self) -> u64 {
        self.files.iter().map(|file| file.rejected).sum()
    }

    /// Returns what was odd as warnings, file by file.
    pub fn warnings(&self) -> Vec<Problem> {
        self.files.iter().flat_map(|file| file.notices.iter().map(|notice| file.problem(notice))).collect()
    }
}

impl FileIntake {
    /// What is told about a notice: an error for what ends the reading.
    pub(super) fn problem(&self, notice: &Notice) -> Problem {
        let (first_line, text) = notice.first.first().map_or((None, ""), |(line, text)| (Some(*line), text.as_str()));
        let place = Place {
            line: first_line,
            column: notice.column.map(|column| self.headers[column].clone()),
            ..Place::file(self.name.clone())
        };
        let expected = notice.column.map(|column| self.expected[column].clone()).unwrap_or_default();
        let many = |what: &str, done: &str| {
            let lines: Vec<String> = notice.first.iter().map(|(line, _)| line.to_string()).collect();
            let more = if notice.count > notice.first.len() as u64 { ", …" } else { "" };
            match notice.count {
                1 => format!("1 such {what}, {done}"),
                count => format!("{count} such {what}s, {done}; lines {}{more}", lines.join(", ")),
            }
        };
        match notice.kind {
            NoticeKind::ExtraCells => Problem::warning(place, "more cells than the header")
                .expected(format!("{} cells", self.headers.len()))
                .hint(format!("{}; a text with a comma needs quotes", many("row", "rejected"))),
            NoticeKind::OpenQuote => Problem::error(place, "a quote is opened and never closed")
                .expected("a second quote where the text ends")
                .hint("everything from here to the end of the file would be one cell; close the quote or take it out"),
            NoticeKind::StrayQuote => Problem::warning(place, "a quoted cell holds what look like whole rows")
                .expected("a quote at the start of a cell to be closed in the same row")
                .hint(format!(
                    "{}, with the rows inside it; take out the stray quote and run again",
                    many("row", "rejected")
                )),
            NoticeKind::NotText => Problem::warning(place, "bytes that are not text in this encoding")
                .expected(self.format.clone())
                .hint(format!("{}; state the encoding with --encoding", many("row", "rejected"))),
            NoticeKind::MissingCells => Problem::warning(place, "fewer cells than the header")
                .expected(format!("{} cells", self.headers.len()))
                .hint(many("row", "the missing cells counted as blank")),
            NoticeKind::Invalid => Problem::warning(place, "not a point of the scale")
                .found(text)
                .expected(expected)
                .hint(many("cell", "counted as invalid")),
            NoticeKind::OutsideAppliesTo => {
                Problem::warning(place, "an answer from someone the item does not apply to")
                    .hint(many("cell", "not scored"))
            }
            NoticeKind::NotANumber => Problem::warning(place, "not a number")
                .found(text)
                .expected(expected)
                .hint(many("cell", "counted as unknown")),
        }
    }
}

impl FileIntake {
    /// Adds the account of a later part of the same file.
    pub(super) fn add(&mut self, later: Self) {
        self.rows += later.rows;
        self.rejected += later.rejected;
        for notice in later.notices {
            match self.notices.iter_mut().find(|mine| (mine.kind, mine.column) == (notice.kind, notice.column)) {
                Some(mine) => mine.add(notice),
                None => self.notices.push(notice),
            }
        }
        self.notices.sort_by_key(|notice| (notice.kind, notice.column));
    }
}
