//! The crosswalk: how earlier waves differ from the definition.
//!
//! The definition describes the survey as it is now. A row of the crosswalk
//! holds for the wave it names and for every earlier one, until a row on the
//! same item or unit names an earlier wave. What was the same then as now is
//! `renamed` from its own name.

use std::path::{Path, PathBuf};

use encoding_rs::Encoding;

use super::csv_table::{CsvRow, CsvTable, column_key};
use super::{Attribute, Item, ItemKind, Wave};
use crate::Problem;
use crate::fiscal_year;
use crate::text::{clean_label, matching_key, suggestion};

const COLUMNS: [&str; 5] = ["wave", "what", "old", "new", "change"];

const ITEM_CHANGES: [&str; 4] = ["renamed", "split", "reworded", "added"];

const UNIT_CHANGES: [&str; 3] = ["renamed", "merged", "split"];

/// How earlier waves differ from the definition; empty where they do not.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Crosswalk {
    /// The file it was read from.
    pub file: PathBuf,
    /// Rows on items.
    pub items: Vec<ItemRow>,
    /// Rows on the units of attributes.
    pub units: Vec<UnitRow>,
}

/// What an item was in a wave and before.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ItemRow {
    /// Index of the wave.
    pub wave: usize,
    /// Index of the item.
    pub item: usize,
    /// How it was then.
    pub was: ItemWas,
    line: u64,
}

/// How an item was.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ItemWas {
    /// The same, under this column of the export.
    Named(String),
    /// Part of another question, or several: not the same.
    Split,
    /// Worded otherwise: not the same.
    Reworded,
    /// Not asked.
    Absent,
}

/// What a unit was called in a wave and before.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UnitRow {
    /// Index of the wave.
    pub wave: usize,
    /// Index of the attribute.
    pub attribute: usize,
    /// The unit of that time.
    pub old: String,
    /// The unit that it counts as.
    pub new: String,
    /// Line in the file.
    pub line: u64,
}

/// What rows refer to.
pub(super) struct Context<'a> {
    pub(super) waves: &'a [Wave],
    pub(super) items: &'a [Item],
    /// Whether the items could be read; else no row on them is checked.
    pub(super) items_are_known: bool,
    pub(super) attributes: &'a [Attribute],
}

impl Crosswalk {
    /// Returns how an item was in a wave, where that is said.
    pub(super) fn item(&self, wave: usize, item: usize) -> Option<&ItemWas> {
        let rows = self.items.iter().filter(|row| row.item == item && row.wave >= wave);
        rows.min_by_key(|row| row.wave).map(|row| &row.was)
    }

    /// Returns the rows on units that hold for a wave.
    pub(super) fn units_in(&self, wave: usize) -> Vec<UnitRow> {
        let same = |one: &UnitRow, other: &UnitRow| {
            one.attribute == other.attribute && matching_key(&one.old) == matching_key(&other.old)
        };
        let later = || self.units.iter().filter(|row| row.wave >= wave);
        later().filter(|row| later().all(|other| !same(row, other) || row.wave <= other.wave)).cloned().collect()
    }
}

/// Reads a crosswalk file.
pub(super) fn read(
    path: &Path,
    context: &Context<'_>,
    encoding: Option<&'static Encoding>,
    problems: &mut Vec<Problem>,
) -> Crosswalk {
    let mut crosswalk = Crosswalk { file: path.to_owned(), ..Crosswalk::default() };
    let Some(table) = CsvTable::read(path, encoding, problems) else { return crosswalk };
    for name in table.header.iter().filter(|name| !name.is_empty()) {
        if !COLUMNS.contains(&column_key(name).as_str()) {
            let problem = Problem::error(table.place(1), "unknown column").found(name);
            problems.push(problem.hint(suggestion(&column_key(name), COLUMNS)));
        }
    }
    let missing: Vec<&str> = COLUMNS.into_iter().filter(|name| table.column(name).is_none()).collect();
    for name in &missing {
        let problem = Problem::error(table.place(1).column(*name), "no such column");
        problems.push(problem.hint("the first row names the columns: wave, what, old, new and change"));
    }
    if missing.is_empty() {
        for row in &table.rows {
            Row { table: &table, row, context }.read(&mut crosswalk, problems);
        }
        one_column_each(&crosswalk, &table, context, problems);
    }
    crosswalk
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

    fn wrong(&self, name: &str, message: impl Into<String>) -> Problem {
        Problem::error(self.table.place(self.row.line).column(name), message).found(self.cell(name))
    }

    /// Reads the row; every cell is looked at, whatever the others say.
    fn read(&self, into: &mut Crosswalk, problems: &mut Vec<Problem>) {
        let wave = self.wave(problems);
        if column_key(self.cell("what")) == "item" {
            let item = self.item(problems);
            let was = self.was(problems);
            if let (Some(wave), Some(item), Some(was)) = (wave, item, was) {
                self.add_item(ItemRow { wave, item, was, line: self.row.line }, into, problems);
            }
        } else {
            let attribute = self.attribute(problems);
            let new = attribute.and_then(|attribute| self.unit(&self.context.attributes[attribute], problems));
            let old = self.filled("old", "the unit as it was called then", problems);
            let change = self.change(&UNIT_CHANGES, problems);
            if let (Some(wave), Some(attribute), Some(new), Some(old), Some(_)) = (wave, attribute, new, old, change) {
                self.add_unit(UnitRow { wave, attribute, old, new, line: self.row.line }, into, problems);
            }
        }
    }

    fn wave(&self, problems: &mut Vec<Problem>) -> Option<usize> {
        let (waves, cell) = (self.context.waves, self.cell("wave"));
        let by_name = waves.iter().position(|wave| matching_key(&wave.name) == matching_key(cell));
        let found = by_name.or_else(|| {
            let year = fiscal_year(cell)?;
            waves.iter().position(|wave| wave.year == Some(year))
        });
        if found.is_none() {
            let hint = suggestion(cell, waves.iter().map(|wave| wave.name.as_str()));
            problems.push(self.wrong("wave", "no such wave").hint(hint));
        }
        found
    }

    fn item(&self, problems: &mut Vec<Problem>) -> Option<usize> {
        let (items, cell) = (self.context.items, self.cell("new"));
        let scored = || items.iter().filter(|item| item.kind == ItemKind::Scale);
        let found = items
            .iter()
            .position(|item| item.kind == ItemKind::Scale && matching_key(&item.code) == matching_key(cell));
        if found.is_none() && self.context.items_are_known {
            let hint = suggestion(cell, scored().map(|item| item.code.as_str()));
            problems.push(self.wrong("new", "no such scored item").hint(hint));
        }
        found
    }

    fn was(&self, problems: &mut Vec<Problem>) -> Option<ItemWas> {
        match self.change(&ITEM_CHANGES, problems)? {
            "renamed" => {
                let what = "the header of its column in the export of that wave";
                Some(ItemWas::Named(self.filled("old", what, problems)?))
            }
            "split" => Some(ItemWas::Split),
            "reworded" => Some(ItemWas::Reworded),
            _ => {
                if !self.cell("old").is_empty() {
                    let problem = self.wrong("old", "an item that was added has no old name");
                    problems.push(problem.hint("leave the cell empty, or say renamed, reworded or split"));
                }
                Some(ItemWas::Absent)
            }
        }
    }

    fn attribute(&self, problems: &mut Vec<Problem>) -> Option<usize> {
        let (attributes, cell) = (self.context.attributes, self.cell("what"));
        let found = attributes.iter().position(|attribute| matching_key(&attribute.name) == matching_key(cell));
        if found.is_none() {
            let names = std::iter::once("item").chain(attributes.iter().map(|attribute| attribute.name.as_str()));
            problems.push(self.wrong("what", "neither item nor an attribute").hint(suggestion(cell, names)));
        }
        found
    }

    /// The unit that an old one counts as. Only cuts list all that there are;
    /// others are known when the answers are read.
    fn unit(&self, attribute: &Attribute, problems: &mut Vec<Problem>) -> Option<String> {
        let new = self.filled("new", "the unit that it counts as", problems)?;
        let known = attribute.known_values();
        let listed = known.iter().find(|value| matching_key(value) == matching_key(&new));
        if listed.is_none() && !attribute.cuts.is_empty() {
            let problem = self.wrong("new", format!("no such unit of {}", attribute.name));
            problems.push(problem.hint(suggestion(&new, known.iter().map(String::as_str))));
        }
        Some(listed.cloned().unwrap_or(new))
    }

    fn filled(&self, name: &str, what: &str, problems: &mut Vec<Problem>) -> Option<String> {
        let cell = clean_label(self.cell(name));
        if cell.is_empty() {
            problems.push(Problem::error(self.table.place(self.row.line).column(name), "empty").expected(what));
            return None;
        }
        Some(cell)
    }

    fn change(&self, known: &[&'static str], problems: &mut Vec<Problem>) -> Option<&'static str> {
        let key = column_key(self.cell("change"));
        let found = known.iter().find(|word| **word == key).copied();
        if found.is_none() {
            let hint = suggestion(&key, known.iter().copied());
            problems.push(self.wrong("change", "no such change").hint(hint));
        }
        found
    }

    fn add_item(&self, row: ItemRow, into: &mut Crosswalk, problems: &mut Vec<Problem>) {
        match into.items.iter().find(|other| (other.wave, other.item) == (row.wave, row.item)) {
            Some(other) => {
                let message = format!("an item twice for one wave, the other in line {}", other.line);
                let problem = self.wrong("new", message);
                problems.push(problem.hint("keep one of the two; an item that two became one is `reworded`"));
            }
            None => into.items.push(row),
        }
    }

    fn add_unit(&self, row: UnitRow, into: &mut Crosswalk, problems: &mut Vec<Problem>) {
        let is_same = |other: &&UnitRow| {
            (other.wave, other.attribute) == (row.wave, row.attribute)
                && matching_key(&other.old) == matching_key(&row.old)
        };
        let Some(other) = into.units.iter().find(is_same) else { return into.units.push(row) };
        let line = other.line;
        problems.push(if matching_key(&other.new) == matching_key(&row.new) {
            self.wrong("old", format!("a unit twice for one wave, the other in line {line}"))
                .hint("keep one of the two")
        } else {
            let problem = self.wrong("old", format!("one unit to two, the other in line {line}"));
            let hint = "say `split` in one row, with the unit that all of the old one counts as; or leave both out";
            problem.expected("one unit that it counts as").hint(hint)
        });
    }
}

/// In no wave two items read one column.
fn one_column_each(crosswalk: &Crosswalk, table: &CsvTable, context: &Context<'_>, problems: &mut Vec<Problem>) {
    for row in &crosswalk.items {
        let ItemWas::Named(column) = &row.was else { continue };
        let reads = |index: usize| match crosswalk.item(row.wave, index) {
            Some(ItemWas::Named(column)) => Some(column.as_str()),
            Some(_) => None,
            None => Some(context.items[index].column.as_str()),
        };
        let others = (0..context.items.len()).filter(|&index| index != row.item);
        let same = |&index: &usize| reads(index).is_some_and(|other| matching_key(other) == matching_key(column));
        if let Some(other) = others.into_iter().find(same) {
            let message = format!("two items that read one column in wave {}", context.waves[row.wave].name);
            let other = &context.items[other].code;
            let hint = format!("item {other} reads it too; say in a row of its own what {other} was then");
            problems.push(Problem::error(table.place(row.line).column("old"), message).found(column).hint(hint));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn unit(wave: usize, old: &str, new: &str) -> UnitRow {
        UnitRow { wave, attribute: 0, old: old.to_owned(), new: new.to_owned(), line: 2 }
    }

    fn item(wave: usize, was: ItemWas) -> ItemRow {
        ItemRow { wave, item: 0, was, line: 2 }
    }

    #[test]
    fn a_row_holds_for_its_wave_and_all_earlier_ones_until_another_one() {
        let named = |name: &str| ItemWas::Named(name.to_owned());
        let crosswalk =
            Crosswalk { items: vec![item(3, ItemWas::Reworded), item(1, named("old"))], ..Crosswalk::default() };
        let was: Vec<Option<&ItemWas>> = (0..5).map(|wave| crosswalk.item(wave, 0)).collect();
        let (old, other) = (named("old"), ItemWas::Reworded);
        assert_eq!(was, [Some(&old), Some(&old), Some(&other), Some(&other), None]);
        assert_eq!(crosswalk.item(0, 1), None);
    }

    #[test]
    fn units_are_told_apart_by_their_old_names() {
        let crosswalk = Crosswalk {
            units: vec![unit(2, "a", "c"), unit(2, "b", "c"), unit(1, "Ａ", "d")],
            ..Crosswalk::default()
        };
        let of = |wave| crosswalk.units_in(wave).into_iter().map(|row| row.new).collect::<Vec<String>>();
        assert_eq!(of(3), Vec::<String>::new());
        assert_eq!(of(2), ["c", "c"]);
        assert_eq!(of(1), ["c", "c", "d"], "A is not a");
        let crosswalk = Crosswalk { units: vec![unit(2, "a", "c"), unit(1, "ａ", "d")], ..Crosswalk::default() };
        let of = |wave| crosswalk.units_in(wave).into_iter().map(|row| row.new).collect::<Vec<String>>();
        assert_eq!((of(2), of(1)), (vec!["c".to_owned()], vec!["d".to_owned()]));
    }
}
