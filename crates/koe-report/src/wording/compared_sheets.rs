//! Words of the sheets of a workbook that compare groups.

use koe_core::definition::Language;
use koe_core::release::Level;

use super::{NAME, Sentences};
use crate::typeset::{count, cut, one_line};

/// The labels of the sheets that compare groups.
#[derive(Debug)]
pub(crate) struct ComparedWords {
    pub(crate) compared: &'static str,
    pub(crate) compared_items: &'static str,
    pub(crate) differences: &'static str,
    pub(crate) ranks: &'static str,
    pub(crate) ranks_chart: &'static str,
    pub(crate) cross: &'static str,
    pub(crate) about_compared: &'static str,
    pub(crate) about_items: &'static str,
    pub(crate) about_differences: &'static str,
    pub(crate) about_ranks: &'static str,
    pub(crate) about_ranks_chart: &'static str,
    pub(crate) level: &'static str,
    pub(crate) name: &'static str,
    pub(crate) p: &'static str,
    pub(crate) low: &'static str,
    pub(crate) high: &'static str,
    pub(crate) rank_from: &'static str,
    pub(crate) rank_to: &'static str,
    pub(crate) ranked: &'static str,
    pub(crate) above: &'static str,
    pub(crate) below: &'static str,
    pub(crate) remark: &'static str,
    pub(crate) no_rank: &'static str,
    pub(crate) figure: &'static str,
    pub(crate) note_superiority: &'static str,
    pub(crate) interval_axis: &'static str,
}

/// The labels of the sheets that compare groups in a language.
pub(crate) fn compared_words(language: Language) -> &'static ComparedWords {
    match language {
        Language::Ja => &JA,
        Language::En => &EN,
    }
}

static JA: ComparedWords = ComparedWords {
    compared: "比較",
    compared_items: "設問の比較",
    differences: "差の表",
    ranks: "順位",
    ranks_chart: "順位の図",
    cross: "組み合わせ",
    about_compared: "区分ごとの全体との差、95%区間、調整後のp、順位の範囲",
    about_items: "区分ごとの設問の差、95%区間、調整後のp",
    about_differences: "全体との差を、確かめられた欄だけに色を付けて示した表",
    about_ranks: "区分の全体スコア、95%区間、順位の範囲",
    about_ranks_chart: "区分の全体スコアと95%区間の図",
    level: "水準",
    name: "項目",
    p: "調整後のp",
    low: "差 95%下限",
    high: "差 95%上限",
    rank_from: "最高順位",
    rank_to: "最低順位",
    ranked: "区分の数",
    above: "上側の幅",
    below: "下側の幅",
    remark: "備考",
    no_rank: "順位なし",
    figure: "数字",
    note_superiority: "上回る確率は、その区分の一人の回答がほかの人の回答より高い確率です（同じ回答は半分と数えます）。",
    interval_axis: "、横線は95%区間",
};

static EN: ComparedWords = ComparedWords {
    compared: "Comparison",
    compared_items: "Items compared",
    differences: "Differences",
    ranks: "Ranks",
    ranks_chart: "Ranks chart",
    cross: "Cross",
    about_compared: "Groups against everyone: differences, 95% intervals, adjusted p, ranges of ranks",
    about_items: "Groups against everyone, item by item",
    about_differences: "Differences from everyone, coloured only where they hold",
    about_ranks: "Overall scores of groups, 95% intervals, ranges of ranks",
    about_ranks_chart: "Overall scores of groups with 95% intervals as bars",
    level: "Level",
    name: "Name",
    p: "Adjusted p",
    low: "Difference, 95% low",
    high: "Difference, 95% high",
    rank_from: "Rank from",
    rank_to: "Rank to",
    ranked: "Groups ranked",
    above: "Interval, above",
    below: "Interval, below",
    remark: "Remark",
    no_rank: "no rank",
    figure: "Figure",
    note_superiority: "P(higher) is how likely an answer of the group is above one of the others; equal answers count half.",
    interval_axis: "; line = 95% interval",
};

/// A level in a cell.
pub(crate) fn level(level: Level, deep: bool, language: Language) -> &'static str {
    match (language, level) {
        (Language::Ja, Level::Overall) => "全体",
        (Language::Ja, Level::Category) if deep => "大項目",
        (Language::Ja, Level::Category) => "項目",
        (Language::Ja, Level::Subcategory) => "中項目",
        (Language::Ja, Level::Item) => "設問",
        (Language::En, Level::Overall) => "Overall",
        (Language::En, Level::Category) => "Category",
        (Language::En, Level::Subcategory) => "Subcategory",
        (Language::En, Level::Item) => "Item",
    }
}

/// That the units of a band have no order among themselves; bands are numbered.
pub(crate) fn no_order(band: u64, language: Language) -> String {
    match language {
        Language::Ja => format!("互いの順序を決められない（{band}）"),
        Language::En => format!("no order among these ({band})"),
    }
}

/// Why a shown unit has neither rank nor interval: 区間と順位なし（20人未満）.
pub(crate) fn too_few(least: u64, language: Language) -> String {
    match language {
        Language::Ja => format!("区間・順位なし（{least}人未満）"),
        Language::En => format!("no interval or rank (under {least})"),
    }
}

impl Sentences<'_> {
    /// Why an interval without zero and a verdict can part.
    pub(crate) fn verdict_note(self) -> &'static str {
        match self.language {
            Language::Ja => {
                "判定は調整後のpによります。95%区間は比べた数で広げていないため、区間が0を含まなくても、差があるとは言えないことがあります。"
            }
            Language::En => {
                "Verdicts follow the adjusted p. Intervals are not widened for the number of comparisons, so one \
                 without 0 need not show a difference."
            }
        }
    }

    /// What the ranks of a unit are, and who has none.
    pub(crate) fn ranks_note(self, least: u64) -> String {
        match self.language {
            Language::Ja => format!(
                "最高順位と最低順位は、その区分の順位がありうる範囲です（1がスコアの最も高い順位）。{least}人未満の区分には示しません。"
            ),
            Language::En => format!(
                "A group's rank may be anywhere from the one to the other (1 is the highest score); groups under \
                 {least} have none."
            ),
        }
    }

    /// What a cross is of, in the list of sheets.
    pub(crate) fn cross_of(self, attributes: [&str; 2]) -> String {
        let [rows, columns] = attributes.map(|name| cut(&one_line(name), NAME));
        match self.language {
            Language::Ja => format!("{rows}と{columns}の組み合わせのスコアとn"),
            Language::En => format!("Scores and n by {rows} and {columns}"),
        }
    }

    /// That items are not compared here because they are too many.
    pub(crate) fn too_many_items(self, rows: usize) -> String {
        let rows = count(u64::try_from(rows).unwrap_or(u64::MAX));
        match self.language {
            Language::Ja => format!("設問の比較は{rows}行になるため、ここには載せず、scores.csvに載せています。"),
            Language::En => {
                format!("Items compared would take {rows} rows; they are not here but in scores.csv.")
            }
        }
    }
}
