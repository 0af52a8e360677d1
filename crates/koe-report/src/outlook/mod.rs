//! A plan as writers read it: how its years are written, and the questions that
//! every format asks of it.
//!
//! | file | what |
//! |---|---|
//! | `cover` | a plan that stands alone, as a report |
//! | `standings` | indicators with where they stand, by group; their places on a strip |
//! | `matrix` | actions under their headings; what is late and what is new, in words |

mod cover;
mod matrix;
#[cfg(test)]
pub(crate) mod sample;
mod standings;

use koe_core::definition::{Language, Years};
use koe_core::plan::Plan;

use crate::wording;

pub(crate) use matrix::{Headed, Tier, has_repeats, has_reports, headed};
pub(crate) use standings::{Dates, Group, Line, groups, lines, place};

/// What of a plan is shown, and in which words.
#[derive(Debug, Clone, Copy)]
pub struct Outlook<'a> {
    /// The plan.
    pub plan: &'a Plan,
    /// The language of labels and sentences.
    pub language: Language,
    /// How years are written.
    pub years: Years,
}

impl Outlook<'_> {
    /// A fiscal year as it is written.
    pub(crate) fn year(self, western: i32) -> String {
        wording::year(western, self.language, self.years)
    }
}
