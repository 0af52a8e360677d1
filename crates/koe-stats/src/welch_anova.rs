//! Welch's analysis of variance.

use num_traits::Signed;

use crate::{Sample, f_tail, nearest_f64, significant};

/// The means of several groups against each other.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct WelchAnova {
    /// The statistic F, to 12 significant digits.
    pub f: f64,
    /// The first degrees of freedom: groups less one.
    pub df1: u64,
    /// The second degrees of freedom, to 12 significant digits.
    pub df2: f64,
    /// The p, to 12 significant digits.
    pub p: f64,
}

/// Tests whether the means of several groups differ, without assuming equal
/// variances.
///
/// # Formula
///
/// With w_j = n_j/s_j², W = Σw_j, x̃ = Σw_j x̄_j / W and
/// Λ = Σ(1 − w_j/W)²/(n_j − 1):
/// F = Σw_j (x̄_j − x̃)²/(k − 1) / (1 + 2(k − 2)/(k² − 1) · Λ), df1 = k − 1,
/// df2 = (k² − 1)/(3Λ), p = P(F(df1, df2) > F).
///
/// # Unit and range
///
/// F is 0 or more; p from 0 to 1, and 1 for equal means.
///
/// # Undefined when
///
/// There are fewer than two groups, or a group has fewer than two respondents
/// or no variance.
///
/// # Source
///
/// Welch (1951), *Biometrika* 38, 330–336 (R: `oneway.test`). With two groups
/// F is the square of the t of [`welch`](crate::welch()).
///
/// # Example
///
/// ```
/// use koe_stats::{Sample, WelchAnova, ratio, welch_anova};
///
/// let sample = |n, mean, variance| Sample { n, mean: ratio(mean, 10), variance: ratio(variance, 10) };
/// let test = welch_anova(&[sample(20, 31, 12), sample(35, 37, 9), sample(12, 34, 20)]);
/// assert_eq!(test, Some(WelchAnova { f: 2.08375524115, df1: 2, df2: 25.1506673144, p: 0.145425461834 }));
/// ```
pub fn welch_anova(groups: &[Sample]) -> Option<WelchAnova> {
    if groups.len() < 2 || groups.iter().any(|group| group.n < 2 || !group.variance.is_positive()) {
        return None;
    }
    let weights: Vec<f64> = groups.iter().map(|group| group.n as f64 / nearest_f64(&group.variance)).collect();
    // Distances from one of the means are exact before they are rounded.
    let means: Vec<f64> = groups.iter().map(|group| nearest_f64(&(&group.mean - &groups[0].mean))).collect();
    let whole: f64 = weights.iter().sum();
    let center = weights.iter().zip(&means).map(|(w, mean)| w * mean).sum::<f64>() / whole;
    let between: f64 = weights.iter().zip(&means).map(|(w, mean)| w * (mean - center) * (mean - center)).sum();
    let lambda: f64 = (0..groups.len())
        .map(|j| {
            // The weight of the others: one less the own weight would cancel.
            let others: f64 = weights[..j].iter().chain(&weights[j + 1..]).sum();
            (others / whole) * (others / whole) / (groups[j].n - 1) as f64
        })
        .sum();
    let k = groups.len() as f64;
    let f = between / (k - 1.0) / (1.0 + 2.0 * (k - 2.0) / (k * k - 1.0) * lambda);
    let df2 = (k * k - 1.0) / (3.0 * lambda);
    Some(WelchAnova {
        f: significant(f, 12),
        df1: groups.len() as u64 - 1,
        df2: significant(df2, 12),
        p: significant(f_tail(f, k - 1.0, df2)?, 12),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sample::tests::sample;
    use crate::{ratio, welch};
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn two_groups_are_welchs_t(first in sample(), second in sample()) {
            let anova = welch_anova(&[first.clone(), second.clone()]).expect("both vary");
            let t = first.estimate().zip(second.estimate()).and_then(|(a, b)| welch(&a, &b)).expect("both vary");
            prop_assert!((anova.df2 / t.df - 1.0).abs() < 1e-11, "{} {}", anova.df2, t.df);
            prop_assert!((anova.p - t.p).abs() <= 1e-10 * t.p, "{} {}", anova.p, t.p);
        }

        #[test]
        fn the_order_of_groups_does_not_matter(mut groups in prop::collection::vec(sample(), 2..12)) {
            let before = welch_anova(&groups).expect("all vary");
            groups.reverse();
            let after = welch_anova(&groups).expect("all vary");
            prop_assert!((before.p - after.p).abs() <= 1e-10 * after.p, "{before:?} {after:?}");
        }
    }

    #[test]
    fn equal_means_have_p_1() {
        let group = |n, variance| Sample { n, mean: ratio(10, 3), variance: ratio(variance, 7) };
        let test = welch_anova(&[group(5, 3), group(50, 11), group(9, 1)]);
        assert_eq!(test.map(|test| (test.f, test.p)), Some((0.0, 1.0)));
    }

    #[test]
    fn undefined_outside_its_domain() {
        let good = Sample { n: 5, mean: ratio(3, 1), variance: ratio(1, 1) };
        let alone = Sample { n: 1, ..good.clone() };
        let constant = Sample { variance: ratio(0, 1), ..good.clone() };
        assert_eq!(welch_anova(std::slice::from_ref(&good)), None);
        assert_eq!(welch_anova(&[good.clone(), alone]), None);
        assert_eq!(welch_anova(&[good, constant]), None);
    }
}
