//! Scores: arithmetic on the counts of a segment, exact until it is printed.
//!
//! The unit of uncertainty is always the respondent. One file per rule, each
//! with its formula; an item's own score is the same under all of them.

mod composite;
mod item;
mod item_mean;
mod pooled;
mod respondent_mean;

use koe_stats::{Exact, Interval, finite_population, nearest_f64, sd};
use num_traits::One;

pub use composite::composite;
pub use item::item;
pub(crate) use item_mean::weighted;

/// Confidence of every interval.
pub const CONFIDENCE: f64 = 0.95;

/// A score: an estimate with all that travels with it, never a lone number.
#[derive(Debug, Clone, PartialEq)]
pub struct Score {
    /// Number of items in it.
    pub items: u64,
    /// Respondents with at least one valid answer in it (`respondent-mean`:
    /// those who count).
    pub respondents: u64,
    /// Valid answers in it.
    pub answers: u64,
    /// The score and its variance.
    pub estimate: Estimate,
    /// Items only: the mean of the two middle answers.
    pub median: Option<Exact>,
    /// Mean of answers (items) or of respondents' own means (composites).
    pub center: Exact,
    /// Variance of the same.
    pub spread: Option<Exact>,
    /// Share of favorable answers and its variance; `None` where the rule has
    /// no answer.
    pub favorable: Option<Estimate>,
    /// 95 % interval of the favorable share.
    pub favorable_interval: Option<Interval>,
    /// Share of unfavorable answers.
    pub unfavorable: Option<Exact>,
    /// Answers per scored value, scale minimum first; `None` over different scales.
    pub distribution: Option<Vec<u64>>,
}

/// An estimate with the variance of its sampling error.
#[derive(Debug, Clone, PartialEq)]
pub struct Estimate {
    /// The exact value.
    pub value: Exact,
    /// Its variance; `None` below two respondents.
    pub variance: Option<Exact>,
    /// Respondents behind it.
    pub respondents: u64,
}

impl Estimate {
    /// Returns the 95 % interval: value ± t·√V with respondents − 1 degrees of
    /// freedom.
    pub fn interval(&self) -> Option<Interval> {
        self.interval_of(self.variance.as_ref()?)
    }

    /// Returns the 95 % interval with the finite population correction
    /// V·(1 − R/N), where N people could have answered.
    pub fn finite_interval(&self, headcount: u64) -> Option<Interval> {
        let variance = finite_population(self.variance.as_ref()?, self.respondents, headcount)?;
        self.interval_of(&variance)
    }

    fn interval_of(&self, variance: &Exact) -> Option<Interval> {
        Interval::around(&self.value, variance, self.respondents.checked_sub(1)?, CONFIDENCE)
    }

    /// Puts the estimate on another scale.
    fn scaled(self, unit: &Exact) -> Self {
        Self { value: self.value * unit, variance: self.variance.map(|variance| variance * unit * unit), ..self }
    }
}

impl Score {
    /// Returns the share of neutral answers: what is neither favorable nor
    /// unfavorable.
    pub fn neutral(&self) -> Option<Exact> {
        Some(Exact::one() - &self.favorable.as_ref()?.value - self.unfavorable.as_ref()?)
    }

    /// Returns the standard deviation, to 12 significant digits.
    pub fn sd(&self) -> Option<f64> {
        self.spread.as_ref().map(sd)
    }

    /// Returns the double nearest the exact score.
    pub fn mean(&self) -> f64 {
        nearest_f64(&self.estimate.value)
    }
}

/// What is averaged: scored values, or 0/1 for a kind of answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Measure {
    Scored,
    Favorable,
    Unfavorable,
}
