//! Positions on the scale, in per cent of a strip's width.

use koe_stats::{Decimal, Exact, ratio};

/// A strip leaves this much free on either side, so that the marks at its ends
/// are whole.
const MARGIN: i64 = 2;

/// Where a printed score stands, as CSS and SVG write it: `60.75%`.
pub(super) fn position(value: Decimal, scale: (i32, i32)) -> String {
    on_scale(&value.exact(), scale)
}

/// The outer quarters of the scale, where a label must keep clear of the edge.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Part {
    Low,
    Middle,
    High,
}

/// In which part of the scale a printed score stands.
pub(super) fn part(value: Decimal, (low, high): (i32, i32)) -> Part {
    let at = value.exact();
    if at < ratio(3 * low + high, 4) {
        Part::Low
    } else if at > ratio(low + 3 * high, 4) {
        Part::High
    } else {
        Part::Middle
    }
}

/// Exact until the last step: positions come from printed values and are the
/// same text on every machine. What lies outside the scale stands at its end.
pub(super) fn on_scale(value: &Exact, (low, high): (i32, i32)) -> String {
    let (low, high) = (ratio(low, 1), ratio(high, 1));
    let inside = value.clone().clamp(low.clone(), high.clone());
    let share = (inside - &low) / (high - low);
    let percent = share * ratio(100 - 2 * MARGIN, 1) + ratio(MARGIN, 1);
    format!("{}%", Decimal::round(&percent, 2))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn positions_run_from_margin_to_margin() {
        let at = |text: &str| position(text.parse().unwrap(), (1, 6));
        assert_eq!(at("1"), "2.00%");
        assert_eq!(at("6.00"), "98.00%");
        assert_eq!(at("3.5"), "50.00%");
        assert_eq!(at("4.06"), "60.75%");
        assert_eq!(at("4.17"), "62.86%");
        assert_eq!(at("9"), "98.00%");
        assert_eq!(on_scale(&ratio(2, 1), (1, 6)), "21.20%");
        assert_eq!(part("2.24".parse().unwrap(), (1, 6)), Part::Low);
        assert_eq!(part("4.06".parse().unwrap(), (1, 6)), Part::Middle);
        assert_eq!(part("4.76".parse().unwrap(), (1, 6)), Part::High);
    }
}
