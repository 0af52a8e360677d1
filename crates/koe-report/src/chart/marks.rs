//! The marks that mean the same in every chart.

use koe_core::definition::{Language, Years};
use koe_core::release::Row;
use koe_stats::Exact;

use super::breaker::wrap;
use super::drawing::Entry;
use super::fonts::{Ruler, Weight};
use super::medium::Medium;
use super::scene::{Rect, Scene, Type};
use crate::doubt::drawn_interval;
use crate::figures::Figures;
use crate::theme::Ink;
use crate::window::Window;
use crate::wording::{Sentences, Words, page_words, part_words, words};

/// Lowest height of a row of a table with marks.
pub(crate) const ROW: f64 = 30.0;
/// From baseline to baseline in a name of several lines.
pub(crate) const LINE: f64 = 19.0;

/// What a chart is laid out with.
#[derive(Clone, Copy)]
pub(crate) struct Setting<'a> {
    pub(crate) ruler: &'a Ruler<'a>,
    pub(crate) medium: &'a Medium,
    pub(crate) language: Language,
    pub(crate) years: Years,
}

impl<'a> Setting<'a> {
    /// Room between the margins.
    pub(crate) fn width(self) -> f64 {
        self.medium.inner()
    }

    pub(crate) fn words(self) -> &'static Words {
        words(self.language)
    }

    /// A text as lines of at most a width.
    pub(crate) fn wrap(self, text: &str, size: f64, width: f64, lines: usize) -> Vec<String> {
        wrap(text, width, lines, |c| self.ruler.advance(c, Weight::Regular) * size)
    }

    /// How wide a text is.
    pub(crate) fn measure(self, text: &str, size: f64) -> f64 {
        self.ruler.width(text, size, Weight::Regular)
    }

    /// Figures of the table beside the marks.
    pub(crate) fn figure(self, ink: Ink) -> Type {
        Type::new(self.medium.figure, ink).end()
    }
}

/// The height a name of some lines needs.
pub(crate) fn row_height(lines: usize) -> f64 {
    if lines <= 1 { ROW } else { LINE * lines as f64 + 12.0 }
}

/// Names of rows: lines around the middle of the row.
pub(crate) fn name(scene: &mut Scene, lines: &[String], x: f64, size: f64, ink: Ink) {
    scene.lines(lines, (x, first_baseline(scene.height, lines.len())), Type::new(size, ink), LINE);
}

/// The baseline of the first of some lines around the middle of a row.
pub(crate) fn first_baseline(height: f64, lines: usize) -> f64 {
    height / 2.0 + 5.0 - LINE * (lines.max(1) as f64 - 1.0) / 2.0
}

/// A rule under a row.
pub(crate) fn rule(scene: &mut Scene, ink: Ink) {
    scene.fill(Rect::new(0.0, scene.height - 1.0, scene.width, 1.0), ink);
}

/// The part of a row where values have places.
pub(crate) struct Strip<'a> {
    pub(crate) window: &'a Window,
    pub(crate) left: f64,
    pub(crate) right: f64,
}

impl Strip<'_> {
    /// Free on either side, so that the marks at its ends are whole.
    const INSET: f64 = 8.0;

    /// Where a value stands.
    pub(crate) fn at(&self, value: &Exact) -> f64 {
        let share = koe_stats::nearest_f64(&self.window.share(value));
        self.left + Self::INSET + share * (self.right - self.left - 2.0 * Self::INSET)
    }

    /// A gridline at each step, over the whole height.
    pub(crate) fn grid(&self, scene: &mut Scene) {
        for (value, _) in self.window.lines() {
            // One whole pixel, so that it stays crisp.
            scene.fill(Rect::new(self.at(&value).floor(), 0.0, 1.0, scene.height), Ink::Grid);
        }
    }

    /// The labels of the gridlines, on a baseline.
    pub(crate) fn labels(&self, scene: &mut Scene, baseline: f64) {
        for (value, label) in self.window.lines() {
            scene.text(label, (self.at(&value), baseline), Type::new(12.0, Ink::Ink3).middle());
        }
    }
}

/// This wave's score.
pub(crate) fn dot(scene: &mut Scene, x: f64, y: f64) {
    scene.dot((x, y), 5.75, Ink::Paper);
    scene.dot((x, y), 4.5, Ink::Accent);
}

/// A score with its 95 % interval, which is wider than the dot or seen beside it;
/// an open dot where no interval is drawn.
pub(crate) fn estimate(scene: &mut Scene, x: f64, interval: Option<(f64, f64)>, y: f64, ink: Ink) {
    match interval {
        // A dot as large as its interval would hide it.
        Some(ends) if ends.1 - ends.0 < 12.0 => estimate_of(scene, x, ends, y, 3.25, ink),
        Some(ends) => estimate_of(scene, x, ends, y, 4.0, ink),
        None => open_dot(scene, x, y),
    }
}

/// A score of a radius with its interval.
pub(crate) fn estimate_of(scene: &mut Scene, x: f64, (low, high): (f64, f64), y: f64, radius: f64, ink: Ink) {
    scene.line((low, y), (high, y), ink, 1.5);
    scene.dot((x, y), radius + 1.0, Ink::Paper);
    scene.dot((x, y), radius, Ink::Accent);
    // Over the rim, which would else leave only the tips of short ones.
    caps(scene, low, high, y, radius + 1.0, ink);
}

/// A score that says less: an earlier wave, few answers.
pub(crate) fn open_dot(scene: &mut Scene, x: f64, y: f64) {
    scene.dot((x, y), 6.0, Ink::Paper);
    scene.dot((x, y), 5.0, Ink::Accent);
    scene.dot((x, y), 3.0, Ink::Paper);
}

/// A target: over the dot, so that a small gap stays visible.
pub(crate) fn tick(scene: &mut Scene, x: f64, y: f64, height: f64) {
    scene.fill(Rect::new(x - 1.0, y - height / 2.0, 2.0, height), Ink::Ink);
}

/// From a score to its target: solid where it is short, outlined where it is over.
pub(crate) fn gap(scene: &mut Scene, score: f64, target: f64, y: f64) {
    let bar = |from: f64, to: f64| Rect::new(from, y - 2.5, to - from, 5.0);
    if score < target {
        scene.fill(bar(score, target), Ink::Below);
    } else if score > target {
        scene.fill(bar(target, score), Ink::Paper);
        scene.outline(bar(target, score), Ink::Above, 1.25);
    }
}

/// Paper under an interval, to part it from the bar of a gap.
pub(crate) fn casing(scene: &mut Scene, (low, high): (f64, f64), y: f64) {
    scene.line((low, y), (high, y), Ink::Paper, 3.5);
}

/// A 95 % interval, with caps.
pub(crate) fn interval(scene: &mut Scene, low: f64, high: f64, y: f64, ink: Ink) {
    scene.line((low, y), (high, y), ink, 1.5);
    caps(scene, low, high, y, 5.0, ink);
}

fn caps(scene: &mut Scene, low: f64, high: f64, y: f64, half: f64, ink: Ink) {
    for x in [low, high] {
        scene.line((x, y - half), (x, y + half), ink, 1.5);
    }
}

/// Hatching with its word on plain ground: no figure, no dot.
pub(crate) fn withheld(scene: &mut Scene, rect: Rect, word: &str, setting: Setting<'_>) {
    const SIZE: f64 = 12.0;
    scene.hatch(rect);
    let room = setting.measure(word, SIZE) + 16.0;
    let middle = rect.y + rect.height / 2.0;
    let x = if room + 24.0 <= rect.width { rect.x + 12.0 } else { rect.x + (rect.width - room).max(0.0) / 2.0 };
    if room <= rect.width {
        scene.fill(Rect::new(x, rect.y, room, rect.height), Ink::Paper);
        scene.text(word, (x + 8.0, middle + 4.2), Type::new(SIZE, Ink::Ink2));
    }
}

/// What stands on a strip whose axis says nothing of the row's score.
pub(crate) fn other_scale(scene: &mut Scene, left: f64, setting: Setting<'_>) {
    let base = scene.height / 2.0 + 4.2;
    scene.text(page_words(setting.language).other_scale, (left + 16.0, base), Type::new(12.0, Ink::Ink3));
}

/// An entry of a key: a mark drawn around the middle of a box.
pub(crate) fn entry(width: f64, meaning: impl Into<String>, draw: impl FnOnce(&mut Scene)) -> Entry {
    let mut mark = Scene::new(width, 16.0);
    draw(&mut mark);
    Entry { mark, meaning: meaning.into() }
}

/// The key of the dots of these rows: with intervals, and without.
pub(crate) fn estimate_key(rows: &[&Row], figures: Figures<'_>, setting: Setting<'_>) -> Vec<Entry> {
    let drawn = rows.iter().filter(|row| drawn_interval(row, figures.about.decimals).is_some()).count();
    let mut key = Vec::new();
    if drawn > 0 {
        key.push(entry(12.0, setting.words().key_score, |mark| dot(mark, 6.0, 8.0)));
        let meaning = part_words(setting.language).key_interval;
        key.push(entry(20.0, meaning, |mark| interval(mark, 1.0, 19.0, 8.0, Ink::Accent)));
    }
    if drawn < rows.len() {
        let meaning = Sentences::new(figures, setting.language).key_open();
        key.push(entry(12.0, meaning, |mark| open_dot(mark, 6.0, 8.0)));
    }
    key
}

/// The key of what is withheld.
pub(crate) fn withheld_entry(words: &Words) -> Entry {
    entry(28.0, words.key_withheld, |mark| mark.hatch(Rect::new(0.0, 2.0, 28.0, 12.0)))
}

/// Calls with a setting of the embedded faces.
#[cfg(test)]
pub(crate) fn with_setting<T>(medium: Medium, language: Language, call: impl FnOnce(Setting<'_>) -> T) -> T {
    let fonts = super::fonts::Fonts::embedded();
    let ruler = fonts.ruler().unwrap();
    call(Setting { ruler: &ruler, medium: &medium, language, years: language.into() })
}
