//! `koe report`: everything, into a folder.

use std::collections::BTreeSet;
use std::fmt::Display;

use koe_core::compare::{Alone, Comparing};
use koe_core::definition::Definition;
use koe_core::findings::Request;
use koe_core::release::Released;
use koe_report::chart::{Fonts, Kind, Size};
use koe_report::table::{Colour, Dressing, Format, Style, View, render};
use koe_report::{Colophon, chart, page, pdf, workbook};
use rayon::prelude::*;

use super::groupings::Groupings;
use super::{Figures, done, figures, merging};
use crate::Done;
use crate::arguments::Report;
use crate::diagnostics::{Failure, say};
use crate::folder::{self, Part};
use crate::manifest::Making;
use crate::{font, manifest};

pub(crate) fn run(own: &Report) -> Result<Done, Failure> {
    folder::check(&own.output)?;
    let font = font::read(own.drawn.font.as_deref())?;
    let reading = &own.survey.reading;
    let survey = Definition::load(&own.survey.survey)?;
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
    let Figures { definition, released, waves, is_odd } = figures(survey, &request, reading)?;
    let inputs = koe_core::inputs(&definition, &waves)?;
    let colophon = Colophon { version: env!("CARGO_PKG_VERSION").to_owned(), inputs };
    let made = Material { released: &released, colophon: &colophon, fonts: &font.fonts }.make()?;
    let mut parts = made.parts;
    let making = Making { own, groupings: &groupings, font: font.file.as_ref() };
    parts.push(manifest::part(&released, &colophon, &making, &parts)?);
    let lacks = font::warn_missing(&made.missing);
    folder::replace(&own.output, &parts)?;
    let names: Vec<&str> = parts.iter().map(|part| part.name.as_str()).collect();
    say(&format!("{}: {}", own.output.display(), names.join(", ")));
    say(&format!("open {}", own.output.join("report.html").display()));
    Ok(done(is_odd || lacks, reading.strict))
}

/// What the parts of a report are made of.
#[derive(Clone, Copy)]
struct Material<'a> {
    released: &'a Released,
    colophon: &'a Colophon,
    fonts: &'a Fonts,
}

/// A piece of the work; all are done at once.
#[derive(Clone, Copy)]
enum Work {
    /// One file: its name and how it is made.
    File(&'static str, fn(Material<'_>) -> Result<Vec<u8>, Failure>),
    /// A chart, drawn once for all its files.
    Chart(Kind),
}

/// The files of a report that are no charts.
const FILES: &[Work] = &[
    Work::File("report.html", page),
    Work::File("report.xlsx", |from| workbook::render(from.released, from.colophon).map_err(bug)),
    Work::File("report.pdf", |from| pdf::render(from.released, from.colophon, from.fonts).map_err(bug)),
    Work::File("scores.csv", |from| scores(from, Format::Csv)),
    Work::File("scores.json", |from| scores(from, Format::Json)),
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
        let work: Vec<Work> = FILES.iter().copied().chain(Kind::ALL.map(Work::Chart)).collect();
        let results: Vec<Result<Made, Failure>> = work.par_iter().map(|work| work.done(self)).collect();
        let mut all = Made::default();
        for result in results {
            let made = result?;
            all.parts.extend(made.parts);
            all.missing.extend(made.missing);
        }
        Ok(all)
    }
}

impl Work {
    fn done(self, from: Material<'_>) -> Result<Made, Failure> {
        match self {
            Self::File(name, make) => Ok(Made { parts: vec![part(name, make(from)?)], ..Made::default() }),
            Self::Chart(kind) => {
                pictures(kind, &chart::draw(from.released, kind, Size::Screen, from.fonts).map_err(bug)?)
            }
        }
    }
}

/// The files of a chart; numbered where it has a picture for each attribute.
fn pictures(kind: Kind, chart: &chart::Chart) -> Result<Made, Failure> {
    let mut parts = Vec::new();
    for page in 0..chart.pages() {
        let name = match chart.pages() {
            1 => kind.name().to_owned(),
            _ => format!("{}-{}", kind.name(), page + 1),
        };
        parts.extend(chart.svg(page).map(|svg| part(&format!("{name}.svg"), svg.into_bytes())));
        parts.extend(chart.png(page).map_err(bug)?.map(|png| part(&format!("{name}.png"), png)));
    }
    Ok(Made { parts, missing: chart.missing_glyphs().iter().copied().collect() })
}

fn page(from: Material<'_>) -> Result<Vec<u8>, Failure> {
    page::render(from.released, from.colophon).map(String::into_bytes).map_err(bug)
}

fn scores(from: Material<'_>, format: Format) -> Result<Vec<u8>, Failure> {
    let style = Style { language: from.released.about().language, colour: Colour::Plain, dressing: Dressing::File };
    render(from.released, View::Score, format, style).map(String::into_bytes).map_err(bug)
}

fn part(name: &str, bytes: Vec<u8>) -> Part {
    Part { name: name.to_owned(), bytes }
}

fn bug(error: impl Display) -> Failure {
    Failure::Draw(error.to_string())
}
