//! Indicators, plan and competencies in reports and as charts, from outside.

mod alone;

use std::fs;

use serde_json::Value;

use crate::program::{Folder, ITEMS, SURVEY, json, koe_in, koe_on, listed, root, stderr, stdout};

const INDICATORS: &str = "indicator,unit,direction,baseline_year,baseline,target_year,target,source\n\
    離職率,%,down,2024,3.0,2029,2,\n仕事,点,up,2024,3,2029,4,category:1\n";
const PLAN: &str = "pillar,theme,measure,action,kind,R7,R8,R7 実績\n\
    育成,研修,計画,階層別研修,継続,実施,⇒,検討\n育成,研修,計画,新任研修,新規,検討,実施,検討\n";
const COMPETENCIES: &str = "position,competency,mark\n課長,倫理,◎\n主事,倫理,○\n";
const HEADER: &str = "部局,年齢,雇用区分,Q1,Q2,Q3,Q4\n";

fn sample(name: &str) -> String {
    root().join("data-samples").join(name).to_str().expect("a path").to_owned()
}

/// The small survey with a plan beside it.
fn planned(rows: &str) -> Folder {
    Folder::new(&[
        ("survey.toml", SURVEY.to_owned()),
        ("items.csv", ITEMS.to_owned()),
        ("responses.csv", HEADER.to_owned() + rows),
        ("indicators.csv", INDICATORS.to_owned()),
        ("plan.csv", PLAN.to_owned()),
        ("competencies.csv", COMPETENCIES.to_owned()),
    ])
}

fn inputs(folder: &Folder) -> Vec<String> {
    let text = fs::read(folder.path().join("koe-report/manifest.json")).expect("a manifest");
    let manifest: Value = serde_json::from_slice(&text).expect("JSON");
    let inputs = manifest["inputs"].as_array().expect("inputs").iter();
    inputs.map(|input| input["name"].as_str().expect("a name").to_owned()).collect()
}

fn page(folder: &Folder) -> String {
    fs::read_to_string(folder.path().join("koe-report/report.html")).expect("the page")
}

#[test]
fn a_report_has_the_plan_beside_the_survey_in_every_format() {
    let folder = planned(&"総務部,25,正職員,5,4,2,3\n".repeat(12));
    let output = koe_in(folder.path(), &["report", "."]);
    assert!(output.status.success(), "{}", stderr(&output));
    let files = listed(&folder.path().join("koe-report"));
    for chart in ["indicators", "plan", "competencies"] {
        for ending in ["svg", "png"] {
            assert!(files.contains(&format!("{chart}.{ending}")), "{chart}.{ending}: {files:?}");
        }
    }
    let plan_files = ["indicators.csv", "plan.csv", "competencies.csv"];
    assert_eq!(inputs(&folder)[3..], plan_files, "the method lists what the plan was read from");
    let page = page(&folder);
    let score = &json(folder.path(), &["plan", ".", "--format", "json"])["indicators"][1]["actual_text"];
    assert!(page.contains(&format!("<td role=\"cell\" class=\"n k\">{}</td>", score.as_str().expect("a score"))));
    assert!(page.contains("階層別研修（計画 実施、実績 検討）") && page.contains("検討 ▼遅れ"));
    assert!(page.contains("新任研修（令和7年度から）") && page.contains("◎"));
    let svg = fs::read_to_string(folder.path().join("koe-report/plan.svg")).expect("the chart");
    assert!(svg.contains("令和7年度に計画より遅れている取組は1件です。") && !svg.contains("<text"));

    let first: Vec<Vec<u8>> =
        files.iter().map(|file| fs::read(folder.path().join("koe-report").join(file)).expect("a file")).collect();
    for threads in [1, 4] {
        assert!(koe_on(threads, folder.path(), &["report", "."]).status.success());
        for (file, bytes) in files.iter().zip(&first) {
            let again = fs::read(folder.path().join("koe-report").join(file)).expect("a file");
            assert!(again == *bytes, "{file} differs on {threads} threads");
        }
    }
}

#[test]
fn a_survey_without_a_plan_has_nothing_of_it() {
    let folder = planned(&"総務部,25,正職員,5,4,2,3\n".repeat(12));
    for file in ["indicators.csv", "plan.csv", "competencies.csv"] {
        fs::remove_file(folder.path().join(file)).expect("removed");
    }
    assert!(koe_in(folder.path(), &["report", "."]).status.success());
    let files = listed(&folder.path().join("koe-report"));
    assert!(!files.iter().any(|file| ["indicators", "plan", "competencies"].iter().any(|own| file.starts_with(own))));
    assert!(!page(&folder).contains("指標と計画") && inputs(&folder).len() == 3);
}

/// The plan is about everyone; beside a part of the staff, its scores would tell
/// those of the few who are left out.
#[test]
fn a_report_on_some_of_the_staff_has_no_plan() {
    let rows = "総務部,25,正職員,5,4,2,3\n".repeat(12) + "市民部,25,正職員,1,1,5,1\n";
    let folder = planned(&rows);
    let output = koe_in(folder.path(), &["report", ".", "--where", "部局=総務部"]);
    assert!(output.status.success(), "{}", stderr(&output));
    assert!(!page(&folder).contains("id=\"outlook\""));
    assert_eq!(inputs(&folder), ["survey.toml", "items.csv", "responses.csv"]);
    assert!(!folder.path().join("koe-report/indicators.svg").exists());
}

#[test]
fn withheld_scores_are_withheld_in_the_plan_too() {
    let folder = planned(&"総務部,25,正職員,5,4,2,3\n".repeat(2));
    let output = koe_in(folder.path(), &["report", "."]);
    assert!(output.status.success(), "{}", stderr(&output));
    let page = page(&folder);
    let from = page.find("id=\"outlook\"").expect("the section");
    let row = &page[from..][page[from..].find(">仕事<").expect("the indicator")..];
    let row = &row[..row.find("</tr>").expect("its end")];
    assert!(row.contains("非公表（少人数）") && row.contains("class=\"n k\">–<"), "{row}");
}

/// A score is read from every wave; the files of all of them are inputs then.
#[test]
fn waves_that_an_indicator_is_read_from_are_inputs() {
    let folder = planned(&"総務部,25,正職員,5,4,2,3\n".repeat(12));
    let wave = "[[wave]]\nname = \"2024\"\nresponses = [\"before.csv\"]\n[[wave]]";
    folder.write("survey.toml", SURVEY.replace("[[wave]]", wave));
    folder.write("before.csv", HEADER.to_owned() + &"総務部,25,正職員,3,3,2,3\n".repeat(12));
    assert!(koe_in(folder.path(), &["report", "."]).status.success());
    assert!(inputs(&folder).contains(&"before.csv".to_owned()), "{:?}", inputs(&folder));
    // The first wave has no trend, and of the plan only its own scores.
    assert!(koe_in(folder.path(), &["report", ".", "--wave", "2024"]).status.success());
    assert!(!inputs(&folder).contains(&"responses.csv".to_owned()), "{:?}", inputs(&folder));
}

#[test]
fn what_is_odd_in_a_plan_is_told_once_and_what_is_wrong_ends_the_run() {
    let odd = "総務部,25,正職員,7,4,2,3\n".to_owned() + &"総務部,25,正職員,5,4,2,3\n".repeat(12);
    let folder = planned(&odd);
    let again = PLAN.to_owned() + "育成,研修,計画,講座（再掲）,継続,実施,⇒,実施\n";
    folder.write("plan.csv", again);
    let output = koe_in(folder.path(), &["report", "."]);
    let told = stderr(&output);
    assert!(output.status.success(), "{told}");
    assert_eq!(told.matches("repeated, but nowhere else in the plan").count(), 1, "{told}");
    assert_eq!(told.matches("responses.csv").count(), 1, "the answers are read for the scores too: {told}");
    assert_eq!(koe_in(folder.path(), &["report", ".", "--strict"]).status.code(), Some(1));

    folder.write("plan.csv", PLAN.replace("実施,⇒", "⇒,実施"));
    let output = koe_in(folder.path(), &["report", ".", "--output", "none"]);
    assert_eq!(output.status.code(), Some(2));
    assert!(stderr(&output).contains("plan.csv:2"), "{}", stderr(&output));
    assert!(!folder.path().join("none").exists());
}

#[test]
fn a_folder_with_a_plan_only_says_what_to_ask_of_it() {
    let folder = tempfile::tempdir().expect("a folder");
    for city in ["aizuwakamatsu-plan", "iwaki-plan"] {
        for verb in ["score", "gap", "compare", "trend"] {
            let by: &[&str] = if verb == "compare" { &["--by", "部局"] } else { &[] };
            let output = koe_in(folder.path(), &[&[verb, &sample(city)], by].concat());
            let told = stderr(&output);
            assert_eq!(output.status.code(), Some(2), "{verb}: {told}");
            for said in ["a plan and no survey", "`koe plan ", "`koe report ", "`koe chart plan "] {
                assert!(told.contains(said), "{verb}: {said}: {told}");
            }
        }
        assert!(listed(folder.path()).is_empty(), "nothing is written");
        let chart = koe_in(folder.path(), &["chart", "scores-targets", &sample(city), "--output", "a.svg"]);
        assert!(stderr(&chart).contains("a plan and no survey"), "{}", stderr(&chart));
    }
    // A survey file that is only broken is told as before.
    let broken = Folder::new(&[("survey.toml", "name = \"x\"\n"), ("plan.csv", PLAN)]);
    fs::write(broken.path().join("survey.toml"), "name = \"x\"\n[scale]\nmin = 1\n").expect("written");
    assert!(!stderr(&koe_in(broken.path(), &["report", "."])).contains("no survey"));
}

#[test]
fn charts_of_a_plan_are_drawn_where_there_is_no_survey() {
    let folder = tempfile::tempdir().expect("a folder");
    for (chart, city) in [("plan", "aizuwakamatsu-plan"), ("indicators", "iwaki-plan"), ("competencies", "iwaki-plan")]
    {
        for (ending, starts) in [("svg", &b"<svg "[..]), ("png", b"\x89PNG"), ("pdf", b"%PDF-")] {
            let file = format!("{chart}.{ending}");
            let arguments = ["chart", &sample(city), chart, "--size", "screen", "--output", &file];
            let output = koe_on(1, folder.path(), &arguments);
            assert!(output.status.success(), "{}", stderr(&output));
            assert_eq!((stdout(&output).as_str(), stderr(&output).trim_end()), ("", file.as_str()));
            let bytes = fs::read(folder.path().join(&file)).expect("the chart");
            assert!(bytes.starts_with(starts), "{file}");
            assert!(koe_on(4, folder.path(), &arguments).status.success());
            assert!(bytes == fs::read(folder.path().join(&file)).expect("the chart"), "{file}");
        }
    }
    let svg = fs::read_to_string(folder.path().join("plan.svg")).expect("the chart");
    assert!(svg.contains("取組は69件（再掲を除く）で、うち17件は新規か、計画の初年度より後に始まります。"));
    let english = ["chart", "plan", &sample("aizuwakamatsu-plan"), "--lang", "en", "--output", "slide.svg"];
    let output = koe_in(folder.path(), &[&english[..], &["--size", "slide"]].concat());
    assert!(output.status.success(), "{}", stderr(&output));
    let slide = fs::read_to_string(folder.path().join("slide-1.svg")).expect("the first slide");
    assert!(slide.contains("Actions in the plan: 69 (repeated ones once)"));
}

#[test]
fn charts_of_a_plan_say_what_they_cannot_show() {
    let folder = tempfile::tempdir().expect("a folder");
    let told = |arguments: &[&str]| {
        let output = koe_in(folder.path(), &[&["chart", "--output", "a.svg"], arguments].concat());
        assert_eq!(output.status.code(), Some(2), "{arguments:?}");
        stderr(&output)
    };
    let aizu = sample("aizuwakamatsu-plan");
    let none = told(&["indicators", &aizu]);
    assert!(none.contains("the plan has none") && none.contains("it has plan"), "{none}");
    for groups in [["--by", "部局"], ["--where", "部局=総務部"]] {
        let refused = told(&[&["plan", &aizu], &groups[..]].concat());
        assert!(refused.contains("a plan has no groups"), "{refused}");
    }
    for (chart, hint) in [("competencies", "leave --year out"), ("items", "--wave"), ("trend", "--wave")] {
        let refused = told(&[chart, &sample("koriyama-2025"), "--year", "R7"]);
        assert!(
            refused.contains("--year is for the charts indicators and plan") && refused.contains(hint),
            "{refused}"
        );
    }
    assert!(told(&["indicator", &aizu]).contains("did you mean `indicators`?"));
    let bare = Folder::new(&[("survey.toml", SURVEY), ("items.csv", ITEMS), ("responses.csv", HEADER)]);
    let output = koe_in(bare.path(), &["chart", "plan", ".", "--output", "a.svg"]);
    assert!(stderr(&output).contains("no plan beside the survey file"), "{}", stderr(&output));
    assert!(listed(folder.path()).is_empty());
    let help = stdout(&koe_in(folder.path(), &["chart", "--help"]));
    assert!(["indicators ", "plan ", "competencies "].iter().all(|name| help.contains(name)), "{help}");
}

/// Late in R6 are three actions and in R5 one (tests/golden/plans/late); the
/// indicator 累計 is at 7 in 2026 and at 6 in 2025 (tests/golden/plans/standings).
#[test]
fn charts_of_a_plan_show_what_was_known_in_a_year() {
    let folder = tempfile::tempdir().expect("a folder");
    let case = |name: &str| root().join("tests/golden/plans").join(name).to_str().expect("a path").to_owned();
    let drawn = |chart: &str, case: &str, year: &[&str]| {
        let arguments = ["chart", chart, case, "--size", "screen", "--output", "a.svg"];
        let output = koe_in(folder.path(), &[&arguments[..], year].concat());
        assert!(output.status.success(), "{}", stderr(&output));
        fs::read_to_string(folder.path().join("a.svg")).expect("the chart")
    };
    let late = case("late");
    assert!(drawn("plan", &late, &[]).contains("令和6年度に計画より遅れている取組は3件です。"));
    let then = drawn("plan", &late, &["--year", "2023"]);
    assert!(then.contains("令和5年度に計画より遅れている取組は1件です。"));
    let before = drawn("plan", &late, &["--year", "R4"]);
    assert!(before.contains("取組は9件（再掲を除く）") && !before.contains("遅れ"), "nothing was reported yet");
    let standings = case("standings");
    assert!(drawn("indicators", &standings, &[]).contains("未報告1"));
    assert!(drawn("indicators", &standings, &["--year", "2022"]).contains("指標22の内訳は、未報告22です。"));
}

/// 離職率 is at 2.7 in 2025, on the path of 3.0 → 2, and at 3.1 in 2026.
#[test]
fn a_report_of_an_earlier_wave_has_the_plan_as_it_was_known_then() {
    let rows = "総務部,25,正職員,5,4,2,3\n".repeat(12);
    let folder = planned(&rows);
    folder.write("later.csv", HEADER.to_owned() + &rows);
    let wave = |name: &str, file: &str| format!("[[wave]]\nname = \"{name}\"\nresponses = [\"{file}.csv\"]\n");
    let survey = SURVEY.split("[[wave]]").next().unwrap_or_default().to_owned();
    folder.write("survey.toml", survey + &wave("2025", "responses") + &wave("R8", "later"));
    folder.write("actuals.csv", "indicator,R7,R8,R9\n離職率,2.7,2.8,3.1\n");
    folder.write("plan.csv", PLAN.replace("R7 実績\n", "R7 実績,R8 実績\n").replace("検討\n", "検討,研究\n"));
    let said = |arguments: &[&str]| {
        let output = koe_in(folder.path(), &[&["report", "."], arguments].concat());
        assert!(output.status.success(), "{}", stderr(&output));
        page(&folder)
    };
    let then = said(&["--wave", "2025"]);
    assert!(
        then.contains("<td role=\"cell\" class=\"n k\">2.7</td>") && then.contains("令和7年度に計画より遅れている")
    );
    assert!(!then.contains("3.1</td>") && !then.contains("研究"), "what came later is not known yet");
    // The latest wave shows all there is, also what is newer than the wave.
    let now = said(&[]);
    assert!(now.contains("3.1<span class=\"yr\">令和9年度</span>") && now.contains("研究"), "{now}");
    assert_eq!(now, said(&["--wave", "R8"]));
}

#[test]
fn hostile_plans_are_text_in_every_file_of_a_report() {
    for name in ["<script>alert(1)</script>", "=cmd()", "a\u{202e}b\u{7}", "{{ 7 * 7 }}"] {
        let folder = planned(&"総務部,25,正職員,5,4,2,3\n".repeat(12));
        folder.write("indicators.csv", INDICATORS.replace("離職率", name));
        folder.write("plan.csv", PLAN.replace("階層別研修", name).replace("育成", name).replace("検討", name));
        folder.write("competencies.csv", COMPETENCIES.replace("倫理", name).replace("◎", name));
        let output = koe_in(folder.path(), &["report", "."]);
        assert!(output.status.success(), "{name}: {}", stderr(&output));
        let page = page(&folder);
        assert!(!page.contains("<script>alert") && !page.contains(['\u{202e}', '\u{7}']) && !page.contains(">49<"));
        for chart in ["indicators", "plan", "competencies"] {
            let svg = fs::read_to_string(folder.path().join(format!("koe-report/{chart}.svg"))).expect("the chart");
            assert!(!svg.contains("<script") && !svg.contains(['\u{202e}', '\u{7}']), "{chart}: {name}");
        }
    }
}
