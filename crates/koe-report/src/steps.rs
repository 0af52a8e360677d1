//! The steps of colour of a difference: one rule for every table that has them.

use koe_core::definition::Language;
use koe_core::release::Row;
use koe_stats::{Decimal, ratio};

use crate::typeset::{figure, signed};
use crate::verdict::Verdict;
use crate::wording::step_bound;

/// From where a difference takes each step of colour.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Bounds([Decimal; 3]);

/// What the colour of a figure says of its difference from everyone.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Tint {
    /// Nothing: the figure is no difference, or one on another scale.
    Plain,
    /// Nothing: the data cannot tell a difference.
    Untold,
    /// A step of the diverging ramp, −3 to 3.
    Step(i8),
}

impl Bounds {
    /// 0.05, 0.12 and 0.22 points of a rating scale, fixed before any figures were
    /// looked at; of a scale longer than ten points the part that they are of five.
    pub(crate) fn of((low, high): (i32, i32)) -> Self {
        let span = high.saturating_sub(low);
        let whole = ratio(if span > 10 { span } else { 5 }, 5);
        Self([5, 12, 22].map(|hundredths| Decimal::round(&(ratio(hundredths, 100) * &whole), 2)))
    }

    /// The bounds, smallest first.
    pub(crate) fn all(&self) -> &[Decimal; 3] {
        &self.0
    }

    /// The bounds as printed, smallest first.
    pub(crate) fn texts(&self) -> [String; 3] {
        self.0.map(figure)
    }

    /// The step of a printed difference: 0 under the smallest bound, to 3 or −3.
    pub(crate) fn step(&self, difference: Decimal) -> i8 {
        let step = self.0.iter().map(|&bound| i8::from(difference.abs() >= bound)).sum::<i8>();
        if difference.is_negative() { -step } else { step }
    }

    /// The coloured steps from the lowest up, with what they stand for.
    pub(crate) fn key(&self, language: Language) -> [(i8, String); 6] {
        let zero = Decimal::round(&ratio(0, 1), 2);
        let [first, second, third] = self.0;
        let below = [(-3, third), (-2, second), (-1, first)].map(|(step, bound)| (step, zero - bound));
        let [low, lower, slightly] = below.map(|(step, bound)| (step, step_bound(&signed(bound), true, language)));
        let above = [(1, first), (2, second), (3, third)];
        let [a, b, c] = above.map(|(step, bound)| (step, step_bound(&signed(bound), false, language)));
        [low, lower, slightly, a, b, c]
    }
}

impl Tint {
    /// The colour of the difference of a row: only where it holds after adjustment
    /// for the number of comparisons, on the scale of the overall score.
    pub(crate) fn of(row: &Row, bounds: &Bounds) -> Self {
        let Some(difference) = row.comparison.as_ref().and_then(|own| own.difference_text) else { return Self::Plain };
        let holds = matches!(Verdict::of(row), Verdict::Higher | Verdict::Lower);
        if holds && !row.comparable { Self::Plain } else { Self::told(difference, holds, bounds) }
    }

    /// The colour of a printed difference, by whether it holds.
    pub(crate) fn told(difference: Decimal, holds: bool, bounds: &Bounds) -> Self {
        if holds { Self::Step(bounds.step(difference)) } else { Self::Untold }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sample::Sample;

    #[test]
    fn colours_step_at_the_same_part_of_a_long_scale() {
        assert_eq!(Bounds::of((1, 6)).texts(), ["0.05", "0.12", "0.22"]);
        assert_eq!(Bounds::of((1, 5)).texts(), ["0.05", "0.12", "0.22"]);
        assert_eq!(Bounds::of((0, 100)).texts(), ["1.00", "2.40", "4.40"]);
    }

    #[test]
    fn steps_begin_at_their_bounds() {
        let bounds = Bounds::of((1, 6));
        let steps = ["-0.22", "-0.21", "-0.12", "-0.11", "-0.05", "-0.04", "0.00", "0.04", "0.05", "0.12", "0.22"];
        let expected = [-3, -2, -2, -1, -1, 0, 0, 0, 1, 2, 3];
        assert_eq!(steps.map(|text| bounds.step(text.parse().unwrap())), expected);
    }

    #[test]
    fn the_key_has_every_step_from_the_lowest_up() {
        let texts = Bounds::of((0, 100)).key(Language::Ja).map(|(_, text)| text);
        assert_eq!(texts, ["−4.40以下", "−2.40以下", "−1.00以下", "+1.00以上", "+2.40以上", "+4.40以上"]);
        assert_eq!(Bounds::of((1, 6)).key(Language::En)[0], (-3, "−0.22 or less".to_owned()));
    }

    #[test]
    fn only_a_difference_that_holds_on_the_scale_of_overall_has_a_colour() {
        let tint = |less: &str, p: f64, comparable: bool| {
            let mut sample = Sample::koriyama().with_segment("部局", "総務部");
            sample.compared("総務部", less, p, (1, 1, 2));
            let row = Row { comparable, ..sample.figures().units("部局")[0].rows[0].clone() };
            Tint::of(&row, &Bounds::of((1, 6)))
        };
        assert_eq!(tint("0.22", 0.01, true), Tint::Step(-3));
        assert_eq!(tint("-0.05", 0.01, true), Tint::Step(1));
        assert_eq!(tint("-0.04", 0.01, true), Tint::Step(0));
        assert_eq!(tint("0.22", 0.06, true), Tint::Untold);
        assert_eq!(tint("0.22", 0.01, false), Tint::Plain);
        assert_eq!(tint("0.22", 0.06, false), Tint::Untold);
        assert_eq!(Tint::of(&Row::default(), &Bounds::of((1, 6))), Tint::Plain);
    }
}
