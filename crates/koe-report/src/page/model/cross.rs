//! Chart f: two attributes crossed, margins at the end.

use koe_core::definition::Language;
use koe_core::release::{Level, Row};
use serde::Serialize;

use super::ground::{self, Step};
use super::{Caption, Name};
use crate::figures::Figures;
use crate::segments;
use crate::typeset::{NOTHING, figure};
use crate::wording::{Sentences, of_n};

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
    nobody: bool,
}

/// Everyone with one value of the attribute in rows.
#[derive(Serialize)]
struct Line {
    name: Name,
    cells: Vec<Cell>,
    margin: Option<Cell>,
}

/// What stands in a cell; three different things.
#[derive(Serialize, Debug, PartialEq, Eq)]
#[serde(tag = "kind", rename_all = "lowercase")]
enum Cell {
    Shown { score: String, n: String, class: String },
    Withheld,
    Nobody,
}

impl Cross {
    pub(super) fn of(figures: Figures<'_>, pair: [&str; 2]) -> Self {
        let language = figures.about.language;
        let sentences = Sentences::new(figures, language);
        let cross = figures.cross(pair);
        let cell = |rows: &Option<&[Row]>| rows.map_or(Cell::Nobody, |rows| of_rows(rows, true, language));
        let margin = |rows: &[Row]| of_rows(rows, false, language);
        let lines: Vec<Line> = cross
            .lines
            .iter()
            .map(|line| Line {
                name: Name::plain(line.name, language),
                cells: line.cells.iter().map(cell).collect(),
                margin: line.margin.map(margin),
            })
            .collect();
        let everyone = figures.overall().map(|row| margin(std::slice::from_ref(row)));
        let columns: Option<Vec<Cell>> = cross.margins.iter().map(|rows| rows.map(margin)).collect();
        let foot = columns.zip(everyone).map(|(columns, everyone)| columns.into_iter().chain([everyone]).collect());
        let has = |kind: Cell| {
            let inner = lines.iter().flat_map(|line| line.cells.iter().chain(&line.margin));
            inner.chain(foot.iter().flatten()).any(|cell| *cell == kind)
        };
        Self {
            caption: caption(&cross, sentences),
            moving: sentences.moving_cross(pair),
            attributes: pair.map(|name| Name::plain(name, language)),
            columns: cross.columns.iter().map(|name| Name::plain(name, language)).collect(),
            steps: if has_differences(&cross) { ground::steps(language) } else { Vec::new() },
            withheld: has(Cell::Withheld),
            nobody: has(Cell::Nobody),
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

/// The overall score of these rows over its n; margins have no colour.
fn of_rows(rows: &[Row], coloured: bool, language: Language) -> Cell {
    let overall = rows.iter().find(|row| row.level == Level::Overall);
    let Some((row, mean)) = overall.and_then(|row| Some((row, row.mean_text?))) else { return Cell::Withheld };
    Cell::Shown {
        score: figure(mean),
        n: row.respondents.map_or_else(|| NOTHING.to_owned(), |n| of_n(n, language)),
        class: if coloured { ground::class(ground::of_difference(row)) } else { String::new() },
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sample::Sample;

    #[test]
    fn a_cell_is_shown_withheld_or_nobodys() {
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
        assert_eq!(cross.lines[0].cells, [Cell::Nobody, shown("3.76", "dn3")]);
        assert_eq!(cross.lines[1].cells, [Cell::Withheld, shown("3.76", "dn3")]);
        assert_eq!(cross.lines[0].margin, Some(shown("4.06", "")));
        let foot = [shown("4.06", ""), shown("3.76", ""), shown("4.06", "")];
        assert_eq!(cross.foot.as_deref(), Some(foot.as_slice()), "margins are plain");
        assert!(cross.withheld && cross.nobody && cross.steps.len() == 6);
    }

    #[test]
    fn margins_that_were_not_released_are_not_drawn() {
        let sample = Sample::koriyama().with_cross([("年代", "30代"), ("職位", "係長級")]);
        let cross = Cross::of(sample.figures(), ["年代", "職位"]);
        assert!(cross.foot.is_none() && cross.lines[0].margin.is_none() && cross.steps.is_empty());
    }
}
