//! What can be typed.

use std::path::PathBuf;

use clap::{Args, Parser, Subcommand, ValueEnum};
use koe_core::Problem;
use koe_core::definition::Language;
use koe_core::segment::Cuts;

use crate::diagnostics::Failure;

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
    /// Writes everything into a folder: page, chart, tables
    Report(Report),
}

/// What every verb takes.
#[derive(Debug, Args)]
pub(crate) struct Survey {
    /// The survey file, or its folder
    pub(crate) survey: PathBuf,

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

impl Survey {
    /// The encoding that was typed.
    pub(crate) fn encoding(&self) -> Result<Option<&'static encoding_rs::Encoding>, Failure> {
        let Some(name) = &self.encoding else { return Ok(None) };
        let known = koe_core::text::named(name).ok_or_else(|| {
            Failure::Usage(
                format!("--encoding: no such encoding: {name:?}"),
                Some(format!("one of: {}", koe_core::text::ENCODING_NAMES.join(", "))),
            )
        })?;
        Ok(Some(known))
    }
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

    /// Also lists every value of an attribute (repeatable)
    #[arg(long, value_name = "ATTRIBUTE")]
    pub(crate) by: Vec<String>,

    /// Crosses the attributes of --by
    #[arg(long, requires = "by")]
    pub(crate) cross: bool,

    /// Looks only at respondents with this value (repeatable)
    #[arg(long = "where", value_name = "ATTRIBUTE=VALUE", value_parser = condition)]
    pub(crate) filter: Vec<(String, String)>,

    /// Also lists respondents without a value as "(unknown)"
    #[arg(long, requires = "by")]
    pub(crate) unknown: bool,

    /// Language of headers and sentences [default: the survey file's]
    #[arg(long, value_enum)]
    pub(crate) lang: Option<Lang>,
}

impl Tables {
    pub(crate) fn cuts(&self) -> Cuts {
        Cuts { by: self.by.clone(), crossed: self.cross, filter: self.filter.clone(), list_unknown: self.unknown }
    }
}

#[derive(Debug, Args)]
pub(crate) struct Report {
    #[command(flatten)]
    pub(crate) survey: Survey,

    /// The folder to write
    #[arg(long, value_name = "FOLDER", default_value = "koe-report")]
    pub(crate) output: PathBuf,

    /// Language of the report [default: the survey file's]
    #[arg(long, value_enum)]
    pub(crate) lang: Option<Lang>,
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

fn condition(text: &str) -> Result<(String, String), String> {
    let (attribute, value) = text.split_once('=').ok_or("expected ATTRIBUTE=VALUE, as in 年代=30代")?;
    if attribute.is_empty() || value.is_empty() {
        return Err("expected ATTRIBUTE=VALUE, as in 年代=30代".to_owned());
    }
    Ok((attribute.to_owned(), value.to_owned()))
}

impl From<Box<Problem>> for Failure {
    fn from(problem: Box<Problem>) -> Self {
        Self::Problems(problem.into())
    }
}
