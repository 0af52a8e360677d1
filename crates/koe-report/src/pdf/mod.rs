//! `report.pdf`: the drawings of the report on A4.
//!
//! A report is a flow of pieces (text in lines, rows of drawings) laid out in
//! picture units and put on sheets, so its pages can be asked what stands where
//! before any byte is written. Text stays text, with the face in the file: it can
//! be searched, copied and read aloud. There is no date and no random number in
//! the file.
//!
//! | file | what |
//! |---|---|
//! | `front` | the first screen: sentence, big figures, scale, findings |
//! | `prose` | headings, paragraphs, the section on method |
//! | `sections` | what stands under which heading |
//! | `piece` | what a flow is made of and what lies on a sheet |
//! | `flow` | pieces to sheets: what may part, what is repeated |
//! | `paper` | the measures of a sheet |
//! | `document` | sheets to PDF: bookmarks, tags, metadata |

mod document;
mod flow;
mod front;
mod paper;
mod piece;
mod prose;
mod sections;

use std::fmt;

use koe_core::definition::{Language, Years};
use koe_core::release::About;

use crate::chart::marks::Setting;
use crate::chart::medium::Medium;
use crate::chart::scene::{Scene, Type};
use crate::chart::{ChartError, Fonts};
use crate::figures::Figures;
use crate::theme::Ink;
use crate::typeset::one_line;
use crate::wording::{Sentences, alone_words, tag};
use crate::{Colophon, Contents, Outlook};
use document::Title;
use flow::Flow;
use piece::{Part, Role, Sheet};
use prose::Style;
use sections::Section;

/// The report could not be written, which is a bug.
#[derive(Debug)]
pub enum PdfError {
    /// A part of a page could not be drawn.
    Draw(ChartError),
    /// The document could not be assembled.
    Write(String),
}

impl fmt::Display for PdfError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Draw(error) => write!(f, "cannot draw a page: {error}"),
            Self::Write(error) => write!(f, "cannot write the document: {error}"),
        }
    }
}

impl std::error::Error for PdfError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            Self::Draw(error) => Some(error),
            Self::Write(_) => None,
        }
    }
}

/// Returns the report as a PDF, in the language of the figures.
///
/// # Errors
///
/// When a page cannot be drawn or written, which is a bug.
pub fn render(contents: Contents<'_>, colophon: &Colophon, fonts: &Fonts) -> Result<Vec<u8>, PdfError> {
    render_figures(Figures::of(contents), colophon, fonts)
}

/// Returns a plan that has no survey beside it as a PDF: a plan holds no answers,
/// so that all of it may be shown.
///
/// # Errors
///
/// When a page cannot be drawn or written, which is a bug.
pub fn render_plan(outlook: Outlook<'_>, colophon: &Colophon, fonts: &Fonts) -> Result<Vec<u8>, PdfError> {
    let (flow, sheets) = plan_laid_out(outlook, colophon, fonts)?;
    document::write(&sheets, &flow.figures, &titled(outlook.document(), outlook.language, colophon), fonts)
}

fn render_figures(figures: Figures<'_>, colophon: &Colophon, fonts: &Fonts) -> Result<Vec<u8>, PdfError> {
    let (flow, sheets) = laid_out(figures, colophon, fonts)?;
    let language = figures.about.language;
    let title = titled(Sentences::new(figures, language).document(), language, colophon);
    document::write(&sheets, &flow.figures, &title, fonts)
}

fn titled(title: String, language: Language, colophon: &Colophon) -> Title {
    let creator = one_line(&format!("koe {}", colophon.version)).trim_end().to_owned();
    Title { title, language: tag(language), creator }
}

/// The sheets with all that stands on them, and the flow they came from.
fn laid_out(figures: Figures<'_>, colophon: &Colophon, fonts: &Fonts) -> Result<(Flow, Vec<Sheet>), PdfError> {
    let About { language, years, .. } = *figures.about;
    with_setting(fonts, (language, years), |setting| {
        let sentences = Sentences::new(figures, language);
        let mut flow = Flow::default();
        front::front(&mut flow, figures, setting);
        let sections = sections::of(figures, setting);
        let (words, last) = (setting.words(), sections.len() + 1);
        put(&mut flow, sections, setting);
        prose::section(&mut flow, last, words.method_title, words.method_side, setting);
        prose::making(&mut flow, sentences.making(colophon), colophon, setting);
        let sheets = on_sheets(&flow, &sentences.whole_name(), setting);
        (flow, sheets)
    })
}

/// The same of a plan alone.
fn plan_laid_out(outlook: Outlook<'_>, colophon: &Colophon, fonts: &Fonts) -> Result<(Flow, Vec<Sheet>), PdfError> {
    with_setting(fonts, (outlook.language, outlook.years), |setting| {
        let words = alone_words(outlook.language);
        let mut flow = Flow::default();
        front::of_plan(&mut flow, outlook, setting);
        let mut section = sections::plan(outlook, setting);
        if !outlook.has_more_late() {
            // The first screen, on the same page, has said it all.
            section.findings.clear();
        }
        put(&mut flow, vec![section], setting);
        prose::section(&mut flow, 2, words.method, words.method_side, setting);
        prose::making(&mut flow, outlook.making(colophon), colophon, setting);
        let sheets = on_sheets(&flow, &outlook.name(), setting);
        (flow, sheets)
    })
}

/// Sets a document on A4, with these faces and words.
fn with_setting<T>(
    fonts: &Fonts,
    (language, years): (Language, Years),
    set: impl FnOnce(Setting<'_>) -> T,
) -> Result<T, PdfError> {
    let medium = Medium::sheet();
    let ruler = fonts.ruler().map_err(|error| PdfError::Draw(ChartError::Face(error)))?;
    Ok(set(Setting { ruler: &ruler, medium: &medium, language, years }))
}

/// Adds sections, numbered from 1.
fn put(flow: &mut Flow, sections: Vec<Section>, setting: Setting<'_>) {
    for (index, section) in sections.into_iter().enumerate() {
        prose::section(flow, index + 1, section.title, &section.note, setting);
        for finding in &section.findings {
            flow.push(prose::item(finding, setting));
        }
        for drawing in section.charts {
            flow.drawing(drawing, setting, paper::ROOM);
        }
        for notes in &section.notes {
            flow.heading(&notes.title, 3, &Style::HEADLINE, 24.0, setting);
            for line in &notes.lines {
                flow.push(prose::note(line, setting));
            }
        }
    }
}

/// The flow on sheets, with what it is called at the foot of each.
fn on_sheets(flow: &Flow, name: &str, setting: Setting<'_>) -> Vec<Sheet> {
    let mut sheets = flow.sheets(paper::ROOM);
    feet(&mut sheets, name, setting);
    sheets
}

/// Puts a name and the number of the page at the foot of every sheet.
fn feet(sheets: &mut [Sheet], name: &str, setting: Setting<'_>) {
    const SIZE: f64 = 12.8;
    let set = Type::new(SIZE, Ink::Ink3);
    let who = setting.wrap(name, SIZE, setting.width() - 120.0, 1);
    let all = sheets.len();
    for (index, sheet) in sheets.iter_mut().enumerate() {
        let mut scene = Scene::new(setting.width(), 20.0);
        scene.lines(&who, (0.0, 15.0), set, 20.0);
        scene.text(format!("{} / {all}", index + 1), (scene.width, 15.0), set.end());
        sheet.parts.push(Part { scene, role: Role::Footer, at: paper::FOOT, scale: 1.0 });
    }
}

#[cfg(test)]
mod tests;
