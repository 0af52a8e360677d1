//! The units of each attribute by overall score, with the ranks they may have,
//! and in a chart with their intervals.

use std::cmp::Reverse;

use koe_core::release::{Comparison, Row};
use koe_stats::Decimal;
use rust_xlsxwriter::{ChartDataLabelPosition, Workbook, XlsxError};

use super::comparison::{RANKED_FROM, ranks};
use super::differences::blocks;
use super::formats::Number;
use super::native::{Axis, Cells, Drawing, Label, Series, Title};
use super::scores::{axis, can_be_drawn};
use super::sheet::{Book, Heading, Listed, Place, Sheet};
use super::table::{Cell, Column, Line, Table};
use super::text::label;
use crate::segments::Unit;
use crate::theme::Ink;
use crate::typeset::interval_ends;
use crate::wording::compare::compare_words;
use crate::wording::{compared_words, too_few};

/// A unit, or everyone, by its overall row.
struct Ranked<'a> {
    attribute: &'a str,
    name: &'a str,
    row: &'a Row,
    strong: bool,
}

/// Writes the sheet and its charts where units are ranked.
pub(super) fn write(workbook: &mut Workbook, book: Book<'_>) -> Result<Vec<Listed>, XlsxError> {
    let blocks = blocks(book);
    let units = || blocks.iter().flat_map(|(_, units)| units);
    let rank = |unit: &Unit<'_>| unit.overall()?.comparison.as_ref()?.rank_low;
    if units().all(|unit| rank(unit).is_none()) {
        return Ok(Vec::new());
    }
    let (own, sentences) = (compared_words(book.language), book.sentences());
    let all: Vec<Unit<'_>> = units().copied().collect();
    let mut headlines = blocks.iter().map(|(attribute, units)| sentences.ranks_headline(attribute, units));
    let heading = Heading {
        headline: headlines.next().unwrap_or_default(),
        findings: headlines.collect(),
        notes: vec![sentences.ranks_subtitle(&all), sentences.ranks_note(RANKED_FROM)],
    };
    let lines: Vec<Vec<Ranked<'_>>> = blocks.iter().map(|(attribute, units)| ranked(book, attribute, units)).collect();
    let table = Table { columns: columns(book), lines: lines.iter().flatten().map(|it| line(book, it)).collect() };
    let (mut sheet, place) = Sheet::of_table(workbook, book, own.ranks, &heading, &table)?;
    let rows: Vec<&Row> = lines.iter().flatten().map(|it| it.row).collect();
    let drawn = can_be_drawn(book, &rows);
    if !drawn {
        sheet.say(&[book.sheet_words.no_chart])?;
    }
    sheet.close()?;
    let mut listed = vec![(own.ranks.into(), own.about_ranks.into())];
    if drawn {
        draw(workbook, book, &heading, &lines, (&table, place))?;
        listed.push((own.ranks_chart.into(), own.about_ranks_chart.into()));
    }
    Ok(listed)
}

/// Everyone, then the units that have ranks by printed score, highest first; then
/// those without, and the withheld ones, in the attribute's own order.
fn ranked<'a>(book: Book<'a>, attribute: &'a str, units: &[Unit<'a>]) -> Vec<Ranked<'a>> {
    let of = |name: &'a str, row: &'a Row, strong: bool| Ranked { attribute, name, row, strong };
    let mut ranked: Vec<Ranked<'a>> =
        units.iter().filter_map(|unit| Some(of(unit.name, unit.overall()?, false))).collect();
    ranked.sort_by_key(|it| match it.row {
        row if row.suppressed => (2, Reverse(None)),
        row if has_rank(row) => (0, Reverse(row.mean_text)),
        _ => (1, Reverse(None)),
    });
    let everyone = book.figures.overall().map(|row| of(book.words.overall, row, true));
    everyone.into_iter().chain(ranked).collect()
}

/// Whether a rank of the unit may be told: it has enough respondents.
fn has_rank(row: &Row) -> bool {
    let own = row.comparison.as_ref().and_then(|own| own.rank_low);
    own.is_some() && is_enough(row)
}

fn is_enough(row: &Row) -> bool {
    row.respondents.is_some_and(|n| n >= RANKED_FROM)
}

fn columns(book: Book<'_>) -> Vec<Column> {
    let (words, own, sheets) = (book.words, compared_words(book.language), book.sheet_words);
    let mut columns: Vec<Column> = [words.attribute, compare_words(book.language).unit].map(Column::text).into();
    columns.extend(["n", words.score, sheets.low, sheets.high].map(Column::figures));
    columns.extend(
        [own.rank_from, own.rank_to, own.ranked, own.above, own.below].map(Column::figures).map(Column::narrow),
    );
    columns.push(Column::text(own.remark));
    columns
}

fn line(book: Book<'_>, it: &Ranked<'_>) -> Line {
    let (row, own) = (it.row, compared_words(book.language));
    let nothing = Comparison::default();
    let ends = interval_ends(row, book.figures.about.decimals).filter(|_| is_enough(row));
    let score = |value: Option<Decimal>| Cell::number(value, Number::Score);
    let mut figures = vec![
        Cell::count(row.respondents),
        score(row.mean_text),
        score(ends.map(|(low, _)| low)),
        score(ends.map(|(_, high)| high)),
    ];
    figures.extend(ranks(row, row.comparison.as_ref().unwrap_or(&nothing)));
    // How far the interval of a chart reaches: as printed, as all that is drawn.
    figures.extend([
        score(ends.zip(row.mean_text).map(|((_, high), mean)| high - mean)),
        score(ends.zip(row.mean_text).map(|((low, _), mean)| mean - low)),
    ]);
    figures.push(Cell::Text(match row {
        _ if it.strong || has_rank(row) => String::new(),
        row if is_enough(row) => own.no_rank.to_owned(),
        _ => too_few(RANKED_FROM, book.language),
    }));
    Line { strong: it.strong, indent: 0, cells: [it.attribute, it.name].map(|name| Cell::Text(label(name))).into() }
        .followed(row, figures)
}

/// A chart for each attribute, of the units that are shown.
fn draw(
    workbook: &mut Workbook,
    book: Book<'_>,
    heading: &Heading,
    blocks: &[Vec<Ranked<'_>>],
    (table, place): (&Table, Place),
) -> Result<(), XlsxError> {
    let own = compared_words(book.language);
    let series = |column: u16| Series {
        column,
        fill: Ink::Sequential(2),
        label: Label {
            pattern: book.pattern(Number::Score),
            ink: Ink::Ink,
            position: ChartDataLabelPosition::InsideBase,
        },
        interval: table.column(own.above).zip(table.column(own.below)),
    };
    let whole = axis(book);
    let drawing = Drawing {
        title: Title::FirstCell(own.about_ranks_chart),
        axis: Axis { title: format!("{}{}", whole.title, own.interval_axis), ..whole },
        series: table.column(book.words.score).map(series).into_iter().collect(),
        stacked: false,
    };
    let mut sheet = Sheet::of_charts(workbook, book, own.ranks_chart, heading)?;
    let mut first = place.first;
    for block in blocks {
        let count = |rows: usize| u32::try_from(rows).unwrap_or(u32::MAX);
        let shown = vec![false; block.iter().filter(|it| it.row.mean_text.is_some()).count()];
        if !shown.is_empty() {
            let place = Place { first, last: first + count(shown.len()) - 1, ..place };
            sheet.draw(&drawing, Cells { sheet: own.ranks, place, withheld: &shown, book })?;
        }
        first += count(block.len());
    }
    sheet.close()
}
