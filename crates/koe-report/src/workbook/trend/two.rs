//! Two waves side by side: the lowest categories, then the items.

use koe_core::release::{Change, Level, Row};
use koe_stats::Decimal;
use rust_xlsxwriter::{Workbook, XlsxError};

use super::{Told, changes, slope};
use crate::chart::plots::slope::Evidence;
use crate::theme::Ink;
use crate::wording::compared_words;
use crate::wording::trend_sheets::{evidence, figure_heads, from_to};
use crate::workbook::comparison::p;
use crate::workbook::formats::Number;
use crate::workbook::sheet::{Heading, Listed, Place, Sheet};
use crate::workbook::table::{Cell, Column, Line, Table};

/// The columns that charts are drawn from.
pub(super) const NAME: u16 = 1;
pub(super) const FROM: u16 = 2;
pub(super) const TO: u16 = 3;
pub(super) const CHANGE: u16 = 4;
pub(super) const ABOVE: u16 = 8;
pub(super) const BELOW: u16 = 9;

/// A line in two waves.
pub(super) struct Pair<'a> {
    pub(super) row: &'a Row,
    /// The same line in the earlier wave.
    pub(super) earlier: Option<&'a Row>,
    /// The change, where both scores are shown.
    pub(super) change: Option<&'a Change>,
    pub(super) evidence: Evidence,
}

pub(super) fn write(workbook: &mut Workbook, told: Told<'_>) -> Result<Vec<Listed>, XlsxError> {
    let Told { book, waves, telling, plots, own } = told;
    let Some(versus) = waves.versus() else { return Ok(Vec::new()) };
    let (categories, items) = (pairs(told, waves.lowest()), pairs(told, waves.of(Level::Item)));
    let (from, to) = (telling.wave(versus), telling.wave(&waves.about.wave));
    let slopes = waves.slopes();
    let mut titles = slopes.iter().map(|slope| plots.slope_title(slope));
    let heading = Heading {
        headline: titles.next().unwrap_or_else(|| from_to(&from, &to, book.language)),
        findings: titles.collect(),
        notes: slopes.iter().map(|it| plots.slope_subtitle(&it.about, it.level, it.years)).collect(),
    };
    let lines = categories.iter().chain(&items).map(|pair| line(told, pair));
    let table = Table { columns: columns(told, &from, &to), lines: lines.collect() };
    let (mut sheet, place) = Sheet::of_table(workbook, book, own.two, &heading, &table)?;
    let [first, second] = [&categories, &items].map(|pairs| shown(pairs));
    if first.is_empty() && second.is_empty() {
        sheet.say(&[own.no_change])?;
    }
    sheet.close()?;
    let mut listed = vec![(own.two.into(), own.about_two.into())];
    if !(first.is_empty() && second.is_empty()) {
        let is_slope = slope::is_readable(told, first);
        let mut heading = heading;
        heading.notes.extend(is_slope.then(|| own.key_slope.to_owned()));
        heading.notes.push(own.key_changes.to_owned());
        let mut sheet = Sheet::of_charts(workbook, book, own.two_chart, &heading)?;
        let count = |rows: usize| u32::try_from(rows).unwrap_or(u32::MAX);
        let below = Place { first: place.first + count(categories.len()), ..place };
        if is_slope {
            slope::draw(&mut sheet, told, first, place)?;
        } else {
            changes::draw(&mut sheet, told, own.categories_changed, (first, place))?;
        }
        changes::draw(&mut sheet, told, own.items_changed, (second, below))?;
        sheet.close()?;
        listed.push((own.two_chart.into(), own.about_two_chart.into()));
    }
    Ok(listed)
}

/// Lines in two waves, those without a change last.
fn pairs<'a>(told: Told<'a>, rows: Vec<&'a Row>) -> Vec<Pair<'a>> {
    let waves = told.waves;
    let pair = |row: &'a Row| {
        let change = waves.since(row).filter(|change| change.difference_text.is_some() && row.mean_text.is_some());
        let course = waves.course(row, &waves.about.filter);
        let earlier = course.into_iter().flatten().find(|row| Some(row.wave.as_str()) == waves.versus());
        Pair { row, earlier, change, evidence: change.map_or(Evidence::None, |change| waves.evidence(change)) }
    };
    let mut pairs: Vec<Pair<'a>> = rows.into_iter().map(pair).collect();
    pairs.sort_by_key(|pair| pair.change.is_none());
    pairs
}

/// Those with a change.
fn shown<'a, 'b>(pairs: &'b [Pair<'a>]) -> &'b [Pair<'a>] {
    &pairs[..pairs.iter().take_while(|pair| pair.change.is_some()).count()]
}

impl Pair<'_> {
    pub(super) fn by(&self) -> Option<Decimal> {
        self.change?.difference_text
    }

    /// Colour is for what holds; all else is grey.
    pub(super) fn ink(&self) -> Ink {
        match self.evidence {
            Evidence::Holds if self.by().is_some_and(Decimal::is_negative) => Ink::Below,
            Evidence::Holds => Ink::Accent,
            Evidence::Alone | Evidence::None => Ink::Ink4,
        }
    }
}

fn columns(told: Told<'_>, from: &str, to: &str) -> Vec<Column> {
    let Told { book, own, .. } = told;
    let compared = compared_words(book.language);
    let mut columns: Vec<Column> = [book.words.code, compared.name].map(Column::text).into();
    columns.extend([from, to].map(Column::figures));
    columns.extend(figure_heads(own.change, book.language).iter().map(|head| Column::figures(head)));
    columns.extend([compared.above, compared.below].map(Column::figures).map(Column::narrow));
    columns.push(Column::text(own.verdict));
    columns
}

fn line(told: Told<'_>, pair: &Pair<'_>) -> Line {
    let (code, name) = told.listed(pair.row);
    let score = |row: Option<&Row>| match row {
        Some(row) if row.suppressed => Cell::Withheld,
        row => Cell::number(row.and_then(|row| row.mean_text), Number::Score),
    };
    let mut cells = vec![Cell::text(&code), Cell::Text(crate::workbook::text::label(&name))];
    cells.extend([score(pair.earlier), score(Some(pair.row))]);
    cells.extend(moved(told, pair));
    Line { strong: pair.row.level != Level::Item, indent: 0, cells }
}

/// The change with its interval, p, widths and verdict.
fn moved(told: Told<'_>, pair: &Pair<'_>) -> Vec<Cell> {
    let is_withheld = pair.row.suppressed || pair.earlier.is_some_and(|row| row.suppressed);
    let Some((change, by)) = pair.change.zip(pair.by()) else {
        return vec![if is_withheld { Cell::Withheld } else { Cell::Nothing }; 7];
    };
    let ends = told.waves.ends(change);
    let gap = |value: Option<Decimal>| Cell::number(value, Number::Gap);
    // A printed end may lie on the other side of the printed change.
    let width = |value: Option<Decimal>| Cell::number(value.filter(|width| !width.is_negative()), Number::Score);
    let said = match ends {
        Some(_) => evidence(pair.evidence, by.is_negative(), told.book.language),
        None => told.own.no_interval,
    };
    vec![
        gap(Some(by)),
        gap(ends.map(|(low, _)| low)),
        gap(ends.map(|(_, high)| high)),
        p(change.p_adjusted),
        width(ends.map(|(_, high)| high - by)),
        width(ends.map(|(low, _)| by - low)),
        Cell::Text(said.to_owned()),
    ]
}
