//! Every unit and cross against everyone, a row for each score: categories on a
//! sheet under the findings, items on another.

use koe_core::release::{Comparison, Level, Row};
use rust_xlsxwriter::{Workbook, XlsxError};

use super::formats::Number;
use super::segments::names;
use super::sheet::{Book, Heading, Listed, Sheet};
use super::table::{Cell, Column, Line, Table};
use crate::ranking::FEW;
use crate::typeset::printed;
use crate::verdict::{Verdict, p_text};
use crate::wording::compare::{compare_words, notes, verdict};
use crate::wording::{compared_words, level, opposite_signs};

/// Rows from which a sheet is of no use; `scores.csv` has them all.
const MOST: usize = 100_000;
/// Digits after the point of a p-value, and of an effect or a chance.
const P: u32 = 3;
const EFFECT: u32 = 2;

/// Overall and the categories.
const SCORES: [Level; 3] = [Level::Overall, Level::Category, Level::Subcategory];

/// Writes the sheet of overall and the categories where anything is compared.
pub(super) fn write(workbook: &mut Workbook, book: Book<'_>) -> Result<Vec<Listed>, XlsxError> {
    let rows = compared(book, &SCORES);
    if rows.is_empty() {
        return Ok(Vec::new());
    }
    let own = compared_words(book.language);
    let mut findings = book.sentences().differences().into_iter();
    let heading = Heading {
        headline: findings.next().unwrap_or_else(|| own.about_compared.to_owned()),
        findings: findings.collect(),
        notes: [
            vec![book.sentences().verdict_note().to_owned(), book.sentences().ranks_note(FEW)],
            book.figures.has_opposite_signs().then(|| opposite_signs(book.language).to_owned()).into_iter().collect(),
        ]
        .concat(),
    };
    let columns = [own.rank_from, own.rank_to, own.ranked].map(Column::figures);
    let mut sheet = sheet(workbook, book, own.compared, heading, &SCORES, &table(book, &rows, columns.into(), ranks))?;
    let items = compared(book, &[Level::Item]).len();
    if items > MOST {
        sheet.say(&[book.sentences().too_many_items(items)])?;
    }
    sheet.close()?;
    Ok(vec![(own.compared.into(), own.about_compared.into())])
}

/// Writes the sheet of items where any are compared, and not too many.
pub(super) fn write_items(workbook: &mut Workbook, book: Book<'_>) -> Result<Vec<Listed>, XlsxError> {
    let rows = compared(book, &[Level::Item]);
    if rows.is_empty() || rows.len() > MOST {
        return Ok(Vec::new());
    }
    let own = compared_words(book.language);
    let heading = Heading {
        headline: own.about_items.to_owned(),
        notes: vec![book.sentences().verdict_note().to_owned(), own.note_superiority.to_owned()],
        ..Heading::default()
    };
    let columns = vec![Column::figures(compare_words(book.language).superiority)];
    let table = table(book, &rows, columns, |_, own| vec![Cell::fixed(own.superiority, EFFECT)]);
    sheet(workbook, book, own.compared_items, heading, &[Level::Item], &table)?.close()?;
    Ok(vec![(own.compared_items.into(), own.about_items.into())])
}

/// The sheet of a table, with what a difference is over it, and over how many
/// comparisons each p-value is adjusted under it.
fn sheet<'w, 'a>(
    workbook: &'w mut Workbook,
    book: Book<'a>,
    name: &str,
    heading: Heading,
    levels: &[Level],
    table: &Table,
) -> Result<Sheet<'w, 'a>, XlsxError> {
    let notes = book.figures.compared.map(|compared| notes(compared, levels, book.language)).unwrap_or_default();
    let (meaning, families) = notes.split_at(notes.len().min(1));
    let heading = Heading { notes: [meaning, &heading.notes].concat(), ..heading };
    let (mut sheet, _) = Sheet::of_table(workbook, book, name, &heading, table)?;
    sheet.say(families)?;
    Ok(sheet)
}

/// Rows of these levels of every unit, then of every cross; none where none of
/// them is compared.
fn compared<'a>(book: Book<'a>, levels: &[Level]) -> Vec<&'a Row> {
    let about = book.figures.about;
    let own = |row: &&Row| row.wave == about.wave && row.segment != about.filter && levels.contains(&row.level);
    let mut rows: Vec<&Row> = book.figures.rows.iter().filter(own).collect();
    if rows.iter().all(|row| row.comparison.is_none()) {
        return Vec::new();
    }
    rows.sort_by_key(|row| row.segment.0.len());
    rows
}

/// A row each, with what its level has besides.
fn table(book: Book<'_>, rows: &[&Row], more: Vec<Column>, cells: fn(&Row, &Comparison) -> Vec<Cell>) -> Table {
    let (words, own, compare) = (book.words, compared_words(book.language), compare_words(book.language));
    let mut columns: Vec<Column> =
        [words.attribute, compare.unit, own.level, words.code, own.name].map(Column::text).map(Column::narrow).into();
    columns.extend(
        ["n", words.score, compare.difference, own.low, own.high, own.p, compare.effect]
            .map(Column::figures)
            .map(Column::narrow),
    );
    columns.extend(more.into_iter().map(Column::narrow));
    columns.push(Column::text(compare.verdict).narrow());
    Table { columns, lines: rows.iter().map(|row| line(book, row, cells)).collect() }
}

fn line(book: Book<'_>, row: &Row, more: fn(&Row, &Comparison) -> Vec<Cell>) -> Line {
    let about = book.figures.about;
    let (attribute, unit) = names(book, &row.segment);
    let (code, name) = match row.level {
        Level::Overall => ("", book.words.overall),
        _ => (row.code.as_str(), row.name.as_str()),
    };
    let level = level(row.level, book.figures.is_deep(), book.language);
    let nothing = Comparison::default();
    let own = row.comparison.as_ref().unwrap_or(&nothing);
    let end = |value: Option<f64>| Cell::number(value.and_then(|end| printed(end, about.decimals)), Number::Gap);
    let mut figures = vec![
        Cell::count(row.respondents),
        Cell::number(row.mean_text, Number::Score),
        Cell::number(own.difference_text, Number::Gap),
        end(own.difference_low),
        end(own.difference_high),
        p(own.p_adjusted),
        Cell::fixed(own.effect, EFFECT),
    ];
    figures.extend(more(row, own));
    figures.push(Cell::Text(verdict(Verdict::of(row), about.min_detail, book.language)));
    let strong = row.level == Level::Overall;
    Line { strong, indent: 0, cells: [attribute.as_str(), &unit, level, code, name].map(Cell::text).into() }
        .followed(row, figures)
}

/// A p-value with its digits; one that would print as zero in words.
pub(super) fn p(value: Option<f64>) -> Cell {
    match p_text(value) {
        Some(text) if text.starts_with('<') => Cell::Word(text),
        _ => Cell::fixed(value, P),
    }
}

/// From which rank to which a unit may have, of how many: units of few
/// respondents have none.
pub(super) fn ranks(row: &Row, own: &Comparison) -> Vec<Cell> {
    let ranked = row.respondents.is_some_and(|n| n >= FEW);
    [own.rank_low, own.rank_high, own.ranked].map(|rank| Cell::count(rank.filter(|_| ranked))).into()
}
