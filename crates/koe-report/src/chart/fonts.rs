//! The faces charts are drawn with: how wide a text is, and what they lack.

use std::collections::BTreeSet;
use std::fmt;
use std::sync::Arc;

use ttf_parser::{Face, FaceParsingError};
use usvg::fontdb::{Database, Source};

use crate::typeset::is_unsafe;

/// Family name of the embedded face; see `fonts/README.md`.
const EMBEDDED: &str = "Koe Sans JP";
/// All characters.
static REGULAR: &[u8] = include_bytes!("../../fonts/KoeSansJP-Regular.ttf");
/// Figures and Latin only.
static BOLD: &[u8] = include_bytes!("../../fonts/KoeSansJP-Bold.ttf");

/// How heavy a text is. The embedded bold face has figures and Latin letters
/// only, so names are never bold: kanji get their emphasis from ink and size.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Weight {
    Regular,
    Bold,
}

/// The faces of a run: those embedded in koe, and before them one of the user's.
/// Nothing is taken from the system, so every machine draws the same.
#[derive(Debug, Clone)]
pub struct Fonts {
    family: String,
    faces: Arc<Database>,
    own: Option<Arc<[u8]>>,
}

/// A font file that cannot be used.
#[derive(Debug)]
pub enum FontError {
    /// A web font (WOFF, WOFF2), which has to be unpacked first.
    WebFont,
    /// Not a font, or a damaged one.
    Parse(FaceParsingError),
    /// A font without a family name.
    NoName,
}

impl fmt::Display for FontError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::WebFont => f.write_str("a web font (WOFF): expected a TTF, OTF or TTC file"),
            Self::Parse(error) => write!(f, "not a font that can be read ({error}): expected a TTF, OTF or TTC file"),
            Self::NoName => f.write_str("a font without a family name"),
        }
    }
}

impl std::error::Error for FontError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            Self::Parse(error) => Some(error),
            Self::WebFont | Self::NoName => None,
        }
    }
}

impl Default for Fonts {
    fn default() -> Self {
        Self::embedded()
    }
}

impl Fonts {
    /// Returns the faces koe brings along.
    pub fn embedded() -> Self {
        Self { family: EMBEDDED.to_owned(), faces: Arc::new(database(None)), own: None }
    }

    /// Returns a face of the user's (TTF, OTF, or the first of a TTC) with the
    /// embedded ones behind it for characters it lacks.
    ///
    /// # Errors
    ///
    /// When the bytes are no font that can be drawn with.
    pub fn with(font: Vec<u8>) -> Result<Self, FontError> {
        if font.starts_with(b"wOFF") || font.starts_with(b"wOF2") {
            return Err(FontError::WebFont);
        }
        Face::parse(&font, 0).map_err(FontError::Parse)?;
        let font: Arc<[u8]> = font.into();
        let faces = database(Some(&font));
        let family = faces.faces().next().and_then(|face| face.families.first()).map(|(name, _)| name.clone());
        Ok(Self { family: family.ok_or(FontError::NoName)?, faces: Arc::new(faces), own: Some(font) })
    }

    /// The family that charts name, the database that has it.
    pub(crate) fn options(&self) -> usvg::Options<'static> {
        usvg::Options { font_family: self.family.clone(), fontdb: Arc::clone(&self.faces), ..usvg::Options::default() }
    }

    /// The faces that measure, which are the faces that draw.
    pub(crate) fn ruler(&self) -> Result<Ruler<'_>, FaceParsingError> {
        let mut regular = Vec::new();
        if let Some(own) = &self.own {
            regular.push(Face::parse(own, 0)?);
        }
        regular.push(Face::parse(REGULAR, 0)?);
        let bold = if self.own.is_none() { Some(Face::parse(BOLD, 0)?) } else { None };
        Ok(Ruler { regular, bold })
    }
}

fn database(own: Option<&Arc<[u8]>>) -> Database {
    let mut faces = Database::new();
    let mut family = EMBEDDED.to_owned();
    if let Some(own) = own {
        let ids = faces.load_font_source(Source::Binary(Arc::new(Arc::clone(own))));
        // A collection's other faces are not what was measured.
        for id in ids.iter().skip(1) {
            faces.remove_face(*id);
        }
        let first = faces.faces().next().and_then(|face| face.families.first());
        family = first.map_or(family, |(name, _)| name.clone());
    }
    for face in [REGULAR, BOLD] {
        faces.load_font_source(Source::Binary(Arc::new(face)));
    }
    // What canvas.rs writes: any name a font may have needs no quoting then.
    faces.set_sans_serif_family(family);
    faces
}

/// Measures texts.
pub(crate) struct Ruler<'a> {
    /// The user's, then the embedded one.
    regular: Vec<Face<'a>>,
    bold: Option<Face<'a>>,
}

impl Ruler<'_> {
    /// Width of a text at a size, in the unit of the size. The embedded face has
    /// no kerning, so this is the sum of its advances.
    pub(crate) fn width(&self, text: &str, size: f64, weight: Weight) -> f64 {
        text.chars().map(|c| self.advance(c, weight)).sum::<f64>() * size
    }

    /// Advance of a character in em; one em where no face has it.
    pub(crate) fn advance(&self, c: char, weight: Weight) -> f64 {
        if joins(c) {
            return 0.0;
        }
        let bold = self.bold.iter().filter(|_| weight == Weight::Bold);
        let advance = bold.chain(&self.regular).find_map(|face| {
            let units = face.glyph_hor_advance(face.glyph_index(c)?)?;
            Some(f64::from(units) / f64::from(face.units_per_em()))
        });
        advance.unwrap_or(1.0)
    }

    /// The characters of a text that no face has.
    pub(crate) fn missing(&self, text: &str, into: &mut BTreeSet<char>) {
        let lacks =
            |c: &char| !joins(*c) && !is_unsafe(*c) && self.regular.iter().all(|face| face.glyph_index(*c).is_none());
        into.extend(text.chars().filter(lacks));
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

    fn missing(fonts: &Fonts, text: &str) -> Vec<char> {
        let mut found = BTreeSet::new();
        fonts.ruler().unwrap().missing(text, &mut found);
        found.into_iter().collect()
    }

    #[test]
    fn digits_are_tabular_in_both_weights() {
        let fonts = Fonts::embedded();
        let ruler = fonts.ruler().unwrap();
        for weight in [Weight::Regular, Weight::Bold] {
            let widths: Vec<f64> = "0123456789".chars().map(|digit| ruler.advance(digit, weight)).collect();
            assert!(widths.windows(2).all(|pair| (pair[0] - pair[1]).abs() < 1e-9), "{widths:?}");
        }
    }

    #[test]
    fn names_of_people_and_places_are_in_the_face() {
        let text = "髙﨑𠮷 ｶﾅ 〜～−－ ①㈱㎡ é ▼▲ がば (か\u{3099})";
        assert_eq!(missing(&Fonts::embedded(), text), Vec::<char>::new());
    }

    #[test]
    fn what_the_face_lacks_is_named_once() {
        assert_eq!(missing(&Fonts::embedded(), "한국한 🙂"), ['국', '한', '🙂']);
    }

    #[test]
    fn a_font_of_the_users_comes_first_and_the_embedded_one_fills_in() {
        // The bold subset as a stand-in for a font without kanji.
        let own = Fonts::with(BOLD.to_vec()).unwrap();
        let (plain, own) = (Fonts::embedded(), own);
        let width = |fonts: &Fonts, text: &str| fonts.ruler().unwrap().width(text, 1.0, Weight::Regular);
        assert!(width(&own, "W") > width(&plain, "W"), "its own letters");
        assert!((width(&own, "声") - width(&plain, "声")).abs() < 1e-9, "the embedded kanji");
        assert_eq!(missing(&own, "声W"), Vec::<char>::new());
    }

    #[test]
    fn what_is_no_font_says_so() {
        let message = |bytes: &[u8]| Fonts::with(bytes.to_vec()).unwrap_err().to_string();
        assert!(message(b"wOF2....").contains("web font"));
        assert!(message(b"hello").contains("TTF, OTF or TTC"));
    }
}
