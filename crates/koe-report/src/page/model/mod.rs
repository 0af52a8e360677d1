//! What the templates are given: printed text, positions, and nothing to compute.

mod axis;
mod board;
mod comparison;
mod competencies;
mod cross;
mod distribution;
mod first_screen;
mod ground;
mod heatmap;
mod items;
mod matrix;
mod method;
mod outlook;
mod plan;
mod ranks;
mod response;
mod scores;
mod trend;

use koe_core::definition::Language;
use koe_core::release::{Level, Row};
use serde::Serialize;

use self::comparison::Comparison;
use self::distribution::Distributions;
use self::first_screen::FirstScreen;
use self::items::Items;
use self::method::Method;
use self::outlook::Section;
pub(super) use self::plan::PlanModel;
use self::scores::Scores;
use super::policy;
use crate::Colophon;
use crate::chart::fonts::Ruler;
use crate::chart::marks::Setting;
use crate::chart::medium::Medium;
use crate::figures::Figures;
use crate::typeset::{NOTHING, count, one_line};
use crate::wording::{PageWords, PartWords, Sentences, Words, page_words, part_words, tag, wave, words};

/// A page.
#[derive(Serialize)]
pub(super) struct Model {
    lang: &'static str,
    style: String,
    script: String,
    policy: String,
    survey: String,
    wave: String,
    /// What of the answers is made up, where they are.
    synthetic: Option<String>,
    version: String,
    first_screen: FirstScreen,
    scores: Scores,
    items: Items,
    distributions: Distributions,
    comparison: Option<Comparison>,
    trend: Option<trend::Section>,
    outlook: Option<Section>,
    method: Method,
    words: &'static Words,
    page: &'static PageWords,
    parts: &'static PartWords,
}

/// A position with what is printed there.
#[derive(Serialize)]
struct Mark {
    at: String,
    text: String,
}

/// What stands over a chart.
#[derive(Serialize)]
struct Caption {
    title: String,
    subtitle: String,
}

/// What a row is called.
#[derive(Serialize)]
struct Name {
    code: String,
    text: String,
    /// The language of the name, where it is not the page's.
    tongue: Option<&'static str>,
}

impl Model {
    pub(super) fn of(figures: Figures<'_>, colophon: &Colophon, ruler: &Ruler<'_>) -> Self {
        let about = figures.about;
        let language = about.language;
        let (survey, wave) = (one_line(&about.survey), wave(&about.wave_label, language, about.years));
        let looks = figures.trend.map(|_| policy::TREND).into_iter().chain(figures.plan.map(|_| policy::OUTLOOK));
        let style = policy::style(&format!("{survey} {wave}"), &looks.collect::<Vec<_>>());
        let script = policy::script();
        let medium = Medium::sheet();
        let setting = Setting { ruler, medium: &medium, language, years: about.years };
        let comparison = Comparison::of(figures);
        let before = 2 + usize::from(comparison.is_some());
        let trend = figures.trend.map(|waves| trend::Section::of(waves, before + 1, setting));
        let before = before + usize::from(trend.is_some());
        let outlook = figures.outlook().map(|outlook| Section::of(outlook, before + 1));
        let last = before + usize::from(outlook.is_some()) + 1;
        Self {
            lang: tag(language),
            policy: policy::policy(&style, &script),
            style,
            script,
            first_screen: FirstScreen::of(figures),
            scores: Scores::of(figures),
            items: Items::of(figures),
            distributions: Distributions::of(figures),
            comparison,
            trend,
            outlook,
            method: Method::of(figures, colophon, last),
            version: one_line(&colophon.version),
            words: words(language),
            page: page_words(language),
            parts: part_words(language),
            survey,
            wave,
            synthetic: Sentences::new(figures, language).synthetic(),
        }
    }
}

impl Name {
    fn of(row: &Row, language: Language) -> Self {
        if row.level == Level::Overall {
            return Self { code: String::new(), text: words(language).overall.to_owned(), tongue: None };
        }
        Self { code: one_line(&row.code), ..Self::plain(&row.name, language) }
    }

    /// A name without a code.
    fn plain(name: &str, language: Language) -> Self {
        Self { code: String::new(), text: one_line(name), tongue: tongue(name, language) }
    }
}

/// The respondents of a row.
fn n(row: &Row) -> String {
    row.respondents.map_or_else(|| NOTHING.to_owned(), count)
}

/// The language of a Japanese name on a page that is not: it breaks and is read
/// aloud by its own rules. Kana and kanji tell.
fn tongue(name: &str, language: Language) -> Option<&'static str> {
    let japanese =
        |c| matches!(c, '\u{3005}' | '\u{3041}'..='\u{30ff}' | '\u{3400}'..='\u{9fff}' | '\u{20000}'..='\u{3ffff}');
    (language != Language::Ja && name.contains(japanese)).then_some("ja")
}
