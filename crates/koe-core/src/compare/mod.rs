//! Comparison: what a segment is compared with, and how surely they differ.

mod against;
mod pair;

use serde::Serialize;

pub(crate) use against::{Against, against};
pub(crate) use pair::{Beside, Pair};

use crate::definition::Definition;
use crate::problem::{Asked, Place, Problem, Problems};
use crate::segment::{Cuts, no_such_attribute};

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

/// What becomes of an attribute with one unit only, which is everyone.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Alone {
    /// An error: the comparison was asked for.
    #[default]
    Refused,
    /// The unit is compared with nothing.
    LeftOut,
}

/// What a comparison asks for.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Comparing {
    /// What segments are compared with.
    pub versus: Versus,
    /// How p-values are adjusted.
    pub adjustment: Adjustment,
    /// What becomes of an attribute with one unit.
    pub alone: Alone,
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
            Versus::Named { attribute, value } => {
                let text = format!("{attribute}={value}");
                Err(no_such_attribute(definition, Asked::Versus, attribute, &text).into())
            }
            Versus::Parent => {
                let wider: Result<Vec<Option<Vec<String>>>, Problems> =
                    asked.by.iter().map(|names| wider(definition, asked, names)).collect();
                let wider: Vec<Vec<String>> = wider?.into_iter().flatten().collect();
                if wider.is_empty() {
                    let names: Vec<String> = asked.by.iter().map(|names| names.join(" × ")).collect();
                    let place = file().column(format!("attributes.{}.parent", names.join(", ")));
                    return Err(Problem::error(place, "no attribute of --by has a parent")
                        .expected("the name of the attribute whose units hold its own")
                        .hint("add `parent = …` to the attribute, or use --versus everyone")
                        .into());
                }
                let mut by: Vec<Vec<String>> = Vec::new();
                for names in wider.into_iter().filter(|names| !names.is_empty() && !asked.by.contains(names)) {
                    if !by.contains(&names) {
                        by.push(names);
                    }
                }
                Ok(Cuts { by: by.into_iter().chain(asked.by.clone()).collect(), ..asked.clone() })
            }
        }
    }
}

/// The grouping that holds this one: with the parent in the place of the one
/// attribute that has one, and without it where the filter says which it is.
fn wider(definition: &Definition, asked: &Cuts, names: &[String]) -> Result<Option<Vec<String>>, Problems> {
    let parent = |name: &String| definition.attributes[definition.attribute(name)?].parent;
    let parents: Vec<(&String, &String)> =
        names.iter().filter_map(|name| Some((name, &definition.attributes[parent(name)?].name))).collect();
    let &[(own, above)] = parents.as_slice() else {
        if parents.is_empty() {
            return Ok(None);
        }
        let place = Place::asked(Asked::By, names.join(" × "));
        return Err(Problem::error(place, "a cross of two attributes that have a parent has no one parent unit")
            .hint("cross one of them, or use --versus everyone")
            .into());
    };
    let is_said = names.contains(above) || asked.filter.iter().any(|(name, _)| name == above);
    let mut wider: Vec<String> = Vec::new();
    for name in names {
        match (name == own, is_said) {
            (false, _) => wider.push(name.clone()),
            (true, false) => wider.push(above.clone()),
            (true, true) => {}
        }
    }
    Ok(Some(wider))
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
