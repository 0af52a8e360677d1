//! A drawing as part of a page: live text, colours by class, and on a plane that
//! stretches x in per cent of its width, so that one drawing serves every width.

use serde::Serialize;

use crate::chart::fonts::Ruler;
use crate::chart::fonts::Weight;
use crate::chart::scene::{Anchor, Mark, Point, Rect, Scene, Stroke, Type};
use crate::theme::Ink;

/// What a drawing becomes.
#[derive(Debug, Clone, Copy)]
pub(super) enum Plane {
    /// It keeps its size: the mark of a key.
    Fixed,
    /// Columns that share the width right of a gutter. What is narrower than a
    /// column keeps its width, all else is stretched.
    Columns {
        /// Width of the gutter in pixels.
        gutter: f64,
        /// What the drawing was laid out for, without the gutter.
        width: f64,
        /// How many columns there are.
        count: u32,
    },
}

/// A mark as the templates write it.
#[derive(Debug, Serialize, PartialEq, Eq)]
pub(super) struct Shape {
    /// Where it is pinned, in per cent; its x is in pixels from there.
    at: Option<String>,
    #[serde(flatten)]
    form: Form,
}

#[derive(Debug, Serialize, PartialEq, Eq)]
#[serde(tag = "form", rename_all = "lowercase")]
enum Form {
    Line {
        x1: String,
        y1: String,
        x2: String,
        y2: String,
        width: String,
        class: String,
    },
    Box {
        x: String,
        y: String,
        width: String,
        height: String,
        class: String,
    },
    Dot {
        x: String,
        y: String,
        r: String,
        class: String,
    },
    /// Its points are those of the drawing, which is stretched.
    Area {
        points: String,
        class: String,
    },
    Hatch {
        x: String,
        y: String,
        width: String,
        height: String,
    },
    Text {
        x: String,
        y: String,
        text: String,
        class: String,
    },
}

/// The marks of a drawing.
pub(super) fn shapes(scene: &Scene, plane: Plane, ruler: &Ruler<'_>) -> Vec<Shape> {
    scene.marks.iter().filter_map(|mark| plane.shape(mark, ruler)).collect()
}

impl Plane {
    /// Nothing for the paper around a text, as live text has its own.
    fn shape(self, mark: &Mark, ruler: &Ruler<'_>) -> Option<Shape> {
        Some(match mark {
            Mark::Fill { ink: Ink::Paper, .. } => return None,
            Mark::Fill { rect, ink } if self.spans(rect.width) => {
                let y = rect.y + rect.height / 2.0;
                self.line((rect.x, y), (rect.x + rect.width, y), rect.height, class(*ink, "crisp"))
            }
            Mark::Fill { rect, ink } => self.rect(*rect, class(*ink, "")),
            Mark::Outline { rect, ink, width } => {
                // The outline lies inside, as it does in a picture.
                let inside =
                    Rect::new(rect.x + width / 2.0, rect.y + width / 2.0, rect.width - width, rect.height - width);
                self.rect(inside, class(*ink, "hollow"))
            }
            Mark::Line { from, to, ink, width, stroke } => {
                let (kind, width) = match stroke {
                    Stroke::Solid => ("", *width),
                    Stroke::Dashed => ("dash", *width),
                    // The diameter of the dots that a picture has.
                    Stroke::Dotted => ("dots", width * 1.4),
                };
                self.line(*from, *to, width, class(*ink, kind))
            }
            Mark::Dot { centre, radius, ink } => Shape {
                at: None,
                form: Form::Dot {
                    x: self.x(centre.0),
                    y: pixels(centre.1),
                    r: pixels(*radius),
                    class: class(*ink, ""),
                },
            },
            Mark::Polygon { points, ink } => {
                let points: Vec<String> = points.iter().map(|point| self.point(*point)).collect();
                Shape { at: None, form: Form::Area { points: points.join(" "), class: class(*ink, "") } }
            }
            Mark::Hatch { rect } => {
                let (at, x) = self.pinned(rect.x, rect.x + rect.width);
                let (y, width, height) = (pixels(rect.y), pixels(rect.width), pixels(rect.height));
                Shape { at, form: Form::Hatch { x, y, width, height } }
            }
            Mark::Text { text, at, set } => self.text(text, *at, *set, ruler),
        })
    }

    fn line(self, from: Point, to: Point, width: f64, class: String) -> Shape {
        let (y1, y2, width) = (pixels(from.1), pixels(to.1), pixels(width));
        let wide = (to.0 - from.0).abs();
        if wide > 0.0 && !self.spans(wide) {
            let (at, x1) = self.pinned(from.0, to.0);
            let x2 = if at.is_some() { pixels((to.0 - from.0) / 2.0) } else { pixels(to.0) };
            return Shape { at, form: Form::Line { x1, y1, x2, y2, width, class } };
        }
        Shape { at: None, form: Form::Line { x1: self.x(from.0), y1, x2: self.x(to.0), y2, width, class } }
    }

    fn rect(self, rect: Rect, class: String) -> Shape {
        let (at, x) = self.pinned(rect.x, rect.x + rect.width);
        let (y, width, height) = (pixels(rect.y), pixels(rect.width), pixels(rect.height));
        Shape { at, form: Form::Box { x, y, width, height, class } }
    }

    /// On columns a text around its middle, so that it stays over its mark; one in
    /// the gutter stays there. Else as it was laid out.
    fn text(self, text: &str, at: Point, set: Type, ruler: &Ruler<'_>) -> Shape {
        let wide = ruler.width(text, set.size, set.weight);
        let middle = match set.anchor {
            Anchor::Start => at.0 + wide / 2.0,
            Anchor::Middle => at.0,
            Anchor::End => at.0 - wide / 2.0,
        };
        let (x, side) = match (self, set.anchor) {
            (Self::Columns { gutter, .. }, _) if middle < gutter => (self.x(middle - wide / 2.0), " start"),
            (Self::Columns { .. }, _) | (Self::Fixed, Anchor::Middle) => (self.x(middle), ""),
            (Self::Fixed, Anchor::Start) => (pixels(at.0), " start"),
            (Self::Fixed, Anchor::End) => (pixels(at.0), " last"),
        };
        let weight = if set.weight == Weight::Bold { " bold" } else { "" };
        let class = format!("{} t{:.0}{weight}{side}", name(set.ink), set.size);
        Shape { at: None, form: Form::Text { x, y: pixels(at.1), text: text.to_owned(), class } }
    }

    /// Whether a width reaches from column to column.
    fn spans(self, wide: f64) -> bool {
        match self {
            Self::Fixed => false,
            // Columns are as wide as their marks are apart, but for rounding.
            Self::Columns { width, count, .. } => wide > width / f64::from(count.max(1)) * 0.99,
        }
    }

    /// The middle of what keeps its width, and where it begins from there.
    fn pinned(self, left: f64, right: f64) -> (Option<String>, String) {
        match self {
            Self::Fixed => (None, pixels(left)),
            Self::Columns { .. } => (Some(self.x(f64::midpoint(left, right))), pixels((left - right) / 2.0)),
        }
    }

    /// In per cent of the columns; in pixels left of them.
    fn x(self, x: f64) -> String {
        match self {
            Self::Columns { gutter, width, .. } if x >= gutter => format!("{:.2}%", (x - gutter) / width * 100.0),
            Self::Columns { gutter, .. } => pixels(x - gutter),
            Self::Fixed => pixels(x),
        }
    }

    fn point(self, (x, y): Point) -> String {
        let left = if let Self::Columns { gutter, .. } = self { gutter } else { 0.0 };
        format!("{} {}", pixels(x - left), pixels(y))
    }
}

/// With two digits at most and no more than it needs.
fn pixels(value: f64) -> String {
    let text = format!("{value:.2}");
    let text = text.trim_end_matches('0').trim_end_matches('.');
    if text == "-0" { "0".to_owned() } else { text.to_owned() }
}

fn class(ink: Ink, more: &str) -> String {
    if more.is_empty() { name(ink).to_owned() } else { format!("{} {more}", name(ink)) }
}

/// An ink as the style sheet calls it.
fn name(ink: Ink) -> &'static str {
    match ink {
        Ink::Paper => "paper",
        Ink::Line | Ink::Grid => "grid",
        Ink::Ink4 => "ink4",
        Ink::Ink3 => "ink3",
        Ink::Ink2 => "ink2",
        Ink::Accent => "accent",
        Ink::Below => "below",
        Ink::Above => "above",
        _ => "ink",
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::chart::fonts::Fonts;

    /// Two columns of 100 right of 34.
    const TWO: Plane = Plane::Columns { gutter: 34.0, width: 200.0, count: 2 };

    fn forms(draw: impl FnOnce(&mut Scene)) -> Vec<Shape> {
        let mut scene = Scene::new(234.0, 50.0);
        draw(&mut scene);
        let fonts = Fonts::embedded();
        shapes(&scene, TWO, &fonts.ruler().expect("faces"))
    }

    #[test]
    fn what_joins_columns_is_stretched_and_what_is_narrower_keeps_its_width() {
        let shapes = forms(|scene| {
            scene.line((84.0, 10.0), (184.0, 20.0), Ink::Accent, 1.5);
            scene.line((79.0, 10.0), (89.0, 10.0), Ink::Ink2, 1.5);
            scene.fill(Rect::new(0.0, 30.0, 234.0, 1.0), Ink::Grid);
        });
        let line = |at: Option<&str>, x: [&str; 2], y: [&str; 2], width: &str, class: &str| Shape {
            at: at.map(str::to_owned),
            form: Form::Line {
                x1: x[0].to_owned(),
                y1: y[0].to_owned(),
                x2: x[1].to_owned(),
                y2: y[1].to_owned(),
                width: width.to_owned(),
                class: class.to_owned(),
            },
        };
        assert_eq!(shapes[0], line(None, ["25.00%", "75.00%"], ["10", "20"], "1.5", "accent"), "50 and 150 of 200");
        assert_eq!(shapes[1], line(Some("25.00%"), ["-5", "5"], ["10", "10"], "1.5", "ink2"));
        assert_eq!(shapes[2], line(None, ["-34", "100.00%"], ["30.5", "30.5"], "1", "grid crisp"));
    }

    #[test]
    fn texts_stand_around_their_middle_and_paper_behind_them_is_left_out() {
        let shapes = forms(|scene| {
            scene.fill(Rect::new(70.0, 0.0, 30.0, 12.0), Ink::Paper);
            scene.text("4.06", (84.0, 10.0), Type::new(14.0, Ink::Ink).middle().bold());
            scene.text("4.0", (0.0, 10.0), Type::new(12.0, Ink::Ink3));
        });
        let text = |x: &str, text: &str, class: &str| Shape {
            at: None,
            form: Form::Text { x: x.to_owned(), y: "10".to_owned(), text: text.to_owned(), class: class.to_owned() },
        };
        assert_eq!(shapes, [text("25.00%", "4.06", "ink t14 bold"), text("-34", "4.0", "ink3 t12 start")]);
        assert_eq!([-0.001, 1.5, 20.0, 0.126].map(pixels), ["0", "1.5", "20", "0.13"]);
    }
}
