//! Section 2: the items ranked under their categories.

use koe_core::release::Row;
use koe_stats::Decimal;
use serde::Serialize;

use super::super::strip;
use super::axis::{Cut, Line, Tick, ticks};
use super::{Caption, Mark, Name};
use crate::doubt::drawn_interval;
use crate::figures::{Chapter, Figures};
use crate::typeset::{NOTHING, figure, range};
use crate::window::Window;
use crate::wording::Sentences;

#[derive(Serialize)]
pub(super) struct Items {
    caption: Caption,
    cut: Option<Cut>,
    scale: String,
    ticks: Vec<Tick>,
    overall: Option<Line>,
    /// What an open dot means.
    key_open: String,
    groups: Vec<Group>,
    targets: bool,
    /// Which dots the key needs.
    intervals: bool,
    open: bool,
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
    target: Option<Mark>,
    /// Where the interval begins and ends; an open dot without one.
    ends: Option<(String, String)>,
    interval: String,
}

/// What every row is drawn against.
struct Ground<'a> {
    figures: Figures<'a>,
    window: Window,
    overall: Option<Decimal>,
}

impl Items {
    pub(super) fn of(figures: Figures<'_>) -> Self {
        let language = figures.about.language;
        let sentences = Sentences::new(figures, language);
        let ground = Ground::of(figures);
        let (low, high) = ground.window.ends();
        let groups = figures.ranked();
        let drawn: Vec<Group> = groups.iter().map(|chapter| group(chapter, &ground)).collect();
        let placed = || {
            drawn
                .iter()
                .flat_map(|group| &group.items)
                .filter_map(|item| item.shown.as_ref())
                .filter(|shown| shown.at.is_some())
        };
        Self {
            caption: Caption { title: sentences.items_headline(), subtitle: sentences.ranked_subtitle() },
            cut: sentences.cut(&ground.window).map(|text| Cut::of(text, &ground.window, figures.about.scale)),
            scale: range(&low, &high, language),
            ticks: ticks(&ground.window),
            overall: ground
                .overall
                .zip(sentences.overall_line())
                .map(|(mean, text)| Line::of(mean, text, &ground.window)),
            key_open: sentences.key_open(),
            targets: figures.items().any(|row| row.target_text.is_some()),
            intervals: placed().any(|shown| shown.ends.is_some()),
            open: placed().any(|shown| shown.ends.is_none()),
            withheld: figures.items().any(|row| row.suppressed)
                || groups.iter().any(|group| group.category.is_some_and(|row| row.suppressed)),
            groups: drawn,
        }
    }
}

impl<'a> Ground<'a> {
    fn of(figures: Figures<'a>) -> Self {
        let overall = figures.overall().and_then(|row| row.mean_text);
        Self { figures, window: figures.dot_window(), overall }
    }

    fn shown(&self, row: &Row, mean: Decimal) -> Shown {
        let about = self.figures.about;
        let position = |value: Decimal| strip::position(value, &self.window);
        let interval = drawn_interval(row, about.decimals);
        let printed = interval.map(|(low, high)| range(&figure(low), &figure(high), about.language));
        Shown {
            score: figure(mean),
            at: row.comparable.then(|| position(mean)),
            target: row.target_text.map(|target| Mark { at: position(target), text: figure(target) }),
            ends: interval.map(|(low, high)| (position(low), position(high))),
            interval: printed.unwrap_or_else(|| NOTHING.to_owned()),
        }
    }
}

fn group(chapter: &Chapter<'_>, ground: &Ground<'_>) -> Group {
    let language = ground.figures.about.language;
    let sentences = Sentences::new(ground.figures, language);
    let item = |row: &&Row| Item {
        name: Name::of(row, language),
        tags: sentences.item_tags(row),
        shown: row.mean_text.map(|mean| ground.shown(row, mean)),
    };
    let heading = |row: &Row| Heading { name: Name::of(row, language), score: row.mean_text.map(figure) };
    Group { heading: chapter.category.map(heading), items: chapter.lines.iter().map(item).collect() }
}
