//! How many people a segment has, and how many of them could answer.

use std::collections::BTreeSet;

use super::Counted;
use crate::definition::{Condition, Definition, Headcount, TargetKey};
use crate::segment::Cut;
use crate::tally::{CohortKey, Shape};
use crate::target::items;
use crate::text::matching_key;

/// The headcount of a segment, and of those in it who could answer.
pub(super) struct People<'a> {
    definition: &'a Definition,
    shape: &'a Shape,
    headcount: Option<&'a Headcount>,
    /// The segment's conditions, as the headcount takes them.
    conditions: Option<Vec<(usize, &'a str)>>,
    pub(super) invited: Option<u64>,
    /// Attributes that some respondent of the segment has no value of.
    unknown: BTreeSet<usize>,
}

impl<'a> People<'a> {
    pub(super) fn new(definition: &'a Definition, counted: &'a Counted, cut: &'a Cut) -> Self {
        let shape: &Shape = counted.tally.shape();
        let headcount = counted.headcount.as_ref();
        let conditions = cut.labelled(shape);
        let invited = headcount.zip(conditions.as_ref()).and_then(|(headcount, conditions)| headcount.of(conditions));
        let of = |key: &CohortKey| -> Vec<usize> {
            let places = shape.codebook.attributes.iter().zip(key);
            places.filter(|(_, value)| value.is_none()).map(|(&attribute, _)| attribute).collect()
        };
        let respondents = cut.cohorts(&counted.tally).filter(|(_, cohort)| cohort.respondents > 0);
        let unknown = respondents.flat_map(|(key, _)| of(key)).collect();
        Self { definition, shape, headcount, conditions, invited, unknown }
    }

    /// The headcount of exactly those who could answer, where it is known: all
    /// of the segment where some item applies to everyone; where all items ask
    /// for values of one attribute, those who have one of them. An item applies
    /// to respondents without the attribute too, and no headcount tells how
    /// many they are: with one of them in the segment it is not known.
    pub(super) fn could_answer(&self, key: TargetKey) -> Option<u64> {
        let places = items(self.shape, key);
        let items = places.iter().map(|&place| &self.definition.items[self.shape.codebook.items[place].item]);
        let conditions: Option<Vec<&Condition>> = items.map(|item| item.applies_to.as_ref()).collect();
        let Some(conditions) = conditions else { return self.invited };
        let attribute = conditions.first()?.attribute;
        if conditions.iter().any(|condition| condition.attribute != attribute) || self.unknown.contains(&attribute) {
            return None;
        }
        let values: BTreeSet<String> =
            conditions.iter().flat_map(|condition| &condition.values).map(|value| matching_key(value)).collect();
        let own = self.conditions.as_ref()?;
        let of = |value: &String| match own.iter().find(|(asked, _)| *asked == attribute) {
            Some((_, label)) if matching_key(label) != *value => Some(0),
            Some(_) => self.headcount?.of(own),
            None => self.headcount?.of(&[own.as_slice(), &[(attribute, value)]].concat()),
        };
        values.iter().map(of).sum()
    }
}
