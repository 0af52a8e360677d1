//! The board of indicators as it is drawn: columns, strip, status.

use koe_stats::{Decimal, Exact, ratio};

use super::super::Shown;
use super::{BEYOND, Indicator, Standing, amount};
use crate::chart::marks::{self, Setting, row_height};
use crate::chart::scene::{Rect, Scene, Type};
use crate::theme::Ink;
use crate::typeset::{NOTHING, one_line};

/// Where the columns stand: texts (their left ends), figures (their right
/// ends), and the strip.
pub(super) struct Layout<'a> {
    setting: Setting<'a>,
    unit: f64,
    direction: f64,
    baseline: f64,
    now: f64,
    strip: (f64, f64),
    target: f64,
    status: f64,
}

impl<'a> Layout<'a> {
    pub(super) fn new(setting: Setting<'a>) -> Self {
        let words = setting.part_words();
        let longest = |texts: &[&str]| texts.iter().map(|text| setting.measure(text, 12.0)).fold(0.0, f64::max);
        let width = setting.width();
        let standings = [words.on_path, words.behind, words.retreated, words.not_reported, setting.words().below];
        let status = width - longest(&standings) - 16.0;
        let target = status - 14.0;
        let strip = (target - 54.0 - (width * 0.19), target - 54.0);
        let now = strip.0 - 14.0;
        let baseline = now - 60.0;
        let direction = baseline - 60.0 - longest(&[words.raise, words.lower, words.keep, words.direction]);
        Self { setting, unit: direction - 50.0, direction, baseline, now, strip, target, status }
    }

    /// Where a share of the way stands: the baseline at 0, the target at 1.
    fn at(&self, share: &Exact) -> f64 {
        let beyond = f64::from(BEYOND) / 100.0;
        let (left, right) = (self.strip.0 + 8.0, self.strip.1 - 8.0);
        left + (koe_stats::nearest_f64(share) + beyond) / (1.0 + 2.0 * beyond) * (right - left)
    }

    pub(super) fn head(&self, years: &[String; 3]) -> Scene {
        let (words, parts) = (self.setting.words(), self.setting.part_words());
        let mut head = Scene::new(self.setting.width(), 42.0);
        let (over, base, set) = (18.0, 33.0, Type::new(12.0, Ink::Ink3));
        head.text(parts.indicator, (0.0, base), set);
        head.text(parts.unit, (self.unit, base), set);
        head.text(parts.direction, (self.direction, base), set);
        let dated = [(parts.baseline, self.baseline), (parts.now, self.now), (words.target, self.target)];
        for ((label, x), year) in dated.into_iter().zip(years) {
            head.text(label, (x, over), set.end());
            let year = self.setting.wrap(&one_line(year), 12.0, 52.0, 1);
            head.text(year.concat(), (x, base), set.end());
        }
        head.text(parts.baseline, (self.at(&ratio(0, 1)), base), set.middle());
        head.text(words.target, (self.at(&ratio(1, 1)), base), set.middle());
        head.text(words.status, (self.status, base), set);
        marks::rule(&mut head, Ink::Ink4);
        head
    }

    /// An outcome.
    pub(super) fn group(&self, name: &str) -> Scene {
        let lines = self.setting.name(name, 15.0, self.setting.width());
        let mut scene = Scene::new(self.setting.width(), row_height(lines.len()) + 10.0);
        let first = scene.height - 10.0 - marks::LINE * (lines.len() as f64 - 1.0);
        scene.lines(&lines, (0.0, first), Type::new(15.0, Ink::Ink), marks::LINE);
        marks::rule(&mut scene, Ink::Line);
        scene
    }

    pub(super) fn row(&self, indicator: &Indicator) -> Scene {
        let parts = self.setting.part_words();
        let name = self.setting.name(&indicator.name, 14.0, self.unit - 10.0);
        let unit = self.setting.wrap(&one_line(&indicator.unit), 12.0, 46.0, 3);
        let mut scene = Scene::new(self.setting.width(), row_height(name.len().max(unit.len())));
        marks::rule(&mut scene, Ink::Grid);
        marks::name(&mut scene, &name, 0.0, 14.0, Ink::Ink2);
        let set = Type::new(12.0, Ink::Ink3);
        let first = marks::first_baseline(scene.height, unit.len());
        scene.lines(&unit, (self.unit, first), set, marks::LINE);
        let base = scene.height / 2.0 + 5.0;
        scene.text(indicator.direction.word(parts), (self.direction, base), Type::new(12.0, Ink::Ink2));
        self.value(&mut scene, indicator.baseline, self.baseline, self.setting.figure(Ink::Ink2));
        self.value(&mut scene, indicator.now, self.now, self.setting.figure(Ink::Ink).bold());
        scene.text(amount(indicator.target), (self.target, base), self.setting.figure(Ink::Ink2));
        self.strip(&mut scene, indicator);
        self.status(&mut scene, indicator.standing());
        scene
    }

    /// A value, or why there is none.
    fn value(&self, scene: &mut Scene, value: Shown<Decimal>, x: f64, set: Type) {
        let base = scene.height / 2.0 + 5.0;
        match value {
            Ok(value) => scene.text(amount(value), (x, base), set),
            Err(_) => scene.text(NOTHING, (x, base), self.setting.figure(Ink::Ink3)),
        }
    }

    fn strip(&self, scene: &mut Scene, indicator: &Indicator) {
        let middle = scene.height / 2.0;
        let (start, goal) = (self.at(&ratio(0, 1)), self.at(&ratio(1, 1)));
        let has_way = indicator.progress(indicator.target).is_some();
        if has_way {
            scene.fill(Rect::new(start.floor(), 0.0, 1.0, scene.height), Ink::Grid);
            scene.fill(Rect::new(start, middle - 1.0, goal - start, 2.0), Ink::Line);
        }
        if let Some(share) = indicator.path.and_then(|path| indicator.progress(path)) {
            scene.fill(Rect::new(self.at(&share) - 0.75, middle - 4.0, 1.5, 8.0), Ink::Ink2);
        }
        if let Ok(now) = indicator.now
            && (has_way || indicator.baseline.is_ok())
        {
            self.now(scene, indicator, now, has_way);
        }
        marks::tick(scene, goal, middle, marks::ROW * 0.6);
    }

    fn now(&self, scene: &mut Scene, indicator: &Indicator, now: Decimal, has_way: bool) {
        let (middle, start) = (scene.height / 2.0, self.at(&ratio(0, 1)));
        let (share, whole) = indicator.place(now);
        let x = self.at(&share);
        let standing = indicator.standing();
        let ink = if standing == Standing::Retreated { Ink::Below } else { Ink::Accent };
        if has_way {
            scene.fill(Rect::new(start.min(x), middle - 1.5, (x - start).abs(), 3.0), ink);
        }
        match standing {
            Standing::Retreated => below_dot(scene, x, middle),
            Standing::Behind | Standing::Below => marks::open_dot(scene, x, middle),
            _ => marks::dot(scene, x, middle),
        }
        if !whole {
            let side = if x > start { 1.0 } else { -1.0 };
            beyond(scene, x + side * 7.0, middle, side, ink);
        }
    }

    /// A shape and a word.
    fn status(&self, scene: &mut Scene, standing: Standing) {
        let (x, middle) = (self.status, scene.height / 2.0);
        let ink = if standing.is_short() { Ink::Below } else { Ink::Ink2 };
        match standing {
            Standing::Met | Standing::Held => scene.dot((x + 4.5, middle), 4.5, Ink::Accent),
            // Smaller: an open dot would be one short of the path.
            Standing::OnPath => scene.dot((x + 4.5, middle), 2.75, Ink::Accent),
            Standing::Unknown => scene.fill(Rect::new(x, middle - 0.75, 9.0, 1.5), Ink::Ink4),
            _ => scene.polygon(vec![(x, middle - 4.0), (x + 9.0, middle - 4.0), (x + 4.5, middle + 5.0)], Ink::Below),
        }
        scene.text(standing.word(self.setting), (x + 14.0, middle + 4.0), Type::new(12.0, ink));
    }
}

/// A value that went back.
pub(super) fn below_dot(scene: &mut Scene, x: f64, y: f64) {
    scene.dot((x, y), 6.0, Ink::Paper);
    scene.dot((x, y), 5.0, Ink::Below);
    scene.dot((x, y), 3.0, Ink::Paper);
}

/// A triangle: the value lies farther out.
pub(super) fn beyond(scene: &mut Scene, x: f64, y: f64, side: f64, ink: Ink) {
    scene.polygon(vec![(x, y - 4.0), (x + side * 6.0, y), (x, y + 4.0)], ink);
}
