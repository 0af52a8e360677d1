//! Line charts that Excel draws from the cells and a reader can edit: scores
//! over the years, and slopes between two waves.

use rust_xlsxwriter::{
    Chart, ChartAxisLabelPosition, ChartAxisTickType, ChartDataLabel, ChartDataLabelPosition, ChartEmptyCells,
    ChartErrorBars, ChartErrorBarsType, ChartFormat, ChartLayout, ChartLegendPosition, ChartLine, ChartLineDashType,
    ChartMarker, ChartMarkerType, ChartRange, ChartSeries, ChartSolidFill, ChartType,
};

use super::formats::colour;
use super::native::{Axis, font, interval, line, values};
use crate::theme::Ink;

/// A row or a column of cells, from the first to the last.
#[derive(Debug, Clone, Copy)]
pub(super) struct Span {
    pub(super) first: (u32, u16),
    pub(super) last: (u32, u16),
}

/// Lines on one axis of values.
pub(super) struct Lines<'a> {
    /// Whose cells they are drawn from.
    pub(super) sheet: &'a str,
    /// The cell of the title, where there is one.
    pub(super) title: Option<(u32, u16)>,
    /// What it shows, for those who do not see it.
    pub(super) told: String,
    pub(super) axis: Axis,
    /// What stands under the points of each line.
    pub(super) under: Span,
    pub(super) series: Vec<Strand>,
    /// Where the plot stands in the chart, in shares of it: left, top, width, height.
    pub(super) plot: Option<[f64; 4]>,
    pub(super) legend: bool,
}

/// One line, whose cells without a number are gaps in it.
#[derive(Default)]
pub(super) struct Strand {
    /// The cell of its name.
    pub(super) name: (u32, u16),
    pub(super) values: Option<Span>,
    pub(super) pen: Option<Pen>,
    pub(super) dot: Option<Dot>,
    /// How wide its points are that are not seen, so that labels stand clear of
    /// what is; in points.
    pub(super) clear: Option<u8>,
    /// How far its interval reaches above and below each point.
    pub(super) interval: Option<(Span, Span)>,
    /// What stands at its points, one after another.
    pub(super) labels: Vec<ChartDataLabel>,
}

/// How a line is drawn.
#[derive(Clone, Copy)]
pub(super) struct Pen {
    pub(super) ink: Ink,
    /// In points.
    pub(super) width: f64,
    pub(super) dash: ChartLineDashType,
}

/// How a point is drawn.
#[derive(Clone, Copy)]
pub(super) struct Dot {
    pub(super) kind: ChartMarkerType,
    pub(super) size: u8,
    pub(super) fill: Ink,
    pub(super) edge: Ink,
}

impl Span {
    /// The cells of a column, from a row to another.
    pub(super) fn down(column: u16, first: u32, last: u32) -> Self {
        Self { first: (first, column), last: (last, column) }
    }

    fn of(self, sheet: &str) -> ChartRange {
        ChartRange::new_from_range(sheet, self.first.0, self.first.1, self.last.0, self.last.1)
    }
}

impl Lines<'_> {
    pub(super) fn chart(&self) -> Chart {
        let mut chart = Chart::new(ChartType::Line);
        match self.title {
            Some((row, column)) => {
                chart.title().set_name((self.sheet, row, column)).set_font(font(11.0, Ink::Ink).set_bold());
            }
            None => {
                chart.title().set_hidden();
            }
        }
        chart.set_alt_text(&self.told);
        chart.show_empty_cells_as(ChartEmptyCells::Gaps);
        chart.chart_area().set_format(ChartFormat::new().set_no_border());
        if let Some([left, top, width, height]) = self.plot {
            let layout = ChartLayout::new().set_offset(left, top).set_dimensions(width, height);
            chart.plot_area().set_layout(&layout);
        }
        match self.legend {
            true => {
                chart.legend().set_position(ChartLegendPosition::Bottom).set_font(&font(9.0, Ink::Ink2));
            }
            false => {
                chart.legend().set_hidden();
            }
        }
        chart
            .x_axis()
            .set_font(&font(9.0, Ink::Ink2))
            .set_major_tick_type(ChartAxisTickType::None)
            .set_label_position(ChartAxisLabelPosition::Low)
            .set_format(ChartFormat::new().set_line(&line(Ink::Ink4)));
        values(chart.y_axis(), &self.axis, &self.axis.title);
        for strand in &self.series {
            // Pushing a series would take its markers away.
            *chart.add_series() = self.strand(strand);
        }
        if self.legend {
            let nameless = (0..).zip(&self.series).filter(|(_, own)| own.is_unseen()).map(|(at, _)| at);
            chart.legend().delete_entries(&nameless.collect::<Vec<usize>>());
        }
        chart
    }

    fn strand(&self, own: &Strand) -> ChartSeries {
        let mut series = ChartSeries::new();
        series.set_name((self.sheet, own.name.0, own.name.1)).set_categories(&self.under.of(self.sheet));
        if let Some(values) = own.values {
            series.set_values(&values.of(self.sheet));
        }
        let mut format = ChartFormat::new();
        match own.pen {
            Some(pen) => format.set_line(&pen.line()),
            None => format.set_no_line(),
        };
        series.set_format(&mut format);
        series.set_marker(&own.marker());
        if let Some((above, below)) = own.interval {
            let widths = ChartErrorBarsType::Custom(above.of(self.sheet), below.of(self.sheet));
            let mut bars = ChartErrorBars::new();
            bars.set_type(widths).set_end_cap(false).set_format(ChartFormat::new().set_line(&interval()));
            series.set_y_error_bars(&bars);
        }
        if !own.labels.is_empty() {
            series.set_custom_data_labels(&own.labels);
        }
        series
    }
}

impl Strand {
    fn marker(&self) -> ChartMarker {
        let mut marker = ChartMarker::new();
        match (self.dot, self.clear) {
            (Some(dot), _) => return dot.marker(),
            (None, Some(size)) => {
                let mut unseen = ChartFormat::new();
                unseen.set_no_fill().set_no_border();
                marker.set_type(ChartMarkerType::Circle).set_size(size).set_format(&mut unseen)
            }
            (None, None) => marker.set_none(),
        };
        marker
    }

    /// Whether nothing but its labels is seen.
    fn is_unseen(&self) -> bool {
        self.pen.is_none() && self.dot.is_none()
    }
}

/// A label of a point: its figure.
pub(super) fn figure(pattern: &str, size: f64, position: ChartDataLabelPosition) -> ChartDataLabel {
    let mut label = ChartDataLabel::new();
    label.show_value().set_num_format(pattern).set_font(&font(size, Ink::Ink)).set_position(position);
    label.to_custom()
}

impl Pen {
    pub(super) fn solid(ink: Ink, width: f64) -> Self {
        Self { ink, width, dash: ChartLineDashType::Solid }
    }

    pub(super) fn dashed(ink: Ink, width: f64) -> Self {
        Self { ink, width, dash: ChartLineDashType::Dash }
    }

    fn line(self) -> ChartLine {
        let mut line = line(self.ink);
        line.set_width(self.width).set_dash_type(self.dash);
        line
    }
}

impl Dot {
    fn marker(self) -> ChartMarker {
        let mut format = ChartFormat::new();
        format.set_solid_fill(ChartSolidFill::new().set_color(colour(self.fill))).set_border(&line(self.edge));
        let mut marker = ChartMarker::new();
        marker.set_type(self.kind).set_size(self.size).set_format(&mut format);
        marker
    }
}
