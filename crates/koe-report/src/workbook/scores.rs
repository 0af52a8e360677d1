//! The overall score and the category tree, against their targets.

use koe_core::release::Row;
use koe_stats::{Decimal, ratio};
use rust_xlsxwriter::{ChartDataLabelPosition, Workbook, XlsxError};

use super::formats::Number;
use super::native::{Axis, Cells, Drawing, Label, Series};
use super::sheet::{Book, Heading, Listed, Sheet};
use super::table::{Cell, Column, Line, Table};
use crate::theme::Ink;
use crate::typeset::NOTHING;
use crate::wording::status;

pub(super) fn write(workbook: &mut Workbook, book: Book<'_>) -> Result<Vec<Listed>, XlsxError> {
    let figures = book.figures;
    let (sentences, words, own) = (book.sentences(), book.words, book.sheet_words);
    let rows = figures.tree();
    let targets = figures.has_targets();
    let bounds = bounds(figures.about.scale);
    let charted = Heading { headline: sentences.chart_headline(), notes: vec![sentences.subtitle()] };
    let mut heading = charted.clone();
    if targets {
        heading.notes.extend([words.note_gaps.to_owned(), sentences.gap_colours(&bounds)]);
    }
    let table = table(book, &rows).labelled();
    let drawn = can_be_drawn(book, &rows);
    let (mut sheet, place) = Sheet::of_table(workbook, book, words.scores_title, &heading, &table)?;
    if let Some(gap) = table.column(words.gap) {
        sheet.colour(place, gap, &bounds)?;
    }
    if !drawn {
        sheet.say(own.no_chart)?;
    }
    sheet.close()?;
    let mut listed = vec![(words.scores_title, if targets { own.about_gaps } else { own.about_scores })];
    if drawn {
        let columns = [(words.score, Ink::Accent), (words.target, Ink::Hatch)];
        let series = columns.into_iter().filter_map(|(head, fill)| Some(scores(book, table.column(head)?, fill)));
        let title = sentences.scores_chart();
        let drawing = Drawing { title, axis: axis(book), series: series.collect(), stacked: false };
        let withheld: Vec<bool> = rows.iter().map(|row| row.suppressed).collect();
        let mut sheet = Sheet::of_charts(workbook, book, own.scores_chart, &charted)?;
        sheet.draw(&drawing, Cells { sheet: words.scores_title, place, withheld: &withheld, book })?;
        sheet.close()?;
        listed.push((own.scores_chart, own.about_scores_chart));
    }
    Ok(listed)
}

/// A column of scores as bars with their figures.
pub(super) fn scores(book: Book<'_>, column: u16, fill: Ink) -> Series {
    let position = ChartDataLabelPosition::OutsideEnd;
    Series { column, fill, label: Label { pattern: book.pattern(Number::Score), ink: Ink::Ink, position } }
}

fn table(book: Book<'_>, rows: &[&Row]) -> Table {
    let (words, decimals) = (book.words, book.figures.about.decimals);
    let targets = book.figures.has_targets();
    let mut columns = vec![Column::text(words.code), Column::text(words.category), Column::figures("n")];
    columns.extend([words.score, book.sheet_words.low, book.sheet_words.high].map(Column::figures));
    if targets {
        columns.extend([words.target, words.gap].map(Column::figures));
        columns.push(Column::text(words.status));
    }
    columns.push(Column::figures(words.favorable_percent));
    let line = |row: &&Row| {
        let mut cells = scored(row, decimals);
        if targets {
            let status = Some(status(row, book.language)).filter(|status| !status.is_empty());
            cells.push(Cell::number(row.target_text, Number::Score));
            cells.push(Cell::number(row.gap_text, Number::Gap));
            cells.push(Cell::text(status.unwrap_or(NOTHING)));
        }
        cells.push(Cell::share(row.favorable, book.language));
        Line::of(row, book.language, cells)
    };
    Table { columns, lines: rows.iter().map(line).collect() }
}

/// n, score and interval of a row.
pub(super) fn scored(row: &Row, decimals: u32) -> Vec<Cell> {
    vec![
        Cell::count(row.respondents),
        Cell::number(row.mean_text, Number::Score),
        Cell::end(row.ci_low, decimals),
        Cell::end(row.ci_high, decimals),
    ]
}

/// The whole scale, with its ends in the title.
pub(super) fn axis(book: Book<'_>) -> Axis {
    let (low, high) = book.figures.about.scale;
    let step = f64::from(high.saturating_sub(low).div_euclid(10).max(1));
    let ends = (f64::from(low), f64::from(high));
    Axis { title: book.sentences().score_axis(), ends, step, pattern: "0;\"−\"0" }
}

/// Whether bars on one axis can be drawn of these rows: they share the scale of
/// the overall score, and some are shown.
pub(super) fn can_be_drawn(book: Book<'_>, rows: &[&Row]) -> bool {
    let (low, high) = book.figures.about.scale;
    low < high && rows.iter().all(|row| row.comparable) && rows.iter().any(|row| row.mean_text.is_some())
}

/// From where a gap takes each step of colour: 0.05, 0.12 and 0.22 points of a
/// scale, fixed before looking, and the same part of a scale of 0 to 100.
fn bounds((low, high): (i32, i32)) -> [Decimal; 3] {
    let span = high.saturating_sub(low);
    let whole = ratio(if span > 10 { span } else { 5 }, 5);
    [5, 12, 22].map(|hundredths| Decimal::round(&(ratio(hundredths, 100) * &whole), 2))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn colours_step_at_the_same_part_of_a_long_scale() {
        assert_eq!(bounds((1, 6)).map(|bound| bound.to_string()), ["0.05", "0.12", "0.22"]);
        assert_eq!(bounds((0, 100)).map(|bound| bound.to_string()), ["1.00", "2.40", "4.40"]);
    }
}
