//! A row of the JSON contract.

use koe_stats::Decimal;
use serde::Serialize;

use super::{Comparison, InTrend};
use crate::segment::Segment;

/// The level of a row.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Level {
    #[default]
    /// Over all items that count towards it.
    Overall,
    /// 大項目: the top level of the tree.
    Category,
    /// 中項目: every deeper level.
    Subcategory,
    /// One question.
    Item,
}

/// A printed score against its printed target.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Status {
    /// The printed score is at or above the printed target.
    Met,
    /// The printed score is below the printed target.
    Below,
    /// There is no target.
    None,
}

/// A point of the straight path from the baseline score to the target.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct PathPoint {
    /// Western year.
    pub year: i32,
    /// The path's value, unrounded.
    pub value: f64,
    /// As printed.
    pub text: Decimal,
}

/// One released row: a score of one wave, segment and level, with all that
/// travels with it. A suppressed row has only wave, segment, level, depth, code
/// and name; why it is suppressed is not told.
#[derive(Debug, Clone, Default, Serialize)]
pub struct Row {
    /// Name of the wave.
    pub wave: String,
    /// Who was asked.
    pub segment: Segment,
    /// Overall, category, subcategory or item.
    pub level: Level,
    /// Depth in the tree: overall and top categories 0, below 1, and so on;
    /// an item is one deeper than its category.
    pub depth: usize,
    /// Code; `overall` for the overall row.
    pub code: String,
    /// Name or text.
    pub name: String,
    /// Code of the lowest category an item is in, or of the category above a
    /// category. For laying rows out; not in the JSON contract.
    #[serde(skip)]
    pub category: Option<String>,
    /// Values an item is limited to (正職員), empty where it applies to everyone.
    /// For laying rows out; not in the JSON contract.
    #[serde(skip)]
    pub applies_to: Vec<String>,
    /// Whether the score lies on the scale of the overall score, so that the two
    /// can be compared. Not in the JSON contract.
    #[serde(skip)]
    pub comparable: bool,
    /// Number of items in the score.
    pub items: Option<u64>,
    /// Respondents with at least one valid answer in it.
    pub respondents: Option<u64>,
    /// Valid answers in it.
    pub answers: Option<u64>,
    /// Headcount of the segment.
    pub invited: Option<u64>,
    /// Respondents of the segment / headcount, 0..1.
    pub response_rate: Option<f64>,
    /// The response rate in per cent, as printed.
    pub response_rate_text: Option<Decimal>,
    /// The double nearest the exact score.
    pub mean: Option<f64>,
    /// The score as printed everywhere.
    pub mean_text: Option<Decimal>,
    /// Items only.
    pub median: Option<f64>,
    /// Items: sd of answers. Composites: sd of respondents' own means.
    pub sd: Option<f64>,
    /// 95 % interval of the mean.
    pub ci_low: Option<f64>,
    /// 95 % interval of the mean.
    pub ci_high: Option<f64>,
    /// 95 % interval with the finite population correction.
    pub fpc_low: Option<f64>,
    /// 95 % interval with the finite population correction.
    pub fpc_high: Option<f64>,
    /// Share of favorable answers, 0..1.
    pub favorable: Option<f64>,
    /// Share of neutral answers, 0..1.
    pub neutral: Option<f64>,
    /// Share of unfavorable answers, 0..1.
    pub unfavorable: Option<f64>,
    /// 95 % interval of the favorable share.
    pub favorable_low: Option<f64>,
    /// 95 % interval of the favorable share.
    pub favorable_high: Option<f64>,
    /// Answers per scored value, scale minimum first, empty points included;
    /// null for composites over different scales.
    pub distribution: Option<Vec<u64>>,
    /// The code that the distribution begins with, where there is one: the scale
    /// minimum. Not in the JSON contract.
    #[serde(skip)]
    pub first_point: Option<i32>,
    /// Target, the double nearest the exact value.
    pub target: Option<f64>,
    /// Target as printed.
    pub target_text: Option<Decimal>,
    /// Printed score minus printed target, as a number.
    pub gap: Option<f64>,
    /// Printed score minus printed target.
    pub gap_text: Option<Decimal>,
    /// Printed score against printed target.
    pub status: Option<Status>,
    /// Name of the band that holds the printed score.
    pub band: Option<String>,
    /// Year by year from the baseline to the target, where asked for.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub path: Option<Vec<PathPoint>>,
    /// What the segment is compared with, in a run that compares: its fields
    /// stand in the row.
    #[serde(flatten)]
    pub comparison: Option<Comparison>,
    /// The wave among the others, in a run over several: its fields stand in the
    /// row.
    #[serde(flatten)]
    pub trend: Option<InTrend>,
    /// Whether the row is withheld.
    pub suppressed: bool,
}
