//! The finite population correction.

use num_traits::Zero;

use crate::{Exact, ratio};

/// Returns the variance left when `respondents` of a known `headcount` answered.
///
/// Only for a headcount of exactly those who could have answered.
///
/// # Formula
///
/// V · (1 − R/N), with R respondents of N people.
///
/// # Unit and range
///
/// That of the variance; 0 when everybody answered.
///
/// # Undefined when
///
/// N < R or N = 0.
///
/// # Source
///
/// Cochran (1977), *Sampling Techniques*, 3rd ed., section 2.6: the factor
/// 1 − f, with f = R/N the sampling fraction.
///
/// # Example
///
/// ```
/// use koe_stats::{finite_population, ratio};
///
/// assert_eq!(finite_population(&ratio(1, 50), 80, 100), Some(ratio(1, 250)));
/// assert_eq!(finite_population(&ratio(1, 50), 100, 100), Some(ratio(0, 1)));
/// assert_eq!(finite_population(&ratio(1, 50), 101, 100), None);
/// ```
pub fn finite_population(variance: &Exact, respondents: u64, headcount: u64) -> Option<Exact> {
    if headcount.is_zero() {
        return None;
    }
    let absent = headcount.checked_sub(respondents)?;
    Some(variance * ratio(absent, headcount))
}
