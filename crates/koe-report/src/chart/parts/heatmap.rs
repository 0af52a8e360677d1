//! Chart d: units × categories.

use koe_stats::Decimal;

use super::grid::{self, Columns, Table};
use super::{Absence, Caption, Ground, Shown, Steps, told, withheld_entry};
use crate::chart::drawing::{Block, Drawing, Entry};
use crate::chart::marks::{self, Setting, row_height};
use crate::chart::scene::{Rect, Scene, Type};
use crate::steps::Tint;
use crate::theme::Ink;
use crate::typeset::{NOTHING, count, figure, one_line, signed};

/// Room of the number of respondents.
const LEAD: f64 = 56.0;
/// From this many units on, each division has a table of its own.
const MOST: usize = 25;

/// Scores of units in categories, or their differences from everyone.
#[derive(Debug, Clone)]
pub(crate) struct Heatmap {
    pub(crate) caption: Caption,
    /// What a row is: 部局.
    pub(crate) unit: String,
    /// Overall, then the categories.
    pub(crate) columns: Vec<String>,
    pub(crate) steps: Steps,
    pub(crate) everyone: Everyone,
    /// In the order they are shown in.
    pub(crate) units: Vec<Unit>,
}

/// Everyone's scores, column by column.
#[derive(Debug, Clone)]
pub(crate) struct Everyone {
    pub(crate) n: Option<u64>,
    pub(crate) scores: Vec<Shown<Decimal>>,
}

/// A row.
#[derive(Debug, Clone)]
pub(crate) struct Unit {
    pub(crate) name: String,
    /// What it is a part of, where that is known.
    pub(crate) division: Option<String>,
    pub(crate) line: Shown<Line>,
}

/// What is shown of a unit, column by column.
#[derive(Debug, Clone)]
pub(crate) struct Line {
    pub(crate) n: Option<u64>,
    pub(crate) cells: Vec<Shown<Cell>>,
}

/// A figure on its ground.
#[derive(Debug, Clone)]
pub(crate) struct Cell {
    text: String,
    ground: Ground,
}

impl Cell {
    /// A difference from everyone, with what its colour says.
    pub(crate) fn difference(value: Decimal, tint: Tint) -> Self {
        Self { text: signed(value), ground: tint.into() }
    }

    /// A score on the ground of its step.
    pub(crate) fn score(value: Decimal, ground: Ground) -> Self {
        Self { text: figure(value), ground }
    }
}

impl Heatmap {
    /// A table with a first row for everyone and a first column for overall.
    pub(crate) fn draw(&self, setting: Setting<'_>) -> Drawing {
        let labels: Vec<&str> = self.columns.iter().map(String::as_str).collect();
        let everyone = setting.part_words().everyone_score;
        let table = Table {
            names: self.units.iter().map(|unit| unit.name.as_str()).chain([everyone]).collect(),
            labels: labels.clone(),
            lead: LEAD,
            cell: (50.0, 60.0),
            margin: Some(0),
        };
        let mut tables = Vec::new();
        for (division, units) in self.divisions() {
            for columns in table.columns(setting) {
                let head = columns.head(division, &self.unit, setting.part_words().n, &labels, setting);
                let rows = units.iter().map(|unit| row(unit, &columns, setting));
                let rows = std::iter::once(self.first_row(&columns, setting)).chain(rows).map(Block::from);
                tables.push((head, rows.collect()));
            }
        }
        let (head, blocks) = grid::lay(tables, setting);
        let drawn = Drawing {
            key: self.key(setting),
            head,
            blocks,
            notes: vec![self.steps.note(setting)],
            description: self.describe(setting),
            ..Drawing::default()
        };
        self.caption.around(setting, drawn)
    }

    /// The units of each table: all in one, or by division where there are many.
    fn divisions(&self) -> Vec<(&str, &[Unit])> {
        if self.units.len() <= MOST || self.units.iter().all(|unit| unit.division.is_none()) {
            return vec![("", &self.units)];
        }
        let parts = self.units.chunk_by(|a, b| a.division == b.division);
        parts
            .map(|units| (units.first().and_then(|unit| unit.division.as_deref()).unwrap_or_default(), units))
            .collect()
    }

    fn first_row(&self, columns: &Columns, setting: Setting<'_>) -> Scene {
        let name = setting.wrap(setting.part_words().everyone_score, 15.0, columns.name - 8.0, 3);
        let mut scene = columns.row(row_height(name.len()));
        marks::name(&mut scene, &name, 0.0, 15.0, Ink::Ink);
        let base = scene.height / 2.0 + 5.0;
        number(&mut scene, self.everyone.n, columns, setting);
        for (index, rect) in columns.cells(scene.height) {
            match self.everyone.scores.get(index) {
                Some(Ok(score)) => {
                    scene.fill(rect, Ink::Surface);
                    let at = (rect.x + rect.width / 2.0, base);
                    scene.text(figure(*score), at, Type::new(14.0, Ink::Ink).bold().middle());
                }
                Some(Err(absence)) => grid::absent(&mut scene, rect, *absence, setting),
                None => {}
            }
        }
        scene
    }

    fn key(&self, setting: Setting<'_>) -> Vec<Entry> {
        let withheld = |unit: &Unit| match &unit.line {
            Ok(line) => line.cells.iter().any(|cell| matches!(cell, Err(Absence::Withheld))),
            Err(absence) => *absence == Absence::Withheld,
        };
        let mut key = self.steps.key(setting);
        key.extend(self.units.iter().any(withheld).then(|| withheld_entry(setting)));
        key
    }

    fn describe(&self, setting: Setting<'_>) -> String {
        let words = setting.part_words();
        let pairs = |texts: Vec<String>| {
            let named = self.columns.iter().zip(texts).map(|(column, text)| format!("{} {text}", one_line(column)));
            named.collect::<Vec<_>>().join(setting.words().separator)
        };
        let scores = self.everyone.scores.iter().map(|score| match score {
            Ok(score) => figure(*score),
            Err(absence) => absence.words(setting.language),
        });
        let everyone = format!("{} {}", words.everyone_score, pairs(scores.collect()));
        let units = self.units.iter().map(|unit| {
            let line = match &unit.line {
                Ok(line) => pairs(line.cells.iter().map(|cell| cell_words(cell, setting)).collect()),
                Err(absence) => absence.words(setting.language),
            };
            format!("{} {line}", one_line(&unit.name))
        });
        told([self.caption.subtitle.clone(), everyone].into_iter().chain(units), setting)
    }
}

fn cell_words(cell: &Shown<Cell>, setting: Setting<'_>) -> String {
    match cell {
        Ok(cell) if cell.ground == Ground::Untold => format!("{} {}", cell.text, setting.part_words().untold),
        Ok(cell) => cell.text.clone(),
        Err(absence) => absence.words(setting.language),
    }
}

fn row(unit: &Unit, columns: &Columns, setting: Setting<'_>) -> Scene {
    let name = setting.name(&unit.name, 14.0, columns.name - 8.0);
    let mut scene = columns.row(row_height(name.len()));
    marks::name(&mut scene, &name, 0.0, 14.0, Ink::Ink2);
    let height = scene.height;
    match &unit.line {
        Ok(line) => {
            number(&mut scene, line.n, columns, setting);
            for (index, rect) in columns.cells(height) {
                match line.cells.get(index) {
                    Some(Ok(cell)) => draw_cell(&mut scene, cell, rect),
                    Some(Err(absence)) => grid::absent(&mut scene, rect, *absence, setting),
                    None => {}
                }
            }
        }
        Err(Absence::Nobody { invited }) => {
            number(&mut scene, Some(0), columns, setting);
            let span = Rect { x: columns.left() - 8.0, ..columns.span(height) };
            Absence::Nobody { invited: *invited }.draw(&mut scene, span, setting);
        }
        Err(absence) => absence.draw(&mut scene, columns.span(height), setting),
    }
    scene
}

fn draw_cell(scene: &mut Scene, cell: &Cell, rect: Rect) {
    cell.ground.paint(scene, rect);
    let at = (rect.x + rect.width / 2.0, rect.height / 2.0 + 5.5);
    scene.text(cell.text.as_str(), at, Type::new(14.0, cell.ground.figure()).middle());
}

fn number(scene: &mut Scene, n: Option<u64>, columns: &Columns, setting: Setting<'_>) {
    let n = n.map_or_else(|| NOTHING.to_owned(), count);
    scene.text(n, (columns.left() - 8.0, scene.height / 2.0 + 5.0), setting.figure(Ink::Ink3));
}
