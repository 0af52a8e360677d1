//! Text from the survey as a cell may hold it.

use crate::typeset::one_line;

/// The most UTF-16 units that Excel keeps in a cell.
const CELL: usize = 32_767;
/// How long a text of the survey may be that is kept as a record.
const RECORD: usize = 1_000;
/// How long a name may be that a title shows or a chart puts at its bars: a
/// program that draws charts measures such a label again for each character.
const LABEL: usize = 200;
/// How long the head of a column may be, which also names a series of bars.
const HEAD: usize = 60;

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

/// A name in a title or at the bars of a chart.
pub(super) fn label(text: &str) -> String {
    cut(&inert(text), LABEL)
}

/// A name over a column.
pub(super) fn head(text: &str) -> String {
    cut(&inert(text), HEAD)
}

/// At most `limit` UTF-16 units, … at the end where text was cut.
pub(super) fn cut(text: &str, limit: usize) -> String {
    if text.encode_utf16().count() <= limit {
        return text.to_owned();
    }
    let mut room = limit.saturating_sub(1);
    let fits = |c: &char| {
        let left = room.checked_sub(c.len_utf16());
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
    fn no_name_gives_orders_at_the_foot() {
        assert_eq!(foot("a&Db"), "&L&8 a&&Db&R&8 &P / &N");
        assert!(foot(&"&".repeat(5000)).encode_utf16().count() < 255);
    }

    #[test]
    fn what_xml_cannot_hold_is_shown() {
        assert_eq!(inert("a\u{0}b\u{ffff}c\nd"), "a\\u{0}b\\u{ffff}c d");
    }
}
