//! Section 2: the items ranked under their categories.

use std::collections::BTreeSet;

use koe_core::definition::Language;
use koe_core::release::{CodeName, Row};
use koe_stats::Decimal;
use serde::Serialize;

use super::super::strip;
use super::axis::{Cut, Line, Tick, ticks};
use super::{Caption, Mark, Name};
use crate::figures::{Chapter, Figures};
use crate::typeset::{NOTHING, figure, interval_ends, range};
use crate::window::Window;
use crate::wording::{Sentences, only, words};

#[derive(Serialize)]
pub(super) struct Items {
    caption: Caption,
    cut: Option<Cut>,
    scale: String,
    ticks: Vec<Tick>,
    overall: Option<Line>,
    /// What filled and open dots mean, where there is a line to compare with.
    key: Option<[&'static str; 2]>,
    groups: Vec<Group>,
    targets: bool,
    intervals: bool,
    withheld: bool,
}

/// The items of a category under its heading.
#[derive(Serialize)]
struct Group {
    heading: Option<Heading>,
    items: Vec<Item>,
}

#[derive(Serialize)]
struct Heading {
    name: Name,
    /// Nothing where the category is withheld.
    score: Option<String>,
}

#[derive(Serialize)]
struct Item {
    name: Name,
    /// Whom the item is limited to, 最高 or 最低.
    tags: Vec<String>,
    shown: Option<Shown>,
}

#[derive(Serialize)]
struct Shown {
    score: String,
    /// Nothing where the item has another scale than the axis.
    at: Option<String>,
    /// At or above the overall score.
    filled: bool,
    target: Option<Mark>,
    /// Where the interval begins and ends.
    ends: Option<(String, String)>,
    interval: String,
}

/// What every row is drawn against.
struct Ground<'a> {
    figures: Figures<'a>,
    window: Window,
    overall: Option<Decimal>,
    highest: BTreeSet<&'a str>,
    lowest: BTreeSet<&'a str>,
}

impl Items {
    pub(super) fn of(figures: Figures<'_>) -> Self {
        let language = figures.about.language;
        let sentences = Sentences::new(figures, language);
        let ground = Ground::of(figures);
        let (low, high) = ground.window.ends();
        let groups = figures.ranked();
        Self {
            caption: Caption { title: sentences.items_headline(), subtitle: sentences.ranked_subtitle() },
            cut: sentences.cut(&ground.window).map(|text| Cut::of(text, &ground.window, figures.about.scale)),
            scale: range(&low, &high, language),
            ticks: ticks(&ground.window),
            overall: ground
                .overall
                .zip(sentences.overall_line())
                .map(|(mean, text)| Line::of(mean, text, &ground.window)),
            key: ground.overall.map(|_| sentences.ranked_key()),
            targets: figures.items().any(|row| row.target_text.is_some()),
            intervals: figures.items().any(|row| row.comparable && row.ci_low.is_some()),
            withheld: figures.items().any(|row| row.suppressed)
                || groups.iter().any(|group| group.category.is_some_and(|row| row.suppressed)),
            groups: groups.iter().map(|chapter| group(chapter, &ground)).collect(),
        }
    }
}

impl<'a> Ground<'a> {
    fn of(figures: Figures<'a>) -> Self {
        let codes =
            |named: &'a [CodeName]| -> BTreeSet<&'a str> { named.iter().map(|named| named.code.as_str()).collect() };
        let (highest, lowest) = figures
            .overall_extremes()
            .filter(|extremes| extremes.highest != extremes.lowest)
            .map(|extremes| (codes(&extremes.highest), codes(&extremes.lowest)))
            .unwrap_or_default();
        let overall = figures.overall().and_then(|row| row.mean_text);
        Self { figures, window: figures.item_window(), overall, highest, lowest }
    }

    fn tags(&self, row: &Row, language: Language) -> Vec<String> {
        let words = words(language);
        let extreme = match row.code.as_str() {
            code if self.highest.contains(code) => Some(words.highest.to_owned()),
            code if self.lowest.contains(code) => Some(words.lowest.to_owned()),
            _ => None,
        };
        only(&row.applies_to, language).into_iter().chain(extreme.filter(|_| !row.suppressed)).collect()
    }

    fn shown(&self, row: &Row, mean: Decimal) -> Shown {
        let about = self.figures.about;
        let position = |value: Decimal| strip::position(value, &self.window);
        let interval = interval_ends(row, about.decimals);
        let printed = interval.map(|(low, high)| range(&figure(low), &figure(high), about.language));
        Shown {
            score: figure(mean),
            at: row.comparable.then(|| position(mean)),
            filled: self.overall.is_none_or(|overall| mean >= overall),
            target: row.target_text.map(|target| Mark { at: position(target), text: figure(target) }),
            ends: interval.map(|(low, high)| (position(low), position(high))),
            interval: printed.unwrap_or_else(|| NOTHING.to_owned()),
        }
    }
}

fn group(chapter: &Chapter<'_>, ground: &Ground<'_>) -> Group {
    let language = ground.figures.about.language;
    let item = |row: &&Row| Item {
        name: Name::of(row, language),
        tags: ground.tags(row, language),
        shown: row.mean_text.map(|mean| ground.shown(row, mean)),
    };
    let heading = |row: &Row| Heading { name: Name::of(row, language), score: row.mean_text.map(figure) };
    Group { heading: chapter.category.map(heading), items: chapter.lines.iter().map(item).collect() }
}
