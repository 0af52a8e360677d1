//! Printed numbers as a reader sees them, and input text made safe to show.

use std::fmt::Write as _;

use koe_core::definition::Language;
use koe_core::release::Row;
use koe_stats::{Decimal, ratio};

use crate::wording::words;

/// What stands in a cell that has no figure.
pub(crate) const NOTHING: &str = "–";

/// A printed number with a typographic minus and no plus: −0.11, 0.00.
pub(crate) fn figure(value: Decimal) -> String {
    let sign = if value.is_negative() { "−" } else { "" };
    format!("{sign}{}", value.abs())
}

/// A printed difference with its sign: −0.11, +0.03, 0.00.
pub(crate) fn signed(value: Decimal) -> String {
    if value.is_negative() || value.is_zero() { figure(value) } else { format!("+{value}") }
}

/// A count with thousands: 2,118.
pub(crate) fn count(value: u64) -> String {
    let digits = value.to_string();
    let mut out = String::with_capacity(digits.len() + digits.len() / 3);
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    out
}

/// An amount as it was given, with thousands: 2,000, 87.6, 90.
pub(crate) fn amount(value: Decimal) -> String {
    let text = value.abs().to_string();
    let (whole, rest) = text.split_at(text.find('.').unwrap_or(text.len()));
    let whole = whole.parse().map_or_else(|_| whole.to_owned(), count);
    format!("{}{whole}{rest}", if value.is_negative() { "−" } else { "" })
}

/// A count of things in memory.
pub(crate) fn count_of(things: usize) -> String {
    count(u64::try_from(things).unwrap_or(u64::MAX))
}

/// An unrounded figure as it is printed, rounded where all koe rounds.
///
/// Twelve digits are far finer than two different shares of a survey can be
/// apart, and they turn the double nearest a tie (0.145) back into the tie.
pub(crate) fn printed(value: f64, places: u32) -> Option<Decimal> {
    let digits: Decimal = format!("{value:.12}").parse().ok()?;
    Some(Decimal::round(&digits.exact(), places))
}

/// A share in whole per cent, without the sign: 0, 37, 100; a share that is not
/// zero never prints as zero.
pub(crate) fn percent(share: f64, language: Language) -> Option<String> {
    let digits: Decimal = format!("{share:.12}").parse().ok()?;
    let printed = Decimal::round(&(digits.exact() * ratio(100, 1)), 0);
    Some(match language {
        _ if !printed.is_zero() || digits.is_zero() => printed.to_string(),
        language => words(language).under_one.to_owned(),
    })
}

/// An interval on the digits of a score: 4.02〜4.10.
pub(crate) fn interval(low: f64, high: f64, places: u32, language: Language) -> Option<String> {
    let (low, high) = (printed(low, places)?, printed(high, places)?);
    Some(range(&figure(low), &figure(high), language))
}

/// The ends of a score's 95 % interval as they are printed.
pub(crate) fn interval_ends(row: &Row, places: u32) -> Option<(Decimal, Decimal)> {
    Some((printed(row.ci_low?, places)?, printed(row.ci_high?, places)?))
}

/// From one text to another.
pub(crate) fn range(low: &str, high: &str, language: Language) -> String {
    match language {
        Language::Ja => format!("{low}〜{high}"),
        Language::En => format!("{low}–{high}"),
    }
}

/// A scale from its lowest point to its highest: 1〜6.
pub(crate) fn scale_range((low, high): (i32, i32), language: Language) -> String {
    range(&point(low), &point(high), language)
}

/// A point of a scale with a typographic minus: −5, 6.
pub(crate) fn point(point: i32) -> String {
    let sign = if point < 0 { "−" } else { "" };
    format!("{sign}{}", point.unsigned_abs())
}

/// Text from input on one line, with nothing in it that can move a cursor or
/// turn the reading direction: such characters are shown as `\u{202e}`.
pub(crate) fn visible(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '\n' => out.push_str("\\n"),
            '\r' => out.push_str("\\r"),
            '\t' => out.push_str("\\t"),
            c if is_unsafe(c) => {
                // Writing to a String cannot fail.
                let _ = write!(out, "\\u{{{:x}}}", u32::from(c));
            }
            c => out.push(c),
        }
    }
    out
}

/// As [`visible`], for charts and pages: a line break inside a name is a space.
pub(crate) fn one_line(text: &str) -> String {
    visible(&text.split(['\n', '\r', '\t']).filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" "))
}

/// An item's text as a label: without its last full stop.
pub(crate) fn label(text: &str) -> String {
    one_line(text).trim_end_matches('。').to_owned()
}

/// Whether a character acts on the reader's screen instead of standing on it:
/// C0, DEL and C1 controls, line and paragraph separators, bidi controls, and
/// what XML cannot hold.
pub(crate) fn is_unsafe(c: char) -> bool {
    c.is_control()
        || matches!(c, '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{feff}' | '\u{fffe}' | '\u{ffff}')
}

/// At most `limit` characters, the last of them … where text was cut.
pub(crate) fn cut(text: &str, limit: usize) -> String {
    if text.chars().count() <= limit {
        return text.to_owned();
    }
    let mut short: String = text.chars().take(limit.saturating_sub(1)).collect();
    short.push('…');
    short
}

#[cfg(test)]
mod tests {
    use super::*;

    fn decimal(text: &str) -> Decimal {
        text.parse().unwrap()
    }

    #[test]
    fn signs_are_typographic() {
        assert_eq!(figure(decimal("-0.11")), "−0.11");
        assert_eq!(signed(decimal("0.03")), "+0.03");
        assert_eq!(signed(decimal("-0.00")), "0.00");
        assert_eq!([point(-5), point(0), point(6), point(i32::MIN)], ["−5", "0", "6", "−2147483648"]);
        assert_eq!(scale_range((-5, -1), Language::Ja), "−5〜−1");
        assert_eq!(scale_range((-5, 5), Language::En), "−5–5");
    }

    #[test]
    fn counts_have_thousands() {
        assert_eq!(count(7), "7");
        assert_eq!(count(2118), "2,118");
        assert_eq!(count(1_000_000), "1,000,000");
    }

    #[test]
    fn shares_round_half_away_even_where_the_double_is_below_the_tie() {
        assert_eq!(percent(0.145, Language::Ja).unwrap(), "15"); // 29 of 200
        assert_eq!(percent(0.004, Language::Ja).unwrap(), "1未満");
        assert_eq!(percent(0.004, Language::En).unwrap(), "<1");
        assert_eq!(percent(0.0, Language::En).unwrap(), "0");
        assert_eq!(printed(1.005, 2).unwrap().to_string(), "1.01");
    }

    #[test]
    fn figures_that_are_no_numbers_are_nothing() {
        assert_eq!(percent(f64::NAN, Language::Ja), None);
        assert_eq!(printed(f64::INFINITY, 2), None);
    }

    #[test]
    fn unsafe_characters_are_shown() {
        assert_eq!(visible("a\u{1b}[2J\r\u{202e}b\u{9b}"), "a\\u{1b}[2J\\r\\u{202e}b\\u{9b}");
        assert_eq!(one_line("所属\n部局\u{0}"), "所属 部局\\u{0}");
        assert_eq!(visible("髙﨑𠮷 が"), "髙﨑𠮷 が");
    }

    #[test]
    fn cutting_keeps_whole_characters() {
        assert_eq!(cut("人材育成", 3), "人材…");
        assert_eq!(cut("人材", 3), "人材");
    }
}
