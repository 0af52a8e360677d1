//! Section 1: scores of the overall row and the category tree, with targets.

use koe_core::release::{Level, Row};
use koe_stats::Decimal;
use serde::Serialize;

use super::super::strip;
use super::axis::{Tick, ticks};
use super::{Caption, Mark, Name, n};
use crate::doubt::drawn_interval;
use crate::figures::Figures;
use crate::typeset::{NOTHING, figure, range, scale_range, signed};
use crate::window::Window;
use crate::wording::{Sentences, status, words};

#[derive(Serialize)]
pub(super) struct Scores {
    title: &'static str,
    note: &'static str,
    caption: Caption,
    scale: String,
    ticks: Vec<Tick>,
    rows: Vec<Score>,
    targets: bool,
    withheld: bool,
    over: bool,
    under: bool,
    /// What an open dot means.
    key_open: String,
    /// Which dots the key needs.
    intervals: bool,
    open: bool,
}

/// A row of the chart of scores.
#[derive(Serialize)]
struct Score {
    level: &'static str,
    /// Whether the row stays at the head when the table is sorted.
    fixed: bool,
    name: Name,
    shown: Option<Shown>,
}

#[derive(Serialize)]
struct Shown {
    score: Mark,
    /// Whether the axis is that of the score.
    placed: bool,
    n: String,
    /// Where the interval begins and ends; an open dot without one.
    ends: Option<(String, String)>,
    interval: String,
    target: Option<Mark>,
    gap: String,
    /// neg, zero or pos.
    sign: &'static str,
    status: &'static str,
}

impl Scores {
    pub(super) fn of(figures: Figures<'_>) -> Self {
        let language = figures.about.language;
        let sentences = Sentences::new(figures, language);
        let words = words(language);
        let window = Window::whole(figures.about.scale);
        let targets = figures.has_targets();
        let rows = figures.tree();
        let drawn: Vec<Score> = rows.iter().map(|row| score(row, &window, figures)).collect();
        let placed = || drawn.iter().filter_map(|row| row.shown.as_ref()).filter(|shown| shown.placed);
        let gaps = || rows.iter().filter_map(|row| row.gap_text);
        Self {
            title: if targets { words.gaps_title } else { words.scores_title },
            note: if targets { words.note_gaps } else { words.note_scores },
            caption: Caption { title: sentences.chart_headline(), subtitle: sentences.subtitle() },
            scale: scale_range(figures.about.scale, language),
            ticks: ticks(&window),
            targets,
            withheld: rows.iter().any(|row| row.suppressed),
            over: gaps().any(|gap| !gap.is_negative() && !gap.is_zero()),
            under: gaps().any(Decimal::is_negative),
            key_open: sentences.key_open(),
            intervals: placed().any(|shown| shown.ends.is_some()),
            open: placed().any(|shown| shown.ends.is_none()),
            rows: drawn,
        }
    }
}

fn score(row: &Row, window: &Window, figures: Figures<'_>) -> Score {
    let language = figures.about.language;
    let interval = drawn_interval(row, figures.about.decimals);
    let printed = interval.map(|(low, high)| range(&figure(low), &figure(high), language));
    let mark = |value: Decimal| Mark { at: strip::position(value, window), text: figure(value) };
    let shown = row.mean_text.filter(|_| !row.suppressed).map(|mean| Shown {
        score: mark(mean),
        placed: row.comparable,
        n: n(row),
        ends: interval.map(|(low, high)| (strip::position(low, window), strip::position(high, window))),
        interval: printed.unwrap_or_else(|| NOTHING.to_owned()),
        target: row.target_text.map(mark),
        gap: row.gap_text.map_or_else(|| NOTHING.to_owned(), signed),
        sign: match row.gap_text {
            Some(gap) if gap.is_negative() => "neg",
            Some(gap) if !gap.is_zero() => "pos",
            _ => "zero",
        },
        status: status(row, language),
    });
    Score {
        level: match row.level {
            Level::Overall => "lv-overall",
            Level::Category => "lv-category",
            _ if row.depth > 1 => "lv-subcategory deep",
            Level::Subcategory | Level::Item => "lv-subcategory",
        },
        fixed: row.level == Level::Overall,
        name: Name::of(row, language),
        shown,
    }
}
