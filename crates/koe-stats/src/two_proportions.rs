//! The comparison of two independent shares.

use num_bigint::BigInt;

use crate::interval::is_confidence;
use crate::wilson::score_bounds;
use crate::{Exact, Interval, nearest_f64, normal_quantile, normal_tails, ratio, significant};

/// A share: so many of so many.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Share {
    /// How many have it.
    pub successes: u64,
    /// How many were asked.
    pub n: u64,
}

impl Share {
    fn is_possible(self) -> bool {
        self.n > 0 && self.successes <= self.n
    }

    fn exact(self) -> Exact {
        ratio(self.successes, self.n)
    }
}

/// The test of two shares against each other.
#[derive(Debug, Clone, PartialEq)]
pub struct TwoProportions {
    /// The first share less the second.
    pub difference: Exact,
    /// The statistic X², the square of z, to 12 significant digits.
    pub chi_square: f64,
    /// The two-sided p, to 12 significant digits.
    pub p: f64,
}

/// Tests whether two independent shares differ.
///
/// # Formula
///
/// z = (p₁ − p₂) / √(p̄(1 − p̄)(1/n₁ + 1/n₂)), with p̄ = (x₁ + x₂)/(n₁ + n₂), no
/// continuity correction; X² = z², p = P(|Z| > |z|).
///
/// # Unit and range
///
/// X² is 0 or more; p from 0 to 1, and 1 for equal shares.
///
/// # Undefined when
///
/// A group is empty, x > n, or all or none of both groups together have it.
///
/// # Source
///
/// Pearson (1900), *Philosophical Magazine* 50, 157–175, in the two-sample form
/// of Fleiss, Levin & Paik (2003), *Statistical Methods for Rates and
/// Proportions*, 3rd ed., section 3.1, without the correction.
///
/// # Example
///
/// ```
/// use koe_stats::{Share, ratio, two_proportions};
///
/// let (first, second) = (Share { successes: 30, n: 50 }, Share { successes: 20, n: 50 });
/// let test = two_proportions(first, second).ok_or("undefined")?;
/// assert_eq!((test.difference, test.chi_square, test.p), (ratio(1, 5), 4.0, 0.0455002638964));
/// # Ok::<(), &str>(())
/// ```
pub fn two_proportions(first: Share, second: Share) -> Option<TwoProportions> {
    if !first.is_possible() || !second.is_possible() {
        return None;
    }
    let (n1, n2) = (BigInt::from(first.n), BigInt::from(second.n));
    let successes = BigInt::from(first.successes) + second.successes;
    let failures = &n1 + &n2 - &successes;
    let spread = &successes * &failures * &n1 * &n2;
    if spread == BigInt::ZERO {
        return None;
    }
    let cross = &n2 * first.successes - &n1 * second.successes;
    let chi_square = nearest_f64(&ratio(&cross * &cross * (&n1 + &n2), spread));
    let p = normal_tails(chi_square.sqrt())?;
    Some(TwoProportions {
        difference: ratio(cross, n1 * n2),
        chi_square: significant(chi_square, 12),
        p: significant(p, 12),
    })
}

/// Returns Newcombe's interval for the difference of two independent shares.
///
/// # Formula
///
/// With Wilson's bounds l, u of each share p (no continuity correction) and
/// d = p₁ − p₂: from d − √((p₁ − l₁)² + (u₂ − p₂)²) to
/// d + √((u₁ − p₁)² + (p₂ − l₂)²).
///
/// # Unit and range
///
/// A difference of shares, within −1 to 1; contains d.
///
/// # Undefined when
///
/// A group is empty, x > n, or the confidence is not between 0 and 1.
///
/// # Source
///
/// Newcombe (1998), *Statist. Med.* 17, 873–890, method 10. It does not come
/// from the same statistic as the test, so that near the border one may call a
/// difference clear and the other not.
///
/// # Example
///
/// ```
/// use koe_stats::{Interval, Share, newcombe};
///
/// // Newcombe (1998), table II: 56/70 less 48/80 gives 0.0524 to 0.3339.
/// let interval = newcombe(Share { successes: 56, n: 70 }, Share { successes: 48, n: 80 }, 0.95);
/// assert_eq!(interval, Some(Interval { low: 0.0524314724024, high: 0.333872654037 }));
/// ```
pub fn newcombe(first: Share, second: Share, confidence: f64) -> Option<Interval> {
    if !first.is_possible() || !second.is_possible() || !is_confidence(confidence) {
        return None;
    }
    let z = normal_quantile((1.0 + confidence) / 2.0)?;
    let (below_1, above_1) = distances(first, z);
    let (below_2, above_2) = distances(second, z);
    let center = nearest_f64(&(first.exact() - second.exact()));
    let (low, high) = (center - libm::hypot(below_1, above_2), center + libm::hypot(above_1, below_2));
    Some(Interval::rounded(low.max(-1.0), high.min(1.0)))
}

/// How far Wilson's bounds lie below and above the share.
fn distances(share: Share, z: f64) -> (f64, f64) {
    let (low, high) = score_bounds(share.successes, share.n, z);
    let value = nearest_f64(&share.exact());
    (value - low, high - value)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{ChiSquare, chi_square};
    use num_traits::{Signed, Zero};
    use proptest::prelude::*;

    fn share() -> impl Strategy<Value = Share> {
        (1_u64..3000).prop_flat_map(|n| (0..=n).prop_map(move |successes| Share { successes, n }))
    }

    proptest! {
        #[test]
        fn is_the_chi_square_of_the_two_by_two_table(first in share(), second in share()) {
            let table = [first, second].map(|share| [share.successes, share.n - share.successes]);
            let whole = chi_square(&table).map(|ChiSquare { statistic, .. }| statistic);
            prop_assert_eq!(two_proportions(first, second).map(|test| test.chi_square), whole);
        }

        #[test]
        fn the_interval_holds_the_difference_and_turns_with_it(first in share(), second in share()) {
            let there = newcombe(first, second, 0.95).expect("an interval");
            let back = newcombe(second, first, 0.95).expect("an interval");
            prop_assert_eq!((there.low, there.high), (-back.high + 0.0, -back.low + 0.0));
            let difference = first.successes as f64 / first.n as f64 - second.successes as f64 / second.n as f64;
            prop_assert!(there.low <= difference + 1e-11 && difference - 1e-11 <= there.high);
            prop_assert!(-1.0 <= there.low && there.high <= 1.0);
        }
    }

    #[test]
    fn equal_shares_have_p_1() {
        let (first, second) = (Share { successes: 1, n: 3 }, Share { successes: 200, n: 600 });
        let test = two_proportions(first, second).expect("some have it and some do not");
        assert!(test.difference.is_zero() && !test.difference.is_negative());
        assert_eq!((test.chi_square, test.p), (0.0, 1.0));
    }

    #[test]
    fn all_or_none_leave_an_interval_but_no_test() {
        for successes in [0, 9] {
            let share = Share { successes, n: 9 };
            assert_eq!(two_proportions(share, share), None);
            assert!(newcombe(share, share, 0.95).is_some());
        }
    }

    #[test]
    fn undefined_outside_its_domain() {
        let good = Share { successes: 1, n: 2 };
        for bad in [Share { successes: 0, n: 0 }, Share { successes: 3, n: 2 }] {
            assert_eq!(two_proportions(bad, good), None);
            assert_eq!(newcombe(good, bad, 0.95), None);
        }
        assert_eq!(newcombe(good, good, 1.0), None);
    }

    #[test]
    fn very_many_respondents_do_not_overflow() {
        let (all, none) = (Share { successes: u64::MAX, n: u64::MAX }, Share { successes: 0, n: u64::MAX });
        assert_eq!(two_proportions(all, none).map(|test| test.p), Some(0.0));
        assert!(newcombe(all, none, 0.95).is_some());
    }
}
