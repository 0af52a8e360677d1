//! Who answered, as CSV: one row for everyone, then one for each group.

use koe_core::release::{ResponseRate, ResponseState};

use super::super::{Dressing, TableError};
use super::{decimal, dressed, number, text, whole};
use crate::figures::Figures;
use crate::typeset::one_line;
use crate::wording::{response_state, words};

/// Columns after those of the segment.
const COLUMNS: [&str; 6] = ["invited", "respondents", "response_rate", "response_rate_text", "state", "low"];

/// The response rates of the figures; nothing where there is no headcount.
pub(in crate::table) fn write(figures: Figures<'_>, dressing: Dressing) -> Result<Option<String>, TableError> {
    if figures.response.is_empty() {
        return Ok(None);
    }
    let mut attributes: Vec<&str> = Vec::new();
    for (name, _) in figures.response.iter().flat_map(|rate| &rate.segment.0) {
        if !attributes.contains(&name.as_str()) {
            attributes.push(name);
        }
    }
    let mut header = vec!["wave".to_owned()];
    header.extend(attributes.iter().map(|name| text(&column(&one_line(name)))));
    header.extend(COLUMNS.map(str::to_owned));
    let records = figures.response.iter().map(|rate| record(rate, &attributes, figures));
    dressed(header, records, dressing).map(Some)
}

/// An attribute named as one of our columns keeps apart from it.
fn column(name: &str) -> String {
    let is_ours = name == "wave" || COLUMNS.contains(&name);
    if is_ours { format!("segment.{name}") } else { name.to_owned() }
}

fn record(rate: &ResponseRate, attributes: &[&str], figures: Figures<'_>) -> Vec<String> {
    let language = figures.about.language;
    let value = |name: &&str| {
        let own = rate.segment.0.iter().find(|(attribute, _)| attribute == name);
        own.map(|(_, value)| text(value)).unwrap_or_default()
    };
    let printed = match rate.state {
        ResponseState::Withheld => words(language).withheld.to_owned(),
        _ => decimal(rate.response_rate_text),
    };
    let mut record = vec![text(&rate.wave)];
    record.extend(attributes.iter().map(value));
    record.extend([
        whole(rate.invited),
        whole(rate.respondents),
        number(rate.response_rate),
        printed,
        response_state(rate.state, language).to_owned(),
        rate.low.map(|low| low.to_string()).unwrap_or_default(),
    ]);
    record
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sample::Sample;

    #[test]
    fn a_group_without_answers_is_there_and_a_withheld_one_says_so() {
        let sample = Sample::koriyama()
            .with_response(&[("部局", "総務部")], ResponseState::Shown, (60, 100))
            .with_response(&[("部局", "財務部")], ResponseState::Nobody, (0, 12))
            .with_response(&[("部局", "会計課")], ResponseState::Withheld, (0, 0));
        let csv = write(sample.figures(), Dressing::Stdout).unwrap().expect("response rates");
        let lines: Vec<&str> = csv.lines().collect();
        assert!(lines[0].starts_with("wave,部局,invited,respondents,response_rate,response_rate_text,state,low"));
        assert!(lines.iter().any(|line| line.ends_with(",財務部,12,0,0,0.00,回答なし,true")), "{csv}");
        assert!(lines.iter().any(|line| line.ends_with(",会計課,,,,非公表（少人数）,非公表（少人数）,")), "{csv}");
        assert!(write(Sample::koriyama().figures(), Dressing::Stdout).unwrap().is_none());
    }

    #[test]
    fn an_attribute_with_the_name_of_a_column_stays_apart() {
        let sample = Sample::koriyama().with_response(&[("low", "x")], ResponseState::Shown, (60, 100));
        let csv = write(sample.figures(), Dressing::Stdout).unwrap().expect("response rates");
        assert!(csv.starts_with("wave,segment.low,invited"), "{csv}");
    }
}
