//! Turns a stream in any encoding into UTF-8, and stops at what is not text.

use std::fmt;
use std::io::{self, Read};

use encoding_rs::{Decoder, DecoderResult, Encoding};

const CHUNK: usize = 64 << 10;

/// A stream in some encoding, read as UTF-8.
pub(super) struct Transcoded<R> {
    reader: R,
    decoder: Decoder,
    input: Vec<u8>,
    read: usize,
    output: Vec<u8>,
    written: usize,
    lines: u64,
    at_end: bool,
}

/// Bytes that are no text in the stated encoding.
#[derive(Debug)]
pub(super) struct Malformed {
    /// Line of the file, from 1.
    pub(super) line: u64,
}

impl fmt::Display for Malformed {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "bytes on line {} are not text in this encoding", self.line)
    }
}

impl std::error::Error for Malformed {}

impl<R: Read> Transcoded<R> {
    pub(super) fn new(reader: R, encoding: &'static Encoding) -> Self {
        Self {
            reader,
            decoder: encoding.new_decoder(),
            input: Vec::new(),
            read: 0,
            output: Vec::new(),
            written: 0,
            lines: 1,
            at_end: false,
        }
    }

    /// Decodes the next chunk into `output`.
    fn refill(&mut self) -> io::Result<()> {
        self.output.resize(CHUNK * 3 + 16, 0);
        let mut written = 0;
        while written == 0 && !(self.at_end && self.read == self.input.len()) {
            if self.read == self.input.len() {
                self.input.clear();
                self.read = 0;
                (&mut self.reader).take(CHUNK as u64).read_to_end(&mut self.input)?;
                self.at_end = self.input.is_empty();
            }
            let (result, read, wrote) = self.decoder.decode_to_utf8_without_replacement(
                &self.input[self.read..],
                &mut self.output,
                self.at_end,
            );
            self.read += read;
            written = wrote;
            self.lines += memchr::memchr_iter(b'\n', &self.output[..wrote]).count() as u64;
            match result {
                DecoderResult::InputEmpty if self.at_end => break,
                DecoderResult::InputEmpty | DecoderResult::OutputFull => {}
                DecoderResult::Malformed(..) => {
                    return Err(io::Error::new(io::ErrorKind::InvalidData, Malformed { line: self.lines }));
                }
            }
        }
        self.output.truncate(written);
        self.written = 0;
        Ok(())
    }
}

impl<R: Read> Read for Transcoded<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        if self.written == self.output.len() {
            self.refill()?;
        }
        let count = buffer.len().min(self.output.len() - self.written);
        buffer[..count].copy_from_slice(&self.output[self.written..self.written + count]);
        self.written += count;
        Ok(count)
    }
}
