//! Exact values and the two ways a double is made from them.

use std::cmp::Ordering;

use num_bigint::{BigInt, BigUint};
use num_integer::Integer;
use num_traits::{Signed, ToPrimitive};

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
    let (numerator, denominator) = (value.numer().magnitude(), value.denom().magnitude());
    // The exponent of the leading bit, then of the last bit a double can hold.
    let mut leading = exponent(numerator) - exponent(denominator);
    if shifted(numerator, -leading) < shifted(denominator, leading) {
        leading -= 1;
    }
    let last = (leading - 52).max(-1074);
    let divisor = shifted(denominator, last);
    let (quotient, remainder) = shifted(numerator, -last).div_rem(&divisor);
    let up = match (remainder * 2u8).cmp(&divisor) {
        Ordering::Less => false,
        Ordering::Equal => quotient.is_odd(),
        Ordering::Greater => true,
    };
    // At most 2^53, so that neither the conversion nor the scaling rounds again.
    let digits = (quotient + u8::from(up)).to_f64().unwrap_or(f64::INFINITY);
    let size = libm::ldexp(digits, i32::try_from(last).unwrap_or(i32::MAX));
    if value.is_negative() { -size } else { size }
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
    format!("{value:.*e}", digits.saturating_sub(1))
        .parse()
        .unwrap_or(value)
}

/// The exponent of the leading bit, 0 for zero.
fn exponent(value: &BigUint) -> i64 {
    i64::try_from(value.bits())
        .unwrap_or(i64::MAX)
        .saturating_sub(1)
        .max(0)
}

/// `value · 2^places` if `places` is positive, else `value` itself.
fn shifted(value: &BigUint, places: i64) -> BigUint {
    value << places.max(0).unsigned_abs()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nearest_double_of_hard_cases() {
        // Exact arithmetic: 2^53 + 1 lies half way between two doubles, ties to even.
        assert_eq!(
            nearest_f64(&ratio(9_007_199_254_740_993_i64, 1)).to_bits(),
            9_007_199_254_740_992.0_f64.to_bits()
        );
        // The same plus 1/10^30 must go up.
        let tie = ratio(9_007_199_254_740_993_i64, 1) + ratio(1, BigInt::from(10).pow(30));
        assert_eq!(
            nearest_f64(&tie).to_bits(),
            9_007_199_254_740_994.0_f64.to_bits()
        );
        for (n, d, expected) in [
            (0, 1, 0.0),
            (-1, 3, -1.0 / 3.0),
            (2, 3, 2.0 / 3.0),
            (1, 7_000_000, 1.0 / 7_000_000.0),
        ] {
            assert_eq!(
                nearest_f64(&ratio(n, d)).to_bits(),
                f64::to_bits(expected),
                "{n}/{d}"
            );
        }
    }
}
