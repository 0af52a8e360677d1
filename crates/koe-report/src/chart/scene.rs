//! A drawing as data: marks on a ground, in picture units.
//!
//! A scene knows no colours (marks carry tokens) and no file format, so it can be
//! placed on a page, drawn in any theme, and asked where its texts stand.

use super::fonts::{Ruler, Weight};
use crate::theme::Ink;

/// A point: x to the right, y down.
pub(crate) type Point = (f64, f64);

/// A rectangle.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Rect {
    pub(crate) x: f64,
    pub(crate) y: f64,
    pub(crate) width: f64,
    pub(crate) height: f64,
}

/// How a text is set.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Type {
    pub(crate) size: f64,
    pub(crate) weight: Weight,
    pub(crate) ink: Ink,
    pub(crate) anchor: Anchor,
}

/// Which part of a text stands at its x.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Anchor {
    Start,
    Middle,
    End,
}

/// How a line is drawn.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Stroke {
    Solid,
    /// Strokes of 5 with gaps of 4: what is planned.
    Dashed,
    /// Dots: what was not measured.
    Dotted,
}

/// One mark.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Mark {
    Fill {
        rect: Rect,
        ink: Ink,
    },
    Outline {
        rect: Rect,
        ink: Ink,
        width: f64,
    },
    Line {
        from: Point,
        to: Point,
        ink: Ink,
        width: f64,
        stroke: Stroke,
    },
    Dot {
        centre: Point,
        radius: f64,
        ink: Ink,
    },
    Polygon {
        points: Vec<Point>,
        ink: Ink,
    },
    /// What is withheld.
    Hatch {
        rect: Rect,
    },
    /// A text on a baseline.
    Text {
        text: String,
        at: Point,
        set: Type,
    },
}

/// Marks on a ground of a size, later ones over earlier ones.
#[derive(Debug, Clone, Default)]
pub(crate) struct Scene {
    pub(crate) width: f64,
    pub(crate) height: f64,
    pub(crate) marks: Vec<Mark>,
}

impl Type {
    /// Regular, at the left.
    pub(crate) fn new(size: f64, ink: Ink) -> Self {
        Self { size, weight: Weight::Regular, ink, anchor: Anchor::Start }
    }

    pub(crate) fn bold(self) -> Self {
        Self { weight: Weight::Bold, ..self }
    }

    pub(crate) fn middle(self) -> Self {
        Self { anchor: Anchor::Middle, ..self }
    }

    pub(crate) fn end(self) -> Self {
        Self { anchor: Anchor::End, ..self }
    }
}

impl Scene {
    pub(crate) fn new(width: f64, height: f64) -> Self {
        Self { width, height, marks: Vec::new() }
    }

    pub(crate) fn fill(&mut self, rect: Rect, ink: Ink) {
        self.marks.push(Mark::Fill { rect, ink });
    }

    pub(crate) fn outline(&mut self, rect: Rect, ink: Ink, width: f64) {
        self.marks.push(Mark::Outline { rect, ink, width });
    }

    pub(crate) fn line(&mut self, from: Point, to: Point, ink: Ink, width: f64) {
        self.stroke(from, to, ink, width, Stroke::Solid);
    }

    pub(crate) fn stroke(&mut self, from: Point, to: Point, ink: Ink, width: f64, stroke: Stroke) {
        self.marks.push(Mark::Line { from, to, ink, width, stroke });
    }

    pub(crate) fn dot(&mut self, centre: Point, radius: f64, ink: Ink) {
        self.marks.push(Mark::Dot { centre, radius, ink });
    }

    pub(crate) fn polygon(&mut self, points: Vec<Point>, ink: Ink) {
        self.marks.push(Mark::Polygon { points, ink });
    }

    pub(crate) fn hatch(&mut self, rect: Rect) {
        self.marks.push(Mark::Hatch { rect });
    }

    /// Sets a text; an empty one leaves no mark.
    pub(crate) fn text(&mut self, text: impl Into<String>, at: Point, set: Type) {
        let text = text.into();
        if !text.is_empty() {
            self.marks.push(Mark::Text { text, at, set });
        }
    }

    /// Sets lines under each other, the first on the baseline given.
    pub(crate) fn lines(&mut self, lines: &[String], at: Point, set: Type, leading: f64) {
        for (index, line) in lines.iter().enumerate() {
            self.text(line.as_str(), (at.0, at.1 + leading * index as f64), set);
        }
    }

    /// Puts another scene on this one, its corner at a point.
    pub(crate) fn place(&mut self, other: Self, at: Point) {
        self.marks.extend(other.marks.into_iter().map(|mark| mark.moved(at)));
    }

    /// The texts with the room they take.
    pub(crate) fn texts<'a>(&'a self, ruler: &'a Ruler<'_>) -> impl Iterator<Item = (&'a str, Rect)> {
        self.marks.iter().filter_map(|mark| match mark {
            Mark::Text { text, at, set } => {
                let width = ruler.width(text, set.size, set.weight);
                let x = match set.anchor {
                    Anchor::Start => at.0,
                    Anchor::Middle => at.0 - width / 2.0,
                    Anchor::End => at.0 - width,
                };
                let rect = Rect { x, y: at.1 - set.size * 0.8, width, height: set.size * 0.92 };
                Some((text.as_str(), rect))
            }
            _ => None,
        })
    }
}

impl Mark {
    fn moved(self, (dx, dy): Point) -> Self {
        let point = |(x, y): Point| (x + dx, y + dy);
        let moved = |rect: Rect| Rect { x: rect.x + dx, y: rect.y + dy, ..rect };
        match self {
            Self::Fill { rect, ink } => Self::Fill { rect: moved(rect), ink },
            Self::Outline { rect, ink, width } => Self::Outline { rect: moved(rect), ink, width },
            Self::Line { from, to, ink, width, stroke } => {
                Self::Line { from: point(from), to: point(to), ink, width, stroke }
            }
            Self::Dot { centre, radius, ink } => Self::Dot { centre: point(centre), radius, ink },
            Self::Polygon { points, ink } => Self::Polygon { points: points.into_iter().map(point).collect(), ink },
            Self::Hatch { rect } => Self::Hatch { rect: moved(rect) },
            Self::Text { text, at, set } => Self::Text { text, at: point(at), set },
        }
    }
}

impl Rect {
    pub(crate) fn new(x: f64, y: f64, width: f64, height: f64) -> Self {
        Self { x, y, width, height }
    }

    /// Whether two rectangles have some ground in common.
    #[cfg(test)]
    pub(crate) fn meets(&self, other: &Self) -> bool {
        let apart = |from: f64, length: f64, other: f64, its: f64| from + length <= other || other + its <= from;
        !apart(self.x, self.width, other.x, other.width) && !apart(self.y, self.height, other.y, other.height)
    }
}
