//! Walking a TOML document so that every wrong value is a problem with a line,
//! and none hides the next.

use std::ops::RangeInclusive;

use koe_stats::Decimal;
use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::settings::Date;
use crate::text::{clean_label, suggestion};
use crate::{Place, Problem};

/// The survey file as it was read.
pub(crate) struct Source {
    /// The file, as the reader would type it.
    pub(crate) file: String,
    /// Its text.
    pub(crate) text: String,
}

impl Source {
    /// Returns the place of a byte.
    pub(crate) fn place(&self, at: usize) -> Place {
        let before = self.text.as_bytes().get(..at).unwrap_or(self.text.as_bytes());
        let line = 1 + before.iter().filter(|&&byte| byte == b'\n').count();
        Place::file(&self.file).line(u64::try_from(line).unwrap_or(u64::MAX))
    }
}

/// A table and where it stands.
pub(crate) struct Table<'a> {
    source: &'a Source,
    path: String,
    at: usize,
    entries: Vec<Entry<'a>>,
}

/// A value, its key and where they stand.
#[derive(Clone)]
pub(crate) struct Entry<'a> {
    source: &'a Source,
    path: String,
    /// The last part of the key.
    pub(crate) name: &'a str,
    at: usize,
    value: &'a Spanned<DeValue<'a>>,
}

impl<'a> Table<'a> {
    /// Returns the document itself.
    pub(crate) fn root(source: &'a Source, table: &'a DeTable<'a>) -> Self {
        Self::new(source, String::new(), 0, table)
    }

    fn new(source: &'a Source, path: String, at: usize, table: &'a DeTable<'a>) -> Self {
        let mut entries: Vec<Entry<'a>> = table
            .iter()
            .map(|(key, value)| {
                let name: &'a str = key.get_ref();
                Entry { source, path: join(&path, name), name, at: key.span().start, value }
            })
            .collect();
        entries.sort_by_key(|entry| entry.at);
        Self { source, path, at, entries }
    }

    /// Returns the entries in the order of the file.
    pub(crate) fn entries(&self) -> &[Entry<'a>] {
        &self.entries
    }

    /// Returns the entry of a key.
    pub(crate) fn get(&self, name: &str) -> Option<&Entry<'a>> {
        self.entries.iter().find(|entry| entry.name == name)
    }

    /// Reports keys that are not known, each with the nearest one.
    pub(crate) fn check_keys(&self, known: &[&str], problems: &mut Vec<Problem>) {
        for entry in &self.entries {
            if !known.contains(&entry.name) {
                let problem = Problem::error(entry.place(), "unknown key").found(entry.name);
                problems.push(problem.hint(suggestion(entry.name, known.iter().copied())));
            }
        }
    }

    /// Returns the entry of a key that must be there.
    pub(crate) fn require(&self, name: &str, example: &str, problems: &mut Vec<Problem>) -> Option<&Entry<'a>> {
        let entry = self.get(name);
        if entry.is_none() {
            let place = self.source.place(self.at).column(join(&self.path, name));
            problems.push(Problem::error(place, "missing").hint(format!("add `{example}`")));
        }
        entry
    }

    /// Returns the place of the table's head.
    pub(crate) fn place(&self) -> Place {
        let place = self.source.place(self.at);
        if self.path.is_empty() { place } else { place.column(&self.path) }
    }
}

impl<'a> Entry<'a> {
    /// Returns where the entry stands.
    pub(crate) fn place(&self) -> Place {
        self.source.place(self.at).column(&self.path)
    }

    /// Returns the value as it stands in the file.
    pub(crate) fn written(&self) -> &'a str {
        let text: &'a str = self.source.text.get(self.value.span()).unwrap_or_default();
        text.lines().next().unwrap_or_default()
    }

    /// Returns an error at this entry with what it says.
    pub(crate) fn wrong(&self, message: impl Into<String>) -> Problem {
        Problem::error(self.place(), message).found(self.written().trim_matches('"'))
    }

    /// Reads a text.
    pub(crate) fn text(&self, problems: &mut Vec<Problem>) -> Option<&'a str> {
        let text = self.value.get_ref().as_str();
        if text.is_none() {
            let problem = self.wrong("not a text").expected("a text in quotes");
            let is_plain =
                matches!(self.value.get_ref(), DeValue::Integer(_) | DeValue::Float(_) | DeValue::Datetime(_));
            let hint = format!("write it in quotes: \"{}\"", self.written());
            problems.push(if is_plain { problem.hint(hint) } else { problem });
        }
        text
    }

    /// Reads a text that must say something.
    pub(crate) fn label(&self, problems: &mut Vec<Problem>) -> Option<String> {
        let label = clean_label(self.text(problems)?);
        if label.is_empty() {
            problems.push(Problem::error(self.place(), "empty").hint("write a text between the quotes"));
            return None;
        }
        Some(label)
    }

    /// Reads a whole number.
    pub(crate) fn integer(&self, range: RangeInclusive<i32>, problems: &mut Vec<Problem>) -> Option<i32> {
        let number = self.value.get_ref().as_integer();
        let number = number.and_then(|it| i32::from_str_radix(it.as_str(), it.radix()).ok());
        match number {
            Some(number) if range.contains(&number) => Some(number),
            _ => {
                let expected = format!("a whole number from {} to {}", range.start(), range.end());
                let message = if number.is_some() { "out of range" } else { "not a whole number" };
                problems.push(self.wrong(message).expected(expected));
                None
            }
        }
    }

    /// Reads true or false.
    pub(super) fn boolean(&self, problems: &mut Vec<Problem>) -> Option<bool> {
        let value = if let DeValue::Boolean(value) = self.value.get_ref() { Some(*value) } else { None };
        if value.is_none() {
            problems.push(self.wrong("neither true nor false").expected("true or false, without quotes"));
        }
        value
    }

    /// Reads a decimal number exactly as it is written.
    pub(crate) fn decimal(&self, problems: &mut Vec<Problem>) -> Option<Decimal> {
        let text = match self.value.get_ref() {
            DeValue::Integer(number) if number.radix() == 10 => number.as_str(),
            DeValue::Float(number) => number.as_str(),
            _ => "",
        };
        let number: Option<Decimal> = text.parse().ok().filter(|it: &Decimal| it.places() <= 9 && text.len() <= 18);
        if number.is_none() {
            problems.push(self.wrong("not a decimal number").expected("a number such as 4.17, without quotes"));
        }
        number
    }

    /// Reads a day.
    pub(super) fn date(&self, problems: &mut Vec<Problem>) -> Option<Date> {
        let date = match self.value.get_ref() {
            DeValue::Datetime(own) if own.time.is_none() => own.date,
            _ => None,
        };
        if date.is_none() {
            problems.push(self.wrong("not a day").expected("a day such as 2025-11-18, without quotes"));
        }
        date.map(|date| Date { year: date.year, month: date.month, day: date.day })
    }

    /// Reads one of a few words.
    pub(crate) fn choice<T: Copy>(&self, choices: &[(&str, T)], problems: &mut Vec<Problem>) -> Option<T> {
        let text = self.text(problems)?;
        let choice = choices.iter().find(|(name, _)| *name == text).map(|&(_, value)| value);
        if choice.is_none() {
            problems.push(self.wrong("not known").hint(suggestion(text, choices.iter().map(|&(name, _)| name))));
        }
        choice
    }

    /// Reads a list; its elements stand where they are written.
    pub(crate) fn elements(&self, problems: &mut Vec<Problem>) -> Vec<Entry<'a>> {
        let Some(array) = self.value.get_ref().as_array() else {
            problems.push(self.wrong("not a list").expected("a list in square brackets"));
            return Vec::new();
        };
        let element = |value: &'a Spanned<DeValue<'a>>| Entry { at: value.span().start, value, ..self.clone() };
        array.iter().map(element).collect()
    }

    /// Reads a list of texts, or one text.
    pub(crate) fn texts(&self, problems: &mut Vec<Problem>) -> Vec<(Entry<'a>, &'a str)> {
        let elements = if self.value.get_ref().is_str() { vec![self.clone()] } else { self.elements(problems) };
        elements.into_iter().filter_map(|entry| entry.text(problems).map(|text| (entry, text))).collect()
    }

    /// Reads a table.
    pub(crate) fn table(&self, problems: &mut Vec<Problem>) -> Option<Table<'a>> {
        let table = self.value.get_ref().as_table();
        if table.is_none() {
            problems.push(self.wrong("not a table").expected(format!("a section such as [{}]", self.path)));
        }
        table.map(|table| Table::new(self.source, self.path.clone(), self.at, table))
    }

    /// Reads a list of tables (`[[wave]]`), or one table.
    pub(crate) fn tables(&self, problems: &mut Vec<Problem>) -> Vec<Table<'a>> {
        if self.value.get_ref().is_table() {
            return self.table(problems).into_iter().collect();
        }
        self.elements(problems).iter().filter_map(|element| element.table(problems)).collect()
    }

    /// Says whether the value is itself a table.
    pub(crate) fn is_table(&self) -> bool {
        self.value.get_ref().is_table()
    }
}

fn join(path: &str, name: &str) -> String {
    let quoted = name.contains(['.', ' ', '"', '\u{3000}']) || name.is_empty();
    let name = if quoted { format!("\"{name}\"") } else { name.to_owned() };
    if path.is_empty() { name } else { format!("{path}.{name}") }
}
