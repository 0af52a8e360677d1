//! Words of the ranked items.

use koe_core::definition::Language;
use koe_core::release::{CodeName, Row};

use super::{Sentences, axis_shows, only, words};
use crate::typeset::{figure, one_line, point};
use crate::window::Window;

impl Sentences<'_> {
    /// What the ranked items show: measure, number, order, n.
    pub(crate) fn ranked_subtitle(self) -> String {
        let items = self.figures.items().count();
        let n = self.respondents();
        let top = self.top_kind();
        match (self.language, n) {
            (Language::Ja, Some(n)) => format!("{items}設問のスコア、{top}ごとに高い順、回答者{n}人"),
            (Language::Ja, None) => format!("{items}設問のスコア、{top}ごとに高い順"),
            (Language::En, Some(n)) => format!("Scores of {items} items, highest first in each category, n = {n}"),
            (Language::En, None) => format!("Scores of {items} items, highest first in each category"),
        }
    }

    /// That an axis shows a part of the scale only.
    pub(crate) fn cut(self, window: &Window) -> Option<String> {
        if !window.cut {
            return None;
        }
        let (low, high) = window.ends();
        let scale = self.figures.about.scale;
        Some(axis_shows((&low, &high), (&point(scale.0), &point(scale.1)), self.language))
    }

    /// The label of the line at the overall score: 全体 4.06.
    pub(crate) fn overall_line(self) -> Option<String> {
        let mean = self.figures.overall()?.mean_text?;
        Some(format!("{} {}", words(self.language).overall, figure(mean)))
    }

    /// What stands behind an item's text: whom it is limited to, 最高 or 最低; those
    /// only where there is a highest and a lowest.
    pub(crate) fn item_tags(self, item: &Row) -> Vec<String> {
        let words = words(self.language);
        let extremes =
            self.figures.overall_extremes().filter(|found| found.highest != found.lowest && !item.suppressed);
        let is_in = |these: &[CodeName]| these.iter().any(|named| named.code == item.code);
        let extreme = extremes.and_then(|found| match (is_in(&found.highest), is_in(&found.lowest)) {
            (true, _) => Some(words.highest),
            (_, true) => Some(words.lowest),
            _ => None,
        });
        only(&item.applies_to, self.language).into_iter().chain(extreme.map(str::to_owned)).collect()
    }

    /// The whole of a name that a picture cuts.
    pub(crate) fn whole_text(self, row: &Row) -> String {
        let (code, name) = (one_line(&row.code), one_line(&row.name));
        match self.language {
            Language::Ja => format!("{code}の全文：{name}"),
            Language::En => format!("{code} in full: {name}"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sample::Sample;

    #[test]
    fn categories_without_others_under_them_are_no_large_ones() {
        let mut sample = Sample::koriyama();
        let subtitle = |sample: &Sample| Sentences::new(sample.figures(), Language::Ja).ranked_subtitle();
        assert_eq!(subtitle(&sample), "11設問のスコア、大項目ごとに高い順、回答者2,118人");
        sample.rows.retain(|row| row.level != koe_core::release::Level::Subcategory);
        assert_eq!(subtitle(&sample), "11設問のスコア、項目ごとに高い順、回答者2,118人");
    }

    #[test]
    fn a_cut_axis_says_so() {
        let sample = Sample::koriyama();
        let ja = Sentences::new(sample.figures(), Language::Ja);
        let window = sample.figures().dot_window();
        assert_eq!(ja.cut(&window).unwrap(), "横軸は3.0〜5.0だけを表示");
        let en = Sentences::new(sample.figures(), Language::En);
        assert_eq!(en.cut(&window).unwrap(), "axis shows 3.0–5.0 of 1–6");
        assert_eq!(ja.cut(&Window::whole((1, 6))), None);
        assert_eq!(ja.overall_line().unwrap(), "全体 4.06");
        let mut centred = Sample::koriyama();
        centred.about.scale = (-5, 5);
        let en = Sentences::new(centred.figures(), Language::En);
        assert_eq!(en.cut(&window).unwrap(), "axis shows 3.0–5.0 of −5–5");
        assert_eq!(en.score_axis(), "Score (axis from −5 to 5)");
    }
}
