//! Where a line through the waves leads.

use crate::interval::is_confidence;
use crate::{Exact, Interval, nearest_f64, ratio, t_quantile};

/// The least number of waves that a projection is made from.
const WAVES: usize = 5;

/// A straight line through the scores of waves.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Projection {
    waves: u64,
    /// The mean of the years.
    center: Exact,
    /// The mean of the scores.
    level: Exact,
    /// The change a year.
    slope: Exact,
    /// Σ(x − x̄)².
    spread: Exact,
    /// The variance of the scores around the line, n − 2 degrees of freedom.
    residual: Exact,
}

/// Fits a straight line through the scores of five waves or more: (year, score).
///
/// # Formula
///
/// Least squares: slope = Σ(x − x̄)(y − ȳ)/Σ(x − x̄)², level ȳ at x̄;
/// s² = Σ(y − ŷ)²/(n − 2). Exact.
///
/// # Undefined when
///
/// There are fewer than five waves, or two of one year.
///
/// # Source
///
/// Draper & Smith (1998), *Applied Regression Analysis*, 3rd ed., sections 1.2–1.4.
///
/// # Example
///
/// ```
/// use koe_stats::{project, ratio};
///
/// let scores = [398, 401, 400, 405, 406];
/// let waves: Vec<_> = (2021..).zip(scores).map(|(year, score)| (year, ratio(score, 100))).collect();
/// let line = project(&waves).ok_or("fewer than five waves")?;
/// // 4.02 in 2023, the middle year, and 0.02 a year.
/// assert_eq!((line.at(2029), line.slope()), (ratio(414, 100), &ratio(2, 100)));
/// # Ok::<(), &str>(())
/// ```
pub fn project(waves: &[(i32, Exact)]) -> Option<Projection> {
    let mut years: Vec<i32> = waves.iter().map(|(year, _)| *year).collect();
    years.sort_unstable();
    years.dedup();
    if waves.len() < WAVES || years.len() != waves.len() {
        return None;
    }
    let n = u64::try_from(waves.len()).ok()?;
    let count = ratio(n, 1);
    let center = waves.iter().map(|(year, _)| ratio(*year, 1)).sum::<Exact>() / &count;
    let level = waves.iter().map(|(_, score)| score.clone()).sum::<Exact>() / &count;
    let from_center: Vec<(Exact, Exact)> =
        waves.iter().map(|(year, score)| (ratio(*year, 1) - &center, score - &level)).collect();
    let spread: Exact = from_center.iter().map(|(x, _)| x * x).sum();
    let slope = from_center.iter().map(|(x, y)| x * y).sum::<Exact>() / &spread;
    let residuals = from_center.iter().map(|(x, y)| y - x * &slope);
    let residual = residuals.map(|left| &left * &left).sum::<Exact>() / ratio(n - 2, 1);
    Some(Projection { waves: n, center, level, slope, spread, residual })
}

impl Projection {
    /// Returns the change a year.
    pub fn slope(&self) -> &Exact {
        &self.slope
    }

    /// Returns the score that the line has in a year.
    pub fn at(&self, year: i32) -> Exact {
        &self.level + (ratio(year, 1) - &self.center) * &self.slope
    }

    /// Returns the interval for a wave in a year: that of the line, but never
    /// narrower than the sampling error of the last wave, which `least` is half
    /// the interval of; `None` unless the confidence is between 0 and 1.
    ///
    /// # Formula
    ///
    /// ŷ ± max(t(1 − α/2, n − 2)·s·√(1 + 1/n + (x − x̄)²/Σ(x − x̄)²), least)
    /// (Draper & Smith 1998, section 3.1).
    pub fn interval(&self, year: i32, least: f64, confidence: f64) -> Option<Interval> {
        if !is_confidence(confidence) {
            return None;
        }
        let from_center = ratio(year, 1) - &self.center;
        let factor = ratio(1, 1) + ratio(1, self.waves) + &from_center * &from_center / &self.spread;
        let se = nearest_f64(&(factor * &self.residual)).sqrt();
        let half = t_quantile((1.0 + confidence) / 2.0, (self.waves - 2) as f64)? * se;
        let half = half.max(least);
        let center = nearest_f64(&self.at(year));
        Some(Interval::rounded(center - half, center + half))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn waves(scores: &[i32]) -> Vec<(i32, Exact)> {
        (2021..).zip(scores).map(|(year, &score)| (year, ratio(score, 100))).collect()
    }

    #[test]
    fn four_waves_have_no_projection() {
        assert_eq!(project(&waves(&[398, 401, 400, 405])), None);
        let twice: Vec<_> = waves(&[398, 401, 400, 405, 406]).into_iter().map(|(_, score)| (2021, score)).collect();
        assert_eq!(project(&twice), None);
    }

    #[test]
    fn the_order_of_waves_does_not_matter() {
        let mut all = waves(&[398, 401, 400, 405, 406]);
        let line = project(&all);
        all.reverse();
        assert_eq!(project(&all), line);
    }

    #[test]
    fn it_is_never_surer_than_the_last_wave() {
        // A perfect line has no residuals of its own.
        let line = project(&waves(&[400, 402, 404, 406, 408])).expect("five waves");
        assert_eq!((line.at(2029), line.slope()), (ratio(416, 100), &ratio(2, 100)));
        assert_eq!(line.interval(2029, 0.03, 0.95), Some(Interval { low: 4.13, high: 4.19 }));
        assert_eq!(line.interval(2029, 0.03, 1.0), None);
    }
}
