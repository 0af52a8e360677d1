//! Chart h where lines would be too many: a row for each change.

use koe_stats::Decimal;

use super::slope::{Evidence, Line, Slope};
use super::{cut, invented_entry};
use crate::chart::drawing::{Drawing, Entry};
use crate::chart::marks::{self, Setting, Strip, entry, row_height};
use crate::chart::scene::{Rect, Scene, Type};
use crate::theme::Ink;
use crate::typeset::{figure, one_line, signed};
use crate::window::Window;
use crate::wording::PlotWords;

/// Draws the changes under the words of the slope they come from.
pub(super) fn draw(slope: &Slope, drawing: Drawing, setting: Setting<'_>) -> Drawing {
    let words = PlotWords::from(setting);
    let layout = Layout::new(slope, setting);
    let span = slope.about.scale.1 - slope.about.scale.0;
    Drawing {
        subtitle: words.in_survey_order(&drawing.subtitle),
        cut: cut(&layout.window, (-span, span), PlotWords::change_cut, words),
        key: key(slope, words),
        head: Some(layout.head(slope.years)),
        blocks: slope.lines.iter().map(|line| layout.row(line).into()).collect(),
        ..drawing
    }
}

pub(crate) fn key(slope: &Slope, words: PlotWords) -> Vec<Entry> {
    let mut key = Vec::new();
    for (evidence, fell) in
        [(Evidence::Holds, false), (Evidence::Holds, true), (Evidence::Alone, false), (Evidence::None, false)]
    {
        let found = slope.lines.iter().find(|line| {
            line.evidence == evidence && (evidence != Evidence::Holds || line.change().is_negative() == fell)
        });
        if let Some(line) = found {
            key.push(entry(12.0, words.key_change(evidence, fell), |mark| dot(mark, 6.0, 8.0, line)));
        }
    }
    if slope.lines.iter().any(|line| line.interval.is_some()) {
        key.push(entry(24.0, words.key_change_interval(), |mark| marks::interval(mark, 1.0, 23.0, 8.0, Ink::Ink2)));
    }
    if slope.about.invented {
        key.push(invented_entry(words));
    }
    key
}

/// Full and coloured where the change holds, full and grey where it would hold
/// alone, open where the data cannot tell.
fn dot(scene: &mut Scene, x: f64, y: f64, line: &Line) {
    scene.dot((x, y), 5.75, Ink::Paper);
    scene.dot((x, y), 4.5, line.ink());
    if line.evidence == Evidence::None {
        scene.dot((x, y), 2.75, Ink::Paper);
    }
}

/// The window of the changes with their intervals; 0 is in it.
pub(crate) fn window(slope: &Slope) -> Window {
    let span = slope.about.scale.1 - slope.about.scale.0;
    let zero = Decimal::round(&koe_stats::ratio(0, 1), 0);
    let ends = slope.lines.iter().flat_map(|line| line.interval.map_or([line.change(); 2], |(low, high)| [low, high]));
    let values = ends.chain(slope.lines.iter().map(Line::change)).chain([zero]);
    super::window(values, 2, (-span, span))
}

/// Where the columns stand: names, strip, figures (their right ends).
struct Layout<'a> {
    setting: Setting<'a>,
    window: Window,
    name: f64,
    strip: f64,
    from: f64,
    to: f64,
    change: f64,
}

impl<'a> Layout<'a> {
    fn new(slope: &Slope, setting: Setting<'a>) -> Self {
        let width = setting.width();
        Self {
            setting,
            window: window(slope),
            name: (width * 0.36).min(380.0),
            strip: width - 178.0,
            from: width - 122.0,
            to: width - 62.0,
            change: width,
        }
    }

    fn strip(&self) -> Strip<'_> {
        Strip { window: &self.window, left: self.name, right: self.strip }
    }

    fn head(&self, (from, to): (i32, i32)) -> Scene {
        let words = PlotWords::from(self.setting);
        let mut head = Scene::new(self.setting.width(), 26.0);
        let set = Type::new(12.0, Ink::Ink3);
        for (value, label) in self.window.lines() {
            let text = if value > koe_stats::ratio(0, 1) { format!("+{label}") } else { label };
            head.text(text, (self.strip().at(&value), 18.0), set.middle());
        }
        head.text(words.year_lines(from).0, (self.from, 18.0), set.end());
        head.text(words.year_lines(to).0, (self.to, 18.0), set.end());
        head.text(words.change_head(), (self.change, 18.0), set.end());
        marks::rule(&mut head, Ink::Ink4);
        head
    }

    fn row(&self, line: &Line) -> Scene {
        let lines = self.setting.wrap(&one_line(&line.name), 14.0, self.name - 12.0, 3);
        let mut scene = Scene::new(self.setting.width(), row_height(lines.len()));
        let strip = self.strip();
        strip.grid(&mut scene);
        marks::rule(&mut scene, Ink::Grid);
        marks::name(&mut scene, &lines, 0.0, 14.0, Ink::Ink2);
        let zero = strip.at(&koe_stats::ratio(0, 1)).floor();
        scene.fill(Rect::new(zero, 0.0, 1.0, scene.height), Ink::Ink3);
        let middle = scene.height / 2.0;
        if let Some((low, high)) = line.interval {
            let ink = if line.evidence == Evidence::Holds { line.ink() } else { Ink::Ink4 };
            marks::interval(&mut scene, strip.at(&low.exact()), strip.at(&high.exact()), middle, ink);
        }
        dot(&mut scene, strip.at(&line.change().exact()), middle, line);
        let base = middle + 5.0;
        scene.text(figure(line.from), (self.from, base), self.setting.figure(Ink::Ink3));
        scene.text(figure(line.to), (self.to, base), self.setting.figure(Ink::Ink).bold());
        let set = match line.evidence {
            Evidence::Holds => {
                self.setting.figure(if line.change().is_negative() { Ink::Below } else { Ink::Ink }).bold()
            }
            Evidence::Alone | Evidence::None => self.setting.figure(Ink::Ink3),
        };
        scene.text(signed(line.change()), (self.change, base), set);
        scene
    }
}
