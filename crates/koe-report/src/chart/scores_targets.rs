//! Chart a: what is short of its target, by how much.

use koe_core::release::{Level, Row};
use koe_stats::Decimal;

use super::drawing::{Block, Drawing, Entry};
use super::marks::{self, ROW, Setting, Strip, entry, row_height};
use super::scene::{Rect, Scene, Type};
use crate::figures::Figures;
use crate::theme::Ink;
use crate::typeset::{NOTHING, count, figure, one_line, signed};
use crate::window::Window;
use crate::wording::{Sentences, status};

const INDENT: f64 = 22.0;

/// Overall, categories, subcategories in survey order, a dot for the score, a
/// tick for the target, a bar between. Without targets, dots and n.
pub(super) fn draw(figures: Figures<'_>, setting: Setting<'_>) -> Drawing {
    let sentences = Sentences::new(figures, setting.language);
    let layout = Layout::new(figures, setting);
    let rows = figures.tree();
    Drawing {
        title: sentences.chart_headline(),
        subtitle: sentences.subtitle(),
        key: layout.key(&rows),
        head: Some(layout.head()),
        blocks: rows
            .iter()
            .enumerate()
            .map(|(index, row)| Block {
                scene: layout.row(row),
                heading: row.level == Level::Category && rows.get(index + 1).is_some_and(|next| next.depth > row.depth),
            })
            .collect(),
        source: sentences.source(),
        description: describe(&rows, sentences, setting),
        ..Drawing::default()
    }
}

/// Where the columns stand: names, strip, figures (their right ends), status.
struct Layout<'a> {
    setting: Setting<'a>,
    window: Window,
    targets: bool,
    name: f64,
    strip: f64,
    score: f64,
    target: f64,
    gap: f64,
    status: f64,
}

impl<'a> Layout<'a> {
    fn new(figures: Figures<'_>, setting: Setting<'a>) -> Self {
        let width = setting.width();
        let targets = figures.has_targets();
        // Columns of figures keep their width; names and strip share the rest.
        let figures_from = if targets { width - 262.0 } else { width - 120.0 };
        let name = if targets { (width * 0.265).clamp(176.0, 300.0) } else { (width * 0.36).min(360.0) };
        Self {
            setting,
            window: Window::whole(figures.about.scale),
            targets,
            name,
            strip: figures_from,
            score: if targets { width - 210.0 } else { width - 64.0 },
            target: if targets { width - 156.0 } else { width },
            gap: width - 102.0,
            status: width - 86.0,
        }
    }

    fn strip(&self) -> Strip<'_> {
        Strip { window: &self.window, left: self.name, right: self.strip }
    }

    /// Only those marks that the chart has.
    fn key(&self, rows: &[&Row]) -> Vec<Entry> {
        let words = self.setting.words();
        let mut key = vec![entry(12.0, words.key_score, |mark| marks::dot(mark, 6.0, 8.0))];
        if self.targets {
            key.push(entry(4.0, words.target, |mark| marks::tick(mark, 2.0, 8.0, 16.0)));
            let mut gaps = rows.iter().filter_map(|row| row.gap_text);
            if gaps.clone().any(Decimal::is_negative) {
                key.push(entry(28.0, words.key_below, |mark| marks::gap(mark, 0.0, 28.0, 8.0)));
            }
            if gaps.any(|gap| !gap.is_negative() && !gap.is_zero()) {
                key.push(entry(28.0, words.key_above, |mark| marks::gap(mark, 28.0, 0.0, 8.0)));
            }
        }
        if rows.iter().any(|row| row.suppressed) {
            key.push(marks::withheld_entry(words));
        }
        key
    }

    /// Column heads over the points of the scale.
    fn head(&self) -> Scene {
        let words = self.setting.words();
        let mut head = Scene::new(self.setting.width(), 26.0);
        let set = Type::new(12.0, Ink::Ink3);
        let base = 18.0;
        head.text(words.category, (0.0, base), set);
        self.strip().labels(&mut head, base);
        head.text(words.score, (self.score, base), set.end());
        if self.targets {
            head.text(words.target, (self.target, base), set.end());
            head.text(words.gap, (self.gap, base), set.end());
            head.text(words.status, (self.status, base), set);
        } else {
            head.text("n", (self.target, base), set.end());
        }
        marks::rule(&mut head, Ink::Ink4);
        head
    }

    fn row(&self, row: &Row) -> Scene {
        let strong = matches!(row.level, Level::Overall | Level::Category);
        let overall = row.level == Level::Overall;
        let ink = if strong { Ink::Ink } else { Ink::Ink2 };
        // The embedded face has no bold kanji: what a page sets bold is larger here.
        let size = if strong { 15.0 } else { 14.0 };
        let name = if overall { self.setting.words().overall.to_owned() } else { one_line(&row.name) };
        // A code longer than this is no code that a label can carry.
        let code = if overall || row.code.chars().count() > 8 { String::new() } else { one_line(&row.code) };
        let indent = INDENT * f64::from(u32::try_from(row.depth.min(3)).unwrap_or(3));
        let code_width = if code.is_empty() { 0.0 } else { self.setting.measure(&code, 13.0) + 8.0 };
        let lines = self.setting.wrap(&name, size, self.name - 8.0 - indent - code_width, 3);

        let mut scene = Scene::new(self.setting.width(), row_height(lines.len()));
        self.strip().grid(&mut scene);
        marks::rule(&mut scene, if overall { Ink::Line } else { Ink::Grid });
        if row.level == Level::Category {
            scene.fill(Rect::new(0.0, 0.0, scene.width, 1.0), Ink::Line);
        }
        let first = marks::first_baseline(scene.height, lines.len());
        scene.text(code, (indent, first), Type::new(13.0, Ink::Ink3));
        marks::name(&mut scene, &lines, indent + code_width, size, ink);
        match row.mean_text {
            Some(mean) if !row.suppressed => self.figures(&mut scene, row, mean, ink),
            _ => {
                let rect = Rect::new(self.name, scene.height / 2.0 - 9.0, self.strip - self.name, 18.0);
                marks::withheld(&mut scene, rect, self.setting.words().withheld, self.setting);
            }
        }
        scene
    }

    fn figures(&self, scene: &mut Scene, row: &Row, mean: Decimal, ink: Ink) {
        let middle = scene.height / 2.0;
        let base = middle + 5.0;
        let strip = self.strip();
        let score = strip.at(&mean.exact());
        if row.comparable {
            marks::dot(scene, score, middle);
        } else {
            marks::other_scale(scene, self.name, self.setting);
        }
        let set = self.setting.figure(Ink::Ink);
        scene.text(figure(mean), (self.score, base), set.bold());
        if !self.targets {
            let n = row.respondents.map_or_else(|| NOTHING.to_owned(), count);
            scene.text(n, (self.target, base), self.setting.figure(Ink::Ink3));
            return;
        }
        let (Some(goal), Some(gap)) = (row.target_text, row.gap_text) else {
            scene.text(NOTHING, (self.target, base), self.setting.figure(Ink::Ink3));
            return;
        };
        // Over the dot: a tenth of a point would be hidden under it.
        if row.comparable {
            let target = strip.at(&goal.exact());
            marks::gap(scene, score, target, middle);
            marks::tick(scene, target, middle, ROW * 0.6);
        }
        scene.text(figure(goal), (self.target, base), self.setting.figure(ink));
        let set = match gap {
            gap if gap.is_negative() => self.setting.figure(Ink::Below).bold(),
            gap if gap.is_zero() => self.setting.figure(Ink::Ink3),
            _ => self.setting.figure(Ink::Ink),
        };
        scene.text(signed(gap), (self.gap, base), set);
        self.status(scene, row, gap);
    }

    /// A shape and a word.
    fn status(&self, scene: &mut Scene, row: &Row, gap: Decimal) {
        let (x, middle) = (self.status, scene.height / 2.0);
        let ink = if gap.is_negative() {
            scene.polygon(vec![(x, middle - 4.0), (x + 9.0, middle - 4.0), (x + 4.5, middle + 5.0)], Ink::Below);
            Ink::Below
        } else {
            scene.dot((x + 4.5, middle), 4.5, Ink::Accent);
            Ink::Ink2
        };
        scene.text(status(row, self.setting.language), (x + 14.0, middle + 4.0), Type::new(12.0, ink));
    }
}

/// What is drawn is told again in words, row by row.
fn describe(rows: &[&Row], sentences: Sentences<'_>, setting: Setting<'_>) -> String {
    let words = setting.words();
    let mut parts = vec![sentences.subtitle()];
    for row in rows {
        let name = if row.level == Level::Overall { words.overall.to_owned() } else { one_line(&row.name) };
        let Some(mean) = row.mean_text else {
            parts.push(format!("{name} {}", words.withheld));
            continue;
        };
        let mut part = format!("{name} {} {}", words.score, figure(mean));
        if let (Some(target), Some(gap)) = (row.target_text, row.gap_text) {
            part.push_str(&format!(" {} {} {} {}", words.target, figure(target), words.gap, signed(gap)));
        }
        parts.push(part);
    }
    sentences.told(&parts)
}
