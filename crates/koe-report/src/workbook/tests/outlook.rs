//! Sheets of the plan beside the survey.

use calamine::{Data, Range, Reader};

use koe_core::definition::Language;

use super::super::render_plan;
use super::{book, bytes, parts, says, sheet};
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
    assert!(
        !bare
            .iter()
            .any(|name| ["指標", "指標の図", "計画", "計画の取組数", "計画の取組数の図", "能力"]
                .contains(&name.as_str()))
    );
    let own =
        |sample: &Sample| -> Vec<String> { names(sample).into_iter().filter(|name| !bare.contains(name)).collect() };
    assert_eq!(own(&with(published("koriyama-2025"))), ["指標", "指標の図", "能力"]);
    assert_eq!(own(&with(published("aizuwakamatsu-plan"))), ["計画", "計画の取組数", "計画の取組数の図"]);
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
    let styles = parts(&bytes(&sample), "xl/styles.xml").concat();
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
        ("koriyama-2025", &["表紙", "指標", "指標の図", "能力", "方法"][..]),
        ("aizuwakamatsu-plan", &["表紙", "計画", "計画の取組数", "計画の取組数の図", "方法"]),
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

/// The charts of a workbook of a plan alone.
fn charts(plan: &koe_core::plan::Plan, language: Language) -> Vec<String> {
    parts(&alone(plan, language), "xl/charts/chart")
}

/// Five outcomes of 4, 3, 2, 2 and 3 indicators (issue 5); the last but one of the
/// DX ones is not reported, one of エンゲージメント is only to be kept.
#[test]
fn attainment_is_a_chart_for_each_outcome_on_one_axis() {
    let plan = published("koriyama-2025");
    let charts = charts(&plan, Language::Ja);
    let bars: Vec<usize> = charts.iter().map(|chart| points(chart, "<c:cat>")).collect();
    assert_eq!(bars, [4, 3, 2, 2, 3]);
    let first = &charts[0];
    assert!(first.contains("<c:f>指標の図!$B$") && first.contains("<c:f>指標の図!$C$") && first.contains("人材育成"));
    // 33.3 % of 研修受講満足度, as it is printed.
    assert!(first.contains("<c:v>33.3</c:v>") && first.contains("0.0;&quot;−&quot;0.0"), "{first}");
    let ends = |chart: &String| {
        ["min", "max", "majorUnit"].map(|own| {
            let text = chart.rsplit_once(&format!("<c:{own} val=\"")).unwrap().1;
            text.split('"').next().unwrap().parse::<f64>().unwrap()
        })
    };
    let least = plan.indicators.iter().filter_map(|own| own.attainment().percent).min().unwrap();
    for chart in &charts {
        let [low, high, step] = ends(chart);
        assert!(low <= 0.0 && low <= koe_stats::nearest_f64(&least.exact()) && high >= 115.0);
        assert!((low % step).abs() < 1e-9 && (100.0 % step).abs() < 1e-9, "baseline and target have lines");
        assert!(chart.contains("0は基準、100は目標"));
    }
    let words = |word: &str| charts.iter().filter(|chart| chart.contains(&format!("<a:t>{word}</a:t>"))).count();
    assert_eq!((words("未報告"), words("維持")), (1, 1));
    let drawing = &parts(&alone(&plan, Language::Ja), "xl/drawings/drawing")[0];
    assert_eq!(drawing.matches("descr=\"指標の達成率").count(), 5);
}

/// How many cells of a kind the first series of a chart has.
fn points(chart: &str, kind: &str) -> usize {
    let cells = chart.split(kind).nth(1).unwrap();
    cells.split("<c:ptCount val=\"").nth(1).unwrap().split('"').next().unwrap().parse().unwrap()
}

#[test]
fn a_withheld_attainment_is_a_word_in_its_cell_and_in_place_of_its_bar() {
    let range = book(&alone(&bent(), Language::Ja)).worksheet_range("指標の図").unwrap();
    let withheld = Data::String("非公表（少人数）".to_owned());
    assert_eq!(cell(&range, "研修受講満足度", "達成率 %"), withheld);
    assert_eq!(cell(&range, "研修受講満足度", "状況"), withheld);
    assert!(charts(&bent(), Language::Ja)[0].contains("<a:t>非公表（少人数）</a:t>"));
}

#[test]
fn nothing_attained_is_said_and_not_drawn() {
    let mut own = book(&alone(&published("iwaki-plan"), Language::Ja));
    assert!(!own.sheet_names().iter().any(|name| name.ends_with('図')));
    let said = |range: Range<Data>, text: &str| range.used_cells().any(|(.., cell)| says(cell, text));
    let range = own.worksheet_range("指標").unwrap();
    assert!(said(range, "達成率を示せる指標がないため、図はありません。"));
    let mut plan = published("aizuwakamatsu-plan");
    let actions = plan.actions.as_mut().unwrap();
    for (at, action) in actions.actions.iter_mut().enumerate() {
        action.cells[0].planned = Some(format!("状況{}", at % 7));
    }
    actions.statuses.extend((0..7).map(|at| format!("状況{at}")));
    let mut own = book(&alone(&plan, Language::Ja));
    assert!(!own.sheet_names().contains(&"計画の取組数の図".to_owned()), "no seven colours can be told apart");
    let range = own.worksheet_range("計画の取組数").unwrap();
    assert!(said(range, "状況の種類が多い、または数える取組がないため、図はありません。"));
}

#[test]
fn actions_by_status_are_columns_of_each_year() {
    let plan = published("aizuwakamatsu-plan");
    for (language, sheet) in [(Language::Ja, "計画の取組数"), (Language::En, "'Plan counts'")] {
        let charts = charts(&plan, language);
        let [chart] = charts.as_slice() else { panic!("{}", charts.len()) };
        assert!(chart.contains("<c:barDir val=\"col\"/>") && chart.contains("<c:grouping val=\"stacked\"/>"));
        let statuses = plan.actions.as_ref().unwrap().count(|_| true).statuses;
        assert_eq!((chart.matches("<c:ser>").count(), points(chart, "<c:val>")), (statuses.len(), 5));
        for (series, status) in chart.split("<c:ser>").skip(1).zip(&statuses) {
            assert!(series.contains(&format!("<c:f>{sheet}!$B$")) && series.contains(&status.status));
            let values = series.split_once("<c:val>").unwrap().1.split_once("</c:val>").unwrap().0;
            let values = values.split("<c:v>").skip(1).filter_map(|value| value.split('<').next()?.parse().ok());
            assert_eq!(values.collect::<Vec<usize>>(), status.actions, "{}", status.status);
        }
    }
}

#[test]
fn no_header_or_filter_stands_over_the_charts_of_a_plan() {
    for city in ["koriyama-2025", "aizuwakamatsu-plan"] {
        let file = alone(&published(city), Language::Ja);
        let sheets = parts(&file, "xl/worksheets/sheet");
        let drawn: Vec<_> = sheets.iter().filter(|sheet| sheet.contains("<drawing ")).collect();
        assert_eq!(drawn.len(), 1, "{city}");
        assert!(!drawn[0].contains("<autoFilter") && !drawn[0].contains("<pane "), "{city}");
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
