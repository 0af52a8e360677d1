//! Every word koe's reports use, in Japanese and English.
//!
//! Labels are tables ([`Words`] for all writers); sentences with figures in them
//! have both languages side by side, so that a change to one is seen next to the
//! other. A sentence says what its number carries and
//! no more: no praise, no cause, no change that was not measured.

pub(crate) mod board_sheets;
mod captions;
pub(crate) mod compare;
mod compared_sheets;
mod comparing;
mod comparison;
mod differences;
mod distribution;
mod doubt;
mod era;
mod items;
mod labels;
mod method;
mod names;
mod opposite_signs;
mod outlook;
mod page;
mod paper;
mod parts;
mod picture;
pub(crate) mod plan;
mod plan_report;
mod plots;
mod plots_headlines;
mod plots_told;
mod response;
mod response_state;
mod segments;
mod sentences;
pub(crate) mod trend;
mod trend_lines;
mod trend_notes;
pub(crate) mod trend_page;
pub(crate) mod trend_sheets;
mod trend_told;
mod trend_units;
mod workbook;

use koe_core::definition::Language;

pub(crate) use captions::rule;
pub(crate) use compared_sheets::{compared_words, level, no_order, too_few};
pub(crate) use comparison::difference_colours;
pub(crate) use era::{wave, year};
pub(crate) use labels::{Words, words};
pub(crate) use method::made_by;
pub(crate) use names::{NAME, made_up, marked, only};
pub(crate) use opposite_signs::opposite_signs;
pub(crate) use outlook::{OutlookWords, competencies_headline, note_marks, of_plan, outlook_words, plan_source};
pub(crate) use page::{PageWords, page_words};
pub(crate) use paper::length;
pub(crate) use parts::{
    PartWords, axis_shows, nobody_of, of_n, out_of, part_words, ranks, step_bound, steps_of, under,
};
pub(crate) use picture::told;
pub(crate) use plan_report::{alone_words, more_late, reported_of};
pub(crate) use plots::PlotWords;
pub(crate) use response::{ResponseWords, empty_cell, low_response, remark, response_words};
pub(crate) use response_state::response_state;
pub(crate) use sentences::{Sentences, status};
pub(crate) use workbook::{SheetWords, sheet_words};

/// A language as programs name it.
pub(crate) fn tag(language: Language) -> &'static str {
    match language {
        Language::Ja => "ja",
        Language::En => "en",
    }
}
