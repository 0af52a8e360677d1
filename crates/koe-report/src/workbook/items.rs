//! Every item in survey order; ranked; and in a chart of the ranking.

use koe_core::release::Row;
use rust_xlsxwriter::{Workbook, XlsxError};

use super::native::{Cells, Drawing, Title};
use super::scores::{axis_of_intervals, can_be_drawn, reach, scored, scores, widths, with_intervals};
use super::sheet::{Book, Heading, Listed, Sheet};
use super::table::{Cell, Column, Line, Table};
use crate::theme::Ink;
use crate::typeset::NOTHING;
use crate::wording::only;

pub(super) fn write(workbook: &mut Workbook, book: Book<'_>) -> Result<Vec<Listed>, XlsxError> {
    let own = book.sheet_words;
    let rows: Vec<&Row> = book.figures.items().collect();
    let heading = heading(book, book.sentences().items_subtitle());
    let (mut sheet, _) = Sheet::of_table(workbook, book, book.words.items_title, &heading, &table(book, &rows))?;
    let drawn = can_be_drawn(book, &rows);
    if !drawn {
        sheet.say(&[own.no_chart])?;
    }
    sheet.close()?;
    let mut listed = vec![(book.words.items_title.into(), own.about_items.into())];
    if drawn {
        write_ranked(workbook, book, &ranked(&rows))?;
        listed.extend([
            (own.ranked.into(), own.about_ranked.into()),
            (own.ranked_chart.into(), own.about_ranked_chart.into()),
        ]);
    }
    Ok(listed)
}

/// The ranking, and its chart.
fn write_ranked(workbook: &mut Workbook, book: Book<'_>, rows: &[&Row]) -> Result<(), XlsxError> {
    let own = book.sheet_words;
    let heading = heading(book, own.ranked_order.to_owned());
    let table = table(book, rows).labelled();
    let (sheet, place) = Sheet::of_table(workbook, book, own.ranked, &heading, &table)?;
    sheet.close()?;
    let series = table.column(book.words.score);
    let series = series.map(|column| with_intervals(scores(book, column, Ink::Accent), book, &table));
    let drawing = Drawing {
        title: Title::Words(own.about_ranked_chart),
        axis: axis_of_intervals(book),
        series: series.into_iter().collect(),
        stacked: false,
    };
    let shown = vec![None; rows.len()];
    let mut sheet = Sheet::of_charts(workbook, book, own.ranked_chart, &heading)?;
    sheet.draw(&drawing, Cells { sheet: own.ranked, place, bare: &shown, no_bar: "" })?;
    sheet.close()
}

fn heading(book: Book<'_>, shown: String) -> Heading {
    Heading {
        headline: book.sentences().items_headline(),
        notes: vec![shown, book.words.note_items.to_owned()],
        ..Heading::default()
    }
}

/// The shown items by printed score, highest first; ties by code.
fn ranked<'a>(rows: &[&'a Row]) -> Vec<&'a Row> {
    let mut ranked: Vec<&Row> = rows.iter().copied().filter(|row| row.mean_text.is_some()).collect();
    ranked.sort_by(|a, b| b.mean_text.cmp(&a.mean_text).then_with(|| a.code.cmp(&b.code)));
    ranked
}

/// The items with their figures.
fn table(book: Book<'_>, rows: &[&Row]) -> Table {
    let (words, decimals) = (book.words, book.figures.about.decimals);
    let own = book.sheet_words;
    let mut columns: Vec<Column> = [words.code, words.item, words.category, own.applies_to].map(Column::text).into();
    columns.extend(["n", words.score, own.low, own.high, words.favorable_percent].map(Column::figures));
    columns.extend(widths(book));
    let categories = book.figures.by_code();
    let line = |row: &&Row| {
        let category = row.category.as_deref().and_then(|code| categories.get(code)).map(|row| row.name.as_str());
        let whom = only(&row.applies_to, book.language).unwrap_or_else(|| words.everyone.to_owned());
        let mut line = Line::of(row, book.language, Vec::new());
        line.cells.extend([Cell::text(category.unwrap_or(NOTHING)), Cell::text(&whom)]);
        let mut figures = scored(row, decimals);
        figures.push(Cell::share(row.favorable, book.language));
        figures.extend(reach(row, decimals));
        line.followed(row, figures)
    };
    Table { columns, lines: rows.iter().map(line).collect() }
}
