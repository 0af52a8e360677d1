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
