//! Whole small files: the survey file, the items, the headcount.

use std::fs;
use std::io;
use std::path::Path;

use encoding_rs::{DecoderResult, Encoding, UTF_8, UTF_16BE, UTF_16LE};

use super::{Detected, contradicts, detect, name_of};
use crate::{Place, Problem};

/// The small files are a few hundred kilobytes.
const MOST_BYTES: u64 = 64 << 20;

/// Reads a whole small file to text, without its byte order mark.
///
/// `stated` is the encoding the user gave, if any; a byte order mark wins over
/// it.
///
/// # Errors
///
/// When the file is missing, a folder, unreadable, empty or binary, or when its
/// encoding is unsure or wrong.
pub fn read_text(path: &Path, stated: Option<&'static Encoding>) -> Result<String, Box<Problem>> {
    let shown = path.display().to_string();
    let bytes = read_bytes(path, &shown)?;
    let (encoding, bom) = encoding_of(&shown, &bytes, true, stated)?;
    decode(&shown, encoding, bytes.get(bom..).unwrap_or_default())
}

/// Returns the encoding of a file from its first bytes, and the length of its
/// byte order mark. `stated` is the encoding the user gave, if any; a byte
/// order mark wins over it.
///
/// # Errors
///
/// When there are no bytes or no text, when the encoding is unsure and none is
/// stated, or when the stated one is wrong.
pub fn encoding_of(
    file: &str,
    bytes: &[u8],
    is_whole_file: bool,
    stated: Option<&'static Encoding>,
) -> Result<(&'static Encoding, usize), Box<Problem>> {
    if bytes.is_empty() {
        let problem = Problem::error(Place::file(file), "the file is empty");
        return Err(Box::new(problem.hint("save it again from the program that made it, or name another file")));
    }
    match (detect(bytes, is_whole_file), stated) {
        (Detected::Binary { looks_like }, _) => Err(Box::new(binary(file, looks_like))),
        (Detected::Text { encoding, bom }, _) if bom > 0 => Ok((encoding, bom)),
        (_, Some(stated)) => match contradicts(bytes, is_whole_file, stated) {
            Some(found) => Err(Box::new(contradicted(file, stated, found))),
            None => match not_utf8(file, bytes, is_whole_file).filter(|_| stated == UTF_8) {
                Some(problem) => Err(Box::new(problem)),
                None => Ok((stated, 0)),
            },
        },
        (Detected::Text { encoding, bom }, None) => Ok((encoding, bom)),
        (Detected::Unsure { candidates }, None) => Err(Box::new(unsure(file, &candidates))),
    }
}

fn read_bytes(path: &Path, shown: &str) -> Result<Vec<u8>, Box<Problem>> {
    if let Some(problem) = file_problem(path, Place::file(shown)) {
        return Err(Box::new(problem));
    }
    let data = fs::metadata(path).map_err(|error| unreadable(Place::file(shown), &error))?;
    if !data.is_file() {
        let problem = Problem::error(Place::file(shown), "not a regular file");
        return Err(Box::new(problem.hint("copy it to a file and name that")));
    }
    if data.len() > MOST_BYTES {
        let problem = Problem::error(Place::file(shown), "too large for a list of items or a headcount");
        let size = format!("{} MB", data.len() / 1_000_000);
        return Err(Box::new(problem.found(size).hint("files of answers belong to `responses` of a wave")));
    }
    let bytes = fs::read(path).map_err(|error| unreadable(Place::file(shown), &error))?;
    Ok(bytes)
}

/// Returns what keeps a path from being read as a file: missing, or a folder.
/// `place` is where the reader is told about it.
pub fn file_problem(path: &Path, place: Place) -> Option<Problem> {
    let shown = path.display().to_string();
    // Where the place is the file itself, once is enough.
    let problem = |message: &str, place: Place| {
        let is_told = place.file == shown && place.column.is_none();
        let problem = Problem::error(place, message);
        if is_told { problem } else { problem.found(shown) }
    };
    match fs::metadata(path) {
        Ok(data) if data.is_dir() => {
            Some(problem("a folder where a file is expected", place).hint("name the file inside the folder"))
        }
        Ok(_) => None,
        Err(error) if error.kind() == io::ErrorKind::NotFound => {
            Some(problem("no such file", place).hint(
                nearby(path).unwrap_or_else(|| "check the path; paths are relative to the survey file".to_owned()),
            ))
        }
        Err(error) => Some(unreadable(place, &error)),
    }
}

/// A file of a similar name in the same folder.
fn nearby(path: &Path) -> Option<String> {
    let wanted = path.file_name()?.to_str()?;
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let mut names: Vec<String> =
        fs::read_dir(folder).ok()?.filter_map(|entry| entry.ok()?.file_name().into_string().ok()).collect();
    names.sort();
    super::nearest(wanted, names.iter().map(String::as_str)).map(|name| format!("did you mean `{name}`?"))
}

/// Returns the problem of a file that the system does not let us read.
pub fn unreadable(place: Place, error: &io::Error) -> Problem {
    Problem::error(place, "cannot read the file")
        .found(error.to_string())
        .hint("check that it is not open in another program and that you may read it")
}

/// Returns the problem of a file whose encoding is not sure.
pub fn unsure(file: &str, candidates: &[&'static Encoding]) -> Problem {
    let names: Vec<String> = candidates.iter().map(|encoding| format!("`{}`", name_of(encoding))).collect();
    let may_be = if names.is_empty() { "none fits".to_owned() } else { format!("one of {}", names.join(", ")) };
    Problem::error(Place::file(file), "cannot tell the encoding for sure")
        .expected(may_be)
        .hint("state it, for example `encoding = \"cp932\"`, or save the file as UTF-8")
}

/// Returns the problem of bytes that are not valid in an encoding.
pub fn undecodable(file: &str, line: u64, bytes: &[u8], encoding: &'static Encoding) -> Problem {
    let shown: Vec<String> = bytes.iter().take(4).map(|byte| format!("{byte:02X}")).collect();
    Problem::error(Place::file(file).line(line), format!("bytes that are not {}", name_of(encoding)))
        .found(shown.join(" "))
        .hint("state the encoding, for example `encoding = \"cp932\"`, or save the file as UTF-8")
}

/// The problem of the first bytes that are not UTF-8; a character that a prefix
/// cuts in two is none.
fn not_utf8(file: &str, bytes: &[u8], is_whole_file: bool) -> Option<Problem> {
    let error = std::str::from_utf8(bytes).err().filter(|error| is_whole_file || error.error_len().is_some())?;
    let (before, after) = bytes.split_at_checked(error.valid_up_to())?;
    let line = 1 + before.iter().filter(|&&byte| byte == b'\n').count();
    Some(undecodable(file, u64::try_from(line).unwrap_or(u64::MAX), after, UTF_8))
}

fn contradicted(file: &str, stated: &'static Encoding, found: &'static Encoding) -> Problem {
    Problem::error(Place::file(file), format!("stated to be {}, but it reads as {}", name_of(stated), name_of(found)))
        .hint("leave `encoding` out, or correct it")
}

fn binary(file: &str, looks_like: Option<&'static str>) -> Problem {
    match looks_like {
        Some(what) => Problem::error(Place::file(file), format!("not a text file: it looks like {what}")),
        None => Problem::error(Place::file(file), "not a text file"),
    }
    .hint("save it as CSV (UTF-8) and name that file")
}

fn decode(file: &str, encoding: &'static Encoding, bytes: &[u8]) -> Result<String, Box<Problem>> {
    let mut decoder = encoding.new_decoder_without_bom_handling();
    let length = decoder.max_utf8_buffer_length_without_replacement(bytes.len()).unwrap_or(0);
    let mut text = String::with_capacity(length);
    match decoder.decode_to_string_without_replacement(bytes, &mut text, true) {
        (DecoderResult::InputEmpty, _) => Ok(text),
        (_, read) => {
            let unit = if encoding == UTF_16LE || encoding == UTF_16BE { 2 } else { 1 };
            let line = 1 + text.bytes().filter(|&byte| byte == b'\n').count();
            let around = bytes.get(read.saturating_sub(2 * unit)..).unwrap_or_default();
            Err(Box::new(undecodable(file, u64::try_from(line).unwrap_or(u64::MAX), around, encoding)))
        }
    }
}

#[cfg(test)]
mod tests {
    use encoding_rs::{EUC_JP, SHIFT_JIS, WINDOWS_1252};

    use super::*;

    fn read(bytes: &[u8], stated: Option<&'static Encoding>) -> Result<String, Box<Problem>> {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("items.csv");
        fs::write(&path, bytes).expect("written");
        read_text(&path, stated)
    }

    #[test]
    fn text_comes_without_its_mark() {
        assert_eq!(read("\u{feff}コード,設問\n".as_bytes(), None).expect("text"), "コード,設問\n");
        let cp932 = SHIFT_JIS.encode("コード,設問\n㈱髙﨑①～\n").0.into_owned();
        assert_eq!(read(&cp932, None).expect("text"), "コード,設問\n㈱髙﨑①～\n");
        assert_eq!(read(&cp932, Some(SHIFT_JIS)).expect("text"), "コード,設問\n㈱髙﨑①～\n");
    }

    #[test]
    fn every_failure_names_the_way_out() {
        let cp932 = SHIFT_JIS.encode("a\r\nb\r\nコード\r\n").0.into_owned();
        let cases = [
            (read(b"", None), "the file is empty"),
            (read(b"PK\x03\x04\x14\0\x06\0", None), "not a text file: it looks like an Excel workbook"),
            (read(b"PK\x03\x04\x14\0\x06\0", Some(SHIFT_JIS)), "not a text file: it looks like an Excel workbook"),
            (read(b"a\0\0b\x01\x02\0\0", None), "not a text file"),
            (read(b"a\0\0b\x01\x02\0\0", Some(UTF_8)), "not a text file"),
            (read(b"a\0,\0b\0\n\0", Some(UTF_8)), "stated to be utf-8, but it reads as utf-16le"),
            (read(b"a,b\n", Some(UTF_16LE)), "stated to be utf-16le, but it reads as utf-8"),
            (read(&cp932, Some(UTF_16BE)), "stated to be utf-16be, but it reads as cp932"),
            (read(&cp932, Some(WINDOWS_1252)), "stated to be windows-1252, but it reads as cp932"),
            (read(&cp932, Some(EUC_JP)), "bytes that are not euc-jp"),
            (read(b"a\nb\nZ\xFCrich\n", Some(UTF_8)), "bytes that are not utf-8"),
            (read("部署,年齢\n".as_bytes(), Some(SHIFT_JIS)), "stated to be cp932, but it reads as utf-8"),
            (read_text(Path::new("/no/such/items.csv"), None), "no such file"),
            (read_text(Path::new("/"), None), "a folder where a file is expected"),
        ];
        for (result, message) in cases {
            let problem = result.expect_err(message);
            assert!(problem.message.starts_with(message), "{problem}");
            assert!(problem.hint.is_some(), "{problem}");
        }
        let wrong = read(b"a\nb\nZ\xFCrich\n", Some(UTF_8)).expect_err("wrong");
        assert_eq!(wrong.place.line, Some(3));
        // The start of a longer file may end within a character.
        let cut = &"a\n部".as_bytes()[..4];
        assert_eq!(encoding_of("a.csv", cut, false, Some(UTF_8)).ok(), Some((UTF_8, 0)));
        assert!(encoding_of("a.csv", cut, true, Some(UTF_8)).is_err());
    }

    #[test]
    fn a_missing_file_names_its_neighbour() {
        let folder = tempfile::tempdir().expect("a folder");
        fs::write(folder.path().join("items.csv"), "a").expect("written");
        let problem = read_text(&folder.path().join("item.csv"), None).expect_err("missing");
        assert_eq!(problem.hint.as_deref(), Some("did you mean `items.csv`?"));
    }
}
