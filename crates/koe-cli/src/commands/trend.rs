//! `koe trend`: several waves side by side.

use koe_core::definition::Definition;
use koe_core::findings::Request;
use koe_core::release::Released;
use koe_core::responses::ReadOptions;
use koe_core::trend::{Since, TrendOutcome, Trending};
use koe_core::{Checked, Problem, Severity, trend};
use koe_report::table::View;

use super::{done, print, shown};
use crate::Done;
use crate::arguments::{Reading, Trend, Why, encoding};
use crate::diagnostics::{Failure, note_gate, warn};
use crate::progress::Bar;

pub(crate) fn run(own: &Trend) -> Result<Done, Failure> {
    let Checked { value: definition, mut warnings } = super::survey(&own.survey)?;
    let request = Request {
        cuts: own.groups.cuts(),
        language: own.words.language(),
        years: own.words.years(),
        ..Request::default()
    };
    let trending = Trending {
        waves: own.waves.clone(),
        correlation: own.correlation,
        nonresponse: own.nonresponse,
        why: own.why.map(|why| match why {
            Why::Previous => Since::Previous,
            Why::Baseline => Since::Baseline,
        }),
    };
    let bar = Bar::new();
    let options =
        ReadOptions { encoding: encoding(own.encoding.as_deref())?, progress: Some(&bar), ..ReadOptions::default() };
    let Checked { value: outcome, warnings: met } = trend(&definition, &request, &trending, None, &options)?;
    drop(bar);
    warnings.extend(met);
    let is_odd = warn(&warnings);
    let levels = shown(own.level);
    let view = if own.why.is_some() { View::Why(levels) } else { View::Trend(levels) };
    print(&outcome.released, view, own.format)?;
    if own.groups.are_asked_for() {
        note_gate();
    }
    Ok(done(is_odd, own.strict))
}

/// A wave and those before it, why its scores moved included; nothing for the
/// first wave.
pub(super) fn up_to(
    wave: usize,
    definition: &Definition,
    request: &Request,
    beside: Option<&Released>,
    reading: &Reading,
) -> Result<Option<Checked<TrendOutcome>>, Failure> {
    let Some(trending) = Trending::up_to(definition, wave) else { return Ok(None) };
    let bar = Bar::new();
    let options = ReadOptions { encoding: reading.encoding()?, progress: Some(&bar), ..ReadOptions::default() };
    Ok(Some(trend(definition, request, &trending, beside, &options)?))
}

/// The trend of a report, and what is odd about it. Earlier waves that cannot be
/// read or compared keep nobody from the report of this one: it has no trend
/// then, and why is said.
pub(super) fn beside(
    wave: usize,
    definition: &Definition,
    request: &Request,
    released: &Released,
    reading: &Reading,
) -> Result<(Option<TrendOutcome>, Vec<Problem>), Failure> {
    match up_to(wave, definition, request, Some(released), reading) {
        Ok(found) => Ok(found.map_or((None, Vec::new()), |found| (Some(found.value), found.warnings))),
        Err(Failure::Problems(problems)) => {
            let lacking = |problem: &Problem| match problem.severity {
                Severity::Error => {
                    let message = format!("no trend in the report: {}", problem.message);
                    Problem { severity: Severity::Warning, message, ..problem.clone() }
                }
                Severity::Warning => problem.clone(),
            };
            Ok((None, problems.as_slice().iter().map(lacking).collect()))
        }
        Err(failure) => Err(failure),
    }
}
