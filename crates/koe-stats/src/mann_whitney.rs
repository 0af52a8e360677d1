//! The Mann–Whitney test of two distributions over an ordinal scale.

use num_bigint::BigInt;
use num_traits::Signed;

use crate::ranks::{Ranks, answers};
use crate::{Exact, nearest_f64, normal_tails, ratio, significant};

/// Two distributions over an ordinal scale against each other.
#[derive(Debug, Clone, PartialEq)]
pub struct MannWhitney {
    /// U of the first group: the pairs in which its answer is the higher one,
    /// equal answers counting one half.
    pub u: Exact,
    /// P(X > Y) + ½P(X = Y) for an answer X of the first group and Y of the
    /// second: 1/2 where neither tends to be higher.
    pub superiority: Exact,
    /// The two-sided p, to 12 significant digits; `None` where all answers of
    /// both groups are equal.
    pub p: Option<f64>,
}

/// Tests whether the answers of one group tend to be higher than another's.
///
/// The two slices count the answers at each point of the same scale, in rising
/// order.
///
/// # Formula
///
/// U = Σ over pairs of 1 (x > y) or ½ (x = y); superiority = U/(n₁n₂);
/// z = (U − n₁n₂/2 ∓ ½)/σ, ½ towards zero for continuity, where
/// σ² = n₁n₂(N + 1)/12 · (1 − Σ(t³ − t)/(N³ − N)), N = n₁ + n₂ and t the number
/// of answers at a point; p = P(|Z| > |z|).
///
/// # Unit and range
///
/// U in pairs, 0 to n₁n₂; superiority a probability, exact; p from 0 to 1.
///
/// # Undefined when
///
/// A group has no answers, or the scales differ in length. p: all answers are
/// equal.
///
/// # Source
///
/// Mann & Whitney (1947), *Annals of Mathematical Statistics* 18, 50–60; ties
/// and continuity as in Hollander, Wolfe & Chicken (2014), *Nonparametric
/// Statistical Methods*, 3rd ed., section 4.1, eq. 4.13 (R: `wilcox.test(exact =
/// FALSE, correct = TRUE)`); superiority: Vargha & Delaney (2000), *Journal of
/// Educational and Behavioral Statistics* 25(2), 101–132.
///
/// # Example
///
/// ```
/// use koe_stats::{mann_whitney, ratio};
///
/// // 3, 4, 4 against 2, 3 on a scale from 1 to 4: of six pairs five are higher, one is equal.
/// let test = mann_whitney(&[0, 0, 1, 2], &[0, 1, 1, 0]).ok_or("nobody answered")?;
/// assert_eq!((test.u, test.superiority), (ratio(11, 2), ratio(11, 12)));
/// assert_eq!(test.p, Some(0.223542874571));
/// # Ok::<(), &str>(())
/// ```
pub fn mann_whitney(first: &[u64], second: &[u64]) -> Option<MannWhitney> {
    let ranks = Ranks::of(&[first, second])?;
    let pairs = answers(first) * answers(second);
    if pairs == BigInt::ZERO {
        return None;
    }
    // 2U − n₁n₂, that is twice the distance of U from its mean.
    let excess = ranks.doubled_excess(first);
    let u = ratio(&excess + &pairs, 2);
    let superiority = &u / &pairs;
    let p = ranks.left_by_ties().and_then(|left| {
        // (2|U − mean| − 1)² / (2σ)²
        let beyond = (excess.abs() - 1u8).max(BigInt::ZERO);
        let spread = left * ratio(&pairs * (&ranks.answers + 1u8), 3);
        normal_tails(nearest_f64(&(ratio(beyond.pow(2), 1) / spread)).sqrt())
    });
    Some(MannWhitney { u, superiority, p: p.map(|p| significant(p, 12)) })
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn distribution() -> impl Strategy<Value = Vec<u64>> {
        prop::collection::vec(0_u64..30, 5).prop_filter("an answer", |counts| counts.iter().any(|&count| count > 0))
    }

    proptest! {
        #[test]
        fn counts_pairs(first in distribution(), second in distribution()) {
            let mut twice_u = 0;
            for (x, here) in first.iter().enumerate() {
                twice_u += second.iter().enumerate().map(|(y, there)| match x.cmp(&y) {
                    std::cmp::Ordering::Greater => 2 * here * there,
                    std::cmp::Ordering::Equal => here * there,
                    std::cmp::Ordering::Less => 0,
                }).sum::<u64>();
            }
            prop_assert_eq!(mann_whitney(&first, &second).map(|test| test.u), Some(ratio(twice_u, 2)));
        }

        #[test]
        fn the_other_way_round_the_superiorities_are_a_whole(first in distribution(), second in distribution()) {
            let (there, back) = mann_whitney(&first, &second).zip(mann_whitney(&second, &first)).expect("answers");
            prop_assert_eq!(there.superiority + back.superiority, ratio(1, 1));
            prop_assert_eq!(there.p, back.p);
        }
    }

    #[test]
    fn equal_distributions_have_p_1() {
        let test = mann_whitney(&[1, 2, 3], &[10, 20, 30]).expect("answers");
        assert_eq!((test.superiority, test.p), (ratio(1, 2), Some(1.0)));
    }

    #[test]
    fn equal_answers_have_no_p() {
        let test = mann_whitney(&[0, 7, 0], &[0, 2, 0]).expect("answers");
        assert_eq!((test.superiority, test.p), (ratio(1, 2), None));
    }

    #[test]
    fn undefined_outside_its_domain() {
        assert_eq!(mann_whitney(&[0, 0], &[1, 2]), None);
        assert_eq!(mann_whitney(&[], &[]), None);
        assert_eq!(mann_whitney(&[1, 2], &[1, 2, 3]), None);
    }

    #[test]
    fn very_many_respondents_do_not_overflow() {
        let test = mann_whitney(&[0, u64::MAX], &[u64::MAX, u64::MAX]).expect("answers");
        assert_eq!((test.superiority, test.p), (ratio(3, 4), Some(0.0)));
    }
}
