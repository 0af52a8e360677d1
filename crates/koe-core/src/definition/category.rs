//! Categories: a tree over items, named by dotted codes.

/// A node of the category tree.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Category {
    /// Dotted code: "1.1" is under "1".
    pub code: String,
    /// Name as printed.
    pub name: String,
    /// Index of the category above.
    pub parent: Option<usize>,
    /// 0 at the top level.
    pub depth: usize,
}
