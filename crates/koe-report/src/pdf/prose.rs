//! Text in lines: headings, paragraphs, the section on method.

use koe_core::Input;

use super::flow::Flow;
use super::piece::{Piece, Role};
use crate::chart::marks::Setting;
use crate::chart::scene::{Scene, Type};
use crate::colophon::Colophon;
use crate::theme::Ink;
use crate::typeset::one_line;
use crate::wording::{length, words};

/// How a text is set.
#[derive(Debug, Clone, Copy)]
pub(super) struct Style {
    pub(super) size: f64,
    /// From baseline to baseline.
    pub(super) leading: f64,
    pub(super) ink: Ink,
    /// Free at the left.
    pub(super) indent: f64,
    /// Longest line.
    pub(super) width: f64,
    /// Most lines; what does not fit ends in ….
    pub(super) most: usize,
}

impl Style {
    /// The sentence of the report: 15 pt.
    pub(super) const SENTENCE: Self = Self { size: 24.0, leading: 34.0, most: 3, ..Self::WIDE };
    /// The title of a section: 12.5 pt.
    pub(super) const SECTION: Self = Self { size: 20.0, leading: 28.0, most: 2, ..Self::WIDE };
    /// The headline of a chart: 11.25 pt.
    pub(super) const HEADLINE: Self = Self { size: 18.0, leading: 27.0, most: 2, ..Self::WIDE };
    /// Body text, 10 pt, at most 45 characters a line.
    pub(super) const BODY: Self = Self { size: 16.0, leading: 25.6, width: 720.0, ..Self::WIDE };
    /// What is said beside: 8.1 pt.
    pub(super) const NOTE: Self = Self { size: 13.0, leading: 21.0, ink: Ink::Ink3, ..Self::WIDE };

    const WIDE: Self = Self { size: 16.0, leading: 25.6, ink: Ink::Ink, indent: 0.0, width: 816.0, most: usize::MAX };
}

/// A text in lines.
pub(super) fn text(text: &str, style: &Style, setting: Setting<'_>) -> Scene {
    let lines = setting.wrap(text, style.size, style.width - style.indent, style.most);
    let mut scene = Scene::new(setting.width(), style.leading * lines.len() as f64);
    let first = style.leading * 0.5 + style.size * 0.38;
    scene.lines(&lines, (style.indent, first), Type::new(style.size, style.ink), style.leading);
    scene
}

/// A paragraph.
pub(super) fn paragraph(words: &str, style: &Style, setting: Setting<'_>) -> Piece {
    Piece::new(text(words, style, setting), Role::Paragraph)
}

/// An item of a list.
pub(super) fn item(words: &str, setting: Setting<'_>) -> Piece {
    dotted(words, &Style { most: 6, ..Style::BODY }, setting)
}

/// An item of notes.
pub(super) fn note(words: &str, setting: Setting<'_>) -> Piece {
    dotted(words, &Style { most: 6, ..Style::NOTE }, setting)
}

fn dotted(words: &str, style: &Style, setting: Setting<'_>) -> Piece {
    let mut scene = text(words, &Style { indent: style.size, width: 816.0, ..*style }, setting);
    scene.text("・", (0.0, style.leading * 0.5 + style.size * 0.38), Type::new(style.size, style.ink));
    // The dot is read before its sentence.
    scene.marks.rotate_right(1);
    Piece::new(scene, Role::Item).below(2.0)
}

/// The heading of a section and what it is about.
pub(super) fn section(flow: &mut Flow, number: usize, title: &str, note: &str, setting: Setting<'_>) {
    flow.heading(&format!("{number} {title}"), 2, &Style::SECTION, 32.0, setting);
    flow.push(paragraph(note, &Style::NOTE, setting).with_next());
}

/// How the figures are made, from which files, with what.
pub(super) fn making(flow: &mut Flow, paragraphs: Vec<String>, colophon: &Colophon, setting: Setting<'_>) {
    for words in paragraphs {
        flow.push(paragraph(&words, &Style::BODY, setting).below(10.0));
    }
    if !colophon.inputs.is_empty() {
        flow.heading(setting.words().inputs, 3, &Style::HEADLINE, 24.0, setting);
        for input in &colophon.inputs {
            flow.push(file(input, setting));
        }
    }
}

/// A file: name and length, its hash below.
fn file(input: &Input, setting: Setting<'_>) -> Piece {
    let name = format!(
        "{}{}{}",
        one_line(&input.name),
        words(setting.language).separator,
        length(input.bytes, setting.language)
    );
    let mut scene = text(&name, &Style { size: 14.0, leading: 21.0, ink: Ink::Ink2, most: 3, ..Style::BODY }, setting);
    let hash = text(
        &format!("SHA-256 {}", one_line(&input.sha256)),
        &Style { size: 12.0, leading: 18.0, most: 2, ..Style::NOTE },
        setting,
    );
    let top = scene.height;
    scene.height += hash.height;
    scene.place(hash, (0.0, top));
    Piece::new(scene, Role::Item).below(8.0)
}
