//! Charts g, h and i of several waves: scores over the years, two waves side by
//! side, why the scores moved.

use koe_core::release::Released;

use super::drawing::Drawing;
use super::marks::Setting;
use super::medium::{Medium, Size};
use super::{Chart, ChartError, Fonts};
use crate::theme::Theme;
use crate::trend::{Waves, waves};

/// A chart koe draws of several waves.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TrendKind {
    /// The overall score by wave, the path to its target.
    Years,
    /// The same for the categories, small and side by side.
    Categories,
    /// Two waves side by side: the lowest categories, then the items.
    Slope,
    /// Why scores moved, in steps that add up.
    Waterfall,
}

impl TrendKind {
    /// Every chart of a trend, in the order of a report.
    pub const ALL: [Self; 4] = [Self::Years, Self::Categories, Self::Slope, Self::Waterfall];

    /// Returns what the chart is called on the command line and in file names.
    pub fn name(self) -> &'static str {
        match self {
            Self::Years => "trend",
            Self::Categories => "trend-categories",
            Self::Slope => "slope",
            Self::Waterfall => "waterfall",
        }
    }

    /// Returns the chart of this name.
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.name() == name)
    }

    /// Returns what the chart shows, in a few words.
    pub fn summary(self) -> &'static str {
        match self {
            Self::Years => "the overall score by wave, and the path to its target",
            Self::Categories => "the scores of categories by wave, small and side by side",
            Self::Slope => "two waves side by side: categories, then the changes of items",
            Self::Waterfall => "why scores moved, in steps that add up; with --by by groups, too",
        }
    }

    /// The drawings of the chart; none where waves are named by no year, or where
    /// all that it shows is withheld.
    pub(crate) fn draw(self, waves: Waves<'_>, setting: Setting<'_>) -> Vec<Drawing> {
        match self {
            Self::Years => waves.year_line().iter().map(|line| line.draw(setting)).collect(),
            Self::Categories => waves.year_panels().iter().map(|panels| panels.draw(setting)).collect(),
            Self::Slope => waves.slopes().iter().map(|slope| slope.draw(setting)).collect(),
            Self::Waterfall => waves.waterfalls().iter().map(|waterfall| waterfall.draw(setting)).collect(),
        }
    }
}

/// Draws a chart of several waves, on white; without pages where the figures are
/// of one, where a wave is named by no year, or where all of it is withheld.
///
/// # Errors
///
/// When drawing fails, which is a bug.
pub fn draw_trend(released: &Released, kind: TrendKind, size: Size, fonts: &Fonts) -> Result<Chart, ChartError> {
    let medium = Medium::of(size);
    let ruler = fonts.ruler().map_err(ChartError::Face)?;
    let about = released.about();
    let setting = Setting { ruler: &ruler, medium: &medium, language: about.language, years: about.years };
    let drawings = waves(released).map(|waves| kind.draw(waves, setting)).unwrap_or_default();
    Chart::new(&drawings, size, fonts, &Theme::LIGHT)
}
