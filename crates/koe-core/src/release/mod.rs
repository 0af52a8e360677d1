//! The gate: nothing leaves koe towards a reader except as [`Released`].
//!
//! Its fields are private and only this module makes one, so a writer that
//! takes a `Released` cannot show what was withheld.

mod about;
mod compare;
mod comparison;
mod cover;
mod elimination;
mod gate;
mod mask;
mod min_cut;
mod proof;
mod response;
mod row;
mod single;
mod trend;
mod two_way;

pub use about::About;
pub use comparison::{Compared, Comparison, Family, Omnibus};
pub use gate::release;
pub use proof::Proof;
pub use response::{ResponseRate, ResponseState};
pub use row::{Level, PathPoint, Row, Status};
pub use trend::{
    BaselinePlace, By, Change, Decomposition, InTrend, LeftOut, Overlap, Part, PartsState, PathStatus, Projected,
    Regrouped, Trend, WaveName, Weights,
};
pub(crate) use trend::{Together, release_trend};

use koe_stats::Decimal;

pub use crate::segment::Segment;

/// Figures that may be shown, and what a reader needs to understand them.
#[derive(Debug, Clone)]
pub struct Released {
    about: About,
    rows: Vec<Row>,
    extremes: Vec<Extremes>,
    below_overall: Vec<CodeName>,
    step: Option<Step>,
    response: Vec<ResponseRate>,
    compared: Option<Compared>,
    trend: Option<Trend>,
}

/// A code with its name.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
pub struct CodeName {
    /// Code of a category or item.
    pub code: String,
    /// Its name or text.
    pub name: String,
}

/// The highest and lowest items that count towards the overall score, or of one
/// top category, by printed score; more than one where they tie.
#[derive(Debug, Clone, serde::Serialize)]
pub struct Extremes {
    /// `overall` or `category`.
    pub level: Level,
    /// Code of the category; `overall`.
    pub code: String,
    /// Items with the highest printed score.
    pub highest: Vec<CodeName>,
    /// Items with the lowest printed score.
    pub lowest: Vec<CodeName>,
}

/// What it takes to reach the overall target.
#[derive(Debug, Clone, serde::Serialize)]
pub struct Step {
    /// One in this many answers would have to move up a point.
    pub one_in: u64,
    /// What is missing a year until the target's, as printed, where the wave's
    /// name is a year before it.
    pub per_year: Option<Decimal>,
}

impl Released {
    /// Returns what the figures are.
    pub fn about(&self) -> &About {
        &self.about
    }

    /// Returns what was proved of the figures, and how many are withheld.
    pub fn proof(&self) -> Proof {
        self.about.proof
    }

    /// Returns the rows: by wave, then segment, then definition order.
    pub fn rows(&self) -> &[Row] {
        &self.rows
    }

    /// Returns the rows of everyone (within the filter).
    pub fn everyone(&self) -> impl Iterator<Item = &Row> {
        self.rows.iter().filter(|row| row.segment == self.about.filter)
    }

    /// Returns the highest and lowest items, of overall and of each top category.
    pub fn extremes(&self) -> &[Extremes] {
        &self.extremes
    }

    /// Returns the lowest categories whose printed score is below the printed
    /// overall score, in definition order; none on another scale.
    pub fn below_overall(&self) -> &[CodeName] {
        &self.below_overall
    }

    /// Returns what it takes to reach the overall target, where it is not met.
    pub fn step(&self) -> Option<&Step> {
        self.step.as_ref()
    }

    /// Returns who answered: everyone (within the filter), then each group that
    /// the headcount or the answers know. Nothing without a headcount.
    pub fn response(&self) -> &[ResponseRate] {
        &self.response
    }

    /// Returns what was compared, where the run compares.
    pub fn compared(&self) -> Option<&Compared> {
        self.compared.as_ref()
    }

    /// Returns the rows that are compared with another segment.
    pub fn comparisons(&self) -> impl Iterator<Item = (&Row, &Comparison)> {
        self.rows.iter().filter_map(|row| Some((row, row.comparison.as_ref()?)))
    }

    /// Returns what a trend shows, where the run is one: rows are then those of
    /// several waves, and everything else is about the latest.
    pub fn trend(&self) -> Option<&Trend> {
        self.trend.as_ref()
    }

    /// Returns the tests over all units of an attribute.
    pub fn omnibus(&self) -> &[Omnibus] {
        self.compared.as_ref().map_or(&[], |compared| &compared.omnibus)
    }
}
