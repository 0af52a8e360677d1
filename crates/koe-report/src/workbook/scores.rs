//! The overall score and the category tree, against their targets.

use koe_core::release::Row;
use koe_stats::Decimal;
use rust_xlsxwriter::{ChartDataLabelPosition, Workbook, XlsxError};

use super::formats::Number;
use super::native::{Axis, Cells, Drawing, Label, Series, Title};
use super::sheet::{Book, Heading, Listed, Sheet};
use super::table::{Cell, Column, Line, Table};
use crate::doubt::drawn_interval;
use crate::steps::Bounds;
use crate::theme::Ink;
use crate::typeset::NOTHING;
use crate::wording::{compared_words, status};

pub(super) fn write(workbook: &mut Workbook, book: Book<'_>) -> Result<Vec<Listed>, XlsxError> {
    let figures = book.figures;
    let (sentences, words, own) = (book.sentences(), book.words, book.sheet_words);
    let rows = figures.tree();
    let targets = figures.has_targets();
    let bounds = Bounds::of(figures.about.scale);
    let charted =
        Heading { headline: sentences.chart_headline(), notes: vec![sentences.subtitle()], ..Heading::default() };
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
        sheet.say(&[own.no_chart])?;
    }
    sheet.close()?;
    let about = if targets { own.about_gaps } else { own.about_scores };
    let mut listed = vec![(words.scores_title.into(), about.into())];
    if drawn {
        let columns = [(words.score, Ink::Accent), (words.target, Ink::Ink4)];
        let series = columns.into_iter().filter_map(|(head, fill)| {
            let bars = scores(book, table.column(head)?, fill);
            Some(if head == words.score { with_intervals(bars, book, &table) } else { bars })
        });
        let title = Title::Words(sentences.scores_chart());
        let drawing = Drawing { title, axis: axis_of_intervals(book), series: series.collect(), stacked: false };
        let bare = book.bare(&rows);
        let mut sheet = Sheet::of_charts(workbook, book, own.scores_chart, &charted)?;
        sheet.draw(&drawing, Cells { sheet: words.scores_title, place, bare: &bare, no_bar: own.no_bar })?;
        sheet.close()?;
        listed.push((own.scores_chart.into(), own.about_scores_chart.into()));
    }
    Ok(listed)
}

/// A column of scores as bars with their figures.
pub(super) fn scores(book: Book<'_>, column: u16, fill: Ink) -> Series {
    let position = ChartDataLabelPosition::OutsideEnd;
    Series {
        column,
        fill,
        label: Label { pattern: book.pattern(Number::Score), ink: Ink::Ink, position },
        interval: None,
    }
}

/// Bars with the intervals of a table that has their widths; the figures inside,
/// where no line crosses them.
pub(super) fn with_intervals(bars: Series, book: Book<'_>, table: &Table) -> Series {
    let own = compared_words(book.language);
    let label = Label { position: ChartDataLabelPosition::InsideBase, ..bars.label };
    Series { label, fill: Ink::Sequential(2), interval: table.column(own.above).zip(table.column(own.below)), ..bars }
}

/// The columns of how far a drawn interval reaches above and below its score.
pub(super) fn widths(book: Book<'_>) -> [Column; 2] {
    let own = compared_words(book.language);
    [own.above, own.below].map(|head| Column::figures(head).narrow())
}

/// How far the interval of a chart reaches: as printed, as all that is drawn.
pub(super) fn reach(row: &Row, decimals: u32) -> [Cell; 2] {
    let ends = drawn_interval(row, decimals).zip(row.mean_text);
    let width = |reach: Option<Decimal>| Cell::number(reach, Number::Score);
    [width(ends.map(|((_, high), mean)| high - mean)), width(ends.map(|((low, _), mean)| mean - low))]
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
    columns.extend(widths(book));
    let line = |row: &&Row| {
        let mut cells = scored(row, decimals);
        if targets {
            let status = Some(status(row, book.language)).filter(|status| !status.is_empty());
            cells.push(Cell::number(row.target_text, Number::Score));
            cells.push(Cell::number(row.gap_text, Number::Gap));
            cells.push(Cell::text(status.unwrap_or(NOTHING)));
        }
        cells.push(Cell::share(row.favorable, book.language));
        cells.extend(reach(row, decimals));
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

/// The same, which says what the lines on its bars are.
pub(super) fn axis_of_intervals(book: Book<'_>) -> Axis {
    let whole = axis(book);
    Axis { title: format!("{}{}", whole.title, compared_words(book.language).interval_axis), ..whole }
}

/// Whether bars on one axis can be drawn of these rows: they share the scale of
/// the overall score, and some are shown.
pub(super) fn can_be_drawn(book: Book<'_>, rows: &[&Row]) -> bool {
    let (low, high) = book.figures.about.scale;
    low < high && rows.iter().all(|row| row.comparable) && rows.iter().any(|row| row.mean_text.is_some())
}
