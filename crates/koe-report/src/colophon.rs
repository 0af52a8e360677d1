//! What a report says of its own making.

use koe_core::Input;

/// The program and the files behind a report; nothing of the machine or the
/// clock, so that the same input is the same bytes.
#[derive(Debug, Clone, Default)]
pub struct Colophon {
    /// koe's version.
    pub version: String,
    /// The files the figures come from.
    pub inputs: Vec<Input>,
}
