//! Spellings of attribute cells that have been met, and what they stand for.

use std::hash::{Hash, Hasher};

use rustc_hash::FxHashMap;

/// Most spellings that are remembered; more only cost time.
const MOST: usize = 1 << 16;

/// Bytes of a spelling that is kept in the table itself. One that is kept
/// elsewhere costs another wait for memory in every row.
const SHORT: usize = 63;

/// Texts of a row's attributes → group.
#[derive(Debug, Default)]
pub(super) struct Spellings {
    short: FxHashMap<Short, usize>,
    long: FxHashMap<Box<[u8]>, usize>,
}

impl Spellings {
    pub(super) fn get(&self, text: &[u8]) -> Option<usize> {
        match Short::new(text) {
            Some(short) => self.short.get(&short).copied(),
            None => self.long.get(text).copied(),
        }
    }

    pub(super) fn insert(&mut self, text: &[u8], group: usize) {
        match Short::new(text) {
            Some(short) => self.short.insert(short, group),
            None => self.long.insert(text.into(), group),
        };
    }

    pub(super) fn is_full(&self) -> bool {
        self.short.len() + self.long.len() >= MOST
    }

    pub(super) fn clear(&mut self) {
        self.short.clear();
        self.long.clear();
    }
}

/// A short spelling, filled up with zeros, its length last; compared and hashed
/// a word at a time, since every row does so.
#[derive(Debug, Clone, Copy)]
struct Short([u64; WORDS]);

const WORDS: usize = (SHORT + 1) / 8;

impl Short {
    fn new(text: &[u8]) -> Option<Self> {
        let mut bytes = [0; SHORT + 1];
        bytes.get_mut(..text.len()).filter(|_| text.len() <= SHORT)?.copy_from_slice(text);
        bytes[SHORT] = u8::try_from(text.len()).ok()?;
        let mut words = [0; WORDS];
        for (word, bytes) in words.iter_mut().zip(bytes.as_chunks().0) {
            *word = u64::from_le_bytes(*bytes);
        }
        Some(Self(words))
    }
}

impl PartialEq for Short {
    fn eq(&self, other: &Self) -> bool {
        self.0.iter().zip(&other.0).fold(0, |differs, (mine, other)| differs | (mine ^ other)) == 0
    }
}

impl Eq for Short {}

impl Hash for Short {
    fn hash<H: Hasher>(&self, state: &mut H) {
        // Odd and even words apart, so that neither chain waits for the other.
        let mix = |hash: u64, word: u64| (hash.rotate_left(23) ^ word).wrapping_mul(0x9e37_79b9_7f4a_7c15);
        let (even, odd) =
            self.0.as_chunks::<2>().0.iter().fold((0, 1), |(even, odd), pair| (mix(even, pair[0]), mix(odd, pair[1])));
        state.write_u64(even ^ odd.rotate_left(31));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spellings_of_any_length_are_kept_apart() {
        let mut spellings = Spellings::default();
        let texts: Vec<Vec<u8>> = (0..200).flat_map(|length| [vec![0; length], vec![b'a'; length + 1]]).collect();
        for (group, text) in texts.iter().enumerate() {
            assert_eq!(spellings.get(text), None, "{}", text.len());
            spellings.insert(text, group);
        }
        for (group, text) in texts.iter().enumerate() {
            assert_eq!(spellings.get(text), Some(group));
        }
    }
}
