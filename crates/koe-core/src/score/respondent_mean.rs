//! `respondent-mean`: the mean of respondents' own means s_i/n_i, every
//! respondent who answered enough weighs the same. V = s²/R, df R − 1.

use koe_stats::ratio;

use super::composite::own;
use super::{Estimate, Measure};
use crate::definition::Rule;
use crate::tally::Cohort;

pub(super) fn estimate(cohort: &Cohort, set: usize, measure: Measure) -> Option<Estimate> {
    let own = own(cohort, set, measure, Rule::RespondentMean)?;
    let variance = own.variance.map(|spread| spread * ratio(1, own.respondents));
    Some(Estimate { value: own.mean, variance, respondents: own.respondents })
}
