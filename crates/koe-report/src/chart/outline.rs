//! From drawn SVG to SVG with outlines, and to PNG.

use std::sync::Arc;

use resvg::tiny_skia::{Pixmap, Transform};
use usvg::fontdb::{Database, Source};
use usvg::{Indent, Options, Tree, WriteOptions};

use super::face::{BOLD, FAMILY, REGULAR};
use super::{Chart, ChartError};

/// PNG pixels in an SVG pixel.
const SHARPNESS: u16 = 2;

/// A drawing with what a reader who does not see it is told.
pub(super) struct Drawn {
    pub(super) svg: String,
    pub(super) width: u32,
    pub(super) height: u32,
    pub(super) title: String,
    pub(super) description: String,
}

pub(super) fn finish(drawn: &Drawn, missing_glyphs: Vec<char>) -> Result<Chart, ChartError> {
    let tree = Tree::from_str(&resized(drawn), &options()).map_err(ChartError::Read)?;
    let written = tree.to_string(&WriteOptions {
        preserve_text: false,
        coordinates_precision: 1,
        indent: Indent::None,
        attributes_indent: Indent::None,
        ..WriteOptions::default()
    });
    Ok(Chart { svg: described(&written, drawn), png: png(&tree)?, missing_glyphs })
}

/// Shows the large canvas at the size of the picture.
fn resized(drawn: &Drawn) -> String {
    let Some((_, rest)) = drawn.svg.split_once(" viewBox=") else { return drawn.svg.clone() };
    format!("<svg width=\"{}\" height=\"{}\" viewBox={rest}", drawn.width, drawn.height)
}

/// The embedded faces and nothing else, so that every machine draws the same.
fn options() -> Options<'static> {
    let mut faces = Database::new();
    for face in [REGULAR, BOLD] {
        faces.load_font_source(Source::Binary(Arc::new(face)));
    }
    faces.set_sans_serif_family(FAMILY);
    Options { font_family: FAMILY.to_owned(), fontdb: Arc::new(faces), ..Options::default() }
}

/// Adds the title and description that outlines have lost.
fn described(svg: &str, drawn: &Drawn) -> String {
    let Some(end) = svg.find('>') else { return svg.to_owned() };
    let (open, rest) = svg.split_at(end);
    format!(
        "{open} role=\"img\" aria-labelledby=\"koe-title koe-desc\"><title id=\"koe-title\">{}</title>\
         <desc id=\"koe-desc\">{}</desc>{}\n",
        escaped(&drawn.title),
        escaped(&drawn.description),
        rest.trim_start_matches('>').trim_end()
    )
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}

fn png(tree: &Tree) -> Result<Vec<u8>, ChartError> {
    let sharpness = f32::from(SHARPNESS);
    let size = tree.size().to_int_size();
    let (width, height) = (size.width() * u32::from(SHARPNESS), size.height() * u32::from(SHARPNESS));
    let mut picture =
        Pixmap::new(width, height).ok_or_else(|| ChartError::Paint(format!("no picture of {width} × {height}")))?;
    resvg::render(tree, Transform::from_scale(sharpness, sharpness), &mut picture.as_mut());
    picture.encode_png().map_err(|error| ChartError::Paint(error.to_string()))
}
