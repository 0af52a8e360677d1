//! Invented figures (架空) that bring every plot into every state.

use koe_core::definition::Language;
use koe_core::release::Level;
use koe_stats::{Decimal, ratio};

use super::series::{Likely, Outcome, Path, Series, Wave};
use super::slope::{Evidence, Line, Slope};
use super::waterfall::{Part, PartKind, Waterfall};
use super::year_line::{Change, YearLine};
use super::year_panels::YearPanels;
use super::{About, YEARS, window};
use crate::chart::drawing::Drawing;
use crate::chart::marks::Setting;

/// The scale of the example.
const SCALE: (i32, i32) = (1, 6);

/// Every plot with its name.
pub(crate) fn all(setting: Setting<'_>) -> Vec<(&'static str, Drawing)> {
    let language = setting.language;
    vec![
        ("year-line", year_line(language).draw(setting)),
        ("year-line-absences", absences(language).draw(setting)),
        ("year-line-projection", projection(language).draw(setting)),
        ("year-panels", four_panels(language).draw(setting)),
        ("year-panels-many", nine_panels(language).draw(setting)),
        ("slope", slope(language).draw(setting)),
        ("changes", many_changes(language).draw(setting)),
        ("waterfall", waterfall(language).draw(setting)),
        ("waterfall-many", many_parts(language).draw(setting)),
    ]
}

fn say(language: Language, ja: &str, en: &str) -> String {
    match language {
        Language::Ja => ja,
        Language::En => en,
    }
    .to_owned()
}

/// Hundredths of a point as they are printed.
fn points(hundredths: i32) -> Decimal {
    Decimal::round(&ratio(hundredths, 100), 2)
}

/// Thousandths of a point.
fn fine(thousandths: i32) -> Decimal {
    Decimal::round(&ratio(thousandths, 1000), 3)
}

fn about(language: Language) -> About {
    About {
        survey: say(language, "見本市 職員アンケート", "Sample City staff survey"),
        scale: SCALE,
        respondents: Some(2118),
        rule: say(language, "回答を合わせた平均", "mean of all answers"),
        notes: Vec::new(),
        invented: true,
    }
}

/// A score with as much on either side.
fn score(year: i32, value: i32, half: i32) -> Wave {
    let interval = (half > 0).then(|| (points(value - half), points(value + half)));
    Wave { year, outcome: Outcome::Score { value: points(value), interval } }
}

fn path(baseline: (i32, i32), steps: &[(i32, i32)]) -> Option<Path> {
    let printed = |(year, value): (i32, i32)| (year, points(value));
    Some(Path { baseline: printed(baseline), steps: steps.iter().copied().map(printed).collect() })
}

fn alone(language: Language, series: Series, change: Change) -> YearLine {
    let window = window(series.values(), YEARS, SCALE);
    let few = say(
        language,
        "実施が5回より少ないため、見込みは示しません。",
        "With fewer than five waves, no projection is shown.",
    );
    let no_projection = series.projection().is_empty().then_some(few);
    YearLine { about: about(language), series, changes: vec![change], no_projection, window }
}

fn overall(language: Language) -> String {
    say(language, "全体スコア", "Overall score")
}

/// Two waves, a year without one between them, the path begins.
fn year_line(language: Language) -> YearLine {
    let series = Series {
        name: overall(language),
        waves: vec![score(2023, 404, 2), score(2025, 406, 2)],
        path: path((2025, 406), &[(2026, 409), (2027, 412), (2028, 414), (2029, 417)]),
        projection: Vec::new(),
    };
    let change = Change { since: 2023, interval: Some((points(-1), points(5))) };
    alone(language, series, change)
}

/// All five absences, waves before the baseline, a score next to its path.
fn absences(language: Language) -> YearLine {
    let missing = |year, outcome| Wave { year, outcome };
    let series = Series {
        name: say(language, "臨時給付事務局の全体スコア", "Overall score of the benefits office"),
        waves: vec![
            score(2016, 389, 11),
            score(2017, 402, 0),
            missing(2018, Outcome::Withheld),
            score(2019, 398, 9),
            score(2022, 404, 9),
            missing(2023, Outcome::NobodyAnswered),
            score(2024, 406, 8),
            score(2025, 408, 7),
        ],
        path: path((2024, 406), &[(2025, 409), (2026, 412), (2027, 414), (2028, 417)]),
        projection: Vec::new(),
    };
    let change = Change { since: 2024, interval: None };
    alone(language, series, change)
}

/// Six waves, of which a projection can be made.
fn projection(language: Language) -> YearLine {
    let likely = |(year, low, high): (i32, i32, i32)| Likely { year, low: points(low), high: points(high) };
    let series = Series {
        name: overall(language),
        waves: vec![
            score(2020, 388, 3),
            score(2021, 391, 3),
            score(2022, 390, 3),
            score(2023, 397, 2),
            score(2024, 401, 2),
            score(2025, 406, 2),
        ],
        path: path((2023, 397), &[(2024, 400), (2025, 404), (2026, 407), (2027, 410), (2028, 414), (2029, 417)]),
        projection: [(2026, 404, 413), (2027, 405, 419), (2028, 406, 425), (2029, 407, 431)].map(likely).to_vec(),
    };
    let change = Change { since: 2024, interval: Some((points(2), points(8))) };
    alone(language, series, change)
}

fn panel(language: Language, (ja, en): (&str, &str), [first, now, target]: [i32; 3]) -> Series {
    let third = |part: i32| now + (target - now) * part / 4;
    Series {
        name: say(language, ja, en),
        waves: vec![score(2023, first, 3), score(2025, now, 3)],
        path: path((2025, now), &[(2026, third(1)), (2027, third(2)), (2028, third(3)), (2029, target)]),
        projection: Vec::new(),
    }
}

fn beside(language: Language, level: Level, panels: Vec<Series>) -> YearPanels {
    let window = window(panels.iter().flat_map(Series::values), YEARS, SCALE);
    YearPanels { about: about(language), level, panels, window }
}

fn four_panels(language: Language) -> YearPanels {
    let panels = [
        (("人材育成", "Growing people"), [411, 415, 425]),
        (("人材確保・配置", "Hiring and placing"), [388, 386, 406]),
        (("職場環境の整備", "Workplace"), [416, 417, 421]),
        (("エンゲージメント", "Engagement"), [393, 399, 417]),
    ];
    beside(language, Level::Category, panels.map(|(name, figures)| panel(language, name, figures)).to_vec())
}

/// More panels than a row holds, some with nothing to show.
fn nine_panels(language: Language) -> YearPanels {
    let later = |name, [first, base, now, target]: [i32; 4]| Series {
        waves: vec![score(2023, first, 3), score(2025, base, 3), score(2026, now, 3)],
        ..panel(language, name, [first, base, target])
    };
    let mut panels = vec![
        later(("職員研修", "Training"), [428, 431, 431, 431]),
        later(("自己啓発", "Self-development"), [375, 372, 381, 406]),
        later(("人事評価制度", "Appraisal"), [430, 432, 434, 432]),
        later(("人材確保", "Hiring"), [388, 390, 391, 406]),
        later(("人材配置", "Placing people"), [384, 379, 377, 406]),
        later(
            ("職場環境の改善（施設・設備面を含む）", "Improving the workplace, rooms included"),
            [428, 428, 429, 428],
        ),
        later(("職場風土", "Climate at work"), [394, 396, 399, 406]),
        later(("やりがい創出", "Meaning in work"), [420, 421, 421, 421]),
        later(("互いを認め合う精神", "Mutual recognition"), [340, 335, 352, 406]),
    ];
    panels[3].waves[2].outcome = Outcome::Withheld;
    panels[6].waves[0] = score(2023, 394, 0);
    panels[7].waves[2].outcome = Outcome::NobodyAnswered;
    beside(language, Level::Subcategory, panels)
}

fn line(language: Language, (ja, en): (&str, &str), [from, to, half]: [i32; 3], evidence: Evidence) -> Line {
    let change = to - from;
    Line {
        name: say(language, ja, en),
        from: points(from),
        to: points(to),
        interval: (half > 0).then(|| (points(change - half), points(change + half))),
        evidence,
    }
}

fn lines(language: Language, lines: &[((&str, &str), [i32; 3], Evidence)]) -> Vec<Line> {
    lines.iter().map(|(name, figures, evidence)| line(language, *name, *figures, *evidence)).collect()
}

fn compared(language: Language, level: Level, lines: Vec<Line>) -> Slope {
    let window = window(lines.iter().flat_map(|line| [line.from, line.to]), YEARS, SCALE);
    Slope { about: about(language), level, years: (2023, 2025), lines, withheld: Vec::new(), window }
}

/// Nine lines, close at both ends, of every kind.
pub(super) fn slope(language: Language) -> Slope {
    use Evidence::{Alone, Holds, None};
    let nine = [
        (("職員研修", "Training"), [428, 431, 5], None),
        (("自己啓発", "Self-development"), [375, 372, 5], None),
        (("人事評価制度", "Appraisal"), [421, 432, 6], Holds),
        (("人材確保", "Hiring"), [385, 390, 6], Alone),
        (("人材配置", "Placing people"), [393, 379, 6], Holds),
        (("職場環境の改善", "Improving the workplace"), [428, 428, 5], None),
        (("職場風土", "Climate at work"), [394, 396, 5], None),
        (("やりがい創出", "Meaning in work"), [420, 421, 5], None),
        (("互いを認め合う精神", "Mutual recognition"), [340, 335, 6], None),
    ];
    let withheld = vec![say(language, "データ利活用", "Use of data")];
    Slope { withheld, ..compared(language, Level::Subcategory, lines(language, &nine)) }
}

/// More lines than an eye can follow.
pub(super) fn many_changes(language: Language) -> Slope {
    use Evidence::{Alone, Holds, None};
    let fifteen = [
        (("研修を受ける機会は公平に提供されている", "Training is open to all"), [450, 457, 9], None),
        (
            ("仕事をする上で必要とする研修は提供されている", "Training that the work needs is offered"),
            [436, 444, 9],
            None,
        ),
        (
            (
                "自らの人事評価（業績・能力とも）は適切であり評価結果に納得している",
                "My appraisal, of results as of abilities, is fair, and I accept its outcome",
            ),
            [421, 441, 10],
            Holds,
        ),
        (("人事評価の制度や目的を理解できている", "I understand how and why we are appraised"), [441, 442, 9], None),
        (("自己啓発制度を知っている", "I know the self-development scheme"), [366, 375, 9], Alone),
        (("自己啓発制度の対象や助成額は十分である", "The scheme covers enough"), [376, 372, 9], None),
        (("多様性をもった職員が活躍できる環境である", "Everyone can do well here"), [404, 407, 9], None),
        (("自身のキャリアデザインはできている", "I have planned my career"), [379, 370, 9], Alone),
        (("所属の課題解決に対応する人材が配置されている", "My unit has the people it needs"), [392, 367, 11], Holds),
        (("各種休暇制度が取得しやすい", "Leave is easy to take"), [440, 440, 9], None),
        (("ワーク・ライフ・バランスがとれている", "Work and life are in balance"), [426, 429, 9], None),
        (("時差勤務やテレワークを利用できる", "Flexible hours and remote work are open to me"), [340, 361, 10], Holds),
        (("市役所で働くことが好きである", "I like working here"), [429, 428, 9], None),
        (("「チャレンジ賞」を知っている", "I know the “Challenge” award"), [330, 324, 0], None),
        (("髙﨑係（𠮷）の取組みを知っている", "I know what Takasaki’s unit does"), [348, 352, 12], None),
    ];
    compared(language, Level::Item, lines(language, &fifteen))
}

fn part(language: Language, (ja, en): (&str, &str), kind: PartKind, thousandths: i32) -> Part {
    Part { name: say(language, ja, en), kind, amount: fine(thousandths) }
}

/// A name in both languages, with what kind of part it is.
type Named = ((&'static str, &'static str), PartKind);

const MIX: Named = (("職員構成の変化", "Who works here"), PartKind::Mix);
const RESPONSE: Named = (("回答した人の違い", "Who answered"), PartKind::Response);

fn apart(language: Language, ends: (i32, i32), interval: (i32, i32), parts: &[(Named, i32)]) -> Waterfall {
    Waterfall {
        about: about(language),
        name: overall(language),
        by: None,
        deviation: Some(fine(1)),
        from: (2023, points(ends.0)),
        to: (2025, points(ends.1)),
        interval: Some((points(interval.0), points(interval.1))),
        parts: parts.iter().map(|((name, kind), amount)| part(language, *name, *kind, *amount)).collect(),
    }
}

/// Four groups, mix and response: 0.054 − 0.041 + 0.026 + 0.003 − 0.016 − 0.006
/// is 0.020.
fn waterfall(language: Language) -> Waterfall {
    let group = |ja, en| ((ja, en), PartKind::Answers);
    let parts = [
        (group("人材育成", "Growing people"), 54),
        (group("人材確保・配置", "Hiring and placing"), -41),
        (group("職場環境の整備", "Workplace"), 3),
        (group("エンゲージメント", "Engagement"), 26),
        (MIX, -16),
        (RESPONSE, -6),
    ];
    apart(language, (404, 406), (-1, 5), &parts)
}

/// Thirteen parts whose smallest are summed; they add up to 0.120.
fn many_parts(language: Language) -> Waterfall {
    let group = |ja, en| ((ja, en), PartKind::Answers);
    let parts = [
        (group("暮らし支援部", "Daily life"), 61),
        (group("学び推進部", "Learning"), -44),
        (group("みち・みず整備部", "Roads and water"), 38),
        (group("子ども未来部", "Children"), 31),
        (group("窓口サービス部", "Front desks"), -27),
        (group("企画調整部", "Planning"), 22),
        (group("地域共生・多文化協働推進部", "Living together and intercultural work"), 19),
        (group("デジタル変革推進室", "Digital change"), 11),
        (group("消費生活・計量検査センター", "Consumers and weights"), -8),
        (group("広聴・秘書室", "Secretariat"), 6),
        (group("監査・選挙事務室", "Audit and elections"), 3),
        (MIX, 0),
        (RESPONSE, 8),
    ];
    apart(language, (394, 406), (5, 19), &parts)
}

/// The year line with a score of this wave near its path, some years after the
/// baseline.
#[cfg(test)]
pub(super) fn close(language: Language, hundredths: i32, years: i32) -> YearLine {
    let mut line = year_line(language);
    line.series.waves.push(score(2025 + years, hundredths, 3));
    YearLine { window: window(line.series.values(), YEARS, SCALE), ..line }
}

/// A wave every year for forty years.
#[cfg(test)]
pub(super) fn long(language: Language) -> YearLine {
    let mut line = year_line(language);
    line.series.waves = (1986..=2025).map(|year| score(year, 380 + (year * 7) % 31, 3)).collect();
    line.series.waves[5].outcome = Outcome::Withheld;
    line.series.waves[6].outcome = Outcome::NobodyAnswered;
    line.series.waves.remove(20);
    YearLine { window: window(line.series.values(), YEARS, SCALE), ..line }
}

/// Every kind of plot with one name in all places.
#[cfg(test)]
pub(super) fn named(setting: Setting<'_>, name: &str) -> Vec<(&'static str, Drawing)> {
    let language = setting.language;
    let (mut line, mut panels) = (year_line(language), four_panels(language));
    let (mut lines, mut steps) = (slope(language), waterfall(language));
    line.series.name = name.to_owned();
    line.about.survey = name.to_owned();
    panels.panels[0].name = name.to_owned();
    lines.lines[0].name = name.to_owned();
    lines.withheld.push(name.to_owned());
    steps.parts[0].name = name.to_owned();
    vec![
        ("year line", line.draw(setting)),
        ("year panels", panels.draw(setting)),
        ("slope", lines.draw(setting)),
        ("waterfall", steps.draw(setting)),
    ]
}
