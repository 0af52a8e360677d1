//! What holds for every part, at every size, in both languages.

use std::collections::BTreeSet;

use super::*;
use crate::chart::Fonts;
use crate::chart::fonts::Ruler;
use crate::chart::medium::{Medium, Size};
use crate::chart::scene::Mark;

/// Draws with each size and language.
fn everywhere(check: impl Fn(Setting<'_>, &str)) {
    let fonts = Fonts::embedded();
    let ruler = fonts.ruler().unwrap();
    for size in [Size::Screen, Size::Document, Size::Slide] {
        for language in [Language::Ja, Language::En] {
            let medium = Medium::of(size);
            check(
                Setting { ruler: &ruler, medium: &medium, language, years: language.into() },
                &format!("{size:?} {language:?}"),
            );
        }
    }
}

/// Checks that texts stay in the picture and off each other, and have glyphs.
pub(crate) fn assert_clean(drawing: &Drawing, setting: Setting<'_>, what: &str) {
    for page in drawing.pages(setting.medium, setting.ruler) {
        let texts: Vec<(&str, Rect)> = page.texts(setting.ruler).collect();
        assert!(!texts.is_empty(), "{what}: nothing drawn");
        for (index, (text, rect)) in texts.iter().enumerate() {
            let inside = rect.x >= -0.5
                && rect.y >= 0.0
                && rect.x + rect.width <= page.width + 0.5
                && rect.y + rect.height <= page.height;
            assert!(inside, "{what}: {text} leaves the picture: {rect:?} of {} × {}", page.width, page.height);
            for (other, at) in &texts[index + 1..] {
                assert!(!overlap(*rect, *at), "{what}: {text} {rect:?} touches {other} {at:?}");
            }
        }
        assert_eq!(missing(&texts, setting.ruler), BTreeSet::new(), "{what}");
        for mark in &page.marks {
            if let Mark::Fill { rect, .. } | Mark::Hatch { rect } = mark {
                assert!(rect.x + rect.width <= page.width + 0.5, "{what}: {rect:?} leaves the picture");
            }
        }
    }
}

fn overlap(a: Rect, b: Rect) -> bool {
    let apart = |a_from: f64, a_room: f64, b_from: f64, b_room: f64| {
        a_from + a_room <= b_from + 0.5 || b_from + b_room <= a_from + 0.5
    };
    !apart(a.x, a.width, b.x, b.width) && !apart(a.y, a.height, b.y, b.height)
}

fn missing(texts: &[(&str, Rect)], ruler: &Ruler<'_>) -> BTreeSet<char> {
    let mut missing = BTreeSet::new();
    texts.iter().for_each(|(text, _)| ruler.missing(text, &mut missing));
    missing
}

#[test]
fn every_example_is_clean_at_every_size_in_both_languages() {
    everywhere(|setting, at| {
        for (name, drawing) in specimens::drawings(setting) {
            assert_clean(&drawing, setting, &format!("{name} {at}"));
            assert!(!drawing.title.is_empty() && !drawing.description.is_empty(), "{name} {at}");
        }
    });
}

#[test]
fn many_columns_and_rows_stay_in_the_picture() {
    everywhere(|setting, at| {
        let mut map = specimens::heatmap(setting.language);
        map.columns.extend((0..16).map(|n| format!("長い名前のカテゴリー{n}")));
        map.everyone.scores.extend((0..16).map(|_| Err(Absence::Withheld)));
        let mut line = map.units[0].clone();
        if let Ok(line) = &mut line.line {
            line.cells.extend((0..16).map(|_| Err(Absence::NotReported)));
        }
        map.units.extend(std::iter::repeat_n(line, 20));
        for (index, unit) in map.units.iter_mut().enumerate() {
            unit.division = Some(format!("第{}部門", index / 12));
        }
        let drawing = map.draw(setting);
        assert!(drawing.head.is_none(), "several tables with heads of their own");
        assert_clean(&drawing, setting, &format!("heatmap {at}"));

        let mut plan = specimens::plan_matrix(setting.language);
        plan.actions.years.extend(2028..2048);
        for action in &mut plan.actions.actions {
            action.cells.resize(25, koe_core::plan::Cell::default());
        }
        assert_clean(&plan.draw(setting), setting, &format!("plan {at}"));

        let mut marks = specimens::mark_table(setting.language);
        marks.competencies.positions.extend((0..20).map(|n| format!("会計年度任用職員{n}")));
        assert_clean(&marks.draw(setting), setting, &format!("marks {at}"));

        let mut crossed = specimens::cross_table(setting.language);
        let more = 20;
        crossed.columns.extend((0..more).map(|n| format!("Administrative position {n}")));
        for row in crossed.rows.iter_mut().chain([&mut crossed.total]) {
            row.cells.extend((0..more).map(|_| row.total));
        }
        assert_clean(&crossed.draw(setting), setting, &format!("cross {at}"));
    });
}

#[test]
fn hostile_names_are_cut_and_shown() {
    everywhere(|setting, at| {
        for name in ["長".repeat(5000), "w".repeat(5000), "a\u{202e}b\n\u{0}<script>".to_owned(), String::new()] {
            let mut map = specimens::heatmap(setting.language);
            map.units.iter_mut().for_each(|unit| unit.name.clone_from(&name));
            map.columns.iter_mut().for_each(|column| column.clone_from(&name));
            map.unit.clone_from(&name);
            let mut dots = specimens::dot_plot(setting.language);
            dots.units.iter_mut().for_each(|unit| unit.name.clone_from(&name));
            dots.unit.clone_from(&name);
            let mut bars = specimens::response_bars(setting.language);
            bars.units.iter_mut().for_each(|unit| unit.name.clone_from(&name));
            let mut board = specimens::indicators(setting.language);
            for indicator in &mut board.indicators {
                indicator.outcome = Some(name.clone());
                indicator.name.clone_from(&name);
                indicator.unit.clone_from(&name);
            }
            let mut plan = specimens::plan_matrix(setting.language);
            for action in &mut plan.actions.actions {
                for text in [&mut action.pillar, &mut action.theme, &mut action.name] {
                    text.clone_from(&name);
                }
                for cell in &mut action.cells {
                    cell.planned = cell.planned.as_ref().map(|_| name.clone());
                    cell.actual = cell.actual.as_ref().map(|_| name.clone());
                }
            }
            let mut list = plan.clone();
            list.actions.years.clear();
            list.actions.actions.iter_mut().for_each(|action| {
                action.cells.clear();
                action.content.clone_from(&name);
            });
            let mut marks = specimens::mark_table(setting.language);
            marks.competencies.positions.iter_mut().for_each(|position| position.clone_from(&name));
            for row in &mut marks.competencies.competencies {
                row.group = Some(name.clone());
                row.name.clone_from(&name);
                row.marks.iter_mut().flatten().for_each(|mark| mark.clone_from(&name));
            }
            let drawings = [
                map.draw(setting),
                dots.draw(setting),
                bars.draw(setting),
                board.draw(setting),
                plan.draw(setting),
                list.draw(setting),
                marks.draw(setting),
            ];
            for (index, drawing) in drawings.iter().enumerate() {
                assert_clean(drawing, setting, &format!("{index} {at}"));
                assert!(!drawing.description.contains(['\u{202e}', '\u{0}', '\n']));
            }
        }
    });
}

#[test]
fn what_is_withheld_has_no_figure_and_says_so() {
    everywhere(|setting, at| {
        let mut map = specimens::heatmap(setting.language);
        map.columns.truncate(4);
        map.units.iter_mut().for_each(|unit| unit.line = Err(Absence::Withheld));
        let rows = &map.draw(setting).blocks[1..];
        for row in rows {
            let texts: Vec<&str> = row.scene.texts(setting.ruler).map(|(text, _)| text).collect();
            assert!(row.scene.marks.iter().any(|mark| matches!(mark, Mark::Hatch { .. })), "{at}");
            assert!(texts.contains(&setting.words().withheld), "{at}: {texts:?}");
            assert!(!texts.concat().contains(|c: char| c.is_ascii_digit()), "{at}: {texts:?}");
        }
        let mut dots = specimens::dot_plot(setting.language);
        dots.units.iter_mut().for_each(|unit| unit.place = Err(Absence::Withheld));
        for row in dots.draw(setting).blocks {
            assert!(!row.scene.marks.iter().any(|mark| matches!(mark, Mark::Dot { .. })), "{at}");
        }
        let mut bars = specimens::response_bars(setting.language);
        bars.units.iter_mut().for_each(|unit| unit.response = Err(Absence::Withheld));
        for row in bars.draw(setting).blocks {
            let texts: Vec<&str> = row.scene.texts(setting.ruler).map(|(text, _)| text).collect();
            assert!(!texts.concat().contains(|c: char| c.is_ascii_digit()), "{at}: no headcount either: {texts:?}");
        }
    });
}

#[test]
fn absences_are_told_apart() {
    let unknown = Absence::NoHeadcount { respondents: Some(5) };
    let nobody = Absence::Nobody { invited: 12 };
    let all = [Absence::Withheld, nobody, Absence::Vacant, Absence::NotHeld, Absence::NotReported, unknown];
    for language in [Language::Ja, Language::En] {
        let words: BTreeSet<String> = all.iter().map(|absence| absence.words(language)).collect();
        assert_eq!(words.len(), all.len());
    }
    assert_eq!(all[1].words(Language::Ja), "回答なし（対象者12人のうち0人）");
}
