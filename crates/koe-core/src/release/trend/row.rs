//! What a released row carries in a trend.

use koe_stats::Decimal;
use serde::Serialize;

/// A row's wave among the others. All null where the row is withheld, or where
/// there is nothing of the kind.
#[derive(Debug, Clone, Default, PartialEq, Serialize)]
pub struct InTrend {
    /// Against the wave before it; its fields stand in the row.
    #[serde(flatten)]
    pub since_previous: Change,
    /// Against the baseline wave, where that is earlier.
    pub since_baseline: Change,
    /// The path's value in the year of the wave, unrounded.
    pub path_target: Option<f64>,
    /// The same, as printed.
    pub path_target_text: Option<Decimal>,
    /// Printed score against printed target and path.
    pub path_status: Option<PathStatus>,
    /// What is missing a year until the target's, as printed; null where the
    /// target is met.
    pub step_text: Option<Decimal>,
    /// Latest wave: the probability that the true score is at the target or above.
    pub probability: Option<f64>,
    /// The score of everyone if those who did not answer score lower by as much
    /// as is supposed.
    pub nonresponse_low: Option<f64>,
    /// The same if they score higher.
    pub nonresponse_high: Option<f64>,
    /// Latest wave: where a line through five waves or more leads, in the year of the
    /// targets or, where none is ahead, in the next one.
    pub projection: Option<Projected>,
}

/// The change of a score from one wave to another. Differences where both are
/// shown; intervals, p and effect where both have `min_detail` respondents.
#[derive(Debug, Clone, Default, PartialEq, Serialize)]
pub struct Change {
    /// Name of the wave it is held against.
    pub versus: Option<String>,
    /// Printed score minus the other's printed score, as a number.
    pub difference: Option<f64>,
    /// Printed score minus the other's printed score.
    pub difference_text: Option<Decimal>,
    /// 95 % interval of the unrounded difference: the wider of the two below.
    pub difference_low: Option<f64>,
    /// 95 % interval of the unrounded difference.
    pub difference_high: Option<f64>,
    /// As if as few people as possible answered both waves.
    pub fewest: Option<Overlap>,
    /// As if as many as possible did.
    pub most: Option<Overlap>,
    /// p-value of the t test, with the wider interval's standard error.
    pub p: Option<f64>,
    /// The same, adjusted over the rows of its level, attribute and pair of waves.
    pub p_adjusted: Option<f64>,
    /// How many p-values its family has.
    pub family: Option<u64>,
    /// Hedges' g of the respondents of the two waves.
    pub effect: Option<f64>,
    /// The smallest change that two such waves are likely to show.
    pub smallest_detectable: Option<f64>,
}

/// The interval of a change under one number of people who answered both waves.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct Overlap {
    /// How many.
    pub shared: u64,
    /// 95 % interval of the unrounded difference.
    pub low: f64,
    /// 95 % interval of the unrounded difference.
    pub high: f64,
}

/// A printed score against its printed target and the path to it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum PathStatus {
    /// At the target or above.
    Met,
    /// Below the target, at the path's value of the year or above.
    OnPath,
    /// Below the path's value of the year.
    Behind,
    /// There is no target, or no path in the year.
    None,
}

/// Where a straight line through the waves leads.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct Projected {
    /// Western year.
    pub year: i32,
    /// The line's value, unrounded.
    pub value: f64,
    /// As printed.
    pub text: Decimal,
    /// 95 % prediction interval.
    pub low: f64,
    /// 95 % prediction interval.
    pub high: f64,
}
