//! Words of a trend: whether a score moved, and towards what.

use koe_core::definition::Language;
use koe_core::release::{
    About, By, Change, Decomposition, InTrend, LeftOut, PartsState, PathStatus, Row, Trend, WaveName, Weights,
};
use koe_stats::Decimal;

use super::{NAME, year};
use crate::typeset::{cut, figure, interval, label, one_line, printed, signed};

/// Waves that a projection is made from at least.
const PROJECTED_FROM: usize = 5;

/// Labels of a trend.
pub(crate) struct TrendWords {
    pub(crate) wave: &'static str,
    pub(crate) unit: &'static str,
    pub(crate) since_previous: &'static str,
    pub(crate) since_baseline: &'static str,
    pub(crate) interval: &'static str,
    pub(crate) p: &'static str,
    pub(crate) path: &'static str,
    pub(crate) status: &'static str,
    pub(crate) why: &'static str,
    pub(crate) part: &'static str,
    pub(crate) within_items: &'static str,
    pub(crate) mix_items: &'static str,
    pub(crate) within: &'static str,
    pub(crate) mix: &'static str,
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
    unit: "所属・区分",
    since_previous: "前回差",
    since_baseline: "基準差",
    interval: "差の95%区間",
    p: "p（調整後）",
    path: "道筋",
    status: "状況",
    why: "変化の内訳",
    part: "内訳",
    within_items: "点数の変化",
    mix_items: "回答の割合の変化",
    within: "点数の変化",
    mix: "人数の割合の変化",
    sum: "計",
    others: "そのほかの人",
    response: "だれが回答したかの変化",
    whole: "合計",
};

static EN: TrendWords = TrendWords {
    wave: "Wave",
    unit: "Unit",
    since_previous: "Since previous",
    since_baseline: "Since baseline",
    interval: "95% interval",
    p: "p (adjusted)",
    path: "Path",
    status: "Status",
    why: "Why it moved",
    part: "Part",
    within_items: "By its score",
    mix_items: "By its share of answers",
    within: "By its score",
    mix: "By its share of people",
    sum: "Sum",
    others: "All others",
    response: "By who answered",
    whole: "Total",
};

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
    pub(crate) about: &'a About,
    pub(crate) trend: &'a Trend,
    pub(crate) language: Language,
}

impl Telling<'_> {
    /// A wave by its name in the survey file: 令和7年度, 2025.
    pub(crate) fn wave(self, name: &str) -> String {
        let own = self.trend.waves.iter().find(|wave| wave.name == name);
        own.map_or_else(|| one_line(name), |wave| self.wave_name(wave))
    }

    /// A wave as it is printed: as the survey file labels it; in English by its
    /// year, where it has one.
    pub(crate) fn wave_name(self, wave: &WaveName) -> String {
        let is_labelled = wave.label != wave.name && self.language == Language::Ja;
        match wave.year.filter(|_| !is_labelled) {
            Some(western) => year(western, self.language, self.about.years),
            None => one_line(&wave.label),
        }
    }

    /// The interval of a change, with signs.
    fn interval(self, change: &Change) -> Option<String> {
        let (low, high) = self.ends(change)?;
        let (low, high) = (signed(low), signed(high));
        Some(match self.language {
            Language::Ja => format!("{low}〜{high}"),
            Language::En => format!("{low} to {high}"),
        })
    }

    /// The ends of a change's interval, as they are printed.
    pub(crate) fn ends(self, change: &Change) -> Option<(Decimal, Decimal)> {
        let places = self.about.decimals;
        Some((printed(change.difference_low?, places)?, printed(change.difference_high?, places)?))
    }

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
        told.extend(self.silence(own));
        told.extend(self.projection(own));
        told
    }

    /// One change. What its interval does not show did not happen.
    fn change(self, change: &Change) -> Option<String> {
        let since = self.wave(change.versus.as_ref()?);
        let by = signed(change.difference_text?);
        let Some(((low, high), interval)) = self.ends(change).zip(self.interval(change)) else {
            return Some(match self.language {
                Language::Ja => format!("{since}からの変化は{by}点です（区間なし）。"),
                Language::En => format!("The change since {since} is {by} (no interval)."),
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
            Language::Ja => format!("{since}からの変化は{by}点（95%区間 {interval}）で、{verdict}。"),
            Language::En => format!("The change since {since} is {by} (95% interval {interval}); {verdict}."),
        })
    }

    fn path(self, row: &Row, own: &InTrend) -> Option<String> {
        let target = figure(row.target_text?);
        let by = year(self.about.target_year?, self.language, self.about.years);
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
                format!("回答だけから見ると、対象者全員の点が目標{target}点以上である確率は{chance}です。")
            }
            Language::En => {
                let chance = match (is_under, is_over) {
                    (true, _) => "under 1%".to_owned(),
                    (_, true) => "over 99%".to_owned(),
                    _ => format!("{percent}%"),
                };
                format!(
                    "Going by the answers alone, the probability that everyone's score is {target} or more is {chance}."
                )
            }
        })
    }

    fn detectable(self, own: &InTrend) -> Option<String> {
        let change = &own.since_previous;
        let since = self.wave(change.versus.as_ref()?);
        let least = printed(change.smallest_detectable?, self.about.decimals)?;
        Some(match self.language {
            Language::Ja => {
                format!("{since}との間で確かめられる見込みのある変化は、{least}点以上です（有意水準5%、検出力80%）。")
            }
            Language::En => {
                format!("Between {since} and this wave, changes of {least} or more are likely to show (5%, power 80%).")
            }
        })
    }

    fn silence(self, own: &InTrend) -> Option<String> {
        let range = interval(own.nonresponse_low?, own.nonresponse_high?, self.about.decimals, self.language)?;
        let delta = self.trend.nonresponse;
        Some(match self.language {
            Language::Ja => format!("回答しなかった人の点が{delta}点まで違うとすると、対象者全員の点は{range}点です。"),
            Language::En => {
                format!("If those who did not answer differ by up to {delta}, everyone's score lies in {range}.")
            }
        })
    }

    /// Where a straight line leads, or that there are too few waves for one.
    fn projection(self, own: &InTrend) -> Option<String> {
        if let Some(line) = &own.projection {
            let by = year(line.year, self.language, self.about.years);
            let (value, range) =
                (figure(line.text), interval(line.low, line.high, self.about.decimals, self.language)?);
            return Some(match self.language {
                Language::Ja => format!("これまでの直線を延ばした{by}の見込みは{value}点（95%予測区間 {range}）です。"),
                Language::En => {
                    format!(
                        "A straight line through the waves leads to {value} in {by} (95% prediction interval {range})."
                    )
                }
            });
        }
        let waves = self.trend.waves.len();
        let words = ["two", "three", "four"];
        if waves >= PROJECTED_FROM {
            return None;
        }
        Some(match self.language {
            Language::Ja => format!("実施が{waves}回のため、見込みは示しません。"),
            Language::En => {
                let count = words.get(waves.saturating_sub(2)).map_or_else(|| waves.to_string(), |it| (*it).to_owned());
                format!("With {count} waves, no projection is shown.")
            }
        })
    }

    /// Over which items, against what, and how.
    pub(crate) fn notes(self) -> Vec<String> {
        let mut notes = vec![self.items()];
        notes.extend(self.left_out());
        notes.extend(self.without_target());
        let r = self.trend.correlation;
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

    fn items(self) -> String {
        let count = self.trend.items_used.len();
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
        let items: Vec<String> = self.trend.left_out.iter().map(of).collect();
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
        let names: Vec<String> = self.trend.without_target.iter().map(|it| cut(&label(&it.name), NAME)).collect();
        (!names.is_empty()).then(|| match self.language {
            Language::Ja => format!("目標を定めた年度と設問が違うため、目標を示さないもの：{}", names.join("、")),
            Language::En => format!(
                "Shown without a target, as it was set over other items than those used here: {}",
                names.join(", ")
            ),
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
        let reason = match (self.language, of.state, of.by) {
            (_, PartsState::Shown, _) => return self.weights(of).into_iter().chain(self.deviation(of)).collect(),
            (Language::Ja, PartsState::Withheld, _) => "内訳は非公表です（少人数）。",
            (Language::En, PartsState::Withheld, _) => "The parts are withheld (small groups).",
            (Language::Ja, PartsState::NotASum, By::Items) => "回答者ごとの平均による点数は、設問に分けられません。",
            (Language::En, PartsState::NotASum, By::Items) => "A mean of respondents' own means has no parts by item.",
            (Language::Ja, PartsState::NotASum, By::Groups) => {
                "設問ごとの平均による点数は、人数の一覧がないと区分に分けられません。"
            }
            (Language::En, PartsState::NotASum, By::Groups) => {
                "A mean of items' means has no parts by unit without a headcount."
            }
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
        let most = printed(of.largest_deviation?, self.about.decimals + 2)?;
        Some(match self.language {
            Language::Ja => {
                format!("内訳は、表示した変化に合計が一致するように丸めています（丸める前との違いは最大{most}点）。")
            }
            Language::En => format!(
                "Parts are rounded so that they add up to the printed change; none is more than {most} from its \
                 unrounded value."
            ),
        })
    }
}
