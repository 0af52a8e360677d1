//! Competencies by positions.

use koe_core::definition::Language;
use koe_core::plan::Competencies;

use super::super::sheet::{Block, Cell, Column, Line, Table, Weight};
use crate::wording::plan::plan_words;

/// The matrix, a heading a group.
pub(super) fn add(blocks: &mut Vec<Block>, plan: &Competencies, language: Language) {
    let words = plan_words(language);
    let mut columns = vec![Column::left(words.competency)];
    columns.extend(plan.positions.iter().map(Column::left));
    let mut lines = Vec::new();
    let mut last = None;
    for competency in &plan.competencies {
        if let Some(group) = competency.group.as_ref().filter(|group| last != Some(*group)) {
            lines.push(Line { weight: Weight::Strong, cells: vec![Cell::plain(group)] });
        }
        last = competency.group.as_ref();
        let name = Cell { indent: usize::from(last.is_some()), ..Cell::plain(&competency.name) };
        let marks = competency.marks.iter().map(|mark| Cell::plain(mark.as_deref().unwrap_or_default()));
        lines.push(Line { weight: Weight::Plain, cells: [name].into_iter().chain(marks).collect() });
    }
    blocks.push(Block::Heading(words.competencies.to_owned()));
    blocks.push(Block::Table(Table { columns, lines }));
}
