//! What the files of a plan share: columns by name or fiscal year, and cells
//! that are words, numbers or years.

use std::path::Path;

use encoding_rs::Encoding;
use koe_stats::Decimal;

use crate::definition::csv_table::{CsvRow, CsvTable, column_key};
use crate::text::{matching_key, suggestion};
use crate::{Place, Problem, fiscal_year, year};

/// A plan of more rows is a mistake.
const MOST_ROWS: usize = 2000;

/// What stands in a cell that has no figure, besides nothing.
const NO_FIGURE: [&str; 8] = ["-", "–", "—", "―", "−", "ー", "未報告", "not reported"];

/// The columns a file may have, each with its other names.
pub(super) type Known = &'static [&'static [&'static str]];

/// A file of a plan.
pub(super) struct Sheet {
    csv: CsvTable,
    known: Known,
}

/// A row of a file.
#[derive(Clone, Copy)]
pub(super) struct Row<'a> {
    sheet: &'a Sheet,
    row: &'a CsvRow,
}

impl Sheet {
    /// Reads a file and asks for the columns it must have.
    pub(super) fn read(
        path: &Path,
        encoding: Option<&'static Encoding>,
        known: Known,
        required: &[&str],
        problems: &mut Vec<Problem>,
    ) -> Option<Self> {
        let sheet = Self { csv: CsvTable::read(path, encoding, problems)?, known };
        for names in known {
            let mut held = names.iter().filter(|name| sheet.csv.column(name).is_some());
            if let (Some(_), Some(other)) = (held.next(), held.next()) {
                let problem = Problem::error(sheet.csv.place(1).column(*other), "two columns for one thing");
                problems.push(problem.hint(format!("keep one of `{}`", names.join("`, `"))));
            }
        }
        for name in required.iter().filter(|name| sheet.column(name).is_none()) {
            let problem = Problem::error(sheet.csv.place(1).column(*name), "no such column");
            let hint = format!("the first row names the columns: `{}` must be there", required.join("`, `"));
            problems.push(problem.hint(hint));
        }
        if let Some(row) = sheet.csv.rows.get(MOST_ROWS) {
            let problem = Problem::error(sheet.csv.place(row.line), "too many rows");
            let rows = sheet.csv.rows.len().to_string();
            problems.push(problem.found(rows).expected(format!("at most {MOST_ROWS}")));
        }
        Some(sheet)
    }

    /// Returns the index of a known column, by its first name.
    pub(super) fn column(&self, name: &str) -> Option<usize> {
        let names = self.known.iter().find(|names| names.first() == Some(&name))?;
        names.iter().find_map(|name| self.csv.column(name))
    }

    /// Reports every column that is not known.
    pub(super) fn refuse_others(&self, problems: &mut Vec<Problem>) {
        for (_, name) in self.others() {
            let problem = Problem::error(self.csv.place(1), "unknown column").found(name);
            problems.push(problem.hint(suggestion(&column_key(name), self.names())));
        }
    }

    /// Returns the columns that are not known, each with its name.
    pub(super) fn others(&self) -> impl Iterator<Item = (usize, &str)> {
        let is_known = |name: &str| self.names().any(|known| known == column_key(name));
        let named = self.csv.header.iter().enumerate().filter(|(_, name)| !name.is_empty());
        named.filter(move |(_, name)| !is_known(name)).map(|(index, name)| (index, name.as_str()))
    }

    /// Returns the problem of a column that is neither known nor a fiscal year.
    pub(super) fn no_year(&self, name: &str) -> Problem {
        let problem = Problem::error(self.csv.place(1), "neither a known column nor a fiscal year").found(name);
        problem.expected(year::FORMS).hint(suggestion(&column_key(name), self.names()))
    }

    /// Reports two columns for one fiscal year; of two columns with one name has
    /// been told.
    pub(super) fn refuse_year_twice(&self, (first, second): (usize, usize), problems: &mut Vec<Problem>) {
        let [first, second] = [first, second].map(|column| self.csv.header.get(column).map_or("", String::as_str));
        if column_key(first) != column_key(second) {
            let problem = Problem::error(self.csv.place(1), "two columns for one fiscal year");
            problems.push(problem.found(format!("{first}, {second}")).hint("rename or remove one"));
        }
    }

    fn names(&self) -> impl Iterator<Item = &'static str> {
        self.known.iter().flat_map(|names| names.iter().copied())
    }

    /// Returns the rows, from the top.
    pub(super) fn rows(&self) -> impl Iterator<Item = Row<'_>> {
        self.csv.rows.iter().take(MOST_ROWS).map(|row| Row { sheet: self, row })
    }

    /// Returns the file as the reader would type it.
    pub(super) fn file(&self) -> &str {
        &self.csv.file
    }

    /// Returns a column of a line as a place.
    pub(super) fn place(&self, line: u64, column: usize) -> Place {
        self.csv.place(line).column(self.csv.header.get(column).map_or("", String::as_str))
    }
}

impl<'a> Row<'a> {
    /// Returns the line the row begins on.
    pub(super) fn line(self) -> u64 {
        self.row.line
    }

    /// Returns a cell by the index of its column.
    pub(super) fn at(self, column: usize) -> &'a str {
        self.row.cell(column)
    }

    /// Returns the cell of a known column, empty where the file has none.
    pub(super) fn cell(self, name: &str) -> &'a str {
        self.sheet.column(name).map_or("", |column| self.at(column))
    }

    /// Returns the cell of a known column, where it says something.
    pub(super) fn text(self, name: &str) -> Option<String> {
        Some(self.cell(name)).filter(|cell| !cell.is_empty()).map(str::to_owned)
    }

    /// Says whether the file has a known column.
    pub(super) fn has(self, name: &str) -> bool {
        self.sheet.column(name).is_some()
    }

    /// Returns an error in a cell of the row.
    pub(super) fn problem(self, column: usize, message: impl Into<String>) -> Problem {
        Problem::error(self.sheet.place(self.line(), column), message)
    }

    /// Returns an error in a known column of the row.
    pub(super) fn problem_in(self, name: &str, message: impl Into<String>) -> Problem {
        let place = Place::file(self.sheet.file()).line(self.line());
        let shown = self.sheet.column(name).and_then(|column| self.sheet.csv.header.get(column));
        Problem::error(place.column(shown.map_or(name, String::as_str)), message)
    }

    /// Returns a cell that must say something; a missing column has been told.
    pub(super) fn required(self, name: &str, problems: &mut Vec<Problem>) -> Option<String> {
        self.sheet.column(name)?;
        let text = self.text(name);
        if text.is_none() {
            problems.push(self.problem_in(name, "an empty cell").hint("fill in the cell, or take the row out"));
        }
        text
    }

    /// Reads one of a few words; the first of each is its name.
    pub(super) fn word<T: Copy>(
        self,
        name: &str,
        words: &[(&'static [&'static str], T)],
        problems: &mut Vec<Problem>,
    ) -> Option<T> {
        let key = column_key(self.cell(name));
        let found = words.iter().find(|(names, _)| names.contains(&key.as_str())).map(|&(_, value)| value);
        if found.is_none() && !key.is_empty() {
            let names = words.iter().flat_map(|(names, _)| names.iter().copied());
            let problem = self.problem_in(name, format!("no such {name}")).found(self.cell(name));
            problems.push(problem.hint(suggestion(&key, names)));
        }
        found
    }

    /// Reads a number exactly as it is printed, in a known column.
    pub(super) fn number(self, name: &str, problems: &mut Vec<Problem>) -> Option<Decimal> {
        self.number_at(self.sheet.column(name)?, problems)
    }

    /// Reads a number exactly as it is printed: 90 is not 90.0.
    pub(super) fn number_at(self, column: usize, problems: &mut Vec<Problem>) -> Option<Decimal> {
        match number(self.at(column)) {
            Ok(number) => number,
            Err(NoNumber) => {
                let problem = self.problem(column, "not a number").found(self.at(column));
                let problem = problem.expected("a number such as 87.6");
                problems.push(problem.hint("write the number alone; the unit has a column of its own"));
                None
            }
        }
    }

    /// Reads a fiscal year in a known column.
    pub(super) fn year(self, name: &str, problems: &mut Vec<Problem>) -> Option<i32> {
        let text = self.text(name)?;
        let year = fiscal_year(&text);
        if year.is_none() {
            problems.push(self.problem_in(name, "not a fiscal year").found(text).expected(year::FORMS));
        }
        year
    }
}

/// The text is no number.
#[derive(Debug, PartialEq, Eq)]
struct NoNumber;

/// Reads a cell that is a number or says that there is none.
fn number(text: &str) -> Result<Option<Decimal>, NoNumber> {
    let key = matching_key(text).to_lowercase();
    if key.is_empty() || NO_FIGURE.contains(&key.as_str()) {
        return Ok(None);
    }
    let plain = ungrouped(&key).replace('−', "-");
    let number: Decimal = plain.parse().map_err(|_| NoNumber)?;
    if number.places() > 9 { Err(NoNumber) } else { Ok(Some(number)) }
}

/// 2,000 as 2000; a comma elsewhere stays, and makes the text no number.
fn ungrouped(text: &str) -> String {
    let whole = text.split_once('.').map_or(text, |(whole, _)| whole);
    let mut groups = whole.split(',');
    let first = groups.next().unwrap_or_default().trim_start_matches(['-', '−', '+']);
    let is_grouped = (1..=3).contains(&first.len()) && groups.all(|group| group.len() == 3);
    if is_grouped { text.replace(',', "") } else { text.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_kept_as_they_are_printed() {
        for (text, expected) in
            [("90", "90"), ("90.0", "90.0"), ("8７．６", "87.6"), ("2,000", "2000"), ("−1,234.5", "-1234.5")]
        {
            assert_eq!(number(text).map(|it| it.map(|it| it.to_string())), Ok(Some(expected.to_owned())), "{text}");
        }
        for text in ["", "-", "－", "―", "未報告", " "] {
            assert_eq!(number(text), Ok(None), "{text:?}");
        }
        for text in ["90%", "約90", "2,00", "1,2345", "1e3", "0.1234567891", "九十", "1234567890123456789"] {
            assert_eq!(number(text), Err(NoNumber), "{text}");
        }
    }
}
