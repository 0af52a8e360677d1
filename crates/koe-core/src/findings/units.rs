//! Units that were called otherwise in a wave.

use std::collections::{BTreeMap, BTreeSet};

use super::Counted;
use super::counted::Regrouped;
use crate::definition::{Definition, UnitRow};
use crate::problem::{Place, Problem, Problems};
use crate::text::{matching_key, suggestion};

/// Lets the units of a wave count as those of the definition, in the answers and
/// in the headcount, as the crosswalk says.
///
/// # Errors
///
/// Every row on this wave whose old unit neither its answers nor its headcount
/// nor the survey file know, and every row that renames a unit to one that others
/// of the wave count as, too.
pub(super) fn regroup(definition: &Definition, counted: &mut Counted) -> Result<(), Problems> {
    let used = counted.tally.shape().codebook.attributes.clone();
    let mut problems = Vec::new();
    for (place, &attribute) in used.iter().enumerate() {
        let rows: Vec<&UnitRow> = definition.crosswalk.units.iter().filter(|row| row.attribute == attribute).collect();
        problems.extend(rows.iter().filter(|row| row.wave == counted.wave).filter_map(|row| {
            let answered = counted.tally.labels(place);
            let invited = counted.headcount.as_ref().map(|headcount| headcount.labels(attribute)).unwrap_or_default();
            let known =
                answered.values().chain(invited.values()).chain(definition.attributes[attribute].known_values());
            unknown(definition, row, known.map(String::as_str))
        }));
        let units: BTreeMap<String, (String, String)> =
            rows.iter().map(|row| (matching_key(&row.old), (matching_key(&row.new), row.new.clone()))).collect();
        if !units.is_empty() {
            let become_one = become_one(counted.tally.labels(place), &units);
            problems.extend(rows.iter().filter_map(|row| renamed(definition, counted.wave, row, &become_one)));
            counted.regrouped.extend(become_one.into_iter().filter_map(|(to, from)| regrouped(attribute, &to, from)));
            counted.tally.regroup(place, &units);
            counted.headcount.iter_mut().for_each(|headcount| headcount.regroup(attribute, &units));
        }
    }
    if problems.is_empty() { Ok(()) } else { Err(problems.into()) }
}

/// The units of today that some of a wave count as, with those: (key, label).
fn become_one(
    answered: &BTreeMap<String, String>,
    units: &BTreeMap<String, (String, String)>,
) -> BTreeMap<(String, String), Vec<(String, String)>> {
    let named: BTreeSet<&(String, String)> = units.values().collect();
    let of = |&(key, label): &&(String, String)| {
        let is_it = |own: &String| units.get(own).map_or(own, |(to, _)| to) == key;
        let own = answered.iter().filter(|(own, _)| is_it(own)).map(|(key, label)| (key.clone(), label.clone()));
        ((key.clone(), label.clone()), own.collect())
    };
    named.iter().map(of).collect()
}

/// What is told of a unit of today, where others than itself count as it.
fn regrouped(attribute: usize, (key, to): &(String, String), from: Vec<(String, String)>) -> Option<Regrouped> {
    let others = from.into_iter().filter(|(own, _)| own != key);
    let from: Vec<String> = others.map(|(_, label)| label).collect();
    (!from.is_empty()).then(|| Regrouped { attribute, from, to: to.clone() })
}

/// The error of a unit that was renamed, but is not alone under its new name.
fn renamed(
    definition: &Definition,
    wave: usize,
    row: &UnitRow,
    become_one: &BTreeMap<(String, String), Vec<(String, String)>>,
) -> Option<Problem> {
    let (old, new) = (matching_key(&row.old), matching_key(&row.new));
    let all = become_one.iter().filter(|((to, _), _)| *to == new).flat_map(|(_, own)| own);
    let all: BTreeMap<&String, &String> = all.map(|(key, label)| (key, label)).collect();
    if !row.is_renamed || old == new || all.len() < 2 || !all.contains_key(&old) {
        return None;
    }
    let place = Place::file(definition.crosswalk.file.display().to_string()).line(row.line).column("change");
    let wave = &definition.waves[wave].name;
    let units: Vec<&str> = all.values().map(|label| label.as_str()).collect();
    let problem = Problem::error(place, format!("a unit renamed to one that others of wave {wave} count as, too"));
    Some(problem.found(format!("{} for {}", units.join(", "), row.new)).hint("say `merged`, where several became one"))
}

fn unknown<'a>(definition: &Definition, row: &UnitRow, known: impl Iterator<Item = &'a str>) -> Option<Problem> {
    let known: Vec<&str> = known.collect();
    if known.iter().any(|unit| matching_key(unit) == matching_key(&row.old)) {
        return None;
    }
    let place = Place::file(definition.crosswalk.file.display().to_string()).line(row.line).column("old");
    let wave = &definition.waves[row.wave].name;
    let attribute = &definition.attributes[row.attribute].name;
    let problem = Problem::error(place, format!("no such unit of {attribute} in wave {wave}")).found(&row.old);
    Some(problem.hint(suggestion(&row.old, known)))
}
