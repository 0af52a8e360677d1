//! Two attributes crossed, a sheet for each pair: scores, then how many
//! respondents they are of, each with its margins.

use koe_core::release::{Level, Row};
use koe_stats::Decimal;
use rust_xlsxwriter::{Workbook, XlsxError};

use super::differences::n;
use super::formats::Number;
use super::sheet::{Book, Heading, Listed, Sheet};
use super::steps::{Tint, bounds};
use super::table::{Cell, Column, Line, Table};
use crate::segments::Cross;
use crate::wording::{compared_words, part_words};

/// Writes a sheet for each pair of attributes crossed.
pub(super) fn write(workbook: &mut Workbook, book: Book<'_>) -> Result<Vec<Listed>, XlsxError> {
    let pairs = book.figures.crosses();
    let mut listed = Vec::new();
    for (number, pair) in (1..).zip(&pairs) {
        let own = compared_words(book.language);
        // Names of the survey are no names of sheets.
        let name = if pairs.len() > 1 { format!("{}{number}", own.cross) } else { own.cross.to_owned() };
        one(workbook, book, &name, &book.figures.cross(*pair))?;
        listed.push((name.into(), book.sentences().cross_of(*pair).into()));
    }
    Ok(listed)
}

fn one(workbook: &mut Workbook, book: Book<'_>, name: &str, cross: &Cross<'_>) -> Result<(), XlsxError> {
    let sentences = book.sentences();
    let bounds = bounds(book.figures.about.scale);
    let compared = cross.cells().flatten().any(|row| row.comparison.is_some());
    let mut heading = Heading {
        headline: if compared { sentences.cross_headline(cross) } else { sentences.cross_of(cross.attributes) },
        notes: vec![sentences.cross_subtitle(cross)],
        ..Heading::default()
    };
    heading.notes.extend(compared.then(|| sentences.cross_colours().to_owned()));
    let table = table(book, cross, &bounds);
    let mut sheet = Sheet::over_table(workbook, book, name, &heading, &table)?;
    if compared {
        sheet.key(&bounds)?;
    }
    sheet.set(&table)?;
    sheet.close()
}

fn table(book: Book<'_>, cross: &Cross<'_>, bounds: &[Decimal; 3]) -> Table {
    let total = part_words(book.language).total;
    let mut columns: Vec<Column> = [compared_words(book.language).figure, cross.attributes[0]].map(Column::text).into();
    columns.extend(cross.columns.iter().chain([&total]).map(|value| Column::figures(value)));
    let coloured = |row: &Row| score(row, Some(bounds));
    let mut lines = part(book, cross, book.words.score, coloured, |row| score(row, None));
    lines.extend(part(book, cross, "n", |row| n(Some(row)), |row| n(Some(row))));
    Table { columns, lines }
}

/// One figure of every cell, and of the margins.
fn part(
    book: Book<'_>,
    cross: &Cross<'_>,
    figure: &str,
    cell: impl Fn(&Row) -> Cell,
    margin: impl Fn(&Row) -> Cell,
) -> Vec<Line> {
    let nobody = compared_words(book.language).nobody;
    let inner = |rows: &Option<&[Row]>| overall(*rows).map_or_else(|| Cell::Absent(nobody), &cell);
    let outer = |row: Option<&Row>| row.map_or(Cell::Nothing, &margin);
    let mut lines: Vec<Line> = Vec::new();
    for line in &cross.lines {
        let mut cells = vec![Cell::text(figure), Cell::text(line.name)];
        cells.extend(line.cells.iter().map(inner));
        cells.push(outer(overall(line.margin)));
        lines.push(Line { strong: false, indent: 0, cells });
    }
    let mut cells = vec![Cell::text(figure), Cell::text(part_words(book.language).total)];
    cells.extend(cross.margins.iter().map(|rows| outer(overall(*rows))));
    cells.push(outer(book.figures.overall()));
    lines.push(Line { strong: true, indent: 0, cells });
    lines
}

fn overall(rows: Option<&[Row]>) -> Option<&Row> {
    rows?.iter().find(|row| row.level == Level::Overall)
}

/// A score, on the ground of its difference from everyone where bounds are given.
fn score(row: &Row, bounds: Option<&[Decimal; 3]>) -> Cell {
    if row.suppressed {
        return Cell::Withheld;
    }
    let difference = row.comparison.as_ref().and_then(|own| own.difference_text);
    match (row.mean_text, difference, bounds) {
        (Some(mean), Some(by), Some(bounds)) => Cell::Tinted(mean, Number::Score, Tint::of(row, by, bounds)),
        (Some(mean), ..) => Cell::Tinted(mean, Number::Score, Tint::Plain),
        (None, ..) => Cell::Nothing,
    }
}
