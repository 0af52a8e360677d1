//! The ratio estimator: a pooled score and its variance.

use num_bigint::BigInt;

use crate::{Exact, ratio};

/// Sums over the respondents with at least one answer in a set of items.
///
/// s is a respondent's sum of answers (or number of favorable answers), n the
/// number of items answered. Sums of disjoint groups of respondents add up.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct RatioSums {
    /// R, the number of respondents with n ≥ 1.
    pub respondents: u64,
    /// Σs.
    pub numerator: i128,
    /// Σn.
    pub denominator: i128,
    /// Σs².
    pub numerator_squares: i128,
    /// Σs·n.
    pub cross: i128,
    /// Σn².
    pub denominator_squares: i128,
}

impl RatioSums {
    /// Returns the pooled mean: all answers together.
    ///
    /// # Formula
    ///
    /// r = Σs / Σn
    ///
    /// # Unit and range
    ///
    /// Scale points, within the scale; a share on 0/1 answers.
    ///
    /// # Undefined when
    ///
    /// Σn = 0.
    ///
    /// # Source
    ///
    /// Cochran (1977), *Sampling Techniques*, 3rd ed., section 2.11.
    ///
    /// # Example
    ///
    /// ```
    /// use koe_stats::{RatioSums, ratio};
    ///
    /// let sums = RatioSums { respondents: 2, numerator: 11, denominator: 3, ..RatioSums::default() };
    /// assert_eq!(sums.ratio(), Some(ratio(11, 3)));
    /// assert_eq!(RatioSums::default().ratio(), None);
    /// ```
    pub fn ratio(&self) -> Option<Exact> {
        (self.denominator != 0).then(|| ratio(self.numerator, self.denominator))
    }

    /// Returns the variance of the pooled mean, the respondent being the unit.
    ///
    /// Answers of one respondent go together, so they are not independent
    /// observations; this variance holds whatever their correlation. It has
    /// R − 1 degrees of freedom.
    ///
    /// # Formula
    ///
    /// V = R/(R − 1) · (Σs² − 2r Σs·n + r² Σn²) / (Σn)²
    ///
    /// # Unit and range
    ///
    /// Squared scale points; 0 or more.
    ///
    /// # Undefined when
    ///
    /// R < 2 or Σn = 0.
    ///
    /// # Source
    ///
    /// Cochran (1977), *Sampling Techniques*, 3rd ed., section 6.4, eq. 6.13, without
    /// the finite population correction, which is
    /// [`finite_population`](crate::finite_population).
    ///
    /// # Example
    ///
    /// ```
    /// use koe_stats::{RatioSums, ratio};
    ///
    /// // One respondent answered 3 and 4, another 5.
    /// let sums = RatioSums {
    ///     respondents: 2,
    ///     numerator: 12,
    ///     denominator: 3,
    ///     numerator_squares: 49 + 25,
    ///     cross: 14 + 5,
    ///     denominator_squares: 4 + 1,
    /// };
    /// // Residuals s − 4n are −1 and 1: 2/1 · (1 + 1) / 9.
    /// assert_eq!(sums.variance(), Some(ratio(4, 9)));
    /// ```
    pub fn variance(&self) -> Option<Exact> {
        if self.respondents < 2 || self.denominator == 0 {
            return None;
        }
        let (s, n) = (BigInt::from(self.numerator), BigInt::from(self.denominator));
        // Σn · residual is an integer; hence the fourth power below.
        let residual_squares =
            &n * &n * self.numerator_squares - &s * &n * 2 * self.cross + &s * &s * self.denominator_squares;
        Some(ratio(residual_squares * self.respondents, n.pow(4) * (self.respondents - 1)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::variance_of_mean;
    use num_traits::Signed;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn one_answer_each_gives_the_variance_of_a_mean(answers in prop::collection::vec(-9_i128..10, 2..40)) {
            let (sum, squares) = (answers.iter().sum(), answers.iter().map(|x| x * x).sum());
            let n = answers.len() as i128;
            let sums = RatioSums {
                respondents: answers.len() as u64,
                numerator: sum,
                denominator: n,
                numerator_squares: squares,
                cross: sum,
                denominator_squares: n,
            };
            prop_assert_eq!(sums.variance(), variance_of_mean(answers.len() as u64, sum, squares));
        }

        #[test]
        fn variance_is_not_negative(people in prop::collection::vec((-9_i128..10, 1_i128..6), 2..40)) {
            let total = |f: fn(&(i128, i128)) -> i128| people.iter().map(f).sum();
            let sums = RatioSums {
                respondents: people.len() as u64,
                numerator: total(|p| p.0),
                denominator: total(|p| p.1),
                numerator_squares: total(|p| p.0 * p.0),
                cross: total(|p| p.0 * p.1),
                denominator_squares: total(|p| p.1 * p.1),
            };
            prop_assert!(sums.variance().is_some_and(|variance| !variance.is_negative()));
        }
    }

    #[test]
    fn two_billion_respondents_do_not_overflow() {
        // 45 answers of 0 or 100 each: s = 4500 for half of them, n = 45.
        let half = 1_000_000_000_i128;
        let sums = RatioSums {
            respondents: 2_000_000_000,
            numerator: half * 4500,
            denominator: half * 90,
            numerator_squares: half * 4500 * 4500,
            cross: half * 4500 * 45,
            denominator_squares: half * 2 * 45 * 45,
        };
        // Every residual is ±50 · 45: R/(R − 1) · R · 2250² / (45 R)².
        assert_eq!(sums.variance(), Some(ratio(2500, 2_000_000_000_i64 - 1)));
    }

    #[test]
    fn fewer_than_two_respondents_have_no_variance() {
        let one = RatioSums {
            respondents: 1,
            numerator: 4,
            denominator: 1,
            numerator_squares: 16,
            cross: 4,
            denominator_squares: 1,
        };
        assert_eq!(one.variance(), None);
        assert_eq!(RatioSums::default().variance(), None);
    }
}
