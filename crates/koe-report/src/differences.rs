//! The largest differences from what units are compared with, where they hold
//! after adjustment.

use std::cmp::Reverse;

use koe_core::release::{Comparison, Level, Row};
use koe_stats::Decimal;

use crate::figures::Figures;
use crate::verdict::Verdict;

/// How many differences are told.
const MOST: usize = 5;

/// A unit, or a cell of two attributes crossed, that differs.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Difference<'a> {
    pub(crate) row: &'a Row,
    pub(crate) own: &'a Comparison,
    /// As printed.
    pub(crate) printed: Decimal,
}

impl<'a> Figures<'a> {
    /// The differences that hold after adjustment for the number of comparisons,
    /// largest printed one first: of each unit and crossed pair its largest, in
    /// overall or a top category on the scale of overall; no pair that differs as
    /// one of its units does. Equal ones: more
    /// respondents first, then in the order of the rows.
    pub(crate) fn differences(self) -> Vec<Difference<'a>> {
        let mut all: Vec<Difference<'a>> = Vec::new();
        for rows in self.parts().into_iter().filter(|part| part.wave == self.about.wave).map(|part| part.rows) {
            let told = rows.iter().filter(|row| matches!(row.level, Level::Overall | Level::Category));
            let shown = told.filter(|row| row.comparable).filter_map(Difference::of);
            // The first of equal ones, which is overall where it is among them.
            all.extend(shown.rev().max_by_key(|difference| difference.printed.abs()));
        }
        self.tell_once(&mut all);
        all.sort_by_key(|it| (Reverse(it.printed.abs()), Reverse(it.row.respondents)));
        all.truncate(MOST);
        all
    }

    /// Leaves out pairs whose unit is told itself, the same way: they are largely
    /// the same people.
    fn tell_once(self, all: &mut Vec<Difference<'a>>) {
        let own = |it: &Difference<'a>| it.row.segment.0.get(self.about.filter.0.len()..).unwrap_or_default();
        let units: Vec<(&(String, String), bool)> = all
            .iter()
            .filter_map(|it| match own(it) {
                [unit] => Some((unit, it.printed.is_negative())),
                _ => None,
            })
            .collect();
        all.retain(|it| {
            let is_in = |&(unit, below): &(&(String, String), bool)| {
                own(it).contains(unit) && it.printed.is_negative() == below
            };
            own(it).len() < 2 || !units.iter().any(is_in)
        });
    }
}

impl<'a> Difference<'a> {
    fn of(row: &'a Row) -> Option<Self> {
        let own = row.comparison.as_ref()?;
        let printed = own.difference_text?;
        matches!(Verdict::of(row), Verdict::Higher | Verdict::Lower).then_some(Self { row, own, printed })
    }
}

#[cfg(test)]
mod tests {
    use crate::sample::Sample;

    #[test]
    fn each_unit_is_told_once_by_its_largest_difference_that_holds() {
        let mut sample = Sample::koriyama();
        for unit in ["総務部", "環境部", "財務部"] {
            sample = sample.with_segment("部局", unit);
        }
        sample.compared("総務部", "0.21", 0.012, (2, 2, 3));
        sample.compared("環境部", "-0.30", 0.001, (1, 1, 3));
        // Prints as 0.050: not told.
        sample.compared("財務部", "0.90", 0.0499, (3, 3, 3));
        let told: Vec<(String, String, String)> = sample
            .figures()
            .differences()
            .iter()
            .map(|it| (it.row.segment.0[0].1.clone(), it.row.code.clone(), it.printed.to_string()))
            .collect();
        let expected = [("環境部", "overall", "0.30"), ("総務部", "overall", "-0.21")];
        assert_eq!(told, expected.map(|(unit, code, by)| (unit.to_owned(), code.to_owned(), by.to_owned())));
    }

    #[test]
    fn a_pair_is_told_only_where_its_units_do_not_differ_the_same_way() {
        let mut sample = Sample::koriyama().with_segment("部局", "総務部").with_segment("年代", "30代");
        sample = sample.with_cross([("年代", "30代"), ("部局", "総務部")]);
        sample = sample.with_cross([("年代", "40代"), ("部局", "総務部")]);
        // The last condition of both pairs is the unit, and so they are bent with it.
        sample.compared("総務部", "0.21", 0.012, (2, 2, 3));
        let told = sample.figures().differences();
        assert_eq!(told.len(), 1, "the unit and not the pairs in it");
        assert_eq!(told[0].row.segment.0.len(), 1);
        for row in sample.rows.iter_mut().filter(|row| row.segment.0.len() == 1) {
            row.comparison = None;
        }
        assert_eq!(sample.figures().differences().len(), 2, "the pairs, where the unit does not differ");
    }
}
