//! Rows of the crosswalk whose unit of today nobody knows.

use std::collections::BTreeSet;

use crate::definition::{Definition, UnitRow};
use crate::findings::{Counted, count_beside};
use crate::problem::{Place, Problem};
use crate::responses::ReadOptions;
use crate::text::{matching_key, suggestion};

/// Returns as errors the rows of the crosswalk whose new unit no later wave has,
/// in its answers or headcount, nor the survey file. Where a later wave is not
/// among the counted ones, it may be one of its units.
pub fn unknown_units(definition: &Definition, counted: &[Counted]) -> Vec<Problem> {
    let rows = definition.crosswalk.units.iter().collect();
    Later { definition, counted, read: Vec::new(), options: None }.unknown(rows)
}

/// The same of some rows; later waves are read where the counted ones do not know
/// a unit.
pub(crate) fn unknown_in_all(
    definition: &Definition,
    rows: Vec<&UnitRow>,
    counted: &[Counted],
    options: &ReadOptions<'_>,
) -> Vec<Problem> {
    Later { definition, counted, read: Vec::new(), options: Some(options) }.unknown(rows)
}

/// The waves after those that rows are on.
struct Later<'a> {
    definition: &'a Definition,
    counted: &'a [Counted],
    /// Waves that were read for this, and nothing where one cannot be read.
    read: Vec<(usize, Option<Counted>)>,
    options: Option<&'a ReadOptions<'a>>,
}

impl<'a> Later<'a> {
    fn unknown(mut self, rows: Vec<&UnitRow>) -> Vec<Problem> {
        let attributes: BTreeSet<usize> = rows.iter().map(|row| row.attribute).collect();
        let mut problems = Vec::new();
        for row in rows {
            // What others were made of, their own rows tell.
            let is_last = std::ptr::eq(self.definition.crosswalk.last(row), row);
            if is_last && row.wave + 1 < self.definition.waves.len() {
                problems.extend(self.unknown_of(row, &attributes));
            }
        }
        problems
    }

    /// The error of a row, where its unit is in none of the waves after its own.
    fn unknown_of(&mut self, row: &UnitRow, attributes: &BTreeSet<usize>) -> Option<Problem> {
        let own = &self.definition.attributes[row.attribute];
        let is_it = |unit: &String| matching_key(unit) == matching_key(&row.new);
        let mut known: Vec<String> = own.known_values().to_vec();
        for wave in (row.wave + 1..self.definition.waves.len()).rev() {
            if known.iter().any(is_it) {
                return None;
            }
            // A wave that is not at hand may have it.
            let counted = self.wave(wave, row.attribute, attributes)?;
            let invited = counted.headcount.as_ref().map(|headcount| headcount.labels(row.attribute));
            known.extend(counted.units.get(&row.attribute).into_iter().flat_map(|units| units.values().cloned()));
            known.extend(invited.into_iter().flat_map(|units| units.into_values()));
        }
        if known.iter().any(is_it) {
            return None;
        }
        let place = Place::file(self.definition.crosswalk.file.display().to_string()).line(row.line).column("new");
        let wave = &self.definition.waves[row.wave].name;
        let problem = Problem::error(place, format!("no such unit of {} after wave {wave}", own.name));
        Some(problem.found(&row.new).hint(suggestion(&row.new, known.iter().map(String::as_str))))
    }

    fn wave(&mut self, wave: usize, attribute: usize, attributes: &BTreeSet<usize>) -> Option<&Counted> {
        let at_hand = self.counted.iter().find(|own| own.wave == wave && own.units.contains_key(&attribute));
        if at_hand.is_some() {
            return at_hand;
        }
        let options = self.options?;
        let known = self.read.iter().position(|(own, _)| *own == wave);
        let place = known.unwrap_or_else(|| {
            let own = self.definition.in_wave(wave);
            let options = ReadOptions { progress: None, ..*options };
            let counted = count_beside(&own, wave, [], attributes, None, &options);
            self.read.push((wave, counted.ok().map(|counted| counted.value)));
            self.read.len() - 1
        });
        self.read[place].1.as_ref()
    }
}
