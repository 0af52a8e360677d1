//! Surveys: from raw answers to figures that may be shown.
//!
//! ```text
//! survey.toml + items.csv ──> Definition ─┐
//!                                         ├─> Tally ──> Scores ──> Findings ──> Released
//! answers (CSV, XLSX, Parquet…) ─> rows ──┘   (counts)  (exact)                 (the gate)
//! ```
//!
//! One streaming pass turns the answers into a [`tally::Tally`] of integers;
//! every number after that is exact arithmetic on its counts, until it is
//! printed once, half away from zero. The modules stand in this order and each
//! uses only earlier ones.
//!
//! ```
//! use koe_core::definition::Definition;
//! use koe_core::findings::Request;
//! use koe_core::responses::ReadOptions;
//!
//! # fn main() -> Result<(), koe_core::Problems> {
//! # let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/../../data-samples/koriyama-2025");
//! let definition = Definition::load(folder.as_ref())?.value;
//! let outcome = koe_core::run(&definition, &Request::default(), None, &ReadOptions::default())?.value;
//! let overall = &outcome.released.rows()[0];
//! assert_eq!(overall.mean_text.map(|score| score.to_string()).as_deref(), Some("4.06"));
//! assert_eq!(overall.respondents, Some(2118));
//! # Ok(())
//! # }
//! ```

pub mod compare;
pub mod definition;
pub mod findings;
mod inputs;
pub mod merge;
pub mod plan;
mod problem;
pub mod quality;
pub mod release;
pub mod responses;
mod run;
pub mod score;
pub mod segment;
pub mod tally;
pub mod target;
pub mod text;
pub mod trend;
mod year;

pub use inputs::{Input, inputs, plan_inputs};
pub use problem::{Asked, Checked, Place, Problem, Problems, Severity};
pub use run::{Outcome, run, wave};
pub use trend::trend;
pub use year::fiscal_year;
