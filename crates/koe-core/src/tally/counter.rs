//! The counter: one worker's sink, and the only code that runs for every row.

use std::sync::Arc;

use rustc_hash::FxHashMap;

use super::moments::{Answered, Moments, PairMoments, SetMoments, pair_index};
use super::shape::{Packed, Shape, index};
use super::{Cohort, MAX_COHORTS, Tally};
use crate::responses::{Labelled, Sink, Slot, Value};

/// Counts rows into cohorts of its own.
#[derive(Debug)]
pub struct Counter {
    shape: Arc<Shape>,
    /// Where each set's places begin in a cohort's `places`.
    set_offsets: Vec<usize>,
    places: usize,
    /// Per atom: where its items' slots begin, and the items.
    atoms: Vec<AtomPlan>,
    sums: Vec<u64>,
    keys: FxHashMap<Vec<Option<String>>, u32>,
    labels: Vec<Vec<Option<Labelled>>>,
    counts: Vec<CohortCounts>,
    full: bool,
}

#[derive(Debug)]
struct AtomPlan {
    /// Place of each item in the row, and where its slots begin.
    items: Vec<(usize, usize)>,
    sets: Vec<usize>,
}

/// The counts of one cohort while rows come in: flat, so that a row touches
/// little memory.
#[derive(Debug)]
struct CohortCounts {
    rows: u64,
    respondents: u64,
    slots: Vec<u32>,
    /// Per set, number answered and eligibility: place in `moments`, from 1.
    places: Vec<u32>,
    moments: Vec<[i64; 8]>,
    pairs: Vec<PairMoments>,
}

impl Counter {
    /// Returns a counter that has seen nothing.
    pub fn new(shape: Arc<Shape>) -> Self {
        let mut places = 0;
        let set_offsets = shape
            .sets
            .iter()
            .map(|set| {
                places += 2 * (set.items.len() + 1);
                places - 2 * (set.items.len() + 1)
            })
            .collect();
        let plan = |atom: &super::shape::Atom| AtomPlan {
            items: atom.items.iter().map(|&item| (item, shape.items[item].offset)).collect(),
            sets: atom.sets.clone(),
        };
        Self {
            set_offsets,
            places,
            atoms: shape.atoms.iter().map(plan).collect(),
            sums: vec![0; shape.sets.len()],
            shape,
            keys: FxHashMap::default(),
            labels: Vec::new(),
            counts: Vec::new(),
            full: false,
        }
    }

    /// Turns the counts into a tally.
    pub fn finish(self) -> Tally {
        let mut tally = Tally::new(Arc::clone(&self.shape));
        tally.full = self.full;
        for (values, counts) in self.labels.into_iter().zip(self.counts) {
            let cohort = counts.finish(&self.shape, &self.set_offsets);
            tally.add(values, cohort);
        }
        tally
    }
}

impl Sink for Counter {
    fn group(&mut self, values: &[Value]) -> u32 {
        let key: Vec<Option<String>> =
            values.iter().map(|value| value.as_ref().map(|value| value.key.clone())).collect();
        if let Some(&known) = self.keys.get(&key) {
            let labels = &mut self.labels[known as usize];
            // Of two spellings with one key the lesser is shown, whoever came first.
            for (mine, other) in labels.iter_mut().zip(values) {
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
        let number = u32::try_from(self.counts.len()).unwrap_or(0);
        self.keys.insert(key, number);
        self.labels.push(values.to_vec());
        self.counts.push(CohortCounts {
            rows: 0,
            respondents: 0,
            slots: vec![0; self.shape.slots],
            places: vec![0; self.places],
            moments: Vec::new(),
            pairs: vec![PairMoments::default(); self.shape.pair_count()],
        });
        number
    }

    fn row(&mut self, group: u32, cells: &[Slot]) {
        let cohort = &mut self.counts[group as usize];
        cohort.rows += 1;
        self.sums.fill(0);
        let mut answers = 0;
        for atom in &self.atoms {
            let mut sum = 0_u64;
            for &(item, offset) in &atom.items {
                let slot = offset + index(cells[item]);
                cohort.slots[slot] += 1;
                sum += self.shape.packed[slot];
            }
            answers += Packed(sum).answered();
            for &set in &atom.sets {
                self.sums[set] += sum;
            }
        }
        if answers == 0 {
            return;
        }
        cohort.respondents += 1;
        let (numerator, denominator) = self.shape.min_answered;
        for (set, &packed) in self.sums.iter().enumerate() {
            let packed = Packed(packed);
            let answered = packed.answered();
            if answered == 0 {
                continue;
            }
            let applicable = self.shape.sets[set].items.len() as u64 - packed.not_applicable();
            let eligible = answered * denominator >= numerator * applicable;
            let place = self.set_offsets[set] + 2 * answered as usize + usize::from(eligible);
            cohort.add(place, packed, self.shape.base);
        }
        if self.shape.pairs {
            cohort.add_pairs(&self.shape, cells);
        }
    }
}

impl CohortCounts {
    #[inline]
    fn add(&mut self, place: usize, packed: Packed, base: i64) {
        let mut at = self.places[place] as usize;
        if at == 0 {
            self.moments.push([0; 8]);
            at = self.moments.len();
            self.places[place] = at as u32;
        }
        let sum = packed.above_base() as i64 + base * packed.answered() as i64;
        let (favorable, unfavorable) = (packed.favorable() as i64, packed.unfavorable() as i64);
        let add = [1, sum, sum * sum, favorable, favorable * favorable, unfavorable, unfavorable * unfavorable, 0];
        for (moment, add) in self.moments[at - 1].iter_mut().zip(add) {
            *moment += add;
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

    fn finish(self, shape: &Shape, set_offsets: &[usize]) -> Cohort {
        let sets = shape.sets.iter().zip(set_offsets).map(|(set, &offset)| {
            let mut moments = SetMoments::new();
            for place in 2..2 * (set.items.len() + 1) {
                let at = self.places[offset + place] as usize;
                if let Some(sums) = at.checked_sub(1).and_then(|at| self.moments.get(at)) {
                    moments.insert(Answered { items: place as u64 / 2, eligible: place % 2 == 1 }, from_sums(sums));
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

fn from_sums(sums: &[i64; 8]) -> Moments {
    Moments {
        respondents: sums[0].unsigned_abs(),
        sum: sums[1],
        squares: sums[2],
        favorable: sums[3],
        favorable_squares: sums[4],
        unfavorable: sums[5],
        unfavorable_squares: sums[6],
    }
}
