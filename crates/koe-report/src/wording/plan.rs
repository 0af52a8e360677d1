//! Words of indicators, actions by fiscal year and competencies.

use koe_core::definition::Language;
use koe_core::plan::{Direction, Indicator, Progress, Standing};
use serde::Serialize;

use super::{part_words, words};
use crate::typeset::count_of;

/// The labels of plans in one language.
#[derive(Debug, Serialize)]
pub(crate) struct PlanWords {
    pub(crate) indicators: &'static str,
    pub(crate) attainment: &'static str,
    pub(crate) path: &'static str,
    pub(crate) year: &'static str,
    pub(crate) actions: &'static str,
    pub(crate) kind: &'static str,
    pub(crate) content: &'static str,
    pub(crate) reported: &'static str,
    pub(crate) counts: &'static str,
    pub(crate) counts_once: &'static str,
    pub(crate) pillar: &'static str,
    pub(crate) theme: &'static str,
    pub(crate) number: &'static str,
    pub(crate) total: &'static str,
    pub(crate) total_rows: &'static str,
    pub(crate) late: &'static str,
    pub(crate) new: &'static str,
    pub(crate) competencies: &'static str,
    pub(crate) competency: &'static str,
    pub(crate) no_pillar: &'static str,
    pub(crate) note_attainment: &'static str,
    pub(crate) note_path: &'static str,
    pub(crate) note_as_before: &'static str,
    pub(crate) note_repeated: &'static str,
    pub(crate) no_report: &'static str,
}

/// The labels of plans in a language.
pub(crate) fn plan_words(language: Language) -> &'static PlanWords {
    match language {
        Language::Ja => &JA,
        Language::En => &EN,
    }
}

static JA: PlanWords = PlanWords {
    indicators: "指標",
    attainment: "達成率 %",
    path: "道筋",
    year: "年度",
    actions: "取組",
    kind: "区分",
    content: "内容",
    reported: "実績",
    counts: "取組の数",
    counts_once: "取組の数（再掲を除く）",
    pillar: "柱",
    theme: "項目",
    number: "取組数",
    total: "計",
    total_rows: "計（再掲を含む）",
    late: "計画より遅れている取組",
    new: "新しい取組",
    competencies: "職位ごとに求める能力",
    competency: "能力",
    no_pillar: "（柱なし）",
    note_attainment: "達成率＝（現在−基準）÷（目標−基準）。下げる指標でも、目標に近づくほど大きくなります。",
    note_path: "道筋＝基準と目標を結ぶ直線の、現在の年度での値です。",
    note_as_before: "⇒＝前年度に同じ。",
    note_repeated: "再掲の取組は、元の行で数えています。",
    no_report: "実績の報告がないので、遅れは判定していません。",
};

static EN: PlanWords = PlanWords {
    indicators: "Indicators",
    attainment: "Attained %",
    path: "Path",
    year: "Year",
    actions: "Actions",
    kind: "Kind",
    content: "Content",
    reported: "done",
    counts: "Number of actions",
    counts_once: "Number of actions (repeated ones once)",
    pillar: "Pillar",
    theme: "Theme",
    number: "Actions",
    total: "Total",
    total_rows: "Total with repeated ones",
    late: "Later than planned",
    new: "New actions",
    competencies: "Competencies expected by position",
    competency: "Competency",
    no_pillar: "(no pillar)",
    note_attainment: "Attained = (now − baseline) / (target − baseline); it grows towards the target in either direction.",
    note_path: "Path = where the straight line from baseline to target is in the year of the figure.",
    note_as_before: "⇒ = as the year before.",
    note_repeated: "A repeated action is counted once.",
    no_report: "Nothing has been reported, so nothing is judged to be late.",
};

/// How an indicator stands. What should go down is not below its target when it
/// is short of it.
pub(crate) fn standing(indicator: &Indicator, standing: Standing, language: Language) -> &'static str {
    let (own, parts) = (words(language), part_words(language));
    match (standing, indicator.direction, language) {
        (Standing::Met, ..) => own.met,
        (Standing::Held, ..) => own.held,
        (Standing::OnPath, ..) => parts.on_path,
        (Standing::Behind, ..) => parts.behind,
        (Standing::Retreated, Direction::Down, Language::En) => "above baseline",
        (Standing::Retreated, ..) => parts.retreated,
        (Standing::Below, Direction::Down, Language::Ja) => "目標未達",
        (Standing::Below, Direction::Down, Language::En) => "short of target",
        (Standing::Below, ..) => own.below,
        (Standing::NotReported, ..) => parts.not_reported,
        (Standing::Withheld, ..) => own.withheld,
    }
}

/// What an open dot means where some are short of their path, or of their target
/// where there is no path; nothing where none is.
pub(crate) fn key_short(of_path: bool, of_target: bool, language: Language) -> Option<&'static str> {
    Some(match (of_path, of_target, language) {
        (false, false, _) => return None,
        (true, false, _) => part_words(language).key_behind,
        (false, true, Language::Ja) => "白丸＝目標より手前",
        (false, true, Language::En) => "open dot = short of the target",
        (true, true, Language::Ja) => "白丸＝道筋（なければ目標）より手前",
        (true, true, Language::En) => "open dot = short of the path, or of the target where there is none",
    })
}

/// Where an indicator should go.
pub(crate) fn direction(indicator: &Indicator, language: Language) -> &'static str {
    let parts = part_words(language);
    match indicator.direction {
        _ if indicator.is_kept() => parts.keep,
        Direction::Up => parts.raise,
        Direction::Down => parts.lower,
        Direction::Maintain => parts.keep,
    }
}

/// What stands beside a reported status; nothing where it is as planned.
pub(crate) fn progress(progress: Progress, language: Language) -> Option<&'static str> {
    Some(match (progress, language) {
        (Progress::Open | Progress::AsPlanned, _) => return None,
        (Progress::Unreported, _) => part_words(language).not_reported,
        (Progress::Late, _) => part_words(language).late,
        (Progress::Ahead, Language::Ja) => "前倒し",
        (Progress::Ahead, Language::En) => "ahead",
        (Progress::Differs, Language::Ja) => "計画と異なる",
        (Progress::Differs, Language::En) => "not as planned",
    })
}

/// How many indicators stand how; nothing is averaged.
pub(crate) fn standings(counted: &[(&'static str, usize)], all: usize, language: Language) -> String {
    let listed: Vec<String> = counted
        .iter()
        .filter(|(_, count)| *count > 0)
        .map(|(word, count)| match language {
            Language::Ja => format!("{word}{}", count_of(*count)),
            Language::En => format!("{} {word}", count_of(*count)),
        })
        .collect();
    let (all, listed) = (count_of(all), listed.join(words(language).separator));
    match language {
        Language::Ja => format!("指標{all}の内訳は、{listed}です。"),
        Language::En => format!("Indicators: {all}; {listed}."),
    }
}

/// How many actions stand how in a year.
pub(crate) fn reported(year: &str, [late, unreported, differs]: [usize; 3], language: Language) -> Vec<String> {
    let mut lines = vec![match language {
        Language::Ja => format!("{year}に計画より遅れている取組は{}件です。", count_of(late)),
        Language::En => format!("Later than planned in {year}: {}.", count_of(late)),
    }];
    if unreported > 0 {
        lines.push(match language {
            Language::Ja => format!("{year}に計画があり、実績が未報告の取組は{}件です。", count_of(unreported)),
            Language::En => format!("Planned and not reported in {year}: {}.", count_of(unreported)),
        });
    }
    if differs > 0 {
        lines.push(match language {
            Language::Ja => {
                format!("{year}に計画と実績が異なり、どちらが先か決められない取組は{}件です。", count_of(differs))
            }
            Language::En => {
                format!("Not as planned in {year}, and nothing says which status comes first: {}.", count_of(differs))
            }
        });
    }
    lines
}

/// How many actions there are, and how many of them are new where there are years.
pub(crate) fn actions_headline(count: usize, new: Option<usize>, has_repeats: bool, language: Language) -> String {
    let count = count_of(count);
    let new = new.map(count_of);
    match (language, new) {
        (Language::Ja, new) => {
            let once = if has_repeats { "（再掲を除く）" } else { "" };
            match new {
                None => format!("取組は{count}件{once}です。"),
                Some(new) => format!("取組は{count}件{once}で、うち{new}件は新規か、計画の初年度より後に始まります。"),
            }
        }
        (Language::En, new) => {
            let once = if has_repeats { " (repeated ones once)" } else { "" };
            match new {
                None => format!("Actions in the plan: {count}{once}."),
                Some(new) => {
                    format!("Actions in the plan: {count}{once}; new, or beginning after its first year: {new}.")
                }
            }
        }
    }
}

/// A late action: what was planned and what was done.
pub(crate) fn late(name: &str, planned: &str, actual: &str, language: Language) -> String {
    match language {
        Language::Ja => format!("{name}（計画 {planned}、実績 {actual}）"),
        Language::En => format!("{name} (planned {planned}, done {actual})"),
    }
}

/// How many actions are new.
pub(crate) fn new_actions(count: usize, language: Language) -> String {
    match language {
        Language::Ja => format!("新規の取組、または計画の初年度より後に始まる取組は{}件です。", count_of(count)),
        Language::En => format!("New, or beginning after the first year of the plan: {}.", count_of(count)),
    }
}

/// A new action and the year it begins in.
pub(crate) fn begins(name: &str, year: Option<&str>, language: Language) -> String {
    match (year, language) {
        (None, _) => name.to_owned(),
        (Some(year), Language::Ja) => format!("{name}（{year}から）"),
        (Some(year), Language::En) => format!("{name} (from {year})"),
    }
}

/// All actions of a status, under the sum of all: うち実施.
pub(crate) fn total_of(status: &str, language: Language) -> String {
    match language {
        Language::Ja => format!("うち{status}"),
        Language::En => format!("of these: {status}"),
    }
}

/// A label with the year it is of: 基準（令和6年度）.
pub(crate) fn dated(label: &str, year: &str, language: Language) -> String {
    match language {
        Language::Ja => format!("{label}（{year}）"),
        Language::En => format!("{label} ({year})"),
    }
}
