//! What a released row carries in a comparison.

use koe_stats::Decimal;
use serde::Serialize;

use super::Level;
use crate::compare::{Adjustment, Test, Versus};
use crate::segment::Segment;

/// A row's segment against another one. All null where there is nothing to
/// compare with or one of the two is withheld; tests, intervals and effects also
/// where one of the two has fewer than `min_detail` respondents.
#[derive(Debug, Clone, Default, PartialEq, Serialize)]
pub struct Comparison {
    /// The segment it is compared with; empty is everyone (within the filter).
    pub versus: Option<Segment>,
    /// Printed score minus the other's printed score, as a number.
    pub difference: Option<f64>,
    /// Printed score minus the other's printed score.
    pub difference_text: Option<Decimal>,
    /// 95 % interval of the unrounded difference.
    pub difference_low: Option<f64>,
    /// 95 % interval of the unrounded difference.
    pub difference_high: Option<f64>,
    /// p-value of Welch's test.
    pub p: Option<f64>,
    /// The same, adjusted over its family.
    pub p_adjusted: Option<f64>,
    /// How many p-values its family has.
    pub family: Option<u64>,
    /// Hedges' g; against everyone or the parent unit, that of the segment
    /// against the others in it.
    pub effect: Option<f64>,
    /// 95 % interval of the effect.
    pub effect_low: Option<f64>,
    /// 95 % interval of the effect.
    pub effect_high: Option<f64>,
    /// Items: share of favorable answers minus the other's.
    pub favorable_difference: Option<f64>,
    /// Items: p-value of the test of two shares.
    pub favorable_p: Option<f64>,
    /// The same, adjusted over its family.
    pub favorable_p_adjusted: Option<f64>,
    /// Items: p-value of the Mann–Whitney test.
    pub rank_p: Option<f64>,
    /// The same, adjusted over its family.
    pub rank_p_adjusted: Option<f64>,
    /// Items: P(X > Y) + ½ P(X = Y) for an answer X of the segment and Y of the
    /// others.
    pub superiority: Option<f64>,
    /// Composites: the best rank (1 = highest score) that the unit may have
    /// among the ranked units of its attribute.
    pub rank_low: Option<u64>,
    /// Composites: the worst rank that it may have.
    pub rank_high: Option<u64>,
    /// How many units are ranked.
    pub ranked: Option<u64>,
}

/// One test of a line over all units of an attribute: over the shown ones, and
/// all others as one group where they are at least `min_respondents`.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Omnibus {
    /// The attribute whose units are compared; several where they are crossed.
    pub attributes: Vec<String>,
    /// Overall, category, subcategory or item.
    pub level: Level,
    /// Code; `overall` for the overall row.
    pub code: String,
    /// Name or text.
    pub name: String,
    /// Which test.
    pub test: Test,
    /// How many groups are compared, the joined one included.
    pub groups: u64,
    /// Whether one of them is all that are not shown by themselves.
    pub joined: bool,
    /// Respondents of all groups.
    pub respondents: u64,
    /// F, H or χ².
    pub statistic: f64,
    /// Degrees of freedom.
    pub df: f64,
    /// Degrees of freedom of the denominator, where F has one.
    pub df_within: Option<f64>,
    /// p-value; null where the approximation does not hold (chi-square with an
    /// expected count under 1, or a fifth of them under 5).
    pub p: Option<f64>,
    /// The same, adjusted over its family.
    pub p_adjusted: Option<f64>,
    /// How many p-values its family has.
    pub family: Option<u64>,
    /// Cramér's V of a chi-square test.
    pub effect: Option<f64>,
}

/// A family of tests that p-values are adjusted over.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Family {
    /// The attribute whose units are compared; several where they are crossed.
    pub attributes: Vec<String>,
    /// The level of its rows.
    pub level: Level,
    /// Which test.
    pub test: Test,
    /// How many p-values it has.
    pub size: u64,
}

/// What was compared in a run, over all rows.
#[derive(Debug, Clone, Default, Serialize)]
pub struct Compared {
    /// What the segments are compared with.
    #[serde(skip)]
    pub versus: Versus,
    /// How p-values are adjusted.
    pub adjustment: Adjustment,
    /// Families of tests, by attribute, level and test.
    pub families: Vec<Family>,
    /// Tests over all units of an attribute, by attribute, then definition order.
    pub omnibus: Vec<Omnibus>,
}
