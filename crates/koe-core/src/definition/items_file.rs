//! `items.csv`: one row per item.

use super::attribute::{Attribute, Resolved};
use super::category::{self, Category};
use super::csv_table::{CsvRow, CsvTable, column_key};
use super::item::{Condition, Item, ItemKind};
use crate::text::{clean_label, matching_key, suggestion};
use crate::{Problem, Severity};

const COLUMNS: [&str; 11] = [
    "code",
    "category",
    "subcategory",
    "text",
    "text_en",
    "reverse",
    "applies_to",
    "scale",
    "column",
    "overall",
    "kind",
];

/// A questionnaire of more items is a mistake, or needs more than koe has been
/// measured with.
const MOST_ITEMS: usize = 1000;

/// What items refer to.
pub(super) struct Context<'a> {
    pub(super) categories: &'a [Category],
    pub(super) attributes: &'a [Attribute],
    /// Names of the scales in order; the default one has an empty name.
    pub(super) scales: &'a [String],
}

/// Items with the lines they stand on.
pub(super) struct Items {
    pub(super) items: Vec<Item>,
    pub(super) lines: Vec<u64>,
    pub(super) file: String,
    /// Whether every row became an item.
    pub(super) is_complete: bool,
}

/// Reads the rows of `items.csv`.
pub(super) fn parse(table: &CsvTable, context: &Context<'_>, problems: &mut Vec<Problem>) -> Items {
    let errors = |problems: &[Problem]| problems.iter().filter(|it| it.severity == Severity::Error).count();
    let before = errors(problems);
    for name in table.header.iter().filter(|name| !name.is_empty()) {
        if !COLUMNS.contains(&column_key(name).as_str()) {
            let problem = Problem::error(table.place(1), "unknown column").found(name);
            problems.push(problem.hint(suggestion(&column_key(name), COLUMNS)));
        }
    }
    for name in ["code", "category", "text"] {
        if table.column(name).is_none() {
            let problem = Problem::error(table.place(1).column(name), "no such column");
            problems.push(problem.hint("the first row names the columns: code, category and text are required"));
        }
    }
    let mut items = Items { items: Vec::new(), lines: Vec::new(), file: table.file.clone(), is_complete: true };
    if table.rows.len() > MOST_ITEMS {
        let problem = Problem::error(table.place(table.rows[MOST_ITEMS].line), "too many items");
        problems.push(problem.found(table.rows.len().to_string()).expected(format!("at most {MOST_ITEMS}")));
    }
    for row in table.rows.iter().take(MOST_ITEMS) {
        let row = Row { table, row, context };
        if let Some(item) = row.item(problems) {
            row.check_unique(&item, &items, problems);
            items.items.push(item);
            items.lines.push(row.row.line);
        }
    }
    items.is_complete = errors(problems) == before;
    items
}

struct Row<'a> {
    table: &'a CsvTable,
    row: &'a CsvRow,
    context: &'a Context<'a>,
}

impl Row<'_> {
    fn cell(&self, name: &str) -> &str {
        self.table.column(name).map_or("", |index| self.row.cell(index))
    }

    fn problem(&self, name: &str, message: impl Into<String>) -> Problem {
        Problem::error(self.table.place(self.row.line).column(name), message)
    }

    fn wrong(&self, name: &str, message: impl Into<String>) -> Problem {
        self.problem(name, message).found(self.cell(name))
    }

    /// Reads the row; every cell is looked at, whatever the others say.
    fn item(&self, problems: &mut Vec<Problem>) -> Option<Item> {
        let code = self.required("code", problems);
        let text = self.required("text", problems);
        let category = self.category(problems);
        let scale = self.scale(problems);
        let reverse = self.yes_or_no("reverse", false, problems);
        let overall = self.yes_or_no("overall", true, problems);
        let kind = self.kind(problems);
        let applies_to = self.applies_to(problems);
        let optional = |name: &str| Some(self.cell(name)).filter(|cell| !cell.is_empty()).map(str::to_owned);
        let code = code?;
        Some(Item {
            column: optional("column").unwrap_or_else(|| code.clone()),
            column_line: None,
            code,
            text: text.unwrap_or_default(),
            text_en: optional("text_en"),
            category: category.unwrap_or(0),
            scale: scale.unwrap_or(0),
            reverse,
            applies_to,
            overall,
            kind,
        })
    }

    fn required(&self, name: &str, problems: &mut Vec<Problem>) -> Option<String> {
        self.table.column(name)?;
        let cell = self.cell(name);
        if cell.is_empty() {
            let message = match name {
                "code" => "an item without a code",
                "category" => "an item in no category",
                _ => "an item without a text",
            };
            problems.push(self.problem(name, message).hint("fill in the cell"));
            return None;
        }
        Some(cell.to_owned())
    }

    fn category(&self, problems: &mut Vec<Problem>) -> Option<usize> {
        let categories = self.context.categories;
        let find = |name: &str, may_be: &dyn Fn(usize) -> bool, problems: &mut Vec<Problem>| {
            category::find(categories, self.cell(name), may_be)
                .map_err(|why| problems.push(self.wrong(name, why.message).hint(why.hint)))
                .ok()
        };
        let is_under = |child: usize, parent: usize| {
            std::iter::successors(Some(child), |&index| categories[index].parent).skip(1).any(|index| index == parent)
        };
        // Without [categories], that one problem is enough.
        if categories.is_empty() {
            return None;
        }
        let cell = self.cell("subcategory");
        // A category may hold a subcategory of its own name.
        let is_top = |index: usize| cell.is_empty() || categories[index].parent.is_none();
        let top = || category::find(categories, self.cell("category"), is_top).ok();
        let category =
            self.required("category", problems).and_then(|_| top().or_else(|| find("category", &|_| true, problems)));
        if cell.is_empty() {
            return category;
        }
        let Some(category) = category else {
            find("subcategory", &|_| true, problems);
            return None;
        };
        if let Ok(index) = category::find(categories, cell, |index| is_under(index, category)) {
            return Some(index);
        }
        match category::find(categories, cell, |_| true) {
            Ok(index) => {
                let shown = |index: usize| format!("{} {}", categories[index].code, categories[index].name);
                let problem = self.wrong("subcategory", "a subcategory that is not under the category");
                let above = std::iter::successors(Some(index), |&it| categories[it].parent).last().unwrap_or(index);
                let hint = format!("{} is under {}, not under {}", shown(index), shown(above), shown(category));
                problems.push(problem.hint(if index == category { "leave the cell empty".to_owned() } else { hint }));
                None
            }
            Err(_) => find("subcategory", &|index| is_under(index, category), problems),
        }
    }

    fn scale(&self, problems: &mut Vec<Problem>) -> Option<usize> {
        let key = matching_key(self.cell("scale"));
        let found = self.context.scales.iter().position(|name| matching_key(name) == key);
        if found.is_none() {
            let names = self.context.scales.iter().map(String::as_str).filter(|name| !name.is_empty());
            problems.push(
                self.wrong("scale", "no such scale")
                    .hint(format!("{}; leave the cell empty for [scale]", suggestion(self.cell("scale"), names))),
            );
        }
        found
    }

    fn yes_or_no(&self, name: &str, default: bool, problems: &mut Vec<Problem>) -> bool {
        match matching_key(self.cell(name)).to_lowercase().as_str() {
            "" => default,
            "yes" | "y" | "1" | "true" | "○" | "〇" | "◯" | "はい" => true,
            "no" | "n" | "0" | "false" | "×" | "いいえ" => false,
            _ => {
                problems.push(self.wrong(name, "neither yes nor no").expected("yes, no or an empty cell"));
                default
            }
        }
    }

    fn kind(&self, problems: &mut Vec<Problem>) -> ItemKind {
        match column_key(self.cell("kind")).as_str() {
            "" | "scale" => ItemKind::Scale,
            "choice" => ItemKind::Choice,
            "multi" => ItemKind::Multi,
            "text" => ItemKind::Text,
            other => {
                let hint = suggestion(other, ["scale", "choice", "multi", "text"]);
                problems.push(self.wrong("kind", "no such kind of item").hint(hint));
                ItemKind::Scale
            }
        }
    }

    fn applies_to(&self, problems: &mut Vec<Problem>) -> Option<Condition> {
        let cell = self.cell("applies_to");
        if cell.is_empty() {
            return None;
        }
        let form = "an attribute and its values, such as 雇用区分=正職員|再任用職員";
        let Some((name, values)) = cell.split_once(['=', '＝']) else {
            problems.push(self.wrong("applies_to", "not a condition").expected(form));
            return None;
        };
        let attributes = self.context.attributes;
        let Some(index) = attributes.iter().position(|it| matching_key(&it.name) == matching_key(name)) else {
            let hint = suggestion(name.trim(), attributes.iter().map(|it| it.name.as_str()));
            problems.push(self.wrong("applies_to", "no such attribute").hint(hint));
            return None;
        };
        let attribute = &attributes[index];
        let mut resolved = Vec::new();
        for value in values.split(['|', '｜']) {
            match attribute.unmerged(value) {
                Resolved::Value { label, .. } => {
                    let known = attribute.known_values();
                    if !known.is_empty() && !known.contains(&label) {
                        let place = self.table.place(self.row.line).column("applies_to");
                        let problem = Problem::warning(place, "a value the survey file does not list").found(&label);
                        problems.push(problem.hint(suggestion(&label, known.iter().map(String::as_str))));
                    }
                    resolved.push(label);
                }
                Resolved::Unknown => problems.push(self.wrong("applies_to", "an empty value").expected(form)),
                Resolved::NotANumber => {
                    let hint = suggestion(&clean_label(value), attribute.labels.iter().map(String::as_str));
                    problems.push(self.wrong("applies_to", "no such group of the attribute").hint(hint));
                }
            }
        }
        self.check_merges(attribute, &resolved, problems);
        let mut values: Vec<String> = Vec::new();
        for value in resolved {
            let value = attribute.merge_of(&matching_key(&value)).map_or(value, |merge| merge.merged.clone());
            if !values.contains(&value) {
                values.push(value);
            }
        }
        Some(Condition { attribute: index, values, line: self.row.line })
    }

    /// An item that applies to a part of a merged unit would apply to all of it,
    /// and its score would be another one.
    fn check_merges(&self, attribute: &Attribute, values: &[String], problems: &mut Vec<Problem>) {
        let is_named = |value: &str| values.iter().any(|other| matching_key(other) == matching_key(value));
        let mut told: Vec<&str> = Vec::new();
        for merge in &attribute.merges {
            let members = || attribute.merges.iter().filter(|other| other.merged == merge.merged);
            let named = members().filter(|member| is_named(&member.value)).count();
            let is_whole = named == members().count() || (named == 0 && !is_named(&merge.merged));
            if !is_whole && !told.contains(&merge.merged.as_str()) {
                told.push(&merge.merged);
                let problem = self.problem("applies_to", "an item for a part of a merged unit").found(&merge.merged);
                let all: Vec<&str> = members().map(|member| member.value.as_str()).collect();
                let expected = format!("all of these or none: {}", all.join(", "));
                problems.push(problem.expected(expected).hint("take the unit apart where the survey's merges stand"));
            }
        }
    }

    fn check_unique(&self, item: &Item, before: &Items, problems: &mut Vec<Problem>) {
        let line = |index: usize| before.lines.get(index).copied().unwrap_or_default();
        let code = matching_key(&item.code);
        if let Some(index) = before.items.iter().position(|it| matching_key(&it.code) == code) {
            let problem = self.wrong("code", format!("two items with one code, the other in line {}", line(index)));
            problems.push(problem.hint("give each item a code of its own"));
            return;
        }
        let column = matching_key(&item.column);
        if let Some(index) = before.items.iter().position(|it| matching_key(&it.column) == column) {
            let message = format!("two items that read one column, the other in line {}", line(index));
            problems
                .push(self.problem("column", message).found(&item.column).hint("name another column of the export"));
        }
        if let Some(attribute) = self.context.attributes.iter().find(|it| matching_key(&it.column) == column) {
            let message = format!("the column of the attribute {}", attribute.name);
            problems
                .push(self.problem("column", message).found(&item.column).hint("an item needs a column of its own"));
        }
    }
}
