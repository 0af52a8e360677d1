//! Words of a trend: labels, statuses, and what tells of it.

use koe_core::definition::Language;
use koe_core::release::{PathStatus, WaveName, Weights};

use super::year;
use crate::trend::Waves;
use crate::typeset::one_line;

/// Labels of a trend.
pub(crate) struct TrendWords {
    pub(crate) wave: &'static str,
    pub(crate) since_previous: &'static str,
    pub(crate) since_baseline: &'static str,
    pub(crate) score_interval: &'static str,
    pub(crate) interval: &'static str,
    pub(crate) p: &'static str,
    pub(crate) path: &'static str,
    pub(crate) status: &'static str,
    pub(crate) why: &'static str,
    pub(crate) part: &'static str,
    pub(crate) within: &'static str,
    pub(crate) sum: &'static str,
    pub(crate) others: &'static str,
    pub(crate) response: &'static str,
    pub(crate) whole: &'static str,
}

/// The labels of a language.
pub(crate) fn trend_words(language: Language) -> &'static TrendWords {
    match language {
        Language::Ja => &JA,
        Language::En => &EN,
    }
}

static JA: TrendWords = TrendWords {
    wave: "年度",
    since_previous: "前回差",
    since_baseline: "基準差",
    score_interval: "95%区間",
    interval: "差の95%区間",
    p: "調整後p",
    path: "道筋",
    status: "状況",
    why: "変化の内訳",
    part: "内訳",
    within: "点数の変化",
    sum: "計",
    others: "そのほかの人",
    response: "だれが回答したかの変化",
    whole: "合計",
};

static EN: TrendWords = TrendWords {
    wave: "Wave",
    since_previous: "vs previous",
    since_baseline: "vs baseline",
    score_interval: "95% CI",
    interval: "95% CI",
    p: "adj. p",
    path: "Path",
    status: "Status",
    why: "Why it moved",
    part: "Part",
    within: "By its score",
    sum: "Sum",
    others: "All others",
    response: "By who answered",
    whole: "Total",
};

/// What the weights of parts add to a change, over a column.
pub(crate) fn by_weight(weights: Option<Weights>, language: Language) -> &'static str {
    match (language, weights) {
        (Language::Ja, Some(Weights::Answers)) => "回答の割合の変化",
        (Language::Ja, Some(Weights::Respondents)) => "回答者の割合の変化",
        (Language::Ja, Some(Weights::Headcount)) => "人数の割合の変化",
        (Language::Ja, Some(Weights::Equal) | None) => "重さの変化",
        (Language::En, Some(Weights::Answers)) => "By its share of answers",
        (Language::En, Some(Weights::Respondents)) => "By its share of respondents",
        (Language::En, Some(Weights::Headcount)) => "By its share of people",
        (Language::En, Some(Weights::Equal) | None) => "By its weight",
    }
}

/// A status in a cell.
pub(crate) fn path_status(status: Option<PathStatus>, language: Language) -> &'static str {
    match (language, status) {
        (Language::Ja, Some(PathStatus::Met)) => "達成",
        (Language::Ja, Some(PathStatus::OnPath)) => "計画どおり",
        (Language::Ja, Some(PathStatus::Behind)) => "遅れ",
        (Language::En, Some(PathStatus::Met)) => "met",
        (Language::En, Some(PathStatus::OnPath)) => "on the path",
        (Language::En, Some(PathStatus::Behind)) => "behind",
        (_, Some(PathStatus::None) | None) => "",
    }
}

/// What is said of a trend.
#[derive(Clone, Copy)]
pub(crate) struct Telling<'a> {
    pub(crate) waves: Waves<'a>,
    pub(crate) language: Language,
}

impl Telling<'_> {
    /// The heading of the section, and what to know before reading it.
    pub(crate) fn section(self) -> (&'static str, &'static str) {
        match self.language {
            Language::Ja => (
                "年度の推移",
                "実施のない年度は空けたまま示し、前後を点線で結びます。道筋は基準の年度から目標の年度までを等分したものです。",
            ),
            Language::En => (
                "Over the years",
                "Years without a survey stay empty, with dots across them. The path to a target goes up by as much each year.",
            ),
        }
    }

    /// A wave by its name in the survey file: 令和7年度, 2025.
    pub(crate) fn wave(self, name: &str) -> String {
        let own = self.waves.trend.waves.iter().find(|wave| wave.name == name);
        own.map_or_else(|| one_line(name), |wave| self.wave_name(wave))
    }

    /// A wave as it is printed: as the survey file labels it; in English by its
    /// year, where it has one.
    pub(crate) fn wave_name(self, wave: &WaveName) -> String {
        let is_labelled = wave.label != wave.name && self.language == Language::Ja;
        match wave.year.filter(|_| !is_labelled) {
            Some(western) => year(western, self.language, self.waves.about.years),
            None => one_line(&wave.label),
        }
    }
}
