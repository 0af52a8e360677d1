//! What a trend is, over all rows.

use koe_stats::Decimal;
use serde::Serialize;

use super::super::{CodeName, Level};
use crate::definition::{Date, Definition};
use crate::findings::Counted;
use crate::segment::Segment;
use crate::text::matching_key;

/// What a trend shows: waves, items, suppositions, and why the scores moved.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Trend {
    /// The waves, oldest first.
    pub waves: Vec<WaveName>,
    /// Name of the wave that changes are held against beside the previous one:
    /// the one that targets come from, the first one without targets.
    pub baseline: String,
    /// Where that wave stands among those shown.
    pub baseline_place: BaselinePlace,
    /// Correlation of one person's values in two waves that is supposed.
    pub correlation: f64,
    /// By how many points of the scale of their answers those who did not answer are
    /// supposed to differ.
    pub nonresponse: f64,
    /// Codes of the items that are the same in all waves.
    pub items_used: Vec<String>,
    /// Scored items that are not, and in no score here.
    pub left_out: Vec<LeftOut>,
    /// Lines that have a target but are shown without it: they are scored over
    /// other items here than in the wave the target comes from.
    pub without_target: Vec<CodeName>,
    /// Units of earlier waves that count as others here, of the attributes that
    /// the trend looks at.
    pub regrouped: Vec<Regrouped>,
    /// Why the scores moved, where that is asked for.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub decomposition: Vec<Decomposition>,
}

/// Where the baseline wave stands among the waves of a trend.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum BaselinePlace {
    /// It is one of them, and others come after it.
    Earlier,
    /// It is the latest of them.
    Latest,
    /// It comes after all of them.
    Later,
    /// It comes before the latest of them, and is not shown.
    LeftOut,
}

/// A wave as it is called.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct WaveName {
    /// Name in the survey file.
    pub name: String,
    /// Name as printed.
    pub label: String,
    /// Western year, where its name or label says one.
    pub year: Option<i32>,
    /// The first day of its answers.
    pub from: Option<Date>,
    /// The last day of its answers.
    pub to: Option<Date>,
}

/// An item that is not the same in all waves.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct LeftOut {
    /// Its code.
    pub code: String,
    /// Its text.
    pub name: String,
    /// Names of the waves in which it was not asked, or not as in the latest one.
    pub waves: Vec<String>,
}

/// Units of some waves that count as another.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Regrouped {
    /// Name of their attribute.
    pub attribute: String,
    /// The units as they were called then.
    pub from: Vec<String>,
    /// The unit that they count as.
    pub to: String,
    /// Names of the waves.
    pub waves: Vec<String>,
}

/// Returns which units count as others, the same of several waves together;
/// within a filter only those that it looks at.
pub(super) fn regrouped(definition: &Definition, counted: &[Counted], filter: &Segment) -> Vec<Regrouped> {
    let mut all: Vec<Regrouped> = Vec::new();
    for (counted, own) in counted.iter().flat_map(|counted| counted.regrouped.iter().map(move |own| (counted, own))) {
        let attribute = &definition.attributes[own.attribute].name;
        let is_outside =
            |(name, value): &(String, String)| name == attribute && matching_key(value) != matching_key(&own.to);
        if filter.0.iter().any(is_outside) {
            continue;
        }
        let wave = definition.waves[counted.wave].name.clone();
        let is_it =
            |known: &&mut Regrouped| known.attribute == *attribute && known.to == own.to && known.from == own.from;
        match all.iter_mut().find(is_it) {
            Some(known) => known.waves.push(wave),
            None => all.push(Regrouped {
                attribute: attribute.clone(),
                from: own.from.clone(),
                to: own.to.clone(),
                waves: vec![wave],
            }),
        }
    }
    all
}

/// The parts of a change.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum By {
    /// The items of the score.
    Items,
    /// The units of an attribute.
    Groups,
}

/// Whether there are parts, and why not.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum PartsState {
    /// They are there.
    Shown,
    /// The score itself, or too much of what it is made of, is withheld.
    Withheld,
    /// Under the rule of the survey a score is no sum of such parts.
    NotASum,
}

/// Why one score of everyone moved between two waves, in parts that add up in
/// print to the printed change.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Decomposition {
    /// What the parts are.
    pub by: By,
    /// The attribute whose units they are.
    pub attribute: Option<String>,
    /// Overall, category or subcategory.
    pub level: Level,
    /// Code; `overall` for the overall row.
    pub code: String,
    /// Name.
    pub name: String,
    /// Name of the earlier wave.
    pub versus: String,
    /// Name of the later wave.
    pub wave: String,
    /// Whether there are parts.
    pub state: PartsState,
    /// The change of the printed score.
    pub difference_text: Option<Decimal>,
    /// What weighs the units: the headcount, or how many answers they gave.
    pub weights: Option<Weights>,
    /// The parts, in survey order; of units the withheld ones and those without a
    /// value stand together last, without a code.
    pub parts: Vec<Part>,
    /// All parts by their own means, unrounded. Like all that is unrounded here, it
    /// follows from rows that are shown in both waves, and from headcounts.
    pub within: Option<f64>,
    /// The same, as printed: the printed parts add up to it.
    pub within_text: Option<Decimal>,
    /// All parts by their weights, unrounded.
    pub mix: Option<f64>,
    /// The same, as printed: the printed parts add up to it.
    pub mix_text: Option<Decimal>,
    /// Units weighed by headcount: what is left, that other shares of each unit
    /// answered; unrounded.
    pub response: Option<f64>,
    /// The same, as printed. The three printed sums add up to the printed change.
    pub response_text: Option<Decimal>,
    /// How far the printed number that is farthest from its unrounded value is from
    /// it: of all parts, their sums, the sums of both columns, the response, and the
    /// change.
    pub largest_deviation: Option<f64>,
    /// The same, as printed: taken up.
    pub largest_deviation_text: Option<Decimal>,
}

/// What the parts of a score are weighed by.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Weights {
    /// Shares of the answers.
    Answers,
    /// Shares of the respondents.
    Respondents,
    /// Shares of the headcount.
    Headcount,
    /// All the same.
    Equal,
}

/// One part of a change.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Part {
    /// Code of an item, name of a unit; null for all other units together.
    pub code: Option<String>,
    /// Text of an item, name of a unit.
    pub name: Option<String>,
    /// By its own mean, unrounded.
    pub within: f64,
    /// By its own mean, as printed.
    pub within_text: Decimal,
    /// By its weight, unrounded.
    pub mix: f64,
    /// By its weight, as printed.
    pub mix_text: Decimal,
    /// Both together: the sum of the two printed numbers.
    pub sum_text: Decimal,
}
