//! Attributes: demographic columns and how their values are read.

use std::collections::BTreeMap;

use koe_stats::Decimal;

/// A demographic column.
#[derive(Debug, Clone)]
pub struct Attribute {
    /// Name in the survey file and in every output.
    pub name: String,
    /// Header of its column in exports and headcount files.
    pub column: String,
    /// Index of the attribute whose units hold this one's (部 of 課).
    pub parent: Option<usize>,
    /// Values in the order they are listed; the rest follow in text order.
    pub order: Vec<String>,
    /// Value as written → value as shown.
    pub map: BTreeMap<String, String>,
    /// Lower bounds (inclusive) that turn a number into ordered groups,
    /// ascending; empty where the value is text.
    pub cuts: Vec<Decimal>,
    /// One more label than there are cuts.
    pub labels: Vec<String>,
}
