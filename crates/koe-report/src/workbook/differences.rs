//! Units × categories, as differences from everyone: a block for each attribute
//! under everyone's scores.

use koe_core::compare::Test;
use koe_core::release::{Level, Row};
use rust_xlsxwriter::{Workbook, XlsxError};

use super::formats::Number;
use super::sheet::{Book, Heading, Listed, Sheet};
use super::table::{Cell, Column, Line, Table};
use crate::segments::Unit;
use crate::steps::{Bounds, Tint};
use crate::wording::compare::{compare_words, omnibus};
use crate::wording::{compared_words, difference_colours, part_words};

/// Writes the sheet where units are compared.
pub(super) fn write(workbook: &mut Workbook, book: Book<'_>) -> Result<Vec<Listed>, XlsxError> {
    let blocks = blocks(book);
    if blocks.iter().all(|(_, units)| units.iter().flat_map(|unit| unit.rows).all(|row| row.comparison.is_none())) {
        return Ok(Vec::new());
    }
    let (own, sentences) = (compared_words(book.language), book.sentences());
    let bounds = Bounds::of(book.figures.about.scale);
    let mut headlines = blocks.iter().map(|(attribute, units)| sentences.differences_headline(attribute, units));
    let all: Vec<Unit<'_>> = blocks.iter().flat_map(|(_, units)| units).copied().collect();
    let heading = Heading {
        headline: headlines.next().unwrap_or_default(),
        findings: headlines.collect(),
        notes: vec![sentences.differences_subtitle(&all), difference_colours(&bounds, book.language)],
    };
    let table = table(book, &blocks, &bounds);
    let mut sheet = Sheet::over_table(workbook, book, own.differences, &heading, &table)?;
    sheet.key(&bounds)?;
    sheet.set(&table)?;
    sheet.say(&tests(book))?;
    sheet.close()?;
    Ok(vec![(own.differences.into(), own.about_differences.into())])
}

/// The attributes with their units, in their own order.
pub(super) fn blocks(book: Book<'_>) -> Vec<(&str, Vec<Unit<'_>>)> {
    let figures = book.figures;
    figures.attributes().into_iter().map(|attribute| (attribute, figures.units(attribute))).collect()
}

fn table(book: Book<'_>, blocks: &[(&str, Vec<Unit<'_>>)], bounds: &Bounds) -> Table {
    let figures = book.figures;
    let lines: Vec<&Row> = figures.overall().into_iter().chain(figures.top()).collect();
    let mut columns: Vec<Column> = [book.words.attribute, compare_words(book.language).unit].map(Column::text).into();
    columns.push(Column::figures("n"));
    columns.extend(lines.iter().map(|row| match row.level {
        Level::Overall => Column::figures(book.words.overall),
        _ => Column::figures(&row.name),
    }));
    let of_block = |(attribute, units): &(&str, Vec<Unit<'_>>)| {
        let everyone = everyone(book, attribute, &lines);
        let units = units.iter().map(|unit| {
            let differences = lines.iter().map(|of| difference(unit.row(of), bounds));
            let cells = [Cell::text(attribute), Cell::text(unit.name), n(unit.overall())];
            Line { strong: false, indent: 0, cells: cells.into_iter().chain(differences).collect() }
        });
        std::iter::once(everyone).chain(units).collect::<Vec<_>>()
    };
    Table { columns, lines: blocks.iter().flat_map(of_block).collect() }
}

/// Everyone's scores, which the differences under them are from.
fn everyone(book: Book<'_>, attribute: &str, lines: &[&Row]) -> Line {
    let score = |row: &&Row| match row.suppressed {
        true => Cell::Withheld,
        false => row.mean_text.map_or(Cell::Nothing, |mean| Cell::Tinted(mean, Number::Score, Tint::Plain)),
    };
    let name = part_words(book.language).everyone_score;
    let mut cells = vec![Cell::text(attribute), Cell::text(name), n(lines.first().copied())];
    cells.extend(lines.iter().map(score));
    Line { strong: true, indent: 0, cells }
}

/// The respondents of an overall row, set as the differences beside them.
pub(super) fn n(overall: Option<&Row>) -> Cell {
    match overall {
        Some(row) if row.suppressed => Cell::Withheld,
        row => match Cell::count(row.and_then(|row| row.respondents)) {
            Cell::Number(count, number) => Cell::Tinted(count, number, Tint::Plain),
            other => other,
        },
    }
}

fn difference(row: Option<&Row>, bounds: &Bounds) -> Cell {
    let Some(row) = row else { return Cell::Nothing };
    if row.suppressed {
        return Cell::Withheld;
    }
    let printed = row.comparison.as_ref().and_then(|own| own.difference_text);
    printed.map_or(Cell::Nothing, |by| Cell::Tinted(by, Number::Gap, Tint::of(row, bounds)))
}

/// The test of the overall score over all units of each attribute.
fn tests(book: Book<'_>) -> Vec<String> {
    let all = book.figures.compared.into_iter().flat_map(|compared| &compared.omnibus);
    let own =
        all.filter(|test| test.level == Level::Overall && test.test == Test::WelchAnova && test.attributes.len() == 1);
    own.filter_map(|test| omnibus(test, book.language)).collect()
}
