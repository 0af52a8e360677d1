//! The section on several waves: there where there are some, and as text.

use koe_core::release::Row;

use super::tests::{HOSTILE, tags};
use super::*;
use crate::outlook::sample::published;
use crate::sample::Sample;

fn page(sample: &Sample) -> String {
    render_figures(sample.figures(), &Colophon::default()).unwrap()
}

fn part<'a>(page: &'a str, from: &str, to: &str) -> &'a str {
    let rest = &page[page.find(from).unwrap_or_else(|| panic!("{from}"))..];
    &rest[..rest.find(to).unwrap_or_else(|| panic!("{to}"))]
}

fn section(page: &str) -> &str {
    part(page, "<section id=\"trend\"", "</section>")
}

fn table<'a>(page: &'a str, id: &str) -> &'a str {
    let section = section(page);
    let at = section
        .find(&format!("<table aria-labelledby=\"{id}"))
        .or_else(|| section.find(&format!("<table role=\"table\" aria-labelledby=\"{id}")));
    part(&section[at.unwrap_or_else(|| panic!("{id}"))..], "<table", "</table>")
}

/// The cells of the row whose heading ends in a text, without their tags.
fn row(table: &str, name: &str) -> Vec<String> {
    let at = table.find(&format!(">{name}</")).unwrap_or_else(|| panic!("{name}"));
    let from = table[..at].rfind("<tr").expect("a row");
    let row = part(&table[from..], "<tr", "</tr>");
    let cells = row.split("<t").filter(|cell| cell.starts_with("h ") || cell.starts_with("d "));
    cells
        .map(|cell| cell.split('<').map(|tag| tag.split_once('>').map_or("", |(_, text)| text).trim()).collect())
        .collect()
}

#[test]
fn a_page_of_one_wave_has_nothing_of_the_section() {
    let bare = page(&Sample::koriyama());
    for word in ["id=\"trend\"", "#trend", "/* several waves */", "年度の推移", ".live", "class=\"live"] {
        assert!(!bare.contains(word), "{word}");
    }
}

#[test]
fn sections_are_counted_with_it() {
    let number = |page: &str, id: &str| part(page, &format!("id=\"{id}-h\"><span class=\"no\">"), "</span>").to_owned();
    let last = |text: String| text.chars().last().expect("a number");
    let alone = page(&Sample::koriyama().with_waves());
    assert_eq!(["trend", "method"].map(|id| last(number(&alone, id))), ['3', '4']);
    let full = Sample::koriyama().with_segment("部局", "総務部").with_waves().with_plan(published("koriyama-2025"));
    let full = page(&full);
    assert_eq!(["comparison", "trend", "outlook", "method"].map(|id| last(number(&full, id))), ['3', '4', '5', '6']);
    assert!(full.contains("<a href=\"#trend\">年度の推移</a>"));
    assert!(full.contains("/* several waves */") && full.contains("/* indicators and plan */"));
}

/// Overall 4.06 in 2025, 4.00, 4.02 and 4.04 in 2021, 2023 and 2024 (made up);
/// the path goes from 4.02 in 2023 to 4.17 in 2029.
#[test]
fn the_line_is_live_text_on_the_years() {
    let page = page(&Sample::koriyama().with_waves());
    let section = section(&page);
    let line = part(section, "<svg class=\"live wide\" role=\"img\" aria-label=\"", "\" height");
    assert!(line.contains("令和5年度 4.02 （95%区間 3.98〜4.06）"), "{line}");
    for said in ["令和4年度 実施なし", "令和7年度 4.06", "令和11年度 目標 4.17"] {
        assert!(line.contains(said), "{said}: {line}");
    }
    let drawn = part(section, "<svg class=\"live wide\"", "<svg class=\"live narrow\"");
    for text in
        [">令和7</text>", ">2025</text>", ">4.06</text>", ">目標 4.17</text>", ">実施なし</text>", ">4.0</text>"]
    {
        assert!(drawn.contains(text), "{text}");
    }
    // 2021 to 2029 are nine columns: 2025 is the fifth, 4.5 / 9 of the width.
    assert!(drawn.contains("<circle class=\"accent\" cx=\"50.00%\""), "{drawn}");
    assert!(drawn.contains("accent dots") && drawn.contains("ink2 dash"));
    // The wave of 2025 is full, those before it are open.
    assert_eq!(drawn.matches("<circle class=\"accent\"").count(), 4);
    assert!(section.contains("令和5年度からの変化は+0.04点（95%区間 +0.02〜+0.06）で、上がったことが確かめられます。"));
    assert!(section.contains("実施が4回のため、見込みは示しません。"));
    // Four categories, nine below them, each drawn once.
    assert_eq!(section.matches("<svg class=\"live panel\" role=\"img\" aria-label=\"").count(), 13);
    assert!(!page.contains("url(") && !page.contains("style=\""));
}

#[test]
fn the_tables_have_every_wave() {
    let page = page(&Sample::koriyama().with_waves());
    let waves = table(&page, "t-gw");
    let expected = ["令和5年度", "2,118", "4.02", "3.98〜4.06", "+0.02", "−0.01〜+0.05", "0.435", "–", "–"];
    assert_eq!(row(waves, "令和5年度")[..9], expected);
    let latest = row(waves, "令和7年度");
    assert_eq!(latest[4..9], ["+0.02", "−0.01〜+0.05", "0.435", "+0.04", "+0.02〜+0.06"]);
    assert!(waves.contains("<td class=\"n k\">+0.04</td>"), "it holds after adjustment");
    let categories = table(&page, "t-gc");
    assert_eq!(row(categories, "互いを認め合う精神")[1..7], ["3.29", "3.31", "3.33", "3.35", "+0.04", "+0.02〜+0.06"]);
    assert_eq!(categories.matches("<th scope=\"row\"").count(), 14, "overall, four and nine categories");
    let slope = table(&page, "t-h1");
    let pair = row(slope, "互いを認め合う精神");
    assert_eq!([&pair[1], &pair[3], &pair[4]], ["3.31", "3.35", "+0.04"]);
    assert!(pair[2].contains("95%区間 +0.02〜+0.06 調整しても確かめられる"));
    assert_eq!(table(&page, "t-h2").matches("role=\"rowheader\"").count(), 11, "the items of the fixture");
}

/// +0.030, +0.020, −0.005, mix −0.003 and response −0.002 make +0.04.
#[test]
fn why_it_moved_is_told_in_steps_that_add_up() {
    let page = page(&Sample::koriyama().with_waves());
    let steps = table(&page, "t-i2");
    for (name, by) in [
        ("令和5年度", "4.02"),
        ("総務部", "+0.030"),
        ("市民部", "+0.020"),
        ("そのほかの人", "−0.005"),
        ("人数の割合の変化", "−0.003"),
        ("だれが回答したかの変化", "−0.002"),
        ("令和7年度", "4.06"),
    ] {
        assert_eq!(row(steps, name).last().map(String::as_str), Some(by), "{name}");
    }
    // Each step begins where the one before it ended: 4.02, 4.05, 4.07, 4.065.
    let ends: Vec<(&str, &str)> = steps
        .split("<line class=\"step ")
        .skip(1)
        .map(|step| (part(step, "x1=\"", "\" x2"), part(step, "x2=\"", "\" y1")))
        .map(|(from, to)| (&from[4..], &to[4..]))
        .collect();
    assert_eq!(ends.len(), 5);
    assert!(ends.windows(2).all(|pair| pair[0].1 == pair[1].0), "{ends:?}");
    assert!(section(&page).contains("合計が合うように、端数を最大0.0004点調整しています。"));
}

#[test]
fn what_is_withheld_has_a_hatch_and_a_word_and_no_figure() {
    let mut sample = Sample::koriyama().with_waves();
    sample.withhold_wave("2023", "overall");
    sample.withhold_wave("2024", "4.2");
    let page = page(&sample);
    let drawn = part(section(&page), "<svg class=\"live wide\"", "<svg class=\"live narrow\"");
    assert_eq!(drawn.matches("<foreignObject").count(), 1);
    assert!(drawn.contains(">非公表</text>") && !drawn.contains(">4.02</text>"));
    assert_eq!(row(table(&page, "t-gw"), "令和5年度"), ["令和5年度", "非公表（少人数）"]);
    let cells = row(table(&page, "t-gc"), "互いを認め合う精神");
    assert_eq!(cells[1..5], ["3.29", "3.31", "非公表", "3.35"]);
    let panel = part(section(&page), "<p>互いを認め合う精神</p>", "</li>");
    assert!(panel.contains("<foreignObject") && panel.contains("令和6年度 非公表（少人数）"));
    assert!([">3.33<", "年度 3.33"].iter().all(|score| !panel.contains(score)), "the score of 2024: {panel}");
}

#[test]
fn under_twenty_there_is_no_interval() {
    let mut sample = Sample::koriyama().with_waves();
    for row in sample.waves.iter_mut().filter(|row| row.wave == "2021") {
        (row.ci_low, row.ci_high, row.respondents) = (None, None, Some(19));
    }
    let page = page(&sample);
    let drawn = part(section(&page), "<svg class=\"live wide\"", "<svg class=\"live narrow\"");
    assert!(drawn.contains(">区間なし</text>"));
    assert!(section(&page).contains("前の回、または区間なし（20人未満）"));
    assert_eq!(row(table(&page, "t-gw"), "令和3年度")[1..4], ["19", "4.00", "–"]);
}

#[test]
fn without_years_the_tables_stay_and_say_why_nothing_is_drawn() {
    let mut sample = Sample::koriyama().with_waves();
    for wave in sample.trend.iter_mut().flat_map(|trend| &mut trend.waves).take(1) {
        wave.year = None;
        wave.label = "第1回".to_owned();
    }
    let page = page(&sample);
    let section = section(&page);
    assert!(section.contains("年度のわからない実施があるため") && !section.contains("class=\"live"));
    assert_eq!(row(table(&page, "t-gw"), "第1回")[2], "4.00");
    assert_eq!(row(table(&page, "t-gc"), "互いを認め合う精神")[1], "3.29");
    assert!(!section.contains("id=\"t-h1\"") && !section.contains("id=\"t-i1\""));
}

#[test]
fn without_targets_there_is_no_path() {
    let page = page(&Sample::koriyama().without_targets().with_waves());
    let section = section(&page);
    assert!(!section.contains("ink2 dash") && !section.contains("目標 4"));
    assert!(!table(&page, "t-gw").contains("道筋"), "nor a column for it");
    assert!(section.contains("令和7年度は4.06点です。"));
}

#[test]
fn hostile_names_are_text_and_nothing_else() {
    let named = |name: &str| {
        let mut sample = Sample::koriyama().with_waves();
        let rename = |row: &mut Row| name.clone_into(&mut row.name);
        sample.waves.iter_mut().for_each(rename);
        if let Some(trend) = &mut sample.trend {
            trend.waves.iter_mut().for_each(|wave| name.clone_into(&mut wave.label));
            for of in &mut trend.decomposition {
                name.clone_into(&mut of.name);
                of.attribute = of.attribute.as_ref().map(|_| name.to_owned());
                of.parts.iter_mut().for_each(|part| part.name = part.name.as_ref().map(|_| name.to_owned()));
            }
        }
        page(&sample)
    };
    let plain = named("x");
    // Of the slope there are as many lines of text as its names take.
    let shape = |page: &str| tags(&without_slope(section(page))).join(" ");
    let plain = shape(&plain);
    for name in HOSTILE {
        let page = named(name);
        assert!(shape(&page) == plain, "{name}");
        let texts = ["svg", "/svg", "rect", "line", "circle", "text", "/text"];
        assert!(tags(slope(section(&page))).iter().all(|tag| texts.contains(tag)), "{name}");
        assert!(!page.contains(['\u{202e}', '\0', '\u{1b}']) && !page.contains("style=\""));
    }
    let long = named(&"長".repeat(5000));
    assert!(shape(&long) == plain);
    assert!(!long.contains("live slope"), "names as long as that leave no room for lines");
}

/// The lines from wave to wave; nothing where there are none.
fn slope(section: &str) -> &str {
    let Some(start) = section.find("<svg class=\"live slope\"") else { return "" };
    &section[start..start + section[start..].find("</svg>").unwrap() + "</svg>".len()]
}

fn without_slope(section: &str) -> String {
    section.replace(slope(section), "")
}

#[test]
fn english_pages_say_which_names_are_japanese() {
    let page = page(&Sample::koriyama().english().with_waves());
    let section = section(&page);
    assert!(section.contains("The change since 2023 is +0.04 (95% interval +0.02 to +0.06)"));
    assert!(section.contains("<p lang=\"ja\">人材育成</p>"));
    assert!(page.contains("The change of the overall score since 2023 is +0.04"), "on the first screen");
    assert!(page.contains("each earlier wave passed the same checks by itself"), "on method");
    assert_eq!(row(table(&page, "t-gw"), "2025")[2], "4.06");
}
