//! `actuals.csv`: what the indicators came to, by fiscal year.
//!
//! A row an indicator and a column a year, as it is kept in Excel; or a row a
//! figure, with the columns `year` and `actual`. Columns that say what an
//! indicator is may be copied over; they are not read.

use std::path::Path;

use encoding_rs::Encoding;
use koe_stats::{Decimal, ratio};

use super::indicators::{Actual, Indicator, Kind, Listed};
use super::sheet::{Known, Row, Sheet};
use crate::text::suggestion;
use crate::{Place, Problem, fiscal_year};

const COLUMNS: Known =
    &[&["indicator"], &["year"], &["actual"], &["outcome"], &["area"], &["unit"], &["direction"], &["kind"], &["note"]];

/// A figure and where it stands.
struct Reported {
    indicator: usize,
    year: i32,
    value: Decimal,
    line: u64,
}

/// Reads `actuals.csv` into the indicators.
pub(super) fn read(path: &Path, encoding: Option<&'static Encoding>, listed: &mut Listed, problems: &mut Vec<Problem>) {
    let Some(sheet) = Sheet::read(path, encoding, COLUMNS, &["indicator"], problems) else { return };
    let is_long = sheet.column("year").is_some() || sheet.column("actual").is_some();
    let reported = if is_long { long(&sheet, listed, problems) } else { wide(&sheet, listed, problems) };
    for figure in &reported {
        listed.indicators[figure.indicator].actuals.push(Actual { year: figure.year, value: Some(figure.value) });
    }
    for (index, indicator) in listed.indicators.iter_mut().enumerate() {
        indicator.actuals.sort_by_key(|actual| actual.year);
        if indicator.kind != Kind::Cumulative {
            continue;
        }
        if let Err(missing) = add_up(indicator) {
            let line = reported.iter().find(|it| it.indicator == index).map_or(1, |it| it.line);
            let place = Place::file(sheet.file()).line(line).column("indicator");
            let problem = Problem::warning(place, "a year without a figure, so that later ones do not add up");
            problems.push(problem.found(&indicator.name).hint(format!("fill in {missing}; the total ends before it")));
        }
    }
}

/// A column a year.
fn wide(sheet: &Sheet, listed: &Listed, problems: &mut Vec<Problem>) -> Vec<Reported> {
    let mut years: Vec<(usize, i32)> = Vec::new();
    for (column, name) in sheet.others() {
        match fiscal_year(name) {
            None => problems.push(sheet.no_year(name)),
            Some(year) => match years.iter().find(|&&(_, other)| other == year) {
                Some(&(first, _)) => sheet.refuse_year_twice((first, column), problems),
                None => years.push((column, year)),
            },
        }
    }
    let mut lines: Vec<(usize, u64)> = Vec::new();
    let mut reported = Vec::new();
    for row in sheet.rows() {
        let Some(indicator) = indicator(row, listed, problems) else { continue };
        if let Some((_, line)) = lines.iter().find(|(other, _)| *other == indicator) {
            problems.push(twice(row, *line));
            continue;
        }
        lines.push((indicator, row.line()));
        for &(column, year) in &years {
            if let Some(value) = row.number_at(column, problems) {
                let figure = Reported { indicator, year, value, line: row.line() };
                keep(figure, row, listed, &mut reported, problems);
            }
        }
    }
    reported
}

/// A row a figure.
fn long(sheet: &Sheet, listed: &Listed, problems: &mut Vec<Problem>) -> Vec<Reported> {
    sheet.refuse_others(problems);
    for name in ["year", "actual"].into_iter().filter(|name| sheet.column(name).is_none()) {
        let problem = Problem::error(Place::file(sheet.file()).line(1).column(name), "no such column");
        problems.push(problem.hint("a row a figure needs `year` and `actual`; or give each year a column of its own"));
    }
    let mut reported: Vec<Reported> = Vec::new();
    for row in sheet.rows() {
        let indicator = indicator(row, listed, problems);
        row.required("year", problems);
        let (year, value) = (row.year("year", problems), row.number("actual", problems));
        let (Some(indicator), Some(year)) = (indicator, year) else { continue };
        if let Some(other) = reported.iter().find(|other| (other.indicator, other.year) == (indicator, year)) {
            problems.push(twice(row, other.line));
        } else if let Some(value) = value {
            let figure = Reported { indicator, year, value, line: row.line() };
            keep(figure, row, listed, &mut reported, problems);
        }
    }
    reported
}

/// The indicator of a row, by its name.
fn indicator(row: Row<'_>, listed: &Listed, problems: &mut Vec<Problem>) -> Option<usize> {
    let name = row.required("indicator", problems)?;
    let Some(index) = listed.find(&name) else {
        let names = listed.indicators.iter().map(|indicator| indicator.name.as_str());
        let problem = row.problem_in("indicator", "no such indicator").found(&name);
        problems.push(problem.hint(suggestion(&name, names)));
        return None;
    };
    Some(index)
}

/// Keeps a figure, unless its indicator takes its figures from the waves.
fn keep(figure: Reported, row: Row<'_>, listed: &Listed, reported: &mut Vec<Reported>, problems: &mut Vec<Problem>) {
    let Some(source) = &listed.indicators[figure.indicator].source else { return reported.push(figure) };
    let problem = row.problem_in("indicator", "a figure of an indicator that takes its figures from the waves");
    let problem = problem.found(row.cell("indicator"));
    problems.push(problem.hint(format!("take the row out, or the source {source} out of {}", listed.file)));
}

fn twice(row: Row<'_>, line: u64) -> Problem {
    let message = format!("two rows for one indicator, the other in line {line}");
    row.problem_in("indicator", message).found(row.cell("indicator")).hint("take one of them out")
}

/// Turns what each year added into the total so far: the baseline and all years
/// after its year, or all years where there is no baseline. A total ends where
/// a year is missing, which is returned.
fn add_up(indicator: &mut Indicator) -> Result<(), i32> {
    let start = indicator.baseline_year.filter(|_| indicator.baseline.is_some());
    let mut places = indicator.baseline.map_or(0, Decimal::places);
    let mut sum = indicator.baseline.map_or(ratio(0, 1), Decimal::exact);
    let mut next = start.map(|year| year + 1);
    let mut totals = Vec::new();
    let added: Vec<Actual> = std::mem::take(&mut indicator.actuals);
    for Actual { year, value } in added.into_iter().filter(|actual| start.is_none_or(|start| actual.year > start)) {
        if let Some(missing) = next.filter(|&next| year > next) {
            indicator.actuals = totals;
            return Err(missing);
        }
        if let Some(value) = value {
            sum += value.exact();
            places = places.max(value.places());
            totals.push(Actual { year, value: Some(Decimal::round(&sum, places)) });
        }
        next = Some(year + 1);
    }
    indicator.actuals = totals;
    Ok(())
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::super::indicators;
    use super::*;

    const INDICATORS: &str = "indicator,direction,target,kind,baseline_year,baseline,source\n\
        満足度,up,90,,2024,87.6,\n派遣,up,9,cumulative,2024,4,\n延べ,up,9.5,累計,,,\n点数,up,4,,,,item:Q1\n";

    /// The figures of each indicator, and the problems.
    fn figures(actuals: &str) -> (Vec<Vec<String>>, Vec<String>) {
        let folder = tempfile::tempdir().unwrap();
        let path = |name: &str| folder.path().join(name);
        fs::write(path("indicators.csv"), INDICATORS).unwrap();
        fs::write(path("actuals.csv"), actuals).unwrap();
        let mut problems = Vec::new();
        let mut listed = indicators::read(&path("indicators.csv"), None, &mut problems).unwrap();
        read(&path("actuals.csv"), None, &mut listed, &mut problems);
        let shown = |actual: &Actual| format!("{} {}", actual.year, actual.value.unwrap());
        let figures = listed.indicators.iter().map(|own| own.actuals.iter().map(shown).collect());
        let told = |problem: &Problem| {
            let line = problem.place.line.unwrap_or(0);
            format!("{line} {}", problem.message)
        };
        (figures.collect(), problems.iter().map(told).collect())
    }

    #[test]
    fn a_column_a_year_and_a_row_a_figure_say_the_same() {
        let expected = vec![vec!["2025 88.0".to_owned(), "2026 89".to_owned()], vec![], vec![], vec![]];
        let wide = "indicator,unit,R8,令和7年度\n満足度,%,89,88.0\n派遣,,,－\n点数,,,\n";
        let long = "year,actual,indicator\n2026,89,満足度\nR7,88.0,満足度\nR9,,派遣\n";
        for text in [wide, long] {
            assert_eq!(figures(text), (expected.clone(), vec![]), "{text}");
        }
    }

    /// 4 + 2 = 6, 6 + 1 = 7; the years up to the baseline are in it. Without a
    /// baseline 1.5 + 2 = 3.5.
    #[test]
    fn cumulative_figures_add_up_from_the_baseline() {
        let (found, problems) = figures("indicator,2024,2025,2026\n派遣,9,2,1\n延べ,1.5,2,\n");
        assert_eq!(found[1], ["2025 6", "2026 7"]);
        assert_eq!(found[2], ["2024 1.5", "2025 3.5"]);
        assert!(problems.is_empty(), "{problems:?}");
    }

    #[test]
    fn a_total_ends_where_a_year_is_missing() {
        let (found, problems) = figures("indicator,2025,2026,2027\n派遣,2,,1\n延べ,,1,2\n");
        assert_eq!((found[1].as_slice(), found[2].len()), (&["2025 6".to_owned()][..], 2));
        assert_eq!(problems, ["2 a year without a figure, so that later ones do not add up"]);
    }

    #[test]
    fn mistakes_are_told_with_their_line() {
        let (_, problems) = figures("indicator,R7,2025,X8\n満足,1,,\n満足度,90%,,\n満足度,1,,\n点数,3.8,,\n");
        let expected = [
            "1 two columns for one fiscal year",
            "1 neither a known column nor a fiscal year",
            "2 no such indicator",
            "3 not a number",
            "4 two rows for one indicator, the other in line 3",
            "5 a figure of an indicator that takes its figures from the waves",
        ];
        assert_eq!(problems, expected);
        let (_, problems) = figures("indicator,year,actual\n満足度,次年,1\n満足度,R7,1\n満足度,2025,2\n満足度,,1\n");
        let expected = ["2 not a fiscal year", "4 two rows for one indicator, the other in line 3", "5 an empty cell"];
        assert_eq!(problems, expected);
    }
}
