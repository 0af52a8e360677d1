//! What is known of one score over the years, and where it stands on its path.

use koe_stats::Decimal;

/// One score (overall, a category, an item) from the first wave to the target.
#[derive(Debug, Clone, Default)]
pub(crate) struct Series {
    /// What is scored.
    pub(crate) name: String,
    /// The waves held, by year.
    pub(crate) waves: Vec<Wave>,
    /// The way to the target.
    pub(crate) path: Option<Path>,
    /// What is likely in later years, where it was worked out.
    pub(crate) projection: Vec<Likely>,
}

/// A wave that was held.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Wave {
    pub(crate) year: i32,
    pub(crate) outcome: Outcome,
}

/// What a wave says about a score.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Outcome {
    /// A score with its 95 % interval; none under 20 respondents.
    Score { value: Decimal, interval: Option<(Decimal, Decimal)> },
    /// Not shown: a small group.
    Withheld,
    /// Asked, and nobody answered.
    NobodyAnswered,
}

/// The way from the score of the baseline wave to the target.
#[derive(Debug, Clone)]
pub(crate) struct Path {
    /// The baseline's year and score.
    pub(crate) baseline: (i32, Decimal),
    /// What is aimed for in each later year; the last is the target.
    pub(crate) steps: Vec<(i32, Decimal)>,
}

/// What is likely in a year.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Likely {
    pub(crate) year: i32,
    pub(crate) low: Decimal,
    pub(crate) high: Decimal,
}

/// How this wave stands on the path, judged on printed numbers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Standing {
    /// The target is the baseline's score, and it is kept.
    Held,
    /// 達成
    Met,
    /// The path begins here.
    Start,
    /// 計画どおり: at or above the path, here so high.
    OnPath(Decimal),
    /// 遅れ: under the path, here so high.
    Behind(Decimal),
    /// Under the target, in a year that has no path.
    Short,
}

/// Fewest waves that a projection can rest on.
const WAVES_OF_A_PROJECTION: usize = 5;
/// Most years of an axis; what is longer is a mistyped year.
const LONGEST: u32 = 150;

impl Wave {
    pub(crate) fn score(&self) -> Option<Decimal> {
        match self.outcome {
            Outcome::Score { value, .. } => Some(value),
            Outcome::Withheld | Outcome::NobodyAnswered => None,
        }
    }
}

impl Path {
    /// The target's year and value.
    pub(crate) fn target(&self) -> (i32, Decimal) {
        self.steps.last().copied().unwrap_or(self.baseline)
    }

    /// What is aimed for in a year; nothing up to the baseline, which is
    /// measured, and nothing before it, which had no path.
    pub(crate) fn at(&self, year: i32) -> Option<Decimal> {
        self.later().find(|step| step.0 == year).map(|step| step.1)
    }

    /// The steps after the baseline.
    pub(crate) fn later(&self) -> impl Iterator<Item = (i32, Decimal)> {
        self.steps.iter().copied().filter(|step| step.0 > self.baseline.0)
    }
}

impl Series {
    /// This wave: the latest.
    pub(crate) fn this_wave(&self) -> Option<Wave> {
        self.waves.last().copied()
    }

    /// The score of a year.
    pub(crate) fn score(&self, year: i32) -> Option<Decimal> {
        self.waves.iter().find(|wave| wave.year == year)?.score()
    }

    /// First and last year of the axis: from the first wave (or the baseline) to the target;
    /// nothing without a wave, or where no axis could hold so many years.
    pub(crate) fn years(&self) -> Option<(i32, i32)> {
        let baseline = self.path.as_ref().map(|path| path.baseline.0);
        let first = self.waves.iter().map(|wave| wave.year).chain(baseline).min()?;
        let target = self.path.as_ref().map(|path| path.target().0);
        let likely = self.projection().iter().map(|likely| likely.year);
        let last = self.waves.iter().map(|wave| wave.year).chain(target).chain(likely).max()?;
        (first.abs_diff(last) <= LONGEST).then_some((first, last))
    }

    /// Years between waves in which none was held.
    pub(crate) fn not_held(&self) -> Vec<i32> {
        let (Some(this), Some((first, _))) = (self.this_wave(), self.years()) else { return Vec::new() };
        (first..this.year).filter(|year| self.waves.iter().all(|wave| wave.year != *year)).collect()
    }

    /// Scores that follow each other, as pairs of years; nothing is joined over
    /// a wave that was held but has no score to show.
    pub(crate) fn links(&self) -> Vec<((i32, Decimal), (i32, Decimal))> {
        let point = |wave: &Wave| Some((wave.year, wave.score()?));
        self.waves.windows(2).filter_map(|pair| Some((point(&pair[0])?, point(&pair[1])?))).collect()
    }

    /// The projection, from five waves with a score on.
    pub(crate) fn projection(&self) -> &[Likely] {
        let scores = self.waves.iter().filter(|wave| wave.score().is_some()).count();
        if scores >= WAVES_OF_A_PROJECTION { &self.projection } else { &[] }
    }

    /// Everything that has a place on the axis.
    pub(crate) fn values(&self) -> Vec<Decimal> {
        let mut values = Vec::new();
        for wave in &self.waves {
            if let Outcome::Score { value, interval } = wave.outcome {
                values.push(value);
                values.extend(interval.into_iter().flat_map(|(low, high)| [low, high]));
            }
        }
        if let Some(path) = &self.path {
            values.push(path.baseline.1);
            values.extend(path.later().map(|step| step.1));
        }
        values.extend(self.projection().iter().flat_map(|likely| [likely.low, likely.high]));
        values
    }

    /// How this wave stands; nothing without a score or a path.
    pub(crate) fn standing(&self) -> Option<Standing> {
        let this = self.this_wave()?;
        let score = this.score()?;
        let path = self.path.as_ref()?;
        let (year, target) = path.target();
        let (start, baseline) = path.baseline;
        Some(match path.at(this.year) {
            _ if score >= target && target == baseline => Standing::Held,
            _ if score >= target => Standing::Met,
            _ if this.year == start => Standing::Start,
            Some(aim) if score >= aim => Standing::OnPath(aim),
            Some(aim) if this.year < year => Standing::Behind(aim),
            _ => Standing::Short,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::super::tests::{decimal, score};
    use super::*;

    fn series(waves: &[(i32, &str)]) -> Series {
        let path = Path {
            baseline: (2025, decimal("4.06")),
            steps: vec![(2026, decimal("4.09")), (2027, decimal("4.12")), (2028, decimal("4.17"))],
        };
        let waves = waves.iter().map(|(year, value)| score(*year, value, None)).collect();
        Series { waves, path: Some(path), ..Series::default() }
    }

    #[test]
    fn years_without_a_wave_are_named_and_those_withheld_are_not_bridged() {
        let mut line = series(&[(2021, "4.00"), (2024, "4.04"), (2025, "4.06")]);
        assert_eq!(line.not_held(), [2022, 2023]);
        assert_eq!(line.links().len(), 2);
        assert_eq!(line.years(), Some((2021, 2028)));
        line.waves[1].outcome = Outcome::Withheld;
        assert_eq!(line.links(), [], "a line from 2021 to 2025 would run over what is withheld");
    }

    #[test]
    fn a_mistyped_year_has_no_axis() {
        for year in [i32::MAX, 20_260] {
            let mut line = series(&[(2021, "4.00"), (2025, "4.06")]);
            line.path.as_mut().unwrap().steps.push((year, decimal("4.20")));
            assert_eq!((line.years(), line.not_held()), (None, vec![]));
        }
        assert_eq!(Series::default().years(), None);
    }

    #[test]
    fn a_projection_needs_five_waves() {
        let likely = Likely { year: 2030, low: decimal("4.05"), high: decimal("4.15") };
        let years = [(2021, "4.00"), (2022, "4.01"), (2023, "4.02"), (2024, "4.03"), (2025, "4.06")];
        let mut line = Series { projection: vec![likely], ..series(&years) };
        assert_eq!(line.projection().len(), 1);
        assert_eq!(line.years(), Some((2021, 2030)));
        line.waves[0].outcome = Outcome::Withheld;
        assert_eq!(line.projection().len(), 0);
        assert_eq!(line.years(), Some((2021, 2028)));
        assert!(!line.values().contains(&decimal("4.15")), "nor does it widen the window");
    }

    #[test]
    fn the_path_begins_after_the_baseline() {
        let mut line = series(&[(2023, "4.00"), (2025, "4.06")]);
        let path = line.path.as_mut().unwrap();
        path.steps.insert(0, (2024, decimal("4.03")));
        let path = line.path.as_ref().unwrap();
        assert_eq!((path.at(2024), path.at(2025), path.at(2026)), (None, None, Some(decimal("4.09"))));
    }

    #[test]
    fn a_wave_is_judged_on_printed_numbers() {
        let standing = |year, value| series(&[(2025, "4.06"), (year, value)]).standing();
        assert_eq!(series(&[(2025, "4.06")]).standing(), Some(Standing::Start));
        assert_eq!(standing(2026, "4.09"), Some(Standing::OnPath(decimal("4.09"))));
        assert_eq!(standing(2026, "4.08"), Some(Standing::Behind(decimal("4.09"))));
        assert_eq!(
            standing(2026, "4.05"),
            Some(Standing::Behind(decimal("4.09"))),
            "under the baseline is behind, too"
        );
        assert_eq!(standing(2027, "4.17"), Some(Standing::Met));
        assert_eq!(standing(2028, "4.16"), Some(Standing::Short));
        assert_eq!(standing(2030, "4.16"), Some(Standing::Short));
    }
}
