//! Parts of a change as they are printed.

use koe_stats::{Decimal, Exact, PartOf, apportion, kitagawa, nearest_f64};
use num_traits::Zero;

/// Printed parts that add up to a printed change.
pub(super) struct Parts {
    /// Of each part: by its own mean, by its weight.
    pub(super) moved: Vec<(Decimal, Decimal)>,
    /// What is neither.
    pub(super) rest: Decimal,
    pub(super) largest_deviation: f64,
}

impl Parts {
    /// Takes the change of Σ p·m apart and prints the parts, and `rest`, with one
    /// digit more than the scores: forty items that move a score by 0.03 would
    /// all print as 0.00. They add up to the printed change.
    pub(super) fn of(
        before: &[PartOf],
        after: &[PartOf],
        rest: &Exact,
        difference: Decimal,
        decimals: u32,
    ) -> Option<Self> {
        let moved = kitagawa(before, after)?;
        let within = moved.iter().map(|part| part.within.clone());
        let mix = moved.iter().map(|part| part.mix.clone());
        // What is nothing prints as nothing; the others take up what is missing.
        let exact: Vec<Exact> = within.chain(mix).chain([rest.clone()]).collect();
        let some: Vec<Exact> = exact.iter().filter(|part| !part.is_zero()).cloned().collect();
        let sum = Decimal::round(&difference.exact(), decimals + 1);
        let zero = Decimal::round(&Exact::zero(), decimals + 1);
        if some.is_empty() {
            let parts = vec![(zero, zero); moved.len()];
            return sum.is_zero().then_some(Self { moved: parts, rest: zero, largest_deviation: 0.0 });
        }
        let printed = apportion(&some, sum)?;
        let mut next = printed.parts.into_iter();
        let all: Vec<Decimal> =
            exact.iter().map(|part| if part.is_zero() { Some(zero) } else { next.next() }).collect::<Option<_>>()?;
        let (within, others) = all.split_at(moved.len());
        let (mix, rest) = others.split_at(moved.len());
        Some(Self {
            moved: within.iter().copied().zip(mix.iter().copied()).collect(),
            rest: rest.first().copied()?,
            largest_deviation: nearest_f64(&printed.largest_deviation),
        })
    }
}

#[cfg(test)]
mod tests {
    use koe_stats::ratio;
    use proptest::prelude::*;

    use super::*;

    fn parts(of: &[(u32, i32)]) -> Vec<PartOf> {
        let all: u32 = of.iter().map(|part| part.0).sum();
        let part = |&(share, mean): &(u32, i32)| PartOf { share: ratio(share, all), mean: Some(ratio(mean, 100)) };
        of.iter().map(part).collect()
    }

    fn score(parts: &[PartOf]) -> Exact {
        parts.iter().filter_map(|part| Some(&part.share * part.mean.as_ref()?)).sum()
    }

    proptest! {
        #[test]
        fn printed_parts_add_up_to_the_change_of_the_printed_scores(
            of in proptest::collection::vec(((1_u32..200, 100..600), (1_u32..200, 100..600)), 1..9),
            rest in -50..50,
        ) {
            let before = parts(&of.iter().map(|part| part.0).collect::<Vec<_>>());
            let after = parts(&of.iter().map(|part| part.1).collect::<Vec<_>>());
            let rest = ratio(rest, 1000);
            let printed = |score: &Exact| Decimal::round(score, 2);
            let difference = printed(&(score(&after) + &rest)) - printed(&score(&before));
            let parts = Parts::of(&before, &after, &rest, difference, 2).expect("parts");
            let sum = parts.moved.iter().fold(parts.rest, |sum, (within, mix)| sum + *within + *mix);
            prop_assert_eq!(sum, difference);
            prop_assert!(parts.largest_deviation < 0.013, "a printed difference is within 0.01 of the exact one");
        }
    }

    #[test]
    fn what_did_not_move_prints_as_nothing() {
        // 0.03 by the first part alone; equal weights, so no part moves by its weight.
        let (before, after) = (parts(&[(1, 400), (1, 300)]), parts(&[(1, 406), (1, 300)]));
        let of = Parts::of(&before, &after, &Exact::zero(), "0.03".parse().expect("a decimal"), 2).expect("parts");
        let text: Vec<String> =
            of.moved.iter().flat_map(|(one, other)| [one, other]).map(ToString::to_string).collect();
        assert_eq!(text, ["0.030", "0.000", "0.000", "0.000"]);
        assert_eq!((of.rest.to_string().as_str(), of.largest_deviation), ("0.000", 0.0));
        // Scores that print alike although nothing moved: no part can take 0.01.
        assert!(Parts::of(&before, &before, &Exact::zero(), "0.01".parse().expect("a decimal"), 2).is_none());
    }
}
