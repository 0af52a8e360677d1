//! The colour of a cell: steps of a difference or of a score.

use koe_stats::Decimal;

use crate::chart::drawing::Entry;
use crate::chart::marks::{Setting, entry};
use crate::chart::scene::{Rect, Scene};
use crate::steps::{Bounds, Tint};
use crate::theme::Ink;
use crate::window::Window;
use crate::wording::{difference_colours, steps_of};

/// Steps of a score.
const SCORES: u8 = 7;

/// What the colours of a part stand for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Steps {
    /// Differences from everyone, where one is shown.
    Differences(Bounds),
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

impl From<Tint> for Ground {
    fn from(tint: Tint) -> Self {
        match tint {
            Tint::Plain => Self::Plain,
            Tint::Untold => Self::Untold,
            Tint::Step(step) => Self::Difference(step),
        }
    }
}

impl Ground {
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
            Self::Differences(bounds) => differences(bounds, setting),
            Self::Scores(window) => vec![scores(window, setting)],
        }
    }

    /// What the colours do not say.
    pub(crate) fn note(&self, setting: Setting<'_>) -> String {
        match self {
            Self::Differences(bounds) => difference_colours(bounds, setting.language),
            Self::Scores(_) => setting.part_words().note_scores.to_owned(),
        }
    }
}

fn differences(bounds: &Bounds, setting: Setting<'_>) -> Vec<Entry> {
    let steps = bounds.key(setting.language).into_iter().map(|(step, meaning)| {
        let ground = Ground::Difference(step);
        entry(22.0, meaning, |mark| ground.paint(mark, Rect::new(0.0, 1.0, 22.0, 14.0)))
    });
    let untold = entry(22.0, setting.part_words().key_untold, |mark| {
        mark.outline(Rect::new(0.5, 1.5, 21.0, 13.0), Ink::Line, 1.0);
    });
    steps.chain([untold]).collect()
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

    #[test]
    fn what_cannot_be_told_has_no_colour() {
        let mut scene = Scene::new(10.0, 10.0);
        Ground::from(Tint::Untold).paint(&mut scene, Rect::new(0.0, 0.0, 10.0, 10.0));
        assert!(scene.marks.is_empty());
        assert_eq!(Ground::Untold.figure(), Ink::Ink3);
    }

    #[test]
    fn a_score_has_one_of_seven_steps_of_its_window() {
        let window = Window::holding(["3.13", "4.84"].map(|text| text.parse().unwrap()), (1, 2), 1, (1, 6));
        let steps = ["3.00", "4.00", "4.71", "4.72", "5.00"].map(|text| Ground::score(text.parse().unwrap(), &window));
        // 3.0 to 5.0 in sevenths of 2: the sixth ends at 3 + 12/7 = 4.714…
        assert_eq!(steps, [0, 3, 5, 6, 6].map(Ground::Score));
    }
}
