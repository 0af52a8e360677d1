//! The report folder: what is in it, and that it is the old one or the new one.

use std::fs;
use std::path::Path;

use koe_core::Input;
use serde_json::Value;

use crate::program::{Folder, ITEMS, SURVEY, koe_in, koe_on, listed, root, stderr};

/// What every report has, whatever else comes to it.
const FILES: [&str; 6] =
    ["manifest.json", "report.html", "scores-targets.png", "scores-targets.svg", "scores.csv", "scores.json"];

fn sample(name: &str) -> String {
    root().join("data-samples").join(name).to_str().expect("a path").to_owned()
}

fn manifest(report: &Path) -> Value {
    serde_json::from_slice(&fs::read(report.join("manifest.json")).expect("manifest.json")).expect("JSON")
}

/// Name, bytes and hash of each file that a manifest lists under `key`.
fn hashes(manifest: &Value, key: &str) -> Vec<Input> {
    serde_json::from_value(manifest[key].clone()).expect("files with name, bytes and sha256")
}

fn hash(name: &str, path: &Path) -> Input {
    Input::read(name, fs::File::open(path).expect("a file")).expect("its bytes")
}

#[test]
fn koriyama_report_is_complete_and_the_same_at_any_number_of_threads() {
    let folder = tempfile::tempdir().expect("a folder");
    let sample = sample("koriyama-2025");
    let first = koe_on(1, folder.path(), &["report", &sample]);
    assert!(first.status.success(), "{}", stderr(&first));
    assert_eq!(listed(folder.path()), ["koe-report"], "nothing is left beside the report");
    let files = listed(&folder.path().join("koe-report"));
    assert!(FILES.iter().all(|name| files.iter().any(|file| file == name)), "{files:?}");
    let second = koe_on(4, folder.path(), &["report", &sample, "--output", "again/report"]);
    assert!(second.status.success(), "{}", stderr(&second));
    assert_eq!(listed(&folder.path().join("again/report")), files);
    for name in &files {
        let read = |report: &str| fs::read(folder.path().join(report).join(name)).expect("a file of the report");
        assert!(read("koe-report") == read("again/report"), "{name} differs from run to run");
    }
    let csv = fs::read(folder.path().join("koe-report/scores.csv")).expect("scores.csv");
    assert!(csv.starts_with(b"\xef\xbb\xbf"), "opens right in Japanese Excel");
    let mut lines = csv.split(|&byte| byte == b'\n').filter(|line| !line.is_empty());
    assert!(lines.all(|line| line.ends_with(b"\r")), "CRLF");
    let third = koe_in(folder.path(), &["report", &sample]);
    assert!(third.status.success(), "an old report is replaced: {}", stderr(&third));
    assert_eq!(listed(&folder.path().join("koe-report")), files);
}

#[test]
fn the_manifest_lists_every_file_and_input_with_its_hash() {
    let folder = tempfile::tempdir().expect("a folder");
    let output = koe_in(folder.path(), &["report", &sample("koriyama-2025"), "--where", "年代=30代"]);
    assert!(output.status.success(), "{}", stderr(&output));
    let report = folder.path().join("koe-report");
    let manifest = manifest(&report);
    let files = hashes(&manifest, "files");
    let names: Vec<String> = files.iter().map(|file| file.name.clone()).collect();
    let others: Vec<String> = listed(&report).into_iter().filter(|name| name != "manifest.json").collect();
    assert_eq!(names, others, "sorted by name, all but itself");
    for file in &files {
        assert_eq!(*file, hash(&file.name, &report.join(&file.name)));
    }
    let inputs = hashes(&manifest, "inputs");
    let names: Vec<&str> = inputs.iter().map(|input| input.name.as_str()).collect();
    assert_eq!(names, ["survey.toml", "items.csv", "responses-2025.csv", "population-2025.csv"]);
    for input in &inputs {
        assert_eq!(*input, hash(&input.name, &root().join("data-samples/koriyama-2025").join(&input.name)));
    }
    let settings = &manifest["settings"];
    assert_eq!(settings["by"], serde_json::json!(["部局", "職位", "雇用区分"]), "all but the one that is fixed");
    assert_eq!(settings["where"], serde_json::json!({ "年代": "30代" }));
    for (setting, value) in [("language", "ja"), ("years", "era"), ("rule", "pooled")] {
        assert_eq!(settings[setting], value);
    }
    assert_eq!([&settings["min_respondents"], &settings["min_detail"], &settings["decimals"]], [5, 10, 2]);
    assert_eq!((&manifest["schema"], &manifest["wave"]), (&1.into(), &"2025".into()));
    assert_eq!(manifest["koe"], env!("CARGO_PKG_VERSION"));
    let text = fs::read_to_string(report.join("manifest.json")).expect("text");
    assert!(text.ends_with("}\n") && !text.contains(root().to_str().expect("a path")), "{text}");
    for object in [&manifest, settings] {
        let keys: Vec<&String> = object.as_object().expect("an object").keys().collect();
        let places: Vec<usize> = keys.iter().filter_map(|key| text.find(&format!("\"{key}\":"))).collect();
        assert!(places.len() == keys.len() && places.is_sorted(), "keys are sorted: {text}");
    }
}

#[test]
fn targets_of_another_wave_make_its_files_inputs_too() {
    let header = "部局,年齢,雇用区分,Q1,Q2,Q3,Q4\n";
    let rows = header.to_owned() + &"総務部,25,正職員,4,3,2,3\n".repeat(12);
    let survey = SURVEY.replace("[privacy]", "[target]\nyear = 2029\nrule = \"raise-to-overall\"\n[privacy]");
    let survey = survey.replace("[[wave]]", "[[wave]]\nname = \"2023\"\nresponses = [\"before.csv\"]\n[[wave]]");
    let folder = Folder::new(&[
        ("survey.toml", survey.as_str()),
        ("items.csv", ITEMS),
        ("before.csv", &rows),
        ("responses.csv", &rows),
    ]);
    let inputs = |wave: &str| {
        let output = koe_in(folder.path(), &["report", ".", "--wave", wave]);
        assert!(output.status.success(), "{}", stderr(&output));
        let inputs = hashes(&manifest(&folder.path().join("koe-report")), "inputs");
        inputs.into_iter().map(|input| input.name).collect::<Vec<_>>()
    };
    assert_eq!(inputs("2025"), ["survey.toml", "items.csv", "responses.csv", "before.csv"]);
    assert_eq!(inputs("2023"), ["survey.toml", "items.csv", "before.csv"]);
}

/// 45 items, 9 subcategories, 4 categories, overall: 59 rows a segment.
#[test]
fn segments_are_those_asked_for_and_otherwise_every_attribute_and_the_crosses_of_the_survey() {
    let folder = tempfile::tempdir().expect("a folder");
    let sample = sample("koriyama-2025");
    let segments = |by: &[&str]| {
        let mut arguments = vec!["report", sample.as_str()];
        arguments.extend(by.iter().flat_map(|name| ["--by", name]));
        let output = koe_in(folder.path(), &arguments);
        assert!(output.status.success(), "{}", stderr(&output));
        let json = fs::read(folder.path().join("koe-report/scores.json")).expect("scores.json");
        let json: Value = serde_json::from_slice(&json).expect("JSON");
        let rows = json["rows"].as_array().expect("rows").clone();
        let csv = fs::read_to_string(folder.path().join("koe-report/scores.csv")).expect("scores.csv");
        assert_eq!(csv.lines().count(), rows.len() + 1, "the same rows in both");
        let mut segments: Vec<Value> = rows.iter().map(|row| row["segment"].clone()).collect();
        assert_eq!(segments.len() % 59, 0);
        segments.dedup();
        segments
    };
    // Ages as the survey file cuts them.
    let ages = ["20代以下", "30代", "40代", "50代", "60代以上"].map(|age| serde_json::json!({ "年代": age }));
    let mut by_age = vec![serde_json::json!({})];
    by_age.extend(ages.clone());
    assert_eq!(segments(&["年代"]), by_age);
    let all = segments(&[]);
    assert_eq!(all[0], serde_json::json!({}), "everyone first");
    let attributes = |segment: &Value| segment.as_object().map(|it| it.keys().cloned().collect::<Vec<_>>());
    let mut groupings: Vec<Vec<String>> = all.iter().skip(1).filter_map(attributes).collect();
    groupings.dedup();
    let [unit, age, position, employment] = ["部局", "年代", "職位", "雇用区分"].map(str::to_owned);
    // The one cross that the survey file names comes last.
    let expected = [vec![unit], vec![age.clone()], vec![position.clone()], vec![employment], vec![age, position]];
    assert_eq!(groupings, expected);
    assert!(ages.iter().all(|age| all.contains(age)));
}

#[test]
fn too_many_cohorts_say_to_name_fewer_attributes() {
    // Everyone a department of their own, one more than a tally keeps apart.
    let rows: String = (0..=50_000).map(|row| format!("{row}課,25,正職員,5,4,2,3\n")).collect();
    let answers = format!("部局,年齢,雇用区分,Q1,Q2,Q3,Q4\n{rows}");
    let folder = Folder::new(&[("survey.toml", SURVEY), ("items.csv", ITEMS), ("responses.csv", answers.as_str())]);
    let output = koe_in(folder.path(), &["report", "."]);
    assert_eq!(output.status.code(), Some(2));
    let told = stderr(&output);
    assert!(told.contains("too many cohorts") && told.contains("name fewer attributes with --by"), "{told}");
    assert!(!folder.path().join("koe-report").exists());
    let output = koe_in(folder.path(), &["report", ".", "--by", "年代"]);
    assert!(output.status.success(), "{}", stderr(&output));
}

#[test]
fn years_are_eras_or_western_as_asked_for() {
    let folder = tempfile::tempdir().expect("a folder");
    let sample = sample("koriyama-2025");
    let page = |arguments: &[&str]| {
        let output = koe_in(folder.path(), &[&["report", sample.as_str(), "--by", "年代"], arguments].concat());
        assert!(output.status.success(), "{}", stderr(&output));
        fs::read_to_string(folder.path().join("koe-report/report.html")).expect("the page")
    };
    let era = page(&[]);
    assert!(era.contains("令和11年度") && !era.contains("2029"));
    let western = page(&["--years", "western"]);
    assert!(western.contains("2029年度") && !western.contains("令和11年度"));
    assert_eq!(manifest(&folder.path().join("koe-report"))["settings"]["years"], "western");
    let english = page(&["--lang", "en", "--years", "era"]);
    assert!(english.contains("2029") && !english.contains("令和11年度"));
    for (years, expected) in [("era", "令和11年度"), ("western", "2029年度")] {
        let output = koe_in(folder.path(), &["gap", &sample, "--years", years]);
        assert!(crate::program::stdout(&output).contains(expected), "{years}");
    }
}

/// The survey file says how years are written, and the call has the last word.
#[test]
fn years_of_the_survey_file_hold_where_none_are_asked_for() {
    let rows = "部局,年齢,雇用区分,Q1,Q2,Q3,Q4\n".to_owned() + &"総務部,25,正職員,4,3,2,3\n".repeat(12);
    let target = "[target]\nyear = 2018\n[target.values]\noverall = 4.5\n[privacy]";
    let survey = SURVEY.replace("[privacy]", target).replace("\"2025\"", "\"2016\"");
    let folder = Folder::new(&[("items.csv", ITEMS), ("responses.csv", rows.as_str())]);
    let gap = |years: &str, arguments: &[&str]| {
        folder.write("survey.toml", years.to_owned() + &survey);
        let output = koe_in(folder.path(), &[&["gap", "."], arguments].concat());
        assert!(output.status.success(), "{}", stderr(&output));
        crate::program::stdout(&output)
    };
    for (years, arguments, expected) in [
        ("", &[][..], "平成30年度"),
        ("years = \"western\"", &[], "2018年度"),
        ("years = \"western\"", &["--years", "era"], "平成30年度"),
        ("language = \"en\"", &["--lang", "ja"], "平成30年度"),
        ("years = \"era\"", &["--lang", "en"], "2018"),
    ] {
        let text = gap(years, arguments);
        assert!(text.contains(expected), "{years} {arguments:?}: {text}");
        assert_eq!(text.contains("平成"), expected.contains("平成"), "{years} {arguments:?}: {text}");
    }
    folder.write("survey.toml", "years = \"reiwa\"\n".to_owned() + &survey);
    let output = koe_in(folder.path(), &["gap", "."]);
    assert_eq!(output.status.code(), Some(2));
    assert!(stderr(&output).contains("survey.toml:1: years: not known: \"reiwa\""), "{}", stderr(&output));
}

#[test]
fn a_font_of_the_users_is_an_input_and_a_bad_one_is_refused() {
    let folder = tempfile::tempdir().expect("a folder");
    let sample = sample("aomori-2024");
    let font = root().join("crates/koe-report/fonts/KoeSansJP-Bold.ttf");
    let path = font.to_str().expect("a path");
    let own = koe_in(folder.path(), &["report", &sample, "--by", "年代", "--font", path]);
    assert!(own.status.success(), "{}", stderr(&own));
    let used: Input = serde_json::from_value(manifest(&folder.path().join("koe-report"))["settings"]["font"].clone())
        .expect("a font");
    assert_eq!(used, hash("KoeSansJP-Bold.ttf", &font));
    let svg = || fs::read(folder.path().join("koe-report/scores-targets.svg")).expect("a chart");
    let with = svg();
    assert!(koe_in(folder.path(), &["report", &sample, "--by", "年代"]).status.success());
    assert!(with != svg(), "drawn with the font that was named");
    fs::write(folder.path().join("bad.ttf"), "not a font").expect("a file");
    for (font, found) in [("bad.ttf", "expected: a TTF, OTF or TTC file"), ("none.ttf", "no such file")] {
        let refused = koe_in(folder.path(), &["report", &sample, "--font", font]);
        let told = stderr(&refused);
        assert_eq!(refused.status.code(), Some(2));
        assert!(
            told.contains(&format!("error: {font}: ")) && told.contains(found) && told.contains("--font"),
            "{told}"
        );
    }
}

#[test]
fn characters_that_no_font_has_are_told_once() {
    let rows = "部局,年齢,雇用区分,Q1,Q2,Q3,Q4\n".to_owned() + &"総務部,25,正職員,4,3,2,3\n".repeat(12);
    let survey = SURVEY.replace("仕事", "仕事\u{d55c}").replace("職場", "職場\u{1f642}\u{d55c}");
    let folder = Folder::new(&[("survey.toml", survey.as_str()), ("items.csv", ITEMS), ("responses.csv", &rows)]);
    for arguments in [&["report", "."][..], &["chart", "scores-targets", ".", "--output", "a.svg"]] {
        let output = koe_in(folder.path(), arguments);
        let told = stderr(&output);
        assert_eq!(output.status.code(), Some(0), "{told}");
        assert!(told.contains("\u{d55c} (U+D55C), \u{1f642} (U+1F642)") && told.contains("--font"), "{told}");
        assert_eq!(told.matches("U+D55C").count(), 1, "{told}");
        assert_eq!(told.matches("warning").count(), 1, "{told}");
        assert_eq!(koe_in(folder.path(), &[arguments, &["--strict"]].concat()).status.code(), Some(1));
    }
}

#[test]
fn the_page_is_one_file_that_asks_for_nothing() {
    let folder = tempfile::tempdir().expect("a folder");
    let sample = root().join("data-samples/koriyama-2025");
    let output = koe_in(folder.path(), &["report", sample.to_str().expect("a path")]);
    assert!(output.status.success(), "{}", stderr(&output));
    let page = fs::read_to_string(folder.path().join("koe-report/report.html")).expect("the page");
    assert!(page.len() <= 1_000_000, "{} bytes", page.len());
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
    let others = "議会,52,正職員,2,1,5,1\n".repeat(3);
    let answers = format!("部局,年齢,雇用区分,Q1,Q2,Q3,Q4\n{rows}{others}");
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

/// What was added to a report, changed in it or put in its place is kept.
#[test]
fn a_report_that_somebody_worked_in_is_not_replaced() {
    let folder = tempfile::tempdir().expect("a folder");
    let sample = sample("aomori-2024");
    let report = folder.path().join("koe-report");
    let again = || koe_in(folder.path(), &["report", &sample, "--by", "年代"]);
    let refused = |name: &str, why: &str| {
        let output = again();
        let told = stderr(&output);
        assert_eq!(output.status.code(), Some(2), "{told}");
        assert!(told.contains(name) && told.contains(why) && told.contains("--output"), "{told}");
        assert_eq!(listed(folder.path()), ["koe-report"]);
    };
    assert!(again().status.success());

    let csv = fs::read(report.join("scores.csv")).expect("scores.csv");
    let noted = [csv.as_slice(), "メモ\r\n".as_bytes()].concat();
    fs::write(report.join("scores.csv"), &noted).expect("a note");
    refused("scores.csv", "was changed since");
    assert!(fs::read(report.join("scores.csv")).expect("scores.csv") == noted, "the note is kept");
    fs::write(report.join("scores.csv"), &csv).expect("as it was");
    assert!(again().status.success());

    fs::write(report.join("notes.txt"), "mine").expect("a file");
    refused("notes.txt", "koe did not write");
    fs::remove_file(report.join("notes.txt")).expect("removed");
    fs::remove_file(report.join("scores.csv")).expect("removed");
    assert!(again().status.success(), "a file that is gone is no loss");

    fs::write(report.join("manifest.json"), "{\"name\": \"an app\", \"icons\": []}").expect("another manifest");
    refused("manifest.json", "koe did not write");
    let old = ["report.html", "scores.csv", "scores.json", "scores-targets.svg", "scores-targets.png"];
    for name in listed(&report).iter().filter(|name| !old.contains(&name.as_str())) {
        fs::remove_file(report.join(name)).expect("removed");
    }
    let output = again();
    assert!(output.status.success(), "as koe 0.1.0 left it: {}", stderr(&output));
}

#[cfg(unix)]
#[test]
fn a_link_is_kept_and_the_folder_it_leads_to_is_replaced() {
    let folder = tempfile::tempdir().expect("a folder");
    fs::create_dir(folder.path().join("shared")).expect("a folder");
    std::os::unix::fs::symlink(folder.path().join("shared"), folder.path().join("link")).expect("a link");
    let sample = sample("aomori-2024");
    for _ in 0..2 {
        let output = koe_in(folder.path(), &["report", &sample, "--output", "link"]);
        assert!(output.status.success(), "{}", stderr(&output));
        assert!(folder.path().join("link").is_symlink());
        assert!(folder.path().join("shared/report.html").is_file());
        assert_eq!(listed(folder.path()), ["link", "shared"]);
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

#[test]
fn hostile_names_are_inert_in_the_manifest_and_on_the_terminal() {
    let name = "</script>=cmd()\u{202e}\u{9b}2J\u{1f642}";
    let rows = "部局,年齢,雇用区分,Q1,Q2,Q3,Q4\n".to_owned() + &"総務部,25,正職員,4,3,2,3\n".repeat(12);
    let survey = SURVEY.replace("小さな調査", name).replace("responses.csv", "answers\u{202e}.csv");
    let folder =
        Folder::new(&[("survey.toml", survey.as_str()), ("items.csv", ITEMS), ("answers\u{202e}.csv", rows.as_str())]);
    let output = koe_in(folder.path(), &["report", ".", "--output", "out\u{202e}"]);
    assert!(output.status.success(), "{}", stderr(&output));
    let acts = ['\u{202e}', '\u{9b}'];
    assert!(!stderr(&output).contains(acts), "{}", stderr(&output));
    let report = folder.path().join("out\u{202e}");
    let text = fs::read_to_string(report.join("manifest.json")).expect("manifest.json");
    assert!(!text.contains(acts), "{text}");
    let manifest = manifest(&report);
    assert_eq!(manifest["survey"], name, "the same name, once it is read");
    assert_eq!(manifest["inputs"][2]["name"], "answers\u{202e}.csv");
}
