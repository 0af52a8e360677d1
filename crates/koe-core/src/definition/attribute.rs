//! Attributes: demographic columns and how their values are read.

use std::collections::BTreeMap;

use koe_stats::Decimal;

use super::merges::Merge;
use super::toml_table::{Entry, Table};
use crate::Problem;
use crate::text::{clean_label, matching_key, suggestion};

const KEYS: [&str; 6] = ["column", "parent", "order", "map", "cuts", "labels"];

/// A demographic column.
#[derive(Debug, Clone)]
pub struct Attribute {
    /// Name in the survey file and in every output.
    pub name: String,
    /// Header of its column in exports and headcount files.
    pub column: String,
    /// Index of the attribute whose units hold this one's (部 of 課).
    pub parent: Option<usize>,
    /// Line in the survey file that says so.
    pub parent_line: Option<u64>,
    /// Values in the order they are listed; the rest follow in text order.
    pub order: Vec<String>,
    /// Value as written → value as shown.
    pub map: BTreeMap<String, String>,
    /// Lower bounds (inclusive) that turn a number into ordered groups,
    /// ascending; empty where the value is text.
    pub cuts: Vec<Decimal>,
    /// One more label than there are cuts.
    pub labels: Vec<String>,
    /// Values that count as one with others.
    pub merges: Vec<Merge>,
}

/// What a cell of an attribute means.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Resolved {
    /// Blank: the segment "(unknown)".
    Unknown,
    /// A value.
    Value {
        /// What values are compared by.
        key: String,
        /// The value as shown.
        label: String,
    },
    /// The attribute has cuts, and the text is no number.
    NotANumber,
}

impl Attribute {
    /// Returns what a cell means: mapped, then cut or matched with `order`, then
    /// merged.
    ///
    /// The work is worth doing once per distinct text, not once per row.
    pub fn resolve(&self, text: &str) -> Resolved {
        let own = self.unmerged(text);
        // A headcount by merged units names them itself.
        let key = if let Resolved::Value { key, .. } = &own { key.clone() } else { matching_key(text) };
        match self.merge_of(&key) {
            Some(Merge { merged, .. }) => Resolved::Value { key: matching_key(merged), label: merged.clone() },
            None => own,
        }
    }

    /// Returns what a cell means as long as no values are merged.
    pub fn unmerged(&self, text: &str) -> Resolved {
        let mut label = clean_label(text);
        let mut key = matching_key(text);
        if let Some((_, to)) = self.map.iter().find(|(from, _)| matching_key(from) == key) {
            label = clean_label(to);
            key = matching_key(to);
        }
        if key.is_empty() {
            return Resolved::Unknown;
        }
        if self.cuts.is_empty() {
            let listed = self.order.iter().find(|value| matching_key(value) == key);
            return Resolved::Value { key, label: listed.cloned().unwrap_or(label) };
        }
        // A headcount by age band names the bands themselves.
        let band = self.labels.iter().find(|label| matching_key(label) == key);
        let band = band.or_else(|| {
            let number: Decimal = key.parse().ok()?;
            self.labels.get(self.cuts.iter().filter(|cut| **cut <= number).count())
        });
        match band {
            Some(label) => Resolved::Value { key: matching_key(label), label: label.clone() },
            None => Resolved::NotANumber,
        }
    }

    /// Returns the merge that a matching key is the value or the merged unit of.
    pub(crate) fn merge_of(&self, key: &str) -> Option<&Merge> {
        let is = |own: &str| matching_key(own) == key;
        self.merges.iter().find(|merge| is(&merge.value) || is(&merge.merged))
    }

    /// Returns the values known before any answer is read: the labels of the
    /// cuts, or `order`; before any are merged.
    pub fn known_values(&self) -> &[String] {
        if self.cuts.is_empty() { &self.order } else { &self.labels }
    }

    /// Returns the same with merged values in the place of the first that is one
    /// of them.
    pub fn listed_values(&self) -> Vec<String> {
        let mut listed: Vec<String> = Vec::new();
        for value in self.known_values() {
            let shown = self.merge_of(&matching_key(value)).map_or(value, |merge| &merge.merged);
            if !listed.contains(shown) {
                listed.push(shown.clone());
            }
        }
        listed
    }
}

/// Reads `[attributes]`.
pub(super) fn parse(table: &Table<'_>, problems: &mut Vec<Problem>) -> Vec<Attribute> {
    let mut attributes: Vec<Attribute> = Vec::new();
    let mut parents: Vec<Option<(Entry<'_>, String)>> = Vec::new();
    for entry in table.entries() {
        let Some(inner) = entry.table(problems) else { continue };
        let name = clean_label(entry.name);
        if name.is_empty() {
            problems.push(Problem::error(entry.place(), "an attribute without a name"));
            continue;
        }
        if attributes.iter().any(|other| matching_key(&other.name) == matching_key(&name)) {
            problems.push(Problem::error(entry.place(), "two attributes with one name").found(&name));
            continue;
        }
        let parent = inner.get("parent").and_then(|it| Some((it.clone(), it.label(problems)?)));
        attributes.push(parse_one(name, &inner, problems));
        parents.push(parent);
    }
    for (index, parent) in parents.iter().enumerate() {
        let Some((entry, name)) = parent else { continue };
        let found = attributes.iter().position(|it| matching_key(&it.name) == matching_key(name));
        attributes[index].parent = found;
        attributes[index].parent_line = entry.place().line;
        if found.is_none() {
            let names = attributes.iter().enumerate().filter(|&(other, _)| other != index);
            let hint = suggestion(name, names.map(|(_, it)| it.name.as_str()));
            problems.push(Problem::error(entry.place(), "no such attribute").found(name).hint(hint));
        }
    }
    break_cycles(&mut attributes, &parents, problems);
    attributes
}

fn parse_one(name: String, table: &Table<'_>, problems: &mut Vec<Problem>) -> Attribute {
    table.check_keys(&KEYS, problems);
    let column = table.get("column").and_then(|entry| entry.label(problems)).unwrap_or_else(|| name.clone());
    let order = distinct_labels(table.get("order"), problems);
    let labels = distinct_labels(table.get("labels"), problems);
    let map = map(table.get("map"), problems);
    let cuts = cuts(table, labels.len(), problems);
    if let (Some(entry), Some(_)) = (table.get("order"), table.get("cuts")) {
        let problem = Problem::error(entry.place(), "both `order` and `cuts`");
        problems.push(problem.hint("the order of groups made by cuts is that of `labels`; remove `order`"));
    }
    Attribute { name, column, parent: None, parent_line: None, order, map, cuts, labels, merges: Vec::new() }
}

fn map(entry: Option<&Entry<'_>>, problems: &mut Vec<Problem>) -> BTreeMap<String, String> {
    let mut map = BTreeMap::new();
    let Some(table) = entry.and_then(|entry| entry.table(problems)) else { return map };
    for entry in table.entries() {
        let Some(to) = entry.text(problems) else { continue };
        let (from, to) = (clean_label(entry.name), clean_label(to));
        let same = map.iter().find(|(other, _)| matching_key(other) == matching_key(&from));
        if same.is_some_and(|(_, other)| *other != to) {
            let problem = Problem::error(entry.place(), "one value mapped to two").found(&from);
            problems.push(problem.hint("keep one of the two; width and spaces do not make a difference"));
        }
        map.insert(from, to);
    }
    map
}

fn cuts(table: &Table<'_>, labels: usize, problems: &mut Vec<Problem>) -> Vec<Decimal> {
    let Some(entry) = table.get("cuts") else {
        if let Some(entry) = table.get("labels") {
            let problem = Problem::error(entry.place(), "`labels` without `cuts`");
            problems.push(problem.hint("add `cuts`, or use `order` for values that are text"));
        }
        return Vec::new();
    };
    let before = problems.len();
    let elements = entry.elements(problems);
    let cuts: Vec<Decimal> = elements.iter().filter_map(|element| element.decimal(problems)).collect();
    if problems.len() > before {
        return cuts;
    }
    if cuts.is_empty() {
        problems.push(Problem::error(entry.place(), "no cut").hint("list at least one lower bound"));
    }
    for (pair, element) in cuts.windows(2).zip(elements.iter().skip(1)) {
        if pair[1] <= pair[0] {
            let problem = element.wrong("cuts do not ascend").expected(format!("a number above {}", pair[0]));
            problems.push(problem.hint("list the lower bounds from low to high"));
        }
    }
    if labels != cuts.len() + 1 {
        let place = table.get("labels").unwrap_or(entry).place();
        let problem = Problem::error(place, format!("{labels} labels for {} cuts", cuts.len()));
        problems.push(problem.expected(format!("{} labels, one more than there are cuts", cuts.len() + 1)));
    }
    cuts
}

fn distinct_labels(entry: Option<&Entry<'_>>, problems: &mut Vec<Problem>) -> Vec<String> {
    let mut labels: Vec<String> = Vec::new();
    for (element, text) in entry.map(|entry| entry.texts(problems)).unwrap_or_default() {
        let label = clean_label(text);
        if label.is_empty() {
            problems.push(Problem::error(element.place(), "an empty value"));
        } else if labels.iter().any(|other| matching_key(other) == matching_key(&label)) {
            problems.push(Problem::error(element.place(), "a value twice").found(&label).hint("keep one of the two"));
        } else {
            labels.push(label);
        }
    }
    labels
}

/// Reports each cycle once and cuts it, so that nobody walks in circles.
fn break_cycles(attributes: &mut [Attribute], parents: &[Option<(Entry<'_>, String)>], problems: &mut Vec<Problem>) {
    for index in 0..attributes.len() {
        let mut way = vec![index];
        while let Some(next) = way.last().and_then(|&last| attributes[last].parent) {
            if way.contains(&next) {
                break;
            }
            way.push(next);
        }
        let closes = way.last().and_then(|&last| attributes[last].parent) == Some(index);
        if let (true, Some((entry, _))) = (closes, &parents[index]) {
            let mut names: Vec<&str> = way.iter().map(|&it| attributes[it].name.as_str()).collect();
            names.push(&attributes[index].name);
            let message = if way.len() == 1 { "an attribute that is its own parent" } else { "parents in a circle" };
            let problem = Problem::error(entry.place(), message).found(names.join(" → "));
            problems.push(problem.hint("remove one `parent`; the widest unit has none"));
            attributes[index].parent = None;
        }
    }
}
