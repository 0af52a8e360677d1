//! Words of the report on paper.

use koe_core::definition::Language;

use super::{Sentences, words};
use crate::typeset::count;

impl Sentences<'_> {
    /// What the document is called: survey, wave, results.
    pub(crate) fn document(self) -> String {
        format!("{} {}", self.whole_name(), words(self.language).results)
    }
}

/// The length of a file.
pub(crate) fn length(bytes: u64, language: Language) -> String {
    match (language, bytes) {
        (Language::Ja, _) => format!("{}バイト", count(bytes)),
        (Language::En, 1) => "1 byte".to_owned(),
        (Language::En, _) => format!("{} bytes", count(bytes)),
    }
}
