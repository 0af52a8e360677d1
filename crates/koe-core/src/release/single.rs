//! Single withheld groups, over all tables together.
//!
//! The unknowns are atoms with a valid answer; each shown group is a row of 0 and
//! 1 over them. A withheld group is given away where its own row is a combination of shown
//! ones ([`Known`]). Atoms that are in the same shown groups always come with
//! the same factor: they are one unknown, and a group that has only some of them
//! is safe without further work.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

use super::elimination::Known;
use super::mask::{Mask, Standing};
use crate::findings::Tables;

/// Returns the groups to withhold so that the combinations found break: for
/// each withheld group that is given away, the cheapest of those that give it
/// away; nothing where there is none. What crosses more attributes is cheaper,
/// then what is further down, then what has fewer respondents.
pub(super) fn cover(tables: &Tables, mask: &Mask, withheld: &[bool]) -> BTreeSet<usize> {
    let is_target = |&group: &usize| match mask.groups[group] {
        Standing::Nothing => false,
        Standing::Small => true,
        Standing::Enough | Standing::OfWithheld => group < tables.listed && withheld[group],
    };
    let targets: Vec<usize> = (0..tables.groups.len()).filter(is_target).collect();
    if targets.is_empty() {
        return BTreeSet::new();
    }
    let is_known = |&group: &usize| !withheld[group] && mask.groups[group] == Standing::Enough;
    let shown: Vec<usize> = (0..tables.listed).filter(is_known).collect();
    let unknowns = Unknowns::new(tables, mask, &shown);
    let mut rows: Vec<(Vec<u32>, usize)> = shown.iter().map(|&group| (unknowns.row(tables, group), group)).collect();
    rows.sort_unstable_by(|(one, group), (other, second)| (one.len(), one, group).cmp(&(other.len(), other, second)));
    let mut uses = vec![0; unknowns.sizes.len()];
    rows.iter().flat_map(|(row, _)| row).for_each(|&unknown| uses[unknown as usize] += 1);
    let mut known = Known::new(uses);
    for (row, group) in &rows {
        known.learn(*group, row);
    }
    let price = |group: &usize| {
        let own = &tables.groups[*group];
        (Reverse(own.attributes), Reverse(own.depth), own.respondents, *group)
    };
    let mut more = BTreeSet::new();
    for row in targets.into_iter().filter_map(|group| unknowns.whole_row(tables, group)) {
        let Some(by) = known.explains(&row) else { continue };
        if by.iter().all(|group| !more.contains(group)) {
            more.extend(by.into_iter().min_by_key(price));
        }
    }
    more
}

/// Atoms that are in the same shown groups, as one unknown each.
struct Unknowns {
    /// Unknown of each atom; none where nobody answered.
    of: Vec<Option<u32>>,
    /// How many atoms each unknown has.
    sizes: Vec<usize>,
}

impl Unknowns {
    fn new(tables: &Tables, mask: &Mask, shown: &[usize]) -> Self {
        let mut groups: Vec<Vec<usize>> = vec![Vec::new(); tables.atoms.len()];
        for &group in shown {
            tables.groups[group].atoms.iter().for_each(|&atom| groups[atom].push(group));
        }
        let mut numbers: BTreeMap<&[usize], u32> = BTreeMap::new();
        let mut sizes = Vec::new();
        let of = groups.iter().zip(&mask.answered).map(|(groups, &is_answered)| {
            let number = *numbers.entry(groups).or_insert(sizes.len() as u32);
            if number as usize == sizes.len() {
                sizes.push(0);
            }
            sizes[number as usize] += usize::from(is_answered);
            is_answered.then_some(number)
        });
        Self { of: of.collect(), sizes }
    }

    /// The unknowns that a group has atoms of.
    fn row(&self, tables: &Tables, group: usize) -> Vec<u32> {
        let unknowns: BTreeSet<u32> = tables.groups[group].atoms.iter().filter_map(|&atom| self.of[atom]).collect();
        unknowns.into_iter().collect()
    }

    /// The same, where the group has all atoms of each or none.
    fn whole_row(&self, tables: &Tables, group: usize) -> Option<Vec<u32>> {
        let mut atoms: BTreeMap<u32, usize> = BTreeMap::new();
        for unknown in tables.groups[group].atoms.iter().filter_map(|&atom| self.of[atom]) {
            *atoms.entry(unknown).or_default() += 1;
        }
        let is_whole = atoms.iter().all(|(&unknown, &count)| count == self.sizes[unknown as usize]);
        is_whole.then(|| atoms.into_keys().collect())
    }
}
