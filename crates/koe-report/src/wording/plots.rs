//! Words of the plots: lines over years, slopes, waterfalls.

use koe_core::definition::{Language, Years};
use koe_core::release::Level;
use koe_stats::Decimal;

use super::names::NAME;
use super::{part_words, picture, words, year};
use crate::chart::marks::Setting;
use crate::chart::plots::About;
use crate::chart::plots::slope::Evidence;
use crate::chart::plots::waterfall::Waterfall;
use crate::chart::plots::year_line::{Change, Verdict};
use crate::typeset::{count, cut, figure, one_line, scale_range, signed};
use crate::window::Window;

/// The words of plots in a language.
#[derive(Debug, Clone, Copy)]
pub(crate) struct PlotWords(pub(crate) Language, pub(super) Years);

impl From<Setting<'_>> for PlotWords {
    fn from(setting: Setting<'_>) -> Self {
        Self(setting.language, setting.years)
    }
}

macro_rules! labels {
    ($($name:ident: $ja:literal, $en:literal;)*) => {
        impl PlotWords {
            $(pub(crate) fn $name(self) -> &'static str {
                match self.0 {
                    Language::Ja => $ja,
                    Language::En => $en,
                }
            })*
        }
    };
}

labels! {
    no_interval: "区間なし", "no interval";
    likely: "見込み", "projection";
    other: "その他", "Other";
    change_head: "変化", "Change";
    invented_meaning: "見本のための数値", "figures made up for this example";
    key_this_wave: "この回のスコア", "score of this wave";
    key_earlier: "前の回", "earlier wave";
    key_open: "前の回、または区間なし（20人未満）", "earlier wave, or no interval (under 20)";
    key_interval: "たて棒＝95%区間", "bar = 95% interval";
    key_not_held: "点線＝実施のない年度をはさむ", "dots = no survey in between";
    key_path: "破線＝目標までの道筋", "dashes = path to the target";
    key_target: "横線＝目標", "tick = target";
    key_likely: "灰色の帯＝見込み", "grey band = projection";
    key_change_interval: "横棒＝変化の95%区間", "bar = 95% interval of the change";
    key_up: "枠の帯＝プラスの内訳", "outlined = plus";
    key_down: "塗った帯＝マイナスの内訳", "solid = minus";
}

impl PlotWords {
    pub(crate) fn withheld_short(self) -> &'static str {
        words(self.0).withheld_short
    }

    pub(crate) fn not_held(self) -> &'static str {
        part_words(self.0).not_held
    }

    pub(crate) fn nobody(self) -> &'static str {
        part_words(self.0).nobody
    }

    pub(crate) fn invented_mark(self) -> &'static str {
        part_words(self.0).invented
    }

    pub(crate) fn year(self, western: i32) -> String {
        year(western, self.0, self.1)
    }

    /// A year on an axis: 令和7 over 2025, or one line.
    pub(crate) fn year_lines(self, western: i32) -> (String, Option<String>) {
        let upper = self.year(western).trim_end_matches("年度").to_owned();
        let lower = western.to_string();
        if upper == lower { (lower, None) } else { (upper, Some(lower)) }
    }

    pub(crate) fn target(self, value: Decimal) -> String {
        format!("{} {}", words(self.0).target, figure(value))
    }

    pub(crate) fn key_evidence(self, evidence: Evidence, fell: bool) -> &'static str {
        match (self.0, evidence, fell) {
            (Language::Ja, Evidence::Holds, false) => "調整しても上昇が確かめられる",
            (Language::Ja, Evidence::Holds, true) => "調整しても低下が確かめられる",
            (Language::Ja, Evidence::Alone, _) => "調整すると確かめられない",
            (Language::Ja, Evidence::None, _) => "破線＝動いたとは言えない",
            (Language::En, Evidence::Holds, false) => "rise holds after adjustment",
            (Language::En, Evidence::Holds, true) => "fall holds after adjustment",
            (Language::En, Evidence::Alone, _) => "does not hold after adjustment",
            (Language::En, Evidence::None, _) => "dashes = cannot tell",
        }
    }

    /// The same for dots.
    pub(crate) fn key_change(self, evidence: Evidence, fell: bool) -> &'static str {
        match (self.0, evidence) {
            (Language::Ja, Evidence::None) => "白抜き＝動いたとは言えない",
            (Language::En, Evidence::None) => "open = cannot tell",
            _ => self.key_evidence(evidence, fell),
        }
    }

    pub(crate) fn vertical_cut(self, window: &Window) -> String {
        let (low, high) = window.ends();
        match self.0 {
            Language::Ja => format!("縦軸は{low}〜{high}だけを表示"),
            Language::En => format!("vertical axis shows {low}–{high} only"),
        }
    }

    /// The same for an axis that lies in one drawing and stands in another.
    pub(crate) fn any_cut(self, window: &Window) -> String {
        let (low, high) = window.ends();
        match self.0 {
            Language::Ja => format!("目盛りは{low}〜{high}だけを表示"),
            Language::En => format!("axis shows {low}–{high} only"),
        }
    }

    pub(crate) fn horizontal_cut(self, window: &Window) -> String {
        let (low, high) = window.ends();
        match self.0 {
            Language::Ja => format!("横軸は{low}〜{high}だけを表示"),
            Language::En => format!("axis shows {low}–{high} only"),
        }
    }

    pub(crate) fn change_cut(self, window: &Window) -> String {
        let (low, high) = window.ends();
        match self.0 {
            Language::Ja => format!("横軸は変化の{low}〜{high}だけを表示"),
            Language::En => format!("axis shows changes of {low} to {high} only"),
        }
    }

    pub(crate) fn with_survey(self, about: &About, subtitle: &str) -> String {
        picture::with_survey(&cut(&one_line(&about.survey), NAME), subtitle, self.0)
    }

    /// Where the figures of a slide come from.
    pub(crate) fn source(self, about: &About) -> String {
        picture::source(&cut(&one_line(&about.survey), NAME), about.respondents.map(count), &about.rule, self.0)
    }

    /// Scale and n.
    fn measure(self, about: &About) -> String {
        let scale = scale_range(about.scale, self.0);
        match (self.0, about.respondents.map(count)) {
            (Language::Ja, Some(n)) => format!("{scale}点、この回の回答者{n}人"),
            (Language::Ja, None) => format!("{scale}点"),
            (Language::En, Some(n)) => format!("{scale} points, n = {n} in this wave"),
            (Language::En, None) => format!("{scale} points"),
        }
    }

    pub(crate) fn year_line_subtitle(self, about: &About, name: &str, years: Option<(i32, i32)>) -> String {
        let (measure, span) = (self.measure(about), self.span(years));
        match self.0 {
            Language::Ja => format!("{name}と95%区間{span}、{measure}"),
            Language::En => format!("{name} with 95% interval{span}, {measure}"),
        }
    }

    pub(crate) fn year_panels_subtitle(self, about: &About, level: Level, years: Option<(i32, i32)>) -> String {
        let (measure, span) = (self.measure(about), self.span(years));
        match self.0 {
            Language::Ja => {
                format!("{}ごとのスコアと95%区間{span}、{measure}、調査票の順、縦軸は共通", self.things(level))
            }
            Language::En => {
                format!(
                    "Scores of {} with 95% intervals{span}, {measure}, in survey order, one axis",
                    self.things(level)
                )
            }
        }
    }

    fn span(self, years: Option<(i32, i32)>) -> String {
        let Some((first, last)) = years else { return String::new() };
        let (first, last) = (self.year(first), self.year(last));
        match self.0 {
            Language::Ja => format!("、{first}から{last}まで"),
            Language::En => format!(", {first} to {last}"),
        }
    }

    pub(super) fn things(self, level: Level) -> &'static str {
        match (self.0, level) {
            (Language::Ja, Level::Item) => "設問",
            (Language::Ja, _) => "項目",
            (Language::En, Level::Item) => "items",
            (Language::En, _) => "categories",
        }
    }

    /// A change with its interval, and what the data say about it.
    pub(crate) fn change(self, change: Change, amount: Decimal) -> String {
        let (since, amount) = (self.year(change.since), signed(amount));
        let verdict = change.verdict();
        let Some((low, high)) = change.interval.map(|(low, high)| (signed(low), signed(high))) else {
            return match self.0 {
                Language::Ja => {
                    format!("{since}からの変化は{amount}点です。区間がないため、動いたかどうかは言えません。")
                }
                Language::En => {
                    format!(
                        "The change since {since} is {amount}; without an interval it cannot be told whether the score moved."
                    )
                }
            };
        };
        match (self.0, verdict) {
            (Language::Ja, verdict) => {
                let said = match verdict {
                    Verdict::Rose => "上がったことが確かめられます",
                    Verdict::Fell => "下がったことが確かめられます",
                    Verdict::NotShown | Verdict::Unknown => "動いたとは言えません",
                };
                format!("{since}からの変化は{amount}点（95%区間 {low}〜{high}）で、{said}。")
            }
            (Language::En, verdict) => {
                let said = match verdict {
                    Verdict::Rose => "the data show that the score rose",
                    Verdict::Fell => "the data show that the score fell",
                    Verdict::NotShown | Verdict::Unknown => "the data do not show that the score moved",
                };
                format!("The change since {since} is {amount} (95% interval {low} to {high}); {said}.")
            }
        }
    }

    pub(crate) fn slope_subtitle(self, about: &About, level: Level, (from, to): (i32, i32)) -> String {
        let (from, to, measure, things) = (self.year(from), self.year(to), self.measure(about), self.things(level));
        match self.0 {
            Language::Ja => format!("{from}と{to}に共通の{things}のスコア、{measure}"),
            Language::En => {
                format!("Scores of {things} common to {from} and {to}, {measure}")
            }
        }
    }

    pub(crate) fn in_survey_order(self, subtitle: &str) -> String {
        match self.0 {
            Language::Ja => format!("{subtitle}、調査票の順"),
            Language::En => format!("{subtitle}, in survey order"),
        }
    }

    pub(crate) fn withheld_lines(self, names: &[String]) -> String {
        let names = names.join(words(self.0).separator);
        match self.0 {
            Language::Ja => format!("どちらかの回が非公表（少人数）のため示していません：{names}"),
            Language::En => format!("Not shown, as withheld in either wave (small group): {names}"),
        }
    }

    pub(crate) fn waterfall_subtitle(self, waterfall: &Waterfall) -> String {
        let (from, to) = (self.year(waterfall.from.0), self.year(waterfall.to.0));
        let (name, measure) = (one_line(&waterfall.name), self.measure(&waterfall.about));
        let by = waterfall.by.as_deref().map_or_else(|| self.things(Level::Item).to_owned(), one_line);
        match self.0 {
            Language::Ja => format!("{name}の{from}から{to}までの変化の{by}別の内訳、{measure}、大きい順"),
            Language::En => {
                format!("{name}: parts of the change from {from} to {to} by {by}, {measure}, largest first")
            }
        }
    }

    /// Parts are arithmetic; whether their print was adjusted.
    pub(crate) fn no_cause(self, adjusted: Option<Decimal>) -> String {
        match (self.0, adjusted) {
            (Language::Ja, Some(by)) => {
                format!("合計が合うように、端数を最大{by}点調整しています。内訳は原因を示すものではありません。")
            }
            (Language::Ja, None) => "内訳は原因を示すものではありません。".to_owned(),
            (Language::En, Some(by)) => {
                format!(
                    "Parts are adjusted by at most {by} to add up as printed. They are arithmetic and show no causes."
                )
            }
            (Language::En, None) => "The parts are arithmetic and show no causes.".to_owned(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn decimal(text: &str) -> Decimal {
        text.parse().unwrap()
    }

    #[test]
    fn a_change_that_holds_zero_did_not_move() {
        let change = Change { since: 2023, interval: Some((decimal("-0.01"), decimal("0.05"))) };
        let said = |language| PlotWords(language, language.into()).change(change, decimal("0.02"));
        let ja = "令和5年度からの変化は+0.02点（95%区間 −0.01〜+0.05）で、動いたとは言えません。";
        let en =
            "The change since 2023 is +0.02 (95% interval −0.01 to +0.05); the data do not show that the score moved.";
        assert_eq!((said(Language::Ja).as_str(), said(Language::En).as_str()), (ja, en));
    }

    #[test]
    fn years_stand_in_two_lines_where_the_era_differs() {
        assert_eq!(
            PlotWords(Language::Ja, Language::Ja.into()).year_lines(2025),
            ("令和7".to_owned(), Some("2025".to_owned()))
        );
        assert_eq!(PlotWords(Language::Ja, Language::Ja.into()).year_lines(1988), ("1988".to_owned(), None));
        assert_eq!(PlotWords(Language::En, Language::En.into()).year_lines(2025), ("2025".to_owned(), None));
    }
}
