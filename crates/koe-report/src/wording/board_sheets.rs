//! Words of the charts of a plan in a workbook: the attainment of indicators, and
//! actions by status and year.

use koe_core::definition::Language;

/// The labels of these charts.
pub(crate) struct BoardWords {
    pub(crate) board: &'static str,
    pub(crate) about_board: &'static str,
    pub(crate) board_title: &'static str,
    pub(crate) board_axis: &'static str,
    pub(crate) no_bar: &'static str,
    pub(crate) no_board: &'static str,
    pub(crate) counts: &'static str,
    pub(crate) about_counts: &'static str,
    pub(crate) counts_axis: &'static str,
    pub(crate) counts_note: &'static str,
    pub(crate) no_counts: &'static str,
}

/// The labels of these charts in a language.
pub(crate) fn board_words(language: Language) -> &'static BoardWords {
    match language {
        Language::Ja => &JA,
        Language::En => &EN,
    }
}

static JA: BoardWords = BoardWords {
    board: "指標の図",
    about_board: "指標の達成率の図",
    board_title: "指標の達成率",
    board_axis: "達成率（%、0は基準、100は目標）",
    no_bar: "、数字のない行は達成率がない指標（状況は下の表）",
    no_board: "達成率を示せる指標がないため、図はありません。",
    counts: "計画の取組数の図",
    about_counts: "年度と状況ごとの取組の数の図",
    counts_axis: "取組の数（件、軸は0から）",
    counts_note: "計画に書かれた状況で数えています。図の低い部分には数字を付けていません。すべての数は「計画の取組数」にあります。",
    no_counts: "状況の種類が多い、または数える取組がないため、図はありません。",
};

static EN: BoardWords = BoardWords {
    board: "Indicators chart",
    about_board: "Attainment of indicators as bars",
    board_title: "Attainment of indicators",
    board_axis: "Attained (%; 0 is the baseline, 100 the target)",
    no_bar: "; rows without a figure have no attainment (their status is in the table below)",
    no_board: "No chart: no indicator has an attainment that can be shown.",
    counts: "Plan counts chart",
    about_counts: "Number of actions by status and fiscal year as columns",
    counts_axis: "Number of actions (axis from 0)",
    counts_note: "Counted by the status that the plan has. Low parts of the chart have no figure; all are in “Plan counts”.",
    no_counts: "No chart: there are many statuses, or no actions to count.",
};
