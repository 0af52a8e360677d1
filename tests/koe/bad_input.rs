//! Bad input: exit 2, one clear message per problem that names the place and
//! the way out, no panic and nothing half-written.

mod contradictions;

use std::fs;

use crate::program::{Folder, ITEMS, SURVEY, koe_in, stderr, stdout};

const ANSWERS: &str =
    "部局,年齢,雇用区分,Q1,Q2,Q3,Q4\n総務部,25,正職員,5,4,2,3\n総務部,25,正職員,5,4,2,3\n総務部,25,正職員,5,4,2,3\n";

fn folder() -> Folder {
    Folder::new(&[("survey.toml", SURVEY), ("items.csv", ITEMS), ("responses.csv", ANSWERS)])
}

/// Every verb fails with exit 2, says all of these on stderr, prints no data
/// and leaves no report behind.
fn refused(folder: &Folder, says: &[&str]) {
    for verb in ["check", "score", "gap", "report"] {
        let output = koe_in(folder.path(), &[verb, "."]);
        let err = stderr(&output);
        assert_eq!(output.status.code(), Some(2), "{verb}: {err}");
        assert!(!err.contains("panicked"), "{verb}: {err}");
        for words in says {
            assert!(err.contains(words), "{verb}: {words:?} is missing from\n{err}");
        }
        if verb != "check" {
            assert_eq!(stdout(&output), "", "{verb} prints no data");
        }
        assert!(!folder.path().join("koe-report").exists(), "{verb} leaves a report");
    }
}

fn with(name: &str, bytes: impl AsRef<[u8]>) -> Folder {
    let folder = folder();
    folder.write(name, bytes);
    folder
}

#[test]
fn the_folder_itself_is_right() {
    let output = koe_in(folder().path(), &["check", ".", "--strict"]);
    assert_eq!(output.status.code(), Some(0), "{}", stderr(&output));
}

#[test]
fn files_that_are_not_answers() {
    refused(&with("responses.csv", ""), &["responses.csv: the file is empty", "hint:"]);
    refused(&with("responses.csv", "\n\r\n\n"), &["responses.csv: no header", "hint:"]);
    refused(
        &with("responses.csv", ANSWERS.lines().next().unwrap_or("")),
        &["responses.csv: a header without rows", "hint:"],
    );
    refused(
        &with("responses.csv", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR".as_slice()),
        &["responses.csv", "not a text file", "hint:"],
    );
    refused(&with("responses.csv", b"a,b\n\0\x01\x02\xff\xfe\xfd,1\n".as_slice()), &["responses.csv", "hint:"]);
    let missing = folder();
    fs::remove_file(missing.path().join("responses.csv")).expect("the file goes");
    refused(&missing, &["responses.csv", "no such file", "hint:"]);
    fs::create_dir(missing.path().join("responses.csv")).expect("a folder in its place");
    refused(&missing, &["responses.csv", "folder", "hint:"]);
    for name in ["responses.xlsx", "responses.parquet"] {
        let folder = with("survey.toml", SURVEY.replace("responses.csv", name));
        folder.write(name, "these are no answers");
        refused(&folder, &[name, "cannot read", "hint:"]);
    }
}

#[test]
fn wrong_encodings_stop_and_say_so() {
    let (bytes, ..) = encoding_rs::SHIFT_JIS.encode(ANSWERS);
    let folder = with("survey.toml", SURVEY.replace("responses = ", "encoding = \"utf-8\"\nresponses = "));
    folder.write("responses.csv", &bytes);
    let output = koe_in(folder.path(), &["score", "."]);
    assert_eq!(output.status.code(), Some(2));
    assert!(stderr(&output).contains("responses.csv"), "{}", stderr(&output));
    let typed = koe_in(folder.path(), &["score", ".", "--encoding", "cp932"]);
    assert_eq!(typed.status.code(), Some(0), "what is typed wins: {}", stderr(&typed));
    let unknown = koe_in(folder.path(), &["score", ".", "--encoding", "cp99"]);
    assert_eq!(unknown.status.code(), Some(2));
    assert!(stderr(&unknown).contains("cp932"), "{}", stderr(&unknown));
}

#[test]
fn columns_that_are_not_there() {
    let renamed = ANSWERS.replacen("Q2", "Q２b", 1).replacen("年齢", "年令", 1);
    refused(
        &with("responses.csv", renamed),
        &["responses.csv:1: no column for item Q2", "no column for attribute 年代", "did you mean"],
    );
    refused(&with("responses.csv", ANSWERS.replacen("Q2", "Q1", 1)), &["Q1", "2 columns have this name", "hint:"]);
}

#[test]
fn survey_files_with_many_mistakes_are_reported_in_one_run() {
    let survey = SURVEY
        .replace("min = 1\nmax = 5", "min = 5\nmax = 5")
        .replace("name = \"小さな調査\"", "nmae = \"小さな調査\"")
        .replace(
            "[privacy]\nmin_respondents = 3",
            "[target]\nyear = 2029\n[target.values]\noverall = 5.5\n[privacy]\nmin_respondents = 2",
        );
    let items = "code,category,text,revers\nQ1,1,a,\nQ1,1,b,\nQ3,9,c,\n";
    let folder = with("survey.toml", survey);
    folder.write("items.csv", items);
    refused(
        &folder,
        &["survey.toml:", "items.csv:", "nmae", "did you mean", "revers", "Q1", "min_respondents", "hint:"],
    );
}

#[test]
fn named_mistakes_of_a_definition() {
    let survey = |from: &str, to: &str| with("survey.toml", SURVEY.replace(from, to));
    refused(&survey("max = 5", "max = 1"), &["survey.toml:", "max", "hint:"]);
    let target = "[target]\nyear = 2029\n[target.values]\noverall = 5.01\n[privacy]";
    refused(&survey("[privacy]", target), &["survey.toml:", "5.01", "expected:"]);
    let cycle = "[attributes.\"部局\"]\nparent = \"雇用区分\"\n[attributes.\"雇用区分\"]\nparent = \"部局\"\n";
    let text = SURVEY.replace("[attributes.\"雇用区分\"]", "").replace("[attributes.\"部局\"]", cycle);
    refused(&with("survey.toml", text), &["survey.toml:", "部局", "雇用区分", "hint:"]);
    refused(&with("items.csv", ITEMS.replace("Q2,1", "Q1,1")), &["items.csv:3", "Q1", "hint:"]);
    refused(&with("items.csv", ITEMS.replace("Q2,1", "Q2,7")), &["items.csv:3", "\"7\"", "hint:"]);
    refused(&with("items.csv", ITEMS.replace("Q2,1", "Q2,")), &["items.csv:3", "category", "hint:"]);
    refused(&with("survey.toml", "name = "), &["survey.toml:1", "hint:"]);
    refused(&with("survey.toml", ""), &["survey.toml", "hint:"]);
}

#[test]
fn requests_for_what_is_not_there() {
    let folder = folder();
    for (arguments, says) in [
        (vec!["score", ".", "--by", "部署"], vec!["error: --by 部署: no such attribute\n", "did you mean `部局`?"]),
        (
            vec!["score", ".", "--by", "部署", "--by", "年代", "--cross"],
            vec!["error: --by 部署: no such attribute\n", "expected: one of [attributes]: 部局, 年代, 雇用区分"],
        ),
        (
            vec!["gap", ".", "--where", "部署=総務部"],
            vec!["error: --where 部署=総務部: no such attribute: \"部署\"\n", "did you mean `部局`?"],
        ),
        (
            vec!["score", ".", "--where", "部局=総無部"],
            vec!["error: --where 部局=総無部: no respondent has this value\n", "did you mean `総務部`?"],
        ),
        // Another age band is no misspelling.
        (
            vec!["score", ".", "--where", "年代=60代"],
            vec!["error: --where 年代=60代: no respondent has this value\n", "hint: use one of `20代以下`"],
        ),
        (
            vec!["compare", ".", "--by", "部局", "--versus", "部局=総無部"],
            vec!["error: --versus 部局=総無部: no respondent has this value\n", "did you mean `総務部`?"],
        ),
        (
            vec!["compare", ".", "--by", "部局", "--versus", "部署=総務部"],
            vec!["error: --versus 部署=総務部: no such attribute: \"部署\"\n"],
        ),
        (vec!["check", ".", "--wave", "2024"], vec!["error: --wave 2024: no such wave\n", "one of: 2025"]),
        (vec!["score", ".", "--where", "部局"], vec!["ATTRIBUTE=VALUE"]),
        (vec!["gap", ".", "--wave", "2024"], vec!["error: --wave 2024: no such wave\n", "one of: 2025"]),
        (vec!["score", "nowhere"], vec!["nowhere"]),
        (vec!["score", ".", "--format", "xml"], vec!["xml", "json"]),
        (vec!["scores", "."], vec!["score"]),
    ] {
        let output = koe_in(folder.path(), &arguments);
        let err = stderr(&output);
        assert_eq!(output.status.code(), Some(2), "{arguments:?}: {err}");
        for words in says {
            assert!(err.contains(words), "{arguments:?}: {words:?} is missing from\n{err}");
        }
        assert_eq!(stdout(&output), "");
    }
}

#[test]
fn nobody_answered() {
    let blank = "部局,年齢,雇用区分,Q1,Q2,Q3,Q4\n総務部,25,正職員,,,,\n総務部,25,正職員,8,9,,\n";
    let folder = with("responses.csv", blank);
    let output = koe_in(folder.path(), &["score", "."]);
    assert_eq!(output.status.code(), Some(2));
    assert!(stderr(&output).contains("no row has a valid answer"), "{}", stderr(&output));
    assert!(stderr(&output).contains("not a point of the scale"), "what was odd is told too: {}", stderr(&output));
}

#[test]
fn a_closed_pipe_is_not_an_error() {
    use std::process::{Command, Stdio};
    let mut child = Command::new(env!("CARGO_BIN_EXE_koe"))
        .args(["score", "data-samples/koriyama-2025", "--by", "部局", "--format", "json"])
        .current_dir(crate::program::root())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("koe runs");
    drop(child.stdout.take());
    let output = child.wait_with_output().expect("koe ends");
    assert_eq!(output.status.code(), Some(0), "{}", stderr(&output));
    assert_eq!(stderr(&output), "");
}

/// Twenty rows, of which `change` rewrites some; the fourth column is free text.
fn rows_with(header: &str, change: impl Fn(usize) -> Option<&'static str>) -> Folder {
    let row = |number: usize| change(number).unwrap_or("総務部,25,正職員,5,4,2,3,x").to_owned();
    let rows: Vec<String> = std::iter::once(header.to_owned()).chain((1..=20).map(row)).collect();
    with("responses.csv", rows.join("\n") + "\n")
}

#[test]
fn a_quote_inside_a_name_or_text_takes_no_rows_away() {
    let folder = rows_with("部局,年齢,雇用区分,Q1,Q2,Q3,Q4,size 12\" x", |row| {
        (row == 11).then_some("総務部,25,正職員,5,4,2,3,5\" y")
    });
    let output = koe_in(folder.path(), &["check", "."]);
    assert!(stdout(&output).contains("20 rows = 20 counted + 0 rejected"), "{}{}", stdout(&output), stderr(&output));
}

#[test]
fn stray_quotes_are_told_and_never_swallow_rows_silently() {
    let header = "部局,年齢,雇用区分,Q1,Q2,Q3,Q4,自由記述";
    for last in ["総務部,25,正職員,5,4,2,3,\"bad", "総務部,25,正職員,5,4,2,3,bad\""] {
        let folder = rows_with(header, |row| match row {
            4 => Some("総務部,25,正職員,5,4,2,3,\"good"),
            16 => Some(last),
            _ => None,
        });
        let output = koe_in(folder.path(), &["check", ".", "--strict"]);
        let (out, err) = (stdout(&output), stderr(&output));
        assert!(out.contains("8 rows = 7 counted + 1 rejected"), "{out}{err}");
        assert!(err.contains("responses.csv:5: a quoted cell holds what look like whole rows"), "{err}");
        assert_eq!(output.status.code(), Some(1));
    }
    // An open quote would make one cell of all that follows.
    let folder = rows_with(header, |row| (row == 4).then_some("\"総務部,25,正職員,5,4,2,3,x"));
    refused(&folder, &["responses.csv:5: a quote is opened and never closed", "hint:"]);
    // A comment of several lines is a comment.
    let folder = rows_with(header, |row| (row == 4).then_some("総務部,25,正職員,5,4,2,3,\"一行目、\n二行目, です\""));
    let output = koe_in(folder.path(), &["check", ".", "--strict"]);
    assert_eq!(output.status.code(), Some(0), "{}", stderr(&output));
}

#[test]
fn a_stray_quote_in_the_items_takes_none_away_silently() {
    let items = "code,category,text\nQ1,1,\"one\nQ2,1,two\nQ3,2,three\"\nQ4,2,four\n";
    refused(&with("items.csv", items), &["items.csv:2: a quoted cell holds what look like whole rows", "hint:"]);
}
