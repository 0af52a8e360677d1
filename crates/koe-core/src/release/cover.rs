//! Withholding so that subtraction gives nothing back: everyone less the shown
//! departments is the hidden ones.
//!
//! The reader is assumed to know every answer of every shown row; then a row
//! is hidden from him only as long as no sum of shown rows, with signs, is that
//! row alone. He is assumed to know who left an item blank, too: what is hidden
//! is valid answers, and where nobody gave one there is nothing to hide.
//!
//! - A row is withheld where 1 to t − 1 respondents answered; a
//!   composite also where an item it is made of is withheld. So every shown
//!   composite is a sum of shown items and tells the reader nothing new, and
//!   items never meet in an equation: each can be looked at alone.
//! - Where a group is withheld, so is what its tables divide it into.
//! - In every table of two attributes, and in every table of the units in a
//!   unit, no combination of withheld cells holds fewer than t valid answers:
//!   [`two_way`](super::two_way).
//! - Over all tables of the run together no withheld group is a combination of
//!   shown ones: [`single`](super::single).
//!
//! Withholding more never undoes what was proved before, so each step is done
//! until nothing is left to do. A composite begins with what its items
//! withhold. That much is safe: a combination of its shown rows is one of the
//! shown rows of each of its items too, so what it gives away they would. Its
//! own sums are of respondents in its score, who may be fewer than answered each
//! item.
//!
//! All this depends on who answered, and on no answer. So worlds in which as many of each cell answered look the same. Where blanks are
//! elsewhere they need not: whether a group is shown depends on how many of it
//! answered, so the pattern may tell how many of a withheld group left a question
//! blank.
//!
//! This is exact within one run. It does not look across runs, nor at sums of
//! several withheld groups from different tables.

use std::collections::BTreeMap;

use rayon::prelude::*;

use super::mask::{Mask, Standing};
use super::single;
use super::two_way::TwoWay;
use crate::findings::Tables;

/// What is withheld of the groups of a run, by group and line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Withheld {
    /// Whether the row is withheld.
    pub(super) rows: Vec<Vec<bool>>,
    /// Whether that is only to protect other rows.
    pub(super) for_others: Vec<Vec<bool>>,
}

/// Returns what is withheld; groups of fewer than `least` (t) are small.
pub(super) fn withheld(tables: &Tables, least: u64) -> Withheld {
    let lines = tables.items.len();
    let none = || vec![vec![false; lines]; tables.groups.len()];
    let mut all = Withheld { rows: none(), for_others: none() };
    let (items, composites): (Vec<usize>, Vec<usize>) = (0..lines).partition(|&line| tables.items[line].is_empty());
    for lines in [items, composites] {
        let of_withheld = |line: usize, group: usize| tables.items[line].iter().any(|&item| all.rows[group][item]);
        let masks: Vec<(usize, Mask, Mask)> = lines
            .into_par_iter()
            .map(|line| {
                let own = Mask::new(tables, line, |_| false, least);
                (line, Mask::new(tables, line, |group| of_withheld(line, group), least), own)
            })
            .collect();
        let mut distinct: BTreeMap<&Mask, Vec<bool>> = masks.iter().map(|(_, mask, _)| (mask, Vec::new())).collect();
        distinct.par_iter_mut().for_each(|(mask, withheld)| *withheld = under(tables, mask, least));
        for (line, mask, own) in &masks {
            for (group, &is_withheld) in distinct.get(mask).into_iter().flatten().enumerate() {
                all.rows[group][*line] = is_withheld;
                all.for_others[group][*line] = is_withheld && own.groups[group] == Standing::Enough;
            }
        }
    }
    all
}

/// What is withheld under one mask, by group.
fn under(tables: &Tables, mask: &Mask, least: u64) -> Vec<bool> {
    let mut withheld = mask.withheld();
    pass_on(tables, mask, &mut withheld);
    loop {
        let mut is_done = true;
        for table in 0..tables.tables.len() {
            let two_way = TwoWay { tables, mask, table, least };
            while let Some(more) = two_way.cover(&withheld) {
                more.into_iter().for_each(|group| withheld[group] = true);
                pass_on(tables, mask, &mut withheld);
                is_done = false;
            }
        }
        if is_done {
            let more = single::cover(tables, mask, &withheld);
            if more.is_empty() {
                return withheld;
            }
            more.into_iter().for_each(|group| withheld[group] = true);
            pass_on(tables, mask, &mut withheld);
        }
    }
}

/// Withholds the cells of withheld sums. A composite that is withheld for its
/// items is shown in the parts that those do not apply to.
fn pass_on(tables: &Tables, mask: &Mask, withheld: &mut [bool]) {
    let mut is_done = false;
    while !std::mem::replace(&mut is_done, true) {
        for (table, weights) in tables.tables.iter().zip(&mask.weights) {
            for (cell, _) in table.cells.iter().zip(weights).filter(|(_, weight)| **weight > 0) {
                let sums = [table.total, table.rows[cell.row], table.columns[cell.column]];
                let is_passed_on = |group: usize| withheld[group] && mask.groups[group] != Standing::OfWithheld;
                if !withheld[cell.group] && sums.into_iter().flatten().any(is_passed_on) {
                    (withheld[cell.group], is_done) = (true, false);
                }
            }
        }
    }
}

#[cfg(test)]
mod tests;
