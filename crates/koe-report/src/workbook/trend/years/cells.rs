//! The cells under the charts: a row for each year of each score.

use koe_stats::Decimal;

use crate::chart::plots::series::{Outcome, Path, Series};
use crate::typeset::one_line;
use crate::wording::trend::trend_words;
use crate::wording::{compared_words, part_words};
use crate::workbook::formats::Number;
use crate::workbook::table::{Cell, Column, Line, Table};
use crate::workbook::text::label;
use crate::workbook::trend::Told;

/// The columns.
pub(super) const NAME: u16 = 0;
pub(super) const YEAR: u16 = 1;
pub(super) const SCORE: u16 = 2;
pub(super) const ABOVE: u16 = 3;
pub(super) const BELOW: u16 = 4;
pub(super) const PATH: u16 = 5;
pub(super) const TARGET: u16 = 6;

pub(super) fn table(told: Told<'_>, all: &[&Series], years: (i32, i32)) -> Table {
    let book = told.book;
    let (trend, compared) = (trend_words(book.language), compared_words(book.language));
    let mut columns: Vec<Column> = [compared.name, trend.wave].map(Column::text).into();
    let figures = [book.words.score, compared.above, compared.below, trend.path, book.words.target];
    columns.extend(figures.map(Column::figures).map(Column::narrow));
    columns.push(Column::text(compared.remark));
    let lines = all.iter().flat_map(|series| (years.0..=years.1).map(|year| line(told, series, year)));
    Table { columns, lines: lines.collect() }
}

fn line(told: Told<'_>, series: &Series, year: i32) -> Line {
    let point = |value| Cell::point(value, Number::Score);
    let outcome = series.waves.iter().find(|wave| wave.year == year).map(|wave| wave.outcome);
    let score = series.score(year);
    let interval = match outcome {
        Some(Outcome::Score { interval, .. }) => interval,
        _ => None,
    };
    let is_withheld = outcome == Some(Outcome::Withheld);
    let ends = score.zip(interval);
    let target = series.path.as_ref().map(Path::target);
    Line {
        strong: false,
        indent: 0,
        cells: vec![
            Cell::Text(label(&series.name)),
            Cell::Text(one_line(&told.plots.year_lines(year).0)),
            if is_withheld { Cell::Hatched } else { point(score) },
            point(ends.map(|(score, (_, high))| high - score)),
            point(ends.map(|(score, (low, _))| score - low)),
            point(path(series, year)),
            point(target.filter(|(own, _)| *own == year).map(|(_, value)| value)),
            remark(told, series, year, outcome),
        ],
    }
}

/// The path in a year; where it begins, the score it begins at.
pub(super) fn path(series: &Series, year: i32) -> Option<Decimal> {
    let path = series.path.as_ref()?;
    if path.baseline.0 == year { Some(path.baseline.1) } else { path.at(year) }
}

/// Why a year has no score, or a score no interval.
fn remark(told: Told<'_>, series: &Series, year: i32, outcome: Option<Outcome>) -> Cell {
    let parts = part_words(told.book.language);
    match outcome {
        Some(Outcome::Withheld) => Cell::Withheld,
        Some(Outcome::NobodyAnswered) => Cell::Text(parts.nobody.to_owned()),
        Some(Outcome::Score { interval: None, .. }) => Cell::Text(told.plots.no_interval().to_owned()),
        None if series.not_held().contains(&year) => Cell::Text(parts.not_held.to_owned()),
        Some(Outcome::Score { .. }) | None => Cell::Gap,
    }
}
