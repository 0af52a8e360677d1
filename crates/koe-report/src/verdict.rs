//! What a comparison shows, from what is printed of it.

use koe_core::release::{Comparison, Level, Row};
use koe_stats::Decimal;

use crate::figures::Figures;
use crate::typeset::printed;

/// Digits after the point of a printed p-value.
const P_PLACES: u32 = 3;
/// The same of a printed effect.
pub(crate) const EFFECT_PLACES: u32 = 2;

/// What the difference of a row and the one it is compared with comes to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Verdict {
    /// Higher, after adjustment for the number of comparisons.
    Higher,
    /// Lower, after adjustment.
    Lower,
    /// The data do not show that they differ.
    NotShown,
    /// Too few respondents on one side for an interval.
    TooFew,
    /// What it would be compared with is withheld.
    Withheld,
    /// There is nothing to compare it with.
    NotCompared,
}

impl Verdict {
    /// The verdict on a shown row: higher or lower only where the printed
    /// adjusted p is under 0.05 and the printed difference is not zero.
    pub(crate) fn of(row: &Row) -> Self {
        let Some(own) = &row.comparison else { return Self::NotCompared };
        let Some(difference) = own.difference_text else {
            return if own.versus.is_some() { Self::Withheld } else { Self::NotCompared };
        };
        match p_printed(own.p_adjusted) {
            None if own.difference_low.is_none() && own.effect.is_none() => Self::TooFew,
            Some(p) if is_small(p) && difference.is_negative() => Self::Lower,
            Some(p) if is_small(p) && !difference.is_zero() => Self::Higher,
            _ => Self::NotShown,
        }
    }
}

/// Whether an adjusted p, as printed, is under 0.05.
pub(crate) fn is_shown(p: Option<f64>) -> bool {
    p_printed(p).is_some_and(is_small)
}

fn is_small(p: Decimal) -> bool {
    p.exact() < koe_stats::ratio(5, 100)
}

fn p_printed(p: Option<f64>) -> Option<Decimal> {
    printed(p?, P_PLACES)
}

/// A p-value as printed: 0.013, <0.001.
pub(crate) fn p_text(p: Option<f64>) -> Option<String> {
    let text = p_printed(p)?;
    Some(if text.is_zero() { "<0.001".to_owned() } else { text.to_string() })
}

/// The interval of a difference and the printed g of a comparison.
pub(crate) fn ends(own: &Comparison) -> Option<(f64, f64)> {
    Some((own.difference_low?, own.difference_high?))
}

impl Figures<'_> {
    /// Whether the printed difference of any score and its printed g point opposite ways.
    pub(crate) fn has_opposite_signs(self) -> bool {
        self.rows.iter().any(is_opposite)
    }
}

/// Whether the printed difference of a score and the printed g point opposite ways.
fn is_opposite(row: &Row) -> bool {
    let Some(own) = row.comparison.as_ref().filter(|_| row.level != Level::Item) else { return false };
    let effect = own.effect.and_then(|effect| printed(effect, EFFECT_PLACES));
    own.difference_text.zip(effect).is_some_and(|(difference, effect)| {
        let is_told = !difference.is_zero() && !effect.is_zero();
        is_told && difference.is_negative() != effect.is_negative()
    })
}

#[cfg(test)]
mod tests {
    use koe_core::release::Row;

    use super::*;

    fn row(difference: &str, p: Option<f64>, interval: bool) -> Row {
        let ends = interval.then_some(0.1);
        let comparison = Comparison {
            difference_text: Some(difference.parse().expect("a decimal")),
            p_adjusted: p,
            difference_low: ends,
            difference_high: ends,
            ..Comparison::default()
        };
        Row { comparison: Some(comparison), ..Row::default() }
    }

    #[test]
    fn the_verdict_never_says_more_than_what_is_printed() {
        assert_eq!(Verdict::of(&row("0.21", Some(0.01), true)), Verdict::Higher);
        assert_eq!(Verdict::of(&row("-0.21", Some(0.01), true)), Verdict::Lower);
        assert_eq!(Verdict::of(&row("0.00", Some(0.01), true)), Verdict::NotShown);
        // Prints as 0.050.
        assert_eq!(Verdict::of(&row("0.21", Some(0.0496), true)), Verdict::NotShown);
        assert_eq!(Verdict::of(&row("0.21", None, false)), Verdict::TooFew);
        assert_eq!(Verdict::of(&row("0.00", None, true)), Verdict::NotShown);
        assert_eq!(Verdict::of(&Row::default()), Verdict::NotCompared);
        let versus = Some(koe_core::release::Segment::default());
        let comparison = Some(Comparison { versus, ..Comparison::default() });
        assert_eq!(Verdict::of(&Row { comparison, ..Row::default() }), Verdict::Withheld);
        assert_eq!(p_text(Some(0.0004)).as_deref(), Some("<0.001"));
        assert_eq!(p_text(Some(0.0005)).as_deref(), Some("0.001"));
    }
}
