//! The examples that are not of a survey: indicators, a plan, competencies.

use koe_core::definition::Language;
use koe_core::plan::{Action, Actions, Actual, Cell, Competencies, Competency, Direction, Indicator, Kind, Progress};
use koe_stats::Decimal;

use super::super::indicators::Indicators;
use super::super::mark_table::MarkTable;
use super::super::plan_matrix::PlanMatrix;
use super::{Said, caption, printed, say};

/// Name, unit, direction, then baseline, latest figure and target.
type Example = (Said, Said, Direction, [Option<Decimal>; 3]);

pub(in crate::chart::parts) fn indicators(language: Language) -> Indicators {
    use Direction::{Down, Maintain, Up};
    let whole = |values: [i32; 3]| values.map(|value| Some(printed(value, 0)));
    let tenths = |values: [i32; 3]| values.map(|value| Some(printed(value, 1)));
    let percent = ("%", "%");
    let people = ("人", "people");
    let groups: [(Said, Vec<Example>); 3] = [
        (
            ("人材育成", "Developing people"),
            vec![
                (("研修受講満足度", "Satisfaction with training"), percent, Up, tenths([876, 884, 900])),
                (
                    ("資格取得助成対象資格数の拡充", "Certificates that are subsidised"),
                    ("資格", "kinds"),
                    Up,
                    whole([50, 50, 55]),
                ),
                (
                    ("人事評価研修受講者の理解度", "Appraisal training understood"),
                    percent,
                    Up,
                    tenths([907, 902, 1000]),
                ),
                (
                    ("大学等修学助成利用者数（延べ人数）", "Study grants taken up, cumulative"),
                    people,
                    Up,
                    whole([4, 9, 8]),
                ),
            ],
        ),
        (
            ("人材確保", "Recruiting people"),
            vec![
                (
                    ("内定辞退率の改善", "Offers declined"),
                    percent,
                    Down,
                    [Some(printed(17, 0)), Some(printed(164, 1)), Some(printed(15, 0))],
                ),
                (
                    (
                        "年次有給休暇取得日数5日/年以上の職員の割合",
                        "Staff who take five or more days of paid leave a year",
                    ),
                    percent,
                    Up,
                    tenths([923, 1000, 1000]),
                ),
                (
                    ("平均時間外勤務時間（1人当たり・各月）", "Overtime per person and month"),
                    ("時間/人・月", "hours per person"),
                    Down,
                    [None, Some(printed(124, 1)), Some(printed(10, 0))],
                ),
            ],
        ),
        (
            ("DX人材の育成・確保", "People for digital work"),
            vec![
                (
                    ("Z世代職員コミュニティ会議開催件数", "Meetings of the Gen Z community"),
                    ("件/年", "a year"),
                    Maintain,
                    whole([5, 5, 5]),
                ),
                (
                    ("職員の生成AI利用者数（延べ人数）", "Staff using generative AI, cumulative"),
                    people,
                    Up,
                    [Some(printed(842, 0)), None, Some(printed(2000, 0))],
                ),
                (
                    ("ストレスチェック集団分析 総合健康リスク値の低減", "Health risk in the stress check"),
                    ("", ""),
                    Down,
                    whole([86, 91, 83]),
                ),
            ],
        ),
    ];
    let example = |group: Said, (name, unit, direction, [baseline, now, target]): Example| Indicator {
        outcome: Some(say(language, group)),
        area: None,
        name: say(language, name),
        unit: say(language, unit),
        direction,
        kind: Kind::Level,
        source: None,
        baseline_year: Some(2024),
        baseline,
        target_year: baseline.map(|_| 2029),
        target: target.unwrap_or_else(|| printed(0, 0)),
        actuals: now.map(|now| Actual { year: 2025, value: Some(now) }).into_iter().collect(),
    };
    Indicators {
        caption: caption(
            language,
            (
                "10の指標のうち3つが目標に達し、2つが基準より後退しています。",
                "Three of ten indicators have reached their target; two are below their baseline.",
            ),
            (
                "基準（令和6年度）から目標（令和11年度）までのどこにあるか。左が基準、右が目標、計画の順",
                "Where each stands between its baseline (2024) and its target (2029); baseline left, target right, in the order of the plan",
            ),
        ),
        indicators: groups
            .into_iter()
            .flat_map(|(group, examples)| examples.into_iter().map(move |own| example(group, own)))
            .collect(),
    }
}

const DO: Said = ("実施", "do");
const DISCUSS: Said = ("検討", "discuss");
const STUDY: Said = ("研究", "study");
const USE: Said = ("活用", "use");
const SAME: Said = ("⇒", "⇒");
const NONE: Said = ("", "");

/// An action of the example: its place, its name, what is planned, what was done.
struct Planned {
    place: [Said; 2],
    name: Said,
    words: [Said; 5],
    actual: &'static [(Said, Progress)],
}

pub(in crate::chart::parts) fn plan_matrix(language: Language) -> PlanMatrix {
    let people = ("人事管理", "Managing people");
    let hiring = [people, ("職員採用", "Recruitment")];
    let training = [("能力開発", "Developing skills"), ("職員研修の充実", "Training")];
    let action = |own: &Planned, is_new, is_repeated| {
        let mut before = None;
        let cells = own.words.into_iter().enumerate().map(|(index, word)| {
            if word != SAME {
                before = (word != NONE).then(|| say(language, word));
            }
            let (actual, progress) = own.actual.get(index).copied().unwrap_or((NONE, Progress::Open));
            Cell {
                planned: before.clone(),
                is_as_before: word == SAME,
                actual: (actual != NONE).then(|| say(language, actual)),
                progress,
            }
        });
        Action {
            pillar: say(language, own.place[0]),
            theme: say(language, own.place[1]),
            measure: String::new(),
            name: say(language, own.name),
            content: String::new(),
            kind: String::new(),
            is_new,
            is_repeated,
            cells: cells.collect(),
        }
    };
    let planned = |place, name, words| Planned { place, name, words, actual: &[] };
    let fairs = Planned {
        place: hiring,
        name: (
            "ホームページの採用情報の充実及び就職セミナー等への参加",
            "Better recruitment pages, and taking part in job fairs",
        ),
        words: [DO, SAME, SAME, SAME, SAME],
        actual: &[(DO, Progress::AsPlanned), (DO, Progress::AsPlanned)],
    };
    let experienced = Planned {
        place: hiring,
        name: ("民間経験者枠の検討による社会人採用の強化", "Hiring people with experience elsewhere"),
        words: [NONE, DISCUSS, DO, SAME, SAME],
        actual: &[(NONE, Progress::Open), (STUDY, Progress::Late)],
    };
    let promotion = planned(
        [people, ("人事評価制度", "Appraisal")],
        ("人事評価結果の昇任・昇格への活用", "Using appraisals in promotion"),
        [STUDY, SAME, USE, SAME, SAME],
    );
    let grades = planned(
        training,
        ("昇格者等を対象とした階層別基本研修の実施", "Basic training at each grade"),
        [DO, SAME, SAME, SAME, SAME],
    );
    let newcomers = planned(
        training,
        ("新規採用職員等への制度の適切な理解のための研修", "Training in the system for new staff"),
        [DO, SAME, SAME, SAME, SAME],
    );
    PlanMatrix {
        caption: caption(
            language,
            (
                "再掲を除く4つの取組のうち1つが計画より遅れています。",
                "One of the four actions, not counting repeated ones, is later than planned.",
            ),
            (
                "取組と年度ごとの予定（上）、分かっている実績（下）、計画の順",
                "Actions with what is planned each fiscal year (above) and what was done where known (below), in the order of the plan",
            ),
        ),
        actions: Actions {
            years: (2023..=2027).collect(),
            actions: vec![
                action(&fairs, false, false),
                action(&experienced, true, false),
                action(&promotion, false, false),
                action(&grades, false, false),
                action(&newcomers, false, true),
            ],
            statuses: [DO, DISCUSS, STUDY, USE].map(|word| say(language, word)).to_vec(),
        },
    }
}

pub(in crate::chart::parts) fn mark_table(language: Language) -> MarkTable {
    let positions =
        [("部長", "Directors"), ("課長", "Managers"), ("係長・主査", "Team leaders"), ("主任・主事", "Staff")];
    let competency = |group: Said, name: Said, marks: [&str; 4]| Competency {
        group: Some(say(language, group)),
        name: say(language, name),
        marks: marks.map(|mark| (!mark.is_empty()).then(|| mark.to_owned())).to_vec(),
    };
    let leading = ("組織運営力", "Leading");
    let working = ("職務遂行力", "Working");
    MarkTable {
        caption: caption(
            language,
            ("4の職位に求める、4の能力です。", "What is expected: competencies 4, positions 4."),
            ("能力と職位ごとの印、計画の順", "Competencies with the mark of each position, in the order of the plan"),
        ),
        competencies: Competencies {
            positions: positions.map(|name| say(language, name)).to_vec(),
            competencies: vec![
                competency(leading, ("組織統率・人材育成", "Leading and developing people"), ["◎", "◎", "○", ""]),
                competency(leading, ("危機管理能力", "Handling a crisis"), ["◎", "○", "○", "○"]),
                competency(working, ("説明・調整", "Explaining and reconciling"), ["◎", "◎", "○", "○"]),
                competency(working, ("知識・技術", "Knowledge and skill"), ["", "○", "◎", "◎"]),
            ],
        },
    }
}
