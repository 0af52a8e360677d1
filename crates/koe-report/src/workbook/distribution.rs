//! How the answers are spread over the points of the scale.

use std::ops::RangeInclusive;

use koe_core::release::Row;
use rust_xlsxwriter::{ChartDataLabelPosition, Workbook, XlsxError};

use super::native::{Axis, Cells, Drawing, Label, Series, Title};
use super::sheet::{Book, Heading, Listed, Place, Sheet};
use super::table::{Cell, Column, Line, Table};
use crate::shares::{INSIDE, shares};
use crate::theme::levels;
use crate::typeset;

/// Most points of a scale that a bar can tell apart.
const CHARTED: usize = 11;
/// The first column of a point: code and name stand before it.
const FIRST: u16 = 2;

pub(super) fn write(workbook: &mut Workbook, book: Book<'_>) -> Result<Vec<Listed>, XlsxError> {
    let sentences = book.sentences();
    let headline = sentences.distribution_headline();
    let mut notes = vec![sentences.distribution_note()];
    notes.extend(sentences.favorable_rule().map(str::to_owned));
    let heading = Heading { headline, notes, ..Heading::default() };
    let own = book.sheet_words;
    let tree = book.figures.tree();
    let items: Vec<&Row> = book.figures.items().collect();
    let rows: Vec<&Row> = tree.iter().chain(&items).copied().collect();
    let points = points(book, &rows);
    let name = book.words.answers_title;
    let table = table(book, &rows, &points).labelled();
    let (mut sheet, place) = Sheet::of_table(workbook, book, name, &heading, &table)?;
    let drawn = [&tree, &items].into_iter().any(|rows| can_be_drawn(book, rows, &points));
    if !drawn {
        sheet.say(&[own.no_chart])?;
    }
    sheet.close()?;
    let mut listed = vec![(name.into(), own.about_distribution.into())];
    if !drawn {
        return Ok(listed);
    }
    let mut sheet = Sheet::of_charts(workbook, book, own.distribution_chart, &heading)?;
    // Overall and the categories come first, then the items.
    let split = place.first + u32::try_from(tree.len()).unwrap_or(u32::MAX);
    let of_tree = (own.distribution_categories, Place { last: split.saturating_sub(1), ..place }, tree);
    let of_items = (own.distribution_items, Place { first: split, ..place }, items);
    for (title, place, rows) in [of_tree, of_items] {
        if can_be_drawn(book, &rows, &points) {
            // Excel measures a bar of 100 per cent as one.
            let axis = Axis { title: own.percent_axis.to_owned(), ends: (0.0, 1.0), step: 0.2, pattern: "0%" };
            let bare = book.bare(&rows);
            let drawing = Drawing { title: Title::Words(title), axis, series: series(&points), stacked: true };
            sheet.draw(&drawing, Cells { sheet: name, place, bare: &bare, no_bar: own.no_bar })?;
        }
    }
    sheet.close()?;
    listed.push((own.distribution_chart.into(), own.about_distribution_chart.into()));
    Ok(listed)
}

/// A series for each point, in the colour of its place on the scale; the figure
/// of a wide part stands inside.
fn series(points: &RangeInclusive<i32>) -> Vec<Series> {
    let fills = levels(points.clone().count());
    let label = |ink| Label { pattern: format!("[>={INSIDE}]0;;"), ink, position: ChartDataLabelPosition::Center };
    (FIRST..)
        .zip(fills)
        .map(|(column, fill)| Series { column, fill, label: label(fill.figure()), interval: None })
        .collect()
}

/// The points of the scale; where there are several scales, from the lowest
/// point of all to the highest.
fn points(book: Book<'_>, rows: &[&Row]) -> RangeInclusive<i32> {
    let own = book.figures.about.points.iter().map(|(point, _)| (*point, *point));
    let ends = rows.iter().filter_map(|row| {
        let first = row.first_point?;
        let more = i32::try_from(row.distribution.as_ref()?.len()).ok()?.checked_sub(1)?;
        Some((first, first.checked_add(more)?))
    });
    let all: Vec<(i32, i32)> = own.chain(ends).collect();
    match (all.iter().map(|(low, _)| *low).min(), all.iter().map(|(_, high)| *high).max()) {
        (Some(low), Some(high)) => low..=high,
        // Nothing to show: a range of no points.
        _ => RangeInclusive::new(1, 0),
    }
}

/// Whether one bar after the other means the same points: all on one scale.
fn can_be_drawn(book: Book<'_>, rows: &[&Row], points: &RangeInclusive<i32>) -> bool {
    let all = points.clone().count();
    let whole = |row: &&Row| match (&row.distribution, row.first_point) {
        (Some(counts), Some(first)) => first == *points.start() && counts.len() == all,
        _ => row.suppressed,
    };
    let shown = |row: &&Row| shares(row, &book.figures.about.favorable).is_some();
    all <= CHARTED && rows.iter().all(whole) && rows.iter().any(shown)
}

fn table(book: Book<'_>, rows: &[&Row], points: &RangeInclusive<i32>) -> Table {
    let (about, words) = (book.figures.about, book.words);
    let head = |at: i32| {
        let label = about.points.iter().find(|(own, _)| *own == at).and_then(|(_, label)| label.as_deref());
        Column::figures(&label.map_or_else(|| typeset::point(at), |label| format!("{} {label}", typeset::point(at))))
    };
    let mut columns = vec![Column::text(words.code), Column::text(&[words.category, words.item].join(book.slash()))];
    columns.extend(points.clone().map(head));
    columns.extend([words.favorable_percent, "n"].map(Column::figures));
    let line = |row: &&Row| {
        let parts = shares(row, &about.favorable).unwrap_or_default();
        let part = |point: i32| {
            let part = parts.iter().find(|share| share.point == point);
            part.map_or(Cell::Nothing, |share| Cell::part(share.percent, share.count))
        };
        let mut cells: Vec<Cell> = points.clone().map(part).collect();
        cells.extend([Cell::share(row.favorable, book.language), Cell::count(row.respondents)]);
        Line::of(row, book.language, cells)
    };
    Table { columns, lines: rows.iter().map(line).collect() }
}
