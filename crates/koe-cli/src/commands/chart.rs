//! `koe chart`: one chart, as a picture.

use std::ffi::OsString;
use std::path::{Path, PathBuf};

use koe_core::definition::Definition;
use koe_core::findings::Request;
use koe_core::release::Released;
use koe_core::text::nearest;
use koe_report::chart::{self, ChartError, Kind};

use super::groupings::Groupings;
use super::{Figures, done, figures};
use crate::Done;
use crate::arguments::Chart;
use crate::diagnostics::{Failure, say};
use crate::{file, font};

pub(crate) fn run(own: &Chart) -> Result<Done, Failure> {
    let (survey, kind) = survey_and_kind(&own.places)?;
    let format = Format::of(&own.output)?;
    let font = font::read(own.drawn.font.as_deref())?;
    let survey = Definition::load(survey)?;
    let groupings = match kind {
        Kind::Segments | Kind::ResponseRates => {
            Groupings { crosses: Vec::new(), ..Groupings::of(&own.by, &own.drawn.filter, &survey.value) }
        }
        _ => Groupings { by: own.by.clone(), crosses: Vec::new() },
    };
    let request = Request {
        wave: own.reading.wave.clone(),
        cuts: groupings.cuts(&own.drawn.filter),
        path: true,
        compare: None,
        language: own.drawn.words.language(),
        years: own.drawn.words.years(),
    };
    let Figures { released, is_odd, .. } = figures(survey, &request, &own.reading)?;
    let chart = chart::draw(&released, kind, own.size.into(), &font.fonts).map_err(failure)?;
    if chart.pages() == 0 {
        return Err(nothing_to_show(kind, &released));
    }
    let lacks = font::warn_missing(&chart.missing_glyphs().iter().copied().collect());
    let files = format.files(&chart, &own.output)?;
    file::replace(&files)?;
    for (path, _) in &files {
        say(&path.display().to_string());
    }
    Ok(done(is_odd || lacks, own.reading.strict))
}

/// Why a chart has no picture, and what it takes.
fn nothing_to_show(kind: Kind, released: &Released) -> Failure {
    let (lacks, hint) = match (kind, released.response()) {
        (Kind::ResponseRates, []) => (
            "the wave has no headcount of those looked at",
            "give it one with these attributes: population = \"population.csv\" in its [[wave]]",
        ),
        (Kind::ResponseRates, [_]) if released.rows().iter().any(|row| row.segment != released.about().filter) => {
            ("the headcount has no column for the attribute", "add the column to the file that `population` names")
        }
        _ => ("there is no attribute to show", "declare attributes in the survey file: [attributes.\"部局\"]"),
    };
    Failure::Usage(format!("chart {}: {lacks}", kind.name()), Some(hint.to_owned()))
}

/// Which of the two is the survey, and which the chart. A survey folder may be
/// called as a chart is: the one that is there is the survey then.
fn survey_and_kind(places: &[PathBuf]) -> Result<(&Path, Kind), Failure> {
    let orders: Vec<(&Path, &Path)> = match places {
        [one, other] => vec![(one, other), (other, one)],
        [only] => vec![(Path::new("."), only)],
        _ => Vec::new(),
    };
    let kind = |name: &Path| name.to_str().and_then(Kind::named);
    let known = || orders.iter().filter_map(|&(survey, name)| Some((survey, kind(name)?)));
    if let Some(found) = known().find(|(survey, _)| survey.exists()).or_else(|| known().next()) {
        return Ok(found);
    }
    let unknown: Vec<String> =
        orders.iter().filter(|(_, name)| !name.exists()).map(|(_, name)| name.display().to_string()).collect();
    let misspelt = unknown.iter().find(|name| nearest(name, Kind::ALL.map(Kind::name)).is_some());
    Err(match misspelt.or(unknown.first()) {
        Some(name) => no_such_chart(name),
        None => Failure::Usage("which chart?".to_owned(), Some(format!("name one of {}", names()))),
    })
}

fn no_such_chart(name: &str) -> Failure {
    let hint = match nearest(name, Kind::ALL.map(Kind::name)) {
        Some(near) => format!("did you mean `{near}`? The charts are: {}", names()),
        None => format!("the charts are: {}", names()),
    };
    Failure::Usage(format!("no such chart: {name:?}"), Some(hint))
}

fn names() -> String {
    Kind::ALL.map(Kind::name).join(", ")
}

fn failure(error: ChartError) -> Failure {
    Failure::Draw(error.to_string())
}

/// What a file is, by its ending.
#[derive(Clone, Copy)]
enum Format {
    Svg,
    Png,
    Pdf,
}

impl Format {
    fn of(output: &Path) -> Result<Self, Failure> {
        let shown = output.display();
        if output.is_dir() {
            let hint = format!("name the file in it, such as --output {}", output.join("chart.svg").display());
            return Err(Failure::Usage(format!("--output: {shown} is a folder"), Some(hint)));
        }
        let ending = output.extension().unwrap_or_default().to_string_lossy().to_ascii_lowercase();
        match ending.as_str() {
            "svg" => Ok(Self::Svg),
            "png" => Ok(Self::Png),
            "pdf" => Ok(Self::Pdf),
            _ => Err(Failure::Usage(
                format!("--output: the ending does not say what to write: {shown}"),
                Some("end the name in .svg, .png or .pdf".to_owned()),
            )),
        }
    }

    /// The files of a chart: one, or one a page where the format has no pages.
    fn files(self, chart: &chart::Chart, output: &Path) -> Result<Vec<(PathBuf, Vec<u8>)>, Failure> {
        if let Self::Pdf = self {
            return Ok(vec![(output.to_owned(), chart.pdf().map_err(failure)?)]);
        }
        let pages = chart.pages();
        let mut files = Vec::new();
        for page in 0..pages {
            let bytes = match self {
                Self::Svg => chart.svg(page).map(String::into_bytes),
                _ => chart.png(page).map_err(failure)?,
            };
            let path = if pages == 1 { output.to_owned() } else { numbered(output, page + 1) };
            files.extend(bytes.map(|bytes| (path, bytes)));
        }
        Ok(files)
    }
}

/// `chart.png` as `chart-2.png`.
fn numbered(output: &Path, number: usize) -> PathBuf {
    let mut name = OsString::from(output.file_stem().unwrap_or_default());
    name.push(format!("-{number}."));
    name.push(output.extension().unwrap_or_default());
    output.with_file_name(name)
}
