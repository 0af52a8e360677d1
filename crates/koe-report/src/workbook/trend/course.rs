//! Every line of every group in every wave, with its changes and its path.

use std::collections::HashMap;

use koe_core::release::{Change, InTrend, Level, Row, Segment};
use rust_xlsxwriter::{Workbook, XlsxError};

use super::Told;
use crate::typeset::printed;
use crate::wording::trend::{path_status, trend_words};
use crate::wording::trend_sheets::{figure_heads, too_many_rows};
use crate::wording::{compared_words, level};
use crate::workbook::comparison::p;
use crate::workbook::formats::Number;
use crate::workbook::sheet::{Heading, Listed, Sheet};
use crate::workbook::table::{Cell, Column, Line, Table};

/// Rows from which a sheet is of no use.
const MOST: usize = 100_000;

pub(super) fn write(workbook: &mut Workbook, told: Told<'_>) -> Result<Vec<Listed>, XlsxError> {
    let Told { book, waves, telling, own, .. } = told;
    let said: Vec<String> = waves.overall().map(|row| telling.row(row)).unwrap_or_default();
    let (title, note) = telling.section();
    let headline = waves.year_line().map(|line| told.plots.year_line_title(&line.series));
    let heading = Heading {
        headline: headline.or(said.first().cloned()).unwrap_or_else(|| title.to_owned()),
        notes: vec![note.to_owned()],
        ..Heading::default()
    };
    let has_room = waves.rows.len() <= MOST;
    let (mut sheet, _) = Sheet::of_table(workbook, book, own.waves, &heading, &table(told, has_room))?;
    sheet.say(&said)?;
    let left_out = (!has_room).then(|| too_many_rows(waves.rows.len(), book.language));
    sheet.say(&left_out.into_iter().chain(telling.notes()).collect::<Vec<_>>())?;
    sheet.close()?;
    Ok(vec![(own.waves.into(), own.about_waves.into())])
}

fn table(told: Told<'_>, with_items: bool) -> Table {
    let waves = told.waves;
    let mut courses: HashMap<(Level, &str, &Segment), Vec<&Row>> = HashMap::new();
    for row in waves.rows {
        courses.entry((row.level, &row.code, &row.segment)).or_default().push(row);
    }
    let segments = waves.segments();
    let lines = waves.latest().filter(|row| with_items || row.level != Level::Item).flat_map(|of| {
        let courses = segments.iter().filter_map(|segment| courses.get(&(of.level, of.code.as_str(), *segment)));
        courses.flat_map(|course| course.iter().map(|row| line(told, row, course))).collect::<Vec<_>>()
    });
    Table { columns: columns(told), lines: lines.collect() }
}

fn columns(told: Told<'_>) -> Vec<Column> {
    let Told { book, own, .. } = told;
    let (words, language) = (book.words, book.language);
    let (trend, compared) = (trend_words(language), compared_words(language));
    let mut columns = vec![Column::text(words.code).narrow(), Column::text(compared.name)];
    columns.extend([compared.level, own.segment, trend.wave].map(Column::text).map(Column::narrow));
    let figures = |heads: &[&str]| heads.iter().map(|head| Column::figures(head).narrow()).collect::<Vec<_>>();
    columns.push(Column::figures("n").narrow());
    let [score, low, high, _] = figure_heads(words.score, language);
    columns.extend(figures(&[&score, &low, &high]));
    for change in [trend.since_previous, trend.since_baseline] {
        columns.extend(figure_heads(change, language).iter().map(|head| Column::figures(head).narrow()));
    }
    columns.extend(figures(&[trend.path, words.target, own.step]));
    columns.push(Column::text(trend.status).narrow());
    columns
}

/// A row among those of the same line and group in all waves.
fn line(told: Told<'_>, row: &Row, course: &[&Row]) -> Line {
    let Told { book, waves, telling, .. } = told;
    let about = waves.about;
    let (code, name) = told.listed(row);
    let level = level(row.level, book.figures.is_deep(), book.language);
    let segment = match row.segment == about.filter {
        true => book.words.everyone.to_owned(),
        false => book.sentences().group(&row.segment),
    };
    let nothing = InTrend::default();
    let own = row.trend.as_ref().unwrap_or(&nothing);
    let score = |value| Cell::number(value, Number::Score);
    let end = |value: Option<f64>| Cell::end(value, about.decimals);
    let mut figures = vec![Cell::count(row.respondents), score(row.mean_text), end(row.ci_low), end(row.ci_high)];
    figures.extend(
        [&own.since_previous, &own.since_baseline].into_iter().flat_map(|it| change(it, course, about.decimals)),
    );
    let status = path_status(own.path_status, book.language);
    figures.extend([
        score(own.path_target_text),
        score(row.target_text),
        Cell::number(own.step_text, Number::Gap),
        if status.is_empty() { Cell::Nothing } else { Cell::text(status) },
    ]);
    let strong = row.wave == about.wave && row.segment == about.filter;
    let wave = telling.wave(&row.wave);
    Line { strong, indent: 0, cells: [code.as_str(), &name, level, &segment, &wave].map(Cell::text).into() }
        .followed(row, figures)
}

/// A change with the ends of its interval and its p; withheld where the score it is
/// held against is.
fn change(own: &Change, course: &[&Row], decimals: u32) -> [Cell; 4] {
    let versus = course.iter().find(|row| own.versus.as_ref() == Some(&row.wave));
    if versus.is_some_and(|row| row.suppressed) {
        return [Cell::Withheld, Cell::Withheld, Cell::Withheld, Cell::Withheld];
    }
    let end = |value: Option<f64>| Cell::number(value.and_then(|end| printed(end, decimals)), Number::Gap);
    let by = Cell::number(own.difference_text, Number::Gap);
    [by, end(own.difference_low), end(own.difference_high), p(own.p_adjusted)]
}
