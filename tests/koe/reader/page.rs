//! `report.html` in Chromium.

use serde_json::{Value, json};

use super::browser::Browser;
use super::{Report, needed};

/// One wave with a plan, several waves.
const SAMPLES: [&str; 2] = ["koriyama-2025", "koriyama-waves"];

/// The Tab key, as WebDriver writes it.
const TAB: char = '\u{e004}';

/// A window of a width; a phone is told that it is one.
pub(super) fn window(browser: &Browser, width: u32) {
    let phone = width < 600;
    let size = json!({"width": width, "height": 900, "deviceScaleFactor": 1, "mobile": phone});
    browser.devtools("Emulation.setDeviceMetricsOverride", &size);
}

pub(super) fn scheme(browser: &Browser, scheme: &str) {
    let feature = json!({"features": [{"name": "prefers-color-scheme", "value": scheme}]});
    browser.devtools("Emulation.setEmulatedMedia", &feature);
}

/// Picks a part of the comparisons by its number, or all.
fn pick(browser: &Browser, part: &str) {
    browser.script(&format!(
        "const select = document.getElementById('attribute');
         select.value = '{part}';
         select.dispatchEvent(new Event('change'));"
    ));
}

/// What a script in the page returns, as texts.
fn texts(browser: &Browser, script: &str) -> Vec<String> {
    serde_json::from_value(browser.script(script)).expect("texts")
}

#[test]
fn the_page_asks_for_nothing_and_the_console_is_silent() {
    let Some(browser) = needed(Browser::start()) else { return };
    let report = Report::of("koriyama-2025");
    browser.requests();
    browser.open(&report.file("report.html"));
    // The browser's own new-tab page may still be loading, and asks for parts of
    // the browser: chrome:// is not the network.
    let own = |url: &String| !url.starts_with("data:") && !url.starts_with("chrome://");
    let asked: Vec<String> = browser.requests().into_iter().filter(own).collect();
    assert_eq!(asked.len(), 1, "{asked:?}");
    assert!(asked[0].ends_with("report.html"), "{asked:?}");
    assert_eq!(browser.console(), Vec::<String>::new());
    let blocked = browser.script(
        "let blocked = 0; document.addEventListener('securitypolicyviolation', () => blocked += 1);
         let image = document.createElement('img'); image.src = 'https://example.org/x.png';
         document.body.append(image);
         return new Promise(done => setTimeout(() => done(blocked), 200));",
    );
    assert_eq!(blocked, 1, "the policy keeps out what is not in the file");
}

#[test]
fn the_page_fits_every_width_and_is_readable_in_both_themes() {
    let Some(browser) = needed(Browser::start()) else { return };
    for sample in SAMPLES {
        let report = Report::of(sample);
        for theme in ["light", "dark"] {
            scheme(&browser, theme);
            for width in [1280, 820, 390] {
                let case = format!("{sample} {theme} {width}");
                window(&browser, width);
                browser.open(&report.file("report.html"));
                pick(&browser, "all");
                let over = browser
                    .script("return document.documentElement.scrollWidth - document.documentElement.clientWidth");
                assert_eq!(over, 0, "{case}: the page is wider than its window");
                let pale = browser.script(CONTRAST);
                assert_eq!(pale, json!([]), "{case}: text under 4.5 : 1 (WCAG 2.2, 1.4.3)");
            }
        }
        assert_eq!(browser.console(), Vec::<String>::new(), "{sample}");
    }
}

/// No text of a line over the years stands on another, wherever it is shown.
#[test]
fn texts_over_the_years_stand_clear_of_each_other() {
    let Some(browser) = needed(Browser::start()) else { return };
    let report = Report::of("koriyama-waves");
    for width in [1280, 961, 820, 641, 640, 390, 320] {
        window(&browser, width);
        browser.open(&report.file("report.html"));
        let met = browser.script(MEETING);
        let drawings = if width > 960 { 15 } else { 14 };
        assert_eq!(met, json!([drawings, []]), "{width}: one line, thirteen panels, the slope where it has room");
    }
}

/// How many lines over the years are shown, and which of their texts meet.
const MEETING: &str = r#"
const shown = [...document.querySelectorAll('svg.live')].filter(svg => svg.getClientRects().length);
const met = [];
for (const svg of shown) {
    // A line box is higher than its letters.
    const boxes = [...svg.querySelectorAll('text')].map(text => {
        const box = text.getBoundingClientRect(), free = box.height * 0.2;
        return [text.textContent, box.left, box.right, box.top + free, box.bottom - free];
    });
    boxes.forEach((a, i) => boxes.slice(i + 1).forEach(b => {
        if (a[1] < b[2] && b[1] < a[2] && a[3] < b[4] && b[3] < a[4]) met.push(a[0] + ' ' + b[0]);
    }));
    if (boxes.some(box => box[2] > document.documentElement.clientWidth)) met.push('over the edge');
}
return [shown.length, met];
"#;

/// Texts whose colour has less than 4.5 : 1 with the ground they stand on;
/// hatching is no ground of one colour and its words have one of their own.
pub(super) const CONTRAST: &str = r#"
const part = value => { value /= 255; return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4; };
const luminance = ([r, g, b]) => 0.2126 * part(r) + 0.7152 * part(g) + 0.0722 * part(b);
const channels = colour => colour.match(/[\d.]+/g).map(Number);
const ground = element => {
    for (let at = element; at; at = at.parentElement) {
        const colour = channels(getComputedStyle(at).backgroundColor);
        if (colour.length === 3 || colour[3] > 0) return colour;
    }
    return [255, 255, 255];
};
const pale = new Set();
for (const element of document.body.querySelectorAll('*')) {
    const own = [...element.childNodes].some(node => node.nodeType === 3 && node.textContent.trim());
    if (!own || !element.getClientRects().length || ['SCRIPT', 'STYLE'].includes(element.tagName)) continue;
    // Text in a drawing stands on marks, whose colours are tested with the theme.
    if (element.closest('svg')) continue;
    const a = luminance(channels(getComputedStyle(element).color)), b = luminance(ground(element));
    const ratio = (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
    if (ratio < 4.5) pale.add(element.className + ' ' + element.textContent.trim().slice(0, 20) + ' ' + ratio.toFixed(2));
}
return [...pale];
"#;

#[test]
fn the_strip_of_scores_keeps_its_room_beside_their_intervals() {
    let Some(browser) = needed(Browser::start()) else { return };
    let report = Report::of("koriyama-2025");
    browser.open(&report.file("report.html"));
    let strip = "return document.querySelector('.a td.viz').getBoundingClientRect().width";
    let interval = "return document.querySelector('.a td.i').getClientRects().length";
    for (width, shown) in [(1280, 1), (1136, 1), (820, 0), (390, 0)] {
        window(&browser, width);
        let room = browser.script(strip).as_f64().expect("a width");
        assert!(room >= 300.0, "{width}: {room}");
        assert_eq!(browser.script(interval), shown, "{width}");
    }
    // A4 between its margins of 15 mm is 680 pixels wide; a window also has a bar to scroll with.
    window(&browser, 695);
    browser.devtools("Emulation.setEmulatedMedia", &json!({"media": "print"}));
    let room = browser.script(strip).as_f64().expect("a width");
    assert!(room >= 300.0, "print: {room}");
    assert_eq!(browser.script(interval), 1);
}

#[test]
fn everything_has_a_name_in_the_accessibility_tree() {
    let Some(browser) = needed(Browser::start()) else { return };
    // Scores, items, distributions, inputs; of four attributes differences, scores,
    // ranks and response rates, of their cross a table and response rates; of the
    // plan indicators and competencies.
    let tables = named_tables(&browser, "koriyama-2025");
    assert_eq!(tables.len(), 4 + 4 * 4 + 2 + 2, "{tables:?}");
    for expected in [
        "部局別では、公表できる",
        "部局別に順位を比べた",
        "部局別の回答率は",
        "年代と職位の組み合わせでは、",
        "指標14の内訳は",
    ] {
        assert!(tables.iter().any(|name| name.starts_with(expected)), "{expected}: {tables:?}");
    }
    // Two attributes; of the waves the overall score, the categories, the changes of
    // categories and items, and why seven scores moved.
    let tables = named_tables(&browser, "koriyama-waves");
    assert_eq!(tables.len(), 4 + 2 * 4 + 2 + 2 + 7, "{tables:?}");
    for expected in ["全体スコアの年度別の数値", "年度別のスコアと、令和7年度からの変化"]
    {
        assert!(tables.iter().any(|name| name == expected), "{expected}: {tables:?}");
    }
}

/// The names of a page's tables, after everything on it was seen to have a name
/// and no two tables the same one, and its headings to be in order.
fn named_tables(browser: &Browser, sample: &str) -> Vec<String> {
    let report = Report::of(sample);
    browser.open(&report.file("report.html"));
    pick(browser, "all");
    browser.devtools("Accessibility.enable", &json!({}));
    let tree = browser.devtools("Accessibility.getFullAXTree", &json!({}));
    let nodes = tree["nodes"].as_array().expect("nodes");
    let text = |node: &Value, field: &str| node[field]["value"].as_str().unwrap_or_default().to_owned();
    let mut tables = Vec::new();
    for node in nodes.iter().filter(|node| node["ignored"] == false) {
        let role = text(node, "role");
        let named =
            ["table", "figure", "image", "img", "button", "combobox", "link", "navigation", "region", "heading"];
        if named.contains(&role.as_str()) {
            assert!(!text(node, "name").trim().is_empty(), "a {role} without a name: {node}");
        }
        if role == "table" {
            tables.push(text(node, "name"));
        }
    }
    let mut distinct = tables.clone();
    distinct.sort();
    distinct.dedup();
    assert_eq!(distinct.len(), tables.len(), "no two tables have one name: {tables:?}");
    let headings: Vec<u64> = serde_json::from_value(
        browser.script("return [...document.querySelectorAll('h1,h2,h3,h4')].map(h => Number(h.tagName[1]))"),
    )
    .expect("levels");
    assert_eq!(headings.iter().filter(|&&level| level == 1).count(), 1);
    assert!(headings.windows(2).all(|pair| pair[1] <= pair[0] + 1), "{headings:?}");
    tables
}

#[test]
fn every_control_is_reached_by_the_keyboard_and_seen() {
    let Some(browser) = needed(Browser::start()) else { return };
    let report = Report::of("koriyama-2025");
    browser.open(&report.file("report.html"));
    let all = browser.script(
        "window.met = new Set();
         return [...document.querySelectorAll('a[href], button, select, input, [tabindex=\"0\"]')]
             .filter(element => element.getClientRects().length).length",
    );
    let all = all.as_u64().expect("a number");
    assert!(all > 8, "{all}");
    for _ in 0..all + 2 {
        browser.press(TAB);
        browser.script("window.met.add(document.activeElement)");
    }
    let met = browser.script("window.met.delete(document.body); return window.met.size");
    assert!(met.as_u64().expect("a number") >= all, "{met} of {all}");
    let small = browser.script(
        "return [...document.querySelectorAll('button, select')].filter(element => {
             const box = element.getBoundingClientRect();
             return box.width && (box.width < 24 || box.height < 24);
         }).map(element => element.textContent.trim() || element.id)",
    );
    assert_eq!(small, json!([]), "targets under 24 pixels (WCAG 2.2, 2.5.8)");
}

#[test]
fn a_sorted_table_says_so_under_its_headline_and_goes_back() {
    let Some(browser) = needed(Browser::start()) else { return };
    let report = Report::of("koriyama-2025");
    browser.open(&report.file("report.html"));
    // The third column that sorts is the gap, farthest below target first.
    let click = || {
        let seen = browser.script(
            "const chart = document.querySelector('#scores figure');
             chart.querySelectorAll('button.sort')[2].click();
             const second = chart.querySelectorAll('tbody tr')[1];
             return [chart.querySelector('.sub').textContent, second.cells[0].textContent.trim()];",
        );
        [0, 1].map(|index| seen[index].as_str().expect("a text").to_owned())
    };
    let [said, first] = click();
    assert!(said.ends_with("調査票の順 → 差 昇順") && first.contains("互いを認め合う精神"), "{said}: {first}");
    click();
    let [said, first] = click();
    assert!(said.ends_with("調査票の順") && first.contains("人材育成"), "{said}: {first}");
}

/// The names of the rows of a table after the n-th sorting button of it was
/// pressed.
fn sorted(browser: &Browser, table: &str, button: usize) -> Vec<String> {
    texts(
        browser,
        &format!(
            "const table = document.querySelector('table[aria-labelledby=\"{table}\"]');
             table.querySelectorAll('button.sort')[{button}].click();
             return [...table.querySelectorAll('tbody th')].map(head => head.textContent.trim())"
        ),
    )
}

#[test]
fn sorting_keeps_everyone_first_the_withheld_last_and_bands_together() {
    let Some(browser) = needed(Browser::start()) else { return };
    let report = Report::of("koriyama-2025");
    browser.open(&report.file("report.html"));
    let withheld = ["選挙管理委員会事務局", "監査委員事務局", "農業委員会事務局"];
    // Unit, n, overall: the largest difference above everyone first, then below.
    let rows = sorted(&browser, "t-d1", 2);
    assert_eq!(rows[..2], ["全体のスコア", "市民部"]);
    assert_eq!(rows[rows.len() - 3..], withheld);
    let rows = sorted(&browser, "t-d1", 2);
    assert_eq!(rows[..2], ["全体のスコア", "保健福祉部"]);
    assert_eq!(rows[rows.len() - 3..], withheld);

    let printed = texts(
        &browser,
        "return [...document.querySelectorAll('table[aria-labelledby=\"t-e1\"] tbody th')]
             .map(head => head.textContent.trim())",
    );
    let band = "互いの順序を決められない区分（回答者の多い順）";
    assert_eq!(printed[0], band);
    // Unit, score, n, rank: by score inside the band, which stays where it was.
    let rows = sorted(&browser, "t-e1", 1);
    assert_eq!(rows[..2], [band, "市民部"]);
    assert_eq!(
        rows[rows.len() - 4..],
        printed[printed.len() - 4..],
        "what has no rank and what is withheld stays last"
    );
}

#[test]
fn on_a_phone_wide_tables_move_in_their_box_under_the_names_of_their_rows() {
    let Some(browser) = needed(Browser::start()) else { return };
    let report = Report::of("koriyama-2025");
    window(&browser, 390);
    browser.open(&report.file("report.html"));
    pick(&browser, "all");
    for table in ["t-d1", "t-s1", "t-f1"] {
        let moved = browser.script(&format!(
            "const table = document.querySelector('table[aria-labelledby=\"{table}\"]');
             const box = table.closest('.scroll'), name = table.querySelector('tbody th');
             const before = name.getBoundingClientRect().left;
             box.scrollLeft = 80;
             return [box.scrollLeft, Math.round(name.getBoundingClientRect().left - before)]"
        ));
        assert_eq!(moved, json!([80, 0]), "{table}");
    }
}
