//! `koe chart`: one chart, as a picture.
//!
//! | file | what |
//! |---|---|
//! | `kinds` | which chart is meant, and of which survey |
//! | `files` | the picture as files |

mod files;
mod kinds;

use std::path::Path;

use koe_core::Checked;
use koe_core::compare::{Alone, Comparing};
use koe_core::definition::Definition;
use koe_core::findings::Request;
use koe_core::release::Released;
use koe_report::chart::{self, ChartError, Kind, PlanKind, TrendKind};

use super::groupings::Groupings;
use super::{Figures, done, figures};
use crate::Done;
use crate::arguments::Chart;
use crate::diagnostics::{Failure, note_gate, warn};
use crate::font;
use files::{Format, tell, write};
use kinds::{Wanted, survey_and_kind};

pub(crate) fn run(own: &Chart) -> Result<Done, Failure> {
    let (survey, wanted) = survey_and_kind(&own.places)?;
    let format = Format::of(&own.output)?;
    check_year(own, wanted)?;
    match wanted {
        Wanted::Survey(kind) => of_survey(own, survey, kind, format),
        Wanted::Trend(kind) => of_trend(own, survey, kind, format),
        Wanted::Plan(kind) => of_plan(own, survey, kind, format),
    }
}

/// Only what is written down year after year is known in one of them: indicators
/// and actions.
fn check_year(own: &Chart, wanted: Wanted) -> Result<(), Failure> {
    let (name, hint) = match wanted {
        _ if own.year.is_none() => return Ok(()),
        Wanted::Plan(PlanKind::Indicators | PlanKind::Plan) => return Ok(()),
        Wanted::Plan(kind) => (kind.name(), "leave --year out"),
        Wanted::Survey(kind) => (kind.name(), "name the wave instead: --wave NAME"),
        Wanted::Trend(kind) => (kind.name(), "name the last wave instead: --wave NAME"),
    };
    let message = format!("chart {name}: --year is for the charts indicators and plan");
    Err(Failure::Usage(message, Some(hint.to_owned())))
}

fn of_survey(own: &Chart, survey: &Path, kind: Kind, format: Format) -> Result<Done, Failure> {
    let font = font::read(own.drawn.font.as_deref())?;
    let survey = super::survey(survey)?;
    let groupings = groupings(kind, own, &survey.value);
    let request = Request {
        wave: own.reading.wave.clone(),
        cuts: groupings.cuts(&own.drawn.filter),
        path: true,
        compare: compares(kind).then(|| Comparing { alone: Alone::LeftOut, ..Comparing::default() }),
        language: own.drawn.words.language(),
        years: own.drawn.words.years(),
    };
    let Figures { released, warnings, .. } = figures(survey, &request, &own.reading)?;
    let chart = chart::draw(&released, kind, own.size.into(), &font.fonts).map_err(failure)?;
    if chart.pages() == 0 {
        return Err(nothing_to_show(kind, &released));
    }
    let (files, lacks) = write(&chart, own, format)?;
    if !groupings.by.is_empty() || !own.drawn.filter.is_empty() {
        note_gate();
    }
    tell(&files);
    Ok(done(!warnings.is_empty() || lacks, own.reading.strict))
}

/// A chart of the wave and those before it. Only why scores moved has groups.
fn of_trend(own: &Chart, survey: &Path, kind: TrendKind, format: Format) -> Result<Done, Failure> {
    let name = kind.name();
    if kind != TrendKind::Waterfall && !own.by.is_empty() {
        let hint = "leave --by out; --where shows one group, and `koe trend --by` prints all of them";
        return Err(Failure::Usage(format!("chart {name}: it shows everyone"), Some(hint.to_owned())));
    }
    let font = font::read(own.drawn.font.as_deref())?;
    let Checked { value: definition, mut warnings } = super::survey(survey)?;
    let wave = koe_core::wave(&definition, own.reading.wave.as_deref())?;
    let groupings = Groupings { by: own.by.clone(), crosses: Vec::new() };
    let request = Request {
        cuts: groupings.cuts(&own.drawn.filter),
        language: own.drawn.words.language(),
        years: own.drawn.words.years(),
        ..Request::default()
    };
    let found = super::trend::up_to(wave, &definition, &request, None, &own.reading)?;
    let Some(Checked { value: outcome, warnings: met }) = found else {
        let hint = "a trend needs two waves or more: add a section [[wave]] for each";
        return Err(Failure::Usage(format!("chart {name}: there is no earlier wave"), Some(hint.to_owned())));
    };
    warnings.extend(met);
    let is_odd = warn(&warnings);
    let chart = chart::draw_trend(&outcome.released, kind, own.size.into(), &font.fonts).map_err(failure)?;
    if chart.pages() == 0 {
        return Err(no_trend(kind, &outcome.released));
    }
    let (files, lacks) = write(&chart, own, format)?;
    if !own.by.is_empty() || !own.drawn.filter.is_empty() {
        note_gate();
    }
    tell(&files);
    Ok(done(is_odd || lacks, own.reading.strict))
}

/// Why a chart of several waves has no picture.
fn no_trend(kind: TrendKind, released: &Released) -> Failure {
    let unnamed = released.trend().and_then(|trend| trend.waves.iter().find(|wave| wave.year.is_none()));
    let (lacks, hint) = match unnamed {
        Some(wave) => (
            format!("no fiscal year is known of wave {:?}", wave.name),
            "say name = \"2025\" or label = \"令和7年度\"; `koe trend` prints waves without a year",
        ),
        None => (
            "there is nothing that may be shown".to_owned(),
            "`koe trend --why` says for each score what is withheld, and why a score has no parts",
        ),
    };
    Failure::Usage(format!("chart {}: {lacks}", kind.name()), Some(hint.to_owned()))
}

/// A chart of a plan, which has no groups: neither --by nor --where.
fn of_plan(own: &Chart, survey: &Path, kind: PlanKind, format: Format) -> Result<Done, Failure> {
    let name = kind.name();
    if !own.by.is_empty() || !own.drawn.filter.is_empty() {
        return Err(Failure::Usage(
            format!("chart {name}: a plan has no groups to show"),
            Some("leave --by and --where out".to_owned()),
        ));
    }
    let font = font::read(own.drawn.font.as_deref())?;
    let Checked { value: mut plan, warnings } = super::plan::load(survey, &own.reading)?;
    own.year.into_iter().for_each(|year| plan.known_in(year));
    let is_odd = warn(&warnings);
    if !kind.is_in(&plan) {
        let held: Vec<&str> = PlanKind::ALL.into_iter().filter(|own| own.is_in(&plan)).map(PlanKind::name).collect();
        return Err(Failure::Usage(
            format!("chart {name}: the plan has none"),
            Some(format!("it has {}", held.join(", "))),
        ));
    }
    let outlook = super::plan::outlook(&plan, &own.drawn.words);
    let chart = chart::draw_plan(outlook, kind, own.size.into(), &font.fonts).map_err(failure)?;
    let (files, lacks) = write(&chart, own, format)?;
    tell(&files);
    Ok(done(is_odd || lacks, own.reading.strict))
}

/// Whom a chart shows beside everyone.
fn groupings(kind: Kind, own: &Chart, definition: &Definition) -> Groupings {
    let all = || Groupings::of(&own.by, &own.drawn.filter, definition);
    match kind {
        Kind::Crosses if own.by.len() > 1 => all().crossed(definition),
        Kind::Crosses => all(),
        Kind::Segments | Kind::Differences | Kind::Ranks | Kind::ResponseRates => {
            Groupings { crosses: Vec::new(), ..all() }
        }
        Kind::ScoresTargets | Kind::Items | Kind::Distribution => Groupings { by: own.by.clone(), crosses: Vec::new() },
    }
}

/// Whether a chart shows how groups differ from everyone.
fn compares(kind: Kind) -> bool {
    matches!(kind, Kind::Differences | Kind::Ranks | Kind::Crosses)
}

/// Why a chart has no picture, and what it takes.
fn nothing_to_show(kind: Kind, released: &Released) -> Failure {
    let cut = released.rows().iter().any(|row| row.segment != released.about().filter);
    let (lacks, hint) = match (kind, released.response()) {
        (Kind::ResponseRates, []) => (
            "the wave has no headcount of those looked at",
            "give it one with these attributes: population = \"population.csv\" in its [[wave]]",
        ),
        (Kind::ResponseRates, [_]) if cut => {
            ("the headcount has no column for the attribute", "add the column to the file that `population` names")
        }
        (Kind::Crosses, _) if cut => (
            "there are no two attributes to cross",
            "name them with --by, or in the survey file: [report] cross = [[\"年代\", \"職位\"]]",
        ),
        (Kind::Differences | Kind::Ranks, _) if cut => {
            ("every attribute has one value only, which is everyone", "name another attribute with --by")
        }
        _ => ("there is no attribute to show", "declare attributes in the survey file: [attributes.\"部局\"]"),
    };
    Failure::Usage(format!("chart {}: {lacks}", kind.name()), Some(hint.to_owned()))
}

fn failure(error: ChartError) -> Failure {
    Failure::Draw(error.to_string())
}
