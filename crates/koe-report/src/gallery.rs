//! Every drawing part, drawn from fixed figures that are made up (架空): to look
//! at, and to hold the parts to the same rules.
//!
//! No answers are behind these figures, which is why nothing here takes a
//! `Released`.

use koe_core::definition::Language;

use crate::chart::marks::Setting;
use crate::chart::medium::Medium;
use crate::chart::{Chart, ChartError, Fonts, Size, parts, plots};
use crate::theme::Theme;

/// Draws every part, under its name.
///
/// # Errors
///
/// When drawing fails, which is a bug.
pub fn draw(language: Language, size: Size, fonts: &Fonts) -> Result<Vec<(&'static str, Chart)>, ChartError> {
    let medium = Medium::of(size);
    let ruler = fonts.ruler().map_err(ChartError::Face)?;
    let setting = Setting { ruler: &ruler, medium: &medium, language, years: language.into() };
    let tables = parts::specimens::drawings(setting);
    let plots = plots::specimens::all(setting);
    tables
        .into_iter()
        .chain(plots)
        .map(|(name, drawing)| Ok((name, Chart::new(&[drawing], size, fonts, &Theme::LIGHT)?)))
        .collect()
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn every_part_is_there_with_every_glyph_and_the_same_twice() {
        let draw = |language| super::draw(language, Size::Document, &Fonts::embedded()).unwrap();
        for language in [Language::Ja, Language::En] {
            let (first, second) = (draw(language), draw(language));
            for ((name, a), (_, b)) in first.iter().zip(&second) {
                assert_eq!(a.svg(0), b.svg(0), "{name}");
                assert!(a.missing_glyphs().is_empty(), "{name}: {:?}", a.missing_glyphs());
            }
            let names: BTreeSet<&str> = first.iter().map(|(name, _)| *name).collect();
            assert_eq!(names.len(), first.len(), "each has a name of its own");
            for part in ["heatmap", "dot-plot", "cross-table", "response-bars", "indicators", "plan-matrix"] {
                assert!(names.contains(part), "{part}");
            }
            for plot in ["year-line", "slope", "waterfall"] {
                assert!(names.iter().any(|name| name.starts_with(plot)), "{plot} in {names:?}");
            }
        }
    }
}
