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
            Self::Segments => "each value of an attribute (see --by) by overall and top categories",
            Self::Differences => {
                "how each value of an attribute (see --by) differs from everyone, and where that holds"
            }
            Self::Ranks => {
                "values of an attribute (see --by) by overall score, with intervals and the ranks they may have"
            }
            Self::Crosses => "overall scores of two attributes crossed (those of [report] cross, or every two of --by)",
            Self::ResponseRates => "how many of those invited answered, by each value of an attribute (see --by)",
        }
    }
}
