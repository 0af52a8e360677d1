//! The F distribution.

use crate::beta::incomplete_beta;

/// Returns the probability that an F variable with `df1` and `df2` degrees of
/// freedom exceeds `f`. The degrees of freedom need not be whole (Welch).
///
/// # Formula
///
/// P(F > f) = I_x(df2/2, df1/2) with x = df2/(df2 + df1 f), I being the
/// regularised incomplete beta function.
///
/// # Unit and range
///
/// A probability from 0 to 1; not rounded. Right to 1e-11 relative down to 1e-300.
///
/// # Undefined when
///
/// f < 0, or a df is not a positive finite number.
///
/// # Source
///
/// NIST DLMF 8.17.2 and 8.17.22; Loader (2000), *Fast and accurate computation
/// of binomial probabilities*; Johnson, Kotz & Balakrishnan (1995), *Continuous
/// Univariate Distributions* 2, eq. 27.5. Logarithm and exponential come from
/// the `libm` crate, so that every platform gives the same bits.
///
/// # Example
///
/// ```
/// use koe_stats::{f_tail, significant};
///
/// // With 2 and 2 degrees of freedom P(F > f) = 1/(1 + f).
/// assert_eq!(f_tail(3.0, 2.0, 2.0).map(|p| significant(p, 12)), Some(0.25));
/// assert_eq!(f_tail(-1.0, 2.0, 2.0), None);
/// ```
pub fn f_tail(f: f64, df1: f64, df2: f64) -> Option<f64> {
    let positive = |df: f64| df > 0.0 && df.is_finite();
    if !(f >= 0.0 && positive(df1) && positive(df2)) {
        return None;
    }
    let scaled = df1 / df2 * f;
    let (x, y) = (1.0 / (1.0 + scaled), scaled / (1.0 + scaled));
    // An infinite f leaves nothing above it.
    if !y.is_finite() {
        return Some(0.0);
    }
    if y <= 0.0 {
        return Some(1.0);
    }
    Some(incomplete_beta(df2 / 2.0, df1 / 2.0, x, y))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::t_tails;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn one_and_many_is_the_square_of_t(t in 0.0..40.0_f64, df in 1.0..1e5_f64) {
            let both = f_tail(t * t, 1.0, df).zip(t_tails(t, df));
            prop_assert!(both.is_some_and(|(f, t)| (f - t).abs() <= 1e-11 * t), "{both:?}");
        }

        #[test]
        fn the_two_tails_are_a_whole(f in 1e-3..1e3_f64, df1 in 1.0..500.0_f64, df2 in 1.0..500.0_f64) {
            let both = f_tail(f, df1, df2).zip(f_tail(1.0 / f, df2, df1));
            prop_assert!(both.is_some_and(|(above, below)| (above + below - 1.0).abs() < 1e-12), "{both:?}");
        }
    }

    #[test]
    fn the_ends_are_certain() {
        assert_eq!(f_tail(0.0, 3.0, 9.0), Some(1.0));
        assert_eq!(f_tail(f64::INFINITY, 3.0, 9.0), Some(0.0));
    }

    #[test]
    fn undefined_outside_its_domain() {
        for (f, df1, df2) in [(-1.0, 1.0, 1.0), (f64::NAN, 1.0, 1.0), (1.0, 0.0, 1.0), (1.0, 1.0, f64::INFINITY)] {
            assert_eq!(f_tail(f, df1, df2), None, "{f} {df1} {df2}");
        }
    }
}
