//! koe: scores, targets, gaps and reports from anonymous employee surveys.
//!
//! The only crate that prints, exits, or looks at the terminal. Data goes to
//! stdout, words go to stderr. Exit 0: done; 1: done, with findings that
//! `--strict` makes a failure; 2: could not do it.

mod arguments;
mod commands;
mod diagnostics;
mod file;
mod folder;
mod font;
mod manifest;
mod output;
mod progress;

use std::process::ExitCode;

use clap::Parser;

use arguments::{Arguments, Verb};
use diagnostics::Failure;

/// What a verb came to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Done {
    /// Nothing to object to.
    Clean,
    /// Done, but with findings that `--strict` makes a failure.
    WithFindings,
}

fn main() -> ExitCode {
    let arguments = match Arguments::try_parse() {
        Ok(arguments) => arguments,
        Err(error) => {
            // Help and version are answers; anything else could not be done.
            let asked_for = !error.use_stderr();
            return match error.print() {
                Ok(()) if asked_for => ExitCode::SUCCESS,
                _ => ExitCode::from(2),
            };
        }
    };
    let outcome = match &arguments.verb {
        Verb::Check(own) => commands::check::run(own),
        Verb::Score(own) => commands::score::run(own),
        Verb::Gap(own) => commands::gap::run(own),
        Verb::Compare(own) => commands::compare::run(own),
        Verb::Trend(own) => commands::trend::run(own),
        Verb::Plan(own) => commands::plan::run(own),
        Verb::Chart(own) => commands::chart::run(own),
        Verb::Report(own) => commands::report::run(own),
    };
    match outcome {
        Ok(Done::Clean) => ExitCode::SUCCESS,
        Ok(Done::WithFindings) => ExitCode::from(1),
        Err(Failure::ClosedPipe) => ExitCode::SUCCESS,
        Err(failure) => {
            diagnostics::report(&failure);
            ExitCode::from(2)
        }
    }
}
