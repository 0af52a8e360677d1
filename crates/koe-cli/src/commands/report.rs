//! `koe report`: everything, into a folder.
//!
//! | file | what |
//! |---|---|
//! | `alone` | the report of a plan that has no survey beside it |

mod alone;

use std::collections::BTreeSet;
use std::fmt::Display;

use koe_core::compare::{Alone, Comparing};
use koe_core::definition::Definition;
use koe_core::findings::Request;
use koe_core::plan::Plan;
use koe_core::release::Released;
use koe_core::trend::TrendOutcome;
use koe_core::{Checked, Problem};
use koe_report::chart::{Fonts, Kind, PlanKind, Size, TrendKind};
use koe_report::table::{Colour, Dressing, Format, Levels, Style, View, render, response_csv};
use koe_report::{Colophon, Contents, Outlook, chart, page, pdf, workbook};
use rayon::prelude::*;

use super::groupings::Groupings;
use super::{Figures, done, figures, merging};
use crate::Done;
use crate::arguments::Report;
use crate::diagnostics::{Failure, say, warn};
use crate::folder::{self, Part};
use crate::manifest::Making;
use crate::{font, manifest};

pub(crate) fn run(own: &Report) -> Result<Done, Failure> {
    folder::check(&own.output)?;
    let font = font::read(own.drawn.font.as_deref())?;
    let reading = &own.survey.reading;
    let Some(survey) = super::survey_or_plan(&own.survey.survey)? else { return alone::run(own, &font) };
    let groupings = Groupings::of(&own.by, &own.drawn.filter, &survey.value);
    let groupings = if own.cross { groupings.crossed(&survey.value) } else { groupings };
    let request = Request {
        wave: reading.wave.clone(),
        cuts: groupings.cuts(&own.drawn.filter),
        path: true,
        compare: Some(Comparing { alone: Alone::LeftOut, ..Comparing::default() }),
        language: own.drawn.words.language(),
        years: own.drawn.words.years(),
    };
    let survey = if own.merge { merging::merged(survey, &request, reading)? } else { survey };
    let Figures { definition, released, waves, warnings } = figures(survey, &request, reading)?;
    let (trend, odd) = trend(own, &definition, &groupings, &released, &warnings)?;
    let plan = plan(own, &definition, &released, &warnings)?;
    let is_odd = !warnings.is_empty() || odd || plan.as_ref().is_some_and(|plan| !plan.warnings.is_empty());
    let plan = plan.map(|plan| plan.value);
    let earlier = trend.iter().flat_map(|trend| trend.waves.iter().filter(|wave| !waves.contains(wave)));
    let read: Vec<usize> = waves.iter().chain(earlier).copied().collect();
    let inputs = koe_core::inputs(&definition, &read, plan.as_ref())?;
    let colophon = Colophon { version: env!("CARGO_PKG_VERSION").to_owned(), inputs };
    let trend = trend.as_ref().map(|trend| &trend.released);
    let contents = Contents { released: &released, trend, plan: plan.as_ref() };
    let made = Material { contents, colophon: &colophon, fonts: &font.fonts }.make()?;
    let making = Making { own, groupings: &groupings, font: font.file.as_ref() };
    let manifest = manifest::part(&released, &colophon, &making, &made.parts)?;
    let lacks = written(own, made, manifest)?;
    Ok(done(is_odd || lacks, reading.strict))
}

/// Swaps the folder in whole and names its files; returns whether charts lack
/// characters.
fn written(own: &Report, made: Made, manifest: Part) -> Result<bool, Failure> {
    let Made { mut parts, missing } = made;
    parts.push(manifest);
    let lacks = font::warn_missing(&missing);
    folder::replace(&own.output, &parts)?;
    let names: Vec<&str> = parts.iter().map(|part| part.name.as_str()).collect();
    say(&format!("{}: {}", own.output.display(), names.join(", ")));
    say(&format!("open {}", own.output.join("report.html").display()));
    Ok(lacks)
}

/// The waves up to that of the report, by the same attributes, and whether
/// anything is odd that has not been told.
fn trend(
    own: &Report,
    definition: &Definition,
    groupings: &Groupings,
    released: &Released,
    told: &[Problem],
) -> Result<(Option<TrendOutcome>, bool), Failure> {
    let reading = &own.survey.reading;
    let wave = koe_core::wave(definition, reading.wave.as_deref())?;
    let groupings = Groupings { by: groupings.by.clone(), crosses: Vec::new() };
    let request = Request {
        cuts: groupings.cuts(&own.drawn.filter),
        language: own.drawn.words.language(),
        years: own.drawn.words.years(),
        ..Request::default()
    };
    let (trend, mut warnings) = super::trend::beside(wave, definition, &request, released, reading)?;
    warnings.retain(|warning| !told.contains(warning));
    Ok((trend, warn(&warnings)))
}

/// The plan beside the survey with the scores of the report, and what is odd in it
/// alone; in a report of an earlier wave as it was known in that wave's year. A
/// report on some of the staff has none: a plan is about all of them, and a score
/// in it would stand beside that of the few who are left out.
fn plan(
    own: &Report,
    definition: &Definition,
    released: &Released,
    told: &[Problem],
) -> Result<Option<Checked<Plan>>, Failure> {
    let survey = &own.survey.survey;
    if !own.drawn.filter.is_empty() || !Plan::check(survey).has_plan {
        return Ok(None);
    }
    let mut plan = super::plan::load(survey, &own.survey.reading)?;
    plan.value.follow(released);
    let wave = koe_core::wave(definition, own.survey.reading.wave.as_deref())?;
    let year = released.about().wave_year.filter(|_| wave + 1 < definition.waves.len());
    year.into_iter().for_each(|year| plan.value.known_in(year));
    plan.warnings.retain(|warning| !told.contains(warning));
    warn(&plan.warnings);
    Ok(Some(plan))
}

/// What the parts of a report are made of.
#[derive(Clone, Copy)]
struct Material<'a> {
    contents: Contents<'a>,
    colophon: &'a Colophon,
    fonts: &'a Fonts,
}

/// A piece of the work; all are done at once.
#[derive(Clone, Copy)]
enum Work {
    /// One file: its name and how it is made.
    File(&'static str, fn(Material<'_>) -> Result<Vec<u8>, Failure>),
    /// Who answered, as a file.
    Response(&'static str),
    /// The rows of all waves, or why scores moved between two, as a file.
    OfTrend(&'static str, View, Format),
    /// A chart, drawn once for all its files.
    Chart(Kind),
    /// A chart of several waves.
    Trend(TrendKind),
    /// A chart of the plan.
    Plan(PlanKind),
}

/// The files of a report that are no charts.
const FILES: &[Work] = &[
    Work::File("report.html", page),
    Work::File("report.xlsx", |from| workbook::render(from.contents, from.colophon).map_err(bug)),
    Work::File("report.pdf", |from| pdf::render(from.contents, from.colophon, from.fonts).map_err(bug)),
    Work::File("scores.csv", |from| rows(from.contents.released, View::Score, Format::Csv)),
    Work::File("scores.json", |from| rows(from.contents.released, View::Score, Format::Json)),
    Work::Response("response.csv"),
    Work::OfTrend("trend.csv", View::Trend(Levels::All), Format::Csv),
    Work::OfTrend("why.csv", View::Why(Levels::All), Format::Csv),
    Work::OfTrend("trend.json", View::Trend(Levels::All), Format::Json),
];

/// What came of the work.
#[derive(Default)]
struct Made {
    parts: Vec<Part>,
    /// Characters that no font has.
    missing: BTreeSet<char>,
}

impl Material<'_> {
    /// Makes all parts, in an order that does not depend on which is ready first.
    fn make(self) -> Result<Made, Failure> {
        let charts = Kind::ALL.map(Work::Chart).into_iter().chain(TrendKind::ALL.map(Work::Trend));
        let work: Vec<Work> = FILES.iter().copied().chain(charts).chain(PlanKind::ALL.map(Work::Plan)).collect();
        // One by one: some pieces take a hundred times as long as others.
        let results: Vec<Result<Made, Failure>> = work.par_iter().with_max_len(1).map(|work| work.done(self)).collect();
        Made::all(results)
    }
}

impl Made {
    fn all(results: Vec<Result<Self, Failure>>) -> Result<Self, Failure> {
        let mut all = Self::default();
        for result in results {
            let made = result?;
            all.parts.extend(made.parts);
            all.missing.extend(made.missing);
        }
        Ok(all)
    }

    fn file(name: &str, bytes: Vec<u8>) -> Self {
        Self { parts: vec![part(name, bytes)], ..Self::default() }
    }
}

impl Work {
    fn done(self, from: Material<'_>) -> Result<Made, Failure> {
        match self {
            Self::File(name, make) => Ok(Made::file(name, make(from)?)),
            Self::Response(name) => {
                let csv = response_csv(from.contents.released, Dressing::File).map_err(bug)?;
                Ok(csv.map_or_else(Made::default, |csv| Made::file(name, csv.into_bytes())))
            }
            Self::OfTrend(name, view, format) => {
                let Some(trend) = from.contents.trend else { return Ok(Made::default()) };
                Ok(Made::file(name, rows(trend, view, format)?))
            }
            Self::Chart(kind) => pictures(
                kind.name(),
                &chart::draw(from.contents.released, kind, Size::Screen, from.fonts).map_err(bug)?,
            ),
            Self::Trend(kind) => {
                let Some(trend) = from.contents.trend else { return Ok(Made::default()) };
                pictures(kind.name(), &chart::draw_trend(trend, kind, Size::Screen, from.fonts).map_err(bug)?)
            }
            Self::Plan(kind) => {
                let Some(plan) = from.contents.plan else { return Ok(Made::default()) };
                let (language, years) = (from.contents.released.about().language, from.contents.released.about().years);
                plan_pictures(Outlook { plan, language, years }, kind, from.fonts)
            }
        }
    }
}

fn plan_pictures(outlook: Outlook<'_>, kind: PlanKind, fonts: &Fonts) -> Result<Made, Failure> {
    pictures(kind.name(), &chart::draw_plan(outlook, kind, Size::Screen, fonts).map_err(bug)?)
}

/// The files of a chart; numbered where it has a picture for each attribute.
fn pictures(kind: &str, chart: &chart::Chart) -> Result<Made, Failure> {
    let page = |page: usize| -> Result<Vec<Part>, Failure> {
        let name = match chart.pages() {
            1 => kind.to_owned(),
            _ => format!("{kind}-{}", page + 1),
        };
        let svg = || chart.svg(page).map(|svg| part(&format!("{name}.svg"), svg.into_bytes()));
        let png = || chart.png(page).map(|png| png.map(|png| part(&format!("{name}.png"), png)));
        let (svg, png) = rayon::join(svg, png);
        Ok(svg.into_iter().chain(png.map_err(bug)?).collect())
    };
    let pages: Vec<Vec<Part>> =
        (0..chart.pages()).into_par_iter().with_max_len(1).map(page).collect::<Result<_, Failure>>()?;
    let parts = pages.into_iter().flatten().collect();
    Ok(Made { parts, missing: chart.missing_glyphs().iter().copied().collect() })
}

fn page(from: Material<'_>) -> Result<Vec<u8>, Failure> {
    page::render(from.contents, from.colophon).map(String::into_bytes).map_err(bug)
}

fn rows(released: &Released, view: View, format: Format) -> Result<Vec<u8>, Failure> {
    let style = Style { language: released.about().language, colour: Colour::Plain, dressing: Dressing::File };
    render(released, view, format, style).map(String::into_bytes).map_err(bug)
}

fn part(name: &str, bytes: Vec<u8>) -> Part {
    Part { name: name.to_owned(), bytes }
}

fn bug(error: impl Display) -> Failure {
    Failure::Draw(error.to_string())
}
