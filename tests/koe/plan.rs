//! Plans: indicators, actions by fiscal year, competencies, from outside.

mod golden;

use std::fs;

use serde_json::Value;

use crate::program::{Folder, ITEMS, SURVEY, json, koe_in, root, stderr, stdout};

fn sample(name: &str) -> Value {
    json(&root(), &["plan", &format!("data-samples/{name}"), "--format", "json"])
}

fn figures(case: &str) -> Vec<csv::StringRecord> {
    let file = root().join("tests/golden/plans").join(case).join("figures.csv");
    let mut reader = csv::Reader::from_path(file).expect("golden figures");
    reader.records().map(|record| record.expect("a record")).collect()
}

fn indicator<'a>(plan: &'a Value, name: &str) -> &'a Value {
    let rows = plan["indicators"].as_array().expect("indicators");
    rows.iter().find(|row| row["indicator"] == name).unwrap_or_else(|| panic!("no indicator {name}"))
}

#[test]
fn aizuwakamatsu_counts_are_those_of_the_plan() {
    let plan = sample("aizuwakamatsu-plan");
    assert_eq!(plan["plan"]["years"], serde_json::json!([2023, 2024, 2025, 2026, 2027]));
    let counts = plan["plan"]["counts"].as_array().expect("counts");
    assert_eq!((&counts[0]["rows"], &counts[0]["actions"]), (&73.into(), &69.into()));
    let figures = figures("aizuwakamatsu-plan");
    assert_eq!(figures.len(), 30);
    for figure in &figures {
        let (pillar, counted, status) = (&figure[0], &figure[1], &figure[2]);
        let own = counts.iter().find(|count| count["pillar"].as_str().unwrap_or_default() == pillar).expect("a pillar");
        let statuses = own["statuses"].as_array().expect("statuses");
        let years = &statuses.iter().find(|own| own["status"] == status).expect("a status")[counted];
        let expected: Vec<u64> = figure.iter().skip(3).map(|count| count.parse().expect("a count")).collect();
        assert_eq!(*years, serde_json::json!(expected), "{pillar} {counted} {status}");
    }
    assert_eq!(plan["plan"]["new"].as_array().map(Vec::len), Some(17));
    assert!(plan["plan"]["reported_year"].is_null());
}

#[test]
fn iwakis_actions_are_counted_by_chapter() {
    let plan = sample("iwaki-plan");
    let counts = plan["plan"]["counts"].as_array().expect("counts");
    let of = |count: &Value| count["actions"].as_u64().expect("a count");
    assert_eq!(counts.iter().map(of).collect::<Vec<_>>(), [38, 13, 10, 9, 6]);
    let indicators = plan["indicators"].as_array().expect("indicators");
    assert!(indicators.iter().all(|row| row["status"] == "not-reported" && row["target_year"].is_null()));
}

#[test]
fn koriyama_indicators_stand_where_exact_arithmetic_puts_them() {
    let plan = sample("koriyama-2025");
    let figures = figures("koriyama-2025");
    assert_eq!(figures.len(), 14);
    for figure in &figures {
        let row = indicator(&plan, &figure[0]);
        let fields =
            ["direction", "baseline_text", "target_text", "actual_text", "path_text", "attainment_text", "status"];
        for (field, expected) in fields.into_iter().zip(figure.iter().skip(1)) {
            assert_eq!(row[field].as_str().unwrap_or_default(), expected, "{} {field}", &figure[0]);
        }
    }
    // A score as it is printed, by the year of its wave; the baseline as printed.
    let score = indicator(&plan, "人事異動基本方針の理解度");
    let expected = (Some("item:Q18"), Some(2025), Some("3.80"), Some("3.8"));
    let found = (
        score["source"].as_str(),
        score["year"].as_u64(),
        score["actual_text"].as_str(),
        score["baseline_text"].as_str(),
    );
    assert_eq!(found, expected);
}

#[test]
fn the_reference_tables_of_the_cities_are_the_samples() {
    // The sample's file has one more column; all else is the table as it was typed in.
    let read = |path: &str| fs::read_to_string(root().join(path)).expect("a file").replace('\u{feff}', "");
    let typed = read("tests/golden/surveys/plan-koriyama/indicators.csv");
    let ours = read("data-samples/koriyama-2025/indicators.csv");
    let without = |line: &str| line.rsplit_once(',').map(|(line, _)| line.to_owned());
    assert_eq!(ours.lines().filter_map(without).collect::<Vec<_>>(), typed.lines().collect::<Vec<_>>());
    assert_eq!(typed.lines().count(), 15);
}

/// A survey of two waves, one of them with a category too small to be shown.
fn survey(indicators: &str) -> Folder {
    let waves = "[[wave]]\nname = \"R7\"\nresponses = [\"responses-7.csv\"]\n\
        [[wave]]\nname = \"2024\"\nresponses = [\"responses-6.csv\"]\n";
    let survey = SURVEY.split("[[wave]]").next().unwrap_or_default().to_owned() + waves;
    let header = "部局,年齢,雇用区分,Q1,Q2,Q3,Q4\n";
    let rows = |row: &str, times: usize| row.repeat(times);
    Folder::new(&[
        ("survey.toml", survey),
        ("items.csv", ITEMS.to_owned()),
        ("responses-7.csv", format!("{header}{}", rows("総務部,25,正職員,5,4,2,3\n", 12))),
        // Only two people answered Q4 in 2024.
        (
            "responses-6.csv",
            format!("{header}{}{}", rows("総務部,25,正職員,4,4,2,\n", 10), rows("総務部,25,正職員,4,4,2,3\n", 2)),
        ),
        ("indicators.csv", indicators.to_owned()),
    ])
}

#[test]
fn scores_come_from_the_waves_as_they_are_released() {
    let folder = survey(
        "indicator,direction,target,source,baseline_year,baseline,target_year\n\
         仕事,up,5,category:1,2024,4.00,2026\n昇任,up,4,item:Q4,,,\n全体,保つ,3,overall,,,\n名前,up,5,category:仕事,,,\n",
    );
    let plan = json(folder.path(), &["plan", ".", "--format", "json"]);
    let score = json(folder.path(), &["score", ".", "--wave", "R7", "--format", "json"]);
    let printed = |level: &str, code: &str| crate::program::row(&score, level, code)["mean_text"].clone();
    let work = indicator(&plan, "仕事");
    assert_eq!(work["actual_text"], printed("category", "1"));
    // (5 + 4) / 2 = 4.5, half of the way to 2026; on it exactly.
    let found = [&work["actual_text"], &work["path_text"], &work["attainment_text"], &work["status"]];
    assert_eq!(found, ["4.50", "4.500", "50.0", "on-path"]);
    assert_eq!(work["actuals"][0]["actual_text"], "4.00");
    assert_eq!(indicator(&plan, "名前")["actual_text"], "4.50");
    assert_eq!(indicator(&plan, "全体")["actual_text"], printed("overall", "overall"));
    assert_eq!(indicator(&plan, "全体")["status"], "held");
    // Withheld in 2024: no figure anywhere.
    let promotion = indicator(&plan, "昇任");
    let withheld = serde_json::json!({"year": 2024, "actual": null, "actual_text": null, "suppressed": true});
    assert_eq!(promotion["actuals"][0], withheld);
    let before = json(folder.path(), &["plan", ".", "--format", "json", "--year", "R6"]);
    assert_eq!(indicator(&before, "昇任")["status"], "withheld");
    assert!(indicator(&before, "昇任")["actual"].is_null());
    let one = json(folder.path(), &["plan", ".", "--format", "json", "--wave", "2024"]);
    assert_eq!(indicator(&one, "仕事")["actuals"].as_array().map(Vec::len), Some(1));
}

#[test]
fn sources_that_are_not_there_are_refused() {
    let folder = survey("indicator,direction,target,source\n仕事,up,5,category:9\n昇任,up,4,item:Q5\n");
    let output = koe_in(folder.path(), &["plan", "."]);
    assert_eq!((output.status.code(), stdout(&output).as_str()), (Some(2), ""));
    for words in ["indicators.csv:2: source: no such score in the survey: \"category:9\"", "item:Q5", "use one of `Q1`"]
    {
        assert!(stderr(&output).contains(words), "{}", stderr(&output));
    }
    let alone = Folder::new(&[
        ("survey.toml", "name = \"計画\"\n"),
        ("indicators.csv", "indicator,direction,target,source\n仕事,up,5,overall\n"),
    ]);
    let output = koe_in(alone.path(), &["plan", "."]);
    assert!(stderr(&output).contains("indicators.csv:2: source: a score of a survey that is not there"));
    assert!(!stderr(&output).contains("missing"), "{}", stderr(&output));
}

#[test]
fn a_folder_without_a_plan_says_which_files_make_one() {
    let folder = Folder::new(&[("survey.toml", "name = \"計画\"\n")]);
    let output = koe_in(folder.path(), &["plan", "."]);
    assert_eq!(output.status.code(), Some(2));
    for name in ["indicators.csv", "actuals.csv", "plan.csv", "competencies.csv", "[plan]"] {
        assert!(stderr(&output).contains(name), "{}", stderr(&output));
    }
    folder.write("actuals.csv", "indicator,R7\n満足度,1\n");
    assert!(stderr(&koe_in(folder.path(), &["plan", "."])).contains("figures without indicators"));
    folder.write("survey.toml", "name = \"計画\"\n[plan]\nactions = \"plans.csv\"\n");
    assert!(stderr(&koe_in(folder.path(), &["plan", "."])).contains("survey.toml:3: plan.actions: no such file"));
}

#[test]
fn files_may_have_other_names_and_encodings() {
    let folder =
        Folder::new(&[("survey.toml", "name = \"計画\"\nlanguage = \"en\"\n[plan]\nactions = \"取組.txt\"\n")]);
    folder.write("取組.txt", encoding_rs::SHIFT_JIS.encode("柱\taction\t令和5年度\r\n").0);
    let output = koe_in(folder.path(), &["plan", "."]);
    assert!(stderr(&output).contains("a header without rows"), "{}", stderr(&output));
    let text = "pillar\taction\t令和5年度\r\n人事\t髙﨑①の研修\t実施\r\n";
    folder.write("取組.txt", encoding_rs::SHIFT_JIS.encode(text).0);
    let output = koe_in(folder.path(), &["plan", "."]);
    assert!(stdout(&output).contains("  髙﨑①の研修  実施"), "{}{}", stdout(&output), stderr(&output));
}

#[test]
fn check_looks_at_plans_too() {
    let sound = koe_in(&root(), &["check", "data-samples/iwaki-plan", "--strict"]);
    assert_eq!(sound.status.code(), Some(0), "{}", stderr(&sound));
    assert!(stdout(&sound).starts_with("いわき市 人材育成基本方針\n"));
    let folder = survey("indicator,direction,target\n仕事,,5\n");
    let output = koe_in(folder.path(), &["check", "."]);
    assert_eq!(output.status.code(), Some(2));
    assert!(stderr(&output).contains("indicators.csv:2: direction: an indicator without a direction"));
    assert!(stdout(&output).contains("12 rows"), "the survey is looked at as well: {}", stdout(&output));
}
