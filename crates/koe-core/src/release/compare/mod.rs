//! Comparisons, once it is known which rows are shown: differences of shown
//! scores, tests and effects where both sides have enough respondents, and over
//! all units of an attribute what the shown ones and one remainder give.

mod families;
mod omnibus;
mod pairwise;
mod ranks;

use families::{Families, Member};
pub(super) use pairwise::sample;
use rayon::prelude::*;

use super::{About, Compared, Comparison, Level, Omnibus, Row};
use crate::compare::{Comparing, Test};
use crate::findings::{Finding, Pairs};

/// What is compared, and what of it is shown.
struct Run<'a> {
    about: &'a About,
    findings: &'a [Finding],
    rows: &'a [Row],
    /// Rows of a segment.
    lines: usize,
}

/// The units of an attribute, or of several that are crossed.
struct Units {
    attributes: Vec<String>,
    /// Numbers of the segments.
    groups: Vec<usize>,
}

/// Adds to the rows what they are compared with, and returns what was compared.
pub(super) fn compare(about: &About, findings: &[Finding], pairs: &Pairs, lines: usize, rows: &mut [Row]) -> Compared {
    let run = Run { about, findings, rows, lines };
    let mut comparisons: Vec<Comparison> =
        (0..rows.len()).into_par_iter().map(|row| run.comparison(row, pairs)).collect();
    let (mut families, mut omnibus) = (Families::default(), Vec::new());
    for units in run.units() {
        for row in units.groups.iter().flat_map(|&group| run.at(group, 0)..run.at(group + 1, 0)) {
            families.add_row(&units.attributes, run.rows[row].level, row, &comparisons[row]);
        }
        let told: Vec<_> =
            (0..lines).into_par_iter().map(|line| (run.omnibus(&units, line), run.ranks(&units, line))).collect();
        for (tests, ranks) in told {
            for test in tests {
                families.add(&units.attributes, test.level, test.test, Member::Omnibus(omnibus.len()), test.p);
                omnibus.push(test);
            }
            for (row, ranks) in ranks {
                let comparison = &mut comparisons[row];
                comparison.rank_low = Some(ranks.best as u64);
                comparison.rank_high = Some(ranks.worst as u64);
                comparison.ranked = Some(ranks.of as u64);
            }
        }
    }
    let families = families.adjust(pairs.asked.adjustment, &mut comparisons, &mut omnibus);
    for (row, comparison) in rows.iter_mut().zip(comparisons) {
        row.comparison = Some(comparison);
    }
    let Comparing { versus, adjustment, .. } = pairs.asked.clone();
    Compared { versus, adjustment, families, omnibus }
}

impl Run<'_> {
    /// Smallest number of respondents on either side of a test.
    fn least(&self) -> u64 {
        self.about.min_detail.max(self.about.min_respondents)
    }

    /// The segments by what they are values of, in the order of the rows.
    fn units(&self) -> Vec<Units> {
        let filter = self.about.filter.0.len();
        let mut all: Vec<Units> = Vec::new();
        for (group, finding) in self.findings.iter().step_by(self.lines.max(1)).enumerate().skip(1) {
            let own = finding.segment.0.iter().skip(filter).map(|(name, _)| name.clone());
            let attributes: Vec<String> = own.collect();
            match all.iter_mut().find(|units| units.attributes == attributes) {
                Some(units) => units.groups.push(group),
                None => all.push(Units { attributes, groups: vec![group] }),
            }
        }
        all
    }

    /// The row of a segment.
    fn at(&self, group: usize, line: usize) -> usize {
        group * self.lines + line
    }
}
