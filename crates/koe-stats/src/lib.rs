//! Numbers for survey research: exact rounding, variances, intervals, comparisons.
//!
//! Pure functions on numbers. Nothing here knows of a survey, a file or a
//! frame. Every formula stands next to its source (author, year, equation).
//! What is rational stays an [`Exact`] value; what is irrational (roots,
//! quantiles) becomes a double written to 12 significant digits.
//!
//! ```
//! use koe_stats::{Decimal, Interval, mean, ratio, variance_of_mean};
//!
//! // 669/200 = 3.345 is an exact tie and goes away from zero.
//! assert_eq!(Decimal::round(&ratio(669, 200), 2).to_string(), "3.35");
//!
//! // The answers 3, 4, 4, 5: n = 4, sum 16, sum of squares 66.
//! let center = mean(4, 16).ok_or("nobody answered")?;
//! let variance = variance_of_mean(4, 16, 66).ok_or("fewer than two answers")?;
//! let interval = Interval::around(&center, &variance, 3, 0.95).ok_or("no interval")?;
//! assert_eq!((interval.low, interval.high), (2.70077173637, 5.29922826363));
//! # Ok::<(), &str>(())
//! ```

mod adjust;
mod apportion;
mod beta;
mod chi_square;
mod chi_square_tail;
mod decimal;
mod exact;
mod f_tail;
mod finite_population;
mod gamma;
mod hedges;
mod interval;
mod item_means;
mod kitagawa;
mod kruskal_wallis;
mod mann_whitney;
mod median;
mod moments;
mod normal;
mod overlap;
mod own_means;
mod projection;
mod rank_interval;
mod ranks;
mod ratio_estimator;
mod reach;
mod sample;
mod student_t;
mod two_proportions;
mod welch;
mod welch_anova;
mod wilson;

pub use adjust::{benjamini_hochberg, holm};
pub use apportion::{Apportioned, apportion};
pub use chi_square::{ChiSquare, TooFewExpected, chi_square};
pub use chi_square_tail::chi_square_tail;
pub use decimal::{Decimal, ParseDecimalError};
pub use exact::{Exact, nearest_f64, ratio, significant};
pub use f_tail::f_tail;
pub use finite_population::finite_population;
pub use hedges::{Hedges, hedges};
pub use interval::Interval;
pub use item_means::{ItemSums, PairSums, item_means_variance, weighted_item_means_variance};
pub use kitagawa::{Moved, PartOf, kitagawa};
pub use kruskal_wallis::{KruskalWallis, kruskal_wallis};
pub use mann_whitney::{MannWhitney, mann_whitney};
pub use median::median;
pub use moments::{mean, sd, variance, variance_of_mean};
pub use normal::{normal_quantile, normal_tails};
pub use overlap::{SharedRespondents, WaveChange, WaveScore, wave_change};
pub use own_means::{AnswerGroup, OwnMeans, own_means};
pub use projection::{Projection, project};
pub use rank_interval::{RankInterval, rank_intervals};
pub use ratio_estimator::RatioSums;
pub use reach::{nonresponse_bounds, probability_reached};
pub use sample::{Estimate, Sample};
pub use student_t::{t_quantile, t_tails};
pub use two_proportions::{Share, TwoProportions, newcombe, two_proportions};
pub use welch::{Welch, welch};
pub use welch_anova::{WelchAnova, welch_anova};
pub use wilson::wilson;
