//! A section of a plan as CSV: one row an indicator, an action, a mark.

use koe_core::plan::{Actions, Competencies, Indicator, Plan};

use super::super::csv::{decimal, dressed, text};
use super::super::{Dressing, TableError};
use super::Section;
use super::json::{direction_name, kind_name, progress_name, standing_name};
use crate::typeset::one_line;

pub(super) fn write(plan: &Plan, section: Option<Section>, dressing: Dressing) -> Result<String, TableError> {
    match (section, &plan.actions, &plan.competencies) {
        (Some(Section::Actions), Some(own), _) => actions(own, dressing),
        (Some(Section::Competencies), _, Some(own)) => competencies(own, dressing),
        _ => indicators(&plan.indicators, dressing),
    }
}

fn indicators(indicators: &[Indicator], dressing: Dressing) -> Result<String, TableError> {
    let mut years: Vec<i32> = indicators.iter().flat_map(|own| own.actuals.iter().map(|it| it.year)).collect();
    years.sort_unstable();
    years.dedup();
    let columns = [
        "outcome",
        "area",
        "indicator",
        "unit",
        "direction",
        "kind",
        "source",
        "baseline_year",
        "baseline",
        "target_year",
        "target",
        "year",
        "actual",
        "path",
        "attainment",
        "status",
    ];
    let header = columns.into_iter().map(str::to_owned).chain(years.iter().map(|year| format!("actual_{year}")));
    let records = indicators.iter().map(|own| {
        let attainment = own.attainment();
        let optional = |value: &Option<String>| value.as_deref().map(text).unwrap_or_default();
        let whole = |value: Option<i32>| value.map(|value| value.to_string()).unwrap_or_default();
        let mut record = vec![
            optional(&own.outcome),
            optional(&own.area),
            text(&own.name),
            text(&own.unit),
            direction_name(own.direction).to_owned(),
            kind_name(own.kind).to_owned(),
            own.source.as_ref().map(|source| text(&source.to_string())).unwrap_or_default(),
            whole(own.baseline_year),
            decimal(own.baseline),
            whole(own.target_year),
            own.target.to_string(),
            whole(attainment.year),
            decimal(attainment.actual),
            decimal(attainment.path),
            decimal(attainment.percent),
            standing_name(attainment.standing).to_owned(),
        ];
        let actual = |year: &i32| own.actuals.iter().find(|it| it.year == *year).and_then(|it| it.value);
        record.extend(years.iter().map(|year| decimal(actual(year))));
        record
    });
    dressed(header.collect(), records, dressing)
}

fn actions(plan: &Actions, dressing: Dressing) -> Result<String, TableError> {
    let columns = ["pillar", "theme", "measure", "action", "content", "kind", "new", "repeated"];
    let of_years = |prefix: &'static str| plan.years.iter().map(move |year| format!("{prefix}_{year}"));
    let header = columns
        .into_iter()
        .map(str::to_owned)
        .chain(of_years("planned"))
        .chain(of_years("actual"))
        .chain(of_years("progress"));
    let records = plan.actions.iter().map(|own| {
        let texts = [&own.pillar, &own.theme, &own.measure, &own.name, &own.content, &own.kind];
        let mut record: Vec<String> = texts.into_iter().map(|cell| text(cell)).collect();
        record.extend([own.is_new.to_string(), own.is_repeated.to_string()]);
        let status = |status: &Option<String>| status.as_deref().map(text).unwrap_or_default();
        record.extend(own.cells.iter().map(|cell| status(&cell.planned)));
        record.extend(own.cells.iter().map(|cell| status(&cell.actual)));
        record.extend(own.cells.iter().map(|cell| progress_name(cell.progress).to_owned()));
        record
    });
    dressed(header.collect(), records, dressing)
}

fn competencies(plan: &Competencies, dressing: Dressing) -> Result<String, TableError> {
    let header = ["position", "group", "competency", "mark"].map(str::to_owned).to_vec();
    let records = plan.positions.iter().enumerate().flat_map(|(index, position)| {
        plan.competencies.iter().map(move |own| {
            vec![
                text(position),
                own.group.as_deref().map(text).unwrap_or_default(),
                text(&own.name),
                own.marks[index].as_deref().map(mark).unwrap_or_default(),
            ]
        })
    });
    dressed(header, records, dressing)
}

/// A mark. One sign alone, such as -, is nothing that a spreadsheet runs.
fn mark(mark: &str) -> String {
    if mark.chars().count() == 1 { one_line(mark) } else { text(mark) }
}
