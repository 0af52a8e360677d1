//! What is said of a score over several waves: whether it moved, how far it is to
//! its target, where it is going.

use koe_core::definition::Language;
use koe_core::release::{Change, InTrend, PathStatus, Row};

use super::trend::Telling;
use super::year;
use crate::typeset::{figure, interval, printed, signed};

/// Waves that a projection is made from at least.
const PROJECTED_FROM: usize = 5;

impl Telling<'_> {
    /// Whether a score of everyone moved, how far it is to its target, and where
    /// it is going: sentences on one row of the latest wave.
    pub(crate) fn row(self, row: &Row) -> Vec<String> {
        let Some(own) = &row.trend else { return Vec::new() };
        let is_same = own.since_baseline.versus == own.since_previous.versus;
        let changes = [&own.since_baseline, &own.since_previous];
        let changes = changes.into_iter().skip(usize::from(is_same)).filter_map(|change| self.change(change));
        let mut told: Vec<String> = changes.collect();
        told.extend(self.path(row, own));
        told.extend(self.probability(row, own));
        told.extend(self.detectable(own));
        told.extend(self.silence(row, own));
        told.extend(self.projection(row, own));
        told
    }

    /// One change. What its interval does not show did not happen.
    fn change(self, change: &Change) -> Option<String> {
        let since = self.wave(change.versus.as_ref()?);
        let subject = match self.language {
            Language::Ja => format!("{since}からの変化"),
            Language::En => format!("The change since {since}"),
        };
        self.change_of(&subject, change)
    }

    /// The same of a change that is called so.
    pub(super) fn change_of(self, subject: &str, change: &Change) -> Option<String> {
        let by = signed(change.difference_text?);
        let Some(((low, high), interval)) = self.waves.ends(change).zip(self.interval(change)) else {
            return Some(match self.language {
                Language::Ja => format!("{subject}は{by}点です（区間なし）。"),
                Language::En => format!("{subject} is {by} (no interval)."),
            });
        };
        let rose = !low.is_negative() && !low.is_zero();
        let verdict = match (self.language, rose, high.is_negative()) {
            (Language::Ja, true, _) => "上がったことが確かめられます",
            (Language::Ja, _, true) => "下がったことが確かめられます",
            (Language::Ja, ..) => "動いたとは言えません",
            (Language::En, true, _) => "the data show that the score rose",
            (Language::En, _, true) => "the data show that the score fell",
            (Language::En, ..) => "the data do not show that the score moved",
        };
        Some(match self.language {
            Language::Ja => format!("{subject}は{by}点（95%区間 {interval}）で、{verdict}。"),
            Language::En => format!("{subject} is {by} (95% interval {interval}); {verdict}."),
        })
    }

    /// The interval of a change, with signs.
    fn interval(self, change: &Change) -> Option<String> {
        let (low, high) = self.waves.ends(change)?;
        let (low, high) = (signed(low), signed(high));
        Some(match self.language {
            Language::Ja => format!("{low}〜{high}"),
            Language::En => format!("{low} to {high}"),
        })
    }

    fn path(self, row: &Row, own: &InTrend) -> Option<String> {
        let target = figure(row.target_text?);
        let by = year(self.waves.about.target_year?, self.language, self.waves.about.years);
        let on = own.path_target_text.map(figure);
        let step = own.step_text.map(signed);
        let first = match (self.language, own.path_status?, on) {
            (Language::Ja, PathStatus::Met, _) => format!("{by}の目標{target}点に達しています。"),
            (Language::En, PathStatus::Met, _) => format!("The target for {by}, {target}, is met."),
            (Language::Ja, PathStatus::OnPath, Some(on)) => {
                format!("{by}の目標{target}点への道筋は今年{on}点で、計画どおりです。")
            }
            (Language::En, PathStatus::OnPath, Some(on)) => {
                format!("The path to {target} in {by} is at {on} this year; the score is on the path.")
            }
            (Language::Ja, PathStatus::Behind, Some(on)) => {
                format!("{by}の目標{target}点への道筋は今年{on}点で、遅れています。")
            }
            (Language::En, PathStatus::Behind, Some(on)) => {
                format!("The path to {target} in {by} is at {on} this year; the score is behind it.")
            }
            (Language::Ja, ..) => format!("{by}の目標は{target}点です。"),
            (Language::En, ..) => format!("The target for {by} is {target}."),
        };
        Some(match (self.language, step) {
            (_, None) => first,
            (Language::Ja, Some(step)) => format!("{first}目標まで、1年に{step}点ずつ必要です。"),
            (Language::En, Some(step)) => format!("{first} It takes {step} a year from here."),
        })
    }

    fn probability(self, row: &Row, own: &InTrend) -> Option<String> {
        let target = figure(row.target_text?);
        let share = own.probability?;
        let percent = printed(share * 100.0, 0)?;
        let (is_under, is_over) = (percent.is_zero(), percent.to_string() == "100");
        Some(match self.language {
            Language::Ja => {
                let chance = match (is_under, is_over) {
                    (true, _) => "1%未満".to_owned(),
                    (_, true) => "99%超".to_owned(),
                    _ => format!("{percent}%"),
                };
                format!("回答だけから見ると、{}の点が目標{target}点以上である確率は{chance}です。", self.all())
            }
            Language::En => {
                let chance = match (is_under, is_over) {
                    (true, _) => "under 1%".to_owned(),
                    (_, true) => "over 99%".to_owned(),
                    _ => format!("{percent}%"),
                };
                format!(
                    "Going by the answers alone, the probability that the score of {} is {target} or more is {chance}.",
                    self.all()
                )
            }
        })
    }

    /// Those whom the score is about, who answered or not.
    fn all(self) -> &'static str {
        match (self.language, self.waves.about.filter.0.is_empty()) {
            (Language::Ja, true) => "対象者全員",
            (Language::Ja, false) => "この区分の対象者全員",
            (Language::En, true) => "everyone",
            (Language::En, false) => "everyone in this group",
        }
    }

    fn detectable(self, own: &InTrend) -> Option<String> {
        let change = &own.since_previous;
        let since = self.wave(change.versus.as_ref()?);
        let least = printed(change.smallest_detectable?, self.waves.about.decimals)?;
        Some(match self.language {
            Language::Ja => {
                format!("{since}との間で確かめられる見込みのある変化は、{least}点以上です（有意水準5%、検出力80%）。")
            }
            Language::En => {
                format!("Between {since} and this wave, changes of {least} or more are likely to show (5%, power 80%).")
            }
        })
    }

    /// What those who did not answer may change, or that nobody knows how many they
    /// are.
    fn silence(self, row: &Row, own: &InTrend) -> Option<String> {
        row.mean_text?;
        let delta = self.waves.trend.nonresponse;
        let Some((low, high)) = own.nonresponse_low.zip(own.nonresponse_high) else {
            return Some(match self.language {
                Language::Ja => {
                    "対象者の人数がわからないため、回答しなかった人を含めた点の範囲は示しません。".to_owned()
                }
                Language::En => {
                    "How many did not answer is not known, so no range is shown that allows for them.".to_owned()
                }
            });
        };
        let range = interval(low, high, self.waves.about.decimals, self.language)?;
        // What is supposed is in points of the answers, whatever scores are put on.
        let is_rescaled = self.waves.about.scale == (0, 100);
        Some(match (self.language, is_rescaled) {
            (Language::Ja, false) => {
                format!("回答しなかった人の点が{delta}点まで違うとすると、{}の点は{range}点です。", self.all())
            }
            (Language::Ja, true) => format!(
                "回答しなかった人の答えが回答の尺度で{delta}点まで違うとすると、{}の点は{range}点です。",
                self.all()
            ),
            (Language::En, false) => {
                format!(
                    "If those who did not answer differ by up to {delta}, the score of {} lies in {range}.",
                    self.all()
                )
            }
            (Language::En, true) => format!(
                "If those who did not answer differ by up to {delta} points of the scale of answers, the score of {} \
                 lies in {range}.",
                self.all()
            ),
        })
    }

    /// Where a straight line leads, or why that is not told.
    fn projection(self, row: &Row, own: &InTrend) -> Option<String> {
        row.mean_text?;
        let Some(line) = &own.projection else { return self.no_projection(row, own) };
        let by = year(line.year, self.language, self.waves.about.years);
        let (value, range) =
            (figure(line.text), interval(line.low, line.high, self.waves.about.decimals, self.language)?);
        Some(match self.language {
            Language::Ja => format!("これまでの直線を延ばした{by}の見込みは{value}点（95%予測区間 {range}）です。"),
            Language::En => {
                format!("A straight line through the waves leads to {value} in {by} (95% prediction interval {range}).")
            }
        })
    }

    /// Why nothing is projected, where a shown score has no projection.
    pub(crate) fn no_projection(self, row: &Row, own: &InTrend) -> Option<String> {
        row.mean_text.filter(|_| own.projection.is_none())?;
        let waves = &self.waves.trend.waves;
        let words = ["two", "three", "four"];
        Some(match (self.language, waves.len()) {
            (Language::Ja, ..PROJECTED_FROM) => format!("実施が{}回のため、見込みは示しません。", waves.len()),
            (Language::En, count @ ..PROJECTED_FROM) => {
                let count = words.get(count.saturating_sub(2)).map_or_else(|| count.to_string(), |it| (*it).to_owned());
                format!("With {count} waves, no projection is shown.")
            }
            (Language::Ja, _) if waves.iter().any(|wave| wave.year.is_none()) => {
                "年度のわからない実施があるため、見込みは示しません。".to_owned()
            }
            (Language::En, _) if waves.iter().any(|wave| wave.year.is_none()) => {
                "As some waves have no year, no projection is shown.".to_owned()
            }
            (Language::Ja, _) => "回答が少ない年度があるため、見込みは示しません。".to_owned(),
            (Language::En, _) => "As few answered in some of the waves, no projection is shown.".to_owned(),
        })
    }
}
