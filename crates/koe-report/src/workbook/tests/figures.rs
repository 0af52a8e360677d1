//! Every figure as printed, in its column; what is withheld in words.

use calamine::{Data, Reader};
use koe_core::release::Level;
use koe_stats::{Decimal, nearest_f64};

use super::{book, bytes, column, numbers, parts, says, sheet};
use crate::sample::Sample;
use crate::typeset::printed;

#[test]
fn every_score_target_gap_and_interval_is_the_printed_one() {
    let sample = Sample::koriyama();
    let number = |value: Decimal| Data::Float(nearest_f64(&value.exact()));
    let scores = sheet(&sample, "スコア");
    let items = sheet(&sample, "設問");
    for row in &sample.rows {
        let (range, code) = match row.level {
            Level::Item => (&items, row.code.as_str()),
            Level::Overall => (&scores, ""),
            _ => (&scores, row.code.as_str()),
        };
        let cell = |head: &str| column(range, head).into_iter().find(|(own, _)| own == code).unwrap().1;
        assert_eq!(cell("スコア"), number(row.mean_text.unwrap()), "{code}");
        // The sample's intervals are the score ± 0.051, which prints ± 0.05.
        assert_eq!(cell("95%区間 下限"), number(printed(row.ci_low.unwrap(), 2).unwrap()), "{code}");
        assert_eq!(cell("n"), Data::Float(2118.0));
        assert_eq!(cell("肯定 %"), Data::Float(44.0), "0.437 prints 44");
        if let (Some(target), Some(gap)) = (row.target_text, row.gap_text) {
            assert_eq!((cell("目標"), cell("差")), (number(target), number(gap)), "{code}");
        }
    }
}

#[test]
fn no_number_is_finer_than_printed() {
    let mut sample = Sample::koriyama().with_segment("年代", "30代");
    for row in &mut sample.rows {
        row.favorable = Some(2.0 / 3.0);
        row.ci_low = Some(10.0 / 3.0);
    }
    let file = bytes(&sample);
    let all = numbers(&file);
    assert!(all.len() > 300);
    for value in all {
        let places = value.to_string().split_once('.').map_or(0, |(_, places)| places.len());
        assert!(places <= 2, "{value}");
    }
    for chart in parts(&file, "xl/charts/chart") {
        for value in chart.split("<c:v>").skip(1).filter_map(|part| part.split('<').next()) {
            let places = value.parse::<f64>().ok().and_then(|_| value.split_once('.')).map_or(0, |(_, at)| at.len());
            assert!(places <= 2, "{value}");
        }
    }
}

#[test]
fn what_is_withheld_is_said_and_never_blank() {
    let mut sample = Sample::koriyama();
    sample.withhold("1.2");
    sample.withhold("Q13");
    let scores = sheet(&sample, "スコア");
    for head in ["n", "スコア", "95%区間 下限", "95%区間 上限", "目標", "差", "状況", "肯定 %"] {
        let cells = column(&scores, head);
        let cell = &cells.iter().find(|(code, _)| code == "1.2").unwrap().1;
        assert_eq!(cell, &Data::String("非公表（少人数）".to_owned()), "{head}");
    }
    let spread = sheet(&sample, "回答の内訳");
    for head in ["1", "6", "肯定 %", "n"] {
        let withheld = column(&spread, head).iter().filter(|(_, cell)| says(cell, "非公表（少人数）")).count();
        assert_eq!(withheld, 2, "{head}");
    }
    assert!(parts(&bytes(&sample), "styles.xml")[0].contains("gray125"));
    // Item and category are withheld where they are ranked or drawn, too.
    let lines = |name: &str| sheet(&sample, name).rows().filter(|row| says(&row[0], "Q13")).count();
    assert_eq!((lines("設問"), lines("設問スコア順")), (1, 0), "in the table, not among the ranked");
    assert!(parts(&bytes(&sample), "charts/chart1.xml")[0].contains("帯のない行は非公表（少人数）"));
}

#[test]
fn distributions_add_up_and_name_every_point() {
    let mut sample = Sample::koriyama();
    sample.rows[3].distribution = Some(vec![0, 1, 0, 0, 0, 2108]);
    let range = sheet(&sample, "回答の内訳");
    let of = |code: &str| -> Vec<f64> {
        let row = range.rows().find(|row| says(&row[0], code)).unwrap();
        row[2..8].iter().map(|cell| if let Data::Float(part) = cell { *part } else { f64::NAN }).collect()
    };
    // 45, 144, 384, 614, 551, 371 of 2109: favorable 922 is 43.7, prints 44.
    assert_eq!(of("1.1"), [2.0, 7.0, 18.0, 29.0, 26.0, 18.0]);
    assert_eq!(of("Q01"), [0.0, 0.0, 0.0, 0.0, 0.0, 100.0]);
    assert!(parts(&bytes(&sample), "styles.xml")[0].contains("1未満"), "one answer is not none");
}

#[test]
fn favorable_shares_that_are_no_sums_say_so() {
    let mut sample = Sample::koriyama();
    let told = |sample: &Sample| {
        let range = sheet(sample, "回答の内訳");
        range.rows().take(4).any(|row| row[0].to_string().contains("項目の肯定はスコアと同じ規則"))
    };
    assert!(!told(&sample), "pooled shares are the sums of their bars");
    sample.about.rule = koe_core::definition::Rule::ItemMean;
    assert!(told(&sample));
}

#[test]
fn segments_have_a_line_each() {
    let mut sample = Sample::koriyama().with_segment("年代", "30代");
    let last = sample.rows.iter_mut().rfind(|row| row.code == "4").unwrap();
    *last = koe_core::release::Row {
        segment: last.segment.clone(),
        wave: last.wave.clone(),
        level: last.level,
        code: last.code.clone(),
        suppressed: true,
        ..Default::default()
    };
    let range = sheet(&sample, "属性別");
    assert!(says(&range.rows().next().unwrap()[0], "属性別では、全体スコアは4.06点です。"));
    let line = range.rows().find(|row| says(&row[0], "年代")).unwrap();
    let cells: Vec<String> = line.iter().map(ToString::to_string).collect();
    assert_eq!(cells, ["年代", "30代", "2118", "4.06", "4.15", "3.86", "4.17", "非公表（少人数）"]);
}

#[test]
fn response_rates_have_a_sheet_with_the_printed_figures() {
    let file = bytes(&Sample::koriyama().with_responses("部局"));
    assert!(book(&file).sheet_names().contains(&"回答率".to_owned()));
    let range = book(&file).worksheet_range("回答率").unwrap();
    let line = |value: &str| range.rows().find(|row| says(&row[1], value)).unwrap()[2..].to_vec();
    let text = |text: &str| Data::String(text.to_owned());
    assert_eq!(line("全員")[..3], [3522.0, 2118.0, 60.14].map(Data::Float));
    assert_eq!(line("総務部")[..3], [2000.0, 1200.0, 60.0].map(Data::Float));
    // 903/1510 = 59.801…
    let low = line("環境部 資源循環推進課 廃棄物対策係");
    assert_eq!(low, [Data::Float(1510.0), Data::Float(903.0), Data::Float(59.8), text("60%未満")]);
    let nobody = line("消防本部");
    assert_eq!(nobody[..3], [12.0, 0.0, 0.0].map(Data::Float));
    assert_eq!(nobody[3], text("回答なし（対象者12人のうち0人）"));
    assert_eq!(line("監査委員事務局"), [(); 4].map(|()| text("非公表（少人数）")));
    let unknown = line("水道局");
    assert_eq!(unknown, [text("–"), Data::Float(15.0), text("–"), text("回答率なし（対象者数が不明）")]);
    let without = book(&bytes(&Sample::koriyama())).sheet_names();
    assert!(!without.contains(&"回答率".to_owned()));
}

#[test]
fn the_method_says_what_is_withheld_and_names_its_inputs() {
    let mut sample = Sample::koriyama();
    sample.withhold("1.2");
    let range = sheet(&sample, "方法");
    let beside = |name: &str| range.rows().find(|row| says(&row[0], name)).unwrap()[1].to_string();
    assert_eq!(beside("公表に必要な回答者の数"), "5");
    let told = |text: &str| range.rows().any(|row| row[0].to_string().contains(text));
    assert!(told("この報告で非公表なのは、項目と設問の1行です。"));
    assert!(told("koe 0.1.0"));
    assert_eq!(beside("responses.csv"), "ab".repeat(32));
}
