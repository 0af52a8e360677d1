//! The annual part that is not a survey: indicators, actions, competencies.
//!
//! A plan holds what its owner wrote. Of the answers it holds the printed
//! scores of [`crate::release::Released`] and nothing else, where an indicator
//! is a score.
//!
//! | file | what |
//! |---|---|
//! | `indicators`, `actuals` | indicators with baseline and target, and what they came to |
//! | `source` | indicators that are scores, from the waves |
//! | `attainment` | where an indicator stands |
//! | `actions_file`, `repeats` | actions by fiscal year, each counted once |
//! | `actions`, `order`, `counts` | what was done against what was planned, which status comes first, what it comes to |
//! | `known` | the plan as it was known in an earlier year |
//! | `competencies` | marks expected by position |
//! | `sheet` | columns, numbers and years of all these files |

mod actions;
mod actions_file;
mod actuals;
mod attainment;
mod competencies;
mod counts;
mod indicators;
mod known;
mod order;
mod repeats;
mod sheet;
mod source;

use std::path::{Path, PathBuf};

pub use actions::{Action, Actions, Cell, Progress};
pub use attainment::{Attainment, Standing};
pub use competencies::{Competencies, Competency};
pub use counts::{Count, StatusCount};
pub use indicators::{Actual, Direction, Indicator, Kind};
pub use source::Source;

use crate::definition::load::document;
use crate::definition::{Definition, Language, Masthead, Years, masthead};
use crate::responses::ReadOptions;
use crate::text::named;
use crate::{Checked, Place, Problem, Problems, Severity};
use indicators::Listed;

/// A plan: what is aimed for, what is done for it, what is expected of whom.
#[derive(Debug, Clone)]
pub struct Plan {
    /// Name of the survey, or of the plan.
    pub name: String,
    /// What of the figures is made up, where anything is.
    pub synthetic: Option<String>,
    /// Language of reports.
    pub language: Language,
    /// How years are written, where the survey file says so.
    pub years: Option<Years>,
    /// Indicators, in the order of their file; none where there is no file.
    pub indicators: Vec<Indicator>,
    /// Actions by fiscal year.
    pub actions: Option<Actions>,
    /// Marks expected by position.
    pub competencies: Option<Competencies>,
    /// The survey file it stands beside.
    pub file: PathBuf,
    /// The files it was read from.
    pub files: Vec<PathBuf>,
    /// The waves that were read for indicators that are scores, by index.
    pub waves: Vec<usize>,
}

impl Plan {
    /// Reads the plan of a survey: `path` is the survey file, or the folder that
    /// holds it as `survey.toml`. The answers are read only where an indicator
    /// is a score: of all waves, or of the one that is named.
    ///
    /// ```
    /// use koe_core::plan::{Plan, Standing};
    /// use koe_core::responses::ReadOptions;
    ///
    /// # fn main() -> Result<(), koe_core::Problems> {
    /// # let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/../../data-samples/iwaki-plan");
    /// let plan = Plan::load(folder.as_ref(), None, &ReadOptions::default())?.value;
    /// assert_eq!(plan.actions.map(|actions| actions.actions.len()), Some(38));
    /// assert_eq!(plan.indicators[0].attainment().standing, Standing::NotReported);
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// # Errors
    ///
    /// All problems of the survey file and of the files of the plan, in one run.
    pub fn load(path: &Path, wave: Option<&str>, options: &ReadOptions<'_>) -> Result<Checked<Self>, Problems> {
        document(path, |file, root, problems| {
            let head = masthead::parse(file, root, problems);
            if !has_plan(&head) && problems.is_empty() {
                problems.push(no_plan(&head));
            }
            Some(assemble(&head, Some(&Waves { wave, options }), problems))
        })
    }

    /// Looks at the files of a plan without reading any answers.
    pub fn check(path: &Path) -> Checkup {
        let mut checkup = Checkup { name: None, has_survey: true, has_plan: false, problems: Vec::new() };
        let looked = document(path, |file, root, problems| {
            let head = masthead::parse(file, root, problems);
            (checkup.has_survey, checkup.has_plan) = (head.has_survey, has_plan(&head));
            checkup.name = Some(head.name.clone()).filter(|name| !name.is_empty());
            Some(assemble(&head, None, problems))
        });
        checkup.problems = match looked {
            Ok(Checked { warnings, .. }) => warnings,
            Err(problems) => problems.as_slice().to_vec(),
        };
        checkup
    }
}

/// What a survey file and the plan beside it are.
#[derive(Debug, Clone)]
pub struct Checkup {
    /// Name of the survey, or of the plan.
    pub name: Option<String>,
    /// Whether the survey file describes a survey.
    pub has_survey: bool,
    /// Whether there is a plan.
    pub has_plan: bool,
    /// What is wrong with the head of the survey file and with the plan.
    pub problems: Vec<Problem>,
}

/// Which waves are read for scores, and how.
struct Waves<'a> {
    wave: Option<&'a str>,
    options: &'a ReadOptions<'a>,
}

fn has_plan(head: &Masthead) -> bool {
    let files = &head.plan;
    [&files.indicators, &files.actuals, &files.actions, &files.competencies].into_iter().any(Option::is_some)
}

fn no_plan(head: &Masthead) -> Problem {
    let problem = Problem::error(Place::file(head.file.display().to_string()), "no plan beside the survey file");
    let problem = problem.expected("indicators.csv (with actuals.csv), plan.csv or competencies.csv");
    problem.hint("or name the files in a section [plan]: indicators, actuals, actions, competencies")
}

fn assemble(head: &Masthead, waves: Option<&Waves<'_>>, problems: &mut Vec<Problem>) -> Plan {
    let files = &head.plan;
    let encoding = head.encoding.as_deref().and_then(named);
    let mut listed = files.indicators.as_deref().and_then(|path| indicators::read(path, encoding, problems));
    match (&files.actuals, &mut listed) {
        (Some(path), Some(listed)) => actuals::read(path, encoding, listed, problems),
        (Some(path), None) if files.indicators.is_none() => {
            let problem = Problem::error(Place::file(path.display().to_string()), "figures without indicators");
            problems.push(problem.hint("add indicators.csv, with the columns indicator, direction and target"));
        }
        _ => {}
    }
    let actions = files.actions.as_deref().and_then(|path| actions_file::read(path, encoding, &files.order, problems));
    let competencies = files.competencies.as_deref().and_then(|path| competencies::read(path, encoding, problems));
    let read = listed.as_mut().map(|listed| add_scores(head, listed, waves, problems));
    Plan {
        name: head.name.clone(),
        synthetic: head.synthetic.clone(),
        language: head.language,
        years: head.years,
        indicators: listed.map(|listed| listed.indicators).unwrap_or_default(),
        actions,
        competencies,
        file: head.file.clone(),
        files: [&files.indicators, &files.actuals, &files.actions, &files.competencies]
            .into_iter()
            .flatten()
            .cloned()
            .collect(),
        waves: read.unwrap_or_default(),
    }
}

/// Gives the indicators that are scores their figures, and returns the waves they
/// come from. The waves are read only where all else is sound.
fn add_scores(
    head: &Masthead,
    listed: &mut Listed,
    waves: Option<&Waves<'_>>,
    problems: &mut Vec<Problem>,
) -> Vec<usize> {
    let first = listed.indicators.iter().position(|indicator| indicator.source.is_some());
    let Some(first) = first else { return Vec::new() };
    if !head.has_survey {
        let file = head.file.display();
        let problem = Problem::error(listed.place(first, "source"), "a score of a survey that is not there");
        problems.push(problem.hint(format!("describe the survey in {file}, or leave `source` empty")));
        return Vec::new();
    }
    let new = |found: Vec<Problem>, problems: &[Problem]| -> Vec<Problem> {
        found.into_iter().filter(|problem| !problems.contains(problem)).collect()
    };
    match Definition::load(&head.file) {
        Err(found) => {
            let found = new(found.as_slice().to_vec(), problems);
            problems.extend(found);
            Vec::new()
        }
        Ok(Checked { value: definition, warnings }) => {
            problems.extend(new(warnings, problems));
            let sources = source::resolve(listed, &definition, problems);
            let is_sound = problems.iter().all(|problem| problem.severity == Severity::Warning);
            match waves.filter(|_| is_sound) {
                Some(waves) => sources.read(waves.wave, waves.options, listed, problems),
                None => Vec::new(),
            }
        }
    }
}
