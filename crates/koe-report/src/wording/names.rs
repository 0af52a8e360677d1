//! Names and counts inside a sentence.

use koe_core::definition::Language;
use koe_core::release::{CodeName, Level, Row, Segment};

use super::{Sentences, part_words, wave, words};
use crate::typeset::{count_of, cut, figure, one_line};

/// Longest name inside a sentence; tables give the whole.
pub(crate) const NAME: usize = 60;
/// Most names listed one by one in a sentence.
const LISTED: usize = 6;

impl Sentences<'_> {
    /// Survey and wave, and who was looked at where that is not everyone.
    pub(crate) fn whole_name(self) -> String {
        let about = self.figures.about;
        let name = self.survey_and_wave();
        match (self.language, about.filter.0.is_empty()) {
            (_, true) => name,
            (Language::Ja, false) => format!("{name}（{}）", self.group(&about.filter)),
            (Language::En, false) => format!("{name} ({})", self.group(&about.filter)),
        }
    }

    /// Survey and wave; that the answers are made up, where they are and the name does
    /// not say so itself.
    pub(crate) fn survey_and_wave(self) -> String {
        let about = self.figures.about;
        let survey = one_line(&about.survey);
        let wave = wave(&about.wave_label, self.language, about.years);
        marked(&format!("{survey} {wave}"), about.synthetic.as_deref(), self.language)
    }

    /// What of the answers is made up, after the mark of it.
    pub(crate) fn synthetic(self) -> Option<String> {
        self.figures.about.synthetic.as_deref().map(|told| made_up(told, self.language))
    }

    /// A segment in words: 年代 = 30代.
    pub(crate) fn group(self, segment: &Segment) -> String {
        let words = words(self.language);
        if segment.0.is_empty() {
            return words.everyone.to_owned();
        }
        let pair = |(attribute, value): &(String, String)| one_line(&format!("{attribute} = {value}"));
        segment.0.iter().map(pair).collect::<Vec<_>>().join(words.separator)
    }

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

    /// What the top categories are called in Japanese: 大項目, where others are
    /// under them.
    pub(crate) fn top_kind(self) -> &'static str {
        if self.figures.is_deep() { "大項目" } else { "項目" }
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
        quoted(name, self.language)
    }

    pub(super) fn listed(self, mut names: Vec<String>) -> String {
        let more = names.len().saturating_sub(LISTED);
        names.truncate(LISTED);
        match (self.language, more) {
            (Language::Ja, 0) => join(&names, "と", "、"),
            (Language::Ja, more) => format!("{}ほか{}", names.join("、"), things(more)),
            (Language::En, 0) => join(&names, " and ", ", "),
            (Language::En, more) => format!("{} and {} more", names.join(", "), spelled(more)),
        }
    }
}

/// A name inside a sentence; quotes within it change their shape.
pub(super) fn quoted(name: &str, language: Language) -> String {
    let name = cut(&one_line(name), NAME);
    match language {
        Language::Ja => format!("「{}」", name.trim_end_matches('。').replace('「', "『").replace('」', "』")),
        Language::En => format!("“{}”", name.trim_end_matches(['.', '。'])),
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

/// A number inside an English sentence: a word up to twelve, figures above.
pub(super) fn spelled(n: usize) -> String {
    const NAMES: [&str; 12] =
        ["one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"];
    let name = n.checked_sub(1).and_then(|index| NAMES.get(index));
    name.map_or_else(|| count_of(n), |name| (*name).to_owned())
}

/// Whom an item is limited to, as a tag: 正職員・再任用職員のみ.
pub(crate) fn only(values: &[String], language: Language) -> Option<String> {
    let values: Vec<String> = values.iter().map(|value| one_line(value)).collect();
    let (ja, en) = (cut(&values.join("・"), NAME), cut(&values.join(", "), NAME));
    match language {
        _ if values.is_empty() => None,
        Language::Ja => Some(format!("{ja}のみ")),
        Language::En => Some(format!("only {en}")),
    }
}

/// A name with the mark of what is made up, where anything is and the name does not
/// say so itself.
pub(crate) fn marked(name: &str, synthetic: Option<&str>, language: Language) -> String {
    let words = part_words(language);
    let mark = words.partly_invented;
    let is_said = [Language::Ja, Language::En].iter().any(|own| name.contains(part_words(*own).invented));
    match (language, synthetic.filter(|_| !is_said)) {
        (_, None) => name.to_owned(),
        (Language::Ja, Some(_)) => format!("{name}（{mark}）"),
        (Language::En, Some(_)) => format!("{name} ({mark})"),
    }
}

/// What is made up, after the mark of it.
pub(crate) fn made_up(told: &str, language: Language) -> String {
    let mark = part_words(language).invented;
    match language {
        Language::Ja => format!("{mark}：{}", one_line(told)),
        Language::En => format!("{mark}: {}", one_line(told)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn counters_change_at_ten() {
        assert_eq!(things(9), "9つ");
        assert_eq!(things(12), "12");
        assert_eq!(spelled(1), "one");
        assert_eq!(spelled(12), "twelve");
        assert_eq!(spelled(1300), "1,300");
        assert_eq!(spelled(0), "0");
    }

    #[test]
    fn a_limited_item_says_to_whom() {
        let regular = ["正職員".to_owned(), "再任用職員".to_owned()];
        assert_eq!(only(&regular, Language::Ja).unwrap(), "正職員・再任用職員のみ");
        assert_eq!(only(&regular[..1], Language::En).unwrap(), "only 正職員");
        assert_eq!(only(&[], Language::Ja), None);
        assert!(only(&["長".repeat(5000)], Language::En).unwrap().chars().count() < 70);
    }
}
