//! The row reader: from the bytes of a block to slots of a row, and on to a sink.

use std::borrow::Cow;
use std::ops::Range;
use std::sync::Arc;

use rustc_hash::FxHashMap;

use super::cells::after_line_end;
use super::codebook::{Codebook, Labelled, Value};
use super::coding::{LONG_WAY, Slot};
use super::layout::{Layout, Role, Run};
use super::notice::{At, NoticeKind, Notices};
use super::record::Record;
use super::spellings::Spellings;
use crate::definition::{Definition, Resolved};

/// Most spellings of cells a worker remembers; more only cost time.
const REMEMBERED: usize = 1 << 16;

/// Takes rows, one worker's share of them.
pub trait Sink: Send {
    /// Returns a number for the respondents who share these values of the
    /// codebook's attributes. Different spellings may ask for one group twice.
    fn group(&mut self, values: &[Value]) -> u32;

    /// Counts a row: one slot per item of the codebook.
    fn row(&mut self, group: u32, cells: &[Slot]);
}

impl<S: Sink> Sink for &mut S {
    fn group(&mut self, values: &[Value]) -> u32 {
        (**self).group(values)
    }

    fn row(&mut self, group: u32, cells: &[Slot]) {
        (**self).row(group, cells);
    }
}

/// What a spelling of the attribute cells stands for.
#[derive(Debug)]
struct Group {
    number: u32,
    /// Items that do not apply to it.
    outside: Vec<usize>,
    /// Places of attributes whose text is no number although they have cuts.
    unreadable: Vec<usize>,
}

/// Reads rows of one file layout into a sink.
pub(super) struct RowReader<'a, S> {
    definition: &'a Definition,
    codebook: &'a Codebook,
    layout: Arc<Layout>,
    delimiter: u8,
    pub(super) sink: S,
    pub(super) notices: Notices,
    pub(super) rows: u64,
    pub(super) rejected: u64,
    cells: Vec<Slot>,
    /// Texts of the row's attributes, back to back, closed by bytes no text has.
    key: Vec<u8>,
    spellings: Spellings,
    groups: Vec<Group>,
    texts: Vec<FxHashMap<Box<[u8]>, Slot>>,
    /// Invalid cells of the row at hand: column and text.
    invalid: Vec<(usize, String)>,
}

/// Closes one attribute's text in a group key; occurs in no UTF-8 text.
const CELL_END: u8 = 0xff;

/// Closes the text of several attributes with plain delimiters between them.
const PLAIN_END: u8 = 0xfe;

impl<'a, S: Sink> RowReader<'a, S> {
    pub(super) fn new(
        definition: &'a Definition,
        codebook: &'a Codebook,
        layout: Arc<Layout>,
        delimiter: u8,
        sink: S,
    ) -> Self {
        Self {
            definition,
            codebook,
            layout,
            delimiter,
            sink,
            notices: Notices::default(),
            rows: 0,
            rejected: 0,
            cells: codebook.blank_row(),
            key: Vec::new(),
            spellings: Spellings::default(),
            groups: Vec::new(),
            texts: vec![FxHashMap::default(); codebook.codings.len()],
            invalid: Vec::new(),
        }
    }

    /// Reads a block of whole records and returns how many lines it has.
    pub(super) fn block(&mut self, block: u64, bytes: &[u8]) -> u64 {
        let layout = Arc::clone(&self.layout);
        let (mut position, mut line) = (0, 0);
        while position < bytes.len() {
            if let Some(next) = after_line_end(bytes, position) {
                position = next;
                line += 1;
                continue;
            }
            let at = At { block, line };
            let mut record = Record::new(bytes, position, self.delimiter);
            self.record(&layout, &mut record);
            let (next, lines, verdict) = record.finish(layout.roles.len());
            position = next;
            line += lines;
            self.finish(at, verdict);
        }
        line
    }

    /// Reads a row whose cells are already text: of a sheet or a frame.
    pub(super) fn texts<'t>(&mut self, at: At, texts: impl Iterator<Item = Cow<'t, str>>) {
        self.key.clear();
        let layout = Arc::clone(&self.layout);
        for (column, text) in texts.enumerate() {
            match layout.roles[column] {
                Role::Item(item) => self.cells[item] = self.coded(item, column, text.as_bytes()),
                Role::Attribute(_) => self.keep(text.as_bytes()),
                Role::Ignored => {}
            }
        }
        self.finish(at, Ok(()));
    }

    /// Leaves a row out and says why.
    pub(super) fn reject(&mut self, at: At, kind: NoticeKind) {
        self.finish(at, Err(kind));
    }

    /// Reads the columns of one record.
    fn record(&mut self, layout: &Layout, record: &mut Record<'_>) {
        self.key.clear();
        for run in &layout.runs {
            match run {
                Run::Items { items, coding } => self.items(items.clone(), *coding, record),
                Run::Attributes(count) => match record.plain(*count) {
                    Some(text) => {
                        self.key.extend_from_slice(text);
                        self.key.push(PLAIN_END);
                    }
                    None => (0..*count).for_each(|_| self.keep(&record.cell())),
                },
                Run::Ignored(count) => (0..*count).for_each(|_| drop(record.cell())),
            }
        }
    }

    /// Reads items side by side: nearly all of them by the short way.
    fn items(&mut self, items: Range<usize>, coding: usize, record: &mut Record<'_>) {
        let coding = &self.codebook.codings[coding];
        let mut item = items.start;
        while item < items.end {
            item += record.quick(coding.quick(), coding.blank(), &mut self.cells[item..items.end]);
            if item == items.end {
                break;
            }
            self.cells[item] = match record.short(coding.quick(), coding.blank()) {
                Some(slot) => slot,
                None => {
                    let column = record.columns();
                    self.coded(item, column, &record.cell())
                }
            };
            item += 1;
        }
    }

    /// Hands a row to the sink, or reports why not.
    fn finish(&mut self, at: At, verdict: Result<(), NoticeKind>) {
        self.rows += 1;
        if verdict == Err(NoticeKind::MissingCells) {
            self.notices.add(NoticeKind::MissingCells, None, at, String::new);
        }
        let group = match verdict {
            Ok(()) | Err(NoticeKind::MissingCells) => self.group(),
            Err(kind) => Err(kind),
        };
        match group {
            Ok(group) => {
                if !self.groups[group].outside.is_empty() {
                    self.leave_out(group, at);
                }
                for (column, text) in std::mem::take(&mut self.invalid) {
                    self.notices.add(NoticeKind::Invalid, Some(column), at, || text);
                }
                if !self.groups[group].unreadable.is_empty() {
                    self.report_unreadable(group, at);
                }
                self.sink.row(self.groups[group].number, &self.cells);
            }
            Err(kind) => {
                self.rejected += 1;
                self.invalid.clear();
                self.notices.add(kind, None, at, String::new);
            }
        }
    }

    /// Makes the items that do not apply to a group not applicable, and reports
    /// the answers found there.
    fn leave_out(&mut self, group: usize, at: At) {
        for &item in &self.groups[group].outside {
            let coding = self.codebook.coding(item);
            let column = self.layout.roles.iter().position(|&role| role == Role::Item(item));
            if coding.is_point(self.cells[item]) {
                self.notices.add(NoticeKind::OutsideAppliesTo, column, at, String::new);
            }
            self.cells[item] = coding.not_applicable();
            self.invalid.retain(|&(invalid, _)| Some(invalid) != column);
        }
    }

    fn report_unreadable(&mut self, group: usize, at: At) {
        let places = self.attribute_places();
        for &attribute in &self.groups[group].unreadable {
            let column = self.layout.roles.iter().position(|&role| role == Role::Attribute(attribute));
            let part = places.iter().position(|&place| place == attribute).unwrap_or(0);
            let text = key_texts(&self.key, self.delimiter).nth(part).unwrap_or_default();
            self.notices.add(NoticeKind::NotANumber, column, at, || String::from_utf8_lossy(text).into_owned());
        }
    }

    /// Finds the group of the row's attributes, by spelling first.
    fn group(&mut self) -> Result<usize, NoticeKind> {
        if let Some(group) = self.spellings.get(&self.key) {
            return Ok(group);
        }
        let mut values: Vec<Value> = vec![None; self.codebook.attributes.len()];
        let mut unreadable = Vec::new();
        for (text, place) in key_texts(&self.key, self.delimiter).zip(self.attribute_places()) {
            let text = std::str::from_utf8(text).map_err(|_| NoticeKind::NotText)?;
            match self.definition.attributes[self.codebook.attributes[place]].resolve(text) {
                Resolved::Unknown => {}
                Resolved::Value { key, label } => values[place] = Some(Labelled { key, label }),
                Resolved::NotANumber => unreadable.push(place),
            }
        }
        if self.spellings.is_full() {
            self.spellings.clear();
            self.groups.clear();
        }
        self.groups.push(Group {
            number: self.sink.group(&values),
            outside: self.codebook.not_applicable(&values),
            unreadable,
        });
        self.spellings.insert(&self.key, self.groups.len() - 1);
        Ok(self.groups.len() - 1)
    }

    /// Places of the attributes in the order of their columns, as in the key.
    fn attribute_places(&self) -> Vec<usize> {
        let attribute = |role: &Role| if let Role::Attribute(place) = *role { Some(place) } else { None };
        self.layout.roles.iter().filter_map(attribute).collect()
    }

    fn keep(&mut self, text: &[u8]) {
        self.key.extend_from_slice(text);
        self.key.push(CELL_END);
    }

    /// Codes a cell the long way, remembering spellings that need no report.
    fn coded(&mut self, item: usize, column: usize, text: &[u8]) -> Slot {
        let index = self.codebook.items[item].coding;
        let coding = &self.codebook.codings[index];
        if let &[byte] = text
            && coding.quick().slots[usize::from(byte)] != LONG_WAY
        {
            return coding.quick().slots[usize::from(byte)];
        }
        if let Some(&slot) = self.texts[index].get(text) {
            return slot;
        }
        let known = std::str::from_utf8(text).map(|text| (coding.slot(text), coding.declares(text)));
        let (slot, declared) = known.unwrap_or((coding.invalid(), false));
        // An invalid mark that the survey file declares is counted and no surprise.
        if slot == coding.invalid() && !declared {
            self.invalid.push((column, String::from_utf8_lossy(text).into_owned()));
        } else if self.texts[index].len() < REMEMBERED {
            self.texts[index].insert(text.into(), slot);
        }
        slot
    }
}

/// The attribute texts of a group key in the order of their columns.
fn key_texts(key: &[u8], delimiter: u8) -> impl Iterator<Item = &[u8]> {
    key.split_inclusive(|&byte| byte == CELL_END || byte == PLAIN_END).flat_map(move |part| {
        let (end, text) = part.split_last().unwrap_or((&CELL_END, &[]));
        let plain = *end == PLAIN_END;
        text.split(move |&byte| plain && byte == delimiter)
    })
}
