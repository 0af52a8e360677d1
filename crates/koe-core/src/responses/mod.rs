//! Responses: from files of answers to rows of slots, in one streaming pass.
//!
//! [`read`] takes the files of one wave, however they are written, and hands
//! every row to a [`Sink`], of which there is one per thread. What was odd on
//! the way is counted and returned beside the sinks in an [`Intake`].

mod blocks;
mod cells;
mod codebook;
mod coding;
mod delimited;
mod frame;
mod intake;
mod layout;
mod notice;
mod record;
mod rows;
mod sheet;
mod source;
mod spellings;
mod transcode;

pub use codebook::{Codebook, CodebookItem, Labelled, Value};
pub use coding::{Coding, EXTRA_SLOTS, MAX_POINTS, Slot};
pub use intake::{FileIntake, Intake};
pub use notice::{Notice, NoticeKind};
pub use rows::Sink;
pub use source::{Progress, ReadOptions, Source, read};
