//! Several waves as writers read them: their rows, their years, how sure a change
//! is, and the plots they make.
//!
//! | file | what |
//! |---|---|
//! | `plots` | lines over years, slopes and waterfalls from released rows |

mod plots;

use std::collections::BTreeMap;

use koe_core::release::{About, Change, Level, Released, Row, Segment, Trend};
use koe_stats::Decimal;

use crate::chart::plots::slope::Evidence;
use crate::typeset::printed;
use crate::verdict::is_shown;

/// Several waves that were released together.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Waves<'a> {
    /// Of the latest wave.
    pub(crate) about: &'a About,
    /// The rows of all waves.
    pub(crate) rows: &'a [Row],
    pub(crate) trend: &'a Trend,
}

/// The waves of a run over several.
pub(crate) fn waves(released: &Released) -> Option<Waves<'_>> {
    Some(Waves { about: released.about(), rows: released.rows(), trend: released.trend()? })
}

impl<'a> Waves<'a> {
    /// Rows of everyone (within the filter) in the latest wave.
    pub(crate) fn latest(self) -> impl Iterator<Item = &'a Row> {
        self.rows.iter().filter(move |row| row.wave == self.about.wave && row.segment == self.about.filter)
    }

    /// The scores of the latest wave that are made of items: overall, categories.
    pub(crate) fn composites(self) -> Vec<&'a Row> {
        self.latest().filter(|row| row.level != Level::Item).collect()
    }

    /// The overall row of the latest wave.
    pub(crate) fn overall(self) -> Option<&'a Row> {
        self.latest().find(|row| row.level == Level::Overall)
    }

    /// One line of one segment in each wave, oldest first; nothing where a wave has
    /// no such line.
    pub(crate) fn course(self, line: &Row, segment: &Segment) -> Vec<Option<&'a Row>> {
        let is_it = |row: &&Row| row.level == line.level && row.code == line.code && row.segment == *segment;
        let mut held: BTreeMap<&str, &Row> =
            self.rows.iter().filter(is_it).map(|row| (row.wave.as_str(), row)).collect();
        self.trend.waves.iter().map(|wave| held.remove(wave.name.as_str())).collect()
    }

    /// Every segment: those of the latest wave as it lists them, then those that
    /// only earlier ones had.
    pub(crate) fn segments(self) -> Vec<&'a Segment> {
        let mut segments: Vec<&Segment> = Vec::new();
        for row in self.rows.iter().filter(|row| row.wave == self.about.wave).chain(self.rows) {
            if segments.last() != Some(&&row.segment) && !segments.contains(&&row.segment) {
                segments.push(&row.segment);
            }
        }
        segments
    }

    /// The fiscal year of each wave by its name; nothing where a wave has none, as
    /// there is no axis of years then.
    pub(crate) fn years(self) -> Option<BTreeMap<&'a str, i32>> {
        self.trend.waves.iter().map(|wave| Some((wave.name.as_str(), wave.year?))).collect()
    }

    /// The change that pictures and tables of two waves show: since the baseline
    /// where that is earlier, else since the wave before.
    pub(crate) fn since(self, row: &'a Row) -> Option<&'a Change> {
        let own = row.trend.as_ref()?;
        let versus = self.versus()?;
        [&own.since_baseline, &own.since_previous].into_iter().find(|change| change.versus.as_deref() == Some(versus))
    }

    /// The name of the wave that [`Waves::since`] holds the latest against.
    pub(crate) fn versus(self) -> Option<&'a str> {
        let (_, earlier) = self.trend.waves.split_last()?;
        let baseline = earlier.iter().find(|wave| wave.name == self.trend.baseline);
        baseline.or(earlier.last()).map(|wave| wave.name.as_str())
    }

    /// The ends of a change's interval, as they are printed.
    pub(crate) fn ends(self, change: &Change) -> Option<(Decimal, Decimal)> {
        let places = self.about.decimals;
        Some((printed(change.difference_low?, places)?, printed(change.difference_high?, places)?))
    }

    /// What the data carry of a change, as printed.
    pub(crate) fn evidence(self, change: &Change) -> Evidence {
        let is_nothing = change.difference_text.is_none_or(|by| by.is_zero());
        let Some((low, high)) = self.ends(change).filter(|_| !is_nothing) else { return Evidence::None };
        let excludes_zero = high.is_negative() || !(low.is_negative() || low.is_zero());
        match excludes_zero {
            true if is_shown(change.p_adjusted) => Evidence::Holds,
            true => Evidence::Alone,
            false => Evidence::None,
        }
    }
}

#[cfg(test)]
mod sample;
#[cfg(test)]
mod tests;
