//! From a scene to SVG with live text, by plotters.
//!
//! plotters knows whole pixels only, so it draws on a canvas four times as large
//! as the picture.

use plotters::prelude::*;
use plotters::style::text_anchor::{HPos, Pos, VPos};

use super::ChartError;
use super::fonts::Weight;
use super::scene::{Anchor, Mark, Point, Rect, Scene, Stroke, Type};
use crate::theme::{Hex, Ink, Theme};

/// Canvas pixels in a picture unit.
const SCALE: u32 = 4;

/// Draws a scene, `scale` pixels to a picture unit; the family is the sans-serif
/// of whoever reads the text.
pub(crate) fn svg(scene: &Scene, scale: f64, theme: &Theme) -> Result<String, ChartError> {
    let mut buffer = String::new();
    {
        let canvas = (units(scene.width).unsigned_abs(), units(scene.height).unsigned_abs());
        let area = SVGBackend::with_string(&mut buffer, canvas).into_drawing_area();
        let canvas = Canvas { area, theme };
        canvas.area.fill(&canvas.colour(Ink::Paper)).map_err(draw)?;
        for mark in &scene.marks {
            canvas.mark(mark)?;
        }
        canvas.area.present().map_err(draw)?;
    }
    let Some((_, rest)) = buffer.split_once(" viewBox=") else { return Ok(buffer) };
    let (width, height) = (scene.width * scale, scene.height * scale);
    Ok(format!("<svg width=\"{width:.2}\" height=\"{height:.2}\" viewBox={rest}"))
}

struct Canvas<'a> {
    area: DrawingArea<SVGBackend<'a>, plotters::coord::Shift>,
    theme: &'a Theme,
}

impl Canvas<'_> {
    fn mark(&self, mark: &Mark) -> Result<(), ChartError> {
        match mark {
            Mark::Fill { rect, ink } => self.fill(*rect, *ink),
            Mark::Outline { rect, ink, width } => self.outline(*rect, *ink, *width),
            Mark::Line { from, to, ink, width, stroke } => match stroke {
                Stroke::Solid => self.line(*from, *to, *ink, *width),
                Stroke::Dashed => dashes(*from, *to, 5.0, 4.0).try_for_each(|(a, b)| self.line(a, b, *ink, *width)),
                Stroke::Dotted => dashes(*from, *to, 0.0, 5.0).try_for_each(|(at, _)| self.dot(at, *width * 0.7, *ink)),
            },
            Mark::Dot { centre, radius, ink } => self.dot(*centre, *radius, *ink),
            Mark::Polygon { points, ink } => {
                let points: Vec<(i32, i32)> = points.iter().copied().map(point).collect();
                self.area.draw(&Polygon::new(points, self.colour(*ink).filled())).map_err(draw)
            }
            Mark::Hatch { rect } => self.hatch(*rect),
            Mark::Text { text, at, set } => self.text(text, *at, *set),
        }
    }

    fn colour(&self, ink: Ink) -> RGBColor {
        let Hex(red, green, blue) = self.theme.colour(ink);
        RGBColor(red, green, blue)
    }

    fn fill(&self, rect: Rect, ink: Ink) -> Result<(), ChartError> {
        self.area.draw(&Rectangle::new(corners(rect), self.colour(ink).filled())).map_err(draw)
    }

    fn outline(&self, rect: Rect, ink: Ink, width: f64) -> Result<(), ChartError> {
        // As a path: the backend gives rectangles no stroke width.
        let [(x0, y0), (x1, y1)] = corners(rect);
        let corners = vec![(x0, y0), (x1, y0), (x1, y1), (x0, y1), (x0, y0), (x1, y0)];
        self.area.draw(&PathElement::new(corners, self.colour(ink).stroke_width(stroke(width)))).map_err(draw)
    }

    fn line(&self, from: Point, to: Point, ink: Ink, width: f64) -> Result<(), ChartError> {
        let ends = vec![point(from), point(to)];
        self.area.draw(&PathElement::new(ends, self.colour(ink).stroke_width(stroke(width)))).map_err(draw)
    }

    fn dot(&self, centre: Point, radius: f64, ink: Ink) -> Result<(), ChartError> {
        self.area.draw(&Circle::new(point(centre), units(radius), self.colour(ink).filled())).map_err(draw)
    }

    /// 45° hatching.
    fn hatch(&self, rect: Rect) -> Result<(), ChartError> {
        const STEP: f64 = 5.0;
        self.fill(rect, Ink::Surface)?;
        let mut offset = STEP;
        while offset < rect.width + rect.height {
            // From the top or right edge down to the left or bottom one.
            let down = offset.min(rect.height);
            let left = (rect.x + (offset - down), rect.y + down);
            let along = offset.min(rect.width);
            let right = (rect.x + along, rect.y + (offset - along));
            self.line(left, right, Ink::Hatch, 1.0)?;
            offset += STEP;
        }
        Ok(())
    }

    fn text(&self, text: &str, at: Point, set: Type) -> Result<(), ChartError> {
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
        let font = FontDesc::new(FontFamily::SansSerif, size * 1.24, style);
        let ink = self.colour(set.ink);
        let style = TextStyle::from(font).color(&ink).pos(Pos::new(horizontal, VPos::Center));
        let baseline = point((at.0, at.1 - set.size / 4.0));
        self.area.draw(&Text::new(text.to_owned(), baseline, style)).map_err(draw)
    }
}

/// The strokes of a broken line.
fn dashes(from: Point, to: Point, on: f64, off: f64) -> impl Iterator<Item = (Point, Point)> {
    let length = (to.0 - from.0).hypot(to.1 - from.1);
    let along = move |at: f64| {
        let share = if length > 0.0 { (at / length).min(1.0) } else { 0.0 };
        (from.0 + (to.0 - from.0) * share, from.1 + (to.1 - from.1) * share)
    };
    let mut at = 0.0;
    std::iter::from_fn(move || {
        if at > length {
            return None;
        }
        let dash = (along(at), along(at + on));
        at += on + off;
        Some(dash)
    })
}

fn draw(error: impl std::fmt::Display) -> ChartError {
    ChartError::Draw(error.to_string())
}

#[expect(clippy::cast_possible_truncation, reason = "a picture is at most 16,000 units high")]
fn units(value: f64) -> i32 {
    (value * f64::from(SCALE)).round() as i32
}

fn point((x, y): Point) -> (i32, i32) {
    (units(x), units(y))
}

fn stroke(width: f64) -> u32 {
    units(width).unsigned_abs()
}

fn corners(rect: Rect) -> [(i32, i32); 2] {
    [point((rect.x, rect.y)), point((rect.x + rect.width, rect.y + rect.height))]
}
