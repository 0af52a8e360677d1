//! The report folder: what is in it, and that it is the old one or the new one.

use std::fs;

use crate::program::{Folder, ITEMS, SURVEY, koe_in, root, stderr};

const FILES: [&str; 5] = ["report.html", "scores-targets.png", "scores-targets.svg", "scores.csv", "scores.json"];

fn listed(folder: &std::path::Path) -> Vec<String> {
    let names = fs::read_dir(folder).expect("a folder").map(|entry| entry.expect("an entry").file_name());
    let mut names: Vec<String> = names.map(|name| name.into_string().expect("a name")).collect();
    names.sort();
    names
}

#[test]
fn koriyama_report_is_complete_and_the_same_twice() {
    let folder = tempfile::tempdir().expect("a folder");
    let sample = root().join("data-samples/koriyama-2025");
    let sample = sample.to_str().expect("a path");
    let first = koe_in(folder.path(), &["report", sample]);
    assert!(first.status.success(), "{}", stderr(&first));
    assert_eq!(listed(folder.path()), ["koe-report"], "nothing is left beside the report");
    assert_eq!(listed(&folder.path().join("koe-report")), FILES);
    let second = koe_in(folder.path(), &["report", sample, "--output", "again/report"]);
    assert!(second.status.success(), "{}", stderr(&second));
    for name in FILES {
        let read = |report: &str| fs::read(folder.path().join(report).join(name)).expect("a file of the report");
        assert!(read("koe-report") == read("again/report"), "{name} differs from run to run");
    }
    let csv = fs::read(folder.path().join("koe-report/scores.csv")).expect("scores.csv");
    assert!(csv.starts_with(b"\xef\xbb\xbf"), "opens right in Japanese Excel");
    let lines = csv.split(|&byte| byte == b'\n').filter(|line| !line.is_empty());
    assert!(lines.clone().all(|line| line.ends_with(b"\r")), "CRLF");
    assert_eq!(lines.count(), 60, "a header, overall, 13 categories and 45 items");
    let third = koe_in(folder.path(), &["report", sample]);
    assert!(third.status.success(), "an old report is replaced: {}", stderr(&third));
    assert_eq!(listed(&folder.path().join("koe-report")), FILES);
}

#[test]
fn the_page_is_one_file_that_asks_for_nothing() {
    let folder = tempfile::tempdir().expect("a folder");
    let sample = root().join("data-samples/koriyama-2025");
    let output = koe_in(folder.path(), &["report", sample.to_str().expect("a path")]);
    assert!(output.status.success(), "{}", stderr(&output));
    let page = fs::read_to_string(folder.path().join("koe-report/report.html")).expect("the page");
    for request in ["http://", "https://", "src=", "@import", "url(", "<script ", "<link", "style=\""] {
        assert!(!page.contains(request), "{request}");
    }
    for figure in ["4.06", "4.17", "60.14", "2,118", "3,522", "4.84", "3.13"] {
        assert!(page.contains(figure), "{figure}");
    }
    let svg = fs::read_to_string(folder.path().join("koe-report/scores-targets.svg")).expect("the chart");
    assert!(!svg.contains("<text"), "text is outlines");
    assert!(svg.contains("<title") && svg.contains("<desc"), "named for the screen reader");
    let png = fs::read(folder.path().join("koe-report/scores-targets.png")).expect("the chart");
    assert!(png.starts_with(b"\x89PNG"));
}

#[test]
fn somebody_elses_folder_is_not_replaced() {
    let folder = tempfile::tempdir().expect("a folder");
    fs::create_dir(folder.path().join("work")).expect("a folder");
    fs::write(folder.path().join("work/plan.docx"), "mine").expect("a file");
    let sample = root().join("data-samples/aomori-2024");
    let output = koe_in(folder.path(), &["report", sample.to_str().expect("a path"), "--output", "work"]);
    assert_eq!(output.status.code(), Some(2));
    assert!(stderr(&output).contains("plan.docx") && stderr(&output).contains("--output"), "{}", stderr(&output));
    assert_eq!(listed(&folder.path().join("work")), ["plan.docx"]);
    fs::write(folder.path().join("file"), "mine").expect("a file");
    let output = koe_in(folder.path(), &["report", sample.to_str().expect("a path"), "--output", "file"]);
    assert_eq!(output.status.code(), Some(2), "{}", stderr(&output));
    assert_eq!(fs::read_to_string(folder.path().join("file")).expect("the file"), "mine");
}

#[test]
fn small_groups_are_withheld_in_every_format() {
    let rows = "総務部,25,正職員,5,4,2,3\n".repeat(6) + &"市民部,41,正職員,1,1,5,1\n".repeat(2);
    let answers = format!("部局,年齢,雇用区分,Q1,Q2,Q3,Q4\n{rows}");
    let survey = SURVEY.replace("min_respondents = 3\nmin_detail = 3", "min_respondents = 5\nmin_detail = 10");
    let folder = Folder::new(&[("survey.toml", survey.as_str()), ("items.csv", ITEMS), ("responses.csv", &answers)]);
    let json = crate::program::json(folder.path(), &["score", ".", "--by", "部局", "--format", "json"]);
    let rows = json["rows"].as_array().expect("rows");
    let hidden: Vec<_> = rows.iter().filter(|row| row["segment"]["部局"] == "市民部").collect();
    assert_eq!(hidden.len(), 7, "overall, two categories, four items: each is there, and says it is withheld");
    for row in hidden {
        assert_eq!(row["suppressed"], true);
        let shown = ["wave", "segment", "level", "depth", "code", "name", "suppressed"];
        for (field, value) in row.as_object().expect("a row") {
            assert!(shown.contains(&field.as_str()) || value.is_null(), "{field} is told: {value}");
        }
    }
    let shown: Vec<_> = rows.iter().filter(|row| row["segment"]["部局"] == "総務部").collect();
    assert!(shown.iter().all(|row| row["mean_text"].is_string() && row["suppressed"] == false));
    for field in ["sd", "ci_low", "favorable", "distribution", "median", "fpc_low"] {
        assert!(shown.iter().all(|row| row[field].is_null()), "{field} needs min_detail answers");
    }
    for format in ["table", "md"] {
        let output = koe_in(folder.path(), &["score", ".", "--by", "部局", "--format", format]);
        let text = crate::program::stdout(&output);
        assert!(text.contains("非公表（少人数）"), "{text}");
    }
}

/// One person in the baseline wave: their scores must not come out as targets
/// or as the first point of a path.
#[test]
fn targets_do_not_show_a_small_baseline() {
    let header = "部局,年齢,雇用区分,Q1,Q2,Q3,Q4\n";
    let survey = SURVEY.replace("[privacy]", "[target]\nyear = 2029\nrule = \"raise-to-overall\"\n[privacy]");
    let earlier = survey.replace("[[wave]]", "[[wave]]\nname = \"2023\"\nresponses = [\"before.csv\"]\n[[wave]]");
    let folder = Folder::new(&[
        ("survey.toml", earlier),
        ("items.csv", ITEMS.to_owned()),
        ("before.csv", format!("{header}総務部,25,正職員,2,1,1,5\n")),
        ("responses.csv", header.to_owned() + &"総務部,25,正職員,4,3,2,3\n".repeat(12)),
    ]);
    let json = crate::program::json(folder.path(), &["gap", ".", "--format", "json"]);
    for row in json["rows"].as_array().expect("rows") {
        assert!(row["target"].is_null() && row.get("path").is_none_or(|path| path.is_null()), "{row}");
        assert_eq!(row["suppressed"], false);
    }
}

#[test]
fn a_folder_inside_the_report_is_somebodys_work() {
    let folder = tempfile::tempdir().expect("a folder");
    fs::create_dir_all(folder.path().join("old/report.html")).expect("a folder of that name");
    let sample = root().join("data-samples/aomori-2024");
    for target in ["old", "."] {
        let output = koe_in(folder.path(), &["report", sample.to_str().expect("a path"), "--output", target]);
        assert_eq!(output.status.code(), Some(2), "{target}: {}", stderr(&output));
        assert!(stderr(&output).contains("--output"), "{}", stderr(&output));
    }
    assert!(folder.path().join("old/report.html").is_dir());
}
