//! `--merge`: small units put together, once and for the years to come.

use std::fs;
use std::process::{Command, Stdio};

use proptest::prelude::*;
use serde_json::{Value, json};

use crate::program::{Folder, json, koe_in, stderr, stdout};

const SURVEY: &str = r#"
name = "統合"
items = "items.csv"
[categories]
"1" = "仕事"
[scale]
min = 1
max = 5
[attributes."部"]
order = ["総務部", "市民部", "議会"]
[attributes."課"]
parent = "部"
[attributes."年代"]
column = "年齢"
cuts = [30, 40, 50]
labels = ["20代以下", "30代", "40代", "50代以上"]
[privacy]
min_respondents = 5
min_detail = 5
[[wave]]
name = "2025"
responses = ["responses.csv"]
population = "population.csv"
"#;

const ITEMS: &str = "code,category,text\nQ1,1,仕事は面白い\nQ2,1,仕事を任される\n";

/// 部, 課, age and how many. 会計課 + 監査課 are 5, and 支所 must join 国保課 (4);
/// 議会 has one unit of 3, which is too few.
const PEOPLE: [(&str, &str, &str, usize); 7] = [
    ("総務部", "人事課", "25", 6),
    ("総務部", "会計課", "35", 3),
    ("総務部", "監査課", "45", 2),
    ("市民部", "市民課", "45", 7),
    ("市民部", "国保課", "55", 4),
    ("市民部", "支所", "55", 1),
    ("議会", "議事課", "25", 3),
];

fn rows(people: &[(&str, &str, &str, usize)]) -> Vec<String> {
    let mut rows = Vec::new();
    for (division, section, age, count) in people {
        let row = |person: usize| format!("{division},{section},{age},{},{}\n", 1 + person % 5, 5 - person % 4);
        rows.extend((0..*count).map(row));
    }
    rows
}

fn answers(rows: &[String]) -> String {
    format!("部,課,年齢,Q1,Q2\n{}", rows.concat())
}

fn headcount() -> String {
    let row = |&(division, section, age, count): &(&str, &str, &str, usize)| {
        format!("{division},{section},{age},{}\n", 2 * count)
    };
    format!("部,課,年齢,headcount\n{}", PEOPLE.iter().map(row).collect::<String>())
}

fn folder(rows: &[String]) -> Folder {
    Folder::new(&[
        ("survey.toml", SURVEY),
        ("items.csv", ITEMS),
        ("responses.csv", answers(rows).as_str()),
        ("population.csv", headcount().as_str()),
    ])
}

fn merges(folder: &Folder) -> Option<String> {
    fs::read_to_string(folder.path().join("merges.csv")).ok()
}

/// What a run prints, which must have succeeded.
fn done(folder: &Folder, arguments: &[&str]) -> (String, String) {
    let output = koe_in(folder.path(), arguments);
    assert!(output.status.success(), "koe {arguments:?}: {}", stderr(&output));
    (stdout(&output), stderr(&output))
}

/// The overall rows of the values of an attribute: value and respondents.
fn units(json: &Value, attribute: &str) -> Vec<(String, Option<u64>)> {
    let rows = json["rows"].as_array().expect("rows");
    let own = rows.iter().filter(|row| row["level"] == "overall" && !row["segment"][attribute].is_null());
    own.map(|row| (row["segment"][attribute].as_str().expect("a value").to_owned(), row["respondents"].as_u64()))
        .collect()
}

/// By hand: 会計課 3 + 監査課 2 = 5. Of 市民部 4 + 1 = 5, so that 市民課 stays
/// as it is. 議会 has nobody else.
const SECTIONS: &str = "\u{feff}attribute,value,merged\r\n\
    課,会計課,会計課・監査課\r\n課,監査課,会計課・監査課\r\n課,国保課,国保課・支所\r\n課,支所,国保課・支所\r\n";

#[test]
fn small_units_are_merged_once_and_for_good() {
    let folder = folder(&rows(&PEOPLE));
    let (first, told) = done(&folder, &["score", ".", "--by", "課", "--merge", "--format", "json"]);
    assert_eq!(merges(&folder).as_deref(), Some(SECTIONS));
    let says = [
        "not merged in 課: 議事課: too few together; merge units of 部, too (--by 部)\n",
        "merged in 課: 会計課, 監査課 -> 会計課・監査課\n",
        "merged in 課: 国保課, 支所 -> 国保課・支所\n",
        "./merges.csv: written; the names in it may be changed\n",
    ];
    assert!(told.starts_with(&says.concat()), "{told}");
    assert!(!told.contains(|c: char| c.is_ascii_digit()), "no size is told: {told}");

    let parsed: Value = serde_json::from_str(&first).expect("JSON");
    let shown = units(&parsed, "課");
    let names: Vec<&str> = shown.iter().map(|(name, _)| name.as_str()).collect();
    assert_eq!(names, ["人事課", "会計課・監査課", "市民課", "国保課・支所", "議事課"]);
    assert_eq!(shown.last(), Some(&("議事課".to_owned(), None)), "still withheld");

    let (again, told) = done(&folder, &["score", ".", "--by", "課", "--merge", "--format", "json"]);
    assert_eq!((again.as_str(), merges(&folder).as_deref()), (first.as_str(), Some(SECTIONS)));
    assert!(told.contains("nothing to merge; nothing is written\n"), "{told}");
    assert_eq!(done(&folder, &["score", ".", "--by", "課", "--format", "json"]).0, first);
}

#[test]
fn wider_units_are_merged_first() {
    let folder = folder(&rows(&PEOPLE));
    let (_, told) = done(&folder, &["compare", ".", "--by", "部", "--by", "課", "--merge"]);
    assert!(
        told.contains("merged in 部: 総務部, 議会 -> 総務部・議会\n"),
        "the smallest of those that are enough: {told}"
    );
    // 3 + 2 + 3 of one wider unit now: one group of the small ones.
    assert!(told.contains("merged in 課: 会計課, 監査課, 議事課 -> 会計課・監査課・議事課\n"), "{told}");
    assert!(!told.contains("not merged"), "{told}");
    let json = json(folder.path(), &["score", ".", "--by", "部", "--by", "課", "--format", "json"]);
    assert_eq!(units(&json, "部"), [("総務部・議会".to_owned(), Some(14)), ("市民部".to_owned(), Some(12))]);
    assert!(units(&json, "課").iter().all(|(_, respondents)| respondents.is_some()));
}

#[test]
fn the_headcount_the_filter_and_the_named_unit_follow() {
    let folder = folder(&rows(&PEOPLE));
    done(&folder, &["gap", ".", "--by", "課", "--merge"]);
    let json = json(folder.path(), &["score", ".", "--by", "課", "--format", "json"]);
    let response = json["response"].as_array().expect("who answered");
    let own = response.iter().find(|own| own["segment"] == json!({"課": "会計課・監査課"})).expect("the merged unit");
    assert_eq!((&own["invited"], &own["respondents"]), (&json!(10), &json!(5)));
    let of = |value: &str| done(&folder, &["score", ".", "--where", &format!("課={value}"), "--format", "json"]).0;
    assert_eq!(of("会計課"), of("会計課・監査課"));
    let versus = |value: &str| {
        let versus = format!("課={value}");
        done(&folder, &["compare", ".", "--by", "課", "--versus", &versus, "--format", "json"]).0
    };
    assert_eq!(versus("支所"), versus("国保課・支所"));
}

#[test]
fn of_age_bands_only_neighbours_are_merged() {
    // 2, 1, 9, 6: the first two are too few together, and 9 is their neighbour.
    let people = [
        ("市民部", "市民課", "25", 2),
        ("市民部", "市民課", "35", 1),
        ("市民部", "市民課", "45", 9),
        ("市民部", "市民課", "55", 6),
    ];
    let own = folder(&rows(&people));
    done(&own, &["score", ".", "--by", "年代", "--merge"]);
    let rows_of = |band: &str| format!("年代,{band},20代以下・30代・40代\r\n");
    let expected = ["20代以下", "30代", "40代"].map(rows_of).concat();
    assert_eq!(merges(&own), Some(format!("\u{feff}attribute,value,merged\r\n{expected}")));
    // Nobody of 30代 answered: the band between goes with its neighbours.
    let people = [("市民部", "市民課", "25", 2), ("市民部", "市民課", "45", 9), ("市民部", "市民課", "55", 6)];
    let own = folder(&rows(&people));
    done(&own, &["score", ".", "--by", "年代", "--merge"]);
    assert_eq!(merges(&own), Some(format!("\u{feff}attribute,value,merged\r\n{expected}")));
}

/// Q2 is for regular and re-employed staff: to put the re-employed (2) with the
/// temporary (2) would ask either of what only one was asked.
#[test]
fn no_score_of_everyone_depends_on_what_is_merged() {
    let of = |kind: &str, answers: &str, count: usize| format!("総務部,人事課,25,{kind},{answers}\n").repeat(count);
    let people = of("正職員", "4,2", 6) + &of("再任用", "3,5", 2) + &of("会計年度", "2,", 2);
    let survey = SURVEY.replace("[attributes.\"部\"]", "[attributes.\"雇用区分\"]\n[attributes.\"部\"]");
    let folder = Folder::new(&[
        ("survey.toml", survey.replace("population = \"population.csv\"", "").as_str()),
        ("items.csv", "code,category,text,applies_to\nQ1,1,a,\nQ2,1,b,雇用区分=正職員|再任用\n"),
        ("responses.csv", &format!("部,課,年齢,雇用区分,Q1,Q2\n{people}")),
    ]);
    let before = json(folder.path(), &["score", ".", "--format", "json"]);
    let (_, told) = done(&folder, &["score", ".", "--by", "雇用区分", "--merge"]);
    assert!(told.contains("not merged in 雇用区分: 会計年度: too few together; they stay withheld\n"), "{told}");
    assert!(told.contains("merged in 雇用区分: 再任用, 正職員 -> 再任用・正職員\n"), "{told}");
    assert_eq!(json(folder.path(), &["score", ".", "--format", "json"])["rows"], before["rows"]);
}

#[test]
fn a_report_merges_all_its_attributes_and_lists_the_file() {
    let folder = folder(&rows(&PEOPLE));
    let (_, told) = done(&folder, &["report", ".", "--output", "out", "--merge"]);
    assert!(told.contains("merged in 部: ") && told.contains("merged in 課: "), "{told}");
    let manifest: Value =
        serde_json::from_slice(&fs::read(folder.path().join("out/manifest.json")).expect("manifest.json"))
            .expect("JSON");
    let inputs: Vec<&str> =
        manifest["inputs"].as_array().expect("inputs").iter().filter_map(|input| input["name"].as_str()).collect();
    assert_eq!(inputs, ["survey.toml", "items.csv", "merges.csv", "responses.csv", "population.csv"]);
}

#[test]
fn next_year_uses_the_same_and_merges_on_where_it_must() {
    let folder = folder(&rows(&PEOPLE));
    done(&folder, &["score", ".", "--by", "課", "--merge"]);
    // A user's own name stays, whatever is merged with it.
    let renamed = SECTIONS.replace(",国保課・支所", ",窓口");
    folder.write("merges.csv", &renamed);
    let next = "[[wave]]\nname = \"2026\"\nresponses = [\"2026.csv\"]\n";
    folder.write("survey.toml", format!("{SURVEY}{next}"));
    let people = [
        ("総務部", "人事課", "25", 6),
        ("総務部", "会計課", "35", 2),
        ("総務部", "監査課", "45", 1),
        ("総務部", "文書課", "45", 4),
        ("市民部", "市民課", "45", 7),
        ("市民部", "国保課", "55", 3),
        ("市民部", "支所", "55", 1),
    ];
    folder.write("2026.csv", answers(&rows(&people)));
    let before = json(folder.path(), &["score", ".", "--by", "課", "--format", "json"]);
    assert!(units(&before, "課").contains(&("窓口".to_owned(), None)), "the same units, too small this year");
    let (_, told) = done(&folder, &["score", ".", "--by", "課", "--merge"]);
    assert!(told.contains("merged in 課: 会計課・監査課, 文書課 -> 会計課・監査課・文書課\n"), "{told}");
    assert!(told.contains("merged in 課: 市民課, 窓口 -> 市民課・窓口\n"), "{told}");
    let expected = "\u{feff}attribute,value,merged\r\n課,会計課,会計課・監査課・文書課\r\n課,監査課,会計課・監査課・文書課\r\n\
         課,国保課,市民課・窓口\r\n課,支所,市民課・窓口\r\n課,文書課,会計課・監査課・文書課\r\n課,市民課,市民課・窓口\r\n";
    assert_eq!(merges(&folder).as_deref(), Some(expected));
    let after = json(folder.path(), &["score", ".", "--by", "課", "--format", "json"]);
    assert!(units(&after, "課").iter().all(|(_, respondents)| respondents.is_some()));
}

#[test]
fn nothing_small_writes_nothing() {
    let folder = folder(&rows(&[("総務部", "人事課", "25", 6), ("市民部", "市民課", "35", 7)]));
    let (_, told) = done(&folder, &["score", ".", "--by", "課", "--merge"]);
    assert!(told.contains("nothing to merge; nothing is written\n"), "{told}");
    assert_eq!(merges(&folder), None);
    let output = koe_in(folder.path(), &["score", ".", "--merge"]);
    assert_eq!(output.status.code(), Some(2), "of which attribute?");
    assert!(stderr(&output).contains("--by"), "{}", stderr(&output));
}

#[test]
fn hostile_names_are_inert_in_the_file_and_found_again() {
    let names = ["=cmd()", "@SUM(1)", "＝1＋1", "-1", "'=1", "a\"\"b;c", "\u{202e}txt.exe\u{2066}"];
    let people: Vec<String> = names
        .iter()
        .flat_map(|name| (0..2).map(move |point| format!("総務部,\"{name}\",25,{},3\n", 2 + point)))
        .collect();
    let folder = folder(&people);
    let (first, told) = done(&folder, &["score", ".", "--by", "課", "--merge", "--format", "json"]);
    assert!(!told.contains(['\u{202e}', '\u{2066}']), "{told}");
    let text = merges(&folder).expect("merges.csv");
    let mut reader = csv::Reader::from_reader(text.trim_start_matches('\u{feff}').as_bytes());
    let records: Vec<csv::StringRecord> = reader.records().map(|record| record.expect("a record")).collect();
    assert_eq!(records.len(), names.len());
    let runs = |cell: &str| cell.starts_with(['=', '+', '-', '@', '\t', '\r', '＝', '＋', '－', '＠']);
    assert!(!records.iter().flatten().any(runs), "{text}");
    let json: Value = serde_json::from_str(&first).expect("JSON");
    let shown = units(&json, "課");
    // 14 people, groups of 5: two, of 3 and 4 units.
    let respondents: Vec<Option<u64>> = shown.iter().map(|(_, respondents)| *respondents).collect();
    assert_eq!(respondents.iter().flatten().sum::<u64>(), 14, "{shown:?}");
    assert_eq!(shown.len(), 2, "{shown:?}");
    let (_, told) = done(&folder, &["score", ".", "--by", "課", "--merge"]);
    assert!(told.contains("nothing to merge"), "{told}");
}

/// A survey that comes through a pipe of the system has no folder to write to.
#[test]
#[cfg(target_os = "linux")]
fn a_folder_that_cannot_be_written_is_said() {
    let folder = folder(&rows(&PEOPLE));
    let mut survey = SURVEY.to_owned();
    for file in ["items.csv", "responses.csv", "population.csv"] {
        survey = survey.replace(&format!("\"{file}\""), &format!("{:?}", folder.path().join(file)));
    }
    folder.write("survey.toml", survey);
    let file = fs::File::open(folder.path().join("survey.toml")).expect("the survey");
    let mut command = Command::new(env!("CARGO_BIN_EXE_koe"));
    command.args(["score", "/proc/self/fd/0", "--by", "課", "--merge"]).stdin(Stdio::from(file)).env("NO_COLOR", "1");
    let output = command.output().expect("koe runs");
    assert_eq!((output.status.code(), stdout(&output).as_str()), (Some(2), ""), "{}", stderr(&output));
    let told = stderr(&output);
    assert!(told.contains("error: /proc/self/fd/merges.csv: cannot write"), "{told}");
    assert!(!told.contains(" -> ") && !told.contains("written;"), "nothing is said to be done: {told}");
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(6))]

    /// The file is the same for the same answers in any order.
    #[test]
    fn the_order_of_rows_changes_nothing(rows in Just(rows(&PEOPLE)).prop_shuffle()) {
        let folder = folder(&rows);
        done(&folder, &["score", ".", "--by", "課", "--merge"]);
        prop_assert_eq!(merges(&folder), Some(SECTIONS.to_owned()));
    }
}
