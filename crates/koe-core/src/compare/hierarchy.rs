//! Units in units: each in one wider unit.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use super::against::value;
use crate::definition::{Definition, Headcount, HeadcountRow};
use crate::problem::{Place, Problem, Problems};
use crate::tally::Tally;

/// Checks that no unit lies in two units of the attribute that is its parent,
/// of the attributes that the run uses and of those in the headcount.
///
/// # Errors
///
/// Every unit that does, with all it lies in.
pub(super) fn one_parent(
    definition: &Definition,
    tally: &Tally,
    headcount: Option<(&Headcount, &Path)>,
) -> Result<(), Problems> {
    let used = &tally.shape().codebook.attributes;
    let mut problems = Vec::new();
    for (place, &attribute) in used.iter().enumerate() {
        let own = &definition.attributes[attribute];
        let Some(parent) = own.parent else { continue };
        if let Some(above) = used.iter().position(|&other| other == parent) {
            let respondents = tally.cohorts().iter().filter(|(_, cohort)| cohort.respondents > 0);
            let pairs = respondents.filter_map(|(key, _)| Some((value(key, place)?, value(key, above)?)));
            let label = |place: usize, key: &str| tally.labels(place).get(key).cloned().unwrap_or_default();
            let survey = Place::file(definition.file.display().to_string());
            let survey = survey.column(format!("attributes.{}.parent", own.name));
            for (unit, units) in several(pairs) {
                let wider: Vec<String> = units.into_iter().map(|unit| label(above, unit)).collect();
                problems.push(two_parents(survey.clone(), &label(place, unit), &wider));
            }
        }
        problems.extend(
            headcount.into_iter().flat_map(|(headcount, file)| in_headcount(headcount, file, attribute, parent)),
        );
    }
    if problems.is_empty() { Ok(()) } else { Err(problems.into()) }
}

/// The keys that stand beside several others, with all of those.
fn several<'a>(pairs: impl Iterator<Item = (&'a str, &'a str)>) -> Vec<(&'a str, BTreeSet<&'a str>)> {
    let mut all: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
    for (unit, wider) in pairs {
        all.entry(unit).or_default().insert(wider);
    }
    all.into_iter().filter(|(_, wider)| wider.len() > 1).collect()
}

/// The same of a headcount file, at the line where the second one stands.
fn in_headcount(headcount: &Headcount, file: &Path, attribute: usize, parent: usize) -> Vec<Problem> {
    let column = |attribute: usize| headcount.columns.iter().position(|&column| column == attribute);
    let Some((own, above)) = column(attribute).zip(column(parent)) else { return Vec::new() };
    let of = |column: usize| move |row: &'_ HeadcountRow| row.values.get(column).cloned().flatten();
    let (own, above) = (of(own), of(above));
    let mut first: BTreeMap<String, String> = BTreeMap::new();
    let mut problems = Vec::new();
    for row in &headcount.rows {
        let Some((unit, wider)) = own(row).zip(above(row)) else { continue };
        let known = first.entry(unit.clone()).or_insert_with(|| wider.clone());
        if *known != wider {
            let place = Place::file(file.display().to_string()).line(row.line);
            problems.push(two_parents(place, &unit, &[known.clone(), wider]));
        }
    }
    problems
}

fn two_parents(place: Place, unit: &str, wider: &[String]) -> Problem {
    Problem::error(place, "a unit in two wider ones")
        .found(format!("{unit}: {}", wider.join(", ")))
        .expected("each unit in one unit of its `parent`")
        .hint("correct the one that is wrong, or give the two units names of their own")
}
