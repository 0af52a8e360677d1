//! Section 2: the items under their categories.

use std::collections::BTreeSet;

use koe_core::definition::Language;
use koe_core::release::{Level, Row};
use koe_stats::Decimal;
use serde::Serialize;

use super::{Caption, tongue};
use crate::figures::Figures;
use crate::typeset::{NOTHING, count, figure, interval, one_line, percent};
use crate::wording::{Sentences, only, words};

#[derive(Serialize)]
pub(super) struct Items {
    caption: Caption,
    chapters: Vec<Chapter>,
}

/// The items of one top category under its heading.
#[derive(Serialize)]
struct Chapter {
    lines: Vec<Line>,
}

/// An item, or a category as the heading of its items.
#[derive(Serialize)]
struct Line {
    /// grp for a top category, subgrp for a deeper one, nothing for an item.
    heading: &'static str,
    code: String,
    name: String,
    tongue: Option<&'static str>,
    /// Whom the item is limited to, 最高 or 最低.
    tags: Vec<String>,
    shown: Option<Numbers>,
}

#[derive(Serialize)]
struct Numbers {
    n: String,
    score: String,
    interval: String,
    favorable: String,
}

impl Items {
    pub(super) fn of(figures: Figures<'_>, language: Language) -> Self {
        let sentences = Sentences::new(figures, language);
        Self {
            caption: Caption { title: sentences.items_headline(), subtitle: sentences.items_subtitle() },
            chapters: chapters(figures, language),
        }
    }
}

fn chapters(figures: Figures<'_>, language: Language) -> Vec<Chapter> {
    let words = words(language);
    let codes = |named: &[koe_core::release::CodeName]| -> BTreeSet<String> {
        named.iter().map(|named| named.code.clone()).collect()
    };
    let (highest, lowest) = figures
        .overall_extremes()
        .filter(|extremes| extremes.highest != extremes.lowest)
        .map(|extremes| (codes(&extremes.highest), codes(&extremes.lowest)))
        .unwrap_or_default();
    let line = |row: &Row| {
        let item = row.level == Level::Item;
        let extreme = match row.code.as_str() {
            code if highest.contains(code) => Some(words.highest.to_owned()),
            code if lowest.contains(code) => Some(words.lowest.to_owned()),
            _ => None,
        };
        Line {
            heading: match row.level {
                Level::Item => "",
                Level::Category | Level::Overall => "grp",
                Level::Subcategory => "subgrp",
            },
            code: one_line(&row.code),
            name: one_line(&row.name),
            tongue: tongue(&row.name, language),
            tags: only(&row.applies_to, language).into_iter().chain(extreme.filter(|_| item)).collect(),
            shown: row.mean_text.filter(|_| !row.suppressed).map(|mean| numbers(row, mean, figures, language)),
        }
    };
    let chapter = |chapter: &crate::figures::Chapter<'_>| Chapter {
        lines: chapter.category.iter().chain(&chapter.lines).map(|row| line(row)).collect(),
    };
    figures.chapters().iter().map(chapter).collect()
}

fn numbers(row: &Row, mean: Decimal, figures: Figures<'_>, language: Language) -> Numbers {
    let interval =
        row.ci_low.zip(row.ci_high).and_then(|(low, high)| interval(low, high, figures.about.decimals, language));
    let nothing = || NOTHING.to_owned();
    Numbers {
        n: row.respondents.map_or_else(nothing, count),
        score: figure(mean),
        interval: interval.unwrap_or_else(nothing),
        favorable: row.favorable.and_then(|share| percent(share, language)).unwrap_or_else(nothing),
    }
}
