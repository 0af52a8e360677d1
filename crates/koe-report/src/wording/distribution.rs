//! Words of the distributions.

use koe_core::definition::Language;
use koe_core::release::Row;

use super::{Sentences, words};
use crate::shares::{Share, shares};
use crate::typeset::{one_line, point, range, scale_range};

impl Sentences<'_> {
    /// The headline over the distributions: the range of the favorable shares of
    /// items as they are printed.
    pub(crate) fn distribution_headline(self) -> String {
        let figures = self.figures;
        let favorable = |row: &Row| {
            let shares = shares(row, &figures.about.favorable)?;
            Some(shares.iter().filter(|share| share.favorable).map(|share| share.percent).sum::<u32>())
        };
        let shown: Vec<u32> = figures.items().filter(|row| row.comparable).filter_map(favorable).collect();
        let points = self.favorable_points();
        match (self.language, shown.iter().min(), shown.iter().max()) {
            (Language::Ja, Some(low), Some(high)) if !points.is_empty() && low != high => {
                format!("肯定（{points}）の割合は、設問により{low}%から{high}%です。")
            }
            (Language::Ja, Some(low), Some(_)) if !points.is_empty() => {
                format!("肯定（{points}）の割合は、どの設問も{low}%です。")
            }
            (Language::Ja, Some(_), _) => "回答がどの選択肢に分かれたかを示します。".to_owned(),
            (Language::Ja, None, _) => "回答の内訳は非公表（少人数）です。".to_owned(),
            (Language::En, Some(low), Some(high)) if !points.is_empty() && low != high => {
                format!("Favorable answers ({points}) range from {low}% to {high}% of an item's answers.")
            }
            (Language::En, Some(low), Some(_)) if !points.is_empty() => {
                format!("Favorable answers ({points}) are {low}% of every item's answers.")
            }
            (Language::En, Some(_), _) => "How answers fall on the points of the scale.".to_owned(),
            (Language::En, None, _) => "Distributions are withheld (small group).".to_owned(),
        }
    }

    /// What the bars show: measure, rounding, order, n.
    pub(crate) fn distribution_subtitle(self) -> String {
        let n = self.respondents();
        match self.language {
            Language::Ja => {
                let n = n.map(|n| format!("、回答者{n}人")).unwrap_or_default();
                let top = self.top_kind();
                format!("回答の内訳（%、合計100）、{top}ごとにスコアの高い順{n}")
            }
            Language::En => {
                let n = n.map(|n| format!(", n = {n}")).unwrap_or_default();
                format!(
                    "Answers by point of the scale in % (adding up to 100), highest score first in each category{n}"
                )
            }
        }
    }

    /// Which points are favorable, for a column: 肯定5・6, Favorable 5, 6; not
    /// where rows have several scales.
    pub(crate) fn favorable_column(self) -> String {
        let one = self.figures.everyone().all(|row| row.comparable);
        let points = if one { self.favorable_points() } else { String::new() };
        match self.language {
            Language::Ja => format!("肯定{points}"),
            Language::En => format!("Favorable {points}").trim_end().to_owned(),
        }
    }

    /// The favorable points: 5・6; 7〜10 where there are many.
    pub(crate) fn favorable_points(self) -> String {
        let points: Vec<String> = self.figures.about.favorable.iter().copied().map(point).collect();
        match (points.as_slice(), self.language) {
            ([first, .., last], language) if points.len() > 3 => range(first, last, language),
            (points, Language::Ja) => points.join("・"),
            (points, Language::En) => points.join(", "),
        }
    }

    /// What a score lies on, and what counts as favorable where all items share a
    /// scale.
    pub(crate) fn scale_note(self) -> Option<String> {
        let about = self.figures.about;
        let scale = scale_range(about.scale, self.language);
        if about.scale.0 == about.scale.1 {
            return None;
        }
        let favorable = self.favorable_points();
        Some(match (self.language, favorable.is_empty()) {
            (Language::Ja, true) => format!("点数は{scale}点"),
            (Language::En, true) => format!("Scores lie on {scale}"),
            (Language::Ja, false) => format!("点数は{scale}点、肯定は{favorable}"),
            (Language::En, false) => format!("Scores lie on {scale}; favorable is {favorable}"),
        })
    }

    /// The points of a scale in the key: 6 とてもそう思う, or 6; labels are those
    /// of overall's scale.
    pub(crate) fn points(self, (first, points): (i32, usize)) -> Vec<String> {
        let own = &self.figures.about.points;
        let labels = if self.is_own((first, points)) { own.as_slice() } else { &[] };
        let text = |at: i32| match labels.iter().find(|(value, _)| *value == at) {
            Some((_, Some(label))) => format!("{} {}", point(at), one_line(label)),
            _ => point(at),
        };
        (first..).take(points).map(text).collect()
    }

    /// Whether a scale, by its lowest point and the number of its points, is
    /// overall's.
    pub(crate) fn is_own(self, (first, points): (i32, usize)) -> bool {
        let own = &self.figures.about.points;
        own.len() == points && own.first().is_some_and(|(point, _)| *point == first)
    }

    /// A part of a bar as it is printed: 18, 0, 1未満 where some chose it.
    pub(crate) fn share(self, share: Share) -> String {
        match (share.percent, share.count) {
            (0, 1..) => words(self.language).under_one.to_owned(),
            (percent, _) => percent.to_string(),
        }
    }

    /// What stands under a bar for points that have no room in it: 0 of one point,
    /// 0〜8：0 of several.
    pub(crate) fn under(self, shares: &[Share]) -> String {
        if let [one] = shares {
            return self.share(*one);
        }
        let texts = shares.iter().map(|share| self.share(*share)).collect::<std::collections::BTreeSet<_>>();
        let told = texts.into_iter().map(|text| {
            let points: Vec<i32> = shares.iter().filter(|own| self.share(**own) == text).map(|own| own.point).collect();
            let runs = points.chunk_by(|a, b| a + 1 == *b).filter_map(|run| match (run.first()?, run.last()?) {
                (first, last) if first == last => Some(point(*first)),
                (first, last) => Some(range(&point(*first), &point(*last), self.language)),
            });
            let runs: Vec<String> = runs.collect();
            match self.language {
                Language::Ja => format!("{}：{text}", runs.join("・")),
                Language::En => format!("{}: {text}", runs.join(", ")),
            }
        });
        told.collect::<Vec<_>>().join(words(self.language).separator)
    }

    /// A bar told in words: 1 2%、2 7%、…
    pub(crate) fn bar(self, shares: &[Share]) -> String {
        let parts: Vec<String> =
            shares.iter().map(|&share| format!("{} {}%", point(share.point), self.share(share))).collect();
        parts.join(match self.language {
            Language::Ja => "、",
            Language::En => ", ",
        })
    }

    /// What the marks of a bar mean: the line before the favorable part.
    pub(crate) fn favorable_line(self) -> &'static str {
        match self.language {
            Language::Ja => "縦線＝ここから肯定",
            Language::En => "line = favorable from here",
        }
    }

    /// That a distribution needs more answers than a score.
    pub(crate) fn no_distribution(self) -> String {
        let least = self.figures.about.min_detail;
        match self.language {
            Language::Ja => format!("内訳なし（{least}人未満）"),
            Language::En => format!("no breakdown (under {least})"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sample::Sample;

    #[test]
    fn favorable_shares_are_those_of_the_bars() {
        // Each row of the sample: 45, 144, 384, 614, 551, 371 of 2,109; 922 / 2,109 = 43.7 %.
        let sample = Sample::koriyama();
        let ja = Sentences::new(sample.figures(), Language::Ja);
        assert_eq!(ja.distribution_headline(), "肯定（5・6）の割合は、どの設問も44%です。");
        let shares = shares(&sample.rows[0], &[5, 6]).unwrap();
        assert_eq!(ja.bar(&shares), "1 2%、2 7%、3 18%、4 29%、5 26%、6 18%");
        assert_eq!(ja.favorable_column(), "肯定5・6");
    }

    #[test]
    fn another_scale_has_no_labels_and_no_favorable_points_of_overalls() {
        let mut sample = Sample::koriyama();
        sample.rows.iter_mut().filter(|row| row.code == "Q06").for_each(|row| {
            row.comparable = false;
            // On 0 to 10 these would be favorable: 5, 6.
            row.distribution = Some(vec![0, 0, 0, 0, 0, 100, 0, 0, 0, 0, 0]);
            row.first_point = Some(0);
        });
        let ja = Sentences::new(sample.figures(), Language::Ja);
        assert_eq!(ja.distribution_headline(), "肯定（5・6）の割合は、どの設問も44%です。");
        assert_eq!(ja.favorable_column(), "肯定");
        assert_eq!(ja.points((0, 11))[1], "1");
        assert_eq!(ja.points((-5, 11))[0], "−5");
        assert!(ja.points((1, 6))[0].starts_with('1') && ja.is_own((1, 6)) && !ja.is_own((0, 11)));
    }

    #[test]
    fn without_any_breakdown_it_says_so() {
        let mut sample = Sample::koriyama();
        for row in &mut sample.rows {
            row.distribution = None;
        }
        let en = Sentences::new(sample.figures(), Language::En);
        assert_eq!(en.distribution_headline(), "Distributions are withheld (small group).");
        assert_eq!(en.no_distribution(), "no breakdown (under 10)");
    }
}
