//! What a flow is made of, and what lies on a sheet in the end.

use crate::chart::scene::Scene;

/// What a piece is to who does not see it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Role {
    /// A heading of a level from 1; also a bookmark.
    Heading(u16, String),
    Paragraph,
    /// An item of a list.
    Item,
    /// A part of a figure, by its place among the figures of a flow.
    Figure(usize),
    /// The foot of a sheet.
    Footer,
}

/// What is never parted.
#[derive(Debug, Clone)]
pub(super) struct Piece {
    pub(super) scene: Scene,
    pub(super) role: Role,
    /// Free above, but at the top of a sheet.
    pub(super) space: f64,
    /// Whether it stays with the next piece.
    pub(super) keep: bool,
}

/// What belongs to all parts of a figure.
#[derive(Debug, Clone)]
pub(super) struct Figure {
    /// Repeated where the figure continues.
    pub(super) head: Option<Scene>,
    /// The same told in words.
    pub(super) description: String,
}

/// What stands on a page.
#[derive(Debug, Default)]
pub(super) struct Sheet {
    /// From top to bottom.
    pub(super) parts: Vec<Part>,
}

/// A scene on a sheet.
#[derive(Debug)]
pub(super) struct Part {
    pub(super) scene: Scene,
    pub(super) role: Role,
    /// Its top, from the upper margin.
    pub(super) at: f64,
    /// Below 1 where a scene is higher than a sheet.
    pub(super) scale: f64,
}

impl Piece {
    pub(super) fn new(scene: Scene, role: Role) -> Self {
        Self { scene, role, space: 0.0, keep: false }
    }

    /// With free room above.
    pub(super) fn below(self, space: f64) -> Self {
        Self { space, ..self }
    }

    /// Never last on a sheet.
    pub(super) fn with_next(self) -> Self {
        Self { keep: true, ..self }
    }

    /// With the room above.
    pub(super) fn height(&self) -> f64 {
        self.space + self.scene.height
    }
}
