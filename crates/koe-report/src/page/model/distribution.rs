//! Section 2, too: how answers fall on the points of the scale.

use koe_core::definition::Language;
use koe_core::release::{Level, Row};
use koe_stats::Decimal;
use serde::Serialize;

use super::{Caption, Name, n};
use crate::figures::Figures;
use crate::shares::{INSIDE, Share, Under, favorable_from, scales, shares, under};
use crate::theme::{level_name, levels};
use crate::typeset::{NOTHING, figure, percent};
use crate::wording::Sentences;

#[derive(Serialize)]
pub(super) struct Distributions {
    caption: Caption,
    /// The points of each scale among the rows; one in most surveys.
    keys: Vec<Vec<Point>>,
    /// What the line in a bar means, where a bar has one.
    line: Option<&'static str>,
    /// The header of the favorable shares, where there are any.
    column: Option<String>,
    /// What the shares of categories are, where they are no sums of parts.
    rule: Option<&'static str>,
    groups: Vec<Vec<Line>>,
    withheld: bool,
}

/// A point of the scale in the key.
#[derive(Serialize)]
struct Point {
    level: &'static str,
    text: String,
}

#[derive(Serialize)]
struct Line {
    kind: &'static str,
    /// Whether the row stays at the head of its group when the table is sorted.
    fixed: bool,
    name: Name,
    shown: Option<Shown>,
}

#[derive(Serialize)]
struct Shown {
    bar: Option<Bar>,
    /// Why there is no bar, where there is none.
    absent: String,
    favorable: String,
    /// What a share sorts by that is printed as less than one.
    sliver: bool,
    score: String,
    n: String,
}

/// A bar of a hundred parts; positions are whole per cent.
#[derive(Serialize)]
struct Bar {
    parts: Vec<Part>,
    /// Where the points are that nobody chose.
    ticks: Vec<u32>,
    empties: Vec<Empty>,
    /// Where the favorable part starts.
    favorable: Option<u32>,
    /// The bar in words.
    words: String,
}

#[derive(Serialize)]
struct Part {
    level: &'static str,
    at: u32,
    /// 0 for a share that is not zero and rounds to it.
    width: u32,
    middle: Option<String>,
}

/// The figure of points that nobody chose; of several where each would touch the
/// next.
#[derive(Serialize)]
struct Empty {
    at: u32,
    anchor: &'static str,
    text: String,
}

impl Distributions {
    pub(super) fn of(figures: Figures<'_>) -> Self {
        let sentences = Sentences::new(figures, figures.about.language);
        let groups = groups(figures);
        let lines = |rows: &Vec<&Row>| rows.iter().map(|row| line(row, figures)).collect();
        let rows = || groups.iter().flatten();
        let lined = rows().filter_map(|row| Bar::of(row, figures)).any(|bar| bar.favorable.is_some());
        Self {
            caption: Caption { title: sentences.distribution_headline(), subtitle: sentences.distribution_subtitle() },
            keys: keys(rows().copied(), sentences),
            line: lined.then(|| sentences.favorable_line()),
            column: rows().any(|row| row.favorable.is_some()).then(|| sentences.favorable_column()),
            rule: sentences.favorable_rule(),
            withheld: rows().any(|row| row.suppressed),
            groups: groups.iter().map(lines).collect(),
        }
    }
}

/// The overall row, then each top category with its items, highest first.
fn groups(figures: Figures<'_>) -> Vec<Vec<&Row>> {
    let overall = figures.overall().into_iter().collect();
    let chapters =
        figures.ranked().into_iter().map(|chapter| chapter.category.into_iter().chain(chapter.lines).collect());
    std::iter::once(overall).chain(chapters).collect()
}

/// The points of every scale that a bar is drawn on, in the order of the rows.
fn keys<'a>(rows: impl Iterator<Item = &'a Row>, sentences: Sentences<'_>) -> Vec<Vec<Point>> {
    let key = |scale: (i32, usize)| {
        let points = sentences.points(scale).into_iter().zip(levels(scale.1));
        points.map(|(text, ink)| Point { level: level_name(ink), text }).collect()
    };
    scales(rows).into_iter().map(key).collect()
}

fn line(row: &Row, figures: Figures<'_>) -> Line {
    let language = figures.about.language;
    Line {
        kind: match row.level {
            Level::Overall => "lv-overall",
            Level::Category | Level::Subcategory => "lv-category",
            Level::Item => "lv-item",
        },
        fixed: row.level != Level::Item,
        name: Name::of(row, language),
        shown: row.mean_text.map(|mean| shown(row, mean, figures, language)),
    }
}

fn shown(row: &Row, mean: Decimal, figures: Figures<'_>, language: Language) -> Shown {
    let favorable = row.favorable.and_then(|share| percent(share, language));
    let sliver = favorable.as_ref().is_some_and(|text| text.parse::<u32>().is_err());
    Shown {
        bar: Bar::of(row, figures),
        absent: Sentences::new(figures, language).no_bar(row),
        favorable: favorable.map_or_else(|| NOTHING.to_owned(), |share| format!("{share}%")),
        sliver,
        score: figure(mean),
        n: n(row),
    }
}

impl Bar {
    fn of(row: &Row, figures: Figures<'_>) -> Option<Self> {
        let sentences = Sentences::new(figures, figures.about.language);
        let shares = shares(row, &figures.about.favorable)?;
        let inks = levels(shares.len());
        let mut at = 0;
        let mut parts = Vec::new();
        let mut empty: Vec<(u32, &Share)> = Vec::new();
        for (share, ink) in shares.iter().zip(inks) {
            if share.count == 0 {
                empty.push((at, share));
            } else {
                let middle = (share.percent >= INSIDE).then(|| half(2 * at + share.percent));
                parts.push(Part { level: level_name(ink), at, width: share.percent, middle });
            }
            at += share.percent;
        }
        let ticks = empty.iter().map(|(at, _)| *at).collect();
        let empties = under(empty, |own| sentences.under(own)).into_iter().map(Empty::from).collect();
        Some(Self { parts, ticks, empties, favorable: favorable_from(&shares), words: sentences.bar(&shares) })
    }
}

impl From<Under> for Empty {
    /// Inside the bar.
    fn from(own: Under) -> Self {
        let half = own.room / 2;
        let (at, anchor) = match own.at {
            at if at < half => (0, "start"),
            at if at + half > 100 => (100, "end"),
            at => (at, "middle"),
        };
        Self { at, anchor, text: own.text }
    }
}

/// Half of a whole number: 94.5, 47.
fn half(twice: u32) -> String {
    if twice.is_multiple_of(2) { (twice / 2).to_string() } else { format!("{}.5", twice / 2) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sample::Sample;

    fn bar(counts: &[u64]) -> Bar {
        let mut sample = Sample::koriyama();
        sample.rows[0].distribution = Some(counts.to_vec());
        let figures = sample.figures();
        Bar::of(&sample.rows[0], figures).unwrap()
    }

    #[test]
    fn parts_stand_next_to_each_other_and_favorable_ones_behind_the_line() {
        // 45, 144, 384, 614, 551, 371 of 2,109: 2, 7, 18, 29, 26, 18 %.
        let bar = bar(&[45, 144, 384, 614, 551, 371]);
        let drawn: Vec<(u32, u32)> = bar.parts.iter().map(|part| (part.at, part.width)).collect();
        assert_eq!(drawn, [(0, 2), (2, 7), (9, 18), (27, 29), (56, 26), (82, 18)]);
        assert_eq!(bar.favorable, Some(56));
        let figures: Vec<Option<&str>> = bar.parts.iter().map(|part| part.middle.as_deref()).collect();
        assert_eq!(figures, [None, Some("5.5"), Some("18"), Some("41.5"), Some("69"), Some("91")]);
    }

    #[test]
    fn empty_points_keep_a_tick_and_few_answers_a_sliver() {
        let bar = bar(&[0, 0, 1, 999, 1000, 0]);
        let empties: Vec<(u32, &str, &str)> =
            bar.empties.iter().map(|empty| (empty.at, empty.anchor, empty.text.as_str())).collect();
        assert_eq!(empties, [(0, "start", "1〜2：0"), (100, "end", "0")]);
        assert_eq!(bar.ticks, [0, 0, 100]);
        assert_eq!((bar.parts[0].level, bar.parts[0].width), ("l3", 0));
    }
}
