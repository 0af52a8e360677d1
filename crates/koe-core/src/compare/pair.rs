//! Two segments side by side, line by line: exact, and for the gate to judge.

use koe_stats::{Estimate, Exact, ratio};
use num_traits::{One, Zero};

use crate::definition::{Rule, TargetKey};
use crate::score::{self, Score, weighted};
use crate::tally::{Cohort, SetKey, Shape};
use crate::target::score;

/// A line of a segment beside that of the segment it is compared with.
#[derive(Debug, Clone)]
pub(crate) struct Pair {
    /// The segment compared with, by its number in the run.
    pub(crate) versus: usize,
    /// The score that tests and effects are against: of the segment compared
    /// with or, where that one holds the segment too, of the others in it.
    pub(crate) other: Option<Score>,
    /// Two independent estimates; the first less the second is the unrounded
    /// difference of the two segments' scores.
    pub(crate) sides: Option<(Estimate, Estimate)>,
}

/// What a pair is made of, for all lines of a segment.
pub(crate) struct Beside<'a> {
    pub(crate) shape: &'a Shape,
    pub(crate) rule: Rule,
    pub(crate) versus: usize,
    pub(crate) segment: &'a Cohort,
    /// Everyone in `other` is outside the segment.
    pub(crate) other: &'a Cohort,
    /// The segment and `other` together, where that is what it is compared with.
    pub(crate) whole: Option<&'a Cohort>,
}

impl Beside<'_> {
    /// Returns the pair of one line, or nothing where the segment has no score.
    pub(crate) fn pair(&self, key: TargetKey) -> Option<Pair> {
        let of = |cohort: &Cohort| score(self.shape, cohort, self.rule, key);
        let (own, other) = (of(self.segment)?, of(self.other));
        let weight = |score: &Score| if self.rule == Rule::Pooled { score.answers } else { score.respondents };
        let sides = other.as_ref().and_then(|other| match (self.whole, self.set(key)) {
            (Some(whole), Some(set)) if self.rule == Rule::ItemMean => self.item_means(whole, set),
            (whole, _) => {
                // segment − whole = (1 − w)(segment − others)
                let outside = whole.map_or_else(Exact::one, |_| ratio(weight(other), weight(&own) + weight(other)));
                Some((side(&own.estimate, &outside)?, side(&other.estimate, &outside)?))
            }
        });
        Some(Pair { versus: self.versus, other, sides })
    }

    /// `item-mean` against a whole. With w_j = n_jS / n_jW the segment's share
    /// of the answers to item j, the whole's item means are
    /// w_j x̄_jS + (1 − w_j) x̄_jR, so the difference of the scores is
    ///
    /// Σ a_j x̄_jS − Σ b_j x̄_jR, a_j = [n_jS > 0]/J_S − w_j/J_W, b_j = (1 − w_j)/J_W,
    ///
    /// the first sum of the segment's respondents only and the second of the
    /// others. Each has its linearised variance with its own weights; where all
    /// w_j are one w, that is (1 − w)² of the variance of a score.
    fn item_means(&self, whole: &Cohort, set: usize) -> Option<(Estimate, Estimate)> {
        let items = &self.shape.sets[set].items;
        let answers = |cohort: &Cohort| -> Vec<u64> {
            items.iter().map(|&item| cohort.points(self.shape, item).iter().sum()).collect()
        };
        let (own, all) = (answers(self.segment), answers(whole));
        let answered = |answers: &[u64]| answers.iter().filter(|&&n| n > 0).count() as u64;
        let (own_items, all_items) = (answered(&own), answered(&all));
        if own_items == 0 {
            return None;
        }
        let share = |(&own, &all): (&u64, &u64)| if all == 0 { Exact::zero() } else { ratio(own, all) };
        let shares: Vec<Exact> = own.iter().zip(&all).map(share).collect();
        let inside: Vec<Exact> = shares
            .iter()
            .zip(&own)
            .map(|(share, &n)| ratio(n.min(1), own_items) - share * ratio(1, all_items))
            .collect();
        let outside: Vec<Exact> = shares.iter().map(|share| (Exact::one() - share) * ratio(1, all_items)).collect();
        let one = Exact::one();
        let first = side(&weighted(self.shape, self.segment, set, &inside)?, &one)?;
        Some((first, side(&weighted(self.shape, self.other, set, &outside)?, &one)?))
    }

    fn set(&self, key: TargetKey) -> Option<usize> {
        match key {
            TargetKey::Overall => self.shape.set(SetKey::Overall),
            TargetKey::Category(index) => self.shape.set(SetKey::Category(index)),
            TargetKey::Item(_) => None,
        }
    }
}

/// An estimate times a factor, where it has a variance.
fn side(estimate: &score::Estimate, factor: &Exact) -> Option<Estimate> {
    Some(Estimate {
        value: &estimate.value * factor,
        variance: estimate.variance.as_ref()? * factor * factor,
        df: estimate.respondents.checked_sub(1)?,
    })
}
