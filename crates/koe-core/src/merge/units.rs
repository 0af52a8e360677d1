//! The units of an attribute, and which of them may be merged with each other.

use std::collections::{BTreeMap, BTreeSet};

use crate::definition::{Attribute, Definition};
use crate::findings::Counted;
use crate::segment::ordered;
use crate::text::matching_key;

/// The values of an attribute in order, and those that respondents have.
pub(super) struct Units<'a> {
    pub(super) attribute: &'a Attribute,
    /// All values that are known, in order.
    listed: Vec<(String, String)>,
    /// Those with respondents, in the same order.
    units: Vec<Unit>,
}

/// A unit with respondents.
struct Unit {
    /// Where it stands among all values.
    place: usize,
    respondents: u64,
    /// Nothing where it is not known which unit holds it, or several do.
    family: Option<Family>,
}

/// What siblings have in common: the matching key of the unit that holds them,
/// and for each item for some people, whether it is for them.
type Family = (Option<String>, Vec<bool>);

/// Units that may be merged with each other, in order.
pub(super) struct Siblings<'a> {
    of: &'a Units<'a>,
    units: Vec<&'a Unit>,
}

impl<'a> Units<'a> {
    /// Returns the units of an attribute. `moved` says which wider units are to be
    /// part of another: the attribute and matching key of one, and the key of the
    /// other.
    pub(super) fn new(
        definition: &'a Definition,
        counted: &Counted,
        index: usize,
        moved: &BTreeMap<(usize, String), String>,
    ) -> Option<Self> {
        let (attribute, headcount) = (&definition.attributes[index], counted.headcount.as_ref());
        let place = place(counted, index)?;
        let mut labels = headcount.map(|headcount| headcount.labels(index)).unwrap_or_default();
        labels.extend(attribute.listed_values().into_iter().map(|label| (matching_key(&label), label)));
        labels.extend(counted.tally.labels(place).clone());
        let values = ordered(attribute, &labels, headcount.map(|headcount| headcount.values_of(index)));
        let listed: Vec<(String, String)> = values.into_iter().filter_map(|(key, label)| Some((key?, label))).collect();
        let mut people: BTreeMap<&str, u64> = BTreeMap::new();
        for (key, cohort) in counted.tally.cohorts() {
            if let Some(value) = key[place].as_deref() {
                *people.entry(value).or_default() += cohort.respondents;
            }
        }
        let wider = attribute.parent.map(|above| wider(counted, index, above, moved));
        let mut units = Vec::new();
        for (place, (key, _)) in listed.iter().enumerate() {
            let respondents = people.get(key.as_str()).copied().unwrap_or(0);
            if respondents > 0 {
                let parent = wider.as_ref().map(|wider| wider.get(key).and_then(only));
                let family = match parent {
                    Some(None) => None,
                    parent => Some((parent.flatten(), applying(definition, index, key))),
                };
                units.push(Unit { place, respondents, family });
            }
        }
        Some(Self { attribute, listed, units })
    }

    /// Returns the siblings; a unit of unknown family is its own.
    pub(super) fn siblings(&'a self) -> Vec<Siblings<'a>> {
        let mut families: BTreeMap<&Family, Vec<&Unit>> = BTreeMap::new();
        let mut alone: Vec<Vec<&Unit>> = Vec::new();
        for unit in &self.units {
            match &unit.family {
                Some(family) => families.entry(family).or_default().push(unit),
                None => alone.push(vec![unit]),
            }
        }
        families.into_values().chain(alone).map(|units| Siblings { of: self, units }).collect()
    }

    /// Returns the label of the value at a place.
    pub(super) fn label(&self, place: usize) -> &str {
        self.listed.get(place).map_or("", |(_, label)| label)
    }

    /// Returns the matching keys of all values.
    pub(super) fn keys(&self) -> impl Iterator<Item = &str> {
        self.listed.iter().map(|(key, _)| key.as_str())
    }
}

impl Siblings<'_> {
    /// Returns how many respondents each has.
    pub(super) fn sizes(&self) -> Vec<u64> {
        self.units.iter().map(|unit| unit.respondents).collect()
    }

    /// Returns the places of all under a size.
    pub(super) fn under(&self, least: u64) -> Vec<usize> {
        self.units.iter().filter(|unit| unit.respondents < least).map(|unit| unit.place).collect()
    }

    /// Returns the places of a group; of neighbours with the values between them,
    /// that nobody answered from.
    pub(super) fn places(&self, group: &[usize]) -> Vec<usize> {
        let places: Vec<usize> = group.iter().filter_map(|&at| Some(self.units.get(at)?.place)).collect();
        match (places.first(), places.last()) {
            (Some(&first), Some(&last)) if !self.of.attribute.cuts.is_empty() => {
                let others: BTreeSet<usize> = self.of.units.iter().map(|unit| unit.place).collect();
                (first..=last).filter(|place| places.contains(place) || !others.contains(place)).collect()
            }
            _ => places,
        }
    }
}

fn place(counted: &Counted, attribute: usize) -> Option<usize> {
    counted.tally.shape().codebook.attributes.iter().position(|&other| other == attribute)
}

/// The wider units that each unit lies in, by the answers and the headcount.
fn wider(
    counted: &Counted,
    attribute: usize,
    above: usize,
    moved: &BTreeMap<(usize, String), String>,
) -> BTreeMap<String, BTreeSet<String>> {
    let mut pairs: Vec<(String, String)> = Vec::new();
    if let Some((own, above)) = place(counted, attribute).zip(place(counted, above)) {
        let respondents = counted.tally.cohorts().iter().filter(|(_, cohort)| cohort.respondents > 0);
        pairs.extend(respondents.filter_map(|(key, _)| key[own].clone().zip(key[above].clone())));
    }
    if let Some(headcount) = &counted.headcount {
        let column = |attribute: usize| headcount.columns.iter().position(|&column| column == attribute);
        if let Some((own, above)) = column(attribute).zip(column(above)) {
            let value = |values: &[Option<String>], column: usize| values.get(column).cloned().flatten();
            pairs
                .extend(headcount.rows.iter().filter_map(|row| value(&row.values, own).zip(value(&row.values, above))));
        }
    }
    let mut wider: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for (unit, parent) in pairs {
        let parent = moved.get(&(above, parent.clone())).cloned().unwrap_or(parent);
        wider.entry(unit).or_default().insert(parent);
    }
    wider
}

/// The one of a set, where there is only one.
fn only(set: &BTreeSet<String>) -> Option<String> {
    set.first().filter(|_| set.len() == 1).cloned()
}

/// For each item that asks for values of the attribute, whether this is one.
fn applying(definition: &Definition, attribute: usize, key: &str) -> Vec<bool> {
    let conditions = definition.items.iter().filter_map(|item| item.applies_to.as_ref());
    let own = conditions.filter(|condition| condition.attribute == attribute);
    own.map(|condition| condition.values.iter().any(|value| matching_key(value) == key)).collect()
}
