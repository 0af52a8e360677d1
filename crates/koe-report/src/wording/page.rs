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
};

impl Sentences<'_> {
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
