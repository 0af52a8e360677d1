//! How differences, p-values, ranks and effects are made: the paragraphs on
//! method of a report that compares.

use koe_core::compare::{Adjustment, Test, Versus};
use koe_core::definition::Language;
use koe_core::release::{Compared, Family, Level};

use super::{NAME, Sentences, words};
use crate::ranking::FEW;
use crate::typeset::{count, count_of, cut, one_line};

impl Sentences<'_> {
    /// How comparisons are made; nothing where there are none.
    pub(crate) fn comparing(self) -> Vec<String> {
        let Some(compared) = self.figures.compared.filter(|compared| !compared.families.is_empty()) else {
            return Vec::new();
        };
        let mut paragraphs = vec![self.differences_made(&compared.versus), self.p_values_made(compared)];
        let mut own = self.figures.rows.iter().filter_map(|row| row.comparison.as_ref());
        paragraphs.extend(own.any(|own| own.ranked.is_some()).then(|| self.ranks_made()));
        paragraphs.extend((!compared.omnibus.is_empty()).then(|| self.joined_made()));
        paragraphs
    }

    /// Differences, their intervals and effects.
    fn differences_made(self, versus: &Versus) -> String {
        let least = self.least();
        match (self.language, versus) {
            (Language::Ja, Versus::Named { .. }) => format!(
                "区分の差は、表示した2つのスコアの引き算です。95%区間とp値は、2つの区分をWelchの方法（回答者を単位とする分散）で\
                 比べたものです。効果の大きさはHedgesのg（Hedges & Olkin 1985、ガンマ関数による正確な補正）で、項目では\
                 回答者ごとの平均、設問では回答から求めています。いずれも、両方に回答者が{least}人以上いる場合だけ求めています。"
            ),
            (Language::Ja, versus) => {
                let other = if *versus == Versus::Everyone { "全体" } else { "上位の単位" };
                format!(
                    "区分と{other}の差は、表示した2つのスコアの引き算です。区分の人は{other}にも含まれるため、95%区間とp値は、\
                     区分とそれ以外の人をWelchの方法（回答者を単位とする分散）で比べて求め、区間は{other}との差に直しています。\
                     効果の大きさはHedgesのg（Hedges & Olkin 1985、ガンマ関数による正確な補正）で、区分とそれ以外の人を、\
                     項目では回答者ごとの平均、設問では回答で比べています。いずれも、両方に回答者が{least}人以上いる場合だけ\
                     求めています。"
                )
            }
            (Language::En, Versus::Named { .. }) => format!(
                "A difference between groups is that of the two printed scores. Its 95% interval and p-value compare \
                 the two groups by Welch's test, with the respondent as unit of the variances. The size of an effect is \
                 Hedges' g (Hedges & Olkin 1985, exact gamma correction), on respondents' own means for categories and \
                 on answers for items. All of them need at least {least} respondents on both sides."
            ),
            (Language::En, versus) => {
                let other = if *versus == Versus::Everyone { "everyone" } else { "the unit above" };
                format!(
                    "A difference from {other} is that of the two printed scores. As the group is part of {other}, its \
                     95% interval and p-value come from the group against all others by Welch's test, with the \
                     respondent as unit of the variances; the interval is then scaled to the difference from {other}. \
                     The size of an effect is Hedges' g (Hedges & Olkin 1985, exact gamma correction) of the group \
                     against all others, on respondents' own means for categories and on answers for items. All of \
                     them need at least {least} respondents on both sides."
                )
            }
        }
    }

    /// Families of p-values: which, and how many.
    fn p_values_made(self, compared: &Compared) -> String {
        let method = match (compared.adjustment, self.language) {
            (Adjustment::BenjaminiHochberg, Language::Ja) => "Benjamini–Hochberg法",
            (Adjustment::Holm, Language::Ja) => "Holm法",
            (Adjustment::BenjaminiHochberg, Language::En) => "the method of Benjamini and Hochberg",
            (Adjustment::Holm, Language::En) => "Holm's method",
        };
        let families = count_of(compared.families.len());
        let tests = count(compared.families.iter().map(|family| family.size).sum());
        let told = self.families(&compared.families);
        match self.language {
            Language::Ja => {
                let told = if told.is_empty() {
                    String::new()
                } else {
                    format!("表の色と本文に使う族の大きさは、{}です。", told.join("、"))
                };
                format!(
                    "p値は、同じ属性、同じ階層、同じ検定のものを1つの族とし、族ごとに{method}で調整しています。族は{families}、\
                     p値は合わせて{tests}個です。{told}「差が確かめられる」と書くのは、調整したp値が0.05に満たず、表示した差が0でない\
                     場合だけです。95%区間は調整していません。"
                )
            }
            Language::En => {
                let told = if told.is_empty() {
                    String::new()
                } else {
                    format!(" The families behind colours and sentences: {}.", told.join("; "))
                };
                format!(
                    "The p-values of one attribute, one level and one test are a family, and are adjusted within it by \
                     {method}: {families} families, {tests} p-values.{told} A difference is said to hold only where \
                     its adjusted p-value is under 0.05 and the printed difference is not zero. The 95% intervals are not \
                     adjusted."
                )
            }
        }
    }

    /// The families of Welch's test of overall and the top categories, by
    /// attribute: 部局 全体14個・大項目56個.
    fn families(self, families: &[Family]) -> Vec<String> {
        let told =
            |family: &&Family| family.test == Test::Welch && matches!(family.level, Level::Overall | Level::Category);
        let own: Vec<&Family> = families.iter().filter(told).collect();
        let of = |family: &Family| {
            let size = count(family.size);
            match (self.language, family.level) {
                (Language::Ja, Level::Overall) => format!("{}{size}個", words(self.language).overall),
                (Language::Ja, _) => format!("{}{size}個", self.top_kind()),
                (Language::En, Level::Overall) => format!("{size} overall"),
                (Language::En, _) => format!("{size} in categories"),
            }
        };
        let attribute = |own: &[&Family]| {
            let names = own.first().map(|family| family.attributes.join(" × ")).unwrap_or_default();
            let name = cut(&one_line(&names), NAME);
            let sizes: Vec<String> = own.iter().map(|family| of(family)).collect();
            match self.language {
                Language::Ja => format!("{name}が{}", sizes.join("・")),
                Language::En => format!("{name} {}", sizes.join(" and ")),
            }
        };
        own.chunk_by(|a, b| a.attributes == b.attributes).map(attribute).collect()
    }

    /// What a range of ranks is.
    fn ranks_made(self) -> String {
        let least = self.least();
        match self.language {
            Language::Ja => format!(
                "順位の範囲は、回答者{least}人以上の区分の同時95%区間（Bonferroni）から求めています。上の端は1に確実に上にある区分の数を\
                 足した順位、下の端は区分の数から確実に下にある区分の数を引いた順位です（Klein, Wright & Wieczorek 2020）。\
                 互いの順序を決められないと書いた区分は、どの2つも同時95%区間が重なるものです。\
                 図と表では、回答者{FEW}人未満の区分の区間と順位を示しません。"
            ),
            Language::En => format!(
                "Ranges of ranks come from joint 95% intervals (Bonferroni) of the groups with at least {least} \
                 respondents: from 1 plus the number of groups that are surely above, to the number of groups less those \
                 that are surely below (Klein, Wright & Wieczorek 2020). Groups are said to have no order among themselves \
                 where the joint intervals of every two of them overlap. \
                 Charts and tables show no interval and no rank of groups under {FEW} respondents."
            ),
        }
    }

    /// What the statistics over all units are made of.
    fn joined_made(self) -> String {
        let least = self.figures.about.min_respondents;
        match self.language {
            Language::Ja => format!(
                "すべての区分をまとめた検定は、平均はWelchの分散分析、設問はさらにKruskal–Wallis検定とχ²検定（CramérのV）に\
                 よります。χ²検定のp値は、期待度数に1未満があるか、5未満が2割以上あれば示しません。まとめた検定に使うのは、公表した\
                 区分と、それ以外の人を合わせた1群（{least}人以上の場合だけ）です。非公表の区分を別々に使うことはありません。"
            ),
            Language::En => format!(
                "Tests over all groups are Welch's analysis of variance of means and, for items, also the Kruskal–Wallis \
                 and chi-square tests (with Cramér's V); chi-square has no p-value where an expected count is under 1, \
                 or a fifth of them are under 5. They are made from the groups that are shown and all other people as \
                 one group, which takes part only if it is {least} or more; groups that are withheld are never used one \
                 by one."
            ),
        }
    }

    /// Fewest respondents on a side that is tested.
    fn least(self) -> u64 {
        let about = self.figures.about;
        about.min_detail.max(about.min_respondents)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sample::Sample;

    fn sample(adjustment: Adjustment) -> Sample {
        let family = |attributes: &[&str], level, test, size| Family {
            attributes: attributes.iter().map(|name| (*name).to_owned()).collect(),
            level,
            test,
            size,
        };
        let families = vec![
            family(&["部局"], Level::Overall, Test::Welch, 14),
            family(&["部局"], Level::Category, Test::Welch, 56),
            family(&["部局"], Level::Item, Test::MannWhitney, 1630),
            family(&["年代", "職位"], Level::Overall, Test::Welch, 17),
        ];
        let mut sample = Sample::koriyama().with_segment("部局", "総務部");
        sample.compared("総務部", "0.21", 0.012, (1, 2, 2));
        sample.compared = Some(Compared { adjustment, families, ..Compared::default() });
        sample
    }

    #[test]
    fn families_are_named_and_counted() {
        let sample = sample(Adjustment::BenjaminiHochberg);
        let said = |language| Sentences::new(sample.figures(), language).comparing();
        let ja = said(Language::Ja);
        assert_eq!(ja.len(), 3, "differences, p-values, ranks; nothing over all units");
        // 14 + 56 + 1,630 + 17.
        assert!(
            ja[1].contains("Benjamini–Hochberg法") && ja[1].contains("族は4、p値は合わせて1,717個です。"),
            "{}",
            ja[1]
        );
        assert!(ja[1].contains("部局が全体14個・大項目56個、年代 × 職位が全体17個です。"), "{}", ja[1]);
        let en = said(Language::En);
        assert!(en[1].contains("4 families, 1,717 p-values."), "{}", en[1]);
        assert!(en[1].contains("部局 14 overall and 56 in categories; 年代 × 職位 17 overall."), "{}", en[1]);
        assert!(ja[2].contains("Klein, Wright & Wieczorek 2020") && en[2].contains("at least 10 respondents"));
    }

    #[test]
    fn holm_is_said_where_it_was_used() {
        let sample = sample(Adjustment::Holm);
        let said = Sentences::new(sample.figures(), Language::Ja).comparing();
        assert!(said[1].contains("Holm法") && !said[1].contains("Benjamini"));
    }

    #[test]
    fn nothing_is_said_of_comparisons_that_were_not_made() {
        assert!(Sentences::new(Sample::koriyama().figures(), Language::Ja).comparing().is_empty());
    }
}
