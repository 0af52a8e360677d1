//! What has to be supposed of people whom nobody can follow from wave to wave.

use std::str::FromStr;

use koe_stats::{Decimal, Exact, ratio};

/// More digits than anybody can suppose.
const MOST_DIGITS: u32 = 9;

/// Correlation of one person's values in two waves, −1 to 1.
///
/// ```
/// use koe_core::trend::Correlation;
///
/// assert_eq!("0.6".parse(), Ok(Correlation::default()));
/// assert!("1.2".parse::<Correlation>().is_err());
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Correlation(Decimal);

impl Default for Correlation {
    /// 0.6, where nothing better is known.
    fn default() -> Self {
        Self(Decimal::round(&ratio(6, 10), 1))
    }
}

impl FromStr for Correlation {
    type Err = &'static str;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let number = number(text).filter(|number| number.abs().exact() <= ratio(1, 1));
        number.map(Self).ok_or("expected a number from -1 to 1, as in 0.6")
    }
}

impl Correlation {
    /// Returns the number.
    pub fn exact(self) -> Exact {
        self.0.exact()
    }
}

/// By how many points of the scale of answers those who did not answer may differ
/// (δ), 0 or more; put on 0 to 100 with the scores.
///
/// ```
/// use koe_core::trend::Nonresponse;
///
/// assert_eq!("0.5".parse(), Ok(Nonresponse::default()));
/// assert!("-1".parse::<Nonresponse>().is_err());
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Nonresponse(Decimal);

impl Default for Nonresponse {
    /// Half a point.
    fn default() -> Self {
        Self(Decimal::round(&ratio(1, 2), 1))
    }
}

impl FromStr for Nonresponse {
    type Err = &'static str;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let number = number(text).filter(|number| !number.is_negative());
        number.map(Self).ok_or("expected a number of points from 0 up, as in 0.5")
    }
}

impl Nonresponse {
    /// Returns the number.
    pub fn exact(self) -> Exact {
        self.0.exact()
    }
}

fn number(text: &str) -> Option<Decimal> {
    text.parse().ok().filter(|number: &Decimal| number.places() <= MOST_DIGITS && text.len() <= 18)
}
