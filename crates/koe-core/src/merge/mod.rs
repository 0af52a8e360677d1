//! Merging: small units of an attribute put together until enough respondents
//! are behind each, so that fewer are withheld.
//!
//! A proposal holds names and no sizes.

mod name;
mod search;
mod units;

use std::collections::{BTreeMap, BTreeSet};

use crate::definition::{Attribute, Definition, Merge, merges_csv};
use crate::findings::Counted;
use crate::text::matching_key;
use name::{is_given, name};
use units::Units;

/// Which units to merge, on top of those that are.
#[derive(Debug, Clone)]
pub struct Proposal {
    /// New merged units, attribute by attribute, wider ones first.
    pub merged: Vec<Merged>,
    /// Units that stay too small.
    pub left: Vec<Left>,
    /// With all merges, those of before and the new ones.
    attributes: Vec<Attribute>,
}

/// A new merged unit.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Merged {
    /// Name of the attribute.
    pub attribute: String,
    /// The units it is made of, as they were called, in order.
    pub units: Vec<String>,
    /// What it is called.
    pub name: String,
}

/// Units that are too small even with all those they may be merged with.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Left {
    /// Name of the attribute.
    pub attribute: String,
    /// The small units, in order.
    pub units: Vec<String>,
    /// Name of the attribute whose units hold them.
    pub parent: Option<String>,
}

impl Proposal {
    /// Returns the file of all merges, those of before and the new ones.
    pub fn file(&self) -> String {
        merges_csv(&self.attributes)
    }
}

/// Returns the attributes that must be counted for a proposal: those asked for,
/// and those whose units hold theirs.
pub fn counted_for(definition: &Definition, attributes: &[usize]) -> BTreeSet<usize> {
    let parents = attributes.iter().filter_map(|&attribute| definition.attributes[attribute].parent);
    attributes.iter().copied().chain(parents).collect()
}

/// Proposes the fewest merges after which each unit of the attributes has enough
/// respondents, or none. Merged are only units that lie in the same unit and that
/// the same items apply to; of groups made by cuts only neighbours.
pub fn propose(definition: &Definition, counted: &Counted, attributes: &[usize]) -> Proposal {
    let mut proposal = Proposal { merged: Vec::new(), left: Vec::new(), attributes: definition.attributes.clone() };
    let depth = |&attribute: &usize| {
        std::iter::successors(Some(attribute), |&index| definition.attributes[index].parent).count()
    };
    let mut wider_first: Vec<usize> = attributes.to_vec();
    wider_first.sort_by_key(|attribute| (depth(attribute), *attribute));
    let mut moved: BTreeMap<(usize, String), String> = BTreeMap::new();
    for index in wider_first {
        let Some(units) = Units::new(definition, counted, index, &moved) else { continue };
        let (groups, left) = groups(&units, definition.privacy.min_respondents);
        let label = |&place: &usize| units.label(place).to_owned();
        if !left.is_empty() {
            proposal.left.push(Left {
                attribute: units.attribute.name.clone(),
                units: left.iter().map(label).collect(),
                parent: units.attribute.parent.map(|above| definition.attributes[above].name.clone()),
            });
        }
        let mut taken = taken(definition, index, &units);
        for group in groups {
            let members: Vec<String> = group.iter().map(label).collect();
            let name = join(&mut proposal.attributes[index], &members, definition, &mut taken);
            moved.extend(members.iter().map(|unit| ((index, matching_key(unit)), matching_key(&name))));
            proposal.merged.push(Merged { attribute: units.attribute.name.clone(), units: members, name });
        }
    }
    proposal
}

/// The places of the units of each new group, and of those that stay too small.
fn groups(units: &Units<'_>, least: u64) -> (Vec<Vec<usize>>, Vec<usize>) {
    let (mut groups, mut left) = (Vec::new(), Vec::new());
    for siblings in units.siblings() {
        let is_line = !units.attribute.cuts.is_empty();
        let search = if is_line { search::neighbours } else { search::anywhere };
        match search(&siblings.sizes(), least) {
            Some(found) => groups.extend(found.iter().map(|group| siblings.places(group))),
            None => left.extend(siblings.under(least)),
        }
    }
    groups.sort();
    left.sort_unstable();
    (groups, left)
}

/// The matching keys that no merged unit may be called by.
fn taken(definition: &Definition, index: usize, units: &Units<'_>) -> BTreeSet<String> {
    let attribute = &definition.attributes[index];
    let merges = attribute.merges.iter().flat_map(|merge| [&merge.value, &merge.merged]);
    let conditions = definition.items.iter().filter_map(|item| item.applies_to.as_ref());
    let conditions = conditions.filter(|condition| condition.attribute == index).flat_map(|it| &it.values);
    let written = attribute.known_values().iter().chain(attribute.map.iter().flat_map(|(from, to)| [from, to]));
    let keys = merges.chain(conditions).chain(written).map(|value| matching_key(value));
    keys.chain(units.keys().map(str::to_owned)).collect()
}

/// Merges units of an attribute and returns what they are called together. Units
/// that are merged already bring what they are made of.
fn join(attribute: &mut Attribute, units: &[String], definition: &Definition, taken: &mut BTreeSet<String>) -> String {
    let mut names: Vec<String> = Vec::new();
    let mut values: Vec<String> = Vec::new();
    for unit in units {
        let own = attribute.merges.iter().filter(|merge| matching_key(&merge.merged) == matching_key(unit));
        let own: Vec<String> = own.map(|merge| merge.value.clone()).collect();
        let is_plain = own.is_empty();
        values.extend(if is_plain { vec![unit.clone()] } else { own.clone() });
        // The names that users gave are kept.
        names.extend(if is_plain || !is_given(unit, &own) { vec![unit.clone()] } else { own });
    }
    let name = name(&names, definition.language, |key| taken.contains(key));
    taken.insert(matching_key(&name));
    for value in values {
        let known = attribute.merges.iter_mut().find(|merge| matching_key(&merge.value) == matching_key(&value));
        match known {
            Some(merge) => merge.merged.clone_from(&name),
            None => attribute.merges.push(Merge { value, merged: name.clone() }),
        }
    }
    name
}
