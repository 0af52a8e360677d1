//! Actions under their headings, and what of them is late or new, in words.

use koe_core::plan::{Action, Actions, Cell, Progress};

use super::Outlook;
use crate::wording::outlook_words;
use crate::wording::plan::{actions_headline, begins, late, new_actions, plan_words, reported};

/// A line of a plan.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Headed<'a> {
    /// A name over actions.
    Heading(Tier, &'a str),
    /// An action.
    Action(&'a Action),
}

/// What a heading is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Tier {
    /// A pillar, or chapter.
    Pillar,
    /// A theme, or topic, of it.
    Theme,
    /// A measure of that.
    Measure,
}

/// Returns pillars, themes, measures and actions in the order of the file, each
/// with the number of headings it stands under; what has no name has no heading.
pub(crate) fn headed(actions: &Actions) -> Vec<(usize, Headed<'_>)> {
    let mut all = Vec::new();
    for pillar in actions.pillars() {
        let over = head(&mut all, 0, Tier::Pillar, pillar);
        for theme in actions.themes(pillar) {
            let over = head(&mut all, over, Tier::Theme, theme);
            for measure in actions.measures(pillar, theme) {
                let over = head(&mut all, over, Tier::Measure, measure);
                let is_own = |own: &&Action| own.pillar == pillar && own.theme == theme && own.measure == measure;
                all.extend(actions.actions.iter().filter(is_own).map(|own| (over, Headed::Action(own))));
            }
        }
    }
    all
}

/// Adds a heading that has a name, and returns how many there are over what
/// follows.
fn head<'a>(all: &mut Vec<(usize, Headed<'a>)>, over: usize, tier: Tier, name: &'a str) -> usize {
    if name.is_empty() {
        return over;
    }
    all.push((over, Headed::Heading(tier, name)));
    over + 1
}

impl Outlook<'_> {
    /// What a plan comes to, in one sentence: what is late where that is known,
    /// else how many actions there are and how many are new.
    pub(crate) fn actions_headline(self, actions: &Actions) -> String {
        if let Some(year) = actions.reported_year() {
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

    /// What is late in the latest year with a report, action by action, then what
    /// else is not as planned; or that nothing is reported.
    pub(crate) fn late(self, actions: &Actions) -> Vec<String> {
        let Some(year) = actions.reported_year() else {
            return vec![plan_words(self.language).no_report.to_owned()];
        };
        let count = |progress| actions.with_progress(year, progress).len();
        let counts = [count(Progress::Late), count(Progress::Unreported), count(Progress::Differs)];
        let mut lines = reported(&self.year(year), counts, self.language);
        let others = lines.split_off(1.min(lines.len()));
        lines.extend(self.late_actions(actions));
        lines.extend(others);
        lines
    }

    /// The actions that are late in the latest year with a report.
    pub(crate) fn late_actions(self, actions: &Actions) -> Vec<String> {
        let Some(year) = actions.reported_year() else { return Vec::new() };
        let index = actions.years.iter().position(|own| *own == year).unwrap_or_default();
        let behind = actions.with_progress(year, Progress::Late);
        let told = behind.into_iter().filter_map(|action| {
            let Cell { planned, actual, .. } = action.cells.get(index)?;
            let [planned, actual] = [planned, actual].map(|status| status.as_deref().unwrap_or_default());
            Some(late(&action.name, planned, actual, self.language))
        });
        told.collect()
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::outlook::sample::published;

    /// The plan begins with 人事管理, 職員採用, 職員採用のための効果的な情報発信, which has two
    /// actions; of its 73 rows 48 measures are the heads.
    #[test]
    fn actions_stand_under_pillar_theme_and_measure() {
        let plan = published("aizuwakamatsu-plan");
        let all = headed(plan.actions.as_ref().unwrap());
        let told = |(over, line): &(usize, Headed<'_>)| match line {
            Headed::Heading(_, name) => format!("{over} {name}"),
            Headed::Action(own) => format!("{over} - {}", own.name),
        };
        let first: Vec<String> = all.iter().take(6).map(told).collect();
        let expected = [
            "0 人事管理",
            "1 職員採用",
            "2 職員採用のための効果的な情報発信",
            "3 - ホームページの採用情報の充実及び就職セミナー等への参加",
            "3 - インターンシップの積極的な受け入れ",
            "2 能力と意欲を重視した採用の実施",
        ];
        assert_eq!(first, expected);
        let count = |is: fn(&Headed<'_>) -> bool| all.iter().filter(|(_, line)| is(line)).count();
        assert_eq!(count(|line| matches!(line, Headed::Heading(Tier::Measure, _))), 48);
        assert_eq!(count(|line| matches!(line, Headed::Action(_))), 73);
    }

    #[test]
    fn what_has_no_name_is_no_heading() {
        let mut plan = published("iwaki-plan");
        let actions = plan.actions.as_mut().unwrap();
        actions.actions.iter_mut().for_each(|own| own.theme.clear());
        let all = headed(actions);
        assert_eq!(all.len(), 38 + 4, "actions and chapters");
        assert!(all.iter().all(|(over, line)| *over == usize::from(matches!(line, Headed::Action(_)))));
    }
}
