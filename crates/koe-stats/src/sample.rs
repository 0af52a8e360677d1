//! What the comparisons of means take: a group of respondents, an estimate.

use num_bigint::BigInt;

use crate::{Exact, mean, variance};

/// The values of a group: one per respondent, an answer or an own mean.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sample {
    /// The number of respondents.
    pub n: u64,
    /// The mean of their values.
    pub mean: Exact,
    /// The sample variance s² of their values, divisor n − 1.
    pub variance: Exact,
}

impl Sample {
    /// Returns the sample of `n` answers with the given sum and sum of squares;
    /// `None` below two answers.
    ///
    /// # Example
    ///
    /// ```
    /// use koe_stats::{Sample, ratio};
    ///
    /// // 3, 4, 4, 5
    /// let sample = Sample::of_answers(4, 16, 66).ok_or("fewer than two answers")?;
    /// assert_eq!((sample.mean, sample.variance), (ratio(4, 1), ratio(2, 3)));
    /// # Ok::<(), &str>(())
    /// ```
    pub fn of_answers(n: u64, sum: i128, squares: i128) -> Option<Self> {
        Some(Self { n, mean: mean(n, sum)?, variance: variance(n, sum, squares)? })
    }

    /// Returns the mean as an estimate: variance s²/n, n − 1 degrees of freedom
    /// (Cochran 1977, *Sampling Techniques*, 3rd ed., section 2.7); `None` below
    /// two respondents.
    pub fn estimate(&self) -> Option<Estimate> {
        if self.n < 2 {
            return None;
        }
        let variance = &self.variance / BigInt::from(self.n);
        Some(Estimate { value: self.mean.clone(), variance, df: self.n - 1 })
    }
}

/// An estimate and how well it is known: a mean of answers or of own means, a
/// pooled mean, a share.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Estimate {
    /// The estimate itself.
    pub value: Exact,
    /// The variance of the estimate (s²/n for a mean, not s²).
    pub variance: Exact,
    /// The degrees of freedom of the variance: respondents less one.
    pub df: u64,
}

#[cfg(test)]
pub(crate) mod tests {
    use proptest::prelude::*;

    use super::Sample;
    use crate::ratio;

    /// Any sample whose answers vary.
    pub(crate) fn sample() -> impl Strategy<Value = Sample> {
        (2_u64..500, 100_i64..600, 1_i64..300).prop_map(|(n, mean, variance)| Sample {
            n,
            mean: ratio(mean, 100),
            variance: ratio(variance, 100),
        })
    }
}
