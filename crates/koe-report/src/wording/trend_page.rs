//! What a report says of several waves beside its pictures: labels of the tables,
//! the finding on the first screen, the sentence on method.

use koe_core::definition::Language;
use serde::Serialize;

use super::Sentences;
use super::trend::Telling;
use crate::chart::plots::slope::Evidence;

/// Labels of the section on a page.
#[derive(Serialize)]
pub(crate) struct TrendPageWords {
    /// Why there is no axis of years.
    pub(crate) no_axis: &'static str,
    /// The table of the overall score.
    pub(crate) waves: &'static str,
    /// What bold and grey changes are.
    pub(crate) bold: &'static str,
    pub(crate) change: &'static str,
    /// The parts of a change.
    pub(crate) part: &'static str,
    /// The notes at the end.
    pub(crate) notes: &'static str,
}

/// The labels of a language.
pub(crate) fn trend_page_words(language: Language) -> &'static TrendPageWords {
    match language {
        Language::Ja => &JA,
        Language::En => &EN,
    }
}

static JA: TrendPageWords = TrendPageWords {
    no_axis: "年度のわからない実施があるため、年度の軸に並べる図と、二つの年度を比べる図は示していません。数値は下の表のとおりです。",
    waves: "全体スコアの年度別の数値",
    bold: "変化の太字は、比べた数を調整しても確かめられたものです。灰色の変化は、調整すると確かめられません。",
    change: "変化",
    part: "内訳",
    notes: "この節の数値について",
};

static EN: TrendPageWords = TrendPageWords {
    no_axis: "The fiscal year of a wave is not known, so nothing is drawn over years or between two of them. The \
              figures are in the tables below.",
    waves: "The overall score by wave",
    bold: "Bold changes hold after adjustment for the number of comparisons; grey ones do not.",
    change: "Change",
    part: "Part",
    notes: "About the figures of this section",
};

/// What the data carry of a change, beside its interval.
pub(crate) fn evidence(evidence: Evidence, language: Language) -> &'static str {
    match (language, evidence) {
        (Language::Ja, Evidence::Holds) => "調整しても確かめられる",
        (Language::Ja, Evidence::Alone) => "調整すると確かめられない",
        (Language::Ja, Evidence::None) => "動いたとは言えない",
        (Language::En, Evidence::Holds) => "holds after adjustment",
        (Language::En, Evidence::Alone) => "does not hold after adjustment",
        (Language::En, Evidence::None) => "cannot tell",
    }
}

impl Telling<'_> {
    /// The headline of the table of categories by wave.
    pub(crate) fn categories_title(self) -> String {
        let since = self.waves.versus().map(|wave| self.wave(wave));
        match (self.language, since) {
            (Language::Ja, Some(since)) => format!("年度別のスコアと、{since}からの変化"),
            (Language::Ja, None) => "年度別のスコア".to_owned(),
            (Language::En, Some(since)) => format!("Scores by wave, and the change since {since}"),
            (Language::En, None) => "Scores by wave".to_owned(),
        }
    }

    /// Whether the overall score moved since the baseline, or since the wave
    /// before; nothing where either score is withheld.
    pub(crate) fn moved(self) -> Option<String> {
        let change = self.waves.since(self.waves.overall()?)?;
        let since = self.wave(change.versus.as_ref()?);
        let subject = match self.language {
            Language::Ja => format!("全体スコアの{since}からの変化"),
            Language::En => format!("The change of the overall score since {since}"),
        };
        self.change_of(&subject, change)
    }
}

impl Sentences<'_> {
    /// What the gate did for several waves, where the report holds some.
    pub(super) fn waves_proved(self) -> Option<String> {
        self.figures.trend?;
        Some(
            match self.language {
                Language::Ja => {
                    "年度の推移では、前の回の数値も、回ごとにその回の表だけで、同じ手順で確かめてから公表しています。\
                     今回の数値のうち、この報告が非公表とする欄は、年度の推移でも示しません。二つの回の差は、両方で公表した数値だけから\
                     求めています。"
                }
                Language::En => {
                    "Where scores are shown over several waves, each earlier wave passed the same checks by itself, with \
                     tables of its own, and the latest shows nothing there that this report withholds. Changes come only \
                     from figures that both waves show."
                }
            }
            .to_owned(),
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::colophon::Colophon;
    use crate::sample::Sample;

    fn moved(sample: &Sample, language: Language) -> Option<String> {
        Telling { waves: sample.figures().trend?, language }.moved()
    }

    /// The baseline is 2023 and 0.04 below, with 0.02 on either side.
    #[test]
    fn the_first_screen_says_whether_the_score_moved() {
        let mut sample = Sample::koriyama().with_waves();
        assert_eq!(
            moved(&sample, Language::Ja).as_deref(),
            Some("全体スコアの令和5年度からの変化は+0.04点（95%区間 +0.02〜+0.06）で、上がったことが確かめられます。")
        );
        assert_eq!(
            moved(&sample, Language::En).as_deref(),
            Some(
                "The change of the overall score since 2023 is +0.04 (95% interval +0.02 to +0.06); the data show that \
                 the score rose."
            )
        );
        let findings = |sample: &Sample| Sentences::new(sample.figures(), Language::Ja).findings();
        assert_eq!(findings(&sample).len(), 5);
        assert!(findings(&sample)[0].starts_with("全体スコアの令和5年度からの変化は"));
        sample.withhold_wave("2025", "overall");
        assert_eq!(moved(&sample, Language::Ja), None);
        assert!(!findings(&Sample::koriyama()).iter().any(|finding| finding.contains("変化")));
    }

    #[test]
    fn the_section_on_method_tells_of_waves_where_there_are_some() {
        let told = |sample: &Sample, language| Sentences::new(sample.figures(), language).making(&Colophon::default());
        let waves = Sample::koriyama().with_waves();
        for (language, words) in
            [(Language::Ja, "回ごとにその回の表だけで"), (Language::En, "by itself, with tables of its own")]
        {
            assert_eq!(told(&waves, language).iter().filter(|said| said.contains(words)).count(), 1);
            assert!(told(&Sample::koriyama(), language).iter().all(|said| !said.contains(words)));
        }
    }
}
