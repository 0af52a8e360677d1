//! Units in units: each in one wider unit.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use super::Counted;
use crate::definition::{Attribute, Definition, Headcount, HeadcountRow};
use crate::problem::{Place, Problem};
use crate::text::matching_key;

impl Counted {
    /// Returns an error for every unit that lies in two units of the nearest
    /// attribute above its own that is counted, and in the headcount of its parent.
    pub fn two_parents(&self, definition: &Definition) -> Vec<Problem> {
        let used = &self.tally.shape().codebook.attributes;
        let file = definition.waves.get(self.wave).and_then(|wave| wave.population.as_deref());
        let mut problems = Vec::new();
        for (place, &attribute) in used.iter().enumerate() {
            let own = &definition.attributes[attribute];
            let Some(parent) = own.parent else { continue };
            // Where the parent is not counted, a unit lies in one of its parent's units too.
            let mut wider = std::iter::successors(Some(parent), |&above| definition.attributes.get(above)?.parent);
            if let Some(above) = wider.find_map(|above| used.iter().position(|&other| other == above)) {
                let survey = Place::file(definition.file.display().to_string());
                let survey = survey.column(format!("attributes.{}.parent", own.name));
                for (unit, wider) in self.several(place, above) {
                    problems.push(two_parents(own, survey.clone(), &unit, &wider));
                }
            }
            if let Some((headcount, file)) = self.headcount.as_ref().zip(file) {
                problems.extend(in_headcount(headcount, file, own, (attribute, parent)));
            }
        }
        problems
    }

    /// The units that respondents have beside several wider ones, with all of
    /// those, as they are shown.
    fn several(&self, own: usize, above: usize) -> Vec<(String, Vec<String>)> {
        let mut all: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
        for (key, _) in self.tally.cohorts().iter().filter(|(_, cohort)| cohort.respondents > 0) {
            if let (Some(unit), Some(wider)) = (&key[own], &key[above]) {
                all.entry(unit).or_default().insert(wider);
            }
        }
        let label = |place: usize, key: &str| self.tally.labels(place).get(key).cloned().unwrap_or_default();
        let several = all.into_iter().filter(|(_, wider)| wider.len() > 1);
        several
            .map(|(unit, wider)| (label(own, unit), wider.into_iter().map(|it| label(above, it)).collect()))
            .collect()
    }
}

/// The same of a headcount file, at the line where the second one stands.
fn in_headcount(
    headcount: &Headcount,
    file: &Path,
    own: &Attribute,
    (attribute, parent): (usize, usize),
) -> Vec<Problem> {
    let column = |attribute: usize| headcount.columns.iter().position(|&column| column == attribute);
    let Some((unit, above)) = column(attribute).zip(column(parent)) else { return Vec::new() };
    let label = |row: &'_ HeadcountRow, column: usize| row.labels.get(column).cloned().flatten();
    let mut first: BTreeMap<String, String> = BTreeMap::new();
    let mut problems = Vec::new();
    for row in &headcount.rows {
        let Some((unit, wider)) = label(row, unit).zip(label(row, above)) else { continue };
        let known = first.entry(matching_key(&unit)).or_insert_with(|| wider.clone());
        if matching_key(known) != matching_key(&wider) {
            let place = Place::file(file.display().to_string()).line(row.line);
            problems.push(two_parents(own, place, &unit, &[known.clone(), wider]));
        }
    }
    problems
}

fn two_parents(attribute: &Attribute, place: Place, unit: &str, wider: &[String]) -> Problem {
    let is_merged = attribute.merges.iter().any(|merge| matching_key(&merge.merged) == matching_key(unit));
    let hint = match is_merged {
        true => "merge only units that lie in the same one, or merge the wider units, too",
        false => "correct the one that is wrong, or give the two units names of their own",
    };
    Problem::error(place, "a unit in two wider ones")
        .found(format!("{unit}: {}", wider.join(", ")))
        .expected("each unit in one unit of its `parent`")
        .hint(hint)
}
