//! Fiscal years as people write them.

use crate::text::matching_key;

/// What a fiscal year may look like, for messages.
pub(crate) const FORMS: &str = "a Western year such as 2025, or one such as R7, 令和7年度, H30, 平成30年度";

/// Eras: how they are written, the Western year before their first, and their
/// last year: plans made before 2019 count on in 平成. Of eras without a year
/// here none is meant; T and M begin too many other names.
const ERAS: [(&str, i32, i32); 8] = [
    ("令和", 2018, 99),
    ("平成", 1988, 50),
    ("R", 2018, 99),
    ("H", 1988, 50),
    ("昭和", 0, 0),
    ("大正", 0, 0),
    ("明治", 0, 0),
    ("S", 0, 0),
];

/// What a name says of its fiscal year.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Said {
    /// It is, or begins with, this Western year.
    Year(i32),
    /// It looks like a year and is none: 昭和64年度, R0.
    Impossible,
    /// Nothing of the kind.
    Nothing,
}

/// Returns the Western year that a text names: 2025, 2025年度, 令和7年度, R7, 平成30.
///
/// ```
/// use koe_core::fiscal_year;
///
/// assert_eq!(fiscal_year("令和7年度"), Some(2025));
/// assert_eq!(fiscal_year("spring"), None);
/// ```
pub fn fiscal_year(text: &str) -> Option<i32> {
    let key = matching_key(text);
    let begun = Begun::of(&key)?;
    begun.year.filter(|_| ["", "年", "年度"].contains(&begun.rest))
}

/// Returns what a name says of its year: all of it, or its beginning up to 年 or
/// 年度, or before a month as in 2025-11. January to March are of the fiscal
/// year that began the April before. Other digits say nothing.
pub(crate) fn said(name: &str) -> Said {
    let key = matching_key(name);
    let Some(begun) = Begun::of(&key) else { return Said::Nothing };
    match (begun.ending(), begun.year) {
        (Some(Ending::Month(month)), Some(year)) => Said::Year(if month < 4 { year - 1 } else { year }),
        (Some(_), Some(year)) => Said::Year(year),
        (Some(_), None) if begun.is_era => Said::Impossible,
        // 7年度 lacks its era; 3年目 and 12 are no years.
        (Some(Ending::Year), None) if begun.rest == "年" || begun.rest.starts_with("年度") => Said::Impossible,
        _ => Said::Nothing,
    }
}

/// The number that a text begins with, after its era where it has one.
struct Begun<'a> {
    is_era: bool,
    year: Option<i32>,
    rest: &'a str,
}

/// What stands after the number of a year.
enum Ending {
    /// Nothing, or a word for year and any text.
    Year,
    Month(u32),
}

impl<'a> Begun<'a> {
    fn of(key: &'a str) -> Option<Self> {
        let era = ERAS.into_iter().find_map(|(era, before, last)| Some((before, last, key.strip_prefix(era)?)));
        let Some((before, last, after)) = era else {
            let (number, rest) = digits(key)?;
            return Some(Self { is_era: false, year: number.filter(|year| (1900..3000).contains(year)), rest });
        };
        let after = after.trim_start();
        let (number, rest) = after.strip_prefix('元').map_or_else(|| digits(after), |rest| Some((Some(1), rest)))?;
        let year = number.filter(|number| (1..=last).contains(number)).map(|number| before + number);
        Some(Self { is_era: true, year, rest })
    }

    fn ending(&self) -> Option<Ending> {
        if let Some(text) = self.rest.strip_prefix('年') {
            let month = digits(text).filter(|(_, rest)| rest.starts_with('月')).and_then(|(number, _)| number);
            return Some(month.and_then(month_of).map_or(Ending::Year, Ending::Month));
        }
        if self.rest.is_empty() {
            return Some(Ending::Year);
        }
        let month = self.rest.strip_prefix('-')?;
        let (number, rest) = digits(month)?;
        number.filter(|_| month.len() - rest.len() == 2).and_then(month_of).map(Ending::Month)
    }
}

fn month_of(number: i32) -> Option<u32> {
    u32::try_from(number).ok().filter(|month| (1..=12).contains(month))
}

/// The number that a text begins with, nothing where it is too long to be a
/// year, and what follows.
fn digits(text: &str) -> Option<(Option<i32>, &str)> {
    let end = text.bytes().take_while(u8::is_ascii_digit).count();
    let (number, rest) = text.split_at(end);
    (end > 0).then(|| (number.parse().ok().filter(|_| end <= 4), rest.trim_start()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn western_years_and_eras_are_read() {
        for (name, expected) in [
            ("2025", Some(2025)),
            ("２０２５年度", Some(2025)),
            ("令和7年度", Some(2025)),
            ("令和元年", Some(2019)),
            ("R7", Some(2025)),
            ("平成30", Some(2018)),
            ("H30", Some(2018)),
            ("平成37年度", Some(2025)),
            ("S60", None),
            ("H0", None),
            ("平成99", None),
            ("1899", None),
            ("2025-11", None),
            ("2024年度調査", None),
            ("Round 2", None),
            ("spring", None),
            ("", None),
        ] {
            assert_eq!(fiscal_year(name), expected, "{name}");
        }
    }

    #[test]
    fn names_carry_the_year_they_begin_with() {
        for (name, expected) in [
            ("令和7年度", Said::Year(2025)),
            ("2024年度調査", Said::Year(2024)),
            ("２０２４年 秋", Said::Year(2024)),
            ("R7年度 第1回", Said::Year(2025)),
            ("2025-11", Said::Year(2025)),
            ("2025-11-18", Said::Year(2025)),
            // February 2025 is in the fiscal year 2024 (令和6年度).
            ("2025-02", Said::Year(2024)),
            ("2025年3月", Said::Year(2024)),
            ("2025年4月", Said::Year(2025)),
            ("S63", Said::Impossible),
            ("昭和64年度", Said::Impossible),
            ("昭和99年度", Said::Impossible),
            ("R0", Said::Impossible),
            ("平成99", Said::Impossible),
            ("7年度", Said::Impossible),
            ("25年", Said::Impossible),
            ("第1回", Said::Nothing),
            ("3年目", Said::Nothing),
            ("12", Said::Nothing),
            ("1899", Said::Nothing),
            ("2025-26", Said::Nothing),
            ("2025 spring", Said::Nothing),
            ("20251118", Said::Nothing),
            ("T1", Said::Nothing),
            ("S", Said::Nothing),
            ("昭和通り調査", Said::Nothing),
            ("R2D2", Said::Nothing),
            ("", Said::Nothing),
        ] {
            assert_eq!(said(name), expected, "{name}");
        }
    }
}
