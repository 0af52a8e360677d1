//! Surveys: definition, responses, tally, scores, targets, release.

pub mod definition;
mod problem;
pub mod release;
pub mod text;

pub use problem::{Checked, Place, Problem, Problems, Severity};
