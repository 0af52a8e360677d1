//! How probable it is that a target is reached, and what silence may hide.

use num_traits::{Signed, Zero};

use crate::{Exact, nearest_f64, normal_tails, ratio, significant};

/// Returns the probability that the true score is at least the target, given the
/// answers and no opinion beforehand; to 12 significant digits.
///
/// # Formula
///
/// Φ((score − target)/√V), with a flat prior. Without doubt (V = 0) it is 1 or 0.
///
/// # Unit and range
///
/// 0 to 1. `variance` is that of the score, with the finite population correction
/// where the headcount is known.
///
/// # Undefined when
///
/// The variance is negative.
///
/// # Source
///
/// Gelman, Carlin, Stern, Dunson, Vehtari & Rubin (2013), *Bayesian Data
/// Analysis*, 3rd ed., section 2.5 (normal mean, flat prior).
///
/// # Example
///
/// ```
/// use koe_stats::{probability_reached, ratio};
///
/// let one_error_above = probability_reached(&ratio(419, 100), &ratio(1, 2500), &ratio(417, 100));
/// assert_eq!(one_error_above, Some(0.841344746069));
/// ```
pub fn probability_reached(score: &Exact, variance: &Exact, target: &Exact) -> Option<f64> {
    if variance.is_negative() {
        return None;
    }
    let ahead = score - target;
    if variance.is_zero() {
        return Some(if ahead.is_negative() { 0.0 } else { 1.0 });
    }
    let z = nearest_f64(&ahead) / nearest_f64(variance).sqrt();
    // Both tails are 2·P(Z > |z|).
    let tail = normal_tails(z)? / 2.0;
    Some(significant(if z < 0.0 { tail } else { 1.0 - tail }, 12))
}

/// Returns between which values the score of everyone lies if those who did not
/// answer differ from those who did by `delta` points at most either way.
///
/// # Formula
///
/// score ± δ·(1 − respondents/headcount).
///
/// # Undefined when
///
/// More people answered than there are, there is nobody, or δ is negative.
///
/// # Source
///
/// Cochran (1977), *Sampling Techniques*, 3rd ed., section 13.2 (bias from
/// non-response: the share of the silent times how they differ).
///
/// # Example
///
/// ```
/// use koe_stats::{nonresponse_bounds, ratio};
///
/// let bounds = nonresponse_bounds(&ratio(406, 100), &ratio(1, 2), 60, 100);
/// assert_eq!(bounds, Some((ratio(386, 100), ratio(426, 100))));
/// ```
pub fn nonresponse_bounds(score: &Exact, delta: &Exact, respondents: u64, headcount: u64) -> Option<(Exact, Exact)> {
    if headcount == 0 || respondents > headcount || delta.is_negative() {
        return None;
    }
    let reach = delta * ratio(headcount - respondents, headcount);
    Some((score - &reach, score + reach))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn even_chances_at_the_target_and_certainty_without_doubt() {
        let (score, variance) = (ratio(417, 100), ratio(1, 400));
        assert_eq!(probability_reached(&score, &variance, &score), Some(0.5));
        let none = Exact::zero();
        assert_eq!(probability_reached(&score, &none, &score), Some(1.0));
        assert_eq!(probability_reached(&score, &none, &ratio(418, 100)), Some(0.0));
        assert_eq!(probability_reached(&score, &ratio(-1, 400), &score), None);
    }

    #[test]
    fn a_complete_response_leaves_no_room() {
        let score = ratio(4, 1);
        assert_eq!(nonresponse_bounds(&score, &ratio(1, 1), 10, 10), Some((score.clone(), score.clone())));
        assert_eq!(nonresponse_bounds(&score, &ratio(1, 1), 11, 10), None);
        assert_eq!(nonresponse_bounds(&score, &ratio(1, 1), 0, 0), None);
        assert_eq!(nonresponse_bounds(&score, &ratio(-1, 1), 5, 10), None);
    }
}
