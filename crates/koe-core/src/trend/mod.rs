//! Trend: several waves of a survey side by side.

mod choice;
mod supposed;
mod units;

use std::collections::BTreeSet;

pub use supposed::{Correlation, Nonresponse};
pub(crate) use units::unknown_in_all;
pub use units::unknown_units;

use crate::definition::{Definition, TargetKey};
use crate::findings::{Counted, Findings, Request, count_beside, unmet_conditions};
use crate::problem::{Checked, Problem, Problems, Severity};
use crate::release::{Released, Together, release_trend};
use crate::responses::ReadOptions;
use crate::tally::Shape;
use crate::target::items;

/// What a trend asks for.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Trending {
    /// Names of the waves, in any order; all of them where none is given.
    pub waves: Vec<String>,
    /// How much one person's values in two waves go together.
    pub correlation: Correlation,
    /// How much those who did not answer may differ.
    pub nonresponse: Nonresponse,
    /// From which wave on it is told why the scores moved, where it is.
    pub why: Option<Since>,
}

/// The wave that the latest one is held against.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Since {
    /// The one before it.
    Previous,
    /// The one that targets come from; without targets the first one.
    Baseline,
}

impl Trending {
    /// A wave with all before it, and why its scores moved since the baseline; since
    /// the wave before, where the baseline is no earlier one. Nothing for the first
    /// wave.
    pub fn up_to(definition: &Definition, wave: usize) -> Option<Self> {
        let waves: Vec<String> = definition.waves.iter().take(wave + 1).map(|wave| wave.name.clone()).collect();
        let is_earlier = definition.target.as_ref().is_some_and(|plan| plan.baseline < wave);
        let since = if is_earlier { Since::Baseline } else { Since::Previous };
        (waves.len() > 1).then(|| Self { waves, why: Some(since), ..Self::default() })
    }
}

/// What a trend brings back.
#[derive(Debug, Clone)]
pub struct TrendOutcome {
    /// The figures that may be shown, of all waves.
    pub released: Released,
    /// The waves that were read, by index.
    pub waves: Vec<usize>,
}

/// Reads several waves, scores in each what is asked for over the items that
/// are the same in all of them, and passes them through the release gate
/// together. Beside other figures of the latest wave, such as those of a report
/// that the trend is part of, it shows of that wave no row that they withhold.
///
/// # Errors
///
/// Every problem that keeps the run from its end, all at once.
pub fn trend(
    definition: &Definition,
    request: &Request,
    trending: &Trending,
    beside: Option<&Released>,
    options: &ReadOptions<'_>,
) -> Result<Checked<TrendOutcome>, Problems> {
    let waves = choice::waves(definition, &trending.waves)?;
    choice::since(definition, &waves, trending.why)?;
    let used = choice::items(definition, &waves)?;
    let own: Vec<Definition> = waves.iter().map(|&wave| definition.in_wave(wave).with_items(&used)).collect();
    let attributes = request.cuts(definition)?.attributes(definition)?;
    let regrouped: BTreeSet<usize> = definition.crosswalk.units.iter().map(|row| row.attribute).collect();
    let mut reading = Reading { options, beside: &regrouped, warnings: Vec::new(), problems: Vec::new() };
    if definition.target.is_none() {
        reading.warn(definition.waves_without_year(waves.iter().copied()));
    }
    let counted: Vec<Option<Counted>> =
        waves.iter().zip(&own).map(|(&wave, own)| reading.count(own, wave, &attributes)).collect();
    let plan = definition.target.as_ref().map(|plan| plan.baseline);
    let is_shown = plan.is_some_and(|plan| waves.contains(&plan));
    // Targets are those of the plan: over all items of the baseline wave.
    let whole = plan.map(|plan| (plan, definition.in_wave(plan)));
    let other = whole.filter(|(_, own)| !(is_shown && own.scored_items().eq(used.iter().copied())));
    let is_read = other.is_none();
    // Cut like the baseline wave that is shown, if it is: a filter may leave few of it out.
    let cut = if is_shown { &attributes[..] } else { &[] };
    let other = other.and_then(|(plan, own)| reading.count(&own, plan, cut));
    let counted = reading.all(counted)?;
    let baseline = counted.iter().find(|counted| is_read && Some(counted.wave) == plan).or(other.as_ref());
    let rows = definition.crosswalk.units.iter().collect();
    reading.problems.extend(unknown_in_all(definition, rows, &counted, options));
    reading.meet(unmet_conditions(definition, &counted.iter().collect::<Vec<_>>(), options));
    let scored = own.iter().zip(&counted).map(|(own, counted)| reading.score(own, counted, baseline, request));
    let scored: Vec<Option<Findings>> = scored.collect();
    let mut findings = reading.all(scored)?;
    let mut aimless = BTreeSet::new();
    if let Some((baseline, &latest)) = baseline.zip(waves.last()) {
        let kept = definition.items_not_reworded(baseline.wave, latest);
        for (findings, counted) in findings.iter_mut().zip(&counted) {
            aimless.extend(without_targets(findings, counted.tally.shape(), baseline.tally.shape(), &kept));
        }
    }
    let together = Together {
        definition,
        own: &own,
        waves: &waves,
        used: &used,
        aimless: &aimless,
        counted: &counted,
        trending,
        beside,
    };
    let released = release_trend(&together, &findings).ok_or_else(|| choice::too_few(definition, &waves))?;
    let waves = waves.iter().copied().chain(plan).collect::<BTreeSet<usize>>().into_iter().collect();
    Ok(Checked { value: TrendOutcome { released, waves }, warnings: reading.warnings })
}

/// Reads wave after wave and goes on past what cannot be read.
struct Reading<'a> {
    options: &'a ReadOptions<'a>,
    /// Attributes whose units are looked at, whatever the trend is cut by.
    beside: &'a BTreeSet<usize>,
    warnings: Vec<Problem>,
    problems: Vec<Problem>,
}

impl Reading<'_> {
    fn count(&mut self, definition: &Definition, wave: usize, attributes: &[usize]) -> Option<Counted> {
        match count_beside(definition, wave, attributes.iter().copied(), self.beside, None, self.options) {
            Ok(Checked { value, warnings }) => {
                self.warn(warnings);
                Some(value)
            }
            Err(problems) => {
                // The baseline may be read twice; what is wrong is said once.
                for problem in problems.as_slice() {
                    if !self.problems.contains(problem) {
                        self.problems.push(problem.clone());
                    }
                }
                None
            }
        }
    }

    fn score(
        &mut self,
        definition: &Definition,
        counted: &Counted,
        baseline: Option<&Counted>,
        request: &Request,
    ) -> Option<Findings> {
        let request = Request { path: true, wave: None, ..request.clone() };
        match Findings::new(definition, counted, baseline, &request) {
            Ok(Checked { value, warnings }) => {
                self.warn(warnings);
                Some(value)
            }
            Err(problems) => {
                let wave = &definition.waves[counted.wave].name;
                self.problems.extend(problems.as_slice().iter().map(|problem| Problem {
                    message: format!("{} (wave {wave})", problem.message),
                    ..problem.clone()
                }));
                None
            }
        }
    }

    fn meet(&mut self, problems: Vec<Problem>) {
        let (errors, warnings) = problems.into_iter().partition(|problem| problem.severity == Severity::Error);
        self.problems.extend::<Vec<Problem>>(errors);
        self.warn(warnings);
    }

    fn warn(&mut self, warnings: Vec<Problem>) {
        for warning in warnings {
            if !self.warnings.contains(&warning) {
                self.warnings.push(warning);
            }
        }
    }

    /// All that came of it, or every problem.
    fn all<T>(&mut self, made: Vec<Option<T>>) -> Result<Vec<T>, Problems> {
        if self.problems.is_empty() {
            return Ok(made.into_iter().flatten().collect());
        }
        Err(Problems::from(std::mem::take(&mut self.problems)).after(std::mem::take(&mut self.warnings)))
    }
}

/// Takes away targets and paths of lines whose items are not those that the
/// baseline wave was scored over, or not all among those `kept` in its words, and
/// returns those lines.
fn without_targets(
    findings: &mut Findings,
    shape: &Shape,
    baseline: &Shape,
    kept: &BTreeSet<usize>,
) -> BTreeSet<TargetKey> {
    let of = |shape: &Shape, key| -> Vec<usize> {
        items(shape, key).into_iter().map(|place| shape.codebook.items[place].item).collect()
    };
    let mut lines = BTreeSet::new();
    for finding in &mut findings.rows {
        let key = finding.line.key;
        let own = of(shape, key);
        let is_as_planned = own == of(baseline, key) && own.iter().all(|item| kept.contains(item));
        if finding.target.is_some() && !is_as_planned {
            (finding.target, finding.path) = (None, None);
            lines.insert(key);
        }
    }
    lines
}
