//! Mean and variance from a count, a sum and a sum of squares.

use num_bigint::BigInt;

use crate::{Exact, nearest_f64, ratio, significant};

/// Returns the mean of `n` answers with the given sum.
///
/// # Formula
///
/// x̄ = Σx / n
///
/// # Unit and range
///
/// That of the answers; within their range. On 0/1 values it is a share.
///
/// # Undefined when
///
/// n = 0.
///
/// # Source
///
/// Cochran (1977), *Sampling Techniques*, 3rd ed., section 2.3.
///
/// # Example
///
/// ```
/// use koe_stats::{mean, ratio};
///
/// assert_eq!(mean(4, 14), Some(ratio(7, 2)));
/// assert_eq!(mean(0, 0), None);
/// ```
pub fn mean(n: u64, sum: i128) -> Option<Exact> {
    (n > 0).then(|| ratio(sum, n))
}

/// Returns the sample variance of `n` answers, divisor n − 1.
///
/// # Formula
///
/// s² = (n Σx² − (Σx)²) / (n (n − 1))
///
/// # Unit and range
///
/// The square of the unit of the answers; 0 or more.
///
/// # Undefined when
///
/// n < 2.
///
/// # Source
///
/// Cochran (1977), *Sampling Techniques*, 3rd ed., Theorem 2.4: s² is unbiased
/// for S². The answers are integers, so the form with Σx² loses nothing.
///
/// # Example
///
/// ```
/// use koe_stats::{ratio, variance};
///
/// // 3, 4, 4, 5
/// assert_eq!(variance(4, 16, 66), Some(ratio(2, 3)));
/// assert_eq!(variance(1, 3, 9), None);
/// ```
pub fn variance(n: u64, sum: i128, squares: i128) -> Option<Exact> {
    if n < 2 {
        return None;
    }
    let sum = BigInt::from(sum);
    Some(ratio(BigInt::from(n) * squares - &sum * &sum, BigInt::from(n) * (n - 1)))
}

/// Returns the standard deviation that belongs to a variance.
///
/// # Formula
///
/// s = √s²
///
/// # Unit and range
///
/// That of the answers; 0 or more, written to 12 significant digits.
///
/// # Undefined when
///
/// The variance is negative, which no variance of answers is; then it is NaN.
///
/// # Source
///
/// Cochran (1977), *Sampling Techniques*, 3rd ed., section 2.7: s² is unbiased
/// for S², s itself is on average slightly too small.
///
/// # Example
///
/// ```
/// use koe_stats::{ratio, sd};
///
/// assert_eq!(sd(&ratio(2, 3)), 0.816496580928);
/// ```
pub fn sd(variance: &Exact) -> f64 {
    significant(nearest_f64(variance).sqrt(), 12)
}

/// Returns the variance of the mean of `n` answers of as many respondents.
///
/// # Formula
///
/// V = s² / n, with n − 1 degrees of freedom.
///
/// # Unit and range
///
/// The square of the unit of the answers; 0 or more.
///
/// # Undefined when
///
/// n < 2.
///
/// # Source
///
/// Cochran (1977), *Sampling Techniques*, 3rd ed., section 2.7, without the
/// finite population correction, which is
/// [`finite_population`](crate::finite_population).
///
/// # Example
///
/// ```
/// use koe_stats::{ratio, variance_of_mean};
///
/// // 3, 4, 4, 5
/// assert_eq!(variance_of_mean(4, 16, 66), Some(ratio(1, 6)));
/// ```
pub fn variance_of_mean(n: u64, sum: i128, squares: i128) -> Option<Exact> {
    Some(variance(n, sum, squares)? / BigInt::from(n))
}

#[cfg(test)]
mod tests {
    use super::*;
    use num_traits::{Signed, Zero};
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn variance_is_that_of_the_deviations(answers in prop::collection::vec(-9_i128..10, 2..40)) {
            let n = answers.len() as u64;
            let (sum, squares) = (answers.iter().sum(), answers.iter().map(|x| x * x).sum());
            let center = ratio(sum, n);
            let deviations = answers.iter().map(|&x| (ratio(x, 1) - &center).pow(2)).sum::<Exact>();
            let variance = variance(n, sum, squares);
            prop_assert_eq!(variance.clone(), Some(deviations / BigInt::from(n - 1)));
            prop_assert!(variance.is_some_and(|variance| !variance.is_negative()));
        }

        #[test]
        fn variance_does_not_see_a_reversed_scale(answers in prop::collection::vec(1_i128..7, 2..40)) {
            let of = |answers: &[i128]| {
                variance(answers.len() as u64, answers.iter().sum(), answers.iter().map(|x| x * x).sum())
            };
            let reversed: Vec<i128> = answers.iter().map(|x| 7 - x).collect();
            prop_assert_eq!(of(&answers), of(&reversed));
        }
    }

    #[test]
    fn equal_answers_have_no_variance() {
        assert_eq!(variance(1_000_000, 4_000_000, 16_000_000), Some(Exact::zero()));
        assert_eq!(variance(0, 0, 0), None);
    }
}
