//! Marks by rows and columns, as a plan has them: competencies by position.

use koe_core::plan::Competencies;

use super::grid::{self, Columns, Table};
use super::plan_matrix::heading;
use super::{Caption, told};
use crate::chart::drawing::{Block, Drawing};
use crate::chart::marks::{self, Setting, row_height};
use crate::chart::scene::{Scene, Type};
use crate::theme::Ink;
use crate::typeset::one_line;
use crate::wording::note_marks;
use crate::wording::plan::plan_words;

const INDENT: f64 = 14.0;

/// What is expected of whom.
#[derive(Debug, Clone)]
pub(crate) struct MarkTable {
    pub(crate) caption: Caption,
    pub(crate) competencies: Competencies,
}

impl MarkTable {
    /// Groups as headings, competencies as rows, a column a position.
    pub(crate) fn draw(&self, setting: Setting<'_>) -> Drawing {
        let own = &self.competencies;
        let table = Table {
            names: own.competencies.iter().map(|row| row.name.as_str()).collect(),
            labels: own.positions.iter().map(String::as_str).collect(),
            lead: 8.0,
            cell: (40.0, 84.0),
            margin: None,
        };
        let corner = plan_words(setting.language).competency;
        let tables = table.columns(setting).into_iter().map(|columns| {
            let head = columns.head("", corner, "", &table.labels, setting);
            (head, self.rows(&columns, setting))
        });
        let (head, blocks) = grid::lay(tables.collect(), setting);
        let drawn = Drawing {
            head,
            blocks,
            notes: vec![note_marks(own, setting.language)],
            description: self.describe(setting),
            ..Drawing::default()
        };
        self.caption.around(setting, drawn)
    }

    fn rows(&self, columns: &Columns, setting: Setting<'_>) -> Vec<Block> {
        let mut blocks = Vec::new();
        for rows in self.competencies.competencies.chunk_by(|one, next| one.group == next.group) {
            let group = rows.first().and_then(|row| row.group.as_deref());
            if let Some(name) = group {
                blocks.push(Block { scene: heading(name, 0.0, columns.right(), setting), heading: true });
            }
            let indent = if group.is_some() { INDENT } else { 0.0 };
            blocks.extend(rows.iter().map(|row| Block::from(line((&row.name, &row.marks), indent, columns, setting))));
        }
        blocks
    }

    fn describe(&self, setting: Setting<'_>) -> String {
        let own = &self.competencies;
        let rows = own.competencies.iter().map(|row| {
            let marks = own.positions.iter().zip(&row.marks).filter_map(|(position, mark)| {
                mark.as_ref().map(|mark| format!("{} {}", one_line(position), one_line(mark)))
            });
            format!("{} {}", one_line(&row.name), marks.collect::<Vec<_>>().join(setting.words().separator))
        });
        told([self.caption.subtitle.clone()].into_iter().chain(rows), setting)
    }
}

fn line((name, marks): (&str, &[Option<String>]), indent: f64, columns: &Columns, setting: Setting<'_>) -> Scene {
    let lines = setting.name(name, 14.0, columns.left() - indent - 8.0);
    let mut scene = columns.row(row_height(lines.len()));
    marks::name(&mut scene, &lines, indent, 14.0, Ink::Ink2);
    let base = scene.height / 2.0 + 5.5;
    for (index, rect) in columns.cells(scene.height) {
        let mark = marks.get(index).and_then(Option::as_deref).map(one_line).unwrap_or_default();
        let text = setting.wrap(&mark, 15.0, rect.width - 4.0, 1).concat();
        if !text.is_empty() {
            scene.text(text, (rect.x + rect.width / 2.0, base), Type::new(15.0, Ink::Ink).middle());
        }
    }
    scene
}
