//! Withholding so that subtraction gives nothing back: everyone less the shown
//! departments is the hidden ones.
//!
//! The reader is assumed to know every answer of every shown row; then a row
//! is hidden from him only as long as no sum of shown rows, with signs, is that
//! row alone. Who left an item blank is in its equations like who answered.
//!
//! - A row is withheld where 1 to t − 1 respondents are asked or answered; a
//!   composite also where an item it is made of is withheld. So every shown
//!   composite is a sum of shown items and tells the reader nothing new, and
//!   items never meet in an equation: each can be looked at alone.
//! - For one item, a table says: whole = sum of parts. A part stands in the
//!   tables of its own parts too, but where it is withheld all of those are.
//!   So each withheld part is in one equation with shown figures only, that of
//!   its table, and all the reader has of it is the sum of that table's
//!   withheld parts.
//! - That sum is kept a sum of at least two parts and of at least t
//!   respondents, by withholding one more part where it is not.
//!
//! This is exact for tables of one attribute, of all crossed attributes at
//! once, and of declared parents and their units. It does not look across
//! attributes whose values nearly coincide, nor across runs.

use crate::findings::{Count, Part, Table, Tables};

/// Returns what is withheld, by group and line; groups of fewer than `least`
/// (t) are small.
pub(super) fn withheld(tables: &Tables, least: u64) -> Vec<Vec<bool>> {
    let lines = tables.items.len();
    let mut withheld = vec![vec![false; lines]; tables.groups];
    let everyone = Table { whole: 0, parts: vec![tables.everyone.clone()] };
    for table in std::iter::once(&everyone).chain(&tables.tables) {
        for (part, own) in table.parts.iter().zip(in_table(tables, table, &withheld[table.whole], least)) {
            for (withheld, own) in withheld[part.group].iter_mut().zip(own) {
                *withheld |= own;
            }
        }
    }
    withheld
}

/// What one table withholds, by part and line. `whole` is what is withheld of
/// the group its parts add up to.
fn in_table(tables: &Tables, table: &Table, whole: &[bool], least: u64) -> Vec<Vec<bool>> {
    let lines = tables.items.len();
    let mut withheld = vec![vec![false; lines]; table.parts.len()];
    let (items, composites): (Vec<usize>, Vec<usize>) = (0..lines).partition(|&line| tables.items[line].is_empty());
    for line in items.into_iter().chain(composites) {
        for (part, withheld) in table.parts.iter().zip(&mut withheld) {
            let count = part.counts[line];
            let made_of = tables.items[line].iter().any(|&item| withheld[item]);
            withheld[line] = count.asked > 0 && (whole[line] || is_small(count, least) || made_of);
        }
        if !whole[line]
            && let Some(cover) = cover(&table.parts, line, &withheld, least)
        {
            withheld[cover][line] = true;
        }
    }
    withheld
}

/// The part to withhold so that the withheld ones hide each other, where they
/// do not yet: the first that is shown, so what no segment lists, then the
/// smallest. It has t respondents, or it would not be shown, so one is enough.
fn cover(parts: &[Part], line: usize, withheld: &[Vec<bool>], least: u64) -> Option<usize> {
    let is_withheld = |&part: &usize| withheld[part][line];
    let (mut cells, mut people) = (0, 0);
    for part in (0..parts.len()).filter(is_withheld) {
        cells += 1;
        people += weight(parts[part].counts[line], least);
    }
    let is_needed = cells == 1 || (cells > 0 && people < least);
    let is_shown = |part: &usize| !is_withheld(part) && parts[*part].counts[line].answered > 0;
    (0..parts.len()).find(is_shown).filter(|_| is_needed)
}

fn is_small(count: Count, least: u64) -> bool {
    (1..least).contains(&count.asked) || (1..least).contains(&count.answered)
}

/// How many a withheld part helps to hide. Someone who left an item blank
/// counts; but where a few of many answered it was hardly for all of them, and
/// only those few do.
fn weight(count: Count, least: u64) -> u64 {
    let few = count.asked >= least && (1..least).contains(&count.answered);
    if few { count.answered } else { count.asked }
}
