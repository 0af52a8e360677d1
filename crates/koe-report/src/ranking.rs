//! The units of an attribute in the order that the data can tell: by score, in
//! bands where no two can be told apart, then those without a rank, then those
//! withheld.

use std::cmp::Reverse;

use koe_stats::Decimal;

use crate::doubt;
pub(crate) use crate::doubt::FEW;
use crate::segments::Unit;

/// Where a unit stands: its printed score, and the ranks that it may have.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Standing {
    pub(crate) score: Decimal,
    pub(crate) n: u64,
    /// First and last rank.
    pub(crate) ranks: (u64, u64),
}

impl Standing {
    /// Whether the rank may be shown.
    fn is_told(&self) -> bool {
        self.n >= FEW
    }

    /// Whether this unit surely stands above another of these: their joint
    /// intervals do not meet.
    ///
    /// A unit's first rank is one more than the units surely above it, and those
    /// are the ones with the best last ranks; so it is above where fewer units have
    /// a better last rank than stand above the other. That two ranges share a rank
    /// says less: of 1 to 2, 1 to 3 and 2 to 3, the first is surely above the last.
    fn is_above(&self, other: &Self, all: &[Self]) -> bool {
        let better = all.iter().filter(|own| own.ranks.1 < self.ranks.1).count();
        u64::try_from(better).is_ok_and(|better| better + 1 < other.ranks.0)
    }
}

/// Puts units with ranks into bands, best score first: of no two in a band can the
/// data tell which is above, so they stand by number of respondents. Units of few
/// respondents are in none, but the ranks of the others come from them too.
pub(crate) fn bands<T>(units: impl IntoIterator<Item = (T, Standing)>) -> Vec<Vec<T>> {
    let mut ranked: Vec<(T, Standing)> = units.into_iter().collect();
    ranked.sort_by_key(|(_, own)| Reverse(own.score));
    let all: Vec<Standing> = ranked.iter().map(|(_, own)| *own).collect();
    let is_apart = |a: &Standing, b: &Standing| a.is_above(b, &all) || b.is_above(a, &all);
    let mut bands: Vec<Vec<(T, Standing)>> = Vec::new();
    for (unit, own) in ranked.into_iter().filter(|(_, own)| own.is_told()) {
        match bands.last_mut() {
            Some(band) if !band.iter().any(|(_, other)| is_apart(other, &own)) => band.push((unit, own)),
            _ => bands.push(vec![(unit, own)]),
        }
    }
    bands.into_iter().map(by_respondents).collect()
}

fn by_respondents<T>(mut band: Vec<(T, Standing)>) -> Vec<T> {
    band.sort_by_key(|(_, own)| Reverse(own.n));
    band.into_iter().map(|(unit, _)| unit).collect()
}

/// The units of an attribute by what is known of their order.
#[derive(Debug, Clone)]
pub(crate) struct Ranking<'a> {
    pub(crate) bands: Vec<Vec<Unit<'a>>>,
    /// Shown with no rank: few respondents, or not compared.
    pub(crate) unranked: Vec<Unit<'a>>,
    /// Without an overall score.
    pub(crate) withheld: Vec<Unit<'a>>,
}

impl<'a> Ranking<'a> {
    /// By the overall rows of units, which stay in their order where nothing
    /// else orders them.
    pub(crate) fn of(units: &[Unit<'a>]) -> Self {
        let has_score = |unit: &&Unit<'a>| unit.overall().is_some_and(|row| row.mean_text.is_some());
        let (shown, withheld): (Vec<Unit<'a>>, Vec<Unit<'a>>) = units.iter().partition(has_score);
        let unranked = shown.iter().copied().filter(|unit| standing(*unit).is_none()).collect();
        let ranked = shown.into_iter().filter_map(|unit| Some((unit, ranked(unit)?)));
        Self { bands: bands(ranked), unranked, withheld }
    }
}

/// Where a unit stands overall, if it has enough respondents for a rank.
pub(crate) fn standing(unit: Unit<'_>) -> Option<Standing> {
    ranked(unit).filter(Standing::is_told)
}

fn ranked(unit: Unit<'_>) -> Option<Standing> {
    let row = unit.overall()?;
    let own = row.comparison.as_ref()?;
    Some(Standing { score: row.mean_text?, n: row.respondents?, ranks: (own.rank_low?, own.rank_high?) })
}

/// The 95 % interval of a unit's overall score as it is printed, if the unit has
/// enough respondents for it to be drawn.
pub(crate) fn drawn_interval(unit: Unit<'_>, places: u32) -> Option<(Decimal, Decimal)> {
    doubt::drawn_interval(unit.overall()?, places)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sample::Sample;

    fn own(score: &str, n: u64, ranks: (u64, u64)) -> Standing {
        Standing { score: score.parse().unwrap(), n, ranks }
    }

    #[test]
    fn units_of_which_none_is_surely_above_another_are_one_band_by_respondents() {
        // Joint intervals a 4.40–4.60, b 4.00–4.20, c 3.90–4.10, d 3.92–3.98, e
        // 3.60–3.95: a is above all; e is below b alone, and so is d.
        let units = [
            ('e', own("3.70", 90, (3, 5))),
            ('b', own("4.10", 30, (2, 3))),
            ('c', own("4.00", 60, (2, 5))),
            ('a', own("4.50", 50, (1, 1))),
            ('d', own("3.95", 20, (3, 5))),
        ];
        assert_eq!(bands(units), [vec!['a'], vec!['c', 'b'], vec!['e', 'd']]);
    }

    #[test]
    fn the_first_and_the_last_of_three_are_in_no_band_although_they_share_a_rank() {
        // Joint intervals 4.1–4.3, 3.9–4.2, 3.8–4.0: the middle one meets both, and
        // the first and last, which share rank 2, do not meet.
        let units = [('a', own("4.20", 20, (1, 2))), ('b', own("4.05", 30, (1, 3))), ('c', own("3.90", 40, (2, 3)))];
        assert_eq!(bands(units), [vec!['b', 'a'], vec!['c']]);
    }

    #[test]
    fn bands_are_those_of_the_joint_intervals() {
        // Every arrangement of five intervals on seven places, ranks as they are
        // defined: 1 + units surely above, units − units surely below.
        let places: Vec<(u64, u64)> =
            (0..7).flat_map(|low| (low + 1..7).step_by(2).map(move |high| (low, high))).collect();
        let mut checked = 0;
        for number in 0..places.len().pow(4) {
            let digit = |at: u32| places[number / places.len().pow(at) % places.len()];
            let intervals = [digit(0), digit(1), digit(2), digit(3), (2, 4)];
            let above = |a: (u64, u64), b: (u64, u64)| a.0 > b.1;
            let count = |test: &dyn Fn((u64, u64)) -> bool| intervals.iter().filter(|own| test(**own)).count() as u64;
            let standings = intervals.map(|own| {
                let (first, below) = (1 + count(&|other| above(other, own)), count(&|other| above(own, other)));
                Standing { score: "4.00".parse().unwrap(), n: 20, ranks: (first, 5 - below) }
            });
            for (a, one) in intervals.iter().zip(&standings) {
                for (b, other) in intervals.iter().zip(&standings) {
                    assert_eq!(one.is_above(other, &standings), above(*a, *b), "{intervals:?}");
                }
            }
            checked += 1;
        }
        assert!(checked > 10_000, "{checked}");
    }

    #[test]
    fn units_of_few_respondents_are_in_no_band_but_count_among_the_ranks() {
        // As of three above, with the middle one of 19 respondents.
        let units = [('a', own("4.20", 20, (1, 2))), ('b', own("4.05", 19, (1, 3))), ('c', own("3.90", 40, (2, 3)))];
        assert_eq!(bands(units), [vec!['a'], vec!['c']]);
    }

    fn sample() -> Sample {
        let mut sample = Sample::koriyama();
        for unit in ["総務部", "環境部", "議会事務局", "監査委員事務局"] {
            sample = sample.with_segment("部局", unit);
        }
        sample.compared("総務部", "0.21", 0.012, (2, 2, 3));
        sample.compared("環境部", "-0.30", 0.001, (1, 1, 3));
        sample.compared("議会事務局", "0.90", 0.4, (1, 3, 3));
        sample.withhold_unit("監査委員事務局");
        for row in sample.rows.iter_mut().filter(|row| row.segment.0.iter().any(|(_, own)| own == "議会事務局")) {
            row.respondents = Some(19);
        }
        sample
    }

    fn names(units: &[Unit<'_>]) -> Vec<String> {
        units.iter().map(|unit| unit.name.to_owned()).collect()
    }

    #[test]
    fn few_respondents_have_no_rank_and_what_is_withheld_comes_last() {
        let sample = sample();
        let ranking = Ranking::of(&sample.figures().units("部局"));
        assert_eq!(ranking.bands.iter().map(|band| names(band)).collect::<Vec<_>>(), [["環境部"], ["総務部"]]);
        assert_eq!(names(&ranking.unranked), ["議会事務局"], "19 are too few");
        assert_eq!(names(&ranking.withheld), ["監査委員事務局"]);
    }
}
