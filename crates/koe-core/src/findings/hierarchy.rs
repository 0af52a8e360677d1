//! Units in units: each in one wider unit.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use super::Counted;
use crate::definition::{Attribute, Definition, Headcount, HeadcountRow};
use crate::problem::{Place, Problem};
use crate::text::matching_key;

/// Returns an error for every unit of these attributes that lies in two units of
/// the nearest attribute above its own that is counted, and in the headcount of
/// its parent.
pub(super) fn two_parents(definition: &Definition, counted: &Counted, lineage: &BTreeSet<usize>) -> Vec<Problem> {
    let used = &counted.tally.shape().codebook.attributes;
    let file = definition.waves.get(counted.wave).and_then(|wave| wave.population.as_deref());
    let mut problems = Vec::new();
    for (place, &attribute) in used.iter().enumerate().filter(|(_, attribute)| lineage.contains(attribute)) {
        let Some(parent) = definition.attributes[attribute].parent else { continue };
        // Where the parent is not counted, a unit lies in one of its parent's units too.
        let mut wider = std::iter::successors(Some(parent), |&above| definition.attributes.get(above)?.parent);
        let headcount = counted.headcount.as_ref().zip(file);
        if let Some(above) = wider.find_map(|above| used.iter().position(|&other| other == above)) {
            let levels = Levels::new(definition, (attribute, used[above]));
            let own = &definition.attributes[attribute];
            let mut survey =
                Place::file(definition.file.display().to_string()).column(format!("attributes.{}.parent", own.name));
            survey.line = own.parent_line;
            for (unit, wider) in several(counted, place, above) {
                let problem = levels.two_parents(survey.clone(), &unit, &wider);
                problems.push(match headcount.and_then(|(headcount, file)| levels.said(headcount, file, &unit)) {
                    Some(said) if levels.merged(&unit).is_none() => problem.hint(said),
                    _ => problem,
                });
            }
        }
        if let Some((headcount, file)) = headcount {
            problems.extend(Levels::new(definition, (attribute, parent)).in_headcount(headcount, file));
        }
    }
    problems
}

/// The units that respondents have beside several wider ones, with all of
/// those, as they are shown.
fn several(counted: &Counted, own: usize, above: usize) -> Vec<(String, Vec<String>)> {
    let mut all: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
    for (key, _) in counted.tally.cohorts().iter().filter(|(_, cohort)| cohort.respondents > 0) {
        if let (Some(unit), Some(wider)) = (&key[own], &key[above]) {
            all.entry(unit).or_default().insert(wider);
        }
    }
    let label = |place: usize, key: &str| counted.tally.labels(place).get(key).cloned().unwrap_or_default();
    let several = all.into_iter().filter(|(_, wider)| wider.len() > 1);
    several.map(|(unit, wider)| (label(own, unit), wider.into_iter().map(|it| label(above, it)).collect())).collect()
}

/// An attribute and one above it, by index.
struct Levels<'a> {
    definition: &'a Definition,
    own: usize,
    above: usize,
}

impl<'a> Levels<'a> {
    fn new(definition: &'a Definition, (own, above): (usize, usize)) -> Self {
        Self { definition, own, above }
    }

    fn attribute(&self) -> &'a Attribute {
        &self.definition.attributes[self.own]
    }

    /// The rows of a headcount that name both, with their labels.
    fn rows<'h>(
        &self,
        headcount: &'h Headcount,
    ) -> impl Iterator<Item = (&'h HeadcountRow, &'h String, &'h String)> + use<'h> {
        let column = |attribute: usize| headcount.columns.iter().position(|&column| column == attribute);
        let columns = column(self.own).zip(column(self.above));
        let label = |row: &'h HeadcountRow, column: usize| row.labels.get(column)?.as_ref();
        headcount.rows.iter().filter_map(move |row| {
            let (unit, above) = columns?;
            Some((row, label(row, unit)?, label(row, above)?))
        })
    }

    /// What the headcount says of a unit, and where.
    fn said(&self, headcount: &Headcount, file: &Path, unit: &str) -> Option<String> {
        let is_it = |label: &str| matching_key(label) == matching_key(unit);
        let (row, _, wider) = self.rows(headcount).find(|(_, label, _)| is_it(label))?;
        let file = file.display();
        Some(format!("{file}:{} has it in {wider}: correct the answers, or give the two units two names", row.line))
    }

    /// The same error of a headcount file, at the line where the second one stands.
    fn in_headcount(&self, headcount: &Headcount, file: &Path) -> Vec<Problem> {
        let mut first: BTreeMap<String, (u64, &String)> = BTreeMap::new();
        let mut problems = Vec::new();
        for (row, unit, wider) in self.rows(headcount) {
            let (line, known) = first.entry(matching_key(unit)).or_insert((row.line, wider));
            if matching_key(known) != matching_key(wider) {
                let place = Place::file(file.display().to_string()).line(row.line);
                let place = place.column(&self.definition.attributes[self.above].column);
                problems.push(self.two_parents(place, unit, &[format!("{known} (line {line})"), wider.clone()]));
            }
        }
        problems
    }

    fn merged(&self, unit: &str) -> Option<&'a str> {
        let merge = self.attribute().merges.iter().find(|merge| matching_key(&merge.merged) == matching_key(unit));
        merge.map(|merge| merge.merged.as_str())
    }

    fn two_parents(&self, place: Place, unit: &str, wider: &[String]) -> Problem {
        let (own, above) = (&self.attribute().name, &self.definition.attributes[self.above].name);
        let hint = match self.merged(unit) {
            Some(_) => "merge only units that lie in the same one, or merge the wider units, too",
            None => "correct the one that is wrong, or give the two units names of their own",
        };
        Problem::error(place, "a unit in two wider ones")
            .found(format!("{own} {unit} in {above} {}", wider.join(", ")))
            .expected(format!("each unit of {own} in one of {above}, its `parent`"))
            .hint(hint)
    }
}
