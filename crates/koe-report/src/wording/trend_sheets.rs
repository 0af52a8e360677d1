//! Words of the sheets of a workbook that hold several waves.

use koe_core::definition::{Language, Years};

use super::{NAME, PlotWords};
use crate::chart::plots::slope::Evidence;
use crate::typeset::{count_of, cut, one_line};
use crate::window::Window;

/// The labels of the sheets of several waves.
#[derive(Debug)]
pub(crate) struct TrendSheetWords {
    pub(crate) waves: &'static str,
    pub(crate) waves_chart: &'static str,
    pub(crate) two: &'static str,
    pub(crate) two_chart: &'static str,
    pub(crate) why: &'static str,
    pub(crate) why_chart: &'static str,
    pub(crate) about_waves: &'static str,
    pub(crate) about_waves_chart: &'static str,
    pub(crate) about_two: &'static str,
    pub(crate) about_two_chart: &'static str,
    pub(crate) about_why: &'static str,
    pub(crate) about_why_chart: &'static str,
    pub(crate) segment: &'static str,
    pub(crate) step: &'static str,
    pub(crate) change: &'static str,
    pub(crate) verdict: &'static str,
    pub(crate) by: &'static str,
    pub(crate) items: &'static str,
    pub(crate) by_score: &'static str,
    pub(crate) by_weight: &'static str,
    pub(crate) start: &'static str,
    pub(crate) rise: &'static str,
    pub(crate) fall: &'static str,
    pub(crate) no_interval: &'static str,
    pub(crate) key_years: &'static str,
    pub(crate) key_slope: &'static str,
    pub(crate) key_changes: &'static str,
    pub(crate) key_steps: &'static str,
    pub(crate) no_change: &'static str,
    pub(crate) categories_changed: &'static str,
    pub(crate) items_changed: &'static str,
}

/// The labels of the sheets of several waves in a language.
pub(crate) fn trend_sheet_words(language: Language) -> &'static TrendSheetWords {
    match language {
        Language::Ja => &JA,
        Language::En => &EN,
    }
}

static JA: TrendSheetWords = TrendSheetWords {
    waves: "年度の推移",
    waves_chart: "年度の推移の図",
    two: "二つの年度",
    two_chart: "二つの年度の図",
    why: "変化の内訳",
    why_chart: "変化の内訳の図",
    about_waves: "年度ごとのスコア、前回差と基準差、95%区間、調整後のp、道筋と目標",
    about_waves_chart: "年度ごとのスコアと95%区間、目標までの道筋の図",
    about_two: "二つの年度のスコアと変化、95%区間、判定",
    about_two_chart: "二つの年度のスコアと変化の図",
    about_why: "スコアの変化を設問や区分に分けた表",
    about_why_chart: "スコアの変化の内訳の図",
    segment: "区分",
    step: "1年に必要",
    change: "変化",
    verdict: "判定",
    by: "分け方",
    items: "設問",
    by_score: "点数の変化",
    by_weight: "割合の変化",
    start: "起点",
    rise: "プラス",
    fall: "マイナス",
    no_interval: "区間なし（20人未満）",
    key_years: "実線と丸＝スコア、縦線＝95%区間、破線＝目標までの道筋、横棒＝目標。実施のない年度と非公表の年度は線を空けます。",
    key_slope: "青＝調整しても上昇が確かめられる、柿色＝調整しても低下が確かめられる、灰色＝調整すると確かめられない、破線＝動いたとは言えない。",
    key_changes: "青＝調整しても上昇が確かめられる、柿色＝調整しても低下が確かめられる、灰色＝確かめられない。横線は変化の95%区間。",
    key_steps: "薄い帯＝二つの年度のスコア、枠の帯＝プラスの内訳、塗った帯＝マイナスの内訳。",
    no_change: "図に示せる変化がないため、図はありません。",
    categories_changed: "項目の変化",
    items_changed: "設問の変化",
};

static EN: TrendSheetWords = TrendSheetWords {
    waves: "Over the years",
    waves_chart: "Over the years chart",
    two: "Two waves",
    two_chart: "Two waves chart",
    why: "Why it moved",
    why_chart: "Why it moved chart",
    about_waves: "Scores of every wave, changes with 95% intervals and adjusted p, path and target",
    about_waves_chart: "Scores by year with 95% intervals and the path to the target as lines",
    about_two: "Scores of two waves, changes with 95% intervals, verdicts",
    about_two_chart: "Scores and changes of two waves as lines and bars",
    about_why: "Changes of scores, taken apart by items and units",
    about_why_chart: "The parts of a change as steps",
    segment: "Group",
    step: "Needed a year",
    change: "Change",
    verdict: "Verdict",
    by: "By",
    items: "items",
    by_score: "By its score",
    by_weight: "By its share",
    start: "Start",
    rise: "Plus",
    fall: "Minus",
    no_interval: "no interval (under 20)",
    key_years: "Line and dots = score, vertical line = 95% interval, dashes = path to the target, bar = target. Years without a survey and withheld ones leave a gap.",
    key_slope: "Blue = rise holds after adjustment, orange = fall holds after adjustment, grey = does not hold after adjustment, dashes = cannot tell.",
    key_changes: "Blue = rise holds after adjustment, orange = fall holds after adjustment, grey = does not hold. The line is the 95% interval of the change.",
    key_steps: "Pale = the two scores, outlined = plus, solid = minus.",
    no_change: "No chart: there is no change that may be shown.",
    categories_changed: "Changes of categories",
    items_changed: "Changes of items",
};

/// What the data carry of a change, in a cell.
pub(crate) fn evidence(evidence: Evidence, fell: bool, language: Language) -> &'static str {
    match (language, evidence, fell) {
        (Language::Ja, Evidence::Holds, false) => "上昇が確かめられる（調整後も）",
        (Language::Ja, Evidence::Holds, true) => "低下が確かめられる（調整後も）",
        (Language::Ja, Evidence::Alone, _) => "調整すると確かめられない",
        (Language::Ja, Evidence::None, _) => "動いたとは言えない",
        (Language::En, Evidence::Holds, false) => "rise, holds after adjustment",
        (Language::En, Evidence::Holds, true) => "fall, holds after adjustment",
        (Language::En, Evidence::Alone, _) => "does not hold after adjustment",
        (Language::En, Evidence::None, _) => "cannot tell that it moved",
    }
}

/// The heads of a figure, the ends of its interval and its p: 前回差, 前回差 95%下限.
pub(crate) fn figure_heads(figure: &str, language: Language) -> [String; 4] {
    let heads = match language {
        Language::Ja => ["", " 95%下限", " 95%上限", " 調整後のp"],
        Language::En => ["", ", 95% low", ", 95% high", ", adjusted p"],
    };
    heads.map(|head| format!("{figure}{head}"))
}

/// The title of an axis of scores that shows a window: where it begins and ends.
pub(crate) fn window_axis(window: &Window, language: Language) -> String {
    let (low, high) = window.ends();
    match language {
        Language::Ja => format!("スコア（軸は{low}点から{high}点まで）"),
        Language::En => format!("Score (axis from {low} to {high})"),
    }
}

/// The same of changes, with their intervals.
pub(crate) fn change_axis(window: &Window, language: Language) -> String {
    let (low, high) = window.ends();
    match language {
        Language::Ja => format!("変化（軸は{low}点から{high}点まで）、横線は95%区間"),
        Language::En => format!("Change (axis from {low} to {high}); line = 95% interval"),
    }
}

/// What is taken apart, and by what: 全体スコア（設問別）.
pub(crate) fn apart_by(name: &str, by: &str, language: Language) -> String {
    let (name, by) = (cut(&one_line(name), NAME), cut(&one_line(by), NAME));
    match language {
        Language::Ja => format!("{name}（{by}別）"),
        Language::En => format!("{name}, by {by}"),
    }
}

/// From which wave to which scores are held against each other.
pub(crate) fn from_to(from: &str, to: &str, language: Language) -> String {
    match language {
        Language::Ja => format!("{from}と{to}のスコアと、その変化です。"),
        Language::En => format!("Scores of {from} and {to}, and how they changed."),
    }
}

/// What the table of parts holds.
pub(crate) fn parts_headline(changes: usize, from: &str, to: &str, language: Language) -> String {
    let changes = count_of(changes);
    match language {
        Language::Ja => format!("{from}から{to}への変化を、{changes}通りに分けています。"),
        Language::En => format!("Changes from {from} to {to}, taken apart in {changes} ways."),
    }
}

/// What the columns of parts are of.
pub(crate) fn parts_note(language: Language) -> &'static str {
    match language {
        Language::Ja => {
            "割合は、設問別では回答の割合、区分別では人数の割合です。計を足すと、表示した変化に一致します。内訳は原因を示すものではありません。"
        }
        Language::En => {
            "Shares are of the answers by item, of the people by unit. The sums add up to the printed change. Parts \
             are arithmetic and show no causes."
        }
    }
}

/// That items are not listed wave by wave because they are too many.
pub(crate) fn too_many_rows(rows: usize, language: Language) -> String {
    let rows = count_of(rows);
    match language {
        Language::Ja => format!("設問を含めると{rows}行になるため、設問はここには載せず、trend.csvに載せています。"),
        Language::En => format!("With items there would be {rows} rows; items are not here but in trend.csv."),
    }
}

impl PlotWords {
    /// The words of plots that stand in cells.
    pub(crate) fn of(language: Language, years: Years) -> Self {
        Self(language, years)
    }
}
