//! Reports of plans that have no survey beside them.

use std::fs;
use std::path::Path;

use koe_core::Input;
use serde_json::Value;

use super::{COMPETENCIES, sample};
use crate::program::{Folder, koe_in, koe_on, listed, stderr, stdout};

const PLAN: &str = "pillar,theme,measure,action,kind,R7,R8,R7 実績\n\
    育成,研修,計画的な研修,階層別研修,継続,実施,⇒,検討\n育成,研修,計画的な研修,新任研修,新規,検討,実施,検討\n";
const INDICATORS: &str = "indicator,unit,direction,baseline_year,baseline,target_year,target\n\
    離職率,%,down,2024,3.0,2029,2\n研修満足度,%,up,2024,80,2029,90\n";
const ACTUALS: &str = "indicator,R7,R8\n離職率,2.7,3.1\n研修満足度,82,\n";

fn alone() -> Folder {
    Folder::new(&[
        ("survey.toml", "name = \"人材育成計画\"\n"),
        ("indicators.csv", INDICATORS),
        ("actuals.csv", ACTUALS),
        ("plan.csv", PLAN),
        ("competencies.csv", COMPETENCIES),
    ])
}

fn read(folder: &Path, file: &str) -> String {
    fs::read_to_string(folder.join("koe-report").join(file)).unwrap_or_else(|error| panic!("{file}: {error}"))
}

fn manifest(folder: &Path) -> Value {
    serde_json::from_str(&read(folder, "manifest.json")).expect("JSON")
}

#[test]
fn the_plans_of_the_cities_have_reports_in_every_format() {
    let charts = |names: &[&str]| -> Vec<String> {
        names.iter().flat_map(|name| ["png", "svg"].map(|ending| format!("{name}.{ending}"))).collect()
    };
    let always = ["manifest.json", "plan.json", "report.html", "report.pdf", "report.xlsx"].map(str::to_owned);
    for (city, own, drawn) in [
        (
            "iwaki-plan",
            &["actions.csv", "competencies.csv", "indicators.csv"][..],
            &["competencies", "indicators", "plan"][..],
        ),
        ("aizuwakamatsu-plan", &["actions.csv"], &["plan"]),
    ] {
        let folder = tempfile::tempdir().expect("a folder");
        let output = koe_on(1, folder.path(), &["report", &sample(city)]);
        assert!(output.status.success(), "{}", stderr(&output));
        assert_eq!(stdout(&output), "");
        let mut expected: Vec<String> =
            always.iter().cloned().chain(own.iter().map(|name| (*name).to_owned())).chain(charts(drawn)).collect();
        expected.sort();
        let report = folder.path().join("koe-report");
        assert_eq!(listed(&report), expected);
        let bytes = |file: &String| fs::read(report.join(file)).expect("a file of the report");
        let first: Vec<Vec<u8>> = expected.iter().map(bytes).collect();
        let again = koe_on(4, folder.path(), &["report", &sample(city)]);
        assert!(again.status.success(), "an old report is replaced: {}", stderr(&again));
        assert_eq!(listed(folder.path()), ["koe-report"], "nothing is left beside it");
        for (file, before) in expected.iter().zip(&first) {
            assert!(bytes(file) == *before, "{city}: {file} differs on four threads");
        }
        for (file, starts) in [("report.pdf", &b"%PDF-1.7"[..]), ("report.xlsx", b"PK"), ("plan.png", b"\x89PNG")] {
            assert!(bytes(&file.to_owned()).starts_with(starts), "{file}");
        }
        let csv = bytes(&"actions.csv".to_owned());
        assert!(csv.starts_with(b"\xef\xbb\xbf") && csv.ends_with(b"\r\n"), "opens right in Japanese Excel");
    }
}

#[test]
fn what_is_beside_the_report_is_what_koe_plan_prints() {
    let folder = alone();
    assert!(koe_in(folder.path(), &["report", "."]).status.success());
    let printed = |arguments: &[&str]| stdout(&koe_in(folder.path(), &[&["plan", "."], arguments].concat()));
    assert_eq!(read(folder.path(), "plan.json"), printed(&["--format", "json"]));
    for section in ["indicators", "actions", "competencies"] {
        let written = read(folder.path(), &format!("{section}.csv"));
        let written = written.trim_start_matches('\u{feff}').replace("\r\n", "\n");
        assert_eq!(written, printed(&["--format", "csv", "--section", section]), "{section}");
    }
}

#[test]
fn the_first_screen_says_what_is_late_and_the_method_how_it_is_judged() {
    let folder = alone();
    let output = koe_in(folder.path(), &["report", "."]);
    assert!(output.status.success(), "{}", stderr(&output));
    let page = read(folder.path(), "report.html");
    // 3.1 of 3.0 → 2 is worse than its baseline; 82 is a fifth of 80 → 90.
    assert!(page.contains("<title>人材育成計画 指標と計画</title>"));
    assert!(page.contains("<h1 id=\"lead-h\">指標2の内訳は、計画どおり1、後退1です。</h1>"));
    let screen = &page[..page.find("id=\"outlook\"").expect("the section")];
    for said in [
        "令和7年度に計画より遅れている取組は1件です。",
        "階層別研修（計画 実施、実績 検討）",
        "新規の取組、または計画の初年度より後に始まる取組は1件です。",
        "2つの職位に求める能力は、1つです。",
        "<dt>達成・維持・計画どおりの指標</dt><dd class=\"big a\">1<small> &#x2f; 2</small></dd>",
        "<dt>遅れている取組</dt>",
    ] {
        assert!(screen.contains(said), "{said}: {screen}");
    }
    assert!(page.contains("<tr class=\"measure\">") && page.contains(">計画的な研修<"), "the measure is a heading");
    let method = &page[page.find("id=\"method\"").expect("the method")..];
    for said in ["アンケートの回答は使っていません", "達成率＝", "道筋＝", "「後退」", "前の段階", "koe 0."]
    {
        assert!(method.contains(said), "{said}");
    }
    assert!(!page.contains("非公表の"), "nothing is withheld in a plan, and nothing says so");
    for input in ["survey.toml", "indicators.csv", "actuals.csv", "plan.csv", "competencies.csv"] {
        let file = fs::File::open(folder.path().join(input)).expect("an input");
        let input = Input::read(input, file).expect("its bytes");
        assert!(method.contains(&input.sha256), "{} and its hash", input.name);
    }
    for request in ["http://", "https://", "src=", "@import", "url(", "<script ", "<link", "style=\""] {
        assert!(!page.contains(request), "{request}");
    }
    assert!(page.contains("default-src 'none'; script-src 'sha256-"));

    let english = koe_in(folder.path(), &["report", ".", "--lang", "en", "--years", "western"]);
    assert!(english.status.success(), "{}", stderr(&english));
    let page = read(folder.path(), "report.html");
    assert!(page.contains("<html lang=\"en\">") && page.contains("Later than planned in 2025: 1."));
    assert!(page.contains("no answers to a survey are in it") && page.contains("lang=\"ja\">階層別研修"));
}

#[test]
fn the_manifest_of_a_plan_has_its_files_and_no_wave() {
    let folder = alone();
    assert!(koe_in(folder.path(), &["report", ".", "--years", "western"]).status.success());
    let manifest = manifest(folder.path());
    let report = folder.path().join("koe-report");
    let hashes = |key: &str| -> Vec<Input> { serde_json::from_value(manifest[key].clone()).expect("files") };
    let hash = |name: &str, path: &Path| Input::read(name, fs::File::open(path).expect("a file")).expect("its bytes");
    let names: Vec<String> = hashes("files").into_iter().map(|file| file.name).collect();
    let others: Vec<String> = listed(&report).into_iter().filter(|name| name != "manifest.json").collect();
    assert_eq!(names, others);
    for file in hashes("files") {
        assert_eq!(file, hash(&file.name, &report.join(&file.name)));
    }
    let inputs = hashes("inputs");
    let names: Vec<&str> = inputs.iter().map(|input| input.name.as_str()).collect();
    assert_eq!(names, ["survey.toml", "indicators.csv", "actuals.csv", "plan.csv", "competencies.csv"]);
    for input in &inputs {
        assert_eq!(*input, hash(&input.name, &folder.path().join(&input.name)));
    }
    assert_eq!((&manifest["survey"], manifest.get("wave")), (&"人材育成計画".into(), None));
    assert_eq!(manifest["settings"], serde_json::json!({"font": null, "language": "ja", "years": "western"}));
}

#[test]
fn what_picks_answers_is_refused() {
    let folder = alone();
    for (option, arguments) in [
        ("--by", &["--by", "部局"][..]),
        ("--cross", &["--cross"]),
        ("--where", &["--where", "部局=総務部"]),
        ("--merge", &["--merge"]),
        ("--wave", &["--wave", "2025"]),
    ] {
        let output = koe_in(folder.path(), &[&["report", "."], arguments].concat());
        let told = stderr(&output);
        assert_eq!(output.status.code(), Some(2), "{option}: {told}");
        assert!(told.contains(&format!("error: {option}: ")) && told.contains("a plan and no survey"), "{told}");
        assert!(told.contains(&format!("hint: leave {option} out")), "{told}");
    }
    assert!(!folder.path().join("koe-report").exists(), "nothing is written");
}

/// A folder that somebody worked in is kept, and a mistake in the plan leaves the
/// old report as it is.
#[test]
fn the_folder_is_the_old_one_or_the_new_one() {
    let folder = alone();
    let report = folder.path().join("koe-report");
    assert!(koe_in(folder.path(), &["report", "."]).status.success());
    let before = read(folder.path(), "report.html");
    folder.write("plan.csv", PLAN.replace("実施,⇒", "⇒,実施"));
    let output = koe_in(folder.path(), &["report", "."]);
    assert_eq!(output.status.code(), Some(2));
    assert!(stderr(&output).contains("plan.csv:2"), "{}", stderr(&output));
    assert_eq!(read(folder.path(), "report.html"), before);
    folder.write("plan.csv", PLAN);
    fs::write(report.join("notes.txt"), "mine").expect("a file");
    let output = koe_in(folder.path(), &["report", "."]);
    assert_eq!(output.status.code(), Some(2));
    assert!(stderr(&output).contains("notes.txt"), "{}", stderr(&output));
    fs::remove_file(report.join("notes.txt")).expect("removed");
    folder.write("competencies.csv", "position,competency,mark\n");
    fs::remove_file(folder.path().join("competencies.csv")).expect("removed");
    assert!(koe_in(folder.path(), &["report", "."]).status.success());
    assert!(!report.join("competencies.csv").exists(), "what the plan has no more is gone");
}

#[test]
fn hostile_plans_are_text_in_every_file() {
    for name in ["<script>alert(1)</script>", "=cmd()", "a\u{202e}b\u{7}", "{{ 7 * 7 }}", "--></style>", "\u{d55c}"] {
        let folder = alone();
        folder.write(
            "survey.toml",
            format!("name = {name:?}\n").replace("\\u{202e}", "\\u202e").replace("\\u{7}", "\\u0007"),
        );
        folder.write("indicators.csv", INDICATORS.replace("離職率", name));
        folder.write("actuals.csv", ACTUALS.replace("離職率", name));
        folder.write("plan.csv", PLAN.replace("階層別研修", name).replace("計画的な研修", name).replace("検討", name));
        folder.write("competencies.csv", COMPETENCIES.replace("倫理", name).replace("◎", name));
        let output = koe_in(folder.path(), &["report", "."]);
        assert!(output.status.success(), "{name}: {}", stderr(&output));
        let page = read(folder.path(), "report.html");
        assert_eq!(page.matches("<script").count(), 1, "{name}");
        assert_eq!(page.matches("</style>").count(), 1, "{name}");
        assert!(!page.contains(['\u{202e}', '\u{7}']) && !page.contains(">49<"), "{name}");
        for file in ["plan.json", "actions.csv", "indicators.csv", "competencies.csv", "plan.svg", "manifest.json"] {
            let text = read(folder.path(), file);
            assert!(!text.contains(['\u{202e}', '\u{7}']), "{file}: {name}");
            let is_formula = |line: &str| line.split(',').any(|cell| cell.starts_with('='));
            assert!(!file.ends_with(".csv") || !text.lines().any(is_formula), "{file}: {name}");
        }
    }
}
