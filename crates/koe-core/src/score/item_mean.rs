//! `item-mean`: the mean of s_j/n_j over all leaf items with n_j > 0, never a
//! mean of category means.
//!
//! Linearised, z_i = (1/J) Σ_j δ_ij (x_ij − x̄_j)/n_j and V = R/(R−1) Σz_i², df
//! R − 1, which needs only sums over pairs of items.

use koe_stats::{Exact, ItemSums, PairSums, item_means_variance, mean, ratio, weighted_item_means_variance};
use num_traits::Zero;

use super::{Estimate, Measure};
use crate::tally::{Cohort, ItemShape, PairMoments, Shape, pair_index};

pub(super) fn estimate(shape: &Shape, cohort: &Cohort, set: usize, measure: Measure) -> Option<Estimate> {
    let places = &shape.sets[set].items;
    let items: Vec<ItemSums> = places.iter().map(|&item| item_sums(shape, cohort, item, measure)).collect();
    let means: Vec<Exact> = items.iter().filter_map(|item| mean(item.n, item.sum)).collect();
    if means.is_empty() {
        return None;
    }
    let count = means.len() as u64;
    let value = means.into_iter().fold(Exact::zero(), |sum, mean| sum + mean) * ratio(1, count);
    let respondents = cohort.sets[set].iter().map(|(_, moments)| moments.respondents).sum();
    let pair = |first: usize, second: usize| {
        let index = pair_index(shape.items.len(), places[first], places[second]);
        pair_sums(&cohort.pairs[index], measure)
    };
    // Unfavorable pairs are not kept: nothing shows that interval.
    let variance = match measure {
        Measure::Unfavorable => None,
        _ => item_means_variance(&items, pair, respondents),
    };
    Some(Estimate { value, variance, respondents })
}

/// Returns Σ a_j x̄_j over the items of a set, a_j being `weights`: a part of a
/// difference of two scores. An item that nobody answered has no part in it.
pub(crate) fn weighted(shape: &Shape, cohort: &Cohort, set: usize, weights: &[Exact]) -> Option<Estimate> {
    let places = &shape.sets[set].items;
    let items: Vec<ItemSums> = places.iter().map(|&item| item_sums(shape, cohort, item, Measure::Scored)).collect();
    let respondents = cohort.sets[set].iter().map(|(_, moments)| moments.respondents).sum();
    let parts = items.iter().zip(weights).filter_map(|(item, weight)| Some(mean(item.n, item.sum)? * weight));
    let value = parts.fold(Exact::zero(), |sum, part| sum + part);
    let pair = |first: usize, second: usize| {
        let index = pair_index(shape.items.len(), places[first], places[second]);
        pair_sums(&cohort.pairs[index], Measure::Scored)
    };
    let variance = weighted_item_means_variance(&items, weights, pair, respondents);
    Some(Estimate { value, variance, respondents }.scaled(&shape.unit)).filter(|_| respondents > 0)
}

fn item_sums(shape: &Shape, cohort: &Cohort, item: usize, measure: Measure) -> ItemSums {
    let own = &shape.items[item];
    let mut sums = ItemSums::default();
    for (point, &count) in cohort.points(shape, item).iter().enumerate() {
        let value = i128::from(value(own, point, measure));
        sums.n += count;
        sums.sum += i128::from(count) * value;
        sums.squares += i128::from(count) * value * value;
    }
    sums
}

fn value(own: &ItemShape, point: usize, measure: Measure) -> i64 {
    match measure {
        Measure::Scored => own.values[point],
        Measure::Favorable => i64::from(own.favorable[point]),
        Measure::Unfavorable => i64::from(own.unfavorable[point]),
    }
}

fn pair_sums(pair: &PairMoments, measure: Measure) -> PairSums {
    let n = pair.respondents;
    let [x, y, xx, yy, xy] = match measure {
        Measure::Scored => [pair.x, pair.y, pair.xx, pair.yy, pair.xy],
        // A 0/1 value is its own square.
        _ => [pair.favorable_x, pair.favorable_y, pair.favorable_x, pair.favorable_y, pair.favorable_xy],
    };
    let [x, y, xx, yy, xy] = [x, y, xx, yy, xy].map(i128::from);
    PairSums { n, x, y, xx, yy, xy }
}
