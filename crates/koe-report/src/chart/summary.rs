//! What each chart shows, for those who choose one.

use super::Kind;

impl Kind {
    /// Returns the chart of this name.
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.name() == name)
    }

    /// Returns what the chart shows, in a few words for the command line.
    pub fn summary(self) -> &'static str {
        match self {
            Self::ScoresTargets => "scores of everyone, overall and by category, against their targets",
            Self::Items => "items by score in each category, above and below the overall score",
            Self::Distribution => "how answers fall on the points of the scale: overall, categories, items",
            Self::Ranks => "each value of an attribute (see --by) by score, with the ranks it may have",
            Self::Differences => "how each value of an attribute (see --by) differs from everyone",
            Self::Segments => "each value of an attribute (see --by) by overall and top categories",
            Self::Crosses => "overall scores of two attributes crossed (see --by)",
            Self::ResponseRates => "how many of those invited answered, by each value of an attribute (see --by)",
        }
    }
}
