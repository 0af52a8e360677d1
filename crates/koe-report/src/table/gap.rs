//! The sheet of `koe gap`.

use koe_core::definition::Language;
use koe_core::release::{About, Level, Row};
use koe_stats::Decimal;

use super::response;
use super::sheet::{Block, Cell, Column, Ink, Line, Sheet, Table, heading, title};
use crate::figures::Figures;
use crate::typeset::NOTHING;
use crate::wording::{Sentences, status, words, year};

/// Score, target, gap and status of every category and of every item that has
/// a target; then, once, the path by year, and at most three sentences.
pub(super) fn sheet(figures: Figures<'_>, language: Language) -> Sheet {
    let words = words(language);
    let mut blocks = vec![title(figures, language)];
    for part in figures.parts() {
        blocks.extend(heading(&part, figures, language));
        let rows = part.rows.iter().filter(|row| row.level != Level::Item || row.target_text.is_some());
        blocks.push(Block::Table(table(rows, language)));
        // Everyone's path is that of every segment; once is enough.
        let own = (part.segment == &figures.about.filter).then_some(part.rows);
        if let Some(path) = own.and_then(|rows| path(rows, figures.about, language)) {
            blocks.push(Block::Heading(words.path.to_owned()));
            blocks.push(Block::Table(path));
        }
    }
    blocks.extend(response::blocks(figures, language));
    let mut lines = Sentences::new(figures, language).summary();
    if !figures.has_targets() {
        lines.push(words.no_targets.to_owned());
    }
    blocks.push(Block::Lines(lines));
    Sheet { blocks }
}

fn table<'a>(rows: impl Iterator<Item = &'a Row>, language: Language) -> Table {
    let words = words(language);
    let columns = vec![
        Column::left(words.code),
        Column::left(words.category),
        Column::right(words.score),
        Column::right(words.target),
        Column::right(words.gap),
        Column::left(words.status),
    ];
    let lines = rows
        .map(|row| {
            let mut line = Line::of(row, language);
            if row.suppressed {
                return line.withheld(language);
            }
            let below = row.gap_text.is_some_and(Decimal::is_negative);
            let ink = if below { Ink::Below } else { Ink::Plain };
            let status = match row.target_text {
                Some(_) => Cell::plain(status(row, language)).ink(ink),
                None => Cell::plain(words.no_target).ink(Ink::Faint),
            };
            line.cells.extend([figure(row.mean_text), figure(row.target_text), gap(row.gap_text).ink(ink), status]);
            line
        })
        .collect();
    Table { columns, lines }
}

/// Copied figures must stay numbers, so the terminal and Markdown keep the
/// ASCII minus.
fn figure(value: Option<Decimal>) -> Cell {
    Cell::plain(value.map_or_else(|| NOTHING.to_owned(), |value| value.to_string()))
}

fn gap(value: Option<Decimal>) -> Cell {
    match value {
        Some(gap) if !gap.is_negative() && !gap.is_zero() => Cell::plain(format!("+{gap}")),
        other => figure(other),
    }
}

/// The path of every category that has one, a column for each year.
fn path(rows: &[Row], about: &About, language: Language) -> Option<Table> {
    let words = words(language);
    let with_path: Vec<(&Row, _)> = rows
        .iter()
        .filter(|row| row.level != Level::Item)
        .filter_map(|row| Some((row, row.path.as_ref()?)))
        .filter(|(_, path)| !path.is_empty())
        .collect();
    let mut years: Vec<i32> = with_path.iter().flat_map(|(_, path)| path.iter().map(|point| point.year)).collect();
    years.sort_unstable();
    years.dedup();
    if years.is_empty() {
        return None;
    }
    let mut columns = vec![Column::left(words.code), Column::left(words.category)];
    columns.extend(years.iter().map(|&western| Column::right(year(western, language, about.years))));
    let lines = with_path
        .into_iter()
        .map(|(row, path)| {
            let mut line = Line::of(row, language);
            line.cells.extend(
                years.iter().map(|year| figure(path.iter().find(|point| point.year == *year).map(|point| point.text))),
            );
            line
        })
        .collect();
    Some(Table { columns, lines })
}
