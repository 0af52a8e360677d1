//! Words of comparisons: which is higher, how surely, and over what.

use koe_core::compare::{Adjustment, Test, Versus};
use koe_core::definition::Language;
use koe_core::release::{Compared, Comparison, Level, Omnibus};

use crate::typeset::{count, printed, signed};
use crate::verdict::{Verdict, ends, p_text};

/// Labels of a comparison.
pub(crate) struct CompareWords {
    pub(crate) unit: &'static str,
    pub(crate) versus: &'static str,
    pub(crate) difference: &'static str,
    pub(crate) interval: &'static str,
    pub(crate) p: &'static str,
    pub(crate) effect: &'static str,
    pub(crate) rank: &'static str,
    pub(crate) superiority: &'static str,
    pub(crate) verdict: &'static str,
}

/// The labels of a language.
pub(crate) fn compare_words(language: Language) -> &'static CompareWords {
    match language {
        Language::Ja => &JA,
        Language::En => &EN,
    }
}

static JA: CompareWords = CompareWords {
    unit: "所属・区分",
    versus: "比較先",
    difference: "差",
    interval: "差の95%区間",
    p: "p（調整後）",
    effect: "g",
    rank: "順位",
    superiority: "上回る確率",
    verdict: "判定",
};

static EN: CompareWords = CompareWords {
    unit: "Unit",
    versus: "Compared with",
    difference: "Difference",
    interval: "95% interval",
    p: "p (adjusted)",
    effect: "g",
    rank: "Rank",
    superiority: "P(higher)",
    verdict: "Verdict",
};

/// A verdict in a cell.
pub(crate) fn verdict(verdict: Verdict, least: u64, language: Language) -> String {
    match (language, verdict) {
        (Language::Ja, Verdict::Higher) => "高い（調整後も確かめられる差）".to_owned(),
        (Language::Ja, Verdict::Lower) => "低い（調整後も確かめられる差）".to_owned(),
        (Language::Ja, Verdict::NotShown) => "差があるとは言えない".to_owned(),
        (Language::Ja, Verdict::TooFew) => format!("区間なし（{least}人未満か散らばりなし）"),
        (Language::En, Verdict::Higher) => "higher (holds after adjustment)".to_owned(),
        (Language::En, Verdict::Lower) => "lower (holds after adjustment)".to_owned(),
        (Language::En, Verdict::NotShown) => "no difference shown".to_owned(),
        (Language::En, Verdict::TooFew) => format!("no interval (under {least}, or no spread)"),
        (Language::Ja, Verdict::Withheld) => "比較先が非公表（少人数）".to_owned(),
        (Language::En, Verdict::Withheld) => "compared with a withheld group".to_owned(),
        (Language::Ja, Verdict::NotCompared) => "比較なし".to_owned(),
        (Language::En, Verdict::NotCompared) => "not compared".to_owned(),
    }
}

/// The interval of a difference, with signs.
pub(crate) fn interval_of(own: &Comparison, places: u32, language: Language) -> Option<String> {
    let (low, high) = ends(own)?;
    let (low, high) = (signed(printed(low, places)?), signed(printed(high, places)?));
    Some(match language {
        Language::Ja => format!("{low}〜{high}"),
        Language::En => format!("{low} to {high}"),
    })
}

/// The ranks a unit may have, of so many.
pub(crate) fn ranks(low: u64, high: u64, of: u64, language: Language) -> String {
    match (language, low == high) {
        (Language::Ja, true) => format!("{low}／{of}"),
        (Language::Ja, false) => format!("{low}〜{high}／{of}"),
        (Language::En, true) => format!("{low} of {of}"),
        (Language::En, false) => format!("{low}–{high} of {of}"),
    }
}

/// What was compared with what, and how p-values were adjusted.
pub(crate) fn notes(compared: &Compared, levels: &[Level], language: Language) -> Vec<String> {
    let mut notes = vec![match (language, &compared.versus) {
        (Language::Ja, Versus::Named { .. }) => "差は、表示した二つのスコアの引き算です。".to_owned(),
        (Language::Ja, _) => {
            "差は、表示した二つのスコアの引き算です。検定・区間・gは、その区分と比較先の残りの回答者とを比べたものです。".to_owned()
        }
        (Language::En, Versus::Named { .. }) => "A difference is that of the two printed scores.".to_owned(),
        (Language::En, _) => "A difference is that of the two printed scores. Test, interval and g compare the \
             unit with the other respondents of what it is compared with."
            .to_owned(),
    }];
    let method = match compared.adjustment {
        Adjustment::BenjaminiHochberg => "Benjamini–Hochberg",
        Adjustment::Holm => "Holm",
    };
    let families =
        compared.families.iter().filter(|family| family.test == Test::Welch && levels.contains(&family.level));
    notes.extend(families.map(|family| {
        let (of, size) = (family.attributes.join(" × "), count(family.size));
        match language {
            Language::Ja => format!(
                "{of}、{}：pはWelchの検定{size}個を合わせて調整した値（{method}法）",
                level(family.level, language)
            ),
            Language::En => {
                format!("{of}, {}: p of Welch's test, adjusted over {size} ({method})", level(family.level, language))
            }
        }
    }));
    notes
}

fn level(level: Level, language: Language) -> &'static str {
    match (language, level) {
        (Language::Ja, Level::Overall) => "全体",
        (Language::Ja, Level::Category) => "大項目",
        (Language::Ja, Level::Subcategory) => "中項目",
        (Language::Ja, Level::Item) => "設問",
        (Language::En, Level::Overall) => "overall",
        (Language::En, Level::Category) => "categories",
        (Language::En, Level::Subcategory) => "subcategories",
        (Language::En, Level::Item) => "items",
    }
}

/// One test over all units in a line: F(3, 41.2) = 5.10, p = 0.004.
pub(crate) fn omnibus(test: &Omnibus, language: Language) -> Option<String> {
    let (name, sign) = match (language, test.test) {
        (Language::Ja, Test::WelchAnova) => ("平均（Welchの分散分析）", "F"),
        (Language::En, Test::WelchAnova) => ("means (Welch's analysis of variance)", "F"),
        (Language::Ja, Test::KruskalWallis) => ("順位（Kruskal–Wallis検定）", "H"),
        (Language::En, Test::KruskalWallis) => ("ranks (Kruskal–Wallis)", "H"),
        (Language::Ja, _) => ("回答の分布（χ²検定）", "χ²"),
        (Language::En, _) => ("distributions (chi-square)", "χ²"),
    };
    let within = test.df_within.and_then(|df| printed(df, 1)).map(|df| format!(", {df}")).unwrap_or_default();
    let statistic = format!("{sign}({}{within}) = {}", test.df, printed(test.statistic, 2)?);
    let adjusted = p_text(test.p_adjusted).map(|p| equals(&p)).zip(test.family);
    let p = match (adjusted, language) {
        (Some((p, tests)), Language::Ja) => format!("p（{tests}個で調整）{p}"),
        (Some((p, tests)), Language::En) => format!("p (adjusted over {tests}) {p}"),
        (None, Language::Ja) => "pなし（期待度数が小さい）".to_owned(),
        (None, Language::En) => "no p (expected counts too small)".to_owned(),
    };
    let comma = if language == Language::Ja { "、" } else { ", " };
    let effect = test.effect.and_then(|v| printed(v, 2)).map(|v| format!("{comma}V = {v}")).unwrap_or_default();
    let of = test.attributes.join(" × ");
    let groups = match (language, test.joined) {
        (Language::Ja, true) => format!("{}群（そのほかの人をまとめた1群を含む）", test.groups),
        (Language::Ja, false) => format!("{}群", test.groups),
        (Language::En, true) => format!("{} groups (one of them is everyone else together)", test.groups),
        (Language::En, false) => format!("{} groups", test.groups),
    };
    Some(match language {
        Language::Ja => format!("{of}の{name}：{statistic}、{p}{effect}、{groups}、n = {}", count(test.respondents)),
        Language::En => format!("{of}, {name}: {statistic}, {p}{effect}, {groups}, n = {}", count(test.respondents)),
    })
}

/// `= 0.013`, or `<0.001` as it is.
fn equals(p: &str) -> String {
    if p.starts_with('<') { p.to_owned() } else { format!("= {p}") }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_rank_is_said_as_one() {
        assert_eq!(ranks(3, 3, 14, Language::Ja), "3／14");
        assert_eq!(ranks(3, 9, 14, Language::Ja), "3〜9／14");
        assert_eq!(ranks(3, 9, 14, Language::En), "3–9 of 14");
    }

    #[test]
    fn no_verdict_is_called_significant() {
        let all = [
            Verdict::Higher,
            Verdict::Lower,
            Verdict::NotShown,
            Verdict::TooFew,
            Verdict::Withheld,
            Verdict::NotCompared,
        ];
        for own in all {
            assert!(!verdict(own, 10, Language::Ja).contains("有意"));
            assert!(!verdict(own, 10, Language::En).contains("significant"));
        }
        assert_eq!(verdict(Verdict::NotShown, 10, Language::Ja), "差があるとは言えない");
        assert_eq!(verdict(Verdict::TooFew, 12, Language::Ja), "区間なし（12人未満か散らばりなし）");
    }
}
