//! Which encoding a file is in. A wrong guess turns names into nonsense without
//! a sound, so a guess that is not sure is no guess.

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{
    BIG5, EUC_JP, EUC_KR, Encoding, GB18030, GBK, ISO_2022_JP, SHIFT_JIS, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1250,
    WINDOWS_1252, WINDOWS_1254, WINDOWS_1257,
};

use super::japanese::{Reading, decode};

/// What the first bytes of a file say about its encoding.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Detected {
    /// Text in this encoding, after a byte order mark of `bom` bytes.
    Text {
        /// The encoding.
        encoding: &'static Encoding,
        /// Length of the byte order mark; 0 where there is none.
        bom: usize,
    },
    /// Text, but the bytes read well in more than one encoding, or in none.
    Unsure {
        /// Encodings it may be, the likeliest first.
        candidates: Vec<&'static Encoding>,
    },
    /// Not text.
    Binary {
        /// What it looks like ("an Excel workbook (.xlsx)").
        looks_like: Option<&'static str>,
    },
}

/// Returns the encoding of a file from its first bytes.
///
/// Half a megabyte is plenty. Byte order marks decide; then valid UTF-8; then
/// CP932, EUC-JP and ISO-2022-JP by how much the text looks like Japanese, with
/// `chardetng` as a second opinion.
pub fn detect(prefix: &[u8], is_whole_file: bool) -> Detected {
    if let Some(looks_like) = magic(prefix) {
        return Detected::Binary { looks_like: Some(looks_like) };
    }
    if let Some((encoding, bom)) = Encoding::for_bom(prefix) {
        return Detected::Text { encoding, bom };
    }
    if prefix.contains(&0) {
        return match utf16(prefix, is_whole_file) {
            Some(encoding) => Detected::Text { encoding, bom: 0 },
            None => Detected::Binary { looks_like: None },
        };
    }
    let sure = |encoding| Detected::Text { encoding, bom: 0 };
    if is_iso_2022_jp(prefix, is_whole_file) {
        return sure(ISO_2022_JP);
    }
    if prefix.is_ascii() && prefix.contains(&0x1B) {
        return Detected::Unsure { candidates: vec![ISO_2022_JP, UTF_8] };
    }
    if let Some(text) = decode(UTF_8, prefix, is_whole_file) {
        return if is_half_width_by_chance(&text, prefix, is_whole_file) {
            Detected::Unsure { candidates: vec![UTF_8, SHIFT_JIS] }
        } else {
            sure(UTF_8)
        };
    }
    legacy(prefix, is_whole_file)
}

/// Returns the encoding a file is surely in where that is not the stated one,
/// which would turn it into nonsense without an error.
pub fn contradicts(prefix: &[u8], is_whole_file: bool, stated: &'static Encoding) -> Option<&'static Encoding> {
    let Detected::Text { encoding, bom } = detect(prefix, is_whole_file) else { return None };
    // What the stated encoding cannot decode is reported with its line.
    let is_hidden = bom > 0 || decode(stated, prefix, is_whole_file).is_some();
    let is_utf16 = stated == UTF_16LE || stated == UTF_16BE;
    let is_other = if encoding == UTF_8 && bom == 0 {
        // A letter or two of two bytes may be UTF-8 by chance.
        let text = decode(UTF_8, prefix, is_whole_file).unwrap_or_default();
        is_utf16 || text.chars().filter(|c| c.len_utf8() > 2).count() >= 2
    } else if encoding == WINDOWS_1252 {
        is_utf16
    } else {
        // Of scripts that koe does not tell apart, the user knows more.
        ![GBK, GB18030, BIG5, EUC_KR].contains(&stated)
    };
    (encoding != stated && is_hidden && is_other).then_some(encoding)
}

/// Two bytes of UTF-8 beyond ASCII can be two half-width kana of CP932.
fn is_half_width_by_chance(text: &str, bytes: &[u8], is_whole_file: bool) -> bool {
    let mut beyond = text.chars().filter(|c| !c.is_ascii()).peekable();
    beyond.peek().is_some()
        && beyond.all(|c| c.len_utf8() == 2)
        && Reading::new(SHIFT_JIS, bytes, is_whole_file).is_some_and(|reading| reading.cost == 0)
}

fn legacy(bytes: &[u8], is_whole_file: bool) -> Detected {
    let shift_jis = Reading::new(SHIFT_JIS, bytes, is_whole_file);
    let euc_jp = Reading::new(EUC_JP, bytes, is_whole_file);
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
    detector.feed(bytes, is_whole_file);
    let guess_in_japan = detector.guess(Some(b"jp"), Utf8Detection::Deny);
    let guess = detector.guess(None, Utf8Detection::Deny);

    let beats = |one: &Reading, other: &Option<Reading>| other.as_ref().is_none_or(|it| one.net() >= it.net() + 4);
    let is_plausible = |it: &Reading| it.evidence >= 2 && it.cost <= it.evidence;
    if let Some(it) = &shift_jis
        && is_plausible(it)
        && beats(it, &euc_jp)
        && (guess_in_japan == SHIFT_JIS || it.evidence >= 4 || (it.cost == 0 && it.longest >= 2))
    {
        return Detected::Text { encoding: SHIFT_JIS, bom: 0 };
    }
    if let Some(it) = &euc_jp
        && is_plausible(it)
        && beats(it, &shift_jis)
        // Without kana it may as well be Chinese, Korean or half-width kana.
        && (it.kana > 0 || (guess == EUC_JP && shift_jis.is_none()))
    {
        return Detected::Text { encoding: EUC_JP, bom: 0 };
    }
    let not_japanese = |it: &Option<Reading>| it.as_ref().is_none_or(|it| it.evidence == 0 || it.net() < 0);
    if guess == WINDOWS_1252 && not_japanese(&shift_jis) && not_japanese(&euc_jp) && is_western(bytes, is_whole_file) {
        return Detected::Text { encoding: WINDOWS_1252, bom: 0 };
    }
    let mut candidates: Vec<(&'static Encoding, i64)> = [(SHIFT_JIS, &shift_jis), (EUC_JP, &euc_jp)]
        .into_iter()
        .filter_map(|(encoding, reading)| reading.as_ref().map(|it| (encoding, it.net())))
        .collect();
    candidates.sort_by_key(|&(_, net)| -net);
    let mut candidates: Vec<&'static Encoding> = candidates.into_iter().map(|(encoding, _)| encoding).collect();
    for other in [guess_in_japan, guess] {
        if !candidates.contains(&other) && decode(other, bytes, is_whole_file).is_some() {
            candidates.push(other);
        }
    }
    Detected::Unsure { candidates }
}

/// Whether the accents stand in words, and are those that all Western code pages
/// agree on or enough of them to trust the statistics.
fn is_western(bytes: &[u8], is_whole_file: bool) -> bool {
    let Some(text) = decode(WINDOWS_1252, bytes, is_whole_file) else { return false };
    let agree = [WINDOWS_1250, WINDOWS_1254, WINDOWS_1257]
        .into_iter()
        .all(|other| decode(other, bytes, is_whole_file).is_some_and(|it| it == text));
    let beyond = text.chars().filter(|c| !c.is_ascii()).count();
    let words = text.split(|c: char| c.is_ascii() && !c.is_ascii_alphabetic());
    let stand_in_words =
        words.filter(|word| !word.is_ascii()).all(|word| word.bytes().any(|b| b.is_ascii_alphabetic()));
    !text.chars().any(|c| matches!(c, '\u{80}'..='\u{9F}')) && stand_in_words && (agree || beyond >= 30)
}

/// JIS is 7-bit: without this, it would pass for UTF-8.
fn is_iso_2022_jp(bytes: &[u8], is_whole_file: bool) -> bool {
    let shift = [b"\x1b$B", b"\x1b$@", b"\x1b(J", b"\x1b(I"];
    bytes.is_ascii()
        && bytes.windows(3).any(|window| shift.iter().any(|it| window == it.as_slice()))
        && decode(ISO_2022_JP, bytes, is_whole_file).is_some()
}

/// UTF-16 without a byte order mark: commas, digits and line ends have a zero
/// byte, always on the same side.
fn utf16(bytes: &[u8], is_whole_file: bool) -> Option<&'static Encoding> {
    let zeros = |parity: usize| bytes.iter().skip(parity).step_by(2).filter(|&&byte| byte == 0).count();
    let encoding = match (zeros(0), zeros(1)) {
        (even, odd) if odd > 0 && even == 0 => UTF_16LE,
        (even, odd) if even > 0 && odd == 0 => UTF_16BE,
        _ => return None,
    };
    let text = decode(encoding, bytes, is_whole_file)?;
    let is_text = |c: char| !c.is_control() || matches!(c, '\t' | '\r' | '\n');
    let is_assigned = |c: char| !matches!(c, '\u{E000}'..='\u{F8FF}' | '\u{FFF0}'..='\u{FFFF}');
    text.chars().all(|c| is_text(c) && is_assigned(c)).then_some(encoding)
}

fn magic(bytes: &[u8]) -> Option<&'static str> {
    const MAGIC: [(&[u8], &str); 12] = [
        (b"PK\x03\x04", "an Excel workbook (.xlsx) or another ZIP file"),
        (b"PK\x05\x06", "an empty ZIP file"),
        (b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1", "an old Excel workbook (.xls)"),
        (b"%PDF-", "a PDF file"),
        (b"PAR1\x15", "a Parquet file"),
        (b"\x89PNG\r\n\x1a\n", "a PNG picture"),
        (b"\xFF\xD8\xFF", "a JPEG picture"),
        (b"GIF8", "a GIF picture"),
        (b"\x1F\x8B", "a gzip file"),
        (b"\x28\xB5\x2F\xFD", "a Zstandard file"),
        (b"7z\xBC\xAF\x27\x1C", "a 7-Zip file"),
        (b"SQLite format 3\0", "an SQLite database"),
    ];
    MAGIC.iter().find(|(start, _)| bytes.starts_with(start)).map(|&(_, name)| name)
}

#[cfg(test)]
mod tests;
