//! Hedges' g: the size of a difference of two means.

use num_bigint::BigInt;
use num_traits::Signed;

use crate::gamma::log_gamma_ratio;
use crate::interval::is_confidence;
use crate::{Exact, Interval, Sample, nearest_f64, normal_quantile, significant};

/// The difference of two means in standard deviations.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Hedges {
    /// g, above 0 where the first mean is the higher one, to 12 significant digits.
    pub g: f64,
    /// Its standard error for large samples, to 12 significant digits.
    pub se: f64,
    /// The two before they were rounded: an end of the interval that is near zero
    /// would else be known to fewer digits than are printed of it.
    unrounded: (f64, f64),
}

/// Returns Hedges' g of two groups: how far their means are apart in standard
/// deviations, freed of the bias of small samples.
///
/// # Formula
///
/// g = J(m) · (x̄₁ − x̄₂)/s with m = n₁ + n₂ − 2,
/// s² = ((n₁ − 1)s₁² + (n₂ − 1)s₂²)/m and J(m) = Γ(m/2)/(√(m/2) Γ((m − 1)/2));
/// SE² = (n₁ + n₂)/(n₁n₂) + g²/(2(n₁ + n₂)).
///
/// # Unit and range
///
/// In standard deviations; any real number. By custom 0.2 is called small, 0.5
/// medium, 0.8 large (Cohen 1988).
///
/// # Undefined when
///
/// m < 2, a group is empty, or nobody's value varies within the groups.
///
/// # Source
///
/// Hedges (1981), *Journal of Educational Statistics* 6(2), 107–128, eq. 6e (J
/// exact, not its approximation 1 − 3/(4m − 1)); Hedges & Olkin (1985),
/// *Statistical Methods for Meta-Analysis*, chapter 5, eq. 15 (SE).
///
/// # Example
///
/// ```
/// use koe_stats::{Interval, Sample, hedges, ratio};
///
/// let first = Sample { n: 12, mean: ratio(37, 10), variance: ratio(9, 10) };
/// let second = Sample { n: 20, mean: ratio(31, 10), variance: ratio(12, 10) };
/// let effect = hedges(&first, &second).ok_or("nothing varies")?;
/// assert_eq!((effect.g, effect.se), (0.560187219053, 0.371801842672));
/// assert_eq!(effect.interval(0.95), Some(Interval { low: -0.16853100197, high: 1.28890544008 }));
/// # Ok::<(), &str>(())
/// ```
pub fn hedges(first: &Sample, second: &Sample) -> Option<Hedges> {
    if first.n == 0 || second.n == 0 {
        return None;
    }
    let (n1, n2) = (BigInt::from(first.n), BigInt::from(second.n));
    let freedom = &n1 + &n2 - 2u8;
    if freedom < BigInt::from(2u8) {
        return None;
    }
    let pooled: Exact = (&first.variance * (&n1 - 1u8) + &second.variance * (&n2 - 1u8)) / &freedom;
    if !pooled.is_positive() {
        return None;
    }
    let (n1, n2) = (first.n as f64, second.n as f64);
    let distance = nearest_f64(&(&first.mean - &second.mean)) / nearest_f64(&pooled).sqrt();
    let g = small_sample_factor(n1 + n2 - 2.0) * distance;
    let se = ((n1 + n2) / n1 / n2 + g * g / (2.0 * (n1 + n2))).sqrt();
    Some(Hedges { g: significant(g, 12) + 0.0, se: significant(se, 12), unrounded: (g, se) })
}

impl Hedges {
    /// Returns the interval g ± z(1 − α/2) · SE (Hedges & Olkin 1985, chapter 5,
    /// eq. 16); `None` unless the confidence is between 0 and 1.
    pub fn interval(&self, confidence: f64) -> Option<Interval> {
        if !is_confidence(confidence) {
            return None;
        }
        let (g, se) = self.unrounded;
        let half = normal_quantile((1.0 + confidence) / 2.0)? * se;
        Some(Interval::rounded(g - half, g + half))
    }
}

/// J(m) = Γ(m/2)/(√(m/2) Γ((m − 1)/2)).
fn small_sample_factor(m: f64) -> f64 {
    libm::exp(log_gamma_ratio((m - 1.0) / 2.0) - libm::log(m / 2.0) / 2.0)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ratio;
    use crate::sample::tests::sample;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn the_other_way_round_only_the_sign_changes(first in sample(), second in sample()) {
            let (there, back) = hedges(&first, &second).zip(hedges(&second, &first)).expect("both vary");
            prop_assert_eq!((there.g, there.se), (-back.g + 0.0, back.se));
        }

        #[test]
        fn the_factor_is_near_its_approximation(m in 2_u64..100_000) {
            // Hedges (1981) says of 1 − 3/(4m − 1) that it is off by 0.007 at most.
            let m = m as f64;
            let off = small_sample_factor(m) - (1.0 - 3.0 / (4.0 * m - 1.0));
            prop_assert!(off.abs() < 0.0075 && off.abs() < 1.0 / (m * m), "{off}");
        }
    }

    #[test]
    fn the_factor_has_closed_forms() {
        // Γ(1)/Γ(½) = 1/√π, and Γ(2)/(√2 Γ(3/2)) = √(2/π).
        let pi = std::f64::consts::PI;
        for (m, expected) in [(2.0, 1.0 / pi.sqrt()), (4.0, (2.0 / pi).sqrt())] {
            assert!((small_sample_factor(m) / expected - 1.0).abs() < 1e-14, "{m}");
        }
    }

    #[test]
    fn equal_means_have_no_effect_but_an_error() {
        let group = Sample { n: 10, mean: ratio(10, 3), variance: ratio(1, 1) };
        let effect = hedges(&group, &group).expect("both vary");
        assert_eq!((effect.g.to_bits(), effect.se), (0, 0.4472135955));
    }

    #[test]
    fn an_end_near_zero_is_known_as_well_as_the_others() {
        // mpmath, 50 digits: means 0.13889 apart, variances 1, 400 in each group. Of g
        // rounded to 12 digits the low end would be off by 1e-7 of itself.
        let first = Sample { n: 400, mean: ratio(13_889, 100_000), variance: ratio(1, 1) };
        let second = Sample { n: 400, mean: ratio(0, 1), variance: ratio(1, 1) };
        let ends = hedges(&first, &second).and_then(|effect| effect.interval(0.95)).expect("both vary");
        assert!((ends.low / 2.356_626_315_890_062e-6 - 1.0).abs() < 1e-9, "{}", ends.low);
        assert!((ends.high / 0.277_516_476_485_853_87 - 1.0).abs() < 1e-11, "{}", ends.high);
    }

    #[test]
    fn a_single_respondent_against_a_group_is_defined() {
        let alone = Sample { n: 1, mean: ratio(5, 1), variance: ratio(0, 1) };
        let group = Sample { n: 9, mean: ratio(4, 1), variance: ratio(1, 1) };
        assert!(hedges(&alone, &group).is_some_and(|effect| effect.g > 0.0));
    }

    #[test]
    fn undefined_outside_its_domain() {
        let good = Sample { n: 2, mean: ratio(3, 1), variance: ratio(1, 1) };
        let (none, alone) = (Sample { n: 0, ..good.clone() }, Sample { n: 1, ..good.clone() });
        let constant = Sample { variance: ratio(0, 1), ..good.clone() };
        assert_eq!(hedges(&none, &good), None);
        assert_eq!(hedges(&alone, &good), None);
        assert_eq!(hedges(&constant, &constant), None);
        let effect = hedges(&good, &good).expect("both vary");
        assert_eq!([0.0, 1.0, f64::NAN].map(|confidence| effect.interval(confidence)), [None; 3]);
    }
}
