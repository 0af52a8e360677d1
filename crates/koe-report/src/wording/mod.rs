//! Every word koe's reports use, in Japanese and English.
//!
//! Labels are one table ([`Words`]); sentences with figures in them are in
//! `sentences`, `captions` and `method`, both languages side by side, so that a change to
//! one is seen next to the other. A sentence says what its number carries and
//! no more: no praise, no cause, no change that was not measured.

mod captions;
mod era;
mod labels;
mod method;
mod names;
mod plots;
mod plots_told;
mod sentences;

pub(crate) use era::year;
pub(crate) use labels::{Words, words};
pub(crate) use method::method;
pub(crate) use names::{NAME, only};
pub(crate) use plots::PlotWords;
pub(crate) use sentences::{Sentences, status};
