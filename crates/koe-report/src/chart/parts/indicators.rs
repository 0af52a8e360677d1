//! Chart j: indicators between their baseline and their target.

use koe_stats::{Decimal, Exact, ratio};

use super::{Caption, Shown, told};
use crate::chart::drawing::{Block, Drawing, Entry};
use crate::chart::marks::{self, Setting, entry, row_height};
use crate::chart::scene::{Rect, Scene, Type};
use crate::theme::Ink;
use crate::typeset::{NOTHING, count, one_line};
use crate::wording::PartWords;

/// How far past the target, and back from the baseline, the strip goes, in
/// hundredths of the way between the two.
const BEYOND: i32 = 15;

/// Indicators by outcome, each with its own unit; they make no common figure.
#[derive(Debug, Clone)]
pub(crate) struct Indicators {
    pub(crate) caption: Caption,
    /// What stands under 基準, 現在 and 目標: 令和6, 令和7, 令和11.
    pub(crate) years: [String; 3],
    pub(crate) groups: Vec<Group>,
}

/// The indicators of an outcome.
#[derive(Debug, Clone)]
pub(crate) struct Group {
    pub(crate) name: String,
    pub(crate) indicators: Vec<Indicator>,
}

/// A row.
#[derive(Debug, Clone)]
pub(crate) struct Indicator {
    pub(crate) name: String,
    pub(crate) unit: String,
    pub(crate) direction: Direction,
    pub(crate) baseline: Shown<Decimal>,
    pub(crate) now: Shown<Decimal>,
    /// Where the path is this year.
    pub(crate) path: Option<Decimal>,
    pub(crate) target: Decimal,
}

/// Where an indicator should go.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Direction {
    Up,
    Down,
    /// At least what it was.
    Keep,
}

/// How an indicator stands, by its printed values.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Standing {
    Met,
    Held,
    OnPath,
    Behind,
    Retreated,
    /// Short of the target, where no path says whether in time.
    Below,
    Unknown,
}

impl Indicator {
    fn standing(&self) -> Standing {
        let Ok(now) = self.now else { return Standing::Unknown };
        let reached = self.ahead(now, self.target);
        match self.direction {
            Direction::Keep if reached => Standing::Held,
            _ if reached => Standing::Met,
            _ if self.baseline.is_ok_and(|baseline| !self.ahead(now, baseline)) => Standing::Retreated,
            _ => match self.path {
                Some(path) if self.ahead(now, path) => Standing::OnPath,
                Some(_) => Standing::Behind,
                None => Standing::Below,
            },
        }
    }

    /// Whether a value is as far as another, in the indicator's direction.
    fn ahead(&self, value: Decimal, than: Decimal) -> bool {
        if self.direction == Direction::Down { value <= than } else { value >= than }
    }

    /// How far on the way from the baseline (0) to the target (1) a value is,
    /// in whichever direction; nothing where there is no way between them.
    fn progress(&self, value: Decimal) -> Option<Exact> {
        let (from, to) = (self.baseline.ok()?.exact(), self.target.exact());
        (from != to).then(|| (value.exact() - &from) / (to - &from))
    }

    /// Where this year's value is drawn, and whether that is where it is: what
    /// lies beyond the strip stands at its end. An indicator that is to stay
    /// where it is stands at its target.
    fn place(&self, value: Decimal) -> (Exact, bool) {
        let end = ratio(BEYOND, 100);
        let progress =
            self.progress(value).unwrap_or_else(|| match (value == self.target, self.ahead(value, self.target)) {
                (true, _) => ratio(1, 1),
                (false, true) => ratio(2, 1),
                (false, false) => ratio(-1, 1),
            });
        let inside = progress.clone().clamp(-end.clone(), ratio(1, 1) + end);
        let whole = inside == progress;
        (inside, whole)
    }
}

impl Standing {
    fn word(self, setting: Setting<'_>) -> &'static str {
        let (words, parts) = (setting.words(), setting.part_words());
        match self {
            Self::Met => words.met,
            Self::Held => words.held,
            Self::OnPath => parts.on_path,
            Self::Behind => parts.behind,
            Self::Retreated => parts.retreated,
            Self::Below => words.below,
            Self::Unknown => parts.not_reported,
        }
    }

    fn is_short(self) -> bool {
        matches!(self, Self::Behind | Self::Retreated | Self::Below)
    }
}

impl Direction {
    fn word(self, words: &PartWords) -> &'static str {
        match self {
            Self::Up => words.raise,
            Self::Down => words.lower,
            Self::Keep => words.keep,
        }
    }
}

impl Indicators {
    /// Groups of rows; the strip goes from baseline to target in every row,
    /// whatever the direction.
    pub(crate) fn draw(&self, setting: Setting<'_>) -> Drawing {
        let layout = Layout::new(setting);
        let mut blocks = Vec::new();
        for group in &self.groups {
            blocks.push(Block { scene: layout.group(&group.name), heading: true });
            blocks.extend(group.indicators.iter().map(|indicator| layout.row(indicator)).map(Block::from));
        }
        let drawn = Drawing {
            key: self.key(setting),
            head: Some(layout.head(&self.years)),
            blocks,
            description: self.describe(setting),
            ..Drawing::default()
        };
        self.caption.around(setting, drawn)
    }

    fn all(&self) -> impl Iterator<Item = &Indicator> {
        self.groups.iter().flat_map(|group| &group.indicators)
    }

    fn key(&self, setting: Setting<'_>) -> Vec<Entry> {
        let words = setting.part_words();
        let has = |standing: Standing| self.all().any(|indicator| indicator.standing() == standing);
        let mut key = vec![entry(12.0, words.key_now, |mark| marks::dot(mark, 6.0, 8.0))];
        if has(Standing::Behind) {
            key.push(entry(14.0, words.key_behind, |mark| marks::open_dot(mark, 7.0, 8.0)));
        }
        if has(Standing::Retreated) {
            key.push(entry(14.0, words.key_retreat, |mark| below_dot(mark, 7.0, 8.0)));
        }
        if self.all().any(|indicator| indicator.path.is_some()) {
            key.push(entry(4.0, words.key_path, |mark| mark.fill(Rect::new(1.0, 4.0, 1.5, 8.0), Ink::Ink2)));
        }
        key.push(entry(4.0, words.key_target, |mark| marks::tick(mark, 2.0, 8.0, 16.0)));
        if self.all().any(|indicator| indicator.now.is_ok_and(|now| !indicator.place(now).1)) {
            key.push(entry(10.0, words.key_clipped, |mark| beyond(mark, 0.0, 8.0, 1.0, Ink::Accent)));
        }
        key
    }

    fn describe(&self, setting: Setting<'_>) -> String {
        let (words, parts) = (setting.words(), setting.part_words());
        let value = |value: Shown<Decimal>| match value {
            Ok(value) => amount(value),
            Err(absence) => absence.words(setting.language),
        };
        let rows = self.all().map(|indicator| {
            [
                one_line(&indicator.name),
                one_line(&indicator.unit),
                indicator.direction.word(parts).to_owned(),
                format!("{} {}", parts.baseline, value(indicator.baseline)),
                format!("{} {}", parts.now, value(indicator.now)),
                format!("{} {}", words.target, amount(indicator.target)),
                indicator.standing().word(setting).to_owned(),
            ]
            .join(" ")
        });
        told([self.caption.subtitle.clone()].into_iter().chain(rows), setting)
    }
}

/// An amount as it was given, with thousands: 2,000, 87.6.
fn amount(value: Decimal) -> String {
    let text = value.abs().to_string();
    let (whole, rest) = text.split_at(text.find('.').unwrap_or(text.len()));
    let whole = whole.parse().map_or_else(|_| whole.to_owned(), count);
    format!("{}{whole}{rest}", if value.is_negative() { "−" } else { "" })
}

/// Where the columns stand: texts (their left ends), figures (their right
/// ends), and the strip.
struct Layout<'a> {
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
    fn new(setting: Setting<'a>) -> Self {
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

    fn head(&self, years: &[String; 3]) -> Scene {
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
    fn group(&self, name: &str) -> Scene {
        let lines = self.setting.name(name, 15.0, self.setting.width());
        let mut scene = Scene::new(self.setting.width(), row_height(lines.len()) + 10.0);
        let first = scene.height - 10.0 - marks::LINE * (lines.len() as f64 - 1.0);
        scene.lines(&lines, (0.0, first), Type::new(15.0, Ink::Ink), marks::LINE);
        marks::rule(&mut scene, Ink::Line);
        scene
    }

    fn row(&self, indicator: &Indicator) -> Scene {
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
fn below_dot(scene: &mut Scene, x: f64, y: f64) {
    scene.dot((x, y), 6.0, Ink::Paper);
    scene.dot((x, y), 5.0, Ink::Below);
    scene.dot((x, y), 3.0, Ink::Paper);
}

/// A triangle: the value lies farther out.
fn beyond(scene: &mut Scene, x: f64, y: f64, side: f64, ink: Ink) {
    scene.polygon(vec![(x, y - 4.0), (x + side * 6.0, y), (x, y + 4.0)], ink);
}

#[cfg(test)]
mod tests {
    use super::super::Absence;
    use super::*;

    fn decimal(text: &str) -> Decimal {
        text.parse().unwrap()
    }

    /// From 50 to 60, the path at 52; or from 60 down to 50.
    fn indicator(direction: Direction, now: &str) -> Indicator {
        let (baseline, path, target) = match direction {
            Direction::Up => ("50", "52", "60"),
            Direction::Down => ("60", "58", "50"),
            Direction::Keep => ("5", "5", "5"),
        };
        Indicator {
            name: "採用者数".to_owned(),
            unit: "人".to_owned(),
            direction,
            baseline: Ok(decimal(baseline)),
            now: Ok(decimal(now)),
            path: Some(decimal(path)),
            target: decimal(target),
        }
    }

    #[test]
    fn printed_values_alone_decide_the_word() {
        use Direction::{Down, Keep, Up};
        let standing = |direction, now| indicator(direction, now).standing();
        assert_eq!(
            ["60", "52", "51.9", "50", "49.9"].map(|now| standing(Up, now)),
            [Standing::Met, Standing::OnPath, Standing::Behind, Standing::Behind, Standing::Retreated]
        );
        assert_eq!(
            ["49", "58", "59", "60.1"].map(|now| standing(Down, now)),
            [Standing::Met, Standing::OnPath, Standing::Behind, Standing::Retreated]
        );
        assert_eq!(
            ["5", "6", "4"].map(|now| standing(Keep, now)),
            [Standing::Held, Standing::Held, Standing::Retreated]
        );
        let unknown = Indicator { now: Err(Absence::NotReported), ..indicator(Up, "50") };
        assert_eq!(unknown.standing(), Standing::Unknown);
        let pathless = Indicator { path: None, baseline: Err(Absence::NotReported), ..indicator(Up, "50") };
        assert_eq!(pathless.standing(), Standing::Below);
    }

    #[test]
    fn both_directions_run_to_the_right_and_end_at_115_per_cent() {
        let place = |direction, now| indicator(direction, now).place(decimal(now));
        assert_eq!(place(Direction::Up, "55"), (ratio(1, 2), true));
        assert_eq!(place(Direction::Down, "55"), (ratio(1, 2), true));
        assert_eq!(place(Direction::Up, "61.5"), (ratio(115, 100), true));
        assert_eq!(place(Direction::Up, "75"), (ratio(115, 100), false), "250 % of the way");
        assert_eq!(place(Direction::Down, "70"), (ratio(-15, 100), false));
        assert_eq!(place(Direction::Keep, "5"), (ratio(1, 1), true));
        assert_eq!(place(Direction::Keep, "4"), (ratio(-15, 100), false));
    }

    #[test]
    fn amounts_are_printed_as_given() {
        assert_eq!(
            ["90", "87.6", "2000", "-1234.50"].map(|text| amount(decimal(text))),
            ["90", "87.6", "2,000", "−1,234.50"]
        );
    }
}
