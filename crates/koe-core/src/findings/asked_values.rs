//! Values that items ask for (`applies_to`) and no respondent has.

use std::collections::BTreeSet;

use super::{Counted, count};
use crate::definition::{Condition, Definition, ItemKind};
use crate::problem::{Checked, Place, Problem};
use crate::responses::ReadOptions;
use crate::segment::ordered;
use crate::text::{matching_key, suggestion};

/// Returns a problem for every value of an item's `applies_to` that no respondent of
/// these waves has: an error where nobody knows the value, neither the answers nor
/// the headcount of any wave, nor the survey file; else a warning. Waves that were
/// not counted are looked at only where one of the values is known to none of these.
pub fn unmet_conditions(definition: &Definition, counted: &[&Counted], options: &ReadOptions<'_>) -> Vec<Problem> {
    let of = |wave: &&Counted| missing(&definition.in_wave(wave.wave), wave);
    let missing: Vec<(&Counted, Vec<Missing>)> = counted.iter().map(|wave| (*wave, of(wave))).collect();
    let all = || missing.iter().flat_map(|(wave, missing)| missing.iter().map(move |missing| (*wave, missing)));
    let is_counted = |missing: &Missing| counted.iter().any(|wave| wave.knows(definition, missing));
    let is_any_strange = all().any(|(_, missing)| !is_counted(missing));
    let others = if is_any_strange { others(definition, counted, options) } else { Vec::new() };
    let mut told = BTreeSet::new();
    let mut problems = Vec::new();
    for (wave, missing) in all() {
        if is_counted(missing) || others.iter().any(|other| other.knows(definition, missing)) {
            problems.push(wave.silent(definition, missing));
        } else if told.insert((missing.line, matching_key(&missing.value))) {
            problems.push(wave.strange(definition, missing));
        }
    }
    problems
}

/// A value that an item asks for and no respondent of a wave has.
struct Missing {
    attribute: usize,
    value: String,
    line: u64,
}

fn missing(definition: &Definition, counted: &Counted) -> Vec<Missing> {
    let asked = definition.items.iter().filter(|item| item.kind != ItemKind::NotAsked);
    let mut missing = Vec::new();
    for Condition { attribute, values, line } in asked.filter_map(|item| item.applies_to.as_ref()) {
        let Some(answered) = counted.answered(*attribute) else { continue };
        // What the wave called otherwise counts as what it is called now.
        let units = definition.crosswalk.units.iter().filter(|row| row.attribute == *attribute);
        let old: BTreeSet<String> = units.map(|row| matching_key(&row.old)).collect();
        let is_missing = |value: &&String| {
            let key = matching_key(value);
            !answered.contains(key.as_str()) && !old.contains(&key)
        };
        missing.extend(values.iter().filter(is_missing).map(|value| Missing {
            attribute: *attribute,
            value: value.clone(),
            line: *line,
        }));
    }
    missing
}

/// The other waves of the survey, as far as they can be read.
fn others(definition: &Definition, counted: &[&Counted], options: &ReadOptions<'_>) -> Vec<Counted> {
    let options = ReadOptions { progress: None, ..*options };
    let is_other = |wave: &usize| counted.iter().all(|counted| counted.wave != *wave);
    let waves = (0..definition.waves.len()).filter(is_other);
    let read = waves.map(|wave| count(&definition.in_wave(wave), wave, [], None, &options));
    read.filter_map(|counted| counted.ok().map(|Checked { value, .. }| value)).collect()
}

impl Counted {
    /// The matching keys of the values of an attribute that respondents have;
    /// nothing where it is not counted.
    fn answered(&self, attribute: usize) -> Option<BTreeSet<&str>> {
        let place = self.place(attribute)?;
        let cohorts = self.tally.cohorts().iter().filter(|(_, cohort)| cohort.respondents > 0);
        Some(cohorts.filter_map(|(key, _)| key.get(place)?.as_deref()).collect())
    }

    fn place(&self, attribute: usize) -> Option<usize> {
        self.tally.shape().codebook.attributes.iter().position(|&other| other == attribute)
    }

    /// Whether the answers, the headcount or the survey file know a value.
    fn knows(&self, definition: &Definition, missing: &Missing) -> bool {
        let key = matching_key(&missing.value);
        let is_answered =
            self.place(missing.attribute).is_some_and(|place| self.tally.labels(place).contains_key(&key));
        let is_invited = || self.headcount.as_ref().is_some_and(|it| it.labels(missing.attribute).contains_key(&key));
        let listed = || definition.attributes[missing.attribute].listed_values();
        is_answered || is_invited() || listed().iter().any(|value| matching_key(value) == key)
    }

    /// The value is right, but nobody of this wave has it.
    fn silent(&self, definition: &Definition, missing: &Missing) -> Problem {
        let (attribute, wave) = (&definition.attributes[missing.attribute].name, &definition.waves[self.wave].name);
        Problem::warning(
            place(definition, missing),
            format!("no respondent of wave {wave} has this value of {attribute}"),
        )
        .found(&missing.value)
        .hint("items for this value alone have no answers in this wave")
    }

    /// Nobody knows the value.
    fn strange(&self, definition: &Definition, missing: &Missing) -> Problem {
        let attribute = &definition.attributes[missing.attribute];
        let labels = self.place(missing.attribute).map(|place| self.tally.labels(place).clone()).unwrap_or_default();
        let values = ordered(attribute, &labels, None);
        let names = || values.iter().map(|(_, label)| label.as_str());
        Problem::error(place(definition, missing), format!("no respondent has this value of {}", attribute.name))
            .found(&missing.value)
            .expected(format!("one of: {}", names().collect::<Vec<_>>().join(", ")))
            .hint(suggestion(&missing.value, names()))
    }
}

fn place(definition: &Definition, missing: &Missing) -> Place {
    Place::file(definition.items_file.display().to_string()).line(missing.line).column("applies_to")
}
