//! What a plan comes to: actions by status and year, what is late, what is new.

use super::actions::{Action, Actions, Progress};
use crate::text::matching_key;

/// Actions of a status, year by year.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StatusCount {
    /// The word of the plan.
    pub status: String,
    /// How many actions have it, a figure a year.
    pub actions: Vec<usize>,
}

/// What a group of actions comes to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Count {
    /// How many there are, each once.
    pub actions: usize,
    /// How many rows they have, repeated ones too.
    pub rows: usize,
    /// By status, repeated ones left out; a status that the group never has is
    /// left out too.
    pub statuses: Vec<StatusCount>,
    /// By status, repeated ones too.
    pub row_statuses: Vec<StatusCount>,
}

impl Actions {
    /// Returns the pillars, in the order of the file.
    pub fn pillars(&self) -> Vec<&str> {
        distinct(self.actions.iter().map(|action| action.pillar.as_str()))
    }

    /// Returns the themes of a pillar, in the order of the file.
    pub fn themes(&self, pillar: &str) -> Vec<&str> {
        let own = self.actions.iter().filter(|action| action.pillar == pillar);
        distinct(own.map(|action| action.theme.as_str()))
    }

    /// Returns the measures of a theme of a pillar, in the order of the file.
    pub fn measures(&self, pillar: &str, theme: &str) -> Vec<&str> {
        let own = self.actions.iter().filter(|action| action.pillar == pillar && action.theme == theme);
        distinct(own.map(|action| action.measure.as_str()))
    }

    /// Counts the actions that a condition holds for.
    pub fn count(&self, is_counted: impl Fn(&Action) -> bool) -> Count {
        let rows: Vec<&Action> = self.actions.iter().filter(|action| is_counted(action)).collect();
        let once: Vec<&Action> = rows.iter().copied().filter(|action| !action.is_repeated).collect();
        Count {
            actions: once.len(),
            rows: rows.len(),
            statuses: self.by_status(&once),
            row_statuses: self.by_status(&rows),
        }
    }

    /// The year that a look back is about: the latest with a report.
    pub fn reported_year(&self) -> Option<i32> {
        let is_reported = |index: usize| self.actions.iter().any(|action| action.cells[index].actual.is_some());
        let years = self.years.iter().enumerate();
        years.filter(|&(index, _)| is_reported(index)).map(|(_, year)| *year).next_back()
    }

    /// Returns the actions with a progress in a year, repeated ones left out.
    pub fn with_progress(&self, year: i32, progress: Progress) -> Vec<&Action> {
        let Some(index) = self.years.iter().position(|own| *own == year) else { return Vec::new() };
        let once = self.actions.iter().filter(|action| !action.is_repeated);
        once.filter(|action| action.cells[index].progress == progress).collect()
    }

    /// Returns what is new, repeated ones left out: actions whose kind says so,
    /// and those that begin after the first year of the plan; each with the
    /// first year that has a status.
    pub fn new_actions(&self) -> Vec<(&Action, Option<i32>)> {
        let once = self.actions.iter().filter(|action| !action.is_repeated);
        let dated = once.map(|action| (action, self.begins(action)));
        let is_new = |(action, begins): &(&Action, Option<i32>)| {
            action.is_new || begins.is_some_and(|year| self.years.first() != Some(&year))
        };
        dated.filter(is_new).collect()
    }

    /// Returns the first year that an action has a planned status in.
    pub fn begins(&self, action: &Action) -> Option<i32> {
        self.years.iter().zip(&action.cells).find(|(_, cell)| cell.planned.is_some()).map(|(year, _)| *year)
    }

    fn by_status(&self, actions: &[&Action]) -> Vec<StatusCount> {
        let counted = |status: &String| {
            let key = matching_key(status);
            let has = |action: &&&Action, year: usize| {
                action.cells[year].planned.as_ref().is_some_and(|planned| matching_key(planned) == key)
            };
            let count = |year| actions.iter().filter(|action| has(action, year)).count();
            StatusCount { status: status.clone(), actions: (0..self.years.len()).map(count).collect() }
        };
        let all = self.statuses.iter().map(counted);
        all.filter(|count| count.actions.iter().any(|&actions| actions > 0)).collect()
    }
}

fn distinct<'a>(names: impl Iterator<Item = &'a str>) -> Vec<&'a str> {
    let mut distinct = Vec::new();
    for name in names {
        if !distinct.contains(&name) {
            distinct.push(name);
        }
    }
    distinct
}
