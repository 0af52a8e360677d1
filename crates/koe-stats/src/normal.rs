//! The standard normal distribution.

use std::f64::consts::{PI, SQRT_2};

use statrs::distribution::{ContinuousCDF, Normal};

use crate::significant;

/// Returns the value that a standard normal variable stays below with
/// probability `p`.
///
/// # Formula
///
/// The root z of Φ(z) = p.
///
/// # Unit and range
///
/// In standard deviations; any real number, antisymmetric around p = ½.
///
/// # Undefined when
///
/// p is not strictly between 0 and 1.
///
/// # Source
///
/// NIST DLMF 7.17 (inverse error functions) and 3.8 (Halley's rule): the root by statrs, kept to 8 digits, then
/// one step of Halley's rule on Φ from the `libm` crate. The step triples the
/// digits, and the result owes nothing to the platform's mathematics library.
///
/// # Example
///
/// ```
/// use koe_stats::{normal_quantile, significant};
///
/// let z = normal_quantile(0.975).map(|z| significant(z, 12));
/// assert_eq!(z, Some(1.95996398454));
/// assert_eq!(normal_quantile(1.0), None);
/// ```
pub fn normal_quantile(p: f64) -> Option<f64> {
    if !(p > 0.0 && p < 1.0) {
        return None;
    }
    // 1 − p is exact from one half up, so that nothing is lost in the upper tail.
    let tail = p.min(1.0 - p);
    let start = significant(Normal::standard().inverse_cdf(tail), 8);
    let density = libm::exp(-start * start / 2.0) / (2.0 * PI).sqrt();
    // Near the median the distance from it is compared, so that nothing cancels.
    let excess = if tail < 0.25 {
        libm::erfc(-start / SQRT_2) / 2.0 - tail
    } else {
        (1.0 - 2.0 * tail - libm::erf(-start / SQRT_2)) / 2.0
    };
    let newton = excess / density;
    let z = start - newton / (1.0 + start * newton / 2.0);
    Some(if p > 0.5 { -z } else { z })
}

/// Returns the probability that a standard normal variable lies further from
/// zero than `z`, on either side: the two-sided p of a z test.
///
/// # Formula
///
/// P(|Z| > |z|) = erfc(|z|/√2)
///
/// # Unit and range
///
/// A probability from 0 to 1; not rounded. Right to 1e-12 relative down to 1e-300.
///
/// # Undefined when
///
/// z is not a number.
///
/// # Source
///
/// NIST DLMF 7.2.2, with erfc from the `libm` crate.
///
/// # Example
///
/// ```
/// use koe_stats::{normal_tails, significant};
///
/// assert_eq!(normal_tails(-1.96).map(|p| significant(p, 12)), Some(0.0499957902964));
/// ```
pub fn normal_tails(z: f64) -> Option<f64> {
    (!z.is_nan()).then(|| libm::erfc(z.abs() / SQRT_2))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn rises_and_is_antisymmetric(p in 0.5..1.0_f64, step in 1e-9..0.1_f64) {
            // 1 − p is exact here, so that both sides ask for the same tail.
            prop_assert_eq!(normal_quantile(1.0 - p).map(|z| -z + 0.0), normal_quantile(p));
            prop_assert!(normal_quantile(p - step) < normal_quantile(p));
        }
    }

    #[test]
    fn everything_lies_outside_of_zero() {
        assert_eq!([0.0, f64::INFINITY, f64::NAN].map(normal_tails), [Some(1.0), Some(0.0), None]);
    }

    #[test]
    fn undefined_outside_its_domain() {
        for p in [0.0, 1.0, -0.1, f64::NAN] {
            assert_eq!(normal_quantile(p), None, "{p}");
        }
    }
}
