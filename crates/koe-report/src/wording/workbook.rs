//! What the sheets and charts of a workbook are called, and what they say of
//! themselves.

use koe_core::definition::Language;

use super::Sentences;
use crate::steps::Bounds;
use crate::typeset::{NOTHING, point, scale_range};

/// The labels of a workbook.
#[derive(Debug)]
pub(crate) struct SheetWords {
    pub(crate) cover: &'static str,
    pub(crate) method: &'static str,
    pub(crate) contents: &'static str,
    pub(crate) scores_chart: &'static str,
    pub(crate) ranked: &'static str,
    pub(crate) ranked_chart: &'static str,
    pub(crate) distribution_chart: &'static str,
    pub(crate) about_scores: &'static str,
    pub(crate) about_gaps: &'static str,
    pub(crate) about_items: &'static str,
    pub(crate) about_scores_chart: &'static str,
    pub(crate) about_ranked: &'static str,
    pub(crate) about_ranked_chart: &'static str,
    pub(crate) about_distribution: &'static str,
    pub(crate) about_distribution_chart: &'static str,
    pub(crate) about_segments: &'static str,
    pub(crate) about_method: &'static str,
    pub(crate) applies_to: &'static str,
    pub(crate) low: &'static str,
    pub(crate) high: &'static str,
    pub(crate) value: &'static str,
    pub(crate) segments_headline: &'static str,
    pub(crate) ranked_order: &'static str,
    pub(crate) distribution_categories: &'static str,
    pub(crate) distribution_items: &'static str,
    pub(crate) percent_axis: &'static str,
    pub(crate) no_chart: &'static str,
    pub(crate) no_bar: &'static str,
    pub(crate) looked_at: &'static str,
    pub(crate) min_respondents: &'static str,
    pub(crate) min_detail: &'static str,
}

/// The labels of a workbook in a language.
pub(crate) fn sheet_words(language: Language) -> &'static SheetWords {
    match language {
        Language::Ja => &JA,
        Language::En => &EN,
    }
}

static JA: SheetWords = SheetWords {
    cover: "表紙",
    method: "方法",
    contents: "シートの一覧",
    scores_chart: "スコアの図",
    ranked: "設問スコア順",
    ranked_chart: "設問の図",
    distribution_chart: "内訳の図",
    about_scores: "全体と項目のスコア、95%区間",
    about_gaps: "全体と項目のスコア、95%区間、目標との差",
    about_scores_chart: "全体と項目のスコアの図",
    about_items: "設問のスコア、95%区間、肯定の割合、調査票の順",
    about_ranked: "公表できる設問、スコアの高い順",
    about_ranked_chart: "設問のスコア、高い順",
    about_distribution: "全体、項目、設問の回答の内訳",
    about_distribution_chart: "全体、項目、設問の回答の内訳の図",
    about_segments: "属性の値ごとの全体と大項目のスコア",
    about_method: "数字の作り方、非公表の欄、入力ファイル",
    applies_to: "対象",
    low: "95%区間 下限",
    high: "95%区間 上限",
    value: "値",
    segments_headline: "属性の値ごとのスコア",
    ranked_order: "公表できる設問、スコアの高い順（同じ点はコード順）",
    distribution_categories: "全体と項目の回答の内訳",
    distribution_items: "設問の回答の内訳",
    percent_axis: "回答の割合（%、軸は0から100まで）",
    no_chart: "尺度が一つではない、または示せる値がないため、図はありません。",
    no_bar: "、帯のない行は非公表（少人数）",
    looked_at: "集計の対象",
    min_respondents: "公表に必要な回答者の数",
    min_detail: "区間と割合に必要な回答者の数",
};

static EN: SheetWords = SheetWords {
    cover: "Cover",
    method: "Method",
    contents: "Sheets",
    scores_chart: "Scores chart",
    ranked: "Items by score",
    ranked_chart: "Items chart",
    distribution_chart: "Answers chart",
    about_scores: "Scores of overall and categories, 95% intervals",
    about_gaps: "Scores of overall and categories, 95% intervals, gaps to targets",
    about_scores_chart: "Scores of overall and categories as bars",
    about_items: "Scores of items, 95% intervals, favorable shares, in survey order",
    about_ranked: "Items that may be shown, highest score first",
    about_ranked_chart: "Item scores, highest first",
    about_distribution: "Answers by point of the scale, overall, categories and items",
    about_distribution_chart: "The same as bars",
    about_segments: "Overall and top category scores by value of an attribute",
    about_method: "How the figures are made, what is withheld, input files",
    applies_to: "Applies to",
    low: "95% interval, low",
    high: "95% interval, high",
    value: "Value",
    segments_headline: "Scores by value of an attribute",
    ranked_order: "Items that may be shown, highest score first (ties by code)",
    distribution_categories: "Distribution of answers, overall and categories",
    distribution_items: "Distribution of answers, items",
    percent_axis: "Share of answers (%, axis from 0 to 100)",
    no_chart: "No chart: there is more than one scale, or nothing that may be shown.",
    no_bar: "; rows without a bar are withheld (small group)",
    looked_at: "Who is looked at",
    min_respondents: "Respondents needed to show a figure",
    min_detail: "Respondents needed to show intervals and shares",
};

impl Sentences<'_> {
    /// The title of an axis of scores: it says where the axis begins and ends.
    pub(crate) fn score_axis(self) -> String {
        let (low, high) = self.figures.about.scale;
        let (low, high) = (point(low), point(high));
        match self.language {
            Language::Ja => format!("スコア（軸は{low}点から{high}点まで）"),
            Language::En => format!("Score (axis from {low} to {high})"),
        }
    }

    /// What the chart of scores shows.
    pub(crate) fn scores_chart(self) -> &'static str {
        match (self.language, self.figures.has_targets()) {
            (Language::Ja, true) => "スコアと目標",
            (Language::Ja, false) => "スコア",
            (Language::En, true) => "Scores and targets",
            (Language::En, false) => "Scores",
        }
    }

    /// How the parts of a distribution are rounded.
    pub(crate) fn distribution_note(self) -> String {
        match self.language {
            Language::Ja => format!(
                "単位は%。1つの行の点の割合は、足して100になるように丸めています。「{NOTHING}」は、その点がない尺度か、示せる人数に満たない欄です。"
            ),
            Language::En => format!(
                "In per cent; the points of a row are rounded to add up to 100. “{NOTHING}” marks points that a scale does not have, and rows with too few respondents to show them."
            ),
        }
    }

    /// What the steps of colour in the column of gaps mean.
    pub(crate) fn gap_colours(self, bounds: &Bounds) -> String {
        let bounds = bounds.texts();
        match self.language {
            Language::Ja => format!("差の色は、大きさが{}以上で濃くなります。", bounds.join("・")),
            Language::En => format!("Gaps are coloured from {} up.", bounds.join(", ")),
        }
    }

    /// What the sheet of segments shows.
    pub(crate) fn segments_note(self) -> String {
        let scale = scale_range(self.figures.about.scale, self.language);
        match self.language {
            Language::Ja => {
                let top = self.top_kind();
                format!("全体と{top}のスコア、{scale}点、nは回答者の数。近い点の順序には意味を持たせないでください。")
            }
            Language::En => format!(
                "Overall and top category scores on {scale}; n counts respondents. Scores close to each other have no order."
            ),
        }
    }
}
