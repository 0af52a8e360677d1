//! `merges.csv`: values of an attribute that count as one, because each by
//! itself is too few people.
//!
//! A cell that a spreadsheet would run gets a leading apostrophe, which is taken
//! off again when the file is read.

use std::path::{Path, PathBuf};

use encoding_rs::Encoding;

use super::csv_table::{CsvRow, CsvTable, column_key};
use super::toml_table::Entry;
use super::{Attribute, Resolved};
use crate::segment::UNKNOWN;
use crate::text::{armed, defused, file_problem, matching_key, suggestion, tidy};
use crate::{Place, Problem};

/// What the file is called where the survey file names none.
pub(super) const NAME: &str = "merges.csv";

const COLUMNS: [&str; 3] = ["attribute", "value", "merged"];

/// A value and the merged unit that it counts as.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Merge {
    /// The value, as it is shown where nothing is merged.
    pub value: String,
    /// Name of the merged unit, the same text in all its rows.
    pub merged: String,
}

/// Reads the file of merges into the attributes and returns its path: the one
/// that the survey file names, or `merges.csv` where that is there.
pub(super) fn read(
    named: Option<&Entry<'_>>,
    folder: &Path,
    encoding: Option<&'static Encoding>,
    attributes: &mut [Attribute],
    problems: &mut Vec<Problem>,
) -> Option<PathBuf> {
    let path = match named {
        Some(entry) => {
            let path = folder.join(entry.label(problems)?);
            if let Some(problem) = file_problem(&path, entry.place()) {
                problems.push(problem.hint("leave `merges` out, or begin the file: attribute,value,merged"));
                return None;
            }
            path
        }
        None => Some(folder.join(NAME)).filter(|path| path.exists() || path.is_symlink())?,
    };
    if let Some(table) = CsvTable::read_any(&path, encoding, problems) {
        parse(&table, attributes, problems);
    }
    Some(path)
}

/// Returns the merges of all attributes as a file that opens right in Excel.
pub(crate) fn merges_csv(attributes: &[Attribute]) -> String {
    let mut text = format!("\u{feff}{}\r\n", COLUMNS.join(","));
    for attribute in attributes {
        for merge in &attribute.merges {
            let cells = [&attribute.name, &merge.value, &merge.merged].map(|cell| quoted(&defused(&tidy(cell))));
            text.push_str(&cells.join(","));
            text.push_str("\r\n");
        }
    }
    text
}

fn quoted(cell: &str) -> String {
    if cell.contains([',', '"', ';']) { format!("\"{}\"", cell.replace('"', "\"\"")) } else { cell.to_owned() }
}

fn parse(table: &CsvTable, attributes: &mut [Attribute], problems: &mut Vec<Problem>) {
    for name in table.header.iter().filter(|name| !name.is_empty()) {
        if !COLUMNS.contains(&column_key(name).as_str()) {
            let problem = Problem::error(table.place(1), "unknown column").found(name);
            problems.push(problem.hint(suggestion(&column_key(name), COLUMNS)));
        }
    }
    let columns = COLUMNS.map(|name| table.column(name));
    for (name, column) in COLUMNS.iter().zip(columns) {
        if column.is_none() {
            let problem = Problem::error(table.place(1).column(*name), "no such column");
            problems.push(problem.hint("the first row names the columns: attribute,value,merged"));
        }
    }
    let [Some(attribute), Some(value), Some(merged)] = columns else { return };
    let mut rows: Vec<Row> = Vec::new();
    for row in &table.rows {
        let reading = Reading { table, row, attributes, before: &rows };
        rows.extend(reading.row([attribute, value, merged], problems));
    }
    for row in &rows {
        problems.extend(row.objection(&rows, attributes, table));
        attributes[row.attribute].merges.push(row.merge.clone());
    }
}

/// A row that says something.
struct Row {
    attribute: usize,
    merge: Merge,
    line: u64,
}

impl Row {
    /// What is wrong with the name of the merged unit, beside the other rows.
    fn objection(&self, rows: &[Self], attributes: &[Attribute], table: &CsvTable) -> Option<Problem> {
        let attribute = &attributes[self.attribute];
        let key = matching_key(&self.merge.merged);
        let problem = |message: String| {
            Problem::error(table.place(self.line).column("merged"), message).found(&self.merge.merged)
        };
        if key == matching_key(UNKNOWN) {
            let message = "the name of the segment without a value".to_owned();
            return Some(problem(message).hint("choose another name"));
        }
        let own = rows.iter().find(|row| row.attribute == self.attribute && matching_key(&row.merge.value) == key);
        match own {
            Some(own) if matching_key(&own.merge.merged) == key => None,
            Some(own) => {
                let message = format!("a merged unit that is itself merged, in line {}", own.line);
                Some(problem(message).hint(format!("write `{}` here, too", own.merge.merged)))
            }
            None if own_values(attribute).any(|value| matching_key(value) == key) => {
                let hint = format!("choose another name, or list `{}` as one of the values, too", self.merge.merged);
                Some(problem("the name of a unit that is not merged".to_owned()).hint(hint))
            }
            None => None,
        }
    }
}

/// The values that the survey file knows.
fn own_values(attribute: &Attribute) -> impl Iterator<Item = &String> {
    let mapped = attribute.map.values().filter(|_| attribute.cuts.is_empty());
    attribute.known_values().iter().chain(mapped)
}

/// A row while it is read.
struct Reading<'a> {
    table: &'a CsvTable,
    row: &'a CsvRow,
    attributes: &'a [Attribute],
    before: &'a [Row],
}

impl Reading<'_> {
    /// Reads the cells; each is looked at, whatever the others say.
    fn row(&self, [attribute, value, merged]: [usize; 3], problems: &mut Vec<Problem>) -> Option<Row> {
        let found = self.attribute(&armed(self.row.cell(attribute)), problems);
        let merged = self.filled("merged", merged, problems);
        let value = self.filled("value", value, problems);
        let attribute = found?;
        let value = self.value(attribute, &value?, problems)?;
        let own = || self.before.iter().filter(|row| row.attribute == attribute);
        if let Some(other) = own().find(|row| matching_key(&row.merge.value) == matching_key(&value)) {
            let message = format!("a value twice, the other in line {}", other.line);
            problems.push(Problem::error(self.place("value"), message).found(&value).hint("keep one of the two"));
            return None;
        }
        let merged = merged?;
        let known = own().map(|row| &row.merge.merged).find(|other| matching_key(other) == matching_key(&merged));
        let merged = known.cloned().unwrap_or(merged);
        Some(Row { attribute, merge: Merge { value, merged }, line: self.row.line })
    }

    fn place(&self, column: &str) -> Place {
        self.table.place(self.row.line).column(column)
    }

    fn filled(&self, name: &str, column: usize, problems: &mut Vec<Problem>) -> Option<String> {
        let cell = armed(self.row.cell(column));
        if matching_key(&cell).is_empty() {
            problems.push(Problem::error(self.place(name), "an empty cell").hint("fill it in, or remove the row"));
            return None;
        }
        Some(cell)
    }

    fn attribute(&self, cell: &str, problems: &mut Vec<Problem>) -> Option<usize> {
        let found = self.attributes.iter().position(|it| matching_key(&it.name) == matching_key(cell));
        if found.is_none() {
            let hint = suggestion(cell, self.attributes.iter().map(|it| it.name.as_str()));
            problems.push(Problem::error(self.place("attribute"), "no such attribute").found(cell).hint(hint));
        }
        found
    }

    /// A value as it is shown, or a text as it stands in the answers.
    fn value(&self, attribute: usize, cell: &str, problems: &mut Vec<Problem>) -> Option<String> {
        let attribute = &self.attributes[attribute];
        if let Some(shown) = own_values(attribute).find(|value| matching_key(value) == matching_key(cell)) {
            return Some(shown.clone());
        }
        match attribute.unmerged(cell) {
            Resolved::Value { label, .. } => Some(label),
            Resolved::Unknown | Resolved::NotANumber => {
                let hint = suggestion(cell, attribute.labels.iter().map(String::as_str));
                let problem = Problem::error(self.place("value"), "no such group of the attribute").found(cell);
                problems.push(problem.hint(hint));
                None
            }
        }
    }
}
