//! A plan that stands alone, as a report: its sentence, its big figures, what is
//! found, how it is judged.

use koe_core::plan::{Actions, Standing};
use koe_stats::{Decimal, ratio};

use super::{Line, Outlook, has_repeats};
use crate::Colophon;
use crate::facts::Fact;
use crate::typeset::{count_of, one_line};
use crate::wording::plan::{new_actions, plan_words};
use crate::wording::{
    alone_words, competencies_headline, made_by, made_up, marked, more_late, outlook_words, reported_of,
};

/// Most lines on late actions on the first screen.
const LATE: usize = 5;

impl Outlook<'_> {
    /// What the plan is called.
    pub(crate) fn name(self) -> String {
        one_line(&self.plan.name)
    }

    /// The same, and that its figures are made up, where any are.
    pub(crate) fn marked_name(self) -> String {
        marked(&self.name(), self.plan.synthetic.as_deref(), self.language)
    }

    /// What of the figures is made up.
    pub(crate) fn synthetic(self) -> Option<String> {
        self.plan.synthetic.as_deref().map(|told| made_up(told, self.language))
    }

    /// What a document of the plan is called.
    pub(crate) fn document(self) -> String {
        format!("{} {}", self.marked_name(), outlook_words(self.language).title)
    }

    /// What the section on the plan says of where its figures come from.
    pub(crate) fn note(self) -> String {
        let words = outlook_words(self.language);
        let has_scores = self.plan.indicators.iter().any(|own| own.source.is_some());
        [words.note, if has_scores { words.note_scores } else { "" }].concat()
    }

    /// The sentence of the report.
    pub(crate) fn headline(self) -> String {
        let first = self.of_indicators().or_else(|| self.of_actions()).or_else(|| self.of_competencies());
        first.unwrap_or_default()
    }

    /// What is late and new in the plan, and what else there is in it.
    pub(crate) fn findings(self) -> Vec<String> {
        let said = self.headline();
        let all = self.of_actions().into_iter().chain(self.found()).chain(self.of_competencies());
        all.filter(|finding| *finding != said).map(|finding| one_line(&finding)).collect()
    }

    /// Whether more actions are late than the findings name.
    pub(crate) fn has_more_late(self) -> bool {
        self.plan.actions.as_ref().is_some_and(|actions| self.late_actions(actions).len() > LATE)
    }

    /// The big figures, at most four.
    pub(crate) fn facts(self) -> Vec<Fact> {
        let mut facts: Vec<Fact> = self.indicator_fact().into_iter().collect();
        facts.extend(self.plan.actions.iter().flat_map(|actions| self.action_facts(actions)));
        facts.extend(self.plan.competencies.iter().map(|own| {
            let words = alone_words(self.language);
            fact(words.competencies, own.competencies.len(), (words.positions)(own.positions.len()))
        }));
        facts.iter_mut().take(1).for_each(|first| first.accent = true);
        facts
    }

    /// How the report is made: what is judged in it, and what made it.
    pub(crate) fn making(self, colophon: &Colophon) -> Vec<String> {
        let (words, own) = (alone_words(self.language), plan_words(self.language));
        let mut paragraphs = vec![words.made_of.to_owned()];
        if !self.plan.indicators.is_empty() {
            paragraphs.push([own.note_attainment, words.apart, own.note_path].concat());
            paragraphs.push(words.standings.to_owned());
        }
        if let Some(actions) = self.plan.actions.as_ref().filter(|actions| !actions.years.is_empty()) {
            let repeated = [words.apart, own.note_repeated].concat();
            let repeated = if has_repeats(actions) { repeated.as_str() } else { "" };
            paragraphs.push([words.late, repeated].concat());
        }
        paragraphs.push(made_by(colophon, self.language));
        paragraphs
    }

    fn of_indicators(self) -> Option<String> {
        (!self.plan.indicators.is_empty()).then(|| self.counted(&self.lines()))
    }

    fn of_actions(self) -> Option<String> {
        self.plan.actions.as_ref().map(|actions| self.actions_headline(actions))
    }

    fn of_competencies(self) -> Option<String> {
        let own = self.plan.competencies.as_ref()?;
        Some(competencies_headline(own.competencies.len(), own.positions.len(), self.language))
    }

    /// What is late and new; the sentence on the actions says the first of it.
    fn found(self) -> Vec<String> {
        let Some(actions) = self.plan.actions.as_ref().filter(|actions| !actions.years.is_empty()) else {
            return Vec::new();
        };
        let said = self.late(actions);
        if actions.reported_year().is_none() {
            return said;
        }
        let late = self.late_actions(actions);
        let others = said.into_iter().skip(1 + late.len());
        let more = late.len().saturating_sub(LATE);
        let more = (more > 0).then(|| more_late(more, self.language));
        let new = new_actions(actions.new_actions().len(), self.language);
        late.into_iter().take(LATE).chain(more).chain(others).chain([new]).collect()
    }

    /// How many indicators are where they should be, once any is reported.
    fn indicator_fact(self) -> Option<Fact> {
        let words = alone_words(self.language);
        let lines = self.lines();
        let all = lines.len();
        let known = |line: &&Line<'_>| !matches!(line.attainment.standing, Standing::NotReported | Standing::Withheld);
        let reported = lines.iter().filter(known).count();
        match (all, reported) {
            (0, _) => None,
            (_, 0) => Some(fact(words.indicators, all, words.none_reported.to_owned())),
            _ => {
                let short = lines.iter().filter(|line| line.is_short()).count();
                let fact = fact(words.as_planned, reported - short, reported_of(reported, all, self.language));
                Some(Fact { small: format!(" / {}", count_of(reported)), ..fact })
            }
        }
    }

    /// How many actions there are, and how many of them are late, or else new.
    fn action_facts(self, actions: &Actions) -> Vec<Fact> {
        let words = alone_words(self.language);
        let once = if has_repeats(actions) { words.once } else { "" };
        let mut facts = vec![fact(words.actions, actions.count(|_| true).actions, once.to_owned())];
        match actions.reported_year() {
            Some(year) => {
                let late = actions.with_progress(year, koe_core::plan::Progress::Late).len();
                facts.push(fact(words.late_actions, late, self.year(year)));
            }
            None if !actions.years.is_empty() => {
                facts.push(fact(words.new_actions, actions.new_actions().len(), words.what_is_new.to_owned()));
            }
            None => {}
        }
        facts
    }
}

fn fact(name: &str, things: usize, note: String) -> Fact {
    let value = Some(Decimal::round(&ratio(things, 1), 0));
    Fact { name: name.to_owned(), big: count_of(things), value, note, ..Fact::default() }
}

#[cfg(test)]
mod tests {
    use koe_core::definition::Language;
    use koe_core::plan::{Plan, Progress};

    use super::super::sample::published;
    use super::*;

    fn of(plan: &Plan, language: Language) -> Outlook<'_> {
        Outlook { plan, language, years: language.into() }
    }

    fn figures(outlook: Outlook<'_>) -> Vec<String> {
        outlook.facts().iter().map(|fact| format!("{} {}{}", fact.name, fact.big, fact.small)).collect()
    }

    /// The figures of issue 5: 6 indicators without any figure yet, 38 actions, 17
    /// competencies of 9 positions; 69 actions.
    #[test]
    fn published_plans_say_what_they_are() {
        let iwaki = published("iwaki-plan");
        let own = of(&iwaki, Language::Ja);
        assert_eq!(own.headline(), "指標6の内訳は、未報告6です。");
        assert_eq!(own.findings(), ["取組は38件です。", "9つの職位に求める能力は、17です。"]);
        assert_eq!(figures(own), ["指標 6", "取組 38", "求める能力 17"]);
        let aizu = published("aizuwakamatsu-plan");
        let own = of(&aizu, Language::Ja);
        assert_eq!(own.headline(), "取組は69件（再掲を除く）で、うち17件は新規か、計画の初年度より後に始まります。");
        assert_eq!(own.findings(), ["実績の報告がないので、遅れは判定していません。"]);
        assert_eq!(figures(own), ["取組 69", "新しい取組 17"]);
        assert_eq!(figures(of(&aizu, Language::En)), ["Actions 69", "New actions 17"]);
    }

    /// Koriyama's board: 14 indicators, one of them not reported, 4 behind and one
    /// below its baseline.
    #[test]
    fn what_is_reported_is_counted_and_the_late_are_named() {
        let koriyama = published("koriyama-2025");
        assert_eq!(figures(of(&koriyama, Language::Ja))[0], "達成・維持・計画どおりの指標 8 / 13");
        let mut plan = published("aizuwakamatsu-plan");
        for action in plan.actions.as_mut().unwrap().actions.iter_mut().take(7) {
            action.cells[0].actual = Some("研究".to_owned());
            action.cells[0].progress = Progress::Late;
        }
        let own = of(&plan, Language::Ja);
        assert_eq!(own.headline(), "令和5年度に計画より遅れている取組は7件です。");
        assert_eq!(figures(own), ["取組 69", "遅れている取組 7"]);
        let findings = own.findings();
        assert_eq!(findings.len(), 5 + 2);
        assert!(
            findings[0].starts_with("ホームページの採用情報の充実及び就職セミナー等への参加（計画 実施、実績 研究）")
        );
        assert_eq!(findings[5], "遅れている取組はほかに2件あり、下の「指標と計画」に並べています。");
        assert_eq!(findings[6], "新規の取組、または計画の初年度より後に始まる取組は17件です。");
    }

    #[test]
    fn the_method_says_what_is_judged_in_the_plan() {
        let colophon = Colophon { version: "0.1.0".to_owned(), inputs: Vec::new() };
        let told = |sample: &str, language| of(&published(sample), language).making(&colophon);
        let iwaki = told("iwaki-plan", Language::Ja).concat();
        assert!(iwaki.contains("達成率＝") && iwaki.contains("道筋＝") && iwaki.contains("「後退」"));
        assert!(!iwaki.contains("再掲") && !iwaki.contains("段階"), "it has no years: {iwaki}");
        let aizu = told("aizuwakamatsu-plan", Language::En).join("\n");
        assert!(aizu.contains("earlier stage") && aizu.contains("counted once") && !aizu.contains("Attained"));
        assert!(aizu.contains("koe 0.1.0"));
    }
}
