//! What is said of the units of an attribute: where their scores lie, and not
//! that they differ.

use koe_core::definition::Language;
use koe_stats::Decimal;

use super::{NAME, Sentences};
use crate::segments::Unit;
use crate::typeset::{count_of, cut, figure, one_line, scale_range};

impl Sentences<'_> {
    /// The headline over the scores by an attribute: the range of what is shown.
    pub(crate) fn units_headline(self, attribute: &str, units: &[Unit<'_>]) -> String {
        let attribute = cut(&one_line(attribute), NAME);
        let scores: Vec<Decimal> = units.iter().filter_map(|unit| unit.overall()?.mean_text).collect();
        let all = scores.len() == units.len();
        let shown = count_of(scores.len());
        match (self.language, scores.iter().min().zip(scores.iter().max())) {
            (Language::Ja, None) => format!("{attribute}別の全体スコアは非公表（少人数）です。"),
            (Language::En, None) => format!("Overall scores by {attribute} are withheld (small group)."),
            (Language::Ja, Some((low, high))) => {
                let of = if all { String::new() } else { format!("公表できる{shown}区分の") };
                let (low, high) = (figure(*low), figure(*high));
                if low == high {
                    format!("{attribute}別では、{of}全体スコアは{low}点です。")
                } else {
                    format!("{attribute}別では、{of}全体スコアは{low}点から{high}点の間にあります。")
                }
            }
            (Language::En, Some((low, _))) if scores.len() == 1 && !all => {
                format!("By {attribute}, the one overall score shown is {}.", figure(*low))
            }
            (Language::En, Some((low, high))) => {
                let of = if all { String::new() } else { format!(" of the {shown} shown") };
                let (low, high) = (figure(*low), figure(*high));
                if low == high {
                    format!("By {attribute}, overall scores{of} are {low}.")
                } else {
                    format!("By {attribute}, overall scores{of} lie between {low} and {high}.")
                }
            }
        }
    }

    /// What the table of an attribute shows: measure, scale, number of groups,
    /// order.
    pub(crate) fn units_subtitle(self, units: &[Unit<'_>]) -> String {
        let (all, withheld) = (units.len(), units.iter().filter(|unit| unit.is_withheld()).count());
        let scale = scale_range(self.figures.about.scale, self.language);
        match self.language {
            Language::Ja => {
                let top = self.top_kind();
                let withheld =
                    if withheld == 0 { String::new() } else { format!("（うち{withheld}区分は非公表）") };
                format!("全体と{top}のスコア、{scale}点、{all}区分{withheld}、属性の順")
            }
            Language::En => {
                let withheld = if withheld == 0 { String::new() } else { format!(" ({withheld} withheld)") };
                let groups = if all == 1 { "group" } else { "groups" };
                format!("Overall and category scores, {scale}, {all} {groups}{withheld}, in the attribute's own order")
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sample::Sample;

    #[test]
    fn a_range_by_attribute_is_of_what_is_shown() {
        let mut sample = Sample::koriyama().with_segment("部局", "総務部").with_segment("部局", "監査委員事務局");
        let score = "3.90".parse().unwrap();
        sample.rows.iter_mut().filter(|row| row.segment.0.first().is_some_and(|pair| pair.1 == "総務部")).for_each(
            |row| {
                row.mean_text = Some(score);
            },
        );
        let headline = |sample: &Sample, language| {
            let figures = sample.figures();
            Sentences::new(figures, language).units_headline("部局", &figures.units("部局"))
        };
        assert_eq!(headline(&sample, Language::Ja), "部局別では、全体スコアは3.90点から4.06点の間にあります。");
        sample.withhold_unit("監査委員事務局");
        assert_eq!(headline(&sample, Language::Ja), "部局別では、公表できる1区分の全体スコアは3.90点です。");
        assert_eq!(headline(&sample, Language::En), "By 部局, the one overall score shown is 3.90.");
        sample.withhold_unit("総務部");
        assert_eq!(headline(&sample, Language::Ja), "部局別の全体スコアは非公表（少人数）です。");
    }
}
