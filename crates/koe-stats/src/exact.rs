//! Exact values and the two ways a double is made from them.

use num_bigint::BigInt;
use num_traits::{Signed, Zero};

/// An exact value: a ratio of two integers of any size, always in lowest terms.
pub use num_rational::BigRational as Exact;

/// Returns the exact value `numerator / denominator`.
///
/// # Panics
///
/// When `denominator` is zero.
///
/// ```
/// assert_eq!(koe_stats::ratio(2, 4), koe_stats::ratio(1, 2));
/// ```
pub fn ratio(numerator: impl Into<BigInt>, denominator: impl Into<BigInt>) -> Exact {
    Exact::new(numerator.into(), denominator.into())
}

/// Returns the double nearest to an exact value (ties to even, IEEE 754).
///
/// ```
/// assert_eq!(koe_stats::nearest_f64(&koe_stats::ratio(1, 10)), 0.1);
/// ```
pub fn nearest_f64(value: &Exact) -> f64 {
    // 40 decimal digits of the quotient and a last digit that says whether
    // anything follows: the standard library's parser rounds that correctly.
    let (numerator, denominator) = (value.numer().abs(), value.denom());
    let size = decimal_length(&numerator) - decimal_length(denominator);
    let shift = 40 - size;
    let ten = BigInt::from(10u8);
    let (scaled, divisor) = if shift >= 0 {
        (numerator * ten.pow(shift.unsigned_abs()), denominator.clone())
    } else {
        (numerator, denominator * ten.pow(shift.unsigned_abs()))
    };
    let quotient = &scaled / &divisor;
    let sticky = if (&scaled % &divisor).is_zero() { 0 } else { 1 };
    let sign = if value.is_negative() { "-" } else { "" };
    format!("{sign}{quotient}{sticky}e{}", -shift - 1).parse().unwrap_or(f64::NAN)
}

/// Rounds a double to `digits` significant decimal digits.
///
/// Irrational results (roots, quantiles) are written to 12 digits, so that the
/// last bits, which may differ between machines, never reach a reader.
///
/// ```
/// assert_eq!(koe_stats::significant(2.0_f64.sqrt(), 12), 1.41421356237);
/// ```
pub fn significant(value: f64, digits: usize) -> f64 {
    format!("{value:.*e}", digits.saturating_sub(1)).parse().unwrap_or(value)
}

/// A number of decimal digits that is right or one too high.
fn decimal_length(value: &BigInt) -> i32 {
    let bits = i32::try_from(value.bits()).unwrap_or(i32::MAX / 4);
    bits.saturating_mul(30103) / 100_000 + 1
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nearest_double_of_hard_cases() {
        // Exact arithmetic: 2^53 + 1 lies half way between two doubles, ties to even.
        assert_eq!(nearest_f64(&ratio(9_007_199_254_740_993_i64, 1)).to_bits(), 9_007_199_254_740_992.0_f64.to_bits());
        // The same plus 1/10^30 must go up.
        let tie = ratio(9_007_199_254_740_993_i64, 1) + ratio(1, BigInt::from(10).pow(30));
        assert_eq!(nearest_f64(&tie).to_bits(), 9_007_199_254_740_994.0_f64.to_bits());
        for (n, d, expected) in [(0, 1, 0.0), (-1, 3, -1.0 / 3.0), (2, 3, 2.0 / 3.0), (1, 7_000_000, 1.0 / 7_000_000.0)] {
            assert_eq!(nearest_f64(&ratio(n, d)).to_bits(), f64::to_bits(expected), "{n}/{d}");
        }
    }
}
