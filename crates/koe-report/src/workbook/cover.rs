//! The cover: survey, wave, the sentence, four figures and the other sheets.

use koe_stats::{Decimal, nearest_f64};
use rust_xlsxwriter::{Format, FormatAlign, FormatBorder, Url, Worksheet, XlsxError};

use super::formats::{self, Number, colour};
use super::sheet::{Book, Edition, Listed, dress};
use super::table::height;
use super::text::{inert, label};
use crate::facts::{Fact, facts};
use crate::outlook::Outlook;
use crate::theme::Ink;
use crate::typeset::figure;
use crate::wording::{outlook_words, wave};

/// Columns: one for each figure.
const COLUMNS: u16 = 4;
const WIDTH: f64 = 27.0;

/// What stands on a cover over the list of sheets.
pub(super) struct Cover {
    name: String,
    /// Which wave it is, or what of the plan.
    about: String,
    /// Who was looked at, where not everyone.
    group: Option<String>,
    /// What of the figures is made up.
    synthetic: Option<String>,
    headline: String,
    facts: Vec<Fact>,
}

impl Cover {
    /// That of a survey.
    pub(super) fn of(book: Book<'_>) -> Self {
        let about = book.figures.about;
        let sentences = book.sentences();
        Self {
            name: about.survey.clone(),
            about: format!("{} {}", wave(&about.wave_label, book.language, about.years), book.words.results),
            group: (!about.filter.0.is_empty()).then(|| sentences.group(&about.filter)),
            synthetic: sentences.synthetic(),
            headline: sentences.standing(),
            facts: facts(book.figures, book.language),
        }
    }

    /// That of a plan alone.
    pub(super) fn of_plan(outlook: Outlook<'_>) -> Self {
        Self {
            name: outlook.name(),
            about: outlook_words(outlook.language).title.to_owned(),
            group: None,
            synthetic: outlook.synthetic(),
            headline: outlook.headline(),
            facts: outlook.facts(),
        }
    }

    pub(super) fn write(self, sheet: &mut Worksheet, book: Edition<'_>, sheets: &[Listed]) -> Result<(), XlsxError> {
        dress(sheet, book, book.sheet_words.cover)?;
        sheet.set_column_range_width(0, COLUMNS - 1, WIDTH)?;
        // All of it on a page.
        sheet.set_print_fit_to_pages(1, 1);
        let text = formats::prose();
        across(sheet, 0, &label(&self.name), 16.0, &text.clone().set_font_size(16).set_bold())?;
        across(sheet, 1, &self.about, 10.0, &text.clone().set_font_color(colour(Ink::Ink3)))?;
        if let Some(group) = &self.group {
            across(sheet, 2, group, 10.0, &text)?;
        }
        if let Some(told) = &self.synthetic {
            across(sheet, 3, told, 10.0, &text)?;
        }
        across(sheet, 4, &self.headline, 14.0, &text.clone().set_font_size(14).set_bold())?;
        for (column, fact) in (0..COLUMNS).zip(&self.facts) {
            big(sheet, book, 6, column, fact)?;
        }
        contents(sheet, book, 11, sheets)?;
        let last = 11 + u32::try_from(sheets.len()).unwrap_or(0);
        sheet.set_print_area(0, 0, last, COLUMNS - 1)?;
        Ok(())
    }
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
fn big(sheet: &mut Worksheet, book: Edition<'_>, row: u32, column: u16, fact: &Fact) -> Result<(), XlsxError> {
    let left = formats::prose().set_align(FormatAlign::Left);
    let name = left.clone().set_font_color(colour(Ink::Ink2)).set_border_top(FormatBorder::Thin);
    let name = name.set_border_top_color(colour(Ink::Ink4));
    sheet.write_string_with_format(row, column, inert(&fact.name), &name)?;
    let ink = if column == 0 { Ink::Accent } else { Ink::Ink };
    let big = left.clone().set_font_size(22).set_bold().set_font_color(colour(ink));
    match fact.value {
        Some(value) => {
            let big = big.set_num_format(pattern(fact, value));
            sheet.write_number_with_format(row + 1, column, nearest_f64(&value.exact()), &big)?;
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
fn contents(sheet: &mut Worksheet, book: Edition<'_>, row: u32, sheets: &[Listed]) -> Result<(), XlsxError> {
    for column in 0..COLUMNS {
        let head = if column == 0 { book.sheet_words.contents } else { "" };
        sheet.write_string_with_format(row, column, head, &formats::header(false))?;
    }
    let link =
        formats::base().set_font_color(colour(Ink::Accent)).set_underline(rust_xlsxwriter::FormatUnderline::Single);
    for (row, (name, about)) in (row + 1..).zip(sheets) {
        let url = Url::new(format!("internal:'{name}'!A1")).set_text(name.as_ref());
        sheet.write_url_with_format(row, 0, url, &link)?;
        sheet.write_string_with_format(row, 1, about.as_ref(), &formats::base())?;
    }
    Ok(())
}

/// How Excel writes a figure so that it looks as it is printed.
fn pattern(fact: &Fact, value: Decimal) -> String {
    let digits = if fact.big == figure(value) {
        formats::pattern(Number::Score, value.places(), "")
    } else if fact.big.contains(',') {
        "#,##0".to_owned()
    } else {
        format!("\"{}\"", fact.big)
    };
    if fact.small.is_empty() {
        return digits;
    }
    // What follows a number follows each of its forms: positive, negative, zero.
    let form = |digits: &str| format!("{digits}\"{}\"", fact.small);
    digits.split(';').map(form).collect::<Vec<_>>().join(";")
}
