//! Words of a report on a plan that has no survey beside it.

use koe_core::definition::Language;

use super::outlook_words;
use crate::typeset::count_of;

/// The labels and paragraphs that only such a report has.
pub(crate) struct AloneWords {
    pub(crate) indicators: &'static str,
    pub(crate) none_reported: &'static str,
    pub(crate) as_planned: &'static str,
    pub(crate) actions: &'static str,
    pub(crate) once: &'static str,
    pub(crate) late_actions: &'static str,
    pub(crate) new_actions: &'static str,
    pub(crate) what_is_new: &'static str,
    pub(crate) competencies: &'static str,
    /// How many positions.
    pub(crate) positions: fn(usize) -> String,
    pub(crate) method: &'static str,
    pub(crate) method_side: &'static str,
    pub(crate) about_method: &'static str,
    pub(crate) made_of: &'static str,
    pub(crate) standings: &'static str,
    pub(crate) late: &'static str,
    /// Between two sentences.
    pub(crate) apart: &'static str,
}

/// The labels of such a report in a language.
pub(crate) fn alone_words(language: Language) -> &'static AloneWords {
    match language {
        Language::Ja => &JA,
        Language::En => &EN,
    }
}

static JA: AloneWords = AloneWords {
    indicators: "指標",
    none_reported: "現在の値は未報告",
    as_planned: "達成・維持・計画どおりの指標",
    actions: "取組",
    once: "再掲を除く",
    late_actions: "遅れている取組",
    new_actions: "新しい取組",
    what_is_new: "新規、または初年度より後に開始",
    competencies: "求める能力",
    positions: |count| format!("職位は{}", count_of(count)),
    method: "方法",
    method_side: "何から作り、どう判定したか。",
    about_method: "判定のしかた、入力ファイル",
    made_of: "この報告は、計画のファイルだけから作りました。アンケートの回答は使っていません。名前、数値、予定、印は計画に書かれたとおりです。",
    standings: "目標に届いている指標は「達成」、保つ指標では「維持」です。届いていない指標は、基準より悪ければ「後退」、\
        道筋に届いていれば「計画どおり」、届いていなければ「遅れ」です。道筋がないときは「目標未満」（下げる指標では「目標未達」）、\
        現在の値がないときは「未報告」です。判定は、書かれている桁の値で行います。指標は単位が異なるため、平均しません。",
    late: "遅れている取組は、報告された状態が、計画の状態より前の段階にあるものです。段階の順は、計画の中で取組がたどる順、\
        または設定された順によります。報告のない年度は判定しません。新しい取組は、区分が新規のものと、計画の初年度より後に始まるものです。",
    apart: "",
};

static EN: AloneWords = AloneWords {
    indicators: "Indicators",
    none_reported: "no figure reported yet",
    as_planned: "Indicators met, held or on the path",
    actions: "Actions",
    once: "repeated ones once",
    late_actions: "Actions later than planned",
    new_actions: "New actions",
    what_is_new: "new, or beginning after the first year",
    competencies: "Competencies",
    positions: |count| format!("positions: {}", count_of(count)),
    method: "Method",
    method_side: "What the report is made of, and how it judges.",
    about_method: "How indicators and actions are judged, input files",
    made_of: "This report is made of the files of the plan alone; no answers to a survey are in it. Names, figures, statuses and \
        marks are as the plan has them.",
    standings: "An indicator at its target or past it is met, or held where the aim is to stay. Short of it, one that is worse \
        than its baseline is below baseline (above it, where it should go down); one that has come as far as its path is on the \
        path, another is behind. Where there is no path it is below target (short of target, where it should go down), and \
        without a figure not reported. Figures are judged with the digits they are written with. Indicators have units of their \
        own and are not averaged.",
    late: "An action is late where the status that is reported is an earlier stage than the planned one. Which stage is earlier \
        is what the actions of the plan go through, or the order that is set. Years without a report are not judged. New are \
        actions whose kind says so, and those that begin after the first year of the plan.",
    apart: " ",
};

/// How many indicators have a figure, of how many.
pub(crate) fn reported_of(reported: usize, all: usize, language: Language) -> String {
    let (without, reported, all) = (all - reported.min(all), count_of(reported), count_of(all));
    match (language, without) {
        (Language::Ja, 0) => format!("指標{all}のすべてに現在の値"),
        (Language::Ja, _) => format!("指標{all}のうち、現在の値があるのは{reported}"),
        (Language::En, 0) => format!("all {all} have a figure"),
        (Language::En, _) => format!("with a figure: {reported} of {all}"),
    }
}

/// That more actions are late than are named here.
pub(crate) fn more_late(more: usize, language: Language) -> String {
    let (more, title) = (count_of(more), outlook_words(language).title);
    match language {
        Language::Ja => format!("遅れている取組はほかに{more}件あり、下の「{title}」に並べています。"),
        Language::En => format!("Late besides these: {more}, listed below under “{title}”."),
    }
}
