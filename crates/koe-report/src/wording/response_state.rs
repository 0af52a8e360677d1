//! How much is known of who answered, in a cell of its own.

use koe_core::definition::Language;
use koe_core::release::ResponseState;

use super::{part_words, words};

/// The state of a response rate: 回答あり, 回答なし, 非公表（少人数）.
pub(crate) fn response_state(state: ResponseState, language: Language) -> &'static str {
    match (state, language) {
        (ResponseState::Shown, Language::Ja) => "回答あり",
        (ResponseState::Shown, Language::En) => "answered",
        (ResponseState::Nobody, Language::Ja) => "回答なし",
        (ResponseState::Nobody, Language::En) => "no answers",
        (ResponseState::Withheld, _) => words(language).withheld,
        (ResponseState::NoHeadcount, _) => part_words(language).no_rate,
    }
}
