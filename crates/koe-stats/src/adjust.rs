//! p-values adjusted for the number of tests made.

use crate::significant;

/// Returns the p-values of a family of tests adjusted after Benjamini and
/// Hochberg: calling all those up to q different, a share of q at most of them
/// is so by chance, on average.
///
/// The result stands in the order of the input. What is `None`, or no
/// probability, has no adjusted p and does not count as a test.
///
/// # Formula
///
/// With p₍₁₎ ≤ … ≤ p₍ₘ₎: adjusted p₍ᵢ₎ = min over j ≥ i of min(1, p₍ⱼ₎ m/j).
///
/// # Unit and range
///
/// Probabilities from 0 to 1, never below the p they came from, to 12
/// significant digits. Equal p stay equal.
///
/// # Undefined when
///
/// The p is.
///
/// # Source
///
/// Benjamini & Hochberg (1995), *JRSS B* 57(1), 289–300, procedure (1), as
/// adjusted p-values (R: `p.adjust(method = "BH")`). For independent or
/// positively dependent tests.
///
/// # Example
///
/// ```
/// use koe_stats::benjamini_hochberg;
///
/// let adjusted = benjamini_hochberg(&[Some(0.04), None, Some(0.01), Some(0.03)]);
/// assert_eq!(adjusted, [Some(0.04), None, Some(0.03), Some(0.04)]);
/// ```
pub fn benjamini_hochberg(p: &[Option<f64>]) -> Vec<Option<f64>> {
    let family = family(p);
    let m = family.len() as f64;
    let falling = family.into_iter().enumerate().rev();
    let mut smallest = 1.0_f64;
    put_back(
        p.len(),
        falling.map(|(before, (place, p))| {
            smallest = smallest.min(m / (before + 1) as f64 * p);
            (place, smallest)
        }),
    )
}

/// Returns the p-values of a family of tests adjusted after Holm: calling all
/// those up to α different, the probability that any of them is so by chance is
/// at most α, whatever the dependence between the tests.
///
/// The result stands in the order of the input. What is `None`, or no
/// probability, has no adjusted p and does not count as a test.
///
/// # Formula
///
/// With p₍₁₎ ≤ … ≤ p₍ₘ₎: adjusted p₍ᵢ₎ = max over j ≤ i of
/// min(1, (m − j + 1) p₍ⱼ₎).
///
/// # Unit and range
///
/// Probabilities from 0 to 1, never below the p they came from, to 12
/// significant digits. Equal p stay equal.
///
/// # Undefined when
///
/// The p is.
///
/// # Source
///
/// Holm (1979), *Scandinavian Journal of Statistics* 6(2), 65–70, section 3
/// (R: `p.adjust(method = "holm")`).
///
/// # Example
///
/// ```
/// use koe_stats::holm;
///
/// let adjusted = holm(&[Some(0.04), None, Some(0.01), Some(0.03)]);
/// assert_eq!(adjusted, [Some(0.06), None, Some(0.03), Some(0.06)]);
/// ```
pub fn holm(p: &[Option<f64>]) -> Vec<Option<f64>> {
    let family = family(p);
    let m = family.len();
    let rising = family.into_iter().enumerate();
    let mut largest = 0.0_f64;
    put_back(
        p.len(),
        rising.map(|(before, (place, p))| {
            largest = largest.max((m - before) as f64 * p).min(1.0);
            (place, largest)
        }),
    )
}

/// The probabilities and their places, in rising order of the former.
fn family(p: &[Option<f64>]) -> Vec<(usize, f64)> {
    let known = p.iter().enumerate().filter_map(|(place, p)| Some((place, (*p)?)));
    let mut family: Vec<_> = known.filter(|(_, p)| (0.0..=1.0).contains(p)).collect();
    family.sort_by(|(_, a), (_, b)| a.total_cmp(b));
    family
}

fn put_back(length: usize, adjusted: impl Iterator<Item = (usize, f64)>) -> Vec<Option<f64>> {
    let mut result = vec![None; length];
    for (place, p) in adjusted {
        result[place] = Some(significant(p, 12));
    }
    result
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn p_values() -> impl Strategy<Value = Vec<Option<f64>>> {
        // Hundredths, so that some are equal.
        let p = (0_u32..=100).prop_map(|hundredths| f64::from(hundredths) / 100.0);
        prop::collection::vec(prop::option::weighted(0.8, p), 0..40)
    }

    proptest! {
        #[test]
        fn adjusted_values_keep_their_order_and_never_fall(p in p_values()) {
            for adjusted in [benjamini_hochberg(&p), holm(&p)] {
                prop_assert_eq!(adjusted.len(), p.len());
                let pairs: Vec<_> = p.iter().zip(&adjusted).collect();
                for (p, adjusted) in &pairs {
                    prop_assert_eq!(p.is_some(), adjusted.is_some());
                    prop_assert!(p <= adjusted && **adjusted <= Some(1.0), "{p:?} {adjusted:?}");
                }
                for (p, adjusted) in &pairs {
                    for (other, other_adjusted) in pairs.iter().filter(|(other, _)| other.is_some() && p.is_some()) {
                        prop_assert!(p > other || adjusted <= other_adjusted);
                    }
                }
            }
        }

        #[test]
        fn tests_that_were_not_made_do_not_count(p in p_values()) {
            let made: Vec<_> = p.iter().copied().filter(Option::is_some).collect();
            for adjust in [benjamini_hochberg, holm] {
                let adjusted: Vec<_> = adjust(&p).into_iter().filter(Option::is_some).collect();
                prop_assert_eq!(adjusted, adjust(&made));
            }
        }

        #[test]
        fn holm_is_never_below_benjamini_hochberg(p in p_values()) {
            for (strict, mild) in holm(&p).into_iter().zip(benjamini_hochberg(&p)) {
                prop_assert!(mild <= strict.map(|p| p * (1.0 + 1e-11)));
            }
        }
    }

    #[test]
    fn what_is_no_probability_is_left_out() {
        let p = [Some(f64::NAN), Some(0.02), Some(1.5), Some(-0.1), None];
        for adjust in [benjamini_hochberg, holm] {
            assert_eq!(adjust(&p), [None, Some(0.02), None, None, None]);
            assert_eq!(adjust(&[]), []);
        }
    }
}
