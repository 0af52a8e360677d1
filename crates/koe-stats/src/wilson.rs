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
    // The upper bound is a sum of positive terms. The lower one is one minus the
    // upper bound for the failures, in the form that does not cancel: the two
    // roots multiply to x²/(n(n + z²)).
    let (x, failures, n) = (successes as f64, (n - successes) as f64, n as f64);
    let high = (x + z * z / 2.0 + z * (x * failures / n + z * z / 4.0).sqrt()) / (n + z * z);
    let low = if successes == 0 {
        0.0
    } else {
        x / n * (x / (n + z * z)) / high
    };
    let high = if failures > 0.0 { high.min(1.0) } else { 1.0 };
    Some(Interval::rounded(low, high))
}
