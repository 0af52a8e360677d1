//! A sheet under its sentence: a table, or charts of one. Charts have sheets of
//! their own, so that no header of a table is printed over them.

use std::borrow::Cow;

use koe_core::definition::Language;
use koe_core::release::Row;
use koe_stats::nearest_f64;
use rust_xlsxwriter::{
    Chart, ConditionalFormatCell, ConditionalFormatCellRule, Format, FormatAlign, IgnoreError, ObjectMovement,
    Workbook, Worksheet, XlsxError,
};

use super::formats::{self, Number};
use super::native::{Cells, Drawing};
use super::table::{BUTTON, Cell, Column, INDENT, Line, Table, height};
use super::text::{foot, inert};
use crate::figures::Figures;
use crate::outlook::Outlook;
use crate::steps::{Bounds, Tint};
use crate::wording::{Sentences, SheetWords, Words, sheet_words, words};

/// The height of a row, in points and in pixels.
pub(super) const ROW: f64 = 18.0;
pub(super) const ROW_PIXELS: u32 = 24;
/// The width of a default column, in pixels.
pub(super) const COLUMN_PIXELS: u32 = 64;
/// The width of a digit, in which columns are measured.
const DIGIT_PIXELS: f64 = 7.0;
/// What a column takes beside its digits, in pixels.
const PADDING: f64 = 5.0;
/// How high a printed page is, of its width: 176 mm of 267.
const PAGE: f64 = 0.65;
const PAPER_A4: u8 = 9;
/// Columns under the charts. The page is a little higher than what a chart and
/// the sentence over it take.
const COLUMNS: u16 = 18;
const CHART_PIXELS: u32 = COLUMN_PIXELS * COLUMNS as u32;
/// Code and name stay where they are when a table is scrolled.
const NAMES: u16 = 2;
/// The least width of a column with a part of the key.
const KEY: f64 = 16.0;

/// What is written, and in which words.
#[derive(Clone, Copy)]
pub(super) struct Book<'a> {
    pub(super) figures: Figures<'a>,
    pub(super) language: Language,
    pub(super) words: &'static Words,
    pub(super) sheet_words: &'static SheetWords,
}

/// A sheet while it is written, from top to bottom.
pub(super) struct Sheet<'w, 'a> {
    pub(super) sheet: &'w mut Worksheet,
    book: Edition<'a>,
    /// The next free row.
    row: u32,
    widths: Vec<f64>,
    /// Rows before which a printed page ends.
    breaks: Vec<u32>,
    /// Whether a chart stands on it.
    drawn: bool,
}

/// A sheet in the list on the cover: its name, and what is on it.
pub(super) type Listed = (Cow<'static, str>, Cow<'static, str>);

/// What stands over a table or charts: a sentence that says what was found, and
/// notes.
#[derive(Clone, Default)]
pub(super) struct Heading {
    pub(super) headline: String,
    /// What else was found.
    pub(super) findings: Vec<String>,
    pub(super) notes: Vec<String>,
}

/// The rows of a table, for a chart of them.
#[derive(Clone, Copy)]
pub(super) struct Place {
    pub(super) header: u32,
    pub(super) first: u32,
    pub(super) last: u32,
}

/// What every sheet of a workbook has, whether of a survey or of a plan alone.
#[derive(Clone, Copy)]
pub(super) struct Edition<'a> {
    subject: Subject<'a>,
    pub(super) language: Language,
    pub(super) words: &'static Words,
    pub(super) sheet_words: &'static SheetWords,
}

/// What a workbook is about.
#[derive(Clone, Copy)]
enum Subject<'a> {
    Survey(Figures<'a>),
    Plan(Outlook<'a>),
}

impl<'a> Book<'a> {
    pub(super) fn new(figures: Figures<'a>) -> Self {
        let language = figures.about.language;
        Self { figures, language, words: words(language), sheet_words: sheet_words(language) }
    }

    pub(super) fn sentences(self) -> Sentences<'a> {
        Sentences::new(self.figures, self.language)
    }

    /// What stands between two words for one column.
    pub(super) fn slash(self) -> &'static str {
        match self.language {
            Language::Ja => "・",
            Language::En => " / ",
        }
    }

    /// The word in place of the bar of each row that is withheld.
    pub(super) fn bare(self, rows: &[&Row]) -> Vec<Option<&'static str>> {
        rows.iter().map(|row| row.suppressed.then_some(self.words.withheld)).collect()
    }

    /// How Excel writes a number.
    pub(super) fn pattern(self, number: Number) -> String {
        Edition::from(self).pattern(number)
    }
}

impl<'a> From<Book<'a>> for Edition<'a> {
    fn from(book: Book<'a>) -> Self {
        let Book { figures, language, words, sheet_words } = book;
        Self { subject: Subject::Survey(figures), language, words, sheet_words }
    }
}

impl<'a> From<Outlook<'a>> for Edition<'a> {
    fn from(outlook: Outlook<'a>) -> Self {
        let language = outlook.language;
        Self { subject: Subject::Plan(outlook), language, words: words(language), sheet_words: sheet_words(language) }
    }
}

impl Edition<'_> {
    /// What the workbook is called.
    pub(super) fn name(self) -> String {
        match self.subject {
            Subject::Survey(figures) => Sentences::new(figures, self.language).whole_name(),
            Subject::Plan(outlook) => outlook.name(),
        }
    }

    /// How Excel writes a number; of a plan, each has digits of its own.
    pub(super) fn pattern(self, number: Number) -> String {
        let decimals = match self.subject {
            Subject::Survey(figures) => figures.about.decimals,
            Subject::Plan(_) => 0,
        };
        formats::pattern(number, decimals, self.words.under_one)
    }
}

/// Sets how any sheet looks and prints: A4 landscape, one page wide.
pub(super) fn dress<'a>(sheet: &mut Worksheet, book: impl Into<Edition<'a>>, name: &str) -> Result<(), XlsxError> {
    sheet.set_name(name)?;
    sheet.set_screen_gridlines(false);
    sheet.set_paper_size(PAPER_A4).set_landscape().set_print_fit_to_pages(1, 0);
    // 15 mm at the sides, 16 at the top, 18 at the foot, in inches.
    sheet.set_margins(0.59, 0.59, 0.63, 0.71, 0.3, 0.3);
    sheet.set_footer(foot(&book.into().name()));
    Ok(())
}

impl<'w, 'a> Sheet<'w, 'a> {
    /// Writes a sheet with its heading and its table: the header of the table
    /// stays in sight and is printed on each page, and its columns can be
    /// filtered.
    pub(super) fn of_table(
        workbook: &'w mut Workbook,
        book: impl Into<Edition<'a>>,
        name: &str,
        heading: &Heading,
        table: &Table,
    ) -> Result<(Self, Place), XlsxError> {
        let mut sheet = Self::over_table(workbook, book, name, heading, table)?;
        let place = sheet.set(table)?;
        Ok((sheet, place))
    }

    /// Begins a sheet for a table with its heading; the table is set later.
    pub(super) fn over_table(
        workbook: &'w mut Workbook,
        book: impl Into<Edition<'a>>,
        name: &str,
        heading: &Heading,
        table: &Table,
    ) -> Result<Self, XlsxError> {
        let book = book.into();
        Self::begin(workbook, book, name, heading, table.widths(book.words.withheld))
    }

    /// Sets the table of a sheet, with its header and its filters.
    pub(super) fn set(&mut self, table: &Table) -> Result<Place, XlsxError> {
        for (column, width) in (0..).zip(&self.widths) {
            self.sheet.set_column_width(column, *width)?;
        }
        let place = self.write(table)?;
        self.sheet.set_freeze_panes(place.first, NAMES)?;
        self.sheet.set_repeat_rows(place.header, place.header)?;
        self.sheet.autofilter(place.header, 0, place.last, last(&table.columns))?;
        Ok(place)
    }

    /// Says in the colours themselves from where a difference takes each, below
    /// in a row and above in the next.
    pub(super) fn key(&mut self, bounds: &Bounds) -> Result<(), XlsxError> {
        let [darkest, lower, low, high, higher, most] = bounds.key(self.book.language);
        for steps in [[darkest, lower, low], [most, higher, high]] {
            for (column, (step, meaning)) in steps.into_iter().enumerate() {
                if let Some(width) = self.widths.get_mut(column) {
                    *width = width.max(KEY);
                }
                let column = u16::try_from(column).unwrap_or(u16::MAX);
                self.string(
                    self.row,
                    column,
                    &meaning,
                    &formats::tinted(false, "@", Tint::Step(step)).set_indent(0).set_align(FormatAlign::Center),
                )?;
            }
            self.row += 1;
        }
        self.row += 1;
        Ok(())
    }

    /// Begins a sheet of charts with its heading.
    pub(super) fn of_charts(
        workbook: &'w mut Workbook,
        book: impl Into<Edition<'a>>,
        name: &str,
        heading: &Heading,
    ) -> Result<Self, XlsxError> {
        let width = f64::from(COLUMN_PIXELS) / DIGIT_PIXELS;
        Self::begin(workbook, book, name, heading, vec![width; usize::from(COLUMNS)])
    }

    /// Begins a sheet of charts over the table that they are drawn from.
    pub(super) fn of_charts_over(
        workbook: &'w mut Workbook,
        book: impl Into<Edition<'a>>,
        name: &str,
        heading: &Heading,
        table: &Table,
    ) -> Result<Self, XlsxError> {
        let book = book.into();
        let mut widths = table.widths(book.words.withheld);
        let wide: u32 = widths.iter().map(|width| pixels(*width)).sum();
        // Never narrower than other charts: what is missing is shared out.
        let more = f64::from(CHART_PIXELS.saturating_sub(wide)) / DIGIT_PIXELS / widths.len().max(1) as f64;
        widths.iter_mut().for_each(|width| *width += more);
        Self::begin(workbook, book, name, heading, widths)
    }

    fn begin(
        workbook: &'w mut Workbook,
        book: impl Into<Edition<'a>>,
        name: &str,
        heading: &Heading,
        widths: Vec<f64>,
    ) -> Result<Self, XlsxError> {
        let book: Edition<'a> = book.into();
        let sheet = workbook.add_worksheet();
        dress(sheet, book, name)?;
        let mut sheet = Self { sheet, book, row: 0, widths, breaks: Vec::new(), drawn: false };
        sheet.across(&heading.headline, &formats::headline())?;
        for finding in &heading.findings {
            sheet.across(finding, &formats::finding())?;
        }
        for note in &heading.notes {
            sheet.across(note, &formats::note())?;
        }
        sheet.row += 1;
        Ok(sheet)
    }

    /// Says something under the table, each on lines of its own.
    pub(super) fn say(&mut self, texts: &[impl AsRef<str>]) -> Result<(), XlsxError> {
        self.row += u32::from(!texts.is_empty());
        texts.iter().try_for_each(|text| self.across(text.as_ref(), &formats::note()))
    }

    /// Puts charts of cells under what is there: the first under the heading,
    /// each other on a printed page of its own.
    pub(super) fn draw(&mut self, drawing: &Drawing, cells: Cells<'_>) -> Result<(), XlsxError> {
        let parts = drawing.parts(cells);
        for (index, part) in (1..).zip(&parts) {
            self.chart(drawing.of(*part, (index, parts.len())), drawing.height(*part))?;
        }
        Ok(())
    }

    /// Puts a chart as wide as the page under what is there: the first under the
    /// heading, each other on a printed page of its own.
    pub(super) fn chart(&mut self, chart: Chart, height: u32) -> Result<(), XlsxError> {
        if self.drawn {
            self.row += 1;
            self.breaks.push(self.row);
        }
        self.drawn = true;
        self.pin(chart, (self.row, 0), (CHART_PIXELS, height))?;
        self.row += height.div_ceil(ROW_PIXELS);
        Ok(())
    }

    /// Leaves room for charts in bands so high, sets the table that they are drawn
    /// from under them, on a page of its own, and returns the row of each band with
    /// the place of the table. Charts have no header or filters over them.
    pub(super) fn under(&mut self, bands: &[u32], table: &Table) -> Result<(Vec<u32>, Place), XlsxError> {
        for (column, width) in (0..).zip(&self.widths) {
            self.sheet.set_column_width(column, *width)?;
        }
        let wide = f64::from(self.wide());
        let mut room = wide * PAGE - f64::from((self.row + 2) * ROW_PIXELS);
        let mut rows = Vec::new();
        for band in bands {
            if room < f64::from(*band) && !rows.is_empty() {
                self.breaks.push(self.row);
                room = wide * PAGE;
            }
            rows.push(self.row);
            let high = band.div_ceil(ROW_PIXELS) + 1;
            self.row += high;
            room -= f64::from(high * ROW_PIXELS);
        }
        self.breaks.push(self.row);
        Ok((rows, self.write(table)?))
    }

    /// How wide its columns are, in whole pixels.
    pub(super) fn wide(&self) -> u32 {
        self.widths.iter().map(|width| pixels(*width)).sum()
    }

    /// Puts a chart so many pixels right of the first column.
    pub(super) fn pin(&mut self, mut chart: Chart, at: (u32, u32), size: (u32, u32)) -> Result<(), XlsxError> {
        chart.set_width(size.0).set_height(size.1);
        chart.set_object_movement(ObjectMovement::MoveButDontSizeWithCells);
        self.sheet.insert_chart_with_offset(at.0, 0, &chart, at.1, 0)?;
        Ok(())
    }

    /// Colours the cells of a column by how far they are from zero.
    pub(super) fn colour(&mut self, place: Place, column: u16, bounds: &Bounds) -> Result<(), XlsxError> {
        for (step, bound) in [3_i8, 2, 1].into_iter().zip(bounds.all().iter().rev()) {
            let bound = nearest_f64(&bound.exact());
            let below = ConditionalFormatCellRule::LessThanOrEqualTo(-bound);
            let above = ConditionalFormatCellRule::GreaterThanOrEqualTo(bound);
            for (rule, step) in [(below, -step), (above, step)] {
                let rule =
                    ConditionalFormatCell::new().set_rule(rule).set_format(formats::step(step)).set_stop_if_true(true);
                self.sheet.add_conditional_format(place.first, column, place.last, column, &rule)?;
            }
        }
        Ok(())
    }

    /// Ends the sheet: what is printed is what was written.
    pub(super) fn close(self) -> Result<(), XlsxError> {
        self.sheet.set_print_area(0, 0, self.row.saturating_sub(1), self.last_column())?;
        self.sheet.set_page_breaks(&self.breaks)?;
        Ok(())
    }

    /// Text over all columns, on as many lines as it takes.
    fn across(&mut self, text: &str, format: &Format) -> Result<(), XlsxError> {
        let text = inert(text);
        self.sheet.merge_range(self.row, 0, self.row, self.last_column(), &text, format)?;
        self.sheet.set_row_height(self.row, height([(text.as_str(), self.widths.iter().sum())]))?;
        self.row += 1;
        Ok(())
    }

    fn last_column(&self) -> u16 {
        u16::try_from(self.widths.len().saturating_sub(1)).unwrap_or(u16::MAX)
    }

    fn write(&mut self, table: &Table) -> Result<Place, XlsxError> {
        let header = self.row;
        for (index, column) in (0_u16..).zip(&table.columns) {
            let format = formats::header(column.figures).set_indent(indent(index, column));
            self.sheet.write_string_with_format(header, index, &column.head, &format)?;
        }
        let heads = table.columns.iter().map(|column| column.head.as_str());
        let high = height(heads.zip(self.widths.iter().map(|width| width - BUTTON)));
        self.sheet.set_row_height(header, high)?;
        self.row += 1;
        for line in &table.lines {
            self.line(line)?;
        }
        let last_row = self.row.saturating_sub(1).max(header);
        // Codes such as 1.1 are text on purpose.
        self.sheet.ignore_error_range(header, 0, last_row, last(&table.columns), IgnoreError::NumberStoredAsText)?;
        Ok(Place { header, first: header + 1, last: last_row })
    }

    fn line(&mut self, line: &Line) -> Result<(), XlsxError> {
        for (column, cell) in (0_u16..).zip(&line.cells) {
            let indent = if column == 1 { line.indent } else { u8::from(column > 1) };
            let (row, strong) = (self.row, line.strong);
            match cell {
                Cell::Text(text) => self.string(row, column, text, &formats::name(strong, indent))?,
                Cell::Withheld => self.string(row, column, self.book.words.withheld, &formats::withheld())?,
                Cell::Absent(word) => self.string(row, column, word, &formats::absent())?,
                Cell::Word(word) => self.string(row, column, word, &formats::word())?,
                Cell::Nothing => self.string(row, column, crate::typeset::NOTHING, &formats::nothing())?,
                Cell::Gap => {}
                Cell::Hatched => {
                    self.sheet.write_blank(row, column, &formats::withheld())?;
                }
                Cell::Number(value, number) => {
                    let format = formats::number(strong, &self.book.pattern(*number));
                    self.sheet.write_number_with_format(row, column, nearest_f64(&value.exact()), &format)?;
                }
                Cell::Tinted(value, number, tint) => {
                    let format = formats::tinted(strong, &self.book.pattern(*number), *tint);
                    self.sheet.write_number_with_format(row, column, nearest_f64(&value.exact()), &format)?;
                }
            }
        }
        let texts = line.cells.iter().zip(&self.widths).filter_map(|(cell, width)| match cell {
            Cell::Text(text) => Some((text.as_str(), width - INDENT * f64::from(line.indent))),
            _ => None,
        });
        let high = height(texts);
        if high > ROW {
            self.sheet.set_row_height(self.row, high)?;
        }
        self.row += 1;
        Ok(())
    }

    fn string(&mut self, row: u32, column: u16, text: &str, format: &Format) -> Result<(), XlsxError> {
        self.sheet.write_string_with_format(row, column, text, format).map(|_| ())
    }
}

/// A width in characters, in pixels.
fn pixels(width: f64) -> u32 {
    (width * DIGIT_PIXELS + PADDING) as u32
}

fn last(columns: &[Column]) -> u16 {
    u16::try_from(columns.len().saturating_sub(1)).unwrap_or(u16::MAX)
}

/// Text after a column of figures keeps away from them, and the head of figures
/// from the button of its filter, which would lie on it.
fn indent(index: u16, column: &Column) -> u8 {
    if column.figures { 2 } else { u8::from(index > 1) }
}
