//! Headcount: how many people each group has, from `population-*.csv`.

use std::collections::BTreeMap;
use std::path::Path;

use encoding_rs::Encoding;

use super::csv_table::{CsvTable, column_key};
use super::{Attribute, Definition, Resolved};
use crate::text::{matching_key, named, suggestion};
use crate::{Checked, Place, Problem, Problems};

/// The headcount of a wave by the attributes its file knows.
#[derive(Debug, Clone)]
pub struct Headcount {
    /// Indexes of the attributes it has a column for.
    pub columns: Vec<usize>,
    /// Groups in the order of the file.
    pub rows: Vec<HeadcountRow>,
}

/// One group.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HeadcountRow {
    /// Matching key per entry of [`Headcount::columns`]; `None` is blank.
    pub values: Vec<Option<String>>,
    /// The values as shown, beside their keys.
    pub labels: Vec<Option<String>>,
    /// How many people.
    pub headcount: u64,
    /// Line in the file.
    pub line: u64,
}

impl Headcount {
    /// Reads the headcount file of a wave.
    ///
    /// # Errors
    ///
    /// When the wave states no headcount, or its file has a problem.
    pub fn load(
        definition: &Definition,
        wave: usize,
        stated: Option<&'static Encoding>,
    ) -> Result<Checked<Self>, Problems> {
        let survey = || Place::file(definition.file.display().to_string()).column("wave.population");
        let Some((wave, path)) = definition.waves.get(wave).and_then(|it| Some((it, it.population.as_deref()?))) else {
            let hint = "add `population = \"population-2025.csv\"` to the wave";
            return Err(Problem::error(survey(), "the wave states no headcount").hint(hint).into());
        };
        let encoding = stated.or_else(|| named(wave.encoding.as_deref()?));
        let mut problems = Vec::new();
        let headcount = read(path, &definition.attributes, encoding, &mut problems);
        Problems::check(headcount, problems)
    }

    /// Returns how many people meet all conditions (index of an attribute, its
    /// value); `None` where the file has no column for one of them. Without
    /// conditions: everyone.
    pub fn of(&self, conditions: &[(usize, &str)]) -> Option<u64> {
        Some(self.meeting(conditions)?.map(|row| row.headcount).sum())
    }

    /// Returns the groups that meet all conditions; `None` where the file has no
    /// column for one of them.
    pub(crate) fn meeting(&self, conditions: &[(usize, &str)]) -> Option<impl Iterator<Item = &HeadcountRow>> {
        let conditions: Option<Vec<(usize, String)>> = conditions
            .iter()
            .map(|&(attribute, value)| {
                let column = self.columns.iter().position(|&column| column == attribute)?;
                Some((column, matching_key(value)))
            })
            .collect();
        let conditions = conditions?;
        let meets = move |row: &&HeadcountRow| {
            conditions
                .iter()
                .all(|(column, key)| row.values.get(*column).is_some_and(|value| value.as_ref() == Some(key)))
        };
        Some(self.rows.iter().filter(meets))
    }

    /// Lets units of an attribute count as others: matching key → key and label.
    pub(crate) fn regroup(&mut self, attribute: usize, units: &BTreeMap<String, (String, String)>) {
        let Some(column) = self.columns.iter().position(|&column| column == attribute) else { return };
        for row in &mut self.rows {
            let Some((key, label)) = row.values[column].as_ref().and_then(|key| units.get(key)) else { continue };
            (row.values[column], row.labels[column]) = (Some(key.clone()), Some(label.clone()));
        }
    }

    /// Returns the values of an attribute: matching key → label. Of two spellings
    /// with one key the lesser is shown, as of those in the answers.
    pub(crate) fn labels(&self, attribute: usize) -> BTreeMap<String, String> {
        let Some(column) = self.columns.iter().position(|&column| column == attribute) else { return BTreeMap::new() };
        let mut labels: BTreeMap<String, String> = BTreeMap::new();
        for row in &self.rows {
            let Some((Some(key), Some(label))) = row.values.get(column).zip(row.labels.get(column)) else { continue };
            let shown = labels.entry(key.clone()).or_insert_with(|| label.clone());
            if label < shown {
                shown.clone_from(label);
            }
        }
        labels
    }

    /// Returns the matching keys of an attribute's values in the order of the
    /// file.
    pub fn values_of(&self, attribute: usize) -> Vec<String> {
        let Some(column) = self.columns.iter().position(|&column| column == attribute) else { return Vec::new() };
        let mut values: Vec<String> = Vec::new();
        for value in self.rows.iter().filter_map(|row| row.values.get(column)?.as_ref()) {
            if !values.contains(value) {
                values.push(value.clone());
            }
        }
        values
    }
}

/// Reads a headcount file.
pub(super) fn read(
    path: &Path,
    attributes: &[Attribute],
    encoding: Option<&'static Encoding>,
    problems: &mut Vec<Problem>,
) -> Option<Headcount> {
    let table = CsvTable::read(path, encoding, problems)?;
    let Some(count) = table.column("headcount") else {
        let problem = Problem::error(table.place(1).column("headcount"), "no such column");
        let near = crate::text::nearest("headcount", table.header.iter().map(String::as_str));
        let hint = near.map_or_else(
            || "name the column of numbers headcount".to_owned(),
            |name| format!("rename the column `{name}`"),
        );
        problems.push(problem.hint(hint));
        return None;
    };
    // (index of the attribute, index of the column)
    let mut columns: Vec<(usize, usize)> = Vec::new();
    for (index, name) in table.header.iter().enumerate() {
        let key = column_key(name);
        let by_column = || attributes.iter().enumerate().filter(|(_, it)| column_key(&it.column) == key);
        let by_name = || attributes.iter().enumerate().filter(|(_, it)| column_key(&it.name) == key);
        let known = columns.len();
        columns.extend(by_column().map(|(attribute, _)| (attribute, index)));
        if columns.len() == known {
            let new = by_name().filter(|(attribute, _)| columns.iter().all(|(other, _)| other != attribute));
            let new: Vec<(usize, usize)> = new.map(|(attribute, _)| (attribute, index)).collect();
            columns.extend(new);
        }
        if columns.len() == known && index != count && !name.is_empty() {
            let problem = Problem::warning(table.place(1), "a column that is not used").found(name);
            problems.push(problem.hint(suggestion(name, attributes.iter().map(|it| it.column.as_str()))));
        }
    }
    let mut rows: Vec<HeadcountRow> = Vec::new();
    // Two rows may well be one group once their units are merged.
    let mut groups: Vec<Vec<Resolved>> = Vec::new();
    for row in &table.rows {
        let group: Vec<Resolved> =
            columns.iter().map(|&(attribute, column)| attributes[attribute].unmerged(row.cell(column))).collect();
        let (mut values, mut labels) = (Vec::new(), Vec::new());
        for &(attribute, column) in &columns {
            let (value, label) = match attributes[attribute].resolve(row.cell(column)) {
                Resolved::Unknown => (None, None),
                Resolved::Value { key, label } => (Some(key), Some(label)),
                Resolved::NotANumber => {
                    let place = table.place(row.line).column(&table.header[column]);
                    let problem = Problem::error(place, "not a number").found(row.cell(column));
                    let labels = attributes[attribute].labels.join(", ");
                    problems.push(problem.expected(format!("a number, or one of {labels}")));
                    (None, None)
                }
            };
            values.push(value);
            labels.push(label);
        }
        let Some(headcount) = number(row.cell(count)) else {
            let place = table.place(row.line).column("headcount");
            let problem = match row.cell(count) {
                "" => Problem::error(place, "no number"),
                text => Problem::error(place, "not a number of people").found(text),
            };
            problems.push(problem.expected("a whole number such as 1234"));
            continue;
        };
        if let Some(other) = groups.iter().position(|other| is_same(other, &group)) {
            let message = format!("a group twice, the other in line {}", rows[other].line);
            problems.push(Problem::warning(table.place(row.line), message).hint("the two numbers are added"));
        }
        rows.push(HeadcountRow { values, labels, headcount, line: row.line });
        groups.push(group);
    }
    let columns = columns.into_iter().map(|(attribute, _)| attribute).collect();
    Some(Headcount { columns, rows })
}

/// Whether two groups have the same values, however they are spelled.
fn is_same(one: &[Resolved], other: &[Resolved]) -> bool {
    let key = |value: &'_ Resolved| if let Resolved::Value { key, .. } = value { Some(key.clone()) } else { None };
    one.iter().map(key).eq(other.iter().map(key))
}

/// Reads a number of people: 1234, 1,234, １２３４.
fn number(text: &str) -> Option<u64> {
    let key = matching_key(text);
    let mut groups = key.split(',');
    let first = groups.next()?;
    let is_grouped = key.contains(',');
    let digits = |group: &str| !group.is_empty() && group.bytes().all(|byte| byte.is_ascii_digit());
    let is_sound =
        digits(first) && (!is_grouped || first.len() <= 3) && groups.all(|group| group.len() == 3 && digits(group));
    let plain: String = key.chars().filter(|&c| c != ',').collect();
    if is_sound && plain.len() <= 12 { plain.parse().ok() } else { None }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_of_people() {
        for (text, expected) in [
            ("0", Some(0)),
            ("1234", Some(1234)),
            ("1,234", Some(1234)),
            ("１，２３４", Some(1234)),
            ("12,34", None),
            ("1234,567", None),
            ("-1", None),
            ("12.5", None),
            ("約100", None),
            ("", None),
            (",", None),
            ("9999999999999", None),
        ] {
            assert_eq!(number(text), expected, "{text}");
        }
    }
}
