//! The units of an attribute in the order that the data can tell: bands of those
//! whose ranks overlap, then those without a rank, then those withheld.

use std::cmp::Reverse;

use koe_stats::Decimal;

use crate::figures::Figures;
use crate::segments::Unit;
use crate::typeset::interval_ends;
use crate::window::Window;

/// With fewer respondents a unit is drawn without interval and rank.
pub(crate) const FEW: u64 = 20;

/// Where a unit stands: its printed score, and the ranks that it may have.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Standing {
    pub(crate) score: Decimal,
    pub(crate) n: u64,
    /// First and last rank.
    pub(crate) ranks: (u64, u64),
}

/// Units that all share a rank.
struct Band<T> {
    units: Vec<(T, Standing)>,
    /// The ranks that they share.
    shared: (u64, u64),
}

/// Puts units into bands, best score first: the units of a band all share a
/// rank, so their order is not known, and they stand by headcount.
pub(crate) fn bands<T>(units: impl IntoIterator<Item = (T, Standing)>) -> Vec<Vec<T>> {
    let mut ranked: Vec<(T, Standing)> = units.into_iter().collect();
    ranked.sort_by_key(|(_, own)| Reverse(own.score));
    let mut bands: Vec<Band<T>> = Vec::new();
    for (unit, own) in ranked {
        let (first, last) = own.ranks;
        match bands.last_mut() {
            Some(Band { units, shared }) if shared.0.max(first) <= shared.1.min(last) => {
                units.push((unit, own));
                *shared = (shared.0.max(first), shared.1.min(last));
            }
            _ => bands.push(Band { units: vec![(unit, own)], shared: own.ranks }),
        }
    }
    bands.into_iter().map(Band::by_headcount).collect()
}

impl<T> Band<T> {
    fn by_headcount(mut self) -> Vec<T> {
        self.units.sort_by_key(|(_, own)| Reverse(own.n));
        self.units.into_iter().map(|(unit, _)| unit).collect()
    }
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
        let ranked = shown.into_iter().filter_map(|unit| Some((unit, standing(unit)?)));
        Self { bands: bands(ranked), unranked, withheld }
    }
}

/// Where a unit stands overall, if it has enough respondents for a rank.
pub(crate) fn standing(unit: Unit<'_>) -> Option<Standing> {
    let row = unit.overall()?;
    let own = row.comparison.as_ref()?;
    let n = row.respondents.filter(|&n| n >= FEW)?;
    Some(Standing { score: row.mean_text?, n, ranks: (own.rank_low?, own.rank_high?) })
}

/// The 95 % interval of a unit's overall score as it is printed, if the unit has
/// enough respondents for it to be drawn.
pub(crate) fn drawn_interval(unit: Unit<'_>, places: u32) -> Option<(Decimal, Decimal)> {
    let row = unit.overall().filter(|row| row.respondents.is_some_and(|n| n >= FEW))?;
    interval_ends(row, places)
}

impl Figures<'_> {
    /// The stretch of the scale that holds every unit's printed overall score and
    /// interval, and everyone's score; one for all attributes.
    pub(crate) fn rank_window(self) -> Window {
        let units: Vec<Unit<'_>> = self.attributes().into_iter().flat_map(|attribute| self.units(attribute)).collect();
        let scores = units.iter().map(|unit| unit.overall()).chain([self.overall()]);
        let ends = units.iter().filter_map(|unit| drawn_interval(*unit, self.about.decimals));
        let ends = ends.flat_map(|(low, high)| [low, high]);
        self.window(scores.filter_map(|row| row?.mean_text).chain(ends))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sample::Sample;

    fn own(score: &str, n: u64, ranks: (u64, u64)) -> Standing {
        Standing { score: score.parse().unwrap(), n, ranks }
    }

    #[test]
    fn units_that_share_a_rank_are_one_band_by_headcount() {
        let units = [
            ('e', own("3.70", 90, (4, 5))),
            ('b', own("4.10", 30, (2, 3))),
            ('c', own("4.00", 60, (2, 4))),
            ('a', own("4.50", 50, (1, 1))),
            ('d', own("3.90", 20, (3, 5))),
        ];
        // b, c and d share rank 3; e has 4 and 5 only.
        assert_eq!(bands(units), [vec!['a'], vec!['c', 'b', 'd'], vec!['e']]);
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

    #[test]
    fn the_window_holds_the_scores_and_the_intervals_that_are_drawn() {
        // 3.16 (19 respondents, no interval) and 4.36 with its interval.
        assert_eq!(sample().figures().rank_window().ends(), ("3.0".to_owned(), "4.5".to_owned()));
    }
}
