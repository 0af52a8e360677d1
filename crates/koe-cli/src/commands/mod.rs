//! One file per verb, and the run that score, gap and report share.

mod account;
pub(crate) mod check;
pub(crate) mod gap;
pub(crate) mod report;
pub(crate) mod score;

use koe_core::definition::{Definition, Language};
use koe_core::findings::Request;
use koe_core::release::Released;
use koe_core::responses::ReadOptions;
use koe_core::segment::Cuts;
use koe_core::{Checked, run};
use koe_report::table::{Dressing, Format as TableFormat, Style, View, render};

use crate::arguments::{Format, Survey, Tables};
use crate::diagnostics::{Failure, warn};
use crate::progress::Bar;
use crate::{Done, output};

/// Figures, and whether anything was odd on the way.
struct Figures {
    released: Released,
    done: Done,
}

/// Runs a survey up to the release gate and prints the warnings.
fn figures(survey: &Survey, cuts: Cuts, path: bool, language: Option<Language>) -> Result<Figures, Failure> {
    let encoding = survey.encoding()?;
    let Checked { value: definition, mut warnings } = Definition::load(&survey.survey)?;
    let request = Request { wave: survey.wave.clone(), cuts, path, language };
    let bar = Bar::new();
    let options = ReadOptions { encoding, progress: Some(&bar), ..ReadOptions::default() };
    let Checked { value: outcome, warnings: met } = run(&definition, &request, None, &options)?;
    drop(bar);
    warnings.extend(met);
    let odd = warn(&warnings);
    Ok(Figures { released: outcome.released, done: done(odd, survey) })
}

/// What a verb came to: what was odd is a failure only where it is asked to be.
fn done(odd: bool, survey: &Survey) -> Done {
    if odd && survey.strict { Done::WithFindings } else { Done::Clean }
}

/// Prints one view of the figures.
fn table(own: &Tables, view: View) -> Result<Done, Failure> {
    let Figures { released, done } = figures(&own.survey, own.cuts(), view == View::Gap, own.lang.map(Language::from))?;
    let style = Style { language: released.about().language, colour: output::colour(), dressing: Dressing::Stdout };
    let format = match own.format {
        Format::Table => TableFormat::Table,
        Format::Json => TableFormat::Json,
        Format::Csv => TableFormat::Csv,
        Format::Md => TableFormat::Markdown,
    };
    let text = render(&released, view, format, style).map_err(|error| Failure::Draw(error.to_string()))?;
    output::write(&text)?;
    Ok(done)
}
