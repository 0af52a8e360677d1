//! Years as a Japanese plan writes them.

use koe_core::definition::{Language, Years};
use koe_core::fiscal_year;

use crate::typeset::one_line;

/// A fiscal year as it is written: 令和11年度 or 2029年度, and 2029 in English.
///
/// A Japanese fiscal year begins in April and carries the era name of its
/// years: 2019 is 令和元年度 although its first month was 平成. Years before
/// 1989 stay Western.
pub(crate) fn year(western: i32, language: Language, years: Years) -> String {
    match (language, years) {
        (Language::En, _) => western.to_string(),
        (Language::Ja, Years::Western) => format!("{western}年度"),
        (Language::Ja, Years::Era) => match western {
            2019 => "令和元年度".to_owned(),
            2020.. => format!("令和{}年度", western - 2018),
            1989 => "平成元年度".to_owned(),
            1990..=2018 => format!("平成{}年度", western - 1988),
            _ => format!("{western}年度"),
        },
    }
}

/// A wave as it is printed: what the survey file calls it, or, where that is a
/// fiscal year and others are asked for, the year as those are written.
pub(crate) fn wave(label: &str, language: Language, years: Years) -> String {
    let is_own = language == Language::Ja && years == Years::Era;
    match fiscal_year(label).filter(|_| !is_own) {
        Some(western) => year(western, language, years),
        None => one_line(label),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fiscal_years_have_their_era() {
        for (western, expected) in [
            (2029, "令和11年度"),
            (2025, "令和7年度"),
            (2020, "令和2年度"),
            (2019, "令和元年度"),
            (2018, "平成30年度"),
            (1989, "平成元年度"),
            (1988, "1988年度"),
        ] {
            assert_eq!(year(western, Language::Ja, Years::Era), expected);
        }
    }

    #[test]
    fn western_years_are_written_where_asked_for_and_always_in_english() {
        assert_eq!(year(2029, Language::Ja, Years::Western), "2029年度");
        assert_eq!(year(1989, Language::Ja, Years::Western), "1989年度");
        for years in [Years::Era, Years::Western] {
            assert_eq!(year(2029, Language::En, years), "2029");
        }
    }

    #[test]
    fn a_wave_that_is_a_fiscal_year_is_written_as_years_are() {
        assert_eq!(wave("令和7年度", Language::Ja, Years::Era), "令和7年度");
        assert_eq!(wave("令和7年度", Language::Ja, Years::Western), "2025年度");
        assert_eq!(wave("令和7年度", Language::En, Years::Era), "2025");
        assert_eq!(wave("2025", Language::Ja, Years::Era), "2025", "the survey file's own word");
        assert_eq!(wave("第3回（令和7年度）", Language::En, Years::Western), "第3回（令和7年度）");
    }
}
