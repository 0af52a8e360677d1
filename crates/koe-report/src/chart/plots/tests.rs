//! What every plot keeps to, and what the tests of its rules are made with.

use koe_core::definition::Language;
use koe_stats::Decimal;

use super::labels::touches;
use super::series::{Outcome, Wave};
use super::{About, specimens};
use crate::chart::drawing::Drawing;
use crate::chart::fonts::{Fonts, Ruler};
use crate::chart::marks::Setting;
use crate::chart::medium::{Medium, Size};
use crate::chart::scene::{Rect, Scene};

const SIZES: [Size; 3] = [Size::Screen, Size::Document, Size::Slide];

pub(super) fn decimal(text: &str) -> Decimal {
    text.parse().unwrap()
}

pub(super) fn score(year: i32, value: &str, interval: Option<(&str, &str)>) -> Wave {
    let interval = interval.map(|(low, high)| (decimal(low), decimal(high)));
    Wave { year, outcome: Outcome::Score { value: decimal(value), interval } }
}

pub(super) fn about() -> About {
    About {
        survey: "架空市 職員アンケート".to_owned(),
        scale: (1, 6),
        respondents: Some(2118),
        rule: "回答を合わせた平均".to_owned(),
        notes: Vec::new(),
        invented: true,
    }
}

/// Calls with what a chart on a screen is laid out with.
pub(super) fn on_screen<T>(call: impl FnOnce(Setting<'_>) -> T) -> T {
    let fonts = Fonts::embedded();
    call(Setting {
        ruler: &fonts.ruler().unwrap(),
        medium: &Medium::of(Size::Screen),
        language: Language::Ja,
        years: Language::Ja.into(),
    })
}

/// Calls with every page of every specimen.
fn pages(mut call: impl FnMut(&str, &Drawing, &Scene, &Ruler<'_>, Size)) {
    let fonts = Fonts::embedded();
    let ruler = fonts.ruler().unwrap();
    for language in [Language::Ja, Language::En] {
        for size in SIZES {
            let medium = Medium::of(size);
            for (name, drawing) in
                specimens::all(Setting { ruler: &ruler, medium: &medium, language, years: language.into() })
            {
                let name = format!("{name} {language:?} {size:?}");
                for page in drawing.pages(&medium, &ruler) {
                    call(&name, &drawing, &page, &ruler, size);
                }
            }
        }
    }
}

/// No text leaves the picture or lies on another one.
fn assert_readable(name: &str, page: &Scene, ruler: &Ruler<'_>) {
    let texts: Vec<(&str, Rect)> = page.texts(ruler).collect();
    for (index, (text, rect)) in texts.iter().enumerate() {
        let inside =
            rect.x >= 0.0 && rect.y >= 0.0 && rect.x + rect.width <= page.width && rect.y + rect.height <= page.height;
        assert!(inside, "{name}: {text} leaves the picture");
        for (other, room) in &texts[index + 1..] {
            assert!(!touches(*rect, *room), "{name}: {text} lies on {other}");
        }
    }
}

#[test]
fn no_text_leaves_its_picture_and_none_lies_on_another() {
    pages(|name, _, page, ruler, _| assert_readable(name, page, ruler));
}

#[test]
fn labels_of_close_values_stay_apart_at_every_distance() {
    let fonts = Fonts::embedded();
    let ruler = fonts.ruler().unwrap();
    for size in SIZES {
        let medium = Medium::of(size);
        let setting = Setting { ruler: &ruler, medium: &medium, language: Language::Ja, years: Language::Ja.into() };
        for hundredths in 395..=425 {
            for years in [1, 4] {
                let drawing = specimens::close(setting.language, hundredths, years).draw(setting);
                let page = drawing.pages(&medium, &ruler).remove(0);
                assert_readable(&format!("{hundredths} after {years} at {size:?}"), &page, &ruler);
            }
        }
    }
}

#[test]
fn many_years_leave_labels_out_before_they_overlap() {
    let fonts = Fonts::embedded();
    let ruler = fonts.ruler().unwrap();
    for language in [Language::Ja, Language::En] {
        let medium = Medium::of(Size::Screen);
        let setting = Setting { ruler: &ruler, medium: &medium, language, years: language.into() };
        let drawing = specimens::long(language).draw(setting);
        let page = drawing.pages(&medium, &ruler).remove(0);
        assert_readable("forty years", &page, &ruler);
        assert_eq!(
            page.texts(&ruler).filter(|(text, _)| ["4.17", "目標 4.17", "Target 4.17"].contains(text)).count(),
            1
        );
    }
}

#[test]
fn names_of_any_length_and_kind_are_drawn() {
    let fonts = Fonts::embedded();
    let ruler = fonts.ruler().unwrap();
    for size in SIZES {
        let medium = Medium::of(size);
        let setting = Setting { ruler: &ruler, medium: &medium, language: Language::Ja, years: Language::Ja.into() };
        for name in ["長".repeat(5000), "W".repeat(5000), "\u{202e}a\u{0}\n<script>".to_owned(), String::new()] {
            for (kind, drawing) in specimens::named(setting, &name) {
                for page in drawing.pages(&medium, &ruler) {
                    assert_readable(&format!("{kind} {size:?}"), &page, &ruler);
                    assert!(page.texts(&ruler).all(|(text, _)| !text.contains(['\u{202e}', '\0', '\n'])), "{kind}");
                }
            }
        }
    }
}

#[test]
fn every_plot_says_what_it_is_and_that_it_is_invented() {
    pages(|name, drawing, page, ruler, size| {
        let mark = if name.contains("Ja") { "架空" } else { "invented" };
        assert!(page.texts(ruler).any(|(text, _)| text == mark), "{name}");
        assert!(drawing.title.ends_with(['。', '.']), "{name}: {}", drawing.title);
        assert!(drawing.description.contains(mark) && !drawing.source.is_empty(), "{name}");
        match size {
            Size::Screen => assert!((page.width - 816.0).abs() < 1e-9, "{name}"),
            Size::Document => assert!((page.width * 6.0 / 7.0 - 604.3).abs() < 0.1, "{name}: 160 mm"),
            Size::Slide => assert!((page.width, page.height) == (1120.0, 630.0), "{name}"),
        }
    });
}

#[test]
fn lines_and_slopes_are_816_by_460_on_a_screen() {
    on_screen(|setting| {
        for (name, drawing) in specimens::all(setting) {
            let pages = drawing.pages(setting.medium, setting.ruler);
            if name.starts_with("year-line") || name.starts_with("slope") || name == "waterfall" {
                assert!((pages[0].height - 460.0).abs() < 1e-9, "{name}: {}", pages[0].height);
            }
        }
    });
}
