//! Why a difference and its effect may point opposite ways.

use koe_core::definition::Language;

/// What is said below a comparison with a row of which the difference and g have
/// opposite signs.
pub(crate) fn opposite_signs(language: Language) -> &'static str {
    match language {
        Language::Ja => {
            "差とgの符号が逆の行では、差はスコアどうしの差、gは回答者一人ひとりの平均どうしの差であり、\
             答えた設問が人によって違うと、二つの向きは分かれることがあります。"
        }
        Language::En => {
            "Where a difference and g have opposite signs: the difference is that of the scores, g that of \
             respondents' own means, and as not everyone answered the same questions, the two may point \
             different ways."
        }
    }
}
