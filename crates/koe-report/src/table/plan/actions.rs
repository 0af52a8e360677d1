//! Actions by fiscal year: the matrix, the counts, what is late, what is new.

use koe_core::plan::{Action, Actions, Count, Progress};

use super::super::sheet::{Block, Cell, Column, Ink, Line, Table, Weight};
use crate::outlook::{Headed, Outlook, has_repeats, headed};
use crate::wording::part_words;
use crate::wording::plan::{plan_words, progress};

/// The matrix and what it comes to.
pub(super) fn add(blocks: &mut Vec<Block>, plan: &Actions, written: Outlook<'_>) {
    let own = plan_words(written.language);
    blocks.push(Block::Heading(own.actions.to_owned()));
    blocks.push(Block::Table(matrix(plan, written)));
    let has_repeats = has_repeats(plan);
    let notes: Vec<String> = written.notes(plan).into_iter().map(str::to_owned).collect();
    if !notes.is_empty() {
        blocks.push(Block::Lines(notes));
    }
    let counts = if has_repeats { own.counts_once } else { own.counts };
    blocks.push(Block::Heading(counts.to_owned()));
    if plan.years.is_empty() {
        blocks.push(Block::Table(by_theme(plan, has_repeats, written)));
        return;
    }
    blocks.push(Block::Table(by_status(plan, has_repeats, written)));
    blocks.push(Block::Heading(own.late.to_owned()));
    blocks.push(Block::Lines(written.late(plan)));
    blocks.push(Block::Heading(own.new.to_owned()));
    blocks.push(Block::Lines(written.added(plan)));
}

fn matrix(plan: &Actions, written: Outlook<'_>) -> Table {
    let own = plan_words(written.language);
    let has_kind = plan.actions.iter().any(|action| !action.kind.is_empty() || action.is_repeated);
    let has_content = plan.actions.iter().any(|action| !action.content.is_empty());
    let mut columns = vec![Column::left(part_words(written.language).action)];
    if has_kind {
        columns.push(Column::left(own.kind));
    }
    if has_content {
        columns.push(Column::left(own.content));
    }
    columns.extend(plan.years.iter().map(|&year| Column::left(written.year(year))));
    let mut lines = Vec::new();
    for (indent, own) in headed(plan) {
        match own {
            Headed::Heading(_, name) => lines.push(heading(name, indent)),
            Headed::Action(action) => {
                let shape = Shape { indent, has_kind, has_content };
                lines.push(planned(action, shape, written));
                lines.extend(done(action, shape, written));
            }
        }
    }
    Table { columns, lines }
}

/// Where a name stands, and the columns between it and the years.
#[derive(Clone, Copy)]
struct Shape {
    indent: usize,
    has_kind: bool,
    has_content: bool,
}

fn heading(name: &str, indent: usize) -> Line {
    let weight = if indent == 0 { Weight::Strong } else { Weight::Plain };
    Line { weight, cells: vec![Cell { indent, ..Cell::plain(name) }] }
}

fn planned(action: &Action, shape: Shape, written: Outlook<'_>) -> Line {
    let ink = if action.is_repeated { Ink::Faint } else { Ink::Plain };
    let mut cells = vec![Cell { indent: shape.indent, ..Cell::plain(&action.name).ink(ink) }];
    if shape.has_kind {
        let repeated = part_words(written.language).repeated;
        cells.push(Cell::plain(if action.is_repeated { repeated } else { &action.kind }).ink(ink));
    }
    if shape.has_content {
        cells.push(Cell::plain(&action.content).ink(ink));
    }
    cells.extend(action.cells.iter().map(|cell| match (&cell.planned, cell.is_as_before) {
        (Some(_), true) => Cell::plain("⇒").ink(Ink::Faint),
        (Some(status), false) => Cell::plain(status).ink(ink),
        (None, _) => Cell::plain(""),
    }));
    Line { weight: Weight::Plain, cells }
}

/// What was done, below what was planned, where any of it is reported.
fn done(action: &Action, shape: Shape, written: Outlook<'_>) -> Option<Line> {
    action.cells.iter().any(|cell| cell.actual.is_some() || cell.progress == Progress::Unreported).then(|| {
        let label = plan_words(written.language).reported;
        let mut cells = vec![Cell { indent: shape.indent + 1, ..Cell::plain(label).ink(Ink::Faint) }];
        cells.extend([shape.has_kind, shape.has_content].iter().filter(|&&has| has).map(|_| Cell::plain("")));
        cells.extend(action.cells.iter().map(|cell| {
            let beside = progress(cell.progress, written.language);
            let said: Vec<&str> = cell.actual.as_deref().into_iter().chain(beside).collect();
            Cell::plain(said.join(" ")).ink(match cell.progress {
                Progress::Late => Ink::Below,
                Progress::Unreported => Ink::Faint,
                _ => Ink::Plain,
            })
        }));
        Line { weight: Weight::Plain, cells }
    })
}

/// Actions by pillar, status and year, the sums at the foot.
fn by_status(plan: &Actions, has_repeats: bool, written: Outlook<'_>) -> Table {
    let own = plan_words(written.language);
    let mut columns = vec![Column::left(own.pillar), Column::left(crate::wording::words(written.language).status)];
    columns.extend(plan.years.iter().map(|&year| Column::right(written.year(year))));
    let mut lines = Vec::new();
    let pillars = plan.pillars();
    for pillar in pillars.iter().filter(|_| pillars.len() > 1) {
        let name = if pillar.is_empty() { own.no_pillar } else { pillar };
        push_counts(&mut lines, name, &plan.count(|action| action.pillar == *pillar), Weight::Plain, false);
    }
    let all = plan.count(|_| true);
    push_counts(&mut lines, own.total, &all, Weight::Strong, false);
    if has_repeats {
        push_counts(&mut lines, own.total_rows, &all, Weight::Plain, true);
    }
    Table { columns, lines }
}

fn push_counts(lines: &mut Vec<Line>, name: &str, count: &Count, weight: Weight, with_repeats: bool) {
    let statuses = if with_repeats { &count.row_statuses } else { &count.statuses };
    for (index, status) in statuses.iter().enumerate() {
        let name = if index == 0 { name } else { "" };
        let mut cells = vec![Cell::plain(name), Cell::plain(&status.status)];
        cells.extend(status.actions.iter().map(|actions| Cell::plain(actions.to_string())));
        lines.push(Line { weight, cells });
    }
}

/// Actions by chapter and topic, where there are no years.
fn by_theme(plan: &Actions, has_repeats: bool, written: Outlook<'_>) -> Table {
    let own = plan_words(written.language);
    let columns = vec![Column::left(own.pillar), Column::left(own.theme), Column::right(own.number)];
    let line = |cells: [&str; 2], count: usize, weight| Line {
        weight,
        cells: cells.into_iter().map(Cell::plain).chain([Cell::plain(count.to_string())]).collect(),
    };
    let mut lines = Vec::new();
    for pillar in plan.pillars() {
        let all = plan.count(|action| action.pillar == pillar).actions;
        let name = if pillar.is_empty() { own.no_pillar } else { pillar };
        lines.push(line([name, ""], all, Weight::Strong));
        for theme in plan.themes(pillar).into_iter().filter(|theme| !theme.is_empty()) {
            let count = plan.count(|action| action.pillar == pillar && action.theme == theme).actions;
            lines.push(line(["", theme], count, Weight::Plain));
        }
    }
    let all = plan.count(|_| true);
    lines.push(line([own.total, ""], all.actions, Weight::Strong));
    if has_repeats {
        lines.push(line([own.total_rows, ""], all.rows, Weight::Plain));
    }
    Table { columns, lines }
}
