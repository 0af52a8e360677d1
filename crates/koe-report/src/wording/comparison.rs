//! What stands over the comparisons of a report: how many groups differ, whose
//! rank the data can tell, and what is drawn.

use koe_core::definition::Language;
use koe_core::release::{Level, Row};

use super::{NAME, Sentences, words};
use crate::ranking::standing;
use crate::segments::{Cross, Unit};
use crate::steps::Bounds;
use crate::typeset::{count, count_of, cut, one_line, scale_range};
use crate::verdict::Verdict;

/// What the colours of differences mean, and what grey does not; under every table
/// that has them.
pub(crate) fn difference_colours(bounds: &Bounds, language: Language) -> String {
    let [least, ..] = bounds.texts();
    match language {
        Language::Ja => format!(
            "色は、比べた数を調整しても確かめられる{least}点以上の差だけに付けています。灰色の数字は「同じ」ではなく、\
             差があるとは言えないという意味です。"
        ),
        Language::En => format!(
            "Only differences of at least {least} points that hold after adjustment for the number of comparisons are \
             coloured. A grey figure does not mean “the same”: no difference is shown there."
        ),
    }
}

/// Groups by what came of them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Told {
    all: usize,
    withheld: usize,
    /// Groups with enough people to be tested.
    tested: usize,
    /// Groups with a difference that holds after adjustment.
    differ: usize,
}

impl Sentences<'_> {
    /// The title of the section of groups, and what holds for all of it: the same in
    /// every format.
    pub(crate) fn comparison_section(self) -> (&'static str, &'static str) {
        let words = words(self.language);
        let chance = match self.language {
            Language::Ja => {
                "区分どうしの差は検定していません。人数の少ない区分ほど、スコアは偶然に動きやすくなります。"
            }
            Language::En => {
                "Differences between groups are not tested here. The smaller a group, the more its score moves by \
                 chance."
            }
        };
        let tested = match self.language {
            Language::Ja => {
                "差＝区分のスコア−全体のスコア。どちらも表示した値です。差が確かめられると書くのは、比べた数を調整しても確かめられるときだけです。\
                 人数の少ない区分ほど、スコアは偶然に動きやすくなります。"
            }
            Language::En => {
                "Difference = score of the group − everyone's score, both as printed. It is said to hold only where it \
                 does so after adjustment for the number of comparisons. The smaller a group, the more its score moves \
                 by chance."
            }
        };
        if self.figures.compared.is_some() { (words.comparison_title, tested) } else { (words.segments_title, chance) }
    }

    /// How many units of an attribute differ from everyone in overall.
    pub(crate) fn differences_headline(self, attribute: &str, units: &[Unit<'_>]) -> String {
        let attribute = cut(&one_line(attribute), NAME);
        let told = Told::overall(units.iter().map(|unit| unit.rows));
        match self.language {
            Language::Ja => format!("{attribute}別では、{}", told.japanese()),
            Language::En => format!("By {attribute}, {}", told.english()),
        }
    }

    /// What the table of differences shows.
    pub(crate) fn differences_subtitle(self, units: &[Unit<'_>]) -> String {
        let told = Told::of(units.iter().map(|unit| unit.rows));
        match self.language {
            Language::Ja => {
                format!("全体との差（点）、全体と{}、{}、属性の順", self.top_kind(), told.counted(self.language))
            }
            Language::En => format!(
                "Difference from everyone in points, for overall and categories, {}, in the attribute's own order",
                told.counted(self.language)
            ),
        }
    }

    /// Of how many units the data tell a rank, if only in part.
    pub(crate) fn ranks_headline(self, attribute: &str, units: &[Unit<'_>]) -> String {
        let attribute = cut(&one_line(attribute), NAME);
        let ranks: Vec<(u64, u64, u64)> = units
            .iter()
            .filter_map(|unit| {
                let (low, high) = standing(*unit)?.ranks;
                Some((low, high, unit.overall()?.comparison.as_ref()?.ranked?))
            })
            .collect();
        let told = count_of(ranks.iter().filter(|&&(low, high, of)| low > 1 || high < of).count());
        // Units too small for a rank to be drawn take no part in what is said.
        let of = ranks.len() as u64;
        let all = count(of);
        match (self.language, of) {
            (Language::Ja, ..2) => format!("{attribute}別に順位を比べられる区分はありません。"),
            (Language::En, ..2) => format!("No groups by {attribute} can be ranked."),
            (Language::Ja, _) if told == "0" => format!("{attribute}別の順位は、この調査では決められません。"),
            (Language::En, _) if told == "0" => format!("This survey cannot rank the groups by {attribute}."),
            (Language::Ja, _) if told == all => {
                format!("{attribute}別に順位を比べた{all}区分のすべてで、順位をいくらか絞り込めます。")
            }
            (Language::En, _) if told == all => {
                format!("This survey narrows down the rank of each of the {all} groups ranked by {attribute}.")
            }
            (Language::Ja, _) => {
                format!("{attribute}別に順位を比べた{all}区分のうち、順位をいくらかでも絞り込めるのは{told}区分です。")
            }
            (Language::En, _) => {
                format!("Of the {all} groups ranked by {attribute}, this survey narrows down the rank of {told}.")
            }
        }
    }

    /// What the ranked units show.
    pub(crate) fn ranks_subtitle(self, units: &[Unit<'_>]) -> String {
        let told = Told::of(units.iter().map(|unit| unit.rows));
        let scale = scale_range(self.figures.about.scale, self.language);
        let counted = told.counted(self.language);
        match self.language {
            Language::Ja => {
                format!(
                    "全体スコアと95%区間、{scale}点、{counted}、スコアの順（互いの順序を決められない区分は回答者の多い順）。\
                     順位の範囲は同時95%区間による"
                )
            }
            Language::En => format!(
                "Overall score with 95% interval, {scale}, {counted}, by score (by number of respondents where no \
                 order can be told); ranges of ranks from joint 95% intervals"
            ),
        }
    }

    /// How many pairs of two attributes crossed differ from everyone; what they are
    /// where nothing was compared.
    pub(crate) fn cross_headline(self, cross: &Cross<'_>) -> String {
        let [rows, columns] = cross.attributes.map(|name| cut(&one_line(name), NAME));
        if self.figures.compared.is_none() {
            return self.cross_of(cross.attributes);
        }
        let told = Told::overall(cross.cells());
        match self.language {
            Language::Ja => format!("{rows}と{columns}の組み合わせでは、{}", told.japanese()),
            Language::En => format!("By {rows} and {columns}, {}", told.english()),
        }
    }

    /// What the table of two attributes crossed shows.
    pub(crate) fn cross_subtitle(self, cross: &Cross<'_>) -> String {
        let counted = Told::overall(cross.cells()).counted(self.language);
        let scale = scale_range(self.figures.about.scale, self.language);
        match self.language {
            Language::Ja => {
                format!(
                    "上は全体スコア、下は回答者の数、{scale}点、{counted}、属性の順。色は全体との差が確かめられた欄"
                )
            }
            Language::En => format!(
                "Overall score with n below it, {scale}, {counted}, in the attributes' own order; coloured where a \
                 difference from everyone holds"
            ),
        }
    }
}

impl Told {
    fn of<'a>(groups: impl Iterator<Item = &'a [Row]>) -> Self {
        Self::by(groups, |row| matches!(row.level, Level::Overall | Level::Category))
    }

    /// By their overall rows alone.
    fn overall<'a>(groups: impl Iterator<Item = &'a [Row]>) -> Self {
        Self::by(groups, |row| row.level == Level::Overall)
    }

    fn by<'a>(groups: impl Iterator<Item = &'a [Row]>, is_told: fn(&Row) -> bool) -> Self {
        let mut told = Self { all: 0, withheld: 0, tested: 0, differ: 0 };
        for rows in groups {
            let mut own = rows.iter().filter(|row| is_told(row));
            told.all += 1;
            told.withheld += usize::from(own.clone().all(|row| row.suppressed));
            told.tested += usize::from(own.clone().any(is_tested));
            told.differ += usize::from(own.any(|row| matches!(Verdict::of(row), Verdict::Higher | Verdict::Lower)));
        }
        told
    }

    fn japanese(self) -> String {
        let Self { all, withheld, tested, differ } = self;
        let shown = count_of(all - withheld);
        let of = if withheld == 0 { format!("{shown}区分") } else { format!("公表できる{shown}区分") };
        match (differ, all - withheld) {
            (_, 0) => "公表できる区分はありません（少人数）。".to_owned(),
            (0, _) if tested == 0 => {
                "全体との差を検定できる区分はありません（人数か、回答の散らばりが足りません）。".to_owned()
            }
            (0, shown) if tested < shown => {
                format!("検定できた{}区分に、全体スコアの差が確かめられたものはありません。", count_of(tested))
            }
            (0, _) => "全体スコアの差が確かめられた区分はありません。".to_owned(),
            (_, shown) if shown == differ => format!("{of}のすべてで全体スコアの差が確かめられます。"),
            _ => format!("{of}のうち{}区分で全体スコアの差が確かめられます。", count_of(differ)),
        }
    }

    fn english(self) -> String {
        let Self { all, withheld, tested, differ } = self;
        let shown = if withheld == 0 { count_of(all) } else { format!("{} shown", count_of(all - withheld)) };
        match (differ, all - withheld) {
            (_, 0) => "no group can be shown (small groups).".to_owned(),
            (0, _) if tested == 0 => {
                "no group could be tested against everyone (too few people, or no spread in their answers).".to_owned()
            }
            (0, shown) if tested < shown => match tested {
                1 => "the one group that could be tested is not shown to differ in its overall score.".to_owned(),
                _ => format!(
                    "none of the {} groups that could be tested is shown to differ in its overall score.",
                    count_of(tested)
                ),
            },
            (0, _) => "no group is shown to differ from everyone in its overall score.".to_owned(),
            (1, _) => format!("1 of the {shown} groups differs from everyone in its overall score."),
            _ => format!("{} of the {shown} groups differ from everyone in their overall score.", count_of(differ)),
        }
    }

    fn counted(self, language: Language) -> String {
        let Self { all, withheld, .. } = self;
        match language {
            Language::Ja if withheld == 0 => format!("{}区分", count_of(all)),
            Language::Ja => format!("{}区分（うち{}区分は非公表）", count_of(all), count_of(withheld)),
            Language::En => {
                let groups = if all == 1 { "group" } else { "groups" };
                let withheld =
                    if withheld == 0 { String::new() } else { format!(" ({} withheld)", count_of(withheld)) };
                format!("{} {groups}{withheld}", count_of(all))
            }
        }
    }
}

/// Whether a row was tested against what it is compared with.
pub(super) fn is_tested(row: &Row) -> bool {
    row.comparison.as_ref().is_some_and(|own| own.p_adjusted.is_some())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sample::Sample;

    fn sample() -> Sample {
        let mut sample = Sample::koriyama();
        for unit in ["総務部", "環境部", "監査委員事務局"] {
            sample = sample.with_segment("部局", unit);
        }
        sample.compared("総務部", "0.21", 0.012, (2, 2, 2));
        sample.compared("環境部", "0.01", 0.8, (1, 2, 2));
        sample.withhold_unit("監査委員事務局");
        sample
    }

    #[test]
    fn the_headlines_count_what_holds_among_what_is_shown() {
        let sample = sample();
        let said = |language| {
            let figures = sample.figures();
            let (units, sentences) = (figures.units("部局"), Sentences::new(figures, language));
            [
                sentences.differences_headline("部局", &units),
                sentences.differences_subtitle(&units),
                sentences.ranks_headline("部局", &units),
                sentences.ranks_subtitle(&units),
            ]
        };
        assert_eq!(
            said(Language::Ja),
            [
                "部局別では、公表できる2区分のうち1区分で全体スコアの差が確かめられます。",
                "全体との差（点）、全体と大項目、3区分（うち1区分は非公表）、属性の順",
                "部局別に順位を比べた2区分のうち、順位をいくらかでも絞り込めるのは1区分です。",
                "全体スコアと95%区間、1〜6点、3区分（うち1区分は非公表）、スコアの順（互いの順序を決められない区分は回答者の多い順）。\
                 順位の範囲は同時95%区間による",
            ]
        );
        assert_eq!(
            said(Language::En),
            [
                "By 部局, 1 of the 2 shown groups differs from everyone in its overall score.",
                "Difference from everyone in points, for overall and categories, 3 groups (1 withheld), in the attribute's \
                 own order",
                "Of the 2 groups ranked by 部局, this survey narrows down the rank of 1.",
                "Overall score with 95% interval, 1–6, 3 groups (1 withheld), by score (by number of respondents where \
                 no order can be told); ranges of ranks from joint 95% intervals",
            ]
        );
    }

    #[test]
    fn ranks_that_are_all_told_are_said_as_all() {
        let mut sample = sample();
        sample.compared("環境部", "-0.30", 0.001, (1, 1, 2));
        let figures = sample.figures();
        let said = |language| Sentences::new(figures, language).ranks_headline("部局", &figures.units("部局"));
        assert_eq!(said(Language::Ja), "部局別に順位を比べた2区分のすべてで、順位をいくらか絞り込めます。");
        assert_eq!(said(Language::En), "This survey narrows down the rank of each of the 2 groups ranked by 部局.");
    }

    #[test]
    fn a_cross_counts_its_overall_cells() {
        let mut sample = sample();
        for (age, unit) in [("30代", "総務部"), ("40代", "環境部")] {
            sample = sample.with_cross([("年代", age), ("部局", unit)]);
        }
        sample.compared("総務部", "0.01", 0.8, (1, 2, 2));
        sample.compared("環境部", "0.01", 0.8, (1, 2, 2));
        sample.compared = Some(koe_core::release::Compared::default());
        let figures = sample.figures();
        let cross = figures.cross(["年代", "部局"]);
        let sentences = Sentences::new(figures, Language::Ja);
        assert_eq!(
            sentences.cross_headline(&cross),
            "年代と部局の組み合わせでは、全体スコアの差が確かめられた区分はありません。"
        );
        assert_eq!(
            sentences.cross_subtitle(&cross),
            "上は全体スコア、下は回答者の数、1〜6点、2区分、属性の順。色は全体との差が確かめられた欄"
        );
    }
}
