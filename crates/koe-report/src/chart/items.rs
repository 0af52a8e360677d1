//! Chart b: items by score, above and below the overall score.

use koe_core::release::{Level, Row};
use koe_stats::{Decimal, Exact, nearest_f64};

use super::drawing::{Cut, Drawing, Entry, ranked};
use super::fonts::Weight;
use super::marks::{self, Setting, Strip, entry, row_height};
use super::scene::{Rect, Scene, Type};
use crate::figures::Figures;
use crate::theme::Ink;
use crate::typeset::{NOTHING, figure, interval_ends, label, one_line, point, range};
use crate::window::Window;
use crate::wording::{Sentences, only};

/// Width of the column of intervals.
const SCORE: f64 = 92.0;
/// Width of the column of codes.
const CODE: f64 = 40.0;

/// Items grouped by category, each group by score: a stem from the overall score
/// to a dot, or a tick where items have targets.
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
    highest: Vec<&'a str>,
    lowest: Vec<&'a str>,
    strip: (f64, f64),
    /// Right end of the scores.
    score: f64,
}

impl<'a> Layout<'a> {
    fn new(figures: Figures<'a>, setting: Setting<'a>) -> Self {
        let width = setting.width();
        // Marked only where there is a highest and a lowest.
        let extremes = figures.overall_extremes().filter(|found| found.highest != found.lowest);
        let codes = |named: &'a [koe_core::release::CodeName]| named.iter().map(|named| named.code.as_str()).collect();
        Self {
            figures,
            sentences: Sentences::new(figures, setting.language),
            setting,
            window: figures.item_window(),
            overall: figures.overall().and_then(|row| row.mean_text).map(Decimal::exact),
            highest: extremes.map(|found| codes(&found.highest)).unwrap_or_default(),
            lowest: extremes.map(|found| codes(&found.lowest)).unwrap_or_default(),
            strip: ((width * 0.47).min(width - 380.0), width - SCORE - 52.0),
            score: width - SCORE,
        }
    }

    fn strip(&self) -> Strip<'_> {
        Strip { window: &self.window, left: self.strip.0, right: self.strip.1 }
    }

    fn key(&self) -> Vec<Entry> {
        let words = self.setting.words();
        let mut key = Vec::new();
        if self.overall.is_some() {
            let [above, below] = self.sentences.ranked_key();
            key.push(entry(12.0, above, |mark| marks::dot(mark, 6.0, 8.0)));
            key.push(entry(12.0, below, |mark| marks::open_dot(mark, 6.0, 8.0)));
        }
        if self.figures.items().any(|row| row.ci_low.is_some()) {
            key.push(entry(20.0, words.interval, |mark| marks::interval(mark, 1.0, 19.0, 8.0, Ink::Accent)));
        }
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
        let lines = self.setting.wrap(&one_line(&category.name), 15.0, self.strip.0 - CODE - 16.0, 2);
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

    fn row(&self, row: &Row) -> Scene {
        let room = self.strip.0 - CODE - 16.0;
        let lines = self.setting.wrap(&label(&row.name), 14.0, room, 3);
        let tag = only(&row.applies_to, self.setting.language);
        // A tag that does not fit behind the last line has a line of its own.
        let last = lines.last().map_or(0.0, |line| self.setting.measure(line, 14.0));
        let beside = tag.as_ref().map(|tag| last + 10.0 + self.setting.measure(tag, 11.0) + 8.0 <= room);
        let all = lines.len() + usize::from(beside == Some(false));
        let mut scene = self.ground(row_height(all), Ink::Grid);
        let first = marks::first_baseline(scene.height, all);
        scene.text(one_line(&row.code), (0.0, first), Type::new(13.0, Ink::Ink3));
        scene.lines(&lines, (CODE, first), Type::new(14.0, Ink::Ink2), marks::LINE);
        if let Some(tag) = tag {
            let at = match beside {
                Some(true) => (CODE + last + 10.0, first + marks::LINE * (lines.len() as f64 - 1.0)),
                _ => (CODE + 4.0, first + marks::LINE * lines.len() as f64),
            };
            self.tag(&mut scene, &tag, at, room - (at.0 - CODE));
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
        let interval = interval_ends(row, self.figures.about.decimals);
        let printed = interval.map(|(low, high)| range(&figure(low), &figure(high), self.setting.language));
        let set = self.setting.figure(Ink::Ink3);
        scene.text(printed.unwrap_or_else(|| NOTHING.to_owned()), (scene.width, middle + 5.0), set);
        if !row.comparable {
            return marks::other_scale(scene, self.strip.0, self.setting);
        }
        let x = strip.at(&mean.exact());
        let below = self.overall.as_ref().is_some_and(|overall| &mean.exact() < overall);
        match (row.target_text, &self.overall) {
            (Some(target), _) => marks::tick(scene, strip.at(&target.exact()), middle, 18.0),
            (None, Some(overall)) => scene.line((strip.at(overall), middle), (x, middle), Ink::Ink4, 1.0),
            (None, None) => {}
        }
        if let Some((low, high)) = interval {
            marks::interval(scene, strip.at(&low.exact()), strip.at(&high.exact()), middle, Ink::Accent);
        }
        if below {
            marks::open_dot(scene, x, middle);
        } else {
            marks::dot(scene, x, middle);
        }
        self.extreme(scene, row, x, middle);
    }

    /// 最高, 最低: on the far side of the stem, inside the strip.
    fn extreme(&self, scene: &mut Scene, row: &Row, x: f64, middle: f64) {
        let words = self.setting.words();
        let word = match row.code.as_str() {
            code if self.highest.contains(&code) => words.highest,
            code if self.lowest.contains(&code) => words.lowest,
            _ => return,
        };
        let width = self.setting.measure(word, 11.0);
        let overall = self.overall.as_ref().map_or(x, |overall| self.strip().at(overall));
        let set = Type::new(11.0, Ink::Ink2);
        // Beyond the strip there is room for a word, before the names and the scores.
        let (low, high) = (self.strip.0 - 12.0, self.strip.1 + 20.0);
        let outside = if x >= overall { x + 10.0 } else { x - 10.0 - width };
        let at = if outside >= low && outside + width <= high {
            outside
        } else {
            // On the stem, then, on a ground of its own.
            let at = if x >= overall { x - 12.0 - width } else { x + 12.0 };
            scene.fill(Rect::new(at - 2.0, middle - 7.0, width + 4.0, 14.0), Ink::Paper);
            at
        };
        scene.text(word, (at, middle + 4.0), set);
    }

    /// Whom an item is for, in a thin frame.
    fn tag(&self, scene: &mut Scene, tag: &str, (x, baseline): (f64, f64), room: f64) {
        let tag = self.setting.wrap(tag, 11.0, room - 8.0, 1).concat();
        let width = self.setting.ruler.width(&tag, 11.0, Weight::Regular);
        scene.outline(Rect::new(x - 4.0, baseline - 11.0, width + 8.0, 15.0), Ink::Line, 1.0);
        scene.text(tag, (x, baseline), Type::new(11.0, Ink::Ink3));
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

impl Cut {
    /// The window on the whole scale, where it is not all of it.
    pub(crate) fn of(window: &Window, scale: (i32, i32), sentences: Sentences<'_>) -> Option<Self> {
        let words = sentences.cut(window)?;
        let whole = Window::whole(scale);
        let share = |value: &Exact| nearest_f64(&whole.share(value));
        Some(Self { scale: (point(scale.0), point(scale.1)), window: (share(&window.low), share(&window.high)), words })
    }
}
