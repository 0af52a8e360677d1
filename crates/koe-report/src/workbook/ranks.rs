//! The units of each attribute by overall score, with the ranks they may have,
//! and in a chart with their intervals.

use koe_core::release::{Comparison, Row};
use koe_stats::Decimal;
use rust_xlsxwriter::{Workbook, XlsxError};

use super::comparison::ranks;
use super::differences::blocks;
use super::formats::Number;
use super::native::{Cells, Drawing, Title};
use super::scores::{axis_of_intervals, can_be_drawn, reach, scores, with_intervals};
use super::sheet::{Book, Heading, Listed, Place, Sheet};
use super::table::{Cell, Column, Line, Table};
use super::text::label;
use crate::ranking::{FEW, Ranking, drawn_interval};
use crate::segments::Unit;
use crate::theme::Ink;
use crate::wording::compare::compare_words;
use crate::wording::{compared_words, no_order, too_few};

/// A unit, or everyone, by its overall row.
struct Ranked<'a> {
    attribute: &'a str,
    name: &'a str,
    row: &'a Row,
    strong: bool,
    /// Why it has no rank, or in which band it has no order.
    remark: String,
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
        notes: vec![sentences.ranks_subtitle(&all), sentences.ranks_note(FEW)],
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

/// Everyone, then the units as far as the data can tell their order.
fn ranked<'a>(book: Book<'a>, attribute: &'a str, units: &[Unit<'a>]) -> Vec<Ranked<'a>> {
    let of = |unit: &Unit<'a>, remark: String| {
        Some(Ranked { attribute, name: unit.name, row: unit.overall()?, strong: false, remark })
    };
    let ranking = Ranking::of(units);
    let own = compared_words(book.language);
    let mut numbers = 1..;
    let banded = ranking.bands.iter().flat_map(|band| {
        let number = if band.len() > 1 { numbers.next() } else { None };
        let remark = number.map(|number| no_order(number, book.language)).unwrap_or_default();
        band.iter().filter_map(move |unit| of(unit, remark.clone()))
    });
    let unranked = ranking.unranked.iter().filter_map(|unit| {
        let few = unit.overall()?.respondents.is_none_or(|n| n < FEW);
        of(unit, if few { too_few(FEW, book.language) } else { own.no_rank.to_owned() })
    });
    let withheld = ranking.withheld.iter().filter_map(|unit| of(unit, String::new()));
    let everyone = book.figures.overall();
    let everyone =
        everyone.map(|row| Ranked { attribute, name: book.words.overall, row, strong: true, remark: String::new() });
    everyone.into_iter().chain(banded).chain(unranked).chain(withheld).collect()
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
    let row = it.row;
    let nothing = Comparison::default();
    let unit = Unit { name: it.name, rows: std::slice::from_ref(row) };
    let ends = drawn_interval(unit, book.figures.about.decimals);
    let score = |value: Option<Decimal>| Cell::number(value, Number::Score);
    let mut figures = vec![
        Cell::count(row.respondents),
        score(row.mean_text),
        score(ends.map(|(low, _)| low)),
        score(ends.map(|(_, high)| high)),
    ];
    figures.extend(ranks(row, row.comparison.as_ref().unwrap_or(&nothing)));
    figures.extend(reach(row, book.figures.about.decimals));
    figures.push(Cell::Text(it.remark.clone()));
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
    let series = |column: u16| with_intervals(scores(book, column, Ink::Accent), book, table);
    let drawing = Drawing {
        title: Title::FirstCell(own.about_ranks_chart),
        axis: axis_of_intervals(book),
        series: table.column(book.words.score).map(series).into_iter().collect(),
        stacked: false,
    };
    let mut sheet = Sheet::of_charts(workbook, book, own.ranks_chart, heading)?;
    let mut first = place.first;
    for block in blocks {
        let count = |rows: usize| u32::try_from(rows).unwrap_or(u32::MAX);
        let shown = vec![None; block.iter().filter(|it| it.row.mean_text.is_some()).count()];
        if !shown.is_empty() {
            let place = Place { first, last: first + count(shown.len()) - 1, ..place };
            sheet.draw(&drawing, Cells { sheet: own.ranks, place, bare: &shown, no_bar: "" })?;
        }
        first += count(block.len());
    }
    sheet.close()
}
