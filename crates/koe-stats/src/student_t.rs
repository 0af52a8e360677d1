//! Student's t distribution.

use std::f64::consts::{LN_2, PI};

use crate::gamma::log_gamma_ratio;
use crate::{f_tail, normal_quantile};

/// Returns the value that a t variable with `df` degrees of freedom stays below
/// with probability `p`. The degrees of freedom need not be whole (Welch).
///
/// # Formula
///
/// The root t of P(T ≤ t) = p, where P(|T| > t) = I_x(df/2, ½) and
/// x = df/(df + t²), I being the regularised incomplete beta function.
///
/// # Unit and range
///
/// In standard errors; any real number, antisymmetric around p = ½. Right to
/// 12 significant digits.
///
/// # Undefined when
///
/// p is not strictly between 0 and 1, or df is below 1 or not finite.
///
/// # Source
///
/// NIST DLMF 8.17.2 and 8.17.22 (the beta function and its continued fraction;
/// Press et al. 2007, *Numerical Recipes*, 3rd ed., section 6.4); DLMF 5.11.8
/// (the ratio of gamma functions); for many degrees of freedom Abramowitz &
/// Stegun (1964), eq. 26.7.5. Logarithm and exponential come from the `libm`
/// crate, so that every platform gives the same bits.
///
/// # Example
///
/// ```
/// use koe_stats::{significant, t_quantile};
///
/// let t = t_quantile(0.975, 10.0).map(|t| significant(t, 12));
/// assert_eq!(t, Some(2.22813885199));
/// assert_eq!(t_quantile(0.975, 0.0), None);
/// ```
pub fn t_quantile(p: f64, df: f64) -> Option<f64> {
    let z = normal_quantile(p)?;
    if !(df >= 1.0 && df.is_finite()) {
        return None;
    }
    if z.abs() < f64::MIN_POSITIVE {
        return Some(0.0);
    }
    let tail = p.min(1.0 - p);
    let t = match expansion(z.abs(), df) {
        (t, true) => t,
        (t, false) => root(tail, df, start(t, z.abs(), tail)),
    };
    Some(if p > 0.5 { t } else { -t })
}

/// Returns the probability that a t variable with `df` degrees of freedom lies
/// further from zero than `t`, on either side: the two-sided p of a t test.
///
/// # Formula
///
/// P(|T| > |t|) = P(F(1, df) > t²)
///
/// # Unit and range
///
/// A probability from 0 to 1; not rounded. Right to 1e-11 relative down to 1e-300.
///
/// # Undefined when
///
/// t is not finite, or df is below 1 or not finite.
///
/// # Source
///
/// Johnson, Kotz & Balakrishnan (1995), *Continuous Univariate Distributions*
/// 2, section 28.7 (t² follows F); then as for [`f_tail`].
///
/// # Example
///
/// ```
/// use koe_stats::{significant, t_tails};
///
/// // With one degree of freedom P(|T| > 1) is exactly one half.
/// assert_eq!(t_tails(-1.0, 1.0).map(|p| significant(p, 12)), Some(0.5));
/// assert_eq!(t_tails(1.0, 0.0), None);
/// ```
pub fn t_tails(t: f64, df: f64) -> Option<f64> {
    if !(t.is_finite() && df >= 1.0 && df.is_finite()) {
        return None;
    }
    f_tail(t * t, 1.0, df)
}

/// Expands the quantile in powers of 1/df around the normal one, and says
/// whether the terms left out are below the last bits of a double.
fn expansion(z: f64, df: f64) -> (f64, bool) {
    let s = z * z;
    let terms = [
        z * (s + 1.0) / 4.0,
        z * ((5.0 * s + 16.0) * s + 3.0) / 96.0,
        z * (((3.0 * s + 19.0) * s + 17.0) * s - 15.0) / 384.0,
        z * ((((79.0 * s + 776.0) * s + 1482.0) * s - 1920.0) * s - 945.0) / 92160.0,
    ];
    let sum = terms.iter().rev().fold(0.0, |sum, term| (sum + term) / df);
    // Each term is about (s + 5)/df times the one before it.
    let left_out = (terms[3].abs() + z) * (s + 5.0) / df.powi(5);
    (z + sum, left_out < 1e-15 * z)
}

/// A start above or below the root that is never absurd: the quantile lies
/// between the normal one and that of one degree of freedom.
fn start(guess: f64, z: f64, tail: f64) -> f64 {
    let cauchy = libm::cos(PI * tail) / libm::sin(PI * tail);
    if guess > z && guess < cauchy { guess } else { cauchy }
}

/// Finds t with P(T > t) = `tail` by Newton steps on logarithms.
///
/// Both ln P(|T| > t) and ln P(|T| < t) are concave in ln t, so that from the
/// second step on t moves in one direction only. The smaller of the two
/// probabilities is used, so that nothing cancels near the median either.
fn root(tail: f64, df: f64, start: f64) -> f64 {
    let outside = 2.0 * tail;
    let inside = 1.0 - outside;
    let mut t = start;
    for _ in 0..200 {
        let front = log_front(t, df);
        let (log_outside, log_inside) = log_probabilities(t, df, front);
        // Both probabilities change by 2 t f(t) per unit of ln t.
        let step = if outside <= inside {
            (log_outside - libm::log(outside)) * libm::exp(log_outside - front - LN_2)
        } else {
            (libm::log(inside) - log_inside) * libm::exp(log_inside - front - LN_2)
        };
        t *= libm::exp(step);
        // The error left is of the order of the square of the step.
        if step.abs() < 1e-9 {
            break;
        }
    }
    t
}

/// ln (t f(t)), f being the density. It is also ln (x^a y^b / B(a, b)) with
/// a = df/2, b = ½, x = df/(df + t²) and y = 1 − x.
fn log_front(t: f64, df: f64) -> f64 {
    let scaled = t / df.sqrt();
    // The branch keeps the square from overflowing.
    let minus_log_x = if scaled > 1e8 { 2.0 * libm::log(scaled) } else { libm::log1p(scaled * scaled) };
    libm::log(scaled) + log_gamma_ratio(df / 2.0) - libm::log(PI) / 2.0 - (df + 1.0) / 2.0 * minus_log_x
}

/// ln P(|T| > t) = ln I_x(a, b) and ln P(|T| < t) = ln I_y(b, a).
fn log_probabilities(t: f64, df: f64, front: f64) -> (f64, f64) {
    let (a, b) = (df / 2.0, 0.5);
    let square = t / df * t;
    let x = 1.0 / (1.0 + square);
    // The fraction converges fast on its own side of (a + 1)/(a + b + 2).
    if x < (a + 1.0) / (a + b + 2.0) {
        let log_outside = front + libm::log(beta_fraction(a, b, x) / a);
        (log_outside, libm::log1p(-libm::exp(log_outside)))
    } else {
        let log_inside = front + libm::log(beta_fraction(b, a, square * x) / b);
        (libm::log1p(-libm::exp(log_inside)), log_inside)
    }
}

/// The continued fraction of the incomplete beta function, DLMF 8.17.22, by
/// Lentz's method: I_x(a, b) is this times x^a (1 − x)^b / (a B(a, b)).
fn beta_fraction(a: f64, b: f64, x: f64) -> f64 {
    let away_from_zero = |value: f64| if value.abs() < 1e-300 { 1e-300 } else { value };
    let mut c = 1.0;
    let mut d = 1.0 / away_from_zero(1.0 - (a + b) * x / (a + 1.0));
    let mut fraction = d;
    for m in 1..100_000 {
        let m = f64::from(m);
        let even = m * (b - m) * x / ((a + 2.0 * m - 1.0) * (a + 2.0 * m));
        let odd = -(a + m) * (a + b + m) * x / ((a + 2.0 * m) * (a + 2.0 * m + 1.0));
        let mut change = 1.0;
        for coefficient in [even, odd] {
            c = away_from_zero(1.0 + coefficient / c);
            d = 1.0 / away_from_zero(1.0 + coefficient * d);
            change *= c * d;
        }
        fraction *= change;
        if (change - 1.0).abs() < 1e-16 {
            break;
        }
    }
    fraction
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn is_antisymmetric_and_wider_than_the_normal(p in 0.5..1.0_f64, df in 1.0..1e7_f64) {
            // 1 − p is exact here, so that both sides ask for the same tail.
            let (lower, upper) = (t_quantile(1.0 - p, df), t_quantile(p, df));
            prop_assert_eq!(lower.map(|t| -t + 0.0), upper);
            prop_assert!(upper >= normal_quantile(p));
        }

        #[test]
        fn tails_undo_the_quantile(tail in 1e-12..0.499_f64, df in 1.0..1e6_f64) {
            let p = t_quantile(tail, df).and_then(|t| t_tails(t, df));
            prop_assert!(p.is_some_and(|p| (p / (2.0 * tail) - 1.0).abs() < 1e-11), "{p:?}");
        }

        #[test]
        fn falls_with_the_degrees_of_freedom(tail in 1e-9..0.4_f64, df in 1.0..1e4_f64, more in 0.01..100.0_f64) {
            let (few, many) = (t_quantile(tail, df), t_quantile(tail, df + more));
            prop_assert!(few.zip(many).is_some_and(|(few, many)| few < many), "{few:?} {many:?}");
        }

        #[test]
        fn one_and_two_degrees_have_closed_forms(tail in 1e-12..0.499_f64) {
            let cauchy = -1.0 / (PI * tail).tan();
            let two = (2.0 * tail - 1.0) / (2.0 * tail * (1.0 - tail)).sqrt();
            for (df, expected) in [(1.0, cauchy), (2.0, two)] {
                let t = t_quantile(tail, df);
                prop_assert!(t.is_some_and(|t| (t / expected - 1.0).abs() < 1e-12), "{df}: {t:?} {expected}");
            }
        }
    }

    #[test]
    fn everything_lies_outside_of_zero() {
        assert_eq!(t_tails(0.0, 3.5), Some(1.0));
        assert_eq!(t_tails(f64::MAX, 3.0), Some(0.0));
    }

    #[test]
    fn undefined_outside_its_domain() {
        for (t, df) in [(f64::NAN, 5.0), (f64::INFINITY, 5.0), (1.0, 0.5), (1.0, f64::INFINITY)] {
            assert_eq!(t_tails(t, df), None, "{t} {df}");
        }
        for (p, df) in [(0.0, 5.0), (1.0, 5.0), (f64::NAN, 5.0), (0.5, 0.0), (0.9, 0.5), (0.9, f64::INFINITY)] {
            assert_eq!(t_quantile(p, df), None, "{p} {df}");
        }
    }
}
