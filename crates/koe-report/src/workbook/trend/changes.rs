//! Changes between two waves as bars with their intervals.

use koe_stats::Decimal;
use rust_xlsxwriter::{
    Chart, ChartErrorBars, ChartErrorBarsType, ChartFormat, ChartPoint, ChartRange, ChartSeries, ChartSolidFill,
    ChartType, XlsxError,
};

use super::Told;
use super::two::{ABOVE, BELOW, CHANGE, NAME, Pair};
use crate::theme::Ink;
use crate::typeset::count_of;
use crate::window::Window;
use crate::wording::trend_sheets::change_axis;
use crate::workbook::formats::colour;
use crate::workbook::native::{AROUND, Axis, Cells, GAP, HIGHEST, font, interval, line, names, values};
use crate::workbook::sheet::{Place, Sheet};

/// Height of a bar with what is free around it, in pixels.
const ROW: u32 = 26;

/// Draws the changes of lines that stand one under the other.
pub(super) fn draw(
    sheet: &mut Sheet<'_, '_>,
    told: Told<'_>,
    title: &'static str,
    (pairs, place): (&[Pair<'_>], Place),
) -> Result<(), XlsxError> {
    let Some(last) = u32::try_from(pairs.len()).ok().and_then(|rows| (place.first + rows).checked_sub(1)) else {
        return Ok(());
    };
    if pairs.is_empty() {
        return Ok(());
    }
    let window = window(told, pairs);
    let shown = vec![None; pairs.len()];
    let cells = Cells { sheet: told.own.two, place: Place { last, ..place }, bare: &shown, no_bar: "" };
    let parts = cells.parts((HIGHEST - AROUND) / ROW);
    let mut rest = pairs;
    for (part, own) in (1..).zip(&parts) {
        let (these, others) = rest.split_at(own.bare.len().min(rest.len()));
        rest = others;
        let number = format!("{}/{}", count_of(part), count_of(parts.len()));
        let title = if parts.len() > 1 { format!("{title} ({number})") } else { title.to_owned() };
        sheet.chart(chart(told, &title, (these, *own), &window), AROUND + own.names() * ROW)?;
    }
    Ok(())
}

/// The window of all changes, with their intervals and 0.
fn window(told: Told<'_>, pairs: &[Pair<'_>]) -> Window {
    let (low, high) = told.waves.about.scale;
    let span = high - low;
    let (step, places) = if span <= 10 { ((1, 10), 1) } else { (((span / 20).max(1), 1), 0) };
    let ends = pairs.iter().filter_map(|pair| told.waves.ends(pair.change?)).flat_map(|(low, high)| [low, high]);
    let zero = Decimal::round(&koe_stats::ratio(0, 1), 0);
    let values = pairs.iter().filter_map(Pair::by).chain(ends).chain([zero]);
    Window::holding(values, step, places, (-span, span))
}

fn chart(told: Told<'_>, title: &str, (pairs, cells): (&[Pair<'_>], Cells<'_>), window: &Window) -> Chart {
    let place = cells.place;
    let range = |column| ChartRange::new_from_range(cells.sheet, place.first, column, place.last, column);
    let axis = Axis::of(window, change_axis(window, told.book.language));
    let mut chart = Chart::new(ChartType::Bar);
    chart.title().set_name(title).set_font(font(11.0, Ink::Ink).set_bold());
    chart.set_alt_text(format!("{title}. {}", axis.title));
    chart.chart_area().set_format(ChartFormat::new().set_no_border());
    chart.legend().set_hidden();
    names(&mut chart);
    values(chart.x_axis(), &axis, &axis.title);
    let point = |pair: &Pair<'_>| {
        let mut format = ChartFormat::new();
        format.set_solid_fill(ChartSolidFill::new().set_color(colour(pair.ink()))).set_no_border();
        ChartPoint::new().set_format(&mut format)
    };
    let mut bars = ChartErrorBars::new();
    bars.set_type(ChartErrorBarsType::Custom(range(ABOVE), range(BELOW)))
        .set_end_cap(false)
        .set_format(ChartFormat::new().set_line(&interval()));
    let mut series = ChartSeries::new();
    series
        .set_name((cells.sheet, place.header, CHANGE))
        .set_categories(&range(NAME))
        .set_values(&range(CHANGE))
        .set_points(&pairs.iter().map(point).collect::<Vec<_>>())
        .set_format(ChartFormat::new().set_line(&line(Ink::Ink4)))
        .set_gap(GAP)
        .set_x_error_bars(&bars);
    chart.push_series(&series);
    chart
}
