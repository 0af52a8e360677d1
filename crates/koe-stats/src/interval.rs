//! Confidence intervals.

use num_traits::Signed;

use crate::{Exact, nearest_f64, significant, t_quantile};

/// A confidence interval; both bounds are written to 12 significant digits.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Interval {
    /// The lower bound.
    pub low: f64,
    /// The upper bound.
    pub high: f64,
}

impl Interval {
    /// Returns the t interval around an estimate, from its variance.
    ///
    /// `variance` is that of the estimate itself (s²/n for a mean, not s²),
    /// `df` its degrees of freedom, `confidence` for example 0.95.
    ///
    /// # Formula
    ///
    /// center ± t(1 − α/2, df) · √V, with α = 1 − confidence.
    ///
    /// # Unit and range
    ///
    /// That of the estimate. The bounds may lie outside the scale.
    ///
    /// # Undefined when
    ///
    /// df = 0, V < 0, or the confidence is not between 0 and 1.
    ///
    /// # Source
    ///
    /// Student (1908), *Biometrika* 6(1), 1–25; Cochran (1977), *Sampling
    /// Techniques*, 3rd ed., section 2.8 (with t for small samples).
    ///
    /// # Example
    ///
    /// ```
    /// use koe_stats::{Interval, ratio};
    ///
    /// let interval = Interval::around(&ratio(7, 2), &ratio(1, 4), 10, 0.95);
    /// assert_eq!(interval, Some(Interval { low: 2.38593057401, high: 4.61406942599 }));
    /// assert_eq!(Interval::around(&ratio(7, 2), &ratio(1, 4), 0, 0.95), None);
    /// ```
    pub fn around(center: &Exact, variance: &Exact, df: u64, confidence: f64) -> Option<Self> {
        if variance.is_negative() || !is_confidence(confidence) {
            return None;
        }
        let half = t_quantile((1.0 + confidence) / 2.0, df as f64)? * nearest_f64(variance).sqrt();
        let center = nearest_f64(center);
        Some(Self::rounded(center - half, center + half))
    }

    pub(crate) fn rounded(low: f64, high: f64) -> Self {
        // Adding zero turns a negative zero into a plain one.
        Self { low: significant(low, 12) + 0.0, high: significant(high, 12) + 0.0 }
    }
}

/// Says whether a confidence level lies strictly between 0 and 1.
pub(crate) fn is_confidence(level: f64) -> bool {
    level > 0.0 && level < 1.0
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ratio;

    #[test]
    fn no_spread_gives_an_interval_of_one_point() {
        let interval = Interval::around(&ratio(10, 3), &ratio(0, 1), 5, 0.95);
        assert_eq!(interval, Some(Interval { low: 3.33333333333, high: 3.33333333333 }));
    }

    #[test]
    fn undefined_outside_its_domain() {
        let one = ratio(1, 1);
        for (variance, df, confidence) in [(1, 0, 0.95), (-1, 5, 0.95), (1, 5, 0.0), (1, 5, 1.0), (1, 5, f64::NAN)] {
            assert_eq!(Interval::around(&one, &ratio(variance, 1), df, confidence), None);
        }
    }

    #[test]
    fn there_is_no_negative_zero() {
        let interval = Interval::rounded(-0.0, -0.0);
        assert_eq!((interval.low.to_bits(), interval.high.to_bits()), (0, 0));
    }
}
