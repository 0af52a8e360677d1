//! The chi-square distribution.

use crate::gamma::upper_gamma;

/// Returns the probability that a chi-square variable with `df` degrees of
/// freedom exceeds `x`.
///
/// # Formula
///
/// P(X² > x) = Q(df/2, x/2), Q being the regularised upper incomplete gamma
/// function.
///
/// # Unit and range
///
/// A probability from 0 to 1; not rounded. Right to 1e-11 relative down to 1e-300.
///
/// # Undefined when
///
/// x < 0 or infinite, or df = 0.
///
/// # Source
///
/// NIST DLMF 8.2.4, 8.9.2 and 8.11.4; Loader (2000), *Fast and accurate
/// computation of binomial probabilities*. Logarithm and exponential come from
/// the `libm` crate, so that every platform gives the same bits.
///
/// # Example
///
/// ```
/// use koe_stats::{chi_square_tail, significant};
///
/// // With 2 degrees of freedom P(X² > x) = exp(−x/2).
/// assert_eq!(chi_square_tail(6.0, 2).map(|p| significant(p, 12)), Some(0.0497870683679));
/// assert_eq!(chi_square_tail(6.0, 0), None);
/// ```
pub fn chi_square_tail(x: f64, df: u64) -> Option<f64> {
    if !(x >= 0.0 && x.is_finite()) || df == 0 {
        return None;
    }
    if x <= 0.0 {
        return Some(1.0);
    }
    Some(upper_gamma(df as f64 / 2.0, x / 2.0))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::normal_tails;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn one_degree_is_the_square_of_a_normal(z in 1e-6..36.0_f64) {
            let both = chi_square_tail(z * z, 1).zip(normal_tails(z));
            prop_assert!(both.is_some_and(|(x, z)| (x - z).abs() <= 1e-11 * z), "{both:?}");
        }

        #[test]
        fn even_degrees_are_a_sum_of_poisson_terms(x in 0.01..200.0_f64, half in 1_u64..40) {
            let terms = (0..half).scan(1.0, |term, n| {
                let this = *term;
                *term *= x / 2.0 / (n + 1) as f64;
                Some(this)
            });
            let expected = terms.sum::<f64>() * (-x / 2.0).exp();
            let p = chi_square_tail(x, 2 * half);
            prop_assert!(p.is_some_and(|p| (p - expected).abs() <= 1e-11 * expected), "{p:?} {expected}");
        }
    }

    #[test]
    fn nothing_is_below_zero() {
        assert_eq!(chi_square_tail(0.0, 3), Some(1.0));
        for x in [-1.0, f64::NAN, f64::INFINITY] {
            assert_eq!(chi_square_tail(x, 3), None, "{x}");
        }
    }
}
