//! How many of those invited answered, one line for each value of an attribute.

use koe_core::release::{ResponseRate, ResponseState};
use rust_xlsxwriter::{Workbook, XlsxError};

use super::formats::Number;
use super::sheet::{Book, Heading, Listed, Sheet};
use super::table::{Cell, Column, Line, Table};
use crate::wording::{remark, response_words};

/// Writes the sheet where there are response rates by an attribute.
pub(super) fn write(workbook: &mut Workbook, book: Book<'_>) -> Result<Vec<Listed>, XlsxError> {
    let own = response_words(book.language);
    let sentences = book.sentences();
    let groupings = book.figures.groupings();
    if groupings.is_empty() {
        return Ok(Vec::new());
    }
    let headlines: Vec<String> = groupings.iter().map(|by| sentences.rates_headline(by)).collect();
    let heading = match headlines.as_slice() {
        [one] => Heading { headline: one.clone(), notes: vec![sentences.rates_note()], ..Heading::default() },
        _ => Heading {
            headline: own.everyone_answered.to_owned(),
            notes: headlines.into_iter().chain([sentences.rates_note()]).collect(),
            ..Heading::default()
        },
    };
    let (sheet, _) = Sheet::of_table(workbook, book, own.rates, &heading, &table(book))?;
    sheet.close()?;
    Ok(vec![(own.rates.into(), own.about.into())])
}

fn table(book: Book<'_>) -> Table {
    let own = response_words(book.language);
    let mut columns: Vec<Column> = [book.words.attribute, book.sheet_words.value].map(Column::text).into();
    columns.extend([own.invited, book.words.respondents, own.rate].map(Column::figures));
    columns.push(Column::text(own.remark));
    let filter = &book.figures.about.filter;
    let everyone = book.figures.response_of_everyone().map(|rate| {
        let names = (book.words.overall.to_owned(), book.sentences().group(filter));
        line(book, rate, names, true)
    });
    let groupings = book.figures.groupings();
    let groups = groupings.iter().flat_map(|by| {
        by.groups.iter().map(|group| line(book, group.rate, (by.name.clone(), group.name.clone()), false))
    });
    Table { columns, lines: everyone.into_iter().chain(groups).collect() }
}

fn line(book: Book<'_>, rate: &ResponseRate, (attribute, value): (String, String), strong: bool) -> Line {
    let places = book.figures.about.percent_decimals;
    let figures = [
        Cell::count(rate.invited),
        Cell::count(rate.respondents),
        Cell::number(rate.response_rate_text, Number::Fixed(places)),
    ];
    let withheld = rate.state == ResponseState::Withheld;
    let mut cells = vec![Cell::text(&attribute), Cell::text(&value)];
    cells.extend(figures.map(|cell| if withheld { Cell::Withheld } else { cell }));
    cells.push(Cell::Text(remark(rate, book.language)));
    Line { strong, indent: 0, cells }
}
