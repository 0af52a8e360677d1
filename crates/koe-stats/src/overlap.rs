//! The change between two waves that share an unknown number of respondents.

use num_traits::Signed;

use crate::interval::is_confidence;
use crate::{Exact, Interval, nearest_f64, ratio, significant, t_quantile, t_tails};

/// The score of one wave of an anonymous survey.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WaveScore {
    /// The score.
    pub value: Exact,
    /// The variance S² of the respondents' linearised values: n times the variance
    /// of the score before any finite population correction.
    pub variance: Exact,
    /// Respondents.
    pub respondents: u64,
    /// Everyone who could have answered, where it is known.
    pub headcount: Option<u64>,
}

/// The change from one wave to another, for the fewest and the most people who
/// may have answered both.
#[derive(Debug, Clone, PartialEq)]
pub struct WaveChange {
    /// The later score less the earlier one.
    pub difference: Exact,
    /// As if as few as possible answered both.
    pub fewest: SharedRespondents,
    /// As if as many as possible answered both.
    pub most: SharedRespondents,
    /// The Welch–Satterthwaite degrees of freedom of the two waves.
    df: f64,
}

/// The variance of a change under one number of shared respondents.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct SharedRespondents {
    /// How many people answered both waves.
    pub shared: u64,
    /// The standard error of the change, to 12 significant digits.
    pub se: f64,
    /// The same with all its digits, for what is computed from it.
    unrounded: f64,
}

/// Returns the change between two waves of which nobody knows who answered both.
///
/// `correlation` is that of one person's values in the two waves; 0.6 where
/// nothing better is known.
///
/// # Formula
///
/// V(m) = (1/n₁ − 1/N₁)·S₁² + (1/n₂ − 1/N₂)·S₂² − 2(m/(n₁n₂) − 1/N)·r·S₁S₂,
/// N = max(N₁, N₂), for m = max(0, n₁ + n₂ − N) and m = min(n₁, n₂). Where a
/// headcount is not known its terms are left out and m begins at 0. Degrees of
/// freedom after Welch and Satterthwaite, from S₁²/n₁ and S₂²/n₂.
///
/// # Unit and range
///
/// In the unit of the scores; a standard error is 0 or more (0 where everyone
/// answered both waves the same way).
///
/// # Undefined when
///
/// A wave has fewer than two respondents or more than its headcount, a variance
/// is negative, or the correlation is not from −1 to 1.
///
/// # Source
///
/// Tam (1984), *The American Statistician* 38(4), 288–289, on covariances from
/// overlapping samples of a finite population.
///
/// # Example
///
/// ```
/// use koe_stats::{WaveScore, ratio, wave_change};
///
/// let wave = |value, respondents| WaveScore {
///     value: ratio(value, 100),
///     variance: ratio(1, 1),
///     respondents,
///     headcount: Some(400),
/// };
/// let change = wave_change(&wave(406, 200), &wave(411, 300), 0.6).ok_or("too few")?;
/// assert_eq!(change.difference, ratio(5, 100));
/// assert_eq!((change.fewest.shared, change.most.shared), (100, 200));
/// // (1/200 − 1/400) + (1/300 − 1/400) − 1.2·(100/60000 − 1/400) = 13/3000.
/// assert_eq!(change.fewest.se, 0.0658280588604);
/// # Ok::<(), &str>(())
/// ```
pub fn wave_change(earlier: &WaveScore, later: &WaveScore, correlation: f64) -> Option<WaveChange> {
    let is_whole = |wave: &WaveScore| {
        wave.respondents >= 2
            && wave.headcount.is_none_or(|headcount| headcount >= wave.respondents)
            && !wave.variance.is_negative()
    };
    if !is_whole(earlier) || !is_whole(later) || !(-1.0..=1.0).contains(&correlation) {
        return None;
    }
    let people = earlier.headcount.zip(later.headcount).map(|(first, second)| first.max(second));
    let (n1, n2) = (earlier.respondents, later.respondents);
    let most = n1.min(n2);
    let fewest = people.map_or(0, |people| (n1 + n2).saturating_sub(people));
    let own = nearest_f64(&(own_variance(earlier) + own_variance(later)));
    let spread = (nearest_f64(&earlier.variance) * nearest_f64(&later.variance)).sqrt();
    let under = |shared: u64| {
        let together = ratio(shared, n1) / ratio(n2, 1) - people.map_or_else(|| ratio(0, 1), |of| ratio(1, of));
        let variance = own - 2.0 * nearest_f64(&together) * correlation * spread;
        // Nothing but rounding takes it below zero.
        let unrounded = variance.max(0.0).sqrt();
        SharedRespondents { shared, se: significant(unrounded, 12), unrounded }
    };
    Some(WaveChange {
        difference: &later.value - &earlier.value,
        fewest: under(fewest),
        most: under(most),
        df: degrees(earlier, later),
    })
}

fn own_variance(wave: &WaveScore) -> Exact {
    let left = wave.headcount.map_or_else(|| ratio(0, 1), |headcount| ratio(1, headcount));
    (ratio(1, wave.respondents) - left) * &wave.variance
}

/// Welch–Satterthwaite; that of the larger sample where neither varies.
fn degrees(earlier: &WaveScore, later: &WaveScore) -> f64 {
    let part = |wave: &WaveScore| nearest_f64(&(&wave.variance / ratio(wave.respondents, 1)));
    let (first, second) = (part(earlier), part(later));
    let sum = first + second;
    let freedom = |wave: &WaveScore| (wave.respondents - 1) as f64;
    if sum > 0.0 {
        let (first, second) = (first / sum, second / sum);
        1.0 / (first * first / freedom(earlier) + second * second / freedom(later))
    } else {
        freedom(earlier).max(freedom(later))
    }
}

impl WaveChange {
    /// Returns the case with the wider interval, which is the one to print.
    pub fn wider(&self) -> SharedRespondents {
        if self.most.se > self.fewest.se { self.most } else { self.fewest }
    }

    /// Returns the t interval of the change in one of the two cases; `None`
    /// unless the confidence is between 0 and 1.
    pub fn interval(&self, case: SharedRespondents, confidence: f64) -> Option<Interval> {
        if !is_confidence(confidence) {
            return None;
        }
        let half = t_quantile((1.0 + confidence) / 2.0, self.df)? * case.unrounded;
        let center = nearest_f64(&self.difference);
        Some(Interval::rounded(center - half, center + half))
    }

    /// Returns the two-sided p of the t test that nothing changed, to 12
    /// significant digits; `None` where the standard error is 0.
    pub fn p(&self, case: SharedRespondents) -> Option<f64> {
        if case.se > 0.0 {
            Some(significant(t_tails(nearest_f64(&self.difference) / case.unrounded, self.df)?, 12))
        } else {
            None
        }
    }

    /// Returns the smallest change that two such waves are likely to show (5 %,
    /// power 80 %): 2.80 · SE, as z(0.975) + z(0.8) = 2.80 (Bloom 1995,
    /// *Evaluation Review* 19(5), 547–556).
    pub fn smallest_detectable(case: SharedRespondents) -> f64 {
        significant(2.8 * case.unrounded, 12)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn wave() -> impl Strategy<Value = WaveScore> {
        (2_u64..3000, 100_i64..600, 0_i64..300, proptest::option::of(0_u64..3000)).prop_map(
            |(respondents, value, variance, silent)| WaveScore {
                value: ratio(value, 100),
                variance: ratio(variance, 100),
                respondents,
                headcount: silent.map(|silent| respondents + silent),
            },
        )
    }

    proptest! {
        #[test]
        fn with_a_correlation_more_shared_respondents_tell_more(one in wave(), other in wave(), r in 0.0..1.0_f64) {
            let change = wave_change(&one, &other, r).expect("two waves");
            prop_assert!(change.fewest.shared <= change.most.shared);
            prop_assert!(change.most.se <= change.fewest.se);
            prop_assert_eq!(change.wider(), change.fewest);
        }

        #[test]
        fn without_headcounts_and_overlap_it_is_welch(one in wave(), other in wave()) {
            let (one, other) = (WaveScore { headcount: None, ..one }, WaveScore { headcount: None, ..other });
            let change = wave_change(&one, &other, 0.6).expect("two waves");
            let estimate = |wave: &WaveScore| crate::Estimate {
                value: wave.value.clone(),
                variance: &wave.variance / ratio(wave.respondents, 1),
                df: wave.respondents - 1,
            };
            let Some(welch) = crate::welch(&estimate(&other), &estimate(&one)) else { return Ok(()) };
            let (own, theirs) = (change.interval(change.fewest, 0.95), welch.interval(0.95));
            let (own, theirs) = own.zip(theirs).expect("both");
            prop_assert!((own.low - theirs.low).abs() < 1e-9 && (own.high - theirs.high).abs() < 1e-9);
        }

        #[test]
        fn back_and_forth_only_the_sign_changes(one in wave(), other in wave()) {
            let (there, back) = (wave_change(&one, &other, 0.6), wave_change(&other, &one, 0.6));
            let (there, back) = there.zip(back).expect("two waves");
            prop_assert_eq!((there.difference, there.fewest, there.most), (-back.difference, back.fewest, back.most));
        }
    }

    #[test]
    fn a_census_answered_twice_by_all_has_no_doubt() {
        let wave = WaveScore { value: ratio(4, 1), variance: ratio(1, 1), respondents: 100, headcount: Some(100) };
        let change = wave_change(&wave, &WaveScore { value: ratio(41, 10), ..wave.clone() }, 1.0).expect("a change");
        assert_eq!(
            (change.fewest, change.most),
            (change.most, SharedRespondents { shared: 100, se: 0.0, unrounded: 0.0 })
        );
        assert_eq!(change.p(change.most), None);
        assert_eq!(change.interval(change.most, 0.95), Some(Interval { low: 0.1, high: 0.1 }));
    }

    #[test]
    fn undefined_outside_its_domain() {
        let good = WaveScore { value: ratio(4, 1), variance: ratio(1, 1), respondents: 50, headcount: None };
        let one = WaveScore { respondents: 1, ..good.clone() };
        let more = WaveScore { headcount: Some(49), ..good.clone() };
        let negative = WaveScore { variance: ratio(-1, 1), ..good.clone() };
        for bad in [&one, &more, &negative] {
            assert_eq!(wave_change(&good, bad, 0.6), None);
        }
        assert_eq!(wave_change(&good, &good, 1.5), None);
        assert_eq!(wave_change(&good, &good, f64::NAN), None);
    }
}
