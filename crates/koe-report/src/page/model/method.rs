//! The last section: how the figures are made, what is withheld, what made them.

use serde::Serialize;

use crate::Colophon;
use crate::figures::Figures;
use crate::outlook::Outlook;
use crate::typeset::{count, one_line};
use crate::wording::{Sentences, alone_words, words};

#[derive(Serialize)]
pub(super) struct Method {
    number: usize,
    title: &'static str,
    note: &'static str,
    paragraphs: Vec<String>,
    inputs: Vec<Input>,
}

#[derive(Serialize)]
struct Input {
    name: String,
    bytes: String,
    sha256: String,
}

impl Method {
    /// The section of a report on a survey, of a number in its page.
    pub(super) fn of(figures: Figures<'_>, colophon: &Colophon, number: usize) -> Self {
        let words = words(figures.about.language);
        let paragraphs = Sentences::new(figures, figures.about.language).making(colophon);
        let inputs = inputs(colophon);
        Self { number, title: words.method_title, note: words.method_side, paragraphs, inputs }
    }

    /// That of a report on a plan alone.
    pub(super) fn of_plan(outlook: Outlook<'_>, colophon: &Colophon, number: usize) -> Self {
        let words = alone_words(outlook.language);
        let (paragraphs, inputs) = (outlook.making(colophon), inputs(colophon));
        Self { number, title: words.method, note: words.method_side, paragraphs, inputs }
    }
}

fn inputs(colophon: &Colophon) -> Vec<Input> {
    let input = |input: &koe_core::Input| Input {
        name: one_line(&input.name),
        bytes: count(input.bytes),
        sha256: one_line(&input.sha256),
    };
    colophon.inputs.iter().map(input).collect()
}
