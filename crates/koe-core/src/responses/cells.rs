//! Cells in the bytes of a block: where they end, and the short way through
//! those of one byte.

use super::coding::{LONG_WAY, Quick, Slot};

/// A one in each byte of a word.
const EACH: u64 = 0x0101_0101_0101_0101;

/// A one in each 16 bits of a word.
const EACH_16: u64 = 0x0001_0001_0001_0001;

/// Codes cells that are blank or one byte while each is followed by the
/// delimiter; returns how many, and how many bytes they take.
pub(super) fn quick_cells(
    bytes: &[u8],
    quick: &Quick,
    blank: Slot,
    delimiter: u8,
    cells: &mut [Slot],
) -> (usize, usize) {
    let delimiters = EACH_16 * (u64::from(delimiter) << 8);
    let first = EACH_16 * u64::from(quick.first);
    let beyond = EACH_16 * (0x8000 - u64::from(quick.points));
    let (mut done, mut length) = (0, 0);
    loop {
        // Nearly all there is: four digits and their delimiters in one word,
        // each digit alone in 16 bits.
        for (eight, four) in bytes[length..].as_chunks::<8>().0.iter().zip(cells[done..].as_chunks_mut::<4>().0) {
            let slots = (u64::from_le_bytes(*eight) ^ delimiters).wrapping_sub(first);
            // The highest bit is set by a byte below the first digit or past the
            // last, and by whatever is not a delimiter where one should be.
            if (slots | slots.wrapping_add(beyond)) & (EACH_16 << 15) != 0 {
                break;
            }
            let pairs = slots | (slots >> 8);
            *four = ((pairs & 0xffff) as u32 | ((pairs >> 16) as u32 & 0xffff_0000)).to_le_bytes();
            done += 4;
            length += 8;
        }
        // A blank among the next four: cell by cell, but without a branch on it.
        for _ in 0..4 {
            let (Some(&[byte, next]), Some(cell)) = (bytes[length..].first_chunk(), cells.get_mut(done)) else {
                return (done, length);
            };
            let is_blank = byte == delimiter;
            let slot = if is_blank { blank } else { quick.slots[usize::from(byte)] };
            if slot == LONG_WAY || !(is_blank | (next == delimiter)) {
                return (done, length);
            }
            *cell = slot;
            done += 1;
            length += 2 - usize::from(is_blank);
        }
    }
}

/// Length of the text before the `count`-th delimiter, where there is no quote
/// and no line end before it.
pub(super) fn plain_cells(bytes: &[u8], delimiter: u8, count: usize) -> Option<usize> {
    let mut left = count;
    for (index, eight) in bytes.as_chunks::<8>().0.iter().enumerate() {
        let word = u64::from_le_bytes(*eight);
        if any_below_hash(word) {
            break;
        }
        let mut found = marks(word, delimiter);
        // One bit a byte: their sum is the highest byte of this product.
        let here = ((found >> 7).wrapping_mul(EACH) >> 56) as usize;
        if here < left {
            left -= here;
            continue;
        }
        for _ in 1..left {
            found &= found - 1;
        }
        return Some(8 * index + found.trailing_zeros() as usize / 8);
    }
    // Where a quote, a space or a line end is near, byte by byte.
    let mut left = count;
    for (length, &byte) in bytes.iter().enumerate() {
        if byte == delimiter {
            left -= 1;
            if left == 0 {
                return Some(length);
            }
        } else if byte == b'"' || byte == b'\n' || byte == b'\r' {
            return None;
        }
    }
    None
}

/// Says whether a word has a byte below `#`: a quote, a line end, a tab, a
/// space, `!` or a control.
#[inline]
fn any_below_hash(word: u64) -> bool {
    word.wrapping_sub(EACH * u64::from(b'#')) & !word & (EACH << 7) != 0
}

/// The highest bit of each byte of a word that is this byte.
#[inline]
fn marks(word: u64, byte: u8) -> u64 {
    const LOW: u64 = 0x7f7f_7f7f_7f7f_7f7f;
    let differs = word ^ (u64::from(byte) * EACH);
    !(((differs & LOW) + LOW) | differs | LOW)
}

/// Length of the text before the next delimiter or line end.
pub(super) fn plain_length(bytes: &[u8], delimiter: u8) -> usize {
    let ends = |&byte: &u8| byte == delimiter || byte == b'\n' || byte == b'\r';
    bytes.iter().position(ends).unwrap_or(bytes.len())
}

/// Where the next line begins, if there is a line end (LF, CRLF, CR) here.
pub(super) fn after_line_end(bytes: &[u8], position: usize) -> Option<usize> {
    match bytes.get(position)? {
        b'\n' => Some(position + 1),
        b'\r' if bytes.get(position + 1) == Some(&b'\n') => Some(position + 2),
        b'\r' => Some(position + 1),
        _ => None,
    }
}

/// Number of line ends.
pub(super) fn line_ends(bytes: &[u8]) -> u64 {
    let (mut position, mut lines) = (0, 0);
    while position < bytes.len() {
        position = after_line_end(bytes, position).inspect(|_| lines += 1).unwrap_or(position + 1);
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quick_cells_stop_at_the_first_that_is_not() {
        let mut quick = Quick { slots: [LONG_WAY; 256], first: b'1', points: 6 };
        for digit in b'1'..=b'6' {
            quick.slots[usize::from(digit)] = digit - b'1';
        }
        quick.slots[usize::from(b'9')] = 6;
        for (text, done, length) in [
            ("1,2,3,4,5,6,1,2,3,", 9, 18),
            ("1,2,3,4,5,6,1,9,3,", 9, 18),
            ("1,2,3,4,5,6,1,2,3\n", 8, 16),
            ("1,2,,4,", 4, 7),
            (",,,,,,,,,,", 9, 9),
            ("1,2,3,,5,6,1,2,3,", 9, 17),
            ("1,2,3,7,5,6,", 3, 6),
            ("1,2,3,44,5,", 3, 6),
            ("1;2;", 0, 0),
            ("", 0, 0),
            ("1", 0, 0),
        ] {
            let mut cells = [99; 9];
            assert_eq!(quick_cells(text.as_bytes(), &quick, 8, b',', &mut cells), (done, length), "{text:?}");
            let slow = |cell: &str| cell.bytes().next().map_or(8, |byte| quick.slots[usize::from(byte)]);
            let expected: Vec<u8> = text.split(',').take(done).map(slow).collect();
            assert_eq!(&cells[..done], expected, "{text:?}");
        }
    }

    #[test]
    fn plain_cells_have_no_quotes() {
        for (text, count, expected) in [
            ("a,b,c", 1, Some(1)),
            ("a,b,c", 2, Some(3)),
            ("a,b,c", 3, None),
            ("a,\"b\",c", 2, None),
            ("a\n,b", 1, None),
        ] {
            assert_eq!(plain_cells(text.as_bytes(), b',', count), expected, "{text:?} {count}");
        }
    }
}
