//! Printed parts that add up to their printed sum.

use std::cmp::Reverse;

use num_bigint::BigInt;
use num_integer::Integer;
use num_traits::{Signed, ToPrimitive};

use crate::{Decimal, Exact};

/// Parts as they are printed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Apportioned {
    /// The printed parts, in their order; they add up to the printed sum.
    pub parts: Vec<Decimal>,
    /// How far the printed part that is farthest from its exact value is from it.
    pub largest_deviation: Exact,
}

/// Prints parts with the digits of their printed sum, so that they add up to it.
///
/// # Formula
///
/// Every part is taken down to the last digit; as many parts as it takes, those
/// with the largest remainders first, go up by one unit of it (Hamilton's method).
/// Equal remainders: the larger part first, then in their order. Where the printed
/// sum is not that of the exact parts (as a difference of two printed scores is
/// not), all take part in turn until it is reached, and the deviation tells.
///
/// # Undefined when
///
/// There is no part, or a number does not fit 127 bits.
///
/// # Source
///
/// Balinski & Young (1982), *Fair Representation*, appendix A, section 3 (the
/// method of largest remainders).
///
/// # Example
///
/// ```
/// use koe_stats::{apportion, ratio};
///
/// let thirds = [ratio(1, 3), ratio(1, 3), ratio(1, 3)];
/// let printed = apportion(&thirds, "1.00".parse()?).ok_or("no parts")?;
/// assert_eq!(printed.parts.iter().map(ToString::to_string).collect::<Vec<_>>(), ["0.34", "0.33", "0.33"]);
/// assert_eq!(printed.largest_deviation, ratio(1, 150));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub fn apportion(parts: &[Exact], sum: Decimal) -> Option<Apportioned> {
    let unit = sum.last_digit();
    let scaled: Vec<Exact> = parts.iter().map(|part| part / &unit).collect();
    let mut units: Vec<BigInt> = scaled.iter().map(|part| part.numer().div_floor(part.denom())).collect();
    let missing = (sum.exact() / &unit).to_integer() - units.iter().sum::<BigInt>();
    let count = i64::try_from(parts.len()).ok().filter(|&count| count > 0)?;
    let mut order: Vec<usize> = (0..parts.len()).collect();
    let remainder = |part: usize| &scaled[part] - Exact::from_integer(units[part].clone());
    order.sort_by_cached_key(|&part| (Reverse(remainder(part)), Reverse(parts[part].abs())));
    let (everyone, some) = missing.div_mod_floor(&BigInt::from(count));
    let some = some.to_usize()?;
    for (place, &part) in order.iter().enumerate() {
        units[part] += &everyone + u8::from(place < some);
    }
    let printed: Vec<Decimal> = units
        .iter()
        .map(|units| {
            units.to_i128()?;
            Some(Decimal::round(&(Exact::from_integer(units.clone()) * &unit), sum.places()))
        })
        .collect::<Option<_>>()?;
    let deviations = printed.iter().zip(parts).map(|(printed, part)| (printed.exact() - part).abs());
    Some(Apportioned { largest_deviation: deviations.max()?, parts: printed })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ratio;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn printed_parts_add_up_and_stay_within_a_digit(
            parts in proptest::collection::vec(-100_000_i64..100_000, 1..9),
            places in 0_u32..4,
        ) {
            let parts: Vec<Exact> = parts.into_iter().map(|part| ratio(part, 777)).collect();
            let sum = Decimal::round(&parts.iter().sum(), places);
            let printed = apportion(&parts, sum).expect("parts");
            prop_assert_eq!(printed.parts.iter().map(|part| part.exact()).sum::<Exact>(), sum.exact());
            prop_assert!(printed.largest_deviation < sum.last_digit() * BigInt::from(2));
        }
    }

    fn printed(parts: &[(i64, i64)], sum: &str) -> Vec<String> {
        let parts: Vec<Exact> = parts.iter().map(|&(n, d)| ratio(n, d)).collect();
        let printed = apportion(&parts, sum.parse().expect("a decimal")).expect("parts");
        printed.parts.iter().map(ToString::to_string).collect()
    }

    #[test]
    fn the_largest_remainders_go_up_first() {
        // 0.014, 0.016, 0.02: the second has the largest remainder.
        assert_eq!(printed(&[(14, 1000), (16, 1000), (20, 1000)], "0.05"), ["0.01", "0.02", "0.02"]);
        // −0.014 is taken down to −0.02, whose remainder 0.006 is the larger one.
        assert_eq!(printed(&[(-14, 1000), (24, 1000)], "0.01"), ["-0.01", "0.02"]);
    }

    #[test]
    fn a_sum_of_printed_scores_is_reached_although_the_parts_say_otherwise() {
        // Scores of 4.064 and 4.056 print as 4.06 and 4.06; the parts are −0.008.
        assert_eq!(printed(&[(-3, 1000), (-5, 1000)], "0.00"), ["0.00", "0.00"]);
        assert_eq!(printed(&[(3, 1000)], "0.02"), ["0.02"]);
    }

    #[test]
    fn nothing_has_no_parts() {
        assert_eq!(apportion(&[], "0.00".parse().expect("a decimal")), None);
    }
}
