//! Charts of cells.

use calamine::{Data, DataType, Reader};

use super::{book, bytes, parts};
use crate::sample::Sample;

#[test]
fn charts_are_drawn_from_cells_and_show_what_is_in_them() {
    let mut sample = Sample::koriyama().with_segment("部局", "総務部").with_segment("部局", "環境部").with_waves();
    sample.compared("総務部", "0.21", 0.01, (1, 1, 1));
    sample.withhold_wave("2023", "1.1");
    let file = bytes(&sample);
    let mut book = book(&file);
    for chart in parts(&file, "xl/charts/chart") {
        for (cells, points) in chart.split("<c:numRef><c:f>").skip(1).filter_map(|part| part.split_once("</c:f>")) {
            let (sheet, range) = cells.trim_start_matches('\'').split_once('!').unwrap();
            let range_of_cells = book.worksheet_range(sheet.trim_end_matches('\'')).unwrap();
            let value = |at: (u32, u32)| match range_of_cells.get_value(at) {
                // Excel takes a text for zero, and nothing for a gap.
                Some(Data::String(_)) => Some(0.0),
                cell => cell.and_then(DataType::as_f64),
            };
            let values: Vec<Option<f64>> = places(range).into_iter().map(value).collect();
            let points = points.split("</c:numRef>").next().unwrap();
            let mut cached = vec![None; values.len()];
            for point in points.split("<c:pt idx=\"").skip(1) {
                let (at, value) = point.split_once("\"><c:v>").unwrap();
                cached[at.parse::<usize>().unwrap()] = value.split('<').next().unwrap().parse::<f64>().ok();
            }
            assert_eq!(cached, values, "{cells}");
        }
    }
}

/// Row and column of each cell of `$D$7:$D$20` or `$C$7:$D$7`.
fn places(range: &str) -> Vec<(u32, u32)> {
    let parts: Vec<&str> = range.split(['$', ':']).filter(|part| !part.is_empty()).collect();
    let column = |name: &str| u32::from(name.as_bytes()[0] - b'A');
    let row = |number: &str| number.parse::<u32>().unwrap() - 1;
    let (columns, rows) = (column(parts[0])..=column(parts[2]), row(parts[1])..=row(parts[3]));
    rows.flat_map(|row| columns.clone().map(move |column| (row, column))).collect()
}

#[test]
fn scores_and_items_have_their_intervals_and_few_respondents_have_none() {
    let mut sample = Sample::koriyama();
    sample.rows.iter_mut().filter(|row| row.code == "Q05").for_each(|row| row.respondents = Some(19));
    let file = bytes(&sample);
    for (sheet, code, few) in [("スコア", "1.1", None), ("設問スコア順", "Q01", Some("Q05"))] {
        let range = book(&file).worksheet_range(sheet).unwrap();
        let head = range.rows().position(|row| row.iter().any(|cell| *cell == "上側の幅")).unwrap();
        let at = range.rows().nth(head).unwrap().iter().position(|cell| *cell == "上側の幅").unwrap();
        let reach = |code: &str| {
            let row = range.rows().find(|row| row[0] == code).unwrap();
            [row[at].as_f64(), row[at + 1].as_f64()]
        };
        // ± 0.051 around a score of two digits, as it is printed.
        assert_eq!(reach(code), [Some(0.05), Some(0.05)]);
        few.into_iter().for_each(|code| assert_eq!(reach(code), [None, None], "19 respondents"));
        let charts = parts(&file, "xl/charts/chart");
        let column = |at: usize| char::from(b'A' + u8::try_from(at).unwrap());
        let cells = format!("<c:plus><c:numRef><c:f>{sheet}!${}$", column(at));
        assert!(charts.iter().any(|chart| chart.contains(&cells)), "{cells}");
    }
}
