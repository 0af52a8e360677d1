//! How the figures are made, what is withheld, and what they come from.

use koe_stats::{nearest_f64, ratio};
use rust_xlsxwriter::{Workbook, XlsxError};

use super::formats::{self, Number};
use super::sheet::{Book, dress};
use super::table::height;
use super::text::inert;
use crate::colophon::Colophon;
use crate::wording::method;

/// The columns: what it is, what is said of it, a number.
const WIDTHS: [f64; 3] = [36.0, 84.0, 14.0];

pub(super) fn write(workbook: &mut Workbook, book: Book<'_>, colophon: &Colophon) -> Result<(), XlsxError> {
    let sheet = workbook.add_worksheet();
    let (figures, own) = (book.figures, book.sheet_words);
    dress(sheet, book, own.method)?;
    for (column, width) in (0..).zip(WIDTHS) {
        sheet.set_column_width(column, width)?;
    }
    sheet.write_string_with_format(0, 0, book.words.method_title, &formats::headline())?;
    let mut row = 2;
    for paragraph in method(figures.about, figures.has_targets(), book.language) {
        let text = inert(&paragraph);
        sheet.merge_range(row, 0, row, 1, &text, &formats::prose())?;
        sheet.set_row_height(row, height([(text.as_str(), WIDTHS[0] + WIDTHS[1])]))?;
        row += 1;
    }
    row += 1;
    let withheld = figures.rows.iter().filter(|row| row.suppressed).count();
    let facts = [
        (own.min_respondents, figures.about.min_respondents),
        (own.min_detail, figures.about.min_detail),
        (own.rows, u64::try_from(figures.rows.len()).unwrap_or(u64::MAX)),
        (own.rows_withheld, u64::try_from(withheld).unwrap_or(u64::MAX)),
    ];
    let count = formats::number(false, &book.pattern(Number::Count)).set_align(rust_xlsxwriter::FormatAlign::Left);
    for (name, number) in facts {
        sheet.write_string_with_format(row, 0, name, &formats::prose())?;
        sheet.write_number_with_format(row, 1, nearest_f64(&ratio(number, 1)), &count)?;
        row += 1;
    }
    for (name, text) in
        [(own.looked_at, book.sentences().who(&figures.about.filter)), (own.version, colophon.version.clone())]
    {
        sheet.write_string_with_format(row, 0, name, &formats::prose())?;
        sheet.write_string_with_format(row, 1, inert(&text), &formats::prose())?;
        row += 1;
    }
    row += 1;
    for (column, (head, number)) in (0..).zip([(own.input, false), ("SHA-256", false), (own.bytes, true)]) {
        sheet.write_string_with_format(row, column, head, &formats::header(number))?;
    }
    for input in &colophon.inputs {
        row += 1;
        let name = inert(&input.name);
        sheet.set_row_height(row, height([(name.as_str(), WIDTHS[0])]))?;
        sheet.write_string_with_format(row, 0, &name, &formats::prose())?;
        sheet.write_string_with_format(row, 1, inert(&input.sha256), &formats::prose())?;
        let count = formats::number(false, &book.pattern(Number::Count));
        sheet.write_number_with_format(row, 2, nearest_f64(&ratio(input.bytes, 1)), &count)?;
    }
    sheet.set_print_area(0, 0, row, 2)?;
    Ok(())
}
