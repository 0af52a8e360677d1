//! What can be typed after `koe trend`.

use std::path::PathBuf;

use clap::{Args, ValueEnum};
use koe_core::trend::{Correlation, Nonresponse};

use super::{Format, Groups, Levels, Words};

#[derive(Debug, Args)]
pub(crate) struct Trend {
    /// The survey file, or its folder
    pub(crate) survey: PathBuf,

    /// Which waves, by name, in any order (repeatable) [default: all]
    #[arg(long = "wave", value_name = "NAME")]
    pub(crate) waves: Vec<String>,

    /// How to write it
    #[arg(long, value_enum, default_value_t = Format::Table)]
    pub(crate) format: Format,

    #[command(flatten)]
    pub(crate) groups: Groups,

    /// Which rows [default: overall and top categories; json and csv: all]
    #[arg(long, value_enum)]
    pub(crate) level: Option<Levels>,

    /// Also says why scores moved since then, by items and by the units of --by; with
    /// --format csv, only that
    #[arg(long, value_enum, num_args = 0..=1, default_missing_value = "previous")]
    pub(crate) why: Option<Why>,

    /// How much the answers of one person in two waves go together, -1 to 1
    #[arg(long, value_name = "R", default_value = "0.6", allow_negative_numbers = true)]
    pub(crate) correlation: Correlation,

    /// By how many points of the scale of answers those who did not answer may differ
    #[arg(long, value_name = "POINTS", default_value = "0.5", allow_negative_numbers = true)]
    pub(crate) nonresponse: Nonresponse,

    #[command(flatten)]
    pub(crate) words: Words,

    /// Encoding of the answers and the headcount (cp932, utf-8, utf-16, euc-jp) [default: detected]
    #[arg(long, value_name = "NAME")]
    pub(crate) encoding: Option<String>,

    /// Exit with 1 where something was odd (see the warnings)
    #[arg(long)]
    pub(crate) strict: bool,
}

/// Since when it is told why scores moved.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Why {
    /// The wave before the latest
    Previous,
    /// The wave that targets come from; without targets the first one
    Baseline,
}
