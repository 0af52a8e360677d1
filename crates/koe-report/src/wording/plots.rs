//! Words of the plots: lines over years, slopes, waterfalls.

use koe_core::definition::{Language, Years};
use koe_core::release::Level;
use koe_stats::Decimal;

use super::names::{NAME, quoted, spelled, things as counted};
use super::{part_words, picture, words, year};
use crate::chart::marks::Setting;
use crate::chart::plots::About;
use crate::chart::plots::series::{Outcome, Series, Standing, Wave};
use crate::chart::plots::slope::{Evidence, Slope};
use crate::chart::plots::waterfall::{Step, Waterfall};
use crate::chart::plots::year_line::{Change, Verdict};
use crate::typeset::{count, cut, figure, one_line, scale_range, signed};
use crate::window::Window;

/// The words of plots in a language.
#[derive(Debug, Clone, Copy)]
pub(crate) struct PlotWords(pub(crate) Language, Years);

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
    key_adjusted_interval: "横棒＝調整した95%区間", "bar = adjusted 95% interval";
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

    fn things(self, level: Level) -> &'static str {
        match (self.0, level) {
            (Language::Ja, Level::Item) => "設問",
            (Language::Ja, _) => "項目",
            (Language::En, Level::Item) => "items",
            (Language::En, _) => "categories",
        }
    }

    /// Where a score stands this wave, against its path and target.
    pub(crate) fn year_line_title(self, series: &Series) -> String {
        let Some(this) = series.this_wave() else {
            return match self.0 {
                Language::Ja => "まだ実施がありません。",
                Language::En => "No survey has been held yet.",
            }
            .to_owned();
        };
        let when = self.year(this.year);
        let Some(score) = this.score() else { return self.no_score(this, &when) };
        let value = figure(score);
        let (Some(standing), Some(path)) = (series.standing(), &series.path) else {
            return match self.0 {
                Language::Ja => format!("{when}は{value}点です。"),
                Language::En => format!("The score is {value} in {when}."),
            };
        };
        let goal = path.target().1;
        let short = figure((goal - score).abs());
        let target = figure(goal);
        let under = |aim: Decimal| figure((aim - score).abs());
        match (self.0, standing) {
            (Language::Ja, Standing::Held) => format!("{when}は{value}点で、目標{target}点を保っています（維持）。"),
            (Language::Ja, Standing::Met) => format!("{when}は{value}点で、目標{target}点に達しています（達成）。"),
            (Language::Ja, Standing::Start) => format!("{when}は{value}点で、目標{target}点への道筋の起点です。"),
            (Language::Ja, Standing::OnPath(aim)) => {
                format!("{when}は{value}点で、道筋の{}点に届いています（計画どおり）。", figure(aim))
            }
            (Language::Ja, Standing::Behind(aim)) => {
                format!("{when}は{value}点で、道筋の{}点まで{}点です（遅れ）。", figure(aim), under(aim))
            }
            (Language::Ja, Standing::Back(base)) => {
                format!("{when}は{value}点で、基準の{}点を{}点下回っています（後退）。", figure(base), under(base))
            }
            (Language::Ja, Standing::Short) => format!("{when}は{value}点で、目標{target}点まで{short}点です。"),
            (Language::En, Standing::Held) => format!("{when}: {value}, the target of {target} is held."),
            (Language::En, Standing::Met) => format!("{when}: {value}, the target of {target} is met."),
            (Language::En, Standing::Start) => format!("{when}: {value}, the start of the path to {target}."),
            (Language::En, Standing::OnPath(aim)) => {
                format!("{when}: {value}, on the path, which asks for {}.", figure(aim))
            }
            (Language::En, Standing::Behind(aim)) => {
                format!("{when}: {value}, {} behind the path, which asks for {}.", under(aim), figure(aim))
            }
            (Language::En, Standing::Back(base)) => {
                format!("{when}: {value}, {} below the baseline of {}.", under(base), figure(base))
            }
            (Language::En, Standing::Short) => format!("{when}: {value}, {short} short of the target of {target}."),
        }
    }

    fn no_score(self, wave: Wave, when: &str) -> String {
        match (self.0, wave.outcome) {
            (Language::Ja, Outcome::NobodyAnswered) => format!("{when}は回答がありません。"),
            (Language::Ja, _) => format!("{when}のスコアは非公表（少人数）です。"),
            (Language::En, Outcome::NobodyAnswered) => format!("Nobody answered in {when}."),
            (Language::En, _) => format!("The score of {when} is withheld (small group)."),
        }
    }

    /// How many panels are where their path asks them to be; without paths, or
    /// where paths begin, the range of the scores.
    pub(crate) fn year_panels_title(self, level: Level, panels: &[Series]) -> String {
        let things = self.things(level);
        let judged: Vec<Standing> =
            panels.iter().filter_map(Series::standing).filter(|standing| *standing != Standing::Start).collect();
        let good = judged
            .iter()
            .filter(|standing| matches!(standing, Standing::Held | Standing::Met | Standing::OnPath(_)))
            .count();
        let all = judged.len();
        let starts = panels.iter().any(|panel| panel.standing() == Some(Standing::Start));
        if all > 0 && !starts {
            let (of, those) = (counted(all), counted(good));
            return match self.0 {
                Language::Ja if good == 0 => {
                    format!("道筋と比べられる{of}の{things}に、道筋か目標に届いているものはありません。")
                }
                Language::Ja => format!("道筋と比べられる{of}の{things}のうち{those}が、道筋か目標に届いています。"),
                Language::En => {
                    format!("On their path or at their target: {good} of the {all} {things} that can be compared.")
                }
            };
        }
        let scores = || panels.iter().filter_map(|panel| panel.this_wave()?.score());
        match (self.0, scores().min(), scores().max()) {
            (Language::Ja, Some(low), Some(high)) => {
                format!("{things}のスコアは{}点から{}点の間にあります。", figure(low), figure(high))
            }
            (Language::En, Some(low), Some(high)) => {
                format!("Scores of {things} lie between {} and {}.", figure(low), figure(high))
            }
            (Language::Ja, ..) => "この回に示せるスコアはありません。".to_owned(),
            (Language::En, ..) => "No score of this wave can be shown.".to_owned(),
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
                    Verdict::Rose => "上がったと言えます",
                    Verdict::Fell => "下がったと言えます",
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

    pub(crate) fn few_waves(self, waves: usize) -> String {
        match self.0 {
            Language::Ja => format!("実施が{waves}回のため、見込みは示しません。"),
            Language::En => {
                format!("With {} waves, no projection is shown.", spelled(waves))
            }
        }
    }

    pub(crate) fn slope_title(self, slope: &Slope) -> String {
        let holds = |fell: bool| {
            let held = slope.lines.iter().filter(|line| line.evidence == Evidence::Holds);
            held.filter(|line| line.change().is_negative() == fell).count()
        };
        let (up, down, all, things) = (holds(false), holds(true), slope.lines.len(), self.things(slope.level));
        let both = up + down;
        let since = self.year(slope.years.0);
        let (of, those) = (counted(all), counted(both));
        match self.0 {
            Language::Ja if both == 0 => {
                format!("{since}からの変化が確かめられた{things}は、{of}のうちにありません。")
            }
            Language::En if both == 0 => {
                format!("None of {all} {things} has a change since {since} that can be confirmed.")
            }
            Language::Ja => {
                format!("{of}の{things}のうち{those}で、{since}からの変化が確かめられました（上昇{up}、低下{down}）。")
            }
            Language::En => {
                format!("Of {all} {things}, {both} changed since {since} after adjustment ({up} up, {down} down).")
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
        match self.0 {
            Language::Ja => format!("{name}の{from}から{to}までの変化の内訳、{measure}、大きい順"),
            Language::En => format!("{name}: parts of the change from {from} to {to}, {measure}, by size"),
        }
    }

    /// The change, and its largest part where one is largest.
    pub(crate) fn waterfall_title(self, waterfall: &Waterfall, steps: &[Step]) -> String {
        let change = signed(waterfall.change());
        let most = steps.iter().map(|step| step.amount.abs()).max();
        let mut largest = steps.iter().filter(|step| Some(step.amount.abs()) == most);
        let one = largest.next().filter(|step| largest.next().is_none() && !step.amount.is_zero());
        let named = one.and_then(|step| Some((quoted(step.name.as_deref()?, self.0), signed(step.amount))));
        match (self.0, named) {
            (Language::Ja, Some((name, amount))) => {
                format!("{change}点の変化の内訳で最も大きいのは、{name}の{amount}点です。")
            }
            (Language::En, Some((name, amount))) => {
                format!("The largest part of the change of {change} is {name} ({amount}).")
            }
            (Language::Ja, None) => format!("{}からの変化は{change}点です。", self.year(waterfall.from.0)),
            (Language::En, None) => format!("The change since {} is {change}.", self.year(waterfall.from.0)),
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
        assert_eq!(PlotWords(Language::Ja, Language::Ja.into()).few_waves(2), "実施が2回のため、見込みは示しません。");
        assert_eq!(
            PlotWords(Language::En, Language::En.into()).few_waves(2),
            "With two waves, no projection is shown."
        );
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
