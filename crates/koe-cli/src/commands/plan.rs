//! `koe plan`: indicators, actions by fiscal year, competencies.

use std::path::Path;

use koe_core::Checked;
use koe_core::definition::Years;
use koe_core::plan::Plan as Loaded;
use koe_core::responses::ReadOptions;
use koe_report::Outlook;
use koe_report::table::{Dressing, PlanView, Style, render_plan, sections};

use super::{done, table_format};
use crate::arguments::{Format, Plan, Reading, Section, Words};
use crate::diagnostics::{Failure, warn};
use crate::progress::Bar;
use crate::{Done, output};

pub(crate) fn run(own: &Plan) -> Result<Done, Failure> {
    let reading = &own.survey.reading;
    let Checked { value: mut plan, warnings } = load(&own.survey.survey, reading)?;
    let is_odd = warn(&warnings);
    check_section(own, &plan)?;
    own.year.into_iter().for_each(|year| plan.known_in(year));
    let Outlook { language, years, .. } = outlook(&plan, &own.words);
    let view = PlanView { year: own.year, years, section: own.section.map(Section::into) };
    let style = Style { language, colour: output::colour(), dressing: Dressing::Stdout };
    let text =
        render_plan(&plan, view, table_format(own.format), style).map_err(|error| Failure::Draw(error.to_string()))?;
    output::write(&text)?;
    Ok(done(is_odd, reading.strict))
}

/// Reads a plan, and the answers where an indicator is a score.
pub(super) fn load(survey: &Path, reading: &Reading) -> Result<Checked<Loaded>, Failure> {
    let bar = Bar::new();
    let options = ReadOptions { encoding: reading.encoding()?, progress: Some(&bar), ..ReadOptions::default() };
    Ok(Loaded::load(survey, reading.wave.as_deref(), &options)?)
}

/// The words and years that are asked for, or else those of the survey file.
pub(super) fn outlook<'a>(plan: &'a Loaded, words: &Words) -> Outlook<'a> {
    let language = words.language().unwrap_or(plan.language);
    let years = words.years().or(plan.years).unwrap_or_else(|| Years::from(language));
    Outlook { plan, language, years }
}

/// What is asked for must be there, and a CSV holds one table.
fn check_section(own: &Plan, plan: &Loaded) -> Result<(), Failure> {
    let held: Vec<Section> = sections(plan).into_iter().map(Section::from).collect();
    let names: Vec<&str> = held.iter().map(|section| section.name()).collect();
    match own.section {
        Some(section) if !held.contains(&section) => Err(Failure::Usage(
            format!("--section: the plan has no {}", section.name()),
            Some(format!("it has {}", names.join(", "))),
        )),
        None if own.format == Format::Csv && held.len() > 1 => Err(Failure::Usage(
            "a CSV holds one table, and the plan has more".to_owned(),
            Some(format!("add --section and one of {}", names.join(", "))),
        )),
        _ => Ok(()),
    }
}
