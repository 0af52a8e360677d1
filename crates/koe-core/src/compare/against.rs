//! Which segment each segment of a run is compared with.

use std::collections::{BTreeMap, BTreeSet};

use super::{Alone, Comparing, Versus};
use crate::definition::Definition;
use crate::problem::{Asked, Place, Problem, Problems};
use crate::segment::{Cut, key_of, no_such_value};
use crate::tally::{CohortKey, Tally};

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
/// When an attribute has fewer than two units and that is refused, or what is
/// asked for is not there or shares respondents with the segments.
pub(crate) fn against(
    definition: &Definition,
    tally: &Tally,
    cuts: &[Cut],
    comparing: &Comparing,
) -> Result<Vec<Option<Against>>, Problems> {
    let run = Run::new(definition, tally, cuts);
    let segments = 1..cuts.len();
    let own: Vec<Option<Against>> = match &comparing.versus {
        Versus::Everyone => segments.map(|_| Some(EVERYONE)).collect(),
        Versus::Parent => segments.map(|segment| run.parent(segment)).collect(),
        Versus::Named { attribute, value } => {
            run.apart(attribute, value)?;
            let key = run.known(attribute, value)?;
            segments.map(|segment| run.named(segment, attribute, &key)).collect()
        }
    };
    let mut against: Vec<Option<Against>> = std::iter::once(None).chain(own).collect();
    match comparing.alone {
        Alone::Refused => run.enough_units(&against)?,
        Alone::LeftOut => run.alone(&against).into_iter().for_each(|(_, unit)| against[unit] = None),
    }
    Ok(against)
}

const EVERYONE: Against = Against { versus: 0, is_whole: true };

/// What a segment asks for beside the filter: matching key by place of the
/// attribute in the shape.
type Conditions = BTreeMap<usize, Option<String>>;

struct Run<'a> {
    definition: &'a Definition,
    tally: &'a Tally,
    cuts: &'a [Cut],
    /// How many conditions of a segment are the run's.
    filter: usize,
    /// Conditions of the segments → number.
    numbers: BTreeMap<Conditions, usize>,
}

impl<'a> Run<'a> {
    fn new(definition: &'a Definition, tally: &'a Tally, cuts: &'a [Cut]) -> Self {
        let filter = cuts.first().map_or(0, |everyone| everyone.segment.0.len());
        let mut run = Self { definition, tally, cuts, filter, numbers: BTreeMap::new() };
        run.numbers = (0..cuts.len()).map(|segment| (run.conditions(segment), segment)).collect();
        run
    }

    fn place(&self) -> Place {
        Place::file(self.definition.file.display().to_string())
    }

    /// The attributes that a segment has a value of, beside the filter's.
    fn attributes(&self, segment: usize) -> Vec<&str> {
        self.cuts[segment].segment.0.iter().skip(self.filter).map(|(name, _)| name.as_str()).collect()
    }

    fn conditions(&self, segment: usize) -> Conditions {
        self.cuts[segment].conditions().iter().skip(self.filter).cloned().collect()
    }

    /// Attributes with one unit only, which is everyone, and that unit; but a
    /// wider unit may be there for others to be compared with.
    fn alone(&self, against: &[Option<Against>]) -> Vec<(String, usize)> {
        let wider: BTreeSet<usize> = against.iter().flatten().map(|own| own.versus).collect();
        let mut units: BTreeMap<Vec<&str>, Vec<usize>> = BTreeMap::new();
        for segment in 1..self.cuts.len() {
            units.entry(self.attributes(segment)).or_default().push(segment);
        }
        let alone = units.into_iter().filter_map(|(of, own)| match own.as_slice() {
            [one] if !wider.contains(one) => Some((of.join(" × "), *one)),
            _ => None,
        });
        alone.collect()
    }

    /// Every attribute has two units or more.
    fn enough_units(&self, against: &[Option<Against>]) -> Result<(), Box<Problem>> {
        let of = match self.alone(against).into_iter().next() {
            Some((of, _)) => of,
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

    /// The segment with the wider unit in the place of its unit: everyone where
    /// its attribute has no parent that the run looks at, and nothing where the
    /// answers do not say of some respondent which unit that is.
    fn parent(&self, segment: usize) -> Option<Against> {
        let places = &self.tally.shape().codebook.attributes;
        let above = |&place: &usize| {
            let parent = self.definition.attributes[places[place]].parent?;
            Some((place, places.iter().position(|&attribute| attribute == parent)?))
        };
        let mut conditions = self.conditions(segment);
        let Some((place, above)) = conditions.keys().find_map(above) else { return Some(EVERYONE) };
        let mut wider = self.cuts[segment].cohorts(self.tally).map(|(key, _)| value(key, above));
        let unit = wider.next().flatten();
        let is_in_one = wider.all(|other| other == unit);
        conditions.remove(&place);
        if self.cuts[0].conditions().iter().all(|(filter, _)| *filter != above) {
            conditions.insert(above, unit.map(str::to_owned));
        }
        match self.numbers.get(&conditions) {
            Some(&versus) if is_in_one && unit.is_some() => Some(Against { versus, is_whole: true }),
            None if !self.numbers.keys().any(|own| own.keys().eq(conditions.keys())) => Some(EVERYONE),
            _ => None,
        }
    }

    /// The matching key of a value that respondents have.
    fn known(&self, attribute: &str, value: &str) -> Result<String, Box<Problem>> {
        let found = self.definition.attribute(attribute).and_then(|index| {
            let place = self.tally.shape().codebook.attributes.iter().position(|&other| other == index)?;
            Some((&self.definition.attributes[index], self.tally.labels(place)))
        });
        let key = found.map(|(attribute, labels)| (key_of(attribute, labels, value), labels));
        if let Some((key, _)) = key.as_ref().filter(|(key, labels)| labels.contains_key(key)) {
            return Ok(key.clone());
        }
        let labels = found.map(|(_, labels)| labels.clone()).unwrap_or_default();
        Err(Box::new(no_such_value(Asked::Versus, attribute, value, &labels)))
    }

    /// Values of one attribute share no respondents; all segments must have one.
    fn apart(&self, attribute: &str, value: &str) -> Result<(), Box<Problem>> {
        let other = (1..self.cuts.len()).find(|&segment| !self.attributes(segment).contains(&attribute));
        let Some(other) = other else { return Ok(()) };
        let named: Vec<String> =
            self.cuts[other].segment.0.iter().map(|(name, value)| format!("{name}={value}")).collect();
        let place = Place::asked(Asked::Versus, format!("{attribute}={value}"));
        let problem = Problem::error(place, "segments that share respondents are no comparison")
            .found(format!("{} and {attribute}={value}", named.join(", ")))
            .expected("segments that nobody is in two of: values of one attribute")
            .hint(format!("compare --by {attribute}, or use --versus everyone"));
        Err(Box::new(problem))
    }

    /// The same segment with the named value; nothing for that segment itself
    /// and where nobody is in it.
    fn named(&self, segment: usize, attribute: &str, key: &str) -> Option<Against> {
        let at = self.filter + self.attributes(segment).iter().position(|name| *name == attribute)?;
        let (place, _) = self.cuts[segment].conditions().get(at)?;
        let mut wanted = self.conditions(segment);
        wanted.insert(*place, Some(key.to_owned()));
        let versus = self.numbers.get(&wanted).copied().filter(|&versus| versus != segment)?;
        Some(Against { versus, is_whole: false })
    }
}

/// The matching key of a cohort's value of an attribute.
fn value(key: &CohortKey, place: usize) -> Option<&str> {
    key.get(place)?.as_deref()
}
