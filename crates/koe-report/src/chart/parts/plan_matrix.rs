//! Chart k: actions of a plan by fiscal year.

use super::grid::{self, Columns, Table};
use super::{Caption, told};
use crate::chart::drawing::{Block, Drawing, Entry};
use crate::chart::marks::{self, Setting, entry, row_height};
use crate::chart::scene::{Rect, Scene, Type};
use crate::theme::Ink;
use crate::typeset::{NOTHING, one_line};

const INDENT: f64 = 14.0;
/// Planned over what was done.
const TWO_LINES: f64 = 44.0;

/// What is planned when, and what came of it.
#[derive(Debug, Clone)]
pub(crate) struct PlanMatrix {
    pub(crate) caption: Caption,
    /// Fiscal years.
    pub(crate) years: Vec<String>,
    pub(crate) pillars: Vec<Pillar>,
}

/// 柱.
#[derive(Debug, Clone)]
pub(crate) struct Pillar {
    pub(crate) name: String,
    pub(crate) themes: Vec<Theme>,
}

/// 施策.
#[derive(Debug, Clone)]
pub(crate) struct Theme {
    pub(crate) name: String,
    pub(crate) actions: Vec<Action>,
}

/// 取組, with a cell for each year.
#[derive(Debug, Clone)]
pub(crate) struct Action {
    pub(crate) name: String,
    pub(crate) tag: Option<Tag>,
    pub(crate) years: Vec<Year>,
}

/// What an action is besides.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Tag {
    /// Not in the plan before.
    New,
    /// In the plan elsewhere; not counted again.
    Repeated,
}

/// A cell.
#[derive(Debug, Clone, Default)]
pub(crate) struct Year {
    pub(crate) planned: Option<Planned>,
    /// What was done, where that is known.
    pub(crate) actual: Option<Actual>,
}

/// What is planned.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Planned {
    /// In the plan's own word: 実施, 検討, 研究, 活用.
    Word(String),
    /// As in the year before.
    AsBefore,
}

/// What was done.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Actual {
    Word(String),
    Late,
}

impl PlanMatrix {
    /// Pillars and themes as headings, actions as rows, counts at the foot.
    pub(crate) fn draw(&self, setting: Setting<'_>) -> Drawing {
        let words = setting.part_words();
        let table = Table {
            names: self.actions().map(|action| action.name.as_str()).collect(),
            labels: self.years.iter().map(String::as_str).collect(),
            lead: setting.measure(words.new, 11.0).max(setting.measure(words.repeated, 11.0)) + 20.0,
            cell: (52.0, 84.0),
            margin: None,
        };
        let tables = table.columns(setting).into_iter().map(|columns| {
            let head = columns.head("", words.action, "", &table.labels, setting);
            (head, self.rows(&columns, setting))
        });
        let (head, blocks) = grid::lay(tables.collect(), setting);
        let repeats = self.actions().any(|action| action.tag == Some(Tag::Repeated));
        let drawn = Drawing {
            key: self.key(setting),
            head,
            blocks,
            notes: repeats.then(|| words.note_counts.to_owned()).into_iter().collect(),
            description: self.describe(setting),
            ..Drawing::default()
        };
        self.caption.around(setting, drawn)
    }

    fn actions(&self) -> impl Iterator<Item = &Action> {
        self.pillars.iter().flat_map(Pillar::actions)
    }

    fn rows(&self, columns: &Columns, setting: Setting<'_>) -> Vec<Block> {
        let mut blocks = Vec::new();
        for pillar in &self.pillars {
            blocks.push(Block { scene: heading(&pillar.name, 0.0, columns, setting), heading: true });
            for theme in &pillar.themes {
                blocks.push(Block { scene: heading(&theme.name, INDENT, columns, setting), heading: true });
                blocks.extend(theme.actions.iter().map(|action| row(action, columns, setting)).map(Block::from));
            }
        }
        blocks.push(Block::from(self.foot(columns, setting)));
        blocks
    }

    /// Actions planned per pillar and year; one block, so that the sums stand
    /// under what they add up.
    fn foot(&self, columns: &Columns, setting: Setting<'_>) -> Scene {
        let words = setting.part_words();
        let count = |actions: &dyn Fn(usize) -> usize, name: &str, ink: Ink| {
            let lines = setting.wrap(&one_line(name), 13.0, columns.left() - INDENT - 8.0, 2);
            let mut scene = columns.row(if lines.len() > 1 { 46.0 } else { 26.0 });
            marks::name(&mut scene, &lines, INDENT, 13.0, ink);
            let base = scene.height / 2.0 + 5.0;
            for (year, rect) in columns.cells(scene.height) {
                let at = (rect.x + rect.width / 2.0, base);
                scene.text(actions(year).to_string(), at, Type::new(14.0, ink).middle());
            }
            scene
        };
        let mut scenes = vec![heading(words.planned_actions, 0.0, columns, setting)];
        scenes.extend(self.pillars.iter().map(|pillar| count(&|year| pillar.planned(year), &pillar.name, Ink::Ink2)));
        let all = |year| self.pillars.iter().map(|pillar| pillar.planned(year)).sum();
        scenes.push(count(&all, words.total, Ink::Ink));
        let mut foot = Scene::new(columns.right(), 0.0);
        for scene in scenes {
            let y = foot.height;
            foot.height += scene.height;
            foot.place(scene, (0.0, y));
        }
        foot
    }

    fn key(&self, setting: Setting<'_>) -> Vec<Entry> {
        let words = setting.part_words();
        let years = || self.actions().flat_map(|action| &action.years);
        let mut key = vec![entry(22.0, words.key_planned, |mark| {
            mark.fill(Rect::new(0.0, 1.0, 22.0, 14.0), Ink::Surface);
            mark.outline(Rect::new(0.5, 1.5, 21.0, 13.0), Ink::Grid, 1.0);
        })];
        if years().any(|year| year.planned == Some(Planned::AsBefore)) {
            key.push(entry(14.0, words.key_as_before, |mark| mark.text("⇒", (0.0, 13.0), Type::new(14.0, Ink::Ink3))));
        }
        if years().any(|year| year.actual == Some(Actual::Late)) {
            key.push(entry(0.0, words.key_late, |_| {}));
        }
        key
    }

    fn describe(&self, setting: Setting<'_>) -> String {
        let rows = self.actions().map(|action| {
            let cells = self.years.iter().zip(&action.years).filter_map(|(year, cell)| {
                let planned = cell.planned.as_ref().map(|planned| match planned {
                    Planned::Word(word) => one_line(word),
                    Planned::AsBefore => setting.part_words().key_as_before.to_owned(),
                });
                let actual = cell.actual.as_ref().map(|actual| match actual {
                    Actual::Word(word) => one_line(word),
                    Actual::Late => setting.part_words().behind.to_owned(),
                });
                let said: Vec<String> = planned.into_iter().chain(actual).collect();
                (!said.is_empty()).then(|| format!("{} {}", one_line(year), said.join(" ")))
            });
            let tag = action.tag.map(|tag| format!(" {}", tag.word(setting))).unwrap_or_default();
            let cells = cells.collect::<Vec<_>>().join(setting.words().separator);
            format!("{}{tag} {cells}", one_line(&action.name))
        });
        told([self.caption.subtitle.clone()].into_iter().chain(rows), setting)
    }
}

impl Pillar {
    fn actions(&self) -> impl Iterator<Item = &Action> {
        self.themes.iter().flat_map(|theme| &theme.actions)
    }

    /// Actions planned in a year, each counted once in the plan.
    fn planned(&self, year: usize) -> usize {
        let own = self.actions().filter(|action| action.tag != Some(Tag::Repeated));
        own.filter(|action| action.years.get(year).is_some_and(|year| year.planned.is_some())).count()
    }
}

impl Tag {
    fn word(self, setting: Setting<'_>) -> &'static str {
        match self {
            Self::New => setting.part_words().new,
            Self::Repeated => setting.part_words().repeated,
        }
    }
}

/// A pillar, or, indented, a theme.
fn heading(name: &str, indent: f64, columns: &Columns, setting: Setting<'_>) -> Scene {
    let (size, ink, above) = if indent > 0.0 { (13.0, Ink::Ink3, 0.0) } else { (15.0, Ink::Ink, 8.0) };
    let lines = setting.name(name, size, columns.right() - indent);
    let mut scene = Scene::new(columns.right(), row_height(lines.len()) + above);
    let first = scene.height - 9.0 - marks::LINE * (lines.len() as f64 - 1.0);
    scene.lines(&lines, (indent, first), Type::new(size, ink), marks::LINE);
    marks::rule(&mut scene, if indent > 0.0 { Ink::Grid } else { Ink::Line });
    scene
}

fn row(action: &Action, columns: &Columns, setting: Setting<'_>) -> Scene {
    let grey = action.tag == Some(Tag::Repeated);
    let name = setting.name(&action.name, 14.0, columns.name - 2.0 * INDENT - 8.0);
    let reported = action.years.iter().any(|year| year.actual.is_some());
    let height = row_height(name.len()).max(if reported { TWO_LINES } else { 0.0 });
    let mut scene = columns.row(height);
    marks::name(&mut scene, &name, 2.0 * INDENT, 14.0, if grey { Ink::Ink3 } else { Ink::Ink2 });
    if let Some(tag) = action.tag {
        draw_tag(&mut scene, tag, columns, setting);
    }
    for (index, rect) in columns.cells(height) {
        let Some(year) = action.years.get(index) else { continue };
        if year.planned.is_some() {
            scene.fill(rect, Ink::Surface);
        }
        cell(&mut scene, year, rect, grey, setting);
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

/// What is planned, and below it what was done.
fn cell(scene: &mut Scene, year: &Year, rect: Rect, grey: bool, setting: Setting<'_>) {
    let x = rect.x + rect.width / 2.0;
    let middle = rect.height / 2.0;
    let one = |text: &str, size: f64| setting.wrap(&one_line(text), size, rect.width - 4.0, 1).concat();
    let (first, second) = (middle - 3.5, middle + 14.0);
    let alone = middle + 5.0;
    let base = if year.actual.is_some() { first } else { alone };
    match &year.planned {
        Some(Planned::Word(word)) => {
            let ink = if grey { Ink::Ink3 } else { Ink::Ink };
            scene.text(one(word, 13.0), (x, base), Type::new(13.0, ink).middle());
        }
        Some(Planned::AsBefore) => scene.text("⇒", (x, base), Type::new(14.0, Ink::Ink3).middle()),
        None if year.actual.is_some() => scene.text(NOTHING, (x, base), Type::new(13.0, Ink::Ink3).middle()),
        None => {}
    }
    match &year.actual {
        Some(Actual::Word(word)) => scene.text(one(word, 12.0), (x, second), Type::new(12.0, Ink::Ink2).middle()),
        Some(Actual::Late) => {
            scene.text(one(setting.part_words().late, 12.0), (x, second), Type::new(12.0, Ink::Below).middle());
        }
        None => {}
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn action(tag: Option<Tag>, years: [bool; 3]) -> Action {
        let year = |planned: bool| Year { planned: planned.then_some(Planned::AsBefore), actual: None };
        Action { name: "研修".to_owned(), tag, years: years.map(year).to_vec() }
    }

    #[test]
    fn the_foot_counts_each_planned_action_once() {
        let actions = vec![
            action(None, [true, true, true]),
            action(Some(Tag::New), [false, true, true]),
            action(Some(Tag::Repeated), [true, true, true]),
            action(None, [true, false, false]),
        ];
        let pillar = Pillar { name: "育成".to_owned(), themes: vec![Theme { name: "研修".to_owned(), actions }] };
        assert_eq!([0, 1, 2].map(|year| pillar.planned(year)), [2, 2, 2]);
        assert_eq!(pillar.planned(3), 0, "no such year");
    }
}
