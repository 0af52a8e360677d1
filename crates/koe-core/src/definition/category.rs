//! Categories: a tree over items, named by dotted codes.

use super::toml_table::{Entry, Table};
use crate::Problem;
use crate::text::{clean_label, matching_key, suggestion};

/// A node of the category tree.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Category {
    /// Dotted code: "1.1" is under "1".
    pub code: String,
    /// Name as printed.
    pub name: String,
    /// Index of the category above.
    pub parent: Option<usize>,
    /// 0 at the top level.
    pub depth: usize,
}

/// Deeper trees are a mistake, such as a number with many points.
const MOST_LEVELS: usize = 10;

/// Reads `[categories]`: parents before children, siblings as in the file.
pub(super) fn parse(table: &Table<'_>, problems: &mut Vec<Problem>) -> Vec<Category> {
    let mut listed: Vec<(String, String, &Entry<'_>)> = Vec::new();
    for entry in table.entries() {
        if entry.is_table() {
            let hint = "write a dotted code in quotes: \"1.1\" = \"…\"";
            problems.push(Problem::error(entry.place(), "a category code without quotes").hint(hint));
            continue;
        }
        let code = clean_label(entry.name);
        if code.is_empty() || code.split('.').any(|part| part.trim().is_empty()) {
            let problem = Problem::error(entry.place(), "not a category code").found(entry.name);
            problems.push(problem.expected("parts joined by dots, such as \"1.1\""));
            continue;
        }
        if code.split('.').count() > MOST_LEVELS {
            let problem = Problem::error(entry.place(), "too many levels").found(&code);
            problems.push(problem.expected(format!("at most {MOST_LEVELS}")));
            continue;
        }
        if listed.iter().any(|(other, ..)| matching_key(other) == matching_key(&code)) {
            problems.push(Problem::error(entry.place(), "two categories with one code").found(&code));
            continue;
        }
        // A category without a usable name still is one to the items.
        let name = entry.label(problems).unwrap_or_else(|| code.clone());
        listed.push((code, name, entry));
    }
    for (code, _, entry) in &listed {
        if let Some((parent, _)) = code.rsplit_once('.')
            && !listed.iter().any(|(other, ..)| other == parent)
        {
            let problem = Problem::error(entry.place(), "no category above it").found(code);
            problems
                .push(problem.expected(format!("a category {parent:?}")).hint(format!("add `\"{parent}\" = \"…\"`")));
        }
    }
    let mut categories = Vec::new();
    for (code, name, _) in &listed {
        let is_top = code.rsplit_once('.').is_none_or(|(parent, _)| !listed.iter().any(|(other, ..)| other == parent));
        if is_top {
            push_with_children(&listed, code, name, None, &mut categories);
        }
    }
    categories
}

fn push_with_children(
    listed: &[(String, String, &Entry<'_>)],
    code: &str,
    name: &str,
    parent: Option<usize>,
    categories: &mut Vec<Category>,
) {
    let index = categories.len();
    let depth = parent.map_or(0, |parent| categories[parent].depth + 1);
    categories.push(Category { code: code.to_owned(), name: name.to_owned(), parent, depth });
    for (child, name, _) in listed {
        if child.rsplit_once('.').is_some_and(|(above, _)| above == code) {
            push_with_children(listed, child, name, Some(index), categories);
        }
    }
}

/// Finds the category a text names by code or by name, among those for which
/// `may_be` holds.
pub(super) fn find(
    categories: &[Category],
    text: &str,
    may_be: impl Fn(usize) -> bool,
) -> Result<usize, CategoryNotFound> {
    let key = matching_key(text);
    let among = || categories.iter().enumerate().filter(|&(index, _)| may_be(index));
    if let Some((index, _)) = among().find(|(_, category)| matching_key(&category.code) == key) {
        return Ok(index);
    }
    let named: Vec<usize> =
        among().filter(|(_, category)| matching_key(&category.name) == key).map(|(index, _)| index).collect();
    match named.as_slice() {
        [one] => Ok(*one),
        [] => {
            let names = among().flat_map(|(_, category)| [category.name.as_str(), category.code.as_str()]);
            Err(CategoryNotFound { message: "no such category", hint: suggestion(text, names) })
        }
        several => {
            let codes: Vec<&str> = several.iter().map(|&index| categories[index].code.as_str()).collect();
            let hint = format!("write its code instead: {}", codes.join(" or "));
            Err(CategoryNotFound { message: "two categories have this name", hint })
        }
    }
}

/// Why a text names no category.
pub(super) struct CategoryNotFound {
    /// What is wrong.
    pub(super) message: &'static str,
    /// The way out.
    pub(super) hint: String,
}
