//! The score of one item: the mean of its answers.
//!
//! V = s²/n with n − 1 degrees of freedom; shares with Wilson's interval.

use koe_stats::{mean, median, ratio, variance, variance_of_mean, wilson};

use super::{CONFIDENCE, Estimate, Score};
use crate::tally::{Cohort, Shape};

/// Returns the score of an item by its place in the shape, or nothing where
/// nobody answered it.
pub fn item(shape: &Shape, cohort: &Cohort, item: usize) -> Option<Score> {
    let own = &shape.items[item];
    let counts = cohort.points(shape, item);
    let n: u64 = counts.iter().sum();
    let weighted = |power: u32| -> i128 {
        counts.iter().zip(&own.values).map(|(&count, &value)| i128::from(count) * i128::from(value).pow(power)).sum()
    };
    let (sum, squares) = (weighted(1), weighted(2));
    let estimate = Estimate { value: mean(n, sum)?, variance: variance_of_mean(n, sum, squares), respondents: n };
    let of =
        |flags: &[bool]| -> u64 { counts.iter().zip(flags).filter(|(_, flag)| **flag).map(|(count, _)| count).sum() };
    let (favorable, unfavorable) = (of(&own.favorable), of(&own.unfavorable));
    let distribution = distribution(shape, cohort, item);
    // Middle answers by rank: on the scored points, in units of a scale step.
    let rank = median(&distribution, 0)?;
    let (lowest, highest) = ends(&own.values);
    let step = ratio(highest - lowest, (own.points as i64 - 1).max(1));
    let estimate = estimate.scaled(&shape.unit);
    Some(Score {
        items: 1,
        respondents: n,
        answers: n,
        center: estimate.value.clone(),
        estimate,
        median: Some((rank * step + ratio(lowest, 1)) * &shape.unit),
        spread: variance(n, sum, squares).map(|spread| spread * &shape.unit * &shape.unit),
        favorable: Some(Estimate { value: ratio(favorable, n), variance: None, respondents: n }),
        favorable_interval: wilson(favorable, n, CONFIDENCE),
        unfavorable: Some(ratio(unfavorable, n)),
        distribution: Some(distribution),
    })
}

/// Answers of an item per scored value, lowest first.
pub(super) fn distribution(shape: &Shape, cohort: &Cohort, item: usize) -> Vec<u64> {
    let mut counts = cohort.points(shape, item).to_vec();
    if shape.items[item].values.first() > shape.items[item].values.last() {
        counts.reverse();
    }
    counts
}

/// Lowest and highest scored value of an item.
fn ends(values: &[i64]) -> (i64, i64) {
    let (first, last) = (values.first().copied().unwrap_or(0), values.last().copied().unwrap_or(0));
    (first.min(last), first.max(last))
}
