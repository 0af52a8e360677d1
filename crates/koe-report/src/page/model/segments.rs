//! Section 3: scores by attribute.

use koe_core::definition::Language;
use koe_core::release::Row;
use serde::Serialize;

use super::response::Rates;
use super::{Caption, Name, n};
use crate::figures::Figures;
use crate::segments::Unit;
use crate::typeset::{NOTHING, figure};
use crate::window::Window;
use crate::wording::{Sentences, words};

/// Colours of the ramp.
const STEPS: u8 = 7;

#[derive(Serialize)]
pub(super) struct Segments {
    /// The ends of the colour ramp.
    low: String,
    high: String,
    columns: Vec<Name>,
    tables: Vec<Table>,
    withheld: bool,
}

/// The units of one attribute.
#[derive(Serialize)]
struct Table {
    attribute: Name,
    caption: Caption,
    /// The name of the box the table moves in.
    moving: String,
    lines: Vec<Line>,
    /// Who answered, where the headcount tells.
    rates: Option<Rates>,
}

/// Everyone, or a unit; no cells where it is withheld throughout.
#[derive(Serialize)]
struct Line {
    name: Name,
    everyone: bool,
    n: String,
    cells: Option<Vec<Cell>>,
}

#[derive(Serialize)]
struct Cell {
    /// Nothing where it is withheld.
    text: Option<String>,
    /// The step of the ramp, from 1; nothing for everyone and on another scale.
    step: Option<u8>,
}

impl Segments {
    /// Nothing where the figures are not cut by an attribute.
    pub(super) fn of(figures: Figures<'_>) -> Option<Self> {
        let attributes = figures.attributes();
        if attributes.is_empty() {
            return None;
        }
        let language = figures.about.language;
        let columns: Vec<&Row> = figures.overall().into_iter().chain(figures.top()).collect();
        let window = figures.unit_window();
        let (low, high) = window.ends();
        let tables: Vec<Table> =
            attributes.into_iter().map(|attribute| table(attribute, figures, &columns, &window)).collect();
        let withheld =
            |line: &Line| line.cells.as_ref().is_none_or(|cells| cells.iter().any(|cell| cell.text.is_none()));
        Some(Self {
            low,
            high,
            columns: columns.iter().map(|row| Name { code: String::new(), ..Name::of(row, language) }).collect(),
            withheld: tables.iter().flat_map(|table| &table.lines).any(withheld),
            tables,
        })
    }
}

fn table(attribute: &str, figures: Figures<'_>, columns: &[&Row], window: &Window) -> Table {
    let language = figures.about.language;
    let sentences = Sentences::new(figures, language);
    let units = figures.units(attribute);
    let everyone = Line {
        name: Name::plain(words(language).overall, language),
        everyone: true,
        n: figures.overall().map_or_else(|| NOTHING.to_owned(), n),
        cells: Some(columns.iter().map(|row| Cell { text: row.mean_text.map(figure), step: None }).collect()),
    };
    Table {
        attribute: Name::plain(attribute, language),
        caption: Caption {
            title: sentences.units_headline(attribute, &units),
            subtitle: sentences.units_subtitle(&units),
        },
        moving: sentences.moving_table(attribute),
        lines: std::iter::once(everyone)
            .chain(units.iter().map(|unit| line(*unit, columns, window, language)))
            .collect(),
        rates: Rates::of(figures, attribute),
    }
}

fn line(unit: Unit<'_>, columns: &[&Row], window: &Window, language: Language) -> Line {
    let cell = |of: &&Row| {
        let mean = unit.row(of).and_then(|row| row.mean_text);
        let step = mean.filter(|_| of.comparable).map(|mean| window.part(&mean.exact(), STEPS) + 1);
        Cell { text: mean.map(figure), step }
    };
    Line {
        name: Name::plain(unit.name, language),
        everyone: false,
        n: unit.overall().map_or_else(|| NOTHING.to_owned(), n),
        cells: (!unit.is_withheld()).then(|| columns.iter().map(cell).collect()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sample::Sample;

    #[test]
    fn cells_have_the_step_of_the_window_that_all_tables_share() {
        let mut sample = Sample::koriyama().with_segment("部局", "総務部").with_segment("部局", "監査委員事務局");
        sample.withhold_unit("監査委員事務局");
        let segments = Segments::of(sample.figures()).unwrap();
        // 3.86 to 4.17 lie in 3.5 to 4.5; a step is 1/7: 4.06 in the 4th, 4.17 in the 5th, 3.86 in the 3rd.
        assert_eq!((segments.low.as_str(), segments.high.as_str()), ("3.5", "4.5"));
        let lines = &segments.tables[0].lines;
        let steps: Vec<Option<u8>> = lines[1].cells.as_ref().unwrap().iter().map(|cell| cell.step).collect();
        assert_eq!(steps, [Some(4), Some(5), Some(3), Some(5), Some(4)]);
        assert!(lines[0].everyone && lines[0].cells.as_ref().unwrap().iter().all(|cell| cell.step.is_none()));
        assert!(lines[2].cells.is_none() && segments.withheld);
    }

    #[test]
    fn a_withheld_cell_of_a_shown_unit_has_no_figure_and_no_colour() {
        let mut sample = Sample::koriyama().with_segment("部局", "総務部");
        sample.withhold("2");
        let segments = Segments::of(sample.figures()).unwrap();
        let cell = &segments.tables[0].lines[1].cells.as_ref().unwrap()[2];
        assert_eq!((&cell.text, cell.step), (&None, None));
        assert!(Segments::of(Sample::koriyama().figures()).is_none());
    }
}
