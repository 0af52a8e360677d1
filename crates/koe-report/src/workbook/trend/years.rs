//! Charts over the years: the overall score, then the categories small and all
//! alike; under them the cells they are drawn from.

mod cells;
mod drawn;

use rust_xlsxwriter::{Workbook, XlsxError};

use self::drawn::Drawn;
use super::Told;
use crate::chart::plots::series::Series;
use crate::workbook::sheet::{Heading, Listed, Sheet};

/// Height of the chart of the overall score, and of a small one, in pixels.
const HIGH: u32 = 540;
const LOW: u32 = 340;
/// Small charts beside each other.
const ACROSS: u32 = 2;

/// Writes the sheet where every wave has a year.
pub(super) fn write(workbook: &mut Workbook, told: Told<'_>) -> Result<Vec<Listed>, XlsxError> {
    let Told { book, waves, plots, own, .. } = told;
    let Some(line) = waves.year_line() else { return Ok(Vec::new()) };
    let panels = waves.year_panels();
    let all: Vec<&Series> = std::iter::once(&line.series).chain(panels.iter().flat_map(|it| &it.panels)).collect();
    let Some(years) = span(&all) else { return Ok(Vec::new()) };
    let subtitle = plots.year_line_subtitle(&line.about, &line.series.name, Some(years));
    let heading = Heading {
        headline: plots.year_line_title(&line.series),
        findings: panels.iter().map(|it| plots.year_panels_title(it.level, &it.panels)).collect(),
        notes: vec![subtitle, own.key_years.to_owned()],
    };
    let table = cells::table(told, &all, years);
    let mut sheet = Sheet::of_charts_over(workbook, book, own.waves_chart, &heading, &table)?;
    let places = places(&panels.iter().map(|it| it.panels.len()).collect::<Vec<_>>());
    let small = places.last().map_or(0, |(band, _)| band + 1);
    let bands: Vec<u32> = std::iter::once(HIGH).chain(std::iter::repeat_n(LOW, small)).collect();
    let (rows, place) = sheet.under(&bands, &table)?;
    let row = |band: usize| rows.get(band).copied().unwrap_or_default();
    let wide = sheet.wide();
    let mut charts = all
        .iter()
        .enumerate()
        .map(|(at, series)| Drawn::of(told, (*series, years), (at, all.len()), place, &line.window));
    if let Some(overall) = charts.next() {
        sheet.pin(overall.large().chart(), (row(0), 0), (wide, HIGH))?;
    }
    for (drawn, (band, column)) in charts.zip(&places) {
        let each = wide / ACROSS;
        sheet.pin(drawn.small().chart(), (row(band + 1), column * each), (each, LOW))?;
    }
    sheet.close()?;
    Ok(vec![(own.waves_chart.into(), own.about_waves_chart.into())])
}

/// The years of the axis that all charts share.
fn span(all: &[&Series]) -> Option<(i32, i32)> {
    let years: Option<Vec<(i32, i32)>> = all.iter().map(|series| series.years()).collect();
    let years = years?;
    Some((years.iter().map(|own| own.0).min()?, years.iter().map(|own| own.1).max()?))
}

/// The band and the column of each small chart; those of a level begin a band.
fn places(levels: &[usize]) -> Vec<(usize, u32)> {
    let across = ACROSS as usize;
    let mut first = 0;
    let mut places = Vec::new();
    for charts in levels {
        places.extend((0..*charts).map(|at| (first + at / across, u32::try_from(at % across).unwrap_or(0))));
        first += charts.div_ceil(across);
    }
    places
}

#[cfg(test)]
mod tests {
    use super::places;

    #[test]
    fn the_charts_of_a_level_begin_a_band() {
        assert_eq!(places(&[3, 2]), [(0, 0), (0, 1), (1, 0), (2, 0), (2, 1)]);
        assert_eq!(places(&[]), []);
    }
}
