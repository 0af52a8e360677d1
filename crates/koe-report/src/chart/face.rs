//! The embedded face, Koe Sans JP: how wide a text is, and what it lacks.

use std::collections::BTreeSet;

use ttf_parser::Face as Parsed;

use super::ChartError;
use crate::typeset::is_unsafe;

/// Family name of the embedded face; see `fonts/README.md`.
pub(super) const FAMILY: &str = "Koe Sans JP";
/// All characters.
pub(super) static REGULAR: &[u8] = include_bytes!("../../fonts/KoeSansJP-Regular.ttf");
/// Figures and Latin only.
pub(super) static BOLD: &[u8] = include_bytes!("../../fonts/KoeSansJP-Bold.ttf");

/// How heavy a text is. The bold face has figures and Latin letters only, so
/// names are never bold: kanji get their emphasis from ink and size.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Weight {
    Regular,
    Bold,
}

/// The face that measures, which is the face that draws.
pub(super) struct Face {
    regular: Parsed<'static>,
    bold: Parsed<'static>,
    missing: BTreeSet<char>,
}

impl Face {
    pub(super) fn embedded() -> Result<Self, ChartError> {
        let parse = |bytes| Parsed::parse(bytes, 0).map_err(ChartError::Face);
        Ok(Self { regular: parse(REGULAR)?, bold: parse(BOLD)?, missing: BTreeSet::new() })
    }

    /// Width of a text at a size, in the unit of the size. The face has no
    /// kerning, so this is the sum of its advances.
    pub(super) fn width(&self, text: &str, size: f64, weight: Weight) -> f64 {
        text.chars().map(|c| self.advance(c, weight)).sum::<f64>() * size
    }

    /// Advance of a character in em; one em where the face lacks it.
    pub(super) fn advance(&self, c: char, weight: Weight) -> f64 {
        if joins(c) {
            return 0.0;
        }
        let face = match weight {
            Weight::Bold if self.bold.glyph_index(c).is_some() => &self.bold,
            _ => &self.regular,
        };
        let advance = face.glyph_index(c).and_then(|glyph| face.glyph_hor_advance(glyph));
        advance.map_or(1.0, |units| f64::from(units) / f64::from(face.units_per_em()))
    }

    /// Remembers the characters of a drawn text that the face lacks.
    pub(super) fn note_missing(&mut self, text: &str) {
        let lacks = |c: &char| !joins(*c) && !is_unsafe(*c) && self.regular.glyph_index(*c).is_none();
        let missing: Vec<char> = text.chars().filter(lacks).collect();
        self.missing.extend(missing);
    }

    pub(super) fn missing(self) -> Vec<char> {
        self.missing.into_iter().collect()
    }
}

/// Marks that take no room of their own: joined to the character before, or a
/// choice of its shape.
fn joins(c: char) -> bool {
    matches!(c, '\u{3099}' | '\u{309a}' | '\u{200b}'..='\u{200d}' | '\u{fe00}'..='\u{fe0f}' | '\u{e0100}'..='\u{e01ef}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn digits_are_tabular_in_both_weights() {
        let face = Face::embedded().unwrap();
        for weight in [Weight::Regular, Weight::Bold] {
            let widths: Vec<f64> = "0123456789".chars().map(|digit| face.advance(digit, weight)).collect();
            assert!(widths.windows(2).all(|pair| (pair[0] - pair[1]).abs() < 1e-9), "{widths:?}");
        }
    }

    #[test]
    fn names_of_people_and_places_are_in_the_face() {
        let mut face = Face::embedded().unwrap();
        face.note_missing("髙﨑𠮷 ｶﾅ 〜～−－ ①㈱㎡ é ▼▲ がば (か\u{3099})");
        assert_eq!(face.missing(), Vec::<char>::new());
    }

    #[test]
    fn what_the_face_lacks_is_named_once() {
        let mut face = Face::embedded().unwrap();
        face.note_missing("한국한 🙂");
        assert_eq!(face.missing(), ['국', '한', '🙂']);
    }
}
