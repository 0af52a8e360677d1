//! Sheets of the plan beside the survey.

use calamine::{Data, Range, Reader};

use koe_core::definition::Language;

use super::super::render_plan;
use super::{book, bytes, says, sheet};
use crate::outlook::sample::{bent, named, published};
use crate::sample::Sample;
use crate::{Colophon, Outlook};

fn with(plan: koe_core::plan::Plan) -> Sample {
    Sample::koriyama().with_plan(plan)
}

/// The row that has this text, with the heads over its cells.
fn cell(range: &Range<Data>, text: &str, head: &str) -> Data {
    let row = range.rows().find(|row| row.iter().any(|cell| says(cell, text))).unwrap();
    let heads = range.rows().find(|row| row.iter().any(|cell| says(cell, head))).unwrap();
    row[heads.iter().position(|cell| says(cell, head)).unwrap()].clone()
}

#[test]
fn there_are_sheets_for_what_the_plan_has() {
    let names = |sample: &Sample| book(&bytes(sample)).sheet_names();
    let bare = names(&Sample::koriyama());
    assert!(!bare.iter().any(|name| ["指標", "計画", "計画の取組数", "能力"].contains(&name.as_str())));
    let own =
        |sample: &Sample| -> Vec<String> { names(sample).into_iter().filter(|name| !bare.contains(name)).collect() };
    assert_eq!(own(&with(published("koriyama-2025"))), ["指標", "能力"]);
    assert_eq!(own(&with(published("aizuwakamatsu-plan"))), ["計画", "計画の取組数"]);
    assert_eq!(own(&with(published("iwaki-plan"))), ["指標", "計画", "計画の取組数", "能力"]);
}

#[test]
fn figures_are_numbers_as_given() {
    let sample = with(published("koriyama-2025"));
    let range = sheet(&sample, "指標");
    let satisfaction = |head| cell(&range, "研修受講満足度", head);
    assert_eq!((satisfaction("目標"), satisfaction("基準")), (Data::Float(90.0), Data::Float(87.6)));
    assert_eq!(satisfaction("現在 年度"), Data::String("令和7年度".to_owned()));
    // (88.4 − 87.6) / (90 − 87.6) = 33.3 %.
    assert_eq!(satisfaction("達成率 %"), Data::Float(33.3));
    assert_eq!(cell(&range, "内定辞退率の改善", "状況"), Data::String("計画どおり".to_owned()));
    let score = cell(&range, "人事異動基本方針の理解度", "出所");
    assert_eq!(score, Data::String("item:Q18".to_owned()));
    let none = cell(&range, "庁外機関で開催されるデジタル系研修への派遣", "現在");
    assert_eq!(none, Data::String("未報告".to_owned()));
    // 90 has no digit after the point, 87.6 has one.
    let styles = super::parts(&bytes(&sample), "xl/styles.xml").concat();
    assert!(
        styles.contains("formatCode=\"0;&quot;−&quot;0\"") && styles.contains("formatCode=\"0.0;&quot;−&quot;0.0\"")
    );
}

#[test]
fn withheld_scores_are_words() {
    let range = sheet(&with(bent()), "指標");
    for head in ["現在", "令和7年度", "状況"] {
        assert_eq!(cell(&range, "研修受講満足度", head), Data::String("非公表（少人数）".to_owned()), "{head}");
    }
}

/// 実施 56/63/64/64/64 over the actions, 60/67/68/68/68 over the rows (issue 5).
#[test]
fn counts_are_those_of_the_published_plan() {
    let range = sheet(&with(published("aizuwakamatsu-plan")), "計画の取組数");
    let figures = |total: &str| -> Vec<f64> {
        let row = range.rows().find(|row| says(&row[0], total) && says(&row[1], "実施")).unwrap();
        row[2..].iter().filter_map(|cell| if let Data::Float(value) = cell { Some(*value) } else { None }).collect()
    };
    assert_eq!(figures("計"), [56.0, 63.0, 64.0, 64.0, 64.0]);
    assert_eq!(figures("計（再掲を含む）"), [60.0, 67.0, 68.0, 68.0, 68.0]);
    let plan = sheet(&with(published("aizuwakamatsu-plan")), "計画");
    let pages = cell(&plan, "ホームページの採用情報の充実及び就職セミナー等への参加", "令和9年度");
    assert_eq!(pages, Data::String("実施".to_owned()), "as before is the status itself");
}

/// A workbook of a plan alone.
fn alone(plan: &koe_core::plan::Plan, language: Language) -> Vec<u8> {
    let outlook = Outlook { plan, language, years: language.into() };
    let colophon = Colophon { version: "0.1.0".to_owned(), inputs: Vec::new() };
    render_plan(outlook, &colophon).unwrap()
}

/// The sheets are those beside a survey, between a cover and a method of their own.
#[test]
fn a_plan_alone_has_the_same_sheets_and_the_same_bytes() {
    for (city, sheets) in [
        ("koriyama-2025", &["表紙", "指標", "能力", "方法"][..]),
        ("aizuwakamatsu-plan", &["表紙", "計画", "計画の取組数", "方法"]),
        ("iwaki-plan", &["表紙", "指標", "計画", "計画の取組数", "能力", "方法"]),
    ] {
        let plan = published(city);
        let file = alone(&plan, Language::Ja);
        assert_eq!(file, alone(&plan, Language::Ja), "{city}");
        let mut own = book(&file);
        assert_eq!(own.sheet_names(), sheets, "{city}");
        for sheet in &sheets[1..sheets.len() - 1] {
            let beside = self::sheet(&with(published(city)), sheet);
            assert_eq!(own.worksheet_range(sheet).unwrap(), beside, "{city} {sheet}");
        }
        let cover = own.worksheet_range("表紙").unwrap();
        assert!(cover.used_cells().any(|(.., cell)| says(cell, &plan.name)), "{city}");
        assert!(!alone(&plan, Language::En).is_empty());
    }
}

#[test]
fn hostile_plans_are_text() {
    for name in ["=cmd()", "+1", "a\u{202e}b\n\u{0}\u{ffff}", "<script>"]
        .map(str::to_owned)
        .into_iter()
        .chain(["長".repeat(5000)])
    {
        for file in [bytes(&with(named(&name))), alone(&named(&name), Language::Ja)] {
            let mut book = book(&file);
            for (sheet, range) in book.worksheets() {
                for (.., cell) in range.used_cells() {
                    assert!(!cell.to_string().contains(['\0', '\u{202e}', '\u{ffff}', '\n']), "{sheet}: {name}");
                }
                assert!(book.worksheet_formula(&sheet).unwrap().used_cells().next().is_none(), "{sheet}: {name}");
            }
        }
    }
}
