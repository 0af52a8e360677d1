//! The whole way at once: from a definition to released figures.

use crate::definition::Definition;
use crate::findings::{Counted, Findings, Request, count, unmet_conditions};
use crate::problem::{Asked, Checked, Place, Problem, Problems};
use crate::release::{Released, release};
use crate::responses::{Intake, ReadOptions, Source};
use crate::text::suggestion;
use crate::trend::unknown_in_all;

/// What a run brings back.
#[derive(Debug, Clone)]
pub struct Outcome {
    /// The figures that may be shown.
    pub released: Released,
    /// What was read for them.
    pub intake: Intake,
    /// The waves that were read, by index: the one asked for, then the one its
    /// targets come from, where that is another.
    pub waves: Vec<usize>,
}

/// Reads the answers of one wave, scores what is asked for and passes it
/// through the release gate. `sources` stand in for the wave's files where they
/// are given, a polars `DataFrame` for example.
///
/// # Errors
///
/// Every problem that keeps the run from its end, all at once.
pub fn run(
    definition: &Definition,
    request: &Request,
    sources: Option<&[Source]>,
    options: &ReadOptions<'_>,
) -> Result<Checked<Outcome>, Problems> {
    let wave = wave(definition, request.wave.as_deref())?;
    let (whole, definition) = (definition, &definition.in_wave(wave));
    let attributes = request.cuts(definition)?.attributes(definition)?;
    let Checked { value: counted, mut warnings } = count(definition, wave, attributes.clone(), sources, options)?;
    let rows = whole.crosswalk.units.iter().filter(|row| row.wave >= wave && attributes.contains(&row.attribute));
    let unknown = unknown_in_all(whole, rows.collect(), &[], options);
    if !unknown.is_empty() {
        return Err(unknown.into());
    }
    let finished = finish(whole, definition, &counted, request, options);
    match finished {
        Ok(Checked { value: released, warnings: met }) => {
            warnings.extend(met);
            let waves = [Some(wave), baseline(definition, wave)].into_iter().flatten().collect();
            Ok(Checked { value: Outcome { released, intake: counted.intake, waves }, warnings })
        }
        // What was odd in the answers is often why nothing could be scored.
        Err(problems) => Err(problems.after(warnings)),
    }
}

/// Scores what was counted, against the baseline wave's targets. `definition`
/// is that of the wave, `whole` that of the survey.
fn finish(
    whole: &Definition,
    definition: &Definition,
    counted: &Counted,
    request: &Request,
    options: &ReadOptions<'_>,
) -> Result<Checked<Released>, Problems> {
    let mut warnings = Vec::new();
    let baseline = match baseline(definition, counted.wave) {
        None => None,
        Some(baseline) => {
            let Checked { value: earlier, warnings: met } =
                count(&whole.in_wave(baseline), baseline, [], None, options)?;
            warnings.extend(met);
            Some(earlier)
        }
    };
    warnings.extend(unmet_conditions(whole, &[counted], options));
    match Findings::new(definition, counted, baseline.as_ref(), request) {
        Err(problems) => Err(problems.after(warnings)),
        Ok(Checked { value: findings, warnings: met }) => {
            warnings.extend(met);
            let Checked { value: (), warnings } = Problems::check(Some(()), warnings)?;
            Ok(Checked { value: release(definition, findings), warnings })
        }
    }
}

/// The wave that targets come from, where it is not the one that is scored.
fn baseline(definition: &Definition, wave: usize) -> Option<usize> {
    definition.target.as_ref().map(|plan| plan.baseline).filter(|&baseline| baseline != wave)
}

/// Returns the index of a wave by its name, else by its year, the latest where
/// none is given.
///
/// # Errors
///
/// When the survey has no wave of this name.
pub fn wave(definition: &Definition, name: Option<&str>) -> Result<usize, Box<Problem>> {
    let names = || definition.waves.iter().map(|wave| wave.name.as_str());
    match name {
        None => Ok(definition.waves.len() - 1),
        Some(name) => definition.wave(name).ok_or_else(|| {
            let problem = Problem::error(Place::asked(Asked::Wave, name), "no such wave");
            let expected = format!("one of: {}", names().collect::<Vec<_>>().join(", "));
            Box::new(problem.expected(expected).hint(suggestion(name, names())))
        }),
    }
}
