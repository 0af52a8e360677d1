//! The user's own font, and characters that no font has.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use koe_core::text::{file_problem, unreadable};
use koe_core::{Input, Place, Problem};
use koe_report::chart::{FontError, Fonts};

use crate::diagnostics::{Failure, caution};

/// The fonts of a run.
pub(crate) struct Font {
    pub(crate) fonts: Fonts,
    /// The user's file, where one is named.
    pub(crate) file: Option<Input>,
}

/// Reads the font that was named, if one was.
pub(crate) fn read(path: Option<&Path>) -> Result<Font, Failure> {
    let Some(path) = path else { return Ok(Font { fonts: Fonts::embedded(), file: None }) };
    let place = || Place::file(path.display().to_string());
    if let Some(problem) = file_problem(path, place()) {
        return Err(problem.hint("check the path after --font").into());
    }
    let unreadable = |error| Failure::from(unreadable(place(), &error));
    let bytes = fs::read(path).map_err(unreadable)?;
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    let file = Input::read(name, bytes.as_slice()).map_err(unreadable)?;
    let fonts = Fonts::with(bytes).map_err(|error| Failure::from(unusable(place(), &error)))?;
    Ok(Font { fonts, file: Some(file) })
}

fn unusable(place: Place, error: &FontError) -> Problem {
    let found = match error {
        FontError::WebFont => "a web font (WOFF)".to_owned(),
        FontError::Parse(error) => error.to_string(),
        FontError::NoName => "a font without a name".to_owned(),
    };
    Problem::error(place, "not a font that koe can draw with")
        .found(found)
        .expected("a TTF, OTF or TTC file")
        .hint("name another file after --font, or leave it out: koe brings a font of its own")
}

/// Says which characters are drawn as boxes; returns whether there are any.
pub(crate) fn warn_missing(missing: &BTreeSet<char>) -> bool {
    let named: Vec<String> = missing.iter().map(|&c| format!("{c} (U+{:04X})", u32::from(c))).collect();
    if !named.is_empty() {
        let message = format!("no font has these characters, charts show boxes: {}", named.join(", "));
        caution(&message, "name a font that has them with --font FILE");
    }
    !named.is_empty()
}
