//! The median of answers on a scale.

use crate::{Exact, ratio};

/// Returns the median of a distribution over the points `min`, `min` + 1, ….
///
/// `counts[k]` is the number of answers at the point `min` + k.
///
/// # Formula
///
/// The mean of the answers at the places ⌈n/2⌉ and ⌊n/2⌋ + 1 in rising order:
/// the middle answer twice when n is odd, the two middle ones when it is even.
///
/// # Unit and range
///
/// Scale points; a whole or a half point within the scale.
///
/// # Undefined when
///
/// There is no answer.
///
/// # Source
///
/// Hyndman & Fan (1996), *The American Statistician* 50(4), 361–365: their
/// property P5, the usual sample median.
///
/// # Example
///
/// ```
/// use koe_stats::{median, ratio};
///
/// // The answers 1, 3, 4, 4 on a scale from 1 to 5.
/// assert_eq!(median(&[1, 0, 1, 2, 0], 1), Some(ratio(7, 2)));
/// assert_eq!(median(&[0, 0], 1), None);
/// ```
pub fn median(counts: &[u64], min: i32) -> Option<Exact> {
    let n: u128 = counts.iter().copied().map(u128::from).sum();
    let lower = answer_at(counts, n.div_ceil(2))?;
    let upper = answer_at(counts, n / 2 + 1)?;
    Some(ratio(lower + upper, 2) + ratio(min, 1))
}

/// Returns how far above the scale minimum the answer at a place in rising
/// order lies; places start at 1.
fn answer_at(counts: &[u64], place: u128) -> Option<usize> {
    let mut below = 0_u128;
    counts.iter().position(|&count| {
        below += u128::from(count);
        below >= place.max(1)
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn is_the_middle_of_the_sorted_answers(mut answers in prop::collection::vec(-3_i32..7, 1..30)) {
            let counts: Vec<u64> =
                (-3..7).map(|point| answers.iter().filter(|&&x| x == point).count() as u64).collect();
            answers.sort_unstable();
            let n = answers.len();
            let expected = ratio(answers[(n - 1) / 2] + answers[n / 2], 2);
            prop_assert_eq!(median(&counts, -3), Some(expected));
        }
    }

    #[test]
    fn undefined_without_answers() {
        assert_eq!(median(&[], 1), None);
        assert_eq!(median(&[0, 0, 0], 1), None);
    }
}
