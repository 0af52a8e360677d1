//! What can be typed.

mod trend;

use std::path::PathBuf;

use clap::{Args, Parser, Subcommand, ValueEnum};
use koe_core::compare::Versus;
use koe_core::definition::{Language, Years};
use koe_core::segment::Cuts;
use koe_report::chart::{Kind, PlanKind, Size, TrendKind};
use koe_report::table::Section as PlanSection;

use crate::diagnostics::Failure;
pub(crate) use trend::{Trend, Why};

/// Scores, targets, gaps and reports from anonymous employee surveys.
#[derive(Debug, Parser)]
#[command(name = "koe", version, about, max_term_width = 100, disable_help_subcommand = true)]
pub(crate) struct Arguments {
    #[command(subcommand)]
    pub(crate) verb: Verb,
}

#[derive(Debug, Subcommand)]
pub(crate) enum Verb {
    /// Says what is wrong with the files of a survey, and what was read
    Check(Check),
    /// Prints scores: items, categories, overall
    Score(Tables),
    /// Prints scores against targets, and the path to them
    Gap(Tables),
    /// Prints units against everyone, their parent unit or a named segment
    ///
    /// A difference is that of the two printed scores. Intervals, p-values and
    /// effects are of independent respondents; p-values are adjusted for how many
    /// there are. Every run passes the release gate by itself.
    Compare(Compare),
    /// Prints several waves side by side: did it move, and is it on the path?
    ///
    /// Scores are over the items that are the same in every wave shown; what else
    /// was asked is named. A change is that of the two printed scores; its interval
    /// allows for people who answered both waves, of whom nobody knows how many
    /// they are. The crosswalk of the survey file says what was called otherwise.
    Trend(Trend),
    /// Prints the plan: indicators against targets, actions by fiscal year, competencies
    ///
    /// Reads the files beside the survey file that are there: indicators.csv with
    /// actuals.csv, plan.csv, competencies.csv; `[plan]` in the survey file may name
    /// others. A plan without a survey needs a survey.toml that holds its name.
    /// The answers are read only where an indicator is a score.
    #[command(mut_arg("wave", |wave| wave.help("Reads scores of this wave only [default: all waves]")))]
    Plan(Plan),
    /// Writes one chart as a picture for a document, a slide or the web
    ///
    /// The picture holds what is released and nothing else, so it may be handed
    /// on. SVG and PNG look the same on every machine; text in a PDF can be
    /// searched and copied.
    #[command(override_usage = "koe chart [OPTIONS] --output <FILE> [SURVEY] <NAME>", after_help = chart_help())]
    Chart(Chart),
    /// Writes everything into a folder: page, charts, tables
    ///
    /// report.html is the report: one file that opens in any browser, prints on
    /// A4 and can be mailed; report.pdf is the same for paper, report.xlsx for
    /// Excel. Beside them are all figures (scores.csv, scores.json for programs),
    /// every chart as SVG and PNG, and manifest.json, which says what all of it
    /// was made from.
    ///
    /// A folder with a plan and no survey has a report too, of the plan.
    ///
    /// An old report in the folder is replaced as a whole. A folder that holds
    /// anything else, or a file of the old report that was changed since, is left
    /// as it is.
    Report(Report),
}

/// The survey, which all verbs but chart take first.
#[derive(Debug, Args)]
pub(crate) struct Survey {
    /// The survey file, or its folder
    pub(crate) survey: PathBuf,

    #[command(flatten)]
    pub(crate) reading: Reading,
}

/// What is read, and how.
#[derive(Debug, Args)]
pub(crate) struct Reading {
    /// Which wave, by name [default: the latest; check: all]
    #[arg(long, value_name = "NAME")]
    pub(crate) wave: Option<String>,

    /// Encoding of the answers and the headcount (cp932, utf-8, utf-16, euc-jp) [default: detected]
    #[arg(long, value_name = "NAME")]
    pub(crate) encoding: Option<String>,

    /// Exit with 1 where something was odd (see the warnings)
    #[arg(long)]
    pub(crate) strict: bool,
}

impl Reading {
    /// The encoding that was typed.
    pub(crate) fn encoding(&self) -> Result<Option<&'static encoding_rs::Encoding>, Failure> {
        encoding(self.encoding.as_deref())
    }
}

/// An encoding by the name that was typed.
pub(crate) fn encoding(name: Option<&str>) -> Result<Option<&'static encoding_rs::Encoding>, Failure> {
    let Some(name) = name else { return Ok(None) };
    let known = koe_core::text::named(name).ok_or_else(|| {
        Failure::Usage(
            format!("--encoding: no such encoding: {name:?}"),
            Some(format!("one of: {}", koe_core::text::ENCODING_NAMES.join(", "))),
        )
    })?;
    Ok(Some(known))
}

#[derive(Debug, Args)]
pub(crate) struct Check {
    #[command(flatten)]
    pub(crate) survey: Survey,

    /// How to write it
    #[arg(long, value_enum, default_value_t = Format::Table)]
    pub(crate) format: Format,
}

#[derive(Debug, Args)]
pub(crate) struct Tables {
    #[command(flatten)]
    pub(crate) survey: Survey,

    /// How to write it
    #[arg(long, value_enum, default_value_t = Format::Table)]
    pub(crate) format: Format,

    #[command(flatten)]
    pub(crate) groups: Groups,

    /// Merges units of --by with too few respondents, for good
    ///
    /// The fewest merges after which every unit has enough respondents are
    /// written to merges.csv beside the survey file, where all later runs find
    /// them. Only units of one parent unit are merged, of groups by cuts only
    /// neighbours. What is merged already stays merged.
    #[arg(long, requires = "by")]
    pub(crate) merge: bool,

    /// Also lists respondents without a value as "(unknown)"
    #[arg(long, requires = "by")]
    pub(crate) unknown: bool,

    #[command(flatten)]
    pub(crate) words: Words,
}

impl Tables {
    pub(crate) fn cuts(&self) -> Cuts {
        Cuts { list_unknown: self.unknown, ..self.groups.cuts() }
    }
}

/// Whom a verb looks at beside everyone.
#[derive(Debug, Args)]
pub(crate) struct Groups {
    /// Also lists every value of an attribute (repeatable)
    #[arg(long, value_name = "ATTRIBUTE")]
    pub(crate) by: Vec<String>,

    /// Crosses the attributes of --by
    #[arg(long, requires = "by")]
    pub(crate) cross: bool,

    /// Looks only at respondents with this value (repeatable)
    #[arg(long = "where", value_name = "ATTRIBUTE=VALUE", value_parser = condition)]
    pub(crate) filter: Vec<(String, String)>,
}

impl Groups {
    pub(crate) fn cuts(&self) -> Cuts {
        let cuts = if self.cross { Cuts::crossed(&self.by) } else { Cuts::each(&self.by) };
        Cuts { filter: self.filter.clone(), ..cuts }
    }

    /// Whether anyone but everyone is looked at.
    pub(crate) fn are_asked_for(&self) -> bool {
        !self.by.is_empty() || !self.filter.is_empty()
    }
}

#[derive(Debug, Args)]
#[command(mut_arg("by", |by| by.required(true).help("Compares the values of an attribute (repeatable)")))]
pub(crate) struct Compare {
    #[command(flatten)]
    pub(crate) tables: Tables,

    /// What the units are compared with
    #[arg(long, value_name = "everyone|parent|ATTRIBUTE=VALUE", value_parser = versus, default_value = "everyone")]
    pub(crate) versus: Versus,

    /// How p-values are adjusted over the rows of one level, attribute and test
    #[arg(long, value_enum, default_value_t = Adjust::Bh)]
    pub(crate) adjust: Adjust,

    /// Which rows [default: overall and top categories; json and csv: all]
    #[arg(long, value_enum)]
    pub(crate) level: Option<Levels>,
}

#[derive(Debug, Args)]
pub(crate) struct Plan {
    #[command(flatten)]
    pub(crate) survey: Survey,

    /// How to write it
    #[arg(long, value_enum, default_value_t = Format::Table)]
    pub(crate) format: Format,

    /// Looks at what was known in this fiscal year (2026, R8) [default: all there is]
    #[arg(long, value_name = "YEAR", value_parser = fiscal_year)]
    pub(crate) year: Option<i32>,

    /// Prints one section only; a CSV holds one
    #[arg(long, value_enum)]
    pub(crate) section: Option<Section>,

    #[command(flatten)]
    pub(crate) words: Words,
}

/// A section of a plan.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Section {
    /// Indicators against their targets
    Indicators,
    /// Actions by fiscal year
    Actions,
    /// Marks expected by position
    Competencies,
}

impl Section {
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Indicators => "indicators",
            Self::Actions => "actions",
            Self::Competencies => "competencies",
        }
    }
}

impl From<PlanSection> for Section {
    fn from(section: PlanSection) -> Self {
        match section {
            PlanSection::Indicators => Self::Indicators,
            PlanSection::Actions => Self::Actions,
            PlanSection::Competencies => Self::Competencies,
        }
    }
}

impl From<Section> for PlanSection {
    fn from(section: Section) -> Self {
        match section {
            Section::Indicators => Self::Indicators,
            Section::Actions => Self::Actions,
            Section::Competencies => Self::Competencies,
        }
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Adjust {
    /// Benjamini & Hochberg: the share of wrong findings
    Bh,
    /// Holm: any wrong finding at all
    Holm,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Levels {
    Overall,
    Category,
    Subcategory,
    Item,
    All,
}

/// In which words.
#[derive(Debug, Args)]
pub(crate) struct Words {
    /// Language of names, headers and sentences [default: the survey file's]
    #[arg(long, value_enum)]
    pub(crate) lang: Option<Lang>,

    /// How Japanese texts write a fiscal year [default: the survey file's, or era]
    #[arg(long, value_enum)]
    pub(crate) years: Option<YearStyle>,
}

impl Words {
    pub(crate) fn language(&self) -> Option<Language> {
        self.lang.map(Language::from)
    }

    pub(crate) fn years(&self) -> Option<Years> {
        self.years.map(Years::from)
    }
}

/// What is drawn: whom it shows, in which words and letters.
#[derive(Debug, Args)]
pub(crate) struct Drawn {
    /// Looks only at respondents with this value, as in 年代=30代 (repeatable)
    #[arg(long = "where", value_name = "ATTRIBUTE=VALUE", value_parser = condition)]
    pub(crate) filter: Vec<(String, String)>,

    #[command(flatten)]
    pub(crate) words: Words,

    /// A font of your own (TTF, OTF, TTC); koe's stands in for what it lacks
    #[arg(long, value_name = "FILE")]
    pub(crate) font: Option<PathBuf>,
}

#[derive(Debug, Args)]
pub(crate) struct Chart {
    /// The chart, one of those named below, and the survey file or its folder
    /// [default: the current folder], in any order
    #[arg(value_name = "NAME|SURVEY", num_args = 1..=2, required = true)]
    pub(crate) places: Vec<PathBuf>,

    /// The file to write; its ending says what it will be: .svg, .png or .pdf.
    /// Slides that do not fit on one are numbered FILE-1, FILE-2…; a PDF holds all
    #[arg(long, value_name = "FILE")]
    pub(crate) output: PathBuf,

    /// What it is for
    #[arg(long, value_enum, default_value_t = ChartSize::Document)]
    pub(crate) size: ChartSize,

    /// Attribute whose values the chart shows, where it shows any (repeatable)
    #[arg(long, value_name = "ATTRIBUTE")]
    pub(crate) by: Vec<String>,

    /// Looks at what was known in this fiscal year (2026, R8): indicators and plan
    /// [default: all there is]
    #[arg(long, value_name = "YEAR", value_parser = fiscal_year)]
    pub(crate) year: Option<i32>,

    #[command(flatten)]
    pub(crate) drawn: Drawn,

    #[command(flatten)]
    pub(crate) reading: Reading,
}

/// The charts there are, for `koe chart --help`.
fn chart_help() -> String {
    let of_survey = Kind::ALL.map(|kind| (kind.name(), kind.summary()));
    let of_trend = TrendKind::ALL.map(|kind| (kind.name(), kind.summary()));
    let of_plan = PlanKind::ALL.map(|kind| (kind.name(), kind.summary()));
    let all = || of_survey.iter().chain(&of_trend).chain(&of_plan);
    let widest = all().map(|(name, _)| name.len()).max().unwrap_or(0);
    let lines = all().map(|(name, summary)| format!("  {name:widest$}  {summary}\n"));
    let first = Kind::ALL.first().map_or("", |kind| kind.name());
    format!(
        "Charts:\n{}\nExample: koe chart {first} my-survey --size slide --output {first}.png",
        lines.collect::<String>()
    )
}

#[derive(Debug, Args)]
pub(crate) struct Report {
    #[command(flatten)]
    pub(crate) survey: Survey,

    /// The folder to write
    #[arg(long, value_name = "FOLDER", default_value = "koe-report")]
    pub(crate) output: PathBuf,

    /// Attribute whose values are shown beside everyone (repeatable)
    /// [default: every attribute of the survey, one after another]
    #[arg(long, value_name = "ATTRIBUTE")]
    pub(crate) by: Vec<String>,

    /// Also crosses every two of these attributes [default: the pairs that
    /// `cross` of `[report]` in the survey file names]
    #[arg(long)]
    pub(crate) cross: bool,

    /// Merges units of these attributes with too few respondents, for good
    ///
    /// The fewest merges after which every unit has enough respondents are
    /// written to merges.csv beside the survey file, where all later runs find
    /// them. Only units of one parent unit are merged, of groups by cuts only
    /// neighbours. What is merged already stays merged.
    #[arg(long)]
    pub(crate) merge: bool,

    #[command(flatten)]
    pub(crate) drawn: Drawn,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Format {
    Table,
    Json,
    Csv,
    Md,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Lang {
    Ja,
    En,
}

impl From<Lang> for Language {
    fn from(lang: Lang) -> Self {
        match lang {
            Lang::Ja => Self::Ja,
            Lang::En => Self::En,
        }
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum YearStyle {
    /// 令和11年度
    Era,
    /// 2029年度
    Western,
}

impl From<YearStyle> for Years {
    fn from(style: YearStyle) -> Self {
        match style {
            YearStyle::Era => Self::Era,
            YearStyle::Western => Self::Western,
        }
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum ChartSize {
    /// A page on a screen, 816 pixels wide
    Screen,
    /// A document, 160 mm wide, pages of at most 240 mm
    Document,
    /// Slides, 16 : 9
    Slide,
}

impl From<ChartSize> for Size {
    fn from(size: ChartSize) -> Self {
        match size {
            ChartSize::Screen => Self::Screen,
            ChartSize::Document => Self::Document,
            ChartSize::Slide => Self::Slide,
        }
    }
}

fn fiscal_year(text: &str) -> Result<i32, String> {
    koe_core::fiscal_year(text).ok_or_else(|| "expected a fiscal year, as in 2026, R8 or 令和8年度".to_owned())
}

fn versus(text: &str) -> Result<Versus, String> {
    match text {
        "everyone" => Ok(Versus::Everyone),
        "parent" => Ok(Versus::Parent),
        other => {
            let named = |(attribute, value)| Versus::Named { attribute, value };
            condition(other)
                .map(named)
                .map_err(|_| "expected everyone, parent or ATTRIBUTE=VALUE, as in 年代=30代".to_owned())
        }
    }
}

fn condition(text: &str) -> Result<(String, String), String> {
    let (attribute, value) = text.split_once('=').ok_or("expected ATTRIBUTE=VALUE, as in 年代=30代")?;
    if attribute.is_empty() || value.is_empty() {
        return Err("expected ATTRIBUTE=VALUE, as in 年代=30代".to_owned());
    }
    Ok((attribute.to_owned(), value.to_owned()))
}
