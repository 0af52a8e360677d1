//! Groups against everyone: figures, words and colours.

use calamine::{Data, Range, Reader};
use koe_core::release::{Comparison, Level};

use super::{book, bytes, numbers, parts, says, sheet};
use crate::sample::Sample;
use crate::wording::Sentences;

/// Three units that are compared (one of them differs), one that is withheld, one
/// of few respondents; and a cross in which a pair has nobody.
fn sample() -> Sample {
    let mut sample = Sample::koriyama();
    for unit in ["総務部", "環境部", "財務部", "監査委員事務局", "議会事務局"] {
        sample = sample.with_segment("部局", unit);
    }
    sample = sample.with_segment("年代", "30代").with_segment("年代", "40代");
    for (age, unit) in [("30代", "総務部"), ("40代", "総務部"), ("40代", "環境部"), ("40代", "監査委員事務局")]
    {
        sample = sample.with_cross([("年代", age), ("部局", unit)]);
    }
    sample.compared("総務部", "0.21", 0.012, (2, 3, 3));
    sample.compared("環境部", "-0.30", 0.2, (1, 1, 3));
    sample.compared("財務部", "0.04", 0.0004, (1, 2, 3));
    sample.compared("議会事務局", "0.50", 0.3, (1, 3, 3));
    for row in sample.rows.iter_mut().filter(|row| row.segment.0.iter().any(|(_, unit)| unit == "議会事務局")) {
        row.respondents = Some(19);
    }
    sample.withhold_unit("監査委員事務局");
    sample
}

/// The cells of the row that begins with these texts.
fn row(range: &Range<Data>, beginning: &[&str]) -> Vec<Data> {
    let begins = |row: &&[Data]| beginning.iter().zip(row.iter()).all(|(text, cell)| says(cell, text));
    range.rows().find(begins).unwrap_or_else(|| panic!("{beginning:?}")).to_vec()
}

fn text(text: &str) -> Data {
    Data::String(text.to_owned())
}

#[test]
fn a_comparison_has_its_figures_as_printed_and_its_verdict_in_words() {
    let range = sheet(&sample(), "比較");
    let lower = row(&range, &["部局", "総務部", "全体"]);
    // 4.06 − 0.21; the sample's interval is the difference ± 0.08, its g the difference.
    let expected = [2118.0, 3.85, -0.21, -0.29, -0.13, 0.012, -0.21, 2.0, 3.0, 3.0];
    assert_eq!(lower[5..15], expected.map(Data::Float));
    assert_eq!(lower[15], text("低い（調整後も確かめられる差）"));
    let category = row(&range, &["部局", "環境部", "大項目", "2"]);
    assert_eq!(category[4], text("人材確保・配置"));
    assert_eq!((category[7].clone(), category[15].clone()), (Data::Float(0.3), text("差があるとは言えない")));
    assert_eq!(row(&range, &["部局", "財務部"])[10], text("<0.001"), "a p of 0.0004 is no zero");
    let few = row(&range, &["部局", "議会事務局"]);
    assert_eq!(few[12..15], ["–", "–", "–"].map(text), "no rank under 20 respondents");
    let alone = row(&range, &["年代", "30代"]);
    assert_eq!((alone[7].clone(), alone[15].clone()), (text("–"), text("比較なし")));
    let cross = row(&range, &["年代 × 部局", "40代 × 総務部"]);
    assert_eq!(cross[7], Data::Float(-0.21));
}

#[test]
fn withheld_units_are_withheld_in_each_cell() {
    let sample = sample();
    for (name, first, units) in [("比較", 5, 2), ("設問の比較", 5, 2), ("差の表", 2, 1), ("順位", 2, 1)] {
        let range = sheet(&sample, name);
        let withheld = range.rows().filter(|row| row[1].to_string().contains("監査委員事務局"));
        let mut rows = 0;
        for row in withheld {
            assert!(row[first..].iter().all(|cell| says(cell, "非公表（少人数）")), "{name}: {row:?}");
            rows += 1;
        }
        let lines = sample.figures().everyone().filter(|row| (row.level == Level::Item) == (name == "設問の比較"));
        assert_eq!(rows, if name.contains("比較") { units * lines.count() } else { units }, "{name}");
    }
}

#[test]
fn the_findings_stand_over_the_comparisons() {
    let mut sample = sample();
    let family = koe_core::release::Family {
        attributes: vec!["部局".to_owned()],
        level: Level::Overall,
        test: koe_core::compare::Test::Welch,
        size: 4,
    };
    sample.compared = Some(koe_core::release::Compared { families: vec![family], ..Default::default() });
    let range = sheet(&sample, "比較");
    let findings = Sentences::new(sample.figures(), sample.about.language).differences();
    assert!(findings.len() > 1);
    for (row, finding) in range.rows().zip(&findings) {
        assert!(says(&row[0], finding), "{finding}");
    }
    let told = |text: &str| range.rows().any(|row| row[0].to_string().contains(text));
    assert!(told("検定4個を合わせて調整した値"));
}

#[test]
fn no_comparison_is_finer_than_printed() {
    let mut sample = sample();
    for row in sample.rows.iter_mut().filter(|row| !row.suppressed && !row.segment.0.is_empty()) {
        row.comparison = Some(Comparison {
            versus: Some(koe_core::release::Segment::default()),
            difference_text: "0.33".parse().ok(),
            difference_low: Some(1.0 / 3.0),
            difference_high: Some(2.0 / 3.0),
            p_adjusted: Some(1.0 / 30.0),
            effect: Some(2.0 / 3.0),
            superiority: Some(2.0 / 3.0),
            rank_low: Some(1),
            rank_high: Some(2),
            ranked: Some(3),
            ..Comparison::default()
        });
        (row.ci_low, row.ci_high) = (Some(10.0 / 3.0), Some(14.0 / 3.0));
    }
    let file = bytes(&sample);
    let mut finest = 0;
    for value in numbers(&file) {
        let places = value.to_string().split_once('.').map_or(0, |(_, places)| places.len());
        // A p of 0.0333… prints 0.033.
        assert!(places <= 2 || value.to_string() == "0.033", "{value}");
        finest = finest.max(places);
    }
    assert_eq!(finest, 3);
}

#[test]
fn a_difference_has_a_colour_only_where_it_holds() {
    let file = bytes(&sample());
    let range = book(&file).worksheet_range("差の表").unwrap();
    let everyone = row(&range, &["部局", "全体のスコア"]);
    assert_eq!(everyone[2..5], [2118.0, 4.06, 4.15].map(Data::Float));
    assert_eq!(row(&range, &["部局", "総務部"])[3], Data::Float(-0.21));
    let at = |unit: &str| range.rows().position(|row| says(&row[0], "部局") && says(&row[1], unit)).unwrap();
    let ground = |unit: &str| fill(&file, "差の表", &format!("D{}", at(unit) + 1));
    // The second step below, from look.md; 0.30 that does not hold; 0.04 that holds.
    assert_eq!(ground("総務部").as_deref(), Some("FFD9824A"));
    assert_eq!(ground("環境部"), None);
    assert_eq!(ground("財務部"), None);
    assert_eq!(ground("全体のスコア"), None);
    let sheet = &worksheet(&file, "差の表");
    assert!(!sheet.contains("<conditionalFormatting"), "a rule on values would colour what does not hold");
    let key: Vec<String> = range.rows().flatten().map(ToString::to_string).collect();
    for bound in ["−0.22以下", "−0.05以下", "+0.12以上"] {
        assert!(key.contains(&bound.to_owned()), "{bound}");
    }
}

#[test]
fn a_cross_has_scores_and_n_with_margins_and_a_word_for_nobody() {
    let file = bytes(&sample());
    let range = book(&file).worksheet_range("組み合わせ").unwrap();
    let head = row(&range, &["数字", "年代"]);
    assert_eq!(head[2..], ["総務部", "環境部", "監査委員事務局", "全体"].map(text));
    let young = row(&range, &["スコア", "30代"]);
    assert_eq!(young[2..], [Data::Float(3.85), text("該当者なし"), text("該当者なし"), Data::Float(4.06)]);
    let old = row(&range, &["スコア", "40代"]);
    assert_eq!(old[2..5], [Data::Float(3.85), Data::Float(4.36), text("非公表（少人数）")]);
    let counts = row(&range, &["n", "40代"]);
    assert_eq!(counts[2..5], [Data::Float(2118.0), Data::Float(2118.0), text("非公表（少人数）")]);
    let total = row(&range, &["スコア", "全体"]);
    assert_eq!(total[2..], [Data::Float(3.85), Data::Float(4.36), text("非公表（少人数）"), Data::Float(4.06)]);
    let at = range.rows().position(|row| says(&row[0], "スコア") && says(&row[1], "40代")).unwrap() + 1;
    assert_eq!(fill(&file, "組み合わせ", &format!("C{at}")).as_deref(), Some("FFD9824A"));
    assert_eq!(fill(&file, "組み合わせ", &format!("D{at}")), None);
}

#[test]
fn a_cross_tells_nobody_who_answered_from_nobody_at_all() {
    use koe_core::release::ResponseState::{Nobody, Withheld};
    let group = |unit| [("年代", "30代"), ("部局", unit)];
    let sample = sample().with_response(&group("環境部"), Nobody, (0, 12));
    let range = sheet(&sample.with_response(&group("監査委員事務局"), Withheld, (0, 0)), "組み合わせ");
    assert_eq!(row(&range, &["スコア", "30代"])[3..5], ["回答なし", "非公表（少人数）"].map(text));
    assert_eq!(row(&range, &["n", "30代"])[3..5], ["0／12", "非公表（少人数）"].map(text));
    let says_vacant = |cell: &Data| cell.to_string().contains("該当者なし");
    assert!(!range.rows().flatten().any(says_vacant), "neither a cell nor a note");
}

#[test]
fn each_cross_has_a_sheet_with_a_name_of_its_own() {
    let sample = sample().with_cross([("部局", "総務部"), ("職位", "係長級")]);
    let names = book(&bytes(&sample)).sheet_names();
    assert!(names.contains(&"組み合わせ1".to_owned()) && names.contains(&"組み合わせ2".to_owned()), "{names:?}");
    let mut own = names.clone();
    own.sort();
    own.dedup();
    assert_eq!(own.len(), names.len());
    assert!(names.iter().all(|name| name.encode_utf16().count() <= 31));
}

#[test]
fn ranks_stand_by_score_then_those_without_and_the_withheld() {
    let range = sheet(&sample(), "順位");
    let units: Vec<String> = range.rows().filter(|row| says(&row[0], "部局")).map(|row| row[1].to_string()).collect();
    assert_eq!(units, ["全体", "環境部", "財務部", "総務部", "議会事務局", "監査委員事務局"]);
    let first = row(&range, &["部局", "環境部"]);
    assert_eq!(first[2..4], [2118.0, 4.36].map(Data::Float));
    assert_eq!(first[6..9], [1.0, 1.0, 3.0].map(Data::Float));
    // 3.56 with 19 respondents.
    let few = row(&range, &["部局", "議会事務局"]);
    assert_eq!(few[2..4], [19.0, 3.56].map(Data::Float));
    assert_eq!(few[4..11], [(); 7].map(|()| text("–")));
    assert_eq!(few[11], text("区間・順位なし（20人未満）"));
}

#[test]
fn the_chart_of_ranks_has_intervals_of_cells_and_no_withheld_unit() {
    let file = bytes(&sample());
    let range = book(&file).worksheet_range("順位").unwrap();
    let at = |unit: &str| range.rows().position(|row| says(&row[0], "部局") && says(&row[1], unit)).unwrap() + 1;
    let rows = format!("${}:$B${}", at("全体"), at("議会事務局"));
    let charts = parts(&file, "xl/charts/chart");
    let chart = charts.iter().find(|chart| chart.contains(&rows)).unwrap();
    let bars = chart.split("<c:errBars>").nth(1).unwrap().split("</c:errBars>").next().unwrap();
    let sides: Vec<String> =
        ["J", "K"].map(|own| format!("順位!${own}${}:${own}${}", at("全体"), at("議会事務局"))).into();
    for side in sides {
        assert!(bars.contains(&format!("<c:f>{}</c:f>", side)), "{side}: {bars}");
    }
    assert!(bars.contains("<c:noEndCap val=\"1\"/>"), "none shows where there is no interval");
    assert!(!chart.contains("監査委員事務局"));
    let mut long = sample();
    for (attribute, value) in long.rows.iter_mut().flat_map(|row| &mut row.segment.0) {
        *attribute = attribute.repeat(1_000);
        *value = value.repeat(1_000);
    }
    let range = sheet(&long, "順位");
    let names = range.rows().filter(|row| !row[1].to_string().is_empty()).flat_map(|row| &row[..2]);
    let widest = names.map(|name| unicode_width::UnicodeWidthStr::width(name.to_string().as_str())).max();
    // 60 full-width characters: a program that draws charts measures a name for each.
    assert!(widest <= Some(120), "{widest:?}");
}

/// The worksheet of a name, as XML.
fn worksheet(file: &[u8], name: &str) -> String {
    let at = book(file).sheet_names().iter().position(|own| own == name).unwrap() + 1;
    parts(file, &format!("xl/worksheets/sheet{at}.xml"))[0].clone()
}

/// The solid ground of a cell.
fn fill(file: &[u8], sheet: &str, cell: &str) -> Option<String> {
    let sheet = worksheet(file, sheet);
    let style = sheet.split(&format!("<c r=\"{cell}\" s=\"")).nth(1)?.split('"').next()?.parse().ok()?;
    let styles = &parts(file, "styles.xml")[0];
    let document = usvg::roxmltree::Document::parse(styles).unwrap();
    let named = |name: &str| {
        document
            .descendants()
            .find(|node| node.has_tag_name(("http://schemas.openxmlformats.org/spreadsheetml/2006/main", name)))
    };
    let elements = |name: &str| named(name).unwrap().children().filter(|node| node.is_element()).collect::<Vec<_>>();
    let fill: usize = elements("cellXfs").get::<usize>(style)?.attribute("fillId")?.parse().ok()?;
    let colour = elements("fills")[fill].descendants().find_map(|node| node.attribute("rgb"))?;
    Some(colour.to_owned())
}
