//! Why scores moved, as flat columns: a record for each part, one for who answered,
//! one for the sums of a table.

use koe_core::release::{By, Decomposition, Part, PartsState, Weights};

use super::{decimal, dressed, level, number, text};
use crate::table::{Dressing, TableError};

/// Columns that are the same in all records of a table.
const TABLE: [&str; 9] = ["by", "attribute", "level", "code", "name", "versus", "wave", "state", "weights"];
/// Columns of a record. `row` says what it is: `part`, `others` (all other units as
/// one), `response`, `total`.
const RECORD: [&str; 12] = [
    "row",
    "part",
    "part_name",
    "within",
    "within_text",
    "mix",
    "mix_text",
    "response",
    "response_text",
    "sum_text",
    "largest_deviation",
    "largest_deviation_text",
];

pub(in crate::table) fn write<'a>(
    tables: impl Iterator<Item = &'a Decomposition>,
    dressing: Dressing,
) -> Result<String, TableError> {
    let header = TABLE.into_iter().chain(RECORD).map(str::to_owned).collect();
    dressed(header, tables.flat_map(records), dressing)
}

/// The parts, then what they add up to; only that where there are none.
fn records(of: &Decomposition) -> Vec<Vec<String>> {
    let table = table(of);
    let response = of.response_text.map(|_| Record {
        row: "response",
        response: [number(of.response), decimal(of.response_text)],
        sum: decimal(of.response_text),
        ..Record::default()
    });
    let total = Record {
        row: "total",
        within: [number(of.within), decimal(of.within_text)],
        mix: [number(of.mix), decimal(of.mix_text)],
        response: [number(of.response), decimal(of.response_text)],
        sum: decimal(of.difference_text),
        deviation: [number(of.largest_deviation), decimal(of.largest_deviation_text)],
        ..Record::default()
    };
    let records = of.parts.iter().map(part).chain(response).chain([total]);
    records.map(|record| table.iter().cloned().chain(record.cells()).collect()).collect()
}

/// The columns of a table, as `TABLE` names them.
fn table(of: &Decomposition) -> [String; 9] {
    let by = match of.by {
        By::Items => "items",
        By::Groups => "groups",
    };
    let state = match of.state {
        PartsState::Shown => "shown",
        PartsState::Withheld => "withheld",
        PartsState::NotASum => "not-a-sum",
    };
    let weights = match of.weights {
        Some(Weights::Answers) => "answers",
        Some(Weights::Respondents) => "respondents",
        Some(Weights::Headcount) => "headcount",
        Some(Weights::Equal) => "equal",
        None => "",
    };
    [
        by.to_owned(),
        of.attribute.as_deref().map(text).unwrap_or_default(),
        level(of.level).to_owned(),
        text(&of.code),
        text(&of.name),
        text(&of.versus),
        text(&of.wave),
        state.to_owned(),
        weights.to_owned(),
    ]
}

fn part(part: &Part) -> Record {
    Record {
        row: if part.code.is_some() { "part" } else { "others" },
        names: [&part.code, &part.name].map(|name| name.as_deref().map(text).unwrap_or_default()),
        within: [number(Some(part.within)), decimal(Some(part.within_text))],
        mix: [number(Some(part.mix)), decimal(Some(part.mix_text))],
        sum: decimal(Some(part.sum_text)),
        ..Record::default()
    }
}

/// The cells of a record; pairs are unrounded and as printed.
#[derive(Default)]
struct Record {
    row: &'static str,
    names: [String; 2],
    within: [String; 2],
    mix: [String; 2],
    response: [String; 2],
    sum: String,
    deviation: [String; 2],
}

impl Record {
    /// In the order of `RECORD`.
    fn cells(self) -> impl Iterator<Item = String> {
        let Self { row, names, within, mix, response, sum, deviation } = self;
        let figures = [names, within, mix, response].into_iter().flatten();
        std::iter::once(row.to_owned()).chain(figures).chain([sum]).chain(deviation)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sample::Sample;

    #[test]
    fn parts_come_before_who_answered_and_the_total() {
        let sample = Sample::koriyama().with_waves();
        let of = sample.trend.as_ref().unwrap();
        let csv = write(of.decomposition.iter(), Dressing::Stdout).unwrap();
        let records: Vec<Vec<&str>> = csv.lines().map(|line| line.split(',').collect()).collect();
        assert!(records.iter().all(|record| record.len() == TABLE.len() + RECORD.len()));
        let units: Vec<String> =
            records.iter().filter(|it| it[0] == "groups").map(|record| record[9..19].join(",")).collect();
        // The units of the sample: 0.030 + 0.020 − 0.005 − 0.003 − 0.002 = 0.040.
        assert_eq!(
            units,
            [
                "part,総務部,総務部,0.03,0.030,-0.004,-0.004,,,0.026",
                "part,市民部,市民部,0.02,0.020,0.001,0.001,,,0.021",
                "others,,,-0.005,-0.005,0,0.000,,,-0.005",
                "response,,,,,,,-0.002,-0.002,-0.002",
                "total,,,0.045,0.045,-0.003,-0.003,-0.002,-0.002,0.04",
            ]
        );
    }

    #[test]
    fn what_has_no_parts_has_one_record_that_says_so() {
        let mut sample = Sample::koriyama().with_waves();
        let of = &mut sample.trend.as_mut().unwrap().decomposition;
        of.truncate(1);
        let withheld = Decomposition {
            state: PartsState::Withheld,
            name: "=1+1".to_owned(),
            weights: None,
            parts: Vec::new(),
            within: None,
            within_text: None,
            mix: None,
            mix_text: None,
            largest_deviation: None,
            largest_deviation_text: None,
            ..of[0].clone()
        };
        let csv = write([withheld].iter(), Dressing::File).unwrap();
        let lines: Vec<&str> = csv.lines().collect();
        assert_eq!(lines[1..], ["items,,overall,overall,'=1+1,2023,2025,withheld,,total,,,,,,,,,0.04,,"]);
    }
}
