//! Charts that Excel draws from the cells and a reader can edit.
//!
//! Titles and axes are koe's own words; names of the survey reach a chart only
//! as references to cells, so that none can be a formula.

use koe_stats::nearest_f64;
use rust_xlsxwriter::{
    Chart, ChartAxis, ChartAxisCrossing, ChartAxisLabelPosition, ChartAxisTickType, ChartDataLabel,
    ChartDataLabelPosition, ChartErrorBars, ChartErrorBarsType, ChartFont, ChartFormat, ChartLegendPosition, ChartLine,
    ChartRange, ChartSeries, ChartSolidFill, ChartType,
};

use super::formats::{FACE, colour};
use super::sheet::Place;
use crate::theme::Ink;
use crate::window::Window;

/// Per cent of a bar's thickness that is free between two bars.
pub(super) const GAP: u16 = 60;
/// What title, axis and legend take of a chart's height, in pixels.
pub(super) const AROUND: u32 = 130;
/// How high a chart may be, in pixels, so that it fits on a printed page under
/// its sentence; the next chart goes on, on the same axis.
pub(super) const HIGHEST: u32 = 610;

/// A chart of a table, before it is told which cells.
pub(super) struct Drawing {
    pub(super) title: Title,
    pub(super) axis: Axis,
    pub(super) series: Vec<Series>,
    /// Whether a bar is 100 per cent of its row, a series after the other.
    pub(super) stacked: bool,
}

/// What stands over a chart.
#[derive(Clone, Copy)]
pub(super) enum Title {
    Words(&'static str),
    /// What the first cell of its rows says; in words for those who do not see it.
    FirstCell(&'static str),
}

/// The axis of values.
pub(super) struct Axis {
    pub(super) title: String,
    pub(super) ends: (f64, f64),
    pub(super) step: f64,
    /// How its figures are written.
    pub(super) pattern: &'static str,
}

impl Axis {
    /// An axis that shows a window of a scale.
    pub(super) fn of(window: &Window, title: String) -> Self {
        let lines = window.lines();
        let step = lines.get(1).zip(lines.first()).map(|((next, _), (first, _))| next - first);
        let places = lines.first().and_then(|(_, label)| label.split_once('.')).map_or(0, |(_, places)| places.len());
        Self {
            title,
            ends: (nearest_f64(&window.low), nearest_f64(&window.high)),
            step: step.map_or(1.0, |step| nearest_f64(&step)),
            pattern: match places {
                0 => "0;\"−\"0",
                1 => "0.0;\"−\"0.0",
                _ => "0.00;\"−\"0.00",
            },
        }
    }
}

/// A column of a table as a series.
pub(super) struct Series {
    pub(super) column: u16,
    pub(super) fill: Ink,
    pub(super) label: Label,
    /// Columns of how far the interval reaches above and below the value.
    pub(super) interval: Option<(u16, u16)>,
}

/// How the figures at the bars are written, in which ink, and where.
pub(super) struct Label {
    pub(super) pattern: String,
    pub(super) ink: Ink,
    pub(super) position: ChartDataLabelPosition,
}

/// The cells a chart is drawn from: rows of a sheet whose names stand in the
/// second column.
#[derive(Clone, Copy)]
pub(super) struct Cells<'a> {
    pub(super) sheet: &'a str,
    pub(super) place: Place,
    /// The word of koe's in place of the bar of each row that has none.
    pub(super) bare: &'a [Option<&'static str>],
    /// What the axis says of such rows.
    pub(super) no_bar: &'static str,
}

impl<'a> Cells<'a> {
    /// As few parts as have so many names at most, alike in length.
    pub(super) fn parts(self, most: u32) -> Vec<Self> {
        let names = self.names();
        let each = names.div_ceil(names.div_ceil(most).max(1)).max(1);
        let part = |(first, bare): (u32, &'a [Option<&'static str>])| {
            let last = (first + each - 1).min(self.place.last);
            Self { place: Place { first, last, ..self.place }, bare, ..self }
        };
        let starts = (self.place.first..).step_by(each as usize);
        starts.zip(self.bare.chunks(each as usize)).map(part).collect()
    }

    /// Whether a row has no bar.
    fn has_bare(self) -> bool {
        self.bare.iter().any(Option::is_some)
    }

    /// How many names there are.
    pub(super) fn names(self) -> u32 {
        (self.place.last + 1).saturating_sub(self.place.first)
    }
}

impl Drawing {
    /// The cells of each chart that it takes to draw these.
    pub(super) fn parts<'a>(&self, cells: Cells<'a>) -> Vec<Cells<'a>> {
        cells.parts((HIGHEST - AROUND) / self.row())
    }

    /// How high the chart of these cells is, in pixels.
    pub(super) fn height(&self, cells: Cells<'_>) -> u32 {
        AROUND + cells.names() * self.row()
    }

    /// How high a name with its bars is.
    fn row(&self) -> u32 {
        if self.stacked || self.series.len() == 1 { 26 } else { 34 }
    }

    /// Returns the chart of these cells, which are one of so many parts.
    pub(super) fn of(&self, cells: Cells<'_>, (part, parts): (usize, usize)) -> Chart {
        let kind = if self.stacked { ChartType::BarPercentStacked } else { ChartType::Bar };
        let mut chart = Chart::new(kind);
        let (Title::Words(words) | Title::FirstCell(words)) = self.title;
        let title = if parts > 1 { format!("{words} ({part}/{parts})") } else { words.to_owned() };
        match self.title {
            Title::Words(_) => chart.title().set_name(title.as_str()),
            Title::FirstCell(_) => chart.title().set_name((cells.sheet, cells.place.first, 0)),
        };
        chart.title().set_font(font(11.0, Ink::Ink).set_bold());
        // Not every program shows a word in place of a bar.
        let note = if cells.has_bare() { cells.no_bar } else { "" };
        let axis = format!("{}{note}", self.axis.title);
        chart.set_alt_text(format!("{title}. {axis}"));
        chart.chart_area().set_format(ChartFormat::new().set_no_border());
        if self.series.len() > 1 {
            chart.legend().set_position(ChartLegendPosition::Bottom).set_font(&font(9.0, Ink::Ink2));
        } else {
            chart.legend().set_hidden();
        }
        names(&mut chart);
        values(chart.x_axis(), &self.axis, &axis);
        for (index, series) in self.series.iter().enumerate() {
            chart.push_series(&self.series(series, cells, index == 0));
        }
        chart
    }

    fn series(&self, own: &Series, cells: Cells<'_>, first: bool) -> ChartSeries {
        let place = cells.place;
        let mut series = ChartSeries::new();
        series
            .set_name((cells.sheet, place.header, own.column))
            .set_categories((cells.sheet, place.first, 1, place.last, 1))
            .set_values((cells.sheet, place.first, own.column, place.last, own.column))
            .set_format(
                ChartFormat::new().set_solid_fill(ChartSolidFill::new().set_color(colour(own.fill))).set_no_border(),
            )
            .set_gap(GAP)
            .set_overlap(if self.stacked { 100 } else { 0 })
            .set_data_label(
                ChartDataLabel::new()
                    .show_value()
                    .set_num_format(&own.label.pattern)
                    .set_font(&font(9.0, own.label.ink))
                    .set_position(own.label.position),
            );
        if let Some((above, below)) = own.interval {
            let range = |column| ChartRange::new_from_range(cells.sheet, place.first, column, place.last, column);
            let widths = ChartErrorBarsType::Custom(range(above), range(below));
            // A row without an interval reaches no further than its bar: no cap shows there.
            let mut bars = ChartErrorBars::new();
            bars.set_type(widths).set_end_cap(false).set_format(ChartFormat::new().set_line(&interval()));
            series.set_x_error_bars(&bars);
        }
        if cells.has_bare() {
            series.set_custom_data_labels(&cells.bare.iter().map(|row| word(*row, first)).collect::<Vec<_>>());
        }
        series
    }
}

/// Excel takes a text for zero, so a row without a bar says why, once, and has no
/// figure.
fn word(bare: Option<&'static str>, first: bool) -> ChartDataLabel {
    match (bare, first) {
        (None, _) => ChartDataLabel::default(),
        (Some(_), false) => ChartDataLabel::new().set_hidden().to_custom(),
        (Some(word), true) => ChartDataLabel::new()
            .set_value(word)
            .set_font(&font(9.0, Ink::Ink3))
            .set_position(ChartDataLabelPosition::InsideBase)
            .to_custom(),
    }
}

/// The axis of names, upright: the first row of the table on top, each with its
/// name.
pub(super) fn names(chart: &mut Chart) {
    chart
        .y_axis()
        .set_reverse()
        .set_crossing(ChartAxisCrossing::Max)
        .set_label_interval(1)
        .set_font(&font(9.0, Ink::Ink))
        .set_major_gridlines(false)
        .set_major_tick_type(ChartAxisTickType::None)
        .set_label_position(ChartAxisLabelPosition::Low)
        .set_format(ChartFormat::new().set_line(&line(Ink::Ink4)));
}

/// The axis of values of a chart; its ends are told elsewhere where it has no title.
pub(super) fn values(own: &mut ChartAxis, axis: &Axis, title: &str) {
    if !title.is_empty() {
        own.set_name(title).set_name_font(font(9.0, Ink::Ink3).unset_bold());
    }
    own.set_min(axis.ends.0)
        .set_max(axis.ends.1)
        .set_major_unit(axis.step)
        .set_num_format(axis.pattern)
        .set_font(&font(9.0, Ink::Ink3))
        .set_major_gridlines(true)
        .set_major_gridlines_line(&line(Ink::Grid))
        .set_major_tick_type(ChartAxisTickType::None)
        .set_format(ChartFormat::new().set_no_line());
}

/// The face of the workbook, in points.
pub(super) fn font(size: f64, ink: Ink) -> ChartFont {
    let mut font = ChartFont::new();
    font.set_name(FACE).set_size(size).set_color(colour(ink));
    font
}

/// The line of an interval, over its bar or dot.
pub(super) fn interval() -> ChartLine {
    let mut line = line(Ink::Ink);
    line.set_width(1.25);
    line
}

/// A thin line.
pub(super) fn line(ink: Ink) -> ChartLine {
    let mut line = ChartLine::new();
    line.set_color(colour(ink)).set_width(0.75);
    line
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn long_charts_go_on_in_parts_of_like_length() {
        let lengths = |names: u32| {
            let bare = vec![None; names as usize];
            let place = Place { header: 4, first: 5, last: 4 + names };
            let cells = Cells { sheet: "", place, bare: &bare, no_bar: "" };
            let parts = cells.parts(20);
            assert_eq!(parts.last().map(|part| part.place.last), Some(place.last));
            assert!(parts.iter().all(|part| part.names() as usize == part.bare.len()));
            parts.iter().map(|part| part.names()).collect::<Vec<_>>()
        };
        assert_eq!(lengths(1), [1]);
        assert_eq!(lengths(20), [20]);
        assert_eq!(lengths(45), [15, 15, 15]);
        assert_eq!(lengths(41), [14, 14, 13]);
    }
}
