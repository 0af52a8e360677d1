//! Comparison: what a segment is compared with, and how surely they differ.

mod against;
mod hierarchy;
mod pair;

use serde::Serialize;

pub(crate) use against::{Against, against};
pub(crate) use pair::{Beside, Pair};

use crate::definition::Definition;
use crate::problem::{Place, Problem, Problems};
use crate::segment::Cuts;
use crate::text::suggestion;

/// What the segments of a run are compared with.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub enum Versus {
    /// Everyone within the filter.
    #[default]
    Everyone,
    /// The unit that the segment's unit is in, by the attribute's `parent`.
    Parent,
    /// The same segment with this value of one attribute.
    Named {
        /// Name of the attribute.
        attribute: String,
        /// Its value.
        value: String,
    },
}

/// How p-values are adjusted for how many there are in their family: the rows of
/// one level, attribute and test.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Adjustment {
    /// Benjamini & Hochberg (1995): the share of wrong findings among the findings.
    #[default]
    #[serde(rename = "bh")]
    BenjaminiHochberg,
    /// Holm (1979): any wrong finding at all.
    Holm,
}

/// What a comparison asks for.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Comparing {
    /// What segments are compared with.
    pub versus: Versus,
    /// How p-values are adjusted.
    pub adjustment: Adjustment,
}

impl Comparing {
    /// Returns the cuts that a comparison needs: beside those asked for, the
    /// attributes whose units hold the ones that are compared.
    ///
    /// # Errors
    ///
    /// When there is no wider unit, or the attribute compared with is not
    /// declared.
    pub fn cuts(&self, definition: &Definition, asked: &Cuts) -> Result<Cuts, Problems> {
        let file = || Place::file(definition.file.display().to_string());
        match &self.versus {
            Versus::Everyone => Ok(asked.clone()),
            Versus::Named { attribute, .. } if definition.attribute(attribute).is_some() => Ok(asked.clone()),
            Versus::Named { attribute, .. } => {
                let names = || definition.attributes.iter().map(|attribute| attribute.name.as_str());
                Err(Problem::error(file(), "no such attribute")
                    .found(attribute)
                    .expected(format!("one of [attributes]: {}", names().collect::<Vec<_>>().join(", ")))
                    .hint(suggestion(attribute, names()))
                    .into())
            }
            Versus::Parent if asked.crossed => Err(Problem::error(file(), "a cross of attributes has no parent unit")
                .found(asked.by.join(" × "))
                .hint("leave out --cross, or use --versus everyone")
                .into()),
            Versus::Parent => {
                let parents = |name: &String| definition.attributes[definition.attribute(name)?].parent;
                let found: Vec<usize> = asked.by.iter().filter_map(parents).collect();
                if found.is_empty() {
                    let place = file().column(format!("attributes.{}.parent", asked.by.join(", ")));
                    return Err(Problem::error(place, "no attribute of --by has a parent")
                        .expected("the name of the attribute whose units hold its own")
                        .hint("add `parent = …` to the attribute, or use --versus everyone")
                        .into());
                }
                Ok(with_parents(definition, asked, &found))
            }
        }
    }
}

/// The cuts with these attributes too, where they are not there, wider ones first.
fn with_parents(definition: &Definition, asked: &Cuts, parents: &[usize]) -> Cuts {
    let mut cuts = asked.clone();
    for &parent in parents {
        let name = &definition.attributes[parent].name;
        if !cuts.by.contains(name) && cuts.filter.iter().all(|(filter, _)| filter != name) {
            cuts.by.insert(0, name.clone());
        }
    }
    cuts
}

/// A test, of two segments or of all units of an attribute.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Test {
    /// Two scores, on respondents' variances.
    Welch,
    /// Two shares of favorable answers.
    TwoProportions,
    /// The answers of two segments to one item, by rank.
    MannWhitney,
    /// Means of all units.
    WelchAnova,
    /// The answers of all units to one item, by rank.
    KruskalWallis,
    /// The distributions of all units over one item's points.
    ChiSquare,
}
