//! Words of the page alone: its sections, its tables by attribute, its controls.

use koe_core::definition::Language;
use koe_core::release::Row;
use koe_stats::Decimal;
use serde::Serialize;

use super::Sentences;
use crate::Colophon;
use crate::segments::Unit;
use crate::typeset::{count, figure, one_line};

/// The labels that only the page has.
#[derive(Debug, Serialize)]
pub(crate) struct PageWords {
    pub(crate) answers_title: &'static str,
    pub(crate) segments_title: &'static str,
    pub(crate) note_segments: &'static str,
    pub(crate) shares: &'static str,
    pub(crate) key_target: &'static str,
    pub(crate) key_line: &'static str,
    pub(crate) low: &'static str,
    pub(crate) high: &'static str,
    pub(crate) other_scale: &'static str,
    pub(crate) attribute: &'static str,
    pub(crate) all: &'static str,
    pub(crate) ascending: &'static str,
    pub(crate) descending: &'static str,
    pub(crate) printed_order: &'static str,
    pub(crate) inputs: &'static str,
    pub(crate) file: &'static str,
    pub(crate) bytes: &'static str,
}

/// The page's labels of a language.
pub(crate) fn page_words(language: Language) -> &'static PageWords {
    match language {
        Language::Ja => &JA,
        Language::En => &EN,
    }
}

static JA: PageWords = PageWords {
    answers_title: "回答の内訳",
    segments_title: "属性別",
    note_segments: "区分どうしの差は検定していません。人数の少ない区分ほど、スコアは偶然に動きやすくなります。",
    shares: "回答の割合",
    key_target: "太い縦線＝目標",
    key_line: "縦の線＝全体スコア",
    low: "低い",
    high: "高い",
    other_scale: "別の尺度",
    attribute: "属性",
    all: "すべて",
    ascending: "昇順",
    descending: "降順",
    printed_order: "元の順",
    inputs: "入力ファイル",
    file: "ファイル",
    bytes: "バイト数",
};

static EN: PageWords = PageWords {
    answers_title: "Answers",
    segments_title: "By attribute",
    note_segments: "Differences between groups are not tested here; the smaller a group, the more its score moves by chance.",
    shares: "Shares of answers",
    key_target: "thick tick = target",
    key_line: "line = overall score",
    low: "lower",
    high: "higher",
    other_scale: "other scale",
    attribute: "Attribute",
    all: "All",
    ascending: "ascending",
    descending: "descending",
    printed_order: "original order",
    inputs: "Input files",
    file: "File",
    bytes: "Bytes",
};

impl Sentences<'_> {
    /// The headline over the scores by an attribute: the range of what is shown.
    pub(crate) fn units_headline(self, attribute: &str, units: &[Unit<'_>]) -> String {
        let attribute = one_line(attribute);
        let scores: Vec<Decimal> = units.iter().filter_map(|unit| unit.overall()?.mean_text).collect();
        let all = scores.len() == units.len();
        let shown = count_of(scores.len());
        match (self.language, scores.iter().min().zip(scores.iter().max())) {
            (Language::Ja, None) => format!("{attribute}別の全体スコアは非公表（少人数）です。"),
            (Language::En, None) => format!("Overall scores by {attribute} are withheld (small group)."),
            (Language::Ja, Some((low, high))) => {
                let of = if all { String::new() } else { format!("公表できる{shown}区分の") };
                let (low, high) = (figure(*low), figure(*high));
                if low == high {
                    format!("{attribute}別では、{of}全体スコアは{low}点です。")
                } else {
                    format!("{attribute}別では、{of}全体スコアは{low}点から{high}点の間にあります。")
                }
            }
            (Language::En, Some((low, high))) => {
                let of = if all { String::new() } else { format!(" of the {shown} shown") };
                let (low, high) = (figure(*low), figure(*high));
                if low == high {
                    format!("By {attribute}, overall scores{of} are {low}.")
                } else {
                    format!("By {attribute}, overall scores{of} lie between {low} and {high}.")
                }
            }
        }
    }

    /// What the table of an attribute shows: measure, number of groups, order.
    pub(crate) fn units_subtitle(self, units: &[Unit<'_>], window: &crate::window::Window) -> String {
        let (all, withheld) = (units.len(), units.iter().filter(|unit| unit.is_withheld()).count());
        let (low, high) = window.ends();
        match self.language {
            Language::Ja => {
                let withheld =
                    if withheld == 0 { String::new() } else { format!("（うち{withheld}区分は非公表）") };
                format!("全体と大項目のスコア、{all}区分{withheld}、属性の順、色は{low}〜{high}点を7段階に分けたもの")
            }
            Language::En => {
                let withheld = if withheld == 0 { String::new() } else { format!(" ({withheld} withheld)") };
                let groups = if all == 1 { "group" } else { "groups" };
                format!(
                    "Overall and category scores, {all} {groups}{withheld}, in the attribute's own order; seven steps of \
                     colour from {low} to {high}"
                )
            }
        }
    }

    /// The name of the box that a wide table moves in.
    pub(crate) fn moving_table(self, attribute: &str) -> String {
        let attribute = one_line(attribute);
        match self.language {
            Language::Ja => format!("{attribute}別の表（横に動かせます）"),
            Language::En => format!("Table by {attribute} (scrolls sideways)"),
        }
    }

    /// Why a row with a score has no bar.
    pub(crate) fn no_bar(self, row: &Row) -> String {
        if row.respondents.is_none_or(|n| n < self.figures.about.min_detail) {
            return self.no_distribution();
        }
        match self.language {
            Language::Ja => "内訳なし（尺度が一つではない）",
            Language::En => "no breakdown (several scales)",
        }
        .to_owned()
    }

    /// That favorable shares of categories follow the rule of their scores, and
    /// need not be the sum of a bar's parts.
    pub(crate) fn favorable_rule(self) -> Option<&'static str> {
        if self.figures.about.rule == koe_core::definition::Rule::Pooled {
            return None;
        }
        Some(match self.language {
            Language::Ja => "項目の肯定はスコアと同じ規則で求めた割合で、棒の合計と異なることがあります。",
            Language::En => {
                "Favorable shares of categories follow the rule of their scores and may differ from the sum of a bar."
            }
        })
    }

    /// What made the page, and how a reader can tell what it was made of.
    pub(crate) fn made_by(self, colophon: &Colophon) -> String {
        let version = one_line(&colophon.version);
        let (made, inputs) = match self.language {
            Language::Ja => (
                format!("この報告はkoe {version}で作りました。同じ入力と同じ版からは、同じ報告ができます。"),
                "下のSHA-256で、入力ファイルが同じものかを確かめられます。",
            ),
            Language::En => (
                format!("This report was made by koe {version}; the same input and version give the same report."),
                " The SHA-256 below tells whether an input file is the same.",
            ),
        };
        if colophon.inputs.is_empty() { made } else { made + inputs }
    }
}

fn count_of(n: usize) -> String {
    count(u64::try_from(n).unwrap_or(u64::MAX))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sample::Sample;

    #[test]
    fn a_range_by_attribute_is_of_what_is_shown() {
        let mut sample = Sample::koriyama().with_segment("部局", "総務部").with_segment("部局", "監査委員事務局");
        let score = "3.90".parse().unwrap();
        sample.rows.iter_mut().filter(|row| row.segment.0.first().is_some_and(|pair| pair.1 == "総務部")).for_each(
            |row| {
                row.mean_text = Some(score);
            },
        );
        let headline = |sample: &Sample, language| {
            let figures = sample.figures();
            Sentences::new(figures, language).units_headline("部局", &figures.units("部局"))
        };
        assert_eq!(headline(&sample, Language::Ja), "部局別では、全体スコアは3.90点から4.06点の間にあります。");
        sample.withhold_unit("監査委員事務局");
        assert_eq!(headline(&sample, Language::Ja), "部局別では、公表できる1区分の全体スコアは3.90点です。");
        assert_eq!(headline(&sample, Language::En), "By 部局, overall scores of the 1 shown are 3.90.");
        sample.withhold_unit("総務部");
        assert_eq!(headline(&sample, Language::Ja), "部局別の全体スコアは非公表（少人数）です。");
    }

    #[test]
    fn a_missing_bar_says_why() {
        let mut sample = Sample::koriyama();
        let row = Row { respondents: Some(7), ..sample.rows.remove(0) };
        let wide = Row { respondents: Some(700), ..row.clone() };
        let ja = Sentences::new(sample.figures(), Language::Ja);
        assert_eq!(ja.no_bar(&row), "内訳なし（10件未満）");
        assert_eq!(ja.no_bar(&wide), "内訳なし（尺度が一つではない）");
    }
}
