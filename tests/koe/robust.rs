//! Any bytes at all: an answer or a clear error, never a panic, and rows in =
//! rows counted + rows rejected.

use koe_core::Checked;
use koe_core::definition::Definition;
use koe_core::findings::count;
use koe_core::responses::{ReadOptions, Source};
use proptest::prelude::*;

use crate::program::{Folder, ITEMS, SURVEY, koe_in, stderr, stdout};

/// Pieces that files of answers are made of, and what breaks them.
fn piece() -> impl Strategy<Value = Vec<u8>> {
    let text = prop::sample::select(vec![
        "部局,年齢,雇用区分,Q1,Q2,Q3,Q4",
        "総務部,25,正職員,5,4,2,3",
        "\n",
        "\r",
        "\r\n",
        ",",
        "\t",
        ";",
        "\"",
        "\"\"",
        "5",
        "７",
        "とてもそう思う",
        "\u{feff}",
        "\0",
        " ",
        "\u{3000}",
        "-9999",
        "1e308",
        "99999999999999999999",
    ]);
    prop_oneof![
        8 => text.prop_map(|text| text.as_bytes().to_vec()),
        1 => prop::collection::vec(any::<u8>(), 0..12),
        1 => text_in_cp932(),
    ]
}

fn text_in_cp932() -> impl Strategy<Value = Vec<u8>> {
    prop::sample::select(vec!["総務部", "髙﨑①", "ｱﾝｹｰﾄ"])
        .prop_map(|text| encoding_rs::SHIFT_JIS.encode(text).0.into_owned())
}

fn definition() -> (Folder, Definition) {
    let folder = Folder::new(&[("survey.toml", SURVEY), ("items.csv", ITEMS), ("responses.csv", "x")]);
    let definition = Definition::load(folder.path()).expect("the survey is right").value;
    (folder, definition)
}

fn account_holds(bytes: &[u8], name: &str, stated: Option<&'static encoding_rs::Encoding>, block_size: usize) {
    let (folder, definition) = definition();
    folder.write(name, bytes);
    let sources = [Source::File(folder.path().join(name))];
    let options = ReadOptions { encoding: stated, block_size, ..ReadOptions::default() };
    match count(&definition, 0, 0..3, Some(&sources), &options) {
        Ok(Checked { value, .. }) => {
            let counted: u64 = value.tally.cohorts().values().map(|cohort| cohort.rows).sum();
            assert_eq!(value.intake.rows(), counted + value.intake.rejected());
            let cells: u64 = value.tally.cohorts().values().flat_map(|cohort| &cohort.slots).sum();
            assert_eq!(cells, counted * 4, "every cell of a counted row is counted once");
        }
        Err(problems) => {
            assert!(!problems.as_slice().is_empty());
            assert!(
                problems.as_slice().iter().all(|problem| !problem.message.is_empty() && !problem.place.file.is_empty())
            );
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 300, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_text_is_answers_or_an_error(pieces in prop::collection::vec(piece(), 0..40), block_size in 16..300_usize) {
        account_holds(&pieces.concat(), "a.csv", None, block_size);
    }

    #[test]
    fn broken_rows_below_a_sound_header(pieces in prop::collection::vec(piece(), 0..40), block_size in 16..300_usize) {
        let header = "部局,年齢,雇用区分,Q1,Q2,Q3,Q4\n".as_bytes().to_vec();
        account_holds(&[header, pieces.concat()].concat(), "a.csv", Some(encoding_rs::UTF_8), block_size);
    }

    #[test]
    fn any_bytes_as_a_workbook_or_parquet(bytes in prop::collection::vec(any::<u8>(), 0..400), sheet in any::<bool>()) {
        let magic: &[u8] = if sheet { b"PK\x03\x04" } else { b"PAR1" };
        let name = if sheet { "a.xlsx" } else { "a.parquet" };
        account_holds(&[magic, &bytes, magic].concat(), name, None, 1 << 16);
    }
}

#[test]
fn too_many_cohorts_name_the_attribute() {
    let mut answers = String::from("部局,年齢,雇用区分,Q1,Q2,Q3,Q4\n");
    for unit in 0..50_010 {
        answers.push_str(&format!("部{unit},25,正職員,5,4,2,3\n"));
    }
    let folder = Folder::new(&[("survey.toml", SURVEY), ("items.csv", ITEMS), ("responses.csv", &answers)]);
    let output = koe_in(folder.path(), &["score", ".", "--by", "部局"]);
    let err = stderr(&output);
    assert_eq!(output.status.code(), Some(2), "{err}");
    assert!(err.contains("too many cohorts") && err.contains("部局") && err.contains("cuts"), "{err}");
    let without = koe_in(folder.path(), &["score", "."]);
    assert_eq!(without.status.code(), Some(0), "an attribute that is not used makes no cohorts: {}", stderr(&without));
}

/// A table of that whole sheet would be 17 thousand million cells.
#[test]
fn a_stray_cell_in_the_last_corner_of_a_sheet_is_one_row_too_many() {
    let mut workbook = rust_xlsxwriter::Workbook::new();
    let sheet = workbook.add_worksheet();
    for (column, name) in (0_u16..).zip(["部局", "年齢", "雇用区分", "Q1", "Q2", "Q3", "Q4"]) {
        sheet.write_string(0, column, name).expect("a header");
        for row in 1..6 {
            sheet.write_number(row, column, 3).expect("a cell");
        }
    }
    sheet.write_string(1_048_575, 16_383, "x").expect("the last cell");
    let folder =
        Folder::new(&[("survey.toml", SURVEY.replace("responses.csv", "a.xlsx")), ("items.csv", ITEMS.to_owned())]);
    folder.write("a.xlsx", workbook.save_to_buffer().expect("a workbook"));
    let output = koe_in(folder.path(), &["check", "."]);
    let (out, err) = (stdout(&output), stderr(&output));
    assert!(out.contains("6 rows = 5 counted + 1 rejected"), "{out}{err}");
    assert!(err.contains("a.xlsx[Sheet1]:1048576: more cells than the header"), "{err}");
}
