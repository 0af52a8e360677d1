//! Tables, charts and pages, drawn from released figures only.
//!
//! Every function a caller sees takes [`koe_core::release::Released`], or a
//! [`koe_core::plan::Plan`] that holds no answers, so what was withheld cannot be
//! shown, and returns text or bytes: nothing here prints, opens a file, or reads
//! the environment or the clock.
//!
//! | module | what it makes |
//! |---|---|
//! | [`table`] | what a verb prints: aligned text, Markdown, CSV, JSON |
//! | [`chart`] | charts as SVG and PNG (text as outlines) and as PDF |
//! | [`gallery`] | the drawing parts, from made-up figures |
//! | [`page`] | `report.html`, one file that needs nothing else |
//! | [`pdf`] | `report.pdf`: the same drawings on A4, tagged, text as text |
//! | [`workbook`] | `report.xlsx`, with numbers as numbers and charts Excel can edit |
//! | [`theme`] | the colours of all of them |
//! | `wording` | every word and sentence, in Japanese and English |
//! | `typeset` | printed numbers as a reader sees them, input text made safe |
//! | `figures`, `facts` | the questions that all writers ask of the released rows; the big figures |
//! | `outlook` | a plan as writers read it: where indicators stand, what is late, what is new |
//! | `trend` | several waves as writers read them, and the plots they make |
//! | `segments` | the units of an attribute and their rows; two attributes crossed |
//! | `differences` | the largest differences that hold after adjustment |
//! | `ranking` | units by score, in bands where no two can be told apart |
//! | `doubt` | where the interval of a score is drawn |
//! | `response` | who answered, by the groups of an attribute |
//! | `steps` | the steps of colour of a difference |
//! | `shares`, `window` | whole per cent that add up; the part of a scale an axis shows |
//!
//! ```
//! use koe_core::definition::{Definition, Language};
//! use koe_core::findings::Request;
//! use koe_core::responses::ReadOptions;
//! use koe_report::table::{Format, Style, View};
//! use koe_report::{Colophon, Contents, chart, page, table};
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
//! assert!(page::render(Contents::from(&released), &Colophon::default())?.starts_with("<!doctype html>"));
//! # Ok(())
//! # }
//! ```
//!
//! The same figures give the same bytes. `fonts/` holds the face that charts
//! are drawn with.

pub mod chart;
mod colophon;
mod contents;
mod differences;
mod doubt;
mod facts;
mod figures;
pub mod gallery;
mod outlook;
pub mod page;
pub mod pdf;
mod ranking;
mod response;
mod segments;
mod shares;
mod steps;
pub mod table;
pub mod theme;
mod trend;
mod typeset;
mod verdict;
mod window;
mod wording;
pub mod workbook;

pub use colophon::Colophon;
pub use contents::Contents;
pub use outlook::Outlook;

#[cfg(test)]
mod sample;
