//! Overall and top category scores, one line for each value of an attribute.

use koe_core::release::{Level, Row, Segment};
use rust_xlsxwriter::{Workbook, XlsxError};

use super::formats::Number;
use super::sheet::{Book, Heading, Listed, Sheet};
use super::table::{Cell, Column, Line, Table};
use crate::figures::Part;
use crate::segments::Unit;

/// Writes the sheet where any row is of a segment.
pub(super) fn write(workbook: &mut Workbook, book: Book<'_>) -> Result<Vec<Listed>, XlsxError> {
    if parts(book).len() < 2 {
        return Ok(Vec::new());
    }
    let own = book.sheet_words;
    let heading =
        Heading { headline: headline(book), notes: vec![book.sentences().segments_note()], ..Heading::default() };
    let (sheet, _) = Sheet::of_table(workbook, book, book.words.segments_title, &heading, &table(book))?;
    sheet.close()?;
    Ok(vec![(book.words.segments_title.into(), own.about_segments.into())])
}

/// The range of the overall scores of all units; of crosses, what they are.
fn headline(book: Book<'_>) -> String {
    let figures = book.figures;
    let units: Vec<Unit<'_>> =
        figures.attributes().into_iter().flat_map(|attribute| figures.units(attribute)).collect();
    if units.is_empty() {
        return book.sheet_words.segments_headline.to_owned();
    }
    book.sentences().units_headline(&book.words.attribute.to_lowercase(), &units)
}

/// Everyone first, then the segments as released.
fn parts(book: Book<'_>) -> Vec<Part<'_>> {
    let about = book.figures.about;
    let mut parts: Vec<Part<'_>> = book.figures.parts().into_iter().filter(|part| part.wave == about.wave).collect();
    parts.sort_by_key(|part| *part.segment != about.filter);
    parts
}

fn table(book: Book<'_>) -> Table {
    let words = book.words;
    let tops: Vec<&Row> = book.figures.top().collect();
    let mut columns: Vec<Column> = [words.attribute, book.sheet_words.value].map(Column::text).into();
    columns.extend(["n", words.overall].map(Column::figures));
    columns.extend(tops.iter().map(|row| Column::figures(&row.name)));
    Table { columns, lines: parts(book).iter().map(|part| line(book, part, &tops)).collect() }
}

fn line(book: Book<'_>, part: &Part<'_>, tops: &[&Row]) -> Line {
    let (attribute, value) = names(book, part.segment);
    let of = |level: Level, code: &str| part.rows.iter().find(|row| row.level == level && row.code == code);
    let overall = part.rows.iter().find(|row| row.level == Level::Overall);
    let score = |row: Option<&Row>| match row {
        Some(row) if row.suppressed => Cell::Withheld,
        row => Cell::number(row.and_then(|row| row.mean_text), Number::Score),
    };
    let n = if overall.is_some_and(|row| row.suppressed) {
        Cell::Withheld
    } else {
        Cell::count(overall.and_then(|row| row.respondents))
    };
    let mut cells = vec![Cell::text(&attribute), Cell::text(&value), n, score(overall)];
    cells.extend(tops.iter().map(|top| score(of(Level::Category, &top.code))));
    Line { strong: *part.segment == book.figures.about.filter, indent: 0, cells }
}

/// The attribute and its value; of crossed attributes all of them, without
/// those that everyone looked at shares.
pub(super) fn names(book: Book<'_>, segment: &Segment) -> (String, String) {
    let filter = &book.figures.about.filter;
    if segment == filter {
        return (book.words.overall.to_owned(), book.sentences().group(segment));
    }
    let own = || segment.0.iter().filter(|pair| !filter.0.contains(pair));
    let joined = |names: Vec<&str>| names.join(" × ");
    (joined(own().map(|(name, _)| name.as_str()).collect()), joined(own().map(|(_, value)| value.as_str()).collect()))
}
