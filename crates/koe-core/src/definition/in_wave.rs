//! The definition as it was in one wave.

use std::collections::BTreeSet;

use super::crosswalk::ItemWas;
use super::{Crosswalk, Definition, ItemKind};
use crate::text::matching_key;

impl Definition {
    /// Returns the definition as the crosswalk and the wave's own scale make it
    /// for one wave: its columns, the items it asked, however they were worded,
    /// its scale, and of the crosswalk only the units that were called otherwise.
    /// All indexes stay.
    #[must_use]
    pub fn in_wave(&self, wave: usize) -> Self {
        let scale = self.waves.get(wave).and_then(|wave| wave.scale);
        let units = self.crosswalk.units_in(wave);
        let mut own = self.clone();
        for (index, item) in own.items.iter_mut().enumerate() {
            if !self.crosswalk.is_asked(wave, index) {
                item.kind = ItemKind::NotAsked;
            } else if let Some(row) = self.crosswalk.item_row(wave, index)
                && let Some(column) = row.was.column()
            {
                column.clone_into(&mut item.column);
                item.column_line = Some(row.line);
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
        self.scored_items().filter(|&item| self.not_as_in_latest(item, waves).is_empty()).collect()
    }

    /// Returns those of some waves, oldest first, in which an item was not asked,
    /// or was another question than in the latest of them that asked it.
    pub(crate) fn not_as_in_latest(&self, item: usize, waves: &[usize]) -> Vec<usize> {
        let asked: Vec<(usize, Option<usize>)> =
            waves.iter().filter_map(|&wave| Some((wave, self.wording(item, wave)?))).collect();
        let latest = asked.last().map(|&(_, wording)| wording);
        let is_same = |wave: &usize| asked.iter().any(|(own, wording)| own == wave && Some(*wording) == latest);
        waves.iter().copied().filter(|wave| !is_same(wave)).collect()
    }

    /// Returns the scored items of a wave, less those that were another question
    /// than in a later one.
    pub(crate) fn items_not_reworded(&self, wave: usize, later: usize) -> BTreeSet<usize> {
        let is_kept = |&item: &usize| {
            let wording = self.wording(item, wave);
            wording.is_some() && self.wording(item, later).is_none_or(|later| Some(later) == wording)
        };
        self.scored_items().filter(is_kept).collect()
    }

    /// Says whether an item was in a wave the question that it is now.
    pub(crate) fn is_as_now(&self, item: usize, wave: usize) -> bool {
        self.wording(item, wave) == Some(None)
    }

    /// Which question an item was in a wave: that of now, or the one that a wave's
    /// row of the crosswalk tells of; nothing where it was not asked.
    fn wording(&self, item: usize, wave: usize) -> Option<Option<usize>> {
        let other = self.crosswalk.item_row(wave, item).filter(|row| !matches!(row.was, ItemWas::Named(_)));
        self.crosswalk.is_asked(wave, item).then_some(other.map(|row| row.wave))
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
