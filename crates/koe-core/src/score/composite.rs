//! The score of an item set: a category at any depth, or overall.

use koe_stats::{AnswerGroup, OwnMeans, own_means};

use super::item::distribution;
use super::{Estimate, Measure, Score, item_mean, pooled, respondent_mean};
use crate::definition::Rule;
use crate::tally::{Answered, Cohort, Moments, Shape};

/// Returns the score of an item set by its place in the shape, or nothing
/// where nobody answered enough of it.
pub fn composite(shape: &Shape, cohort: &Cohort, set: usize, rule: Rule) -> Option<Score> {
    let estimate = |measure| match rule {
        Rule::Pooled => pooled::estimate(cohort, set, measure),
        Rule::ItemMean => item_mean::estimate(shape, cohort, set, measure),
        Rule::RespondentMean => respondent_mean::estimate(cohort, set, measure),
    };
    let items = &shape.sets[set].items;
    let score = estimate(Measure::Scored)?;
    let favorable = estimate(Measure::Favorable);
    let answers = items.iter().flat_map(|&item| cohort.points(shape, item)).sum();
    let own = own(cohort, set, Measure::Scored, rule)?;
    Some(Score {
        items: items.len() as u64,
        respondents: score.respondents,
        answers,
        estimate: score.scaled(&shape.unit),
        median: None,
        center: own.mean * &shape.unit,
        spread: own.variance.map(|spread| spread * &shape.unit * &shape.unit),
        favorable_interval: favorable.as_ref().and_then(Estimate::interval).map(within_a_share),
        favorable,
        unfavorable: estimate(Measure::Unfavorable).map(|share| share.value),
        distribution: added_up(shape, cohort, items),
    })
}

/// A share is no less than 0 and no more than 1, and neither is its interval.
fn within_a_share(interval: koe_stats::Interval) -> koe_stats::Interval {
    koe_stats::Interval { low: interval.low.max(0.0), high: interval.high.min(1.0) }
}

/// Respondents' own means over a set: of those who count under the rule.
pub(super) fn own(cohort: &Cohort, set: usize, measure: Measure, rule: Rule) -> Option<OwnMeans> {
    let counts = |answered: &Answered| rule != Rule::RespondentMean || answered.eligible;
    let groups = cohort.sets[set].iter().filter(|(answered, _)| counts(answered)).map(|(answered, moments)| {
        let (sum, squares) = sums(moments, measure);
        AnswerGroup { answered: answered.items, respondents: moments.respondents, sum, squares }
    });
    own_means(groups)
}

/// The first and second sums of what is measured.
pub(super) fn sums(moments: &Moments, measure: Measure) -> (i128, i128) {
    let (sum, squares) = match measure {
        Measure::Scored => (moments.sum, moments.squares),
        Measure::Favorable => (moments.favorable, moments.favorable_squares),
        Measure::Unfavorable => (moments.unfavorable, moments.unfavorable_squares),
    };
    (i128::from(sum), i128::from(squares))
}

/// The distributions of items over one scale, added up. Scores put on 0..100
/// all end alike, so it is the codes of the scales that are compared.
fn added_up(shape: &Shape, cohort: &Cohort, items: &[usize]) -> Option<Vec<u64>> {
    let first = &shape.items[*items.first()?];
    let mut sum = vec![0; first.points];
    for &item in items {
        if shape.items[item].scale != first.scale {
            return None;
        }
        for (sum, count) in sum.iter_mut().zip(distribution(shape, cohort, item)) {
            *sum += count;
        }
    }
    Some(sum)
}
