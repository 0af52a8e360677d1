//! What `koe plan` prints.

mod actions;
mod competencies;
mod csv;
mod indicators;
mod json;

use koe_core::definition::{Language, Years};
use koe_core::plan::Plan;

use super::sheet::{Block, Sheet};
use super::{Format, Style, TableError, markdown, terminal};
use crate::outlook::Outlook;

/// What of a plan is shown, and how.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PlanView {
    /// The year as which the plan was known, where one was asked for.
    pub year: Option<i32>,
    /// How years are written.
    pub years: Years,
    /// One section only.
    pub section: Option<Section>,
}

/// A section of a plan.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Section {
    /// Indicators against their targets.
    Indicators,
    /// Actions by fiscal year.
    Actions,
    /// Marks expected by position.
    Competencies,
}

/// Returns the sections that a plan has.
pub fn sections(plan: &Plan) -> Vec<Section> {
    let held = [
        (Section::Indicators, !plan.indicators.is_empty()),
        (Section::Actions, plan.actions.is_some()),
        (Section::Competencies, plan.competencies.is_some()),
    ];
    held.into_iter().filter(|(_, is_held)| *is_held).map(|(section, _)| section).collect()
}

/// Returns a plan as text that ends with a line break. A CSV holds one table:
/// the section that is asked for, or the first there is.
///
/// # Errors
///
/// When a row cannot be written as JSON or CSV, which is a bug.
pub fn render_plan(plan: &Plan, view: PlanView, format: Format, style: Style) -> Result<String, TableError> {
    let shown: Vec<Section> =
        sections(plan).into_iter().filter(|section| view.section.is_none_or(|only| only == *section)).collect();
    match format {
        Format::Table => Ok(terminal::write(&sheet(plan, view, &shown, style.language), style.colour)),
        Format::Markdown => Ok(markdown::write(&sheet(plan, view, &shown, style.language))),
        Format::Csv => csv::write(plan, shown.first().copied(), style.dressing),
        Format::Json => json::write(plan, view, &shown),
    }
}

fn sheet(plan: &Plan, view: PlanView, shown: &[Section], language: Language) -> Sheet {
    let written = Outlook { plan, language, years: view.years };
    let mut blocks = vec![Block::Title(written.marked_name())];
    for section in shown {
        match section {
            Section::Indicators => indicators::add(&mut blocks, &plan.indicators, written),
            Section::Actions => plan.actions.iter().for_each(|own| actions::add(&mut blocks, own, written)),
            Section::Competencies => {
                plan.competencies.iter().for_each(|own| competencies::add(&mut blocks, own, language));
            }
        }
    }
    Sheet { blocks }
}

#[cfg(test)]
mod tests;
