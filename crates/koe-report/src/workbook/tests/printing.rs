//! How sheets print.

use calamine::Reader;

use super::{book, bytes, parts};
use crate::sample::Sample;

#[test]
fn sheets_print_on_landscape_pages_with_their_header() {
    let file = bytes(&Sample::koriyama());
    for (at, sheet) in parts(&file, "xl/worksheets/sheet").into_iter().enumerate() {
        assert!(sheet.contains("paperSize=\"9\"") && sheet.contains("orientation=\"landscape\""));
        // The cover on one page, all others as long as they are.
        assert_eq!(sheet.contains("fitToHeight=\"0\""), at > 0);
        assert!(sheet.contains("<pageSetUpPr fitToPage=\"1\"/>") && sheet.contains("showGridLines=\"0\""));
    }
    let names = &parts(&file, "xl/workbook.xml")[0];
    // The cover, four tables, three sheets of charts, the method.
    assert_eq!(names.matches("_xlnm.Print_Area").count(), 9);
    assert_eq!(names.matches("_xlnm.Print_Titles").count(), 4);
    assert_eq!(names.matches("_xlnm._FilterDatabase").count(), 4);
}

#[test]
fn what_is_printed_ends_with_what_is_written() {
    let file = bytes(&Sample::koriyama());
    let names = &parts(&file, "xl/workbook.xml")[0];
    let areas: Vec<&str> =
        names.split("_xlnm.Print_Area").skip(1).filter_map(|name| name.split(['>', '<']).nth(1)).collect();
    let mut book = book(&file);
    let mut tables = 0;
    for area in areas {
        let (name, cells) = area.split_once('!').unwrap();
        let range = book.worksheet_range(name.trim_matches('\'')).unwrap();
        let written = range.end().unwrap().0 + 1;
        let last: u32 = cells.rsplit('$').next().unwrap().parse().unwrap();
        // Charts stand under the last cell of their sheet.
        if name.ends_with("図") {
            assert!(last > written, "{area}");
        } else {
            assert_eq!(last, written, "{area}");
            tables += 1;
        }
    }
    assert_eq!(tables, 6, "the cover, four tables, the method");
}

#[test]
fn no_header_of_a_table_is_printed_over_a_chart() {
    let file = bytes(&Sample::koriyama());
    for sheet in parts(&file, "xl/worksheets/sheet").iter().filter(|sheet| sheet.contains("<drawing ")) {
        assert!(!sheet.contains("<autoFilter") && !sheet.contains("<pane "), "a sheet of charts has no table");
    }
    let names = &parts(&file, "xl/workbook.xml")[0];
    let titled = names.split("_xlnm.Print_Titles").skip(1).filter_map(|name| name.split(['>', '!']).nth(1));
    assert_eq!(titled.collect::<Vec<_>>(), ["スコア", "回答の内訳", "設問", "設問スコア順"]);
}

#[test]
fn tables_of_comparisons_keep_their_header_and_their_filters() {
    let mut sample = Sample::koriyama();
    for (attribute, value) in [("部局", "総務部"), ("年代", "30代")] {
        sample = sample.with_segment(attribute, value);
    }
    sample = sample.with_cross([("部局", "総務部"), ("年代", "30代")]);
    sample.compared("総務部", "0.21", 0.01, (1, 1, 1));
    let file = bytes(&sample);
    let names = &parts(&file, "xl/workbook.xml")[0];
    for sheet in ["比較", "設問の比較", "差の表", "順位", "組み合わせ"] {
        for kind in ["Print_Titles", "_FilterDatabase", "Print_Area"] {
            let named = names.split("<definedName name=\"_xlnm.").filter(|name| name.starts_with(kind));
            let refers =
                |name: &str| name.split('>').nth(1).is_some_and(|cells| cells.starts_with(&format!("{sheet}!")));
            assert_eq!(named.filter(|name| refers(name)).count(), 1, "{sheet} {kind}");
        }
        let at = book(&file).sheet_names().iter().position(|name| name == sheet).unwrap() + 1;
        let sheet = &parts(&file, &format!("xl/worksheets/sheet{at}.xml"))[0];
        assert!(sheet.contains("state=\"frozen\"") && sheet.contains("xSplit=\"2\""), "{at}");
    }
}
