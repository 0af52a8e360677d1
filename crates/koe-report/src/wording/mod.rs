//! Every word koe's reports use, in Japanese and English.
//!
//! Labels are one table ([`Words`]); sentences with figures in them are in
//! `sentences`, `captions` and `method`, both languages side by side, so that a change to
//! one is seen next to the other. A sentence says what its number carries and
//! no more: no praise, no cause, no change that was not measured.

mod captions;
pub(crate) mod compare;
mod distribution;
mod era;
mod items;
mod labels;
mod method;
mod names;
mod page;
mod paper;
mod parts;
mod plots;
mod plots_told;
mod segments;
mod sentences;
mod workbook;

pub(crate) use era::year;
pub(crate) use labels::{Words, words};
pub(crate) use method::method;
pub(crate) use names::{NAME, only};
pub(crate) use page::{PageWords, page_words};
pub(crate) use paper::{inputs_note, inputs_title, length, made_by};
pub(crate) use parts::{
    PartWords, axis_shows, nobody_of, of_n, out_of, part_words, ranks, step_bound, steps_of, under,
};
pub(crate) use plots::PlotWords;
pub(crate) use sentences::{Sentences, status};
pub(crate) use workbook::{SheetWords, sheet_words};
