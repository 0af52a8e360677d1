//! Where the interval of a score is drawn: one rule for every picture, page and
//! native chart.

use koe_core::release::Row;
use koe_stats::Decimal;

use crate::typeset::interval_ends;

/// With fewer respondents a score has an open dot, and neither interval nor rank.
pub(crate) const FEW: u64 = 20;

/// The ends of a row's 95 % interval as they are printed, where it is drawn; a
/// score without one has an open dot.
pub(crate) fn drawn_interval(row: &Row, places: u32) -> Option<(Decimal, Decimal)> {
    let enough = row.respondents.is_some_and(|n| n >= FEW);
    interval_ends(row, places).filter(|_| enough)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sample::Sample;

    #[test]
    fn under_twenty_respondents_no_interval_is_drawn() {
        let row = |n: Option<u64>| Row { respondents: n, ..Sample::koriyama().rows[0].clone() };
        // 4.06 ± 0.051.
        let ends = Some(("4.01".parse().unwrap(), "4.11".parse().unwrap()));
        assert_eq!(drawn_interval(&row(Some(20)), 2), ends);
        assert_eq!(drawn_interval(&row(Some(19)), 2), None);
        assert_eq!(drawn_interval(&row(None), 2), None);
        assert_eq!(drawn_interval(&Row { ci_low: None, ..row(Some(2118)) }, 2), None);
    }
}
