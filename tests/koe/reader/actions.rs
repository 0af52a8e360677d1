//! What the page does when it is used: sorting, the attribute picker; and that it
//! is whole without scripts, and on paper.

use std::fs;
use std::path::PathBuf;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use serde_json::{Value, json};

use super::browser::Browser;
use super::{Report, needed};

/// The texts of a column of the first table that holds what a selector finds.
fn column(browser: &Browser, table: &str, index: usize) -> Vec<String> {
    let script = format!(
        "return [...document.querySelector('{table}').closest('table').tBodies[0].rows]
             .map(row => row.cells.length > {index} ? row.cells[{index}].textContent.trim() : 'withheld')"
    );
    serde_json::from_value(browser.script(&script)).expect("texts")
}

/// Presses the button of a column's head and returns how the column is sorted.
fn sort(browser: &Browser, head: &str) -> String {
    let script = format!(
        "const head = document.querySelector('{head}'); head.querySelector('button').click();
         return head.getAttribute('aria-sort')"
    );
    browser.script(&script).as_str().expect("a direction").to_owned()
}

fn number(text: &str) -> f64 {
    text.replace('−', "-").parse().expect("a number")
}

#[test]
fn a_table_sorts_both_ways_and_back() {
    let Some(browser) = needed(Browser::start()) else { return };
    let report = Report::of("koriyama-2025");
    browser.open(&report.file("report.html"));
    // The gap is the last column but one of the first chart.
    let head = ".a thead th:nth-last-child(2)";
    let printed = column(&browser, head, 5);
    assert_eq!(printed[..3], ["−0.11", "−0.10", "0.00"], "overall, 1, 1.1 as Koriyama's plan has them");
    assert_eq!(sort(&browser, head), "ascending");
    let up = column(&browser, head, 5);
    assert_eq!(up[0], "−0.11", "overall stays first");
    assert!(up[1..].windows(2).all(|pair| number(&pair[0]) <= number(&pair[1])), "{up:?}");
    assert_eq!(up[1], "−0.71");
    assert_eq!(sort(&browser, head), "descending");
    let down = column(&browser, head, 5);
    assert!(down[1..].windows(2).all(|pair| number(&pair[0]) >= number(&pair[1])), "{down:?}");
    assert_eq!(sort(&browser, head), "none");
    assert_eq!(column(&browser, head, 5), printed, "the third press brings the printed order back");
    assert_eq!(browser.console(), Vec::<String>::new());
}

#[test]
fn withheld_rows_stay_last_both_ways() {
    let Some(browser) = needed(Browser::start()) else { return };
    let report = Report::of("koriyama-2025");
    browser.open(&report.file("report.html"));
    // The overall difference of the units of the first attribute; three of them are withheld.
    let head = ".attribute thead th:nth-child(3)";
    for _ in 0..2 {
        sort(&browser, head);
        let scores = column(&browser, head, 2);
        let from = scores.iter().position(|score| score == "withheld").expect("withheld units");
        assert_eq!(scores.len() - from, 3, "{scores:?}");
        assert!(scores[from..].iter().all(|score| score == "withheld"), "{scores:?}");
    }
}

#[test]
fn the_picker_shows_one_attribute_or_cross_or_all() {
    let Some(browser) = needed(Browser::start()) else { return };
    let report = Report::of("koriyama-2025");
    browser.open(&report.file("report.html"));
    let shown = || browser.script(SHOWN);
    assert_eq!(shown(), json!(["部局"]), "the first at first");
    let choose = |name: &str| {
        browser.script(&format!(
            "const select = document.querySelector('select');
             select.value = [...select.options].find(option => option.textContent === '{name}').value;
             select.dispatchEvent(new Event('change'))"
        ))
    };
    choose("年代");
    assert_eq!(shown(), json!(["年代"]));
    let label = browser.script("return document.querySelector('select').labels[0].textContent");
    assert_eq!(label, "属性");
    choose("年代 × 職位");
    assert_eq!(shown(), json!(["年代 × 職位"]));
    choose("すべて");
    assert_eq!(shown(), json!(ALL));
    choose("年代");
    browser.devtools("Emulation.setEmulatedMedia", &json!({"media": "print"}));
    assert_eq!(shown(), json!(ALL), "paper has them all");
}

/// Every attribute, and the two that are crossed.
const ALL: [&str; 5] = ["部局", "年代", "職位", "雇用区分", "年代 × 職位"];

/// The attributes whose tables are seen.
const SHOWN: &str = "return [...document.querySelectorAll('.attribute')]
    .filter(part => part.getClientRects().length).map(part => part.querySelector('h3').textContent.trim())";

#[test]
fn without_scripts_everything_is_there_and_nothing_is_dead() {
    let Some(browser) = needed(Browser::start()) else { return };
    let report = Report::of("koriyama-2025");
    browser.devtools("Emulation.setScriptExecutionDisabled", &json!({"value": true}));
    browser.open(&report.file("report.html"));
    browser.devtools("Emulation.setScriptExecutionDisabled", &json!({"value": false}));
    assert_eq!(browser.script(SHOWN), json!(ALL));
    let controls = browser.script("return document.querySelectorAll('button, select, input').length");
    assert_eq!(controls, 0, "no control that does nothing");
}

/// Saves what a reader sees, to look at, beside the test's other files.
fn saved(name: &str, answer: &Value) -> Vec<u8> {
    let bytes = STANDARD.decode(answer["data"].as_str().expect("data")).expect("Base64");
    let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("pictures");
    fs::create_dir_all(&folder).expect("a folder");
    fs::write(folder.join(name), &bytes).expect("a picture");
    bytes
}

#[test]
fn pictures_are_taken_in_light_dark_on_a_phone_and_on_paper() {
    let Some(browser) = needed(Browser::start()) else { return };
    let report = Report::of("koriyama-2025");
    for (name, width, theme) in [("light", 1280, "light"), ("dark", 1280, "dark"), ("phone", 390, "light")] {
        let size = json!({"width": width, "height": 900, "deviceScaleFactor": 1, "mobile": width < 600});
        browser.devtools("Emulation.setDeviceMetricsOverride", &size);
        let feature = json!({"features": [{"name": "prefers-color-scheme", "value": theme}]});
        browser.devtools("Emulation.setEmulatedMedia", &feature);
        browser.open(&report.file("report.html"));
        let whole = json!({"format": "png", "captureBeyondViewport": true});
        let picture = saved(&format!("{name}.png"), &browser.devtools("Page.captureScreenshot", &whole));
        assert!(picture.starts_with(b"\x89PNG"));
        let ground = browser.script("return getComputedStyle(document.body).backgroundColor");
        assert_eq!(ground, if theme == "dark" { "rgb(17, 22, 29)" } else { "rgb(255, 255, 255)" }, "{name}");
    }
    for (name, landscape) in [("portrait", false), ("landscape", true)] {
        let paper = json!({"paperWidth": 8.27, "paperHeight": 11.69, "landscape": landscape, "printBackground": true});
        let pdf = saved(&format!("{name}.pdf"), &browser.devtools("Page.printToPDF", &paper));
        let text = String::from_utf8_lossy(&pdf).into_owned();
        let pages = text.matches("/Type /Page\n").count();
        // 17 upright and 25 across, with three tables and the response rates of four attributes.
        assert!((4..=28).contains(&pages), "{name}: {pages} pages");
    }
}
