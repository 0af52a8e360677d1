//! Chart i: from wave to wave as steps that add up as printed.

use std::cmp::Reverse;

use koe_stats::Decimal;

use super::year_line::Change;
use super::{About, cut, dot_entry, invented_entry, open_entry, room};
use crate::chart::drawing::{Block, Drawing, Entry};
use crate::chart::marks::{self, Setting, Strip, entry, row_height};
use crate::chart::scene::{Rect, Scene, Type};
use crate::theme::Ink;
use crate::typeset::{figure, one_line, signed};
use crate::window::Window;
use crate::wording::PlotWords;

/// Most parts; of more, the smallest are summed.
const MOST: usize = 10;
/// Height of a step's bar.
const BAR: f64 = 14.0;

/// A change taken apart.
#[derive(Debug, Clone)]
pub(crate) struct Waterfall {
    pub(crate) about: About,
    /// What changed.
    pub(crate) name: String,
    /// The attribute whose units the parts are; items where there is none.
    pub(crate) by: Option<String>,
    /// Year and score of the earlier wave.
    pub(crate) from: (i32, Decimal),
    /// Year and score of this wave.
    pub(crate) to: (i32, Decimal),
    /// The 95 % interval of the change.
    pub(crate) interval: Option<(Decimal, Decimal)>,
    /// The parts, which add up to the change.
    pub(crate) parts: Vec<Part>,
    /// By how much a part differs at most from what it was before printing.
    pub(crate) deviation: Option<Decimal>,
}

/// A part of a change.
#[derive(Debug, Clone)]
pub(crate) struct Part {
    pub(crate) name: String,
    pub(crate) kind: PartKind,
    pub(crate) amount: Decimal,
}

/// Where a part comes from; parts are drawn in this order.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum PartKind {
    /// An item or a group answered differently.
    Answers,
    /// Other people were there to answer.
    Mix,
    /// Other people did answer.
    Response,
}

/// A step as it is drawn.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Step {
    /// None: その他.
    pub(crate) name: Option<String>,
    pub(crate) amount: Decimal,
}

impl Waterfall {
    /// The difference of the printed scores.
    pub(crate) fn change(&self) -> Decimal {
        self.to.1 - self.from.1
    }

    /// The parts as they are drawn: by size, then mix and response; at most ten,
    /// the smallest summed. They add up to the change as they were given.
    pub(crate) fn steps(&self) -> Vec<Step> {
        let mut sorted: Vec<&Part> = self.parts.iter().collect();
        sorted.sort_by_key(|part| {
            let size = (part.kind == PartKind::Answers).then(|| part.amount.abs());
            (part.kind, Reverse(size))
        });
        let answers = sorted.iter().filter(|part| part.kind == PartKind::Answers).count();
        let step = |part: &&Part| Step { name: Some(one_line(&part.name)), amount: part.amount };
        if sorted.len() <= MOST {
            return sorted.iter().map(step).collect();
        }
        let kept = (MOST - 1).saturating_sub(sorted.len() - answers).min(answers);
        let (large, rest) = sorted.split_at(kept);
        let (small, last) = rest.split_at(answers - kept);
        let other = small.iter().map(|part| part.amount).reduce(plus).map(|amount| Step { name: None, amount });
        large.iter().map(step).chain(other).chain(last.iter().map(step)).collect()
    }

    /// The window of its scores, before and after each step.
    pub(crate) fn window(&self, steps: &[Step]) -> Window {
        window(levels(self.from.1, steps).chain([self.to.1]).collect(), self.about.scale)
    }

    /// Draws it in a medium.
    pub(crate) fn draw(&self, setting: Setting<'_>) -> Drawing {
        let words = PlotWords::from(setting);
        let steps = self.steps();
        let layout = Layout::new(self, &steps, setting);
        let change = Change { since: self.from.0, interval: self.interval };
        let drawing = Drawing {
            title: words.waterfall_title(self, &steps),
            subtitle: words.with_survey(&self.about, &words.waterfall_subtitle(self)),
            cut: cut(&layout.window, self.about.scale, PlotWords::horizontal_cut, words),
            key: self.key(&steps, words),
            head: Some(layout.head()),
            notes: [
                vec![words.change(change, self.change()), words.no_cause(self.deviation)],
                self.about.notes.clone(),
            ]
            .concat(),
            source: words.source(&self.about),
            description: words.describe_waterfall(self, &steps),
            ..Drawing::default()
        };
        let share = room(&drawing, setting) / (steps.len() + 2) as f64;
        Drawing { blocks: layout.rows(self, &steps, share.min(46.0), words), ..drawing }
    }

    /// The kinds of marks there are.
    pub(crate) fn key(&self, steps: &[Step], words: PlotWords) -> Vec<Entry> {
        let mut key = vec![dot_entry(words.year(self.to.0)), open_entry(words.year(self.from.0))];
        if steps.iter().any(|step| is_up(step.amount)) {
            key.push(entry(26.0, words.key_up(), |mark| bar(mark, 0.0, 26.0, 8.0, 10.0)));
        }
        if steps.iter().any(|step| step.amount.is_negative()) {
            key.push(entry(26.0, words.key_down(), |mark| bar(mark, 26.0, 0.0, 8.0, 10.0)));
        }
        if self.about.invented {
            key.push(invented_entry(words));
        }
        key
    }
}

fn is_up(amount: Decimal) -> bool {
    !amount.is_negative() && !amount.is_zero()
}

/// A step: outlined where it goes up, solid where it goes down, a tick where it
/// is 0.
fn bar(scene: &mut Scene, from: f64, to: f64, y: f64, height: f64) {
    let rect = Rect::new(from.min(to), y - height / 2.0, (to - from).abs(), height);
    if from < to {
        scene.fill(rect, Ink::Paper);
        scene.outline(rect, Ink::Above, 1.5);
    } else if to < from {
        scene.fill(rect, Ink::Below);
    } else {
        scene.fill(Rect::new(from - 1.0, rect.y, 2.0, height), Ink::Ink3);
    }
}

/// Where names, strip and figures stand.
struct Layout<'a> {
    setting: Setting<'a>,
    window: Window,
    name: f64,
    strip: f64,
}

impl<'a> Layout<'a> {
    fn new(waterfall: &Waterfall, steps: &[Step], setting: Setting<'a>) -> Self {
        let width = setting.width();
        Self { setting, window: waterfall.window(steps), name: (width * 0.3).min(360.0), strip: width - 56.0 }
    }

    fn strip(&self) -> Strip<'_> {
        Strip { window: &self.window, left: self.name, right: self.strip }
    }

    fn head(&self) -> Scene {
        let mut head = Scene::new(self.setting.width(), 24.0);
        self.strip().labels(&mut head, 16.0);
        marks::rule(&mut head, Ink::Ink4);
        head
    }

    /// Start, steps, end; thin connectors from row to row.
    fn rows(&self, waterfall: &Waterfall, steps: &[Step], share: f64, words: PlotWords) -> Vec<Block> {
        let at = |value: Decimal| self.strip().at(&value.exact());
        let (from, to) = (waterfall.from, waterfall.to);
        let mut rows = Vec::new();
        let mut first = self.row(&words.year(from.0), share, Ink::Ink);
        let middle = first.height / 2.0;
        connector(&mut first, at(from.1), middle, share);
        marks::open_dot(&mut first, at(from.1), middle);
        self.figure(&mut first, at(from.1), figure(from.1), Ink::Ink, false);
        rows.push(first.into());

        let mut level = from.1;
        for (step, next) in steps.iter().zip(levels(from.1, steps).skip(1)) {
            let name = step.name.as_deref().unwrap_or(words.other());
            let mut row = self.row(name, share, Ink::Ink2);
            let (start, end, middle) = (at(level), at(next), row.height / 2.0);
            let height = row.height;
            connector(&mut row, start, 0.0, middle - BAR / 2.0);
            connector(&mut row, end, middle + BAR / 2.0, height);
            bar(&mut row, start, end, middle, BAR);
            let ink = if step.amount.is_negative() { Ink::Below } else { Ink::Ink };
            self.figure(&mut row, start.max(end), signed(step.amount), ink, true);
            rows.push(row.into());
            level = next;
        }

        let mut last = self.row(&words.year(to.0), share, Ink::Ink);
        let middle = last.height / 2.0;
        connector(&mut last, at(to.1), 0.0, middle);
        marks::dot(&mut last, at(to.1), middle);
        self.figure(&mut last, at(to.1), figure(to.1), Ink::Accent, true);
        rows.push(last.into());
        rows
    }

    /// A row with its name.
    fn row(&self, name: &str, share: f64, ink: Ink) -> Scene {
        let lines = self.setting.wrap(name, 14.0, self.name - 12.0, 3);
        let needed = if lines.len() > 1 { row_height(lines.len()) } else { 22.0 };
        let mut row = Scene::new(self.setting.width(), share.max(needed));
        self.strip().grid(&mut row);
        marks::name(&mut row, &lines, 0.0, 14.0, ink);
        row
    }

    /// Right of a mark, on a paper halo.
    fn figure(&self, row: &mut Scene, x: f64, text: String, ink: Ink, bold: bool) {
        let set = Type { anchor: crate::chart::scene::Anchor::Start, ..self.setting.figure(ink) };
        let set = if bold { set.bold() } else { set };
        let width = self.setting.ruler.width(&text, set.size, set.weight);
        let middle = row.height / 2.0;
        row.fill(Rect::new(x + 8.0, middle - 8.0, width + 4.0, 16.0), Ink::Paper);
        row.text(text, (x + 10.0, middle + 5.0), set);
    }
}

/// The window of one change, in the finest steps that need no more than six: the
/// parts of a small change would else be slivers.
fn window(levels: Vec<Decimal>, scale: (i32, i32)) -> Window {
    const FINE: [((i32, i32), u32); 3] = [((1, 50), 2), ((1, 20), 2), ((1, 10), 1)];
    let is_points = scale.1 - scale.0 <= 10;
    let fine = FINE.into_iter().filter(|_| is_points);
    let window = |(step, places)| Window::holding(levels.iter().copied(), step, places, scale);
    let found = fine.map(window).find(|window| window.lines().len() <= 7);
    found.unwrap_or_else(|| super::window(levels, 1, scale))
}

/// The score before the first step and after each.
pub(crate) fn levels(from: Decimal, steps: &[Step]) -> impl Iterator<Item = Decimal> {
    let after = steps.iter().scan(from, |level, step| {
        *level = plus(*level, step.amount);
        Some(*level)
    });
    std::iter::once(from).chain(after)
}

/// The sum of two printed numbers, with the more digits of the two.
fn plus(a: Decimal, b: Decimal) -> Decimal {
    Decimal::round(&(a.exact() + b.exact()), a.places().max(b.places()))
}

fn connector(scene: &mut Scene, x: f64, from: f64, to: f64) {
    scene.line((x, from), (x, to), Ink::Ink4, 1.0);
}

#[cfg(test)]
mod tests {
    use super::super::tests::decimal;
    use super::*;

    fn waterfall(from: &str, to: &str, parts: &[(PartKind, &str)]) -> Waterfall {
        let part = |(index, (kind, amount)): (usize, &(PartKind, &str))| Part {
            name: format!("p{index}"),
            kind: *kind,
            amount: decimal(amount),
        };
        Waterfall {
            about: super::super::tests::about(),
            name: "全体スコア".to_owned(),
            from: (2023, decimal(from)),
            to: (2025, decimal(to)),
            by: None,
            interval: None,
            deviation: None,
            parts: parts.iter().enumerate().map(part).collect(),
        }
    }

    fn printed(steps: &[Step]) -> Vec<(String, String)> {
        let text = |step: &Step| (step.name.clone().unwrap_or("その他".to_owned()), step.amount.to_string());
        steps.iter().map(text).collect()
    }

    use PartKind::{Answers, Mix, Response};

    #[test]
    fn steps_go_by_size_then_mix_then_response() {
        // 0.030 + 0.050 − 0.010 − 0.030 = 0.040.
        let parts = [(Response, "-0.030"), (Answers, "0.030"), (Mix, "-0.010"), (Answers, "0.050")];
        let waterfall = waterfall("4.00", "4.04", &parts);
        let names: Vec<String> = printed(&waterfall.steps()).into_iter().map(|step| step.0).collect();
        assert_eq!(names, ["p3", "p1", "p2", "p0"]);
        assert_eq!(levels(decimal("4.00"), &waterfall.steps()).last(), Some(decimal("4.040")));
    }

    #[test]
    fn of_more_than_ten_parts_the_smallest_are_summed() {
        let mut parts: Vec<(PartKind, &str)> = vec![(Mix, "-0.01"), (Response, "0.02")];
        let sizes = ["0.09", "-0.08", "0.07", "-0.06", "0.05", "0.04", "0.03", "0.02", "-0.01", "0.01"];
        parts.extend(sizes.map(|size| (Answers, size)));
        // Sizes sum to 0.16, all parts to 0.17.
        let steps = waterfall("4.00", "4.17", &parts).steps();
        assert_eq!(steps.len(), MOST);
        let names: Vec<String> = printed(&steps).into_iter().map(|step| step.0).collect();
        assert_eq!(names, ["p2", "p3", "p4", "p5", "p6", "p7", "p8", "その他", "p0", "p1"]);
        assert_eq!(steps[7].amount, decimal("0.02"), "0.02 − 0.01 + 0.01");
        let last = levels(decimal("4.00"), &steps).last().unwrap();
        assert_eq!(last, decimal("4.17"));
    }
}
