//! Which attributes a report crosses: `[report]`.

use super::Attribute;
use super::toml_table::{Entry, Table};
use crate::Problem;
use crate::text::{matching_key, suggestion};

/// Reads `cross`: pairs of attributes, the one in rows first.
pub(super) fn parse(
    table: Option<&Table<'_>>,
    attributes: &[Attribute],
    problems: &mut Vec<Problem>,
) -> Vec<[usize; 2]> {
    let mut crosses: Vec<[usize; 2]> = Vec::new();
    let Some(table) = table else { return crosses };
    table.check_keys(&["cross"], problems);
    for entry in table.get("cross").map(|entry| entry.elements(problems)).unwrap_or_default() {
        let Some([rows, columns]) = pair(&entry, attributes, problems) else { continue };
        if crosses.iter().any(|other| other.contains(&rows) && other.contains(&columns)) {
            problems.push(entry.wrong("a cross is asked for twice").hint("keep one of the two"));
        } else {
            crosses.push([rows, columns]);
        }
    }
    crosses
}

/// Two attributes that can be crossed.
fn pair(entry: &Entry<'_>, attributes: &[Attribute], problems: &mut Vec<Problem>) -> Option<[usize; 2]> {
    let names = entry.elements(problems);
    let [rows, columns] = names.as_slice() else {
        let problem = entry.wrong("not two attributes").expected("a pair, as in cross = [[\"年代\", \"職位\"]]");
        problems.push(problem);
        return None;
    };
    let mut located = |entry: &Entry<'_>| {
        let name = entry.label(problems)?;
        let found = attributes.iter().position(|attribute| matching_key(&attribute.name) == matching_key(&name));
        if found.is_none() {
            let hint = suggestion(&name, attributes.iter().map(|attribute| attribute.name.as_str()));
            problems.push(entry.wrong("no such attribute").hint(hint));
        }
        found
    };
    let (rows, columns) = (located(rows), located(columns));
    let (rows, columns) = (rows?, columns?);
    if is_within(rows, columns, attributes) || is_within(columns, rows, attributes) {
        let problem = entry.wrong("an attribute crossed with itself or with the units that hold it");
        problems.push(problem.hint("cross two attributes of which neither is the `parent` of the other"));
        return None;
    }
    Some([rows, columns])
}

/// Whether the units of one attribute are, or lie in, those of another.
pub(super) fn is_within(attribute: usize, above: usize, attributes: &[Attribute]) -> bool {
    std::iter::successors(Some(attribute), |&index| attributes.get(index)?.parent).any(|index| index == above)
}
