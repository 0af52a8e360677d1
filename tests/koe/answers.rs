//! The same answers in many dressings give the same JSON to the last byte.

use std::fs::File;

use encoding_rs::{EUC_JP, ISO_2022_JP, SHIFT_JIS};
use koe_core::definition::Definition;
use koe_core::findings::Request;
use koe_core::responses::{ReadOptions, Source};
use koe_core::segment::Cuts;
use koe_report::table::{Format, Style, View, render};
use polars::prelude::{Column, DataFrame, ParquetWriter};

use crate::program::{Folder, ITEMS, SURVEY, koe_in, stderr, stdout};

const HEADER: [&str; 8] = ["番号", "部局", "年齢", "雇用区分", "Q1", "Q2", "Q3", "Q4"];

/// Rows with everything a cell may be, in their plainest dress.
fn rows() -> Vec<[&'static str; 8]> {
    vec![
        ["1", "総務部", "25", "正職員", "5", "4", "2", "3"],
        ["2", "総務部", "34", "正職員", "4", "", "1", "2"],
        ["3", "総務部", "51", "再任用職員", "3", "3", "3", ""],
        ["4", "髙﨑支所①", "29", "正職員", "1", "2", "5", "5"],
        ["5", "髙﨑支所①", "40", "正職員", "該当なし", "5", "無回答", "4"],
        ["6", "髙﨑支所①", "", "正職員", "2", "7", "4", "-9999"],
        ["7", "市民部, 窓口", "39", "正職員", "5", "5", "1", "1"],
        ["8", "市民部, 窓口", "30", "再任用職員", "4", "1", "2", ""],
        ["9", "市民部, 窓口", "60", "正職員", "3", "2", "2", "4"],
    ]
}

/// Delimited text; cells with the delimiter, a quote or a line end are quoted.
fn delimited(delimiter: char, line_end: &str, quote_all: bool, rows: &[Vec<String>]) -> String {
    let cell = |cell: &String| {
        let needs = quote_all || cell.contains([delimiter, '"', '\n', '\r']);
        if needs { format!("\"{}\"", cell.replace('"', "\"\"")) } else { cell.clone() }
    };
    rows.iter().map(|row| row.iter().map(cell).collect::<Vec<_>>().join(&delimiter.to_string()) + line_end).collect()
}

fn table() -> Vec<Vec<String>> {
    let header = HEADER.map(str::to_owned).to_vec();
    std::iter::once(header).chain(rows().into_iter().map(|row| row.map(str::to_owned).to_vec())).collect()
}

/// JSON of a survey whose wave has this one file, and of what was odd in it.
fn json_of(name: &str, bytes: &[u8], arguments: &[&str]) -> String {
    let survey = SURVEY.replace("responses.csv", name);
    let folder = Folder::new(&[("survey.toml", survey.as_bytes()), ("items.csv", ITEMS.as_bytes()), (name, bytes)]);
    let mut all = vec!["score", ".", "--format", "json", "--by", "部局", "--by", "年代"];
    all.extend(arguments);
    let output = koe_in(folder.path(), &all);
    assert!(output.status.success(), "{name}: {}", stderr(&output));
    stdout(&output)
}

fn plain() -> String {
    json_of("responses.csv", delimited(',', "\n", false, &table()).as_bytes(), &[])
}

fn utf16(text: &str, big_endian: bool, bom: bool) -> Vec<u8> {
    let mark = if bom { "\u{feff}" } else { "" };
    let units = mark.encode_utf16().chain(text.encode_utf16());
    units.flat_map(|unit| if big_endian { unit.to_be_bytes() } else { unit.to_le_bytes() }).collect()
}

#[test]
fn encodings_delimiters_line_ends_and_quotes_change_nothing() {
    let expected = plain();
    let text = delimited(',', "\n", false, &table());
    let crlf = delimited(',', "\r\n", false, &table());
    let tabs = delimited('\t', "\r\n", false, &table());
    let bytes = |text: &str| text.as_bytes().to_vec();
    let with_bom = |text: &str| [b"\xef\xbb\xbf", text.as_bytes()].concat();
    let long = |text: &str| text.to_owned();
    let dressings: Vec<(&str, &str, Vec<u8>)> = vec![
        ("BOM", "a.csv", with_bom(&text)),
        ("CRLF", "a.csv", bytes(&crlf)),
        ("lone CR", "a.csv", bytes(&delimited(',', "\r", false, &table()))),
        ("CRCRLF", "a.csv", bytes(&delimited(',', "\r\r\n", false, &table()))),
        ("no last line end", "a.csv", bytes(text.trim_end())),
        ("blank lines", "a.csv", bytes(&text.replace('\n', "\n\n"))),
        ("blank lines first", "a.csv", bytes(&format!("\r\n\n{text}"))),
        ("all quoted", "a.csv", bytes(&delimited(',', "\r\n", true, &table()))),
        ("tabs", "a.tsv", bytes(&tabs)),
        ("tabs in .csv", "a.csv", bytes(&tabs)),
        ("semicolons", "a.csv", bytes(&delimited(';', "\n", false, &table()))),
        ("CP932", "a.csv", SHIFT_JIS.encode(&long(&crlf)).0.into_owned()),
        ("CP932 tabs", "a.txt", SHIFT_JIS.encode(&long(&tabs)).0.into_owned()),
        ("UTF-16LE with BOM", "a.csv", utf16(&crlf, false, true)),
        ("UTF-16BE with BOM", "a.csv", utf16(&crlf, true, true)),
        ("UTF-16LE", "a.csv", utf16(&crlf, false, false)),
    ];
    for (what, name, bytes) in dressings {
        assert_eq!(json_of(name, &bytes, &[]), expected, "{what}");
    }
}

/// 髙 and ① are not in these; the rest of the answers is.
#[test]
fn unix_and_mail_encodings_are_read() {
    let text = delimited(',', "\n", false, &table()).replace("髙﨑支所①", "高崎支所");
    let expected = json_of("a.csv", text.as_bytes(), &[]);
    for (name, encoding) in [("EUC-JP", EUC_JP), ("ISO-2022-JP", ISO_2022_JP)] {
        let (bytes, _, unmappable) = encoding.encode(&text);
        assert!(!unmappable);
        assert_eq!(json_of("a.csv", &bytes, &[]), expected, "{name} detected");
        assert_eq!(json_of("a.csv", &bytes, &["--encoding", name]), expected, "{name} stated");
    }
}

#[test]
fn cells_in_other_dress_change_nothing() {
    let expected = plain();
    let dress = |cell: &str, variant: usize| match (cell, variant) {
        ("番号" | "Q1" | "Q2" | "Q3" | "Q4" | "部局" | "年齢", 1) => format!(" {cell}　"),
        ("5", 0) => "とてもそう思う".to_owned(),
        ("1", 0) => "全くそう思わない".to_owned(),
        (digit, 1) if digit.len() == 1 && digit.as_bytes()[0].is_ascii_digit() => {
            char::from_u32('０' as u32 + u32::from(digit.as_bytes()[0] - b'0')).map(String::from).unwrap_or_default()
        }
        (digit, 2) if digit.len() == 1 && digit.as_bytes()[0].is_ascii_digit() => format!("{digit}.0"),
        (digit, 3) if digit.len() == 1 && digit.as_bytes()[0].is_ascii_digit() => format!("　{digit} "),
        ("無回答", 3) => "\u{a0}".to_owned(),
        (cell, 4) => format!("{cell}\u{200b} "),
        (cell, _) => cell.to_owned(),
    };
    for variant in 0..5 {
        let dressed: Vec<Vec<String>> = table()
            .into_iter()
            .map(|row| {
                // The first column is nobody's; attributes keep their text.
                row.iter()
                    .enumerate()
                    .map(|(column, cell)| if (1..4).contains(&column) { cell.clone() } else { dress(cell, variant) })
                    .collect()
            })
            .collect();
        assert_eq!(
            json_of("a.csv", delimited(',', "\n", false, &dressed).as_bytes(), &[]),
            expected,
            "variant {variant}"
        );
    }
}

#[test]
fn newlines_in_quotes_keep_line_numbers_right() {
    let text =
        "番号,部局,年齢,雇用区分,Q1,Q2,Q3,Q4\n\"a\nb\r\nc\",総務部,25,正職員,5,4,2,3\n2,総務部,25,正職員,9,4,2,3\n";
    let folder = Folder::new(&[("survey.toml", SURVEY), ("items.csv", ITEMS), ("responses.csv", text)]);
    let output = koe_in(folder.path(), &["check", "."]);
    assert!(stderr(&output).contains("responses.csv:5: Q1: not a point of the scale: \"9\""), "{}", stderr(&output));
}

fn workbook(as_numbers: bool) -> Vec<u8> {
    let mut workbook = rust_xlsxwriter::Workbook::new();
    let sheet = workbook.add_worksheet().set_name("回答").expect("a sheet");
    // Answers need not begin in the first cell.
    for (row, cells) in table().iter().enumerate() {
        for (column, cell) in cells.iter().enumerate() {
            let (row, column) = (u32::try_from(row).expect("a row") + 2, u16::try_from(column).expect("a column") + 1);
            match cell.parse::<f64>() {
                Ok(number) if as_numbers => sheet.write_number(row, column, number).map(|_| ()),
                _ if cell.is_empty() => Ok(()),
                _ => sheet.write_string(row, column, cell).map(|_| ()),
            }
            .expect("a cell");
        }
    }
    let second = workbook.add_worksheet();
    second.write_string(0, 0, "not the answers").expect("a cell");
    workbook.save_to_buffer().expect("a workbook")
}

#[test]
fn the_first_sheet_of_a_workbook_is_the_same_answers() {
    let expected = plain();
    assert_eq!(json_of("a.xlsx", &workbook(true), &[]), expected, "numbers");
    assert_eq!(json_of("a.xlsx", &workbook(false), &[]), expected, "text");
}

/// The answers as a frame; items with a text in them are text columns.
fn frame() -> DataFrame {
    let column = |index: usize| -> Column {
        let name = HEADER[index];
        let cells: Vec<&str> = rows().iter().map(|row| row[index]).collect();
        let numbers: Vec<Option<f64>> = cells.iter().map(|cell| cell.parse().ok()).collect();
        let all_numbers = cells.iter().zip(&numbers).all(|(cell, number)| cell.is_empty() || number.is_some());
        match name {
            "Q2" | "年齢" => {
                Column::new(name.into(), numbers.iter().map(|n| n.map(|n| n as i64)).collect::<Vec<_>>())
            }
            _ if all_numbers => Column::new(name.into(), numbers),
            _ => Column::new(name.into(), cells),
        }
    };
    DataFrame::new(rows().len(), (0..HEADER.len()).map(column).collect()).expect("a frame")
}

#[test]
fn a_parquet_file_is_the_same_answers() {
    let mut bytes = Vec::new();
    ParquetWriter::new(&mut bytes).with_row_group_size(Some(4)).finish(&mut frame()).expect("Parquet");
    assert_eq!(json_of("a.parquet", &bytes, &[]), plain());
}

#[test]
fn a_data_frame_is_the_same_answers() {
    let folder = Folder::new(&[("survey.toml", SURVEY), ("items.csv", ITEMS), ("responses.csv", "")]);
    File::create(folder.path().join("responses.csv")).expect("a file that is never read");
    let definition = Definition::load(folder.path()).expect("the survey is right").value;
    let by = ["部局", "年代"].map(str::to_owned).to_vec();
    let request = Request { cuts: Cuts::each(&by), ..Request::default() };
    let sources = [Source::Frame { name: "answers".into(), frame: frame() }];
    let outcome = koe_core::run(&definition, &request, Some(&sources), &ReadOptions::default()).expect("a run");
    let style = Style::plain(definition.language);
    assert_eq!(render(&outcome.value.released, View::Score, Format::Json, style).expect("JSON"), plain());
}

#[test]
fn several_files_of_a_wave_are_added_together() {
    let (header, rows) = (table()[0].clone(), table()[1..].to_vec());
    let part = |rows: &[Vec<String>]| std::iter::once(header.clone()).chain(rows.iter().cloned()).collect::<Vec<_>>();
    let web = delimited(',', "\n", false, &part(&rows[..5]));
    let paper = delimited('\t', "\r\n", false, &part(&rows[5..]));
    let survey = SURVEY.replace("[\"responses.csv\"]", "[\"web.csv\", \"paper.tsv\"]");
    let folder = Folder::new(&[
        ("survey.toml", survey.as_bytes()),
        ("items.csv", ITEMS.as_bytes()),
        ("web.csv", web.as_bytes()),
        ("paper.tsv", &SHIFT_JIS.encode(&paper).0),
    ]);
    let output = koe_in(folder.path(), &["score", ".", "--format", "json", "--by", "部局", "--by", "年代"]);
    assert_eq!(stdout(&output), plain(), "{}", stderr(&output));
}
