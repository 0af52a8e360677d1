//! Why scores moved: every change that is taken apart, part by part.

use koe_core::release::{Decomposition, Part, PartsState};
use koe_stats::Decimal;
use rust_xlsxwriter::{Workbook, XlsxError};

use super::Told;
use crate::typeset::one_line;
use crate::wording::compared_words;
use crate::wording::trend::trend_words;
use crate::wording::trend_sheets::{parts_headline, parts_note};
use crate::workbook::formats::Number;
use crate::workbook::sheet::{Heading, Listed, Sheet};
use crate::workbook::table::{Cell, Column, Line, Table};

/// By its score, by its weight, their sum.
type Figures = [Option<Decimal>; 3];

pub(super) fn write(workbook: &mut Workbook, told: Told<'_>) -> Result<Vec<Listed>, XlsxError> {
    let Told { book, waves, telling, own, .. } = told;
    let all = &waves.trend.decomposition;
    let Some(first) = all.first() else { return Ok(Vec::new()) };
    let (from, to) = (telling.wave(&first.versus), telling.wave(&first.wave));
    let taken_apart = parts_headline(all.len(), &from, &to, book.language);
    let titles = waves.waterfalls().into_iter().map(|it| told.plots.waterfall_title(&it, &it.steps()));
    let mut told_first = titles.take(1).chain([taken_apart]);
    let heading = Heading {
        headline: told_first.next().unwrap_or_default(),
        findings: told_first.collect(),
        notes: vec![parts_note(book.language).to_owned()],
    };
    let table = Table { columns: columns(told), lines: all.iter().flat_map(|of| lines(told, of)).collect() };
    let (sheet, _) = Sheet::of_table(workbook, book, own.why, &heading, &table)?;
    sheet.close()?;
    Ok(vec![(own.why.into(), own.about_why.into())])
}

fn columns(told: Told<'_>) -> Vec<Column> {
    let (book, own) = (told.book, told.own);
    let (trend, compared) = (trend_words(book.language), compared_words(book.language));
    let mut columns: Vec<Column> = [book.words.code, compared.name, own.by, trend.part].map(Column::text).into();
    columns.extend([own.by_score, own.by_weight, trend.sum].map(Column::figures));
    columns.push(Column::text(compared.remark));
    columns
}

/// A line for each part, the first with how they were made, then who answered, then
/// the whole; or one that says why there are no parts.
fn lines(told: Told<'_>, of: &Decomposition) -> Vec<Line> {
    let words = trend_words(told.book.language);
    let notes = told.telling.why_notes(of).join(" ");
    if of.state != PartsState::Shown {
        let nothing = if of.state == PartsState::Withheld { Cell::Withheld } else { Cell::Nothing };
        return vec![line(told, of, words.whole, vec![nothing; 3], &notes)];
    }
    let places = of.parts.iter().map(|part| part.within_text.places()).max().unwrap_or_default();
    let figures = |own: Figures| own.map(|value| Cell::number(value, Number::Signed(places))).to_vec();
    let part = |(place, part): (usize, &Part)| {
        let name = match (&part.code, &part.name) {
            (Some(code), Some(name)) if of.attribute.is_none() => format!("{code} {name}"),
            (_, Some(name)) => name.clone(),
            _ => words.others.to_owned(),
        };
        let own = [part.within_text, part.mix_text, part.within_text + part.mix_text].map(Some);
        line(told, of, &name, figures(own), if place == 0 { &notes } else { "" })
    };
    let response = of.response_text.map(|by| line(told, of, words.response, figures([None, None, Some(by)]), ""));
    let whole = Line { strong: true, ..line(told, of, words.whole, figures(whole(of)), "") };
    of.parts.iter().enumerate().map(part).chain(response).chain([whole]).collect()
}

/// The sums of all parts.
fn whole(of: &Decomposition) -> Figures {
    let sum = |value: fn(&Part) -> Decimal| of.parts.iter().map(value).reduce(|sum, part| sum + part);
    let (within, mix) = (sum(|part| part.within_text), sum(|part| part.mix_text));
    let all = [within, mix, of.response_text].into_iter().flatten().reduce(|sum, part| sum + part);
    [within, mix, all]
}

fn line(told: Told<'_>, of: &Decomposition, part: &str, figures: Vec<Cell>, remark: &str) -> Line {
    let row = told.waves.latest().find(|row| row.level == of.level && row.code == of.code);
    let (code, name) = row.map_or_else(|| (of.code.clone(), of.name.clone()), |row| told.listed(row));
    let by = of.attribute.as_deref().map_or_else(|| told.own.items.to_owned(), one_line);
    let names = [code.as_str(), &name, &by, part].map(Cell::text);
    let cells = names.into_iter().chain(figures).chain([Cell::Text(remark.to_owned())]).collect();
    Line { strong: false, indent: 0, cells }
}
