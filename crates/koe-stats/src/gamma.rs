//! The gamma function: ratios, errors of Stirling's formula, upper tail.

use std::f64::consts::PI;

/// ln (Γ(a + ½) / Γ(a)): DLMF 5.5.1 up to a ≥ 32, from there the difference of
/// two series 5.11.8, whose first term left out is below 1e-16.
pub(crate) fn log_gamma_ratio(a: f64) -> f64 {
    let (mut a, mut product) = (a, 1.0);
    while a < 32.0 {
        product *= a / (a + 0.5);
        a += 1.0;
    }
    let s = 1.0 / (a * a);
    let series = (((17.0 / 14336.0 * s - 1.0 / 640.0) * s + 1.0 / 192.0) * s - 1.0 / 8.0) / a;
    libm::log(a) / 2.0 + libm::log(product) + series
}

/// ln Γ(z + 1) less Stirling's (z + ½) ln z − z + ½ ln 2π, for z > 0: DLMF
/// 5.5.1 up to z ≥ 16, from there the series 5.11.1.
pub(crate) fn stirling_error(z: f64) -> f64 {
    let (mut z, mut below) = (z, 0.0);
    while z < 16.0 {
        below += (z + 0.5) * libm::log1p(1.0 / z) - 1.0;
        z += 1.0;
    }
    let s = 1.0 / (z * z);
    let series = (((s / 1188.0 - 1.0 / 1680.0) * s + 1.0 / 1260.0) * s - 1.0 / 360.0) * s + 1.0 / 12.0;
    below + series / z
}

/// x ln(x/m) + m − x for x > 0, without loss where x is near m.
///
/// Loader (2000), *Fast and accurate computation of binomial probabilities*,
/// the deviance bd0.
pub(crate) fn deviance(x: f64, m: f64) -> f64 {
    let difference = x - m;
    let v = difference / (x + m);
    if v.abs() >= 0.1 {
        return x * libm::log(x / m) - difference;
    }
    // Terms fall by a factor of a hundred or more.
    let (mut sum, mut power) = (difference * v, 2.0 * x * v);
    for odd in [3.0, 5.0, 7.0, 9.0, 11.0, 13.0, 15.0, 17.0, 19.0] {
        power *= v * v;
        sum += power / odd;
    }
    sum
}

/// Returns Q(a, x) = Γ(a, x)/Γ(a) for a > 0 and x ≥ 0: DLMF 8.11.4 below
/// a + 1, the continued fraction 8.9.2 above, both times x^a e^−x / Γ(a).
pub(crate) fn upper_gamma(a: f64, x: f64) -> f64 {
    let front = (a / (2.0 * PI)).sqrt() * libm::exp(-stirling_error(a) - deviance(a, x));
    if x > a + 1.0 { front * gamma_fraction(a, x) } else { 1.0 - front * gamma_series(a, x) }
}

/// Σ x^n / (a (a + 1) … (a + n)).
fn gamma_series(a: f64, x: f64) -> f64 {
    let (mut sum, mut term, mut place) = (1.0 / a, 1.0 / a, a);
    while term > sum * 1e-17 {
        place += 1.0;
        term *= x / place;
        sum += term;
    }
    sum
}

/// The fraction 1/(x + 1 − a − 1(1 − a)/(x + 3 − a − …)) by Lentz's method.
fn gamma_fraction(a: f64, x: f64) -> f64 {
    let away_from_zero = |value: f64| if value.abs() < 1e-300 { 1e-300 } else { value };
    let mut b = x + 1.0 - a;
    let mut c = 1e300;
    let mut d = 1.0 / away_from_zero(b);
    let mut fraction = d;
    for m in 1..100_000 {
        let m = f64::from(m);
        let coefficient = -m * (m - a);
        b += 2.0;
        d = 1.0 / away_from_zero(coefficient * d + b);
        c = away_from_zero(b + coefficient / c);
        let change = c * d;
        fraction *= change;
        if (change - 1.0).abs() < 1e-16 {
            break;
        }
    }
    fraction
}
