//! The board of indicators as it is drawn: columns, strip, status.

use koe_core::plan::Standing;
use koe_stats::{Decimal, Exact, nearest_f64, ratio};

use crate::chart::marks::{self, Setting, row_height};
use crate::chart::scene::{Rect, Scene, Type};
use crate::outlook::{Dates, Line, place};
use crate::theme::Ink;
use crate::typeset::{NOTHING, amount, one_line};
use crate::wording::plan::{direction, standing};
use crate::wording::year;

/// Between a figure and the column before it.
const APART: f64 = 14.0;
/// Narrowest strip.
const STRIP: f64 = 60.0;
/// Size of a year in the head, and beside a figure.
const YEAR: f64 = 11.0;
const SMALL: f64 = 10.0;

/// Where the columns stand: texts (their left ends), figures (their right
/// ends), and the strip.
pub(super) struct Layout<'a> {
    setting: Setting<'a>,
    /// Years of baselines, latest figures and targets.
    dates: &'a [Dates; 3],
    unit: (f64, f64),
    direction: f64,
    baseline: f64,
    now: f64,
    strip: (f64, f64),
    target: f64,
    status: f64,
}

impl<'a> Layout<'a> {
    pub(super) fn new(lines: &[Line<'_>], dates: &'a [Dates; 3], setting: Setting<'a>) -> Self {
        let (words, parts, language) = (setting.words(), setting.part_words(), setting.language);
        let longest = |texts: Vec<&str>, least: f64| {
            texts.into_iter().map(|text| setting.measure(text, 12.0)).fold(least, f64::max)
        };
        let width = setting.width();
        let statuses = lines.iter().map(|line| standing(line.indicator, line.attainment.standing, language));
        let status = width - longest(statuses.chain([words.status]).collect(), 0.0) - 16.0;
        let directions = lines.iter().map(|line| direction(line.indicator, language));
        let direction = longest(directions.chain([parts.direction]).collect(), 0.0);
        let unit = longest(vec![parts.unit], 24.0).max(
            lines
                .iter()
                .map(|line| setting.measure(&one_line(&line.indicator.unit), 12.0))
                .fold(0.0, f64::max)
                .min(46.0),
        );
        let figures = |values: Vec<Option<Decimal>>, label: &str, dates: &Dates| {
            let figures =
                values.into_iter().flatten().map(|value| setting.measure(&amount(value), setting.medium.figure));
            let years = dates.all().map(|own| setting.measure(&year(own, language, setting.years), YEAR));
            figures.chain(years).fold(setting.measure(label, 12.0), f64::max).min(110.0) + APART
        };
        let target_room =
            figures(lines.iter().map(|line| Some(line.indicator.target)).collect(), words.target, &dates[2]);
        let now_room = figures(lines.iter().map(|line| line.attainment.actual).collect(), parts.now, &dates[1]);
        let baseline_room =
            figures(lines.iter().map(|line| line.indicator.baseline).collect(), parts.baseline, &dates[0]);
        let target = status - APART;
        let right = target - target_room;
        // What the columns take but names and strip, which share the rest.
        let taken = width - right + now_room + baseline_room + direction + unit + 3.0 * APART;
        let strip_room = ((width - taken) * 0.4).clamp(STRIP, width * 0.24);
        let strip = (right - strip_room, right);
        let now = strip.0 - APART;
        let baseline = now - now_room;
        let direction = baseline - baseline_room - direction;
        Self { setting, dates, unit: (direction - unit - 10.0, unit), direction, baseline, now, strip, target, status }
    }

    /// Where a share of the way stands: the baseline at 0, the target at 1.
    fn at(&self, share: &Exact) -> f64 {
        let (left, right) = (self.strip.0 + 8.0, self.strip.1 - 8.0);
        left + nearest_f64(&place(share)) * (right - left)
    }

    pub(super) fn head(&self) -> Scene {
        let (words, parts) = (self.setting.words(), self.setting.part_words());
        let mut head = Scene::new(self.setting.width(), 42.0);
        let (over, base, set) = (18.0, 33.0, Type::new(12.0, Ink::Ink3));
        head.text(parts.indicator, (0.0, base), set);
        head.text(parts.unit, (self.unit.0, base), set);
        head.text(parts.direction, (self.direction, base), set);
        let dated = [(parts.baseline, self.baseline), (parts.now, self.now), (words.target, self.target)];
        for ((label, x), dates) in dated.into_iter().zip(self.dates) {
            let year = dates.one().map(|year| self.year(year));
            head.text(label, (x, if year.is_some() { over } else { base }), set.end());
            if let Some(year) = year {
                head.text(year, (x, base), Type::new(YEAR, Ink::Ink3).end());
            }
        }
        let ends = [(parts.baseline, self.at(&ratio(0, 1))), (words.target, self.at(&ratio(1, 1)))];
        let room = ends.iter().map(|(label, _)| self.setting.measure(label, YEAR)).sum::<f64>() / 2.0 + 6.0;
        let (from, to) = (ends[0].1, ends[1].1);
        if to - from > room {
            for (label, x) in ends {
                let half = self.setting.measure(label, YEAR) / 2.0;
                let x = x.max(self.strip.0 - 6.0 + half).min(self.strip.1 + 6.0 - half);
                head.text(label, (x, base), Type::new(YEAR, Ink::Ink3).middle());
            }
        }
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

    pub(super) fn row(&self, line: &Line<'_>) -> Scene {
        let Line { indicator, attainment } = line;
        let name = self.setting.name(&indicator.name, 14.0, self.unit.0 - 10.0);
        let unit = self.setting.wrap(&one_line(&indicator.unit), 12.0, self.unit.1, 3);
        let dated = self.dates.iter().any(Dates::differ);
        let least = if dated { 40.0 } else { 0.0 };
        let mut scene = Scene::new(self.setting.width(), row_height(name.len().max(unit.len())).max(least));
        marks::rule(&mut scene, Ink::Grid);
        marks::name(&mut scene, &name, 0.0, 14.0, Ink::Ink2);
        let set = Type::new(12.0, Ink::Ink3);
        let first = marks::first_baseline(scene.height, unit.len());
        scene.lines(&unit, (self.unit.0, first), set, marks::LINE);
        let base = scene.height / 2.0 + 5.0;
        let word = direction(indicator, self.setting.language);
        scene.text(word, (self.direction, base), Type::new(12.0, Ink::Ink2));
        let figure = self.setting.figure(Ink::Ink2);
        let [baseline, now, target] = self.dates;
        self.value(&mut scene, (indicator.baseline, baseline.beside(indicator.baseline_year)), self.baseline, figure);
        let bold = self.setting.figure(Ink::Ink).bold();
        self.value(&mut scene, (attainment.actual, now.beside(attainment.year)), self.now, bold);
        self.value(&mut scene, (Some(indicator.target), target.beside(indicator.target_year)), self.target, figure);
        self.strip(&mut scene, line);
        self.status(&mut scene, line);
        scene
    }

    /// A value with its year below, or that there is none.
    fn value(&self, scene: &mut Scene, (value, year): (Option<Decimal>, Option<i32>), x: f64, set: Type) {
        let base = scene.height / 2.0 + 5.0;
        match (value, year) {
            (Some(value), Some(year)) => {
                scene.text(amount(value), (x, base - 5.0), set);
                scene.text(self.year(year), (x, base + 8.5), Type::new(SMALL, Ink::Ink3).end());
            }
            (Some(value), None) => scene.text(amount(value), (x, base), set),
            (None, _) => scene.text(NOTHING, (x, base), self.setting.figure(Ink::Ink3)),
        }
    }

    fn year(&self, western: i32) -> String {
        year(western, self.setting.language, self.setting.years)
    }

    fn strip(&self, scene: &mut Scene, line: &Line<'_>) {
        let middle = scene.height / 2.0;
        if line.attainment.standing == Standing::Withheld {
            let rect = Rect::new(self.strip.0, middle - 10.0, self.strip.1 - self.strip.0, 20.0);
            // The status says it in words.
            return scene.hatch(rect);
        }
        let (start, goal) = (self.at(&ratio(0, 1)), self.at(&ratio(1, 1)));
        if line.has_way() {
            scene.fill(Rect::new(start.floor(), 0.0, 1.0, scene.height), Ink::Grid);
            scene.fill(Rect::new(start, middle - 1.0, goal - start, 2.0), Ink::Line);
        }
        if let Some(share) = line.path() {
            scene.fill(Rect::new(self.at(&share) - 0.75, middle - 4.0, 1.5, 8.0), Ink::Ink2);
        }
        self.now(scene, line);
        marks::tick(scene, goal, middle, marks::ROW * 0.6);
    }

    fn now(&self, scene: &mut Scene, line: &Line<'_>) {
        let Some((share, is_whole)) = line.now() else { return };
        let (middle, start, x) = (scene.height / 2.0, self.at(&ratio(0, 1)), self.at(&share));
        let standing = line.attainment.standing;
        let ink = if standing == Standing::Retreated { Ink::Below } else { Ink::Accent };
        if line.has_way() {
            scene.fill(Rect::new(start.min(x), middle - 1.5, (x - start).abs(), 3.0), ink);
        }
        match standing {
            Standing::Retreated => below_dot(scene, x, middle),
            Standing::Behind | Standing::Below => marks::open_dot(scene, x, middle),
            _ => marks::dot(scene, x, middle),
        }
        if !is_whole {
            let side = if x > start { 1.0 } else { -1.0 };
            beyond(scene, x + side * 7.0, middle, side, ink);
        }
    }

    /// A shape and a word.
    fn status(&self, scene: &mut Scene, line: &Line<'_>) {
        let (x, middle) = (self.status, scene.height / 2.0);
        let ink = if line.is_short() { Ink::Below } else { Ink::Ink2 };
        let own = line.attainment.standing;
        match own {
            Standing::Met | Standing::Held => scene.dot((x + 4.5, middle), 4.5, Ink::Accent),
            // Smaller: an open dot would be one short of the path.
            Standing::OnPath => scene.dot((x + 4.5, middle), 2.75, Ink::Accent),
            Standing::NotReported => scene.fill(Rect::new(x, middle - 0.75, 9.0, 1.5), Ink::Ink4),
            Standing::Withheld => scene.hatch(Rect::new(x, middle - 4.5, 9.0, 9.0)),
            Standing::Behind | Standing::Retreated | Standing::Below => {
                scene.polygon(vec![(x, middle - 4.0), (x + 9.0, middle - 4.0), (x + 4.5, middle + 5.0)], Ink::Below);
            }
        }
        let word = standing(line.indicator, own, self.setting.language);
        scene.text(word, (x + 14.0, middle + 4.0), Type::new(12.0, ink));
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
