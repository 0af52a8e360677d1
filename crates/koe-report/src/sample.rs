//! Figures for this crate's tests.
//!
//! The scores and targets are those Koriyama printed in its 2025 plan (city of
//! Koriyama, 郡山市人財育成基本方針); n, intervals and shares are made up for
//! layout and stand for nothing.

use koe_core::compare::Test;
use koe_core::definition::{Language, Rule, TargetRule, Years};
use koe_core::plan::Plan;
use koe_core::release::{
    About, CodeName, Compared, Comparison, Extremes, Level, Omnibus, PathPoint, Proof, ResponseRate, ResponseState,
    Row, Segment, Status, Step, Trend,
};
use koe_stats::{Decimal, nearest_f64, ratio};

use crate::figures::Figures;
use crate::trend::Waves;

/// Owned figures that a test may bend.
pub(crate) struct Sample {
    pub(crate) about: About,
    pub(crate) rows: Vec<Row>,
    pub(crate) extremes: Vec<Extremes>,
    pub(crate) below_overall: Vec<CodeName>,
    pub(crate) step: Option<Step>,
    pub(crate) response: Vec<ResponseRate>,
    pub(crate) compared: Option<Compared>,
    pub(crate) trend: Option<Trend>,
    /// The rows of the trend; those above where there are none.
    pub(crate) waves: Vec<Row>,
    pub(crate) plan: Option<Plan>,
}

/// Level, code, name, score, target.
const KORIYAMA: &[(Level, &str, &str, &str, Option<&str>)] = &[
    (Level::Overall, "overall", "全体", "4.06", Some("4.17")),
    (Level::Category, "1", "人材育成", "4.15", Some("4.25")),
    (Level::Subcategory, "1.1", "職員研修", "4.31", Some("4.31")),
    (Level::Item, "Q01", "研修を受ける機会は公平に提供されている。", "4.57", None),
    (Level::Item, "Q05", "研修の機会を十分に活かしてスキルアップ&リスキリングを行えている。", "4.04", None),
    (Level::Subcategory, "1.2", "自己啓発", "3.72", Some("4.06")),
    (Level::Item, "Q06", "自己啓発制度を知っている。", "3.75", None),
    (Level::Subcategory, "1.3", "人事評価制度", "4.32", Some("4.32")),
    (Level::Item, "Q11", "自らの人事評価（業績・能力とも）は適切であり評価結果に納得している。", "4.43", None),
    (Level::Category, "2", "人材確保・配置", "3.86", Some("4.06")),
    (Level::Subcategory, "2.1", "人材確保", "3.90", Some("4.06")),
    (
        Level::Item,
        "Q13",
        "市役所は急な欠員（育児休業、療休など）に対して代替職員が迅速・柔軟に配置されている。",
        "3.60",
        None,
    ),
    (Level::Subcategory, "2.2", "人材配置", "3.79", Some("4.06")),
    (Level::Item, "Q18", "毎年発出している人事異動基本方針を理解している。", "3.80", None),
    (Level::Category, "3", "職場環境の整備", "4.17", Some("4.21")),
    (Level::Subcategory, "3.1", "職場環境の改善", "4.28", Some("4.28")),
    (Level::Item, "Q29", "ハラスメント対策の重要性を理解している。", "4.84", None),
    (Level::Subcategory, "3.2", "職場風土", "3.96", Some("4.06")),
    (Level::Item, "Q30", "郡山市役所や所属には積極的に挑戦できる風土がある。", "3.84", None),
    (Level::Category, "4", "エンゲージメント", "3.99", Some("4.17")),
    (Level::Subcategory, "4.1", "やりがい創出", "4.21", Some("4.21")),
    (Level::Item, "Q34", "郡山市役所で働くことが好きである。", "4.40", None),
    (Level::Subcategory, "4.2", "互いを認め合う精神", "3.35", Some("4.06")),
    (Level::Item, "Q43", "「サックス賞」を知っている。", "3.35", None),
    (Level::Item, "Q44", "「フロンティア賞」を知っている。", "3.13", None),
];

impl Sample {
    /// The published scores of Koriyama, with some of its items.
    pub(crate) fn koriyama() -> Self {
        let rows = KORIYAMA.iter().map(|&(level, code, name, score, target)| row(level, code, name, score, target));
        let mut rows: Vec<Row> = rows.collect();
        let mut above = String::new();
        for row in &mut rows {
            row.category = match row.level {
                Level::Item => Some(above.clone()),
                _ => row.code.rsplit_once('.').map(|(above, _)| above.to_owned()),
            };
            if row.level != Level::Item {
                above.clone_from(&row.code);
            }
        }
        let named = |code: &str, name: &str| CodeName { code: code.to_owned(), name: name.to_owned() };
        Self {
            about: About {
                survey: "郡山市 職員アンケート".to_owned(),
                synthetic: None,
                language: Language::Ja,
                years: Years::Era,
                wave_label: "令和7年度".to_owned(),
                wave: "2025".to_owned(),
                wave_year: Some(2025),
                rule: Rule::Pooled,
                decimals: 2,
                percent_decimals: 2,
                scale: (1, 6),
                favorable: vec![5, 6],
                points: (1..=6).map(|point| (point, None)).collect(),
                filter: Segment::default(),
                target_year: Some(2029),
                target_rule: Some(TargetRule::RaiseToOverall),
                min_respondents: 5,
                min_detail: 10,
                proof: Proof::default(),
            },
            rows,
            extremes: vec![
                Extremes {
                    level: Level::Overall,
                    code: "overall".to_owned(),
                    highest: vec![named("Q29", "ハラスメント対策の重要性を理解している。")],
                    lowest: vec![named("Q44", "「フロンティア賞」を知っている。")],
                },
                Extremes {
                    level: Level::Category,
                    code: "1".to_owned(),
                    highest: vec![named("Q01", "研修を受ける機会は公平に提供されている。")],
                    lowest: vec![named("Q06", "自己啓発制度を知っている。")],
                },
            ],
            below_overall: vec![
                named("1.2", "自己啓発"),
                named("2.1", "人材確保"),
                named("2.2", "人材配置"),
                named("3.2", "職場風土"),
                named("4.2", "互いを認め合う精神"),
            ],
            step: Some(Step { one_in: 9, per_year: Some("0.03".parse().unwrap()) }),
            response: Vec::new(),
            compared: None,
            trend: None,
            waves: Vec::new(),
            plan: None,
        }
    }

    pub(crate) fn figures(&self) -> Figures<'_> {
        Figures {
            about: &self.about,
            rows: &self.rows,
            extremes: &self.extremes,
            below_overall: &self.below_overall,
            step: self.step.as_ref(),
            response: &self.response,
            compared: self.compared.as_ref(),
            trend: self.trend.as_ref().map(|trend| Waves {
                about: &self.about,
                rows: if self.waves.is_empty() { &self.rows } else { &self.waves },
                trend,
            }),
            plan: self.plan.as_ref(),
        }
    }

    /// The same survey with a plan beside it.
    pub(crate) fn with_plan(self, plan: Plan) -> Self {
        Self { plan: Some(plan), ..self }
    }

    /// The same survey with no targets set.
    pub(crate) fn without_targets(mut self) -> Self {
        for row in &mut self.rows {
            row.target = None;
            row.target_text = None;
            row.gap = None;
            row.gap_text = None;
            row.status = Some(Status::None);
            row.path = None;
        }
        self.about.target_year = None;
        self.about.target_rule = None;
        self.step = None;
        self
    }

    /// Leaves of the row with this code what a withheld row keeps.
    pub(crate) fn withhold(&mut self, code: &str) {
        for row in self.rows.iter_mut().filter(|row| row.code == code) {
            let category = row.category.take();
            *row = Row { suppressed: true, category, ..bare(row.level, &row.code, &row.name, row.segment.clone()) };
        }
    }

    /// Adds the same rows once more, for a segment.
    pub(crate) fn with_segment(mut self, attribute: &str, value: &str) -> Self {
        self.add(vec![(attribute, value)]);
        self
    }

    /// Adds the same rows once more, for everyone who shares two values.
    pub(crate) fn with_cross(mut self, conditions: [(&str, &str); 2]) -> Self {
        self.add(conditions.to_vec());
        self
    }

    fn add(&mut self, conditions: Vec<(&str, &str)>) {
        let own = conditions.into_iter().map(|(attribute, value)| (attribute.to_owned(), value.to_owned()));
        let segment = Segment(own.collect());
        let everyone = self.rows.iter().filter(|row| row.segment == self.about.filter);
        let rows: Vec<Row> = everyone.map(|row| Row { segment: segment.clone(), ..row.clone() }).collect();
        self.rows.extend(rows);
    }

    /// Compares the rows of a unit (all its lines) with everyone: `less` below
    /// everyone's printed score, with adjusted p, 0.08 either side as interval,
    /// and ranks between these of so many.
    pub(crate) fn compared(&mut self, value: &str, less: &str, p: f64, ranks: (u64, u64, u64)) {
        let less: Decimal = less.parse().unwrap();
        for row in self.rows.iter_mut().filter(|row| row.segment.0.last().is_some_and(|(_, own)| own == value)) {
            let (Some(mean), false) = (row.mean_text, row.suppressed) else { continue };
            row.mean_text = Some(mean - less);
            let difference = -nearest_f64(&less.exact());
            row.comparison = Some(Comparison {
                versus: Some(Segment::default()),
                difference: Some(difference),
                difference_text: Some("0.00".parse::<Decimal>().unwrap() - less),
                difference_low: Some(difference - 0.08),
                difference_high: Some(difference + 0.08),
                p: Some(p / 2.0),
                p_adjusted: Some(p),
                family: Some(10),
                effect: Some(difference),
                rank_low: (row.level != Level::Item).then_some(ranks.0),
                rank_high: (row.level != Level::Item).then_some(ranks.1),
                ranked: (row.level != Level::Item).then_some(ranks.2),
                ..Comparison::default()
            });
        }
    }

    /// Adds who answered in a group, after the 2,118 of 3,522 of everyone.
    pub(crate) fn with_response(mut self, group: &[(&str, &str)], state: ResponseState, people: (u64, u64)) -> Self {
        if self.response.is_empty() {
            self.response.push(response(&[], ResponseState::Shown, (2118, 3522)));
        }
        self.response.push(response(group, state, people));
        self
    }

    /// Adds a group of each kind: 60 per cent, less, none, withheld, not in the
    /// headcount.
    pub(crate) fn with_responses(self, attribute: &str) -> Self {
        use ResponseState::{NoHeadcount, Nobody, Shown, Withheld};
        self.with_response(&[(attribute, "総務部")], Shown, (1200, 2000))
            .with_response(&[(attribute, "環境部 資源循環推進課 廃棄物対策係")], Shown, (903, 1510))
            .with_response(&[(attribute, "消防本部")], Nobody, (0, 12))
            .with_response(&[(attribute, "監査委員事務局")], Withheld, (0, 0))
            .with_response(&[(attribute, "水道局")], NoHeadcount, (15, 0))
    }

    /// Leaves of every row of this segment what a withheld row keeps.
    pub(crate) fn withhold_unit(&mut self, value: &str) {
        for row in self.rows.iter_mut().filter(|row| row.segment.0.iter().any(|(_, own)| own == value)) {
            let category = row.category.take();
            *row = Row { suppressed: true, category, ..bare(row.level, &row.code, &row.name, row.segment.clone()) };
        }
    }

    /// The same survey with every row withheld, and what follows from rows with it.
    pub(crate) fn silent(mut self) -> Self {
        for code in self.rows.iter().map(|row| row.code.clone()).collect::<Vec<_>>() {
            self.withhold(&code);
        }
        self.extremes.clear();
        self.below_overall.clear();
        self.step = None;
        self
    }

    /// The same figures for an English page.
    pub(crate) fn english(mut self) -> Self {
        self.about.language = Language::En;
        self
    }

    /// Gives every name and label of the survey this text.
    pub(crate) fn named(mut self, text: &str) -> Self {
        self.about.survey = text.to_owned();
        self.about.wave_label = text.to_owned();
        for (_, label) in &mut self.about.points {
            *label = Some(text.to_owned());
        }
        for row in &mut self.rows {
            row.name = text.to_owned();
            row.band = Some(text.to_owned());
            for (attribute, value) in &mut row.segment.0 {
                text.clone_into(attribute);
                text.clone_into(value);
            }
        }
        for (attribute, value) in self.response.iter_mut().flat_map(|rate| &mut rate.segment.0) {
            text.clone_into(attribute);
            text.clone_into(value);
        }
        for extremes in &mut self.extremes {
            extremes.highest[0].name = text.to_owned();
            extremes.lowest[0].name = text.to_owned();
        }
        for named in &mut self.below_overall {
            named.name = text.to_owned();
        }
        self
    }
}

fn response(group: &[(&str, &str)], state: ResponseState, (respondents, invited): (u64, u64)) -> ResponseRate {
    let segment = group.iter().map(|(attribute, value)| ((*attribute).to_owned(), (*value).to_owned())).collect();
    let rate = matches!(state, ResponseState::Shown | ResponseState::Nobody).then(|| ratio(respondents, invited));
    let printed = rate.as_ref().map(|rate| Decimal::round(&(rate * ratio(100, 1)), 2));
    ResponseRate {
        wave: "2025".to_owned(),
        segment: Segment(segment),
        state,
        invited: rate.as_ref().map(|_| invited),
        respondents: (state != ResponseState::Withheld).then_some(respondents),
        response_rate: rate.as_ref().map(nearest_f64),
        response_rate_text: printed,
        low: printed.map(|printed| printed < "60".parse().unwrap()),
    }
}

fn bare(level: Level, code: &str, name: &str, segment: Segment) -> Row {
    let depth = match level {
        Level::Overall | Level::Category => 0,
        Level::Subcategory => 1,
        Level::Item => 2,
    };
    Row {
        wave: "2025".to_owned(),
        segment,
        level,
        depth,
        code: code.to_owned(),
        name: name.to_owned(),
        comparable: true,
        ..Row::default()
    }
}

fn row(level: Level, code: &str, name: &str, score: &str, target: Option<&str>) -> Row {
    let score: Decimal = score.parse().unwrap();
    let target: Option<Decimal> = target.map(|text| text.parse().unwrap());
    let mean = nearest_f64(&score.exact());
    let overall = level == Level::Overall;
    let path = target.filter(|_| level != Level::Item).map(|target| {
        let end = nearest_f64(&target.exact());
        (0..=4)
            .map(|step| {
                let value = mean + (end - mean) * f64::from(step) / 4.0;
                PathPoint { year: 2025 + step, value, text: crate::typeset::printed(value, 2).unwrap() }
            })
            .collect()
    });
    Row {
        items: Some(1),
        respondents: Some(2118),
        answers: Some(2109),
        invited: overall.then_some(3522),
        response_rate: overall.then_some(2118.0 / 3522.0),
        response_rate_text: overall.then(|| "60.14".parse().unwrap()),
        mean: Some(mean),
        mean_text: Some(score),
        sd: Some(1.2),
        ci_low: Some(mean - 0.051),
        ci_high: Some(mean + 0.051),
        favorable: Some(0.437),
        neutral: Some(0.4),
        unfavorable: Some(0.163),
        favorable_low: Some(0.42),
        favorable_high: Some(0.46),
        distribution: Some(vec![45, 144, 384, 614, 551, 371]),
        first_point: Some(1),
        target: target.map(|target| nearest_f64(&target.exact())),
        target_text: target,
        gap: target.map(|target| nearest_f64(&(score - target).exact())),
        gap_text: target.map(|target| score - target),
        status: Some(target.map_or(Status::None, |target| if score < target { Status::Below } else { Status::Met })),
        path,
        ..bare(level, code, name, Segment::default())
    }
}

/// A test over the three units of an attribute, or of a cross.
pub(crate) fn one_test(attributes: &[&str], level: Level, code: &str) -> Omnibus {
    Omnibus {
        attributes: attributes.iter().map(|name| (*name).to_owned()).collect(),
        level,
        code: code.to_owned(),
        name: format!("項目{code}"),
        test: Test::WelchAnova,
        groups: 3,
        joined: true,
        respondents: 2118,
        statistic: 5.0951,
        df: 2.0,
        df_within: Some(41.23),
        p: Some(0.004),
        p_adjusted: Some(0.004),
        family: Some(4),
        effect: None,
    }
}
