//! Why a score moved: means and shares of parts.

use num_bigint::BigInt;
use num_traits::Zero;

use crate::Exact;

/// A part (an item, a unit) in one of two waves.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PartOf {
    /// Its weight in the score: the weights of a wave add up to 1.
    pub share: Exact,
    /// Its mean; `None` where nobody answered or it was not there.
    pub mean: Option<Exact>,
}

/// What a part adds to a change.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Moved {
    /// By its mean: p̄·Δm.
    pub within: Exact,
    /// By its share: Δp·(m̄ − c), c the middle of the two scores.
    pub mix: Exact,
}

/// Returns how much of the change of Σ p·m each part makes by its mean and by
/// its share, in the order of the parts.
///
/// # Formula
///
/// within = ½(p₁ + p₂)·(m₂ − m₁), mix = (p₂ − p₁)·(½(m₁ + m₂) − c), with
/// c = ½(Σp₁m₁ + Σp₂m₂). The sum of all is Σp₂m₂ − Σp₁m₁ exactly. c changes no
/// sum, as the shares add up to 1 in both waves; it lets a part that grew count
/// as a gain only where it scores above the middle. A part with a mean in one
/// wave only is taken to have it in both, so that it adds by its share alone.
///
/// # Unit and range
///
/// In the unit of the means; any sign.
///
/// # Undefined when
///
/// The waves have different numbers of parts, or a part with a share has no mean
/// in either wave.
///
/// # Source
///
/// Kitagawa (1955), *Journal of the American Statistical Association* 50(272),
/// 1168–1194, symmetric form (two components).
///
/// # Example
///
/// ```
/// use koe_stats::{Moved, PartOf, kitagawa, ratio};
///
/// let part = |share, mean| PartOf { share: ratio(share, 10), mean: Some(ratio(mean, 10)) };
/// // 4.0 at 6 in 10 and 3.0 at 4 in 10, then 4.2 at one half and 3.0 at the other.
/// let moved = kitagawa(&[part(6, 40), part(4, 30)], &[part(5, 42), part(5, 30)]).ok_or("no change")?;
/// assert_eq!(moved[0], Moved { within: ratio(11, 100), mix: ratio(-1, 20) });
/// assert_eq!(moved[1], Moved { within: ratio(0, 1), mix: ratio(-3, 50) });
/// // 3.6 to 3.6.
/// assert_eq!(moved.iter().map(|part| &part.within + &part.mix).sum::<koe_stats::Exact>(), ratio(0, 1));
/// # Ok::<(), &str>(())
/// ```
pub fn kitagawa(earlier: &[PartOf], later: &[PartOf]) -> Option<Vec<Moved>> {
    if earlier.len() != later.len() {
        return None;
    }
    let half = |sum: Exact| sum / BigInt::from(2u8);
    let means: Vec<(Exact, Exact)> = earlier
        .iter()
        .zip(later)
        .map(|(first, second)| match (&first.mean, &second.mean) {
            (Some(first), Some(second)) => Some((first.clone(), second.clone())),
            (Some(only), None) | (None, Some(only)) => Some((only.clone(), only.clone())),
            (None, None) => (first.share.is_zero() && second.share.is_zero()).then(|| (Exact::zero(), Exact::zero())),
        })
        .collect::<Option<_>>()?;
    let parts = || earlier.iter().zip(later).zip(&means);
    let scores: Exact = parts().map(|((first, second), (m1, m2))| &first.share * m1 + &second.share * m2).sum();
    let middle = half(scores);
    let moved = parts().map(|((first, second), (m1, m2))| Moved {
        within: half(&first.share + &second.share) * (m2 - m1),
        mix: (&second.share - &first.share) * (half(m1 + m2) - &middle),
    });
    Some(moved.collect())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ratio;
    use proptest::prelude::*;

    /// Weights and means of the same parts in two waves.
    fn waves() -> impl Strategy<Value = Vec<((u32, i32), (u32, i32))>> {
        proptest::collection::vec(((1_u32..500, 100..600), (1_u32..500, 100..600)), 1..8)
    }

    fn wave(parts: impl Iterator<Item = (u32, i32)> + Clone) -> Vec<PartOf> {
        let all: u32 = parts.clone().map(|(share, _)| share).sum();
        parts.map(|(share, mean)| PartOf { share: ratio(share, all), mean: Some(ratio(mean, 100)) }).collect()
    }

    fn score(parts: &[PartOf]) -> Exact {
        parts.iter().filter_map(|part| Some(&part.share * part.mean.as_ref()?)).sum()
    }

    proptest! {
        #[test]
        fn the_parts_add_up_to_the_change(parts in waves()) {
            let earlier = wave(parts.iter().map(|(first, _)| *first));
            let later = wave(parts.iter().map(|(_, second)| *second));
            let moved = kitagawa(&earlier, &later).expect("parts");
            let sum: Exact = moved.iter().map(|part| &part.within + &part.mix).sum();
            prop_assert_eq!(sum, score(&later) - score(&earlier));
        }

        #[test]
        fn back_and_forth_every_part_changes_its_sign(parts in waves()) {
            let earlier = wave(parts.iter().map(|(first, _)| *first));
            let later = wave(parts.iter().map(|(_, second)| *second));
            let (there, back) = kitagawa(&earlier, &later).zip(kitagawa(&later, &earlier)).expect("parts");
            for (there, back) in there.iter().zip(&back) {
                prop_assert_eq!((&there.within, &there.mix), (&-&back.within, &-&back.mix));
            }
        }
    }

    #[test]
    fn a_part_that_came_or_went_adds_by_its_share_alone() {
        let part = |share, mean: Option<i32>| PartOf { share: ratio(share, 10), mean: mean.map(|it| ratio(it, 1)) };
        let earlier = [part(10, Some(4)), part(0, None), part(0, None)];
        let later = [part(5, Some(4)), part(5, Some(2)), part(0, None)];
        let moved = kitagawa(&earlier, &later).expect("parts");
        assert!(moved.iter().all(|part| part.within.is_zero()));
        // 4 to 3: the middle is 3.5, so half of the change each.
        assert_eq!(
            moved.iter().map(|part| part.mix.clone()).collect::<Vec<_>>(),
            [ratio(-1, 4), ratio(-3, 4), ratio(0, 1)]
        );
    }

    #[test]
    fn undefined_outside_its_domain() {
        let silent = PartOf { share: ratio(1, 1), mean: None };
        assert_eq!(kitagawa(std::slice::from_ref(&silent), std::slice::from_ref(&silent)), None);
        assert_eq!(kitagawa(&[silent], &[]), None);
    }
}
