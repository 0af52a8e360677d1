//! Findings: the scores a run asks for, exact and ungated. Only the release
//! gate takes them; no writer does.

mod asked_values;
mod counted;
mod families;
mod hierarchy;
mod line;
mod pairs;
mod people;
mod tables;
mod too_few;
mod units;

use koe_stats::{Exact, Interval, ratio};
use rayon::prelude::*;

pub use asked_values::unmet_conditions;
pub(crate) use counted::count_beside;
pub use counted::{Counted, count};
pub(crate) use line::Line;
pub(crate) use pairs::Pairs;
#[cfg(test)]
pub(crate) use tables::{Atom, Group};
pub(crate) use tables::{Cell, Table, Tables};

use crate::compare::Comparing;
use crate::definition::{Definition, Language, TargetKey, Years};
use crate::problem::{Checked, Place, Problem, Problems};
use crate::quality::{Response, responses};
use crate::release::About;
use crate::score::Score;
use crate::segment::{Cut, Cuts, Segment};
use crate::tally::{Shape, Tally};
use crate::target::{OnPath, Targets, items, score};
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
        let headcount = counted.headcount.as_ref();
        let two_parents = counted.two_parents().to_vec();
        let cuts = match request.cuts(definition)?.segments(definition, &counted.tally, headcount) {
            Ok(cuts) => cuts,
            Err(problems) => return Err(problems.after([two_parents, counted.beyond_headcount(definition)].concat())),
        };
        let response = cuts.first().map(|it| responses(definition, &counted.tally, headcount, &request.cuts, it));
        let response = response.unwrap_or_default();
        let Checked { value: (), warnings } =
            Problems::check(Some(()), [two_parents, counted.beyond(definition, &response)].concat())?;
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
        let rows = cuts.par_iter().map(|cut| scorer.cut(cut)).collect::<Vec<_>>().concat();
        let years = request.years.or(definition.years).unwrap_or_else(|| language.into());
        let filter = cuts.first().map(|cut| cut.segment.clone()).unwrap_or_default();
        let about = About::new(definition, counted.wave, shape, (language, years), filter);
        let keys: Vec<TargetKey> = lines.iter().map(|line| line.key).collect();
        let tables = Tables::new(definition, &counted.tally, &cuts, &keys);
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
    /// Scores one segment. One that the headcount does not have is of unknown size.
    fn cut(&self, cut: &Cut) -> Vec<Finding> {
        let (definition, shape) = (self.definition, self.counted.tally.shape());
        let cohort = cut.sum(&self.counted.tally);
        let people = People::new(definition, self.counted, cut);
        let invited = people.invited.filter(|&invited| invited >= cohort.respondents);
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
        self.lines.iter().map(finding).collect()
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
