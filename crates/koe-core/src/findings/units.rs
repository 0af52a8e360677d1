//! Units that were called otherwise in a wave.

use std::collections::BTreeMap;

use super::Counted;
use crate::definition::{Definition, UnitRow};
use crate::problem::{Place, Problem, Problems};
use crate::text::{matching_key, suggestion};

/// Lets the units of a wave count as those of the definition, in the answers and
/// in the headcount, as the crosswalk says.
///
/// # Errors
///
/// Every row on this wave whose old unit neither its answers nor its headcount
/// nor the survey file know.
pub(super) fn regroup(definition: &Definition, counted: &mut Counted) -> Result<(), Problems> {
    let used = counted.tally.shape().codebook.attributes.clone();
    let mut problems = Vec::new();
    for (place, &attribute) in used.iter().enumerate() {
        let rows = || definition.crosswalk.units.iter().filter(|row| row.attribute == attribute);
        problems.extend(rows().filter(|row| row.wave == counted.wave).filter_map(|row| {
            let answered = counted.tally.labels(place);
            let invited = counted.headcount.as_ref().map(|headcount| headcount.labels(attribute)).unwrap_or_default();
            let known =
                answered.values().chain(invited.values()).chain(definition.attributes[attribute].known_values());
            unknown(definition, row, known.map(String::as_str))
        }));
        let units: BTreeMap<String, (String, String)> =
            rows().map(|row| (matching_key(&row.old), (matching_key(&row.new), row.new.clone()))).collect();
        if !units.is_empty() {
            counted.tally.regroup(place, &units);
            counted.headcount.iter_mut().for_each(|headcount| headcount.regroup(attribute, &units));
        }
    }
    if problems.is_empty() { Ok(()) } else { Err(problems.into()) }
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
