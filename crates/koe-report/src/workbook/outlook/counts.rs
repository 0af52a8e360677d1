//! How many actions have which status, year by year, as stacked columns.

use koe_core::plan::{Actions, StatusCount};
use koe_stats::{Decimal, ratio};
use rust_xlsxwriter::{
    Chart, ChartAxisTickType, ChartDataLabel, ChartDataLabelPosition, ChartFormat, ChartLegendPosition, ChartSeries,
    ChartSolidFill, ChartType, Workbook, XlsxError,
};

use super::{counts_title, heading};
use crate::outlook::Outlook;
use crate::theme::Ink;
use crate::window::Window;
use crate::wording::board_sheets::board_words;
use crate::wording::outlook_words;
use crate::workbook::formats::colour;
use crate::workbook::native::{Axis, GAP, font, line, values};
use crate::workbook::sheet::{Edition, Listed, Place, Sheet};

/// Most statuses whose colours can be told apart, which is the ramp
/// without its palest step.
const MOST: usize = 6;
/// Height of the chart, of its plot, and of a figure, in pixels.
const HIGH: u32 = 520;
const PLOT: usize = 370;
const FIGURE: usize = 15;
/// The columns of a status and of the first year.
const STATUS: u16 = 1;
const FIRST: u16 = 2;

/// Whether columns of these can be drawn and told apart.
pub(super) fn is_drawn(statuses: &[StatusCount]) -> bool {
    (1..=MOST).contains(&statuses.len())
}

/// Writes the sheet, drawn from the sums on the sheet of numbers; `place` is
/// where they stand.
pub(super) fn write(
    workbook: &mut Workbook,
    book: Edition<'_>,
    (actions, outlook): (&Actions, Outlook<'_>),
    (statuses, place): (&[StatusCount], Place),
) -> Result<Option<Listed>, XlsxError> {
    if !is_drawn(statuses) {
        return Ok(None);
    }
    let own = board_words(outlook.language);
    let title = counts_title(actions, outlook);
    let heading = heading(outlook.actions_headline(actions), &[own.counts_note]);
    let mut sheet = Sheet::of_charts(workbook, book, own.counts, &heading)?;
    sheet.chart(chart(title, (actions, outlook), (statuses, place)), HIGH)?;
    sheet.close()?;
    Ok(Some((own.counts.into(), own.about_counts.into())))
}

fn chart(
    title: &str,
    (actions, outlook): (&Actions, Outlook<'_>),
    (statuses, place): (&[StatusCount], Place),
) -> Chart {
    let own = board_words(outlook.language);
    let highest = (0..actions.years.len()).map(|year| sum(statuses, year)).max().unwrap_or_default();
    let window = Window::holding([0, highest].map(number), (1, 1), 0, (0, i32::MAX));
    let axis = Axis::of(&window, own.counts_axis.to_owned());
    let mut chart = Chart::new(ChartType::ColumnStacked);
    chart.title().set_name(title).set_font(font(11.0, Ink::Ink).set_bold());
    chart.set_alt_text(format!("{title}. {}. {}", own.about_counts, axis.title));
    chart.chart_area().set_format(ChartFormat::new().set_no_border());
    chart.legend().set_position(ChartLegendPosition::Bottom).set_font(&font(9.0, Ink::Ink2));
    chart
        .x_axis()
        .set_font(&font(9.0, Ink::Ink))
        .set_major_tick_type(ChartAxisTickType::None)
        .set_format(ChartFormat::new().set_line(&line(Ink::Ink4)));
    values(chart.y_axis(), &axis, &axis.title);
    let last = FIRST + u16::try_from(actions.years.len().saturating_sub(1)).unwrap_or(u16::MAX - FIRST);
    let sheet = outlook_words(outlook.language).sheet_counts;
    // A figure stands where its part is high enough for it.
    let least = (highest * FIGURE).div_ceil(PLOT).max(1);
    for (row, fill) in (place.first..).zip(fills(statuses.len())) {
        let mut series = ChartSeries::new();
        series
            .set_name((sheet, row, STATUS))
            .set_categories((sheet, place.header, FIRST, place.header, last))
            .set_values((sheet, row, FIRST, row, last))
            .set_gap(GAP)
            .set_overlap(100)
            .set_format(
                ChartFormat::new()
                    .set_solid_fill(ChartSolidFill::new().set_color(colour(fill)))
                    .set_border(&line(Ink::Ink4)),
            )
            .set_data_label(
                ChartDataLabel::new()
                    .show_value()
                    .set_num_format(format!("[>={least}]#,##0;;"))
                    .set_font(&font(9.0, fill.figure()))
                    .set_position(ChartDataLabelPosition::Center),
            );
        chart.push_series(&series);
    }
    chart
}

/// The steps of the ramp, as far apart as they can be.
fn fills(statuses: usize) -> Vec<Ink> {
    let step = |at: usize| 1 + at * (MOST - 1) / statuses.saturating_sub(1).max(1);
    (0..statuses).map(|at| Ink::Sequential(u8::try_from(step(at)).unwrap_or(u8::MAX))).collect()
}

fn sum(statuses: &[StatusCount], year: usize) -> usize {
    statuses.iter().filter_map(|own| own.actions.get(year)).sum()
}

fn number(things: usize) -> Decimal {
    Decimal::round(&ratio(things, 1), 0)
}
