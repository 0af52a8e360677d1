//! plotters in picture units: x to the right, y down, one unit one pixel of the
//! SVG at its own size.

use plotters::prelude::*;
use plotters::style::text_anchor::{HPos, Pos, VPos};

use super::ChartError;
use super::face::{FAMILY, Weight};
use crate::theme::Hex;

/// Canvas pixels in a picture unit: plotters knows whole pixels only.
pub(super) const SCALE: u32 = 4;

/// A drawing in progress.
pub(super) struct Canvas<'a> {
    area: DrawingArea<SVGBackend<'a>, plotters::coord::Shift>,
}

/// How a text is set.
#[derive(Debug, Clone, Copy)]
pub(super) struct Type {
    pub(super) size: f64,
    pub(super) weight: Weight,
    pub(super) ink: Hex,
    pub(super) anchor: Anchor,
}

/// Which part of a text stands at its x.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Anchor {
    Start,
    Middle,
    End,
}

/// A rectangle.
#[derive(Debug, Clone, Copy)]
pub(super) struct Rect {
    pub(super) x: f64,
    pub(super) y: f64,
    pub(super) width: f64,
    pub(super) height: f64,
}

impl<'a> Canvas<'a> {
    /// Begins a drawing in `buffer`, on a ground of one colour.
    pub(super) fn new(buffer: &'a mut String, width: u32, height: u32, ground: Hex) -> Result<Self, ChartError> {
        let area = SVGBackend::with_string(buffer, (width * SCALE, height * SCALE)).into_drawing_area();
        area.fill(&colour(ground)).map_err(draw)?;
        Ok(Self { area })
    }

    pub(super) fn fill(&self, rect: Rect, ink: Hex) -> Result<(), ChartError> {
        self.area.draw(&Rectangle::new(corners(rect), colour(ink).filled())).map_err(draw)
    }

    pub(super) fn outline(&self, rect: Rect, ink: Hex, width: f64) -> Result<(), ChartError> {
        // As a path: the backend gives rectangles no stroke width.
        let [(x0, y0), (x1, y1)] = corners(rect);
        let corners = vec![(x0, y0), (x1, y0), (x1, y1), (x0, y1), (x0, y0), (x1, y0)];
        self.area.draw(&PathElement::new(corners, colour(ink).stroke_width(stroke(width)))).map_err(draw)
    }

    pub(super) fn line(&self, from: (f64, f64), to: (f64, f64), ink: Hex, width: f64) -> Result<(), ChartError> {
        let ends = vec![point(from), point(to)];
        self.area.draw(&PathElement::new(ends, colour(ink).stroke_width(stroke(width)))).map_err(draw)
    }

    pub(super) fn dot(&self, centre: (f64, f64), radius: f64, ink: Hex) -> Result<(), ChartError> {
        let radius = units(radius);
        self.area.draw(&Circle::new(point(centre), radius, colour(ink).filled())).map_err(draw)
    }

    pub(super) fn polygon(&self, points: &[(f64, f64)], ink: Hex) -> Result<(), ChartError> {
        let points: Vec<(i32, i32)> = points.iter().copied().map(point).collect();
        self.area.draw(&Polygon::new(points, colour(ink).filled())).map_err(draw)
    }

    /// 45° hatching of a rectangle.
    pub(super) fn hatch(&self, rect: Rect, ground: Hex, ink: Hex) -> Result<(), ChartError> {
        const STEP: f64 = 5.0;
        self.fill(rect, ground)?;
        let mut offset = STEP;
        while offset < rect.width + rect.height {
            // From the top or right edge down to the left or bottom one.
            let down = offset.min(rect.height);
            let left = (rect.x + (offset - down), rect.y + down);
            let along = offset.min(rect.width);
            let right = (rect.x + along, rect.y + (offset - along));
            self.line(left, right, ink, 1.0)?;
            offset += STEP;
        }
        Ok(())
    }

    /// Sets a text on a baseline.
    pub(super) fn text(&self, text: &str, at: (f64, f64), set: Type) -> Result<(), ChartError> {
        let horizontal = match set.anchor {
            Anchor::Start => HPos::Left,
            Anchor::Middle => HPos::Center,
            Anchor::End => HPos::Right,
        };
        let style = match set.weight {
            Weight::Regular => FontStyle::Normal,
            Weight::Bold => FontStyle::Bold,
        };
        // The backend divides sizes by 1.24, and its "centre" is half an ex,
        // which usvg takes as a quarter of the size, above the baseline.
        let size = set.size * f64::from(SCALE);
        let font = FontDesc::new(FontFamily::Name(FAMILY), size * 1.24, style);
        let ink = colour(set.ink);
        let style = TextStyle::from(font).color(&ink).pos(Pos::new(horizontal, VPos::Center));
        let baseline = point((at.0, at.1 - set.size / 4.0));
        self.area.draw(&Text::new(text.to_owned(), baseline, style)).map_err(draw)
    }

    /// Ends the drawing; the buffer then holds all of it.
    pub(super) fn finish(self) -> Result<(), ChartError> {
        self.area.present().map_err(draw)
    }
}

fn colour(hex: Hex) -> RGBColor {
    RGBColor(hex.0, hex.1, hex.2)
}

fn draw(error: impl std::fmt::Display) -> ChartError {
    ChartError::Draw(error.to_string())
}

#[expect(clippy::cast_possible_truncation, reason = "a picture is at most 16,000 units high")]
fn units(value: f64) -> i32 {
    (value * f64::from(SCALE)).round() as i32
}

fn point((x, y): (f64, f64)) -> (i32, i32) {
    (units(x), units(y))
}

fn stroke(width: f64) -> u32 {
    units(width).unsigned_abs()
}

fn corners(rect: Rect) -> [(i32, i32); 2] {
    [point((rect.x, rect.y)), point((rect.x + rect.width, rect.y + rect.height))]
}
