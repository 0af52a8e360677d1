//! Small CSV files (items, headcount): a header and rows with their lines.

use std::path::Path;

use encoding_rs::Encoding;

use crate::text::{clean_label, matching_key, read_text};
use crate::{Place, Problem};

/// A small table of texts.
pub(crate) struct CsvTable {
    /// The file, as the reader would type it.
    pub(crate) file: String,
    /// Names of the columns; empty where a column has none.
    pub(crate) header: Vec<String>,
    /// Rows with at least one cell.
    pub(crate) rows: Vec<CsvRow>,
}

/// A row and the line it begins on.
pub(crate) struct CsvRow {
    /// Line in the file.
    pub(crate) line: u64,
    cells: Vec<String>,
}

impl CsvRow {
    /// Returns a cell as it is shown; empty where the row is short.
    pub(crate) fn cell(&self, column: usize) -> &str {
        self.cells.get(column).map_or("", String::as_str)
    }
}

impl CsvTable {
    /// Reads a file of at least one row; what is wrong with its form is added to
    /// `problems`.
    pub(crate) fn read(path: &Path, stated: Option<&'static Encoding>, problems: &mut Vec<Problem>) -> Option<Self> {
        let table = Self::read_any(path, stated, problems)?;
        if table.rows.is_empty() {
            let problem = Problem::error(Place::file(&table.file), "a header without rows");
            problems.push(problem.hint("add the rows, or point at another file"));
        }
        Some(table)
    }

    /// Reads a file that may be a header without rows.
    pub(super) fn read_any(
        path: &Path,
        stated: Option<&'static Encoding>,
        problems: &mut Vec<Problem>,
    ) -> Option<Self> {
        match read_text(path, stated) {
            Ok(text) => Self::parse(&path.display().to_string(), &text, problems),
            Err(problem) => {
                problems.push(*problem);
                None
            }
        }
    }

    fn parse(file: &str, text: &str, problems: &mut Vec<Problem>) -> Option<Self> {
        let records = records(text);
        let mut records = records.into_iter();
        let Some(header) = records.next() else {
            problems.push(Problem::error(Place::file(file), "no header").hint("the first row names the columns"));
            return None;
        };
        let table = Self { file: file.to_owned(), header: header.cells, rows: records.collect() };
        table.check_form(header.line, text, problems);
        Some(table)
    }

    fn check_form(&self, header_line: u64, text: &str, problems: &mut Vec<Problem>) {
        for (index, name) in self.header.iter().enumerate() {
            let place = self.place(header_line);
            let key = column_key(name);
            if !key.is_empty() && self.header.iter().take(index).any(|other| column_key(other) == key) {
                problems
                    .push(Problem::error(place, "two columns with one name").found(name).hint("rename or remove one"));
            } else if key.is_empty() && self.rows.iter().any(|row| !row.cell(index).is_empty()) {
                let message = format!("column {} has values but no name", index + 1);
                problems.push(Problem::error(place, message).hint("name it in the first row, or remove it"));
            }
        }
        for row in &self.rows {
            if let Some(extra) = row.cells.iter().skip(self.header.len()).find(|cell| !cell.is_empty()) {
                let problem =
                    Problem::error(self.place(row.line), "more cells than the header has columns").found(extra);
                problems.push(problem.hint("put a text that holds a comma in double quotes"));
            }
        }
        // A stray quote makes one cell of the rows up to the next one.
        let delimiters = |cell: &String| cell.matches(char::from(delimiter(text))).count();
        let is_rows = |cell: &&String| cell.contains(['\n', '\r']) && delimiters(cell) + 1 >= self.header.len().max(2);
        let is_balanced = text.matches('"').count().is_multiple_of(2);
        for row in self.rows.iter().filter(|_| is_balanced) {
            if let Some(cell) = row.cells.iter().find(is_rows) {
                let problem = Problem::error(self.place(row.line), "a quoted cell holds what look like whole rows");
                problems.push(problem.found(cell).hint("close the quote in the row it is opened in, or take it out"));
            }
        }
        if let Some(row) = self.rows.last()
            && !is_balanced
            && row.cells.iter().any(|cell| cell.contains('\n'))
        {
            let problem = Problem::error(self.place(row.line), "a double quote that is not closed");
            problems.push(problem.hint("close it, or write \"\" for a quote inside a quoted text"));
        }
    }

    /// Returns a line of the file as a place.
    pub(crate) fn place(&self, line: u64) -> Place {
        Place::file(&self.file).line(line)
    }

    /// Returns the index of a column by its name.
    pub(crate) fn column(&self, name: &str) -> Option<usize> {
        let key = column_key(name);
        self.header.iter().position(|header| column_key(header) == key)
    }
}

/// Column names match whatever their width and case.
pub(crate) fn column_key(name: &str) -> String {
    matching_key(name).to_lowercase()
}

fn records(text: &str) -> Vec<CsvRow> {
    let mut reader = csv::ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .delimiter(delimiter(text))
        .from_reader(text.as_bytes());
    let mut rows = Vec::new();
    let mut counted = (0, 1);
    let mut record = csv::StringRecord::new();
    // From memory, from text: reading cannot fail, and a failure would end it.
    while reader.read_record(&mut record).unwrap_or(false) {
        let start = record.position().and_then(|it| usize::try_from(it.byte()).ok()).unwrap_or(0);
        // The reader counts the blank lines before a record as its beginning.
        let blank = text.get(start..).map_or(0, |rest| rest.len() - rest.trim_start_matches(['\r', '\n']).len());
        let line = counted.1 + line_ends(text.get(counted.0..start + blank).unwrap_or_default());
        counted = (start + blank, line);
        let cells: Vec<String> = record.iter().map(clean_label).collect();
        if cells.iter().any(|cell| !cell.is_empty()) {
            rows.push(CsvRow { line, cells });
        }
    }
    rows
}

/// Counts \n, \r\n and lone \r.
fn line_ends(text: &str) -> u64 {
    let bytes = text.as_bytes();
    let ends = bytes
        .iter()
        .enumerate()
        .filter(|&(index, &byte)| byte == b'\n' || (byte == b'\r' && bytes.get(index + 1) != Some(&b'\n')));
    u64::try_from(ends.count()).unwrap_or(u64::MAX)
}

/// Comma, tab or semicolon: whichever the first line has most of.
fn delimiter(text: &str) -> u8 {
    let line = text.trim_start().lines().next().unwrap_or_default();
    let count = |delimiter: char| line.matches(delimiter).count();
    [('\t', b'\t'), (';', b';')]
        .into_iter()
        .filter(|&(delimiter, _)| count(delimiter) > count(','))
        .max_by_key(|&(delimiter, _)| count(delimiter))
        .map_or(b',', |(_, byte)| byte)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn table(text: &str) -> (CsvTable, Vec<Problem>) {
        let mut problems = Vec::new();
        let table = CsvTable::parse("items.csv", text, &mut problems).expect("a table");
        (table, problems)
    }

    #[test]
    fn lines_are_those_of_the_file() {
        for end in ["\n", "\r\n", "\r"] {
            let text = "code,text\nQ01,\"two\nlines\"\n\n ,\nQ02,x\n".replace('\n', end);
            let (table, problems) = table(&text);
            assert!(problems.is_empty(), "{problems:?}");
            assert_eq!(table.rows.iter().map(|row| row.line).collect::<Vec<_>>(), [2, 6], "{end:?}");
            assert_eq!(table.rows[1].cell(0), "Q02");
            assert_eq!(table.rows[1].cell(9), "");
        }
    }

    #[test]
    fn tabs_and_semicolons() {
        for delimiter in [",", "\t", ";"] {
            let (table, _) = table(&"ｃｏｄｅ|Text\nQ01|a\n".replace('|', delimiter));
            assert_eq!((table.column("code"), table.column("text")), (Some(0), Some(1)));
        }
    }

    #[test]
    fn form() {
        for (text, message) in [
            ("code,code\n1,2\n", "two columns with one name"),
            ("code,\n1,2\n", "column 2 has values but no name"),
            ("code,text\n1,2,3\n", "more cells than the header has columns"),
            ("code,text\n1,\"a\n2,b\n", "a double quote that is not closed"),
        ] {
            let (_, problems) = table(text);
            assert_eq!(problems.iter().map(|it| it.message.as_str()).collect::<Vec<_>>(), [message]);
        }
        assert!(table("code,text,,\n1,2,,\n").1.is_empty());
    }
}
