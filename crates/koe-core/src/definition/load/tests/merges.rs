//! `merges.csv`: values that count as one.

use proptest::prelude::*;

use super::*;
use crate::definition::{Merge, merges_csv};
use crate::text::matching_key;

fn merged(rows: &str) -> Folder {
    let folder = Folder::sound();
    folder.write("merges.csv", format!("\u{feff}attribute,value,merged\r\n{rows}").as_bytes());
    folder
}

fn label(survey: &Definition, attribute: usize, text: &str) -> String {
    match survey.attributes[attribute].resolve(text) {
        Resolved::Value { key, label } if key == matching_key(&label) => label,
        other => panic!("{text}: {other:?}"),
    }
}

#[test]
fn values_count_as_what_they_are_merged_into() {
    let rows = "課,総務課,総務課・人事課\r\n課,人事課,総務課・人事課\r\n年代,20代以下,30代以下\r\n年代,35,30代以下\r\n";
    let folder = merged(rows);
    let survey = folder.load().unwrap_or_else(|problems| panic!("{problems}")).value;
    assert_eq!(survey.merges_file.as_deref(), Some(folder.0.path().join("merges.csv").as_path()));
    for text in ["総務課", " 人事課 ", "総務課・人事課"] {
        assert_eq!(label(&survey, 1, text), "総務課・人事課", "{text}");
    }
    assert_eq!(label(&survey, 1, "財政課"), "財政課");
    for text in ["29", "30代", "３９", "30代以下"] {
        assert_eq!(label(&survey, 2, text), "30代以下", "{text}");
    }
    assert_eq!(label(&survey, 2, "40"), "40代");
    assert_eq!(survey.attributes[2].listed_values(), ["30代以下", "40代", "50代", "60代以上"]);
    assert_eq!(survey.attributes[2].resolve("x"), Resolved::NotANumber);
    assert_eq!(survey.attributes[1].resolve(" "), Resolved::Unknown);
    assert!(Folder::sound().load().is_ok_and(|survey| survey.value.merges_file.is_none()));
}

#[test]
fn a_mapped_value_is_merged_after_it_is_mapped() {
    let survey =
        merged("部,總務部,本庁\n部,財務部,本庁\n").load().unwrap_or_else(|problems| panic!("{problems}")).value;
    assert_eq!(survey.attributes[0].merges[0].value, "総務部");
    assert_eq!(label(&survey, 0, "總務部"), "本庁");
    assert_eq!(survey.attributes[0].listed_values(), ["本庁"]);
}

#[test]
fn the_headcount_follows_and_is_not_said_to_repeat_itself() {
    let folder = merged("部,総務部,本庁\n部,財務部,本庁\n");
    folder.write("population-2025.csv", "部局,headcount\n総務部,3\n財務部,4\n市民部,5\n".as_bytes());
    let survey = folder.load().unwrap_or_else(|problems| panic!("{problems}")).value;
    let checked = Headcount::load(&survey, 1, None).unwrap_or_else(|problems| panic!("{problems}"));
    assert_eq!(checked.warnings, []);
    assert_eq!(checked.value.of(&[(0, "本庁")]), Some(7));
    assert_eq!(checked.value.of(&[(0, "総務部")]), Some(0));
    assert_eq!(checked.value.values_of(0), ["本庁", "市民部"]);
}

#[test]
fn every_mistake_has_its_line_and_column() {
    for (rows, expected) in [
        ("部,総務部,（unknown）\n", "merges.csv:2: merged: the name of the segment without a value: \"（unknown）\""),
        ("役職,部長,上\n", "merges.csv:2: attribute: no such attribute: \"役職\""),
        (",部長,上\n", "merges.csv:2: attribute: no such attribute: \"\""),
        ("課,,上\n", "merges.csv:2: value: an empty cell"),
        ("課,a,\n", "merges.csv:2: merged: an empty cell"),
        ("課,a,x\n課,ａ,x\n", "merges.csv:3: value: a value twice, the other in line 2: \"ａ\""),
        ("部,総務部,財務部\n", "merges.csv:2: merged: the name of a unit that is not merged: \"財務部\""),
        ("課,a,b\n課,b,c\n", "merges.csv:2: merged: a merged unit that is itself merged, in line 3: \"b\""),
        ("年代,若手,30代以下\n", "merges.csv:2: value: no such group of the attribute: \"若手\""),
        ("課,a,b,c\n", "merges.csv:2: more cells than the header has columns: \"c\""),
        (
            "雇用区分,正職員,職員\n雇用区分,委託,職員\n",
            "items.csv:4: applies_to: an item for a part of a merged unit: \"職員\"",
        ),
        ("雇用区分,委託,正職員\n", "items.csv:4: applies_to: an item for a part of a merged unit: \"正職員\""),
    ] {
        let problems = merged(rows).problems();
        assert_eq!(problems, [expected], "{rows}");
    }
    let folder = Folder::sound();
    folder.write("merges.csv", "attribute,value,into\n課,a,b\n".as_bytes());
    let expected = ["merges.csv:1: unknown column: \"into\"", "merges.csv:1: merged: no such column"];
    assert_eq!(folder.problems(), expected);
    folder.write("merges.csv", b"attribute,value,merged\n");
    assert_eq!(folder.problems(), Vec::<String>::new(), "no merges yet");
}

#[test]
fn a_unit_may_keep_its_name_and_take_others_in() {
    let folder = merged("部,総務部,総務部\n部,議会事務局,総務部\n");
    let survey = folder.load().unwrap_or_else(|problems| panic!("{problems}")).value;
    assert_eq!([label(&survey, 0, "総務部"), label(&survey, 0, "議会事務局")], ["総務部", "総務部"]);
    assert_eq!(survey.attributes[0].listed_values(), ["総務部", "財務部"]);
}

#[test]
fn an_item_for_all_of_a_merged_unit_is_for_the_unit() {
    let folder = merged("雇用区分,正職員,職員\n雇用区分,再任用職員,職員\n");
    let survey = folder.load().unwrap_or_else(|problems| panic!("{problems}")).value;
    assert_eq!(survey.items[1].applies_to.as_ref().map(|it| it.values.clone()), Some(vec!["職員".to_owned()]));
}

#[test]
fn the_survey_file_may_name_the_file() {
    let folder = Folder::sound();
    folder.write("survey.toml", SURVEY.replace("language =", "merges = \"統合.csv\"\nlanguage =").as_bytes());
    let expected =
        format!("survey.toml:3: merges: no such file: {:?}", folder.0.path().join("統合.csv").display().to_string());
    let missing = expected.replace(&format!("{}{}", folder.0.path().display(), std::path::MAIN_SEPARATOR), "");
    assert_eq!(folder.problems(), [missing]);
    folder.write("統合.csv", "attribute,value,merged\n課,a,b\n".as_bytes());
    let survey = folder.load().unwrap_or_else(|problems| panic!("{problems}")).value;
    assert_eq!(label(&survey, 1, "a"), "b");
}

/// A survey with these merges of 課, written and read back.
fn written(merges: &[Merge]) -> (String, Result<Checked<Definition>, Problems>) {
    let folder = Folder::sound();
    let mut survey = folder.load().unwrap_or_else(|problems| panic!("{problems}")).value;
    survey.attributes[1].merges = merges.to_vec();
    let text = merges_csv(&survey.attributes);
    folder.write("merges.csv", text.as_bytes());
    (text, folder.load())
}

#[test]
fn what_a_spreadsheet_would_run_is_inert_in_the_file_and_itself_when_read() {
    let names = [
        "=cmd()",
        "+1",
        "-1",
        "@SUM(1)",
        "＝1＋1",
        "'=1",
        "''=1",
        "'",
        "'x",
        "\"a\"",
        "a,b;c",
        "a\nb,c\r\nd,e,f",
        "\u{0}\u{1b}[2J",
        "\u{202e}=2",
        "\t=3",
        "＇=4",
    ];
    let merges: Vec<Merge> =
        names.iter().map(|&name| Merge { value: name.to_owned(), merged: format!("{name}・他") }).collect();
    let (text, read) = written(&merges);
    let survey = read.unwrap_or_else(|problems| panic!("{problems}")).value;
    for (own, read) in merges.iter().zip(&survey.attributes[1].merges) {
        assert_eq!(matching_key(&own.value), matching_key(&read.value));
        assert_eq!(matching_key(&own.merged), matching_key(&read.merged));
        assert_eq!(matching_key(&label(&survey, 1, &own.value)), matching_key(&own.merged));
    }
    assert!(text.starts_with("\u{feff}attribute,value,merged\r\n"), "opens right in Excel");
    assert_eq!(text.matches('\n').count(), text.matches("\r\n").count());
    let mut reader = csv::Reader::from_reader(text.trim_start_matches('\u{feff}').as_bytes());
    for record in reader.records() {
        for cell in &record.expect("a record") {
            assert!(!cell.starts_with(['=', '+', '-', '@', '\t', '\r', '＝', '＋', '－', '＠']), "{cell:?}");
        }
    }
}

proptest! {
    /// Any names at all: what is written means the same when it is read.
    #[test]
    fn written_merges_are_read_back(values in prop::collection::btree_map("\\PC{1,8}|[=+\\-@'\", ;\r\n\t\u{0}a]{1,5}", 0..3_usize, 1..6)) {
        let mut keys: Vec<String> = Vec::new();
        let mut merges = Vec::new();
        for (value, group) in values {
            let key = matching_key(&value);
            if !key.is_empty() && !keys.contains(&key) {
                keys.push(key);
                merges.push(Merge { value, merged: format!("merged into {group}") });
            }
        }
        let (text, read) = written(&merges);
        let survey = read.map_err(|problems| TestCaseError::fail(format!("{problems}\n{text:?}")))?.value;
        let own = |merges: &[Merge]| -> Vec<(String, String)> {
            merges.iter().map(|merge| (matching_key(&merge.value), merge.merged.clone())).collect()
        };
        prop_assert_eq!(own(&merges), own(&survey.attributes[1].merges));
        prop_assert_eq!(merges_csv(&survey.attributes), text);
    }
}
