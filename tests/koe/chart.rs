//! One chart as a file: its formats, its sizes, and that it is whole or not there.

use std::fs;
use std::path::Path;
use std::process::Output;

use serde_json::Value;

use crate::program::{Folder, ITEMS, SURVEY, json, koe_in, koe_on, listed, root, stderr, stdout};

fn koriyama() -> String {
    root().join("data-samples/koriyama-2025").to_str().expect("a path").to_owned()
}

#[test]
fn the_ending_says_what_is_written() {
    let folder = tempfile::tempdir().expect("a folder");
    for (file, starts) in [("a.svg", &b"<svg "[..]), ("b.PNG", b"\x89PNG"), ("new/c.pdf", b"%PDF-")] {
        let output = koe_in(folder.path(), &["chart", &koriyama(), "scores-targets", "--output", file]);
        assert!(output.status.success(), "{}", stderr(&output));
        assert_eq!((stdout(&output).as_str(), stderr(&output).trim_end()), ("", file));
        assert!(fs::read(folder.path().join(file)).expect("the chart").starts_with(starts), "{file}");
    }
    assert_eq!(listed(folder.path()), ["a.svg", "b.PNG", "new"], "nothing is left beside them");
    let svg = fs::read_to_string(folder.path().join("a.svg")).expect("the chart");
    let published = ["互いを認め合う精神 スコア 3.35 ", " 目標 4.06 差 −0.71"];
    assert!(published.iter().all(|figures| svg.contains(figures)), "Koriyama's published figures");
}

#[test]
fn survey_and_name_come_in_any_order() {
    let folder = tempfile::tempdir().expect("a folder");
    let sample = koriyama();
    let drawn = |survey: &str, arguments: &[&str]| {
        let from = if survey.is_empty() { folder.path() } else { survey.as_ref() };
        let file = folder.path().join("chart.svg");
        let file = file.to_str().expect("a path");
        let output = koe_in(from, &[&["chart", "--output", file], arguments].concat());
        assert!(output.status.success(), "{}", stderr(&output));
        fs::read(file).expect("the chart")
    };
    let first = drawn("", &[&sample, "scores-targets"]);
    assert!(first == drawn("", &["scores-targets", &sample]));
    assert!(first == drawn(&sample, &["scores-targets"]), "the survey of the current folder");
}

#[test]
fn sizes_are_for_screens_documents_and_slides() {
    let folder = tempfile::tempdir().expect("a folder");
    let chart = |arguments: &[&str]| {
        let output = koe_in(folder.path(), &[&["chart", &koriyama(), "scores-targets"], arguments].concat());
        assert!(output.status.success(), "{}", stderr(&output));
        stderr(&output)
    };
    let width = |file: &str| {
        let svg = fs::read_to_string(folder.path().join(file)).expect("the chart");
        svg.split('"').nth(1).expect("a width").parse::<f64>().expect("a number")
    };
    chart(&["--output", "plain.svg"]);
    chart(&["--size", "document", "--output", "document.svg"]);
    chart(&["--size", "screen", "--output", "screen.svg"]);
    // 160 mm at 96 pixels an inch.
    assert!((width("document.svg") - 160.0 / 25.4 * 96.0).abs() < 1.0);
    assert!((width("plain.svg") - width("document.svg")).abs() < 1e-9, "a document unless it is asked for");
    assert!((width("screen.svg") - 816.0).abs() < 1e-9);
    // 14 rows: overall, 4 categories, 9 subcategories. A slide holds 12.
    for ending in ["svg", "png"] {
        let told = chart(&["--size", "slide", "--output", &format!("slide.{ending}")]);
        assert_eq!(told, format!("slide-1.{ending}\nslide-2.{ending}\n"));
        assert!(!folder.path().join(format!("slide.{ending}")).exists());
    }
    assert!((width("slide-2.svg") - 1600.0).abs() < 1e-9);
    assert_eq!(chart(&["--size", "slide", "--output", "slide.pdf"]), "slide.pdf\n");
    let pdf = fs::read(folder.path().join("slide.pdf")).expect("the slides");
    let pages = pdf.windows(8).filter(|window| window.starts_with(b"/Count 2")).count();
    assert_eq!(pages, 1, "a PDF holds both");
}

#[test]
fn language_years_and_filter_are_as_asked_for() {
    let folder = tempfile::tempdir().expect("a folder");
    let chart = |arguments: &[&str]| {
        let call = ["chart", &koriyama(), "scores-targets", "--output", "a.svg"];
        let output = koe_in(folder.path(), &[&call, arguments].concat());
        assert!(output.status.success(), "{}", stderr(&output));
        fs::read_to_string(folder.path().join("a.svg")).expect("the chart")
    };
    let plain = chart(&[]);
    assert!(plain.contains("<title id=\"koe-title\">9つの中項目のうち5つが目標を下回っています。</title>"));
    assert!(plain != chart(&["--years", "western"]));
    assert!(plain != chart(&["--where", "年代=30代"]));
    assert!(plain == chart(&["--by", "年代"]), "this one shows everyone");
    let english = chart(&["--lang", "en"]);
    assert!(english.contains("互いを認め合う精神 Score 3.35 ") && english.contains(" Target 4.06 Gap −0.71"));
}

/// What a chart tells who does not see it: its pages, as SVG.
fn told(folder: &Path, arguments: &[&str]) -> Vec<String> {
    let output = koe_in(folder, &[&["chart", &koriyama(), "--output", "told.svg"], arguments].concat());
    assert!(output.status.success(), "{}", stderr(&output));
    written(&output).iter().map(|file| fs::read_to_string(folder.join(file)).expect("a page")).collect()
}

/// The files that a run says it wrote, without what it says of the gate.
fn written(output: &Output) -> Vec<String> {
    stderr(output).lines().filter(|line| !line.starts_with("note: ")).map(str::to_owned).collect()
}

#[test]
fn comparisons_are_drawn_in_every_format() {
    let folder = tempfile::tempdir().expect("a folder");
    let two = ["--by", "年代", "--by", "職位"];
    for (chart, pages) in [("ranks", 2), ("differences", 2), ("crosses", 1)] {
        let formats = [("svg", "slide", &b"<svg "[..]), ("png", "document", b"\x89PNG"), ("pdf", "screen", b"%PDF-")];
        for (ending, size, starts) in formats {
            let file = format!("{chart}.{ending}");
            let call = ["chart", chart, &koriyama(), "--size", size, "--output", &file];
            let output = koe_in(folder.path(), &[&call[..], &two].concat());
            assert!(output.status.success(), "{}", stderr(&output));
            let files = written(&output);
            assert_eq!(files.len(), if ending == "pdf" { 1 } else { pages }, "{file}: {files:?}");
            for file in files {
                assert!(fs::read(folder.path().join(&file)).expect("a page").starts_with(starts), "{file}");
            }
        }
    }
    // The pair that the survey file names; with --by, every two of those named.
    assert_eq!(told(folder.path(), &["crosses"]).len(), 1);
    assert_eq!(told(folder.path(), &["crosses", "--by", "年代", "--by", "職位", "--by", "雇用区分"]).len(), 3);
    assert_eq!(told(folder.path(), &["differences"]).len(), 4, "every attribute");
}

#[test]
fn comparisons_show_what_koe_compare_prints() {
    let folder = tempfile::tempdir().expect("a folder");
    let all = json(folder.path(), &["compare", &koriyama(), "--by", "部局", "--format", "json"]);
    let rows: Vec<&Value> = all["rows"].as_array().expect("rows").iter().collect();
    let ranks = told(folder.path(), &["ranks", "--by", "部局"]).concat();
    let differences = told(folder.path(), &["differences", "--by", "部局"]).concat();
    let (mut ranked, mut withheld) = (0, 0);
    for row in rows.iter().filter(|row| row["level"] == "overall") {
        let Some(unit) = row["segment"]["部局"].as_str() else { continue };
        if row["suppressed"] == true {
            withheld += 1;
            for chart in [&ranks, &differences] {
                assert!(chart.contains(&format!("{unit} 非公表（少人数）")), "{unit}");
            }
            continue;
        }
        let difference = row["difference_text"].as_str().expect("a difference").replace('-', "−");
        let sign = if difference.starts_with('−') || difference == "0.00" { "" } else { "+" };
        assert!(differences.contains(&format!("{unit} 全体 {sign}{difference}")), "{unit} {difference}");
        let score = format!("{unit} スコア {}", row["mean_text"].as_str().expect("a score"));
        let few = row["respondents"].as_u64().expect("n") < 20;
        let rank = match (row["rank_low"].as_u64(), row["rank_high"].as_u64()) {
            (Some(low), Some(high)) if !few => {
                ranked += 1;
                let range = if low == high { format!("{low}位") } else { format!("{low}〜{high}位") };
                format!("順位 {range}")
            }
            _ => "区間と順位は示していない".to_owned(),
        };
        let line = ranks.split('。').find(|line| line.starts_with(&score)).unwrap_or_else(|| panic!("no {score}"));
        assert!(line.ends_with(&rank), "{line}: {rank}");
    }
    assert!(ranked >= 10 && withheld == 3, "{ranked}, {withheld}");
}

#[test]
fn what_cannot_be_compared_is_said_with_a_way_out() {
    let survey = |attributes: &str| {
        let from = SURVEY.find("[attributes").expect("attributes");
        let to = SURVEY[from..].find("\n[[wave]]").map_or(SURVEY.len(), |at| from + at + 1);
        format!("{}{attributes}{}", &SURVEY[..from], &SURVEY[to..])
    };
    let rows = "部局,年齢,雇用区分,Q1,Q2,Q3,Q4\n".to_owned() + &"総務部,25,正職員,4,3,2,3\n".repeat(12);
    let items = "code,category,text\nQ1,1,仕事は面白い\nQ2,1,仕事を任される\nQ3,2,職場を去りたい\n";
    let folder = Folder::new(&[("items.csv", items), ("responses.csv", rows.as_str())]);
    let refused = |survey: &str, arguments: &[&str], expected: &[&str]| {
        folder.write("survey.toml", survey);
        let output = koe_in(folder.path(), &[&["chart", ".", "--output", "a.svg"], arguments].concat());
        let told = stderr(&output);
        assert_eq!(output.status.code(), Some(2), "{told}");
        for expected in expected {
            assert!(told.contains(expected), "{expected}: {told}");
        }
        assert!(!folder.path().join("a.svg").exists());
    };
    let one = survey("[attributes.\"部局\"]\ncolumn = \"部局\"\n");
    for chart in ["ranks", "differences"] {
        refused(&one, &[chart], &["one value only", "hint: name another attribute with --by"]);
        refused(&survey(""), &[chart], &["there is no attribute to show", "[attributes.\"部局\"]"]);
    }
    let way = "[report] cross = [[";
    refused(&one, &["crosses"], &["chart crosses: there are no two attributes to cross", "--by", way]);
    refused(SURVEY, &["crosses"], &["there are no two attributes to cross", way]);
    refused(SURVEY, &["crosses", "--by", "部局"], &["there are no two attributes to cross", "name them with --by"]);
    refused(&survey(""), &["crosses"], &["there is no attribute to show"]);
}

#[test]
fn what_cannot_be_drawn_is_said_before_the_survey_is_read() {
    let folder = Folder::new(&[("survey.toml", "nonsense"), ("bad.ttf", "not a font")]);
    fs::create_dir(folder.path().join("made.svg")).expect("a folder");
    let refused = |arguments: &[&str], expected: &[&str]| {
        let output = koe_in(folder.path(), &[&["chart"], arguments].concat());
        let told = stderr(&output);
        assert_eq!(output.status.code(), Some(2), "{told}");
        for expected in expected {
            assert!(told.contains(expected), "{expected}: {told}");
        }
    };
    for file in ["a.gif", "a", ".svg", "a.svg.gz"] {
        refused(
            &["scores-targets", ".", "--output", file],
            &["the ending does not say what to write", ".svg, .png or .pdf"],
        );
    }
    refused(&["scores-targets", ".", "--output", "made.svg"], &["is a folder", "--output made.svg"]);
    for call in
        [&[".", "scores-target"][..], &["scores-target", "."], &["scores-target", "nowhere"], &["scores-target"]]
    {
        refused(&[call, &["--output", "a.svg"]].concat(), &["no such chart: \"scores-target\"", "`scores-targets`"]);
    }
    refused(&[".", "pie", "--output", "a.svg"], &["no such chart: \"pie\"", "scores-targets"]);
    refused(&[".", "--output", "a.svg"], &["which chart?", "scores-targets"]);
    let font = ["scores-targets", ".", "--output", "a.svg", "--font", "bad.ttf"];
    refused(&font, &["bad.ttf: not a font that koe can draw with", "expected: a TTF, OTF or TTC file", "hint: "]);
    refused(&["scores-targets", ".", "--output", "a.svg"], &["survey.toml:1: not TOML"]);
    assert_eq!(listed(folder.path()), ["bad.ttf", "made.svg", "survey.toml"], "nothing was written");
}

#[test]
fn a_chart_is_the_old_one_or_the_new_one() {
    let rows = "部局,年齢,雇用区分,Q1,Q2,Q3,Q4\n".to_owned() + &"総務部,25,正職員,4,3,2,3\n".repeat(12);
    let folder = Folder::new(&[("survey.toml", SURVEY), ("items.csv", ITEMS), ("responses.csv", rows.as_str())]);
    folder.write("a.svg", "an older chart");
    let chart = || koe_in(folder.path(), &["chart", "scores-targets", ".", "--output", "a.svg"]);
    folder.write("responses.csv", "部局,年齢,雇用区分,Q1,Q2,Q3,Q4\n");
    assert_eq!(chart().status.code(), Some(2));
    assert_eq!(fs::read(folder.path().join("a.svg")).expect("the old one"), b"an older chart");
    folder.write("responses.csv", &rows);
    assert!(chart().status.success());
    let new = fs::read(folder.path().join("a.svg")).expect("the new one");
    assert!(new.starts_with(b"<svg "));
    assert_eq!(listed(folder.path()), ["a.svg", "items.csv", "responses.csv", "survey.toml"]);
    for threads in [1, 4] {
        assert!(
            koe_on(threads, folder.path(), &["chart", "scores-targets", ".", "--output", "b.svg"]).status.success()
        );
        assert!(fs::read(folder.path().join("b.svg")).expect("again") == new, "{threads} threads");
    }
}

#[test]
fn help_names_every_chart() {
    let output = koe_in(&root(), &["chart", "--help"]);
    assert!(output.status.success());
    for kind in koe_report::chart::Kind::ALL {
        assert!(stdout(&output).contains(&format!("  {}  ", kind.name())), "{}", stdout(&output));
        assert!(stdout(&output).contains(kind.summary()));
    }
}

/// 600 categories, each with a subcategory, each with an item: 1,201 rows.
#[test]
fn a_chart_too_high_for_one_picture_goes_on_in_the_next() {
    let codes = 1..=600;
    let categories: String =
        codes.clone().map(|code| format!("\"{code}\" = \"大{code}\"\n\"{code}.1\" = \"中{code}\"\n")).collect();
    let items: String = codes.clone().map(|code| format!("Q{code},{code}.1,設問{code}\n")).collect();
    let header: String = codes.clone().map(|code| format!(",Q{code}")).collect();
    let row = format!("総務部,25,正職員{}\n", ",4".repeat(600));
    let survey = SURVEY.replace("\"1\" = \"仕事\"\n\"2\" = \"職場\"\n", &categories);
    let folder = Folder::new(&[
        ("survey.toml", survey),
        ("items.csv", format!("code,category,text\n{items}")),
        ("responses.csv", format!("部局,年齢,雇用区分{header}\n{}", row.repeat(12))),
    ]);
    let output = koe_in(folder.path(), &["report", ".", "--by", "年代"]);
    assert!(output.status.success(), "{}", stderr(&output));
    let files = listed(&folder.path().join("koe-report"));
    for name in ["scores-targets-1.png", "scores-targets-2.png", "scores-targets-3.svg"] {
        assert!(files.contains(&name.to_owned()), "{name} in {files:?}");
    }
    for size in ["document", "slide"] {
        let output = koe_in(folder.path(), &["chart", ".", "scores-targets", "--size", size, "--output", "a.pdf"]);
        assert!(output.status.success(), "{}", stderr(&output));
    }
}
