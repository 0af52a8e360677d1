//! In the section on the plan: actions by fiscal year, how many, what is late.

use koe_core::plan::{Action, Actions, Cell as Planned, Progress};
use serde::Serialize;

use super::{Caption, Name};
use crate::outlook::{Headed, Outlook, Tier, has_repeats, has_reports, headed};
use crate::typeset::{count_of, one_line};
use crate::wording::part_words;
use crate::wording::plan::{plan_words, progress};

#[derive(Serialize)]
pub(super) struct Matrix {
    caption: Caption,
    years: Vec<String>,
    /// Whether what was done stands in some cell.
    reported: bool,
    /// Whether a column says what the actions mean; where there are years, it
    /// stands under the name.
    content: bool,
    pillars: Vec<Pillar>,
    notes: Vec<&'static str>,
    counts: Option<Counts>,
    late: Told,
    new: Told,
}

/// Rows under one heading, in a body of their own.
#[derive(Serialize)]
struct Pillar {
    name: Option<Name>,
    rows: Vec<Row>,
}

/// A theme, a measure or an action.
#[derive(Serialize)]
struct Row {
    name: Name,
    /// What the heading is; nothing where it is an action.
    heading: Option<&'static str>,
    content: Option<Name>,
    tag: Option<&'static str>,
    repeated: bool,
    cells: Vec<Cell>,
}

#[derive(Serialize)]
struct Cell {
    planned: Option<String>,
    as_before: bool,
    actual: Option<String>,
    /// 遅れ and what else is not as planned.
    progress: Option<&'static str>,
    late: bool,
}

/// How many actions there are, by pillar, status and year; by pillar and theme
/// where there are no years.
#[derive(Serialize)]
struct Counts {
    title: &'static str,
    heads: Vec<String>,
    rows: Vec<CountRow>,
}

#[derive(Serialize)]
struct CountRow {
    name: Name,
    status: Name,
    total: bool,
    figures: Vec<String>,
}

/// Sentences: the first one over the others.
#[derive(Serialize)]
struct Told {
    first: String,
    list: Vec<Name>,
}

impl Matrix {
    pub(super) fn of(actions: &Actions, outlook: Outlook<'_>) -> Self {
        let has_content = actions.actions.iter().any(|own| !own.content.is_empty());
        Self {
            caption: Caption {
                title: outlook.actions_headline(actions),
                subtitle: outlook.actions_subtitle(actions).to_owned(),
            },
            years: actions.years.iter().map(|&year| outlook.year(year)).collect(),
            reported: has_reports(actions),
            content: has_content && actions.years.is_empty(),
            pillars: pillars(actions, outlook),
            notes: outlook.notes(actions),
            counts: (!actions.years.is_empty()).then(|| counts(actions, outlook)),
            late: told(outlook.late(actions), outlook),
            new: told(outlook.added(actions), outlook),
        }
    }
}

fn pillars(actions: &Actions, outlook: Outlook<'_>) -> Vec<Pillar> {
    let mut pillars: Vec<Pillar> = Vec::new();
    for (_, line) in headed(actions) {
        let row = match line {
            Headed::Heading(Tier::Pillar, name) => {
                pillars.push(Pillar { name: Some(Name::plain(name, outlook.language)), rows: Vec::new() });
                continue;
            }
            Headed::Heading(Tier::Theme, name) => Row::heading("theme", name, outlook),
            Headed::Heading(Tier::Measure, name) => Row::heading("measure", name, outlook),
            Headed::Action(action) => row(action, outlook),
        };
        match pillars.last_mut() {
            Some(pillar) => pillar.rows.push(row),
            None => pillars.push(Pillar { name: None, rows: vec![row] }),
        }
    }
    pillars
}

impl Row {
    fn heading(kind: &'static str, name: &str, outlook: Outlook<'_>) -> Self {
        let name = Name::plain(name, outlook.language);
        Self { name, heading: Some(kind), content: None, tag: None, repeated: false, cells: Vec::new() }
    }
}

fn row(action: &Action, outlook: Outlook<'_>) -> Row {
    let parts = part_words(outlook.language);
    Row {
        name: Name::plain(&action.name, outlook.language),
        heading: None,
        content: (!action.content.is_empty()).then(|| Name::plain(&action.content, outlook.language)),
        tag: match action {
            Action { is_repeated: true, .. } => Some(parts.repeated),
            Action { is_new: true, .. } => Some(parts.new),
            _ => None,
        },
        repeated: action.is_repeated,
        cells: action.cells.iter().map(|cell| self::cell(cell, outlook)).collect(),
    }
}

fn cell(cell: &Planned, outlook: Outlook<'_>) -> Cell {
    Cell {
        planned: cell.planned.as_deref().map(one_line),
        as_before: cell.is_as_before,
        actual: cell.actual.as_deref().map(one_line),
        progress: progress(cell.progress, outlook.language),
        late: cell.progress == Progress::Late,
    }
}

fn counts(actions: &Actions, outlook: Outlook<'_>) -> Counts {
    let words = plan_words(outlook.language);
    let mut rows = Vec::new();
    let pillars = actions.pillars();
    let mut add = |name: &str, total: bool, count: &koe_core::plan::Count| {
        rows.extend(count.statuses.iter().map(|status| CountRow {
            name: Name::plain(name, outlook.language),
            status: Name::plain(&status.status, outlook.language),
            total,
            figures: status.actions.iter().map(|&actions| count_of(actions)).collect(),
        }));
    };
    for pillar in pillars.iter().filter(|_| pillars.len() > 1) {
        let name = if pillar.is_empty() { words.no_pillar } else { pillar };
        add(name, false, &actions.count(|action| action.pillar == *pillar));
    }
    add(words.total, true, &actions.count(|_| true));
    Counts {
        title: if has_repeats(actions) { words.counts_once } else { words.counts },
        heads: actions.years.iter().map(|&year| outlook.year(year)).collect(),
        rows,
    }
}

fn told(sentences: Vec<String>, outlook: Outlook<'_>) -> Told {
    let mut sentences = sentences.into_iter();
    Told {
        first: sentences.next().unwrap_or_default(),
        list: sentences.map(|sentence| Name::plain(&sentence, outlook.language)).collect(),
    }
}
