//! Several waves: figures, words, charts of cells.

use calamine::{Data, DataType, Range, Reader};
use koe_core::definition::Language;
use koe_core::release::PartsState;

use super::{book, bytes, numbers, parts, says, sheet};
use crate::sample::Sample;
use crate::wording::trend::Telling;

const SHEETS: [&str; 6] =
    ["年度の推移", "年度の推移の図", "二つの年度", "二つの年度の図", "変化の内訳", "変化の内訳の図"];

fn sample() -> Sample {
    Sample::koriyama().with_waves()
}

fn text(text: &str) -> Data {
    Data::String(text.to_owned())
}

/// The rows that hold all of these texts.
fn rows(range: &Range<Data>, texts: &[&str]) -> Vec<Vec<Data>> {
    let holds = |row: &&[Data]| texts.iter().all(|text| row.iter().any(|cell| says(cell, text)));
    range.rows().filter(holds).map(<[Data]>::to_vec).collect()
}

fn only(range: &Range<Data>, texts: &[&str]) -> Vec<Data> {
    let mut rows = rows(range, texts);
    assert_eq!(rows.len(), 1, "{texts:?}");
    rows.remove(0)
}

/// The charts whose cells stand on a sheet, as XML.
fn charts(file: &[u8], sheet: &str) -> Vec<String> {
    let all = parts(file, "xl/charts/chart").into_iter();
    all.filter(|chart| chart.contains(&format!("<c:f>{sheet}!"))).collect()
}

#[test]
fn one_wave_has_none_of_these_sheets() {
    let names = book(&bytes(&Sample::koriyama())).sheet_names();
    assert!(SHEETS.iter().all(|sheet| !names.contains(&(*sheet).to_owned())), "{names:?}");
}

#[test]
fn the_sheets_stand_before_the_method_and_are_on_the_cover() {
    let file = bytes(&sample());
    let names = book(&file).sheet_names();
    let at = |name: &str| names.iter().position(|own| own == name).unwrap();
    assert!(SHEETS.windows(2).all(|pair| at(pair[0]) < at(pair[1])), "{names:?}");
    assert!(at("変化の内訳の図") < at("方法"));
    let cover = book(&file).worksheet_range("表紙").unwrap();
    assert!(SHEETS.iter().all(|sheet| cover.rows().any(|row| says(&row[0], sheet))));
}

#[test]
fn a_wave_has_its_score_changes_and_path_as_printed() {
    let range = sheet(&sample(), "年度の推移");
    let latest = only(&range, &["全体", "全員", "令和7年度"]);
    // 4.06 ± 0.04; +0.02 ± 0.03 since 2024, +0.04 ± 0.02 since 2023.
    let score = [2118.0, 4.06, 4.02, 4.10].map(Data::Float);
    let previous = [0.02, -0.01, 0.05, 0.435].map(Data::Float);
    let baseline = [0.04, 0.02, 0.06, 0.012].map(Data::Float);
    assert_eq!(latest[5..9], score);
    assert_eq!(latest[9..13], previous);
    assert_eq!(latest[13..17], baseline);
    assert_eq!((&latest[18], &latest[20]), (&Data::Float(4.17), &text("計画どおり")));
    let first = only(&range, &["全体", "全員", "令和3年度"]);
    assert_eq!(first[9..17], [(); 8].map(|()| text("–")), "the first wave has no change");
    // 25 lines in four waves.
    let lines = range.rows().filter(|row| says(&row[3], "全員")).count();
    assert_eq!(lines, 100);
}

#[test]
fn the_sentences_of_the_overall_score_and_the_notes_stand_under_the_table() {
    let sample = sample();
    let range = sheet(&sample, "年度の推移");
    let waves = sample.figures().trend.unwrap();
    let telling = Telling { waves, language: Language::Ja };
    let told = [telling.row(waves.overall().unwrap()), telling.notes()].concat();
    assert!(told.len() > 4);
    let last = range.rows().rposition(|row| says(&row[3], "全員")).unwrap();
    for sentence in told {
        assert!(range.rows().skip(last).any(|row| says(&row[0], &sentence)), "{sentence}");
    }
}

#[test]
fn a_withheld_wave_is_withheld_with_all_that_is_held_against_it() {
    let mut sample = sample();
    sample.withhold_wave("2023", "1.1");
    let file = bytes(&sample);
    let range = book(&file).worksheet_range("年度の推移").unwrap();
    let withheld = only(&range, &["1.1", "令和5年度"]);
    assert!(withheld[5..].iter().all(|cell| says(cell, "非公表（少人数）")), "{withheld:?}");
    let latest = only(&range, &["1.1", "令和7年度"]);
    assert_eq!(latest[6], Data::Float(4.31));
    assert!(latest[13..17].iter().all(|cell| says(cell, "非公表（少人数）")), "{latest:?}");
    // In the cells of a chart it is empty, as Excel draws a text as zero.
    let drawn = book(&file).worksheet_range("年度の推移の図").unwrap();
    let drawn = only(&drawn, &["職員研修", "令和5"]);
    assert_eq!((&drawn[2], &drawn[7]), (&Data::Empty, &text("非公表（少人数）")));
    assert!(charts(&file, "年度の推移の図").iter().all(|chart| chart.contains("<c:dispBlanksAs val=\"gap\"/>")));
    assert!(!charts(&file, "年度の推移の図").iter().any(|chart| chart.contains("<c:v>0</c:v>")));
}

#[test]
fn years_without_a_survey_keep_their_place_and_are_gaps() {
    let file = bytes(&sample());
    let range = book(&file).worksheet_range("年度の推移の図").unwrap();
    let none = only(&range, &["全体スコア", "令和4"]);
    assert_eq!((&none[2], &none[7]), (&Data::Empty, &text("実施なし")));
    let target = only(&range, &["全体スコア", "令和11"]);
    assert_eq!((&target[2], &target[6]), (&Data::Empty, &Data::Float(4.17)));
    // From 2021 to 2029, for overall, four top categories and nine lowest ones.
    let charts = charts(&file, "年度の推移の図");
    assert_eq!(charts.len(), 14);
    for chart in &charts {
        assert_eq!(chart.matches("<c:v>令和4</c:v>").count(), 4, "the years of every line");
        assert_eq!(chart.matches("<c:errBars>").count(), 1);
        assert!(chart.contains("<c:min val=\"3.2\"/>") && chart.contains("<c:max val=\"4.4\"/>"), "{chart}");
        assert!(chart.contains("prstDash val=\"dash\""), "the path is dashed");
    }
}

#[test]
fn two_waves_have_their_verdict_in_words_and_in_ink() {
    let mut sample = sample();
    for row in sample.waves.iter_mut().filter(|row| row.wave == "2025") {
        let change = &mut row.trend.as_mut().unwrap().since_baseline;
        match row.code.as_str() {
            "1.2" => change.p_adjusted = Some(0.2),
            "1.3" => (change.difference_low, change.difference_high) = (Some(-0.01), Some(0.09)),
            "Q05" => (change.difference_low, change.difference_high) = (None, None),
            _ => {}
        }
    }
    sample.withhold_wave("2025", "2.1");
    let file = bytes(&sample);
    let range = book(&file).worksheet_range("二つの年度").unwrap();
    let training = only(&range, &["1.1"]);
    assert_eq!(training[2..10], [4.27, 4.31, 0.04, 0.02, 0.06, 0.012, 0.02, 0.02].map(Data::Float));
    assert_eq!(training[10], text("上昇が確かめられる（調整後も）"));
    assert_eq!(only(&range, &["1.2"])[10], text("調整すると確かめられない"));
    assert_eq!(only(&range, &["1.3"])[10], text("動いたとは言えない"));
    assert_eq!(only(&range, &["Q05"])[10], text("区間なし（20人未満）"));
    let withheld = only(&range, &["2.1"]);
    assert_eq!(withheld[2], Data::Float(3.86), "2023 is shown");
    assert!(withheld[3..].iter().all(|cell| says(cell, "非公表（少人数）")), "{withheld:?}");
    let drawn = charts(&file, "二つの年度");
    let slopes: Vec<&String> = drawn.iter().filter(|chart| chart.contains("<c:lineChart>")).collect();
    // Accent of what holds, grey of what does not.
    let lines = |ink: &str| {
        let line = format!("<a:solidFill><a:srgbClr val=\"{ink}\"/></a:solidFill>");
        slopes.iter().map(|chart| chart.matches(&format!("<c:spPr><a:ln w=\"25400\">{line}")).count()).sum::<usize>()
    };
    // Nine lowest categories, one withheld, two that do not hold.
    assert_eq!(slopes.iter().map(|chart| chart.matches("<c:ser>").count()).sum::<usize>(), 8);
    assert_eq!(lines("1F5A99"), 6);
    assert!(drawn.iter().any(|chart| chart.contains("<c:barChart>") && chart.contains("<c:errBars>")));
}

#[test]
fn parts_add_up_to_the_change_as_printed() {
    let range = sheet(&sample(), "変化の内訳");
    let total = only(&range, &["合計", "部局"]);
    // 0.030 + 0.020 − 0.005; −0.004 + 0.001; with −0.002 of who answered 0.040.
    assert_eq!(total[4..7], [0.045, -0.003, 0.04].map(Data::Float));
    assert_eq!(only(&range, &["だれが回答したかの変化"])[4..7], [text("–"), text("–"), Data::Float(-0.002)]);
    assert_eq!(only(&range, &["部局", "そのほかの人"])[4..7], [-0.005, 0.0, -0.005].map(Data::Float));
    let mut withheld = sample();
    withheld.trend.as_mut().unwrap().decomposition[1].state = PartsState::Withheld;
    let range = sheet(&withheld, "変化の内訳");
    let row = only(&range, &["部局"]);
    assert!(row[4..7].iter().all(|cell| says(cell, "非公表（少人数）")));
    assert!(says(&row[7], "内訳は非公表です（少人数）。"));
}

#[test]
fn steps_of_a_waterfall_stand_on_the_sum_of_those_before() {
    let file = bytes(&sample());
    let range = book(&file).worksheet_range("変化の内訳の図").unwrap();
    let block = rows(&range, &["全体スコア（部局別）"]);
    // From 4.02 by 0.030, 0.020, −0.005, −0.003 and −0.002 to 4.06.
    let expected = [
        [None, Some(4.02), None, None],
        [Some(4.02), None, Some(0.03), None],
        [Some(4.05), None, Some(0.02), None],
        [Some(4.065), None, None, Some(0.005)],
        [Some(4.062), None, None, Some(0.003)],
        [Some(4.06), None, None, Some(0.002)],
        [None, Some(4.06), None, None],
    ];
    let cells: Vec<Vec<Option<f64>>> =
        block.iter().map(|row| row[2..6].iter().map(DataType::as_f64).collect()).collect();
    assert_eq!(cells, expected.map(Vec::from));
    let charts = charts(&file, "変化の内訳の図");
    assert_eq!(charts.len(), 2);
    assert!(charts.iter().all(|chart| chart.contains("<c:grouping val=\"stacked\"/>")));
}

#[test]
fn waves_without_years_have_tables_and_no_axis_of_years() {
    let mut sample = sample();
    sample.trend.as_mut().unwrap().waves.iter_mut().for_each(|wave| wave.year = None);
    let file = bytes(&sample);
    let names = book(&file).sheet_names();
    for (name, has) in SHEETS.iter().zip([true, false, true, true, true, false]) {
        assert_eq!(names.contains(&(*name).to_owned()), has, "{name}");
    }
    let range = book(&file).worksheet_range("二つの年度").unwrap();
    assert!(range.rows().any(|row| says(&row[2], "令和5年度") && says(&row[3], "令和7年度")));
}

#[test]
fn without_targets_no_path_is_drawn() {
    let mut sample = sample();
    for row in sample.waves.iter_mut().chain(&mut sample.rows) {
        (row.target_text, row.path) = (None, None);
        if let Some(own) = &mut row.trend {
            own.path_status = None;
        }
    }
    let range = sheet(&sample, "年度の推移の図");
    let years = rows(&range, &["全体スコア"]);
    // 2021 to 2025 and no further, under the title of the chart.
    let years: Vec<&Vec<Data>> = years.iter().filter(|row| !row[1].is_empty()).collect();
    assert_eq!(years.len(), 5);
    assert!(years.iter().all(|row| row[5].is_empty() && row[6].is_empty()));
    let latest = only(&sheet(&sample, "年度の推移"), &["全体", "全員", "令和7年度"]);
    assert_eq!(latest[17..21], [(); 4].map(|()| text("–")));
}

#[test]
fn no_figure_of_a_trend_is_finer_than_printed() {
    let mut sample = sample();
    for row in &mut sample.waves {
        if let Some(own) = &mut row.trend {
            own.since_previous.p_adjusted = Some(1.0 / 30.0);
            own.since_baseline.difference_low = Some(0.02 / 3.0);
            own.since_baseline.difference_high = Some(0.2 / 3.0);
        }
    }
    let file = bytes(&sample);
    for value in numbers(&file) {
        let places = value.to_string().split_once('.').map_or(0, |(_, places)| places.len());
        assert!(places <= 3, "{value}");
    }
}

#[test]
fn hostile_names_of_waves_and_parts_are_text() {
    for name in ["=cmd|' /C calc'!A0", "a\tb\nc\u{0}\u{1b}\u{202e}\u{ffff}", "</t><script>\"&'", &"長".repeat(5_000)] {
        let mut sample = sample();
        sample.waves.iter_mut().for_each(|row| row.name = name.to_owned());
        let trend = sample.trend.as_mut().unwrap();
        trend.waves.iter_mut().for_each(|wave| wave.label = name.to_owned());
        for of in &mut trend.decomposition {
            of.attribute = of.attribute.as_ref().map(|_| name.to_owned());
            of.parts.iter_mut().for_each(|part| part.name = Some(name.to_owned()));
        }
        let file = bytes(&sample);
        for part in parts(&file, "xl/") {
            usvg::roxmltree::Document::parse(&part).unwrap_or_else(|error| panic!("{name}: {error}"));
        }
        let mut book = book(&file);
        for (sheet, range) in book.worksheets() {
            for (.., cell) in range.used_cells() {
                assert!(!cell.to_string().contains(['\0', '\u{1b}', '\u{202e}', '\u{ffff}', '\n']), "{sheet}");
            }
            assert!(book.worksheet_formula(&sheet).unwrap().used_cells().next().is_none(), "{sheet}: {name}");
        }
        for drawing in parts(&file, "xl/drawings/drawing") {
            assert!(!drawing.contains("calc") && !drawing.contains('長'), "alt texts are koe's own words");
        }
    }
}

#[test]
fn english_sheets_have_english_words() {
    let mut sample = sample();
    sample.about.language = Language::En;
    let file = bytes(&sample);
    let names = book(&file).sheet_names();
    for name in ["Over the years", "Over the years chart", "Two waves", "Two waves chart", "Why it moved"] {
        assert!(names.contains(&name.to_owned()), "{names:?}");
    }
    let range = book(&file).worksheet_range("Over the years").unwrap();
    let latest = only(&range, &["Overall", "Everyone", "2025"]);
    assert_eq!(latest[20], text("on the path"));
    let range = book(&file).worksheet_range("Two waves").unwrap();
    assert_eq!(only(&range, &["1.1"])[10], text("rise, holds after adjustment"));
}
