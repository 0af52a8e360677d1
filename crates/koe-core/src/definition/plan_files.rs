//! The files of a plan: `[plan]`.

use std::path::{Path, PathBuf};

use super::toml_table::Table;
use crate::Problem;
use crate::text::{clean_label, file_problem, matching_key};

/// Where a plan is written, and in which order its statuses come.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct PlanFiles {
    /// Indicators with their baselines and targets.
    pub indicators: Option<PathBuf>,
    /// What the indicators came to, by year.
    pub actuals: Option<PathBuf>,
    /// Actions by fiscal year.
    pub actions: Option<PathBuf>,
    /// Marks expected by position.
    pub competencies: Option<PathBuf>,
    /// Statuses of actions from the first to the last, where the survey file
    /// lists them.
    pub order: Vec<String>,
}

/// Reads `[plan]`. A file that is not named has its usual name, where it is
/// there.
pub(super) fn parse(table: Option<&Table<'_>>, folder: &Path, problems: &mut Vec<Problem>) -> PlanFiles {
    if let Some(table) = table {
        table.check_keys(&["indicators", "actuals", "actions", "competencies", "order"], problems);
    }
    let mut file = |key: &str, usual: &str| match table.and_then(|table| table.get(key)) {
        None => Some(folder.join(usual)).filter(|path| path.is_file()),
        Some(entry) => {
            let path = folder.join(entry.label(problems)?);
            match file_problem(&path, entry.place()) {
                Some(problem) => {
                    problems.push(problem);
                    None
                }
                None => Some(path),
            }
        }
    };
    PlanFiles {
        indicators: file("indicators", "indicators.csv"),
        actuals: file("actuals", "actuals.csv"),
        actions: file("actions", "plan.csv"),
        competencies: file("competencies", "competencies.csv"),
        order: order(table, problems),
    }
}

fn order(table: Option<&Table<'_>>, problems: &mut Vec<Problem>) -> Vec<String> {
    let Some(entry) = table.and_then(|table| table.get("order")) else { return Vec::new() };
    let mut order: Vec<String> = Vec::new();
    for (element, text) in entry.texts(problems) {
        let status = clean_label(text);
        if status.is_empty() {
            problems.push(Problem::error(element.place(), "empty").hint("write a status, such as \"実施\""));
        } else if order.iter().any(|other| matching_key(other) == matching_key(&status)) {
            problems.push(element.wrong("a status twice").hint("list each status once, from the first to the last"));
        } else {
            order.push(status);
        }
    }
    order
}
