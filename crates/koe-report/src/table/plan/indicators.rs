//! Indicators between their baseline and their target.

use koe_core::plan::{Attainment, Indicator, Standing};
use koe_stats::Decimal;

use super::super::sheet::{Block, Cell, Column, Ink, Line, Table, Weight};
use super::Written;
use crate::typeset::NOTHING;
use crate::wording::plan::{dated, direction, plan_words, standing, standings};
use crate::wording::{part_words, words};

/// All standings, in the order they are counted in.
const STANDINGS: [Standing; 8] = [
    Standing::Met,
    Standing::Held,
    Standing::OnPath,
    Standing::Behind,
    Standing::Retreated,
    Standing::Below,
    Standing::NotReported,
    Standing::Withheld,
];

type Row<'a> = (&'a Indicator, Attainment);

/// A table with a heading a group, then how many stand how.
pub(super) fn add(blocks: &mut Vec<Block>, indicators: &[Indicator], written: Written) {
    let own = plan_words(written.language);
    let rows: Vec<Row<'_>> = indicators.iter().map(|own| (own, own.attainment(written.view.until))).collect();
    blocks.push(Block::Heading(own.indicators.to_owned()));
    blocks.push(Block::Table(table(&rows, written)));
    let mut lines = vec![counted(&rows, written)];
    let has = |is_there: fn(&Attainment) -> bool| rows.iter().any(|(_, attainment)| is_there(attainment));
    if has(|attainment| attainment.percent.is_some()) {
        lines.push(own.note_attainment.to_owned());
    }
    if has(|attainment| attainment.path.is_some()) {
        lines.push(own.note_path.to_owned());
    }
    blocks.push(Block::Lines(lines));
}

fn table(rows: &[Row<'_>], written: Written) -> Table {
    let (words, parts, own) = (words(written.language), part_words(written.language), plan_words(written.language));
    let baseline = Dated::new(rows.iter().map(|(own, _)| own.baseline.and(own.baseline_year)), written);
    let now = Dated::new(rows.iter().map(|(_, own)| own.year), written);
    let target = Dated::new(rows.iter().map(|(own, _)| own.target_year), written);
    let mut columns = vec![Column::left(parts.indicator), Column::left(parts.unit), Column::left(parts.direction)];
    baseline.head(&mut columns, parts.baseline);
    now.head(&mut columns, parts.now);
    columns.push(Column::right(own.path));
    target.head(&mut columns, words.target);
    columns.extend([Column::right(own.attainment), Column::left(words.status)]);

    let mut lines = Vec::new();
    for group in groups(rows) {
        if !group.is_empty() {
            lines.push(Line { weight: Weight::Strong, cells: vec![Cell::plain(group)] });
        }
        for (indicator, attainment) in rows.iter().filter(|(indicator, _)| indicator.group() == group) {
            let is_short = matches!(attainment.standing, Standing::Behind | Standing::Retreated | Standing::Below);
            let ink = match attainment.standing {
                _ if is_short => Ink::Below,
                Standing::NotReported | Standing::Withheld => Ink::Faint,
                _ => Ink::Plain,
            };
            let name = Cell { indent: usize::from(!group.is_empty()), ..Cell::plain(&indicator.name) };
            let mut cells =
                vec![name, Cell::plain(&indicator.unit), Cell::plain(direction(indicator, written.language))];
            baseline.cells(&mut cells, indicator.baseline, indicator.baseline_year);
            now.cells(&mut cells, attainment.actual, attainment.year);
            cells.push(figure(attainment.path));
            target.cells(&mut cells, Some(indicator.target), indicator.target_year);
            cells.push(figure(attainment.percent));
            cells.push(Cell::plain(standing(indicator, attainment.standing, written.language)).ink(ink));
            lines.push(Line { weight: Weight::Plain, cells });
        }
    }
    Table { columns, lines }
}

/// The groups, in the order of the file.
fn groups<'a>(rows: &[Row<'a>]) -> Vec<&'a str> {
    let mut groups = Vec::new();
    for (indicator, _) in rows {
        if !groups.contains(&indicator.group()) {
            groups.push(indicator.group());
        }
    }
    groups
}

fn counted(rows: &[Row<'_>], written: Written) -> String {
    let mut counted: Vec<(&'static str, usize)> = Vec::new();
    for expected in STANDINGS {
        for (indicator, _) in rows.iter().filter(|(_, own)| own.standing == expected) {
            let word = standing(indicator, expected, written.language);
            match counted.iter_mut().find(|(other, _)| *other == word) {
                Some((_, count)) => *count += 1,
                None => counted.push((word, 1)),
            }
        }
    }
    standings(&counted, rows.len(), written.language)
}

/// A column of figures: its year is in the head where all have the same, and
/// beside each figure where they have not.
struct Dated {
    years: Vec<i32>,
    written: Written,
}

impl Dated {
    fn new(years: impl Iterator<Item = Option<i32>>, written: Written) -> Self {
        let mut years: Vec<i32> = years.flatten().collect();
        years.sort_unstable();
        years.dedup();
        Self { years, written }
    }

    fn head(&self, columns: &mut Vec<Column>, label: &str) {
        match self.years.as_slice() {
            [] => columns.push(Column::right(label)),
            [year] => {
                columns.push(Column::right(dated(label, &self.written.year(*year), self.written.language)));
            }
            _ => columns.extend([Column::right(label), Column::left(plan_words(self.written.language).year)]),
        }
    }

    fn cells(&self, cells: &mut Vec<Cell>, value: Option<Decimal>, year: Option<i32>) {
        cells.push(figure(value));
        if self.years.len() > 1 {
            let year = year.map(|year| self.written.year(year));
            cells.push(Cell::plain(year.unwrap_or_default()).ink(Ink::Faint));
        }
    }
}

/// Copied figures must stay numbers, so they keep the ASCII minus.
fn figure(value: Option<Decimal>) -> Cell {
    Cell::plain(value.map_or_else(|| NOTHING.to_owned(), |value| value.to_string()))
}
