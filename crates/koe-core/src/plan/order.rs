//! Which status comes first, without knowing what the words mean.
//!
//! The survey file may list them. Where it does not, the plan itself says: a
//! status comes before another where some action is planned to go from the one
//! to the other, at once or in steps, and none goes back.

use super::actions::{Action, Progress};
use crate::text::matching_key;

/// Statuses and which of them come before which.
pub(super) struct Order {
    words: Vec<String>,
    /// Whether the first comes before the second, by index.
    before: Vec<Vec<bool>>,
}

impl Order {
    /// Returns the order that is listed, or else the one in the plan.
    pub(super) fn new(listed: &[String], actions: &[Action]) -> Self {
        if listed.is_empty() { Self::of_plan(actions) } else { Self::of_list(listed) }
    }

    fn of_list(listed: &[String]) -> Self {
        let size = listed.len();
        Self {
            words: listed.iter().map(|word| matching_key(word)).collect(),
            before: (0..size).map(|first| (0..size).map(|second| first < second).collect()).collect(),
        }
    }

    fn of_plan(actions: &[Action]) -> Self {
        let mut words: Vec<String> = Vec::new();
        let mut steps: Vec<(usize, usize)> = Vec::new();
        for action in actions {
            let mut last = None;
            for status in action.cells.iter().filter_map(|cell| cell.planned.as_deref()) {
                let key = matching_key(status);
                let index = words.iter().position(|word| *word == key).unwrap_or_else(|| {
                    words.push(key);
                    words.len() - 1
                });
                if let Some(last) = last.filter(|&last| last != index) {
                    steps.push((last, index));
                }
                last = Some(index);
            }
        }
        let mut before = vec![vec![false; words.len()]; words.len()];
        for (first, second) in steps {
            before[first][second] = true;
        }
        // Steps over steps (Warshall 1962).
        for through in 0..words.len() {
            for first in 0..words.len() {
                for second in 0..words.len() {
                    before[first][second] |= before[first][through] && before[through][second];
                }
            }
        }
        Self { words, before }
    }

    /// Compares what was done with what was planned.
    pub(super) fn compare(&self, planned: &str, actual: &str) -> Progress {
        if matching_key(planned) == matching_key(actual) {
            return Progress::AsPlanned;
        }
        let (Some(planned), Some(actual)) = (self.index(planned), self.index(actual)) else { return Progress::Differs };
        match (self.before[actual][planned], self.before[planned][actual]) {
            (true, false) => Progress::Late,
            (false, true) => Progress::Ahead,
            _ => Progress::Differs,
        }
    }

    /// Says whether the order has a place for a status.
    pub(super) fn knows(&self, status: &str) -> bool {
        self.index(status).is_some()
    }

    fn index(&self, status: &str) -> Option<usize> {
        let key = matching_key(status);
        self.words.iter().position(|word| *word == key)
    }
}

#[cfg(test)]
mod tests {
    use super::super::actions::Cell;
    use super::*;

    fn action(statuses: &[&str]) -> Action {
        let cell = |status: &&str| Cell { planned: Some((*status).to_owned()), ..Cell::default() };
        Action {
            pillar: String::new(),
            theme: String::new(),
            measure: String::new(),
            name: "取組".to_owned(),
            content: String::new(),
            kind: String::new(),
            is_new: false,
            is_repeated: false,
            cells: statuses.iter().map(cell).collect(),
        }
    }

    #[test]
    fn the_plan_says_which_status_comes_first() {
        let plan = [action(&["研究", "検討", "検討"]), action(&["検討", "実施"]), action(&["研究", "活用"])];
        let order = Order::new(&[], &plan);
        for (planned, actual, expected) in [
            ("実施", "実施", Progress::AsPlanned),
            ("実施", "検討", Progress::Late),
            ("実施", "研究", Progress::Late),
            ("検討", "実施", Progress::Ahead),
            ("実施", "活用", Progress::Differs),
            ("実施", "未着手", Progress::Differs),
        ] {
            assert_eq!(order.compare(planned, actual), expected, "{planned} {actual}");
        }
    }

    #[test]
    fn statuses_that_go_both_ways_have_no_order() {
        let order = Order::new(&[], &[action(&["検討", "実施"]), action(&["実施", "検討"])]);
        assert_eq!(order.compare("実施", "検討"), Progress::Differs);
    }

    #[test]
    fn a_list_wins_over_the_plan() {
        let listed = ["未着手", "検討", "実施"].map(str::to_owned);
        let order = Order::new(&listed, &[action(&["実施", "検討"])]);
        assert_eq!(order.compare("実施", "未着手"), Progress::Late);
        assert_eq!(order.compare("検討", "実施"), Progress::Ahead);
    }
}
