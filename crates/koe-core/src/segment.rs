//! Segments: groups of respondents, as sums of cohorts.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Serialize, Serializer};

use crate::definition::{Attribute, Definition, Headcount, Resolved};
use crate::problem::{Asked, Place, Problem, Problems};
use crate::tally::{Cohort, CohortKey, Shape, Tally};
use crate::text::{matching_key, suggestion};

/// What a segment of respondents without a value is called in requests and rows.
pub const UNKNOWN: &str = "(unknown)";

/// A segment: attribute → value, in the order they were asked for. Empty is
/// everyone.
#[derive(Debug, Clone, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Segment(pub Vec<(String, String)>);

impl Serialize for Segment {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_map(self.0.iter().map(|(attribute, value)| (attribute, value)))
    }
}

impl Segment {
    /// What segments of two runs or waves are matched by.
    pub(crate) fn keys(&self) -> Vec<(&str, String)> {
        self.0.iter().map(|(name, value)| (name.as_str(), matching_key(value))).collect()
    }
}

/// Which segments a run looks at.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Cuts {
    /// Groupings to list, one after another: the names of the attributes of
    /// each. The values of one attribute are listed, those of several crossed:
    /// `[[部局], [年代], [部局, 年代]]` is both margins and their cross.
    pub by: Vec<Vec<String>>,
    /// Attribute = value that every segment must have.
    pub filter: Vec<(String, String)>,
    /// Whether respondents without a value are listed as [`UNKNOWN`].
    pub list_unknown: bool,
}

/// One condition: place of the attribute in the shape, and its matching key.
type Condition = (usize, Option<String>);

/// A segment with the way to add it up.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cut {
    /// Attribute → value as shown.
    pub segment: Segment,
    conditions: Vec<Condition>,
}

impl Cuts {
    /// Returns what lists each attribute by itself.
    pub fn each<'a>(names: impl IntoIterator<Item = &'a String>) -> Self {
        Self { by: names.into_iter().map(|name| vec![name.clone()]).collect(), ..Self::default() }
    }

    /// Returns what lists the cross of all attributes; everyone alone where
    /// there are none.
    pub fn crossed<'a>(names: impl IntoIterator<Item = &'a String>) -> Self {
        let names: Vec<String> = names.into_iter().cloned().collect();
        Self { by: if names.is_empty() { Vec::new() } else { vec![names] }, ..Self::default() }
    }

    /// Returns the indexes of the attributes the run needs, each once.
    ///
    /// # Errors
    ///
    /// When an attribute is not declared, is both a filter and a cut, or twice
    /// in a grouping, and when a grouping is asked for twice.
    pub fn attributes(&self, definition: &Definition) -> Result<Vec<usize>, Problems> {
        let twice = |part: Asked, text: &str| {
            let problem = Problem::error(Place::asked(part, text), "an attribute is asked for twice");
            problem.hint("name it once in --by and --where")
        };
        let mut problems = Vec::new();
        let mut located = |part: Asked, name: &str, text: &str| -> Option<usize> {
            let found = definition.attribute(name);
            if found.is_none() {
                problems.push(no_such_attribute(definition, part, name, text));
            }
            found
        };
        let by: Vec<Vec<Option<usize>>> =
            self.by.iter().map(|names| names.iter().map(|name| located(Asked::By, name, name)).collect()).collect();
        let condition = |(name, value): &(String, String)| format!("{name}={value}");
        let filter: Vec<Option<usize>> =
            self.filter.iter().map(|own| located(Asked::Where, &own.0, &condition(own))).collect();
        let mut groupings: Vec<BTreeSet<usize>> = Vec::new();
        let mut indexes: Vec<usize> = Vec::new();
        for (names, found) in self.by.iter().zip(&by) {
            let grouping: BTreeSet<usize> = found.iter().flatten().copied().collect();
            let is_repeated = |&place: &usize| found[place].is_some() && found[..place].contains(&found[place]);
            let repeated = (0..names.len()).find(is_repeated);
            let is_known = !grouping.is_empty() && groupings.contains(&grouping);
            problems.extend(repeated.or(is_known.then_some(0)).map(|place| twice(Asked::By, &names[place])));
            indexes.extend(found.iter().flatten());
            groupings.push(grouping);
        }
        for (own, found) in self.filter.iter().zip(filter) {
            if found.is_some_and(|index| indexes.contains(&index)) {
                problems.push(twice(Asked::Where, &condition(own)));
            }
            indexes.extend(found);
        }
        let mut seen = BTreeSet::new();
        indexes.retain(|index| seen.insert(*index));
        if problems.is_empty() { Ok(indexes) } else { Err(problems.into()) }
    }

    /// Returns the segments of a tally: everyone within the filter first, then
    /// those of each grouping: every value of an attribute in order, and of a
    /// cross every combination that occurs.
    ///
    /// # Errors
    ///
    /// When nobody has a value that the filter asks for.
    pub fn segments(
        &self,
        definition: &Definition,
        tally: &Tally,
        headcount: Option<&Headcount>,
    ) -> Result<Vec<Cut>, Problems> {
        let mut everyone = Cut { segment: Segment::default(), conditions: Vec::new() };
        let mut problems = Vec::new();
        for (name, value) in &self.filter {
            let Some((place, attribute)) = located(definition, tally.shape(), name) else { continue };
            let labels = tally.labels(place);
            let key = if value == UNKNOWN { None } else { Some(key_of(attribute, labels, value)) };
            match &key {
                Some(known) if !labels.contains_key(known) => {
                    problems.push(no_such_value(Asked::Where, name, value, labels));
                }
                _ => {
                    let label = key.as_ref().and_then(|key| labels.get(key)).map_or(UNKNOWN, String::as_str);
                    everyone = everyone.with(name, label, (place, key));
                }
            }
        }
        if !problems.is_empty() {
            return Err(problems.into());
        }
        let mut cuts = vec![everyone.clone()];
        for names in &self.by {
            let mut grouping = vec![everyone.clone()];
            for name in names {
                let Some((place, attribute)) = located(definition, tally.shape(), name) else { continue };
                let order = headcount.zip(definition.attribute(name));
                let order = order.map(|(headcount, index)| headcount.values_of(index));
                let mut values = ordered(attribute, tally.labels(place), order);
                if self.list_unknown && tally.cohorts().keys().any(|key| key[place].is_none()) {
                    values.push((None, UNKNOWN.to_owned()));
                }
                let split = |cut: &Cut| -> Vec<Cut> {
                    values.iter().map(|(key, label)| cut.clone().with(name, label, (place, key.clone()))).collect()
                };
                grouping = grouping.iter().flat_map(split).collect();
            }
            if names.len() > 1 {
                occurring(&mut grouping, &everyone, tally);
            }
            cuts.extend(grouping);
        }
        Ok(cuts)
    }
}

impl Cut {
    fn with(mut self, name: &str, label: &str, condition: Condition) -> Self {
        self.segment.0.push((name.to_owned(), label.to_owned()));
        self.conditions.push(condition);
        self
    }

    /// Returns the conditions: place of the attribute in the shape, matching key.
    pub(crate) fn conditions(&self) -> &[(usize, Option<String>)] {
        &self.conditions
    }

    /// Says whether a cohort is in the segment.
    pub(crate) fn holds(&self, key: &CohortKey) -> bool {
        self.conditions.iter().all(|(place, value)| key[*place] == *value)
    }

    /// Returns the segment's cohorts.
    pub(crate) fn cohorts<'a>(&'a self, tally: &'a Tally) -> impl Iterator<Item = (&'a CohortKey, &'a Cohort)> {
        tally.cohorts().iter().filter(|(key, _)| self.holds(key))
    }

    /// Adds up the segment's cohorts.
    pub fn sum(&self, tally: &Tally) -> Cohort {
        tally.sum(|key| self.holds(key))
    }

    /// Returns the conditions as attribute index and label, for the headcount;
    /// nothing where one of them is "(unknown)", which no headcount knows.
    pub(crate) fn labelled<'a>(&'a self, shape: &Shape) -> Option<Vec<(usize, &'a str)>> {
        let pair = |((place, key), (_, label)): (&Condition, &'a (String, String))| {
            key.as_ref().map(|_| (shape.codebook.attributes[*place], label.as_str()))
        };
        self.conditions.iter().zip(&self.segment.0).map(pair).collect()
    }
}

/// Leaves of a cross what occurs among everyone.
fn occurring(cross: &mut Vec<Cut>, everyone: &Cut, tally: &Tally) {
    let places: Vec<usize> = cross.iter().take(1).flat_map(|cut| cut.conditions.iter().map(|(at, _)| *at)).collect();
    let values = |key: &'_ CohortKey| -> Vec<Option<String>> { places.iter().map(|&at| key[at].clone()).collect() };
    let occur: BTreeSet<_> = everyone.cohorts(tally).map(|(key, _)| values(key)).collect();
    cross.retain(|cut| occur.contains(&cut.conditions.iter().map(|(_, value)| value.clone()).collect::<Vec<_>>()));
}

/// The problem of a request that names an attribute which is not declared.
pub(crate) fn no_such_attribute(definition: &Definition, part: Asked, name: &str, text: &str) -> Problem {
    let names = || definition.attributes.iter().map(|attribute| attribute.name.as_str());
    let problem = Problem::error(Place::asked(part, text), "no such attribute");
    let problem = if name == text { problem } else { problem.found(name) };
    let expected = format!("one of [attributes]: {}", names().collect::<Vec<_>>().join(", "));
    problem.expected(expected).hint(suggestion(name, names()))
}

/// The problem of a request that names a value which no respondent has.
pub(crate) fn no_such_value(part: Asked, name: &str, value: &str, labels: &BTreeMap<String, String>) -> Problem {
    let names = || labels.values().map(String::as_str);
    let problem = Problem::error(Place::asked(part, format!("{name}={value}")), "no respondent has this value");
    let expected = format!("one of: {}", names().collect::<Vec<_>>().join(", "));
    problem.expected(expected).hint(suggestion(value, names()))
}

fn located<'a>(definition: &'a Definition, shape: &Shape, name: &str) -> Option<(usize, &'a Attribute)> {
    let index = definition.attribute(name)?;
    let place = shape.codebook.attributes.iter().position(|&attribute| attribute == index)?;
    Some((place, &definition.attributes[index]))
}

/// The matching key of a value as a user writes it: a label as shown, or a
/// text as it stands in the answers.
pub(crate) fn key_of(attribute: &Attribute, labels: &BTreeMap<String, String>, value: &str) -> String {
    let key = matching_key(value);
    match attribute.resolve(value) {
        Resolved::Value { key: other, .. } if !labels.contains_key(&key) => other,
        _ => key,
    }
}

/// Values in the order of the survey file, then of the headcount file, then by
/// text: never by who answered first, which would depend on the row order.
pub(crate) fn ordered(
    attribute: &Attribute,
    labels: &BTreeMap<String, String>,
    headcount: Option<Vec<String>>,
) -> Vec<(Option<String>, String)> {
    let listed = attribute.listed_values().into_iter().map(|label| matching_key(&label));
    let listed: Vec<String> = listed.chain(headcount.unwrap_or_default()).collect();
    let rank = |key: &String| listed.iter().position(|other| other == key).unwrap_or(listed.len());
    let mut values: Vec<(&String, &String)> = labels.iter().collect();
    values.sort_by_key(|(key, _)| (rank(key), *key));
    values.into_iter().map(|(key, label)| (Some(key.clone()), label.clone())).collect()
}
