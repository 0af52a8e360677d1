//! A table as titles, columns and lines, before it has any looks.

use koe_core::definition::Language;
use koe_core::release::{Level, Row, Segment};

use crate::figures::{Figures, Part};
use crate::wording::{Sentences, words};

/// Blocks in reading order.
#[derive(Debug, Default)]
pub(super) struct Sheet {
    pub(super) blocks: Vec<Block>,
}

#[derive(Debug)]
pub(super) enum Block {
    /// What the whole sheet is: survey and wave.
    Title(String),
    /// What the next table is: a segment, a path.
    Heading(String),
    Table(Table),
    /// Sentences.
    Lines(Vec<String>),
}

#[derive(Debug)]
pub(super) struct Table {
    pub(super) columns: Vec<Column>,
    pub(super) lines: Vec<Line>,
}

#[derive(Debug)]
pub(super) struct Column {
    pub(super) head: String,
    pub(super) side: Side,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Side {
    /// Text, cut with … on a terminal where it is long.
    Left,
    /// Figures.
    Right,
}

/// One line of a table. A line shorter than its columns says one thing in its
/// last cell instead of figures.
#[derive(Debug)]
pub(super) struct Line {
    pub(super) weight: Weight,
    pub(super) cells: Vec<Cell>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Weight {
    Strong,
    Plain,
}

#[derive(Debug)]
pub(super) struct Cell {
    pub(super) text: String,
    pub(super) ink: Ink,
    /// Steps into the tree; Markdown has none.
    pub(super) indent: usize,
}

/// Emphasis that a colour may carry; the text always says it too.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Ink {
    Plain,
    Faint,
    Below,
    /// Words in place of all figures of a line; where each column needs some, these.
    Withheld(&'static str),
}

impl Column {
    pub(super) fn left(head: impl Into<String>) -> Self {
        Self { head: head.into(), side: Side::Left }
    }

    pub(super) fn right(head: impl Into<String>) -> Self {
        Self { head: head.into(), side: Side::Right }
    }
}

impl Cell {
    pub(super) fn plain(text: impl Into<String>) -> Self {
        Self { text: text.into(), ink: Ink::Plain, indent: 0 }
    }

    pub(super) fn ink(self, ink: Ink) -> Self {
        Self { ink, ..self }
    }
}

impl Line {
    /// The first cells of every line: code and name, as deep as the row is.
    pub(super) fn of(row: &Row, language: Language) -> Self {
        let words = words(language);
        let (code, name, indent) = match row.level {
            Level::Overall => (String::new(), words.overall.to_owned(), 0),
            _ => (row.code.clone(), row.name.clone(), row.depth + 1),
        };
        let weight = if matches!(row.level, Level::Overall | Level::Category) { Weight::Strong } else { Weight::Plain };
        let name = Cell { indent: indent.saturating_sub(1), ..Cell::plain(name) };
        Self { weight, cells: vec![Cell::plain(code).ink(Ink::Faint), name] }
    }

    /// Says that the row is withheld instead of its figures.
    pub(super) fn withheld(mut self, language: Language) -> Self {
        let words = words(language);
        self.cells.push(Cell::plain(words.withheld).ink(Ink::Withheld(words.withheld_short)));
        self
    }
}

/// Survey, wave and who was looked at.
pub(super) fn title(figures: Figures<'_>, language: Language) -> Block {
    let about = figures.about;
    let mut title = Sentences::new(figures, language).survey_and_wave();
    if !about.filter.0.is_empty() {
        title.push_str(&format!(" ({})", segment_name(&about.filter, language)));
    }
    Block::Title(title)
}

/// The heading of a part, where the sheet has more than one.
pub(super) fn heading(part: &Part<'_>, figures: Figures<'_>, language: Language) -> Option<Block> {
    let segment = segment_name(part.segment, language);
    let waves = figures.rows.iter().any(|row| row.wave != part.wave);
    let segments = figures.rows.iter().any(|row| row.segment != *part.segment);
    match (waves, segments) {
        (false, false) => None,
        (false, true) => Some(Block::Heading(segment)),
        (true, false) => Some(Block::Heading(part.wave.to_owned())),
        (true, true) => Some(Block::Heading(format!("{} {segment}", part.wave))),
    }
}

/// A segment in one line: 年代 = 30代, 部 = 総務部.
pub(super) fn segment_name(segment: &Segment, language: Language) -> String {
    let words = words(language);
    if segment.0.is_empty() {
        return words.everyone.to_owned();
    }
    let pairs: Vec<String> = segment.0.iter().map(|(attribute, value)| format!("{attribute} = {value}")).collect();
    pairs.join(words.separator)
}
