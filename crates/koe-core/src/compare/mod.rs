//! Comparison: what a segment is compared with, and how surely they differ.

use serde::Serialize;

/// What the segments of a run are compared with.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub enum Versus {
    /// Everyone within the filter.
    #[default]
    Everyone,
    /// The unit that the segment's unit is in, by the attribute's `parent`.
    Parent,
    /// The same segment with this value of one attribute.
    Named {
        /// Name of the attribute.
        attribute: String,
        /// Its value.
        value: String,
    },
}

/// How p-values are adjusted for how many there are in their family: the rows of
/// one level, attribute and test.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Adjustment {
    /// Benjamini & Hochberg (1995): the share of wrong findings among the findings.
    #[default]
    #[serde(rename = "bh")]
    BenjaminiHochberg,
    /// Holm (1979): any wrong finding at all.
    Holm,
}

/// What a comparison asks for.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Comparing {
    /// What segments are compared with.
    pub versus: Versus,
    /// How p-values are adjusted.
    pub adjustment: Adjustment,
}

/// A test, of two segments or of all units of an attribute.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Test {
    /// Two scores, on respondents' variances.
    Welch,
    /// Two shares of favorable answers.
    TwoProportions,
    /// The answers of two segments to one item, by rank.
    MannWhitney,
    /// Means of all units.
    WelchAnova,
    /// The answers of all units to one item, by rank.
    KruskalWallis,
    /// The distributions of all units over one item's points.
    ChiSquare,
}
