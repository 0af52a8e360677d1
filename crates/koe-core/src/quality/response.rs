//! Who answered, group by group, out of the headcount.

use std::collections::BTreeMap;

use crate::definition::{Definition, Headcount, HeadcountRow};
use crate::segment::{Cut, Cuts, Segment, UNKNOWN, ordered};
use crate::tally::{CohortKey, Tally};

/// A response rate under so many per cent, as printed, is marked as low. A
/// convention, not a law: under it, those who answered may stand for the others
/// less well.
pub const LOW_RESPONSE: i32 = 60;

/// Who answered of a group, ungated.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Response {
    pub(crate) segment: Segment,
    /// Its headcount; nothing where the headcount does not have the group.
    pub(crate) invited: Option<u64>,
    /// Rows with at least one valid answer.
    pub(crate) respondents: u64,
}

/// Counts who answered: everyone within the filter first, then each group that
/// the headcount or the answers know, attribute by attribute, or of all
/// attributes crossed. Nothing without a headcount of everyone; nothing by an
/// attribute that the headcount has no column for.
pub(crate) fn responses(
    definition: &Definition,
    tally: &Tally,
    headcount: Option<&Headcount>,
    cuts: &Cuts,
    everyone: &Cut,
) -> Vec<Response> {
    let Some(headcount) = headcount else { return Vec::new() };
    let Some(filter) = everyone.labelled(tally.shape()) else { return Vec::new() };
    let Some(invited) = headcount.of(&filter) else { return Vec::new() };
    let respondents = everyone.cohorts(tally).map(|(_, cohort)| cohort.respondents).sum();
    let whole = Response { segment: everyone.segment.clone(), invited: Some(invited), respondents };
    let groups = cuts.by.iter().filter(|names| !names.is_empty()).filter_map(|names| {
        let parts: Option<Vec<Values<'_>>> =
            names.iter().map(|name| Values::new(definition, tally, headcount, name, cuts.list_unknown)).collect();
        Some(Grouping { parts: parts?, everyone, filter: &filter }.count(tally, headcount))
    });
    std::iter::once(whole).chain(groups.flatten()).collect()
}

/// The values of an attribute, as the answers and the headcount have them.
struct Values<'a> {
    name: &'a str,
    /// Its place in the key of a cohort.
    place: usize,
    /// Its column in the headcount.
    column: usize,
    /// Matching key and label in the order of the attribute; no key is
    /// "(unknown)", which only answers have.
    listed: Vec<(Option<String>, String)>,
    /// Where a value stands in `listed`.
    ranks: BTreeMap<Option<String>, usize>,
}

impl<'a> Values<'a> {
    fn new(
        definition: &Definition,
        tally: &Tally,
        headcount: &Headcount,
        name: &'a str,
        list_unknown: bool,
    ) -> Option<Self> {
        let index = definition.attribute(name)?;
        let place = tally.shape().codebook.attributes.iter().position(|&attribute| attribute == index)?;
        let column = headcount.columns.iter().position(|&attribute| attribute == index)?;
        let mut labels = headcount.labels(index);
        // A segment is called as the answers call it, here as among the scores.
        labels.extend(tally.labels(place).clone());
        let mut listed = ordered(&definition.attributes[index], &labels, Some(headcount.values_of(index)));
        if list_unknown {
            listed.push((None, UNKNOWN.to_owned()));
        }
        let ranks = listed.iter().enumerate().map(|(rank, (key, _))| (key.clone(), rank)).collect();
        Some(Self { name, place, column, listed, ranks })
    }
}

/// The groups of an attribute, or of several crossed.
struct Grouping<'a> {
    parts: Vec<Values<'a>>,
    everyone: &'a Cut,
    /// The conditions of everyone, as the headcount takes them.
    filter: &'a [(usize, &'a str)],
}

/// Headcount and respondents of a group while they are counted.
#[derive(Default)]
struct People {
    invited: Option<u64>,
    respondents: u64,
}

impl Grouping<'_> {
    fn count(&self, tally: &Tally, headcount: &Headcount) -> Vec<Response> {
        let mut groups: BTreeMap<Vec<usize>, People> = BTreeMap::new();
        for (key, cohort) in self.everyone.cohorts(tally) {
            if let Some(group) = self.of_cohort(key) {
                groups.entry(group).or_default().respondents += cohort.respondents;
            }
        }
        for row in headcount.meeting(self.filter).into_iter().flatten() {
            if let Some(group) = self.of_row(row) {
                let invited = &mut groups.entry(group).or_default().invited;
                *invited = Some(invited.unwrap_or(0) + row.headcount);
            }
        }
        let response = |(group, people): (Vec<usize>, People)| {
            let mut segment = self.everyone.segment.clone();
            let named = self.parts.iter().zip(group).map(|(part, rank)| (part.name, part.listed[rank].1.clone()));
            segment.0.extend(named.map(|(name, label)| (name.to_owned(), label)));
            Response { segment, invited: people.invited, respondents: people.respondents }
        };
        groups.into_iter().map(response).collect()
    }

    /// The group of a cohort, as places in the order of each attribute; none
    /// where it has no value and such respondents are not listed.
    fn of_cohort(&self, key: &CohortKey) -> Option<Vec<usize>> {
        self.parts.iter().map(|part| part.ranks.get(&key[part.place]).copied()).collect()
    }

    /// The group of a row of the headcount; people without a value are counted
    /// in everyone only.
    fn of_row(&self, row: &HeadcountRow) -> Option<Vec<usize>> {
        let rank = |part: &Values<'_>| {
            let value = row.values.get(part.column)?;
            value.as_ref().and_then(|_| part.ranks.get(value).copied())
        };
        self.parts.iter().map(rank).collect()
    }
}
