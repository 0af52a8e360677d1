//! An axis of years and the marks on it.

use koe_stats::Decimal;

use super::labels::Field;
use super::series::{Outcome, Series, Wave};
use crate::chart::marks::Setting;
use crate::chart::scene::{Anchor, Point, Rect, Scene, Stroke, Type};
use crate::theme::Ink;
use crate::window::Window;
use crate::wording::PlotWords;

/// Between the outer gridlines and the ends of the axis: room for a label.
const PAD: f64 = 24.0;
/// Beside the first year: the labels of the gridlines.
pub(crate) const GUTTER: f64 = 34.0;
/// Under the axis: a line of years, and one more where eras are named.
const FOOT: f64 = 24.0;
const ERAS: f64 = 16.0;
/// Half the length of a target's tick.
const TICK: f64 = 18.0;

/// How much is said.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Detail {
    /// Every year, every value.
    Whole,
    /// A panel among others: its ends, this wave, the target.
    Panel,
}

/// Draws a series on its years into a picture of a size.
pub(crate) fn draw(
    series: &Series,
    (first, last): (i32, i32),
    window: &Window,
    (width, height): Point,
    detail: Detail,
    setting: Setting<'_>,
) -> Scene {
    let columns = f64::from((last - first).max(0)) + 1.0;
    let top = if detail == Detail::Panel { 4.0 } else { 0.0 };
    let eras = (first..=last).any(|year| PlotWords::from(setting).year_lines(year).1.is_some());
    let foot = if eras { FOOT + ERAS } else { FOOT };
    let mut picture = Picture {
        scene: Scene::new(width, height),
        field: Field::default(),
        series,
        first,
        last,
        window,
        column: (width - GUTTER) / columns,
        top: top + PAD,
        bottom: height - foot - PAD,
        detail,
        setting,
        words: PlotWords::from(setting),
    };
    picture.ground();
    picture.projection();
    picture.absences();
    picture.lines();
    picture.marks();
    picture.labels();
    picture.scene
}

/// A picture in the making.
pub(super) struct Picture<'a> {
    pub(super) scene: Scene,
    pub(super) field: Field,
    pub(super) series: &'a Series,
    pub(super) first: i32,
    last: i32,
    window: &'a Window,
    column: f64,
    /// Where the highest and the lowest gridline lie.
    top: f64,
    bottom: f64,
    pub(super) detail: Detail,
    pub(super) setting: Setting<'a>,
    pub(super) words: PlotWords,
}

impl Picture<'_> {
    pub(super) fn x(&self, year: i32) -> f64 {
        GUTTER + self.column * (f64::from(year - self.first) + 0.5)
    }

    pub(super) fn y(&self, value: Decimal) -> f64 {
        self.height(&value.exact())
    }

    fn height(&self, value: &koe_stats::Exact) -> f64 {
        self.bottom - koe_stats::nearest_f64(&self.window.share(value)) * (self.bottom - self.top)
    }

    pub(super) fn axis(&self) -> f64 {
        self.bottom + PAD
    }

    /// Gridlines with their labels above their left end, and the years.
    fn ground(&mut self) {
        const LABEL: f64 = 22.0;
        let lines = self.window.lines();
        let apart = (self.bottom - self.top) / (lines.len().max(2) as f64 - 1.0);
        let every = (1..lines.len()).find(|every| apart * *every as f64 >= LABEL).unwrap_or(lines.len());
        for (index, (value, label)) in lines.into_iter().enumerate() {
            if index % every == 0 {
                let y = self.height(&value).floor();
                self.scene.fill(Rect::new(0.0, y, self.scene.width, 1.0), Ink::Grid);
                let set = Type::new(12.0, Ink::Ink3);
                self.field.take(bounds(&label, (0.0, y - 4.0), set, self.setting));
                self.scene.text(label, (0.0, y - 4.0), set);
            }
        }
        let axis = self.axis().floor();
        self.scene.fill(Rect::new(0.0, axis, self.scene.width, 1.0), Ink::Ink4);
        for year in self.named_years() {
            let this = self.series.this_wave().is_some_and(|wave| wave.year == year);
            let ink = if this { Ink::Accent } else { Ink::Ink3 };
            let (upper, lower) = self.words.year_lines(year);
            self.set(upper, self.x(year), axis + 18.0, Type::new(12.0, ink));
            self.set(lower.unwrap_or_default(), self.x(year), axis + 34.0, Type::new(11.0, ink));
        }
    }

    /// Every year where there is room, else every second, third...; first
    /// those that carry most: this wave, the target, the first.
    fn named_years(&self) -> Vec<i32> {
        let this = self.series.this_wave().map(|wave| wave.year);
        let target = self.series.path.as_ref().map(|path| path.target().0);
        let half = |year: i32| self.setting.measure(&self.words.year_lines(year).0, 12.0) / 2.0;
        let ends = this.into_iter().chain(target).chain([self.first, self.last]);
        let rest = (self.first..=self.last).filter(|_| self.detail == Detail::Whole);
        let mut named: Vec<i32> = Vec::new();
        for year in ends.chain(rest) {
            let apart = |other: &i32| (self.x(year) - self.x(*other)).abs() >= half(year) + half(*other) + 7.0;
            if named.iter().all(apart) {
                named.push(year);
            }
        }
        named
    }

    /// What is likely: a grey band that opens at this wave.
    fn projection(&mut self) {
        let Some((this, score)) = self.series.this_wave().and_then(|wave| Some((wave.year, wave.score()?))) else {
            return;
        };
        let likely = self.series.projection();
        if likely.is_empty() {
            return;
        }
        let start = (self.x(this), self.y(score));
        let edge = |end: fn(&super::series::Likely) -> Decimal| {
            let points = likely.iter().map(|likely| (self.x(likely.year), self.y(end(likely))));
            std::iter::once(start).chain(points).collect::<Vec<Point>>()
        };
        let (high, low) = (edge(|likely| likely.high), edge(|likely| likely.low));
        let around = high.iter().chain(low.iter().rev()).copied().collect();
        self.scene.polygon(around, Ink::Grid);
        for side in [high, low] {
            for pair in side.windows(2) {
                self.scene.line(pair[0], pair[1], Ink::Ink4, 1.0);
                self.field.line(pair[0], pair[1]);
            }
        }
    }

    /// Years that have no score, each with its word above the axis.
    fn absences(&mut self) {
        for wave in self.series.waves.iter().rev() {
            let x = self.x(wave.year);
            match wave.outcome {
                Outcome::Withheld => {
                    let width = (self.column * 0.5).min(28.0);
                    let rect = Rect::new(x - width / 2.0, self.top, width, self.axis() - self.top - 20.0);
                    self.scene.hatch(rect);
                    // A panel is too narrow to keep clear of it.
                    if self.detail == Detail::Whole {
                        self.field.take(rect);
                    }
                    self.absence(self.words.withheld_short(), x, self.column);
                }
                Outcome::NobodyAnswered => self.absence(self.words.nobody(), x, self.column),
                Outcome::Score { interval: None, .. } => self.absence(self.words.no_interval(), x, self.column),
                Outcome::Score { .. } => {}
            }
        }
        for run in runs(&self.series.not_held()) {
            let middle = (self.x(run.0) + self.x(run.1)) / 2.0;
            let room = self.column * (f64::from(run.1 - run.0) + 1.0);
            self.absence(self.words.not_held(), middle, room);
        }
    }

    /// A word above the axis where it finds room, in two lines where its years
    /// are narrow.
    fn absence(&mut self, word: &str, x: f64, room: f64) {
        const LINE: f64 = 13.0;
        let set = Type::new(11.0, Ink::Ink3);
        let lines = match self.detail {
            Detail::Whole => self.setting.wrap(word, set.size, (room - 4.0).max(46.0), 2),
            Detail::Panel => vec![word.to_owned()],
        };
        let first = self.axis() - 6.0 - LINE * (lines.len() as f64 - 1.0);
        let wide = lines.iter().map(|line| self.setting.measure(line, set.size)).fold(0.0, f64::max);
        let middle = self.inside(x, wide);
        let high = LINE * lines.len() as f64;
        let place = Rect::new(middle - wide / 2.0, self.axis() - 4.0 - high, wide, high);
        if self.field.is_free(place) {
            self.scene.fill(place, Ink::Paper);
            self.field.take(place);
            for (index, line) in lines.into_iter().enumerate() {
                self.set(line, middle, first + LINE * index as f64, set);
            }
        }
    }

    /// Links between waves, dotted over years in which none was held; the path,
    /// dashed.
    fn lines(&mut self) {
        for ((from, low), (to, high)) in self.series.links() {
            let stroke = if to - from == 1 { Stroke::Solid } else { Stroke::Dotted };
            self.line((self.x(from), self.y(low)), (self.x(to), self.y(high)), Ink::Accent, 1.5, stroke);
        }
        let Some(path) = &self.series.path else { return };
        let points: Vec<(i32, Decimal)> = std::iter::once(path.baseline).chain(path.later()).collect();
        for pair in points.windows(2) {
            let (from, to) = (pair[0], pair[1]);
            if from.0 >= self.first {
                self.line(
                    (self.x(from.0), self.y(from.1)),
                    (self.x(to.0), self.y(to.1)),
                    Ink::Ink2,
                    1.25,
                    Stroke::Dashed,
                );
            }
        }
    }

    fn line(&mut self, from: Point, to: Point, ink: Ink, width: f64, stroke: Stroke) {
        self.scene.stroke(from, to, ink, width, stroke);
        self.field.line(from, to);
    }

    fn marks(&mut self) {
        let series = self.series;
        let target = series.path.as_ref().map(|path| path.target());
        for (year, value) in series.path.iter().flat_map(|path| path.later()) {
            let at = (self.x(year), self.y(value));
            if Some((year, value)) == target {
                continue;
            }
            if self.detail == Detail::Whole {
                self.scene.dot(at, 4.0, Ink::Paper);
                self.scene.dot(at, 3.25, Ink::Ink2);
                self.scene.dot(at, 2.0, Ink::Paper);
            }
            self.field.take(around(at, 4.0, 4.0));
        }
        for wave in &series.waves {
            if let Outcome::Score { value, interval } = wave.outcome {
                self.wave(*wave, value, interval);
            }
        }
        if let Some((year, value)) = target {
            // Over the dot: both may stand in one place.
            let at = (self.x(year), self.y(value));
            let half = TICK.min(self.column * 0.45);
            self.scene.fill(Rect::new(at.0 - half, at.1 - 1.0, 2.0 * half, 2.0), Ink::Ink);
            self.field.take(around(at, half, 1.0));
        }
    }

    fn wave(&mut self, wave: Wave, value: Decimal, interval: Option<(Decimal, Decimal)>) {
        let at = (self.x(wave.year), self.y(value));
        let this = self.series.this_wave() == Some(wave);
        let ends = interval.map(|(low, high)| (self.y(low), self.y(high)));
        // Over the dot's rim, so that a short interval shows beside the dot.
        let radius = if self.detail == Detail::Whole { 4.25 } else { 3.5 };
        self.scene.dot(at, radius + 1.25, Ink::Paper);
        if let Some((low, high)) = ends {
            let ink = if this { Ink::Accent } else { Ink::Ink2 };
            self.scene.line((at.0, low), (at.0, high), ink, 1.5);
            for end in [low, high] {
                self.scene.line((at.0 - 5.0, end), (at.0 + 5.0, end), ink, 1.5);
            }
            self.field.take(Rect::new(at.0 - 5.0, high - 1.0, 10.0, low - high + 2.0));
        }
        // Full only where it is this wave's and has an interval.
        self.scene.dot(at, radius, Ink::Accent);
        if !this || ends.is_none() {
            self.scene.dot(at, radius - 1.75, Ink::Paper);
        }
        self.field.take(around(at, 6.0, 6.0));
    }

    /// A text around an x, inside the picture.
    fn set(&mut self, text: impl Into<String>, x: f64, baseline: f64, set: Type) {
        let text = text.into();
        let x = self.inside(x, self.setting.measure(&text, set.size));
        let set = set.middle();
        self.field.take(bounds(&text, (x, baseline), set, self.setting));
        self.scene.text(text, (x, baseline), set);
    }

    /// The middle of a text of a width, moved inside the picture.
    fn inside(&self, x: f64, width: f64) -> f64 {
        x.clamp(width / 2.0, (self.scene.width - width / 2.0).max(width / 2.0))
    }
}

/// The room a text takes.
pub(super) fn bounds(text: &str, at: Point, set: Type, setting: Setting<'_>) -> Rect {
    let width = setting.ruler.width(text, set.size, set.weight);
    let x = match set.anchor {
        Anchor::Start => at.0,
        Anchor::Middle => at.0 - width / 2.0,
        Anchor::End => at.0 - width,
    };
    Rect::new(x, at.1 - set.size * 0.8, width, set.size * 0.92)
}

fn around((x, y): Point, wide: f64, high: f64) -> Rect {
    Rect::new(x - wide, y - high, 2.0 * wide, 2.0 * high)
}

/// Years that follow each other, as first and last.
fn runs(years: &[i32]) -> Vec<(i32, i32)> {
    let mut runs: Vec<(i32, i32)> = Vec::new();
    for &year in years {
        match runs.last_mut() {
            Some(run) if run.1 + 1 == year => run.1 = year,
            _ => runs.push((year, year)),
        }
    }
    runs
}

#[cfg(test)]
mod tests {
    use super::super::series::Path;
    use super::super::tests::{decimal, on_screen, score};
    use super::*;
    use crate::chart::scene::Mark;

    fn lines(series: &Series, kind: Stroke) -> Vec<(Point, Point)> {
        let window = super::super::window(series.values(), super::super::YEARS, (1, 6));
        let scene =
            on_screen(|setting| draw(series, series.years().unwrap(), &window, (734.0, 300.0), Detail::Whole, setting));
        let line = |mark: &Mark| match mark {
            Mark::Line { from, to, stroke, width, .. } if *stroke == kind && *width < 2.0 => Some((*from, *to)),
            _ => None,
        };
        scene.marks.iter().filter_map(line).collect()
    }

    #[test]
    fn a_link_over_years_not_held_is_dotted_and_the_path_starts_at_its_baseline() {
        // 2020 to 2026 in columns of 100 right of 34: middles at 84 to 684.
        let path = Path { baseline: (2023, decimal("4.06")), steps: vec![(2026, decimal("4.17"))] };
        let series = Series {
            waves: vec![score(2020, "4.00", None), score(2022, "4.02", None), score(2023, "4.06", None)],
            path: Some(path),
            ..Series::default()
        };
        let ends = |kind| -> Vec<(f64, f64)> { lines(&series, kind).iter().map(|(from, to)| (from.0, to.0)).collect() };
        assert_eq!(ends(Stroke::Dotted), [(84.0, 284.0)], "2020 to 2022");
        assert_eq!(ends(Stroke::Solid), [(284.0, 384.0)], "2022 to 2023");
        assert_eq!(ends(Stroke::Dashed), [(384.0, 684.0)], "2023 to 2026");
        let mut withheld = series;
        withheld.waves[1].outcome = Outcome::Withheld;
        assert_eq!(lines(&withheld, Stroke::Dotted), []);
        assert_eq!(lines(&withheld, Stroke::Solid), [], "nothing is joined over what is withheld");
    }

    #[test]
    fn years_that_follow_each_other_share_a_word() {
        assert_eq!(runs(&[2020, 2021, 2023]), [(2020, 2021), (2023, 2023)]);
        assert_eq!(runs(&[]), []);
    }
}
