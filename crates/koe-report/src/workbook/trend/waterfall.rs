//! Why scores moved, as steps from wave to wave; under them the cells they are
//! drawn from, all of them sums of printed numbers.

use koe_stats::{Decimal, ratio};
use rust_xlsxwriter::{
    Chart, ChartDataLabel, ChartDataLabelPosition, ChartFormat, ChartRange, ChartSeries, ChartSolidFill, ChartType,
    Workbook, XlsxError,
};

use super::Told;
use crate::chart::plots::waterfall::{Step, Waterfall};
use crate::chart::plots::window;
use crate::theme::Ink;
use crate::typeset::count_of;
use crate::window::Window;
use crate::wording::compared_words;
use crate::wording::trend::trend_words;
use crate::wording::trend_sheets::{apart_by, window_axis};
use crate::workbook::formats::{Number, colour};
use crate::workbook::native::{AROUND, Axis, GAP, font, line, names, values};
use crate::workbook::sheet::{Heading, Listed, Sheet};
use crate::workbook::table::{Cell, Column, Line, Table};
use crate::workbook::text::label;

/// Height of a step with what is free around it, in pixels.
const ROW: u32 = 30;

/// The columns.
const TITLE: u16 = 0;
const STEP: u16 = 1;
const BASE: u16 = 2;
const SCORE: u16 = 3;
const RISE: u16 = 4;
const FALL: u16 = 5;

/// Writes the sheet where any change is drawn; steps of a scale with scores below
/// zero would stand on the wrong side of it.
pub(super) fn write(workbook: &mut Workbook, told: Told<'_>) -> Result<Vec<Listed>, XlsxError> {
    let Told { book, waves, plots, own, .. } = told;
    let waterfalls = waves.waterfalls();
    if waterfalls.is_empty() || waves.about.scale.0 < 0 {
        return Ok(Vec::new());
    }
    let mut titles: Vec<String> = waterfalls.iter().map(|it| plots.waterfall_title(it, &it.steps())).collect();
    let headline = titles.remove(0);
    titles.retain(|title| *title != headline);
    titles.dedup();
    let deviation = waterfalls.iter().filter_map(|it| it.deviation).max();
    let heading =
        Heading { headline, findings: titles, notes: vec![own.key_steps.to_owned(), plots.no_cause(deviation)] };
    let blocks: Vec<Vec<Line>> = waterfalls.iter().map(|it| lines(told, it)).collect();
    let heights: Vec<u32> = blocks.iter().map(|block| AROUND + ROW * count(block.len())).collect();
    let table = Table { columns: columns(told), lines: blocks.into_iter().flatten().collect() };
    let mut sheet = Sheet::of_charts_over(workbook, book, own.why_chart, &heading, &table)?;
    let (rows, place) = sheet.under(&heights, &table)?;
    let (mut first, wide) = (place.first, sheet.wide());
    for (at, (waterfall, (row, high))) in (1..).zip(waterfalls.iter().zip(rows.into_iter().zip(heights))) {
        let last = first + count(waterfall.steps().len()) + 1;
        let number = format!("{}/{}", count_of(at), count_of(waterfalls.len()));
        let drawn = Drawn { told, waterfall, header: place.header, first, last };
        sheet.pin(drawn.chart(&number), (row, 0), (wide, high))?;
        first = last + 1;
    }
    sheet.close()?;
    Ok(vec![(own.why_chart.into(), own.about_why_chart.into())])
}

fn count(things: usize) -> u32 {
    u32::try_from(things).unwrap_or(u32::MAX)
}

fn columns(told: Told<'_>) -> Vec<Column> {
    let own = told.own;
    let language = told.book.language;
    let mut columns: Vec<Column> = [compared_words(language).name, trend_words(language).part].map(Column::text).into();
    columns.extend([own.start, told.book.words.score, own.rise, own.fall].map(Column::figures));
    columns
}

/// The earlier score, each step, this score.
fn lines(told: Told<'_>, of: &Waterfall) -> Vec<Line> {
    let by = of.by.as_deref().unwrap_or(told.own.items);
    let title = apart_by(&of.name, by, told.book.language);
    let line = |name: &str, figures: [Option<(Decimal, Number)>; 4]| {
        let names = [label(&title), label(name)].map(Cell::Text).into_iter();
        let figures = figures.map(|own| own.map_or(Cell::Gap, |(value, number)| Cell::Number(value, number)));
        Line { strong: false, indent: 0, cells: names.chain(figures).collect() }
    };
    let score =
        |(year, value): (i32, Decimal)| line(&told.plots.year(year), [None, Some((value, Number::Score)), None, None]);
    let steps = of.steps();
    let moved = steps.iter().zip(levels(of.from.1, &steps)).map(|(step, (before, after))| {
        let base = before.min(after);
        let (amount, places) = (step.amount.abs(), step.amount.places());
        let base = Some((base, Number::Fixed(after.places())));
        let (rise, fall) = match step.amount.is_negative() {
            true => (None, Some((amount, Number::Fixed(places)))),
            false => (Some((amount, Number::Signed(places))), None),
        };
        line(step.name.as_deref().unwrap_or(told.plots.other()), [base, None, rise, fall])
    });
    std::iter::once(score(of.from)).chain(moved).chain([score(of.to)]).collect()
}

/// The score before and after each step.
fn levels(from: Decimal, steps: &[Step]) -> Vec<(Decimal, Decimal)> {
    let mut level = from;
    let mut step = |step: &Step| {
        let before = level;
        level = level + step.amount;
        (before, level)
    };
    steps.iter().map(&mut step).collect()
}

/// The shortest window that holds all steps, in fine steps on a scale of points.
fn held(of: &Waterfall) -> Window {
    let scale = of.about.scale;
    let levels = levels(of.from.1, &of.steps()).into_iter().flat_map(|(before, after)| [before, after]);
    let mut levels: Vec<Decimal> = levels.chain([of.from.1, of.to.1]).collect();
    if scale.1 - scale.0 > 10 {
        return window(levels, 1, scale);
    }
    // A bar of no length could not be seen.
    levels.extend(levels.iter().min().map(|least| *least - Decimal::round(&ratio(1, 100), 2)));
    Window::holding(levels, (1, 50), 2, scale)
}

/// A waterfall, and where its cells stand.
struct Drawn<'a> {
    told: Told<'a>,
    waterfall: &'a Waterfall,
    header: u32,
    first: u32,
    last: u32,
}

impl Drawn<'_> {
    fn chart(&self, number: &str) -> Chart {
        let window = held(self.waterfall);
        let axis = Axis::of(&window, window_axis(&window, self.told.book.language));
        let sheet = self.told.own.why_chart;
        let mut chart = Chart::new(ChartType::BarStacked);
        chart.title().set_name((sheet, self.first, TITLE)).set_font(font(11.0, Ink::Ink).set_bold());
        chart.set_alt_text(format!("{} ({number}). {}", self.told.own.about_why_chart, axis.title));
        chart.chart_area().set_format(ChartFormat::new().set_no_border());
        chart.legend().set_hidden();
        names(&mut chart);
        values(chart.x_axis(), &axis, &axis.title);
        let unseen = || ChartFormat::new().set_no_fill().set_no_border().clone();
        let filled = |ink, edge| {
            let mut format = ChartFormat::new();
            format.set_solid_fill(ChartSolidFill::new().set_color(colour(ink))).set_border(line(edge).set_width(1.5));
            format
        };
        let seen = [(SCORE, Ink::Sequential(1), Ink::Sequential(1)), (RISE, Ink::Paper, Ink::Above)];
        let seen = seen.into_iter().chain([(FALL, Ink::Below, Ink::Below)]);
        let seen = seen.map(|(column, ink, edge)| (column, filled(ink, edge)));
        for (column, format) in std::iter::once((BASE, unseen())).chain(seen) {
            chart.push_series(&self.series(column, format));
        }
        // Figures stand right of the bars: at the beginning of bars that are not seen.
        for (column, pattern) in self.patterns() {
            let mut figures = self.series(column, unseen());
            figures.set_data_label(
                ChartDataLabel::new()
                    .show_value()
                    .set_num_format(pattern)
                    .set_font(&font(9.0, Ink::Ink))
                    .set_position(ChartDataLabelPosition::InsideBase),
            );
            chart.push_series(&figures);
        }
        chart
    }

    /// How the figures of each column are written.
    fn patterns(&self) -> [(u16, String); 3] {
        let places = self.waterfall.steps().iter().map(|step| step.amount.places()).max().unwrap_or_default();
        let pattern = |number| self.told.book.pattern(number);
        let fall = format!("\"−\"{}", pattern(Number::Fixed(places)).split(';').next().unwrap_or_default());
        [(SCORE, pattern(Number::Score)), (RISE, pattern(Number::Signed(places))), (FALL, fall)]
    }

    fn series(&self, column: u16, mut format: ChartFormat) -> ChartSeries {
        let sheet = self.told.own.why_chart;
        let down = |column| ChartRange::new_from_range(sheet, self.first, column, self.last, column);
        let mut series = ChartSeries::new();
        series
            .set_name((sheet, self.header, column))
            .set_categories(&down(STEP))
            .set_values(&down(column))
            .set_format(&mut format)
            .set_gap(GAP)
            .set_overlap(100);
        series
    }
}
