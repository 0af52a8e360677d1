//! What is said of who answered: the range of the rates, and how many groups are
//! under the line; not why.

use koe_core::definition::Language;
use koe_core::quality::LOW_RESPONSE;
use koe_core::release::{ResponseRate, ResponseState};

use super::{NAME, Sentences, nobody_of, out_of, part_words, under, words};
use crate::response::{Empty, Grouping};
use crate::typeset::{count, cut, figure, one_line};

/// The labels of response rates beyond those of the drawing parts.
#[derive(Debug, serde::Serialize)]
pub(crate) struct ResponseWords {
    /// The sheet of a workbook, and the figure of a page.
    pub(crate) rates: &'static str,
    pub(crate) about: &'static str,
    pub(crate) invited: &'static str,
    pub(crate) rate: &'static str,
    pub(crate) remark: &'static str,
    pub(crate) everyone_answered: &'static str,
    pub(crate) everyone: &'static str,
    /// What the strip of bars shows.
    pub(crate) strip: &'static str,
}

/// The labels of response rates in a language.
pub(crate) fn response_words(language: Language) -> &'static ResponseWords {
    match language {
        Language::Ja => &JA,
        Language::En => &EN,
    }
}

static JA: ResponseWords = ResponseWords {
    rates: "回答率",
    about: "属性の値ごとの対象者、回答者、回答率",
    invited: "対象者",
    rate: "回答率 %",
    remark: "備考",
    everyone_answered: "属性の値ごとの回答率",
    everyone: "全体",
    strip: "回答率、0〜100%",
};

static EN: ResponseWords = ResponseWords {
    rates: "Response rates",
    about: "Invited, respondents and response rate by value of an attribute",
    invited: "Invited",
    rate: "Response rate %",
    remark: "Remark",
    everyone_answered: "Response rates by value of an attribute",
    everyone: "Everyone",
    strip: "Response rate, 0–100%",
};

/// What is to be said of a group beside its figures; nothing of most.
pub(crate) fn remark(rate: &ResponseRate, language: Language) -> String {
    match (rate.state, rate.invited, rate.low) {
        (ResponseState::Withheld, ..) => words(language).withheld.to_owned(),
        (ResponseState::NoHeadcount, ..) => part_words(language).no_rate.to_owned(),
        (ResponseState::Nobody, Some(invited), _) => nobody_of(invited, language),
        (_, _, Some(true)) => low_response(language),
        _ => String::new(),
    }
}

/// Why a group has no score, in a cell: 回答なし over 0／12, 非公表, 該当者なし.
pub(crate) fn empty_cell(empty: Empty, language: Language) -> (&'static str, Option<String>) {
    let parts = part_words(language);
    match empty {
        Empty::Silent { invited } => (parts.nobody, Some(out_of(0, invited, language))),
        Empty::Withheld => (words(language).withheld_short, None),
        Empty::Vacant => (parts.vacant, None),
    }
}

/// A rate below the line: 60%未満.
pub(crate) fn low_response(language: Language) -> String {
    under(&LOW_RESPONSE.to_string(), language)
}

impl Sentences<'_> {
    /// The headline over the response rates by an attribute: their range, and how
    /// many are under the line.
    pub(crate) fn rates_headline(self, by: &Grouping<'_>) -> String {
        let name = cut(&one_line(&by.name), NAME);
        let shown = by.printed().count();
        let (all, line) = (shown == by.groups.len(), LOW_RESPONSE);
        let Some((low, high)) = by.printed().min().zip(by.printed().max()) else {
            return match self.language {
                Language::Ja => format!("{name}別に示せる回答率はありません。"),
                Language::En => format!("No response rate by {name} can be shown."),
            };
        };
        let (low, high) = (figure(low), figure(high));
        match self.language {
            Language::Ja => {
                let of = if all { String::new() } else { format!("、示せる{shown}区分では") };
                let range = if low == high { format!("{low}%で") } else { format!("{low}%から{high}%で") };
                let under = match by.low() {
                    0 => format!("{line}%を下回る区分はありません"),
                    n => format!("{n}区分が{line}%を下回っています"),
                };
                format!("{name}別の回答率は{of}{range}、{under}。")
            }
            Language::En => {
                let of = if all { String::new() } else { format!(" of the {shown} groups shown") };
                let range = if low == high { format!("are {low}%") } else { format!("lie between {low}% and {high}%") };
                let under = match by.low() {
                    0 => format!("none is under {line}%"),
                    1 => format!("one is under {line}%"),
                    n => format!("{n} are under {line}%"),
                };
                format!("By {name}, response rates{of} {range}; {under}.")
            }
        }
    }

    /// What the chart shows: measure, everyone's rate, number of groups, order.
    pub(crate) fn rates_subtitle(self, by: &Grouping<'_>) -> String {
        let everyone = self.figures.response_of_everyone().and_then(|rate| {
            let people = out_of(rate.respondents?, rate.invited?, self.language);
            Some((figure(rate.response_rate_text?), people))
        });
        let (all, line) = (by.groups.len(), LOW_RESPONSE);
        let withheld = by.groups.iter().filter(|group| group.rate.state == ResponseState::Withheld).count();
        match self.language {
            Language::Ja => {
                let everyone =
                    everyone.map(|(rate, people)| format!("、全体は{rate}%（{people}）")).unwrap_or_default();
                let withheld =
                    if withheld == 0 { String::new() } else { format!("（うち{withheld}区分は非公表）") };
                format!("回答者の対象者に対する割合{everyone}、{all}区分{withheld}、属性の順、縦線は{line}%")
            }
            Language::En => {
                let everyone = everyone.map(|(rate, people)| format!(", everyone {rate}% ({people})"));
                let withheld = if withheld == 0 { String::new() } else { format!(" ({withheld} withheld)") };
                let groups = if all == 1 { "group" } else { "groups" };
                format!(
                    "Respondents as a share of those invited{}; {all} {groups}{withheld}, in the attribute's own order; \
                     line at {line}%",
                    everyone.unwrap_or_default()
                )
            }
        }
    }

    /// Which groups are shown.
    pub(crate) fn rates_note(self) -> String {
        let least = count(self.figures.about.min_respondents);
        match self.language {
            Language::Ja => {
                format!("回答率は、対象者が{least}人以上の区分について、スコアを公表しない区分も含めて示します。")
            }
            Language::En => format!(
                "Response rates are shown for groups of at least {least} invited, also where their scores are withheld."
            ),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sample::Sample;

    fn said(sample: &Sample, language: Language) -> (String, String) {
        let sentences = Sentences::new(sample.figures(), language);
        let by = &sample.figures().groupings()[0];
        (sentences.rates_headline(by), sentences.rates_subtitle(by))
    }

    #[test]
    fn the_range_is_of_what_is_shown_and_the_line_is_told() {
        let mut sample = Sample::koriyama().with_responses("部局");
        let (headline, subtitle) = said(&sample, Language::Ja);
        assert_eq!(headline, "部局別の回答率は、示せる3区分では0.00%から60.00%で、2区分が60%を下回っています。");
        assert_eq!(
            subtitle,
            "回答者の対象者に対する割合、全体は60.14%（2,118／3,522）、5区分（うち1区分は非公表）、属性の順、縦線は60%"
        );
        let (headline, subtitle) = said(&sample, Language::En);
        assert_eq!(
            headline,
            "By 部局, response rates of the 3 groups shown lie between 0.00% and 60.00%; 2 are under 60%."
        );
        assert!(subtitle.contains("everyone 60.14% (2,118 / 3,522); 5 groups (1 withheld)"));
        sample.response.truncate(2);
        assert_eq!(said(&sample, Language::Ja).0, "部局別の回答率は60.00%で、60%を下回る区分はありません。");
        sample.response[1].response_rate_text = None;
        assert_eq!(said(&sample, Language::Ja).0, "部局別に示せる回答率はありません。");
    }

    #[test]
    fn every_absence_has_its_remark() {
        let sample = Sample::koriyama().with_responses("部局");
        let remarks: Vec<String> = sample.response.iter().map(|rate| remark(rate, Language::Ja)).collect();
        let expected =
            ["", "", "60%未満", "回答なし（対象者12人のうち0人）", "非公表（少人数）", "回答率なし（対象者数が不明）"];
        assert_eq!(remarks, expected);
    }
}
