//! Indicators between their baseline and their target.

use koe_core::plan::{Attainment, Indicator, Standing};
use koe_stats::Decimal;

use super::super::sheet::{Block, Cell, Column, Ink, Line, Table, Weight};
use crate::outlook::{self, Dates, Outlook, groups, lines};
use crate::typeset::NOTHING;
use crate::wording::plan::{dated, direction, plan_words};
use crate::wording::{part_words, words};

/// A table with a heading a group, then how many stand how.
pub(super) fn add(blocks: &mut Vec<Block>, indicators: &[Indicator], written: Outlook<'_>) {
    let own = plan_words(written.language);
    let rows = lines(indicators);
    blocks.push(Block::Heading(own.indicators.to_owned()));
    blocks.push(Block::Table(table(&rows, written)));
    let mut lines = vec![written.counted(&rows)];
    let has = |is_there: fn(&Attainment) -> bool| rows.iter().any(|row| is_there(&row.attainment));
    if has(|attainment| attainment.percent.is_some()) {
        lines.push(own.note_attainment.to_owned());
    }
    if has(|attainment| attainment.path.is_some()) {
        lines.push(own.note_path.to_owned());
    }
    blocks.push(Block::Lines(lines));
}

fn table(rows: &[outlook::Line<'_>], written: Outlook<'_>) -> Table {
    let (words, parts, own) = (words(written.language), part_words(written.language), plan_words(written.language));
    let [baseline, now, target] = Dates::of_columns(rows).map(|dates| Dated { dates, written });
    let mut columns = vec![Column::left(parts.indicator), Column::left(parts.unit), Column::left(parts.direction)];
    baseline.head(&mut columns, parts.baseline);
    now.head(&mut columns, parts.now);
    columns.push(Column::right(own.path));
    target.head(&mut columns, words.target);
    columns.extend([Column::right(own.attainment), Column::left(words.status)]);

    let mut lines = Vec::new();
    for group in groups(rows) {
        if !group.name.is_empty() {
            lines.push(Line { weight: Weight::Strong, cells: vec![Cell::plain(group.name)] });
        }
        for row in group.lines {
            let outlook::Line { indicator, attainment } = row;
            let ink = match attainment.standing {
                _ if row.is_short() => Ink::Below,
                Standing::NotReported | Standing::Withheld => Ink::Faint,
                _ => Ink::Plain,
            };
            let name = Cell { indent: usize::from(!group.name.is_empty()), ..Cell::plain(&indicator.name) };
            let mut cells =
                vec![name, Cell::plain(&indicator.unit), Cell::plain(direction(indicator, written.language))];
            baseline.cells(&mut cells, indicator.baseline, indicator.baseline_year);
            now.cells(&mut cells, attainment.actual, attainment.year);
            cells.push(figure(attainment.path));
            target.cells(&mut cells, Some(indicator.target), indicator.target_year);
            cells.push(figure(attainment.percent));
            cells.push(Cell::plain(written.status(row)).ink(ink));
            lines.push(Line { weight: Weight::Plain, cells });
        }
    }
    Table { columns, lines }
}

/// A column of figures with their years.
struct Dated<'a> {
    dates: Dates,
    written: Outlook<'a>,
}

impl Dated<'_> {
    fn head(&self, columns: &mut Vec<Column>, label: &str) {
        match self.dates.one() {
            Some(year) => columns.push(Column::right(dated(label, &self.written.year(year), self.written.language))),
            None => columns.push(Column::right(label)),
        }
        if self.dates.differ() {
            columns.push(Column::left(plan_words(self.written.language).year));
        }
    }

    fn cells(&self, cells: &mut Vec<Cell>, value: Option<Decimal>, year: Option<i32>) {
        cells.push(figure(value));
        if self.dates.differ() {
            let year = year.map(|year| self.written.year(year));
            cells.push(Cell::plain(year.unwrap_or_default()).ink(Ink::Faint));
        }
    }
}

/// Copied figures must stay numbers, so they keep the ASCII minus.
fn figure(value: Option<Decimal>) -> Cell {
    Cell::plain(value.map_or_else(|| NOTHING.to_owned(), |value| value.to_string()))
}
