//! Cuts a stream of delimited text into blocks that end where a record ends.

use std::io::{self, Read};

use memchr::{memchr, memrchr};

/// Longest record that is read. What is longer is an open quote, not an answer.
pub(super) const MAX_RECORD: usize = 16 << 20;

/// A stream cut into blocks of whole records.
pub(super) struct Blocks<R> {
    reader: R,
    delimiter: u8,
    size: usize,
    carry: Vec<u8>,
    next: u64,
    finished: bool,
}

/// Why the next block could not be cut.
#[derive(Debug)]
pub(super) enum BlockError {
    /// The stream failed.
    Read(io::Error),
    /// A record is longer than [`MAX_RECORD`].
    TooLong {
        /// The block it is in.
        block: u64,
    },
}

impl<R: Read> Blocks<R> {
    pub(super) fn new(reader: R, delimiter: u8, size: usize) -> Self {
        Self { reader, delimiter, size, carry: Vec::new(), next: 0, finished: false }
    }

    /// Fills `block` with the next whole records and returns their block's
    /// number, or nothing at the end. A last record without a line end gets one.
    pub(super) fn next_into(&mut self, block: &mut Vec<u8>) -> Result<Option<u64>, BlockError> {
        block.clear();
        block.append(&mut self.carry);
        let mut wanted = self.size;
        loop {
            let end = loop {
                if self.finished {
                    break None;
                }
                let missing = wanted.saturating_sub(block.len()).max(1);
                let read = (&mut self.reader).take(missing as u64).read_to_end(block).map_err(BlockError::Read)?;
                self.finished = read == 0;
                if self.finished || block.len() >= wanted {
                    break last_record_end(block, self.delimiter).filter(|_| !self.finished);
                }
            };
            if let Some(end) = end {
                self.carry.extend_from_slice(&block[end..]);
                block.truncate(end);
                break;
            }
            if self.finished {
                if block.is_empty() {
                    return Ok(None);
                }
                if !matches!(block.last(), Some(b'\n' | b'\r')) {
                    block.push(b'\n');
                }
                break;
            }
            if block.len() > MAX_RECORD {
                return Err(BlockError::TooLong { block: self.next });
            }
            wanted = block.len() * 2;
        }
        self.next += 1;
        Ok(Some(self.next - 1))
    }
}

/// Returns the end of the last whole record, given that the bytes begin with one.
fn last_record_end(bytes: &[u8], delimiter: u8) -> Option<usize> {
    if memchr(b'"', bytes).is_none() {
        return match memrchr(b'\n', bytes) {
            Some(end) => Some(end + 1),
            // Line ends of a lone CR; one at the very end may be half of a CRLF.
            None => memrchr(b'\r', &bytes[..bytes.len().saturating_sub(1)]).map(|end| end + 1),
        };
    }
    // A quote opens a quoted cell only at the cell's start, as the reader has it.
    let (mut end, mut quoted, mut at_start) = (None, false, true);
    let mut position = 0;
    while position < bytes.len() {
        let byte = bytes[position];
        if quoted {
            match memchr(b'"', &bytes[position..]) {
                None => break,
                Some(offset) if bytes.get(position + offset + 1) == Some(&b'"') => position += offset + 2,
                Some(offset) => {
                    quoted = false;
                    position += offset + 1;
                }
            }
            continue;
        }
        match byte {
            b'"' if at_start => quoted = true,
            b'\n' => end = Some(position + 1),
            b'\r' if bytes.get(position + 1).is_some_and(|&next| next != b'\n') => end = Some(position + 1),
            _ => {}
        }
        at_start = byte == delimiter || byte == b'\n' || byte == b'\r';
        position += 1;
    }
    end
}

#[cfg(test)]
mod tests {
    use super::*;

    fn blocks(text: &str, size: usize) -> Vec<String> {
        let mut blocks = Blocks::new(text.as_bytes(), b',', size);
        let (mut out, mut block) = (Vec::new(), Vec::new());
        while let Some(number) = blocks.next_into(&mut block).expect("a block") {
            assert_eq!(number, out.len() as u64);
            out.push(String::from_utf8(block.clone()).expect("text"));
        }
        out
    }

    #[test]
    fn blocks_end_with_records_and_lose_nothing() {
        let text = "a,b\n1,\"x\ny\"\r\n2,5\" pipe\r\n\"q\"\"\n\",3\n4,end";
        for size in 1..60 {
            let cut = blocks(text, size);
            assert_eq!(cut.concat(), format!("{text}\n"), "size {size}");
            for block in &cut {
                assert!(block.ends_with('\n'), "size {size}: {block:?}");
                assert!(!block.starts_with("y\""), "size {size}: cut inside quotes");
            }
        }
        assert_eq!(blocks("a\rb\rc\r", 3), ["a\r", "b\r", "c\r"]);
        assert_eq!(blocks("a\r\nb\r\n", 2), ["a\r\n", "b\r\n"], "CRLF is never cut in two");
        assert!(blocks("", 8).is_empty());
    }

    #[test]
    fn an_open_quote_does_not_eat_the_memory() {
        let endless = io::Read::chain(&b"a\n\""[..], io::repeat(b'x'));
        let mut blocks = Blocks::new(endless, b',', 1 << 20);
        let mut block = Vec::new();
        let error = loop {
            match blocks.next_into(&mut block) {
                Ok(_) => {}
                Err(error) => break error,
            }
        };
        assert!(matches!(error, BlockError::TooLong { .. }));
        assert!(block.len() <= 3 * MAX_RECORD);
    }
}
