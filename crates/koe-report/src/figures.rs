//! The released rows as writers read them.
//!
//! Writers take [`Figures`] rather than `Released` so that their tests can draw
//! hostile names without a survey behind them; outside this crate the only way
//! to a `Figures` is a `Released`.

use std::collections::{HashMap, HashSet};

use koe_core::plan::Plan;
use koe_core::release::{
    About, CodeName, Compared, Extremes, Level, Released, ResponseRate, Row, Segment, Status, Step,
};
use koe_stats::{Decimal, ratio};

use crate::Contents;
use crate::doubt::drawn_interval;
use crate::outlook::Outlook;
use crate::trend::{Waves, waves};
use crate::window::Window;

/// A borrowed view of everything released.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Figures<'a> {
    pub(crate) about: &'a About,
    pub(crate) rows: &'a [Row],
    pub(crate) extremes: &'a [Extremes],
    pub(crate) below_overall: &'a [CodeName],
    pub(crate) step: Option<&'a Step>,
    pub(crate) response: &'a [ResponseRate],
    pub(crate) compared: Option<&'a Compared>,
    /// The waves side by side: these figures' own, or those beside them.
    pub(crate) trend: Option<Waves<'a>>,
    /// The plan beside the survey, of which all may be shown.
    pub(crate) plan: Option<&'a Plan>,
}

impl<'a> From<&'a Released> for Figures<'a> {
    fn from(released: &'a Released) -> Self {
        Self {
            about: released.about(),
            rows: released.rows(),
            extremes: released.extremes(),
            below_overall: released.below_overall(),
            step: released.step(),
            response: released.response(),
            compared: released.compared(),
            trend: waves(released),
            plan: None,
        }
    }
}

/// The rows of one wave and segment.
pub(crate) struct Part<'a> {
    pub(crate) wave: &'a str,
    pub(crate) segment: &'a Segment,
    pub(crate) rows: &'a [Row],
}

/// The items of one top category; no category where the rows do not tell.
pub(crate) struct Chapter<'a> {
    pub(crate) category: Option<&'a Row>,
    /// Items and the deeper categories over them, each category before its own.
    pub(crate) lines: Vec<&'a Row>,
}

impl<'a> Figures<'a> {
    /// What a report shows.
    pub(crate) fn of(contents: Contents<'a>) -> Self {
        let Contents { released, trend, plan } = contents;
        Self { trend: trend.and_then(waves), plan, ..released.into() }
    }

    /// The plan beside the survey, in the words of the figures.
    pub(crate) fn outlook(self) -> Option<Outlook<'a>> {
        let About { language, years, .. } = *self.about;
        self.plan.map(|plan| Outlook { plan, language, years })
    }

    /// Rows of everyone (within the filter) in the wave the figures are about.
    pub(crate) fn everyone(self) -> impl Iterator<Item = &'a Row> {
        let about = self.about;
        self.rows.iter().filter(|row| row.segment == about.filter && row.wave == about.wave)
    }

    /// The overall row of everyone.
    pub(crate) fn overall(self) -> Option<&'a Row> {
        self.everyone().find(|row| row.level == Level::Overall)
    }

    /// The overall row and the category tree of everyone, in survey order.
    pub(crate) fn tree(self) -> Vec<&'a Row> {
        self.everyone().filter(|row| row.level != Level::Item).collect()
    }

    /// The lowest categories of everyone: those with no category below them.
    pub(crate) fn lowest(self) -> Vec<&'a Row> {
        let categories = || self.everyone().filter(|row| is_category(row));
        let parents: HashSet<&str> = categories().filter_map(|row| row.category.as_deref()).collect();
        categories().filter(|row| !parents.contains(row.code.as_str())).collect()
    }

    /// The middle of the scale of the overall score.
    pub(crate) fn midpoint(self) -> Decimal {
        let (low, high) = self.about.scale;
        let ends = i64::from(low) + i64::from(high);
        Decimal::round(&ratio(ends, 2), u32::from(ends % 2 != 0))
    }

    /// The top categories of everyone.
    pub(crate) fn top(self) -> impl Iterator<Item = &'a Row> {
        self.everyone().filter(|row| row.level == Level::Category)
    }

    /// Whether the category tree is deeper than one level.
    pub(crate) fn is_deep(self) -> bool {
        self.everyone().any(|row| row.level == Level::Subcategory)
    }

    /// Whether any shown row has a target.
    pub(crate) fn has_targets(self) -> bool {
        self.rows.iter().any(|row| row.target_text.is_some())
    }

    /// Lowest categories below their target, and lowest categories that have one.
    pub(crate) fn below_target(self) -> (usize, usize) {
        let lowest = self.lowest();
        let with_target = lowest.iter().filter(|row| row.target_text.is_some());
        (lowest.iter().filter(|row| row.status == Some(Status::Below)).count(), with_target.count())
    }

    /// The shown lowest categories with the largest gap below their target.
    pub(crate) fn largest_gap(self) -> Vec<&'a Row> {
        let below: Vec<&Row> =
            self.lowest().into_iter().filter(|row| row.gap_text.is_some_and(|gap| gap.is_negative())).collect();
        let largest = below.iter().filter_map(|row| row.gap_text).min();
        below.into_iter().filter(|row| row.gap_text == largest).collect()
    }

    /// The row of everyone with this code, below the overall row.
    pub(crate) fn by_code(self) -> HashMap<&'a str, &'a Row> {
        self.everyone().filter(|row| row.level != Level::Overall).map(|row| (row.code.as_str(), row)).collect()
    }

    /// The extremes over all items.
    pub(crate) fn overall_extremes(self) -> Option<&'a Extremes> {
        self.extremes.iter().find(|extremes| extremes.level == Level::Overall)
    }

    /// Consecutive rows of the same wave and segment.
    pub(crate) fn parts(self) -> Vec<Part<'a>> {
        self.rows
            .chunk_by(|a, b| a.wave == b.wave && a.segment == b.segment)
            .filter_map(|rows| {
                let first = rows.first()?;
                Some(Part { wave: &first.wave, segment: &first.segment, rows })
            })
            .collect()
    }

    /// The items of everyone, in survey order.
    pub(crate) fn items(self) -> impl Iterator<Item = &'a Row> {
        self.everyone().filter(|row| row.level == Level::Item)
    }

    /// The items of everyone under their top categories, each group by printed
    /// score, highest first; where scores are equal, and among withheld ones
    /// (which come last), as the survey orders them.
    pub(crate) fn ranked(self) -> Vec<Chapter<'a>> {
        let mut chapters = self.chapters();
        for chapter in &mut chapters {
            chapter.lines.retain(|row| row.level == Level::Item);
            chapter.lines.sort_by_key(|row| std::cmp::Reverse(row.mean_text));
        }
        chapters
    }

    /// The stretch of the scale that charts of dots show, those of items and those
    /// of ranked units alike: it holds their printed scores, drawn intervals and
    /// targets, and the overall score; whole where items have several scales.
    pub(crate) fn dot_window(self) -> Window {
        if self.items().any(|row| !row.comparable) {
            return Window::whole(self.about.scale);
        }
        let ranked = if self.compared.is_some() { self.attributes() } else { Vec::new() };
        let units = ranked.into_iter().flat_map(|attribute| self.units(attribute)).filter_map(|unit| unit.overall());
        let overall = self.overall().and_then(|row| row.mean_text);
        let estimates = self.items().chain(units).flat_map(|row| {
            let (low, high) = drawn_interval(row, self.about.decimals).unzip();
            [row.mean_text, low, high]
        });
        let targets = self.items().map(|row| row.target_text);
        self.window(estimates.chain(targets).chain([overall]).flatten())
    }

    /// The stretch of the scale that holds these values, in half points; in
    /// twentieths of a scale of a hundred.
    pub(crate) fn window(self, values: impl IntoIterator<Item = Decimal>) -> Window {
        let scale = self.about.scale;
        let step = if scale.1 - scale.0 > 20 { ((scale.1 - scale.0) / 20, 1) } else { (1, 2) };
        Window::holding(values, step, u32::from(step.1 == 2), scale)
    }

    /// The items of everyone under their categories, as the survey orders both;
    /// items of no known category come last.
    pub(crate) fn chapters(self) -> Vec<Chapter<'a>> {
        let categories: Vec<&'a Row> = self.everyone().filter(|row| is_category(row)).collect();
        let known: HashSet<&str> = categories.iter().map(|row| row.code.as_str()).collect();
        let above = |row: &'a Row| row.category.as_deref().filter(|code| known.contains(code));
        let mut below: HashMap<Option<&'a str>, Vec<&'a Row>> = HashMap::new();
        for row in self.items().chain(categories.iter().copied()) {
            below.entry(above(row)).or_default().push(row);
        }
        let mut loose = Vec::new();
        let mut chapters = Vec::new();
        for row in below.remove(&None).unwrap_or_default() {
            if row.level == Level::Item {
                loose.push(row);
                continue;
            }
            let mut lines = Vec::new();
            hang(&row.code, &mut below, &mut lines);
            if !lines.is_empty() {
                chapters.push(Chapter { category: Some(row), lines });
            }
        }
        if !loose.is_empty() {
            chapters.push(Chapter { category: None, lines: loose });
        }
        chapters
    }
}

/// Everything under a category: its own items, then each category below it.
fn hang<'a>(code: &'a str, below: &mut HashMap<Option<&'a str>, Vec<&'a Row>>, lines: &mut Vec<&'a Row>) {
    for row in below.remove(&Some(code)).unwrap_or_default() {
        lines.push(row);
        if row.level != Level::Item {
            let heading = lines.len();
            hang(&row.code, below, lines);
            if lines.len() == heading {
                lines.pop();
            }
        }
    }
}

fn is_category(row: &Row) -> bool {
    matches!(row.level, Level::Category | Level::Subcategory)
}

#[cfg(test)]
mod tests {
    use super::Row;
    use crate::sample::Sample;

    #[test]
    fn lowest_categories_are_those_without_children() {
        let sample = Sample::koriyama();
        let lowest = sample.figures().lowest();
        assert_eq!(lowest.len(), 9);
        assert!(lowest.iter().all(|row| row.code.contains('.')));
        assert_eq!(sample.figures().below_target(), (5, 9));
    }

    fn codes(lines: &[&Row]) -> Vec<String> {
        lines.iter().map(|row| row.code.clone()).collect()
    }

    #[test]
    fn items_stand_under_their_categories_wherever_their_rows_are() {
        let mut sample = Sample::koriyama();
        sample.rows.sort_by_key(|row| row.level);
        let chapters = sample.figures().chapters();
        let tops: Vec<&str> = chapters.iter().filter_map(|chapter| Some(chapter.category?.code.as_str())).collect();
        assert_eq!(tops, ["1", "2", "3", "4"]);
        assert_eq!(codes(&chapters[3].lines), ["4.1", "Q34", "4.2", "Q43", "Q44"]);
    }

    #[test]
    fn an_item_directly_in_a_top_category_stands_before_the_deeper_ones() {
        let mut sample = Sample::koriyama();
        for row in sample.rows.iter_mut().filter(|row| row.code == "Q44") {
            row.category = Some("4".to_owned());
        }
        sample.rows.retain(|row| row.code != "Q34");
        let chapters = sample.figures().chapters();
        assert_eq!(codes(&chapters[3].lines), ["Q44", "4.2", "Q43"], "4.1 has no items left and no heading");
    }

    #[test]
    fn ranked_items_stand_by_score_and_withheld_ones_last() {
        let mut sample = Sample::koriyama();
        sample.withhold("Q43");
        let figures = sample.figures();
        let ranked = figures.ranked();
        assert_eq!(codes(&ranked[3].lines), ["Q34", "Q44", "Q43"]);
        assert_eq!(figures.dot_window().ends(), ("3.0".to_owned(), "5.0".to_owned()));
    }

    #[test]
    fn items_and_ranked_units_share_a_window_that_holds_what_is_drawn_of_them() {
        let mut sample = Sample::koriyama().with_segment("部局", "総務部").with_segment("部局", "環境部");
        sample.compared("総務部", "-1.10", 0.001, (1, 1, 2));
        sample.compared("環境部", "1.10", 0.001, (2, 2, 2));
        let ends = |sample: &Sample| sample.figures().dot_window().ends();
        // Items from 3.13 − 0.05 to 4.84 + 0.05.
        assert_eq!(ends(&sample), ("3.0".to_owned(), "5.0".to_owned()), "no units are ranked");
        sample.compared = Some(koe_core::release::Compared::default());
        // 2.96, and 5.16.
        assert_eq!(ends(&sample), ("2.5".to_owned(), "5.5".to_owned()));
        for row in sample.rows.iter_mut().filter(|row| row.level == koe_core::release::Level::Item) {
            (row.respondents, row.ci_low) = (Some(19), Some(1.2));
        }
        assert_eq!(ends(&sample), ("2.5".to_owned(), "5.5".to_owned()), "no interval under 20 respondents");
    }

    #[test]
    fn items_of_no_known_category_come_last() {
        let mut sample = Sample::koriyama();
        sample.rows[3].category = None;
        sample.rows[4].category = Some("9".to_owned());
        let chapters = sample.figures().chapters();
        assert_eq!(chapters.len(), 5);
        assert!(chapters[4].category.is_none());
        assert_eq!(codes(&chapters[4].lines), ["Q01", "Q05"]);
    }
}
