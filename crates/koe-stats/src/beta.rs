//! The regularised incomplete beta function.

use std::f64::consts::PI;

use crate::gamma::{deviance, stirling_error};

/// Returns I_x(a, b) for x + y = 1, given both so that neither is lost near 1.
///
/// Didonato & Morris (1992), *ACM TOMS* 18(3), 360–373, eq. 9: the continued
/// fraction on the side of the mean where it converges, DLMF 8.17.4 on the
/// other.
pub(crate) fn incomplete_beta(a: f64, b: f64, x: f64, y: f64) -> f64 {
    // a − (a + b)x: how far x lies below the mean.
    let below = a * y - b * x;
    if below >= 0.0 {
        front(a, b, x, y) * fraction(a, b, x, y, below)
    } else {
        1.0 - front(b, a, y, x) * fraction(b, a, y, x, -below)
    }
}

/// x^a y^b / B(a, b), as Loader (2000), *Fast and accurate computation of
/// binomial probabilities*, writes it: nothing cancels for large a and b.
fn front(a: f64, b: f64, x: f64, y: f64) -> f64 {
    let n = a + b;
    let correction = stirling_error(n) - stirling_error(a) - stirling_error(b);
    let exponent = correction - deviance(a, n * x) - deviance(b, n * y);
    (a / n * b / (2.0 * PI)).sqrt() * libm::exp(exponent)
}

/// The fraction 1/(β₁ + α₂/(β₂ + α₃/(β₃ + …))) by Lentz's method.
fn fraction(a: f64, b: f64, x: f64, y: f64, below: f64) -> f64 {
    let away_from_zero = |value: f64| if value.abs() < 1e-300 { 1e-300 } else { value };
    let mut c = 1e300;
    let mut d = (a + 1.0) / away_from_zero(a * (below + 1.0));
    let mut fraction = d;
    for n in 1..100_000 {
        let n = f64::from(n);
        let step = n * (b - n) * x / (a + 2.0 * n - 1.0);
        let alpha = (a + n - 1.0) / (a + 2.0 * n - 1.0) * (a + b + n - 1.0) * x * step;
        let beta = n + step + (a + n) * (below + 1.0 + n * (1.0 + y)) / (a + 2.0 * n + 1.0);
        d = 1.0 / away_from_zero(beta + alpha * d);
        c = away_from_zero(beta + alpha / c);
        fraction *= c * d;
        if (c * d - 1.0).abs() < 1e-15 {
            break;
        }
    }
    fraction
}
