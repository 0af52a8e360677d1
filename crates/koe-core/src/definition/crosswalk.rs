//! The crosswalk: how earlier waves differ from the definition.
//!
//! The definition describes the survey as it is now. A row of the crosswalk
//! holds for the wave it names and for every earlier one, until a row on the
//! same item or unit names an earlier wave. What was the same then as now is
//! `renamed` from its own name.
//!
//! A row on an item tells what today's item was then. A row on a unit tells what
//! became of it, and what later rows tell of that one is followed: A to B in
//! 2023 and B to C in 2024 make A of 2023 count as C.

use std::path::{Path, PathBuf};

use encoding_rs::Encoding;

use super::csv_table::{CsvRow, CsvTable, column_key};
use super::{Attribute, Item, ItemKind, Wave, wave};
use crate::problem::{Place, Problem};
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
    /// Line in the file.
    pub line: u64,
}

/// How an item was.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ItemWas {
    /// The same, under this column of the export.
    Named(String),
    /// Part of another question, which read this column: not the same. Of
    /// several items that one question was split into, the first stands for it.
    Split(Option<String>),
    /// Worded otherwise, under this column or its own: not the same.
    Reworded(Option<String>),
    /// Not asked.
    Absent,
}

impl ItemWas {
    /// Returns the column that it reads, where that is said.
    pub(super) fn column(&self) -> Option<&str> {
        match self {
            Self::Named(column) => Some(column),
            Self::Split(column) | Self::Reworded(column) => column.as_deref(),
            Self::Absent => None,
        }
    }
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
    /// Whether it is the same unit under another name; else it was merged with
    /// others, or split.
    pub is_renamed: bool,
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
        self.item_row(wave, item).map(|row| &row.was)
    }

    /// Says whether an item was asked in a wave, in whatever words. Of items that
    /// one question was split into, the first stands for it.
    pub(super) fn is_asked(&self, wave: usize, item: usize) -> bool {
        match self.item(wave, item) {
            Some(ItemWas::Absent | ItemWas::Split(None)) => false,
            Some(ItemWas::Split(Some(column))) => {
                let is_it = |was: &ItemWas| matches!(was, ItemWas::Split(Some(other)) if matching_key(other) == matching_key(column));
                (0..item).all(|earlier| !self.item(wave, earlier).is_some_and(is_it))
            }
            Some(ItemWas::Named(_) | ItemWas::Reworded(_)) | None => true,
        }
    }

    /// Returns the place of the old name in a line of the file.
    pub(crate) fn place_of_old(&self, line: u64) -> Place {
        Place::file(self.file.display().to_string()).line(line).column("old")
    }

    /// Returns the row that tells how an item was in a wave.
    pub(super) fn item_row(&self, wave: usize, item: usize) -> Option<&ItemRow> {
        self.items.iter().filter(|row| row.item == item && row.wave >= wave).min_by_key(|row| row.wave)
    }

    /// Returns the rows on the units of a wave that were called otherwise, with
    /// the units that they count as in the end.
    pub(super) fn units_in(&self, wave: usize) -> Vec<UnitRow> {
        let is_own = |row: &&UnitRow| self.unit_row(wave, row.attribute, &row.old).is_some_and(|own| own == *row);
        self.units.iter().filter(is_own).map(|row| UnitRow { new: self.last(row).new.clone(), ..row.clone() }).collect()
    }

    /// Returns the row that tells what became of the unit of a row in the end.
    pub(crate) fn last<'a>(&'a self, row: &'a UnitRow) -> &'a UnitRow {
        // "As now" is the end of it.
        let is_as_now = matching_key(&row.old) == matching_key(&row.new);
        let next = (!is_as_now).then(|| self.unit_row(row.wave + 1, row.attribute, &row.new)).flatten();
        next.map_or(row, |next| self.last(next))
    }

    /// The row that holds for a unit in a wave.
    fn unit_row(&self, wave: usize, attribute: usize, unit: &str) -> Option<&UnitRow> {
        let is_it = |row: &&UnitRow| {
            row.wave >= wave && row.attribute == attribute && matching_key(&row.old) == matching_key(unit)
        };
        self.units.iter().filter(is_it).min_by_key(|row| row.wave)
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
    // Nothing may differ.
    let Some(table) = CsvTable::read_any(path, encoding, problems) else { return crosswalk };
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
            if let (Some(wave), Some(attribute), Some(new), Some(old), Some(change)) =
                (wave, attribute, new, old, change)
            {
                let is_renamed = change == "renamed";
                let row = UnitRow { wave, attribute, old, new, is_renamed, line: self.row.line };
                self.add_unit(row, into, problems);
            }
        }
    }

    fn wave(&self, problems: &mut Vec<Problem>) -> Option<usize> {
        let (waves, cell) = (self.context.waves, self.cell("wave"));
        let found = wave::find(waves, cell);
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
            "split" => Some(ItemWas::Split(self.column_then())),
            "reworded" => Some(ItemWas::Reworded(self.column_then())),
            _ => {
                if !self.cell("old").is_empty() {
                    let problem = self.wrong("old", "an item that was added has no old name");
                    problems.push(problem.hint("leave the cell empty, or say renamed, reworded or split"));
                }
                Some(ItemWas::Absent)
            }
        }
    }

    /// The column that is named for that time.
    fn column_then(&self) -> Option<String> {
        Some(clean_label(self.cell("old"))).filter(|column| !column.is_empty())
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
        let is_one = |other: &&UnitRow| {
            (other.wave, other.attribute) == (row.wave, row.attribute)
                && (other.is_renamed || row.is_renamed)
                && matching_key(&other.new) == matching_key(&row.new)
        };
        let Some(other) = into.units.iter().find(is_same) else {
            if let Some(other) = into.units.iter().find(is_one) {
                let message = format!("two units renamed to one, the other in line {}", other.line);
                let problem = self.wrong("new", message).expected("one unit of that time under each new name");
                problems.push(problem.hint("say `merged` in both rows, where several became one"));
            }
            return into.units.push(row);
        };
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
        let Some(column) = row.was.column() else { continue };
        let is_split = matches!(row.was, ItemWas::Split(_));
        let reads = |index: usize| match crosswalk.item(row.wave, index) {
            // What one question was split into shares its column.
            Some(ItemWas::Split(_)) if is_split => None,
            Some(ItemWas::Reworded(None)) | None => Some(context.items[index].column.as_str()),
            Some(was) => was.column(),
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
        UnitRow { wave, attribute: 0, old: old.to_owned(), new: new.to_owned(), is_renamed: true, line: 2 }
    }

    fn item(wave: usize, was: ItemWas) -> ItemRow {
        ItemRow { wave, item: 0, was, line: 2 }
    }

    #[test]
    fn a_row_holds_for_its_wave_and_all_earlier_ones_until_another_one() {
        let named = |name: &str| ItemWas::Named(name.to_owned());
        let crosswalk =
            Crosswalk { items: vec![item(3, ItemWas::Reworded(None)), item(1, named("old"))], ..Crosswalk::default() };
        let was: Vec<Option<&ItemWas>> = (0..5).map(|wave| crosswalk.item(wave, 0)).collect();
        let (old, other) = (named("old"), ItemWas::Reworded(None));
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

    #[test]
    fn what_became_of_a_unit_is_followed_to_the_end() {
        let of = |units: Vec<UnitRow>, wave| {
            let crosswalk = Crosswalk { units, ..Crosswalk::default() };
            crosswalk.units_in(wave).into_iter().map(|row| format!("{}>{}", row.old, row.new)).collect::<Vec<_>>()
        };
        let chain = || vec![unit(0, "a", "b"), unit(1, "b", "c")];
        assert_eq!(
            (of(chain(), 0), of(chain(), 1)),
            (vec!["a>c".to_owned(), "b>c".to_owned()], vec!["b>c".to_owned()])
        );
        // Two units that took each other's names did so once.
        let exchanged = || vec![unit(1, "a", "b"), unit(1, "b", "a")];
        assert_eq!(of(exchanged(), 0), ["a>b", "b>a"]);
        // "As now" is said of a unit that had been another one in between.
        assert_eq!(of(vec![unit(0, "a", "a"), unit(1, "a", "c")], 0), ["a>a"]);
    }
}
