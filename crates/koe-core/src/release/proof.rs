//! What the gate proved of released figures.

/// What was proved of all tables of a run together, with how much is withheld.
///
/// - In each of the tables no combination of withheld cells that follows from
///   shown rows, with any signs, holds fewer than `min_respondents` valid answers
///   (of a composite, respondents in its score), unless it holds none.
/// - Over all tables together no single withheld row follows from shown ones.
///
/// The tables are those of everyone, or of a unit, by the values of an
/// attribute, and of two attributes crossed. Sums of withheld rows of different
/// tables, and what other runs show, are not looked at.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Proof {
    /// How many tables there are; none where only everyone is listed.
    pub tables: u64,
    /// Rows shown: a score of a segment each.
    pub shown: u64,
    /// Rows withheld, those that nobody answered too: how many these are would tell
    /// of blanks.
    pub withheld: u64,
    /// How many of those have enough respondents themselves, and are withheld
    /// only to protect others.
    pub for_others: u64,
}

impl Proof {
    /// Adds what was proved of another wave.
    pub(super) fn with(self, other: Self) -> Self {
        Self {
            tables: self.tables + other.tables,
            shown: self.shown + other.shown,
            withheld: self.withheld + other.withheld,
            for_others: self.for_others + other.for_others,
        }
    }
}
