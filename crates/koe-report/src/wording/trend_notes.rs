//! Over which items a trend is, how its figures came about, and why a score moved.

use koe_core::definition::Language;
use koe_core::release::{BaselinePlace, Decomposition, LeftOut, PartsState, Weights};

use super::NAME;
use super::trend::Telling;
use crate::typeset::{cut, figure, label, one_line, signed};

impl Telling<'_> {
    /// Over which items, against what, and how.
    pub(crate) fn notes(self) -> Vec<String> {
        let mut notes = vec![self.items()];
        notes.extend(self.left_out());
        notes.extend(self.regrouped());
        notes.extend(self.without_target());
        notes.extend(self.without_baseline());
        let r = self.waves.trend.correlation;
        notes.push(match self.language {
            Language::Ja => "差は、表示した二つのスコアの引き算です。".to_owned(),
            Language::En => "A difference is that of the two printed scores.".to_owned(),
        });
        notes.push(match self.language {
            Language::Ja => format!(
                "両方の年度に答えた人の数は匿名のためわかりません。差の区間は、最も少ない場合と最も多い場合のうち広いほうです（同じ人の回答の相関を{r}とします）。"
            ),
            Language::En => format!(
                "How many people answered both of two waves is not known, as they are anonymous: intervals of \
                 differences are the wider of those for the fewest and the most (correlation of one person's answers \
                 {r})."
            ),
        });
        notes.push(match self.language {
            Language::Ja => {
                "pは、同じ段階・属性・年度の組の行を合わせて調整した値です（Benjamini–Hochberg法）。".to_owned()
            }
            Language::En => {
                "p is adjusted over the rows of one level, attribute and pair of waves (Benjamini–Hochberg).".to_owned()
            }
        });
        notes
    }

    /// That scores are over fewer items than the survey has, and what has no target
    /// for that; nothing where they are over all.
    pub(crate) fn over_fewer_items(self) -> Vec<String> {
        let left_out = self.left_out().map(|_| self.items());
        left_out.into_iter().chain(self.without_target()).collect()
    }

    fn items(self) -> String {
        let count = self.waves.trend.items_used.len();
        match self.language {
            Language::Ja => format!("点数は、示したすべての年度で同じ{count}問によります。"),
            Language::En => format!("Scores are over the {count} items that are the same in every wave shown."),
        }
    }

    fn left_out(self) -> Option<String> {
        let of = |item: &LeftOut| {
            let waves: Vec<String> = item.waves.iter().map(|wave| self.wave(wave)).collect();
            match self.language {
                Language::Ja => format!("{}（{}）", one_line(&item.code), waves.join("、")),
                Language::En => format!("{} ({})", one_line(&item.code), waves.join(", ")),
            }
        };
        let items: Vec<String> = self.waves.trend.left_out.iter().map(of).collect();
        (!items.is_empty()).then(|| match self.language {
            Language::Ja => {
                format!("次の設問は、かっこ内の年度に同じ形で尋ねていないため含みません：{}", items.join("、"))
            }
            Language::En => {
                format!("Left out, as they were not asked like that in the waves in brackets: {}", items.join(", "))
            }
        })
    }

    fn without_target(self) -> Option<String> {
        let names: Vec<String> = self.waves.trend.without_target.iter().map(|it| cut(&label(&it.name), NAME)).collect();
        (!names.is_empty()).then(|| match self.language {
            Language::Ja => format!("目標を定めた年度と設問が違うため、目標を示さないもの：{}", names.join("、")),
            Language::En => format!(
                "Shown without a target, as it was set over other items than those used here: {}",
                names.join(", ")
            ),
        })
    }

    /// Why there is no change since the baseline.
    fn without_baseline(self) -> Option<String> {
        let trend = self.waves.trend;
        let wave = self.wave(&trend.baseline);
        Some(match (self.language, trend.baseline_place) {
            (_, BaselinePlace::Earlier) => return None,
            (Language::Ja, BaselinePlace::Latest) => {
                format!("基準の年度（{wave}）より後の実施がないため、基準差はありません。")
            }
            (Language::En, BaselinePlace::Latest) => {
                format!("There is no change since the baseline: {wave} is the latest wave.")
            }
            (Language::Ja, BaselinePlace::Later) => {
                format!("基準の年度（{wave}）は示した年度より後のため、基準差はありません。")
            }
            (Language::En, BaselinePlace::Later) => {
                format!("There is no change since the baseline: {wave} comes after the waves shown.")
            }
            (Language::Ja, BaselinePlace::LeftOut) => {
                format!(
                    "基準の年度（{wave}）を示していないため、基準差はありません。--wave {wave} を加えると示します。"
                )
            }
            (Language::En, BaselinePlace::LeftOut) => {
                format!("There is no change since the baseline, as it is not shown: add --wave {wave}.")
            }
        })
    }

    /// The heading of a change that is taken apart.
    pub(crate) fn why(self, of: &Decomposition, name: &str) -> String {
        let (from, to) = (self.wave(&of.versus), self.wave(&of.wave));
        let by = of.difference_text.map(signed).unwrap_or_default();
        let parts = match (&of.attribute, self.language) {
            (Some(attribute), _) => one_line(attribute),
            (None, Language::Ja) => "設問".to_owned(),
            (None, Language::En) => "items".to_owned(),
        };
        match self.language {
            Language::Ja => format!("{name}：{from}から{to}への変化 {by}（{parts}別）"),
            Language::En => format!("{name}: change from {from} to {to} {by}, by {parts}"),
        }
    }

    /// How the parts were weighed and printed, or why there are none.
    pub(crate) fn why_notes(self, of: &Decomposition) -> Vec<String> {
        let reason = match (self.language, of.state) {
            (_, PartsState::Shown) => return self.weights(of).into_iter().chain(self.deviation(of)).collect(),
            (Language::Ja, PartsState::Withheld) => "内訳は非公表です（少人数）。",
            (Language::En, PartsState::Withheld) => "The parts are withheld (small groups).",
            (Language::Ja, PartsState::NotASum) => "回答者ごとの平均による点数は、設問に分けられません。",
            (Language::En, PartsState::NotASum) => "A mean of respondents' own means has no parts by item.",
        };
        vec![reason.to_owned()]
    }

    fn weights(self, of: &Decomposition) -> Option<String> {
        let text = match (self.language, of.weights?) {
            (Language::Ja, Weights::Answers) => "割合は回答の数によります。",
            (Language::En, Weights::Answers) => "Shares are those of the answers.",
            (Language::Ja, Weights::Respondents) => "割合は回答者の数によります。",
            (Language::En, Weights::Respondents) => "Shares are those of the respondents.",
            (Language::Ja, Weights::Headcount) => "割合は対象者の数によります。",
            (Language::En, Weights::Headcount) => "Shares are those of the headcount.",
            (Language::Ja, Weights::Equal) => "設問はどれも同じ重さです。",
            (Language::En, Weights::Equal) => "All items weigh the same.",
        };
        Some(text.to_owned())
    }

    fn deviation(self, of: &Decomposition) -> Option<String> {
        let most = figure(of.largest_deviation_text?);
        Some(match self.language {
            Language::Ja => format!(
                "表の数は、表示した変化に合計が一致するように丸めています（丸める前との違いは、合計も含めて最大{most}点）。"
            ),
            Language::En => format!(
                "Numbers are rounded so that they add up to the printed change; none, sums included, is more than \
                 {most} from its unrounded value."
            ),
        })
    }
}
