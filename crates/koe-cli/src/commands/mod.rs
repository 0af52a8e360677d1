//! One file per verb, and what verbs share.

mod account;
pub(crate) mod chart;
pub(crate) mod check;
pub(crate) mod compare;
pub(crate) mod gap;
pub(crate) mod groupings;
mod merging;
pub(crate) mod plan;
pub(crate) mod report;
pub(crate) mod score;
pub(crate) mod trend;

use std::path::Path;

use koe_core::compare::Comparing;
use koe_core::definition::Definition;
use koe_core::findings::Request;
use koe_core::plan::Plan;
use koe_core::release::{Level, Released};
use koe_core::responses::ReadOptions;
use koe_core::{Checked, Problem, run};
use koe_report::table::{Dressing, Format as TableFormat, Levels as Shown, Style, View, render};

use crate::arguments::{Format, Levels, Reading, Tables};
use crate::diagnostics::{Failure, note_gate, warn};
use crate::progress::Bar;
use crate::{Done, output};

/// Figures, and how they were come by.
struct Figures {
    definition: Definition,
    released: Released,
    /// The waves that were read, by index.
    waves: Vec<usize>,
    /// What was odd on the way, which has been printed.
    warnings: Vec<Problem>,
}

/// Reads a survey. A folder with a plan only has no scores, and what to ask of it
/// instead is said.
fn survey(path: &Path) -> Result<Checked<Definition>, Failure> {
    match survey_or_plan(path)? {
        Some(survey) => Ok(survey),
        None => {
            let shown = path.display();
            Err(Failure::Usage(
                format!("{shown}: a plan and no survey, so there are no scores"),
                Some(format!(
                    "`koe plan {shown}` prints the plan, `koe report {shown}` writes a report of it, \
                     `koe chart plan {shown} --output plan.svg` draws it"
                )),
            ))
        }
    }
}

/// Reads a survey; nothing where there is a plan and no survey.
fn survey_or_plan(path: &Path) -> Result<Option<Checked<Definition>>, Failure> {
    Definition::load(path).map(Some).or_else(|problems| {
        let found = Plan::check(path);
        if found.has_survey || !found.has_plan { Err(problems.into()) } else { Ok(None) }
    })
}

/// Runs a survey up to the release gate and prints the warnings.
fn figures(survey: Checked<Definition>, request: &Request, reading: &Reading) -> Result<Figures, Failure> {
    let Checked { value: definition, mut warnings } = survey;
    let bar = Bar::new();
    let options = ReadOptions { encoding: reading.encoding()?, progress: Some(&bar), ..ReadOptions::default() };
    let Checked { value: outcome, warnings: met } = run(&definition, request, None, &options)?;
    drop(bar);
    warnings.extend(met);
    warn(&warnings);
    Ok(Figures { definition, released: outcome.released, waves: outcome.waves, warnings })
}

/// What a verb came to: what was odd is a failure only where it is asked to be.
fn done(is_odd: bool, strict: bool) -> Done {
    if is_odd && strict { Done::WithFindings } else { Done::Clean }
}

/// Prints one view of the figures.
fn table(own: &Tables, view: View, compare: Option<Comparing>) -> Result<Done, Failure> {
    let reading = &own.survey.reading;
    let request = Request {
        wave: reading.wave.clone(),
        cuts: own.cuts(),
        path: view == View::Gap,
        compare,
        language: own.words.language(),
        years: own.words.years(),
    };
    let survey = self::survey(&own.survey.survey)?;
    let survey = if own.merge { merging::merged(survey, &request, reading)? } else { survey };
    let Figures { released, warnings, .. } = figures(survey, &request, reading)?;
    print(&released, view, own.format)?;
    if own.groups.are_asked_for() {
        note_gate();
    }
    Ok(done(!warnings.is_empty(), reading.strict))
}

/// Writes released figures to stdout.
fn print(released: &Released, view: View, format: Format) -> Result<(), Failure> {
    let style = Style { language: released.about().language, colour: output::colour(), dressing: Dressing::Stdout };
    let text = render(released, view, table_format(format), style).map_err(|error| Failure::Draw(error.to_string()))?;
    output::write(&text)
}

fn table_format(format: Format) -> TableFormat {
    match format {
        Format::Table => TableFormat::Table,
        Format::Json => TableFormat::Json,
        Format::Csv => TableFormat::Csv,
        Format::Md => TableFormat::Markdown,
    }
}

/// The levels that were asked for.
fn shown(levels: Option<Levels>) -> Shown {
    match levels {
        None => Shown::Top,
        Some(Levels::Overall) => Shown::One(Level::Overall),
        Some(Levels::Category) => Shown::One(Level::Category),
        Some(Levels::Subcategory) => Shown::One(Level::Subcategory),
        Some(Levels::Item) => Shown::One(Level::Item),
        Some(Levels::All) => Shown::All,
    }
}
