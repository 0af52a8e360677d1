//! A shape laid out for the pass: which items stand side by side, and which
//! stretches of them make a set.

use std::sync::Arc;

use super::shape::{ItemSet, Shape};

/// The shape, laid out for the pass.
#[derive(Debug)]
pub(super) struct Plan {
    pub(super) shape: Arc<Shape>,
    /// Where the slots of each item begin.
    pub(super) offsets: Vec<u32>,
    /// Where items that belong to the same sets end, stretch after stretch.
    pub(super) stretches: Vec<usize>,
    pub(super) sets: Vec<SetPlan>,
    pub(super) places: usize,
}

#[derive(Debug)]
pub(super) struct SetPlan {
    /// Where the set's places begin in a cohort's `places`.
    pub(super) offset: usize,
    pub(super) items: u64,
    /// Stretches side by side that make the set, or its first part: from, to.
    pub(super) from: usize,
    pub(super) to: usize,
    /// The other parts of a set that is in several.
    pub(super) more: Box<[(usize, usize)]>,
}

impl SetPlan {
    /// The place of those who answered some of the set.
    pub(super) fn place(&self, answered: u64, eligible: bool) -> usize {
        self.offset + 2 * answered as usize + usize::from(eligible)
    }
}

impl Plan {
    pub(super) fn new(shape: Arc<Shape>) -> Self {
        let mut stretches: Vec<(usize, Vec<usize>)> = Vec::new();
        for item in 0..shape.items.len() {
            let own = (0..shape.sets.len()).filter(|&set| shape.sets[set].items.contains(&item)).collect();
            match stretches.last_mut() {
                Some((end, sets)) if *sets == own => *end = item + 1,
                _ => stretches.push((item + 1, own)),
            }
        }
        let mut places = 0;
        let set = |(index, set): (usize, &ItemSet)| {
            let offset = places;
            places += 2 * (set.items.len() + 1);
            let mut parts: Vec<(usize, usize)> = Vec::new();
            for (stretch, _) in stretches.iter().enumerate().filter(|(_, (_, sets))| sets.contains(&index)) {
                match parts.last_mut() {
                    Some((_, end)) if *end == stretch => *end += 1,
                    _ => parts.push((stretch, stretch + 1)),
                }
            }
            let more = parts.split_off(parts.len().min(1)).into();
            let (from, to) = parts.pop().unwrap_or((0, 0));
            SetPlan { offset, items: set.items.len() as u64, from, to, more }
        };
        let sets = shape.sets.iter().enumerate().map(set).collect();
        let offsets = shape.items.iter().map(|item| item.offset as u32).collect();
        let stretches = stretches.into_iter().map(|(end, _)| end).collect();
        Self { shape, offsets, stretches, sets, places }
    }
}
