//! Chart f: two attributes crossed, margins at the end.

use koe_stats::Decimal;

use super::grid::{self, Columns, Table};
use super::{Absence, Caption, Ground, Shown, Steps, told, withheld_entry};
use crate::chart::drawing::{Block, Drawing};
use crate::chart::marks::{self, Setting, row_height};
use crate::chart::scene::{Rect, Scene, Type};
use crate::theme::Ink;
use crate::typeset::{figure, one_line};
use crate::wording::of_n;

/// A score over its n.
const ROW: f64 = 42.0;

/// Scores of everyone who shares the values of two attributes.
#[derive(Debug, Clone)]
pub(crate) struct CrossTable {
    pub(crate) caption: Caption,
    /// What a row is: 年代.
    pub(crate) rows_are: String,
    /// What a column is: 職位.
    pub(crate) columns_are: String,
    /// Values of the other attribute, in its own order.
    pub(crate) columns: Vec<String>,
    pub(crate) steps: Steps,
    /// In the attribute's own order, never by score.
    pub(crate) rows: Vec<Crossed>,
    /// The margin below.
    pub(crate) total: Crossed,
}

/// A row: a cell for each column, and the margin at its end.
#[derive(Debug, Clone)]
pub(crate) struct Crossed {
    pub(crate) name: String,
    pub(crate) cells: Vec<Shown<Cell>>,
    pub(crate) total: Shown<Cell>,
}

/// A score over its n, on its ground.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Cell {
    pub(crate) score: Decimal,
    pub(crate) n: u64,
    pub(crate) ground: Ground,
}

impl CrossTable {
    /// Rows × columns, with the margins set off and plain.
    pub(crate) fn draw(&self, setting: Setting<'_>) -> Drawing {
        let total = setting.part_words().total;
        let labels: Vec<&str> = self.columns.iter().map(String::as_str).chain([total]).collect();
        let table = Table {
            names: self.rows.iter().chain([&self.total]).map(|row| row.name.as_str()).collect(),
            margin: Some(self.columns.len()),
            lead: 0.0,
            cell: (60.0, 96.0),
            labels: labels.clone(),
        };
        let tables = table.columns(setting).into_iter().map(|columns| {
            let head = self.head(&columns, &labels, setting);
            let rows = self.rows.iter().map(|row| self.row(row, false, &columns, setting));
            (head, rows.chain([self.row(&self.total, true, &columns, setting)]).map(Block::from).collect())
        });
        let (head, blocks) = grid::lay(tables.collect(), setting);
        let mut key = self.steps.key(setting);
        key.extend(self.has_withheld().then(|| withheld_entry(setting)));
        let drawn = Drawing {
            key,
            head,
            blocks,
            notes: vec![self.steps.note(setting)],
            description: self.describe(setting),
            ..Drawing::default()
        };
        self.caption.around(setting, drawn)
    }

    /// The heads of the columns under what they are.
    fn head(&self, columns: &Columns, labels: &[&str], setting: Setting<'_>) -> Scene {
        const LINE: f64 = 22.0;
        let own = columns.head("", &self.rows_are, "", labels, setting);
        let mut head = Scene::new(own.width, own.height + LINE);
        head.place(own, (0.0, LINE));
        let inner: Vec<Rect> =
            columns.cells(1.0).filter(|(index, _)| *index < self.columns.len()).map(|(_, rect)| rect).collect();
        if let (Some(first), Some(last)) = (inner.first(), inner.last()) {
            let (left, width) = (first.x, last.x + last.width - first.x);
            let name = setting.wrap(&one_line(&self.columns_are), 12.0, width, 1).concat();
            head.text(name, (left + width / 2.0, 14.0), Type::new(12.0, Ink::Ink3).middle());
            head.fill(Rect::new(left, LINE - 1.0, width, 1.0), Ink::Line);
        }
        head
    }

    fn cells(&self) -> impl Iterator<Item = &Shown<Cell>> {
        self.rows.iter().chain([&self.total]).flat_map(|row| row.cells.iter().chain([&row.total]))
    }

    fn has_withheld(&self) -> bool {
        self.cells().any(|cell| matches!(cell, Err(Absence::Withheld)))
    }

    /// A row; the margin below is set off from the rows above it.
    fn row(&self, row: &Crossed, margin: bool, columns: &Columns, setting: Setting<'_>) -> Scene {
        let top = if margin { 6.0 } else { 0.0 };
        let name = setting.name(&row.name, 14.0, columns.name - 8.0);
        let height = row_height(name.len()).max(ROW);
        let mut scene = columns.row(height);
        marks::name(&mut scene, &name, 0.0, 14.0, if margin { Ink::Ink } else { Ink::Ink2 });
        for (index, rect) in columns.cells(height) {
            let last = index == self.columns.len();
            match if last { Some(&row.total) } else { row.cells.get(index) } {
                Some(Ok(cell)) => {
                    let ground = if last || margin { Ground::Plain } else { cell.ground };
                    draw_cell(&mut scene, &Cell { ground, ..*cell }, rect, setting);
                }
                Some(Err(absence)) => grid::absent(&mut scene, rect, *absence, setting),
                None => {}
            }
        }
        let mut moved = Scene::new(scene.width, height + top);
        if margin {
            moved.fill(Rect::new(0.0, top / 2.0, scene.width, 1.0), Ink::Line);
        }
        moved.place(scene, (0.0, top));
        moved
    }

    fn describe(&self, setting: Setting<'_>) -> String {
        let total = setting.part_words().total.to_owned();
        let rows = self.rows.iter().chain([&self.total]).map(|row| {
            let cells = self.columns.iter().map(|column| one_line(column)).zip(&row.cells);
            let cells = cells.chain([(total.clone(), &row.total)]).map(|(column, cell)| match cell {
                Ok(cell) => format!("{column} {} {}", figure(cell.score), of_n(cell.n, setting.language)),
                Err(absence) => format!("{column} {}", absence.words(setting.language)),
            });
            format!("{} {}", one_line(&row.name), cells.collect::<Vec<_>>().join(setting.words().separator))
        });
        told([self.caption.subtitle.clone()].into_iter().chain(rows), setting)
    }
}

fn draw_cell(scene: &mut Scene, cell: &Cell, rect: Rect, setting: Setting<'_>) {
    cell.ground.paint(scene, rect);
    let (x, middle) = (rect.x + rect.width / 2.0, rect.height / 2.0);
    scene.text(figure(cell.score), (x, middle - 1.0), Type::new(14.0, cell.ground.figure()).middle());
    let n = of_n(cell.n, setting.language);
    scene.text(n, (x, middle + 13.5), Type::new(11.0, cell.ground.note()).middle());
}
