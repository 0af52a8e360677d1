//! Text from the survey as a cell may hold it.

use unicode_width::UnicodeWidthChar;

use crate::typeset::one_line;

/// The most UTF-16 units that Excel keeps in a cell.
const CELL: usize = 32_767;
/// How long a text of the survey may be that is kept as a record.
const RECORD: usize = 1_000;
/// How wide a name may be that a title, a head or the bars of a chart show, in
/// half-width characters: it leaves room for the bars, and a program that draws
/// charts measures such a label again for each of its characters.
const LABEL: usize = 120;

/// Text on one line that Excel reads back as it is: no character acts, none is
/// one that XML cannot hold, and what is longer than a cell ends in ….
///
/// It is written as a string always, so that a leading `=` starts no formula.
pub(super) fn inert(text: &str) -> String {
    cut(&one_line(text).replace('\u{fffe}', "\\u{fffe}").replace('\u{ffff}', "\\u{ffff}"), CELL)
}

/// A text of the survey that is kept as a record, which other files hold whole.
pub(super) fn record(text: &str) -> String {
    cut(&inert(text), RECORD)
}

/// A name in a title, over a column or at the bars of a chart.
pub(super) fn label(text: &str) -> String {
    // A mark over a letter has no width and is a character all the same.
    cut_by(&inert(text), LABEL, |c| c.width().unwrap_or(0).max(1))
}

/// At most `limit` UTF-16 units, … at the end where text was cut.
pub(super) fn cut(text: &str, limit: usize) -> String {
    cut_by(text, limit, char::len_utf16)
}

/// Characters whose sizes add up to `limit` at most, … at the end where text was
/// cut.
fn cut_by(text: &str, limit: usize, size: impl Fn(char) -> usize) -> String {
    if text.chars().map(&size).sum::<usize>() <= limit {
        return text.to_owned();
    }
    let mut room = limit.saturating_sub(1);
    let fits = |c: &char| {
        let left = room.checked_sub(size(*c));
        room = left.unwrap_or(room);
        left.is_some()
    };
    let mut short: String = text.chars().take_while(fits).collect();
    short.push('…');
    short
}

/// Text at the foot of a printed sheet, where `&` begins an instruction and 255
/// units are the end.
pub(super) fn foot(text: &str) -> String {
    format!("&L&8 {}&R&8 &P / &N", cut(&inert(text), 100).replace('&', "&&"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_are_cut_at_whole_characters() {
        assert_eq!(cut("𠮷野家", 4), "𠮷野家");
        assert_eq!(cut("𠮷野家", 3), "𠮷…");
        assert_eq!(cut("𠮷𠮷𠮷", 4), "𠮷…");
        assert_eq!(inert(&"𠮷".repeat(20_000)).encode_utf16().count(), CELL);
    }

    #[test]
    fn labels_are_cut_by_their_width() {
        assert_eq!(label(&"長".repeat(60)), "長".repeat(60));
        assert_eq!(label(&"長".repeat(61)), "長".repeat(59) + "…");
        assert_eq!(label(&"X".repeat(121)), "X".repeat(119) + "…");
        assert_eq!(label(&"\u{301}".repeat(5_000)).chars().count(), 120);
    }

    #[test]
    fn no_name_gives_orders_at_the_foot() {
        assert_eq!(foot("a&Db"), "&L&8 a&&Db&R&8 &P / &N");
        assert!(foot(&"&".repeat(5000)).encode_utf16().count() < 255);
    }

    #[test]
    fn what_xml_cannot_hold_is_shown() {
        assert_eq!(inert("a\u{0}b\u{ffff}c\nd"), "a\\u{0}b\\u{ffff}c d");
    }
}
