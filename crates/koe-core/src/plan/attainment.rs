//! Where an indicator stands between its baseline and its target.
//!
//! Everything is judged on printed figures. The path is the straight line from
//! the baseline in its year to the target in its year, printed with one digit
//! more than the two: over five years that is exact.

use koe_stats::{Decimal, Exact, ratio};

use super::indicators::{Direction, Indicator};

/// Digits after the point of an attainment in per cent.
const PERCENT_PLACES: u32 = 1;

/// How an indicator stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Standing {
    /// At the target or past it.
    Met,
    /// At the target or past it, where the aim is to stay.
    Held,
    /// Short of the target, at this year's place on the path or past it.
    OnPath,
    /// Short of the path.
    Behind,
    /// Farther from the target than the baseline.
    Retreated,
    /// Short of the target, where there is no path to judge by.
    Below,
    /// No figure.
    NotReported,
    /// A score that is not shown.
    Withheld,
}

/// Where an indicator stands in a year.
#[derive(Debug, Clone)]
pub struct Attainment {
    /// The year of the figure.
    pub year: Option<i32>,
    /// The figure as printed.
    pub actual: Option<Decimal>,
    /// Where the path is in that year.
    pub path: Option<Decimal>,
    /// How much of the way from the baseline to the target is done, exactly;
    /// nothing where there is no way between them.
    pub share: Option<Exact>,
    /// The same in per cent, as printed.
    pub percent: Option<Decimal>,
    /// What that comes to.
    pub standing: Standing,
}

impl Indicator {
    /// Returns where the indicator stands by its latest figure.
    pub fn attainment(&self) -> Attainment {
        let Some(latest) = self.actuals.last() else { return Attainment::without(None, Standing::NotReported) };
        let Some(actual) = latest.value else { return Attainment::without(Some(latest.year), Standing::Withheld) };
        let path = self.path(latest.year);
        let share = self.share(actual, latest.year);
        Attainment {
            year: Some(latest.year),
            actual: Some(actual),
            path,
            percent: share.as_ref().map(|share| Decimal::round(&(share * ratio(100, 1)), PERCENT_PLACES)),
            share,
            standing: self.standing(actual, latest.year, path),
        }
    }

    /// Returns where the straight path from the baseline to the target is in a
    /// year: nothing before the baseline, the target from its year on.
    pub fn path(&self, year: i32) -> Option<Decimal> {
        let (baseline, from, to) = (self.baseline?, self.baseline_year?, self.target_year?);
        if year < from || to <= from {
            return None;
        }
        let done = ratio(year.min(to) - from, to - from);
        let value = baseline.exact() + (self.target.exact() - baseline.exact()) * done;
        Some(Decimal::round(&value, baseline.places().max(self.target.places()) + 1))
    }

    /// (actual − baseline) / (target − baseline), whatever the direction.
    fn share(&self, actual: Decimal, year: i32) -> Option<Exact> {
        let baseline = self.baseline.filter(|_| !self.is_before_baseline(year))?;
        let way = self.target.exact() - baseline.exact();
        (self.target != baseline).then(|| (actual.exact() - baseline.exact()) / way)
    }

    fn standing(&self, actual: Decimal, year: i32, path: Option<Decimal>) -> Standing {
        let reached = self.is_as_far(actual, self.target);
        let is_worse = |baseline: Decimal| !self.is_as_far(actual, baseline) && !self.is_before_baseline(year);
        match path {
            _ if reached && self.is_kept() => Standing::Held,
            _ if reached => Standing::Met,
            _ if self.baseline.is_some_and(is_worse) => Standing::Retreated,
            Some(path) if self.is_as_far(actual, path) => Standing::OnPath,
            Some(_) => Standing::Behind,
            None => Standing::Below,
        }
    }

    fn is_before_baseline(&self, year: i32) -> bool {
        self.baseline_year.is_some_and(|from| year < from)
    }

    /// Whether a figure is as far as another, in the indicator's direction.
    fn is_as_far(&self, value: Decimal, than: Decimal) -> bool {
        match self.direction {
            Direction::Up | Direction::Maintain => value >= than,
            Direction::Down => value <= than,
        }
    }
}

impl Attainment {
    fn without(year: Option<i32>, standing: Standing) -> Self {
        Self { year, actual: None, path: None, share: None, percent: None, standing }
    }
}

#[cfg(test)]
mod tests {
    use super::super::indicators::{Actual, Kind};
    use super::*;

    fn decimal(text: &str) -> Decimal {
        text.parse().unwrap()
    }

    /// An indicator of 2024 → 2029 with a figure of 2026.
    fn indicator(direction: Direction, [baseline, target, actual]: [&str; 3]) -> Indicator {
        Indicator {
            outcome: None,
            area: None,
            name: "指標".to_owned(),
            unit: String::new(),
            direction,
            kind: Kind::Level,
            source: None,
            baseline_year: Some(2024),
            baseline: Some(decimal(baseline)),
            target_year: Some(2029),
            target: decimal(target),
            actuals: vec![Actual { year: 2026, value: Some(decimal(actual)) }],
        }
    }

    /// Path, per cent and standing of a figure of 2026.
    fn stands(direction: Direction, figures: [&str; 3]) -> (String, String, Standing) {
        let own = indicator(direction, figures).attainment();
        let text = |value: Option<Decimal>| value.map_or("–".to_owned(), |value| value.to_string());
        (text(own.path), text(own.percent), own.standing)
    }

    /// By hand, two fifths of the way: 87.6 + 2/5 · 2.4 = 88.56; (88.5 − 87.6) /
    /// 2.4 = 3/8; and so on.
    #[test]
    fn figures_stand_against_the_path_and_the_target() {
        use Direction::{Down, Up};
        for (direction, figures, path, percent, standing) in [
            (Up, ["87.6", "90", "88.5"], "88.56", "37.5", Standing::Behind),
            (Up, ["87.6", "90", "88.6"], "88.56", "41.7", Standing::OnPath),
            (Up, ["87.6", "90", "90.0"], "88.56", "100.0", Standing::Met),
            (Up, ["87.6", "90", "87.6"], "88.56", "0.0", Standing::Behind),
            (Up, ["87.6", "90", "87.5"], "88.56", "-4.2", Standing::Retreated),
            (Up, ["3.8", "4.06", "3.90"], "3.904", "38.5", Standing::Behind),
            (Up, ["842", "2000", "1306"], "1305.2", "40.1", Standing::OnPath),
            // 内定辞退率 17 → 15 and 総合健康リスク 86 → 83 improve downwards.
            (Down, ["17", "15", "16"], "16.2", "50.0", Standing::OnPath),
            (Down, ["17", "15", "16.5"], "16.2", "25.0", Standing::Behind),
            (Down, ["17", "15", "18"], "16.2", "-50.0", Standing::Retreated),
            (Down, ["86", "83", "82"], "84.8", "133.3", Standing::Met),
        ] {
            let expected = (path.to_owned(), percent.to_owned(), standing);
            assert_eq!(stands(direction, figures), expected, "{direction:?} {figures:?}");
        }
    }

    #[test]
    fn a_target_at_the_baseline_is_held_and_has_no_way() {
        let stands = |actual| stands(Direction::Up, ["5", "5", actual]);
        assert_eq!(stands("5"), ("5.0".to_owned(), "–".to_owned(), Standing::Held));
        assert_eq!(stands("6").2, Standing::Held);
        assert_eq!(stands("4").2, Standing::Retreated);
    }

    #[test]
    fn without_a_baseline_there_is_only_the_target() {
        let mut own = indicator(Direction::Down, ["17", "10", "12.4"]);
        (own.baseline, own.baseline_year, own.target_year) = (None, None, None);
        let found = own.attainment();
        assert_eq!((found.standing, found.path, found.percent), (Standing::Below, None, None));
        own.actuals[0].value = Some(decimal("9.9"));
        assert_eq!(own.attainment().standing, Standing::Met);
        own.kind = Kind::Maintain;
        assert_eq!(own.attainment().standing, Standing::Held);
    }

    #[test]
    fn figures_before_the_baseline_have_no_path_and_are_no_retreat() {
        let mut own = indicator(Direction::Up, ["87.6", "90", "80"]);
        own.actuals[0].year = 2023;
        let found = own.attainment();
        assert_eq!((found.standing, found.path, found.percent), (Standing::Below, None, None));
        assert_eq!(own.path(2024).map(|path| path.to_string()).as_deref(), Some("87.60"));
        assert_eq!(own.path(2040).map(|path| path.to_string()).as_deref(), Some("90.00"));
    }

    #[test]
    fn a_year_looks_at_nothing_after_it() {
        let mut own = indicator(Direction::Up, ["87.6", "90", "90"]);
        own.actuals.push(Actual { year: 2027, value: None });
        let withheld = own.attainment();
        assert_eq!((withheld.standing, withheld.year, withheld.actual), (Standing::Withheld, Some(2027), None));
    }
}
