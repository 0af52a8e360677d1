//! Settings of a survey: rule, printing, bands, targets, privacy, waves.

use std::path::PathBuf;

use koe_stats::{Decimal, Exact};
use serde::Serialize;

/// Language of reports.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Language {
    /// 日本語
    Ja,
    /// English
    En,
}

/// How items become a category score.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Rule {
    /// Σs_j / Σn_j: every answer weighs the same.
    Pooled,
    /// Mean of the items' means: every item weighs the same.
    ItemMean,
    /// Mean of the respondents' own means: every respondent weighs the same.
    RespondentMean,
}

/// How scores are made and printed.
#[derive(Debug, Clone)]
pub struct ScoreSettings {
    /// How items become a category score.
    pub rule: Rule,
    /// Digits after the point of a printed score.
    pub decimals: u32,
    /// Digits after the point of a printed percentage.
    pub percent_decimals: u32,
    /// Share of the items that a respondent must have answered to count
    /// (`respondent-mean`), 0 to 1; exactly this share counts.
    pub min_answered: Exact,
    /// Whether all scores are put on 0..100.
    pub rescale: bool,
    /// Named ranges of a score, in the order of the survey file.
    pub bands: Vec<Band>,
}

/// Where a band begins or ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Bound {
    /// Scores above this one.
    Above(Decimal),
    /// Scores from this one up.
    From(Decimal),
    /// Scores below this one.
    Below(Decimal),
    /// Scores up to this one.
    UpTo(Decimal),
}

/// A named range of a printed score; the first that holds it names it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Band {
    /// Name as printed (高い).
    pub name: String,
    /// All must hold; none means "else".
    pub bounds: Vec<Bound>,
}

/// A rule that sets targets.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TargetRule {
    /// Lowest categories below the overall score are raised to it; the others
    /// hold; everything above is the roll-up of those.
    RaiseToOverall,
}

/// What a target is set for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum TargetKey {
    /// The overall score.
    Overall,
    /// A category or subcategory, by index.
    Category(usize),
    /// An item, by index.
    Item(usize),
}

/// What is aimed for, and by when.
#[derive(Debug, Clone)]
pub struct TargetPlan {
    /// The year the targets are for (Western).
    pub year: i32,
    /// The rule that sets them, if any.
    pub rule: Option<TargetRule>,
    /// Explicit targets; they win over the rule.
    pub values: Vec<(TargetKey, Decimal)>,
    /// Index of the wave that targets are computed from.
    pub baseline: usize,
}

/// What may be shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Privacy {
    /// Smallest number of respondents of a shown group; at least 3.
    pub min_respondents: u64,
    /// Smallest number of answers under a shown dispersion, interval, share or
    /// distribution.
    pub min_detail: u64,
}

/// One administration of the survey.
#[derive(Debug, Clone)]
pub struct Wave {
    /// Name, unique ("2025").
    pub name: String,
    /// Name as printed (令和7年度); the name where none is given.
    pub label: String,
    /// The name as a Western year, where it is one.
    pub year: Option<i32>,
    /// Files of answers, added together.
    pub responses: Vec<PathBuf>,
    /// Headcount by attribute.
    pub population: Option<PathBuf>,
    /// Encoding of the wave's files, where the survey file states it.
    pub encoding: Option<String>,
}
