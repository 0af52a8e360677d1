//! Words of the drawing parts: heads, keys, absences, and the sentences beside them.

use koe_core::definition::Language;
use serde::Serialize;

use crate::typeset::{count, range};

/// The labels of the drawing parts in one language.
#[derive(Debug, Serialize)]
pub(crate) struct PartWords {
    pub(crate) n: &'static str,
    pub(crate) everyone_score: &'static str,
    pub(crate) total: &'static str,
    pub(crate) rank: &'static str,
    pub(crate) rate: &'static str,
    pub(crate) answered_of_invited: &'static str,
    pub(crate) nobody: &'static str,
    pub(crate) vacant: &'static str,
    pub(crate) no_rate: &'static str,
    pub(crate) not_held: &'static str,
    pub(crate) not_reported: &'static str,
    pub(crate) invented: &'static str,
    pub(crate) partly_invented: &'static str,
    pub(crate) key_invented: &'static str,
    pub(crate) untold: &'static str,
    pub(crate) key_untold: &'static str,
    pub(crate) key_withheld: &'static str,
    pub(crate) key_interval: &'static str,
    pub(crate) key_few: &'static str,
    pub(crate) unranked: &'static str,
    pub(crate) key_unranked: &'static str,
    pub(crate) key_everyone: &'static str,
    pub(crate) key_now: &'static str,
    pub(crate) key_behind: &'static str,
    pub(crate) key_retreat: &'static str,
    pub(crate) key_path: &'static str,
    pub(crate) key_target: &'static str,
    pub(crate) key_clipped: &'static str,
    pub(crate) key_planned: &'static str,
    pub(crate) key_as_before: &'static str,
    pub(crate) key_late: &'static str,
    pub(crate) band: &'static str,
    pub(crate) key_band: &'static str,
    /// Why intervals that do not meet leave units without an order.
    pub(crate) note_joint: &'static str,
    pub(crate) indicator: &'static str,
    pub(crate) unit: &'static str,
    pub(crate) direction: &'static str,
    pub(crate) raise: &'static str,
    pub(crate) lower: &'static str,
    pub(crate) keep: &'static str,
    pub(crate) baseline: &'static str,
    pub(crate) now: &'static str,
    pub(crate) on_path: &'static str,
    pub(crate) behind: &'static str,
    pub(crate) retreated: &'static str,
    pub(crate) action: &'static str,
    pub(crate) new: &'static str,
    pub(crate) repeated: &'static str,
    pub(crate) late: &'static str,
    pub(crate) planned_actions: &'static str,
    pub(crate) note_vacant: &'static str,
    pub(crate) note_scores: &'static str,
    pub(crate) note_counts: &'static str,
}

/// The labels of the parts in a language.
pub(crate) fn part_words(language: Language) -> &'static PartWords {
    match language {
        Language::Ja => &JA,
        Language::En => &EN,
    }
}

static JA: PartWords = PartWords {
    n: "回答者",
    everyone_score: "全体のスコア",
    total: "全体",
    rank: "順位",
    rate: "回答率",
    answered_of_invited: "回答者／対象者",
    nobody: "回答なし",
    vacant: "該当者なし",
    no_rate: "回答率なし（対象者数が不明）",
    not_held: "実施なし",
    not_reported: "未報告",
    invented: "架空",
    partly_invented: "架空を含む",
    key_invented: "名前と数値はすべて架空",
    untold: "差があるとは言えない",
    key_untold: "灰色の数字＝差があるとは言えない",
    key_withheld: "斜線＝非公表（少人数。ほかの欄を守るために伏せた欄を含む）",
    key_interval: "横線＝95%区間",
    key_few: "白丸＝区間なし（20人未満）",
    unranked: "区間と順位は示していない",
    key_unranked: "白丸＝区間と順位は示していない",
    key_everyone: "縦線＝全体",
    key_now: "丸＝現在",
    key_behind: "白丸＝道筋より手前",
    key_retreat: "柿色の白丸＝基準より後退",
    key_path: "短い線＝今年の道筋",
    key_target: "長い線＝目標",
    key_clipped: "三角＝目盛りの外",
    key_planned: "地色＝計画あり",
    key_as_before: "前年度に同じ",
    key_late: "▼遅れ＝計画より遅れ",
    band: "互いの順序を決められない区分（回答者の多い順）",
    key_band: "地色＝互いの順序を決められない",
    note_joint: "順序は、図の横線より広い同時95%区間で判断しています。横線が重ならない区分でも、順序を決められないことがあります。",
    indicator: "指標",
    unit: "単位",
    direction: "向き",
    raise: "↑ 上げる",
    lower: "↓ 下げる",
    keep: "→ 保つ",
    baseline: "基準",
    now: "現在",
    on_path: "計画どおり",
    behind: "遅れ",
    retreated: "後退",
    action: "取組",
    new: "新規",
    repeated: "再掲",
    late: "▼遅れ",
    planned_actions: "計画した取組の数",
    note_vacant: "「該当者なし」は、両方に当てはまる回答者がいない欄です。",
    note_scores: "色はスコアの高さだけを表します。差があるかどうかは、この図では確かめていません。",
    note_counts: "取組の数は、再掲を除いて数えています。",
};

static EN: PartWords = PartWords {
    n: "n",
    everyone_score: "Everyone's score",
    total: "Everyone",
    rank: "Rank",
    rate: "Response rate",
    answered_of_invited: "Answered / invited",
    nobody: "no answers",
    vacant: "nobody",
    no_rate: "no rate (headcount not known)",
    not_held: "not held",
    not_reported: "not reported",
    invented: "invented",
    partly_invented: "partly invented",
    key_invented: "all names and figures are invented",
    untold: "no difference shown",
    key_untold: "grey figure = no difference shown",
    key_withheld: "hatch = withheld (small group, or to protect another cell)",
    key_interval: "line = 95% interval",
    key_few: "open dot = no interval (under 20)",
    unranked: "interval and rank not shown",
    key_unranked: "open dot = interval and rank not shown",
    key_everyone: "vertical line = everyone",
    key_now: "dot = now",
    key_behind: "open dot = short of the path",
    key_retreat: "open orange dot = below the baseline",
    key_path: "short tick = this year's path",
    key_target: "long tick = target",
    key_clipped: "triangle = beyond the strip",
    key_planned: "tinted = planned",
    key_as_before: "as the year before",
    key_late: "▼behind = later than planned",
    band: "Groups that cannot be put in order among themselves (most respondents first)",
    key_band: "tinted = no order among them",
    note_joint: "Order is judged by joint 95% intervals, which are wider than the lines drawn: groups whose lines do not meet may still have no order.",
    indicator: "Indicator",
    unit: "Unit",
    direction: "Direction",
    raise: "↑ raise",
    lower: "↓ lower",
    keep: "→ keep",
    baseline: "Baseline",
    now: "Now",
    on_path: "on the path",
    behind: "behind",
    retreated: "below baseline",
    action: "Action",
    new: "new",
    repeated: "repeated",
    late: "▼behind",
    planned_actions: "Actions planned",
    note_vacant: "“Nobody” stands where no respondent has both values.",
    note_scores: "Colour tells the height of a score only; whether scores differ is not tested here.",
    note_counts: "Repeated actions are not counted twice.",
};

/// Nobody answered, out of so many: 回答なし（対象者12人のうち0人）.
pub(crate) fn nobody_of(invited: u64, language: Language) -> String {
    let invited = count(invited);
    match language {
        Language::Ja => format!("回答なし（対象者{invited}人のうち0人）"),
        Language::En => format!("no answers (0 of {invited} invited)"),
    }
}

/// So many out of so many: 2,118／3,522.
pub(crate) fn out_of(part: u64, whole: u64, language: Language) -> String {
    match language {
        Language::Ja => format!("{}／{}", count(part), count(whole)),
        Language::En => format!("{} / {}", count(part), count(whole)),
    }
}

/// A number of respondents inside a cell.
pub(crate) fn of_n(n: u64, language: Language) -> String {
    match language {
        Language::Ja => format!("{}人", count(n)),
        Language::En => format!("n = {}", count(n)),
    }
}

/// From which to which place a unit may stand: 3〜9位.
pub(crate) fn ranks((first, last): (u32, u32), language: Language) -> String {
    let (from, to) = (first.to_string(), last.to_string());
    match language {
        Language::Ja if first == last => format!("{from}位"),
        Language::Ja => format!("{}位", range(&from, &to, language)),
        Language::En if first == last => from,
        Language::En => range(&from, &to, language),
    }
}

/// Which part of the scale an axis shows.
pub(crate) fn axis_shows((low, high): (&str, &str), scale: (&str, &str), language: Language) -> String {
    let shown = range(low, high, language);
    match language {
        Language::Ja => format!("横軸は{shown}だけを表示"),
        Language::En => format!("axis shows {shown} of {}", range(scale.0, scale.1, language)),
    }
}

/// A step of differences up to or from a bound: −0.12以下, +0.12以上.
pub(crate) fn step_bound(bound: &str, below: bool, language: Language) -> String {
    match (language, below) {
        (Language::Ja, true) => format!("{bound}以下"),
        (Language::Ja, false) => format!("{bound}以上"),
        (Language::En, true) => format!("{bound} or less"),
        (Language::En, false) => format!("{bound} or more"),
    }
}

/// What seven steps of colour stand for.
pub(crate) fn steps_of((low, high): (&str, &str), language: Language) -> String {
    let shown = range(low, high, language);
    match language {
        Language::Ja => format!("{shown}点を7つに等分、濃いほど高い"),
        Language::En => format!("{shown} in seven equal steps, darker is higher"),
    }
}

/// A rate below the line: 60%未満.
pub(crate) fn under(line: &str, language: Language) -> String {
    match language {
        Language::Ja => format!("{line}%未満"),
        Language::En => format!("under {line}%"),
    }
}
