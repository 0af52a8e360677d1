//! Groups that fewer people are in by the headcount than answered.

use std::collections::BTreeSet;

use super::Counted;
use crate::definition::{Definition, HeadcountRow};
use crate::problem::{Place, Problem};
use crate::quality::{Response, responses};
use crate::segment::{Cuts, Segment, UNKNOWN};

impl Counted {
    /// Returns an error for every group whose headcount is smaller than the number
    /// of its respondents, and a warning for each that the headcount does not have:
    /// everyone, the values of all attributes that are counted, and the crosses that
    /// the survey names.
    pub fn beyond_headcount(&self, definition: &Definition) -> Vec<Problem> {
        self.beyond(definition, &[])
    }

    /// Returns the same of these groups, too.
    pub(super) fn beyond(&self, definition: &Definition, groups: &[Response]) -> Vec<Problem> {
        let counted = self.groups(definition);
        let mut seen = BTreeSet::new();
        let is_new = |group: &&Response| {
            let mut conditions = group.segment.0.clone();
            conditions.sort_unstable();
            seen.insert(conditions)
        };
        let all = counted.iter().chain(groups).filter(is_new);
        all.filter_map(|group| self.problem(definition, group)).collect()
    }

    /// Everyone, every value of each attribute, the survey's crosses.
    fn groups(&self, definition: &Definition) -> Vec<Response> {
        let used = &self.tally.shape().codebook.attributes;
        let name = |index: usize| definition.attributes[index].name.clone();
        let crosses = definition.crosses.iter().filter(|pair| pair.iter().all(|index| used.contains(index)));
        let by = used.iter().map(|&index| vec![name(index)]).chain(crosses.map(|pair| pair.map(name).to_vec()));
        let cuts = Cuts { by: by.collect(), ..Cuts::default() };
        let everyone = Cuts::default().segments(definition, &self.tally, None).unwrap_or_default();
        let headcount = self.headcount.as_ref();
        everyone.first().map(|it| responses(definition, &self.tally, headcount, &cuts, it)).unwrap_or_default()
    }

    fn problem(&self, definition: &Definition, group: &Response) -> Option<Problem> {
        let respondents = group.respondents;
        if group.invited.unwrap_or(0) >= respondents || group.segment.0.iter().any(|(_, value)| value == UNKNOWN) {
            return None;
        }
        let named = named(&group.segment);
        let file = definition.waves.get(self.wave)?.population.as_ref()?;
        let place = Place::file(file.display().to_string());
        let rows = self.rows(definition, &group.segment);
        let Some((invited, first)) = group.invited.zip(rows.first()) else {
            return Some(
                Problem::warning(place, "respondents who are not in the headcount")
                    .found(format!("{named}: {respondents} answered"))
                    .expected("every respondent to be in the headcount")
                    .hint("add them to the headcount, or correct the spelling of its values (`map`)"),
            );
        };
        let hint = match group.segment.0.is_empty() {
            true => "correct the headcount",
            false => "correct the headcount, or the spelling of its values (`map`)",
        };
        let among = if rows.len() == 1 { String::new() } else { format!(" in {} rows", rows.len()) };
        Some(
            Problem::error(
                place.line(first.line).column("headcount"),
                "fewer people in the headcount than respondents",
            )
            .found(format!("{named}: {invited}{among}, {respondents} answered"))
            .expected(format!("{respondents} or more"))
            .hint(hint),
        )
    }

    /// The rows of a group in the headcount file.
    fn rows(&self, definition: &Definition, segment: &Segment) -> Vec<&HeadcountRow> {
        let conditions = segment.0.iter().map(|(name, value)| Some((definition.attribute(name)?, value.as_str())));
        let conditions: Option<Vec<(usize, &str)>> = conditions.collect();
        let meeting = |conditions: Vec<(usize, &str)>| Some(self.headcount.as_ref()?.meeting(&conditions)?.collect());
        conditions.and_then(meeting).unwrap_or_default()
    }
}

/// 部局=総務部, 年代=30代; everyone.
fn named(segment: &Segment) -> String {
    let named: Vec<String> = segment.0.iter().map(|(name, value)| format!("{name}={value}")).collect();
    if named.is_empty() { "everyone".to_owned() } else { named.join(", ") }
}
