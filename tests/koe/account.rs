//! Rows in = rows counted + rows rejected, and nothing is dropped silently.

use crate::program::{Folder, ITEMS, SURVEY, json, koe_in, row, stderr, stdout};

const ODD: &str = "部局,年齢,雇用区分,Q1,Q2,Q3,Q4,メモ\n\
    総務部,25,正職員,5,4,2,3,\n\
    総務部,31,正職員,7,4,2,3,seven on a scale of five\n\
    総務部,41,再任用,5,4,2,3,Q4 is for 正職員 only\n\
    市民部,abc,正職員,,無回答,該当なし,-9999,no valid answer\n\
    市民部,25,正職員,1,2,3,4,x,one too many\n\
    市民部,25,正職員,1\n\
    市民部,25,,１,２,３,４,full width\n";

fn folder() -> Folder {
    Folder::new(&[("survey.toml", SURVEY), ("items.csv", ITEMS), ("responses.csv", ODD)])
}

#[test]
fn check_prints_the_sum_of_rows_and_every_oddity_with_its_place() {
    let folder = folder();
    let output = koe_in(folder.path(), &["check", "."]);
    let (out, err) = (stdout(&output), stderr(&output));
    assert_eq!(output.status.code(), Some(0), "{err}");
    assert!(out.contains("7 rows = 6 counted + 1 rejected"), "{out}");
    assert!(out.contains("5 respondents"), "{out}");
    for expected in [
        "responses.csv:3: Q1: not a point of the scale: \"7\"",
        "responses.csv:4: Q4: an answer from someone the item does not apply to",
        "responses.csv:5: 年齢: not a number: \"abc\"",
        "responses.csv:6: more cells than the header",
        "responses.csv:7: fewer cells than the header",
    ] {
        assert!(err.contains(expected), "{expected}\n{err}");
    }
    assert!(err.contains("expected: 1 to 5"), "{err}");
}

#[test]
fn strict_makes_oddities_a_failure_and_json_carries_them() {
    let folder = folder();
    assert_eq!(koe_in(folder.path(), &["check", ".", "--strict"]).status.code(), Some(1));
    assert_eq!(koe_in(folder.path(), &["score", ".", "--strict"]).status.code(), Some(1));
    let json = json(folder.path(), &["check", ".", "--format", "json"]);
    let wave = &json["waves"][0];
    assert_eq!(wave["rows"], 7);
    assert_eq!(
        wave["rows"].as_u64(),
        Some(wave["counted"].as_u64().unwrap_or(0) + wave["rejected"].as_u64().unwrap_or(0))
    );
    // 6 rows × 4 items: by hand, row by row.
    assert_eq!([&wave["answers"], &wave["blank"], &wave["not_applicable"], &wave["invalid"]], [15, 5, 2, 2]);
    assert_eq!(wave["files"][0]["unused_columns"][0], "メモ");
    // The declared invalid mark, -9999, is in the sum and no surprise.
    assert_eq!(json["problems"].as_array().map(Vec::len), Some(5));
}

#[test]
fn blank_not_applicable_and_invalid_enter_no_score() {
    let folder = folder();
    let json = json(folder.path(), &["score", ".", "--format", "json"]);
    // Valid answers by hand. Q1: 5 (row 1), 5 (row 3), 1 (row 6), 1 (row 7) = 12/4.
    let q1 = row(&json, "item", "Q1");
    assert_eq!((&q1["answers"], &q1["mean_text"]), (&4.into(), &"3.00".into()));
    assert_eq!(q1["distribution"], serde_json::json!([2, 0, 0, 0, 2]));
    // Q3 is reversed: 2, 2, 2, 3 score 4, 4, 4, 3 = 15/4.
    let q3 = row(&json, "item", "Q3");
    assert_eq!((&q3["answers"], &q3["mean_text"]), (&4.into(), &"3.75".into()));
    assert_eq!(q3["distribution"], serde_json::json!([0, 0, 1, 3, 0]));
    // Q4: rows 1, 2 (3, 3) and row 7 (4; kind unknown, so the item applies); 10/3.
    let q4 = row(&json, "item", "Q4");
    assert_eq!((&q4["answers"], &q4["mean_text"]), (&3.into(), &"3.33".into()));
}
