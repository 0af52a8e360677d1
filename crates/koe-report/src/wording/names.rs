//! Names and counts inside a sentence.

use koe_core::definition::Language;
use koe_core::release::{CodeName, Level, Row};

use super::Sentences;
use crate::typeset::{count, cut, figure, one_line};

/// Longest name inside a sentence; tables give the whole.
pub(crate) const NAME: usize = 60;
/// Most names listed one by one in a sentence.
const LISTED: usize = 6;

impl Sentences<'_> {
    /// What the lowest categories are called; a top category among them is no
    /// 中項目.
    pub(crate) fn kind(self) -> &'static str {
        match (self.language, self.are_deep()) {
            (Language::Ja, true) => "中項目",
            (Language::Ja, false) => "項目",
            (Language::En, true) => "subcategories",
            (Language::En, false) => "categories",
        }
    }

    pub(super) fn kind_of_one(self) -> &'static str {
        match (self.language, self.are_deep()) {
            (Language::Ja, _) => self.kind(),
            (Language::En, true) => "subcategory",
            (Language::En, false) => "category",
        }
    }

    /// Whether all lowest categories have one above them.
    fn are_deep(self) -> bool {
        self.figures.lowest().iter().all(|row| row.level == Level::Subcategory)
    }

    /// Names with their printed scores: 「職員研修」（4.31点）.
    pub(crate) fn scored(self, named: &[CodeName]) -> String {
        let rows = self.figures.by_code();
        let names = named
            .iter()
            .filter_map(|named| self.with_score(&named.name, rows.get(named.code.as_str()).copied()))
            .collect();
        self.listed(names)
    }

    pub(super) fn with_score(self, name: &str, row: Option<&Row>) -> Option<String> {
        let name = self.quoted(name);
        let Some(mean) = row.and_then(|row| row.mean_text).map(figure) else { return Some(name) };
        Some(match self.language {
            Language::Ja => format!("{name}（{mean}点）"),
            Language::En => format!("{name} ({mean})"),
        })
    }

    /// A name in quotation marks; a text with 「」 of its own gets 『』 inside,
    /// and loses its last 。.
    pub(super) fn quoted(self, name: &str) -> String {
        let name = cut(&one_line(name), NAME);
        match self.language {
            Language::Ja => {
                format!("「{}」", name.trim_end_matches('。').replace('「', "『").replace('」', "』"))
            }
            Language::En => format!("“{}”", name.trim_end_matches(['.', '。'])),
        }
    }

    pub(super) fn listed(self, mut names: Vec<String>) -> String {
        let more = names.len().saturating_sub(LISTED);
        names.truncate(LISTED);
        match (self.language, more) {
            (Language::Ja, 0) => join(&names, "と", "、"),
            (Language::Ja, more) => format!("{}ほか{}", names.join("、"), things(more)),
            (Language::En, 0) => join(&names, " and ", ", "),
            (Language::En, more) => format!("{} and {more} more", names.join(", ")),
        }
    }
}

/// Two names take a word between them, more take commas and, before the last,
/// the word in English.
fn join(names: &[String], and: &str, comma: &str) -> String {
    match names {
        [a, b] => format!("{a}{and}{b}"),
        [first @ .., last] if first.len() > 1 && and.starts_with(' ') => format!("{}{and}{last}", first.join(comma)),
        all => all.join(comma),
    }
}

/// A count of things: 9つ; from ten on there is no つ.
pub(super) fn things(n: usize) -> String {
    if n < 10 { format!("{n}つ") } else { n.to_string() }
}

pub(super) fn capitalised(word: &str) -> String {
    let mut letters = word.chars();
    letters.next().map(|first| first.to_uppercase().chain(letters).collect()).unwrap_or_default()
}

pub(super) fn spelled(n: u64) -> String {
    const NAMES: [&str; 9] = ["two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"];
    let index = usize::try_from(n).ok().and_then(|n| n.checked_sub(2));
    index.and_then(|index| NAMES.get(index)).map_or_else(|| count(n), |name| (*name).to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn counters_change_at_ten() {
        assert_eq!(things(9), "9つ");
        assert_eq!(things(12), "12");
        assert_eq!(spelled(9), "nine");
        assert_eq!(spelled(11), "11");
    }
}
