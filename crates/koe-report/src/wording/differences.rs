//! What is said of the largest differences between units and everyone.

use koe_core::definition::Language;
use koe_core::release::{Level, Segment};

use super::compare::interval_of;
use super::comparison::is_tested;
use super::{NAME, Sentences};
use crate::differences::Difference;
use crate::typeset::{count, cut, figure, one_line};

impl Sentences<'_> {
    /// The largest differences that hold after adjustment, a sentence each; one
    /// that there are none; nothing where nothing was compared.
    pub(crate) fn differences(self) -> Vec<String> {
        if self.figures.compared.is_none_or(|compared| compared.families.is_empty()) {
            return Vec::new();
        }
        let told: Vec<String> = self.figures.differences().iter().map(|it| self.difference(it)).collect();
        if !told.is_empty() {
            return told;
        }
        let is_any_tested = self.figures.rows.iter().any(is_tested);
        vec![
            match self.language {
                Language::Ja if !is_any_tested => {
                    "全体との差を検定できる区分がない（人数か、回答の散らばりが足りない）ため、差があるかどうかは言えません。"
                }
                Language::En if !is_any_tested => {
                    "No group could be tested (too few people, or no spread in their answers), so it cannot be said whether any \
                     differs from everyone."
                }
                Language::Ja => "比べた数を調整すると、全体との差が確かめられた区分はありません。",
                Language::En => {
                    "After adjustment for the number of comparisons, no group is shown to differ from everyone."
                }
            }
            .to_owned(),
        ]
    }

    fn difference(self, it: &Difference<'_>) -> String {
        let who = self.unit_name(&it.row.segment);
        let by = figure(it.printed.abs());
        let places = self.figures.about.decimals;
        let interval = interval_of(it.own, places, self.language);
        let n = it.row.respondents.map(count).unwrap_or_default();
        let name = self.quoted(&it.row.name);
        match self.language {
            Language::Ja => {
                let line = if it.row.level == Level::Overall { String::new() } else { format!("{name}が") };
                let way = if it.printed.is_negative() { "低く" } else { "高く" };
                let interval = interval.map(|interval| format!("差の95%区間 {interval}、")).unwrap_or_default();
                format!(
                    "{who}は{line}全体より{by}点{way}、比べた数を調整しても差が確かめられます（{interval}回答者{n}人）。"
                )
            }
            Language::En => {
                let line = if it.row.level == Level::Overall { "overall".to_owned() } else { format!("in {name}") };
                let way = if it.printed.is_negative() { "below" } else { "above" };
                let interval = interval.map(|interval| format!("95% interval {interval}, ")).unwrap_or_default();
                format!(
                    "{who} is {by} {way} everyone {line}; the difference holds after adjustment for the number of \
                     comparisons ({interval}n = {n})."
                )
            }
        }
    }

    /// A unit without what the filter says of everyone.
    fn unit_name(self, segment: &Segment) -> String {
        let own = segment.0.iter().skip(self.figures.about.filter.0.len());
        let names: Vec<String> = own.map(|(_, value)| cut(&one_line(value), NAME)).collect();
        names.join(" × ")
    }
}

#[cfg(test)]
mod tests {
    use koe_core::compare::Test;
    use koe_core::release::{Compared, Family};

    use super::*;
    use crate::sample::Sample;

    #[test]
    fn what_was_not_tested_is_not_said_to_be_alike() {
        let mut sample = Sample::koriyama().with_segment("部局", "総務部");
        sample.compared("総務部", "0.21", 0.3, (1, 2, 2));
        let family =
            Family { attributes: vec!["部局".to_owned()], level: Level::Overall, test: Test::Welch, size: 1 };
        sample.compared = Some(Compared { families: vec![family], ..Compared::default() });
        let said = |sample: &Sample, language| Sentences::new(sample.figures(), language).differences();
        assert!(said(&sample, Language::En)[0].starts_with("After adjustment"));
        for row in &mut sample.rows {
            if let Some(own) = &mut row.comparison {
                own.p_adjusted = None;
            }
        }
        assert!(said(&sample, Language::Ja)[0].contains("言えません"));
        assert!(said(&sample, Language::En)[0].starts_with("No group could be tested"));
    }

    #[test]
    fn a_difference_is_told_with_its_interval_and_n() {
        let mut sample = Sample::koriyama().with_segment("部局", "総務部");
        sample.compared("総務部", "0.21", 0.012, (2, 2, 3));
        let n = count(sample.rows[0].respondents.unwrap());
        let told = |language| {
            let figures = sample.figures();
            let it = figures.differences()[0];
            Sentences::new(figures, language).difference(&it)
        };
        assert_eq!(
            told(Language::Ja),
            format!(
                "総務部は全体より0.21点低く、比べた数を調整しても差が確かめられます（差の95%区間 −0.29〜−0.13、回答者{n}人）。"
            )
        );
        assert_eq!(
            told(Language::En),
            format!(
                "総務部 is 0.21 below everyone overall; the difference holds after adjustment for the number of \
                 comparisons (95% interval −0.29 to −0.13, n = {n})."
            )
        );
    }
}
