//! Sentences with figures in them, both languages side by side.

use koe_core::definition::Language;
use koe_core::release::{CodeName, Row, Status};
use koe_stats::Decimal;

use super::names::{capitalised, spelled, things};
use super::trend::Telling;
use super::{words, year};
use crate::figures::Figures;
use crate::typeset::{count, figure};

/// Most findings on a first screen.
const MOST_FINDINGS: usize = 5;

/// What can be said of the released figures.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Sentences<'a> {
    pub(super) figures: Figures<'a>,
    pub(super) language: Language,
}

impl<'a> Sentences<'a> {
    pub(crate) fn new(figures: Figures<'a>, language: Language) -> Self {
        Self { figures, language }
    }

    /// At most three sentences for a manager: where the score stands, what it
    /// takes, how many categories are short.
    pub(crate) fn summary(self) -> Vec<String> {
        [Some(self.standing()), self.step(), self.below_target()].into_iter().flatten().collect()
    }

    /// Where the overall score stands against its target.
    pub(crate) fn standing(self) -> String {
        let ja = self.language == Language::Ja;
        let overall = self.figures.overall();
        let Some((row, mean)) = overall.and_then(|row| Some((row, row.mean_text?))) else {
            return if ja {
                "全体スコアは非公表（少人数）です。"
            } else {
                "The overall score is withheld (small group)."
            }
            .to_owned();
        };
        let score = figure(mean);
        let (Some(target), Some(gap)) = (row.target_text, row.gap_text) else {
            return if ja {
                format!("全体スコアは{score}点です。")
            } else {
                format!("The overall score is {score}.")
            };
        };
        let goal = figure(target);
        let missing = figure(gap.abs());
        let about = self.figures.about;
        let when = about.target_year.map(|western| year(western, self.language, about.years));
        match (self.language, gap.is_negative()) {
            (Language::Ja, below) => {
                let when = when.map(|when| format!("{when}の")).unwrap_or_default();
                if below {
                    format!("全体スコアは{score}点、{when}目標{goal}点まであと{missing}点です。")
                } else {
                    format!("全体スコアは{score}点で、{when}目標{goal}点に達しています。")
                }
            }
            (Language::En, below) => {
                let when = when.map(|when| format!(" for {when}")).unwrap_or_default();
                if below {
                    format!("The overall score is {score}, {missing} short of its target of {goal}{when}.")
                } else {
                    format!("The overall score is {score} and meets its target of {goal}{when}.")
                }
            }
        }
    }

    /// How many answers would have to move up a point.
    pub(crate) fn step(self) -> Option<String> {
        let one_in = usize::try_from(self.figures.step?.one_in).ok()?;
        let row = self.figures.overall()?;
        let (score, target) = (figure(row.mean_text?), figure(row.target_text?));
        let who = match (self.language, one_in) {
            (_, 0) => return None,
            (Language::Ja, 1) => "すべての回答".to_owned(),
            (Language::Ja, n) if n < 10 => format!("回答の{}に1つ", things(n)),
            (Language::Ja, _) => format!("回答{}件に1件", count(self.figures.step?.one_in)),
            (Language::En, 1) => "every answer".to_owned(),
            (Language::En, n) => format!("one answer in {}", spelled(n)),
        };
        Some(match self.language {
            Language::Ja => format!("{score}点を{target}点にするには、{who}が1点上がる必要があります。"),
            Language::En => format!("{score} → {target}: {who} would have to move up a point."),
        })
    }

    /// How many of the lowest categories are below their target.
    pub(crate) fn below_target(self) -> Option<String> {
        let (below, all) = self.figures.below_target();
        let kind = self.kind();
        let of = match (self.language, self.some_withheld()) {
            (Language::Ja, true) => format!("公表できる{}の{kind}", things(all)),
            (Language::Ja, false) => format!("{}の{kind}", things(all)),
            (Language::En, true) => format!("{} {kind} shown", spelled(all)),
            (Language::En, false) => format!("{} {kind}", spelled(all)),
        };
        Some(match (self.language, below) {
            // One category alone says what the overall score says.
            _ if all < 2 => return None,
            (Language::Ja, 0) => format!("{of}はすべて目標に達しています。"),
            (Language::Ja, below) if below == all => format!("{of}はすべて目標を下回っています。"),
            (Language::Ja, below) => format!("{of}のうち{}が目標を下回っています。", things(below)),
            (Language::En, 0) => format!("All {of} meet their targets."),
            (Language::En, below) if below == all => format!("All {of} are below their targets."),
            (Language::En, 1) => format!("One of {of} is below its target."),
            (Language::En, below) => format!("{} of {of} are below their targets.", capitalised(&spelled(below))),
        })
    }

    /// Whether a lowest category is withheld: a count of what is shown must not
    /// read as a count of all there are.
    pub(super) fn some_withheld(self) -> bool {
        self.figures.lowest().iter().any(|row| row.suppressed)
    }

    /// At most five findings: whether the score moved, then the largest first to
    /// act on.
    pub(crate) fn findings(self) -> Vec<String> {
        let moved = self.figures.trend.and_then(|waves| Telling { waves, language: self.language }.moved());
        let found = [
            moved,
            self.largest_gap(),
            self.top_below_overall(),
            self.lowest_below_overall(),
            self.extreme_items(),
            self.step(),
        ];
        found.into_iter().flatten().take(MOST_FINDINGS).collect()
    }

    /// The lowest category farthest below its target.
    fn largest_gap(self) -> Option<String> {
        let rows = self.figures.largest_gap();
        let first = rows.first()?;
        let gap = figure(first.gap_text?.abs());
        let kind = self.kind_of_one();
        if let [row] = rows.as_slice() {
            let (name, score) = (self.quoted(&row.name), figure(row.mean_text?));
            return Some(match self.language {
                Language::Ja => {
                    format!("目標との差が最も大きい{kind}は{name}です（{score}点、目標まで{gap}点）。")
                }
                Language::En => {
                    format!("The {kind} farthest below its target is {name}, at {score}, {gap} short.")
                }
            });
        }
        let names = self.listed(rows.iter().map(|row| self.quoted(&row.name)).collect());
        Some(match self.language {
            Language::Ja => format!("目標との差が最も大きい{kind}は{names}です（目標まで{gap}点）。"),
            Language::En => format!("Farthest below target are {names}, {gap} short each."),
        })
    }

    /// Top categories below the overall score, where the tree has more levels.
    fn top_below_overall(self) -> Option<String> {
        if !self.figures.is_deep() {
            return None;
        }
        let overall = self.figures.overall()?.mean_text?;
        let below: Vec<String> = self
            .figures
            .top()
            .filter(|row| row.comparable && row.mean_text.is_some_and(|mean| mean < overall))
            .filter_map(|row| self.with_score(&row.name, Some(row)))
            .collect();
        if below.is_empty() {
            return None;
        }
        let verb = if below.len() == 1 { "is" } else { "are" };
        let names = self.listed(below);
        Some(match self.language {
            Language::Ja => format!("大項目では{names}が全体スコアを下回っています。"),
            Language::En => format!("Among the categories, {names} {verb} below the overall score."),
        })
    }

    /// Lowest categories below the overall score, but for those already named
    /// as farthest below their target.
    fn lowest_below_overall(self) -> Option<String> {
        let all = self.figures.below_overall;
        let overall = figure(self.figures.overall()?.mean_text?);
        let farthest: Vec<&str> = self.figures.largest_gap().iter().map(|row| row.code.as_str()).collect();
        let said = |named: &&CodeName| farthest.contains(&named.code.as_str());
        let told = !farthest.is_empty() && all.iter().filter(said).count() == farthest.len();
        let below: Vec<CodeName> = all.iter().filter(|named| !(told && said(named))).cloned().collect();
        if below.is_empty() {
            return None;
        }
        let names = self.scored(&below);
        let (kind, one) = (self.kind(), self.kind_of_one());
        Some(match (self.language, below.len(), told) {
            (Language::Ja, n, told) => {
                let of = if n == 1 { String::new() } else { format!("の{}", things(n)) };
                let other = if told { "ほかに" } else { "" };
                format!("{other}全体スコア{overall}点を下回る{kind}は{names}{of}です。")
            }
            (Language::En, 1, true) => format!("Also below the overall score of {overall}: {names}."),
            (Language::En, 1, false) => format!("One {one} is below the overall score of {overall}: {names}."),
            (Language::En, n, told) => {
                let n = capitalised(&spelled(n));
                let other = if told { "other " } else { "" };
                format!("{n} {other}{kind} are below the overall score of {overall}: {names}.")
            }
        })
    }

    /// The highest and the lowest item.
    fn extreme_items(self) -> Option<String> {
        let extremes = self.figures.overall_extremes()?;
        // Where all are alike there is no highest and no lowest.
        if extremes.highest.is_empty() || extremes.highest == extremes.lowest {
            return None;
        }
        let (high, low) = (self.scored(&extremes.highest), self.scored(&extremes.lowest));
        Some(match self.language {
            Language::Ja => format!("最も高い設問は{high}、最も低い設問は{low}です。"),
            Language::En => format!("The highest item is {high}, the lowest {low}."),
        })
    }
}

/// The status of a row as a word; empty where there is no target.
pub(crate) fn status(row: &Row, language: Language) -> &'static str {
    let words = words(language);
    match row.status {
        Some(Status::Below) => words.below,
        Some(Status::Met) if row.gap_text.is_some_and(Decimal::is_zero) => words.held,
        Some(Status::Met) => words.met,
        Some(Status::None) | None => "",
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sample::Sample;

    #[test]
    fn koriyama_says_what_the_city_printed() {
        let sample = Sample::koriyama();
        let ja = Sentences::new(sample.figures(), Language::Ja);
        assert_eq!(
            ja.summary(),
            [
                "全体スコアは4.06点、令和11年度の目標4.17点まであと0.11点です。",
                "4.06点を4.17点にするには、回答の9つに1つが1点上がる必要があります。",
                "9つの中項目のうち5つが目標を下回っています。",
            ]
        );
        let en = Sentences::new(sample.figures(), Language::En);
        assert_eq!(
            en.summary(),
            [
                "The overall score is 4.06, 0.11 short of its target of 4.17 for 2029.",
                "4.06 → 4.17: one answer in nine would have to move up a point.",
                "Five of nine subcategories are below their targets.",
            ]
        );
        assert_eq!(ja.gap_note("-0.11".parse().unwrap()), "差 −0.11（年に+0.03が必要）");
    }

    #[test]
    fn findings_quote_names_and_are_at_most_five() {
        let sample = Sample::koriyama();
        let findings = Sentences::new(sample.figures(), Language::Ja).findings();
        assert_eq!(findings.len(), 5);
        assert_eq!(findings[0], "目標との差が最も大きい中項目は「互いを認め合う精神」です（3.35点、目標まで0.71点）。");
        assert_eq!(
            findings[1],
            "大項目では「人材確保・配置」（3.86点）と「エンゲージメント」（3.99点）が全体スコアを下回っています。"
        );
        assert_eq!(
            findings[2],
            "ほかに全体スコア4.06点を下回る中項目は「自己啓発」（3.72点）、「人材確保」（3.90点）、「人材配置」（3.79点）、「職場風土」（3.96点）の4つです。"
        );
        assert_eq!(
            findings[3],
            "最も高い設問は「ハラスメント対策の重要性を理解している」（4.84点）、最も低い設問は「『フロンティア賞』を知っている」（3.13点）です。"
        );
    }

    #[test]
    fn what_lies_on_another_scale_is_not_said_to_be_below() {
        let mut sample = Sample::koriyama();
        sample.rows.iter_mut().filter(|row| row.code == "2").for_each(|row| row.comparable = false);
        let findings = Sentences::new(sample.figures(), Language::Ja).findings();
        assert_eq!(findings[1], "大項目では「エンゲージメント」（3.99点）が全体スコアを下回っています。");
    }

    #[test]
    fn a_survey_without_targets_claims_none() {
        let sample = Sample::koriyama().without_targets();
        let ja = Sentences::new(sample.figures(), Language::Ja);
        assert_eq!(ja.summary(), ["全体スコアは4.06点です。"]);
        assert_eq!(ja.chart_headline(), "中項目のスコアは3.35点から4.32点の間にあります。");
        let en = Sentences::new(sample.figures(), Language::En);
        assert_eq!(en.chart_headline(), "Scores of subcategories lie between 3.35 and 4.32.");
    }

    #[test]
    fn what_is_withheld_is_not_counted_in_silence() {
        let mut sample = Sample::koriyama();
        sample.withhold("1.2");
        let ja = Sentences::new(sample.figures(), Language::Ja);
        assert_eq!(ja.below_target().unwrap(), "公表できる8つの中項目のうち4つが目標を下回っています。");
        let en = Sentences::new(sample.figures(), Language::En);
        assert_eq!(en.below_target().unwrap(), "Four of eight subcategories shown are below their targets.");
    }

    #[test]
    fn a_withheld_overall_score_is_said_to_be_withheld() {
        let mut sample = Sample::koriyama();
        sample.withhold("overall");
        let ja = Sentences::new(sample.figures(), Language::Ja);
        assert_eq!(ja.standing(), "全体スコアは非公表（少人数）です。");
        assert_eq!(ja.step(), None);
    }
}
