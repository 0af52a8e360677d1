//! The page as text: what it says, where, and that names stay names.

use koe_core::compare::Test;
use koe_core::release::{Compared, Family, Level, Omnibus};

use super::*;
use crate::sample::{Sample, one_test};

fn colophon(name: &str) -> Colophon {
    let input = koe_core::Input { name: name.to_owned(), bytes: 1234, sha256: "0f".repeat(32) };
    Colophon { version: "0.1.0".to_owned(), inputs: vec![input] }
}

fn page(sample: &Sample) -> String {
    render_figures(sample.figures(), &colophon("survey.toml")).unwrap()
}

fn cut() -> Sample {
    Sample::koriyama().with_segment("部局", "総務部").with_segment("部局", "環境部").with_segment("年代", "30代")
}

/// Two attributes with their cross, all compared with everyone: 総務部 is lower,
/// 環境部 cannot be told from everyone, 監査委員事務局 is withheld.
fn compared() -> Sample {
    let mut sample = cut().with_segment("部局", "監査委員事務局").with_segment("年代", "40代");
    for pair in [("30代", "総務部"), ("30代", "環境部"), ("40代", "監査委員事務局")] {
        sample = sample.with_cross([("年代", pair.0), ("部局", pair.1)]);
    }
    sample.compared("総務部", "0.21", 0.012, (1, 2, 2));
    sample.compared("環境部", "-0.02", 0.8, (1, 2, 2));
    sample.compared("30代", "0.00", 0.8, (1, 2, 2));
    sample.withhold_unit("監査委員事務局");
    let omnibus = |attributes: &[&str]| Omnibus { family: Some(1), ..one_test(attributes, Level::Overall, "overall") };
    let family = Family { attributes: vec!["部局".to_owned()], level: Level::Overall, test: Test::Welch, size: 2 };
    sample.compared = Some(Compared {
        families: vec![family],
        omnibus: vec![omnibus(&["部局"]), omnibus(&["年代", "部局"])],
        ..Compared::default()
    });
    sample
}

fn part<'a>(page: &'a str, from: &str, to: &str) -> &'a str {
    let rest = &page[page.find(from).unwrap_or_else(|| panic!("{from}"))..];
    &rest[..rest.find(to).unwrap_or_else(|| panic!("{to}"))]
}

/// Names that try to be something else.
pub(super) const HOSTILE: [&str; 6] = [
    "<script>alert(1)</script>",
    "</script></style></title><img src=x onerror=alert(1)>",
    "-->{{ 7 * 7 }}{% raw %}",
    "\" onmouseover=\"x",
    "=cmd()",
    "\u{202e}abc\u{0}\u{1b}",
];

/// The tags of a page, in their order.
pub(super) fn tags(page: &str) -> Vec<&str> {
    page.split('<').skip(1).filter_map(|part| part.split([' ', '>', '\n']).next()).collect()
}

#[test]
fn the_first_screen_says_where_we_are() {
    let page = page(&Sample::koriyama());
    for expected in ["4.06", "4.17", "60.14", "差 −0.11（年に+0.03が必要）", "3,522人のうち2,118人", "lang=\"ja\""]
    {
        assert!(page.contains(expected), "{expected}");
    }
}

#[test]
fn nothing_is_asked_of_the_network_and_one_script_runs() {
    let page = page(&cut());
    assert_eq!(page.matches("<script").count(), 1);
    assert!(page.contains(&format!("<script>{}</script>", policy::script())));
    for forbidden in ["style=\"", " src=", "http:", "https:", "@import", "url(", "onload"] {
        assert!(!page.contains(forbidden), "{forbidden}");
    }
    let head = page.find("Content-Security-Policy").unwrap();
    assert!(head < page.find("<title").unwrap());
    assert!(page.contains("default-src &#x27;none&#x27;") || page.contains("default-src 'none'"));
}

#[test]
fn hostile_names_are_text_and_nothing_else() {
    // Segments of one name are one segment, whatever the name is.
    let cut = || compared().with_responses("部局");
    let named = |name: &str| {
        let mut sample = cut().named(name);
        for test in sample.compared.iter_mut().flat_map(|compared| &mut compared.omnibus) {
            test.attributes = vec![name.to_owned(); test.attributes.len()];
            name.clone_into(&mut test.name);
        }
        for family in sample.compared.iter_mut().flat_map(|compared| &mut compared.families) {
            family.attributes = vec![name.to_owned()];
        }
        render_figures(sample.figures(), &colophon(name)).unwrap()
    };
    let plain = named("x");
    let shape = tags(&plain);
    for table in ["t-d1", "t-s1", "t-e1", "t-f1", "t-l1"] {
        assert!(
            plain.contains(&format!("<table aria-labelledby=\"{table}\""))
                || plain.contains(&format!("<table role=\"table\" aria-labelledby=\"{table}\"")),
            "{table}"
        );
    }
    assert!(plain.contains("class=\"tests\""));
    for name in HOSTILE {
        let page = named(name);
        assert_eq!(tags(&page), shape, "{name}");
        assert!(!page.contains(['\u{202e}', '\0', '\u{1b}']));
    }
    let long = named(&"長".repeat(5000));
    assert_eq!(tags(&long), shape);
}

#[test]
fn every_kind_of_survey_has_a_page() {
    let mut bare = Sample::koriyama().without_targets();
    for row in &mut bare.rows {
        row.invited = None;
        row.response_rate = None;
        row.response_rate_text = None;
    }
    let page_bare = page(&bare.english());
    assert!(page_bare.contains("lang=\"en\""));
    assert!(!page_bare.contains("Target"));
    assert!(page_bare.contains("Respondents"));

    let mut flat = Sample::koriyama();
    flat.rows.retain(|row| row.level != koe_core::release::Level::Subcategory);
    flat.withhold("2");
    let page_flat = page(&flat);
    assert!(page_flat.contains("非公表（少人数）"));
    assert!(!page_flat.contains("中項目"));

    let page_silent = page(&Sample::koriyama().silent());
    assert!(page_silent.contains("全体スコアは非公表（少人数）です。"));
    assert!(!page_silent.contains("4.06"));
}

#[test]
fn items_stand_by_score_under_their_category_and_say_whom_they_are_for() {
    let mut sample = Sample::koriyama();
    for row in sample.rows.iter_mut().filter(|row| row.code == "Q13") {
        row.applies_to = vec!["正職員".to_owned()];
    }
    let ja = page(&sample);
    let items = part(&ja, "aria-labelledby=\"t-b\"", "</figure>");
    let at = |text: &str| items.find(text).unwrap_or_else(|| panic!("{text}"));
    assert!(at(">人材確保・配置<") < at(">3.86<"));
    assert!(at(">3.86<") < at(">Q18<") && at(">Q18<") < at(">Q13<"), "3.80 before 3.60");
    assert!(items.contains("配置されている。</span> <span class=\"tag\">正職員のみ</span>"));
    assert!(page(&sample.english()).contains("<span class=\"tag\">only 正職員</span>"));
}

#[test]
fn a_withheld_category_has_no_score_in_its_heading() {
    let mut sample = Sample::koriyama();
    sample.withhold("2");
    let withheld = page(&sample);
    assert!(!withheld.contains(">3.86<"));
    assert!(part(&withheld, "aria-labelledby=\"t-b\"", "</figure>").contains("非公表（少人数）"));
}

#[test]
fn a_dot_stands_on_the_window_with_its_interval_and_is_open_without() {
    let mut sample = Sample::koriyama();
    sample.rows.iter_mut().filter(|row| row.code == "Q30").for_each(|row| row.respondents = Some(19));
    let page = page(&sample);
    let items = part(&page, "aria-labelledby=\"t-b\"", "</figure>");
    // 2 + 96 × (4.06 − 3) / 2 = 52.88 for the line; 77.36 for 4.57, 51.92 for 4.04.
    let stem = |to: &str| format!("<line class=\"stem\" x1=\"52.88%\" x2=\"{to}%\"");
    assert!(items.contains(&stem("77.36")) && items.contains("<circle class=\"now\" cx=\"77.36%\""));
    assert!(items.contains(&stem("51.92")) && items.contains("<circle class=\"now\" cx=\"51.92%\""));
    let row = part(items, ">Q30<", "</tr>");
    assert!(!row.contains("class=\"ci\"") && row.contains("<td role=\"cell\" class=\"n q i\">–</td>"), "{row}");
    assert!(part(items, "class=\"key\"", "</p>").contains("白丸＝区間なし（20人未満）"));
    assert!(items.contains("横軸は3.0〜5.0だけを表示"));
    assert!(items.contains(">4.52〜4.62<"), "4.57 ± 0.051");
    assert!(items.contains("<line class=\"ci\" x1=\"74.96%\" x2=\"79.76%\""), "as it is printed");
    assert!(part(items, "class=\"key\"", "</p>").contains("95%区間"), "the marks are in the key");
    assert_eq!(items.matches("全体 4.06").count(), 1);
}

#[test]
fn scores_have_their_interval_over_the_gap_and_under_the_target() {
    let mut sample = Sample::koriyama();
    let drawn = |sample: &Sample| {
        let page = page(sample);
        let row = part(part(&page, "aria-labelledby=\"t-a\"", "</figure>"), ">4.2<", "</tr>").to_owned();
        let order = ["class=\"gapb\"", "class=\"ci\"", "<circle", "class=\"cap\"", "class=\"tick\""];
        let at: Vec<Option<usize>> = order.iter().map(|mark| row.find(mark)).collect();
        (page, row, at)
    };
    let (page, row, at) = drawn(&sample);
    assert!(at.is_sorted() && at.iter().all(Option::is_some), "{row}");
    assert!(row.contains(">3.30〜3.40<") && row.contains(">−0.71<"), "{row}");
    assert!(part(&page, "class=\"facts\"", "</dl>").contains("95%区間 4.01〜4.11"), "4.06 ± 0.051");
    assert_eq!(part(&page, "class=\"hero-ruler\"", "</svg>").matches("class=\"ci\"").count(), 3);
    sample.rows.iter_mut().for_each(|row| row.respondents = Some(12));
    let (page, row, at) = drawn(&sample);
    assert!(at[1].is_none() && at[3].is_none() && row.contains("class=\"now open\""), "{row}");
    assert!(part(&page, "class=\"facts\"", "</dl>").contains("区間なし（20人未満）"), "one rule for all");
    assert!(!page.contains("class=\"ci\"") && !page.contains("class=\"cap\""));
}

#[test]
fn items_with_targets_have_a_tick_and_no_stem_and_other_scales_no_dot() {
    let mut sample = Sample::koriyama();
    for row in sample.rows.iter_mut().filter(|row| row.code == "Q06") {
        row.target_text = Some("4.00".parse().unwrap());
    }
    let own = page(&sample);
    let row = part(part(&own, "aria-labelledby=\"t-b\"", "</figure>"), ">Q06<", "</tr>");
    assert!(row.contains("class=\"tick\"") && row.contains(">4.00<") && !row.contains("stem"), "{row}");
    sample.rows.iter_mut().filter(|row| row.code == "Q06").for_each(|row| row.comparable = false);
    let other = page(&sample);
    let row = part(part(&other, "aria-labelledby=\"t-b\"", "</figure>"), ">Q06<", "</tr>");
    assert!(row.contains("別の尺度") && !row.contains("<circle") && row.contains(">3.75<"), "{row}");
}

#[test]
fn every_row_has_its_distribution_in_marks_and_words() {
    let mut sample = Sample::koriyama();
    sample.rows[3].distribution = Some(vec![0, 1, 400, 600, 700, 408]);
    sample.rows[4].distribution = None;
    sample.rows[4].respondents = Some(8);
    sample.withhold("Q06");
    let page = page(&sample);
    let answers = part(&page, "aria-labelledby=\"t-c\"", "</figure>");
    // 5 rows of the tree, 10 items; one has no breakdown and one is withheld.
    assert_eq!(answers.matches("<tr role=\"row\"").count(), 1 + 5 + 11);
    assert_eq!(answers.matches("class=\"strip bars\"").count(), 5 + 11 - 2);
    assert!(answers.contains("1 2%、2 7%、3 18%、4 29%、5 26%、6 18%"));
    assert!(answers.contains("1 0%、2 1未満%、"));
    assert!(answers.contains("<rect class=\"sl l2\" x=\"0%\""));
    assert!(answers.contains("内訳なし（10人未満）"));
    assert!(answers.contains("<td role=\"cell\" class=\"n k f\">44%</td>"));
    assert!(answers.contains(">肯定5・6</th>"));
}

#[test]
fn every_attribute_has_its_tables_and_withheld_units_no_figures() {
    let page_cut = page(&compared());
    let section = part(&page_cut, "id=\"comparison\"", "</section>");
    assert_eq!(section.matches("class=\"attribute\"").count(), 3, "two attributes and their cross");
    assert_eq!(section.matches("<table").count(), 3 + 3 + 1);
    let scores = part(section, "aria-labelledby=\"t-s1\"", "</figure>");
    // 3.5 to 4.5 in sevenths: 0.58 is in the fifth.
    assert!(part(scores, ">環境部<", "</tr>").contains("<td class=\"hc all s5\">4.08</td>"));
    for table in ["t-d1", "t-s1", "t-e1"] {
        let row =
            part(part(section, &format!("aria-labelledby=\"{table}\""), "</figure>"), ">監査委員事務局<", "</tr>");
        assert!(row.contains("非公表（少人数）"));
        let (_, cells) = row.split_once("colspan=\"").unwrap();
        assert!(!cells[1..].contains(|c: char| c.is_ascii_digit()), "no figure: {row}");
    }
    assert!(page_cut.contains("href=\"#comparison\">比較<"));
    assert!(!page(&Sample::koriyama()).contains("id=\"comparison\""), "no cut, no section");
}

#[test]
fn differences_have_a_colour_where_they_hold_and_the_key_has_the_bounds() {
    let page = page(&compared());
    let differences = part(&page, "aria-labelledby=\"t-d1\"", "</figure>");
    assert!(part(differences, ">全体のスコア<", "</tr>").contains("<td class=\"hc base all\">4.06</td>"));
    assert!(part(differences, ">総務部<", "</tr>").contains("<td class=\"hc all dn2\">−0.21</td>"));
    assert!(part(differences, ">環境部<", "</tr>").contains("<td class=\"hc all q\">+0.02</td>"));
    let key = part(differences, "class=\"key\"", "</p>");
    for bound in
        ["−0.22以下", "−0.12以下", "−0.05以下", "+0.05以上", "+0.12以上", "+0.22以上", "差があるとは言えない", "非公表"]
    {
        assert!(key.contains(bound), "{bound}: {key}");
    }
}

#[test]
fn units_without_an_order_stand_in_a_band_that_says_so() {
    let page = page(&compared());
    let ranks = part(&page, "aria-labelledby=\"t-e1\"", "</figure>");
    let band = part(ranks, "class=\"tied\"", "</tbody>");
    assert!(
        band.contains(">互いの順序を決められない区分（回答者の多い順）<")
            && band.contains(">総務部<")
            && band.contains(">環境部<")
    );
    assert!(band.contains(">1〜2／2<"));
    assert!(!band.contains("監査委員事務局"));
    assert!(ranks.contains(">全体 4.06</text>") && ranks.contains("横軸は"));
}

#[test]
fn a_cross_tells_nobody_from_withheld_and_findings_and_tests_are_told() {
    let page = page(&compared());
    let cross = part(&page, "aria-labelledby=\"t-f1\"", "</figure>");
    let row = |name: &str| part(cross, &format!(">{name}</th>"), "</tr>");
    assert!(row("30代").contains("<td class=\"hc dn2\">3.85<small>2,118人</small></td>"));
    assert!(row("30代").contains("<td class=\"hc\"><span class=\"none\">該当者なし</span></td>"));
    assert!(row("40代").contains("<td class=\"hc wh\"><span class=\"whw\">非公表</span></td>"));
    assert!(row("30代").contains("<td class=\"hc tot\">4.06<small>2,118人</small></td>"));
    assert!(
        cross.contains("<tfoot>")
            && cross.contains("「該当者なし」は、両方に当てはまる回答者がいない欄です。")
            && cross.contains("斜線＝非公表")
    );
    let told = part(&page, "class=\"told\"", "</div>");
    assert!(told.contains("総務部は全体より0.21点低く"), "{told}");
    assert_eq!(page.matches("F(2, 41.2) = 5.10").count(), 2);
    assert!(part(&page, "id=\"method\"", "</section>").contains("Benjamini–Hochberg法"));
}

#[test]
fn every_attribute_of_the_headcount_has_its_response_rates() {
    let page_cut = page(&cut().with_responses("部局"));
    let rates = part(&page_cut, "aria-labelledby=\"t-l1\"", "</figure>");
    let row = |name: &str| part(rates, &format!(">{name}<"), "</tr>");
    assert!(row("全体").contains(">60.14%<") && row("全体").contains(">2,118／3,522<"));
    assert!(row("総務部").contains(">60.00%<") && !row("総務部").contains("60%未満"));
    assert!(row("環境部 資源循環推進課 廃棄物対策係").contains("class=\"w neg\">60%未満<"));
    let nobody = row("消防本部");
    assert!(nobody.contains(">0.00%<") && nobody.contains(">0／12<") && nobody.contains(">回答なし<"));
    assert!(!nobody.contains("class=\"resp\""), "no bar");
    let withheld = row("監査委員事務局");
    assert!(withheld.contains("非公表（少人数）") && !withheld.contains("resp") && !withheld.contains('／'));
    assert!(row("水道局").contains("回答率なし（対象者数が不明）") && row("水道局").contains(">15人<"));
    assert_eq!(page_cut.matches("class=\"rowchart l\"").count(), 1, "the headcount does not know 年代");
}

#[test]
fn inputs_stand_with_their_hashes() {
    let page = page(&Sample::koriyama());
    let method = part(&page, "id=\"method\"", "</section>");
    assert!(method.contains(">survey.toml</th><td class=\"n\">1,234</td>"));
    assert!(method.contains(&"0f".repeat(32)));
    let bare = render_figures(Sample::koriyama().figures(), &Colophon::default()).unwrap();
    assert!(!bare.contains("class=\"inputs\""));
}

#[test]
fn every_figure_table_and_region_has_a_name() {
    let page = page(&compared().with_responses("部局"));
    let attribute = |tag: &str, name: &str| {
        tag.split_once(&format!("{name}=\"")).and_then(|(_, rest)| rest.split('"').next()).map(str::to_owned)
    };
    let opened: Vec<&str> = page.split('<').filter_map(|part| part.split('>').next()).collect();
    let mut ids: Vec<String> = opened.iter().filter_map(|tag| attribute(tag, " id")).collect();
    let all = ids.len();
    ids.sort();
    ids.dedup();
    assert_eq!(ids.len(), all, "an id stands for one element");
    let named = opened.iter().filter(|tag| ["figure", "table", "section"].iter().any(|kind| tag.starts_with(kind)));
    let mut count = 0;
    for tag in named {
        let by = attribute(tag, "aria-labelledby").unwrap_or_else(|| panic!("{tag}"));
        assert!(ids.contains(&by), "{tag}");
        count += 1;
    }
    // 5 sections; figures and tables a, b, c, three of each of two attributes, a
    // cross, response rates of one attribute, inputs.
    assert_eq!(count, 5 + 2 * (3 + 6 + 1 + 1 + 1));
    for tag in opened.iter().filter(|tag| tag.contains("role=\"region\"")) {
        assert!(tag.contains("tabindex=\"0\"") && attribute(tag, "aria-label").is_some(), "{tag}");
    }
}

#[test]
fn headings_step_down_one_at_a_time() {
    let page = page(&compared());
    let levels: Vec<u32> =
        tags(&page).iter().filter_map(|tag| tag.strip_prefix('h').and_then(|level| level.parse().ok())).collect();
    assert_eq!(levels.first(), Some(&1));
    assert_eq!(levels.iter().filter(|level| **level == 1).count(), 1);
    assert!(levels.windows(2).all(|pair| pair[1] <= pair[0] + 1));
}
