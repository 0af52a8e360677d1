//! The chi-square test of a table of counts.

use num_bigint::BigInt;

use crate::{Exact, chi_square_tail, nearest_f64, ratio, significant};

/// Whether the columns of a table are shared out alike in all of its rows.
#[derive(Debug, Clone, PartialEq)]
pub struct ChiSquare {
    /// The statistic X², to 12 significant digits.
    pub statistic: f64,
    /// The degrees of freedom: (rows − 1)(columns − 1), empty ones not counted.
    pub df: u64,
    /// The p, to 12 significant digits, or why there is none.
    pub p: Result<f64, TooFewExpected>,
    /// Cramér's V, from 0 (no association) to 1, to 12 significant digits.
    pub cramers_v: f64,
    /// The smallest expected count.
    pub smallest_expected: Exact,
    /// The share of cells with an expected count under 5.
    pub share_under_5: Exact,
}

/// Why the chi-square distribution does not describe a table well enough.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TooFewExpected {
    /// An expected count is under 1.
    UnderOne,
    /// A fifth of the expected counts or more are under 5.
    FifthUnderFive,
}

/// Tests whether the columns of a table are shared out alike in all rows.
///
/// One slice per row (a group), one count per column (a scale point). Rows and
/// columns without any count are left out.
///
/// # Formula
///
/// With r_i, c_j the sums of rows and columns, N the sum of all and
/// e_ij = r_i c_j / N: X² = Σ(o_ij − e_ij)²/e_ij, df = (r − 1)(c − 1),
/// p = P(X²(df) > X²), V = √(X² / (N · min(r − 1, c − 1))).
///
/// # Unit and range
///
/// X² is 0 or more; p from 0 to 1, and 1 for equal shares; V from 0 to 1.
///
/// # Undefined when
///
/// Fewer than two rows or columns have a count, or rows differ in length. p: an
/// expected count is under 1, or a fifth or more are under 5.
///
/// # Source
///
/// Pearson (1900), *Philosophical Magazine* 50, 157–175; Cramér (1946),
/// *Mathematical Methods of Statistics*, section 21.9 (V); Cochran (1954),
/// *Biometrics* 10(4), 417–451, section 3 (expected counts; at exactly a fifth
/// this is the stricter of the two readings).
///
/// # Example
///
/// ```
/// use koe_stats::{TooFewExpected, chi_square, ratio};
///
/// let table = chi_square(&[[10, 20, 30], [20, 20, 20]]).ok_or("no table")?;
/// assert_eq!((table.statistic, table.df, table.p), (5.33333333333, 2, Ok(0.0694834512228)));
/// assert_eq!((table.cramers_v, table.smallest_expected), (0.210818510678, ratio(15, 1)));
/// let few = chi_square(&[[3, 1], [2, 4]]).ok_or("no table")?;
/// assert_eq!((few.p, few.share_under_5), (Err(TooFewExpected::FifthUnderFive), ratio(1, 1)));
/// # Ok::<(), &str>(())
/// ```
pub fn chi_square<R: AsRef<[u64]>>(table: &[R]) -> Option<ChiSquare> {
    let table = Table::of(table)?;
    let (rows, columns) = (table.rows.len() as u64, table.columns.len() as u64);
    if rows < 2 || columns < 2 {
        return None;
    }
    let statistic = table.statistic();
    let df = (rows - 1) * (columns - 1);
    let (smallest_expected, share_under_5) = (table.smallest_expected(), table.share_under_5());
    let p = match enough(&smallest_expected, &share_under_5) {
        Ok(()) => Ok(significant(chi_square_tail(statistic, df)?, 12)),
        Err(reason) => Err(reason),
    };
    let whole = nearest_f64(&ratio(table.sum, 1)) * (rows.min(columns) - 1) as f64;
    Some(ChiSquare {
        statistic: significant(statistic, 12),
        df,
        p,
        cramers_v: significant((statistic / whole).sqrt().min(1.0), 12),
        smallest_expected,
        share_under_5,
    })
}

fn enough(smallest_expected: &Exact, share_under_5: &Exact) -> Result<(), TooFewExpected> {
    if *smallest_expected < ratio(1, 1) {
        Err(TooFewExpected::UnderOne)
    } else if *share_under_5 >= ratio(1, 5) {
        Err(TooFewExpected::FifthUnderFive)
    } else {
        Ok(())
    }
}

/// A table with its sums, rows and columns without any count left out.
struct Table {
    rows: Vec<(Vec<u64>, BigInt)>,
    columns: Vec<BigInt>,
    sum: BigInt,
}

impl Table {
    /// Sums up a table; `None` where rows differ in length.
    fn of<R: AsRef<[u64]>>(table: &[R]) -> Option<Self> {
        let width = table.first()?.as_ref().len();
        if table.iter().any(|row| row.as_ref().len() != width) {
            return None;
        }
        let column = |j: usize| table.iter().map(|row| BigInt::from(row.as_ref()[j])).sum::<BigInt>();
        let (kept, columns): (Vec<usize>, Vec<BigInt>) =
            (0..width).map(|j| (j, column(j))).filter(|(_, sum)| sum.bits() > 0).unzip();
        let rows = table.iter().map(|row| {
            let counts: Vec<u64> = kept.iter().map(|&j| row.as_ref()[j]).collect();
            let sum = counts.iter().map(|&count| BigInt::from(count)).sum::<BigInt>();
            (counts, sum)
        });
        let rows = rows.filter(|(_, sum)| sum.bits() > 0).collect();
        let sum = columns.iter().sum();
        Some(Self { rows, columns, sum })
    }

    /// The expected count of every cell, times N.
    fn expected(&self) -> impl Iterator<Item = BigInt> {
        self.rows.iter().flat_map(|(_, row)| self.columns.iter().map(move |column| row * column))
    }

    /// X², whose terms (N o − r c)²/(N r c) are rounded but never cancel.
    fn statistic(&self) -> f64 {
        let observed = self.rows.iter().flat_map(|(counts, _)| counts);
        let terms = observed.zip(self.expected()).map(|(&observed, expected)| {
            let off = &self.sum * observed - &expected;
            nearest_f64(&ratio(off.pow(2), expected * &self.sum))
        });
        terms.sum()
    }

    fn smallest_expected(&self) -> Exact {
        ratio(self.expected().min().unwrap_or_default(), self.sum.clone())
    }

    fn share_under_5(&self) -> Exact {
        let limit = &self.sum * 5u8;
        let under = self.expected().filter(|expected| *expected < limit).count();
        ratio(under, self.rows.len() * self.columns.len())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn table() -> impl Strategy<Value = Vec<Vec<u64>>> {
        (1_usize..7).prop_flat_map(|width| prop::collection::vec(prop::collection::vec(0_u64..60, width), 1..9))
    }

    proptest! {
        #[test]
        fn rows_and_columns_may_be_exchanged(table in table()) {
            let turned: Vec<Vec<u64>> =
                (0..table[0].len()).map(|j| table.iter().map(|row| row[j]).collect()).collect();
            let (there, back) = (chi_square(&table), chi_square(&turned));
            prop_assert_eq!(there.is_some(), back.is_some());
            if let Some((there, back)) = there.zip(back) {
                prop_assert!((there.statistic - back.statistic).abs() <= 1e-10 * there.statistic);
                prop_assert_eq!((there.df, there.smallest_expected), (back.df, back.smallest_expected));
                prop_assert_eq!(there.share_under_5, back.share_under_5);
                prop_assert!((0.0..=1.0).contains(&there.cramers_v));
            }
        }

        #[test]
        fn empty_rows_and_columns_do_not_matter(table in table(), row in 0_usize..9, column in 0_usize..7) {
            let mut padded = table.clone();
            padded.insert(row.min(table.len()), vec![0; table[0].len()]);
            for counts in &mut padded {
                counts.insert(column.min(table[0].len()), 0);
            }
            prop_assert_eq!(chi_square(&padded), chi_square(&table));
        }
    }

    #[test]
    fn equal_shares_have_p_1() {
        let test = chi_square(&[[10, 20, 30], [20, 40, 60]]).expect("a table");
        assert_eq!((test.statistic, test.p, test.cramers_v), (0.0, Ok(1.0), 0.0));
    }

    #[test]
    fn a_clean_cut_has_v_1() {
        let test = chi_square(&[[30, 0], [0, 70]]).expect("a table");
        assert_eq!((test.statistic, test.cramers_v), (100.0, 1.0));
    }

    #[test]
    fn p_is_withheld_at_the_borders_of_the_rule() {
        // Rows 10 and 90, columns 10 and 90: the smallest is exactly 1, one cell of four is under 5.
        let at_one = chi_square(&[[1, 9], [9, 81]]).expect("a table");
        assert_eq!((at_one.smallest_expected, at_one.p), (ratio(1, 1), Err(TooFewExpected::FifthUnderFive)));
        let under_one = chi_square(&[[1, 8], [9, 81]]).expect("a table");
        assert_eq!(under_one.p, Err(TooFewExpected::UnderOne));
        // Two cells of ten under 5 are a fifth; two of twelve are not.
        let fifth = chi_square(&[[4, 9, 9, 9, 9], [4, 9, 9, 9, 9]]).expect("a table");
        assert_eq!((fifth.share_under_5, fifth.p), (ratio(1, 5), Err(TooFewExpected::FifthUnderFive)));
        let sixth = chi_square(&[[4, 9, 9, 9, 9, 9], [4, 9, 9, 9, 9, 9]]).expect("a table");
        assert_eq!((sixth.share_under_5, sixth.p), (ratio(1, 6), Ok(1.0)));
        // Exactly 5 is not under 5.
        let five = chi_square(&[[5, 5], [5, 5]]).expect("a table");
        assert_eq!((five.share_under_5, five.p), (ratio(0, 1), Ok(1.0)));
    }

    #[test]
    fn undefined_outside_its_domain() {
        assert_eq!(chi_square::<[u64; 2]>(&[]), None);
        assert_eq!(chi_square(&[[0, 0], [0, 0]]), None);
        assert_eq!(chi_square(&[[3, 4], [0, 0]]), None);
        assert_eq!(chi_square(&[[3, 0], [4, 0]]), None);
        assert_eq!(chi_square(&[vec![1, 2], vec![1, 2, 3]]), None);
    }

    #[test]
    fn very_many_answers_do_not_overflow() {
        let test = chi_square(&[[u64::MAX, 0], [0, u64::MAX]]).expect("a table");
        assert_eq!((test.p, test.cramers_v), (Ok(0.0), 1.0));
    }
}
