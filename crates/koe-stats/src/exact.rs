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
    format!("{value:.*e}", digits.saturating_sub(1)).parse().unwrap_or(value)
}

/// The exponent of the leading bit, 0 for zero.
fn exponent(value: &BigUint) -> i64 {
    i64::try_from(value.bits()).unwrap_or(i64::MAX).saturating_sub(1).max(0)
}

/// `value · 2^places` if `places` is positive, else `value` itself.
fn shifted(value: &BigUint, places: i64) -> BigUint {
    value << places.max(0).unsigned_abs()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// A double that is a number, of any size, subnormal ones included.
    fn double() -> impl Strategy<Value = f64> {
        any::<u64>().prop_map(f64::from_bits).prop_filter("finite", |x| x.is_finite())
    }

    fn exact(value: f64) -> Exact {
        Exact::from_float(value).expect("a finite double")
    }

    proptest! {
        #[test]
        fn nearest_double_has_no_nearer_neighbour(n in any::<i128>(), d in 1..=i128::MAX, power in -80_i32..80) {
            let value = ratio(n, d) * ratio(10, 1).pow(power);
            let nearest = nearest_f64(&value);
            let distance = |x: f64| (exact(x) - &value).abs();
            prop_assert!(distance(nearest) <= distance(nearest.next_up()));
            prop_assert!(distance(nearest) <= distance(nearest.next_down()));
        }

        #[test]
        fn every_double_is_nearest_to_itself(x in double()) {
            // A rational has no negative zero.
            prop_assert_eq!(nearest_f64(&exact(x)).to_bits(), (x + 0.0).to_bits());
        }

        #[test]
        fn ties_go_to_the_even_neighbour(x in double()) {
            let next = if x.next_up().is_finite() { x.next_up() } else { x.next_down() };
            let tie = (exact(x) + exact(next)) / BigInt::from(2);
            let even = if x.to_bits() % 2 == 0 { x } else { next };
            prop_assert_eq!(nearest_f64(&tie).to_bits(), (even + 0.0).to_bits());
        }

        #[test]
        fn decimals_are_read_as_the_standard_library_reads_them(digits in any::<i64>(), power in -345_i32..290) {
            let parsed: f64 = format!("{digits}e{power}").parse().expect("a number");
            let value = ratio(digits, 1) * ratio(10, 1).pow(power);
            let expected = if digits == 0 { 0.0_f64 } else { parsed };
            prop_assert_eq!(nearest_f64(&value).to_bits(), expected.to_bits());
        }
    }

    #[test]
    fn nearest_double_of_hard_cases() {
        let tie = ratio(9_007_199_254_740_993_i64, 1); // 2^53 + 1
        let above = &tie + ratio(1, BigInt::from(10).pow(30));
        let long_tie = ratio(1, 1) + ratio(3, 9_007_199_254_740_992_i64);
        let too_large = ratio(BigInt::from(10).pow(400), 1);
        for (value, expected) in [
            (tie, 9_007_199_254_740_992.0),
            (above, 9_007_199_254_740_994.0),
            (long_tie, 1.0 + 2.0 * f64::EPSILON),
            (ratio(-1, 3), -1.0 / 3.0),
            (ratio(0, 1), 0.0),
            (too_large.recip(), 0.0),
            (-too_large, f64::NEG_INFINITY),
        ] {
            assert_eq!(nearest_f64(&value).to_bits(), f64::to_bits(expected), "{expected}");
        }
    }

    #[test]
    fn significant_digits() {
        for (value, digits, expected) in
            [(123_456.789, 3, 123_000.0), (-0.000_123_456, 2, -0.000_12), (0.0, 12, 0.0), (9.999_999, 3, 10.0)]
        {
            assert_eq!(significant(value, digits).to_bits(), f64::to_bits(expected), "{value}");
        }
    }
}
