//! The drawing parts, each shown once.
//!
//! The figures are fixed, made up, and marked so: no answers are behind them,
//! which is why nothing here takes a `Released`.

use koe_core::definition::Language;

use crate::chart::{Chart, ChartError, Fonts, Size, parts};

/// Draws every part from made-up figures, under its name.
///
/// # Errors
///
/// When drawing fails, which is a bug.
pub fn draw(language: Language, size: Size, fonts: &Fonts) -> Result<Vec<(&'static str, Chart)>, ChartError> {
    parts::draw_all(language, size, fonts)
}
