//! Headlines, subtitles and notes beside figures.

use koe_core::definition::{Language, Rule};
use koe_core::release::Row;
use koe_stats::Decimal;

use super::names::{capitalised, spelled, things};
use super::{Sentences, picture, words, year};
use crate::typeset::{count, figure, scale_range, signed};

impl Sentences<'_> {
    /// What the chart of scores (against targets) shows: measure, scale, n, order.
    pub(crate) fn subtitle(self) -> String {
        let about = self.figures.about;
        let scale = scale_range(about.scale, self.language);
        let n = self.respondents();
        let targets = self.figures.has_targets();
        let when = about.target_year.map(|western| year(western, self.language, about.years));
        match self.language {
            Language::Ja => {
                let measure = match (targets, when) {
                    (true, Some(when)) => format!("スコアと{when}の目標"),
                    (true, None) => "スコアと目標".to_owned(),
                    (false, _) => "スコア".to_owned(),
                };
                let n = n.map(|n| format!("、回答者{n}人")).unwrap_or_default();
                format!("{measure}、{scale}点（目盛りは全体を表示）{n}、調査票の順")
            }
            Language::En => {
                let measure = match (targets, when) {
                    (true, Some(when)) => format!("Scores and targets for {when}"),
                    (true, None) => "Scores and targets".to_owned(),
                    (false, _) => "Scores".to_owned(),
                };
                let n = n.map(|n| format!(", n = {n}")).unwrap_or_default();
                format!("{measure}, {scale} (whole scale shown){n}, in survey order")
            }
        }
    }

    /// What a chart shows, for a picture that stands alone: survey and wave first.
    pub(crate) fn with_survey(self, subtitle: &str) -> String {
        picture::with_survey(&self.whole_name(), subtitle, self.language)
    }

    /// What a picture shows, told one thing after the other.
    pub(crate) fn told(self, parts: &[String]) -> String {
        picture::told(parts, self.language)
    }

    /// Where the figures of a slide come from.
    pub(crate) fn source(self) -> String {
        let rule = rule(self.figures.about.rule, self.language);
        picture::source(&self.whole_name(), self.respondents(), rule, self.language)
    }

    /// How many respondents the overall score has.
    pub(super) fn respondents(self) -> Option<String> {
        self.figures.overall()?.respondents.map(count)
    }

    /// The headline over the chart of scores. Without targets the overall
    /// score is the page's headline already, so this one tells the range.
    pub(crate) fn chart_headline(self) -> String {
        self.below_target().or_else(|| self.range_of_lowest()).unwrap_or_else(|| self.standing())
    }

    fn range_of_lowest(self) -> Option<String> {
        let lowest = self.figures.lowest();
        if lowest.iter().any(|row| !row.comparable) {
            return None;
        }
        let (low, high) = lowest_highest(lowest.into_iter()).filter(|(low, high)| low != high)?;
        let kind = self.kind();
        Some(match self.language {
            Language::Ja => format!("{kind}のスコアは{low}点から{high}点の間にあります。"),
            Language::En => format!("Scores of {kind} lie between {low} and {high}."),
        })
    }

    /// The headline over the items: the range of their printed scores.
    pub(crate) fn items_headline(self) -> String {
        if self.figures.items().any(|row| !row.comparable) {
            return match self.language {
                Language::Ja => "設問の尺度は一つではありません。",
                Language::En => "The items have more than one scale.",
            }
            .to_owned();
        }
        let Some((low, high)) = lowest_highest(self.figures.items()) else {
            return match self.language {
                Language::Ja => "設問のスコアは非公表（少人数）です。",
                Language::En => "Item scores are withheld (small group).",
            }
            .to_owned();
        };
        match self.language {
            Language::Ja if low == high => format!("設問のスコアは{low}点です。"),
            Language::Ja => format!("設問のスコアは{low}点から{high}点の間にあります。"),
            Language::En if low == high => format!("Item scores are {low}."),
            Language::En => format!("Item scores lie between {low} and {high}."),
        }
    }

    /// What the table of items shows.
    pub(crate) fn items_subtitle(self) -> String {
        let items = self.figures.items().count();
        match self.language {
            Language::Ja => format!("{items}設問のスコアと95%区間、肯定の割合、調査票の順"),
            Language::En => format!("Scores of {items} items with 95% intervals and favorable shares, in survey order"),
        }
    }

    /// What the scale of the overall score is.
    pub(crate) fn scale(self) -> String {
        let (whole, middle) = (scale_range(self.figures.about.scale, self.language), figure(self.figures.midpoint()));
        match self.language {
            Language::Ja => format!("{whole}点、中間点{middle}"),
            Language::En => format!("on {whole}, midpoint {middle}"),
        }
    }

    /// What the figure of the target is called.
    pub(crate) fn target_name(self, when: Option<String>) -> String {
        match (self.language, when) {
            (Language::Ja, Some(when)) => format!("{when}の目標"),
            (Language::En, Some(when)) => format!("Target for {when}"),
            (language, None) => words(language).target.to_owned(),
        }
    }

    /// The gap of the overall score, with the yearly step it takes.
    pub(crate) fn gap_note(self, gap: Decimal) -> String {
        let label = words(self.language).gap;
        match (self.language, self.yearly()) {
            (Language::Ja, Some(yearly)) => format!("{label} {}（{yearly}）", signed(gap)),
            (Language::En, Some(yearly)) => format!("{label} {} ({yearly})", signed(gap)),
            (_, None) => format!("{label} {}", signed(gap)),
        }
    }

    /// The step a year that the target takes.
    fn yearly(self) -> Option<String> {
        // A step too small for a digit is no step of zero.
        let step = signed(self.figures.step?.per_year.filter(|step| !step.is_zero())?);
        Some(match self.language {
            Language::Ja => format!("年に{step}が必要"),
            Language::En => format!("{step} a year needed"),
        })
    }

    /// How many of the invited answered.
    pub(crate) fn answered(self) -> Option<String> {
        let row = self.figures.overall()?;
        let (respondents, invited) = (count(row.respondents?), count(row.invited?));
        Some(match self.language {
            Language::Ja => format!("{invited}人のうち{respondents}人"),
            Language::En => format!("{respondents} of {invited}"),
        })
    }

    /// What the count of lowest categories below target is called.
    pub(crate) fn below_target_name(self) -> String {
        let kind = self.kind();
        match self.language {
            Language::Ja => format!("目標を下回る{kind}"),
            Language::En => format!("{} below target", capitalised(kind)),
        }
    }

    /// What the count of lowest categories below the overall score is called.
    pub(crate) fn below_overall_name(self) -> String {
        let kind = self.kind();
        match self.language {
            Language::Ja => format!("全体スコアを下回る{kind}"),
            Language::En => format!("{} below the overall score", capitalised(kind)),
        }
    }

    /// What the rest of the lowest categories did; where some are withheld,
    /// that the count is of those shown.
    pub(crate) fn others_note(self, below: usize, all: usize) -> String {
        let others = all - below;
        match self.language {
            Language::Ja if self.some_withheld() => format!("公表できる{}のうち", things(all)),
            Language::En if self.some_withheld() => format!("of the {} shown", spelled(all)),
            _ if others == 0 => String::new(),
            Language::Ja if below == 0 => "すべて目標に達しています".to_owned(),
            Language::Ja => format!("ほかの{}は目標に達しています", things(others)),
            Language::En if below == 0 => "all meet theirs".to_owned(),
            Language::En if others == 1 => "the other one meets it".to_owned(),
            Language::En => format!("the other {} meet theirs", spelled(others)),
        }
    }

    /// Which answers count as favorable.
    pub(crate) fn favorable_note(self) -> String {
        let points = self.favorable_points();
        match self.language {
            _ if points.is_empty() => points,
            Language::Ja => format!("{points}と答えた割合"),
            Language::En => format!("answers {points}"),
        }
    }
}

/// The lowest and the highest printed score of some rows.
fn lowest_highest<'a>(rows: impl Iterator<Item = &'a Row>) -> Option<(String, String)> {
    let scores: Vec<Decimal> = rows.filter_map(|row| row.mean_text).collect();
    Some((figure(*scores.iter().min()?), figure(*scores.iter().max()?)))
}
/// How answers became scores, in a few words.
pub(crate) fn rule(rule: Rule, language: Language) -> &'static str {
    match (language, rule) {
        (Language::Ja, Rule::Pooled) => "回答を合わせた平均",
        (Language::Ja, Rule::ItemMean) => "設問の平均の平均",
        (Language::Ja, Rule::RespondentMean) => "回答者の平均の平均",
        (Language::En, Rule::Pooled) => "mean of all answers",
        (Language::En, Rule::ItemMean) => "mean of item means",
        (Language::En, Rule::RespondentMean) => "mean of respondents' means",
    }
}
