//! Text: what all input files share. How bytes become text, and how two texts
//! are compared.

mod detect;
mod file;
mod japanese;
mod spreadsheet;

use encoding_rs::Encoding;
use unicode_normalization::UnicodeNormalization;

pub use detect::{Detected, contradicts, detect};
pub use file::{encoding_of, file_problem, read_text, undecodable, unreadable, unsure};
pub use spreadsheet::{armed, defused};

/// Returns the encoding a user means by a name: `cp932`, `shift_jis`, `sjis`,
/// `windows-31j`, `utf-8`, `utf8`, `utf-16`, `euc-jp` and every label of the
/// WHATWG encoding standard.
///
/// ```
/// assert_eq!(koe_core::text::named("CP932"), Some(encoding_rs::SHIFT_JIS));
/// assert_eq!(koe_core::text::named("cp9999"), None);
/// ```
pub fn named(name: &str) -> Option<&'static Encoding> {
    let label = name.trim().to_ascii_lowercase().replace(['_', ' '], "-");
    let label = match label.as_str() {
        "cp932" | "ms932" | "sjis" | "windows-31j" | "shift-jis" | "csshiftjis" => "shift_jis",
        "utf8" | "utf-8-sig" | "utf8-bom" | "utf-8-bom" => "utf-8",
        "utf16" | "utf-16" | "utf16le" => "utf-16le",
        "utf16be" => "utf-16be",
        "eucjp" | "euc" => "euc-jp",
        "jis" | "iso2022jp" => "iso-2022-jp",
        "cp1252" | "latin1" => "windows-1252",
        other => other,
    };
    Encoding::for_label_no_replacement(label.as_bytes())
}

/// Names to offer where an encoding is not known.
pub const ENCODING_NAMES: [&str; 6] = ["utf-8", "cp932", "utf-16", "euc-jp", "iso-2022-jp", "windows-1252"];

/// Returns the name of an encoding as users know it: `cp932` for Shift_JIS.
pub fn name_of(encoding: &'static Encoding) -> String {
    if encoding == encoding_rs::SHIFT_JIS { "cp932".to_owned() } else { encoding.name().to_ascii_lowercase() }
}

/// Returns what texts are compared by: NFKC, trimmed, runs of white space as
/// one space, without zero-width characters. Never shown.
///
/// ```
/// assert_eq!(koe_core::text::matching_key("　ﾃﾞｼﾞﾀﾙ　１課 "), "デジタル 1課");
/// ```
pub fn matching_key(text: &str) -> String {
    // Digits and capital letters without more are the bulk of what is matched.
    if text.bytes().all(|byte| byte.is_ascii_graphic()) {
        return text.to_owned();
    }
    let folded: String = text.nfkc().filter(|&c| !is_zero_width(c)).collect();
    let mut key = String::with_capacity(folded.len());
    for word in folded.split_whitespace() {
        if !key.is_empty() {
            key.push(' ');
        }
        key.push_str(word);
    }
    key
}

/// Returns a label as it is shown: without white space and zero-width
/// characters at its ends.
pub fn clean_label(text: &str) -> String {
    text.trim_matches(|c: char| c.is_whitespace() || is_zero_width(c)).to_owned()
}

/// Returns a label on one line, of the same [`matching_key`]: runs of white space
/// as one space, without zero-width characters.
pub fn tidy(text: &str) -> String {
    let seen: String = text.chars().filter(|&c| !is_zero_width(c)).collect();
    seen.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn is_zero_width(c: char) -> bool {
    matches!(c, '\u{200B}'..='\u{200F}' | '\u{2060}' | '\u{FEFF}' | '\u{00AD}' | '\u{202A}'..='\u{202E}')
}

/// Longer texts are no misspelt words, and slow to compare. In bytes.
const LONGEST_WORD: usize = 300;

/// Returns the candidate that `word` is most likely a misspelling of, where one
/// is near enough and no other is as near. Other numbers are no misspellings: 60代
/// is not 20代, and 2026 not 2025.
///
/// ```
/// assert_eq!(koe_core::text::nearest("favourable", ["favorable", "min"]), Some("favorable"));
/// assert_eq!(koe_core::text::nearest("colour", ["favorable", "min"]), None);
/// ```
pub fn nearest<'a>(word: &str, candidates: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let fold = |text: &str| matching_key(text).to_lowercase().replace(['-', ' '], "_");
    let word = fold(word);
    if word.len() > LONGEST_WORD {
        return None;
    }
    let numbers = numbers(&word);
    let mut best: Option<(usize, &'a str)> = None;
    let mut is_one_of_many = false;
    for candidate in candidates {
        let folded = fold(candidate);
        if folded.len() > LONGEST_WORD || self::numbers(&folded) != numbers {
            continue;
        }
        let longer = word.chars().count().max(folded.chars().count());
        let shorter = word.chars().count().min(folded.chars().count());
        let distance = strsim::damerau_levenshtein(&word, &folded);
        // One slip in two letters; a word cut short, or one too long, is near, too.
        let is_cut = folded.starts_with(&word) || word.starts_with(&folded);
        let is_word = shorter >= 2 || (shorter == 1 && !word.is_ascii());
        if distance * 2 > longer && !(is_cut && is_word && shorter * 2 >= longer) {
            continue;
        }
        match best {
            Some((least, _)) if distance > least => {}
            Some((least, known)) if distance == least => is_one_of_many |= fold(known) != folded,
            _ => {
                best = Some((distance, candidate));
                is_one_of_many = false;
            }
        }
    }
    best.filter(|_| !is_one_of_many).map(|(_, candidate)| candidate)
}

/// The numbers in a text, without leading zeros.
fn numbers(text: &str) -> Vec<&str> {
    let runs = text.split(|c: char| !c.is_ascii_digit()).filter(|run| !run.is_empty());
    runs.map(|run| run.trim_start_matches('0')).collect()
}

/// Returns "did you mean …?" where a candidate is near, otherwise the list.
pub fn suggestion<'a>(word: &str, candidates: impl IntoIterator<Item = &'a str>) -> String {
    let candidates: Vec<&str> = candidates.into_iter().collect();
    match nearest(word, candidates.iter().copied()) {
        Some(candidate) => format!("did you mean `{candidate}`?"),
        None if candidates.is_empty() => "none is defined".to_owned(),
        None => {
            let mut distinct: Vec<&str> = Vec::new();
            for candidate in candidates {
                if !distinct.contains(&candidate) {
                    distinct.push(candidate);
                }
            }
            let shown: Vec<String> = distinct.iter().take(12).map(|candidate| format!("`{candidate}`")).collect();
            let more = if distinct.len() > shown.len() { ", …" } else { "" };
            format!("use one of {}{more}", shown.join(", "))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_encodings() {
        for name in ["cp932", "CP932", "Shift_JIS", "shift-jis", "sjis", "SJIS", "windows-31j", "Windows-31J", "ms932"]
        {
            assert_eq!(named(name), Some(encoding_rs::SHIFT_JIS), "{name}");
        }
        for name in ["utf-8", "utf8", "UTF-8", "utf_8", "utf-8-sig"] {
            assert_eq!(named(name), Some(encoding_rs::UTF_8), "{name}");
        }
        assert_eq!(named("utf-16"), Some(encoding_rs::UTF_16LE));
        assert_eq!(named("utf-16be"), Some(encoding_rs::UTF_16BE));
        assert_eq!(named("EUC-JP"), Some(encoding_rs::EUC_JP));
        assert_eq!(named("euc_jp"), Some(encoding_rs::EUC_JP));
        assert_eq!(named("iso-2022-jp"), Some(encoding_rs::ISO_2022_JP));
        assert_eq!(named(""), None);
        for name in ENCODING_NAMES {
            assert!(named(name).is_some(), "{name}");
        }
    }

    #[test]
    fn keys_match_what_people_see_as_equal() {
        assert_eq!(matching_key("\u{3000}総務部\u{a0}"), "総務部");
        assert_eq!(matching_key("２０２５"), "2025");
        assert_eq!(matching_key("総務\u{3000} 部"), "総務 部");
        assert_eq!(matching_key("総\u{200b}務部\u{feff}"), "総務部");
        assert_eq!(matching_key("㈱①ｶﾞ～"), matching_key("(株)1ガ～"));
        assert_eq!(matching_key(" \t\u{3000}"), "");
        // 髙 is a name's own letter, not a variant to be folded away.
        assert_ne!(matching_key("髙"), matching_key("高"));
        assert_eq!(clean_label(" \u{feff}㈱ 髙橋\u{3000}"), "㈱ 髙橋");
    }

    #[test]
    fn a_tidy_label_is_on_one_line_and_has_the_same_key() {
        for (text, tidied) in [("a\r\nb", "a b"), (" ㈱\u{3000}総\u{200b}務\t課\u{202e} ", "㈱ 総務 課"), ("髙", "髙")]
        {
            assert_eq!(tidy(text), tidied);
            assert_eq!(matching_key(&tidy(text)), matching_key(text));
        }
    }

    #[test]
    fn the_nearest_word() {
        assert_eq!(nearest("favourable", ["favorable", "unfavorable"]), Some("favorable"));
        assert_eq!(nearest("revers", ["code", "reverse", "text"]), Some("reverse"));
        assert_eq!(nearest("Category", ["category", "subcategory"]), Some("category"));
        assert_eq!(nearest("総務", ["財務部", "総務部"]), Some("総務部"));
        assert_eq!(nearest("課程", ["部", "課"]), Some("課"));
        assert_eq!(nearest("Q1", ["Q01", "Q10"]), Some("Q01"));
        // Another number, or several as near, are no misspelling.
        assert_eq!(nearest("60代", ["20代", "30代"]), None);
        assert_eq!(nearest("60代", ["20代", "60歳代"]), Some("60歳代"));
        assert_eq!(nearest("2026", ["2025"]), None);
        assert_eq!(nearest("部長級", ["課長級", "次長級"]), None);
        assert_eq!(nearest("部", ["課", "係"]), None);
        assert_eq!(nearest("xyz", ["code", "text"]), None);
        assert_eq!(nearest("", ["code"]), None);
    }
}
