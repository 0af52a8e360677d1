//! What is said of the units of an attribute: where their scores lie, and not
//! that they differ.

use koe_core::definition::Language;
use koe_stats::Decimal;

use super::{NAME, Sentences};
use crate::typeset::{count, cut, figure, one_line, range};

impl Sentences<'_> {
    /// The range of the units' printed overall scores.
    pub(crate) fn units_headline(self, attribute: &str) -> String {
        let name = cut(&one_line(attribute), NAME);
        let units = self.figures.units(attribute);
        let scores: Vec<Decimal> = units.iter().filter_map(|unit| unit.overall()?.mean_text).collect();
        let all = scores.len() == units.len();
        let (Some(low), Some(high)) = (scores.iter().min().copied(), scores.iter().max().copied()) else {
            return match self.language {
                Language::Ja => format!("{name}ごとの全体スコアは非公表（少人数）です。"),
                Language::En => format!("Overall scores by {name} are withheld (small groups)."),
            };
        };
        let whose = match (self.language, all) {
            (Language::Ja, true) => format!("{name}ごとの"),
            (Language::Ja, false) => format!("公表できる{name}の"),
            (Language::En, true) => format!("by {name}"),
            (Language::En, false) => format!("by {name}, where shown,"),
        };
        let (from, to) = (figure(low), figure(high));
        match self.language {
            Language::Ja if low == high => format!("{whose}全体スコアは{from}点です。"),
            Language::Ja => format!("{whose}全体スコアは{from}点から{to}点の間にあります。"),
            Language::En if low == high => format!("Overall scores {whose} are {from}."),
            Language::En => format!("Overall scores {whose} lie between {from} and {to}."),
        }
    }

    /// Measure, scale, n and order of a table of units.
    pub(crate) fn units_subtitle(self, attribute: &str) -> String {
        let about = self.figures.about;
        let name = cut(&one_line(attribute), NAME);
        let scale = range(&about.scale.0.to_string(), &about.scale.1.to_string(), self.language);
        let n = self.figures.overall().and_then(|row| row.respondents).map(count);
        match self.language {
            Language::Ja => {
                let kind = if self.figures.is_deep() { "大項目" } else { "項目" };
                let n = n.map(|n| format!("、回答者{n}人")).unwrap_or_default();
                format!("{name}別・{kind}別のスコア、{scale}点{n}、{name}の値の順")
            }
            Language::En => {
                let n = n.map(|n| format!(", n = {n}")).unwrap_or_default();
                format!("Scores by {name} and category, {scale}{n}, in the order of {name}")
            }
        }
    }
}
