//! How far the ranks of units are known: of those that have an interval.

use koe_stats::{Estimate, rank_intervals};

use super::{Level, Run, Units};
use crate::score::CONFIDENCE;

/// The ranks that a unit may have.
pub(super) struct Ranks {
    pub(super) best: usize,
    pub(super) worst: usize,
    /// How many units are ranked.
    pub(super) of: usize,
}

impl Run<'_> {
    /// The ranks of a composite's units, by row: of two or more that are shown
    /// with an interval.
    pub(super) fn ranks(&self, units: &Units, line: usize) -> Vec<(usize, Ranks)> {
        if self.rows[line].level == Level::Item {
            return Vec::new();
        }
        let known = |&group: &usize| Some((self.at(group, line), self.estimate(self.at(group, line))?));
        let (rows, estimates): (Vec<usize>, Vec<Estimate>) = units.groups.iter().filter_map(known).unzip();
        if rows.len() < 2 {
            return Vec::new();
        }
        let ranks = rank_intervals(&estimates, CONFIDENCE).unwrap_or_default();
        let of = rows.len();
        rows.into_iter().zip(ranks).map(|(row, own)| (row, Ranks { best: own.best, worst: own.worst, of })).collect()
    }

    fn estimate(&self, row: usize) -> Option<Estimate> {
        let score = self.findings[row].score.as_ref().filter(|_| !self.rows[row].suppressed)?;
        let own = Some(&score.estimate).filter(|own| own.respondents >= self.least())?;
        let df = own.respondents.checked_sub(1)?;
        Some(Estimate { value: own.value.clone(), variance: own.variance.clone()?, df })
    }
}
