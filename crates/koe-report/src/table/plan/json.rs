//! A plan as JSON: one object, a section that the plan has not is left out.

use koe_core::plan::{Action, Actions, Competencies, Count, Direction, Indicator, Kind, Plan, Progress, Standing};
use koe_stats::{Decimal, nearest_f64};
use serde::Serialize;

use super::super::TableError;
use super::super::json::{SCHEMA, inert};
use super::{PlanView, Section};

#[derive(Serialize)]
struct Document<'a> {
    schema: u32,
    survey: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    synthetic: Option<&'a str>,
    /// The year that was asked for.
    year: Option<i32>,
    #[serde(skip_serializing_if = "Option::is_none")]
    indicators: Option<Vec<IndicatorRow<'a>>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    plan: Option<PlanObject<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    competencies: Option<CompetenciesObject<'a>>,
}

#[derive(Serialize)]
struct IndicatorRow<'a> {
    outcome: Option<&'a str>,
    area: Option<&'a str>,
    indicator: &'a str,
    unit: &'a str,
    direction: &'static str,
    kind: &'static str,
    source: Option<String>,
    baseline_year: Option<i32>,
    baseline: Option<f64>,
    baseline_text: Option<Decimal>,
    target_year: Option<i32>,
    target: f64,
    target_text: Decimal,
    year: Option<i32>,
    actual: Option<f64>,
    actual_text: Option<Decimal>,
    path: Option<f64>,
    path_text: Option<Decimal>,
    attainment: Option<f64>,
    attainment_text: Option<Decimal>,
    status: &'static str,
    actuals: Vec<ActualObject>,
}

#[derive(Serialize)]
struct ActualObject {
    year: i32,
    actual: Option<f64>,
    actual_text: Option<Decimal>,
    suppressed: bool,
}

#[derive(Serialize)]
struct PlanObject<'a> {
    years: &'a [i32],
    statuses: &'a [String],
    actions: Vec<ActionRow<'a>>,
    /// Everything, then each pillar.
    counts: Vec<CountObject<'a>>,
    reported_year: Option<i32>,
    late: Vec<&'a str>,
    new: Vec<NewObject<'a>>,
}

#[derive(Serialize)]
struct ActionRow<'a> {
    pillar: &'a str,
    theme: &'a str,
    measure: &'a str,
    action: &'a str,
    content: &'a str,
    kind: &'a str,
    new: bool,
    repeated: bool,
    years: Vec<YearObject<'a>>,
}

#[derive(Serialize)]
struct YearObject<'a> {
    year: i32,
    planned: Option<&'a str>,
    as_before: bool,
    actual: Option<&'a str>,
    progress: &'static str,
}

#[derive(Serialize)]
struct CountObject<'a> {
    /// Nothing for all of them.
    pillar: Option<&'a str>,
    actions: usize,
    rows: usize,
    statuses: Vec<StatusObject>,
}

#[derive(Serialize)]
struct StatusObject {
    status: String,
    /// Year by year, repeated ones left out.
    actions: Vec<usize>,
    /// Year by year, repeated ones too.
    rows: Vec<usize>,
}

#[derive(Serialize)]
struct NewObject<'a> {
    action: &'a str,
    begins: Option<i32>,
}

#[derive(Serialize)]
struct CompetenciesObject<'a> {
    positions: &'a [String],
    competencies: Vec<CompetencyRow<'a>>,
}

#[derive(Serialize)]
struct CompetencyRow<'a> {
    group: Option<&'a str>,
    competency: &'a str,
    /// One a position.
    marks: &'a [Option<String>],
}

pub(super) fn write(plan: &Plan, view: PlanView, shown: &[Section]) -> Result<String, TableError> {
    let is_shown = |section| shown.contains(&section);
    let rows = || plan.indicators.iter().map(indicator).collect();
    inert(&Document {
        schema: SCHEMA,
        survey: &plan.name,
        synthetic: plan.synthetic.as_deref(),
        year: view.year,
        indicators: is_shown(Section::Indicators).then(rows),
        plan: plan.actions.as_ref().filter(|_| is_shown(Section::Actions)).map(actions),
        competencies: plan.competencies.as_ref().filter(|_| is_shown(Section::Competencies)).map(competencies),
    })
}

fn number(value: Decimal) -> f64 {
    nearest_f64(&value.exact())
}

fn indicator(own: &Indicator) -> IndicatorRow<'_> {
    let attainment = own.attainment();
    IndicatorRow {
        outcome: own.outcome.as_deref(),
        area: own.area.as_deref(),
        indicator: &own.name,
        unit: &own.unit,
        direction: direction_name(own.direction),
        kind: kind_name(own.kind),
        source: own.source.as_ref().map(ToString::to_string),
        baseline_year: own.baseline_year,
        baseline: own.baseline.map(number),
        baseline_text: own.baseline,
        target_year: own.target_year,
        target: number(own.target),
        target_text: own.target,
        year: attainment.year,
        actual: attainment.actual.map(number),
        actual_text: attainment.actual,
        path: attainment.path.map(number),
        path_text: attainment.path,
        attainment: attainment.share.as_ref().map(nearest_f64),
        attainment_text: attainment.percent,
        status: standing_name(attainment.standing),
        actuals: own
            .actuals
            .iter()
            .map(|actual| ActualObject {
                year: actual.year,
                actual: actual.value.map(number),
                actual_text: actual.value,
                suppressed: actual.value.is_none(),
            })
            .collect(),
    }
}

fn actions(own: &Actions) -> PlanObject<'_> {
    let reported_year = own.reported_year();
    let late = reported_year.map(|year| own.with_progress(year, Progress::Late)).unwrap_or_default();
    let pillars = own.pillars();
    let of_pillar = |pillar: &&'_ str| own.count(|action| action.pillar == **pillar);
    let counts = pillars.iter().map(|pillar| count(Some(pillar), &of_pillar(pillar)));
    PlanObject {
        years: &own.years,
        statuses: &own.statuses,
        actions: own.actions.iter().map(|action| row(action, &own.years)).collect(),
        counts: [count(None, &own.count(|_| true))].into_iter().chain(counts).collect(),
        reported_year,
        late: late.into_iter().map(|action| action.name.as_str()).collect(),
        new: own.new_actions().into_iter().map(|(action, begins)| NewObject { action: &action.name, begins }).collect(),
    }
}

fn row<'a>(action: &'a Action, years: &[i32]) -> ActionRow<'a> {
    ActionRow {
        pillar: &action.pillar,
        theme: &action.theme,
        measure: &action.measure,
        action: &action.name,
        content: &action.content,
        kind: &action.kind,
        new: action.is_new,
        repeated: action.is_repeated,
        years: years
            .iter()
            .zip(&action.cells)
            .map(|(&year, cell)| YearObject {
                year,
                planned: cell.planned.as_deref(),
                as_before: cell.is_as_before,
                actual: cell.actual.as_deref(),
                progress: progress_name(cell.progress),
            })
            .collect(),
    }
}

fn count<'a>(pillar: Option<&'a str>, count: &Count) -> CountObject<'a> {
    let statuses = count.row_statuses.iter().map(|rows| {
        let once = count.statuses.iter().find(|once| once.status == rows.status);
        StatusObject {
            status: rows.status.clone(),
            actions: once.map_or_else(|| vec![0; rows.actions.len()], |once| once.actions.clone()),
            rows: rows.actions.clone(),
        }
    });
    CountObject { pillar, actions: count.actions, rows: count.rows, statuses: statuses.collect() }
}

fn competencies(own: &Competencies) -> CompetenciesObject<'_> {
    let rows = own.competencies.iter().map(|own| CompetencyRow {
        group: own.group.as_deref(),
        competency: &own.name,
        marks: &own.marks,
    });
    CompetenciesObject { positions: &own.positions, competencies: rows.collect() }
}

/// The names of the contract.
pub(super) fn direction_name(direction: Direction) -> &'static str {
    match direction {
        Direction::Up => "up",
        Direction::Down => "down",
        Direction::Maintain => "maintain",
    }
}

pub(super) fn kind_name(kind: Kind) -> &'static str {
    match kind {
        Kind::Level => "level",
        Kind::Cumulative => "cumulative",
        Kind::Maintain => "maintain",
    }
}

pub(super) fn standing_name(standing: Standing) -> &'static str {
    match standing {
        Standing::Met => "met",
        Standing::Held => "held",
        Standing::OnPath => "on-path",
        Standing::Behind => "behind",
        Standing::Retreated => "retreated",
        Standing::Below => "below",
        Standing::NotReported => "not-reported",
        Standing::Withheld => "withheld",
    }
}

pub(super) fn progress_name(progress: Progress) -> &'static str {
    match progress {
        Progress::Open => "open",
        Progress::Unreported => "not-reported",
        Progress::AsPlanned => "as-planned",
        Progress::Ahead => "ahead",
        Progress::Late => "late",
        Progress::Differs => "differs",
    }
}
