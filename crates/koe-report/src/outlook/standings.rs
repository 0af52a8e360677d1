//! Indicators with where they stand.

use koe_core::plan::{Attainment, Indicator, Standing};
use koe_stats::{Decimal, Exact, ratio};

use super::Outlook;
use crate::wording::plan::{standing, standings};

/// All standings, in the order they are counted in.
const STANDINGS: [Standing; 8] = [
    Standing::Met,
    Standing::Held,
    Standing::OnPath,
    Standing::Behind,
    Standing::Retreated,
    Standing::Below,
    Standing::NotReported,
    Standing::Withheld,
];

/// How far past the target, and back from the baseline, a strip goes, in
/// hundredths of the way between the two.
const BEYOND: i32 = 15;

/// An indicator and where it stands.
#[derive(Debug, Clone)]
pub(crate) struct Line<'a> {
    pub(crate) indicator: &'a Indicator,
    pub(crate) attainment: Attainment,
}

/// Indicators under one heading, which may be empty.
pub(crate) struct Group<'a, 'l> {
    pub(crate) name: &'a str,
    pub(crate) lines: Vec<&'l Line<'a>>,
}

/// The years of a column of figures: in the head where all have the same, and
/// beside each figure where they have not.
#[derive(Debug, Clone)]
pub(crate) struct Dates(Vec<i32>);

/// Returns where indicators stand, by their latest figure.
pub(crate) fn lines(indicators: &[Indicator]) -> Vec<Line<'_>> {
    indicators.iter().map(|indicator| Line { indicator, attainment: indicator.attainment() }).collect()
}

/// Returns the groups, in the order of the file.
pub(crate) fn groups<'a, 'l>(lines: &'l [Line<'a>]) -> Vec<Group<'a, 'l>> {
    let mut groups: Vec<Group<'a, 'l>> = Vec::new();
    for line in lines {
        let name = line.indicator.group();
        match groups.iter_mut().find(|group| group.name == name) {
            Some(group) => group.lines.push(line),
            None => groups.push(Group { name, lines: vec![line] }),
        }
    }
    groups
}

impl Line<'_> {
    /// Whether it is short of where it should be.
    pub(crate) fn is_short(&self) -> bool {
        matches!(self.attainment.standing, Standing::Behind | Standing::Retreated | Standing::Below)
    }

    /// Whether there is a way between the baseline and the target.
    pub(crate) fn has_way(&self) -> bool {
        self.indicator.baseline.is_some_and(|baseline| baseline != self.indicator.target)
    }

    /// Where the path is this year: the baseline at 0, the target at 1.
    pub(crate) fn path(&self) -> Option<Exact> {
        let baseline = self.indicator.baseline.filter(|_| self.has_way())?.exact();
        let way = self.indicator.target.exact() - &baseline;
        Some((self.attainment.path?.exact() - baseline) / way)
    }

    /// Where the latest figure stands, and whether that is where it is: what lies
    /// beyond the strip stands at its end. What is to stay where it is stands at
    /// its target; without a baseline there is no place.
    pub(crate) fn now(&self) -> Option<(Exact, bool)> {
        let actual = self.attainment.actual?;
        self.indicator.baseline?;
        let share = self.attainment.share.clone().or_else(|| (!self.has_way()).then(|| self.beside(actual)))?;
        let end = ratio(BEYOND, 100);
        let inside = share.clone().clamp(-end.clone(), ratio(1, 1) + end);
        let is_whole = inside == share;
        Some((inside, is_whole))
    }

    /// The place of a figure that is to stay: at its target, or off either end.
    fn beside(&self, actual: Decimal) -> Exact {
        match self.attainment.standing {
            _ if actual == self.indicator.target => ratio(1, 1),
            Standing::Met | Standing::Held => ratio(2, 1),
            _ => ratio(-1, 1),
        }
    }
}

/// Returns a place on the way (the baseline at 0, the target at 1) as a share of
/// the strip, which goes on at both ends.
pub(crate) fn place(share: &Exact) -> Exact {
    (share + ratio(BEYOND, 100)) / ratio(100 + 2 * BEYOND, 100)
}

impl Dates {
    pub(crate) fn of(years: impl Iterator<Item = Option<i32>>) -> Self {
        let mut years: Vec<i32> = years.flatten().collect();
        years.sort_unstable();
        years.dedup();
        Self(years)
    }

    /// Those of baselines, of the latest figures and of targets.
    pub(crate) fn of_columns(lines: &[Line<'_>]) -> [Self; 3] {
        [
            Self::of(lines.iter().map(|line| line.indicator.baseline.and(line.indicator.baseline_year))),
            Self::of(lines.iter().map(|line| line.attainment.year)),
            Self::of(lines.iter().map(|line| line.indicator.target_year)),
        ]
    }

    /// The one year of all.
    pub(crate) fn one(&self) -> Option<i32> {
        match self.0.as_slice() {
            [year] => Some(*year),
            _ => None,
        }
    }

    /// All of them, each once, ascending.
    pub(crate) fn all(&self) -> impl Iterator<Item = i32> {
        self.0.iter().copied()
    }

    /// Whether each figure needs its own.
    pub(crate) fn differ(&self) -> bool {
        self.0.len() > 1
    }

    /// The year beside a figure, where it needs one.
    pub(crate) fn beside(&self, year: Option<i32>) -> Option<i32> {
        year.filter(|_| self.differ())
    }
}

impl<'a> Outlook<'a> {
    /// Where the indicators stand.
    pub(crate) fn lines(self) -> Vec<Line<'a>> {
        lines(&self.plan.indicators)
    }

    /// How an indicator stands, in a word.
    pub(crate) fn status(self, line: &Line<'_>) -> &'static str {
        standing(line.indicator, line.attainment.standing, self.language)
    }

    /// How many indicators stand how, in one sentence.
    pub(crate) fn counted(self, lines: &[Line<'_>]) -> String {
        let mut counted: Vec<(&'static str, usize)> = Vec::new();
        for expected in STANDINGS {
            for line in lines.iter().filter(|line| line.attainment.standing == expected) {
                let word = self.status(line);
                match counted.iter_mut().find(|(other, _)| *other == word) {
                    Some((_, count)) => *count += 1,
                    None => counted.push((word, 1)),
                }
            }
        }
        standings(&counted, lines.len(), self.language)
    }
}

#[cfg(test)]
mod tests {
    use koe_core::plan::{Actual, Direction, Kind};

    use super::*;

    fn decimal(text: &str) -> Decimal {
        text.parse().unwrap()
    }

    fn indicator(direction: Direction, baseline: &str, target: &str, now: &str) -> Indicator {
        Indicator {
            outcome: None,
            area: None,
            name: "採用者数".to_owned(),
            unit: "人".to_owned(),
            direction,
            kind: Kind::Level,
            source: None,
            baseline_year: Some(2024),
            baseline: Some(decimal(baseline)),
            target_year: Some(2029),
            target: decimal(target),
            actuals: vec![Actual { year: 2025, value: Some(decimal(now)) }],
        }
    }

    #[test]
    fn both_directions_run_to_the_right_and_end_at_115_per_cent() {
        let now = |direction, [baseline, target, now]: [&str; 3]| {
            lines(&[indicator(direction, baseline, target, now)])[0].now().unwrap()
        };
        assert_eq!(now(Direction::Up, ["50", "60", "55"]), (ratio(1, 2), true));
        assert_eq!(now(Direction::Down, ["60", "50", "55"]), (ratio(1, 2), true));
        assert_eq!(now(Direction::Up, ["50", "60", "61.5"]), (ratio(115, 100), true));
        assert_eq!(now(Direction::Up, ["50", "60", "75"]), (ratio(115, 100), false), "250 % of the way");
        assert_eq!(now(Direction::Down, ["60", "50", "70"]), (ratio(-15, 100), false));
        assert_eq!(now(Direction::Maintain, ["5", "5", "5"]), (ratio(1, 1), true));
        assert_eq!(now(Direction::Maintain, ["5", "5", "6"]), (ratio(115, 100), false));
        assert_eq!(now(Direction::Maintain, ["5", "5", "4"]), (ratio(-15, 100), false));
    }

    #[test]
    fn the_path_has_its_place_and_what_is_unknown_has_none() {
        let mut own = indicator(Direction::Down, "60", "50", "59");
        // 60 − 10 × 1/5 = 58.
        assert_eq!(lines(&[own.clone()])[0].path(), Some(ratio(1, 5)));
        assert_eq!(place(&ratio(0, 1)), ratio(15, 130));
        own.actuals[0].value = None;
        assert_eq!(lines(&[own.clone()])[0].now(), None, "withheld");
        own.actuals.clear();
        own.baseline = None;
        let all = [own];
        let line = &lines(&all)[0];
        assert_eq!((line.now(), line.path(), line.has_way()), (None, None, false));
    }

    #[test]
    fn years_that_differ_stand_beside_their_figures() {
        let one = Dates::of([Some(2024), None, Some(2024)].into_iter());
        assert_eq!((one.one(), one.differ(), one.beside(Some(2024))), (Some(2024), false, None));
        let two = Dates::of([Some(2025), Some(2024)].into_iter());
        assert_eq!((two.one(), two.differ(), two.beside(Some(2024))), (None, true, Some(2024)));
        assert_eq!(Dates::of([None].into_iter()).one(), None);
    }
}
