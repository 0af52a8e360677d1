//! The part of a scale that an axis shows, from printed values only.

use koe_stats::{Decimal, Exact, ratio};

/// A stretch of the scale whose ends lie on gridlines.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Window {
    /// Left end.
    pub(crate) low: Exact,
    /// Right end.
    pub(crate) high: Exact,
    step: Exact,
    places: u32,
    /// Whether the scale goes on beyond an end.
    pub(crate) cut: bool,
}

impl Window {
    /// The whole scale, with a gridline at every point (ten at most).
    pub(crate) fn whole((low, high): (i32, i32)) -> Self {
        let span = high - low;
        let step = if span <= 10 { 1 } else { (span + 9) / 10 };
        Self { low: ratio(low, 1), high: ratio(high, 1), step: ratio(step, 1), places: 0, cut: false }
    }

    /// The shortest stretch between gridlines that holds all values, with wider
    /// steps where there would be more than eight; where there are no values, the
    /// whole scale. One window serves all charts of a kind
    /// in a run, so that they can be compared.
    pub(crate) fn holding(
        values: impl IntoIterator<Item = Decimal>,
        step: (i32, i32),
        places: u32,
        scale: (i32, i32),
    ) -> Self {
        let values: Vec<Exact> = values.into_iter().map(|value| value.exact()).collect();
        let (Some(least), Some(most)) = (values.iter().min(), values.iter().max()) else { return Self::whole(scale) };
        let step = wider(ratio(step.0, step.1), most - least);
        let (bottom, top) = (ratio(scale.0, 1), ratio(scale.1, 1));
        let mut low = (least / &step).floor() * &step;
        let mut high = (most / &step).ceil() * &step;
        // A window of no width would have no axis.
        if low == high {
            low -= &step;
            high += &step;
        }
        let (low, high) = (low.max(bottom.clone()), high.min(top.clone()));
        let cut = low != bottom || high != top;
        Self { low, high, step, places, cut }
    }

    /// Where a value stands, 0 at the left end and 1 at the right; what lies
    /// outside stands at its end.
    pub(crate) fn share(&self, value: &Exact) -> Exact {
        let inside = value.clone().clamp(self.low.clone(), self.high.clone());
        (inside - &self.low) / (&self.high - &self.low)
    }

    /// Which of `steps` equal parts of the window holds a value, from 0.
    pub(crate) fn part(&self, value: &Exact, steps: u8) -> u8 {
        let part = (self.share(value) * ratio(steps, 1)).floor().to_integer();
        u8::try_from(part).unwrap_or(0).min(steps.saturating_sub(1))
    }

    /// Gridlines from end to end, with what is printed at them.
    pub(crate) fn lines(&self) -> Vec<(Exact, String)> {
        let mut lines = Vec::new();
        let mut at = self.low.clone();
        while at < self.high {
            lines.push((at.clone(), self.label(&at)));
            at += &self.step;
        }
        lines.push((self.high.clone(), self.label(&self.high)));
        lines
    }

    /// The two ends as they are printed.
    pub(crate) fn ends(&self) -> (String, String) {
        (self.label(&self.low), self.label(&self.high))
    }

    fn label(&self, value: &Exact) -> String {
        crate::typeset::figure(Decimal::round(value, self.places))
    }
}

/// A step times 1, 2, 4, 10, 20, 40…, so that no more than eight make up a span.
fn wider(step: Exact, span: Exact) -> Exact {
    let factors = (0..9).flat_map(|power| [1, 2, 4].map(|factor| ratio(factor * 10_i64.pow(power), 1)));
    let fits = |wide: &Exact| &span / wide <= ratio(8, 1);
    factors.map(|factor| &step * factor).find(fits).unwrap_or(span)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn half(values: &[&str]) -> Window {
        Window::holding(values.iter().map(|text| text.parse().unwrap()), (1, 2), 1, (1, 6))
    }

    fn labels(window: &Window) -> Vec<String> {
        window.lines().into_iter().map(|(_, label)| label).collect()
    }

    #[test]
    fn a_window_holds_all_values_between_gridlines() {
        let window = half(&["3.13", "4.84", "4.06"]);
        assert_eq!(window.ends(), ("3.0".to_owned(), "5.0".to_owned()));
        assert_eq!(labels(&window), ["3.0", "3.5", "4.0", "4.5", "5.0"]);
        assert!(window.cut);
        assert_eq!(window.share(&ratio(4, 1)), ratio(1, 2));
        assert_eq!(window.share(&ratio(6, 1)), ratio(1, 1), "outside stands at the end");
        let parts = [ratio(3, 1), ratio(4, 1), ratio(5, 1)].map(|value| window.part(&value, 7));
        assert_eq!(parts, [0, 3, 6], "0, 3.5 and 7 sevenths");
    }

    #[test]
    fn a_wide_window_has_wider_steps() {
        let window = Window::holding(["0.00", "10.00"].map(|text| text.parse().unwrap()), (1, 2), 1, (0, 10));
        assert_eq!(labels(&window), ["0.0", "2.0", "4.0", "6.0", "8.0", "10.0"]);
        assert_eq!(labels(&half(&["1.20", "5.70"])).len(), 6, "1.0 to 6.0 by whole points");
    }

    #[test]
    fn a_window_stays_on_the_scale_and_has_a_width() {
        assert_eq!(half(&["1.00", "6.00"]).ends(), ("1.0".to_owned(), "6.0".to_owned()));
        assert!(!half(&["1.00", "6.00"]).cut);
        assert_eq!(half(&["4.00"]).ends(), ("3.5".to_owned(), "4.5".to_owned()));
        assert_eq!(half(&["6.00"]).ends(), ("5.5".to_owned(), "6.0".to_owned()));
        assert_eq!(half(&[]).ends(), ("1".to_owned(), "6".to_owned()));
        assert_eq!(labels(&Window::whole((0, 100))).len(), 11);
        assert_eq!(labels(&Window::whole((1, 6))), ["1", "2", "3", "4", "5", "6"]);
    }
}
