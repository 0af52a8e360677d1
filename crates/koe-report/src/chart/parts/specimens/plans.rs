//! The examples that are not of a survey: indicators and a plan.

use koe_core::definition::Language;
use koe_stats::Decimal;

use super::super::Absence;
use super::super::indicators::{Direction, Group, Indicator, Indicators};
use super::super::plan_matrix::{Action, Actual, Pillar, PlanMatrix, Planned, Tag, Theme, Year};
use super::{Said, caption, printed, say};

pub(in crate::chart::parts) fn indicators(language: Language) -> Indicators {
    use Direction::{Down, Keep, Up};
    let indicator =
        |name: Said, unit: Said, direction, [baseline, now, path, target]: [Option<Decimal>; 4]| Indicator {
            name: say(language, name),
            unit: say(language, unit),
            direction,
            baseline: baseline.ok_or(Absence::NotReported),
            now: now.ok_or(Absence::NotReported),
            path,
            target: target.unwrap_or_else(|| printed(0, 0)),
        };
    let whole = |values: [i32; 4]| values.map(|value| Some(printed(value, 0)));
    let percent = ("%", "%");
    let people = ("人", "people");
    let groups: [(Said, Vec<Indicator>); 3] = [
        (
            ("人材育成", "Developing people"),
            vec![
                indicator(
                    ("研修受講満足度", "Satisfaction with training"),
                    percent,
                    Up,
                    [Some(printed(876, 1)), Some(printed(884, 1)), Some(printed(881, 1)), Some(printed(90, 0))],
                ),
                indicator(
                    ("資格取得助成対象資格数の拡充", "Certificates that are subsidised"),
                    ("資格", "kinds"),
                    Up,
                    whole([50, 50, 51, 55]),
                ),
                indicator(
                    ("人事評価研修受講者の理解度", "Appraisal training understood"),
                    percent,
                    Up,
                    [Some(printed(907, 1)), Some(printed(902, 1)), Some(printed(926, 1)), Some(printed(100, 0))],
                ),
                indicator(
                    ("大学等修学助成利用者数（延べ人数）", "Study grants taken up, cumulative"),
                    people,
                    Up,
                    whole([4, 9, 5, 8]),
                ),
            ],
        ),
        (
            ("人材確保", "Recruiting people"),
            vec![
                indicator(
                    ("内定辞退率の改善", "Offers declined"),
                    percent,
                    Down,
                    [Some(printed(17, 0)), Some(printed(164, 1)), Some(printed(166, 1)), Some(printed(15, 0))],
                ),
                indicator(
                    (
                        "年次有給休暇取得日数5日/年以上の職員の割合",
                        "Staff who take five or more days of paid leave a year",
                    ),
                    percent,
                    Up,
                    [Some(printed(923, 1)), Some(printed(1000, 1)), Some(printed(938, 1)), Some(printed(100, 0))],
                ),
                indicator(
                    ("平均時間外勤務時間（1人当たり・各月）", "Overtime per person and month"),
                    ("時間/人・月", "hours per person"),
                    Down,
                    [None, Some(printed(124, 1)), None, Some(printed(10, 0))],
                ),
            ],
        ),
        (
            ("DX人材の育成・確保", "People for digital work"),
            vec![
                indicator(
                    ("Z世代職員コミュニティ会議開催件数", "Meetings of the Gen Z community"),
                    ("件/年", "a year"),
                    Keep,
                    whole([5, 5, 5, 5]),
                ),
                indicator(
                    ("職員の生成AI利用者数（延べ人数）", "Staff using generative AI, cumulative"),
                    people,
                    Up,
                    [Some(printed(842, 0)), None, Some(printed(1074, 0)), Some(printed(2000, 0))],
                ),
                indicator(
                    ("ストレスチェック集団分析 総合健康リスク値の低減", "Health risk in the stress check"),
                    ("", ""),
                    Down,
                    whole([86, 91, 85, 83]),
                ),
            ],
        ),
    ];
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
        years: [("令和6", "2024"), ("令和7", "2025"), ("令和11", "2029")].map(|year| say(language, year)),
        groups: groups.into_iter().map(|(name, indicators)| Group { name: say(language, name), indicators }).collect(),
    }
}

const DO: Said = ("実施", "do");
const DISCUSS: Said = ("検討", "discuss");
const STUDY: Said = ("研究", "study");
const USE: Said = ("活用", "use");
const SAME: Said = ("⇒", "⇒");
const NONE: Said = ("", "");

pub(in crate::chart::parts) fn plan_matrix(language: Language) -> PlanMatrix {
    let year = |(index, word): (usize, Said), actual: &[Option<Actual>]| Year {
        planned: match word.0 {
            "" => None,
            "⇒" => Some(Planned::AsBefore),
            _ => Some(Planned::Word(say(language, word))),
        },
        actual: actual.get(index).cloned().flatten(),
    };
    let action = |name: Said, tag, words: [Said; 5], actual: &[Option<Actual>]| Action {
        name: say(language, name),
        tag,
        years: words.into_iter().enumerate().map(|word| year(word, actual)).collect(),
    };
    let done = || Some(Actual::Word(say(language, DO)));
    let theme = |name: Said, actions| Theme { name: say(language, name), actions };
    let hiring = theme(
        ("職員採用", "Recruitment"),
        vec![
            action(
                (
                    "ホームページの採用情報の充実及び就職セミナー等への参加",
                    "Better recruitment pages, and taking part in job fairs",
                ),
                None,
                [DO, SAME, SAME, SAME, SAME],
                &[done(), done()],
            ),
            action(
                ("民間経験者枠の検討による社会人採用の強化", "Hiring people with experience elsewhere"),
                Some(Tag::New),
                [NONE, DISCUSS, DO, SAME, SAME],
                &[None, Some(Actual::Late)],
            ),
        ],
    );
    let appraisal = theme(
        ("人事評価制度", "Appraisal"),
        vec![action(
            ("人事評価結果の昇任・昇格への活用", "Using appraisals in promotion"),
            None,
            [STUDY, SAME, USE, SAME, SAME],
            &[],
        )],
    );
    let training = theme(
        ("職員研修の充実", "Training"),
        vec![
            action(
                ("昇格者等を対象とした階層別基本研修の実施", "Basic training at each grade"),
                None,
                [DO, SAME, SAME, SAME, SAME],
                &[],
            ),
            action(
                ("新規採用職員等への制度の適切な理解のための研修", "Training in the system for new staff"),
                Some(Tag::Repeated),
                [DO, SAME, SAME, SAME, SAME],
                &[],
            ),
        ],
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
        years: [("令和5", "2023"), ("令和6", "2024"), ("令和7", "2025"), ("令和8", "2026"), ("令和9", "2027")]
            .map(|year| say(language, year))
            .to_vec(),
        pillars: vec![
            Pillar { name: say(language, ("人事管理", "Managing people")), themes: vec![hiring, appraisal] },
            Pillar { name: say(language, ("能力開発", "Developing skills")), themes: vec![training] },
        ],
    }
}
