//! Which segment each segment of a run is compared with.

use std::collections::BTreeMap;
use std::path::Path;

use super::Versus;
use super::hierarchy::one_parent;
use crate::definition::{Definition, Headcount};
use crate::problem::{Place, Problem, Problems};
use crate::segment::Cut;
use crate::tally::{CohortKey, Tally};
use crate::text::{matching_key, suggestion};

/// The segment that one is compared with.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Against {
    /// Its number in the run.
    pub(crate) versus: usize,
    /// Whether it holds the segment.
    pub(crate) is_whole: bool,
}

/// Returns what each segment is compared with, of which the first is everyone;
/// nothing for everyone and for a segment that others are compared with.
///
/// # Errors
///
/// When an attribute has fewer than two units, a unit lies in two wider ones,
/// or what is asked for is not there or shares respondents with the segments.
pub(crate) fn against(
    definition: &Definition,
    tally: &Tally,
    headcount: Option<(&Headcount, &Path)>,
    cuts: &[Cut],
    versus: &Versus,
) -> Result<Vec<Option<Against>>, Problems> {
    let run = Run { definition, tally, cuts, filter: cuts.first().map_or(0, |everyone| everyone.segment.0.len()) };
    run.enough_units(versus)?;
    one_parent(definition, tally, headcount)?;
    let everyone = Against { versus: 0, is_whole: true };
    let segments = 1..cuts.len();
    let mut against = vec![None];
    match versus {
        Versus::Everyone => against.extend(segments.map(|_| Some(everyone))),
        Versus::Parent => {
            against.extend(segments.map(|segment| match run.parent(segment) {
                None => Some(everyone),
                Some(found) => found.map(|versus| Against { versus, is_whole: true }),
            }));
        }
        Versus::Named { attribute, value } => {
            run.apart(attribute, value)?;
            let key = run.known(attribute, value)?;
            against.extend(segments.map(|segment| run.named(segment, attribute, &key)));
        }
    }
    Ok(against)
}

struct Run<'a> {
    definition: &'a Definition,
    tally: &'a Tally,
    cuts: &'a [Cut],
    /// How many conditions of a segment are the run's.
    filter: usize,
}

impl Run<'_> {
    fn place(&self) -> Place {
        Place::file(self.definition.file.display().to_string())
    }

    /// The attributes that a segment has a value of, beside the filter's.
    fn attributes(&self, segment: usize) -> Vec<&str> {
        self.cuts[segment].segment.0.iter().skip(self.filter).map(|(name, _)| name.as_str()).collect()
    }

    /// Every attribute has two units or more: one alone is compared with itself.
    /// A wider unit that holds all others is there to be compared with.
    fn enough_units(&self, versus: &Versus) -> Result<(), Box<Problem>> {
        let mut units: BTreeMap<Vec<&str>, usize> = BTreeMap::new();
        for segment in 1..self.cuts.len() {
            *units.entry(self.attributes(segment)).or_default() += 1;
        }
        let holds = |own: &[&str]| *versus == Versus::Parent && units.keys().any(|other| self.is_parent(own, other));
        let of = match units.iter().find(|(own, units)| **units < 2 && !holds(own)) {
            Some((of, _)) => of.join(" × "),
            None if self.cuts.len() > 1 => return Ok(()),
            None => String::new(),
        };
        Err(Box::new(
            Problem::error(self.place().column("attributes"), "fewer than two units to compare")
                .found(of)
                .expected("respondents of at least two of the attribute's values")
                .hint("compare by another attribute, or leave out a --where"),
        ))
    }

    /// The unit that a segment's unit is in, where its attribute has a parent
    /// that the run lists or filters by; inner nothing where the answers do not
    /// say, for some respondent, which one it is.
    fn parent(&self, segment: usize) -> Option<Option<usize>> {
        let [(place, _)] = self.cuts[segment].conditions()[self.filter..] else { return None };
        let places = &self.tally.shape().codebook.attributes;
        let parent = self.definition.attributes[places[place]].parent?;
        let above = places.iter().position(|&attribute| attribute == parent)?;
        let wider = self.units(above);
        if wider.is_empty() {
            return None;
        }
        let mut own = self.cuts[segment].cohorts(self.tally).map(|(key, _)| value(key, above));
        let first = own.next().flatten();
        let is_in_one = own.all(|other| other == first);
        let unit = |(_, value): &(usize, &str)| is_in_one && first == Some(*value);
        Some(wider.into_iter().find(unit).map(|(segment, _)| segment))
    }

    /// The segments that are the units of one attribute, with the unit.
    fn units(&self, place: usize) -> Vec<(usize, &str)> {
        let unit = |segment: usize| match &self.cuts[segment].conditions()[self.filter..] {
            [(own, Some(value))] if *own == place => Some((segment, value.as_str())),
            _ => None,
        };
        (1..self.cuts.len()).filter_map(unit).collect()
    }

    /// The matching key of a value that respondents have.
    fn known(&self, attribute: &str, value: &str) -> Result<String, Box<Problem>> {
        let labels = self.definition.attribute(attribute).and_then(|index| {
            let place = self.tally.shape().codebook.attributes.iter().position(|&other| other == index)?;
            Some(self.tally.labels(place))
        });
        let names = || labels.into_iter().flat_map(|labels| labels.values().map(String::as_str));
        let key = matching_key(value);
        if labels.is_some_and(|labels| labels.contains_key(&key)) {
            return Ok(key);
        }
        let place = self.place().column(format!("attributes.{attribute}"));
        let problem = Problem::error(place, "no respondent has this value").found(format!("{attribute}={value}"));
        let expected = format!("one of: {}", names().collect::<Vec<_>>().join(", "));
        Err(Box::new(problem.expected(expected).hint(suggestion(value, names()))))
    }

    /// Says whether the first attribute is the parent of the second.
    fn is_parent(&self, own: &[&str], other: &[&str]) -> bool {
        let ([own], [other]) = (own, other) else { return false };
        let parent = |name: &str| self.definition.attributes[self.definition.attribute(name)?].parent;
        parent(other).is_some_and(|parent| self.definition.attributes[parent].name == **own)
    }

    /// Values of one attribute share no respondents; all segments must have one.
    fn apart(&self, attribute: &str, value: &str) -> Result<(), Box<Problem>> {
        let other = (1..self.cuts.len()).find(|&segment| !self.attributes(segment).contains(&attribute));
        let Some(other) = other else { return Ok(()) };
        let named: Vec<String> =
            self.cuts[other].segment.0.iter().map(|(name, value)| format!("{name}={value}")).collect();
        let problem = Problem::error(self.place(), "segments that share respondents are no comparison")
            .found(format!("{} and {attribute}={value}", named.join(", ")))
            .expected("segments that nobody is in two of: values of one attribute")
            .hint(format!("compare --by {attribute}, or use --versus everyone"));
        Err(Box::new(problem))
    }

    /// The same segment with the named value; nothing for that segment itself
    /// and where nobody is in it.
    fn named(&self, segment: usize, attribute: &str, key: &str) -> Option<Against> {
        let cut = &self.cuts[segment];
        let at = self.filter + self.attributes(segment).iter().position(|name| *name == attribute)?;
        let mut wanted: Vec<(usize, Option<String>)> = cut.conditions().to_vec();
        wanted[at].1 = Some(key.to_owned());
        let versus = (1..self.cuts.len()).find(|&other| self.cuts[other].conditions() == wanted.as_slice());
        versus.filter(|&versus| versus != segment).map(|versus| Against { versus, is_whole: false })
    }
}

/// The matching key of a cohort's value of an attribute.
pub(super) fn value(key: &CohortKey, place: usize) -> Option<&str> {
    key.get(place)?.as_deref()
}
