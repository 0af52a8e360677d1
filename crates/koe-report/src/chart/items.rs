//! Chart b: items by score, above and below the overall score.

use koe_core::release::{Level, Row};
use koe_stats::{Decimal, Exact, nearest_f64};

use super::drawing::{Cut, Drawing, Entry, is_cut, ranked};
use super::marks::{self, Setting, Strip, entry, row_height};
use super::scene::{Rect, Scene, Type};
use crate::doubt::drawn_interval;
use crate::figures::Figures;
use crate::theme::Ink;
use crate::typeset::{NOTHING, figure, label, one_line, point, range};
use crate::window::Window;
use crate::wording::Sentences;

/// Width of the column of intervals.
const SCORE: f64 = 92.0;
/// Width of the column of codes.
const CODE: f64 = 40.0;

/// Most lines of a name.
const LINES: usize = 3;

/// Items grouped by category, each group by score: a stem from the overall score
/// to a dot with its interval, or a tick where items have targets.
pub(super) fn draw(figures: Figures<'_>, setting: Setting<'_>) -> Drawing {
    let sentences = Sentences::new(figures, setting.language);
    let layout = Layout::new(figures, setting);
    let blocks = ranked(figures, |row| layout.heading(row), |row| layout.row(row)).collect();
    Drawing {
        title: sentences.items_headline(),
        subtitle: sentences.ranked_subtitle(),
        cut: Cut::of(&layout.window, figures.about.scale, sentences),
        key: layout.key(),
        head: Some(layout.head()),
        blocks,
        cut_names: layout.cut_names(),
        source: sentences.source(),
        description: layout.describe(),
        ..Drawing::default()
    }
}

struct Layout<'a> {
    figures: Figures<'a>,
    sentences: Sentences<'a>,
    setting: Setting<'a>,
    window: Window,
    overall: Option<Exact>,
    strip: (f64, f64),
    /// Right end of the scores.
    score: f64,
}

impl<'a> Layout<'a> {
    fn new(figures: Figures<'a>, setting: Setting<'a>) -> Self {
        let width = setting.width();
        Self {
            figures,
            sentences: Sentences::new(figures, setting.language),
            setting,
            window: figures.dot_window(),
            overall: figures.overall().and_then(|row| row.mean_text).map(Decimal::exact),
            strip: ((width * 0.47).min(width - 380.0), width - SCORE - 52.0),
            score: width - SCORE,
        }
    }

    fn strip(&self) -> Strip<'_> {
        Strip { window: &self.window, left: self.strip.0, right: self.strip.1 }
    }

    fn key(&self) -> Vec<Entry> {
        let words = self.setting.words();
        let placed: Vec<&Row> = self.figures.items().filter(|row| row.mean_text.is_some() && row.comparable).collect();
        let mut key = marks::estimate_key(&placed, self.figures, self.setting);
        if self.figures.items().any(|row| row.target_text.is_some()) {
            key.push(entry(4.0, words.target, |mark| marks::tick(mark, 2.0, 8.0, 16.0)));
        }
        if self.figures.items().any(|row| row.suppressed) {
            key.push(marks::withheld_entry(words));
        }
        key
    }

    /// Column heads, gridline labels, the overall score over its line.
    fn head(&self) -> Scene {
        let words = self.setting.words();
        let mut head = Scene::new(self.setting.width(), 44.0);
        let set = Type::new(12.0, Ink::Ink3);
        head.text(words.item, (0.0, 36.0), set);
        head.text(words.score, (self.score, 36.0), set.end());
        head.text(words.interval, (head.width, 36.0), set.end());
        self.strip().labels(&mut head, 36.0);
        if let (Some(overall), Some(label)) = (&self.overall, self.sentences.overall_line()) {
            head.text(label, (self.strip().at(overall), 15.0), Type::new(12.0, Ink::Accent).middle());
        }
        marks::rule(&mut head, Ink::Ink4);
        head
    }

    /// A category with its score: the first line of its group.
    fn heading(&self, category: &Row) -> Scene {
        let lines = self.heading_lines(category);
        let mut scene = self.ground(row_height(lines.len()) + 8.0, Ink::Line);
        let first = marks::first_baseline(scene.height, lines.len()) + 3.0;
        let code = if category.code.chars().count() > 8 { String::new() } else { one_line(&category.code) };
        scene.text(code, (0.0, first), Type::new(13.0, Ink::Ink3));
        scene.lines(&lines, (CODE, first), Type::new(15.0, Ink::Ink), marks::LINE);
        let score = category.mean_text.filter(|_| !category.suppressed);
        let score = score.map_or_else(|| self.setting.words().withheld_short.to_owned(), figure);
        scene.text(score, (self.score, first), self.setting.figure(Ink::Ink3));
        scene
    }

    fn heading_lines(&self, category: &Row) -> Vec<String> {
        self.setting.wrap(&one_line(&category.name), 15.0, self.room(), LINES)
    }

    fn item_lines(&self, item: &Row) -> Vec<String> {
        self.setting.wrap(&label(&item.name), 14.0, self.room(), LINES)
    }

    /// Room of the names.
    fn room(&self) -> f64 {
        self.strip.0 - CODE - 16.0
    }

    /// The names that had to be cut, whole.
    fn cut_names(&self) -> Vec<String> {
        let lines = |row: &Row| if row.level == Level::Item { self.item_lines(row) } else { self.heading_lines(row) };
        let chapters = self.figures.ranked();
        let rows =
            chapters.iter().flat_map(|chapter| chapter.category.into_iter().chain(chapter.lines.iter().copied()));
        rows.filter(|row| is_cut(&lines(row), &row.name)).map(|row| self.sentences.whole_text(row)).collect()
    }

    fn row(&self, row: &Row) -> Scene {
        let lines = self.item_lines(row);
        let last = lines.last().map_or(0.0, |line| self.setting.measure(line, 14.0));
        let (tags, below) = self.tags(row, last);
        let all = lines.len() + below;
        let mut scene = self.ground(row_height(all), Ink::Grid);
        let first = marks::first_baseline(scene.height, all);
        scene.text(one_line(&row.code), (0.0, first), Type::new(13.0, Ink::Ink3));
        scene.lines(&lines, (CODE, first), Type::new(14.0, Ink::Ink2), marks::LINE);
        for (tag, x, line) in tags {
            let baseline = first + marks::LINE * (lines.len() + line) as f64 - marks::LINE;
            tagged(&mut scene, &tag, (CODE + x, baseline), self.setting);
        }
        let middle = scene.height / 2.0;
        match row.mean_text {
            Some(mean) if !row.suppressed => self.marks(&mut scene, row, mean, middle),
            _ => {
                let rect = Rect::new(self.strip.0, middle - 9.0, self.strip.1 - self.strip.0, 18.0);
                marks::withheld(&mut scene, rect, self.setting.words().withheld, self.setting);
            }
        }
        scene
    }

    /// A row's gridlines, rule, and the line at the overall score.
    fn ground(&self, height: f64, rule: Ink) -> Scene {
        let mut scene = Scene::new(self.setting.width(), height);
        let strip = self.strip();
        strip.grid(&mut scene);
        marks::rule(&mut scene, rule);
        if let Some(overall) = &self.overall {
            scene.fill(Rect::new(strip.at(overall) - 0.5, 0.0, 1.0, height), Ink::Accent);
        }
        scene
    }

    fn marks(&self, scene: &mut Scene, row: &Row, mean: Decimal, middle: f64) {
        let strip = self.strip();
        scene.text(figure(mean), (self.score, middle + 5.0), self.setting.figure(Ink::Ink).bold());
        let interval = drawn_interval(row, self.figures.about.decimals);
        let printed = interval.map(|(low, high)| range(&figure(low), &figure(high), self.setting.language));
        let set = self.setting.figure(Ink::Ink3);
        scene.text(printed.unwrap_or_else(|| NOTHING.to_owned()), (scene.width, middle + 5.0), set);
        if !row.comparable {
            return marks::other_scale(scene, self.strip.0, self.setting);
        }
        let x = strip.at(&mean.exact());
        if let (None, Some(overall)) = (row.target_text, &self.overall) {
            scene.line((strip.at(overall), middle), (x, middle), Ink::Ink4, 1.0);
        }
        let ends = interval.map(|(low, high)| (strip.at(&low.exact()), strip.at(&high.exact())));
        marks::estimate(scene, x, ends, middle, Ink::Accent);
        if let Some(target) = row.target_text {
            marks::tick(scene, strip.at(&target.exact()), middle, 18.0);
        }
    }

    /// Whom an item is for, and whether it is the highest or the lowest: each with
    /// its place behind the last line, or on a line below, and how many of those.
    fn tags(&self, row: &Row, last: f64) -> (Vec<(String, f64, usize)>, usize) {
        let (mut x, mut line) = (last + 10.0, 0);
        let mut placed = Vec::new();
        for tag in self.sentences.item_tags(row) {
            let tag = self.setting.wrap(&tag, 11.0, self.room() - 12.0, 1).concat();
            let width = self.setting.measure(&tag, 11.0) + 8.0;
            if x + width > self.room() {
                (x, line) = (4.0, line + 1);
            }
            placed.push((tag, x, line));
            x += width + 6.0;
        }
        (placed, line)
    }

    /// The ranked items in words.
    fn describe(&self) -> String {
        let words = self.setting.words();
        let mut parts = vec![self.sentences.ranked_subtitle()];
        for row in self.figures.ranked().iter().flat_map(|chapter| chapter.category.iter().chain(&chapter.lines)) {
            let score = row.mean_text.map_or_else(|| words.withheld.to_owned(), figure);
            let code = if row.level == Level::Item { format!("{} ", one_line(&row.code)) } else { String::new() };
            parts.push(format!("{code}{} {score}", label(&row.name)));
        }
        self.sentences.told(&parts)
    }
}

/// A tag in a thin frame.
fn tagged(scene: &mut Scene, tag: &str, (x, baseline): (f64, f64), setting: Setting<'_>) {
    let width = setting.measure(tag, 11.0);
    scene.outline(Rect::new(x - 4.0, baseline - 11.0, width + 8.0, 15.0), Ink::Line, 1.0);
    scene.text(tag, (x, baseline), Type::new(11.0, Ink::Ink3));
}

impl Cut {
    /// The window on the whole scale, where it is not all of it.
    pub(crate) fn of(window: &Window, scale: (i32, i32), sentences: Sentences<'_>) -> Option<Self> {
        let words = sentences.cut(window)?;
        let whole = Window::whole(scale);
        let share = |value: &Exact| nearest_f64(&whole.share(value));
        Some(Self { scale: (point(scale.0), point(scale.1)), window: (share(&window.low), share(&window.high)), words })
    }
}
