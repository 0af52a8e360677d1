//! Chart c: how answers fall on the points of the scale.

use koe_core::release::{Level, Row};

use super::drawing::{Block, Drawing, Entry, ranked};
use super::marks::{self, Setting, entry, row_height};
use super::scene::{Rect, Scene, Type};
use crate::figures::Figures;
use crate::shares::{Share, favorable_from, scales, shares, under};
use crate::theme::{Ink, levels};
use crate::typeset::{NOTHING, count, figure, label, one_line, percent, range};
use crate::wording::Sentences;

const CODE: f64 = 40.0;
/// A bar with room for what stands under it.
const ROW: f64 = 48.0;
const BAR: f64 = 20.0;

/// Overall, then each category and its items by score: bars of 100 parts, every
/// point of the scale in them, empty ones too.
pub(super) fn draw(figures: Figures<'_>, setting: Setting<'_>) -> Drawing {
    let layout = Layout::new(figures, setting);
    let sentences = layout.sentences;
    let overall = figures.overall().map(|row| Block::from(layout.row(row)));
    let blocks = overall.into_iter().chain(ranked(figures, |row| layout.row(row), |row| layout.row(row))).collect();
    Drawing {
        title: sentences.distribution_headline(),
        subtitle: sentences.distribution_subtitle(),
        key: layout.key(),
        head: Some(layout.head()),
        blocks,
        notes: sentences.favorable_rule().map(str::to_owned).into_iter().collect(),
        source: sentences.source(),
        description: layout.describe(),
        ..Drawing::default()
    }
}

struct Layout<'a> {
    figures: Figures<'a>,
    sentences: Sentences<'a>,
    setting: Setting<'a>,
    bar: (f64, f64),
    favorable: f64,
    score: f64,
}

impl<'a> Layout<'a> {
    fn new(figures: Figures<'a>, setting: Setting<'a>) -> Self {
        let width = setting.width();
        Self {
            figures,
            sentences: Sentences::new(figures, setting.language),
            setting,
            bar: (width * 0.41, width - 204.0),
            favorable: width - 118.0,
            score: width - 58.0,
        }
    }

    /// Every point of overall's scale, whether anybody chose it or not; another
    /// scale from end to end.
    fn key(&self) -> Vec<Entry> {
        let about = self.figures.about;
        let mut key = Vec::new();
        for scale in scales(self.figures.everyone()) {
            let (points, inks) = (self.sentences.points(scale), levels(scale.1));
            let swatch = |mark: &mut Scene, x: f64, ink| mark.fill(Rect::new(x, 2.0, 13.0, 12.0), ink);
            match points.as_slice() {
                [first, .., last] if !self.sentences.is_own(scale) && points.len() < 12 => {
                    key.push(entry(14.0 * points.len() as f64, range(first, last, self.setting.language), |mark| {
                        inks.iter().enumerate().for_each(|(place, ink)| swatch(mark, 14.0 * place as f64, *ink));
                    }));
                }
                _ => key.extend(
                    points.into_iter().zip(inks).map(|(text, ink)| entry(14.0, text, |mark| swatch(mark, 0.0, ink))),
                ),
            }
        }
        let mut bars = self.figures.everyone().filter_map(|row| shares(row, &about.favorable));
        if bars.any(|bar| favorable_from(&bar).is_some()) {
            key.push(entry(4.0, self.sentences.favorable_line(), |mark| {
                mark.fill(Rect::new(1.0, 0.0, 2.0, 16.0), Ink::Ink);
            }));
        }
        if self.figures.everyone().any(|row| row.suppressed) {
            key.push(marks::withheld_entry(self.setting.words()));
        }
        key
    }

    fn head(&self) -> Scene {
        let words = self.setting.words();
        let mut head = Scene::new(self.setting.width(), 26.0);
        let set = Type::new(12.0, Ink::Ink3);
        head.text(words.item, (0.0, 18.0), set);
        for (share, label, set) in [(0.0, "0", set), (0.5, "50", set.middle()), (1.0, "100%", set.end())] {
            let at = (self.at(share), 18.0);
            head.text(label, at, set);
        }
        head.text(self.sentences.favorable_column(), (self.favorable, 18.0), set.end());
        head.text(words.score, (self.score, 18.0), set.end());
        head.text("n", (head.width, 18.0), set.end());
        marks::rule(&mut head, Ink::Ink4);
        head
    }

    fn row(&self, row: &Row) -> Scene {
        let words = self.setting.words();
        let item = row.level == Level::Item;
        let (name, code) = match row.level {
            Level::Overall => (words.overall.to_owned(), String::new()),
            _ => (label(&row.name), one_line(&row.code)),
        };
        let code = if code.chars().count() > 8 { String::new() } else { code };
        let (size, ink) = if item { (14.0, Ink::Ink2) } else { (15.0, Ink::Ink) };
        let indent = if code.is_empty() { 0.0 } else { CODE };
        let lines = self.setting.wrap(&name, size, self.bar.0 - indent - 16.0, 3);
        let mut scene = Scene::new(self.setting.width(), row_height(lines.len()).max(ROW));
        if row.level == Level::Category {
            scene.fill(Rect::new(0.0, 0.0, scene.width, 1.0), Ink::Line);
        }
        marks::rule(&mut scene, Ink::Grid);
        let first = marks::first_baseline(scene.height, lines.len());
        scene.text(code, (0.0, first), Type::new(13.0, Ink::Ink3));
        scene.lines(&lines, (indent, first), Type::new(size, ink), marks::LINE);
        self.figures(&mut scene, row);
        scene
    }

    fn figures(&self, scene: &mut Scene, row: &Row) {
        let middle = scene.height / 2.0;
        let Some(mean) = row.mean_text.filter(|_| !row.suppressed) else {
            let rect = Rect::new(self.bar.0, middle - 9.0, scene.width - self.bar.0, 18.0);
            return marks::withheld(scene, rect, self.setting.words().withheld, self.setting);
        };
        let base = middle + 5.0;
        match shares(row, &self.figures.about.favorable) {
            Some(shares) => self.bar(scene, &shares, middle),
            None => {
                scene.text(self.sentences.no_distribution(), (self.bar.0, base), Type::new(12.0, Ink::Ink3));
            }
        }
        let favorable = row.favorable.and_then(|share| percent(share, self.setting.language));
        let favorable = favorable.map_or_else(|| NOTHING.to_owned(), |share| format!("{share}%"));
        scene.text(favorable, (self.favorable, base), self.setting.figure(Ink::Ink).bold());
        scene.text(figure(mean), (self.score, base), self.setting.figure(Ink::Ink));
        let n = row.respondents.map_or_else(|| NOTHING.to_owned(), count);
        scene.text(n, (scene.width, base), self.setting.figure(Ink::Ink3));
    }

    fn bar(&self, scene: &mut Scene, shares: &[Share], middle: f64) {
        let top = middle - BAR / 2.0;
        let mut small = Vec::new();
        let mut from = 0;
        for (share, ink) in shares.iter().zip(levels(shares.len())) {
            let (left, right) = (self.at(f64::from(from) / 100.0), self.at(f64::from(from + share.percent) / 100.0));
            from += share.percent;
            if share.percent == 0 {
                // A sliver for a few, nothing but a tick for nobody.
                if share.count > 0 {
                    scene.fill(Rect::new(left - 0.5, top, 1.0, BAR), ink);
                }
                small.push((from, share));
                continue;
            }
            // Paper, not colour, parts neighbours.
            scene.fill(Rect::new(left, top, right - left - 1.0, BAR), ink);
            let label = share.percent.to_string();
            if share.percent >= 6 && self.setting.measure(&label, 12.0) + 4.0 <= right - left {
                let set = Type::new(12.0, ink.figure()).middle();
                scene.text(label, ((left + right - 1.0) / 2.0, middle + 4.3), set);
            }
        }
        self.under(scene, &small, top + BAR);
        if let Some(share) = favorable_from(shares) {
            scene.fill(Rect::new(self.at(f64::from(share) / 100.0) - 1.5, top - 4.0, 2.0, BAR + 7.0), Ink::Ink);
        }
    }

    /// Ticks and figures of points that have no room in the bar, side by side.
    fn under(&self, scene: &mut Scene, points: &[(u32, &Share)], bottom: f64) {
        let at = |percent: u32| self.at(f64::from(percent) / 100.0);
        for (percent, _) in points {
            scene.fill(Rect::new(at(*percent) - 0.5, bottom + 1.0, 1.0, 2.5), Ink::Ink4);
        }
        let mut free = self.bar.0 - 8.0;
        for own in under(points.iter().copied(), |shares| self.sentences.under(shares)) {
            let width = self.setting.measure(&own.text, 11.0);
            let left = (at(own.at) - width / 2.0).min(self.bar.1 + 8.0 - width).max(free);
            scene.text(own.text, (left, bottom + 12.5), Type::new(11.0, Ink::Ink3));
            free = left + width + 3.0;
        }
    }

    fn at(&self, share: f64) -> f64 {
        self.bar.0 + share * (self.bar.1 - self.bar.0)
    }

    /// The bars in words.
    fn describe(&self) -> String {
        let words = self.setting.words();
        let mut parts = vec![self.sentences.distribution_subtitle()];
        let ranked = self.figures.ranked();
        let rows = ranked.iter().flat_map(|chapter| chapter.category.iter().chain(&chapter.lines)).copied();
        for row in self.figures.overall().into_iter().chain(rows) {
            let name = match row.level {
                Level::Overall => words.overall.to_owned(),
                _ => label(&row.name),
            };
            let told = match shares(row, &self.figures.about.favorable) {
                _ if row.suppressed => words.withheld.to_owned(),
                Some(shares) => self.sentences.bar(&shares),
                None => self.sentences.no_distribution(),
            };
            parts.push(format!("{name} {told}"));
        }
        self.sentences.told(&parts)
    }
}
