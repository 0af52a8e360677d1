//! Scales: the allowed answers.

use std::collections::BTreeSet;

use super::toml_table::{Entry, Table};
use crate::Problem;
use crate::text::{clean_label, matching_key};

const KEYS: [&str; 8] = ["min", "max", "favorable", "unfavorable", "labels", "missing", "not_applicable", "invalid"];

/// More points than a 0 to 100 slider has are no scale.
const MOST_POINTS: i32 = 101;

/// Allowed answers `min..=max`, with labels.
#[derive(Debug, Clone)]
pub struct Scale {
    /// Name under `[scales]`; empty for the default scale.
    pub name: String,
    /// Lowest code.
    pub min: i32,
    /// Highest code, above `min`.
    pub max: i32,
    /// Scored values that count as favorable.
    pub favorable: BTreeSet<i32>,
    /// Scored values that count as unfavorable; the rest is neutral.
    pub unfavorable: BTreeSet<i32>,
    /// Label → code, for exports that hold text.
    pub labels: Vec<(String, i32)>,
    /// Texts that mean "no answer". The empty cell always does.
    pub missing: Vec<String>,
    /// Texts that mean "does not apply to me".
    pub not_applicable: Vec<String>,
    /// Texts that mean "unreadable mark".
    pub invalid: Vec<String>,
}

impl Scale {
    /// Returns how many points the scale has.
    pub fn points(&self) -> usize {
        usize::try_from(self.max - self.min).unwrap_or(0) + 1
    }

    /// Returns the scored value of a code: the code, or min + max − code on a
    /// reverse item.
    pub fn scored(&self, code: i32, reverse: bool) -> i32 {
        if reverse { self.min + self.max - code } else { code }
    }
}

/// Reads `[scale]` or `[scales.NAME]`. A scale without a usable range comes back
/// as `None`.
pub(super) fn parse(name: &str, table: &Table<'_>, problems: &mut Vec<Problem>) -> Option<Scale> {
    table.check_keys(&KEYS, problems);
    let code = |key: &str, example: &str, problems: &mut Vec<Problem>| {
        table.require(key, example, problems).and_then(|entry| entry.integer(-1000..=1000, problems))
    };
    let min = code("min", "min = 1", problems);
    let max = code("max", "max = 6", problems);
    let mut texts = Texts { meanings: vec![(String::new(), "missing".to_owned())] };
    let mut list = |key: &str, problems: &mut Vec<Problem>| -> Vec<String> {
        let Some(entry) = table.get(key) else { return Vec::new() };
        let listed = entry.texts(problems);
        listed.into_iter().map(|(entry, text)| texts.add(&entry, text, key, min.zip(max), problems)).collect()
    };
    let missing = list("missing", problems);
    let not_applicable = list("not_applicable", problems);
    let invalid = list("invalid", problems);
    let labels = match table.get("labels").and_then(|entry| entry.table(problems)) {
        Some(labels) => labels
            .entries()
            .iter()
            .filter_map(|entry| {
                let code =
                    entry.integer(min.unwrap_or(-1000)..=max.unwrap_or(1000).max(min.unwrap_or(-1000)), problems)?;
                let text = texts.add(entry, entry.name, &format!("point {code}"), min.zip(max), problems);
                Some((text, code))
            })
            .collect(),
        None => Vec::new(),
    };
    let (min, max) = (min?, max?);
    if max <= min {
        let place = table.get("max").map_or_else(|| table.place(), Entry::place);
        let problem = Problem::error(place, "max is not above min").found(max.to_string());
        problems.push(problem.expected(format!("a number above {min}")).hint("a scale runs from `min` up to `max`"));
        return None;
    }
    if max - min >= MOST_POINTS {
        let problem = Problem::error(table.place(), "too many points").found(format!("{}", max - min + 1));
        problems.push(problem.expected(format!("at most {MOST_POINTS} points")));
        return None;
    }
    let (favorable, unfavorable) = sides(table, min, max, problems);
    Some(Scale { name: name.to_owned(), min, max, favorable, unfavorable, labels, missing, not_applicable, invalid })
}

/// Texts with a meaning, by key: a cell must mean one thing.
struct Texts {
    meanings: Vec<(String, String)>,
}

impl Texts {
    fn add(
        &mut self,
        entry: &Entry<'_>,
        text: &str,
        meaning: &str,
        range: Option<(i32, i32)>,
        problems: &mut Vec<Problem>,
    ) -> String {
        let key = matching_key(text);
        let other = self.meanings.iter().find(|(other, _)| *other == key).map(|(_, meaning)| meaning.as_str());
        let is_repeat = other == Some(meaning);
        match other {
            Some(other) if !is_repeat => {
                let problem = Problem::error(entry.place(), "one text with two meanings").found(text);
                problems.push(problem.hint(format!("it also means {other}; keep one of the two")));
            }
            _ => {}
        }
        if let (Some((min, max)), Ok(code)) = (range, key.parse::<i32>())
            && (min..=max).contains(&code)
            && meaning != format!("point {code}")
        {
            let problem = Problem::error(entry.place(), "a point of the scale with another meaning").found(text);
            problems.push(problem.hint("use `reverse` in the items for reversed codes, or change min and max"));
        }
        if !is_repeat {
            self.meanings.push((key, meaning.to_owned()));
        }
        clean_label(text)
    }
}

/// The favorable and the unfavorable points.
fn sides(table: &Table<'_>, min: i32, max: i32, problems: &mut Vec<Problem>) -> (BTreeSet<i32>, BTreeSet<i32>) {
    let mut points = |key: &str| -> Option<BTreeSet<i32>> {
        let entry = table.get(key)?;
        let elements = entry.elements(problems);
        if elements.is_empty() {
            problems.push(entry.wrong("no point").hint("name at least one, or leave the key out"));
        }
        Some(elements.iter().filter_map(|element| element.integer(min..=max, problems)).collect())
    };
    let favorable = points("favorable");
    let unfavorable = points("unfavorable");
    // Without a word from the survey: the values above the middle.
    let favorable = favorable.unwrap_or_else(|| (min..=max).filter(|value| 2 * value > min + max).collect());
    let is_mirror = unfavorable.is_none();
    let unfavorable = unfavorable.unwrap_or_else(|| favorable.iter().map(|value| min + max - value).collect());
    if let Some(both) = favorable.intersection(&unfavorable).next() {
        let place = table.get("favorable").map_or_else(|| table.place(), Entry::place);
        let problem = Problem::error(place, "a point that is both favorable and unfavorable").found(both.to_string());
        let hint = if is_mirror {
            "unfavorable is the mirror of favorable unless it is given; add `unfavorable = […]`"
        } else {
            "keep it in one of the two"
        };
        problems.push(problem.hint(hint));
    }
    (favorable, unfavorable)
}
