//! Sums over respondents who answered the same number of a set's items.

use std::ops::{AddAssign, SubAssign};

/// Sums over the respondents of one group: s, f and u are a respondent's sum of
/// scored values and numbers of favorable and unfavorable answers over the set.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Moments {
    /// How many respondents.
    pub respondents: u64,
    /// Σs
    pub sum: i64,
    /// Σs²
    pub squares: i64,
    /// Σf
    pub favorable: i64,
    /// Σf²
    pub favorable_squares: i64,
    /// Σu
    pub unfavorable: i64,
    /// Σu²
    pub unfavorable_squares: i64,
}

impl AddAssign for Moments {
    fn add_assign(&mut self, other: Self) {
        self.respondents += other.respondents;
        self.sum += other.sum;
        self.squares += other.squares;
        self.favorable += other.favorable;
        self.favorable_squares += other.favorable_squares;
        self.unfavorable += other.unfavorable;
        self.unfavorable_squares += other.unfavorable_squares;
    }
}

impl SubAssign for Moments {
    fn sub_assign(&mut self, other: Self) {
        self.respondents -= other.respondents;
        self.sum -= other.sum;
        self.squares -= other.squares;
        self.favorable -= other.favorable;
        self.favorable_squares -= other.favorable_squares;
        self.unfavorable -= other.unfavorable;
        self.unfavorable_squares -= other.unfavorable_squares;
    }
}

/// How many items of a set a respondent answered, and whether that is enough
/// under `min_answered`. Who answered none is in no group.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Answered {
    /// Number of items answered, at least 1.
    pub items: u64,
    /// Whether it is at least `min_answered` of the items that apply.
    pub eligible: bool,
}

/// The moments of one item set: a short list, sorted. Tens of thousands of
/// these are held at a time, each of a few groups, where a tree would take
/// several times the memory.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct SetMoments(Vec<(Answered, Moments)>);

impl SetMoments {
    /// Adds moments to those of a group.
    pub fn add(&mut self, answered: Answered, moments: Moments) {
        match self.0.binary_search_by_key(&answered, |(own, _)| *own) {
            Ok(at) => self.0[at].1 += moments,
            Err(at) => self.0.insert(at, (answered, moments)),
        }
    }

    /// Takes away the moments of a part of the respondents.
    pub fn remove(&mut self, part: &Self) {
        for (answered, moments) in part.iter() {
            if let Ok(at) = self.0.binary_search_by_key(answered, |(own, _)| *own) {
                self.0[at].1 -= *moments;
            }
        }
        self.0.retain(|(_, moments)| moments.respondents > 0);
    }

    /// Returns the groups that anybody is in, ascending.
    pub fn iter(&self) -> impl Iterator<Item = &(Answered, Moments)> {
        self.0.iter()
    }
}

/// Sums over respondents who answered both items of a pair.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct PairMoments {
    /// How many answered both.
    pub respondents: u64,
    /// Σx of the first item.
    pub x: i64,
    /// Σy of the second item.
    pub y: i64,
    /// Σx²
    pub xx: i64,
    /// Σy²
    pub yy: i64,
    /// Σxy
    pub xy: i64,
    /// How many answered the first favorably.
    pub favorable_x: i64,
    /// How many answered the second favorably.
    pub favorable_y: i64,
    /// How many answered both favorably.
    pub favorable_xy: i64,
}

impl AddAssign for PairMoments {
    fn add_assign(&mut self, other: Self) {
        self.respondents += other.respondents;
        self.x += other.x;
        self.y += other.y;
        self.xx += other.xx;
        self.yy += other.yy;
        self.xy += other.xy;
        self.favorable_x += other.favorable_x;
        self.favorable_y += other.favorable_y;
        self.favorable_xy += other.favorable_xy;
    }
}

impl SubAssign for PairMoments {
    fn sub_assign(&mut self, other: Self) {
        self.respondents -= other.respondents;
        self.x -= other.x;
        self.y -= other.y;
        self.xx -= other.xx;
        self.yy -= other.yy;
        self.xy -= other.xy;
        self.favorable_x -= other.favorable_x;
        self.favorable_y -= other.favorable_y;
        self.favorable_xy -= other.favorable_xy;
    }
}

/// The place of the pair (first, second), first < second, among all pairs of
/// `items` items.
///
/// ```
/// use koe_core::tally::pair_index;
///
/// assert_eq!([pair_index(3, 0, 1), pair_index(3, 0, 2), pair_index(3, 1, 2)], [0, 1, 2]);
/// ```
pub fn pair_index(items: usize, first: usize, second: usize) -> usize {
    first * (2 * items - first - 1) / 2 + second - first - 1
}
