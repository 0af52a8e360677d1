//! Chart d: the units of an attribute × categories, as differences from everyone
//! and as scores.

use koe_core::definition::Language;
use koe_core::release::Row;
use serde::Serialize;

use super::ground::{self, Step};
use super::{Caption, Name, n};
use crate::chart::parts::Ground;
use crate::figures::Figures;
use crate::segments::Unit;
use crate::steps::{Bounds, Tint};
use crate::typeset::{NOTHING, figure, signed};
use crate::verdict::Verdict;
use crate::window::Window;
use crate::wording::{Sentences, part_words, words};

/// What all heatmaps of a page share.
pub(super) struct Frame<'a> {
    figures: Figures<'a>,
    columns: Vec<&'a Row>,
    window: Window,
    bounds: Bounds,
}

#[derive(Serialize)]
pub(super) struct Heatmap {
    caption: Caption,
    /// The name of the box the table moves in.
    moving: String,
    /// Colours of differences, with what they stand for.
    steps: Vec<Step>,
    /// The ends of the ramp of scores.
    ramp: Option<(String, String)>,
    lines: Vec<Line>,
    /// Whether the key needs the hatch.
    withheld: bool,
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
    class: String,
}

impl<'a> Frame<'a> {
    /// Overall, then the top categories.
    pub(super) fn of(figures: Figures<'a>) -> Self {
        let columns = figures.overall().into_iter().chain(figures.top()).collect();
        Self { figures, columns, window: figures.unit_window(), bounds: Bounds::of(figures.about.scale) }
    }

    /// The heads of the columns.
    pub(super) fn names(&self) -> Vec<Name> {
        let language = self.figures.about.language;
        self.columns.iter().map(|row| Name { code: String::new(), ..Name::of(row, language) }).collect()
    }

    /// Differences from everyone, under everyone's scores.
    pub(super) fn differences(&self, attribute: &str, units: &[Unit<'_>]) -> Heatmap {
        let (language, sentences) = self.words();
        let caption = Caption {
            title: sentences.differences_headline(attribute, units),
            subtitle: sentences.differences_subtitle(units),
        };
        let lines = self.lines(part_words(language).everyone_score, units, |own, _| difference(own, &self.bounds));
        Heatmap {
            caption,
            moving: sentences.moving_differences(attribute),
            steps: ground::steps(&self.bounds, language),
            ramp: None,
            withheld: lines.iter().any(Line::is_withheld),
            lines,
        }
    }

    /// Scores, coloured by their height.
    pub(super) fn scores(&self, attribute: &str, units: &[Unit<'_>]) -> Heatmap {
        let (language, sentences) = self.words();
        let caption =
            Caption { title: sentences.units_headline(attribute, units), subtitle: sentences.units_subtitle(units) };
        let lines = self.lines(words(language).overall, units, |own, of| score(own, of, &self.window));
        Heatmap {
            caption,
            moving: sentences.moving_scores(attribute),
            steps: Vec::new(),
            ramp: Some(self.window.ends()),
            withheld: lines.iter().any(Line::is_withheld),
            lines,
        }
    }

    fn words(&self) -> (Language, Sentences<'a>) {
        let language = self.figures.about.language;
        (language, Sentences::new(self.figures, language))
    }

    /// Everyone's scores under this name, then the units.
    fn lines(&self, everyone: &str, units: &[Unit<'_>], cell: impl Fn(&Row, &Row) -> Cell) -> Vec<Line> {
        let language = self.figures.about.language;
        let plain = |row: &&Row| Cell { text: row.mean_text.map(figure), class: String::new() };
        let first = Line {
            name: Name::plain(everyone, language),
            everyone: true,
            n: self.figures.overall().map_or_else(|| NOTHING.to_owned(), n),
            cells: Some(self.columns.iter().map(plain).collect()),
        };
        let line = |unit: &Unit<'_>| Line {
            name: Name::plain(unit.name, language),
            everyone: false,
            n: unit.overall().map_or_else(|| NOTHING.to_owned(), n),
            cells: (!unit.is_withheld()).then(|| {
                self.columns.iter().map(|of| unit.row(of).map_or_else(Cell::withheld, |own| cell(own, of))).collect()
            }),
        };
        std::iter::once(first).chain(units.iter().map(line)).collect()
    }
}

impl Line {
    /// Whether anything of it is withheld.
    fn is_withheld(&self) -> bool {
        self.cells.as_ref().is_none_or(|cells| cells.iter().any(|cell| cell.text.is_none()))
    }
}

impl Cell {
    fn withheld() -> Self {
        Self { text: None, class: String::new() }
    }
}

/// A difference from everyone: withheld where either score is.
fn difference(row: &Row, bounds: &Bounds) -> Cell {
    if row.suppressed || Verdict::of(row) == Verdict::Withheld {
        return Cell::withheld();
    }
    let difference = row.comparison.as_ref().and_then(|own| own.difference_text);
    Cell {
        text: Some(difference.map_or_else(|| NOTHING.to_owned(), signed)),
        class: ground::class(Tint::of(row, bounds).into()),
    }
}

/// A score; another scale than that of overall has no colour.
fn score(row: &Row, of: &Row, window: &Window) -> Cell {
    let ground = row.mean_text.filter(|_| of.comparable).map_or(Ground::Plain, |mean| Ground::score(mean, window));
    Cell { text: row.mean_text.map(figure), class: ground::class(ground) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sample::Sample;

    fn cells(heatmap: &Heatmap, line: usize) -> Vec<(Option<&str>, &str)> {
        let cells = heatmap.lines[line].cells.as_ref().unwrap();
        cells.iter().map(|cell| (cell.text.as_deref(), cell.class.as_str())).collect()
    }

    fn sample() -> Sample {
        let mut sample = Sample::koriyama();
        for unit in ["総務部", "環境部", "監査委員事務局"] {
            sample = sample.with_segment("部局", unit);
        }
        sample
    }

    #[test]
    fn scores_have_the_step_of_the_window_that_all_tables_share() {
        let mut sample = sample();
        sample.withhold_unit("監査委員事務局");
        let figures = sample.figures();
        let scores = Frame::of(figures).scores("部局", &figures.units("部局"));
        // 3.86 to 4.17 lie in 3.5 to 4.5; a step is 1/7: 4.06 in the 4th, 4.17 in the 5th, 3.86 in the 3rd.
        assert_eq!(scores.ramp, Some(("3.5".to_owned(), "4.5".to_owned())));
        let steps: Vec<&str> = cells(&scores, 1).into_iter().map(|(_, class)| class).collect();
        assert_eq!(steps, ["s4", "s5", "s3", "s5", "s4"]);
        assert!(scores.lines[0].everyone && cells(&scores, 0).iter().all(|(_, class)| class.is_empty()));
        assert!(scores.lines[3].cells.is_none() && scores.withheld);
    }

    #[test]
    fn differences_stand_under_everyones_scores_and_have_a_colour_where_they_hold() {
        let mut sample = sample();
        sample.compared("総務部", "0.21", 0.012, (1, 2, 2));
        sample.compared("環境部", "-0.02", 0.8, (1, 2, 2));
        let figures = sample.figures();
        let differences = Frame::of(figures).differences("部局", &figures.units("部局"));
        assert_eq!(cells(&differences, 0)[0], (Some("4.06"), ""));
        assert_eq!(cells(&differences, 1)[0], (Some("−0.21"), "dn2"));
        assert_eq!(cells(&differences, 2)[0], (Some("+0.02"), "q"));
        assert!(!differences.withheld && differences.steps.len() == 6);
    }

    #[test]
    fn a_withheld_cell_has_no_figure_and_no_colour() {
        let mut sample = sample();
        sample.compared("総務部", "0.21", 0.012, (1, 2, 2));
        sample.withhold("2");
        let figures = sample.figures();
        let (frame, units) = (Frame::of(figures), figures.units("部局"));
        for heatmap in [frame.scores("部局", &units), frame.differences("部局", &units)] {
            assert_eq!(cells(&heatmap, 1)[2], (None, ""));
            assert!(heatmap.withheld);
        }
    }

    #[test]
    fn a_difference_from_a_withheld_score_is_withheld() {
        let mut sample = sample();
        sample.compared("総務部", "0.21", 0.012, (1, 2, 2));
        for row in sample.rows.iter_mut().filter(|row| row.comparison.is_some()) {
            row.comparison.as_mut().unwrap().difference_text = None;
        }
        let figures = sample.figures();
        let differences = Frame::of(figures).differences("部局", &figures.units("部局"));
        assert_eq!(cells(&differences, 1)[0], (None, ""));
    }
}
