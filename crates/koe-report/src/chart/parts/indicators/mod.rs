//! Chart j: indicators between their baseline and their target.

mod board;

use koe_stats::{Decimal, Exact, ratio};

use super::{Caption, Shown, told};
use crate::chart::drawing::{Block, Drawing, Entry};
use crate::chart::marks::{self, Setting, entry};
use crate::chart::scene::Rect;
use crate::theme::Ink;
use crate::typeset::{count, one_line};
use crate::wording::PartWords;
use board::{Layout, below_dot, beyond};

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
