//! Two attributes crossed, a sheet for each pair: scores, then how many
//! respondents they are of, each with its margins.

use koe_core::definition::Language;
use koe_core::release::Row;
use rust_xlsxwriter::{Workbook, XlsxError};

use super::differences::n;
use super::formats::Number;
use super::sheet::{Book, Heading, Listed, Sheet};
use super::table::{Cell, Column, Line, Table};
use crate::response::Empty;
use crate::segments::{Cross, Crossed, overall};
use crate::steps::{Bounds, Tint};
use crate::wording::{compared_words, difference_colours, empty_cell, part_words};

/// What is shown of every cell and margin, part under part.
#[derive(Clone, Copy)]
enum Part {
    Scores,
    Respondents,
}

/// Writes a sheet for each pair of attributes crossed.
pub(super) fn write(workbook: &mut Workbook, book: Book<'_>) -> Result<Vec<Listed>, XlsxError> {
    let pairs = book.figures.crosses();
    let mut listed = Vec::new();
    for (number, pair) in (1..).zip(&pairs) {
        let own = compared_words(book.language);
        // Names of the survey are no names of sheets.
        let name = if pairs.len() > 1 { format!("{}{number}", own.cross) } else { own.cross.to_owned() };
        one(workbook, book, &name, &book.figures.cross(*pair))?;
        listed.push((name.into(), book.sentences().cross_of(*pair).into()));
    }
    Ok(listed)
}

fn one(workbook: &mut Workbook, book: Book<'_>, name: &str, cross: &Cross<'_>) -> Result<(), XlsxError> {
    let sentences = book.sentences();
    let bounds = Bounds::of(book.figures.about.scale);
    let compared = cross.cells().flatten().any(|row| row.comparison.is_some());
    let mut heading = Heading {
        headline: sentences.cross_headline(cross),
        notes: vec![sentences.cross_subtitle(cross)],
        ..Heading::default()
    };
    heading.notes.extend(compared.then(|| difference_colours(&bounds, book.language)));
    heading.notes.extend(cross.has_vacant().then(|| part_words(book.language).note_vacant.to_owned()));
    let table = table(book, cross, &bounds);
    let mut sheet = Sheet::over_table(workbook, book, name, &heading, &table)?;
    if compared {
        sheet.key(&bounds)?;
    }
    sheet.set(&table)?;
    sheet.close()
}

fn table(book: Book<'_>, cross: &Cross<'_>, bounds: &Bounds) -> Table {
    let total = part_words(book.language).total;
    let mut columns: Vec<Column> = [compared_words(book.language).figure, cross.attributes[0]].map(Column::text).into();
    columns.extend(cross.columns.iter().chain([&total]).map(|value| Column::figures(value)));
    let lines = [Part::Scores, Part::Respondents].map(|part| part.lines(book, cross, bounds));
    Table { columns, lines: lines.into_iter().flatten().collect() }
}

impl Part {
    fn lines(self, book: Book<'_>, cross: &Cross<'_>, bounds: &Bounds) -> Vec<Line> {
        let name = match self {
            Self::Scores => book.words.score,
            Self::Respondents => "n",
        };
        let margin =
            |rows: Option<Crossed<'_>>| rows.map_or(Cell::Nothing, |rows| self.cell(rows, None, book.language));
        let line = |value: &str, cells: Vec<Cell>, strong: bool| {
            let cells = [Cell::text(name), Cell::text(value)].into_iter().chain(cells).collect();
            Line { strong, indent: 0, cells }
        };
        let inner = cross.lines.iter().map(|own| {
            let cells = own.cells.iter().map(|rows| self.cell(*rows, Some(bounds), book.language));
            line(own.name, cells.chain([margin(own.margin)]).collect(), false)
        });
        let everyone = book.figures.overall().map(|row| Ok(std::slice::from_ref(row)));
        let below =
            (0..cross.columns.len()).map(|index| cross.margins.as_ref().and_then(|all| all.get(index).copied()));
        let below = below.chain([everyone]).map(margin).collect();
        inner.chain([line(part_words(book.language).total, below, true)]).collect()
    }

    /// What stands in a cell: where nobody answered the word stands over 0 of how
    /// many, as a score over its n.
    fn cell(self, rows: Crossed<'_>, bounds: Option<&Bounds>, language: Language) -> Cell {
        match (rows, self) {
            (Ok(rows), Self::Scores) => overall(rows).map_or(Cell::Nothing, |row| score(row, bounds)),
            (Ok(rows), Self::Respondents) => n(overall(rows)),
            (Err(Empty::Withheld), _) => Cell::Withheld,
            (Err(empty), Self::Scores) => Cell::Absent(empty_cell(empty, language).0.to_owned()),
            (Err(empty), Self::Respondents) => {
                let (word, of) = empty_cell(empty, language);
                Cell::Absent(of.unwrap_or_else(|| word.to_owned()))
            }
        }
    }
}

/// A score, on the ground of its difference from everyone where bounds are given.
fn score(row: &Row, bounds: Option<&Bounds>) -> Cell {
    let tint = bounds.map_or(Tint::Plain, |bounds| Tint::of(row, bounds));
    match row.mean_text {
        _ if row.suppressed => Cell::Withheld,
        Some(mean) => Cell::Tinted(mean, Number::Score, tint),
        None => Cell::Nothing,
    }
}
