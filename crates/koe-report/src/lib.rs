//! Tables, charts and pages, drawn from released figures only.
//!
//! Every function a caller sees takes [`koe_core::release::Released`], so what
//! was withheld cannot be shown, and returns text or bytes: nothing here prints,
//! opens a file, or reads the environment or the clock.
//!
//! | module | what it makes |
//! |---|---|
//! | [`table`] | what a verb prints: aligned text, Markdown, CSV, JSON |
//! | [`chart`] | one chart as SVG (text as outlines) and PNG |
//! | [`page`] | `report.html`, one file that needs nothing else |
//! | [`theme`] | the colours of all three |
//! | `wording` | every word and sentence, in Japanese and English |
//! | `typeset` | printed numbers as a reader sees them, input text made safe |
//! | `figures` | the questions that all writers ask of the released rows |
//!
//! The same figures give the same bytes. `fonts/` holds the face that charts
//! are drawn with.

pub mod chart;
mod figures;
pub mod page;
pub mod table;
pub mod theme;
mod typeset;
mod wording;

#[cfg(test)]
mod sample;
