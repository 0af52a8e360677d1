//! Charts j and k of a plan: indicators, actions by fiscal year, competencies.

use super::drawing::Drawing;
use super::marks::Setting;
use super::medium::{Medium, Size};
use super::parts::Caption;
use super::parts::indicators::Indicators;
use super::parts::mark_table::MarkTable;
use super::parts::plan_matrix::PlanMatrix;
use super::{Chart, ChartError, Fonts};
use crate::outlook::Outlook;
use crate::theme::Theme;
use crate::wording::{competencies_headline, of_plan, outlook_words, plan_source};

/// A chart koe draws of a plan.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PlanKind {
    /// Indicators between their baseline and their target.
    Indicators,
    /// Actions by fiscal year; by chapter and topic where the plan has no years.
    Plan,
    /// Marks expected by position.
    Competencies,
}

impl PlanKind {
    /// Every chart of a plan, in the order of a report.
    pub const ALL: [Self; 3] = [Self::Indicators, Self::Plan, Self::Competencies];

    /// Returns what the chart is called on the command line and in file names.
    pub fn name(self) -> &'static str {
        match self {
            Self::Indicators => "indicators",
            Self::Plan => "plan",
            Self::Competencies => "competencies",
        }
    }

    /// Returns the chart of this name.
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.name() == name)
    }

    /// Returns what the chart shows, in a few words for the command line.
    pub fn summary(self) -> &'static str {
        match self {
            Self::Indicators => "indicators of the plan between their baseline and their target",
            Self::Plan => "actions of the plan by fiscal year: what is planned, done, late, new",
            Self::Competencies => "competencies that the plan expects of each position",
        }
    }

    /// The drawing of the chart; nothing where the plan has none of it.
    pub(crate) fn draw(self, outlook: Outlook<'_>, setting: Setting<'_>) -> Option<Drawing> {
        let (plan, words) = (outlook.plan, outlook_words(setting.language));
        let caption = |headline: String, subtitle: &str| Caption {
            headline,
            subtitle: subtitle.to_owned(),
            source: plan_source(&plan.name),
            invented: false,
        };
        match self {
            Self::Indicators => (!plan.indicators.is_empty()).then(|| {
                let caption = caption(outlook.counted(&outlook.lines()), words.on_indicators);
                Indicators { caption, indicators: plan.indicators.clone(), until: outlook.until }.draw(setting)
            }),
            Self::Plan => plan.actions.as_ref().map(|actions| {
                let caption = caption(outlook.actions_headline(actions), outlook.actions_subtitle(actions));
                PlanMatrix { caption, actions: actions.clone() }.draw(setting)
            }),
            Self::Competencies => plan.competencies.as_ref().map(|own| {
                let headline = competencies_headline(own.competencies.len(), own.positions.len(), setting.language);
                let caption = caption(headline, words.on_competencies);
                MarkTable { caption, competencies: own.clone() }.draw(setting)
            }),
        }
    }
}

/// Draws a chart of a plan, on white; without pages where the plan has none of it.
///
/// # Errors
///
/// When drawing fails, which is a bug.
pub fn draw_plan(outlook: Outlook<'_>, kind: PlanKind, size: Size, fonts: &Fonts) -> Result<Chart, ChartError> {
    let medium = Medium::of(size);
    let ruler = fonts.ruler().map_err(ChartError::Face)?;
    let setting = Setting { ruler: &ruler, medium: &medium, language: outlook.language, years: outlook.years };
    let mut drawing = kind.draw(outlook, setting);
    if let Some(drawing) = &mut drawing {
        // A picture stands alone: it says itself which plan it is of.
        drawing.subtitle = of_plan(&outlook.plan.name, &drawing.subtitle, outlook.language);
    }
    Chart::new(drawing.as_slice(), size, fonts, &Theme::LIGHT)
}
