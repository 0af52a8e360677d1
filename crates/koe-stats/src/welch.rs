//! Welch's comparison of two independent estimates.

use num_traits::{Signed, Zero};

use crate::interval::is_confidence;
use crate::{Estimate, Exact, Interval, nearest_f64, significant, t_quantile, t_tails};

/// The difference of two independent estimates and how sure it is.
#[derive(Debug, Clone, PartialEq)]
pub struct Welch {
    /// The first estimate less the second.
    pub difference: Exact,
    /// The variance of the difference, above 0.
    pub variance: Exact,
    /// The Welch–Satterthwaite degrees of freedom, to 12 significant digits.
    pub df: f64,
    /// The two-sided p of the t test that the estimates differ by nothing, to
    /// 12 significant digits.
    pub p: f64,
}

/// Compares two independent estimates without assuming equal variances.
///
/// Serves means of answers (V = s²/n, df n − 1) and composite scores (variance
/// of a [`RatioSums`](crate::RatioSums) or of respondents' own means, df R − 1)
/// alike. Nobody may be in both groups.
///
/// # Formula
///
/// t = (x₁ − x₂)/√(V₁ + V₂), df = (V₁ + V₂)² / (V₁²/df₁ + V₂²/df₂),
/// p = P(|T| > |t|).
///
/// # Unit and range
///
/// The difference in the unit of the estimates; p from 0 to 1, and 1 for equal
/// estimates; df between the smaller of the two and their sum.
///
/// # Undefined when
///
/// Neither estimate varies (V₁ + V₂ = 0), a variance is negative, or a df is 0.
///
/// # Source
///
/// Welch (1947), *Biometrika* 34, 28–35; Satterthwaite (1946), *Biometrics
/// Bulletin* 2(6), 110–114, eq. 17.
///
/// # Example
///
/// ```
/// use koe_stats::{Estimate, Interval, ratio, welch};
///
/// let first = Estimate { value: ratio(7, 2), variance: ratio(1, 50), df: 24 };
/// let second = Estimate { value: ratio(3, 1), variance: ratio(1, 25), df: 10 };
/// let welch = welch(&first, &second).ok_or("no variance")?;
/// assert_eq!((&welch.difference, welch.df), (&ratio(1, 2), 20.3773584906));
/// assert_eq!(welch.p, 0.0543905631616);
/// let interval = welch.interval(0.95);
/// assert_eq!(interval, Some(Interval { low: -0.0103486937694, high: 1.01034869377 }));
/// # Ok::<(), &str>(())
/// ```
pub fn welch(first: &Estimate, second: &Estimate) -> Option<Welch> {
    let variance = &first.variance + &second.variance;
    let negative = first.variance.is_negative() || second.variance.is_negative();
    if negative || variance.is_zero() || first.df == 0 || second.df == 0 {
        return None;
    }
    let difference = &first.value - &second.value;
    // The share of each variance, so that no square leaves the range of a double.
    let share = nearest_f64(&(&first.variance / &variance));
    let rest = nearest_f64(&(&second.variance / &variance));
    let df = 1.0 / (share * share / first.df as f64 + rest * rest / second.df as f64);
    let t = nearest_f64(&difference) / nearest_f64(&variance).sqrt();
    let p = significant(t_tails(t, df)?, 12);
    Some(Welch { difference, variance, df: significant(df, 12), p })
}

impl Welch {
    /// Returns the t interval of the difference; `None` unless the confidence
    /// is between 0 and 1. A joint interval of m comparisons after Bonferroni
    /// has the confidence 1 − α/m.
    ///
    /// # Formula
    ///
    /// (x₁ − x₂) ± t(1 − α/2, df) · √(V₁ + V₂), with α = 1 − confidence.
    pub fn interval(&self, confidence: f64) -> Option<Interval> {
        if !is_confidence(confidence) {
            return None;
        }
        let half = t_quantile((1.0 + confidence) / 2.0, self.df)? * nearest_f64(&self.variance).sqrt();
        let center = nearest_f64(&self.difference);
        Some(Interval::rounded(center - half, center + half))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Sample, ratio};
    use proptest::prelude::*;

    fn estimate() -> impl Strategy<Value = Estimate> {
        (-500_i64..500, 1_i64..1000, 1_u64..3000).prop_map(|(value, variance, df)| Estimate {
            value: ratio(value, 100),
            variance: ratio(variance, 10_000),
            df,
        })
    }

    proptest! {
        #[test]
        fn the_other_way_round_only_the_sign_changes(first in estimate(), second in estimate()) {
            let (there, back) = (welch(&first, &second), welch(&second, &first));
            let (there, back) = there.zip(back).expect("both vary");
            prop_assert_eq!((&there.difference, there.p, there.df), (&-back.difference, back.p, back.df));
        }

        #[test]
        fn degrees_of_freedom_lie_between_the_smaller_and_the_sum(first in estimate(), second in estimate()) {
            let df = welch(&first, &second).expect("both vary").df;
            let (few, sum) = (first.df.min(second.df) as f64, (first.df + second.df) as f64);
            prop_assert!(few * (1.0 - 1e-11) <= df && df <= sum * (1.0 + 1e-11), "{df}");
        }

        #[test]
        fn the_interval_holds_zero_exactly_when_p_is_above_alpha(first in estimate(), second in estimate()) {
            let welch = welch(&first, &second).expect("both vary");
            let interval = welch.interval(0.95).expect("a confidence");
            // Within rounding of the border either answer is right.
            prop_assume!((welch.p - 0.05).abs() > 1e-9);
            prop_assert_eq!(interval.low <= 0.0 && 0.0 <= interval.high, welch.p > 0.05);
        }
    }

    #[test]
    fn equal_estimates_have_p_1() {
        let sample = Sample::of_answers(4, 16, 66).and_then(|sample| sample.estimate()).expect("four answers");
        assert_eq!(welch(&sample, &sample).map(|welch| welch.p), Some(1.0));
    }

    #[test]
    fn one_estimate_without_spread_leaves_the_degrees_of_the_other() {
        let constant = Estimate { value: ratio(4, 1), variance: Exact::zero(), df: 9 };
        let varied = Estimate { value: ratio(3, 1), variance: ratio(1, 9), df: 5 };
        assert_eq!(welch(&constant, &varied).map(|welch| welch.df), Some(5.0));
        assert_eq!(welch(&constant, &constant), None);
    }

    #[test]
    fn undefined_outside_its_domain() {
        let good = Estimate { value: ratio(4, 1), variance: ratio(1, 9), df: 9 };
        let unknown = Estimate { df: 0, ..good.clone() };
        let negative = Estimate { variance: ratio(-1, 100), ..good.clone() };
        assert_eq!([welch(&good, &unknown), welch(&negative, &good)], [None, None]);
        let welch = welch(&good, &good).expect("it varies");
        assert_eq!([0.0, 1.0, f64::NAN].map(|confidence| welch.interval(confidence)), [None; 3]);
    }
}
