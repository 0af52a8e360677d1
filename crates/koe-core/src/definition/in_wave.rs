//! The definition as it was in one wave.

use std::collections::BTreeSet;

use super::crosswalk::ItemWas;
use super::{Crosswalk, Definition, ItemKind};
use crate::text::matching_key;

impl Definition {
    /// Returns the definition as the crosswalk and the wave's own scale make it
    /// for one wave: its columns, the items it asked, its scale, and of the
    /// crosswalk only the units that were called otherwise. All indexes stay.
    #[must_use]
    pub fn in_wave(&self, wave: usize) -> Self {
        let scale = self.waves.get(wave).and_then(|wave| wave.scale);
        let units = self.crosswalk.units_in(wave);
        let mut own = self.clone();
        for (index, item) in own.items.iter_mut().enumerate() {
            match self.crosswalk.item(wave, index) {
                Some(ItemWas::Named(column)) => item.column.clone_from(column),
                Some(ItemWas::Split | ItemWas::Reworded | ItemWas::Absent) => item.kind = ItemKind::NotAsked,
                None => {}
            }
            // The default scale is the one that a wave may replace.
            item.scale = scale.filter(|_| item.scale == 0).unwrap_or(item.scale);
            if let Some(condition) = &mut item.applies_to {
                let is_in =
                    |value: &String| condition.values.iter().any(|own| matching_key(own) == matching_key(value));
                let old = units.iter().filter(|row| row.attribute == condition.attribute && is_in(&row.new));
                let old: Vec<String> = old.map(|row| row.old.clone()).collect();
                condition.values.extend(old);
            }
        }
        own.waves.iter_mut().for_each(|wave| wave.scale = None);
        own.crosswalk = Crosswalk { file: self.crosswalk.file.clone(), items: Vec::new(), units };
        own
    }

    /// Returns the scored items, by index, that are the same in every one of
    /// these waves.
    pub fn items_in_all(&self, waves: &[usize]) -> BTreeSet<usize> {
        let own: Vec<Self> = waves.iter().map(|&wave| self.in_wave(wave)).collect();
        let is_asked = |item: &usize| own.iter().all(|own| own.items[*item].kind == ItemKind::Scale);
        self.scored_items().filter(is_asked).collect()
    }

    /// Leaves all other scored items out.
    #[must_use]
    pub fn with_items(mut self, items: &BTreeSet<usize>) -> Self {
        for (index, item) in self.items.iter_mut().enumerate() {
            if item.kind == ItemKind::Scale && !items.contains(&index) {
                item.kind = ItemKind::NotAsked;
            }
        }
        self
    }
}
