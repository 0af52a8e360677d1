//! Tests of the whole program: what a user types, and what comes out.
//!
//! One binary, since each links polars. `golden` runs the cases of
//! `tests/golden/`: adding a case means adding a folder.

mod account;
mod answers;
mod bad_input;
mod bench;
mod chart;
mod compare;
mod gate;
mod golden;
mod hostile;
mod laws;
mod merge;
mod outlook;
mod plan;
mod program;
mod reader;
mod report;
mod response;
mod robust;
mod samples;
mod semantics;
mod trend;
