//! The respondents' own means over a set of items.

use num_bigint::BigInt;
use num_integer::Integer;
use num_traits::{One, Zero};

use crate::{Exact, ratio};

/// The respondents who answered the same number of items of a set.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct AnswerGroup {
    /// The number n of items that each of them answered.
    pub answered: u64,
    /// How many they are.
    pub respondents: u64,
    /// Σs over them, s being a respondent's sum of answers.
    pub sum: i128,
    /// Σs² over them.
    pub squares: i128,
}

/// Mean and variance of the respondents' own means.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OwnMeans {
    /// The number R of respondents with at least one answer.
    pub respondents: u64,
    /// The mean of their own means.
    pub mean: Exact,
    /// The sample variance of their own means, divisor R − 1; `None` below 2.
    pub variance: Option<Exact>,
}

/// Returns mean and variance of the respondents' own means s/n.
///
/// Groups may come in any order and the same `answered` may come twice.
/// A group with `answered` = 0 has no own mean and does not count.
///
/// # Formula
///
/// With y_i = s_i/n_i: mean ȳ = Σy_i / R, variance
/// (R Σy_i² − (Σy_i)²) / (R (R − 1)), where Σy_i = Σ over groups of Σs/n and
/// Σy_i² = Σ over groups of Σs²/n².
///
/// # Unit and range
///
/// The mean in scale points, within the scale; the variance in squared scale
/// points, 0 or more. On 0/1 answers the mean is a share.
///
/// # Undefined when
///
/// Nobody answered. The variance needs two respondents.
///
/// # Source
///
/// Cochran (1977), *Sampling Techniques*, 3rd ed., Theorem 2.4, with the
/// respondent's own mean as the value of the unit.
///
/// # Example
///
/// ```
/// use koe_stats::{AnswerGroup, own_means, ratio};
///
/// // Two respondents answered two items (3, 4 and 5, 5), one a single item (2).
/// let groups = [
///     AnswerGroup { answered: 2, respondents: 2, sum: 17, squares: 149 },
///     AnswerGroup { answered: 1, respondents: 1, sum: 2, squares: 4 },
/// ];
/// let own = own_means(groups).ok_or("nobody answered")?;
/// assert_eq!(own.respondents, 3);
/// assert_eq!(own.mean, ratio(7, 2)); // of 7/2, 5 and 2
/// assert_eq!(own.variance, Some(ratio(9, 4)));
/// # Ok::<(), &str>(())
/// ```
pub fn own_means(groups: impl IntoIterator<Item = AnswerGroup>) -> Option<OwnMeans> {
    let groups: Vec<_> = groups.into_iter().filter(|g| g.answered > 0 && g.respondents > 0).collect();
    // One common denominator keeps the sums in integers.
    let common = groups.iter().fold(BigInt::one(), |common, g| common.lcm(&BigInt::from(g.answered)));
    let (mut respondents, mut sum, mut squares) = (0_u64, BigInt::zero(), BigInt::zero());
    for group in &groups {
        let factor = &common / group.answered;
        respondents += group.respondents;
        sum += &factor * group.sum;
        squares += &factor * &factor * group.squares;
    }
    if respondents == 0 {
        return None;
    }
    let variance = (respondents > 1).then(|| {
        let numerator = squares * respondents - &sum * &sum;
        ratio(numerator, &common * &common * respondents * (respondents - 1))
    });
    Some(OwnMeans { respondents, mean: ratio(sum, common * respondents), variance })
}

#[cfg(test)]
mod tests {
    use super::*;
    use num_traits::Signed;
    use proptest::prelude::*;

    fn alone(&(sum, answered): &(i128, u64)) -> AnswerGroup {
        AnswerGroup { answered, respondents: 1, sum, squares: sum * sum }
    }

    proptest! {
        #[test]
        fn groups_may_be_merged(people in prop::collection::vec((-30_i128..30, 0_u64..6), 0..40)) {
            let merged = (0..6).map(|answered| {
                let group = || people.iter().filter(move |p| p.1 == answered);
                AnswerGroup {
                    answered,
                    respondents: group().count() as u64,
                    sum: group().map(|p| p.0).sum(),
                    squares: group().map(|p| p.0 * p.0).sum(),
                }
            });
            prop_assert_eq!(own_means(merged), own_means(people.iter().map(alone)));
        }

        #[test]
        fn variance_is_not_negative(people in prop::collection::vec((-30_i128..30, 1_u64..46), 2..40)) {
            let variance = own_means(people.iter().map(alone)).and_then(|own| own.variance);
            prop_assert!(variance.is_some_and(|variance| !variance.is_negative()));
        }
    }

    #[test]
    fn undefined_without_respondents() {
        assert_eq!(own_means([]), None);
        assert_eq!(own_means([alone(&(0, 0))]), None);
        let one = own_means([alone(&(7, 2))]).map(|own| (own.mean, own.variance));
        assert_eq!(one, Some((ratio(7, 2), None)));
    }
}
