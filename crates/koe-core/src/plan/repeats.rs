//! 再掲: actions that stand in a plan more than once.

use super::actions::Action;
use crate::text::matching_key;
use crate::{Place, Problem};

/// What says that an action is in the plan elsewhere.
pub(super) const REPEATED: [&str; 2] = ["再掲", "repeated"];

/// Finds the actions that stand elsewhere too: their kind or the end of their
/// name says so. One that stands nowhere else counts where it is.
pub(super) fn mark_repeats(actions: &mut [Action], lines: &[u64], file: &str, problems: &mut Vec<Problem>) {
    let bare: Vec<(String, bool)> = actions.iter().map(|action| bare_name(&action.name)).collect();
    let marked: Vec<bool> = actions.iter().zip(&bare).map(|(action, bare)| action.is_repeated || bare.1).collect();
    for index in 0..actions.len() {
        if !marked[index] {
            continue;
        }
        let same = || (0..actions.len()).filter(|&other| bare[other].0 == bare[index].0);
        let original = same().find(|&other| !marked[other]).or_else(|| same().next().filter(|&other| other < index));
        let place = || Place::file(file).line(lines.get(index).copied().unwrap_or(1)).column("action");
        if let Some(original) = original {
            let planned = |action: &Action| action.cells.iter().map(|cell| cell.planned.clone()).collect::<Vec<_>>();
            if planned(&actions[original]) != planned(&actions[index]) {
                let line = lines.get(original).copied().unwrap_or(1);
                let message = format!("repeated with another plan than in line {line}");
                let problem = Problem::warning(place(), message).found(&actions[index].name);
                problems.push(problem.hint("the other line counts; write the same statuses here"));
            }
        } else {
            let problem = Problem::warning(place(), "repeated, but nowhere else in the plan");
            let problem = problem.found(&actions[index].name);
            problems.push(problem.hint("it counts here; write its name as in the other row"));
        }
        actions[index].is_repeated = original.is_some();
    }
}

/// A name to compare by, and whether its end says that it is repeated:
/// （再掲）, 【再掲】.
fn bare_name(name: &str) -> (String, bool) {
    let key = matching_key(name);
    for word in REPEATED {
        for (open, close) in [("(", ")"), ("【", "】"), ("[", "]"), ("〔", "〕"), ("<", ">")] {
            if let Some(bare) = key.strip_suffix(&format!("{open}{word}{close}")) {
                return (bare.trim().to_owned(), true);
            }
        }
    }
    (key, false)
}
