//! Fiscal years as people write them.

use crate::text::matching_key;

/// What a fiscal year may look like, for messages.
pub(crate) const FORMS: &str = "a Western year such as 2025, or one such as R7, 令和7年度, H30, 平成30年度";

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
    let key = key.trim_end_matches('度').trim_end_matches('年').trim();
    let eras = [("令和", 2018), ("平成", 1988), ("R", 2018), ("H", 1988)];
    for (era, before) in eras {
        if let Some(rest) = key.strip_prefix(era) {
            let number = if rest.trim() == "元" { 1 } else { digits(rest.trim())? };
            return (1..=99).contains(&number).then_some(before + number);
        }
    }
    digits(key).filter(|year| (1900..3000).contains(year))
}

fn digits(text: &str) -> Option<i32> {
    let is_plain = !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    if is_plain { text.parse().ok() } else { None }
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
            ("S60", None),
            ("1899", None),
            ("Round 2", None),
            ("spring", None),
            ("", None),
        ] {
            assert_eq!(fiscal_year(name), expected, "{name}");
        }
    }
}
