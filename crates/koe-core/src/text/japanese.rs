//! How much a decoded text looks like Japanese that somebody wrote.

use encoding_rs::{DecoderResult, EUC_JP, Encoding, SHIFT_JIS};

/// A text as one encoding reads it.
pub(super) struct Reading {
    /// Characters that Japanese text is made of.
    pub(super) evidence: usize,
    /// How odd the rest is.
    pub(super) cost: usize,
    /// Full-width kana among the evidence.
    pub(super) kana: usize,
    /// Most evidence in one unbroken word.
    pub(super) longest: usize,
}

impl Reading {
    /// Reads `bytes`; `None` where they are not valid in the encoding.
    pub(super) fn new(encoding: &'static Encoding, bytes: &[u8], is_whole_file: bool) -> Option<Self> {
        let text = decode(encoding, bytes, is_whole_file)?;
        let mut reading = weigh(&text);
        if encoding == EUC_JP {
            // EUC-JP has half-width kana, but hardly anybody has used them.
            reading.cost += 3 * text.chars().filter(|&c| class(c) == Class::HalfWidth).count();
        }
        Some(reading)
    }

    /// Evidence against cost.
    pub(super) fn net(&self) -> i64 {
        let signed = |count: usize| i64::try_from(count).unwrap_or(i64::MAX / 4);
        signed(self.evidence) - 2 * signed(self.cost)
    }
}

/// Decodes without replacement; a character cut at the end of a prefix is fine.
pub(super) fn decode(encoding: &'static Encoding, bytes: &[u8], is_whole_file: bool) -> Option<String> {
    let mut decoder = encoding.new_decoder_without_bom_handling();
    let mut text = String::with_capacity(decoder.max_utf8_buffer_length_without_replacement(bytes.len())?);
    match decoder.decode_to_string_without_replacement(bytes, &mut text, is_whole_file) {
        (DecoderResult::InputEmpty, _) => Some(text),
        _ => None,
    }
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Class {
    Letter,
    Ascii,
    Kana,
    Common,
    HalfWidth,
    /// Oddness of a character that is rare in Japanese text.
    Rare(usize),
}

fn class(c: char) -> Class {
    match c {
        'a'..='z' | 'A'..='Z' => Class::Letter,
        '\t' | '\n' | '\r' | ' '..='~' => Class::Ascii,
        '\u{0}'..='\u{1F}' | '\u{7F}'..='\u{9F}' | '\u{E000}'..='\u{F8FF}' => Class::Rare(8),
        'ぁ'..='ゖ' | 'ァ'..='ー' => Class::Kana,
        '\u{3000}'..='\u{303F}' | '！'..='～' | '￥' => Class::Common,
        '｡'..='ﾟ' => Class::HalfWidth,
        '\u{4E00}'..='\u{9FFF}' | '\u{F900}'..='\u{FAFF}' => kanji(c),
        _ => symbol(c),
    }
}

/// Row 1 and 2 of JIS X 0208 (、（ ○ → ※) and NEC's row 13 (① ㈱ №) are common,
/// Greek, Cyrillic and lines are not.
fn symbol(c: char) -> Class {
    let mut buffer = [0; 4];
    match SHIFT_JIS.encode(c.encode_utf8(&mut buffer)) {
        (bytes, _, false) if matches!(bytes.first(), Some(0x81 | 0x87)) => Class::Common,
        _ => Class::Rare(3),
    }
}

/// By the rows of JIS X 0208: level 1 holds the kanji of daily use.
fn kanji(c: char) -> Class {
    let mut buffer = [0; 4];
    match SHIFT_JIS.encode(c.encode_utf8(&mut buffer)) {
        (bytes, _, false) => match bytes.first() {
            Some(0x88..=0x97) => Class::Common,
            Some(0x98) if bytes.get(1).is_some_and(|&trail| trail < 0x9F) => Class::Common,
            Some(0xFA..=0xFC) => Class::Rare(1),
            _ => Class::Rare(2),
        },
        _ => Class::Rare(3),
    }
}

fn weigh(text: &str) -> Reading {
    let mut reading = Reading { evidence: 0, cost: 0, kana: 0, longest: 0 };
    let chars: Vec<(char, Class)> = text.chars().map(|c| (c, class(c))).collect();
    let is_ascii = |class: Class| matches!(class, Class::Letter | Class::Ascii);
    let mut start = 0;
    while start < chars.len() {
        if is_ascii(chars[start].1) {
            start += 1;
            continue;
        }
        let length = chars[start..].iter().take_while(|(_, class)| !is_ascii(*class)).count();
        let run = &chars[start..start + length];
        let touches_letter = [start.checked_sub(1), Some(start + length)]
            .into_iter()
            .flatten()
            .any(|index| chars.get(index).is_some_and(|(_, class)| *class == Class::Letter));
        // "don稚" is don’t: a lone sign in a Latin word is another encoding's letter.
        let is_kanji_or_rare = |&(c, class): &(char, Class)| {
            matches!(class, Class::HalfWidth | Class::Rare(_)) || matches!(c, '\u{4E00}'..='\u{9FFF}')
        };
        let is_lone = (length == 1 && run.iter().all(is_kanji_or_rare))
            || (length == 2 && run.iter().all(|(_, class)| *class == Class::HalfWidth));
        if is_lone && touches_letter {
            reading.cost += 3;
        } else {
            weigh_run(run, &mut reading);
        }
        start += length;
    }
    reading
}

fn weigh_run(run: &[(char, Class)], reading: &mut Reading) {
    let mut before = None;
    let evidence = reading.evidence;
    for &(c, class) in run {
        match class {
            Class::Kana => {
                reading.evidence += 1;
                reading.kana += 1;
            }
            Class::Common => reading.evidence += 1,
            Class::HalfWidth => reading.cost += half_width_cost(c, before),
            Class::Rare(cost) => reading.cost += cost,
            Class::Letter | Class::Ascii => {}
        }
        before = Some(c);
    }
    reading.longest = reading.longest.max(reading.evidence - evidence);
}

/// A voicing mark follows a kana that can be voiced, and no word begins with a
/// small kana or a mark.
fn half_width_cost(c: char, before: Option<char>) -> usize {
    let well_formed = match c {
        'ﾞ' => before.is_some_and(|b| matches!(b, 'ｳ' | 'ｶ'..='ﾄ' | 'ﾊ'..='ﾎ')),
        'ﾟ' => before.is_some_and(|b| matches!(b, 'ﾊ'..='ﾎ')),
        'ｧ'..='ｯ' | 'ｰ' => before.is_some(),
        '｡' | '｣' | '､' | '･' => return if before.is_some() { 1 } else { 4 },
        '｢' => return 1,
        _ => true,
    };
    if well_formed { 0 } else { 3 }
}
