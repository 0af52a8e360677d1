//! The steps of colour of a difference.

use koe_core::definition::Language;
use koe_core::release::Row;
use koe_stats::{Decimal, ratio};

use crate::typeset::signed;
use crate::verdict::Verdict;
use crate::wording::step_bound;

/// What lies under a difference.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Tint {
    /// Nothing: the figure is no difference.
    Plain,
    /// Nothing: the data cannot tell a difference.
    Untold,
    /// A step of the diverging ramp, −3 to 3.
    Step(i8),
}

impl Tint {
    /// The ground of a printed difference of a row: a colour only where it holds
    /// after adjustment for the number of comparisons.
    pub(super) fn of(row: &Row, difference: Decimal, bounds: &[Decimal; 3]) -> Self {
        match Verdict::of(row) {
            Verdict::Higher => Self::Step(steps(difference, bounds)),
            Verdict::Lower => Self::Step(-steps(difference, bounds)),
            Verdict::NotShown | Verdict::TooFew | Verdict::Withheld | Verdict::NotCompared => Self::Untold,
        }
    }
}

fn steps(difference: Decimal, bounds: &[Decimal; 3]) -> i8 {
    bounds.iter().map(|&bound| i8::from(difference.abs() >= bound)).sum()
}

/// From where a gap takes each step of colour: 0.05, 0.12 and 0.22 points of a
/// scale, fixed before looking, and the same part of a scale of 0 to 100.
pub(super) fn bounds((low, high): (i32, i32)) -> [Decimal; 3] {
    let span = high.saturating_sub(low);
    let whole = ratio(if span > 10 { span } else { 5 }, 5);
    [5, 12, 22].map(|hundredths| Decimal::round(&(ratio(hundredths, 100) * &whole), 2))
}

/// The colours of one side, darkest first, with what they stand for.
pub(super) fn key(bounds: &[Decimal; 3], below: bool, language: Language) -> Vec<(Tint, String)> {
    let zero = Decimal::round(&ratio(0, 1), 2);
    let entry = |(step, &bound): (i8, &Decimal)| {
        let (step, bound) = if below { (-step, zero - bound) } else { (step, bound) };
        (Tint::Step(step), step_bound(&signed(bound), below, language))
    };
    [3, 2, 1].into_iter().zip(bounds.iter().rev()).map(entry).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn colours_step_at_the_same_part_of_a_long_scale() {
        assert_eq!(bounds((1, 6)).map(|bound| bound.to_string()), ["0.05", "0.12", "0.22"]);
        assert_eq!(bounds((0, 100)).map(|bound| bound.to_string()), ["1.00", "2.40", "4.40"]);
    }

    #[test]
    fn steps_begin_at_their_bounds() {
        let bounds = bounds((1, 6));
        let printed = ["0.22", "-0.21", "0.12", "-0.11", "0.05", "0.04"].map(|text| text.parse().unwrap());
        assert_eq!(printed.map(|difference| steps(difference, &bounds)), [3, 2, 2, 1, 1, 0]);
    }

    #[test]
    fn the_key_says_both_sides_from_the_darkest() {
        let told =
            |below| key(&bounds((1, 6)), below, Language::Ja).into_iter().map(|(_, text)| text).collect::<Vec<_>>();
        assert_eq!(told(true), ["−0.22以下", "−0.12以下", "−0.05以下"]);
        assert_eq!(told(false), ["+0.22以上", "+0.12以上", "+0.05以上"]);
    }
}
