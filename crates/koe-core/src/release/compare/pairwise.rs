//! One row against the row it is compared with.

use koe_stats::{Sample, Share, hedges, mann_whitney, nearest_f64, two_proportions, welch};
use num_traits::ToPrimitive;

use super::{Comparison, Level, Run};
use crate::compare::Pair;
use crate::findings::Pairs;
use crate::score::{CONFIDENCE, Score};

impl Run<'_> {
    /// Compares a row, as far as it and the other one may be shown.
    pub(super) fn comparison(&self, row: usize, pairs: &Pairs) -> Comparison {
        let none = Comparison::default();
        let Some(pair) = pairs.rows.get(row).and_then(Option::as_ref) else { return none };
        let versus = self.at(pair.versus, row % self.lines);
        let (own, other) = (&self.rows[row], &self.rows[versus]);
        let Some(mean) = own.mean_text else { return none };
        let named = Comparison { versus: Some(other.segment.clone()), ..none };
        let Some(difference) = other.mean_text.map(|other| mean - other) else { return named };
        let shown = Comparison {
            difference: Some(nearest_f64(&difference.exact())),
            difference_text: Some(difference),
            ..named
        };
        let scores = self.findings[row].score.as_ref().zip(self.findings[versus].score.as_ref());
        match scores.zip(pair.other.as_ref()) {
            Some(((own, versus), other)) if own.respondents.min(other.respondents) >= self.least() => {
                let tested = with_tests(shown, pair, own, other);
                if self.rows[row].level == Level::Item { with_item_tests(tested, own, other, versus) } else { tested }
            }
            _ => shown,
        }
    }
}

fn with_tests(comparison: Comparison, pair: &Pair, own: &Score, other: &Score) -> Comparison {
    let test = pair.sides.as_ref().and_then(|(first, second)| welch(first, second));
    let interval = test.as_ref().and_then(|test| test.interval(CONFIDENCE));
    let effect = sample(own).zip(sample(other)).and_then(|(own, other)| hedges(&own, &other));
    let around = effect.and_then(|effect| effect.interval(CONFIDENCE));
    Comparison {
        difference_low: interval.map(|interval| interval.low),
        difference_high: interval.map(|interval| interval.high),
        p: test.map(|test| test.p),
        effect: effect.map(|effect| effect.g),
        effect_low: around.map(|around| around.low),
        effect_high: around.map(|around| around.high),
        ..comparison
    }
}

/// Shares and ranks of an item. The share's difference is to the row compared
/// with, like that of the scores; the tests are against `other`.
fn with_item_tests(comparison: Comparison, own: &Score, other: &Score, versus: &Score) -> Comparison {
    let shares = share(own).zip(share(other));
    let points = own.distribution.as_ref().zip(other.distribution.as_ref());
    let ranks = points.and_then(|(own, other)| mann_whitney(own, other));
    let difference = own.favorable.as_ref().zip(versus.favorable.as_ref());
    Comparison {
        favorable_difference: difference.map(|(own, versus)| nearest_f64(&(&own.value - &versus.value))),
        favorable_p: shares.and_then(|(own, other)| two_proportions(own, other)).map(|test| test.p),
        rank_p: ranks.as_ref().and_then(|ranks| ranks.p),
        superiority: ranks.map(|ranks| nearest_f64(&ranks.superiority)),
        ..comparison
    }
}

/// Answers to an item, or respondents' own means of a composite.
pub(in crate::release) fn sample(score: &Score) -> Option<Sample> {
    Some(Sample { n: score.respondents, mean: score.center.clone(), variance: score.spread.clone()? })
}

/// The favorable answers to an item, of all.
fn share(score: &Score) -> Option<Share> {
    let n = score.respondents;
    let successes = (&score.favorable.as_ref()?.value * koe_stats::ratio(n, 1)).to_integer().to_u64()?;
    Some(Share { successes, n })
}
