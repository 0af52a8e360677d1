//! The gate: nothing leaves koe towards a reader except as [`Released`].
//!
//! Its fields are private and only this module makes one, so a writer that
//! takes a `Released` cannot show what was withheld.

mod row;

pub use row::{Level, PathPoint, Row, Segment, Status};

use crate::definition::{Language, Rule, TargetRule};

/// Figures that may be shown, and what a reader needs to understand them.
#[derive(Debug, Clone)]
pub struct Released {
    about: About,
    rows: Vec<Row>,
    extremes: Vec<Extremes>,
    below_overall: Vec<CodeName>,
    step: Option<Step>,
}

/// What the figures are: survey, wave, rule, thresholds. No answers in it.
#[derive(Debug, Clone)]
pub struct About {
    /// Name of the survey.
    pub survey: String,
    /// Language of the survey file.
    pub language: Language,
    /// Label of the wave (令和7年度).
    pub wave_label: String,
    /// Name of the wave (2025).
    pub wave: String,
    /// The wave's name as a Western year, where it is one.
    pub wave_year: Option<i32>,
    /// How items become a category score.
    pub rule: Rule,
    /// Digits after the point of a printed score.
    pub decimals: u32,
    /// Digits after the point of a printed percentage.
    pub percent_decimals: u32,
    /// Lowest and highest value a composite can have (1 and 6).
    pub scale: (i32, i32),
    /// Favorable scored values of the scale, where all items share one scale.
    pub favorable: Vec<i32>,
    /// Points of the scale, lowest first, with their label where there is one.
    pub points: Vec<(i32, Option<String>)>,
    /// The respondents looked at: attribute → value; empty is everyone.
    pub filter: Segment,
    /// The year the targets are for.
    pub target_year: Option<i32>,
    /// The rule that set them.
    pub target_rule: Option<TargetRule>,
    /// Smallest number of respondents of a shown group.
    pub min_respondents: u64,
    /// Smallest number of answers under a shown interval, share or distribution.
    pub min_detail: u64,
}

/// A code with its name.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
pub struct CodeName {
    /// Code of a category or item.
    pub code: String,
    /// Its name or text.
    pub name: String,
}

/// The highest and lowest items of the overall score or of one top category,
/// by printed score; more than one where they tie.
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
#[derive(Debug, Clone)]
pub struct Step {
    /// One in this many answers would have to move up a point.
    pub one_in: u64,
}

impl Released {
    /// Returns what the figures are.
    pub fn about(&self) -> &About {
        &self.about
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
    /// overall score, in definition order.
    pub fn below_overall(&self) -> &[CodeName] {
        &self.below_overall
    }

    /// Returns what it takes to reach the overall target, where it is not met.
    pub fn step(&self) -> Option<&Step> {
        self.step.as_ref()
    }
}
