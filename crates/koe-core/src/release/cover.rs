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
        let is_made_of = |withheld: &[bool]| tables.items[line].iter().any(|&item| withheld[item]);
        // A composite that is withheld for its items is shown in the parts that
        // those do not apply to.
        let with_whole = whole[line] && !is_made_of(whole);
        for (part, withheld) in table.parts.iter().zip(&mut withheld) {
            let count = part.counts[line];
            withheld[line] = count.asked > 0 && (with_whole || is_small(count, least) || is_made_of(withheld));
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
/// are fewer than t people, as one alone always is: the first that is shown, so
/// what no segment lists, then the smallest. One is enough: shown, it had t.
fn cover(parts: &[Part], line: usize, withheld: &[Vec<bool>], least: u64) -> Option<usize> {
    let of = |part: usize| (parts[part].counts[line], withheld[part][line]);
    let people: u64 =
        (0..parts.len()).map(of).filter(|(_, withheld)| *withheld).map(|(count, _)| weight(count, least)).sum();
    let is_shown = |&part: &usize| matches!(of(part), (count, false) if count.answered > 0);
    (0..parts.len()).find(is_shown).filter(|_| (1..least).contains(&people))
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

#[cfg(test)]
mod tests {
    use super::*;

    const LEAST: u64 = 5;

    /// A group of as many respondents as are asked by the first line.
    fn part(group: usize, counts: &[(u64, u64)]) -> Part {
        let counts: Vec<Count> = counts.iter().map(|&(asked, answered)| Count { asked, answered }).collect();
        Part { group, respondents: counts[0].asked, counts }
    }

    /// One table of everyone; the parts are groups 1, 2, 3…
    fn one_table(items: Vec<Vec<usize>>, parts: &[&[(u64, u64)]]) -> Tables {
        let line = |line: usize| {
            let sum = |of: fn(&(u64, u64)) -> u64| parts.iter().map(|part| of(&part[line])).sum();
            (sum(|count| count.0), sum(|count| count.1))
        };
        let everyone = part(0, &(0..items.len()).map(line).collect::<Vec<_>>());
        let parts: Vec<Part> = parts.iter().enumerate().map(|(index, counts)| part(index + 1, counts)).collect();
        Tables { groups: parts.len() + 1, items, everyone, tables: vec![Table { whole: 0, parts }] }
    }

    /// The groups withheld of a table of one item.
    fn of_sizes(sizes: &[u64]) -> Vec<usize> {
        let parts: Vec<[(u64, u64); 1]> = sizes.iter().map(|&size| [(size, size)]).collect();
        let parts: Vec<&[(u64, u64)]> = parts.iter().map(<[_; 1]>::as_slice).collect();
        let withheld = withheld(&one_table(vec![Vec::new()], &parts), LEAST);
        (0..withheld.len()).filter(|&group| withheld[group][0]).collect()
    }

    #[test]
    fn a_small_part_takes_the_first_shown_one_with_it() {
        assert_eq!(of_sizes(&[4, 6, 7, 90]), [1, 2]);
        assert_eq!(of_sizes(&[1, 3, 6, 7]), [1, 2, 3], "1 + 3 are under 5");
    }

    #[test]
    fn small_parts_of_five_together_hide_each_other() {
        assert_eq!(of_sizes(&[1, 4, 7]), [1, 2]);
        assert_eq!(of_sizes(&[5, 6, 7]), [] as [usize; 0]);
    }

    #[test]
    fn a_part_that_nobody_is_in_hides_nothing() {
        assert_eq!(of_sizes(&[0, 4, 6, 7]), [2, 3]);
        assert_eq!(of_sizes(&[0, 7]), [] as [usize; 0]);
    }

    #[test]
    fn everything_is_withheld_where_nothing_else_is_left() {
        assert_eq!(of_sizes(&[3, 6]), [1, 2]);
        assert_eq!(of_sizes(&[2, 2]), [0, 1, 2]);
    }

    /// Three of 30 answered: few hide behind few, however many were asked.
    #[test]
    fn a_part_of_few_answers_weighs_its_answers() {
        let parts: [&[(u64, u64)]; 3] = [&[(30, 3)], &[(40, 1)], &[(50, 50)]];
        let withheld = withheld(&one_table(vec![Vec::new()], &parts), LEAST);
        assert_eq!(withheld, [[false], [true], [true], [true]]);
    }

    /// A score of both items; the second applies to nobody of the last group.
    #[test]
    fn a_composite_is_shown_where_all_its_items_are() {
        let parts: [&[(u64, u64)]; 4] = [
            &[(20, 20), (20, 20), (3, 3)],
            &[(21, 21), (21, 21), (8, 8)],
            &[(22, 22), (22, 22), (9, 9)],
            &[(23, 23), (23, 23), (0, 0)],
        ];
        let withheld = withheld(&one_table(vec![vec![1, 2], Vec::new(), Vec::new()], &parts), LEAST);
        assert_eq!(withheld[1..3], [[true, false, true]; 2], "the small one and its cover");
        assert_eq!(withheld[3..], [[false; 3]; 2]);
        assert_eq!(withheld[0], [false; 3]);
    }

    #[test]
    fn the_units_of_a_withheld_unit_are_withheld() {
        let mut tables = one_table(vec![Vec::new()], &[&[(4, 4)], &[(20, 20)], &[(30, 30)]]);
        let units = |whole, first, sizes: [u64; 2]| {
            let parts = sizes.iter().enumerate().map(|(index, &size)| part(first + index, &[(size, size)])).collect();
            Table { whole, parts }
        };
        tables.groups = 8;
        tables.tables.extend([units(2, 4, [9, 11]), units(3, 6, [10, 20])]);
        let withheld: Vec<bool> = withheld(&tables, LEAST).into_iter().flatten().collect();
        assert_eq!(withheld, [false, true, true, false, true, true, false, false]);
    }
}
