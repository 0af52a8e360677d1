//! The Kruskal–Wallis test of several distributions over an ordinal scale.

use crate::ranks::{Ranks, answers};
use crate::{chi_square_tail, nearest_f64, ratio, significant};

/// Several distributions over an ordinal scale against each other.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct KruskalWallis {
    /// H, corrected for ties, to 12 significant digits.
    pub h: f64,
    /// The degrees of freedom: groups with answers less one.
    pub df: u64,
    /// The p, to 12 significant digits.
    pub p: f64,
}

/// Tests whether the answers of some groups tend to be higher than others'.
///
/// Each group counts its answers at each point of the same scale, in rising
/// order. Groups without answers are left out.
///
/// # Formula
///
/// H = 12/(N(N + 1)) · Σ n_j (r̄_j − (N + 1)/2)² / (1 − Σ(t³ − t)/(N³ − N)), with
/// r̄_j the mean of the mid ranks of group j and t the number of answers at a
/// point; df = k − 1; p = P(X² > H).
///
/// # Unit and range
///
/// H is 0 or more; p from 0 to 1, and 1 for equal distributions.
///
/// # Undefined when
///
/// Fewer than two groups have answers, all answers are equal, or the scales
/// differ in length.
///
/// # Source
///
/// Kruskal & Wallis (1952), *JASA* 47(260), 583–621, eq. 1.2 and 1.3.
///
/// # Example
///
/// ```
/// use koe_stats::{KruskalWallis, kruskal_wallis};
///
/// let test = kruskal_wallis(&[[1, 4, 2], [0, 2, 5], [3, 3, 1]]);
/// assert_eq!(test, Some(KruskalWallis { h: 6.24649859944, df: 2, p: 0.044013921397 }));
/// assert_eq!(kruskal_wallis(&[[1, 4, 2]]), None);
/// ```
pub fn kruskal_wallis<D: AsRef<[u64]>>(groups: &[D]) -> Option<KruskalWallis> {
    let ranks = Ranks::of(groups)?;
    let groups: Vec<_> =
        groups.iter().map(|group| (group.as_ref(), answers(group.as_ref()))).filter(|(_, n)| n.bits() > 0).collect();
    let df = groups.len().checked_sub(1).filter(|&df| df > 0)? as u64;
    let left = nearest_f64(&ranks.left_by_ties()?);
    // 4 n_j (r̄_j − (N + 1)/2)² = (2Σr − n_j(N + 1))²/n_j: no term is negative.
    let squares = groups.iter().map(|(group, n)| nearest_f64(&ratio(ranks.doubled_excess(group).pow(2), n.clone())));
    let factor = nearest_f64(&ratio(3, &ranks.answers * (&ranks.answers + 1u8)));
    let h = factor * squares.sum::<f64>() / left;
    Some(KruskalWallis { h: significant(h, 12), df, p: significant(chi_square_tail(h, df)?, 12) })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::normal_tails;
    use num_traits::Signed;
    use proptest::prelude::*;

    fn distribution() -> impl Strategy<Value = Vec<u64>> {
        prop::collection::vec(0_u64..30, 5)
    }

    proptest! {
        #[test]
        fn two_groups_are_mann_whitney_without_continuity(first in distribution(), second in distribution()) {
            let test = kruskal_wallis(&[&first, &second]);
            let expected = Ranks::of(&[&first, &second]).and_then(|ranks| {
                let pairs = answers(&first) * answers(&second);
                let variance = ranks.left_by_ties()? * ratio(&pairs * (&ranks.answers + 1u8), 3);
                let z = ratio(ranks.doubled_excess(&first).pow(2), 1);
                (variance.is_positive()).then(|| normal_tails(nearest_f64(&(z / variance)).sqrt()))?
            });
            prop_assert_eq!(test.is_some(), expected.is_some());
            if let (Some(test), Some(p)) = (test, expected) {
                prop_assert!((test.p / p - 1.0).abs() < 1e-11, "{} {p}", test.p);
            }
        }

        #[test]
        fn groups_without_answers_and_their_order_do_not_matter(
            mut groups in prop::collection::vec(distribution(), 2..8),
        ) {
            let before = kruskal_wallis(&groups);
            groups.reverse();
            groups.insert(1, vec![0; 5]);
            let after = kruskal_wallis(&groups);
            prop_assert_eq!(before.map(|test| test.df), after.map(|test| test.df));
            let off = before.zip(after).map_or(0.0, |(a, b)| (a.h - b.h).abs() - 1e-11 * a.h);
            prop_assert!(off <= 0.0, "{off}");
        }
    }

    #[test]
    fn equal_distributions_have_p_1() {
        let test = kruskal_wallis(&[[1, 2, 3], [10, 20, 30], [2, 4, 6]]);
        assert_eq!(test, Some(KruskalWallis { h: 0.0, df: 2, p: 1.0 }));
    }

    #[test]
    fn undefined_outside_its_domain() {
        assert_eq!(kruskal_wallis::<[u64; 3]>(&[]), None);
        assert_eq!(kruskal_wallis(&[[1, 2], [0, 0]]), None);
        assert_eq!(kruskal_wallis(&[[0, 4], [0, 9]]), None);
        assert_eq!(kruskal_wallis(&[vec![1, 2], vec![1, 2, 3]]), None);
    }
}
