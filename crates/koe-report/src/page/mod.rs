//! `report.html`: one file, offline, for screen, phone and paper.
//!
//! Names, figures and headers are live text; the marks of a row are a small SVG
//! in its cell with positions in per cent, styled by class only. There is no
//! script, and the policy in the head allows nothing but the one style sheet.
//!
//! | file | what |
//! |---|---|
//! | `template/`, `report.css` | structure and looks, a template a section |
//! | `model/` | what the templates are given: printed text and positions |
//! | `strip` | positions on the scale in per cent |
//! | `sheet` | the style sheet with its colours, and its hash |

mod model;
mod sheet;
mod strip;

use std::fmt;

use koe_core::definition::Language;
use koe_core::release::Released;
use minijinja::syntax::SyntaxConfig;
use minijinja::value::Serde;
use minijinja::{Environment, UndefinedBehavior};

use crate::figures::Figures;

/// The templates by name; the first is the page, which includes the others.
/// Names end in .html, which is what turns escaping on.
const TEMPLATES: [(&str, &str); 5] = [
    ("page.html", include_str!("template/page.html.j2")),
    ("first_screen.html", include_str!("template/first_screen.html.j2")),
    ("scores.html", include_str!("template/scores.html.j2")),
    ("items.html", include_str!("template/items.html.j2")),
    ("method.html", include_str!("template/method.html.j2")),
];

/// The page could not be rendered, which is a bug.
#[derive(Debug)]
pub struct PageError(minijinja::Error);

impl fmt::Display for PageError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "cannot render the page: {}", self.0)
    }
}

impl std::error::Error for PageError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        Some(&self.0)
    }
}

/// Returns the report as one HTML file. `version` is koe's own, for the foot of
/// the page.
///
/// # Errors
///
/// When the template fails, which is a bug.
pub fn render(released: &Released, language: Language, version: &str) -> Result<String, PageError> {
    render_figures(released.into(), language, version)
}

fn render_figures(figures: Figures<'_>, language: Language, version: &str) -> Result<String, PageError> {
    let mut environment = Environment::new();
    environment.set_undefined_behavior(UndefinedBehavior::Strict);
    environment.set_syntax(SyntaxConfig::builder().trim_blocks(true).lstrip_blocks(true).build().map_err(PageError)?);
    for (name, source) in TEMPLATES {
        environment.add_template(name, source).map_err(PageError)?;
    }
    let model = model::Model::of(figures, language, version);
    environment.get_template(TEMPLATES[0].0).and_then(|page| page.render(Serde(&model))).map_err(PageError)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sample::Sample;

    fn page(sample: &Sample, language: Language) -> String {
        render_figures(sample.figures(), language, "0.1.0").unwrap()
    }

    fn tags(page: &str) -> Vec<&str> {
        page.split('<').skip(1).filter_map(|part| part.split([' ', '>']).next()).collect()
    }

    #[test]
    fn the_first_screen_says_where_we_are() {
        let page = page(&Sample::koriyama(), Language::Ja);
        for expected in ["4.06", "4.17", "60.14", "差 −0.11（年に+0.03が必要）", "3,522人のうち2,118人", "lang=\"ja\""]
        {
            assert!(page.contains(expected), "{expected}");
        }
    }

    #[test]
    fn nothing_is_asked_of_the_network_and_nothing_runs() {
        let page = page(&Sample::koriyama(), Language::Ja);
        for forbidden in ["<script", "style=\"", " src=", "http:", "https:", "@import", "url(", "onload"] {
            assert!(!page.contains(forbidden), "{forbidden}");
        }
        let head = page.find("Content-Security-Policy").unwrap();
        assert!(head < page.find("<title").unwrap());
        assert!(page.contains("default-src &#x27;none&#x27;") || page.contains("default-src 'none'"));
    }

    #[test]
    fn hostile_names_are_text_and_nothing_else() {
        let shape: Vec<String> =
            tags(&page(&Sample::koriyama(), Language::Ja)).iter().map(|tag| (*tag).to_owned()).collect();
        for name in [
            "<script>alert(1)</script>",
            "</script></style></title><img src=x onerror=alert(1)>",
            "-->{{ 7 * 7 }}{% raw %}",
            "\" onmouseover=\"x",
            "=cmd()",
            "\u{202e}abc\u{0}\u{1b}",
        ] {
            let page = page(&Sample::koriyama().named(name), Language::Ja);
            assert_eq!(tags(&page), shape, "{name}");
            assert!(!page.contains(['\u{202e}', '\0', '\u{1b}']));
        }
        let long = page(&Sample::koriyama().named(&"長".repeat(5000)), Language::Ja);
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
        let page_bare = page(&bare, Language::En);
        assert!(page_bare.contains("lang=\"en\""));
        assert!(!page_bare.contains("Target"));
        assert!(page_bare.contains("Respondents"));

        let mut flat = Sample::koriyama();
        flat.rows.retain(|row| row.level != koe_core::release::Level::Subcategory);
        flat.withhold("2");
        let page_flat = page(&flat, Language::Ja);
        assert!(page_flat.contains("非公表（少人数）"));
        assert!(!page_flat.contains("中項目"));

        let mut silent = Sample::koriyama();
        for code in silent.rows.iter().map(|row| row.code.clone()).collect::<Vec<_>>() {
            silent.withhold(&code);
        }
        silent.extremes.clear();
        silent.below_overall.clear();
        silent.step = None;
        let page_silent = page(&silent, Language::Ja);
        assert!(page_silent.contains("全体スコアは非公表（少人数）です。"));
        assert!(!page_silent.contains("4.06"));
    }

    #[test]
    fn items_stand_under_their_category_and_say_whom_they_are_for() {
        let mut sample = Sample::koriyama();
        for row in sample.rows.iter_mut().filter(|row| row.code == "Q13") {
            row.applies_to = vec!["正職員".to_owned()];
        }
        let ja = page(&sample, Language::Ja);
        let items = &ja[ja.find("id=\"s2\"").unwrap()..];
        let at = |text: &str| items.find(text).unwrap_or_else(|| panic!("{text}"));
        assert!(at(">人材確保・配置<") < at(">3.86<"));
        assert!(at(">3.86<") < at(">人材確保<") && at(">人材確保<") < at(">Q13<"));
        assert!(items.contains("配置されている。</span> <span class=\"tag\">正職員のみ</span>"));
        assert!(page(&sample, Language::En).contains("<span class=\"tag\">only 正職員</span>"));
        sample.withhold("2");
        let withheld = page(&sample, Language::Ja);
        assert!(!withheld.contains(">3.86<"), "a withheld heading has no score");
    }

    #[test]
    fn headings_step_down_one_at_a_time() {
        let page = page(&Sample::koriyama(), Language::Ja);
        let levels: Vec<u32> =
            tags(&page).iter().filter_map(|tag| tag.strip_prefix('h').and_then(|level| level.parse().ok())).collect();
        assert_eq!(levels.first(), Some(&1));
        assert_eq!(levels.iter().filter(|level| **level == 1).count(), 1);
        assert!(levels.windows(2).all(|pair| pair[1] <= pair[0] + 1));
    }
}
