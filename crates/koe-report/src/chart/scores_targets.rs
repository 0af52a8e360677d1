//! Chart a: what is short of its target, by how much.

use koe_core::release::{Level, Row};
use koe_stats::Decimal;

use super::drawing::{Block, Drawing, Entry, is_cut};
use super::marks::{self, ROW, Setting, Strip, entry, row_height};
use super::scene::{Rect, Scene, Type};
use crate::doubt::drawn_interval;
use crate::figures::Figures;
use crate::theme::Ink;
use crate::typeset::{NOTHING, count, figure, one_line, range, signed};
use crate::window::Window;
use crate::wording::{Sentences, status};

const INDENT: f64 = 22.0;
/// Size of heads and intervals.
const HEAD: f64 = 12.0;
/// Between columns of figures.
const APART: f64 = 12.0;
/// How much wider bold figures are, at most.
const BOLD: f64 = 1.06;
/// Names give way to a strip of this width, but for their own least.
const STRIP: f64 = 300.0;
const NAME: f64 = 160.0;

/// Overall, categories, subcategories in survey order, a dot for the score, a
/// tick for the target, a bar between. Without targets, dots and n.
pub(super) fn draw(figures: Figures<'_>, setting: Setting<'_>) -> Drawing {
    let sentences = Sentences::new(figures, setting.language);
    let rows = figures.tree();
    let layout = Layout::new(figures, &rows, setting);
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
        cut_names: rows
            .iter()
            .filter(|row| is_cut(&layout.label(row).lines, &row.name))
            .map(|row| sentences.whole_text(row))
            .collect(),
        source: sentences.source(),
        description: describe(&rows, figures, setting),
        ..Drawing::default()
    }
}

/// Where the columns stand: names, strip, figures (their right ends), status.
struct Layout<'a> {
    figures: Figures<'a>,
    setting: Setting<'a>,
    window: Window,
    targets: bool,
    name: f64,
    strip: f64,
    score: f64,
    /// The head of the intervals, as narrow as they are.
    interval_head: Vec<String>,
    interval: f64,
    target: f64,
    gap: f64,
    status: f64,
    n: f64,
}

/// A name with its code before it.
struct Label {
    code: String,
    indent: f64,
    code_width: f64,
    size: f64,
    lines: Vec<String>,
}

impl<'a> Layout<'a> {
    fn new(figures: Figures<'a>, rows: &[&Row], setting: Setting<'a>) -> Self {
        let (width, words) = (setting.width(), setting.words());
        let targets = figures.has_targets();
        let widest = |size: f64, texts: &mut dyn Iterator<Item = String>| {
            texts.map(|text| setting.measure(&text, size)).fold(0.0, f64::max)
        };
        let column = |head: &str, own: fn(&Row) -> Option<String>| {
            let figures = widest(setting.medium.figure, &mut rows.iter().filter_map(|row| own(row)));
            setting.measure(head, HEAD).max(figures * BOLD) + APART
        };
        let intervals = widest(HEAD, &mut rows.iter().filter_map(|row| interval(row, figures, setting)));
        let interval_head = setting.wrap(words.interval, HEAD, intervals.max(48.0), 2);
        let intervals = widest(HEAD, &mut interval_head.iter().cloned()).max(intervals) + APART;
        let score = column(words.score, |row| row.mean_text.map(figure));
        let goal = column(words.target, |row| row.target_text.map(figure));
        let gap = column(words.gap, |row| row.gap_text.map(signed));
        let n = column("n", |row| row.respondents.map(count));
        let statuses = [words.met, words.held, words.below, words.status].map(str::to_owned);
        let status = width - 14.0 - widest(HEAD, &mut statuses.into_iter());
        // Right ends of columns, from the right.
        let end = if targets { status - APART - gap - goal } else { width - n };
        let strip = end - intervals - score;
        let most = if targets { (width * 0.265).min(300.0) } else { (width * 0.36).min(360.0) };
        Self {
            figures,
            setting,
            window: Window::whole(figures.about.scale),
            targets,
            name: (strip - STRIP).clamp(NAME, most.max(NAME)),
            strip,
            score: end - intervals,
            interval_head,
            interval: end,
            target: end + goal,
            gap: status - APART,
            status,
            n: width,
        }
    }

    fn strip(&self) -> Strip<'_> {
        Strip { window: &self.window, left: self.name, right: self.strip }
    }

    /// Only those marks that the chart has.
    fn key(&self, rows: &[&Row]) -> Vec<Entry> {
        let words = self.setting.words();
        let placed: Vec<&Row> = rows.iter().copied().filter(|row| row.mean_text.is_some() && row.comparable).collect();
        let mut key = marks::estimate_key(&placed, self.figures, self.setting);
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
        const LINE: f64 = 15.0;
        let more = LINE * (self.interval_head.len() as f64 - 1.0).max(0.0);
        let mut head = Scene::new(self.setting.width(), 26.0 + more);
        let set = Type::new(HEAD, Ink::Ink3);
        let base = 18.0 + more;
        head.text(words.category, (0.0, base), set);
        self.strip().labels(&mut head, base);
        head.text(words.score, (self.score, base), set.end());
        head.lines(&self.interval_head, (self.interval, base - more), set.end(), LINE);
        if self.targets {
            head.text(words.target, (self.target, base), set.end());
            head.text(words.gap, (self.gap, base), set.end());
            head.text(words.status, (self.status, base), set);
        } else {
            head.text("n", (self.n, base), set.end());
        }
        marks::rule(&mut head, Ink::Ink4);
        head
    }

    fn row(&self, row: &Row) -> Scene {
        let overall = row.level == Level::Overall;
        let Label { code, indent, code_width, size, lines } = self.label(row);
        let ink = if is_strong(row) { Ink::Ink } else { Ink::Ink2 };
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

    fn label(&self, row: &Row) -> Label {
        let overall = row.level == Level::Overall;
        // The embedded face has no bold kanji: what a page sets bold is larger here.
        let size = if is_strong(row) { 15.0 } else { 14.0 };
        let name = if overall { self.setting.words().overall.to_owned() } else { one_line(&row.name) };
        // A code longer than this is no code that a label can carry.
        let code = if overall || row.code.chars().count() > 8 { String::new() } else { one_line(&row.code) };
        let indent = INDENT * f64::from(u32::try_from(row.depth.min(3)).unwrap_or(3));
        let code_width = if code.is_empty() { 0.0 } else { self.setting.measure(&code, 13.0) + 8.0 };
        let lines = self.setting.wrap(&name, size, self.name - 8.0 - indent - code_width, 3);
        Label { code, indent, code_width, size, lines }
    }

    fn figures(&self, scene: &mut Scene, row: &Row, mean: Decimal, ink: Ink) {
        let base = scene.height / 2.0 + 5.0;
        if row.comparable {
            self.marks(scene, row, mean);
        } else {
            marks::other_scale(scene, self.name, self.setting);
        }
        let quiet = self.setting.figure(Ink::Ink3);
        let interval = interval(row, self.figures, self.setting);
        scene.text(figure(mean), (self.score, base), self.setting.figure(Ink::Ink).bold());
        let set = Type::new(HEAD, Ink::Ink3).end();
        scene.text(interval.as_deref().unwrap_or(NOTHING), (self.interval, base), set);
        if !self.targets {
            let n = row.respondents.map_or_else(|| NOTHING.to_owned(), count);
            scene.text(n, (self.n, base), quiet);
            return;
        }
        let (Some(goal), Some(gap)) = (row.target_text, row.gap_text) else {
            scene.text(NOTHING, (self.target, base), quiet);
            return;
        };
        scene.text(figure(goal), (self.target, base), self.setting.figure(ink));
        let set = match gap {
            gap if gap.is_negative() => self.setting.figure(Ink::Below).bold(),
            gap if gap.is_zero() => quiet,
            _ => self.setting.figure(Ink::Ink),
        };
        scene.text(signed(gap), (self.gap, base), set);
        self.status(scene, row, gap);
    }

    /// The gap, over it the interval and the dot, and over all the target: a tenth
    /// of a point would be hidden under the dot.
    fn marks(&self, scene: &mut Scene, row: &Row, mean: Decimal) {
        let (middle, strip) = (scene.height / 2.0, self.strip());
        let at = |value: Decimal| strip.at(&value.exact());
        let target = row.target_text.map(at);
        if let Some(target) = target {
            marks::gap(scene, at(mean), target, middle);
        }
        let ends = drawn_interval(row, self.figures.about.decimals).map(|(low, high)| (at(low), at(high)));
        if let Some(ends) = ends {
            marks::casing(scene, ends, middle);
        }
        marks::estimate(scene, at(mean), ends, middle, Ink::Accent);
        if let Some(target) = target {
            marks::tick(scene, target, middle, ROW * 0.6);
        }
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

fn is_strong(row: &Row) -> bool {
    matches!(row.level, Level::Overall | Level::Category)
}

/// The interval that is drawn, in figures.
fn interval(row: &Row, figures: Figures<'_>, setting: Setting<'_>) -> Option<String> {
    let (low, high) = drawn_interval(row, figures.about.decimals)?;
    Some(range(&figure(low), &figure(high), setting.language))
}

/// What is drawn is told again in words, row by row.
fn describe(rows: &[&Row], figures: Figures<'_>, setting: Setting<'_>) -> String {
    let sentences = Sentences::new(figures, setting.language);
    let words = setting.words();
    let mut parts = vec![sentences.subtitle()];
    for row in rows {
        let name = if row.level == Level::Overall { words.overall.to_owned() } else { one_line(&row.name) };
        let Some(mean) = row.mean_text else {
            parts.push(format!("{name} {}", words.withheld));
            continue;
        };
        let mut part = format!("{name} {} {}", words.score, figure(mean));
        if let Some(interval) = interval(row, figures, setting) {
            part.push_str(&format!(" {} {interval}", words.interval));
        }
        if let (Some(target), Some(gap)) = (row.target_text, row.gap_text) {
            part.push_str(&format!(" {} {} {} {}", words.target, figure(target), words.gap, signed(gap)));
        }
        parts.push(part);
    }
    sentences.told(&parts)
}
