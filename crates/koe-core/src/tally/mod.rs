//! The tally: what is kept of the answers once the rows are forgotten.
//!
//! Every number koe prints is arithmetic on a tally. Its counts are integers,
//! so merging is exact and order-free: any split of the same rows, in any
//! order, at any number of threads, gives the same tally.
//!
//! A tally is as confidential as the answers it was made from.

mod counter;
mod moments;
mod plan;
mod shape;

use std::collections::BTreeMap;
use std::sync::Arc;

pub use counter::Counter;
pub use moments::{Answered, Moments, PairMoments, SetMoments, pair_index};
pub use shape::{ItemSet, ItemShape, SetKey, Shape};

use crate::definition::Definition;
use crate::problem::{Place, Problem, Problems};
use crate::responses::{Intake, ReadOptions, Source, Value, read};

/// Most cohorts a tally holds; past it an attribute must be cut or dropped.
pub const MAX_COHORTS: usize = 50_000;

/// What identifies a cohort: the matching key of each of the shape's attributes.
pub type CohortKey = Vec<Option<String>>;

/// The counts of one cohort, or of several added up.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cohort {
    /// Rows counted.
    pub rows: u64,
    /// Rows with at least one valid answer.
    pub respondents: u64,
    /// Per item of the shape and slot: how many cells.
    pub slots: Vec<u64>,
    /// Per item set of the shape: sums by number answered.
    pub sets: Vec<SetMoments>,
    /// Per pair of items, where the shape keeps pairs.
    pub pairs: Vec<PairMoments>,
}

impl Cohort {
    /// Returns a cohort that nobody is in.
    pub fn empty(shape: &Shape) -> Self {
        Self {
            rows: 0,
            respondents: 0,
            slots: vec![0; shape.slots],
            sets: vec![SetMoments::default(); shape.sets.len()],
            pairs: vec![PairMoments::default(); shape.pair_count()],
        }
    }

    /// Adds another cohort of the same shape.
    pub fn merge(&mut self, other: &Self) {
        self.rows += other.rows;
        self.respondents += other.respondents;
        for (mine, other) in self.slots.iter_mut().zip(&other.slots) {
            *mine += other;
        }
        for (mine, other) in self.sets.iter_mut().zip(&other.sets) {
            for (answered, moments) in other.iter() {
                mine.add(*answered, *moments);
            }
        }
        for (mine, other) in self.pairs.iter_mut().zip(&other.pairs) {
            *mine += *other;
        }
    }

    /// Returns what is left of the cohort without a part of it.
    pub fn without(&self, part: &Self) -> Self {
        let mut rest = self.clone();
        rest.rows -= part.rows;
        rest.respondents -= part.respondents;
        for (mine, part) in rest.slots.iter_mut().zip(&part.slots) {
            *mine -= part;
        }
        for (mine, part) in rest.sets.iter_mut().zip(&part.sets) {
            mine.remove(part);
        }
        for (mine, part) in rest.pairs.iter_mut().zip(&part.pairs) {
            *mine -= *part;
        }
        rest
    }

    /// Returns the valid answers of an item by point, scale minimum of the codes first.
    pub fn points(&self, shape: &Shape, item: usize) -> &[u64] {
        let ItemShape { offset, points, .. } = shape.items[item];
        &self.slots[offset..offset + points]
    }

    /// Returns how many cells of an item are blank, not applicable and invalid.
    pub fn others(&self, shape: &Shape, item: usize) -> (u64, u64, u64) {
        let ItemShape { offset, points, .. } = shape.items[item];
        let at = offset + points;
        (self.slots[at], self.slots[offset + shape.not_applicable(item)], self.slots[at + 2])
    }
}

impl Shape {
    /// How many pairs a cohort keeps sums of.
    fn pair_count(&self) -> usize {
        if self.pairs { self.items.len() * self.items.len().saturating_sub(1) / 2 } else { 0 }
    }
}

/// Counts of all cohorts.
#[derive(Debug, Clone)]
pub struct Tally {
    shape: Arc<Shape>,
    cohorts: BTreeMap<CohortKey, Cohort>,
    /// Per attribute of the shape: matching key → label as shown.
    labels: Vec<BTreeMap<String, String>>,
    full: bool,
}

impl PartialEq for Tally {
    fn eq(&self, other: &Self) -> bool {
        self.cohorts == other.cohorts && self.labels == other.labels
    }
}

impl Tally {
    /// Returns a tally of nothing: the identity of [`Tally::merge`].
    pub fn new(shape: Arc<Shape>) -> Self {
        let labels = vec![BTreeMap::new(); shape.codebook.attributes.len()];
        Self { shape, cohorts: BTreeMap::new(), labels, full: false }
    }

    /// Counts the sources in one streaming pass, on all threads of the current
    /// rayon pool.
    ///
    /// # Errors
    ///
    /// Everything that keeps a source from being read, and more than
    /// [`MAX_COHORTS`] cohorts.
    pub fn count(
        definition: &Definition,
        shape: &Arc<Shape>,
        sources: &[Source],
        options: &ReadOptions<'_>,
    ) -> Result<(Self, Intake), Problems> {
        let make = || Counter::new(Arc::clone(shape));
        let (counters, intake) = read(definition, &shape.codebook, sources, options, make)?;
        let mut tally = Self::new(Arc::clone(shape));
        for counter in counters {
            tally.merge(counter.finish());
        }
        if tally.full || tally.cohorts.len() > MAX_COHORTS {
            return Err(tally.too_many_cohorts(definition).into());
        }
        Ok((tally, intake))
    }

    /// Adds another tally of the same shape.
    pub fn merge(&mut self, other: Self) {
        self.full |= other.full;
        for (mine, other) in self.labels.iter_mut().zip(other.labels) {
            for (key, label) in other {
                show_lesser(mine, key, label);
            }
        }
        for (key, cohort) in other.cohorts {
            match self.cohorts.get_mut(&key) {
                Some(mine) => mine.merge(&cohort),
                None => {
                    self.cohorts.insert(key, cohort);
                }
            }
        }
    }

    fn add(&mut self, values: &[Value], cohort: Cohort) {
        let mut key = CohortKey::new();
        for (labels, value) in self.labels.iter_mut().zip(values) {
            key.push(value.as_ref().map(|value| {
                show_lesser(labels, value.key.clone(), value.label.clone());
                value.key.clone()
            }));
        }
        self.cohorts.insert(key, cohort);
    }

    /// Returns which counts the tally holds.
    pub fn shape(&self) -> &Arc<Shape> {
        &self.shape
    }

    /// Returns the cohorts by key.
    pub fn cohorts(&self) -> &BTreeMap<CohortKey, Cohort> {
        &self.cohorts
    }

    /// Returns the values of an attribute of the shape: matching key → label.
    pub fn labels(&self, attribute: usize) -> &BTreeMap<String, String> {
        &self.labels[attribute]
    }

    /// Lets units of an attribute of the shape count as others: matching key →
    /// key and label. Cohorts that become one are added up.
    pub(crate) fn regroup(&mut self, attribute: usize, units: &BTreeMap<String, (String, String)>) {
        for (key, label) in std::mem::take(&mut self.labels[attribute]) {
            let (key, label) = units.get(&key).cloned().unwrap_or((key, label));
            show_lesser(&mut self.labels[attribute], key, label);
        }
        for (mut key, cohort) in std::mem::take(&mut self.cohorts) {
            if let Some((unit, _)) = key[attribute].as_ref().and_then(|unit| units.get(unit)) {
                key[attribute] = Some(unit.clone());
            }
            match self.cohorts.get_mut(&key) {
                Some(mine) => mine.merge(&cohort),
                None => {
                    self.cohorts.insert(key, cohort);
                }
            }
        }
    }

    /// Returns the same counts, kept apart by fewer attributes: those of `shape`,
    /// which is equal in all else.
    #[must_use]
    pub(crate) fn cut_by(mut self, shape: Arc<Shape>) -> Self {
        let used = &self.shape.codebook.attributes;
        let places: Vec<usize> =
            shape.codebook.attributes.iter().filter_map(|own| used.iter().position(|other| other == own)).collect();
        let mut cut = Self::new(shape);
        cut.full = self.full;
        cut.labels = places.iter().map(|&place| std::mem::take(&mut self.labels[place])).collect();
        for (key, cohort) in self.cohorts {
            let key: CohortKey = places.iter().map(|&place| key[place].clone()).collect();
            match cut.cohorts.get_mut(&key) {
                Some(mine) => mine.merge(&cohort),
                None => {
                    cut.cohorts.insert(key, cohort);
                }
            }
        }
        cut
    }

    /// Adds up the cohorts whose key satisfies `is_in`.
    pub fn sum(&self, is_in: impl Fn(&CohortKey) -> bool) -> Cohort {
        let mut sum = Cohort::empty(&self.shape);
        for (key, cohort) in &self.cohorts {
            if is_in(key) {
                sum.merge(cohort);
            }
        }
        sum
    }

    fn too_many_cohorts(&self, definition: &Definition) -> Problem {
        let widest = (0..self.labels.len()).max_by_key(|&attribute| self.labels[attribute].len());
        let name =
            widest.map_or("", |attribute| &definition.attributes[self.shape.codebook.attributes[attribute]].name);
        let values = widest.map_or(0, |attribute| self.labels[attribute].len());
        Problem::error(Place::file(definition.file.display().to_string()), "too many cohorts to keep apart")
            .expected(format!("at most {MAX_COHORTS} different combinations of the attributes used"))
            .hint(format!(
                "attribute {name:?} alone has {values} values: give it `cuts`, or name fewer attributes with --by"
            ))
    }
}

/// Of two spellings with one key the lesser is shown, so that it does not
/// matter which came first.
fn show_lesser(labels: &mut BTreeMap<String, String>, key: String, label: String) {
    match labels.get_mut(&key) {
        Some(mine) if label < *mine => *mine = label,
        Some(_) => {}
        None => {
            labels.insert(key, label);
        }
    }
}
