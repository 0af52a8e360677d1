//! The file itself: the same each time, valid, and inert whatever is in it.

use std::io::{Cursor, Read};

use calamine::Reader;

use super::{book, bytes, parts, says, sheet};
use crate::sample::Sample;

#[test]
fn the_same_figures_give_the_same_bytes() {
    let mut sample = Sample::koriyama().with_segment("年代", "30代");
    sample.compared("30代", "0.21", 0.01, (1, 1, 1));
    let first = bytes(&sample);
    for _ in 0..3 {
        assert!(bytes(&sample) == first);
    }
    let core = &parts(&first, "core.xml")[0];
    assert!(core.contains("2000-01-01T00:00:00Z"), "{core}");
    assert!(core.contains("<dc:creator></dc:creator>") || core.contains("<dc:creator/>"), "{core}");
}

#[test]
fn hostile_names_are_plain_strings() {
    let long = "長".repeat(5_000);
    let names = [
        "=cmd|' /C calc'!A0",
        "+1+1",
        "-2+3",
        "@SUM(A1)",
        "＝１＋１",
        "＋１",
        "－１",
        "＠SUM",
        "https://example.com",
        "internal:'スコア'!A1",
        "mailto:a@example.com",
        "</t></si><script>\"&'",
        "_x0041_",
        "a\tb\nc\u{0}\u{1b}\u{202e}\u{ffff}",
        "{=1}",
        long.as_str(),
    ];
    let shape = links(&bytes(&Sample::koriyama()));
    for name in names {
        let mut sample = Sample::koriyama().named(name).with_segment(name, name);
        sample = sample.with_cross([(name, name), (name, name)]);
        sample.compared(name, "0.21", 0.01, (1, 1, 1));
        for row in &mut sample.rows {
            row.applies_to = vec![name.to_owned()];
        }
        sample.about.points = (1..=6).map(|point| (point, Some(name.to_owned()))).collect();
        let file = bytes(&sample);
        for sheet in parts(&file, "xl/worksheets/sheet") {
            assert!(!sheet.contains("<f>") && !sheet.contains("<f "), "{name}");
            assert!(!sheet.contains("t=\"str\""), "{name}");
            let typed = sheet.split("<c r=").skip(1).filter_map(|cell| cell.split_once('>').map(|(head, _)| head));
            assert!(
                typed.filter_map(|cell| cell.split_once(" t=\"")).all(|(_, kind)| kind.starts_with("s\"")),
                "{name}"
            );
        }
        // The only links are those of the cover to the other sheets.
        // Segments, both comparisons, differences, ranks with their chart, the cross.
        assert_eq!(links(&file), (shape.0 + 7, 0), "{name}");
        assert!(parts(&file, "xl/charts/chart").iter().all(|chart| !chart.contains("<c:f>=")), "{name}");
        let shown = sheet(&sample, "設問").rows().find(|row| says(&row[0], "Q01")).unwrap()[1].to_string();
        assert!(!shown.contains(['\0', '\u{1b}', '\u{202e}', '\u{ffff}', '\t', '\n']));
        if name.len() < 100 && !name.contains('\t') {
            assert_eq!(shown, name);
        }
    }
}

/// Links inside the workbook and out of it.
fn links(file: &[u8]) -> (usize, usize) {
    let sheets = parts(file, "xl/worksheets/sheet");
    let all =
        sheets.iter().flat_map(|sheet| sheet.split("<hyperlink ").skip(1).filter_map(|link| link.split('>').next()));
    let (out, inside): (Vec<&str>, Vec<&str>) = all.partition(|link| link.contains("r:id"));
    (inside.len(), out.len())
}

#[test]
fn long_names_are_cut_shorter_in_a_chart_than_in_a_record() {
    let mut sample = Sample::koriyama();
    let q01 = sample.rows.iter_mut().find(|row| row.code == "Q01").unwrap();
    q01.name = "長".repeat(20_000);
    let file = bytes(&sample);
    let name = |sheet: &str| {
        let range = book(&file).worksheet_range(sheet).unwrap();
        range.rows().find(|row| says(&row[0], "Q01")).unwrap()[1].to_string()
    };
    for (sheet, length) in [("設問", 1_000), ("設問スコア順", 60), ("回答の内訳", 60)] {
        let shown = name(sheet);
        assert_eq!(shown.chars().count(), length, "{sheet}");
        assert!(shown.ends_with('…'), "{sheet}");
    }
    for chart in parts(&file, "xl/charts/chart") {
        let longest = chart
            .split("<c:v>")
            .skip(1)
            .filter_map(|part| part.split('<').next())
            .map(|name| name.chars().count())
            .max();
        assert!(longest <= Some(60), "names of a chart are cells: {longest:?}");
    }
}

#[test]
fn a_long_survey_name_is_cut_on_the_cover() {
    let mut sample = Sample::koriyama();
    sample.about.survey = "X".repeat(5_000);
    let cover = sheet(&sample, "表紙");
    let longest = cover.used_cells().map(|(_, _, cell)| cell.to_string().chars().count()).max();
    assert_eq!(longest, Some(120));
}

#[test]
fn every_part_of_the_file_is_xml_with_what_it_names() {
    let mut sample = Sample::koriyama().with_segment("年代", "30代").with_segment("職位", "係長級");
    sample = sample.with_cross([("年代", "30代"), ("職位", "係長級")]);
    sample.compared("30代", "0.21", 0.01, (1, 1, 1));
    let file = bytes(&sample);
    let mut archive = zip::ZipArchive::new(Cursor::new(file.clone())).unwrap();
    let names: Vec<String> = archive.file_names().map(|file| file.unwrap().into_owned()).collect();
    let types = &parts(&file, "[Content_Types]")[0];
    for name in &names {
        let mut text = String::new();
        archive.by_name(name).unwrap().read_to_string(&mut text).unwrap();
        usvg::roxmltree::Document::parse(&text).unwrap_or_else(|error| panic!("{name}: {error}"));
        let told = types.matches(&format!("PartName=\"/{name}\"")).count();
        assert_eq!(told, usize::from(!name.ends_with(".rels") && name != "[Content_Types].xml"), "{name}");
    }
    assert_eq!(types.matches("PartName=").count(), names.iter().filter(|name| types.contains(name.as_str())).count());
}
