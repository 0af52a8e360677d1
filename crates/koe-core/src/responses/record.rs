//! One record of delimited text, read cell by cell.

use std::borrow::Cow;

use memchr::memchr;

use super::cells::{after_line_end, line_ends, plain_cells, plain_length, quick_cells};
use super::coding::{LONG_WAY, Quick, Slot};
use super::notice::NoticeKind;

/// A record while it is read.
pub(super) struct Record<'b> {
    bytes: &'b [u8],
    delimiter: u8,
    position: usize,
    columns: usize,
    lines: u64,
    ended: bool,
    open_quote: bool,
    /// Delimiters inside quoted cells that hold line ends, or text after them.
    swallowed: usize,
    broken_quote: bool,
}

impl<'b> Record<'b> {
    /// Begins a record at `position`, which is not a line end.
    pub(super) fn new(bytes: &'b [u8], position: usize, delimiter: u8) -> Self {
        Self {
            bytes,
            delimiter,
            position,
            columns: 0,
            lines: 1,
            ended: false,
            open_quote: false,
            swallowed: 0,
            broken_quote: false,
        }
    }

    /// Returns how many cells have been read.
    pub(super) fn columns(&self) -> usize {
        self.columns
    }

    /// Codes cells that are blank or one byte, as many as follow each other;
    /// returns how many.
    pub(super) fn quick(&mut self, quick: &Quick, blank: Slot, cells: &mut [Slot]) -> usize {
        let Some(rest) = self.bytes.get(self.position..).filter(|_| !self.ended) else { return 0 };
        let (done, length) = quick_cells(rest, quick, blank, self.delimiter, cells);
        self.position += length;
        self.columns += done;
        done
    }

    /// Codes one cell that is blank or one byte, bare or in quotes, if it is.
    pub(super) fn short(&mut self, quick: &Quick, blank: Slot) -> Option<Slot> {
        let (&first, rest) = self.bytes.get(self.position..)?.split_first()?;
        if self.ended || first == self.delimiter {
            return self.ended_or_blank(blank);
        }
        let (slot, length) = match rest {
            [byte, b'"', ..] if first == b'"' => (quick.slots[usize::from(*byte)], 3),
            _ => (quick.slots[usize::from(first)], 1),
        };
        let end = self.position + length;
        let closed = self.bytes.get(end) == Some(&self.delimiter) || after_line_end(self.bytes, end).is_some();
        if slot == LONG_WAY || !closed {
            return None;
        }
        self.close(end);
        Some(slot)
    }

    fn ended_or_blank(&mut self, blank: Slot) -> Option<Slot> {
        if !self.ended {
            self.close(self.position);
        }
        Some(blank)
    }

    /// Returns the text of several cells with their delimiters, where none of
    /// them has a quote and the record goes on after them.
    pub(super) fn plain(&mut self, count: usize) -> Option<&'b [u8]> {
        let rest = self.bytes.get(self.position..).filter(|_| !self.ended)?;
        let length = plain_cells(rest, self.delimiter, count)?;
        self.position += length + 1;
        self.columns += count;
        Some(&rest[..length])
    }

    /// Returns the text of the next cell; of a cell past the record's end, none.
    pub(super) fn cell(&mut self) -> Cow<'b, [u8]> {
        if self.ended {
            return Cow::Borrowed(&[]);
        }
        if self.bytes.get(self.position) == Some(&b'"') {
            return self.quoted();
        }
        let start = self.position;
        let end = start + plain_length(&self.bytes[start..], self.delimiter);
        self.close(end);
        Cow::Borrowed(&self.bytes[start..end])
    }

    /// A quoted cell. Doubled quotes are one quote; what follows the closing
    /// quote belongs to the text, as spreadsheets have it.
    fn quoted(&mut self) -> Cow<'b, [u8]> {
        let start = self.position + 1;
        let (mut from, mut text) = (start, Cow::Borrowed(&[][..]));
        let end = loop {
            let Some(offset) = memchr(b'"', &self.bytes[from..]) else {
                self.open_quote = true;
                text = joined(text, &self.bytes[from..]);
                break self.bytes.len();
            };
            let quote = from + offset;
            let is_doubled = self.bytes.get(quote + 1) == Some(&b'"');
            text = joined(text, &self.bytes[from..quote + usize::from(is_doubled)]);
            from = quote + 1 + usize::from(is_doubled);
            if !is_doubled {
                break from;
            }
        };
        let lines = line_ends(&self.bytes[start..end]);
        self.lines += lines;
        let tail = plain_length(&self.bytes[end..], self.delimiter);
        if lines > 0 {
            self.broken_quote |= tail > 0;
            self.swallowed += self.bytes[start..end].iter().filter(|&&byte| byte == self.delimiter).count();
        }
        let text = joined(text, &self.bytes[end..end + tail]);
        self.close(end + tail);
        text
    }

    /// Ends a cell, and the record with it at a line end.
    fn close(&mut self, end: usize) {
        self.columns += 1;
        (self.position, self.ended) = match after_line_end(self.bytes, end) {
            Some(next) => (next, true),
            None if end >= self.bytes.len() => (end, true),
            None => (end + 1, false),
        };
    }

    /// Reads what is left of the record. Returns where the next begins, how many
    /// lines this one took, and what is wrong with it.
    pub(super) fn finish(mut self, expected: usize) -> (usize, u64, Result<(), NoticeKind>) {
        while !self.ended {
            self.cell();
        }
        let verdict = if self.open_quote {
            Err(NoticeKind::OpenQuote)
        } else if self.broken_quote || (expected > 1 && self.swallowed >= expected - 1) {
            Err(NoticeKind::StrayQuote)
        } else if self.columns > expected {
            Err(NoticeKind::ExtraCells)
        } else if self.columns < expected {
            Err(NoticeKind::MissingCells)
        } else {
            Ok(())
        };
        (self.position, self.lines, verdict)
    }
}

/// Two texts after one another, copied only where both are something.
fn joined<'b>(text: Cow<'b, [u8]>, more: &'b [u8]) -> Cow<'b, [u8]> {
    match (text.is_empty(), more.is_empty()) {
        (_, true) => text,
        (true, false) => Cow::Borrowed(more),
        (false, false) => Cow::Owned([text.as_ref(), more].concat()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cells(text: &str) -> (Vec<String>, usize, u64, Result<(), NoticeKind>) {
        let mut record = Record::new(text.as_bytes(), 0, b',');
        let read = (0..3).map(|_| String::from_utf8(record.cell().into_owned()).expect("text")).collect();
        let (next, lines, verdict) = record.finish(3);
        (read, next, lines, verdict)
    }

    #[test]
    fn cells_of_every_kind() {
        let texts = |cells: [&str; 3]| cells.map(str::to_owned).to_vec();
        for (text, expected, next, lines, verdict) in [
            ("a,b,c\nd", ["a", "b", "c"], 6, 1, Ok(())),
            ("a,,\r\nd", ["a", "", ""], 5, 1, Ok(())),
            ("\"a,1\",\"b\nb\",c\r", ["a,1", "b\nb", "c"], 14, 2, Ok(())),
            ("\"a\"\"b\",\"\"\"\",\"\"\n", ["a\"b", "\"", ""], 15, 1, Ok(())),
            ("\"a\"x,5\" pipe,c\n", ["ax", "5\" pipe", "c"], 15, 1, Ok(())),
            ("a,b\nc", ["a", "b", ""], 4, 1, Err(NoticeKind::MissingCells)),
            ("a,b,c,\nd", ["a", "b", "c"], 7, 1, Err(NoticeKind::ExtraCells)),
            ("a,\"b\nd,\"x,c\n", ["a", "b\nd,x", "c"], 12, 2, Err(NoticeKind::StrayQuote)),
            ("a,\"b,c\nd,e,\",f\n", ["a", "b,c\nd,e,", "f"], 15, 2, Err(NoticeKind::StrayQuote)),
            ("a,\"b,c\nd\n", ["a", "b,c\nd\n", ""], 9, 3, Err(NoticeKind::OpenQuote)),
        ] {
            assert_eq!(cells(text), (texts(expected), next, lines, verdict), "{text:?}");
        }
    }
}
