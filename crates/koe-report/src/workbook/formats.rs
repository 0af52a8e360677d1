//! What cells look like: look.md's one face, one size, one rule under a header.

use rust_xlsxwriter::{Color, Format, FormatAlign, FormatBorder, FormatPattern};

use crate::steps::Tint;
use crate::theme::{Hex, Ink, Theme};

pub(super) const FACE: &str = "Yu Gothic";
const SIZE: f64 = 10.0;

/// What a number is of, which decides how it is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Number {
    Score,
    Gap,
    Count,
    /// Whole per cent, without the sign.
    Percent,
    /// So many digits after the point: a rate in per cent, a p-value, an effect.
    Fixed(u32),
    /// A difference with so many digits after the point.
    Signed(u32),
    /// A share in per cent, without the sign, that is not zero but prints no digit.
    UnderOne,
}

/// Returns a colour of the light theme, as workbooks have no dark one.
pub(super) fn colour(ink: Ink) -> Color {
    let Hex(red, green, blue) = Theme::LIGHT.colour(ink);
    Color::RGB(u32::from_be_bytes([0, red, green, blue]))
}

/// Text in the face of the workbook.
pub(super) fn base() -> Format {
    Format::new()
        .set_font_name(FACE)
        .set_font_size(SIZE)
        .set_font_color(colour(Ink::Ink))
        .set_align(FormatAlign::VerticalCenter)
}

/// A sentence over a table.
pub(super) fn headline() -> Format {
    prose().set_font_size(12).set_bold().set_align(FormatAlign::Left)
}

/// A sentence under the first.
pub(super) fn finding() -> Format {
    prose().set_align(FormatAlign::Left)
}

/// What a sheet shows, in small.
pub(super) fn note() -> Format {
    prose().set_font_size(9).set_font_color(colour(Ink::Ink3)).set_align(FormatAlign::Left)
}

/// Text over several lines.
pub(super) fn prose() -> Format {
    base().set_text_wrap()
}

/// The header over text, or over figures.
pub(super) fn header(figures: bool) -> Format {
    base()
        .set_font_color(colour(Ink::Ink2))
        .set_background_color(colour(Ink::Surface))
        .set_border_bottom(FormatBorder::Thin)
        .set_border_bottom_color(colour(Ink::Ink4))
        .set_text_wrap()
        .set_align(if figures { FormatAlign::Right } else { FormatAlign::Left })
        .set_align(FormatAlign::VerticalCenter)
}

/// A name, so many steps into the tree.
pub(super) fn name(strong: bool, indent: u8) -> Format {
    let name = prose().set_align(FormatAlign::Left).set_indent(indent);
    if strong { name.set_bold() } else { name }
}

/// A figure of a line.
pub(super) fn number(strong: bool, pattern: &str) -> Format {
    let number = base().set_align(FormatAlign::Right).set_num_format(pattern);
    if strong { number.set_bold() } else { number }
}

/// A difference on its ground. What is below has a bar at its left, as both sides
/// are the same grey on a copier.
pub(super) fn tinted(strong: bool, pattern: &str, tint: Tint) -> Format {
    let number = number(strong, pattern).set_indent(1);
    match tint {
        Tint::Plain => number,
        Tint::Untold => number.set_font_color(colour(Ink::Ink3)),
        Tint::Step(0) => number,
        Tint::Step(at) => {
            let ground = Ink::Diverging(at);
            let number = number.set_background_color(colour(ground)).set_font_color(colour(ground.figure()));
            if at > 0 {
                number
            } else {
                number.set_border_left(FormatBorder::Medium).set_border_left_color(colour(Ink::Ink))
            }
        }
    }
}

/// A figure that is no number.
pub(super) fn word() -> Format {
    base().set_align(FormatAlign::Right).set_font_color(colour(Ink::Ink2))
}

/// A word that says why there is no figure, where nothing is withheld.
pub(super) fn absent() -> Format {
    base().set_align(FormatAlign::Center).set_align(FormatAlign::VerticalCenter).set_font_color(colour(Ink::Ink3))
}

/// A cell without a figure.
pub(super) fn nothing() -> Format {
    base().set_align(FormatAlign::Right).set_font_color(colour(Ink::Ink3))
}

/// A cell whose figure is withheld: the pattern survives a copier. In a narrow
/// column the word is set smaller.
pub(super) fn withheld() -> Format {
    base()
        .set_shrink()
        .set_font_color(colour(Ink::Ink2))
        .set_pattern(FormatPattern::Gray125)
        .set_align(FormatAlign::Center)
        .set_align(FormatAlign::VerticalCenter)
}

/// The colour of a gap that is a step of the diverging ramp away from zero.
pub(super) fn step(step: i8) -> Format {
    let ground = Ink::Diverging(step);
    Format::new().set_background_color(colour(ground)).set_font_color(colour(ground.figure()))
}

/// How Excel writes a number with so many digits after the point.
pub(super) fn pattern(number: Number, decimals: u32, under_one: &str) -> String {
    let digits = digits(decimals);
    match number {
        Number::Score => format!("{digits};\"−\"{digits}"),
        Number::Gap => signed(&digits),
        Number::Signed(places) => signed(&self::digits(places)),
        Number::Count => "#,##0".to_owned(),
        Number::Percent => "0".to_owned(),
        Number::Fixed(places) => {
            let digits = self::digits(places);
            format!("{digits};\"−\"{digits}")
        }
        Number::UnderOne => format!("\"{under_one}\""),
    }
}

fn signed(digits: &str) -> String {
    format!("+{digits};\"−\"{digits};{digits}")
}

/// A number with so many digits after the point.
fn digits(places: u32) -> String {
    match places {
        0 => "0".to_owned(),
        more => format!("0.{}", "0".repeat(usize::try_from(more).unwrap_or(usize::MAX).min(30))),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn patterns_have_the_digits_of_the_survey() {
        assert_eq!(pattern(Number::Gap, 2, "1未満"), "+0.00;\"−\"0.00;0.00");
        assert_eq!(pattern(Number::Signed(3), 2, "1未満"), "+0.000;\"−\"0.000;0.000");
        assert_eq!(pattern(Number::Score, 1, "1未満"), "0.0;\"−\"0.0");
        assert_eq!(pattern(Number::Score, 0, "1未満"), "0;\"−\"0");
        assert_eq!(pattern(Number::Fixed(1), 2, "1未満"), "0.0;\"−\"0.0");
        assert_eq!(pattern(Number::UnderOne, 2, "<1"), "\"<1\"");
    }
}
