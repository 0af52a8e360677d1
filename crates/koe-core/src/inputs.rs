//! The files a run read, by their hashes: so that a report can be traced.

/// A file that figures come from.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
pub struct Input {
    /// Its path, relative to the survey file's folder where it is in it, with
    /// forward slashes.
    pub name: String,
    /// Its length in bytes.
    pub bytes: u64,
    /// SHA-256 of its bytes, in lower-case hexadecimal digits.
    pub sha256: String,
}
