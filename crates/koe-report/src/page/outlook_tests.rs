//! The section on indicators and plan: there where there is a plan, and as text.

use koe_core::definition::Language;
use koe_core::plan::Plan;

use super::tests::{HOSTILE, tags};
use super::*;
use crate::outlook::sample::{bent, named, published};
use crate::sample::Sample;

fn page(sample: &Sample) -> String {
    render_figures(sample.figures(), &Colophon::default()).unwrap()
}

fn with(plan: Plan) -> String {
    page(&Sample::koriyama().with_plan(plan))
}

fn section(page: &str) -> &str {
    let from = page.find("<section id=\"outlook\"").expect("the section");
    &page[from..from + page[from..].find("</section>").expect("its end")]
}

/// The cells of the row that has this text, without their tags.
fn row(section: &str, text: &str) -> Vec<String> {
    let at = section.find(&format!(">{text}<")).unwrap_or_else(|| panic!("{text}"));
    let from = section[..at].rfind("<tr").expect("a row");
    let row = &section[from..from + section[from..].find("</tr>").expect("its end")];
    let cells = row.split("<t").skip(2).map(|cell| {
        let mut text = String::new();
        let mut is_tag = true;
        for c in cell.chars() {
            match c {
                '<' => is_tag = true,
                '>' => is_tag = false,
                _ if !is_tag => text.push(c),
                _ => {}
            }
        }
        text.trim().to_owned()
    });
    cells.collect()
}

#[test]
fn a_page_without_a_plan_has_nothing_of_it() {
    let bare = page(&Sample::koriyama());
    for word in ["id=\"outlook\"", "#outlook", "/* indicators and plan */", "指標と計画", ".plan "] {
        assert!(!bare.contains(word), "{word}");
    }
    assert!(bare.contains("<span class=\"no\">3</span> 方法と非公表"));
    let full = with(published("koriyama-2025"));
    assert!(full.contains("href=\"#outlook\"") && full.contains("/* indicators and plan */"));
    assert!(full.contains("<span class=\"no\">3</span> 指標と計画"));
    assert!(full.contains("<span class=\"no\">4</span> 方法と非公表"));
}

/// Baselines and targets are Koriyama's published ones, the rest is printed as
/// `actuals.csv` of the sample has it; 16.2 of 17 → 15 is 40 % of the way.
#[test]
fn the_board_has_the_figures_as_given_and_their_places() {
    let page = with(published("koriyama-2025"));
    let section = section(&page);
    let declined = row(section, "内定辞退率の改善");
    assert_eq!(declined[..5], ["内定辞退率の改善", "%", "↓ 下げる", "17", "16.2"]);
    assert_eq!(declined[6..], ["15", "計画どおり"]);
    assert_eq!(row(section, "研修受講満足度")[6], "90");
    assert_eq!(row(section, "職員の生成AI利用者数（延べ人数）")[4], "1,203");
    assert_eq!(row(section, "庁外機関で開催されるデジタル系研修への派遣")[4], "–");
    // (15 + 40) / 130 of the strip, which leaves 2 % free at either side.
    assert!(section.contains("cx=\"42.62%\""), "2 + 96 × 55/130");
    assert!(section.contains("指標14の内訳は、達成1、維持1、計画どおり6、遅れ4、後退1、未報告1です。"));
    assert_eq!(section.matches("class=\"grp\" data-fixed").count(), 5, "five outcomes");
}

#[test]
fn withheld_scores_have_no_figure_and_no_place() {
    let page = with(bent());
    let section = section(&page);
    let cells = row(section, "研修受講満足度");
    assert_eq!(cells[4..6], ["–", "非公表（少人数）"]);
    assert_eq!(cells[7], "非公表（少人数）");
    assert_eq!(row(section, "大学等修学助成利用者数（延べ人数）")[4], "40令和8年度", "years differ");
    assert!(section.contains("M7 -4l6 4-6 4z") && section.contains("M-7 -4l-6 4 6 4z"), "both lie farther out");
}

/// 実施 56/63/64/64/64 over the 69 actions (issue 5).
#[test]
fn the_matrix_has_every_action_and_the_counts_of_the_published_plan() {
    let page = with(published("aizuwakamatsu-plan"));
    let section = section(&page);
    assert_eq!(section.matches("<th scope=\"row\" class=\"act\"><span").count(), 73);
    assert_eq!(section.matches("<tr class=\"again\">").count(), 4);
    let from = section.find("class=\"total\"").expect("sums");
    assert_eq!(row(&section[from - 4..], "実施")[1..], ["実施", "56", "63", "64", "64", "64"]);
    assert!(section.contains("新規の取組、または計画の初年度より後に始まる取組は17件です。"));
    assert!(section.contains("実績の報告がないので、遅れは判定していません。"));
    assert!(section.contains("<span class=\"vh\">前年度に同じ 実施</span>"), "⇒ is read as words");
    assert!(!section.contains("id=\"t-j\"") && !section.contains("id=\"t-m\""), "no other files");
}

#[test]
fn a_plan_without_years_is_a_list_and_marks_are_text() {
    let page = with(published("iwaki-plan"));
    let section = section(&page);
    assert_eq!(section.matches("<th scope=\"row\" class=\"act\"><span").count(), 38);
    assert!(section.contains("管理職を対象に、心理的安全性を高める研修を実施します。"));
    assert!(!section.contains("t-kc"), "nothing to count by year");
    assert_eq!(row(section, "組織経営力")[..4], ["組織経営力", "○", "○", ""]);
    assert!(section.contains("意味も計画によります。"));
}

#[test]
fn hostile_plans_are_text_and_nothing_else() {
    let plain = with(named("x"));
    let shape = tags(section(&plain));
    for name in HOSTILE {
        let page = with(named(name));
        assert_eq!(tags(section(&page)), shape, "{name}");
        assert!(!page.contains(['\u{202e}', '\0', '\u{1b}']) && !page.contains("style=\""));
    }
    let long = with(named(&"長".repeat(5000)));
    assert_eq!(tags(section(&long)), shape);
}

#[test]
fn english_pages_say_which_names_are_japanese() {
    let page = page(&Sample::koriyama().english().with_plan(published("koriyama-2025")));
    let section = section(&page);
    assert!(
        section.contains("Indicators: 14; 1 met, 1 held, 6 on the path, 4 behind, 1 below baseline, 1 not reported.")
    );
    assert!(section.contains("lang=\"ja\">内定辞退率の改善"));
}

/// A page of a plan alone.
fn alone(plan: &Plan, language: Language) -> String {
    render_plan(Outlook { plan, language, years: language.into() }, &Colophon::default()).unwrap()
}

/// The section is the same as beside a survey, but for its number; all else that
/// comes from answers is not there.
#[test]
fn a_plan_alone_has_the_same_section() {
    for city in ["koriyama-2025", "aizuwakamatsu-plan", "iwaki-plan"] {
        let (own, beside) = (alone(&published(city), Language::Ja), with(published(city)));
        assert_eq!(section(&own), section(&beside).replace("<span class=\"no\">3<", "<span class=\"no\">1<"), "{city}");
        assert!(own.contains("<span class=\"no\">2</span> 方法") && !own.contains("id=\"scores\""), "{city}");
        for link in own.split("href=\"#").skip(1).map(|rest| rest.split('"').next().unwrap_or_default()) {
            assert!(own.contains(&format!("id=\"{link}\"")), "{city}: {link}");
        }
        assert_eq!(own, alone(&published(city), Language::Ja), "{city}");
    }
    assert!(alone(&published("iwaki-plan"), Language::En).contains("<html lang=\"en\">"));
}

#[test]
fn hostile_plans_alone_are_text() {
    let tags = |page: &str| page.matches('<').count();
    let shape = tags(&alone(&named("x"), Language::Ja));
    for name in ["<script>alert(1)</script>", "--></title></style>", "{{ 7 * 7 }}", "\u{202e}abc\u{0}\u{1b}"] {
        let page = alone(&named(name), Language::Ja);
        assert_eq!(tags(&page), shape, "{name}");
        assert!(!page.contains(['\u{202e}', '\0', '\u{1b}']) && !page.contains(">49<"), "{name}");
    }
}

/// 48 measures over the 73 rows of the published plan.
#[test]
fn measures_are_headings_of_a_third_level() {
    let page = with(published("aizuwakamatsu-plan"));
    let section = section(&page);
    assert_eq!(section.matches("<tr class=\"measure\">").count(), 48);
    let measure = section.find(">職員採用のための効果的な情報発信<").expect("a measure");
    let action = section.find(">インターンシップの積極的な受け入れ<").expect("an action of it");
    let next = section.find(">能力と意欲を重視した採用の実施<").expect("the next one");
    assert!(measure < action && action < next);
    assert!(!with(published("iwaki-plan")).contains("class=\"measure\""), "it has none");
}
