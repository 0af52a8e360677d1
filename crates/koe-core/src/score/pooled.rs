//! `pooled`: Σs_j / Σn_j, every answer weighs the same.
//!
//! r = Σs_i / Σn_i over respondents is a ratio estimator:
//! V = R/(R−1) · (Σs_i² − 2rΣs_i·n_i + r²Σn_i²) / (Σn_i)², df R − 1
//! (Cochran 1977, Sampling Techniques, ch. 6).

use koe_stats::RatioSums;

use super::composite::sums;
use super::{Estimate, Measure};
use crate::tally::Cohort;

pub(super) fn estimate(cohort: &Cohort, set: usize, measure: Measure) -> Option<Estimate> {
    let mut ratio = RatioSums::default();
    for (answered, moments) in cohort.sets[set].iter() {
        let (sum, squares) = sums(moments, measure);
        let (items, respondents) = (i128::from(answered.items), i128::from(moments.respondents));
        ratio.respondents += moments.respondents;
        ratio.numerator += sum;
        ratio.numerator_squares += squares;
        ratio.denominator += items * respondents;
        ratio.denominator_squares += items * items * respondents;
        ratio.cross += sum * items;
    }
    Some(Estimate { value: ratio.ratio()?, variance: ratio.variance(), respondents: ratio.respondents })
}
