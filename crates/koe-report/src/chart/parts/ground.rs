//! The colour of a cell: steps of a difference or of a score.

use koe_core::definition::Language;
use koe_stats::{Decimal, ratio};

use crate::chart::drawing::Entry;
use crate::chart::marks::{Setting, entry};
use crate::chart::scene::{Rect, Scene};
use crate::theme::Ink;
use crate::typeset::signed;
use crate::window::Window;
use crate::wording::{step_bound, steps_of};

/// Where the steps of a difference begin, in hundredths of a point; fixed before
/// any figures were looked at.
const BOUNDS: [i32; 3] = [5, 12, 22];
/// Steps of a score.
const SCORES: u8 = 7;

/// What the colours of a part stand for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Steps {
    /// Differences from everyone, where one is shown.
    Differences,
    /// Scores, in equal steps of a window.
    Scores(Window),
}

/// What lies under a figure.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Ground {
    /// Nothing: margins, scores on another scale.
    Plain,
    /// Nothing: the data cannot tell a difference.
    Untold,
    /// A difference, −3 to 3.
    Difference(i8),
    /// A score, 0 to 6.
    Score(u8),
}

impl Ground {
    /// A difference from everyone: coloured only if its interval, adjusted for
    /// the number of comparisons, excludes 0.
    pub(crate) fn difference(value: Decimal, excludes_zero: bool) -> Self {
        if !excludes_zero {
            return Self::Untold;
        }
        let step: i8 = BOUNDS.iter().map(|&bound| i8::from(value.abs().exact() >= ratio(bound, 100))).sum();
        Self::Difference(if value.is_negative() { -step } else { step })
    }

    /// A score in its window.
    pub(crate) fn score(value: Decimal, window: &Window) -> Self {
        Self::Score(window.part(&value.exact(), SCORES))
    }

    fn ink(self) -> Ink {
        match self {
            Self::Plain | Self::Untold => Ink::Paper,
            Self::Difference(step) => Ink::Diverging(step),
            Self::Score(step) => Ink::Sequential(step),
        }
    }

    /// The ink of the figure on it.
    pub(crate) fn figure(self) -> Ink {
        if self == Self::Untold { Ink::Ink3 } else { self.ink().figure() }
    }

    /// The ink of a smaller figure on it: never pale on a colour.
    pub(crate) fn note(self) -> Ink {
        match self {
            Self::Plain | Self::Untold | Self::Difference(0) => Ink::Ink3,
            _ => self.figure(),
        }
    }

    /// Paints the ground; what is below has a bar at its left, as both sides are
    /// the same grey on a copier.
    pub(crate) fn paint(self, scene: &mut Scene, rect: Rect) {
        if self.ink() == Ink::Paper || self == Self::Difference(0) {
            return;
        }
        scene.fill(rect, self.ink());
        if matches!(self, Self::Difference(..0)) {
            scene.fill(Rect { width: 3.0, ..rect }, Ink::Ink);
        }
    }
}

impl Steps {
    /// The steps with what they stand for.
    pub(crate) fn key(&self, setting: Setting<'_>) -> Vec<Entry> {
        match self {
            Self::Differences => differences(setting),
            Self::Scores(window) => vec![scores(window, setting)],
        }
    }

    /// What the colours do not say.
    pub(crate) fn note(&self, setting: Setting<'_>) -> String {
        let words = setting.part_words();
        match self {
            Self::Differences => words.note_differences,
            Self::Scores(_) => words.note_scores,
        }
        .to_owned()
    }
}

fn differences(setting: Setting<'_>) -> Vec<Entry> {
    let steps = difference_steps(setting.language)
        .into_iter()
        .map(|(ground, meaning)| entry(22.0, meaning, |mark| ground.paint(mark, Rect::new(0.0, 1.0, 22.0, 14.0))));
    let untold = entry(22.0, setting.part_words().key_untold, |mark| {
        mark.outline(Rect::new(0.5, 1.5, 21.0, 13.0), Ink::Line, 1.0);
    });
    steps.chain([untold]).collect()
}

/// The coloured steps of a difference from the lowest up, with what they stand
/// for.
pub(crate) fn difference_steps(language: Language) -> [(Ground, String); 6] {
    [-3_i8, -2, -1, 1, 2, 3].map(|place| {
        let bound = BOUNDS[usize::from(place.unsigned_abs()) - 1] * i32::from(place.signum());
        let value = signed(Decimal::round(&ratio(bound, 100), 2));
        (Ground::Difference(place), step_bound(&value, place < 0, language))
    })
}

fn scores(window: &Window, setting: Setting<'_>) -> Entry {
    let (low, high) = window.ends();
    entry(f64::from(SCORES) * 17.0, steps_of((&low, &high), setting.language), |mark| {
        for step in 0..SCORES {
            Ground::Score(step).paint(mark, Rect::new(f64::from(step) * 17.0, 1.0, 16.0, 14.0));
        }
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ground(value: &str) -> Ground {
        Ground::difference(value.parse().unwrap(), true)
    }

    #[test]
    fn a_difference_has_a_colour_only_if_told_that_there_is_one() {
        assert_eq!(Ground::difference("-0.40".parse().unwrap(), false), Ground::Untold);
        let mut scene = Scene::new(10.0, 10.0);
        Ground::Untold.paint(&mut scene, Rect::new(0.0, 0.0, 10.0, 10.0));
        assert!(scene.marks.is_empty());
        assert_eq!(Ground::Untold.figure(), Ink::Ink3);
    }

    #[test]
    fn steps_begin_at_their_bounds() {
        let steps = ["-0.22", "-0.21", "-0.12", "-0.11", "-0.05", "-0.04", "0.00", "0.04", "0.05", "0.12", "0.22"];
        let expected = [-3, -2, -2, -1, -1, 0, 0, 0, 1, 2, 3];
        assert_eq!(steps.map(ground), expected.map(Ground::Difference));
    }

    #[test]
    fn a_score_has_one_of_seven_steps_of_its_window() {
        let window = Window::holding(["3.13", "4.84"].map(|text| text.parse().unwrap()), (1, 2), 1, (1, 6));
        let steps = ["3.00", "4.00", "4.71", "4.72", "5.00"].map(|text| Ground::score(text.parse().unwrap(), &window));
        // 3.0 to 5.0 in sevenths of 2: the sixth ends at 3 + 12/7 = 4.714…
        assert_eq!(steps, [0, 3, 5, 6, 6].map(Ground::Score));
    }
}
