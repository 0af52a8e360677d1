//! Positions on a window of the scale, in per cent of a strip's width.

use koe_stats::{Decimal, Exact, ratio};

use crate::window::Window;

/// A strip leaves this much free on either side, so that the marks at its ends
/// are whole.
const MARGIN: i64 = 2;

/// Where a printed score stands, as CSS and SVG write it: `60.75%`.
pub(super) fn position(value: Decimal, window: &Window) -> String {
    place(&value.exact(), window)
}

/// Exact until the last step: positions come from printed values and are the
/// same text on every machine. What lies outside the window stands at its end.
pub(super) fn place(value: &Exact, window: &Window) -> String {
    let percent = window.share(value) * ratio(100 - 2 * MARGIN, 1) + ratio(MARGIN, 1);
    format!("{}%", Decimal::round(&percent, 2))
}

/// The outer quarters of a window, where a label must keep clear of the edge.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Part {
    Low,
    Middle,
    High,
}

/// In which part of a window a printed score stands.
pub(super) fn part(value: Decimal, window: &Window) -> Part {
    let at = window.share(&value.exact());
    if at < ratio(1, 4) {
        Part::Low
    } else if at > ratio(3, 4) {
        Part::High
    } else {
        Part::Middle
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn positions_run_from_margin_to_margin() {
        let scale = Window::whole((1, 6));
        let at = |text: &str| position(text.parse().unwrap(), &scale);
        assert_eq!(at("1"), "2.00%");
        assert_eq!(at("6.00"), "98.00%");
        assert_eq!(at("3.5"), "50.00%");
        assert_eq!(at("4.06"), "60.75%");
        assert_eq!(at("4.17"), "62.86%");
        assert_eq!(at("9"), "98.00%");
        assert_eq!(place(&ratio(2, 1), &scale), "21.20%");
        assert_eq!(part("2.24".parse().unwrap(), &scale), Part::Low);
        assert_eq!(part("4.06".parse().unwrap(), &scale), Part::Middle);
        assert_eq!(part("4.76".parse().unwrap(), &scale), Part::High);
    }
}
