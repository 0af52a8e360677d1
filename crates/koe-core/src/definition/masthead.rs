//! What a survey file says before there is any item: name, language, plan.

use std::path::{Path, PathBuf};

use super::load::KEYS;
use super::settings::{parse_encoding, parse_language, parse_years};
use super::toml_table::{Entry, Table};
use super::{Language, PlanFiles, Years, plan_files};
use crate::Problem;

/// The head of a survey file. A folder that holds a plan and no survey needs
/// nothing else.
#[derive(Debug, Clone)]
pub struct Masthead {
    /// The survey file it was read from.
    pub file: PathBuf,
    /// Name of the survey, or of the plan.
    pub name: String,
    /// What is made up, where anything is.
    pub synthetic: Option<String>,
    /// Language of reports.
    pub language: Language,
    /// How years are written, where the survey file says so.
    pub years: Option<Years>,
    /// Encoding of the files beside it, where the survey file states it.
    pub encoding: Option<String>,
    /// The files of the plan.
    pub plan: PlanFiles,
    /// Whether the survey file goes on to describe a survey.
    pub has_survey: bool,
}

/// Keys that only a survey has.
const OF_SURVEYS: [&str; 4] = ["items", "categories", "scale", "wave"];

/// Reads the head of a survey file; what is missing is a problem.
pub(crate) fn parse(file: PathBuf, root: &Table<'_>, problems: &mut Vec<Problem>) -> Masthead {
    root.check_keys(&KEYS, problems);
    let folder = file.parent().map(Path::to_owned).unwrap_or_default();
    let has_survey = OF_SURVEYS.iter().any(|key| root.get(key).is_some());
    let example = if has_survey { "name = \"職員アンケート\"" } else { "name = \"人材育成基本方針\"" };
    let name = root.require("name", example, problems).and_then(|entry| entry.label(problems));
    let plan = root.get("plan").and_then(|entry| entry.table(problems));
    Masthead {
        name: name.unwrap_or_default(),
        synthetic: root.get("synthetic").and_then(|entry| synthetic(entry, problems)),
        language: parse_language(root.get("language"), problems),
        years: parse_years(root.get("years"), problems),
        encoding: parse_encoding(root.get("encoding"), problems),
        plan: plan_files::parse(plan.as_ref(), &folder, problems),
        has_survey,
        file,
    }
}

/// What of the figures is made up, in the words that readers are told it in.
pub(crate) fn synthetic(entry: &Entry<'_>, problems: &mut Vec<Problem>) -> Option<String> {
    let before = problems.len();
    let told = entry.label(problems);
    let hint = "say in words what is made up: synthetic = \"回答は説明のための架空のもの\"; without the key nothing is";
    for problem in &mut problems[before..] {
        problem.hint = Some(hint.to_owned());
    }
    told
}
