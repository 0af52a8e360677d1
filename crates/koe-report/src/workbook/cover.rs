//! The cover: survey, wave, the sentence, four figures and the other sheets.

use koe_core::release::Row;
use koe_stats::{Decimal, nearest_f64, ratio};
use rust_xlsxwriter::{Format, FormatAlign, FormatBorder, Url, Workbook, Worksheet, XlsxError};

use super::formats::{self, Number, colour};
use super::sheet::{Book, dress};
use super::table::height;
use super::text::inert;
use crate::theme::Ink;
use crate::typeset::percent;
use crate::wording::year;

/// Columns: one for each figure.
const COLUMNS: u16 = 4;
const WIDTH: f64 = 27.0;

/// A big figure with what it is.
struct Fact {
    name: String,
    /// A printed number with how Excel writes it; none where it is withheld.
    value: Option<(Decimal, String)>,
    note: String,
}

pub(super) fn write(workbook: &mut Workbook, book: Book<'_>, sheets: &[(&str, &str)]) -> Result<(), XlsxError> {
    let sheet = workbook.add_worksheet();
    dress(sheet, book, book.sheet_words.cover)?;
    sheet.set_column_range_width(0, COLUMNS - 1, WIDTH)?;
    let about = book.figures.about;
    let text = formats::prose();
    let wave = format!("{} {}", about.wave_label, book.words.results);
    across(sheet, 0, &about.survey, 16.0, &text.clone().set_font_size(16).set_bold())?;
    across(sheet, 1, &wave, 10.0, &text.clone().set_font_color(colour(Ink::Ink3)))?;
    if !about.filter.0.is_empty() {
        across(sheet, 2, &book.sentences().who(&about.filter), 10.0, &text)?;
    }
    across(sheet, 4, &book.sentences().standing(), 14.0, &text.clone().set_font_size(14).set_bold())?;
    for (column, fact) in (0..COLUMNS).zip(facts(book)) {
        big(sheet, book, 6, column, &fact)?;
    }
    contents(sheet, book, 11, sheets)?;
    let last = 12 + u32::try_from(sheets.len()).unwrap_or(0);
    sheet.set_print_area(0, 0, last, COLUMNS - 1)?;
    Ok(())
}

/// Text over all columns, on as many lines as it takes.
fn across(sheet: &mut Worksheet, row: u32, text: &str, size: f64, format: &Format) -> Result<(), XlsxError> {
    let text = inert(text);
    let room = WIDTH * f64::from(COLUMNS) * 10.0 / size;
    sheet.merge_range(row, 0, row, COLUMNS - 1, &text, format)?;
    sheet.set_row_height(row, (height([(text.as_str(), room)]) * size / 10.0).min(409.0))?;
    Ok(())
}

/// Name, figure and note of a fact, one under the other.
fn big(sheet: &mut Worksheet, book: Book<'_>, row: u32, column: u16, fact: &Fact) -> Result<(), XlsxError> {
    let left = formats::prose().set_align(FormatAlign::Left);
    let name = left.clone().set_font_color(colour(Ink::Ink2)).set_border_top(FormatBorder::Thin);
    let name = name.set_border_top_color(colour(Ink::Ink4));
    sheet.write_string_with_format(row, column, inert(&fact.name), &name)?;
    let ink = if column == 0 { Ink::Accent } else { Ink::Ink };
    let figure = left.clone().set_font_size(22).set_bold().set_font_color(colour(ink));
    match &fact.value {
        Some((value, pattern)) => {
            let figure = figure.set_num_format(pattern);
            sheet.write_number_with_format(row + 1, column, nearest_f64(&value.exact()), &figure)?;
        }
        None => {
            sheet.write_string_with_format(row + 1, column, book.words.withheld, &formats::withheld())?;
        }
    }
    let note = left.set_font_size(9).set_font_color(colour(Ink::Ink3)).set_align(FormatAlign::Top);
    sheet.write_string_with_format(row + 2, column, inert(&fact.note), &note)?;
    sheet.set_row_height(row, 33)?.set_row_height(row + 1, 36)?.set_row_height(row + 2, 33)?;
    Ok(())
}

/// The other sheets, each a link to itself, with what is on it.
fn contents(sheet: &mut Worksheet, book: Book<'_>, row: u32, sheets: &[(&str, &str)]) -> Result<(), XlsxError> {
    for column in 0..COLUMNS {
        let head = if column == 0 { book.sheet_words.contents } else { "" };
        sheet.write_string_with_format(row, column, head, &formats::header(false))?;
    }
    let link =
        formats::base().set_font_color(colour(Ink::Accent)).set_underline(rust_xlsxwriter::FormatUnderline::Single);
    for (row, (name, about)) in (row + 1..).zip(sheets) {
        let url = Url::new(format!("internal:'{name}'!A1")).set_text(*name);
        sheet.write_url_with_format(row, 0, url, &link)?;
        sheet.write_string_with_format(row, 1, *about, &formats::base())?;
    }
    Ok(())
}

/// The four figures of the page's first screen: score, target, categories short
/// of it, answers; where there is no target, what stands in for it there.
fn facts(book: Book<'_>) -> Vec<Fact> {
    let Some(row) = book.figures.overall() else { return Vec::new() };
    let mut facts = vec![score(book, row)];
    facts.extend(target(book, row));
    facts.extend(below(book, row));
    if facts.len() < 3 {
        facts.extend(favorable(book, row));
    }
    facts.extend(answered(book, row));
    facts
}

fn score(book: Book<'_>, row: &Row) -> Fact {
    let value = row.mean_text.map(|mean| (mean, book.pattern(Number::Score)));
    Fact { name: book.words.overall_score.to_owned(), value, note: book.sentences().scale() }
}

fn target(book: Book<'_>, row: &Row) -> Option<Fact> {
    let when = book.figures.about.target_year.map(|western| year(western, book.language));
    let value = Some((row.target_text?, book.pattern(Number::Score)));
    Some(Fact { name: book.sentences().target_name(when), value, note: book.sentences().gap_note(row.gap_text?) })
}

fn below(book: Book<'_>, row: &Row) -> Option<Fact> {
    let (figures, sentences) = (book.figures, book.sentences());
    let of = |below: usize, all: usize| Some((whole(below), format!("0\" / {all}\"")));
    let (below, all) = figures.below_target();
    if all > 0 {
        let note = sentences.others_note(below, all);
        return Some(Fact { name: sentences.below_target_name(), value: of(below, all), note });
    }
    let all = figures.lowest().iter().filter(|row| row.comparable).count();
    if row.mean_text.is_none() || all == 0 {
        return None;
    }
    let value = of(figures.below_overall.len(), all);
    Some(Fact { name: sentences.below_overall_name(), value, note: String::new() })
}

fn favorable(book: Book<'_>, row: &Row) -> Option<Fact> {
    let share = percent(row.favorable?, book.language)?;
    let (value, pattern) = match share.parse() {
        Ok(whole) => (whole, "0\"%\"".to_owned()),
        Err(_) => (whole(0), format!("\"{share}%\"")),
    };
    let name = book.words.favorable.to_owned();
    Some(Fact { name, value: Some((value, pattern)), note: book.sentences().favorable_note() })
}

fn answered(book: Book<'_>, row: &Row) -> Option<Fact> {
    match (row.response_rate_text, book.sentences().answered()) {
        (Some(rate), Some(note)) => {
            let digits = super::formats::pattern(Number::Score, rate.places(), "");
            let digits = digits.split(';').next().unwrap_or("0");
            let value = Some((rate, format!("{digits}\"%\"")));
            Some(Fact { name: book.words.response_rate.to_owned(), value, note })
        }
        _ => {
            let value = Some((Decimal::round(&ratio(row.respondents?, 1), 0), book.pattern(Number::Count)));
            Some(Fact { name: book.words.respondents.to_owned(), value, note: String::new() })
        }
    }
}

fn whole(n: usize) -> Decimal {
    Decimal::round(&ratio(n, 1), 0)
}
