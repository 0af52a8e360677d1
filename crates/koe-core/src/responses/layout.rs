//! The layout of one file: what each of its columns is.

use std::collections::BTreeMap;
use std::ops::Range;

use super::codebook::Codebook;
use crate::definition::{Definition, Item};
use crate::problem::{Place, Problem};
use crate::text::{matching_key, nearest, suggestion};

/// What a column is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Role {
    /// An item, by its place in the codebook.
    Item(usize),
    /// An attribute, by its place in the codebook.
    Attribute(usize),
    /// Not read in this run.
    Ignored,
}

/// Columns side by side that are read alike.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Run {
    /// Items that follow each other in the codebook too and share a coding.
    Items {
        /// Their places in the codebook.
        items: Range<usize>,
        /// Index of their coding.
        coding: usize,
    },
    /// Attributes; which ones, the roles say.
    Attributes(usize),
    /// Columns that are not read.
    Ignored(usize),
}

/// The columns of one file.
#[derive(Debug, Clone)]
pub(super) struct Layout {
    pub(super) headers: Vec<String>,
    pub(super) roles: Vec<Role>,
    pub(super) runs: Vec<Run>,
    /// Names of the columns that nothing in the definition reads.
    pub(super) unused: Vec<String>,
}

impl Layout {
    /// Finds the definition's columns in a header.
    ///
    /// Every declared item and attribute must have its column, whether or not
    /// this run reads it: a survey file that names a column that is not there
    /// is wrong about the export.
    pub(super) fn new(
        definition: &Definition,
        codebook: &Codebook,
        headers: Vec<String>,
        header: &Place,
    ) -> Result<Self, Vec<Problem>> {
        let mut problems = Vec::new();
        let mut by_key: BTreeMap<String, Vec<usize>> = BTreeMap::new();
        for (index, name) in headers.iter().enumerate() {
            by_key.entry(matching_key(name)).or_default().push(index);
        }
        let find = |name: &str, what: &str, declared_in: &str| match by_key.get(&matching_key(name)).map(Vec::as_slice)
        {
            Some(&[column]) => Ok(column),
            Some(columns) => {
                let places: Vec<String> = columns.iter().map(|column| (column + 1).to_string()).collect();
                let problem =
                    Problem::error(header.clone().column(name), format!("{} columns have this name", columns.len()))
                        .found(format!("columns {}", places.join(", ")))
                        .expected(format!("one column for {what}"))
                        .hint("rename or delete the others in the export");
                Err(Box::new(problem))
            }
            None => {
                let hint = match nearest(name, headers.iter().map(String::as_str)) {
                    Some(near) => format!("did you mean {near:?}? set `column` in {declared_in}"),
                    None => format!("the header has: {}", listed(&headers)),
                };
                let problem = Problem::error(header.clone(), format!("no column for {what}"))
                    .expected(format!("a column named {name:?}, as {declared_in} says"))
                    .hint(hint);
                Err(Box::new(problem))
            }
        };
        let mut roles = vec![Role::Ignored; headers.len()];
        let mut declared = vec![false; headers.len()];
        // The place in the crosswalk of a column that only it names, and that is not there.
        let misnamed = |item: &Item| {
            let line = item.column_line.filter(|_| !by_key.contains_key(&matching_key(&item.column)))?;
            Some(definition.crosswalk.place_of_old(line))
        };
        problems.extend(definition.items.iter().filter_map(|item| {
            let hint = suggestion(&item.column, headers.iter().map(String::as_str));
            let problem = Problem::error(misnamed(item)?, "no such item in the wave's answers").found(&item.column);
            Some(problem.expected(format!("a column of {}", header.file)).hint(hint))
        }));
        for (place, item) in codebook.items.iter().enumerate() {
            let item = &definition.items[item.item];
            match find(&item.column, &format!("item {}", item.code), "items.csv") {
                Ok(column) => roles[column] = Role::Item(place),
                // Told of already.
                Err(_) if misnamed(item).is_some() => {}
                Err(problem) => problems.push(*problem),
            }
        }
        for (index, attribute) in definition.attributes.iter().enumerate() {
            let column = match find(&attribute.column, &format!("attribute {}", attribute.name), "[attributes]") {
                Ok(column) => column,
                Err(problem) => {
                    problems.push(*problem);
                    continue;
                }
            };
            declared[column] = true;
            let Some(place) = codebook.attributes.iter().position(|&used| used == index) else { continue };
            if roles[column] == Role::Ignored {
                roles[column] = Role::Attribute(place);
            } else {
                problems.push(
                    Problem::error(header.clone().column(&headers[column]), "two things read this column")
                        .expected(format!("a column of its own for attribute {}", attribute.name))
                        .hint("set `column` of the item or the attribute"),
                );
            }
        }
        if !problems.is_empty() {
            return Err(problems);
        }
        let unscored: Vec<String> = definition.items.iter().map(|item| matching_key(&item.column)).collect();
        let is_unused = |&column: &usize| {
            roles[column] == Role::Ignored && !declared[column] && !unscored.contains(&matching_key(&headers[column]))
        };
        let unused = (0..headers.len()).filter(is_unused).map(|column| headers[column].clone()).collect();
        let runs = runs(&roles, codebook);
        Ok(Self { headers, roles, runs, unused })
    }
}

fn runs(roles: &[Role], codebook: &Codebook) -> Vec<Run> {
    let mut runs: Vec<Run> = Vec::new();
    for &role in roles {
        match (role, runs.last_mut()) {
            (Role::Item(place), Some(Run::Items { items, coding }))
                if items.end == place && *coding == codebook.items[place].coding =>
            {
                items.end += 1;
            }
            (Role::Item(place), _) => {
                runs.push(Run::Items { items: place..place + 1, coding: codebook.items[place].coding });
            }
            (Role::Attribute(_), Some(Run::Attributes(count))) => *count += 1,
            (Role::Attribute(_), _) => runs.push(Run::Attributes(1)),
            (Role::Ignored, Some(Run::Ignored(count))) => *count += 1,
            (Role::Ignored, _) => runs.push(Run::Ignored(1)),
        }
    }
    runs
}

/// The first names of a header, for a message.
fn listed(headers: &[String]) -> String {
    let mut text = headers.iter().take(8).map(String::as_str).collect::<Vec<_>>().join(", ");
    if headers.len() > 8 {
        text.push_str(", …");
    }
    text
}
