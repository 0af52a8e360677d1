//! The last section: how the figures are made, what is withheld, what made them.

use serde::Serialize;

use crate::Colophon;
use crate::figures::Figures;
use crate::typeset::{count, one_line};
use crate::wording::Sentences;

#[derive(Serialize)]
pub(super) struct Method {
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
    pub(super) fn of(figures: Figures<'_>, colophon: &Colophon) -> Self {
        let paragraphs = Sentences::new(figures, figures.about.language).making(colophon);
        let input = |input: &koe_core::Input| Input {
            name: one_line(&input.name),
            bytes: count(input.bytes),
            sha256: one_line(&input.sha256),
        };
        Self { paragraphs, inputs: colophon.inputs.iter().map(input).collect() }
    }
}
