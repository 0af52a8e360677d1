//! Numbers for survey research: exact rounding, variances, intervals.
//!
//! Pure functions on numbers. Nothing here knows of a survey, a file or a
//! frame. Every formula stands next to its source (author, year, equation).
//!
//! ```
//! use koe_stats::{Decimal, ratio};
//!
//! // 669/200 = 3.345 is an exact tie and goes away from zero.
//! assert_eq!(Decimal::round(&ratio(669, 200), 2).to_string(), "3.35");
//! ```

mod decimal;
mod exact;

pub use decimal::{Decimal, ParseDecimalError};
pub use exact::{Exact, nearest_f64, ratio, significant};
