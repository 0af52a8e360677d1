//! Wilson's interval for a share.

use crate::{Interval, interval::is_confidence, normal_quantile};

/// Returns Wilson's score interval for the share of `successes` among `n`.
///
/// # Formula
///
/// (x + z²/2 ± z √(x(n − x)/n + z²/4)) / (n + z²), with z the normal quantile
/// of 1 − α/2; no continuity correction.
///
/// # Unit and range
///
/// A share from 0 to 1. The interval contains x/n; 0 of n gives exactly 0 as
/// the lower bound, n of n exactly 1 as the upper one.
///
/// # Undefined when
///
/// n = 0, x > n, or the confidence is not between 0 and 1.
///
/// # Source
///
/// Wilson (1927), *JASA* 22(158), 209–212; Newcombe (1998), *Statist. Med.* 17,
/// 857–872, method 3.
///
/// # Example
///
/// ```
/// use koe_stats::{Interval, wilson};
///
/// // Newcombe (1998), table I: 81 of 263 gives 0.2553 to 0.3662.
/// let interval = wilson(81, 263, 0.95);
/// assert_eq!(interval, Some(Interval { low: 0.255288519878, high: 0.366209576983 }));
/// assert_eq!(wilson(0, 0, 0.95), None);
/// ```
pub fn wilson(successes: u64, n: u64, confidence: f64) -> Option<Interval> {
    if n == 0 || successes > n || !is_confidence(confidence) {
        return None;
    }
    let z = normal_quantile((1.0 + confidence) / 2.0)?;
    let (low, high) = score_bounds(successes, n, z);
    Some(Interval::rounded(low, high))
}

/// Wilson's bounds for a normal quantile z, not rounded.
pub(crate) fn score_bounds(successes: u64, n: u64, z: f64) -> (f64, f64) {
    // The upper bound is a sum of positive terms. The lower one is one minus the
    // upper bound for the failures, in the form that does not cancel: the two
    // roots multiply to x²/(n(n + z²)).
    let (x, failures, n) = (successes as f64, (n - successes) as f64, n as f64);
    let high = (x + z * z / 2.0 + z * (x * failures / n + z * z / 4.0).sqrt()) / (n + z * z);
    let low = if successes == 0 { 0.0 } else { x / n * (x / (n + z * z)) / high };
    let high = if failures > 0.0 { high.min(1.0) } else { 1.0 };
    (low, high)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn lies_within_0_and_1_around_the_share(
            (n, successes) in (1_u64..1_000_000).prop_flat_map(|n| (Just(n), 0..=n)),
            confidence in 0.01..0.999_f64,
        ) {
            let share = successes as f64 / n as f64;
            let interval = wilson(successes, n, confidence);
            prop_assert!(
                interval.is_some_and(|i| 0.0 <= i.low && i.low <= share && share <= i.high && i.high <= 1.0),
                "{interval:?} around {share}"
            );
        }

        #[test]
        fn failures_mirror_successes((n, x) in (1_u64..100_000).prop_flat_map(|n| (Just(n), 0..=n))) {
            let mirrored = wilson(x, n, 0.95).zip(wilson(n - x, n, 0.95));
            let off = mirrored.map(|(a, b)| (a.low + b.high - 1.0).abs().max((a.high + b.low - 1.0).abs()));
            prop_assert!(off.is_some_and(|off| off < 1e-11), "{off:?}");
        }
    }

    #[test]
    fn ends_are_exact() {
        // So little confidence that z is 0 leaves the share itself.
        for (n, confidence) in [(1, 0.95), (3, 0.9), (7, 1e-17), (2118, 0.95), (999_983, 0.99)] {
            let (none, all) = (wilson(0, n, confidence), wilson(n, n, confidence));
            assert_eq!(none.map(|i| i.low.to_bits()), Some(0.0_f64.to_bits()), "0 of {n}");
            assert_eq!(all.map(|i| i.high), Some(1.0), "{n} of {n}");
        }
    }

    #[test]
    fn undefined_outside_its_domain() {
        for (successes, n, confidence) in [(0, 0, 0.95), (3, 2, 0.95), (1, 2, 0.0), (1, 2, 1.0), (1, 2, f64::NAN)] {
            assert_eq!(wilson(successes, n, confidence), None);
        }
    }
}
