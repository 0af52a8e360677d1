//! Every item in survey order, and ranked in a chart.

use koe_core::release::Row;
use rust_xlsxwriter::{Workbook, XlsxError};

use super::native::{Cells, Drawing};
use super::scores::{axis, can_be_drawn, scored, scores};
use super::sheet::{Book, Heading, Sheet};
use super::table::{Cell, Column, Line, Table};
use crate::theme::Ink;
use crate::typeset::NOTHING;
use crate::wording::only;

/// The columns up to the score, which the ranked rows have too.
const RANKED: usize = 6;
/// The column of the score.
const SCORE: u16 = 5;

pub(super) fn write(workbook: &mut Workbook, book: Book<'_>) -> Result<(), XlsxError> {
    let (words, sentences) = (book.words, book.sentences());
    let rows: Vec<&Row> = book.figures.items().collect();
    let notes = vec![sentences.items_subtitle(), words.note_items.to_owned()];
    let heading = Heading { headline: sentences.items_headline(), notes };
    let name = book.sheet_words.items;
    let (mut sheet, _) = Sheet::new(workbook, book, name, &heading, &table(book, &rows, usize::MAX))?;
    if can_be_drawn(book, &rows) {
        let ranked = ranked(&rows);
        let place = sheet.more(book.sheet_words.ranked_data, &table(book, &ranked, RANKED))?;
        let series = vec![scores(book, SCORE, Ink::Accent)];
        let drawing = Drawing { title: book.sheet_words.ranked, axis: axis(book), series, stacked: false };
        let shown = vec![false; ranked.len()];
        sheet.draw(&drawing, Cells { sheet: name, place, withheld: &shown, book })?;
    } else {
        sheet.say(book.sheet_words.no_chart)?;
    }
    sheet.close()
}

/// The shown items by printed score, highest first; ties by code.
fn ranked<'a>(rows: &[&'a Row]) -> Vec<&'a Row> {
    let mut ranked: Vec<&Row> = rows.iter().copied().filter(|row| row.mean_text.is_some()).collect();
    ranked.sort_by(|a, b| b.mean_text.cmp(&a.mean_text).then_with(|| a.code.cmp(&b.code)));
    ranked
}

/// The items with their figures; at most so many columns of them.
fn table(book: Book<'_>, rows: &[&Row], most: usize) -> Table {
    let (words, decimals) = (book.words, book.figures.about.decimals);
    let own = book.sheet_words;
    let mut columns: Vec<Column> = [words.code, words.item, words.category, own.applies_to].map(Column::text).into();
    columns.extend(["n", words.score, own.low, own.high, words.favorable_percent].map(Column::figures));
    columns.truncate(most);
    let categories = book.figures.by_code();
    let line = |row: &&Row| {
        let category = row.category.as_deref().and_then(|code| categories.get(code)).map(|row| row.name.as_str());
        let whom = only(&row.applies_to, book.language).unwrap_or_else(|| words.everyone.to_owned());
        let mut line = Line::of(row, book.language, Vec::new());
        line.cells.extend([Cell::text(category.unwrap_or(NOTHING)), Cell::text(&whom)]);
        let mut figures = scored(row, decimals);
        figures.push(Cell::share(row.favorable, book.language));
        let mut line = line.followed(row, figures);
        line.cells.truncate(most);
        line
    };
    Table { columns, lines: rows.iter().map(line).collect() }
}
