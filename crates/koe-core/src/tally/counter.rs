//! The counter: one worker's sink, and the only code that runs for every row.

use std::ops::Range;
use std::sync::Arc;

use rustc_hash::FxHashMap;

use super::moments::{Answered, Moments, PairMoments, SetMoments, pair_index};
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

/// The shape, laid out for the pass.
#[derive(Debug)]
struct Plan {
    shape: Arc<Shape>,
    /// Where the slots of each item begin.
    offsets: Vec<u32>,
    /// Items that stand side by side and belong to the same sets.
    stretches: Vec<Stretch>,
    sets: Vec<SetPlan>,
    places: usize,
}

#[derive(Debug)]
struct Stretch {
    items: Range<usize>,
    sets: Vec<usize>,
}

#[derive(Debug)]
struct SetPlan {
    /// Where the set's places begin in a cohort's `places`.
    offset: usize,
    items: u64,
}

/// The counts of one cohort while rows come in: flat and narrow.
#[derive(Debug)]
struct CohortCounts {
    rows: u64,
    respondents: u64,
    slots: Vec<u32>,
    /// Per set, number answered and eligibility: where its moments are; 0 is
    /// nowhere yet.
    places: Vec<u32>,
    /// First those of respondents who answered a whole set, set by set: they
    /// are most, and found without a look at `places`.
    moments: Vec<[u64; 8]>,
    pairs: Vec<PairMoments>,
}

impl SetPlan {
    /// The place of those who answered some of the set.
    fn place(&self, answered: u64, eligible: bool) -> usize {
        self.offset + 2 * answered as usize + usize::from(eligible)
    }
}

impl Plan {
    fn new(shape: Arc<Shape>) -> Self {
        let mut places = 0;
        let set = |set: &super::ItemSet| {
            let offset = places;
            places += 2 * set.items.len();
            SetPlan { offset, items: set.items.len() as u64 }
        };
        let sets = shape.sets.iter().map(set).collect();
        let mut stretches: Vec<Stretch> = Vec::new();
        for item in 0..shape.items.len() {
            let own = (0..shape.sets.len()).filter(|&set| shape.sets[set].items.contains(&item)).collect();
            match stretches.last_mut() {
                Some(last) if last.sets == own => last.items.end += 1,
                _ => stretches.push(Stretch { items: item..item + 1, sets: own }),
            }
        }
        let offsets = shape.items.iter().map(|item| item.offset as u32).collect();
        Self { shape, offsets, stretches, sets, places }
    }
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
        let mut sums = vec![0; self.plan.sets.len()];
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
            moments: vec![[0; 8]; plan.sets.len()],
            pairs: vec![PairMoments::default(); plan.shape.pair_count()],
        }
    }

    /// Counts the rows of this cohort in a batch. `sums` is room for one number
    /// per set.
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
        let moments = self.moments.iter().fold(0, |sum, moments| sum ^ moments[0]);
        std::hint::black_box((rows.iter().fold(slots, row), moments));
    }

    /// Counts a row's cells, leaves its sums per set in `sums` and returns how
    /// many of the cells are answers.
    #[inline]
    fn items(&mut self, plan: &Plan, row: &[Slot], sums: &mut [u64]) -> u64 {
        let slots = self.slots.as_mut_slice();
        let packed = &plan.shape.packed[..slots.len()];
        sums.fill(0);
        let mut answers = 0;
        for stretch in &plan.stretches {
            let mut sum = 0_u64;
            for (&cell, &offset) in row[stretch.items.clone()].iter().zip(&plan.offsets[stretch.items.clone()]) {
                let slot = offset as usize + usize::from(cell);
                // MOST_ROWS keeps these counts within 32 bits, MAX_ITEMS and
                // MAX_SUM the packed sums within their fields.
                slots[slot] = slots[slot].wrapping_add(1);
                sum = sum.wrapping_add(packed[slot]);
            }
            answers += Packed(sum).answered();
            for &set in &stretch.sets {
                sums[set] = sums[set].wrapping_add(sum);
            }
        }
        answers
    }

    /// Adds a respondent's sums to the moments of each set.
    #[inline]
    fn sets(&mut self, plan: &Plan, sums: &[u64]) {
        let (numerator, denominator) = plan.shape.min_answered;
        for (index, (set, &packed)) in plan.sets.iter().zip(sums).enumerate() {
            let packed = Packed(packed);
            let answered = packed.answered();
            let at = if answered == set.items {
                index
            } else if answered == 0 {
                continue;
            } else {
                let applicable = set.items.wrapping_sub(packed.not_applicable());
                let eligible = answered.wrapping_mul(denominator) >= numerator.wrapping_mul(applicable);
                self.moments_at(set.place(answered, eligible))
            };
            add(&mut self.moments[at], packed, plan.shape.base);
        }
    }

    /// Where the moments of a place are, which gets some with its first respondent.
    #[inline]
    fn moments_at(&mut self, place: usize) -> usize {
        if self.places[place] == 0 {
            self.places[place] = self.moments.len() as u32;
            self.moments.push([0; 8]);
        }
        self.places[place] as usize
    }

    fn add_pairs(&mut self, shape: &Shape, cells: &[Slot]) {
        let items = shape.items.len();
        for first in 0..items {
            let (one, a) = (&shape.items[first], index(cells[first]));
            if a >= one.points {
                continue;
            }
            let (x, favorable_x) = (one.values[a], i64::from(one.favorable[a]));
            for second in first + 1..items {
                let (other, b) = (&shape.items[second], index(cells[second]));
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
        let sets = plan.sets.iter().enumerate().map(|(index, set)| {
            let mut moments = SetMoments::default();
            for items in 1..set.items {
                for eligible in [false, true] {
                    let at = self.places[set.place(items, eligible)] as usize;
                    if at > 0 {
                        moments.add(Answered { items, eligible }, from_sums(&self.moments[at]));
                    }
                }
            }
            let whole = from_sums(&self.moments[index]);
            if whole.respondents > 0 {
                moments.add(Answered { items: set.items, eligible: true }, whole);
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

/// Adds a respondent's sums over a set.
#[inline]
fn add(moments: &mut [u64; 8], packed: Packed, base: i64) {
    // A sum is at most 2^15 in size (Shape::new) and rows are below 2^32, so
    // squares add up to less than 2^63; two's complement carries the sign.
    let sum = (packed.above_base() as i64).wrapping_add(base.wrapping_mul(packed.answered() as i64)) as u64;
    let (favorable, unfavorable) = (packed.favorable(), packed.unfavorable());
    let add = [
        1,
        sum,
        sum.wrapping_mul(sum),
        favorable,
        favorable.wrapping_mul(favorable),
        unfavorable,
        unfavorable.wrapping_mul(unfavorable),
        0,
    ];
    for (moment, add) in moments.iter_mut().zip(add) {
        *moment = moment.wrapping_add(add);
    }
}

fn from_sums(sums: &[u64; 8]) -> Moments {
    let [respondents, rest @ ..] = *sums;
    let [sum, squares, favorable, favorable_squares, unfavorable, unfavorable_squares, _] = rest.map(u64::cast_signed);
    Moments { respondents, sum, squares, favorable, favorable_squares, unfavorable, unfavorable_squares }
}
