//! A table as columns and lines, before it stands on a sheet.

use koe_core::definition::Language;
use koe_core::release::{Level, Row};
use koe_stats::{Decimal, ratio};
use unicode_width::UnicodeWidthStr;

use super::formats::Number;
use super::sheet::ROW;
use super::text::{label, record};
use crate::steps::Tint;
use crate::typeset::{percent, printed};
use crate::wording::words;

/// Widest and narrowest column, in characters of a digit's width.
const WIDEST: f64 = 42.0;
const NARROWEST: f64 = 12.0;
/// Narrowest of one of many columns.
const NARROW: f64 = 8.0;
const NARROW_LINE: f64 = 14.0;
/// Widest column of figures, and up to which width its head stands on one line.
const WIDEST_FIGURES: f64 = 20.0;
const ONE_LINE: f64 = 16.0;
/// What a full-width character takes.
const FULL_WIDTH: f64 = 2.1;
/// What the button of a filter takes in a header.
pub(super) const BUTTON: f64 = 3.0;
/// What a step into the tree takes.
pub(super) const INDENT: f64 = 2.0;

/// The cell of a line that holds its name.
const NAMED: usize = 1;

pub(super) struct Table {
    pub(super) columns: Vec<Column>,
    pub(super) lines: Vec<Line>,
}

pub(super) struct Column {
    pub(super) head: String,
    /// Whether figures stand in it, which are set right.
    pub(super) figures: bool,
    /// Whether it is as narrow as its text: one of many on a page.
    narrow: bool,
}

pub(super) struct Line {
    pub(super) strong: bool,
    /// Steps into the tree, of the name in the second cell.
    pub(super) indent: u8,
    pub(super) cells: Vec<Cell>,
}

#[derive(Debug, Clone, PartialEq)]
pub(super) enum Cell {
    Text(String),
    /// A printed number: nothing finer reaches a workbook.
    Number(Decimal, Number),
    /// A printed number on the ground of what it shows.
    Tinted(Decimal, Number, Tint),
    /// A figure that is no number: <0.001.
    Word(String),
    /// Why there is no figure, where nothing is withheld.
    Absent(String),
    Withheld,
    /// There is no such figure, which is not the same as a withheld one.
    Nothing,
    /// No figure in cells that a chart is drawn from: it is a gap in a line, where
    /// any text would be drawn as zero.
    Gap,
    /// The same, of a withheld figure; a word in its row says so.
    Hatched,
}

impl Column {
    pub(super) fn text(head: &str) -> Self {
        Self { head: label(head), figures: false, narrow: false }
    }

    pub(super) fn figures(head: &str) -> Self {
        Self { head: label(head), figures: true, narrow: false }
    }

    /// The column as narrow as its text: one of many on a page.
    pub(super) fn narrow(self) -> Self {
        Self { narrow: true, ..self }
    }
}

impl Cell {
    /// Text from the survey, made safe.
    pub(super) fn text(text: &str) -> Self {
        Self::Text(record(text))
    }

    /// A printed number, where there is one.
    pub(super) fn number(value: Option<Decimal>, number: Number) -> Self {
        value.map_or(Self::Nothing, |value| Self::Number(value, number))
    }

    /// A printed number in cells that a chart is drawn from.
    pub(super) fn point(value: Option<Decimal>, number: Number) -> Self {
        value.map_or(Self::Gap, |value| Self::Number(value, number))
    }

    /// A count, where there is one.
    pub(super) fn count(n: Option<u64>) -> Self {
        Self::number(n.map(|n| Decimal::round(&ratio(n, 1), 0)), Number::Count)
    }

    /// An end of an interval, with the digits of a score.
    pub(super) fn end(value: Option<f64>, decimals: u32) -> Self {
        Self::number(value.and_then(|value| printed(value, decimals)), Number::Score)
    }

    /// A number with so many digits after the point, where there is one.
    pub(super) fn fixed(value: Option<f64>, places: u32) -> Self {
        Self::number(value.and_then(|value| printed(value, places)), Number::Fixed(places))
    }

    /// A share of 0 to 1 in whole per cent, as everywhere.
    pub(super) fn share(share: Option<f64>, language: Language) -> Self {
        let Some(text) = share.and_then(|share| percent(share, language)) else { return Self::Nothing };
        // What is not zero but prints no digit is a word, which is no number.
        text.parse().map_or_else(|_| Self::under_one(), |whole| Self::Number(whole, Number::Percent))
    }

    /// A part of a bar in whole per cent.
    pub(super) fn part(percent: u32, count: u64) -> Self {
        if percent == 0 && count > 0 {
            return Self::under_one();
        }
        Self::Number(Decimal::round(&ratio(percent, 1), 0), Number::Percent)
    }

    fn under_one() -> Self {
        Self::Number(Decimal::round(&ratio(0, 1), 0), Number::UnderOne)
    }
}

impl Line {
    /// Code and name of a row, as deep as it is; then its figures, or that they
    /// are withheld.
    pub(super) fn of(row: &Row, language: Language, figures: Vec<Cell>) -> Self {
        let (code, name) = match row.level {
            Level::Overall => ("", words(language).overall),
            _ => (row.code.as_str(), row.name.as_str()),
        };
        let indent = match row.level {
            Level::Subcategory => u8::try_from(row.depth).unwrap_or(u8::MAX).min(6),
            _ => 0,
        };
        let strong = matches!(row.level, Level::Overall | Level::Category);
        Self { strong, indent, cells: vec![Cell::text(code), Cell::text(name)] }.followed(row, figures)
    }

    /// The line with figures of a row, each withheld where the row is.
    pub(super) fn followed(mut self, row: &Row, figures: Vec<Cell>) -> Self {
        self.cells.extend(figures.into_iter().map(|cell| if row.suppressed { Cell::Withheld } else { cell }));
        self
    }
}

impl Table {
    /// The table with names as long as a chart drawn from it can show them.
    pub(super) fn labelled(mut self) -> Self {
        for cell in self.lines.iter_mut().filter_map(|line| line.cells.get_mut(NAMED)) {
            if let Cell::Text(name) = cell {
                *name = label(name);
            }
        }
        self
    }

    /// Which column has this head, where one has.
    pub(super) fn column(&self, head: &str) -> Option<u16> {
        let index = self.columns.iter().position(|column| column.figures && column.head == head)?;
        u16::try_from(index).ok()
    }

    /// The width of each column, in characters.
    pub(super) fn widths(&self, withheld: &str) -> Vec<f64> {
        let width = |(index, column): (usize, &Column)| {
            let cells = self.lines.iter().filter_map(|line| {
                let indent = if index == 1 { line.indent } else { u8::from(index > 1) };
                let halves = match line.cells.get(index)? {
                    Cell::Text(text) | Cell::Word(text) => text.width(),
                    Cell::Absent(word) => word.width(),
                    // Set smaller where room is short.
                    Cell::Withheld if column.narrow => withheld.width().div_ceil(2),
                    Cell::Withheld => withheld.width(),
                    Cell::Number(..) | Cell::Tinted(..) | Cell::Nothing | Cell::Gap | Cell::Hatched => 0,
                };
                Some(characters(halves) + INDENT * f64::from(indent))
            });
            let head = characters(column.head.width()) + BUTTON;
            // A long head over figures stands on several lines.
            let (narrowest, one_line) = if column.narrow { (NARROW, NARROW_LINE) } else { (NARROWEST, ONE_LINE) };
            let long = column.figures && head > one_line;
            let head = if long { characters(column.head.width().div_ceil(2)) + BUTTON } else { head };
            let widest = if column.figures { WIDEST_FIGURES } else { WIDEST };
            cells.fold(head, f64::max).clamp(narrowest, widest)
        };
        self.columns.iter().enumerate().map(width).collect()
    }
}

/// What text so many half-width characters long takes in a cell, in characters.
fn characters(halves: usize) -> f64 {
    FULL_WIDTH * f64::from(u32::try_from(halves.div_ceil(2)).unwrap_or(u32::MAX))
}

/// How high a row is, in points, with these texts in columns this wide.
pub(super) fn height<'a>(texts: impl IntoIterator<Item = (&'a str, f64)>) -> f64 {
    let lines = texts.into_iter().map(|(text, width)| lines(characters(text.width()) / width)).fold(1.0, f64::max);
    // A line takes 16.5 points and one alone a whole row; Excel's rows end at 409.
    (ROW + 16.5 * (lines - 1.0)).min(409.0)
}

/// How many lines a text takes that is so many columns long. A column has a
/// little more room than its text needs; words do not break in the middle.
fn lines(long: f64) -> f64 {
    if long <= 1.05 { 1.0 } else { (1.05 * long).ceil() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_hold_their_full_width_text_within_bounds() {
        let column = |head: &str, text: &str| {
            let line = Line { strong: false, indent: 0, cells: vec![Cell::text(text)] };
            Table { columns: vec![Column::text(head)], lines: vec![line] }.widths("非公表（少人数）")[0]
        };
        assert_eq!(column("差", "").to_string(), "12");
        // Ten full-width characters.
        assert_eq!(column("差", "人材確保・配置の状況").to_string(), "21");
        assert_eq!(column("差", &"長".repeat(5000)).to_string(), "42");
    }

    #[test]
    fn a_long_head_over_figures_stands_on_several_lines() {
        let width = |head: &str| Table { columns: vec![Column::figures(head)], lines: Vec::new() }.widths("")[0];
        let width = |head: &str| format!("{:.1}", width(head));
        // Six full-width characters and the button: 2.1 × 6 + 3.
        assert_eq!(width("95%区間 下限"), "15.6");
        // Half of nine, five, and the button.
        assert_eq!(width("1 全くそう思わない"), "13.5");
        assert_eq!(width(&"長".repeat(40)), "20.0");
    }

    #[test]
    fn a_share_that_is_not_zero_is_not_shown_as_zero() {
        let zero = "0".parse().unwrap();
        assert_eq!(Cell::share(Some(0.004), Language::Ja), Cell::Number(zero, Number::UnderOne));
        assert_eq!(Cell::share(Some(0.0), Language::Ja), Cell::Number(zero, Number::Percent));
        assert_eq!(Cell::part(0, 3), Cell::Number(zero, Number::UnderOne));
        assert_eq!(Cell::part(0, 0), Cell::Number(zero, Number::Percent));
    }

    #[test]
    fn rows_grow_with_their_text_but_not_beyond_what_excel_allows() {
        assert_eq!(height([("人材育成", 42.0)]).to_string(), "18");
        assert!(height([("長".repeat(30).as_str(), 42.0)]) > 30.0);
        assert_eq!(height([("長".repeat(5000).as_str(), 42.0)]).to_string(), "409");
    }
}
