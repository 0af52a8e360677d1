//! Findings: the scores a run asks for, exact and ungated. Only the release
//! gate takes them; no writer does.

mod families;
mod hierarchy;
mod line;
mod pairs;
mod people;
mod tables;
mod units;

use std::path::PathBuf;

use koe_stats::{Exact, Interval, ratio};
use rayon::prelude::*;

pub(crate) use line::Line;
pub(crate) use pairs::Pairs;
#[cfg(test)]
pub(crate) use tables::{Atom, Group};
pub(crate) use tables::{Cell, Table, Tables};

use crate::compare::Comparing;
use crate::definition::{Definition, Headcount, Language, TargetKey, Years};
use crate::problem::{Checked, Place, Problem, Problems};
use crate::quality::{Response, responses};
use crate::release::About;
use crate::responses::{Intake, ReadOptions, Source};
use crate::score::Score;
use crate::segment::{Cut, Cuts, Segment};
use crate::tally::{Shape, Tally};
use crate::target::{OnPath, Targets, items, score};
use crate::text::named;
use line::lines;
use people::People;

/// What a run asks for.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Request {
    /// Name of the wave; the latest where it is not given.
    pub wave: Option<String>,
    /// Which segments.
    pub cuts: Cuts,
    /// Whether rows carry the path to their target.
    pub path: bool,
    /// What segments are compared with, where they are.
    pub compare: Option<Comparing>,
    /// Language of names, where it is not the survey file's.
    pub language: Option<Language>,
    /// How years are written, where it is not as the survey file says.
    pub years: Option<Years>,
}

impl Request {
    /// Returns the cuts of the run: those asked for, and what they are compared
    /// with.
    ///
    /// # Errors
    ///
    /// When the comparison names what is not there.
    pub fn cuts(&self, definition: &Definition) -> Result<Cuts, Problems> {
        self.compare.as_ref().map_or_else(|| Ok(self.cuts.clone()), |compare| compare.cuts(definition, &self.cuts))
    }
}

/// Scores of one wave, ungated.
#[derive(Debug, Clone)]
pub struct Findings {
    pub(crate) about: About,
    /// Line after line of segment after segment.
    pub(crate) rows: Vec<Finding>,
    /// Which segments add up to which.
    pub(crate) tables: Tables,
    /// Who answered, by group.
    pub(crate) response: Vec<Response>,
    /// What the rows are compared with, where they are.
    pub(crate) pairs: Option<Pairs>,
    /// The path's step in points of the scale that answers move by.
    pub(crate) point: Option<Exact>,
}

/// One score of one segment, with all it is compared with.
#[derive(Debug, Clone)]
pub(crate) struct Finding {
    pub(crate) segment: Segment,
    pub(crate) line: Line,
    /// Respondents of the whole segment.
    pub(crate) group: u64,
    pub(crate) invited: Option<u64>,
    pub(crate) score: Option<Score>,
    /// How many people could answer, where that is known.
    pub(crate) could_answer: Option<u64>,
    pub(crate) finite: Option<Interval>,
    pub(crate) target: Option<Exact>,
    pub(crate) path: Option<Vec<OnPath>>,
}

/// The answers of one wave, counted, with what is needed to score them.
#[derive(Debug)]
pub struct Counted {
    /// Which wave, by index in the definition.
    pub wave: usize,
    /// The counts.
    pub tally: Tally,
    /// What was read, file by file.
    pub intake: Intake,
    /// Headcount of the wave, where the survey has it.
    pub headcount: Option<Headcount>,
}

/// Reads the answers and the headcount of one wave, cut by `attributes` (by
/// index). The definition is that of the wave ([`Definition::in_wave`]);
/// `sources` stand in for the wave's files where they are given.
///
/// # Errors
///
/// Everything that keeps a file from being read.
pub fn count(
    definition: &Definition,
    wave: usize,
    attributes: impl IntoIterator<Item = usize>,
    sources: Option<&[Source]>,
    options: &ReadOptions<'_>,
) -> Result<Checked<Counted>, Problems> {
    let shape = Shape::new(definition, attributes)?;
    let own = &definition.waves[wave];
    let encoding = options.encoding.or_else(|| own.encoding.as_deref().and_then(named));
    let options = ReadOptions { encoding, ..*options };
    let files = |paths: &[PathBuf]| paths.iter().cloned().map(Source::File).collect::<Vec<_>>();
    let sources = sources.map_or_else(|| files(&own.responses), <[Source]>::to_vec);
    let counted = Tally::count(definition, &shape, &sources, &options);
    let headcount = Headcount::load(definition, wave, encoding);
    let (headcount, mut warnings) = match (own.population.is_some(), headcount) {
        (false, _) => (None, Vec::new()),
        (true, Ok(Checked { value, warnings })) => (Some(value), warnings),
        (true, Err(problems)) => {
            let others = counted.err().map(|problems| problems.as_slice().to_vec()).unwrap_or_default();
            return Err(others.into_iter().chain(problems.as_slice().to_vec()).collect::<Vec<_>>().into());
        }
    };
    let (tally, intake) = counted?;
    warnings.splice(0..0, intake.warnings());
    let mut counted = Counted { wave, tally, intake, headcount };
    units::regroup(definition, &mut counted)?;
    Ok(Checked { value: counted, warnings })
}

impl Findings {
    /// Scores a counted wave. `baseline` is the baseline wave, where it is
    /// another one.
    ///
    /// # Errors
    ///
    /// When the request names what is not there, nobody answered, a unit lies in
    /// two wider ones, or more people answered than the headcount has.
    pub fn new(
        definition: &Definition,
        counted: &Counted,
        baseline: Option<&Counted>,
        request: &Request,
    ) -> Result<Checked<Self>, Problems> {
        let shape = counted.tally.shape();
        let all = counted.tally.sum(|_| true);
        let place = || Place::file(definition.file.display().to_string());
        if all.respondents == 0 {
            return Err(Problem::error(place(), "no row has a valid answer")
                .found(format!("{} rows", all.rows))
                .hint("check `min`, `max` and `labels` of [scale] against the export; `koe check` lists what was not understood")
                .into());
        }
        let two_parents = counted.two_parents(definition);
        if !two_parents.is_empty() {
            return Err(two_parents.into());
        }
        let cuts = request.cuts(definition)?.segments(definition, &counted.tally, counted.headcount.as_ref())?;
        let everyone = cuts.first().filter(|everyone| !everyone.conditions().is_empty());
        let outside = |of: &Tally| {
            // Counted without the filter's attribute, a wave shows nothing within it.
            let is_cut = of.shape().codebook.attributes == shape.codebook.attributes;
            everyone.filter(|_| is_cut).map(|everyone| of.sum(|_| true).without(&everyone.sum(of)))
        };
        let targets = match baseline {
            None => Targets::new(definition, shape, &all, outside(&counted.tally).as_ref()),
            Some(earlier) => Targets::of_baseline(definition, &earlier.tally, shape, outside(&earlier.tally).as_ref()),
        };
        let language = request.language.unwrap_or(definition.language);
        let lines = lines(definition, shape, language);
        let scorer = Scorer { definition, counted, lines: &lines, targets: &targets, path: request.path };
        let scored: Vec<(Vec<Finding>, Option<Problem>)> = cuts.par_iter().map(|cut| scorer.cut(cut)).collect();
        let (rows, warnings): (Vec<_>, Vec<_>) = scored.into_iter().unzip();
        let (rows, warnings) = (rows.concat(), warnings.into_iter().flatten().collect());
        let years = request.years.or(definition.years).unwrap_or_else(|| language.into());
        let filter = cuts.first().map(|cut| cut.segment.clone()).unwrap_or_default();
        let about = About::new(definition, counted.wave, shape, (language, years), filter);
        let keys: Vec<TargetKey> = lines.iter().map(|line| line.key).collect();
        let tables = Tables::new(definition, &counted.tally, &cuts, &keys);
        let headcount = counted.headcount.as_ref();
        let response = cuts.first().map(|it| responses(definition, &counted.tally, headcount, &request.cuts, it));
        let response = response.unwrap_or_default();
        let pairs = Pairs::new(definition, counted, &cuts, &lines, request)?;
        let findings = Self { about, rows, tables, response, pairs, point: point(definition, shape) };
        Problems::check(Some(findings), warnings)
    }
}

/// What every segment is scored with.
struct Scorer<'a> {
    definition: &'a Definition,
    counted: &'a Counted,
    lines: &'a [Line],
    targets: &'a Targets,
    path: bool,
}

impl Scorer<'_> {
    /// Scores one segment, and says where its headcount cannot be right.
    fn cut(&self, cut: &Cut) -> (Vec<Finding>, Option<Problem>) {
        let (definition, shape) = (self.definition, self.counted.tally.shape());
        let cohort = cut.sum(&self.counted.tally);
        let people = People::new(definition, self.counted, cut);
        let is_possible = people.invited.is_none_or(|invited| invited >= cohort.respondents);
        let invited = people.invited.filter(|_| is_possible);
        let finding = |line: &Line| {
            let score = score(shape, &cohort, definition.score.rule, line.key);
            let could_answer = people.could_answer(line.key).filter(|_| invited.is_some());
            Finding {
                segment: cut.segment.clone(),
                group: cohort.respondents,
                invited,
                could_answer,
                finite: score.as_ref().zip(could_answer).and_then(|(score, of)| score.estimate.finite_interval(of)),
                score,
                target: self.targets.get(line.key).cloned(),
                path: if self.path { self.targets.path(line.key) } else { None },
                line: line.clone(),
            }
        };
        let problem = if is_possible { None } else { Some(self.too_few(cut, people.invited.unwrap_or(0))) };
        (self.lines.iter().map(finding).collect(), problem)
    }

    fn too_few(&self, cut: &Cut, invited: u64) -> Problem {
        let named: Vec<String> = cut.segment.0.iter().map(|(name, value)| format!("{name}={value}")).collect();
        let population = self.definition.waves[self.counted.wave].population.as_ref();
        let file = population.map_or_else(String::new, |path| path.display().to_string());
        // Without a right headcount of everyone nothing can be right; that of a
        // segment may be a matter of spelling.
        let problem = if named.is_empty() { Problem::error } else { Problem::warning };
        let segment = if named.is_empty() { "everyone".to_owned() } else { named.join(", ") };
        problem(Place::file(file), "fewer people in the headcount than respondents".to_owned())
            .found(format!("{segment}: {invited}"))
            .expected("every respondent to be in the headcount")
            .hint("correct the headcount, or the spelling of its values (`map`)")
    }
}

/// What an answer moves by when it moves up a point, where all items of the
/// overall score share one scale.
fn point(definition: &Definition, shape: &Shape) -> Option<Exact> {
    let overall = items(shape, TargetKey::Overall);
    let mut scales = overall.iter().map(|&item| shape.items[item].scale);
    let (min, max) = scales.next()?;
    let worth = if definition.score.rescale { ratio(100, max - min) } else { ratio(1, 1) };
    scales.all(|scale| scale == (min, max)).then_some(worth)
}
