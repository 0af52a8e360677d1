//! One score over the years as lines of cells.

use koe_stats::{Decimal, nearest_f64};
use rust_xlsxwriter::{ChartDataLabel, ChartDataLabelPosition as Side, ChartMarkerType};

use super::cells::{ABOVE, BELOW, NAME, PATH, SCORE, TARGET, YEAR, path};
use super::{HIGH, LOW};
use crate::chart::plots::series::{Outcome, Series};
use crate::theme::Ink;
use crate::typeset::count_of;
use crate::window::Window;
use crate::wording::trend_sheets::window_axis;
use crate::workbook::formats::Number;
use crate::workbook::lines::{Dot, Lines, Pen, Span, Strand, figure};
use crate::workbook::native::Axis;
use crate::workbook::sheet::Place;
use crate::workbook::trend::Told;

/// One chart of several: its score, and where its cells stand.
pub(super) struct Drawn<'a> {
    told: Told<'a>,
    series: &'a Series,
    years: (i32, i32),
    header: u32,
    first: u32,
    last: u32,
    window: &'a Window,
    /// Which chart it is, and of how many.
    part: (usize, usize),
}

impl<'a> Drawn<'a> {
    /// The chart at a place among all; `place` is that of all their cells.
    pub(super) fn of(
        told: Told<'a>,
        (series, years): (&'a Series, (i32, i32)),
        (at, of): (usize, usize),
        place: Place,
        window: &'a Window,
    ) -> Self {
        let each = years.1.abs_diff(years.0) + 1;
        let first = place.first + u32::try_from(at).unwrap_or(u32::MAX).saturating_mul(each);
        Self { told, series, years, header: place.header, first, last: first + each - 1, window, part: (at + 1, of) }
    }

    /// The chart of the overall score, which says what its lines are.
    pub(super) fn large(&self) -> Lines<'a> {
        let axis = Axis::of(self.window, window_axis(self.window, self.told.book.language));
        Lines { legend: true, ..self.lines(axis, 10.0, 0.6 * f64::from(HIGH)) }
    }

    /// A small chart: its axis is that of the large one.
    pub(super) fn small(&self) -> Lines<'a> {
        self.lines(Axis::of(self.window, String::new()), 9.0, 0.6 * f64::from(LOW))
    }

    /// With figures of a size, on a plot so many pixels high.
    fn lines(&self, axis: Axis, size: f64, high: f64) -> Lines<'a> {
        let (own, part) = (self.told.own, self.part);
        let shown = window_axis(self.window, self.told.book.language);
        Lines {
            sheet: own.waves_chart,
            title: Some((self.first, NAME)),
            told: format!("{} ({}/{}). {shown}", own.about_waves_chart, count_of(part.0), count_of(part.1)),
            axis,
            under: self.down(YEAR),
            // What is not seen comes first: some programs paint it.
            series: vec![self.figures(size, high), self.path(), self.score(), self.target(size)],
            plot: None,
            legend: false,
        }
    }

    fn down(&self, column: u16) -> Span {
        Span::down(column, self.first, self.last)
    }

    fn strand(&self, column: u16) -> Strand {
        Strand { name: (self.header, column), values: Some(self.down(column)), ..Strand::default() }
    }

    fn score(&self) -> Strand {
        let dot = Dot { kind: ChartMarkerType::Circle, size: 7, fill: Ink::Accent, edge: Ink::Paper };
        Strand {
            pen: Some(Pen::solid(Ink::Accent, 2.0)),
            dot: Some(dot),
            interval: Some((self.down(ABOVE), self.down(BELOW))),
            ..self.strand(SCORE)
        }
    }

    fn path(&self) -> Strand {
        Strand { pen: Some(Pen::dashed(Ink::Ink3, 1.25)), ..self.strand(PATH) }
    }

    fn target(&self, size: f64) -> Strand {
        let dot = Dot { kind: ChartMarkerType::LongDash, size: 11, fill: Ink::Ink, edge: Ink::Ink };
        let year = self.series.path.as_ref().map(|path| path.target().0);
        let labels = self.labels(|own| (Some(own) == year).then(|| self.figure(size, Side::Above)));
        Strand { dot: Some(dot), labels, ..self.strand(TARGET) }
    }

    /// The figures of the scores, clear of the intervals and of the path.
    fn figures(&self, size: f64, high: f64) -> Strand {
        let clear = self.clear(high);
        let labels = self.labels(|year| {
            let score = self.series.score(year)?;
            let at = |value: Decimal| high * nearest_f64(&self.window.share(&value.exact()));
            let room = f64::from(clear) * 0.75 + 2.0 * size;
            let is_crossed = path(self.series, year).is_some_and(|path| path > score && at(path) - at(score) < room);
            let side = if is_crossed && at(score) > room { Side::Below } else { Side::Above };
            Some(self.figure(size, side))
        });
        Strand { labels, clear: Some(clear), ..self.strand(SCORE) }
    }

    fn labels(&self, of: impl Fn(i32) -> Option<ChartDataLabel>) -> Vec<ChartDataLabel> {
        let years = self.years.0..=self.years.1;
        years.map(|year| of(year).unwrap_or_else(|| ChartDataLabel::new().set_hidden().to_custom())).collect()
    }

    fn figure(&self, size: f64, side: Side) -> ChartDataLabel {
        figure(&self.told.book.pattern(Number::Score), size, side)
    }

    /// What the widest interval takes on a plot so many pixels high, in points.
    fn clear(&self, high: f64) -> u8 {
        let widths = self.series.waves.iter().filter_map(|wave| match wave.outcome {
            Outcome::Score { interval: Some((low, high)), .. } => Some((high - low).exact()),
            _ => None,
        });
        let share = widths.max().map_or(0.0, |width| nearest_f64(&(width / (&self.window.high - &self.window.low))));
        let wanted = 0.75 * high * share + 4.0;
        (2..=72).find(|size| f64::from(*size) >= wanted).unwrap_or(72)
    }
}
