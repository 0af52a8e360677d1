//! How the figures are made, what is withheld, and what they come from.

use koe_core::Input;
use koe_stats::{nearest_f64, ratio};
use rust_xlsxwriter::{FormatAlign, Workbook, Worksheet, XlsxError};

use super::formats::{self, Number};
use super::sheet::{Book, Edition, Listed, dress};
use super::table::height;
use super::text::inert;
use crate::colophon::Colophon;
use crate::outlook::Outlook;
use crate::wording::alone_words;

/// The columns: what it is, what is said of it, a number.
const WIDTHS: [f64; 3] = [36.0, 84.0, 14.0];

pub(super) fn write(workbook: &mut Workbook, book: Book<'_>, colophon: &Colophon) -> Result<Vec<Listed>, XlsxError> {
    let sheet = begin(workbook, book.into(), book.words.method_title)?;
    let row = paragraphs(sheet, &book.sentences().making(colophon), 2)?;
    let row = facts(sheet, book, row + 1)?;
    end(sheet, book.into(), row + 1, &colophon.inputs)?;
    Ok(vec![(book.sheet_words.method.into(), book.sheet_words.about_method.into())])
}

/// The same of a plan alone.
pub(super) fn write_plan(
    workbook: &mut Workbook,
    outlook: Outlook<'_>,
    colophon: &Colophon,
) -> Result<Vec<Listed>, XlsxError> {
    let (book, words) = (Edition::from(outlook), alone_words(outlook.language));
    let sheet = begin(workbook, book, words.method)?;
    let row = paragraphs(sheet, &outlook.making(colophon), 2)?;
    end(sheet, book, row + 1, &colophon.inputs)?;
    Ok(vec![(book.sheet_words.method.into(), words.about_method.into())])
}

fn begin<'w>(workbook: &'w mut Workbook, book: Edition<'_>, title: &str) -> Result<&'w mut Worksheet, XlsxError> {
    let sheet = workbook.add_worksheet();
    dress(sheet, book, book.sheet_words.method)?;
    for (column, width) in (0..).zip(WIDTHS) {
        sheet.set_column_width(column, width)?;
    }
    sheet.write_string_with_format(0, 0, title, &formats::headline())?;
    Ok(sheet)
}

/// The input files, which are the last rows.
fn end(sheet: &mut Worksheet, book: Edition<'_>, row: u32, files: &[Input]) -> Result<(), XlsxError> {
    let last = inputs(sheet, book, row, files)?;
    sheet.set_print_area(0, 0, last, 2)?;
    Ok(())
}

/// The paragraphs on method; returns the next free row, as all parts do.
fn paragraphs(sheet: &mut Worksheet, paragraphs: &[String], mut row: u32) -> Result<u32, XlsxError> {
    for paragraph in paragraphs {
        let text = inert(paragraph);
        sheet.merge_range(row, 0, row, 1, &text, &formats::prose())?;
        sheet.set_row_height(row, height([(text.as_str(), WIDTHS[0] + WIDTHS[1])]))?;
        row += 1;
    }
    Ok(row)
}

/// Minimum sizes, and who was looked at.
fn facts(sheet: &mut Worksheet, book: Book<'_>, mut row: u32) -> Result<u32, XlsxError> {
    let (figures, own) = (book.figures, book.sheet_words);
    let numbers = [
        (own.min_respondents, ratio(figures.about.min_respondents, 1)),
        (own.min_detail, ratio(figures.about.min_detail, 1)),
    ];
    let count = formats::number(false, &book.pattern(Number::Count)).set_align(FormatAlign::Left);
    for (name, number) in numbers {
        named(sheet, row, name)?;
        sheet.write_number_with_format(row, 1, nearest_f64(&number), &count)?;
        row += 1;
    }
    let who = book.sentences().group(&figures.about.filter);
    named(sheet, row, own.looked_at)?;
    sheet.write_string_with_format(row, 1, inert(&who), &formats::prose())?;
    Ok(row + 1)
}

/// The files the figures come from; returns the last row.
fn inputs(sheet: &mut Worksheet, book: Edition<'_>, mut row: u32, inputs: &[Input]) -> Result<u32, XlsxError> {
    let words = book.words;
    for (column, (head, number)) in (0..).zip([(words.inputs, false), ("SHA-256", false), (words.bytes, true)]) {
        sheet.write_string_with_format(row, column, head, &formats::header(number))?;
    }
    let count = formats::number(false, &book.pattern(Number::Count));
    for input in inputs {
        row += 1;
        named(sheet, row, &input.name)?;
        sheet.write_string_with_format(row, 1, inert(&input.sha256), &formats::prose())?;
        sheet.write_number_with_format(row, 2, nearest_f64(&ratio(input.bytes, 1)), &count)?;
    }
    Ok(row)
}

/// The name in the first column, on as many lines as it takes.
fn named(sheet: &mut Worksheet, row: u32, name: &str) -> Result<(), XlsxError> {
    let name = inert(name);
    sheet.set_row_height(row, height([(name.as_str(), WIDTHS[0])]))?;
    sheet.write_string_with_format(row, 0, &name, &formats::prose())?;
    Ok(())
}
