use koe_core::Input;
use koe_core::definition::Language;
use koe_core::release::{Level, Row};

use super::*;
use crate::chart::marks::with_setting;
use crate::chart::scene::Rect;
use crate::chart::{Kind, PlanKind};
use crate::outlook::sample::{named, published};
use crate::sample::Sample;
use crate::typeset::figure;
use koe_core::plan::Plan;

fn colophon() -> Colophon {
    let input = |name: &str| Input { name: name.to_owned(), bytes: 3522, sha256: "0123456789abcdef".repeat(4) };
    Colophon { version: "0.1.0".to_owned(), inputs: vec![input("survey.toml"), input("responses-2025.csv")] }
}

fn pdf(sample: &Sample) -> Vec<u8> {
    render_figures(sample.figures(), &colophon(), &Fonts::embedded()).unwrap()
}

/// The texts of each page with the room they take, scaled as they are drawn.
fn pages(sample: &Sample) -> Vec<Vec<(String, Rect)>> {
    texts(&laid_out(sample.figures(), &colophon(), &Fonts::embedded()).unwrap().1)
}

fn texts(sheets: &[Sheet]) -> Vec<Vec<(String, Rect)>> {
    let fonts = Fonts::embedded();
    let ruler = fonts.ruler().unwrap();
    let texts = |part: &Part| -> Vec<(String, Rect)> {
        let put = |rect: Rect| {
            let Rect { x, y, width, height } = rect;
            Rect::new(x * part.scale, y * part.scale + part.at, width * part.scale, height * part.scale)
        };
        part.scene.texts(&ruler).map(|(text, rect)| (text.to_owned(), put(rect))).collect()
    };
    sheets.iter().map(|sheet| sheet.parts.iter().flat_map(texts).collect()).collect()
}

fn all_text(sample: &Sample) -> String {
    pages(sample).into_iter().flatten().map(|(text, _)| text + "\n").collect()
}

fn assert_well_set(sample: &Sample, what: &str) {
    assert_set(&pages(sample), what);
}

fn assert_set(pages: &[Vec<(String, Rect)>], what: &str) {
    for (number, texts) in pages.iter().enumerate() {
        let number = number + 1;
        for (text, rect) in texts {
            assert!(rect.x >= -0.01 && rect.x + rect.width <= 816.01, "{what}, page {number}: {text} at {rect:?}");
            assert!(rect.y >= -0.01, "{what}, page {number}: {text} at {rect:?}");
            let footer = rect.y >= paper::FOOT;
            assert!(footer || rect.y + rect.height <= paper::ROOM + 0.01, "{what}, page {number}: {text}");
        }
        for (index, (text, a)) in texts.iter().enumerate() {
            for (other, b) in &texts[index + 1..] {
                let beside = a.x + a.width <= b.x + 0.01 || b.x + b.width <= a.x + 0.01;
                let above = a.y + a.height <= b.y + 0.01 || b.y + b.height <= a.y + 0.01;
                assert!(beside || above, "{what}, page {number}: {text} on {other}");
            }
        }
        let foot = format!("{number} / {}", pages.len());
        assert_eq!(texts.last().map(|(text, _)| text.as_str()), Some(foot.as_str()), "{what}");
    }
}

#[test]
fn the_same_figures_are_the_same_bytes_and_bear_no_date() {
    let (first, second) = (pdf(&Sample::koriyama()), pdf(&Sample::koriyama()));
    assert_eq!(first, second);
    let one = rayon::ThreadPoolBuilder::new().num_threads(1).build().unwrap();
    assert_eq!(first, one.install(|| pdf(&Sample::koriyama())), "on one thread");
    let text = String::from_utf8_lossy(&first);
    assert!(text.starts_with("%PDF-1.7") && text.trim_end().ends_with("%%EOF"));
    for date in ["CreationDate", "ModDate", "xmp:CreateDate"] {
        assert!(!text.contains(date), "{date}");
    }
}

#[test]
fn the_document_is_one_that_everyone_can_read() {
    let bytes = pdf(&Sample::koriyama());
    let text = String::from_utf8_lossy(&bytes);
    assert!(text.contains("<pdfuaid:part>1</pdfuaid:part>"));
    assert!(text.contains("/Lang(ja)") && text.contains("/DisplayDocTitle true"));
    let english = pdf(&Sample::koriyama().english());
    assert!(String::from_utf8_lossy(&english).contains("/Lang(en)"));
}

#[test]
fn the_first_page_is_the_first_screen_and_the_chart_of_scores_whole() {
    let sample = Sample::koriyama();
    let first: String = pages(&sample)[0].iter().map(|(text, _)| text.as_str()).collect();
    for expected in ["郡山市 職員アンケート 令和7年度 結果報告", "60.14", "3,522人のうち2,118人", "1 目標との差"]
    {
        assert!(first.contains(expected), "{expected}");
    }
    for row in sample.figures().tree() {
        assert!(first.contains(&figure(row.mean_text.unwrap())), "{}", row.code);
        assert!(row.level == Level::Overall || first.contains(&row.name), "{}", row.code);
    }
}

/// Units compared with everyone, one withheld; a cross with a cell of nobody.
fn compared() -> Sample {
    let mut sample = Sample::koriyama().with_responses("部局");
    let families = vec![koe_core::release::Family {
        attributes: vec!["部局".to_owned()],
        level: Level::Overall,
        test: koe_core::compare::Test::Welch,
        size: 2,
    }];
    sample.compared = Some(koe_core::release::Compared { families, ..Default::default() });
    for unit in ["総務部", "環境部", "監査委員事務局"] {
        sample = sample.with_segment("部局", unit);
    }
    for age in ["30代", "40代"] {
        sample = sample.with_segment("年代", age);
    }
    for (unit, age) in [("総務部", "30代"), ("環境部", "30代"), ("環境部", "40代")] {
        sample = sample.with_cross([("部局", unit), ("年代", age)]);
    }
    sample.compared("総務部", "0.21", 0.012, (2, 2, 2));
    sample.compared("環境部", "-0.02", 0.8, (1, 1, 2));
    sample.compared("30代", "0.05", 0.4, (1, 2, 2));
    sample.withhold_unit("監査委員事務局");
    sample
}

#[test]
fn comparisons_begin_with_what_was_found_and_go_attribute_by_attribute() {
    let headings = |sample: &Sample| -> Vec<String> {
        let (_, sheets) = laid_out(sample.figures(), &colophon(), &Fonts::embedded()).unwrap();
        let parts = sheets.into_iter().flat_map(|sheet| sheet.parts);
        let all = parts.filter_map(|part| match part.role {
            Role::Heading(_, title) => Some(title),
            _ => None,
        });
        all.skip_while(|title| title != "3 比較").skip(1).take_while(|title| !title.starts_with('4')).collect()
    };
    let begins = [
        "部局別に順位を比べた2区分",
        "部局別では、公表できる2区分",
        "部局別では、公表できる2区分の全体スコア",
        "年代別",
    ];
    let own = headings(&compared());
    for (own, begins) in own.iter().zip(begins) {
        assert!(own.starts_with(begins), "{own}");
    }
    assert_eq!(own.len(), 8, "three an attribute, the cross, who answered: {own:?}");
    assert!(own[6].starts_with("部局と年代の組み合わせでは") && own[7].starts_with("部局別の回答率"));
    let text = all_text(&compared()).replace('\n', "");
    let found = text.find("総務部は全体より0.21点低く").expect("the finding");
    assert!(text.find("3 比較").is_some_and(|title| title < found));
    assert!(text.find("部局別に順位を比べた2区分").is_some_and(|ranks| found < ranks), "before the first chart");
    assert!(text.contains("該当者なし"));
    let plain = Sample::koriyama().with_segment("部局", "総務部");
    assert!(all_text(&plain).contains("3 属性別\n"), "nothing was compared");
}

#[test]
fn every_text_of_every_chart_is_on_some_page() {
    let sample = compared();
    let fonts = Fonts::embedded();
    let (ruler, medium) = (fonts.ruler().unwrap(), Medium::sheet());
    let setting = Setting { ruler: &ruler, medium: &medium, language: Language::Ja, years: Language::Ja.into() };
    let text = all_text(&sample);
    let mut rows = 0;
    for drawing in Kind::ALL.into_iter().flat_map(|kind| kind.draw(sample.figures(), setting)) {
        assert!(text.replace('\n', "").contains(&drawing.title), "{}", drawing.title);
        for block in &drawing.blocks {
            rows += 1;
            for (own, _) in block.scene.texts(&ruler) {
                assert!(text.contains(own), "{}: {own}", drawing.title);
            }
        }
    }
    assert!(rows >= 14, "overall, 4 categories, 9 subcategories");
    assert!(text.contains("60.14%") && text.contains("回答率なし（対象者数が不明）"));
}

#[test]
fn the_method_ends_with_the_files_and_their_hashes() {
    let text = all_text(&Sample::koriyama());
    for expected in ["responses-2025.csv、3,522バイト", &"0123456789abcdef".repeat(4), "koe 0.1.0", "方法と非公表"]
    {
        assert!(text.contains(expected), "{expected}");
    }
    let english = all_text(&Sample::koriyama().english());
    assert!(english.contains("responses-2025.csv, 3,522 bytes") && english.contains("made by koe 0.1.0"));
}

#[test]
fn no_text_leaves_its_page_or_touches_another() {
    assert_well_set(&Sample::koriyama(), "as published");
    assert_well_set(&Sample::koriyama().english(), "English");
    assert_well_set(&Sample::koriyama().without_targets(), "no targets");
    assert_well_set(&Sample::koriyama().silent(), "all withheld");
    assert_well_set(&compared(), "comparisons, response rates");
    assert_well_set(&compared().english(), "comparisons, response rates, English");
    let mut wide = Sample::koriyama().without_targets();
    wide.about.scale = (0, 100);
    assert_well_set(&wide, "out of a hundred");
    for (mean, target) in [("1.00", "1.05"), ("5.99", "6.00"), ("6.00", "5.98"), ("3.50", "3.50"), ("1.00", "6.00")] {
        let mut sample = Sample::koriyama();
        sample.rows[0].mean_text = Some(mean.parse().unwrap());
        sample.rows[0].target_text = Some(target.parse().unwrap());
        assert_well_set(&sample, mean);
    }
}

#[test]
fn a_withheld_survey_shows_no_figure() {
    let text = all_text(&Sample::koriyama().silent());
    assert!(text.contains("全体スコアは非公表（少人数）です。"));
    assert!(!text.contains("4.06") && !text.contains("2,118"));
}

#[test]
fn hostile_names_are_text_and_stay_on_their_pages() {
    let long = "長".repeat(5000);
    let names = ["<script>alert(1)</script>", "\u{202e}abc\u{0}\u{1b}\n", "a]]>&lt;b", "한국어 🙂", "", " ", &long];
    for name in names {
        for sample in [Sample::koriyama().named(name), Sample::koriyama().named(name).english()] {
            assert_well_set(&sample, &name.chars().take(20).collect::<String>());
            assert!(!all_text(&sample).contains(['\u{202e}', '\0', '\u{1b}']));
        }
        assert!(pdf(&Sample::koriyama().named(name)).starts_with(b"%PDF-1.7"), "{name}");
    }
}

#[test]
fn a_survey_of_three_hundred_categories_and_items_takes_as_many_pages_as_it_needs() {
    let mut sample = Sample::koriyama();
    let last = sample.rows.iter().rposition(|row| row.level == Level::Subcategory).unwrap();
    let (category, item) = (sample.rows[last].clone(), sample.rows[last + 1].clone());
    for number in 0..300 {
        let named = |row: &Row, kind: &str| Row {
            code: format!("{kind}{number}"),
            name: format!("{kind}番号{number}"),
            ..row.clone()
        };
        sample.rows.push(named(&category, "項"));
        sample.rows.push(Row { category: Some(format!("項{number}")), ..named(&item, "問") });
    }
    assert_well_set(&sample, "300 categories");
    let pages = pages(&sample);
    // 1,192 units hold 38 rows of 30 under a head of 26.
    assert!(pages.len() > 314 / 38, "{}", pages.len());
    let heads = pages.iter().filter(|page| page.iter().any(|(text, _)| text == "状況")).count();
    assert!(heads >= 314 / 38, "columns are named on every page of the table: {heads}");
    let text = all_text(&sample);
    assert!((0..300).all(|number| text.contains(&format!("項番号{number}\n"))));
}

#[test]
fn a_plan_has_its_section_with_its_charts_and_bookmarks() {
    let bare = all_text(&Sample::koriyama());
    assert!(!bare.contains("指標と計画"));
    for city in ["koriyama-2025", "aizuwakamatsu-plan", "iwaki-plan"] {
        let sample = Sample::koriyama().with_plan(published(city));
        assert_well_set(&sample, city);
        let text = all_text(&sample);
        assert!(text.contains("3 指標と計画") && text.contains("4 方法と非公表"), "{city}");
        let (flow, _) = laid_out(sample.figures(), &colophon(), &Fonts::embedded()).unwrap();
        let plan = PlanKind::ALL.into_iter().filter_map(|kind| chart_of(&sample, kind)).collect::<Vec<_>>();
        let alts: Vec<&String> = flow.figures.iter().map(|figure| &figure.description).collect();
        for description in plan {
            assert!(alts.contains(&&description), "{city}: a figure told in words");
        }
    }
    for name in ["<b>&", "a\u{202e}\u{0}", "=1"].map(str::to_owned).into_iter().chain(["長".repeat(5000)]) {
        let sample = Sample::koriyama().with_plan(named(&name));
        assert_well_set(&sample, "hostile");
        assert!(!pdf(&sample).is_empty());
    }
}

#[test]
fn a_plan_alone_is_well_set_whatever_its_names() {
    let set = |plan: &Plan, language: Language, what: &str| {
        let outlook = Outlook { plan, language, years: language.into() };
        let fonts = Fonts::embedded();
        let (flow, sheets) = plan_laid_out(outlook, &colophon(), &fonts).unwrap();
        assert_set(&texts(&sheets), what);
        let first = render_plan(outlook, &colophon(), &fonts).unwrap();
        assert_eq!(first, render_plan(outlook, &colophon(), &fonts).unwrap(), "{what}");
        assert!(first.starts_with(b"%PDF-1.7"), "{what}");
        flow.figures.len()
    };
    for (city, figures) in [("koriyama-2025", 2), ("aizuwakamatsu-plan", 1), ("iwaki-plan", 3)] {
        for language in [Language::Ja, Language::En] {
            assert_eq!(set(&published(city), language, city), figures);
        }
    }
    for name in ["<b>&", "a\u{202e}\u{0}", "=1"].map(str::to_owned).into_iter().chain(["長".repeat(5000)]) {
        assert_eq!(set(&named(&name), Language::Ja, "hostile"), 3);
    }
}

fn chart_of(sample: &Sample, kind: PlanKind) -> Option<String> {
    with_setting(Medium::sheet(), Language::Ja, |setting| {
        kind.draw(sample.figures().outlook()?, setting).map(|drawing| drawing.description)
    })
}
