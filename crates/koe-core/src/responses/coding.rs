//! How the text of a cell becomes a slot: a point of the scale, blank, not
//! applicable or invalid.

use rustc_hash::FxHashMap;

use crate::definition::Scale;
use crate::text::matching_key;

/// Where an answer is counted: 0 is the scale minimum, and after the points
/// follow blank, not applicable and invalid.
pub type Slot = u8;

/// Marks a byte that needs the long way.
pub(super) const LONG_WAY: Slot = u8::MAX;

/// How many slots follow the points of a scale.
pub const EXTRA_SLOTS: usize = 3;

/// Most points a scale may have, so that a slot fits in a byte.
pub const MAX_POINTS: usize = 250;

/// The texts of one scale and the slots they stand for.
#[derive(Debug, Clone)]
pub struct Coding {
    min: i32,
    points: u8,
    texts: FxHashMap<String, Slot>,
    quick: Quick,
}

/// The short way from a cell of one byte to its slot.
#[derive(Debug, Clone)]
pub(super) struct Quick {
    /// Slot of each byte, or [`LONG_WAY`].
    pub(super) slots: [Slot; 256],
    /// The digit that is the scale minimum: this byte and the next `points` are
    /// the points of the scale, one after another.
    pub(super) first: u8,
    /// How many; 0 where the scale does not begin with a digit.
    pub(super) points: u8,
}

impl Coding {
    /// Compiles a scale of at most [`MAX_POINTS`] points.
    pub(super) fn new(scale: &Scale) -> Self {
        let points = u8::try_from(scale.points().min(MAX_POINTS)).unwrap_or(LONG_WAY);
        let mut coding = Self {
            min: scale.min,
            points,
            texts: FxHashMap::default(),
            quick: Quick { slots: [LONG_WAY; 256], first: 0, points: 0 },
        };
        for (label, code) in &scale.labels {
            if let Some(slot) = coding.point(i64::from(*code)) {
                coding.texts.insert(matching_key(label), slot);
            }
        }
        let kinds = [
            (&scale.missing, coding.blank()),
            (&scale.not_applicable, coding.not_applicable()),
            (&scale.invalid, coding.invalid()),
        ];
        for (texts, slot) in kinds {
            for text in texts {
                coding.texts.insert(matching_key(text), slot);
            }
        }
        for byte in 0x21..0x7f_u8 {
            let slot = coding.slot(char::from(byte).encode_utf8(&mut [0; 4]));
            // What is invalid is reported, and that is the long way's business.
            if byte != b'"' && slot != coding.invalid() {
                coding.quick.slots[usize::from(byte)] = slot;
            }
        }
        coding.quick.first = u8::try_from(scale.min).map_or(0, |min| min.saturating_add(b'0'));
        coding.quick.points = (0..points)
            .take_while(|&point| {
                let byte = coding.quick.first.saturating_add(point);
                byte.is_ascii_digit() && coding.quick.slots[usize::from(byte)] == point
            })
            .count() as u8;
        coding
    }

    /// Returns the short way for cells of one byte.
    pub(super) fn quick(&self) -> &Quick {
        &self.quick
    }

    /// Returns the slot of an empty cell.
    pub fn blank(&self) -> Slot {
        self.points
    }

    /// Returns the slot of "does not apply to me".
    pub fn not_applicable(&self) -> Slot {
        self.points + 1
    }

    /// Returns the slot of what is no answer on this scale.
    pub fn invalid(&self) -> Slot {
        self.points + 2
    }

    /// Says whether a slot is a point of the scale.
    pub fn is_point(&self, slot: Slot) -> bool {
        slot < self.points
    }

    /// Says whether the survey file names this text, be it as invalid.
    pub(super) fn declares(&self, text: &str) -> bool {
        self.texts.contains_key(&matching_key(text))
    }

    /// Returns what a cell may hold, in words.
    pub(super) fn expected(&self) -> String {
        let max = self.min + i32::from(self.points) - 1;
        let labels =
            if self.texts.is_empty() { "" } else { ", or a text of the scale's labels, missing or not_applicable" };
        format!("{} to {max}{labels}", self.min)
    }

    /// Reads a cell the long way: labels, full-width digits, spaces, `5.0`.
    pub(super) fn slot(&self, text: &str) -> Slot {
        if let Ok(number) = text.parse::<i64>() {
            // A scale may call one of its own numbers missing or invalid (-9999).
            if self.texts.is_empty() || self.point(number).is_some() && !self.texts.contains_key(text) {
                return self.point(number).unwrap_or(self.invalid());
            }
        }
        let key = matching_key(text);
        if let Some(&slot) = self.texts.get(&key) {
            return slot;
        }
        if key.is_empty() {
            return self.blank();
        }
        whole_number(&key).and_then(|number| self.point(number)).unwrap_or(self.invalid())
    }

    fn point(&self, number: i64) -> Option<Slot> {
        let slot = u8::try_from(number - i64::from(self.min)).ok()?;
        (slot < self.points).then_some(slot)
    }
}

/// Reads `5`, `+5`, `5.0`, `-2`, `−2`; spreadsheets write whole numbers as `5.0`.
fn whole_number(key: &str) -> Option<i64> {
    let (whole, fraction) = key.split_once('.').unwrap_or((key, "0"));
    if fraction.is_empty() || fraction.bytes().any(|digit| digit != b'0') {
        return None;
    }
    whole.replace('\u{2212}', "-").parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn coding() -> Coding {
        Coding::new(&Scale {
            name: String::new(),
            min: 1,
            max: 6,
            favorable: [5, 6].into(),
            unfavorable: [1, 2].into(),
            labels: vec![("とてもそう思う".into(), 6), ("A".into(), 5)],
            missing: vec!["無回答".into(), "-1".into()],
            not_applicable: vec!["該当なし".into(), "9".into()],
            invalid: vec!["-9999".into()],
        })
    }

    #[test]
    fn cells_become_slots() {
        let coding = coding();
        let (blank, skip, bad) = (coding.blank(), coding.not_applicable(), coding.invalid());
        for (text, slot) in [
            ("1", 0),
            ("6", 5),
            ("６", 5),
            (" 5 ", 4),
            ("\u{3000}5\u{a0}", 4),
            ("5.0", 4),
            ("５．００", 4),
            ("+3", 2),
            ("03", 2),
            ("とてもそう思う", 5),
            (" とてもそう思う ", 5),
            ("A", 4),
            ("Ａ", 4),
            ("", blank),
            ("  ", blank),
            ("\u{3000}", blank),
            ("無回答", blank),
            ("-1", blank),
            ("該当なし", skip),
            ("9", skip),
            ("7", bad),
            ("0", bad),
            ("5.5", bad),
            ("-9999", bad),
            ("1e1", bad),
            ("そう", bad),
            ("99999999999999999999", bad),
            ("5.", bad),
        ] {
            assert_eq!(coding.slot(text), slot, "{text:?}");
        }
    }

    #[test]
    fn short_way_agrees_with_the_long_way() {
        let coding = coding();
        for byte in 0..128_u8 {
            let short = coding.quick().slots[usize::from(byte)];
            if short != LONG_WAY {
                assert_eq!(short, coding.slot(&char::from(byte).to_string()), "{byte}");
            }
        }
        assert_eq!(coding.quick().slots[usize::from(b'4')], 3);
        assert_eq!(coding.quick().slots[usize::from(b'7')], LONG_WAY, "what is reported goes the long way");
    }
}
