//! Actions under their headings, and what of them is late or new, in words.

use koe_core::plan::{Action, Actions, Cell, Progress};

use super::Outlook;
use crate::wording::outlook_words;
use crate::wording::plan::{actions_headline, begins, late, new_actions, plan_words, reported};

/// What stands over actions, or one of them.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Heading<'a> {
    /// A pillar, or chapter.
    Pillar(&'a str),
    /// A theme, or topic, of it.
    Theme(&'a str),
    /// An action.
    Action(&'a Action),
}

/// Returns pillars, themes and actions in the order of the file; what has no name
/// has no heading.
pub(crate) fn headed(actions: &Actions) -> Vec<Heading<'_>> {
    let mut all = Vec::new();
    for pillar in actions.pillars() {
        all.extend((!pillar.is_empty()).then_some(Heading::Pillar(pillar)));
        for theme in actions.themes(pillar) {
            all.extend((!theme.is_empty()).then_some(Heading::Theme(theme)));
            let own = actions.actions.iter().filter(|own| own.pillar == pillar && own.theme == theme);
            all.extend(own.map(Heading::Action));
        }
    }
    all
}

impl Outlook<'_> {
    /// What a plan comes to, in one sentence: what is late where that is known,
    /// else how many actions there are and how many are new.
    pub(crate) fn actions_headline(self, actions: &Actions) -> String {
        if let Some(year) = actions.reported_year(self.until) {
            let said =
                reported(&self.year(year), [actions.with_progress(year, Progress::Late).len(), 0, 0], self.language);
            return said.concat();
        }
        let count = actions.count(|_| true);
        let new = (!actions.years.is_empty()).then(|| actions.new_actions().len());
        actions_headline(count.actions, new, count.rows > count.actions, self.language)
    }

    /// What of a plan is shown, in which order.
    pub(crate) fn actions_subtitle(self, actions: &Actions) -> &'static str {
        let words = outlook_words(self.language);
        match (actions.years.is_empty(), has_reports(actions)) {
            (true, _) => words.on_list,
            (false, true) => words.on_reports,
            (false, false) => words.on_actions,
        }
    }

    /// What is late in the latest year with a report, or that nothing is reported.
    pub(crate) fn late(self, actions: &Actions) -> Vec<String> {
        let Some(year) = actions.reported_year(self.until) else {
            return vec![plan_words(self.language).no_report.to_owned()];
        };
        let with = |progress| actions.with_progress(year, progress);
        let behind = with(Progress::Late);
        let counts = [behind.len(), with(Progress::Unreported).len(), with(Progress::Differs).len()];
        let mut lines = reported(&self.year(year), counts, self.language);
        let index = actions.years.iter().position(|own| *own == year).unwrap_or_default();
        lines.extend(behind.into_iter().filter_map(|action| {
            let Cell { planned, actual, .. } = action.cells.get(index)?;
            let [planned, actual] = [planned, actual].map(|status| status.as_deref().unwrap_or_default());
            Some(late(&action.name, planned, actual, self.language))
        }));
        lines
    }

    /// How many actions are new, and which.
    pub(crate) fn added(self, actions: &Actions) -> Vec<String> {
        let new = actions.new_actions();
        let listed = new
            .iter()
            .map(|(action, year)| begins(&action.name, year.map(|year| self.year(year)).as_deref(), self.language));
        [new_actions(new.len(), self.language)].into_iter().chain(listed).collect()
    }

    /// What the signs of a plan mean, where it has them.
    pub(crate) fn notes(self, actions: &Actions) -> Vec<&'static str> {
        let own = plan_words(self.language);
        let has_as_before = actions.actions.iter().flat_map(|action| &action.cells).any(|cell| cell.is_as_before);
        let notes = [(has_as_before, own.note_as_before), (has_repeats(actions), own.note_repeated)];
        notes.into_iter().filter(|(has, _)| *has).map(|(_, note)| note).collect()
    }
}

/// Whether anything is known to have been done.
pub(crate) fn has_reports(actions: &Actions) -> bool {
    actions.actions.iter().flat_map(|action| &action.cells).any(|cell| cell.actual.is_some())
}

/// Whether an action stands in the plan more than once.
pub(crate) fn has_repeats(actions: &Actions) -> bool {
    actions.actions.iter().any(|action| action.is_repeated)
}
