//! Words of the page alone: its sections, its tables by attribute, its controls.

use koe_core::definition::Language;
use koe_core::release::Row;
use serde::Serialize;

use super::Sentences;
use crate::typeset::one_line;

/// The labels that only the page has.
#[derive(Debug, Serialize)]
pub(crate) struct PageWords {
    pub(crate) shares: &'static str,
    pub(crate) key_target: &'static str,
    pub(crate) key_line: &'static str,
    pub(crate) low: &'static str,
    pub(crate) high: &'static str,
    pub(crate) other_scale: &'static str,
    pub(crate) all: &'static str,
    pub(crate) ascending: &'static str,
    pub(crate) descending: &'static str,
    pub(crate) printed_order: &'static str,
    pub(crate) tests: &'static str,
    pub(crate) note_tests: &'static str,
}

/// The page's labels of a language.
pub(crate) fn page_words(language: Language) -> &'static PageWords {
    match language {
        Language::Ja => &JA,
        Language::En => &EN,
    }
}

static JA: PageWords = PageWords {
    shares: "回答の割合",
    key_target: "太い縦線＝目標",
    key_line: "縦の線＝全体スコア",
    low: "低い",
    high: "高い",
    other_scale: "別の尺度",
    all: "すべて",
    ascending: "昇順",
    descending: "降順",
    printed_order: "元の順",
    tests: "すべての区分をまとめた検定",
    note_tests: "区分のどこかに違いがあるかを確かめたもので、どの区分が違うかは示しません。",
};

static EN: PageWords = PageWords {
    shares: "Shares of answers",
    key_target: "thick tick = target",
    key_line: "line = overall score",
    low: "lower",
    high: "higher",
    other_scale: "other scale",
    all: "All",
    ascending: "ascending",
    descending: "descending",
    printed_order: "original order",
    tests: "Tests over all groups",
    note_tests: "They tell whether the groups differ anywhere, not which of them do.",
};

impl Sentences<'_> {
    /// The name of the box that the differences of units move in.
    pub(crate) fn moving_differences(self, attribute: &str) -> String {
        let attribute = one_line(attribute);
        self.moving(match self.language {
            Language::Ja => format!("{attribute}別の差の表"),
            Language::En => format!("Differences by {attribute}"),
        })
    }

    /// The name of the box that the scores of units move in.
    pub(crate) fn moving_scores(self, attribute: &str) -> String {
        let attribute = one_line(attribute);
        self.moving(match self.language {
            Language::Ja => format!("{attribute}別のスコアの表"),
            Language::En => format!("Scores by {attribute}"),
        })
    }

    /// The name of the box that two attributes crossed move in.
    pub(crate) fn moving_cross(self, pair: [&str; 2]) -> String {
        let [rows, columns] = pair.map(one_line);
        self.moving(match self.language {
            Language::Ja => format!("{rows}と{columns}の組み合わせの表"),
            Language::En => format!("Table of {rows} by {columns}"),
        })
    }

    fn moving(self, table: String) -> String {
        match self.language {
            Language::Ja => format!("{table}（横に動かせます）"),
            Language::En => format!("{table} (scrolls sideways)"),
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
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sample::Sample;

    #[test]
    fn a_missing_bar_says_why() {
        let mut sample = Sample::koriyama();
        let row = Row { respondents: Some(7), ..sample.rows.remove(0) };
        let wide = Row { respondents: Some(700), ..row.clone() };
        let ja = Sentences::new(sample.figures(), Language::Ja);
        assert_eq!(ja.no_bar(&row), "内訳なし（10人未満）");
        assert_eq!(ja.no_bar(&wide), "内訳なし（尺度が一つではない）");
    }
}
