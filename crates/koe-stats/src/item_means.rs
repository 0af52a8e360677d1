//! The variance of a mean of item means.

use num_bigint::BigInt;
use num_integer::Integer;
use num_traits::{One, Zero};

use crate::{Exact, ratio};

/// Sums over the respondents who answered one item.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct ItemSums {
    /// n_j, the number of answers.
    pub n: u64,
    /// Σx.
    pub sum: i128,
    /// Σx².
    pub squares: i128,
}

/// Sums over the respondents who answered both items of a pair, x and y.
///
/// The variance of a mean of item means needs `n`, `x`, `y` and `xy`; `xx` and
/// `yy` complete the pair's correlation matrix.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct PairSums {
    /// The number of respondents who answered both.
    pub n: u64,
    /// Σx over them.
    pub x: i128,
    /// Σy over them.
    pub y: i128,
    /// Σx² over them.
    pub xx: i128,
    /// Σy² over them.
    pub yy: i128,
    /// Σx·y over them.
    pub xy: i128,
}

/// Returns the variance of the mean of item means, the respondent being the unit.
///
/// `pair(j, k)` is asked for once per pair of items with j < k (places in
/// `items`, from 0), x being item j. `respondents` is R, the number of
/// respondents with at least one answer among the items; it gives R − 1 degrees
/// of freedom. Items nobody answered are left out; J counts the others.
///
/// # Formula
///
/// V = R/(R − 1) · Σ z_i², with z_i = (1/J) Σ_j δ_ij (x_ij − x̄_j)/n_j, where
/// δ_ij is 1 if respondent i answered item j and else 0. Multiplied out,
/// Σ z_i² = (1/J²) Σ_j Σ_k C_jk/(n_j n_k), with
/// C_jk = Σxy − x̄_k Σx − x̄_j Σy + n_jk x̄_j x̄_k over those who answered both.
///
/// # Unit and range
///
/// Squared scale points; 0 or more.
///
/// # Undefined when
///
/// R < 2, or no item has an answer.
///
/// # Source
///
/// Woodruff (1971), *JASA* 66(334), 411–414: the linearised variance of a
/// function of totals, here the mean of J ratios Σδ_ij x_ij / Σδ_ij. The R
/// package survey (Lumley 2004, *J. Stat. Softw.* 9(8)) gives the same by
/// `svycontrast` on `svytotal`. All sums are of integers.
///
/// # Example
///
/// ```
/// use koe_stats::{ItemSums, PairSums, item_means_variance, ratio};
///
/// // Three respondents on two items: (1, 3), (3, blank), (2, 5).
/// let items = [ItemSums { n: 3, sum: 6, squares: 14 }, ItemSums { n: 2, sum: 8, squares: 34 }];
/// let pair = PairSums { n: 2, x: 3, y: 8, xx: 5, yy: 34, xy: 13 };
/// // z is (−1/3 − 1/2)/2, (1/3)/2 and (0 + 1/2)/2.
/// let squares = ratio(25, 144) + ratio(1, 36) + ratio(1, 16);
/// let variance = item_means_variance(&items, |_, _| pair, 3);
/// assert_eq!(variance, Some(squares * ratio(3, 2)));
/// ```
pub fn item_means_variance(
    items: &[ItemSums],
    pair: impl Fn(usize, usize) -> PairSums,
    respondents: u64,
) -> Option<Exact> {
    let answered = items.iter().filter(|item| item.n > 0).count();
    (answered > 0).then(|| ratio(1, answered)).and_then(|one| {
        let weights = vec![one; items.len()];
        weighted_item_means_variance(items, &weights, pair, respondents)
    })
}

/// Returns the variance of a weighted sum Σ a_j x̄_j of item means, the
/// respondent being the unit.
///
/// `weights` are the a_j, one per item; they need not add up to 1, and a part
/// of a difference has weights below 1. The rest is as for
/// [`item_means_variance`], which is this with a_j = 1/J.
///
/// # Formula
///
/// V = R/(R − 1) · Σ z_i², with z_i = Σ_j a_j δ_ij (x_ij − x̄_j)/n_j. Multiplied
/// out, Σ z_i² = Σ_j Σ_k a_j a_k C_jk/(n_j n_k).
///
/// # Unit and range
///
/// Squared scale points; 0 or more.
///
/// # Undefined when
///
/// R < 2, no item has an answer, or the weights are not one per item.
///
/// # Source
///
/// Woodruff (1971), *JASA* 66(334), 411–414, as above.
///
/// # Example
///
/// ```
/// use koe_stats::{ItemSums, PairSums, ratio, weighted_item_means_variance};
///
/// // Three respondents on two items: (1, 3), (3, blank), (2, 5); the first
/// // counts twice, so z is −2/3 − 1/2, 2/3 and 1/2.
/// let items = [ItemSums { n: 3, sum: 6, squares: 14 }, ItemSums { n: 2, sum: 8, squares: 34 }];
/// let pair = PairSums { n: 2, x: 3, y: 8, xx: 5, yy: 34, xy: 13 };
/// let squares = ratio(49, 36) + ratio(4, 9) + ratio(1, 4);
/// let variance = weighted_item_means_variance(&items, &[ratio(2, 1), ratio(1, 1)], |_, _| pair, 3);
/// assert_eq!(variance, Some(squares * ratio(3, 2)));
/// ```
pub fn weighted_item_means_variance(
    items: &[ItemSums],
    weights: &[Exact],
    pair: impl Fn(usize, usize) -> PairSums,
    respondents: u64,
) -> Option<Exact> {
    let answered: Vec<usize> = (0..items.len()).filter(|&j| items[j].n > 0).collect();
    if respondents < 2 || answered.is_empty() || weights.len() != items.len() {
        return None;
    }
    // Over one denominator D the weights are integers A_j = D a_j.
    let denominator = weights.iter().fold(BigInt::one(), |l, weight| l.lcm(weight.denom()));
    let parts = weights.iter().map(|weight| weight.numer() * (&denominator / weight.denom()));
    // C_jk/(n_j n_k) is an integer over n_j² n_k²; over the common multiple L of
    // all n_j it is that integer times (L/n_j)² (L/n_k)², over L⁴.
    let common = items.iter().filter(|item| item.n > 0).fold(BigInt::one(), |l, item| l.lcm(&item.n.into()));
    let of = |(item, part): (&ItemSums, BigInt)| if item.n == 0 { part } else { (&common / item.n).pow(2) * part };
    let weights: Vec<BigInt> = items.iter().zip(parts).map(of).collect();

    let mut total = BigInt::zero();
    for (place, &j) in answered.iter().enumerate() {
        let mut row = &weights[j] * own_term(&items[j]);
        for &k in &answered[place + 1..] {
            row += &weights[k] * (pair_term(&items[j], &items[k], &pair(j, k)) * 2);
        }
        total += &weights[j] * row;
    }
    Some(ratio(total * respondents, common.pow(4) * denominator.pow(2) * (respondents - 1)))
}

/// C_jj · n_j², an integer.
fn own_term(item: &ItemSums) -> BigInt {
    let (n, sum) = (BigInt::from(item.n), BigInt::from(item.sum));
    &n * (&n * item.squares - &sum * &sum)
}

/// C_jk · n_j n_k, an integer.
fn pair_term(x: &ItemSums, y: &ItemSums, both: &PairSums) -> BigInt {
    let (x_sum, y_sum) = (BigInt::from(x.sum), BigInt::from(y.sum));
    BigInt::from(x.n) * y.n * both.xy - &y_sum * x.n * both.x - &x_sum * y.n * both.y + x_sum * y_sum * both.n
}

#[cfg(test)]
mod tests {
    use super::*;
    use num_traits::Signed;
    use proptest::prelude::*;

    type Answers = Vec<Vec<Option<i128>>>;

    fn from_answers(answers: &Answers, items: usize) -> Option<Exact> {
        let sums: Vec<ItemSums> = (0..items)
            .map(|j| {
                let given = || answers.iter().filter_map(move |row| row[j]);
                ItemSums { n: given().count() as u64, sum: given().sum(), squares: given().map(|x| x * x).sum() }
            })
            .collect();
        let pair = |j: usize, k: usize| {
            let both = || answers.iter().filter_map(move |row| row[j].zip(row[k]));
            PairSums {
                n: both().count() as u64,
                x: both().map(|p| p.0).sum(),
                y: both().map(|p| p.1).sum(),
                xx: both().map(|p| p.0 * p.0).sum(),
                yy: both().map(|p| p.1 * p.1).sum(),
                xy: both().map(|p| p.0 * p.1).sum(),
            }
        };
        let respondents = answers.iter().filter(|row| row.iter().any(Option::is_some)).count();
        item_means_variance(&sums, pair, respondents as u64)
    }

    fn answers(items: usize) -> impl Strategy<Value = Answers> {
        let answer = prop::option::weighted(0.7, -3_i128..7);
        prop::collection::vec(prop::collection::vec(answer, items), 0..30)
    }

    proptest! {
        #[test]
        fn variance_is_not_negative(answers in answers(4)) {
            let respondents = answers.iter().filter(|row| row.iter().any(Option::is_some)).count();
            let variance = from_answers(&answers, 4);
            prop_assert_eq!(variance.is_some(), respondents > 1);
            prop_assert!(variance.is_none_or(|variance| !variance.is_negative()));
        }

        #[test]
        fn unanswered_items_and_their_place_do_not_matter(answers in answers(3)) {
            let longer = answers.iter().map(|row| vec![row[2], None, row[1], row[0]]).collect();
            prop_assert_eq!(from_answers(&longer, 4), from_answers(&answers, 3));
        }

        #[test]
        fn without_blanks_it_is_the_variance_of_the_mean_of_own_means(
            full in prop::collection::vec(prop::collection::vec(1_i128..7, 3), 2..30),
        ) {
            let groups = full.iter().map(|row| {
                let sum: i128 = row.iter().sum();
                crate::AnswerGroup { answered: 3, respondents: 1, sum, squares: sum * sum }
            });
            let own = crate::own_means(groups).and_then(|own| own.variance);
            let expected = own.map(|variance| variance / BigInt::from(full.len()));
            let answers = full.iter().map(|row| row.iter().copied().map(Some).collect()).collect();
            prop_assert_eq!(from_answers(&answers, 3), expected);
        }
    }
}
