//! Plans against what the cities' documents say, and against exact arithmetic:
//! `tests/golden/plans`, each case with its source.

use std::path::PathBuf;

use serde_json::Value;

use super::{indicator, sample};
use crate::program::{json, root};

fn case(name: &str) -> PathBuf {
    let folder = root().join("tests/golden/plans").join(name);
    assert!(folder.join("SOURCE.md").is_file(), "{name} has no SOURCE.md");
    folder
}

/// The rows of a file of a case, its head first.
fn rows(case_name: &str, file: &str) -> Vec<Vec<String>> {
    let path = case(case_name).join(file);
    let mut reader = csv::ReaderBuilder::new().has_headers(false).from_path(path).expect("a golden file");
    let cells = |record: csv::StringRecord| record.iter().map(str::to_owned).collect();
    reader.records().map(|record| cells(record.expect("a record"))).collect()
}

fn text(value: &Value) -> &str {
    value.as_str().unwrap_or_default()
}

fn list(value: &Value) -> &[Value] {
    value.as_array().map(Vec::as_slice).unwrap_or_default()
}

/// 42 marks of Koriyama, 112 of Aomori, 153 cells of Iwaki.
#[test]
fn every_mark_of_the_competencies_is_that_of_the_document() {
    for (city, cells) in [("koriyama-2025", 42), ("aomori-2024", 112), ("iwaki-plan", 153)] {
        let matrix = &sample(city)["competencies"];
        let rows = rows(city, "competencies.csv");
        let positions: Vec<&str> = list(&matrix["positions"]).iter().map(text).collect();
        assert_eq!(positions, rows[0][2..], "{city}");
        let mut seen = 0;
        assert_eq!(list(&matrix["competencies"]).len(), rows.len() - 1, "{city}");
        for (own, expected) in list(&matrix["competencies"]).iter().zip(&rows[1..]) {
            assert_eq!([text(&own["group"]), text(&own["competency"])], expected[..2], "{city}");
            let marks: Vec<&str> = list(&own["marks"]).iter().map(text).collect();
            assert_eq!(marks, expected[2..], "{city} {}", expected[1]);
            seen += marks.len();
        }
        assert_eq!(seen, cells, "{city}");
    }
}

#[test]
fn iwakis_actions_stand_under_the_chapters_and_topics_of_the_document() {
    let plan = sample("iwaki-plan");
    let rows = rows("iwaki-plan", "actions.csv");
    let actions = list(&plan["plan"]["actions"]);
    assert_eq!((actions.len(), rows.len() - 1), (38, 38));
    for (own, expected) in actions.iter().zip(&rows[1..]) {
        let found = ["pillar", "theme", "action", "content"].map(|field| text(&own[field]).to_owned());
        assert_eq!(found, expected[..]);
    }
    // As a list the same, chapter over topic over action.
    let table = crate::program::koe_in(&root(), &["plan", "data-samples/iwaki-plan", "--section", "actions"]);
    let told = crate::program::stdout(&table);
    let mut lines = told.lines().map(str::trim_start);
    for [chapter, topic, action] in rows[1..].iter().map(|row| [&row[0], &row[1], &row[2]]) {
        // A name that is longer than its column ends in ….
        let start: String = action.chars().take(8).collect();
        assert!(lines.any(|line| line.starts_with(&start)), "{chapter} {topic}: {action}");
    }
}

#[test]
fn iwakis_indicators_are_those_of_the_document() {
    let plan = sample("iwaki-plan");
    let rows = rows("iwaki-plan", "indicators.csv");
    assert_eq!((list(&plan["indicators"]).len(), rows.len() - 1), (6, 6));
    for expected in &rows[1..] {
        let own = indicator(&plan, &expected[0]);
        let year = own["baseline_year"].as_i64().map(|year| year.to_string()).unwrap_or_default();
        let found = ["unit", "direction", "baseline_text", "target_text"].map(|field| text(&own[field]).to_owned());
        let [unit, direction, baseline, target] = found;
        assert_eq!([unit, direction, year, baseline, target], expected[1..], "{}", expected[0]);
    }
}

#[test]
fn indicators_stand_where_exact_fractions_put_them() {
    let folder = case("standings");
    let plan = json(&folder, &["plan", ".", "--format", "json"]);
    let rows = rows("standings", "figures.csv");
    assert_eq!((list(&plan["indicators"]).len(), rows.len() - 1), (22, 22));
    for expected in &rows[1..] {
        let own = indicator(&plan, &expected[0]);
        let year = own["year"].as_i64().map(|year| year.to_string()).unwrap_or_default();
        let printed = ["actual_text", "path_text", "attainment_text", "status"].map(|field| text(&own[field]));
        assert_eq!(
            (year.as_str(), &printed[..]),
            (expected[1].as_str(), &expected[2..].iter().map(String::as_str).collect::<Vec<_>>()[..]),
            "{}",
            expected[0]
        );
    }
}

#[test]
fn actions_are_late_where_they_are_worked_out_to_be() {
    let folder = case("late");
    let plan =
        |arguments: &[&str]| json(&folder, &[&["plan", ".", "--format", "json"], arguments].concat())["plan"].clone();
    let now = plan(&[]);
    let rows = rows("late", "figures.csv");
    assert_eq!(list(&now["actions"]).len(), rows.len() - 1);
    for (own, expected) in list(&now["actions"]).iter().zip(&rows[1..]) {
        let progress: Vec<&str> = list(&own["years"]).iter().map(|year| text(&year["progress"])).collect();
        assert_eq!(
            (text(&own["action"]), progress),
            (expected[0].as_str(), expected[1..].iter().map(String::as_str).collect())
        );
    }
    let late = |plan: &Value| list(&plan["late"]).iter().map(text).map(str::to_owned).collect::<Vec<_>>();
    assert_eq!(
        (&now["reported_year"], late(&now)),
        (&2024.into(), ["人材データの分析", "人事評価の見直し", "庁内公募"].map(str::to_owned).to_vec())
    );
    let new: Vec<(&str, i64)> =
        list(&now["new"]).iter().map(|own| (text(&own["action"]), own["begins"].as_i64().unwrap_or(0))).collect();
    assert_eq!(new, [("人材データの分析", 2023), ("面談の研修", 2024), ("自主研修", 2024)]);
    // As known a year earlier: nothing that was reported later.
    let then = plan(&["--year", "R5"]);
    assert_eq!((&then["reported_year"], late(&then)), (&2023.into(), vec!["庁内公募".to_owned()]));
    let later: Vec<&Value> = list(&then["actions"]).iter().map(|own| &own["years"][1]).collect();
    assert!(later.iter().all(|cell| cell["actual"].is_null() && cell["progress"] == "open"));
    assert_eq!(later[1]["planned"], "実施", "what is planned stays");
}
