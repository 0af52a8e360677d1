//! Every drawing part, drawn from invented figures (架空): to look at, and to
//! hold the parts to the same rules.

use koe_core::definition::Language;

use crate::chart::{Chart, ChartError, Fonts, Size, plots};

/// Draws the gallery: each picture with its name.
///
/// # Errors
///
/// When drawing fails, which is a bug.
pub fn draw(language: Language, size: Size, fonts: &Fonts) -> Result<Vec<(&'static str, Chart)>, ChartError> {
    plots::draw_all(language, size, fonts)
}
