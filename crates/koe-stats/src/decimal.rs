//! Printed numbers: the one place where koe rounds.

use std::cmp::Ordering;
use std::fmt;
use std::ops::{Add, Sub};
use std::str::FromStr;

use num_bigint::BigInt;
use num_integer::Integer;
use num_traits::{Signed, ToPrimitive};
use serde::{Serialize, Serializer};

use crate::Exact;

/// A number as it is printed: an integer count of units of the last digit.
///
/// Whatever is shown twice is the same `Decimal`, and every printed difference
/// is the difference of two of them, so that a page never contradicts itself.
/// Its text has an ASCII minus, no plus sign and no negative zero.
///
/// ```
/// use koe_stats::{Decimal, ratio};
///
/// let score = Decimal::round(&ratio(365_013, 90_000), 2);
/// let target: Decimal = "4.17".parse()?;
/// assert_eq!((score - target).to_string(), "-0.11");
/// # Ok::<(), koe_stats::ParseDecimalError>(())
/// ```
#[derive(Debug, Clone, Copy)]
pub struct Decimal {
    units: i128,
    places: u32,
}

impl Decimal {
    /// Rounds an exact value to `places` digits after the point, half away from
    /// zero (四捨五入): 3.345 gives 3.35, −3.345 gives −3.35.
    pub fn round(value: &Exact, places: u32) -> Self {
        let scaled = value.numer().abs() * BigInt::from(10u8).pow(places);
        // floor(x + 1/2) of a value that is not negative
        let units = (scaled * 2u8 + value.denom()).div_floor(&(value.denom() * 2u8));
        let units = units.to_i128().unwrap_or(i128::MAX);
        Self { units: if value.is_negative() { -units } else { units }, places }
    }

    /// Returns the printed number as an exact value.
    pub fn exact(self) -> Exact {
        Exact::new(BigInt::from(self.units), BigInt::from(10u8).pow(self.places))
    }

    /// Returns how many digits follow the point.
    pub fn places(self) -> u32 {
        self.places
    }

    /// Returns one unit of the last digit as an exact value: 1/100 for 4.06.
    pub fn last_digit(self) -> Exact {
        Self { units: 1, places: self.places }.exact()
    }

    /// Says whether the number is below zero; what prints as zero is not.
    pub fn is_negative(self) -> bool {
        self.units < 0
    }

    /// Says whether the number prints as zero.
    pub fn is_zero(self) -> bool {
        self.units == 0
    }

    /// Returns the number without its sign.
    pub fn abs(self) -> Self {
        Self { units: self.units.abs(), ..self }
    }

    fn with_places(self, places: u32) -> i128 {
        self.units * 10_i128.pow(places - self.places)
    }
}

impl Add for Decimal {
    type Output = Self;

    /// The sum of two printed numbers, with the more digits of the two.
    fn add(self, other: Self) -> Self {
        let places = self.places.max(other.places);
        Self { units: self.with_places(places) + other.with_places(places), places }
    }
}

impl Sub for Decimal {
    type Output = Self;

    /// The difference of two printed numbers, with the more digits of the two.
    fn sub(self, other: Self) -> Self {
        let places = self.places.max(other.places);
        Self { units: self.with_places(places) - other.with_places(places), places }
    }
}

impl PartialEq for Decimal {
    fn eq(&self, other: &Self) -> bool {
        self.cmp(other) == Ordering::Equal
    }
}

impl Eq for Decimal {}

impl PartialOrd for Decimal {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Decimal {
    /// By value: 3.1 equals 3.10.
    fn cmp(&self, other: &Self) -> Ordering {
        let places = self.places.max(other.places);
        self.with_places(places).cmp(&other.with_places(places))
    }
}

impl fmt::Display for Decimal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let sign = if self.units < 0 { "-" } else { "" };
        let scale = 10_u128.pow(self.places);
        let units = self.units.unsigned_abs();
        if self.places == 0 {
            return write!(f, "{sign}{units}");
        }
        write!(f, "{sign}{}.{:0width$}", units / scale, units % scale, width = self.places as usize)
    }
}

impl Serialize for Decimal {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

/// The text is not a decimal number such as `4.17`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ParseDecimalError;

impl fmt::Display for ParseDecimalError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("not a decimal number")
    }
}

impl std::error::Error for ParseDecimalError {}

impl FromStr for Decimal {
    type Err = ParseDecimalError;

    /// Reads digits with an optional sign and point, at most 18 digits in all.
    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let digits = text.strip_prefix(['-', '+']).unwrap_or(text);
        let (whole, fraction) = digits.split_once('.').unwrap_or((digits, ""));
        let all = format!("{whole}{fraction}");
        let plain = !all.is_empty() && all.len() <= 18 && all.bytes().all(|b| b.is_ascii_digit());
        if !plain || (digits.contains('.') && fraction.is_empty()) {
            return Err(ParseDecimalError);
        }
        let units: i128 = all.parse().map_err(|_| ParseDecimalError)?;
        let places = u32::try_from(fraction.len()).map_err(|_| ParseDecimalError)?;
        Ok(Self { units: if text.starts_with('-') { -units } else { units }, places })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ratio;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn moves_by_half_a_unit_at_most(n in any::<i64>(), d in 1..i64::MAX, places in 0_u32..6) {
            let value = ratio(n, d);
            let printed = Decimal::round(&value, places);
            prop_assert!((printed.exact() - &value).abs() * BigInt::from(2) <= printed.last_digit());
        }

        #[test]
        fn is_symmetric_in_sign(n in any::<i64>(), d in 1..i64::MAX, places in 0_u32..6) {
            let (value, negated) = (ratio(n, d), ratio(-i128::from(n), d));
            let (printed, mirrored) = (Decimal::round(&value, places), Decimal::round(&negated, places));
            prop_assert_eq!(printed.exact(), -mirrored.exact());
        }

        #[test]
        fn ties_go_away_from_zero(units in -1_000_000_i64..1_000_000, places in 0_u32..6, by in 1_i64..1_000_000) {
            // units + 1/2 of the last digit, written over a common factor.
            let tie = ratio((2 * units + 1) * by, 2 * by * 10_i64.pow(places));
            let away = if units >= 0 { units + 1 } else { units };
            prop_assert_eq!(Decimal::round(&tie, places).exact(), ratio(away, 10_i64.pow(places)));
        }

        #[test]
        fn text_reads_back_as_the_same_number(units in -1_000_000_i64..1_000_000, places in 0_u32..6) {
            let printed = Decimal::round(&ratio(units, 10_i64.pow(places)), places);
            let text = printed.to_string();
            let read: Decimal = text.parse().expect("a printed number");
            prop_assert_eq!((read, read.places()), (printed, places));
            prop_assert!(!text.starts_with("-0") || text.bytes().any(|b| (b'1'..=b'9').contains(&b)), "{}", text);
        }
    }

    #[test]
    fn refuses_what_is_not_a_decimal_number() {
        for text in ["", "-", ".", "4.", "1e3", "4,17", " 4", "--1", "1.2.3", "NaN", "1234567890123456789"] {
            assert_eq!(text.parse::<Decimal>(), Err(ParseDecimalError), "{text:?}");
        }
    }
}
