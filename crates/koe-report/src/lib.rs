//! Tables, charts and pages, drawn from released figures only.
//!
//! Every function a caller sees takes [`koe_core::release::Released`], so what
//! was withheld cannot be shown, and returns text or bytes: nothing here prints,
//! opens a file, or reads the environment or the clock.
//!
//! | module | what it makes |
//! |---|---|
//! | [`table`] | what a verb prints: aligned text, Markdown, CSV, JSON |
//! | [`chart`] | charts as SVG and PNG (text as outlines) and as PDF |
//! | [`page`] | `report.html`, one file that needs nothing else |
//! | [`gallery`] | every drawing part from invented figures |
//! | [`theme`] | the colours of all three |
//! | `wording` | every word and sentence, in Japanese and English |
//! | `typeset` | printed numbers as a reader sees them, input text made safe |
//! | `figures` | the questions that all writers ask of the released rows |
//! | `shares`, `window` | whole per cent that add up; the part of a scale an axis shows |
//!
//! ```
//! use koe_core::definition::{Definition, Language};
//! use koe_core::findings::Request;
//! use koe_core::responses::ReadOptions;
//! use koe_report::table::{Format, Style, View};
//! use koe_report::{chart, page, table};
//!
//! # fn main() -> Result<(), Box<dyn std::error::Error>> {
//! # let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/../../data-samples/koriyama-2025");
//! let definition = Definition::load(folder.as_ref())?.value;
//! let released = koe_core::run(&definition, &Request::default(), None, &ReadOptions::default())?.value.released;
//!
//! let gaps = table::render(&released, View::Gap, Format::Table, Style::plain(Language::Ja))?;
//! assert!(gaps.contains("4.06点を4.17点にするには、回答の9つに1つが1点上がる必要があります。"));
//! let chart = chart::draw(&released, chart::Kind::ScoresTargets, chart::Size::Screen, &chart::Fonts::embedded())?;
//! assert!(chart.missing_glyphs().is_empty());
//! assert!(page::render(&released, Language::Ja, "0.1.0")?.starts_with("<!doctype html>"));
//! # Ok(())
//! # }
//! ```
//!
//! The same figures give the same bytes. `fonts/` holds the face that charts
//! are drawn with.

pub mod chart;
mod colophon;
mod figures;
pub mod gallery;
pub mod page;
mod shares;
pub mod table;
pub mod theme;
mod typeset;
mod window;
mod wording;

pub use colophon::Colophon;

#[cfg(test)]
mod sample;
