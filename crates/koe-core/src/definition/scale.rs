//! Scales: the allowed answers.

use std::collections::BTreeSet;

/// Allowed answers `min..=max`, with labels.
#[derive(Debug, Clone)]
pub struct Scale {
    /// Name under `[scales]`; empty for the default scale.
    pub name: String,
    /// Lowest code.
    pub min: i32,
    /// Highest code, above `min`.
    pub max: i32,
    /// Scored values that count as favorable.
    pub favorable: BTreeSet<i32>,
    /// Scored values that count as unfavorable; the rest is neutral.
    pub unfavorable: BTreeSet<i32>,
    /// Label → code, for exports that hold text.
    pub labels: Vec<(String, i32)>,
    /// Texts that mean "no answer". The empty cell always does.
    pub missing: Vec<String>,
    /// Texts that mean "does not apply to me".
    pub not_applicable: Vec<String>,
    /// Texts that mean "unreadable mark".
    pub invalid: Vec<String>,
}

impl Scale {
    /// Returns how many points the scale has.
    pub fn points(&self) -> usize {
        usize::try_from(self.max - self.min).unwrap_or(0) + 1
    }

    /// Returns the scored value of a code: the code, or min + max − code on a
    /// reverse item.
    pub fn scored(&self, code: i32, reverse: bool) -> i32 {
        if reverse { self.min + self.max - code } else { code }
    }
}
