//! The counter: one worker's sink, and the only code that runs for every row.

use std::sync::Arc;

use rustc_hash::FxHashMap;

use super::moments::{Answered, Moments, PairMoments, SetMoments, pair_index};
use super::plan::Plan;
use super::shape::{Packed, Shape, index};
use super::{Cohort, MAX_COHORTS, Tally};
use crate::responses::{Labelled, Sink, Slot, Value};

/// Rows that are held back to be counted cohort by cohort. Counted as they
/// come, each row would find its cohort's counts pushed out of the cache by the
/// others': that alone took half of all time.
const BATCH: usize = 1 << 15;

/// Most rows in the 32-bit counts of one counter.
const MOST_ROWS: u64 = u32::MAX as u64 - BATCH as u64;

/// Counts rows into cohorts of its own.
#[derive(Debug)]
pub struct Counter {
    plan: Plan,
    /// Cells of the rows held back, row after row, and the group of each row.
    cells: Vec<Slot>,
    groups: Vec<u32>,
    order: Vec<u32>,
    keys: FxHashMap<Vec<Option<String>>, u32>,
    labels: Vec<Vec<Option<Labelled>>>,
    counts: Vec<CohortCounts>,
    rows: u64,
    full: bool,
    /// What no longer fitted into 32 bits.
    spilt: Option<Tally>,
}

/// The counts of one cohort while rows come in: flat and narrow.
#[derive(Debug)]
struct CohortCounts {
    rows: u64,
    respondents: u64,
    slots: Vec<u32>,
    /// Per set, number answered and eligibility: where in `moments` the sums
    /// are, from 1; 0 is nowhere yet.
    places: Vec<u32>,
    moments: Vec<Sums>,
    pairs: Vec<PairMoments>,
}

/// [`Moments`] of one cohort and set, in two's complement.
#[derive(Debug, Clone, Copy, Default)]
struct Sums {
    respondents: u64,
    sum: u64,
    squares: u64,
    favorable: u64,
    favorable_squares: u64,
    unfavorable: u64,
    unfavorable_squares: u64,
}

impl Counter {
    /// Returns a counter that has seen nothing.
    pub fn new(shape: Arc<Shape>) -> Self {
        Self {
            plan: Plan::new(shape),
            cells: Vec::new(),
            groups: Vec::new(),
            order: Vec::new(),
            keys: FxHashMap::default(),
            labels: Vec::new(),
            counts: Vec::new(),
            rows: 0,
            full: false,
            spilt: None,
        }
    }

    /// Turns the counts into a tally.
    pub fn finish(mut self) -> Tally {
        self.count_batch();
        self.drain()
    }

    /// Counts the rows held back, cohort by cohort.
    fn count_batch(&mut self) {
        let mut ends = vec![0_u32; self.counts.len() + 1];
        for &group in &self.groups {
            ends[group as usize + 1] += 1;
        }
        for group in 1..ends.len() {
            ends[group] += ends[group - 1];
        }
        self.order.clear();
        self.order.resize(self.groups.len(), 0);
        let mut next = ends.clone();
        for (row, &group) in self.groups.iter().enumerate() {
            let at = &mut next[group as usize];
            self.order[*at as usize] = row as u32;
            *at += 1;
        }
        let mut sums = vec![0; self.plan.stretches.len() + 1];
        for (cohort, bounds) in self.counts.iter_mut().zip(ends.windows(2)) {
            let rows = &self.order[bounds[0] as usize..bounds[1] as usize];
            cohort.rows(&self.plan, &self.cells, rows, &mut sums);
        }
        self.rows += self.groups.len() as u64;
        self.cells.clear();
        self.groups.clear();
        if self.rows > MOST_ROWS {
            let spilt = self.drain();
            self.counts = self.labels.iter().map(|_| CohortCounts::new(&self.plan)).collect();
            self.spilt = Some(spilt);
            self.rows = 0;
        }
    }

    /// Takes the counts, and what was spilt before, into the 64-bit integers of
    /// a tally.
    fn drain(&mut self) -> Tally {
        let mut tally = Tally::new(Arc::clone(&self.plan.shape));
        tally.full = self.full;
        for (values, counts) in self.labels.iter().zip(std::mem::take(&mut self.counts)) {
            tally.add(values, counts.finish(&self.plan));
        }
        if let Some(spilt) = self.spilt.take() {
            tally.merge(spilt);
        }
        tally
    }
}

impl Sink for Counter {
    fn group(&mut self, values: &[Value]) -> u32 {
        let key: Vec<Option<String>> =
            values.iter().map(|value| value.as_ref().map(|value| value.key.clone())).collect();
        if let Some(&known) = self.keys.get(&key) {
            // Of two spellings with one key the lesser is shown, whoever came first.
            for (mine, other) in self.labels[known as usize].iter_mut().zip(values) {
                if *other < *mine {
                    mine.clone_from(other);
                }
            }
            return known;
        }
        if self.counts.len() >= MAX_COHORTS {
            // The run ends in an error; until then rows go where they do no harm.
            self.full = true;
            return 0;
        }
        let number = self.counts.len() as u32;
        self.keys.insert(key, number);
        self.labels.push(values.to_vec());
        self.counts.push(CohortCounts::new(&self.plan));
        number
    }

    fn row(&mut self, group: u32, cells: &[Slot]) {
        self.cells.extend_from_slice(cells);
        self.groups.push(group);
        if self.groups.len() == BATCH {
            self.count_batch();
        }
    }
}

impl CohortCounts {
    fn new(plan: &Plan) -> Self {
        Self {
            rows: 0,
            respondents: 0,
            slots: vec![0; plan.shape.slots],
            places: vec![0; plan.places],
            moments: Vec::new(),
            pairs: vec![PairMoments::default(); plan.shape.pair_count()],
        }
    }

    /// Counts the rows of this cohort in a batch. `sums` is room for one number
    /// per stretch and one more.
    fn rows(&mut self, plan: &Plan, cells: &[Slot], rows: &[u32], sums: &mut [u64]) {
        let shape = &*plan.shape;
        let width = plan.offsets.len();
        self.rows += rows.len() as u64;
        self.warm_up(cells, rows, width);
        for &row in rows {
            let row = &cells[row as usize * width..][..width];
            if self.items(plan, row, sums) == 0 {
                continue;
            }
            self.respondents += 1;
            self.sets(plan, sums);
            if shape.pairs {
                self.add_pairs(shape, row);
            }
        }
    }

    /// Reads a byte of every cache line that counting the rows will need. The
    /// reads do not wait for one another, as they would one by one in the count.
    fn warm_up(&self, cells: &[Slot], rows: &[u32], width: usize) {
        let row = |sum: u32, &row: &u32| {
            let at = row as usize * width;
            sum ^ u32::from(cells[at]) ^ u32::from(cells[at + width - 1])
        };
        let slots = self.slots.iter().step_by(16).fold(0, |sum, slot| sum ^ slot);
        let moments = self.moments.iter().fold(0, |sum, sums| sum ^ sums.respondents);
        std::hint::black_box((rows.iter().fold(slots, row), moments));
    }

    /// Counts a row's cells, leaves in `sums` what the cells before each stretch
    /// add up to, and returns how many of the cells are answers.
    #[inline]
    fn items(&mut self, plan: &Plan, row: &[Slot], sums: &mut [u64]) -> u64 {
        let slots = self.slots.as_mut_slice();
        let packed = &plan.shape.packed[..slots.len()];
        let (mut sum, mut start) = (0_u64, 0);
        for (&end, after) in plan.stretches.iter().zip(&mut sums[1..]) {
            for (&cell, &offset) in row[start..end].iter().zip(&plan.offsets[start..end]) {
                let slot = offset as usize + usize::from(cell);
                // MOST_ROWS keeps these counts within 32 bits, MAX_ITEMS and
                // MAX_SUM the packed sums within their fields.
                slots[slot] = slots[slot].wrapping_add(1);
                sum = sum.wrapping_add(packed[slot]);
            }
            *after = sum;
            start = end;
        }
        Packed(sum).answered()
    }

    /// Adds a respondent's sums to the moments of each set.
    #[inline]
    fn sets(&mut self, plan: &Plan, sums: &[u64]) {
        let (numerator, denominator) = plan.shape.min_answered;
        for set in &plan.sets {
            let of = |from: usize, to: usize| sums[to].wrapping_sub(sums[from]);
            let mut packed = of(set.from, set.to);
            for &(from, to) in &set.more {
                packed = packed.wrapping_add(of(from, to));
            }
            let packed = Packed(packed);
            let answered = packed.answered();
            if answered == 0 {
                continue;
            }
            let applicable = set.items.wrapping_sub(packed.not_applicable());
            let eligible = answered.wrapping_mul(denominator) >= numerator.wrapping_mul(applicable);
            let place = &mut self.places[set.place(answered, eligible)];
            if *place == 0 {
                self.moments.push(Sums::default());
                *place = self.moments.len() as u32;
            }
            self.moments[*place as usize - 1].add(packed, plan.shape.base);
        }
    }

    fn add_pairs(&mut self, shape: &Shape, cells: &[Slot]) {
        let items = shape.items.len();
        for first in 0..items {
            let (one, a) = (&shape.items[first], index(cells[first]));
            if a >= one.points {
                continue;
            }
            let (x, favorable_x) = (one.values[a], i64::from(one.favorable[a]));
            for (second, &cell) in cells.iter().enumerate().skip(first + 1) {
                let (other, b) = (&shape.items[second], index(cell));
                if b >= other.points {
                    continue;
                }
                let (y, favorable_y) = (other.values[b], i64::from(other.favorable[b]));
                self.pairs[pair_index(items, first, second)] += PairMoments {
                    respondents: 1,
                    x,
                    y,
                    xx: x * x,
                    yy: y * y,
                    xy: x * y,
                    favorable_x,
                    favorable_y,
                    favorable_xy: favorable_x * favorable_y,
                };
            }
        }
    }

    fn finish(self, plan: &Plan) -> Cohort {
        let sets = plan.sets.iter().map(|set| {
            let mut moments = SetMoments::default();
            for items in 1..=set.items {
                for eligible in [false, true] {
                    let at = self.places[set.place(items, eligible)] as usize;
                    if let Some(sums) = at.checked_sub(1).and_then(|at| self.moments.get(at)) {
                        moments.add(Answered { items, eligible }, sums.moments());
                    }
                }
            }
            moments
        });
        Cohort {
            rows: self.rows,
            respondents: self.respondents,
            sets: sets.collect(),
            slots: self.slots.into_iter().map(u64::from).collect(),
            pairs: self.pairs,
        }
    }
}

impl Sums {
    /// Adds a respondent's sums over a set.
    #[inline]
    fn add(&mut self, packed: Packed, base: i64) {
        // A sum is at most MAX_SUM = 2^15 in size and rows are below 2^32, so
        // squares add up to less than 2^63; two's complement carries the sign.
        let sum = packed.above_base().wrapping_add((base as u64).wrapping_mul(packed.answered()));
        let (favorable, unfavorable) = (packed.favorable(), packed.unfavorable());
        self.respondents = self.respondents.wrapping_add(1);
        self.sum = self.sum.wrapping_add(sum);
        self.squares = self.squares.wrapping_add(sum.wrapping_mul(sum));
        self.favorable = self.favorable.wrapping_add(favorable);
        self.favorable_squares = self.favorable_squares.wrapping_add(favorable.wrapping_mul(favorable));
        self.unfavorable = self.unfavorable.wrapping_add(unfavorable);
        self.unfavorable_squares = self.unfavorable_squares.wrapping_add(unfavorable.wrapping_mul(unfavorable));
    }

    fn moments(&self) -> Moments {
        Moments {
            respondents: self.respondents,
            sum: self.sum.cast_signed(),
            squares: self.squares.cast_signed(),
            favorable: self.favorable.cast_signed(),
            favorable_squares: self.favorable_squares.cast_signed(),
            unfavorable: self.unfavorable.cast_signed(),
            unfavorable_squares: self.unfavorable_squares.cast_signed(),
        }
    }
}
