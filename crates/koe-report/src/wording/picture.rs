//! What stands around any picture: whose figures it shows, and the same told.

use koe_core::definition::Language;

/// A subtitle with the survey first: a picture may stand alone.
pub(super) fn with_survey(survey: &str, subtitle: &str, language: Language) -> String {
    match language {
        Language::Ja => format!("{survey}　{subtitle}"),
        Language::En => format!("{survey} · {subtitle}"),
    }
}

/// Where the figures of a slide come from: survey, printed n, rule of its scores.
pub(super) fn source(survey: &str, respondents: Option<String>, rule: &str, language: Language) -> String {
    match (language, respondents) {
        (Language::Ja, Some(n)) => format!("{survey}、回答者{n}人、スコアは{rule}"),
        (Language::Ja, None) => format!("{survey}、スコアは{rule}"),
        (Language::En, Some(n)) => format!("{survey}, n = {n}, score: {rule}"),
        (Language::En, None) => format!("{survey}, score: {rule}"),
    }
}

/// One thing after the other, as a text that is read aloud.
pub(crate) fn told(parts: &[String], language: Language) -> String {
    parts.join(match language {
        Language::Ja => "。",
        Language::En => ". ",
    })
}
