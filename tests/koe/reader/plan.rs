//! The report of a plan that has no survey beside it, as a reader meets it.

use serde_json::{Value, json};

use super::browser::Browser;
use super::documents::{shown, text};
use super::page::{CONTRAST, scheme, window};
use super::{Report, needed, ran};

const CITIES: [&str; 2] = ["iwaki-plan", "aizuwakamatsu-plan"];

#[test]
fn the_page_of_a_plan_fits_every_width_and_is_readable_in_both_themes() {
    let Some(browser) = needed(Browser::start()) else { return };
    for city in CITIES {
        let report = Report::of(city);
        for theme in ["light", "dark"] {
            scheme(&browser, theme);
            for width in [1280, 820, 390] {
                window(&browser, width);
                browser.open(&report.file("report.html"));
                let over = browser
                    .script("return document.documentElement.scrollWidth - document.documentElement.clientWidth");
                assert_eq!(over, 0, "{city} {theme} {width}: the page is wider than its window");
                assert_eq!(browser.script(CONTRAST), json!([]), "{city} {theme} {width}: text under 4.5 : 1");
            }
        }
        assert_eq!(browser.console(), Vec::<String>::new(), "{city}");
    }
}

#[test]
fn everything_on_the_page_of_a_plan_has_a_name() {
    let Some(browser) = needed(Browser::start()) else { return };
    // Indicators, actions, competencies, inputs; actions, their counts, inputs.
    for (city, expected) in [("iwaki-plan", 4), ("aizuwakamatsu-plan", 3)] {
        let report = Report::of(city);
        browser.open(&report.file("report.html"));
        browser.devtools("Accessibility.enable", &json!({}));
        let tree = browser.devtools("Accessibility.getFullAXTree", &json!({}));
        let text = |node: &Value, field: &str| node[field]["value"].as_str().unwrap_or_default().to_owned();
        let mut tables = Vec::new();
        for node in tree["nodes"].as_array().expect("nodes").iter().filter(|node| node["ignored"] == false) {
            let role = text(node, "role");
            let named =
                ["table", "figure", "image", "img", "button", "link", "navigation", "region", "heading", "group"];
            if named.contains(&role.as_str()) {
                assert!(!text(node, "name").trim().is_empty(), "{city}: a {role} without a name: {node}");
            }
            tables.extend((role == "table").then(|| text(node, "name")));
        }
        assert_eq!(tables.len(), expected, "{tables:?}");
        tables.sort();
        tables.dedup();
        assert_eq!(tables.len(), expected, "no two tables have one name: {tables:?}");
        let levels = "return [...document.querySelectorAll('h1,h2,h3,h4')].map(h => Number(h.tagName[1]))";
        let levels: Vec<u64> = serde_json::from_value(browser.script(levels)).expect("levels");
        assert_eq!(levels.iter().filter(|&&level| level == 1).count(), 1);
        assert!(levels.windows(2).all(|pair| pair[1] <= pair[0] + 1), "{city}: {levels:?}");
        let dead = "return [...document.querySelectorAll('a[href^=\"#\"]')]
            .filter(link => !document.getElementById(link.hash.slice(1))).map(link => link.hash)";
        assert_eq!(browser.script(dead), json!([]), "{city}: links that lead nowhere");
    }
}

#[test]
fn the_pdf_of_a_plan_is_tagged_and_holds_its_actions_as_text() {
    for city in CITIES {
        let report = Report::of(city);
        let pdf = report.file("report.pdf");
        let Some(words) = needed(ran("pdftotext", "poppler-utils", &["-raw", text(&pdf), "-"])) else { return };
        // Names are broken into lines.
        let words: String = String::from_utf8_lossy(&words).split_whitespace().collect();
        let plan = std::fs::read(report.file("plan.json")).expect("plan.json");
        let plan: Value = serde_json::from_slice(&plan).expect("JSON");
        let actions = plan["plan"]["actions"].as_array().expect("actions");
        assert!(actions.len() >= 38);
        for action in actions {
            for field in ["pillar", "theme", "measure", "action"] {
                let name: String = action[field].as_str().expect("a name").split_whitespace().collect();
                assert!(words.contains(&name), "{city}: {field} {name}");
            }
        }
        let about = ran("pdfinfo", "poppler-utils", &[text(&pdf)]).expect("poppler");
        let about = String::from_utf8_lossy(&about).into_owned();
        let is = |key: &str, value: &str| about.lines().any(|line| line.starts_with(key) && line.contains(value));
        assert!(is("Tagged:", "yes") && is("Page size:", "A4") && is("Title:", "指標と計画"), "{about}");
    }
}

#[test]
fn the_workbook_of_a_plan_opens_in_libreoffice() {
    let report = Report::of("iwaki-plan");
    let Some(sheet) = shown(&report) else { return };
    assert!(sheet("表紙").contains("指標6の内訳は、未報告6です。"));
    assert!(sheet("指標").contains("9.2") && sheet("能力").contains("知識・技術"));
    assert_eq!(sheet("計画").matches("人材育成を支える職場環境の整備").count(), 13, "the actions of the first chapter");
    assert!(sheet("方法").contains("アンケートの回答は使っていません"));
}
