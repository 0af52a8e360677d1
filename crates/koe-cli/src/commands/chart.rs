//! `koe chart`: one chart, as a picture.

use std::ffi::OsString;
use std::path::{Path, PathBuf};

use koe_core::Checked;
use koe_core::compare::{Alone, Comparing};
use koe_core::definition::Definition;
use koe_core::findings::Request;
use koe_core::release::Released;
use koe_core::text::nearest;
use koe_report::chart::{self, ChartError, Kind, PlanKind};

use super::groupings::Groupings;
use super::{Figures, done, figures};
use crate::Done;
use crate::arguments::Chart;
use crate::diagnostics::{Failure, note_gate, say, warn};
use crate::{file, font};

pub(crate) fn run(own: &Chart) -> Result<Done, Failure> {
    let (survey, wanted) = survey_and_kind(&own.places)?;
    let format = Format::of(&own.output)?;
    match wanted {
        Wanted::Survey(kind) => of_survey(own, survey, kind, format),
        Wanted::Plan(kind) => of_plan(own, survey, kind, format),
    }
}

/// A chart by its name: of a survey, or of the plan beside it.
#[derive(Clone, Copy)]
enum Wanted {
    Survey(Kind),
    Plan(PlanKind),
}

impl Wanted {
    fn named(name: &str) -> Option<Self> {
        Kind::named(name).map(Self::Survey).or_else(|| PlanKind::named(name).map(Self::Plan))
    }
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
    let Checked { value: plan, warnings } = super::plan::load(survey, &own.reading)?;
    let is_odd = warn(&warnings);
    if !kind.is_in(&plan) {
        let held: Vec<&str> = PlanKind::ALL.into_iter().filter(|own| own.is_in(&plan)).map(PlanKind::name).collect();
        return Err(Failure::Usage(
            format!("chart {name}: the plan has none"),
            Some(format!("it has {}", held.join(", "))),
        ));
    }
    let outlook = super::plan::outlook(&plan, None, &own.drawn.words);
    let chart = chart::draw_plan(outlook, kind, own.size.into(), &font.fonts).map_err(failure)?;
    let (files, lacks) = write(&chart, own, format)?;
    tell(&files);
    Ok(done(is_odd || lacks, own.reading.strict))
}

/// Writes the files of a chart, and says whether it lacks characters.
fn write(chart: &chart::Chart, own: &Chart, format: Format) -> Result<(Vec<PathBuf>, bool), Failure> {
    let lacks = font::warn_missing(&chart.missing_glyphs().iter().copied().collect());
    let files = format.files(chart, &own.output)?;
    file::replace(&files)?;
    Ok((files.into_iter().map(|(path, _)| path).collect(), lacks))
}

fn tell(files: &[PathBuf]) {
    for path in files {
        say(&path.display().to_string());
    }
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

/// Which of the two is the survey, and which the chart. A survey folder may be
/// called as a chart is: the one that is there is the survey then.
fn survey_and_kind(places: &[PathBuf]) -> Result<(&Path, Wanted), Failure> {
    let orders: Vec<(&Path, &Path)> = match places {
        [one, other] => vec![(one, other), (other, one)],
        [only] => vec![(Path::new("."), only)],
        _ => Vec::new(),
    };
    let kind = |name: &Path| name.to_str().and_then(Wanted::named);
    let known = || orders.iter().filter_map(|&(survey, name)| Some((survey, kind(name)?)));
    if let Some(found) = known().find(|(survey, _)| survey.exists()).or_else(|| known().next()) {
        return Ok(found);
    }
    let unknown: Vec<String> =
        orders.iter().filter(|(_, name)| !name.exists()).map(|(_, name)| name.display().to_string()).collect();
    let misspelt = unknown.iter().find(|name| nearest(name, chart_names()).is_some());
    Err(match misspelt.or(unknown.first()) {
        Some(name) => no_such_chart(name),
        None => Failure::Usage("which chart?".to_owned(), Some(format!("name one of {}", names()))),
    })
}

fn no_such_chart(name: &str) -> Failure {
    let hint = match nearest(name, chart_names()) {
        Some(near) => format!("did you mean `{near}`? The charts are: {}", names()),
        None => format!("the charts are: {}", names()),
    };
    Failure::Usage(format!("no such chart: {name:?}"), Some(hint))
}

fn chart_names() -> impl Iterator<Item = &'static str> {
    Kind::ALL.map(Kind::name).into_iter().chain(PlanKind::ALL.map(PlanKind::name))
}

fn names() -> String {
    chart_names().collect::<Vec<_>>().join(", ")
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
