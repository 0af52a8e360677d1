//! Workbooks read back: by calamine as a reader's program sees them, and as XML.

use std::io::{Cursor, Read};

use calamine::{Data, DataType, Range, Reader, Xlsx};
use koe_core::Input;
use koe_core::definition::Language;
use koe_core::release::Level;
use koe_stats::{Decimal, nearest_f64};

use super::render_figures;
use crate::colophon::Colophon;
use crate::sample::Sample;
use crate::typeset::printed;

fn colophon() -> Colophon {
    let input = Input { name: "responses.csv".to_owned(), bytes: 1234, sha256: "ab".repeat(32) };
    Colophon { version: "0.1.0".to_owned(), inputs: vec![input] }
}

fn bytes(sample: &Sample) -> Vec<u8> {
    render_figures(sample.figures(), &colophon()).unwrap()
}

fn book(bytes: &[u8]) -> Xlsx<Cursor<Vec<u8>>> {
    Xlsx::new(Cursor::new(bytes.to_vec())).unwrap()
}

fn sheet(sample: &Sample, name: &str) -> Range<Data> {
    book(&bytes(sample)).worksheet_range(name).unwrap()
}

/// Cells of the column with this head, in the rows under the first header, by
/// the code in the first cell; the overall row has no code.
fn column(range: &Range<Data>, head: &str) -> Vec<(String, Data)> {
    let header = range.rows().position(|row| row.iter().any(|cell| says(cell, head))).unwrap();
    let index = range.rows().nth(header).unwrap().iter().position(|cell| says(cell, head)).unwrap();
    let lines = range.rows().skip(header + 1).take_while(|row| !row[1].is_empty());
    lines.map(|row| (row[0].to_string(), row[index].clone())).collect()
}

fn says(cell: &Data, text: &str) -> bool {
    cell.get_string() == Some(text)
}

/// All numbers of a workbook.
fn numbers(bytes: &[u8]) -> Vec<f64> {
    let mut book = book(bytes);
    let sheets = book.worksheets();
    let cells = sheets.iter().flat_map(|(_, range)| range.used_cells().map(|(_, _, cell)| cell.clone()));
    cells.filter_map(|cell| if let Data::Float(value) = cell { Some(value) } else { None }).collect()
}

/// The parts of the file whose name holds this, as XML.
fn parts(bytes: &[u8], name: &str) -> Vec<String> {
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes.to_vec())).unwrap();
    let files = archive.file_names().map(|file| file.unwrap().into_owned());
    let names: Vec<String> = files.filter(|file| file.contains(name)).collect();
    let mut text = |name: &String| {
        let mut text = String::new();
        archive.by_name(name).unwrap().read_to_string(&mut text).unwrap();
        text
    };
    names.iter().map(&mut text).collect()
}

#[test]
fn every_score_target_gap_and_interval_is_the_printed_one() {
    let sample = Sample::koriyama();
    let number = |value: Decimal| Data::Float(nearest_f64(&value.exact()));
    let scores = sheet(&sample, "スコア");
    let items = sheet(&sample, "設問");
    for row in &sample.rows {
        let (range, code) = match row.level {
            Level::Item => (&items, row.code.as_str()),
            Level::Overall => (&scores, ""),
            _ => (&scores, row.code.as_str()),
        };
        let cell = |head: &str| column(range, head).into_iter().find(|(own, _)| own == code).unwrap().1;
        assert_eq!(cell("スコア"), number(row.mean_text.unwrap()), "{code}");
        // The sample's intervals are the score ± 0.051, which prints ± 0.05.
        assert_eq!(cell("95%区間 下限"), number(printed(row.ci_low.unwrap(), 2).unwrap()), "{code}");
        assert_eq!(cell("n"), Data::Float(2118.0));
        assert_eq!(cell("肯定 %"), Data::Float(44.0), "0.437 prints 44");
        if let (Some(target), Some(gap)) = (row.target_text, row.gap_text) {
            assert_eq!((cell("目標"), cell("差")), (number(target), number(gap)), "{code}");
        }
    }
}

#[test]
fn no_number_is_finer_than_printed() {
    let mut sample = Sample::koriyama().with_segment("年代", "30代");
    for row in &mut sample.rows {
        row.favorable = Some(2.0 / 3.0);
        row.ci_low = Some(10.0 / 3.0);
    }
    let file = bytes(&sample);
    let all = numbers(&file);
    assert!(all.len() > 300);
    for value in all {
        let places = value.to_string().split_once('.').map_or(0, |(_, places)| places.len());
        assert!(places <= 2, "{value}");
    }
    for chart in parts(&file, "xl/charts/chart") {
        for value in chart.split("<c:v>").skip(1).filter_map(|part| part.split('<').next()) {
            let places = value.parse::<f64>().ok().and_then(|_| value.split_once('.')).map_or(0, |(_, at)| at.len());
            assert!(places <= 2, "{value}");
        }
    }
}

#[test]
fn what_is_withheld_is_said_and_never_blank() {
    let mut sample = Sample::koriyama();
    sample.withhold("1.2");
    sample.withhold("Q13");
    let scores = sheet(&sample, "スコア");
    for head in ["n", "スコア", "95%区間 下限", "95%区間 上限", "目標", "差", "状況", "肯定 %"] {
        let cells = column(&scores, head);
        let cell = &cells.iter().find(|(code, _)| code == "1.2").unwrap().1;
        assert_eq!(cell, &Data::String("非公表（少人数）".to_owned()), "{head}");
    }
    let spread = sheet(&sample, "回答の内訳");
    for head in ["1", "6", "肯定 %", "n"] {
        let withheld = column(&spread, head).iter().filter(|(_, cell)| says(cell, "非公表（少人数）")).count();
        assert_eq!(withheld, 2, "{head}");
    }
    assert!(parts(&bytes(&sample), "styles.xml")[0].contains("gray125"));
    // Item and category are withheld where they are ranked or drawn, too.
    let lines = |name: &str| sheet(&sample, name).rows().filter(|row| says(&row[0], "Q13")).count();
    assert_eq!((lines("設問"), lines("設問スコア順")), (1, 0), "in the table, not among the ranked");
    assert!(parts(&bytes(&sample), "charts/chart1.xml")[0].contains("帯のない行は非公表（少人数）"));
}

#[test]
fn distributions_add_up_and_name_every_point() {
    let mut sample = Sample::koriyama();
    sample.rows[3].distribution = Some(vec![0, 1, 0, 0, 0, 2108]);
    let range = sheet(&sample, "回答の内訳");
    let of = |code: &str| -> Vec<f64> {
        let row = range.rows().find(|row| says(&row[0], code)).unwrap();
        row[2..8].iter().map(|cell| if let Data::Float(part) = cell { *part } else { f64::NAN }).collect()
    };
    // 45, 144, 384, 614, 551, 371 of 2109: favorable 922 is 43.7, prints 44.
    assert_eq!(of("1.1"), [2.0, 7.0, 18.0, 29.0, 26.0, 18.0]);
    assert_eq!(of("Q01"), [0.0, 0.0, 0.0, 0.0, 0.0, 100.0]);
    assert!(parts(&bytes(&sample), "styles.xml")[0].contains("1未満"), "one answer is not none");
}

#[test]
fn favorable_shares_that_are_no_sums_say_so() {
    let mut sample = Sample::koriyama();
    let told = |sample: &Sample| {
        let range = sheet(sample, "回答の内訳");
        range.rows().take(4).any(|row| row[0].to_string().contains("項目の肯定はスコアと同じ規則"))
    };
    assert!(!told(&sample), "pooled shares are the sums of their bars");
    sample.about.rule = koe_core::definition::Rule::ItemMean;
    assert!(told(&sample));
}

#[test]
fn the_same_figures_give_the_same_bytes() {
    let sample = Sample::koriyama().with_segment("年代", "30代");
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
        assert_eq!(links(&file), (shape.0 + 1, 0), "{name}");
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
fn every_kind_of_survey_has_a_workbook() {
    let bare = bytes(&Sample::koriyama().without_targets());
    let text = parts(&bare, "sharedStrings")[0].clone();
    assert!(!text.contains("目標"), "a survey without targets has no word of them");
    assert_eq!(parts(&bare, "xl/charts/chart").len(), 4);

    let mut flat = Sample::koriyama();
    flat.rows.retain(|row| row.level != Level::Subcategory);
    assert_eq!(column(&sheet(&flat, "スコア"), "スコア").len(), 5);

    let nothing = bytes(&Sample::koriyama().silent());
    assert!(parts(&nothing, "xl/charts/chart").is_empty(), "nothing to draw");
    assert!(parts(&nothing, "sharedStrings")[0].contains("全体スコアは非公表（少人数）です。"));
    assert!(!numbers(&nothing).contains(&4.06));

    let mut mixed = Sample::koriyama();
    mixed.about.points.clear();
    mixed.about.favorable.clear();
    for row in mixed.rows.iter_mut().filter(|row| row.level != Level::Item) {
        (row.distribution, row.first_point) = (None, None);
    }
    let row = mixed.rows.iter_mut().find(|row| row.code == "Q44").unwrap();
    (row.comparable, row.distribution) = (false, Some(vec![1, 2, 3, 4]));
    let range = sheet(&mixed, "回答の内訳");
    let last = range.rows().find(|row| says(&row[0], "Q44")).unwrap();
    assert_eq!((last[5].clone(), last[6].to_string()), (Data::Float(40.0), "–".to_owned()));
    assert_eq!(parts(&bytes(&mixed), "xl/charts/chart").len(), 1, "the tree alone is on one scale");

    let mut rescaled = Sample::koriyama();
    rescaled.about.scale = (0, 100);
    assert!(parts(&bytes(&rescaled), "charts/chart1.xml")[0].contains("<c:max val=\"100\"/>"));
}

#[test]
fn a_workbook_speaks_the_language_of_its_figures() {
    let mut sample = Sample::koriyama().with_segment("年代", "30代");
    sample.about.language = Language::En;
    let names = book(&bytes(&sample)).sheet_names();
    assert_eq!(
        names,
        [
            "Cover",
            "Scores",
            "Scores chart",
            "Items",
            "Items by score",
            "Items chart",
            "Answers",
            "Answers chart",
            "By attribute",
            "Method"
        ]
    );
    let kana = |c: char| matches!(c, 'ぁ'..='ん');
    let own = ["スコア", "設問", "内訳", "属性", "目標", "肯定"];
    let cover = sheet(&sample, "Cover");
    let text: Vec<String> = cover.used_cells().map(|(_, _, cell)| cell.to_string()).collect();
    assert!(text.iter().all(|text| !text.contains(kana) && own.iter().all(|word| !text.contains(word))), "{text:?}");
}

#[test]
fn segments_have_a_line_each() {
    let mut sample = Sample::koriyama().with_segment("年代", "30代");
    let last = sample.rows.iter_mut().rfind(|row| row.code == "4").unwrap();
    *last = koe_core::release::Row {
        segment: last.segment.clone(),
        wave: last.wave.clone(),
        level: last.level,
        code: last.code.clone(),
        suppressed: true,
        ..Default::default()
    };
    let range = sheet(&sample, "属性別");
    assert!(says(&range.rows().next().unwrap()[0], "属性別では、全体スコアは4.06点です。"));
    let line = range.rows().find(|row| says(&row[0], "年代")).unwrap();
    let cells: Vec<String> = line.iter().map(ToString::to_string).collect();
    assert_eq!(cells, ["年代", "30代", "2118", "4.06", "4.15", "3.86", "4.17", "非公表（少人数）"]);
}

#[test]
fn response_rates_have_a_sheet_with_the_printed_figures() {
    let file = bytes(&Sample::koriyama().with_responses("部局"));
    assert!(book(&file).sheet_names().contains(&"回答率".to_owned()));
    let range = book(&file).worksheet_range("回答率").unwrap();
    let line = |value: &str| range.rows().find(|row| says(&row[1], value)).unwrap()[2..].to_vec();
    let text = |text: &str| Data::String(text.to_owned());
    assert_eq!(line("全員")[..3], [3522.0, 2118.0, 60.14].map(Data::Float));
    assert_eq!(line("総務部")[..3], [2000.0, 1200.0, 60.0].map(Data::Float));
    // 903/1510 = 59.801…
    let low = line("環境部 資源循環推進課 廃棄物対策係");
    assert_eq!(low, [Data::Float(1510.0), Data::Float(903.0), Data::Float(59.8), text("60%未満")]);
    let nobody = line("消防本部");
    assert_eq!(nobody[..3], [12.0, 0.0, 0.0].map(Data::Float));
    assert_eq!(nobody[3], text("回答なし（対象者12人のうち0人）"));
    assert_eq!(line("監査委員事務局"), [(); 4].map(|()| text("非公表（少人数）")));
    let unknown = line("水道局");
    assert_eq!(unknown, [text("–"), Data::Float(15.0), text("–"), text("回答率なし（対象者数が不明）")]);
    let without = book(&bytes(&Sample::koriyama())).sheet_names();
    assert!(!without.contains(&"回答率".to_owned()));
}

#[test]
fn sheets_print_on_landscape_pages_with_their_header() {
    let file = bytes(&Sample::koriyama());
    for sheet in parts(&file, "xl/worksheets/sheet") {
        assert!(sheet.contains("paperSize=\"9\"") && sheet.contains("orientation=\"landscape\""));
        assert!(sheet.contains("fitToHeight=\"0\"") && sheet.contains("showGridLines=\"0\""));
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
fn charts_are_drawn_from_cells_and_show_what_is_in_them() {
    let file = bytes(&Sample::koriyama());
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
fn every_part_of_the_file_is_xml_with_what_it_names() {
    let file = bytes(&Sample::koriyama().with_segment("年代", "30代"));
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

#[test]
fn the_method_says_what_is_withheld_and_names_its_inputs() {
    let mut sample = Sample::koriyama();
    sample.withhold("1.2");
    let range = sheet(&sample, "方法");
    let beside = |name: &str| range.rows().find(|row| says(&row[0], name)).unwrap()[1].to_string();
    assert_eq!(beside("公表に必要な回答者の数"), "5");
    let told = |text: &str| range.rows().any(|row| row[0].to_string().contains(text));
    assert!(told("この報告で非公表なのは、項目と設問の1行です。"));
    assert!(told("koe 0.1.0"));
    assert_eq!(beside("responses.csv"), "ab".repeat(32));
}
