//! `koe report`: everything, into a folder.

use std::path::Path;

use koe_core::definition::Language;
use koe_core::segment::Cuts;
use koe_report::table::{Colour, Dressing, Format, Style, View, render};
use koe_report::{chart, page};

use super::{Figures, figures};
use crate::Done;
use crate::arguments::Report;
use crate::diagnostics::{Failure, say};
use crate::folder::{self, Part};

pub(crate) fn run(own: &Report) -> Result<Done, Failure> {
    folder::check(&own.output)?;
    let Figures { released, mut done } = figures(&own.survey, Cuts::default(), true, own.lang.map(Language::from))?;
    let language = released.about().language;
    let bug = |error: String| Failure::Draw(error);
    let style = Style { language, colour: Colour::Plain, dressing: Dressing::File };
    let table = |format| render(&released, View::Score, format, style).map_err(|error| bug(error.to_string()));
    let fonts = chart::Fonts::embedded();
    let chart = chart::draw(&released, chart::Kind::ScoresTargets, chart::Size::Screen, &fonts)
        .map_err(|error| bug(error.to_string()))?;
    let colophon = koe_report::Colophon { version: env!("CARGO_PKG_VERSION").to_owned(), inputs: Vec::new() };
    let page = page::render(&released, &colophon).map_err(|error| bug(error.to_string()))?;
    if !chart.missing_glyphs().is_empty() {
        let missing: Vec<String> = chart.missing_glyphs().iter().map(char::to_string).collect();
        say(&format!("warning: the chart's font lacks: {}", missing.join(" ")));
        done = super::done(true, &own.survey);
    }
    let parts = [
        Part { name: "report.html", bytes: page.into_bytes() },
        Part { name: "scores.csv", bytes: table(Format::Csv)?.into_bytes() },
        Part { name: "scores.json", bytes: table(Format::Json)?.into_bytes() },
        Part { name: "scores-targets.svg", bytes: chart.svg(0).unwrap_or_default().into_bytes() },
        Part {
            name: "scores-targets.png",
            bytes: chart.png(0).map_err(|error| bug(error.to_string()))?.unwrap_or_default(),
        },
    ];
    folder::replace(&own.output, &parts)?;
    say(&format!("{}: {}", own.output.display(), parts.each_ref().map(|part| part.name).join(", ")));
    say(&format!("open {}", Path::new(&own.output).join("report.html").display()));
    Ok(done)
}
