//! A finished chart: pages that can be written as SVG, PNG and PDF.

use std::collections::BTreeSet;
use std::io::Write;

use krilla::Document;
use krilla::geom::Size as PdfSize;
use krilla::metadata::Metadata;
use krilla::page::PageSettings;
use krilla_svg::{SurfaceExt, SvgSettings};
use png::{BitDepth, ColorType, DeflateCompression, Filter};
use resvg::tiny_skia::{Color, Pixmap, Transform};
use usvg::{Indent, Tree, WriteOptions};

use super::ChartError;
use super::canvas::svg;
use super::drawing::Drawing;
use super::fonts::Fonts;
use super::medium::{Medium, Size};
use super::scene::Scene;
use crate::theme::Theme;

/// A chart, drawn: one page, or more where a slide cannot hold all rows.
///
/// All three kinds of file come from the same drawing. SVG and PNG carry text as
/// outlines, so they look the same on a machine without fonts; a PDF carries it
/// as text with the face in it, so that it can be searched and copied.
#[derive(Debug, Clone)]
pub struct Chart {
    pages: Vec<Page>,
    medium: Medium,
    missing: Vec<char>,
}

/// A page with what a reader who does not see it is told.
#[derive(Debug, Clone)]
struct Page {
    tree: Tree,
    title: String,
    description: String,
}

impl Chart {
    pub(crate) fn new(drawings: &[Drawing], size: Size, fonts: &Fonts, theme: &Theme) -> Result<Self, ChartError> {
        let medium = Medium::of(size);
        let ruler = fonts.ruler().map_err(ChartError::Face)?;
        let mut missing = BTreeSet::new();
        let mut pages = Vec::new();
        for drawing in drawings {
            for scene in drawing.pages(&medium, &ruler) {
                for (text, _) in scene.texts(&ruler) {
                    ruler.missing(text, &mut missing);
                }
                pages.push(Page {
                    tree: tree(&scene, &medium, fonts, theme)?,
                    title: drawing.title.clone(),
                    description: drawing.description.clone(),
                });
            }
        }
        Ok(Self { pages, medium, missing: missing.into_iter().collect() })
    }

    /// Returns what was found, in one sentence: the title of the first page.
    pub fn title(&self) -> &str {
        self.pages.first().map_or("", |page| &page.title)
    }

    /// Returns the number of pages: more than one where slides cannot hold all
    /// rows, or where the chart has a picture for each attribute.
    pub fn pages(&self) -> usize {
        self.pages.len()
    }

    /// Returns the characters of the drawn texts that no face has, each once, in
    /// code order; they are drawn as boxes.
    pub fn missing_glyphs(&self) -> &[char] {
        &self.missing
    }

    /// Returns a page (from 0) as SVG with outlines, a title and a description.
    pub fn svg(&self, page: usize) -> Option<String> {
        let page = self.pages.get(page)?;
        let written = page.tree.to_string(&WriteOptions {
            preserve_text: false,
            coordinates_precision: 1,
            indent: Indent::None,
            attributes_indent: Indent::None,
            ..WriteOptions::default()
        });
        Some(page.described(&written))
    }

    /// Returns a page (from 0) as PNG, twice as many pixels as the SVG has.
    ///
    /// # Errors
    ///
    /// When the picture cannot be painted or encoded, which is a bug.
    pub fn png(&self, page: usize) -> Result<Option<Vec<u8>>, ChartError> {
        let Some(Page { tree, .. }) = self.pages.get(page) else { return Ok(None) };
        let sharpness = self.medium.sharpness;
        let size = tree.size().to_int_size().scale_by(sharpness);
        let (width, height) = size.map_or((0, 0), |size| (size.width(), size.height()));
        let mut picture =
            Pixmap::new(width, height).ok_or_else(|| ChartError::Paint(format!("no picture of {width} × {height}")))?;
        picture.fill(Color::WHITE);
        resvg::render(tree, Transform::from_scale(sharpness, sharpness), &mut picture.as_mut());
        packed(&picture).map(Some).map_err(|error| ChartError::Paint(error.to_string()))
    }

    /// Returns all pages as one PDF.
    ///
    /// # Errors
    ///
    /// When the document cannot be written, which is a bug.
    pub fn pdf(&self) -> Result<Vec<u8>, ChartError> {
        let mut document = Document::new();
        for Page { tree, .. } in &self.pages {
            // Points of 1/72 inch, where SVG has pixels of 1/96.
            let (width, height) = (tree.size().width() * 0.75, tree.size().height() * 0.75);
            let (Some(settings), Some(size)) = (PageSettings::from_wh(width, height), PdfSize::from_wh(width, height))
            else {
                return Err(ChartError::Paint(format!("no page of {width} × {height}")));
            };
            let mut page = document.start_page_with(settings);
            let mut surface = page.surface();
            let drawn = surface.draw_svg(tree, size, SvgSettings::default());
            surface.finish();
            page.finish();
            drawn.ok_or_else(|| ChartError::Paint("the chart does not fit on a page".to_owned()))?;
        }
        document.set_metadata(Metadata::new().title(self.title().to_owned()));
        document.finish().map_err(|error| ChartError::Paint(format!("{error:?}")))
    }
}

/// Packs an opaque picture. Flat colours need no filters and little search: this
/// takes a third of the time of the usual settings, for files of the same size.
fn packed(picture: &Pixmap) -> Result<Vec<u8>, png::EncodingError> {
    let mut bytes = Vec::new();
    let mut encoder = png::Encoder::new(&mut bytes, picture.width(), picture.height());
    encoder.set_color(ColorType::Rgb);
    encoder.set_depth(BitDepth::Eight);
    encoder.set_filter(Filter::NoFilter);
    encoder.set_deflate_compression(DeflateCompression::Level(1));
    let mut writer = encoder.write_header()?;
    let mut rows = writer.stream_writer()?;
    let mut row = Vec::new();
    for pixels in picture.pixels().chunks_exact(picture.width() as usize) {
        row.clear();
        row.extend(pixels.iter().flat_map(|pixel| [pixel.red(), pixel.green(), pixel.blue()]));
        rows.write_all(&row)?;
    }
    rows.finish()?;
    writer.finish()?;
    Ok(bytes)
}

impl Page {
    /// Adds the title and description that outlines have lost.
    fn described(&self, svg: &str) -> String {
        let Some(end) = svg.find('>') else { return svg.to_owned() };
        let (open, rest) = svg.split_at(end);
        format!(
            "{open} role=\"img\" aria-labelledby=\"koe-title koe-desc\"><title id=\"koe-title\">{}</title>\
             <desc id=\"koe-desc\">{}</desc>{}\n",
            escaped(&self.title),
            escaped(&self.description),
            rest.trim_start_matches('>').trim_end()
        )
    }
}

fn tree(scene: &Scene, medium: &Medium, fonts: &Fonts, theme: &Theme) -> Result<Tree, ChartError> {
    Tree::from_str(&svg(scene, medium.scale, theme)?, &fonts.options()).map_err(ChartError::Read)
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}
