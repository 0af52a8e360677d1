//! `report.pdf` by poppler, `report.xlsx` by LibreOffice.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::time::{Duration, Instant};

use serde_json::Value;

use super::{Report, needed, ran};
use crate::program::Folder;

pub(super) fn text(path: &Path) -> &str {
    path.to_str().expect("a path")
}

fn scores(report: &Report) -> Vec<Value> {
    let json = fs::read(report.file("scores.json")).expect("scores.json");
    let json: Value = serde_json::from_slice(&json).expect("JSON");
    json["rows"].as_array().expect("rows").clone()
}

#[test]
fn the_pdf_holds_every_score_as_text_that_can_be_searched() {
    let report = Report::of("koriyama-2025");
    let pdf = report.file("report.pdf");
    let Some(out) = needed(ran("pdftotext", "poppler-utils", &["-layout", text(&pdf), "-"])) else { return };
    let all = String::from_utf8(out).expect("UTF-8");
    // Names of several lines are put together again by leaving out blanks.
    let dense: String = all.chars().filter(|c| !c.is_whitespace()).collect();
    for row in scores(&report).iter().filter(|row| row["segment"].as_object().is_some_and(|own| own.is_empty())) {
        let mean = row["mean_text"].as_str().expect("a score");
        assert!(all.contains(mean), "{mean}");
        if row["level"] != "item" && row["level"] != "overall" {
            let name = row["name"].as_str().expect("a name");
            assert!(dense.contains(name), "{name}");
        }
    }
    for expected in ["4.17", "60.14", "2,118", "令和11年度", "方法と非公表", "該当者なし"] {
        assert!(all.contains(expected), "{expected}");
    }
    let pages = all.matches('\u{c}').count();
    for page in 1..=pages {
        assert!(dense.contains(&format!("{page}/{pages}")), "page {page} of {pages} has its number");
    }
}

#[test]
fn the_pdf_tells_the_differences_and_ranks_of_every_unit() {
    let report = Report::of("koriyama-2025");
    let pdf = report.file("report.pdf");
    let Some(out) = needed(ran("pdftotext", "poppler-utils", &["-layout", text(&pdf), "-"])) else { return };
    let all = String::from_utf8(out).expect("UTF-8");
    let lines: Vec<Vec<&str>> = all.lines().map(|line| line.split_whitespace().collect()).collect();
    let dense: String = all.chars().filter(|c| !c.is_whitespace()).collect();
    let mut ranked = 0;
    for row in scores(&report).iter().filter(|row| row["level"] == "overall" && row["suppressed"] == false) {
        let Some(unit) = row["segment"]["部局"].as_str().filter(|_| row["segment"].as_object().unwrap().len() == 1)
        else {
            continue;
        };
        let own = |cells: &&Vec<&str>| cells.first() == Some(&unit);
        let n = row["respondents"].as_u64().expect("n").to_string();
        let difference = row["difference_text"].as_str().expect("a difference").replace('-', "−");
        let sign = if difference.starts_with('−') || difference == "0.00" { "" } else { "+" };
        let beside = [n.as_str(), &format!("{sign}{difference}")];
        assert!(lines.iter().filter(own).any(|cells| cells.get(1..3) == Some(&beside)), "{unit}: {beside:?}");
        let (Some(low), Some(high)) = (row["rank_low"].as_u64(), row["rank_high"].as_u64()) else { continue };
        let ranks = format!("{low}〜{high}位");
        let place = [row["mean_text"].as_str().expect("a score"), &n, &ranks];
        assert!(lines.iter().filter(own).any(|cells| cells.get(1..4) == Some(&place)), "{unit}: {place:?}");
        ranked += 1;
    }
    assert_eq!(ranked, 14);
    // The list of findings stands before the first chart of the section.
    let section = &dense[dense.find("3比較").expect("the section")..];
    let finding = section.find("比べた数を調整しても差が確かめられます").expect("a finding");
    assert!(section.find("部局別に順位を比べた14区分").is_some_and(|chart| finding < chart));
}

#[test]
fn the_pdf_brings_its_fonts_and_has_bookmarks() {
    let report = Report::of("koriyama-2025");
    let pdf = report.file("report.pdf");
    let Some(fonts) = needed(ran("pdffonts", "poppler-utils", &[text(&pdf)])) else { return };
    let fonts = String::from_utf8_lossy(&fonts).into_owned();
    let lines: Vec<&str> = fonts.lines().skip(2).collect();
    assert!(!lines.is_empty());
    for line in lines {
        // emb, sub and uni, before the object's number.
        let columns: Vec<&str> = line.split_whitespace().collect();
        assert!(columns.windows(3).any(|flags| flags == ["yes", "yes", "yes"]), "{line}");
    }
    let outline = ran("pdftohtml", "poppler-utils", &["-xml", "-i", "-stdout", text(&pdf)]).expect("poppler");
    let outline = String::from_utf8_lossy(&outline).into_owned();
    let from = outline.find("<outline>").expect("bookmarks");
    for section in ["目標との差", "設問", "比較", "年代と職位の組み合わせ", "方法と非公表"] {
        assert!(outline[from..].contains(section), "{section}");
    }
    let about = ran("pdfinfo", "poppler-utils", &[text(&pdf)]).expect("poppler");
    let about = String::from_utf8_lossy(&about).into_owned();
    assert!(about.contains("A4") && about.contains("郡山市 職員アンケート"), "{about}");
}

#[test]
fn every_page_of_the_pdf_is_drawn_inside_its_margins() {
    let report = Report::of("aomori-2024");
    let pdf = report.file("report.pdf");
    let folder = tempfile::tempdir().expect("a folder");
    let prefix = folder.path().join("page");
    let arguments = ["-r", "50", "-gray", text(&pdf), text(&prefix)];
    if needed(ran("pdftoppm", "poppler-utils", &arguments)).is_none() {
        return;
    }
    let mut pages = 0;
    for entry in fs::read_dir(folder.path()).expect("pages") {
        let picture = fs::read(entry.expect("a page").path()).expect("a picture");
        let (width, height, grey) = pgm(&picture);
        let dark = |x: usize, y: usize| grey[y * width + x] < 200;
        let inked = (0..height).flat_map(|y| (0..width).map(move |x| (x, y))).filter(|&(x, y)| dark(x, y));
        let inked: Vec<(usize, usize)> = inked.collect();
        assert!(inked.len() > 200, "an empty page");
        // 8 mm at 50 dots an inch: half of every margin.
        let edge = 15;
        let outside = inked.iter().filter(|(x, y)| *x < edge || *x >= width - edge || *y < edge || *y >= height - edge);
        assert_eq!(outside.count(), 0, "something is drawn in the margin");
        pages += 1;
    }
    assert!(pages >= 2);
}

/// Width, height and bytes of a grey picture.
fn pgm(bytes: &[u8]) -> (usize, usize, &[u8]) {
    let mut at = 0;
    let mut fields = Vec::new();
    while fields.len() < 4 {
        let end = at + bytes[at..].iter().position(u8::is_ascii_whitespace).expect("a header");
        fields.push(std::str::from_utf8(&bytes[at..end]).expect("ASCII"));
        at = end + 1;
    }
    assert_eq!((fields[0], fields[3]), ("P5", "255"));
    (fields[1].parse().expect("a width"), fields[2].parse().expect("a height"), &bytes[at..])
}

#[test]
fn the_workbook_opens_in_libreoffice_and_shows_the_printed_figures() {
    for sample in ["koriyama-2025", "aomori-2024", "koriyama-waves"] {
        let report = Report::of(sample);
        let Some(sheet) = shown(&report) else { return };
        let rows = by_code(&(sheet("スコア") + "\n" + &sheet("設問")));
        for row in scores(&report).iter().filter(|row| row["segment"].as_object().is_some_and(|own| own.is_empty())) {
            let code = match row["level"].as_str().expect("a level") {
                "overall" => continue,
                _ => row["code"].as_str().expect("a code"),
            };
            let cells = rows.get(code).unwrap_or_else(|| panic!("{sample}: no row {code}"));
            let mean = row["mean_text"].as_str().expect("a score").to_owned();
            assert!(cells.contains(&mean), "{sample} {code}: {mean} in {cells:?}");
            if let Some(target) = row["target_text"].as_str() {
                assert!(cells.contains(&target.to_owned()), "{sample} {code}: {target} in {cells:?}");
            }
        }
    }
}

#[test]
fn the_workbook_compares_every_unit_and_cross_as_printed() {
    for sample in ["koriyama-2025", "aomori-2024"] {
        let report = Report::of(sample);
        let Some(sheets) = shown(&report) else { return };
        let compared = by_unit(&(sheets("比較") + "\n" + &sheets("設問の比較")));
        let mut withheld = 0;
        for row in scores(&report) {
            let segment = row["segment"].as_object().expect("a segment");
            if segment.is_empty() {
                continue;
            }
            let word = |at: &str| row[at].as_str().map(str::to_owned);
            let mut values: Vec<&str> = segment.values().filter_map(Value::as_str).collect();
            values.sort_unstable();
            let code = word("code").filter(|code| code != "overall").unwrap_or_default();
            let cells = compared.get(&(values.join(" × "), code.clone()));
            let cells = cells.unwrap_or_else(|| panic!("{sample}: no row {values:?} {code}"));
            if row["suppressed"].as_bool() == Some(true) {
                assert!(cells.iter().all(|cell| cell == "非公表（少人数）"), "{values:?} {code}: {cells:?}");
                withheld += 1;
                continue;
            }
            let signed = |text: String| match text.strip_prefix('-') {
                Some(digits) => format!("−{digits}"),
                None if text.chars().all(|c| matches!(c, '0' | '.')) => text,
                None => format!("+{text}"),
            };
            assert_eq!(Some(cells[1].clone()), word("mean_text"), "{values:?} {code}");
            assert_eq!(Some(cells[2].clone()), word("difference_text").map(signed), "{values:?} {code}");
            let p = row["p_adjusted"].as_f64().map_or("–".to_owned(), |p| match format!("{p:.3}").as_str() {
                "0.000" => "<0.001".to_owned(),
                text => text.to_owned(),
            });
            assert_eq!(cells[5], p, "{values:?} {code}");
        }
        assert!(withheld > 0, "{sample} has small groups");
    }
}

#[test]
fn the_workbook_shows_every_wave_as_printed() {
    let report = Report::of("koriyama-waves");
    let Some(sheets) = shown(&report) else { return };
    let json: Value = serde_json::from_slice(&fs::read(report.file("trend.json")).expect("trend.json")).expect("JSON");
    let labels: BTreeMap<&str, &str> = json["waves"]
        .as_array()
        .expect("waves")
        .iter()
        .map(|wave| (wave["name"].as_str().expect("a name"), wave["label"].as_str().expect("a label")))
        .collect();
    let csv = sheets("年度の推移");
    let mut reader = csv::ReaderBuilder::new().has_headers(false).flexible(true).from_reader(csv.as_bytes());
    let records = reader.records().map(|record| record.expect("a row")).filter(|row| row.len() > 20);
    // Code, group and wave; then n and all other figures.
    let mut lines: BTreeMap<[String; 3], Vec<String>> = records
        .map(|row| ([0, 3, 4].map(|at| row[at].to_owned()), row.iter().skip(5).map(str::to_owned).collect()))
        .collect();
    let signed = |text: &str| match text.strip_prefix('-') {
        Some(digits) => format!("−{digits}"),
        None if text.chars().all(|c| matches!(c, '0' | '.')) => text.to_owned(),
        None => format!("+{text}"),
    };
    let rows = json["rows"].as_array().expect("rows");
    for row in rows {
        let segment = row["segment"].as_object().expect("a segment").iter();
        let segment: Vec<String> =
            segment.map(|(name, value)| format!("{name} = {}", value.as_str().expect("a value"))).collect();
        let group = if segment.is_empty() { "全員".to_owned() } else { segment.join("、") };
        let code = row["code"].as_str().filter(|code| *code != "overall").unwrap_or_default();
        let wave = labels[row["wave"].as_str().expect("a wave")];
        let key = [code, &group, wave].map(str::to_owned);
        let cells = lines.remove(&key).unwrap_or_else(|| panic!("no row {key:?}"));
        if row["suppressed"] == true {
            assert!(cells.iter().all(|cell| cell == "非公表（少人数）"), "{key:?}: {cells:?}");
            continue;
        }
        assert_eq!(cells[0], row["respondents"].to_string(), "{key:?}");
        let given = |own: &Value| own.as_str().map_or_else(|| "–".to_owned(), str::to_owned);
        assert_eq!(cells[1], given(&row["mean_text"]), "{key:?}");
        let changes = [(4, &row["difference_text"]), (8, &row["since_baseline"]["difference_text"])];
        for (at, by) in changes.into_iter().filter(|(at, _)| cells[*at] != "非公表（少人数）") {
            assert_eq!(cells[at], by.as_str().map_or_else(|| "–".to_owned(), signed), "{key:?}");
        }
        assert_eq!(cells[12], given(&row["path_target_text"]), "{key:?}");
        assert_eq!(cells[13], given(&row["target_text"]), "{key:?}");
        assert_eq!(cells[14], row["step_text"].as_str().map_or_else(|| "–".to_owned(), signed), "{key:?}");
    }
    assert!(rows.len() > 2_000, "every line of every group in five waves");
    lines.retain(|key, _| labels.values().any(|label| *label == key[2]));
    assert!(lines.is_empty(), "rows of nothing: {lines:?}");
}

/// Every sheet of the workbook as LibreOffice shows it, by its name.
pub(super) fn shown(report: &Report) -> Option<impl Fn(&str) -> String> {
    let folder = tempfile::tempdir().expect("a folder");
    let profile = format!("-env:UserInstallation=file://{}", folder.path().join("profile").display());
    let book = report.file("report.xlsx");
    // Field separator, quote, UTF-8, from line 1, as shown, every sheet.
    let csv = "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,true,false,false,-1";
    let out = text(folder.path());
    let arguments = [profile.as_str(), "--headless", "--convert-to", csv, "--outdir", out, text(&book)];
    needed(ran("soffice", "libreoffice-calc", &arguments))?;
    Some(move |name: &str| {
        let path = folder.path().join(format!("report-{name}.csv"));
        fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
    })
}

/// The figures of the rows of comparisons by their unit and code; the values of
/// a cross in the order of their text.
fn by_unit(csv: &str) -> BTreeMap<(String, String), Vec<String>> {
    let mut reader = csv::ReaderBuilder::new().has_headers(false).flexible(true).from_reader(csv.as_bytes());
    let rows = reader.records().map(|record| record.expect("a row"));
    let unit = |name: &str| {
        let mut values: Vec<&str> = name.split(" × ").collect();
        values.sort_unstable();
        values.join(" × ")
    };
    let figures = rows.filter(|row| row.len() > 5);
    figures.map(|row| ((unit(&row[1]), row[3].to_owned()), row.iter().skip(5).map(str::to_owned).collect())).collect()
}

/// A program that draws charts measures a label again for each character: at
/// 5,000 it takes minutes.
#[test]
fn a_workbook_with_very_long_names_opens_at_once() {
    let (x, long) = ("X".repeat(5_000), "長".repeat(5_000));
    let survey = format!(
        r#"
name = "{x}"
language = "ja"
items = "items.csv"
[categories]
"1" = "{long}"
"2" = "短い"
[scale]
min = 1
max = 5
[attributes."{long}"]
column = "部局"
[target]
year = 2029
rule = "raise-to-overall"
[[wave]]
name = "2025"
responses = ["responses.csv"]
"#
    );
    let items = format!("code,category,text\nQ1,1,{long}\nQ2,1,{x}\nQ3,2,{long}あ\n");
    let answers: String = (0..40).map(|n| format!("{long}{},{},4,2\n", n % 2, 1 + n % 5)).collect();
    let answers = format!("部局,Q1,Q2,Q3\n{answers}");
    let folder = Folder::new(&[("survey.toml", &survey), ("items.csv", &items), ("responses.csv", &answers)]);
    let report = Report::written(&["report", text(folder.path()), "--by", &long]);
    let book = report.file("report.xlsx");
    let out = tempfile::tempdir().expect("a folder");
    let profile = format!("-env:UserInstallation=file://{}", out.path().join("profile").display());
    let arguments = [profile.as_str(), "--headless", "--convert-to", "pdf", "--outdir", text(out.path()), text(&book)];
    let begun = Instant::now();
    if needed(ran("soffice", "libreoffice-calc", &arguments)).is_none() {
        return;
    }
    let took = begun.elapsed();
    assert!(took < Duration::from_secs(60), "{took:?}");
    let pdf = out.path().join("report.pdf");
    assert!(fs::read(&pdf).expect("the sheets as they are printed").starts_with(b"%PDF"));
}

/// The rows of sheets by their first cell.
fn by_code(csv: &str) -> BTreeMap<String, Vec<String>> {
    let mut reader = csv::ReaderBuilder::new().has_headers(false).flexible(true).from_reader(csv.as_bytes());
    let rows = reader.records().map(|record| record.expect("a row"));
    rows.map(|row| (row[0].to_owned(), row.iter().skip(1).map(str::to_owned).collect())).collect()
}

/// Of a cross of age and position: 12 of whom nobody answered, 3 who may not be
/// told, and nobody at all.
#[test]
fn page_pdf_and_workbook_say_the_same_of_cells_in_which_nobody_answered() {
    let survey = r#"
name = "空欄の調査"
language = "ja"
items = "items.csv"
[categories]
"1" = "職場"
[scale]
min = 1
max = 5
[attributes."年代"]
column = "年代"
order = ["30代", "40代"]
[attributes."職位"]
column = "職位"
order = ["部長級", "主事級", "係長級"]
[report]
cross = [["年代", "職位"]]
[[wave]]
name = "2025"
responses = ["responses.csv"]
population = "population.csv"
"#;
    let groups = ["30代,係長級", "40代,係長級", "40代,部長級"];
    let answers = groups.iter().flat_map(|group| (0..20).map(move |n| format!("{group},{}\n", 1 + n % 5)));
    let answers = format!("年代,職位,Q1\n{}", answers.collect::<String>());
    let invited =
        "年代,職位,headcount\n30代,係長級,30\n40代,係長級,30\n40代,部長級,30\n30代,部長級,12\n30代,主事級,3\n";
    let files = [
        ("survey.toml", survey),
        ("items.csv", "code,category,text\nQ1,1,働きやすい。\n"),
        ("responses.csv", &answers),
        ("population.csv", invited),
    ];
    let folder = Folder::new(&files);
    let report = Report::written(&["report", text(folder.path())]);

    let page = fs::read_to_string(report.file("report.html")).expect("the page");
    let cross = &page[page.find("aria-labelledby=\"t-f1\"").expect("the cross")..];
    let row = |name: &str| {
        let from = cross.find(&format!(">{name}</th>")).expect("a row");
        cross[from..from + cross[from..].find("</tr>").expect("its end")].to_owned()
    };
    let young = row("30代");
    assert!(young.contains(">回答なし</span><small>0／12</small>") && young.contains(">非公表<"), "{young}");
    assert!(row("40代").contains(">該当者なし<"));

    if let Some(out) = needed(ran("pdftotext", "poppler-utils", &["-layout", text(&report.file("report.pdf")), "-"])) {
        let all = String::from_utf8(out).expect("UTF-8");
        for word in ["回答なし", "0／12", "非公表", "該当者なし"] {
            assert!(all.contains(word), "{word}");
        }
    }
    let Some(sheet) = shown(&report) else { return };
    let sheet = sheet("組み合わせ");
    let begins = |start: &str| sheet.lines().find(|line| line.replace('"', "").starts_with(start)).unwrap_or_default();
    assert!(begins("スコア,30代,回答なし").contains("非公表（少人数）"), "{sheet}");
    assert!(begins("n,30代,0／12").contains("非公表（少人数）"), "{sheet}");
    assert!(begins("スコア,40代").contains("該当者なし"), "{sheet}");
}
