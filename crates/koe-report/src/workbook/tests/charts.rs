//! Charts of cells.

use calamine::{DataType, Reader};

use super::{book, bytes, parts};
use crate::sample::Sample;

#[test]
fn charts_are_drawn_from_cells_and_show_what_is_in_them() {
    let mut sample = Sample::koriyama().with_segment("部局", "総務部").with_segment("部局", "環境部");
    sample.compared("総務部", "0.21", 0.01, (1, 1, 1));
    let file = bytes(&sample);
    let mut book = book(&file);
    for chart in parts(&file, "xl/charts/chart") {
        for (cells, points) in chart.split("<c:numRef><c:f>").skip(1).filter_map(|part| part.split_once("</c:f>")) {
            let (sheet, range) = cells.trim_start_matches('\'').split_once('!').unwrap();
            let [column, first, last] = place(range);
            let range = book.worksheet_range(sheet.trim_end_matches('\'')).unwrap();
            let values = (first..=last).map(|row| range.get_value((row - 1, column)).and_then(DataType::as_f64));
            let points = points.split("</c:numRef>").next().unwrap();
            let cached = points.split("<c:v>").skip(1).map(|part| part.split('<').next().unwrap().parse::<f64>().ok());
            assert_eq!(cached.collect::<Vec<_>>(), values.collect::<Vec<_>>(), "{cells}");
        }
    }
}

/// Column and rows of `$D$7:$D$20`.
fn place(range: &str) -> [u32; 3] {
    let parts: Vec<&str> = range.split(['$', ':']).filter(|part| !part.is_empty()).collect();
    [u32::from(parts[0].as_bytes()[0] - b'A'), parts[1].parse().unwrap(), parts[3].parse().unwrap()]
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
