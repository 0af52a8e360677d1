//! Spellings of attribute cells that have been met, and what they stand for.

use rustc_hash::FxHashMap;

/// Most spellings that are remembered; more only cost time.
const MOST: usize = 1 << 16;

/// Bytes of a spelling that is kept in the table itself. One that is kept
/// elsewhere costs another wait for memory in every row.
const SHORT: usize = 63;

/// Texts of a row's attributes → group.
#[derive(Debug, Default)]
pub(super) struct Spellings {
    /// Short ones, filled up with zeros, their length last.
    short: FxHashMap<[u8; SHORT + 1], usize>,
    long: FxHashMap<Box<[u8]>, usize>,
}

impl Spellings {
    pub(super) fn get(&self, text: &[u8]) -> Option<usize> {
        match short(text) {
            Some(short) => self.short.get(&short).copied(),
            None => self.long.get(text).copied(),
        }
    }

    pub(super) fn insert(&mut self, text: &[u8], group: usize) {
        match short(text) {
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

fn short(text: &[u8]) -> Option<[u8; SHORT + 1]> {
    let mut short = [0; SHORT + 1];
    short.get_mut(..text.len()).filter(|_| text.len() <= SHORT)?.copy_from_slice(text);
    short[SHORT] = u8::try_from(text.len()).ok()?;
    Some(short)
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
