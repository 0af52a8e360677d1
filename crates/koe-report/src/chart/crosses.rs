//! Chart f: overall scores of two attributes crossed.

use koe_core::release::Row;

use super::drawing::Drawing;
use super::marks::Setting;
use super::parts::cross_table::{self, Cell, CrossTable};
use super::parts::{Absence, Ground, Shown, Steps};
use super::units::{caption, score};
use crate::figures::Figures;
use crate::segments::{Crossed, overall};
use crate::steps::{Bounds, Tint};
use crate::wording::{Sentences, part_words};

/// A score over its n in each cell, coloured where the difference from everyone
/// holds; the margins plain.
pub(super) fn draw<'a>(figures: Figures<'a>, pair: [&'a str; 2], setting: Setting<'_>) -> Drawing {
    let sentences = Sentences::new(figures, setting.language);
    let cross = figures.cross(pair);
    let bounds = Bounds::of(figures.about.scale);
    let margins = match &cross.margins {
        Some(all) => all.iter().map(|rows| margin(Some(*rows))).collect(),
        None => cross.columns.iter().map(|_| margin(None)).collect(),
    };
    let table = CrossTable {
        caption: caption(sentences.cross_headline(&cross), sentences.cross_subtitle(&cross), figures, setting),
        rows_are: pair[0].to_owned(),
        columns_are: pair[1].to_owned(),
        columns: cross.columns.iter().map(|&name| name.to_owned()).collect(),
        steps: Steps::Differences(bounds),
        rows: cross
            .lines
            .iter()
            .map(|line| cross_table::Crossed {
                name: line.name.to_owned(),
                cells: line.cells.iter().map(|rows| cell((*rows)?, &bounds)).collect(),
                total: margin(line.margin),
            })
            .collect(),
        total: cross_table::Crossed {
            name: part_words(setting.language).total.to_owned(),
            cells: margins,
            total: figures.overall().ok_or(Absence::NotReported).and_then(plain),
        },
    };
    table.draw(setting)
}

/// Everyone with two values.
fn cell(rows: &[Row], bounds: &Bounds) -> Shown<Cell> {
    let row = of_everyone(rows)?;
    Ok(Cell { ground: Tint::of(row, bounds).into(), ..plain(row)? })
}

/// Everyone with one value, where the rows are cut by it.
fn margin(rows: Option<Crossed<'_>>) -> Shown<Cell> {
    plain(of_everyone(rows.ok_or(Absence::NotReported)??)?)
}

fn of_everyone(rows: &[Row]) -> Result<&Row, Absence> {
    overall(rows).ok_or(Absence::NotReported)
}

fn plain(row: &Row) -> Shown<Cell> {
    Ok(Cell { score: score(row)?, n: row.respondents.ok_or(Absence::Withheld)?, ground: Ground::Plain })
}

#[cfg(test)]
mod tests {
    use koe_core::definition::Language;
    use koe_core::release::ResponseState;

    use super::*;
    use crate::chart::marks::with_setting;
    use crate::chart::medium::{Medium, Size};
    use crate::chart::parts::tests::assert_clean;
    use crate::chart::scene::{Mark, Scene};
    use crate::sample::Sample;
    use crate::theme::Ink;

    const PAIR: [&str; 2] = ["年代", "職位"];

    /// 30代 × 部長級 there is nobody; 40代 × 部長級 is withheld; 30代 × 係長級 is
    /// 0.21 below everyone.
    fn sample() -> Sample {
        let cell = |age, position| [(PAIR[0], age), (PAIR[1], position)];
        let mut sample = Sample::koriyama().with_cross(cell("30代", "係長級"));
        sample.compared("係長級", "0.21", 0.012, (1, 1, 1));
        sample = sample.with_cross(cell("40代", "部長級"));
        sample.withhold_unit("部長級");
        sample = sample.with_cross(cell("40代", "係長級"));
        for (attribute, value) in [(PAIR[0], "30代"), (PAIR[0], "40代"), (PAIR[1], "係長級"), (PAIR[1], "部長級")]
        {
            sample = sample.with_segment(attribute, value);
        }
        sample
    }

    fn drawn<T>(size: Size, language: Language, check: impl FnOnce(Drawing, Setting<'_>) -> T) -> T {
        with_setting(Medium::of(size), language, |setting| check(draw(sample().figures(), PAIR, setting), setting))
    }

    fn texts(scene: &Scene, setting: Setting<'_>) -> Vec<String> {
        scene.texts(setting.ruler).map(|(text, _)| text.to_owned()).collect()
    }

    #[test]
    fn a_cell_has_its_score_over_its_n_and_the_margins_stand_at_the_ends() {
        drawn(Size::Screen, Language::Ja, |drawing, setting| {
            let rows: Vec<Vec<String>> = drawing.blocks.iter().map(|block| texts(&block.scene, setting)).collect();
            let expected = [
                // 0.21 below Koriyama's published 4.06.
                vec!["30代", "3.85", "2,118人", "該当者なし", "4.06", "2,118人"],
                vec!["40代", "4.06", "2,118人", "非公表", "4.06", "2,118人"],
                vec!["全体", "4.06", "2,118人", "4.06", "2,118人", "4.06", "2,118人"],
            ];
            assert_eq!(rows, expected);
            assert!(drawing.description.contains("部長級 該当者なし"));
        });
    }

    #[test]
    fn only_differences_that_hold_are_coloured_and_only_withheld_cells_are_hatched() {
        drawn(Size::Screen, Language::Ja, |drawing, _| {
            let count = |index: usize| {
                let marks = &drawing.blocks[index].scene.marks;
                let coloured = marks.iter().filter(|mark| matches!(mark, Mark::Fill { ink: Ink::Diverging(_), .. }));
                let hatched = marks.iter().filter(|mark| matches!(mark, Mark::Hatch { .. }));
                (coloured.count(), hatched.count())
            };
            assert_eq!([count(0), count(1), count(2)], [(1, 0), (0, 1), (0, 0)]);
        });
    }

    #[test]
    fn a_group_of_the_headcount_in_which_nobody_answered_is_not_said_to_be_empty() {
        let cell = [(PAIR[0], "30代"), (PAIR[1], "部長級")];
        let first = |state, people| {
            let sample = sample().with_response(&cell, state, people);
            with_setting(Medium::of(Size::Screen), Language::Ja, |setting| {
                let drawing = draw(sample.figures(), PAIR, setting);
                let hatched = drawing.blocks[0].scene.marks.iter().any(|mark| matches!(mark, Mark::Hatch { .. }));
                (texts(&drawing.blocks[0].scene, setting)[3].clone(), hatched, drawing.description)
            })
        };
        let (word, hatched, told) = first(ResponseState::Nobody, (0, 12));
        assert_eq!((word.as_str(), hatched), ("回答なし", false));
        assert!(told.contains("部長級 回答なし（対象者12人のうち0人）"));
        let (word, hatched, told) = first(ResponseState::Withheld, (0, 0));
        assert_eq!((word.as_str(), hatched), ("非公表", true), "a headcount under five");
        assert!(!told.contains("該当者なし"));
    }

    #[test]
    fn the_chart_is_clean_at_every_size() {
        for size in [Size::Screen, Size::Document, Size::Slide] {
            for language in [Language::Ja, Language::En] {
                drawn(size, language, |drawing, setting| assert_clean(&drawing, setting, "crosses"));
            }
        }
    }
}
