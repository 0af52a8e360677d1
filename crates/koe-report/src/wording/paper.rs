//! Words of the report on paper.

use koe_core::definition::Language;

use super::{Sentences, words};
use crate::typeset::{count, one_line};

impl Sentences<'_> {
    /// What the document is called: survey, wave, results.
    pub(crate) fn document(self) -> String {
        format!("{} {}", self.whole_name(), words(self.language).results)
    }
}

/// The heading over the files that the figures come from.
pub(crate) fn inputs_title(language: Language) -> &'static str {
    match language {
        Language::Ja => "入力ファイル",
        Language::En => "Input files",
    }
}

/// What the list of files is for.
pub(crate) fn inputs_note(language: Language) -> &'static str {
    match language {
        Language::Ja => "SHA-256が同じファイルは、中身が同じです。",
        Language::En => "Files with the same SHA-256 have the same content.",
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

/// What made the document.
pub(crate) fn made_by(version: &str, language: Language) -> String {
    let version = one_line(version);
    match language {
        Language::Ja => format!("この報告はkoe {version}で作成しました。"),
        Language::En => format!("This report was made with koe {version}."),
    }
}
