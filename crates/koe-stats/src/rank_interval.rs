//! How far the ranks of units are known.

use crate::interval::is_confidence;
use crate::{Estimate, Interval};

/// The ranks a unit may have; rank 1 is the highest estimate.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct RankInterval {
    /// The best rank: 1 + the units surely above.
    pub best: usize,
    /// The worst rank: all units less those surely below.
    pub worst: usize,
}

/// Returns for each of k independent estimates the ranks it may have, jointly:
/// with the given confidence the true ranks of all units lie in their
/// intervals at once.
///
/// A unit whose estimate has no variance, or no degrees of freedom, has no
/// interval to go by: it may have any rank, and none is surely above or below
/// it. It counts among the k.
///
/// # Formula
///
/// With the t interval of each unit at 1 − α/k (Bonferroni): a unit is surely
/// above another where its lower bound is higher than the other's upper bound;
/// rank interval 1 + #{surely above} … k − #{surely below}.
///
/// # Unit and range
///
/// Ranks from 1 to k, `best` ≤ `worst`. Estimates that do not differ share
/// their ranks.
///
/// # Undefined when
///
/// The confidence is not between 0 and 1. Without units there are no ranks.
///
/// # Source
///
/// Klein, Wright & Wieczorek (2020), *JRSS C* 69(3), 589–606, section 3: the
/// joint confidence region for the overall ranking, with Bonferroni instead of
/// independence, t for few respondents, and bounds that touch left open.
///
/// # Example
///
/// ```
/// use koe_stats::{Estimate, RankInterval, rank_intervals, ratio};
///
/// let unit = |value| Estimate { value: ratio(value, 10), variance: ratio(1, 400), df: 60 };
/// let ranks = rank_intervals(&[unit(31), unit(39), unit(40)], 0.95);
/// let shared = RankInterval { best: 1, worst: 2 };
/// assert_eq!(ranks, Some(vec![RankInterval { best: 3, worst: 3 }, shared, shared]));
/// ```
pub fn rank_intervals(estimates: &[Estimate], confidence: f64) -> Option<Vec<RankInterval>> {
    if !is_confidence(confidence) {
        return None;
    }
    let joint = 1.0 - (1.0 - confidence) / estimates.len() as f64;
    let intervals: Vec<_> = estimates.iter().map(|estimate| known(estimate, joint)).collect();
    let lows = rising(intervals.iter().flatten().map(|interval| interval.low));
    let highs = rising(intervals.iter().flatten().map(|interval| interval.high));
    let ranks = intervals.iter().map(|interval| {
        let (above, below) = interval.map_or((0, 0), |own| {
            let above = lows.len() - lows.partition_point(|&low| low <= own.high);
            (above, highs.partition_point(|&high| high < own.low))
        });
        RankInterval { best: 1 + above, worst: estimates.len() - below }
    });
    Some(ranks.collect())
}

/// Returns the interval of an estimate that has one.
fn known(estimate: &Estimate, confidence: f64) -> Option<Interval> {
    let interval = Interval::around(&estimate.value, &estimate.variance, estimate.df, confidence)?;
    (interval.low < interval.high).then_some(interval)
}

fn rising(bounds: impl Iterator<Item = f64>) -> Vec<f64> {
    let mut bounds: Vec<_> = bounds.collect();
    bounds.sort_by(f64::total_cmp);
    bounds
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ratio;
    use proptest::prelude::*;

    fn estimate() -> impl Strategy<Value = Estimate> {
        (300_i64..450, 0_i64..100, 0_u64..100).prop_map(|(value, variance, df)| Estimate {
            value: ratio(value, 100),
            variance: ratio(variance, 10_000),
            df,
        })
    }

    proptest! {
        #[test]
        fn counts_the_units_surely_above_and_below(units in prop::collection::vec(estimate(), 1..40)) {
            let k = units.len();
            let ranks = rank_intervals(&units, 0.95).expect("a confidence");
            let bounds: Vec<_> = units.iter().map(|unit| known(unit, 1.0 - 0.05 / k as f64)).collect();
            let surely = |a: &Option<Interval>, b: &Option<Interval>| a.zip(*b).is_some_and(|(a, b)| a.low > b.high);
            for (own, rank) in bounds.iter().zip(&ranks) {
                prop_assert_eq!(rank.best, 1 + bounds.iter().filter(|other| surely(other, own)).count());
                prop_assert_eq!(rank.worst, k - bounds.iter().filter(|other| surely(own, other)).count());
            }
        }

        #[test]
        fn the_rank_of_the_estimates_lies_within(units in prop::collection::vec(estimate(), 1..40)) {
            let ranks = rank_intervals(&units, 0.95).expect("a confidence");
            for (own, rank) in units.iter().zip(&ranks) {
                let above = units.iter().filter(|other| other.value > own.value).count();
                prop_assert!(rank.best <= 1 + above && 1 + above <= rank.worst, "{rank:?} {above}");
            }
        }

        #[test]
        fn more_confidence_never_narrows(units in prop::collection::vec(estimate(), 1..40)) {
            let ranks = rank_intervals(&units, 0.9).zip(rank_intervals(&units, 0.99)).expect("a confidence");
            for (less, more) in ranks.0.iter().zip(&ranks.1) {
                prop_assert!(more.best <= less.best && less.worst <= more.worst);
            }
        }
    }

    #[test]
    fn true_ranks_lie_in_all_intervals_at_once() {
        // 12 units, 2,000 worlds: the mean of 30 respondents, answers uniform on ±(½, 3/2) around 0, 0.1, … 1.1.
        let (units, respondents, worlds) = (12_i64, 30_i64, 2_000_u32);
        let mut state = 20_251_120_u64;
        let mut answer = || {
            state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            [-15, -5, 5, 15][(state >> 62) as usize]
        };
        let missed = (0..worlds).filter(|_| {
            let world: Vec<_> = (0..units)
                .map(|unit| {
                    let (mut sum, mut squares) = (0, 0);
                    for _ in 0..respondents {
                        let value = i128::from(unit + answer());
                        sum += value;
                        squares += value * value;
                    }
                    let sample = crate::Sample::of_answers(respondents as u64, sum, squares);
                    sample.and_then(|sample| sample.estimate()).expect("respondents")
                })
                .collect();
            let ranks = rank_intervals(&world, 0.95).expect("a confidence");
            // The last unit is truly the first.
            ranks.iter().rev().enumerate().any(|(above, rank)| rank.best > above + 1 || rank.worst < above + 1)
        });
        let missed = missed.count();
        assert!(missed <= 100, "{missed} of 2,000 worlds are missed, which is more than 5 %");
    }

    #[test]
    fn nobody_is_last_without_spread_or_alone() {
        let unit = |value, variance, df| Estimate { value: ratio(value, 10), variance: ratio(variance, 400), df };
        let ranks = rank_intervals(&[unit(40, 1, 60), unit(10, 0, 60), unit(20, 1, 0), unit(30, 1, 60)], 0.95);
        let of = |best, worst| RankInterval { best, worst };
        assert_eq!(ranks, Some(vec![of(1, 3), of(1, 4), of(1, 4), of(2, 4)]));
    }

    #[test]
    fn one_unit_is_first_and_last() {
        let unit = Estimate { value: ratio(4, 1), variance: ratio(1, 9), df: 9 };
        assert_eq!(rank_intervals(&[unit], 0.95), Some(vec![RankInterval { best: 1, worst: 1 }]));
        assert_eq!(rank_intervals(&[], 0.95), Some(Vec::new()));
        assert_eq!(rank_intervals(&[], f64::NAN), None);
    }
}
