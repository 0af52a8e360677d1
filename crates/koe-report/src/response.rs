//! Who answered, by the groups of an attribute, as writers read it.

use koe_core::release::{ResponseRate, ResponseState, Segment};
use koe_stats::Decimal;

use crate::figures::Figures;

/// The groups of one attribute, or of several crossed.
pub(crate) struct Grouping<'a> {
    /// 部局; 年代 × 職位.
    pub(crate) name: String,
    /// In the order of the attribute.
    pub(crate) groups: Vec<Group<'a>>,
}

/// A group with its response.
pub(crate) struct Group<'a> {
    /// 総務部; 30代 × 係長級.
    pub(crate) name: String,
    pub(crate) rate: &'a ResponseRate,
}

/// Why a group has no scores although nothing of it is withheld by the gate: none
/// of its people is among the respondents. The same in every format.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Empty {
    /// Nobody answered, of so many whom the headcount has.
    Silent {
        /// Headcount.
        invited: u64,
    },
    /// Its headcount is too small to be told.
    Withheld,
    /// No respondent belongs to it, and no headcount tells of anybody who does.
    Vacant,
}

impl Empty {
    fn of(rate: Option<&ResponseRate>) -> Self {
        match rate {
            Some(ResponseRate { state: ResponseState::Nobody, invited: Some(invited), .. }) => {
                Self::Silent { invited: *invited }
            }
            Some(ResponseRate { state: ResponseState::Withheld, .. }) => Self::Withheld,
            _ => Self::Vacant,
        }
    }
}

impl Grouping<'_> {
    /// The printed rates that are shown.
    pub(crate) fn printed(&self) -> impl Iterator<Item = Decimal> {
        self.groups.iter().filter_map(|group| group.rate.response_rate_text)
    }

    /// How many groups have a rate under the line.
    pub(crate) fn low(&self) -> usize {
        self.groups.iter().filter(|group| group.rate.low == Some(true)).count()
    }
}

impl<'a> Figures<'a> {
    /// Who answered of everyone (within the filter), where the headcount tells.
    pub(crate) fn response_of_everyone(self) -> Option<&'a ResponseRate> {
        self.response.iter().find(|rate| rate.segment == self.about.filter)
    }

    /// The groups that the headcount or the respondents have, by the conditions that
    /// they have more than everyone.
    pub(crate) fn asked(self) -> impl Iterator<Item = (&'a [(String, String)], &'a ResponseRate)> {
        let filter = &self.about.filter;
        self.response.iter().map(|rate| (own(rate, filter), rate))
    }

    /// Why there are no rows of everyone with these values of attributes.
    pub(crate) fn empty(self, group: &[(&str, &str)]) -> Empty {
        let own = |pair: &'a (String, String)| (pair.0.as_str(), pair.1.as_str());
        let found = self.asked().find(|(conditions, _)| conditions.iter().map(own).eq(group.iter().copied()));
        Empty::of(found.map(|(_, rate)| rate))
    }

    /// Who answered, attribute by attribute, in the order they were asked for.
    pub(crate) fn groupings(self) -> Vec<Grouping<'a>> {
        let filter = &self.about.filter;
        let parts = self.response.chunk_by(|a, b| joined(a, filter, attribute) == joined(b, filter, attribute));
        let grouping = |rates: &'a [ResponseRate]| {
            let first = rates.first().filter(|rate| rate.segment != *filter)?;
            let groups = rates.iter().map(|rate| Group { name: joined(rate, filter, value), rate }).collect();
            Some(Grouping { name: joined(first, filter, attribute), groups })
        };
        parts.filter_map(grouping).collect()
    }
}

fn attribute(pair: &(String, String)) -> &str {
    &pair.0
}

fn value(pair: &(String, String)) -> &str {
    &pair.1
}

/// The attributes or values of a group, without those that everyone shares.
fn joined(rate: &ResponseRate, filter: &Segment, of: fn(&(String, String)) -> &str) -> String {
    own(rate, filter).iter().map(of).collect::<Vec<_>>().join(" × ")
}

/// The conditions of a group that not everyone shares.
fn own<'a>(rate: &'a ResponseRate, filter: &Segment) -> &'a [(String, String)] {
    rate.segment.0.strip_prefix(filter.0.as_slice()).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use koe_core::release::{ResponseState, Segment};

    use super::Empty;
    use crate::sample::Sample;

    #[test]
    fn why_a_group_has_nobody_comes_from_the_headcount() {
        let group = |age| [("年代", age), ("職位", "部長級")];
        let sample = Sample::koriyama().with_response(&group("30代"), ResponseState::Nobody, (0, 12)).with_response(
            &group("40代"),
            ResponseState::Withheld,
            (0, 0),
        );
        let why = |age| sample.figures().empty(&group(age));
        let expected = [Empty::Silent { invited: 12 }, Empty::Withheld, Empty::Vacant];
        assert_eq!(["30代", "40代", "50代"].map(why), expected);
    }

    #[test]
    fn groups_stand_by_attribute_and_crosses_by_all_of_them() {
        let sample = Sample::koriyama().with_responses("部局");
        let crossed = [("年代", "30代"), ("職位", "係長級")];
        let mut sample = sample.with_response(&crossed, ResponseState::Shown, (60, 100));
        let figures = sample.figures();
        assert_eq!(figures.response_of_everyone().unwrap().response_rate_text.unwrap().to_string(), "60.14");
        let names: Vec<String> = figures.groupings().into_iter().map(|by| by.name).collect();
        assert_eq!(names, ["部局", "年代 × 職位"]);
        assert_eq!(figures.groupings()[1].groups[0].name, "30代 × 係長級");
        assert_eq!((figures.groupings()[0].printed().count(), figures.groupings()[0].low()), (3, 2));
        // Within a filter, its own condition is no attribute of the groups.
        sample.about.filter = Segment(vec![("年代".to_owned(), "30代".to_owned())]);
        sample.response.drain(..6);
        assert_eq!(sample.figures().groupings()[0].name, "職位");
        assert!(Sample::koriyama().figures().groupings().is_empty());
    }
}
