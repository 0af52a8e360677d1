//! What was met on the way through the rows: counted, with the first places.

use std::collections::BTreeMap;

use rustc_hash::FxHashMap;

/// How many places of one kind of notice are remembered.
const PLACES: usize = 5;

/// What was odd about a cell or row.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum NoticeKind {
    /// More cells than the header: the row is rejected.
    ExtraCells,
    /// A quote that is never closed: the file is refused.
    OpenQuote,
    /// A quoted cell that holds what look like whole rows: the row is rejected.
    StrayQuote,
    /// Bytes that are not text: the row is rejected.
    NotText,
    /// Fewer cells than the header: the rest is blank.
    MissingCells,
    /// No point of the scale: counted as invalid.
    Invalid,
    /// A valid answer from someone the item does not apply to: not scored.
    OutsideAppliesTo,
    /// No number where an attribute has cuts: counted as unknown.
    NotANumber,
}

/// Where in a file: block, then line within it. Ordered like the file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct At {
    pub(super) block: u64,
    pub(super) line: u64,
}

/// Notices of one worker and file: kind and column → how many, and the first few.
///
/// A worker meets its blocks in ascending order, so the first few of all
/// workers together hold the first few of the file, whoever read which block.
#[derive(Debug, Default)]
pub(super) struct Notices(FxHashMap<(NoticeKind, Option<usize>), Tallied>);

#[derive(Debug, Default)]
struct Tallied {
    count: u64,
    first: Vec<(At, String)>,
}

impl Notices {
    pub(super) fn add(&mut self, kind: NoticeKind, column: Option<usize>, at: At, text: impl FnOnce() -> String) {
        let tallied = self.0.entry((kind, column)).or_default();
        tallied.count += 1;
        if tallied.first.len() < PLACES {
            tallied.first.push((at, text()));
        }
    }

    /// Joins the notices of all workers on one file and resolves their lines.
    pub(super) fn join(all: impl IntoIterator<Item = Self>, line_of: impl Fn(At) -> u64) -> Vec<Notice> {
        let mut joined: BTreeMap<(NoticeKind, Option<usize>), Tallied> = BTreeMap::new();
        for notices in all {
            let sorted: BTreeMap<_, _> = notices.0.into_iter().collect();
            for (key, tallied) in sorted {
                let into = joined.entry(key).or_default();
                into.count += tallied.count;
                into.first.extend(tallied.first);
            }
        }
        let notice = |((kind, column), mut tallied): ((NoticeKind, Option<usize>), Tallied)| {
            tallied.first.sort();
            tallied.first.truncate(PLACES);
            let first = tallied.first.into_iter().map(|(at, text)| (line_of(at), text)).collect();
            Notice { kind, column, count: tallied.count, first }
        };
        joined.into_iter().map(notice).collect()
    }
}

/// What was odd about the cells of one column, or about rows, in one file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Notice {
    /// What it is.
    pub kind: NoticeKind,
    /// Index of the column, where it is about cells.
    pub column: Option<usize>,
    /// How many cells or rows.
    pub count: u64,
    /// Line and text of the first few, in file order.
    pub first: Vec<(u64, String)>,
}

impl Notice {
    /// Adds what was met later in the same file.
    pub(super) fn add(&mut self, later: Self) {
        self.count += later.count;
        self.first.extend(later.first);
        self.first.truncate(PLACES);
    }
}
