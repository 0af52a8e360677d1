//! Chart k: actions of a plan by fiscal year.

use koe_core::plan::{Action, Actions, Cell, Progress};

use super::grid::{self, Columns, Table};
use super::{Caption, told};
use crate::chart::drawing::{Block, Drawing, Entry};
use crate::chart::marks::{self, Setting, entry, row_height};
use crate::chart::scene::{Rect, Scene, Type};
use crate::outlook::{Headed, Tier, has_repeats, headed};
use crate::theme::Ink;
use crate::typeset::{NOTHING, count_of, one_line};
use crate::wording::plan::{plan_words, progress, total_of};
use crate::wording::year;

const INDENT: f64 = 14.0;
/// Most lines of the name of an action, and of what it means.
const NAME_LINES: usize = 6;
const CONTENT_LINES: usize = 10;
/// Planned over what was done.
const TWO_LINES: f64 = 44.0;
/// Size of what was done.
const SMALL: f64 = 12.0;

/// What is planned when, and what came of it.
#[derive(Debug, Clone)]
pub(crate) struct PlanMatrix {
    pub(crate) caption: Caption,
    pub(crate) actions: Actions,
}

/// What an action is besides.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Tag {
    /// Not in the plan before.
    New,
    /// In the plan elsewhere; not counted again.
    Repeated,
}

impl PlanMatrix {
    /// Pillars and themes as headings, actions as rows, counts at the foot; a list
    /// where there are no years.
    pub(crate) fn draw(&self, setting: Setting<'_>) -> Drawing {
        let words = setting.part_words();
        let years: Vec<String> =
            self.actions.years.iter().map(|&own| year(own, setting.language, setting.years)).collect();
        let (head, blocks) = if years.is_empty() { self.list(setting) } else { self.table(&years, setting) };
        let repeats = !years.is_empty() && has_repeats(&self.actions);
        let drawn = Drawing {
            key: self.key(setting),
            head,
            blocks,
            notes: repeats.then(|| words.note_counts.to_owned()).into_iter().collect(),
            description: self.describe(&years, setting),
            ..Drawing::default()
        };
        self.caption.around(setting, drawn)
    }

    fn table(&self, years: &[String], setting: Setting<'_>) -> (Option<Scene>, Vec<Block>) {
        let words = setting.part_words();
        let tags = self.actions.actions.iter().filter_map(Tag::of);
        let tag = tags.map(|tag| setting.measure(tag.word(setting), 11.0) + 20.0).fold(0.0, f64::max);
        let table = Table {
            names: self.actions.actions.iter().map(|action| action.name.as_str()).collect(),
            labels: years.iter().map(String::as_str).collect(),
            lead: tag.max(8.0),
            cell: (52.0, 84.0),
            margin: None,
        };
        let tables = table.columns(setting).into_iter().map(|columns| {
            let head = columns.head("", words.action, "", &table.labels, setting);
            (head, self.rows(&columns, setting))
        });
        grid::lay(tables.collect(), setting)
    }

    fn rows(&self, columns: &Columns, setting: Setting<'_>) -> Vec<Block> {
        let rows = headed(&self.actions).into_iter();
        let mut blocks: Vec<Block> = rows
            .map(|(_, own)| match own {
                Headed::Heading(tier, name) => over_actions(tier, name, columns.right(), setting),
                Headed::Action(action) => Block::from(row(action, columns, setting)),
            })
            .collect();
        blocks.extend(foot(&self.actions, columns, setting));
        blocks
    }

    /// Names and, beside them, what they mean.
    fn list(&self, setting: Setting<'_>) -> (Option<Scene>, Vec<Block>) {
        let width = setting.width();
        let has_content = self.actions.actions.iter().any(|action| !action.content.is_empty());
        let name = if has_content { (width * 0.36).floor() } else { width };
        let mut head = Scene::new(width, 30.0);
        let set = Type::new(12.0, Ink::Ink3);
        head.text(setting.part_words().action, (2.0 * INDENT, 20.0), set);
        if has_content {
            head.text(plan_words(setting.language).content, (name, 20.0), set);
        }
        marks::rule(&mut head, Ink::Ink4);
        let line = |action: &Action| {
            let names = setting.wrap(&one_line(&action.name), 14.0, name - 2.0 * INDENT - 12.0, NAME_LINES);
            let content = setting.wrap(&one_line(&action.content), 13.0, width - name, CONTENT_LINES);
            let mut scene = Scene::new(width, row_height(names.len().max(content.len())));
            marks::rule(&mut scene, Ink::Grid);
            marks::name(&mut scene, &names, 2.0 * INDENT, 14.0, Ink::Ink2);
            let first = marks::first_baseline(scene.height, content.len());
            scene.lines(&content, (name, first), Type::new(13.0, Ink::Ink2), marks::LINE);
            scene
        };
        let blocks = headed(&self.actions).into_iter().map(|(_, own)| match own {
            Headed::Heading(tier, name) => over_actions(tier, name, width, setting),
            Headed::Action(action) => Block::from(line(action)),
        });
        (Some(head), blocks.collect())
    }

    fn key(&self, setting: Setting<'_>) -> Vec<Entry> {
        let words = setting.part_words();
        let cells = || self.actions.actions.iter().flat_map(|action| &action.cells);
        let mut key = Vec::new();
        if cells().any(|cell| cell.planned.is_some()) {
            key.push(entry(22.0, words.key_planned, |mark| {
                mark.fill(Rect::new(0.0, 1.0, 22.0, 14.0), Ink::Surface);
                mark.outline(Rect::new(0.5, 1.5, 21.0, 13.0), Ink::Grid, 1.0);
            }));
        }
        if cells().any(|cell| cell.is_as_before) {
            key.push(entry(14.0, words.key_as_before, |mark| mark.text("⇒", (0.0, 13.0), Type::new(14.0, Ink::Ink3))));
        }
        if cells().any(|cell| cell.progress == Progress::Late) {
            key.push(entry(0.0, words.key_late, |_| {}));
        }
        key
    }

    fn describe(&self, years: &[String], setting: Setting<'_>) -> String {
        let tell = |action: &Action| {
            let cells = years.iter().zip(&action.cells).filter_map(|(year, cell)| {
                let planned = match (&cell.planned, cell.is_as_before) {
                    (_, true) => Some(setting.part_words().key_as_before.to_owned()),
                    (planned, false) => planned.as_deref().map(one_line),
                };
                let beside = progress(cell.progress, setting.language).map(str::to_owned);
                let said: Vec<String> =
                    planned.into_iter().chain(cell.actual.as_deref().map(one_line)).chain(beside).collect();
                (!said.is_empty()).then(|| format!("{year} {}", said.join(" ")))
            });
            let tag = Tag::of(action).map(|tag| format!(" {}", tag.word(setting))).unwrap_or_default();
            let cells = cells.collect::<Vec<_>>().join(setting.words().separator);
            let content = one_line(&action.content);
            format!("{}{tag} {cells}{content}", one_line(&action.name)).trim_end().to_owned()
        };
        let rows = headed(&self.actions).into_iter().map(|(_, own)| match own {
            Headed::Heading(_, name) => one_line(name),
            Headed::Action(action) => tell(action),
        });
        told([self.caption.subtitle.clone()].into_iter().chain(rows), setting)
    }
}

/// Actions planned in each year, by pillar, and of all by status; each a block,
/// so that as many stand together as a page holds.
fn foot(actions: &Actions, columns: &Columns, setting: Setting<'_>) -> Vec<Block> {
    let (words, own) = (setting.part_words(), plan_words(setting.language));
    let line = |name: &str, figures: &[usize], ink: Ink| {
        let lines = setting.wrap(&one_line(name), 13.0, columns.left() - INDENT - 8.0, 2);
        let mut scene = columns.row(if lines.len() > 1 { 46.0 } else { 26.0 });
        marks::name(&mut scene, &lines, INDENT, 13.0, ink);
        let base = scene.height / 2.0 + 5.0;
        for (year, rect) in columns.cells(scene.height) {
            let at = (rect.x + rect.width / 2.0, base);
            let figure = figures.get(year).copied().unwrap_or_default();
            scene.text(count_of(figure), at, Type::new(14.0, ink).middle());
        }
        Block::from(scene)
    };
    let pillars = actions.pillars();
    let mut blocks =
        vec![Block { scene: heading(words.planned_actions, 0.0, columns.right(), setting), heading: true }];
    for pillar in pillars.iter().filter(|_| pillars.len() > 1) {
        let name = if pillar.is_empty() { own.no_pillar } else { pillar };
        blocks.push(line(name, &planned(actions, |action| action.pillar == *pillar), Ink::Ink2));
    }
    blocks.push(line(own.total, &planned(actions, |_| true), Ink::Ink));
    let by_status = actions.count(|_| true).statuses;
    if by_status.len() > 1 {
        for status in by_status {
            let name = total_of(&status.status, setting.language);
            blocks.push(line(&name, &status.actions, Ink::Ink2));
        }
    }
    blocks
}

/// Actions planned in each year, each counted once in the plan.
fn planned(actions: &Actions, is_counted: impl Fn(&Action) -> bool) -> Vec<usize> {
    let counts = actions.count(is_counted).statuses;
    (0..actions.years.len()).map(|year| counts.iter().filter_map(|status| status.actions.get(year)).sum()).collect()
}

impl Tag {
    fn of(action: &Action) -> Option<Self> {
        match action {
            Action { is_repeated: true, .. } => Some(Self::Repeated),
            Action { is_new: true, .. } => Some(Self::New),
            _ => None,
        }
    }

    fn word(self, setting: Setting<'_>) -> &'static str {
        match self {
            Self::New => setting.part_words().new,
            Self::Repeated => setting.part_words().repeated,
        }
    }
}

/// What stands over actions.
fn over_actions(tier: Tier, name: &str, width: f64, setting: Setting<'_>) -> Block {
    let scene = match tier {
        Tier::Pillar => heading(name, 0.0, width, setting),
        Tier::Theme => heading(name, INDENT, width, setting),
        Tier::Measure => measure(name, width, setting),
    };
    Block { scene, heading: true }
}

/// A measure: close to its actions, and small, as many have only one.
fn measure(name: &str, width: f64, setting: Setting<'_>) -> Scene {
    const SIZE: f64 = 12.0;
    let lines = setting.name(name, SIZE, width - 2.0 * INDENT);
    let mut scene = Scene::new(width, 22.0 + marks::LINE * (lines.len() as f64 - 1.0));
    scene.lines(&lines, (2.0 * INDENT, 16.0), Type::new(SIZE, Ink::Ink3), marks::LINE);
    scene
}

/// A pillar, or, indented, a theme.
pub(super) fn heading(name: &str, indent: f64, width: f64, setting: Setting<'_>) -> Scene {
    let (size, ink, above) = if indent > 0.0 { (13.0, Ink::Ink2, 0.0) } else { (15.0, Ink::Ink, 8.0) };
    let lines = setting.name(name, size, width - indent);
    let mut scene = Scene::new(width, row_height(lines.len()) + above);
    let first = scene.height - 9.0 - marks::LINE * (lines.len() as f64 - 1.0);
    scene.lines(&lines, (indent, first), Type::new(size, ink), marks::LINE);
    marks::rule(&mut scene, if indent > 0.0 { Ink::Grid } else { Ink::Line });
    scene
}

fn row(action: &Action, columns: &Columns, setting: Setting<'_>) -> Scene {
    let grey = action.is_repeated;
    let tag = Tag::of(action);
    let room = if tag.is_some() { columns.name } else { columns.left() };
    let name = setting.wrap(&one_line(&action.name), 14.0, room - 2.0 * INDENT - 8.0, NAME_LINES);
    let reported = action.cells.iter().any(|cell| below(cell, setting).is_some());
    let height = row_height(name.len()).max(if reported { TWO_LINES } else { 0.0 });
    let mut scene = columns.row(height);
    marks::name(&mut scene, &name, 2.0 * INDENT, 14.0, if grey { Ink::Ink3 } else { Ink::Ink2 });
    if let Some(tag) = tag {
        draw_tag(&mut scene, tag, columns, setting);
    }
    for (index, rect) in columns.cells(height) {
        let Some(own) = action.cells.get(index) else { continue };
        if own.planned.is_some() {
            scene.fill(rect, Ink::Surface);
        }
        cell(&mut scene, own, rect, grey, setting);
    }
    scene
}

/// A small frame with a word at the end of the name.
fn draw_tag(scene: &mut Scene, tag: Tag, columns: &Columns, setting: Setting<'_>) {
    let word = tag.word(setting);
    let width = setting.measure(word, 11.0) + 8.0;
    let (x, middle) = (columns.left() - width - 8.0, scene.height / 2.0);
    scene.outline(Rect::new(x, middle - 8.5, width, 17.0), Ink::Ink4, 1.0);
    let ink = if tag == Tag::New { Ink::Accent } else { Ink::Ink3 };
    scene.text(word, (x + 4.0, middle + 4.0), Type::new(11.0, ink));
}

/// What was done, or what is to be said of it, and its colour: a late action has
/// the word for it, with its status where that fits.
fn below(cell: &Cell, setting: Setting<'_>) -> Option<(Vec<String>, Ink)> {
    let actual = cell.actual.as_deref().map(one_line);
    let beside = progress(cell.progress, setting.language).map(str::to_owned);
    let ink = match cell.progress {
        Progress::Late => Ink::Below,
        Progress::Unreported => Ink::Ink3,
        _ => Ink::Ink2,
    };
    match (actual, beside) {
        (None, None) => None,
        (Some(actual), Some(beside)) => Some((vec![format!("{actual} {beside}"), beside], ink)),
        (actual, beside) => Some((actual.into_iter().chain(beside).collect(), ink)),
    }
}

/// What is planned, and below it what was done.
fn cell(scene: &mut Scene, own: &Cell, rect: Rect, grey: bool, setting: Setting<'_>) {
    let x = rect.x + rect.width / 2.0;
    let middle = rect.height / 2.0;
    let room = rect.width - 4.0;
    let one = |text: &str, size: f64| setting.wrap(text, size, room, 1).concat();
    let below = below(own, setting);
    let base = if below.is_some() { middle - 3.5 } else { middle + 5.0 };
    match (&own.planned, own.is_as_before) {
        (Some(_), true) => scene.text("⇒", (x, base), Type::new(14.0, Ink::Ink3).middle()),
        (Some(word), false) => {
            let ink = if grey { Ink::Ink3 } else { Ink::Ink };
            scene.text(one(&one_line(word), 13.0), (x, base), Type::new(13.0, ink).middle());
        }
        (None, _) if below.is_some() => scene.text(NOTHING, (x, base), Type::new(13.0, Ink::Ink3).middle()),
        (None, _) => {}
    }
    if let Some((said, ink)) = below {
        let fits = said.iter().find(|text| setting.measure(text, SMALL) <= room).or(said.last());
        let text = fits.map(|text| one(text, SMALL)).unwrap_or_default();
        scene.text(text, (x, middle + 14.0), Type::new(SMALL, ink).middle());
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn action(name: &str, is_repeated: bool, years: [bool; 3]) -> Action {
        let cell = |planned: bool| Cell { planned: planned.then(|| "実施".to_owned()), ..Cell::default() };
        Action {
            pillar: "育成".to_owned(),
            theme: String::new(),
            measure: String::new(),
            name: name.to_owned(),
            content: String::new(),
            kind: String::new(),
            is_new: false,
            is_repeated,
            cells: years.map(cell).to_vec(),
        }
    }

    #[test]
    fn the_foot_counts_each_planned_action_once() {
        let actions = Actions {
            years: vec![2023, 2024, 2025],
            actions: vec![
                action("研修", false, [true, true, true]),
                action("講座", false, [false, true, true]),
                action("研修", true, [true, true, true]),
                action("面談", false, [true, false, false]),
            ],
            statuses: vec!["実施".to_owned()],
        };
        assert_eq!(planned(&actions, |_| true), [2, 2, 2]);
        assert_eq!(planned(&actions, |action| action.pillar == "採用"), [0, 0, 0]);
    }
}
