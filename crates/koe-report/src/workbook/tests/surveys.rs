//! Every kind of survey, in each language.

use calamine::{Data, Reader};
use koe_core::definition::Language;
use koe_core::release::Level;

use super::{book, bytes, column, numbers, parts, says, sheet};
use crate::sample::Sample;

#[test]
fn every_kind_of_survey_has_a_workbook() {
    let bare = bytes(&Sample::koriyama().without_targets());
    let text = parts(&bare, "sharedStrings")[0].clone();
    assert!(!text.contains("目標"), "a survey without targets has no word of them");
    assert_eq!(parts(&bare, "xl/charts/chart").len(), 4);

    let mut flat = Sample::koriyama();
    flat.rows.retain(|row| row.level != Level::Subcategory);
    assert_eq!(column(&sheet(&flat, "スコア"), "スコア").len(), 5);

    let nothing = bytes(&Sample::koriyama().silent());
    assert!(parts(&nothing, "xl/charts/chart").is_empty(), "nothing to draw");
    assert!(parts(&nothing, "sharedStrings")[0].contains("全体スコアは非公表（少人数）です。"));
    assert!(!numbers(&nothing).contains(&4.06));

    let mut mixed = Sample::koriyama();
    mixed.about.points.clear();
    mixed.about.favorable.clear();
    for row in mixed.rows.iter_mut().filter(|row| row.level != Level::Item) {
        (row.distribution, row.first_point) = (None, None);
    }
    let row = mixed.rows.iter_mut().find(|row| row.code == "Q44").unwrap();
    (row.comparable, row.distribution) = (false, Some(vec![1, 2, 3, 4]));
    let range = sheet(&mixed, "回答の内訳");
    let last = range.rows().find(|row| says(&row[0], "Q44")).unwrap();
    assert_eq!((last[5].clone(), last[6].to_string()), (Data::Float(40.0), "–".to_owned()));
    assert_eq!(parts(&bytes(&mixed), "xl/charts/chart").len(), 1, "the tree alone is on one scale");

    let mut rescaled = Sample::koriyama();
    rescaled.about.scale = (0, 100);
    assert!(parts(&bytes(&rescaled), "charts/chart1.xml")[0].contains("<c:max val=\"100\"/>"));
}

#[test]
fn a_workbook_speaks_the_language_of_its_figures() {
    let mut sample = Sample::koriyama().with_segment("年代", "30代");
    sample.compared("30代", "0.21", 0.01, (1, 1, 1));
    sample = sample.with_cross([("年代", "30代"), ("職位", "係長級")]);
    sample.about.language = Language::En;
    let names = book(&bytes(&sample)).sheet_names();
    assert_eq!(
        names,
        [
            "Cover",
            "Scores",
            "Scores chart",
            "Items",
            "Items by score",
            "Items chart",
            "Answers",
            "Answers chart",
            "By attribute",
            "Comparison",
            "Differences",
            "Ranks",
            "Ranks chart",
            "Cross",
            "Items compared",
            "Method"
        ]
    );
    let kana = |c: char| matches!(c, 'ぁ'..='ん');
    let own = ["スコア", "設問", "内訳", "属性", "目標", "肯定"];
    let cover = sheet(&sample, "Cover");
    let text: Vec<String> = cover.used_cells().map(|(_, _, cell)| cell.to_string()).collect();
    assert!(text.iter().all(|text| !text.contains(kana) && own.iter().all(|word| !text.contains(word))), "{text:?}");
}
