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
