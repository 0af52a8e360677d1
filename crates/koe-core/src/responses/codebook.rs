//! The codebook: which items are read, how their cells are coded, who they
//! apply to, and which attributes make a cohort.

use std::collections::BTreeSet;

use super::coding::{Coding, Slot};
use crate::definition::Definition;
use crate::text::matching_key;

/// What one run reads of every row: all scored items, and the attributes it uses.
#[derive(Debug, Clone)]
pub struct Codebook {
    /// Scored items in definition order.
    pub items: Vec<CodebookItem>,
    /// One coding per scale of the definition.
    pub codings: Vec<Coding>,
    /// Indexes of the attributes that make a cohort, ascending.
    pub attributes: Vec<usize>,
}

/// One scored item.
#[derive(Debug, Clone)]
pub struct CodebookItem {
    /// Its index in the definition.
    pub item: usize,
    /// Index of its coding.
    pub coding: usize,
    applies_to: Option<(usize, BTreeSet<String>)>,
}

/// What one attribute says of a respondent: a matching key and a label, or
/// nothing where the cell is blank or unreadable.
pub type Value = Option<Labelled>;

/// A value of an attribute.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Labelled {
    /// What values are matched by; never shown.
    pub key: String,
    /// What is shown.
    pub label: String,
}

impl CodebookItem {
    /// Says whether the item applies to respondents whose attributes, by place
    /// in the codebook, have these matching keys. Where the attribute is missing
    /// it applies.
    pub(crate) fn applies<'a>(&self, key: impl Fn(usize) -> Option<&'a str>) -> bool {
        let Some((place, keys)) = &self.applies_to else { return true };
        key(*place).is_none_or(|key| keys.contains(key))
    }
}

impl Codebook {
    /// Compiles a definition. The attributes that `applies_to` needs are added
    /// to those asked for.
    pub fn new(definition: &Definition, attributes: impl IntoIterator<Item = usize>) -> Self {
        let conditions = definition.items.iter().filter_map(|item| item.applies_to.as_ref());
        let used: BTreeSet<usize> = attributes.into_iter().chain(conditions.map(|c| c.attribute)).collect();
        let attributes: Vec<usize> = used.into_iter().collect();
        let items = definition
            .scored_items()
            .map(|index| {
                let item = &definition.items[index];
                let applies_to = item.applies_to.as_ref().and_then(|condition| {
                    let slot = attributes.iter().position(|&attribute| attribute == condition.attribute)?;
                    Some((slot, condition.values.iter().map(|value| matching_key(value)).collect()))
                });
                CodebookItem { item: index, coding: item.scale, applies_to }
            })
            .collect();
        Self { items, codings: definition.scales.iter().map(Coding::new).collect(), attributes }
    }

    /// Returns the coding of an item, by its place in the codebook.
    pub fn coding(&self, item: usize) -> &Coding {
        &self.codings[self.items[item].coding]
    }

    /// Returns the places of the items that do not apply to these respondents.
    pub(super) fn not_applicable(&self, values: &[Value]) -> Vec<usize> {
        let key = |place: usize| values[place].as_ref().map(|value| value.key.as_str());
        (0..self.items.len()).filter(|&item| !self.items[item].applies(key)).collect()
    }

    /// Returns a row of blanks.
    pub(super) fn blank_row(&self) -> Vec<Slot> {
        (0..self.items.len()).map(|item| self.coding(item).blank()).collect()
    }
}
