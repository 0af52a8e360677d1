//! Families of segments: all that list the values of one attribute, or the
//! cross of several.

use std::collections::BTreeMap;

use crate::definition::Definition;
use crate::segment::Cut;
use crate::tally::{CohortKey, Shape};

/// Values of some attributes, as places of the shape name them.
pub(super) type Values<'a> = Vec<Option<&'a str>>;

/// Segments that list the values of one attribute, or of several crossed ones.
pub(super) struct Family<'a> {
    /// Places of its attributes in the shape, ascending.
    pub(super) places: Vec<usize>,
    /// How many attributes are above its attributes: 0 for the widest units.
    pub(super) depth: usize,
    /// Value of each of its attributes → group.
    pub(super) groups: BTreeMap<Values<'a>, usize>,
}

/// Which places of the shape are above which.
pub(super) struct Hierarchy<'a> {
    definition: &'a Definition,
    shape: &'a Shape,
}

impl<'a> Hierarchy<'a> {
    pub(super) fn new(definition: &'a Definition, shape: &'a Shape) -> Self {
        Self { definition, shape }
    }

    /// The places above a place, the nearest first; attributes that the run does
    /// not use are passed over.
    pub(super) fn above(&self, place: usize) -> Vec<usize> {
        let parent = |&attribute: &usize| self.definition.attributes[attribute].parent;
        let attributes = std::iter::successors(parent(&self.shape.codebook.attributes[place]), parent);
        attributes
            .filter_map(|above| self.shape.codebook.attributes.iter().position(|&attribute| attribute == above))
            .collect()
    }
}

/// The values a cohort has at some places.
pub(super) fn values<'a>(key: &'a CohortKey, places: &[usize]) -> Values<'a> {
    places.iter().map(|&place| key[place].as_deref()).collect()
}

/// The families of the segments of a run (the first is everyone, and in no
/// family), wider ones before finer ones; groups are the segments' numbers.
pub(super) fn families<'a>(hierarchy: &Hierarchy<'_>, cuts: &'a [Cut]) -> Vec<Family<'a>> {
    let filter = cuts.first().map_or(0, |everyone| everyone.conditions().len());
    let mut families: Vec<Family<'a>> = Vec::new();
    for (group, cut) in cuts.iter().enumerate().skip(1) {
        let mut own: Vec<(usize, Option<&str>)> =
            cut.conditions()[filter..].iter().map(|(place, value)| (*place, value.as_deref())).collect();
        own.sort_unstable();
        let (places, values): (Vec<usize>, Values<'a>) = own.into_iter().unzip();
        let known = families.iter().position(|family| family.places == places);
        let at = known.unwrap_or_else(|| {
            let depth = places.iter().map(|&place| hierarchy.above(place).len()).sum();
            families.push(Family { places, depth, groups: BTreeMap::new() });
            families.len() - 1
        });
        families[at].groups.insert(values, group);
    }
    families.sort_by_key(|family| (family.places.len(), family.depth));
    families
}
