//! Delimited text: CSV and TSV, in any encoding, read by all threads at once.

use std::fs::File;
use std::io::{self, Read};
use std::path::Path;
use std::sync::{Arc, Mutex, PoisonError};

use encoding_rs::UTF_8;

use super::blocks::{BlockError, Blocks, MAX_RECORD};
use super::intake::FileIntake;
use super::notice::{At, NoticeKind, Notices};
use super::rows::{RowReader, Sink};
use super::source::{Counts, Reading, no_rows};
use super::transcode::{Malformed, Transcoded};
use crate::problem::{Place, Problem};
use crate::text::{encoding_of, name_of, unreadable};

/// How much of a file is looked at to tell its encoding.
const PREFIX: u64 = 1 << 20;

/// Reads one file of delimited text, each thread into its own sink.
pub(super) fn read<S: Sink>(
    reading: &mut Reading<'_>,
    path: &Path,
    name: &str,
    sinks: &mut Vec<S>,
) -> Result<FileIntake, Vec<Problem>> {
    let cannot = |error: &io::Error| vec![unreadable(Place::file(name), error)];
    let mut file = File::open(path).map_err(|error| cannot(&error))?;
    let mut prefix = Vec::new();
    (&mut file).take(PREFIX).read_to_end(&mut prefix).map_err(|error| cannot(&error))?;
    let is_whole = (prefix.len() as u64) < PREFIX;
    let (encoding, bom) =
        encoding_of(name, &prefix, is_whole, reading.options.encoding).map_err(|problem| vec![*problem])?;
    let text = io::Cursor::new(prefix.split_off(bom)).chain(file);
    let (progress, total) = (reading.options.progress, reading.total);
    let counted = Counted {
        inner: text,
        told: move |read| {
            if let Some(progress) = progress {
                progress.advance(read, total);
            }
        },
    };
    let format = name_of(encoding);
    if encoding == UTF_8 {
        records(reading, name, &format, counted, sinks)
    } else {
        records(reading, name, &format, Transcoded::new(counted, encoding), sinks)
    }
}

/// Passes bytes on and tells how many.
struct Counted<R, F> {
    inner: R,
    told: F,
}

impl<R: Read, F: Fn(u64)> Read for Counted<R, F> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let read = self.inner.read(buffer)?;
        (self.told)(read as u64);
        Ok(read)
    }
}

/// What one thread brings back.
struct Share<S> {
    sink: S,
    notices: Notices,
    rows: u64,
    rejected: u64,
    /// Lines of each block it read.
    lines: Vec<(u64, u64)>,
}

fn records<S: Sink, R: Read + Send>(
    reading: &Reading<'_>,
    name: &str,
    format: &str,
    mut text: R,
    sinks: &mut Vec<S>,
) -> Result<FileIntake, Vec<Problem>> {
    let header = Header::read(&mut text).map_err(|error| vec![stream_problem(name, format, &error)])?;
    let Some(header) = header else {
        return Err(vec![
            Problem::error(Place::file(name), "no header")
                .expected("column names on the first line")
                .hint("the file holds only blank lines; export it again"),
        ]);
    };
    let layout = reading.layout(header.names.clone(), &Place::file(name).line(header.line))?;
    let layout = Arc::new(layout);
    let rest = io::Cursor::new(header.rest).chain(text);
    let blocks = Mutex::new(Blocks::new(rest, header.delimiter, reading.options.block_size));
    let failure: Mutex<Option<BlockError>> = Mutex::new(None);
    let shares: Mutex<Vec<(usize, Share<S>)>> = Mutex::new(Vec::new());
    rayon::scope(|scope| {
        for (index, sink) in sinks.drain(..).enumerate() {
            let (blocks, failure, shares, layout) = (&blocks, &failure, &shares, Arc::clone(&layout));
            scope.spawn(move |_| {
                let mut rows = RowReader::new(reading.definition, reading.codebook, layout, header.delimiter, sink);
                let (mut block, mut lines) = (Vec::new(), Vec::new());
                loop {
                    // Bound first: in the match, the lock would last until the block is read.
                    let next = lock(blocks).next_into(&mut block);
                    match next {
                        Ok(Some(number)) => lines.push((number, rows.block(number, &block))),
                        Ok(None) => break,
                        Err(error) => {
                            lock(failure).get_or_insert(error);
                            break;
                        }
                    }
                }
                let share =
                    Share { notices: rows.notices, rows: rows.rows, rejected: rows.rejected, sink: rows.sink, lines };
                lock(shares).push((index, share));
            });
        }
    });
    let mut shares = shares.into_inner().unwrap_or_else(PoisonError::into_inner);
    shares.sort_by_key(|(index, _)| *index);
    let mut counts = Counts { rows: 0, rejected: 0, notices: Vec::new() };
    let (mut notices, mut lines) = (Vec::new(), Vec::new());
    for (_, share) in shares {
        sinks.push(share.sink);
        notices.push(share.notices);
        lines.extend(share.lines);
        counts.rows += share.rows;
        counts.rejected += share.rejected;
    }
    lines.sort_unstable();
    let first_lines: Vec<u64> = lines
        .iter()
        .scan(header.line + header.lines, |next, &(_, count)| {
            *next += count;
            Some(*next - count)
        })
        .collect();
    let line_of = |at: At| {
        usize::try_from(at.block).ok().and_then(|block| first_lines.get(block)).map_or(0, |first| first + at.line)
    };
    match failure.into_inner().unwrap_or_else(PoisonError::into_inner) {
        Some(BlockError::Read(error)) => return Err(vec![stream_problem(name, format, &error)]),
        Some(BlockError::TooLong { block }) => {
            return Err(vec![
                Problem::error(
                    Place::file(name).line(line_of(At { block, line: 0 })),
                    "a row longer than any row of answers",
                )
                .expected(format!("at most {} MiB a row", MAX_RECORD >> 20))
                .hint("look for a quote that is opened and never closed on this line or after it"),
            ]);
        }
        None => {}
    }
    if counts.rows == 0 {
        return Err(no_rows(name));
    }
    counts.notices = Notices::join(notices, line_of);
    let account = reading.account(name, format, &layout, counts);
    // Everything from an open quote to the end of the file would be one cell.
    match account.notices.iter().find(|notice| notice.kind == NoticeKind::OpenQuote) {
        Some(open) => Err(vec![account.problem(open)]),
        None => Ok(account),
    }
}

/// A lock that another thread's panic does not take down with it.
fn lock<T>(mutex: &Mutex<T>) -> std::sync::MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

fn stream_problem(name: &str, format: &str, error: &io::Error) -> Problem {
    match error.get_ref().and_then(|inner| inner.downcast_ref::<Malformed>()) {
        Some(malformed) => {
            Problem::error(Place::file(name).line(malformed.line), format!("bytes that are not {format}"))
                .hint("state another encoding with --encoding, or save the file as UTF-8")
        }
        None => unreadable(Place::file(name), error),
    }
}

/// The first record of a file: its names, and what was read past it.
struct Header {
    names: Vec<String>,
    delimiter: u8,
    /// Line it begins on.
    line: u64,
    /// Lines it takes.
    lines: u64,
    rest: Vec<u8>,
}

impl Header {
    /// Reads the header, or nothing where there are only blank lines.
    fn read(text: &mut impl Read) -> io::Result<Option<Self>> {
        let mut start = Vec::new();
        let mut wanted: u64 = 64 << 10;
        loop {
            let read = text.take(wanted).read_to_end(&mut start)?;
            let is_whole = (read as u64) < wanted;
            let blank = start.iter().take_while(|byte| matches!(byte, b'\r' | b'\n')).count();
            let line = 1 + start[..blank].iter().filter(|&&byte| byte == b'\n').count() as u64;
            let record = &start[blank..];
            if let Some(length) = record_length(record, is_whole) {
                if record[..length].is_empty() {
                    return Ok(None);
                }
                let delimiter = delimiter_of(&record[..length]);
                let names = names_of(&record[..length], delimiter);
                let lines = record[..length].iter().filter(|&&byte| byte == b'\n').count().max(1) as u64;
                let rest = start.split_off(blank + length);
                return Ok(Some(Self { names, delimiter, line, lines, rest }));
            }
            if start.len() > MAX_RECORD {
                return Err(io::Error::new(io::ErrorKind::InvalidData, "the header does not end"));
            }
            wanted *= 2;
        }
    }
}

/// Whether a byte of the header is inside quotes. As in the rows below it, a
/// quote opens only at the start of a cell: `size 12"` is a name like any other.
struct Quotes {
    quoted: bool,
    at_start: bool,
}

impl Default for Quotes {
    fn default() -> Self {
        Self { quoted: false, at_start: true }
    }
}

impl Quotes {
    fn after(&mut self, byte: u8) -> bool {
        if byte == b'"' && (self.quoted || self.at_start) {
            self.quoted = !self.quoted;
            // A second quote right after opens again: a doubled quote.
            self.at_start = !self.quoted;
        } else {
            self.at_start = !self.quoted && matches!(byte, b',' | b'\t' | b';');
        }
        self.quoted
    }
}

/// Length of the first record with its line end, where it is there in full.
fn record_length(bytes: &[u8], is_whole: bool) -> Option<usize> {
    let mut quotes = Quotes::default();
    for (index, &byte) in bytes.iter().enumerate() {
        let quoted = quotes.after(byte);
        match byte {
            b'\n' if !quoted => return Some(index + 1),
            b'\r' if !quoted => match bytes.get(index + 1) {
                Some(b'\n') => return Some(index + 2),
                Some(_) => return Some(index + 1),
                None => {}
            },
            _ => {}
        }
    }
    is_whole.then_some(bytes.len())
}

/// The delimiter that occurs most often outside quotes: comma, tab or semicolon.
fn delimiter_of(record: &[u8]) -> u8 {
    let mut counts = [(b',', 0), (b'\t', 0), (b';', 0)];
    let mut quotes = Quotes::default();
    for &byte in record {
        let quoted = quotes.after(byte);
        if let Some((_, count)) = counts.iter_mut().find(|(delimiter, _)| *delimiter == byte && !quoted) {
            *count += 1;
        }
    }
    let most = counts.iter().map(|&(_, count)| count).max().unwrap_or(0);
    counts.iter().find(|&&(_, count)| count == most).map_or(b',', |&(delimiter, _)| delimiter)
}

fn names_of(record: &[u8], delimiter: u8) -> Vec<String> {
    let mut reader =
        csv::ReaderBuilder::new().has_headers(false).flexible(true).delimiter(delimiter).from_reader(record);
    let first = reader.byte_records().next();
    let Some(Ok(cells)) = first else { return Vec::new() };
    cells.iter().map(|cell| crate::text::clean_label(&String::from_utf8_lossy(cell))).collect()
}
