//! Chart f: two attributes crossed, margins at the end.

use koe_core::definition::Language;
use serde::Serialize;

use super::ground::{self, Step};
use super::{Caption, Name};
use crate::figures::Figures;
use crate::response::Empty;
use crate::segments::{self, Crossed};
use crate::steps::{Bounds, Tint};
use crate::typeset::{NOTHING, figure};
use crate::wording::{Sentences, empty_cell, of_n};

#[derive(Serialize)]
pub(super) struct Cross {
    caption: Caption,
    /// The name of the box the table moves in.
    moving: String,
    /// The attribute in rows, the one in columns.
    attributes: [Name; 2],
    columns: Vec<Name>,
    lines: Vec<Line>,
    /// Everyone with the value of a column, and everyone; where they are released.
    foot: Option<Vec<Cell>>,
    steps: Vec<Step>,
    /// Which cells the key needs.
    withheld: bool,
    vacant: bool,
}

/// Everyone with one value of the attribute in rows.
#[derive(Serialize)]
struct Line {
    name: Name,
    cells: Vec<Cell>,
    margin: Option<Cell>,
}

/// What stands in a cell.
#[derive(Serialize, Debug, PartialEq, Eq)]
#[serde(tag = "kind", rename_all = "lowercase")]
enum Cell {
    Shown {
        score: String,
        n: String,
        class: String,
    },
    Withheld,
    /// Nobody answered: why, and of how many where that is known.
    Empty {
        word: &'static str,
        of: Option<String>,
    },
}

impl Cross {
    pub(super) fn of(figures: Figures<'_>, pair: [&str; 2]) -> Self {
        let language = figures.about.language;
        let sentences = Sentences::new(figures, language);
        let cross = figures.cross(pair);
        let bounds = Bounds::of(figures.about.scale);
        let cell = |rows: &Crossed<'_>| of_rows(*rows, Some(&bounds), language);
        let margin = |rows: &Crossed<'_>| of_rows(*rows, None, language);
        let lines: Vec<Line> = cross
            .lines
            .iter()
            .map(|line| Line {
                name: Name::plain(line.name, language),
                cells: line.cells.iter().map(cell).collect(),
                margin: line.margin.as_ref().map(margin),
            })
            .collect();
        let everyone = figures.overall().map(|row| margin(&Ok(std::slice::from_ref(row))));
        let columns = cross.margins.as_ref().map(|all| all.iter().map(margin));
        let foot: Option<Vec<Cell>> =
            columns.zip(everyone).map(|(columns, everyone)| columns.chain([everyone]).collect());
        let withheld = {
            let inner = lines.iter().flat_map(|line| line.cells.iter().chain(&line.margin));
            inner.chain(foot.iter().flatten()).any(|cell| *cell == Cell::Withheld)
        };
        Self {
            caption: caption(&cross, sentences),
            moving: sentences.moving_cross(pair),
            attributes: pair.map(|name| Name::plain(name, language)),
            columns: cross.columns.iter().map(|name| Name::plain(name, language)).collect(),
            steps: if has_differences(&cross) { ground::steps(&bounds, language) } else { Vec::new() },
            withheld,
            vacant: cross.has_vacant(),
            lines,
            foot,
        }
    }
}

fn caption(cross: &segments::Cross<'_>, sentences: Sentences<'_>) -> Caption {
    Caption { title: sentences.cross_headline(cross), subtitle: sentences.cross_subtitle(cross) }
}

fn has_differences(cross: &segments::Cross<'_>) -> bool {
    cross.cells().flatten().any(|row| row.comparison.is_some())
}

/// The overall score of these rows over its n, or why there is none; margins have
/// no bounds, and so no colour.
fn of_rows(rows: Crossed<'_>, bounds: Option<&Bounds>, language: Language) -> Cell {
    let rows = match rows {
        Ok(rows) => rows,
        Err(Empty::Withheld) => return Cell::Withheld,
        Err(empty) => {
            let (word, of) = empty_cell(empty, language);
            return Cell::Empty { word, of };
        }
    };
    let Some((row, mean)) = segments::overall(rows).and_then(|row| Some((row, row.mean_text?))) else {
        return Cell::Withheld;
    };
    Cell::Shown {
        score: figure(mean),
        n: row.respondents.map_or_else(|| NOTHING.to_owned(), |n| of_n(n, language)),
        class: bounds.map_or_else(String::new, |bounds| ground::class(Tint::of(row, bounds).into())),
    }
}

#[cfg(test)]
mod tests {
    use koe_core::release::{ResponseState, Row};

    use super::*;
    use crate::sample::Sample;

    #[test]
    fn a_cell_is_shown_withheld_or_says_why_it_is_empty() {
        let mut sample = Sample::koriyama();
        for (attribute, value) in [("年代", "30代"), ("年代", "40代"), ("職位", "部長級"), ("職位", "係長級")]
        {
            sample = sample.with_segment(attribute, value);
        }
        for (age, position) in [("30代", "係長級"), ("40代", "係長級"), ("40代", "部長級")] {
            sample = sample.with_cross([("年代", age), ("職位", position)]);
        }
        sample.compared("係長級", "0.30", 0.001, (1, 1, 2));
        let hidden = |row: &Row| row.segment.0.len() == 2 && row.segment.0.iter().any(|(_, own)| own == "部長級");
        for row in sample.rows.iter_mut().filter(|row| hidden(row)) {
            *row = Row { suppressed: true, mean_text: None, comparison: None, ..row.clone() };
        }
        let cross = Cross::of(sample.figures(), ["年代", "職位"]);
        let shown = |score: &str, class: &str| Cell::Shown {
            score: score.to_owned(),
            n: "2,118人".to_owned(),
            class: class.to_owned(),
        };
        let vacant = Cell::Empty { word: "該当者なし", of: None };
        assert_eq!(cross.lines[0].cells, [vacant, shown("3.76", "dn3")]);
        assert_eq!(cross.lines[1].cells, [Cell::Withheld, shown("3.76", "dn3")]);
        assert_eq!(cross.lines[0].margin, Some(shown("4.06", "")));
        let foot = [shown("4.06", ""), shown("3.76", ""), shown("4.06", "")];
        assert_eq!(cross.foot.as_deref(), Some(foot.as_slice()), "margins are plain");
        assert!(cross.withheld && cross.vacant && cross.steps.len() == 6);
    }

    #[test]
    fn a_group_of_the_headcount_in_which_nobody_answered_is_not_said_to_be_vacant() {
        let cell = [("年代", "30代"), ("職位", "部長級")];
        let first = |state, people| {
            let sample = Sample::koriyama().with_cross([("年代", "30代"), ("職位", "係長級")]);
            let sample = sample.with_response(&cell, state, people);
            let mut cross = Cross::of(sample.figures(), ["年代", "職位"]);
            (cross.lines[0].cells.remove(1), cross.withheld, cross.vacant)
        };
        let silent = Cell::Empty { word: "回答なし", of: Some("0／12".to_owned()) };
        assert_eq!(first(ResponseState::Nobody, (0, 12)), (silent, false, false));
        assert_eq!(first(ResponseState::Withheld, (0, 0)), (Cell::Withheld, true, false));
    }

    #[test]
    fn margins_that_were_not_released_are_not_drawn() {
        let sample = Sample::koriyama().with_cross([("年代", "30代"), ("職位", "係長級")]);
        let cross = Cross::of(sample.figures(), ["年代", "職位"]);
        assert!(cross.foot.is_none() && cross.lines[0].margin.is_none() && cross.steps.is_empty());
    }
}
