//! What the templates are given: printed text, positions, and nothing to compute.

mod first_screen;
mod items;
mod scores;

use koe_core::definition::Language;
use koe_stats::{Decimal, ratio};
use serde::Serialize;

use self::first_screen::FirstScreen;
use self::items::Items;
use self::scores::Scores;
use super::{sheet, strip};
use crate::figures::Figures;
use crate::typeset::one_line;
use crate::wording::{Words, method, words};

/// A page.
#[derive(Serialize)]
pub(super) struct Model {
    lang: &'static str,
    style: String,
    policy: String,
    survey: String,
    wave: String,
    first_screen: FirstScreen,
    scores: Scores,
    items: Items,
    method: Vec<String>,
    version: String,
    words: &'static Words,
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

/// A gridline with its label.
#[derive(Serialize)]
struct Tick {
    at: String,
    text: String,
    /// The label of the midpoint stands on it.
    covered: bool,
}

impl Model {
    pub(super) fn of(figures: Figures<'_>, language: Language, version: &str) -> Self {
        let about = figures.about;
        let (survey, wave) = (one_line(&about.survey), one_line(&about.wave_label));
        let style = sheet::style(&format!("{survey} {wave}"));
        Self {
            lang: match language {
                Language::Ja => "ja",
                Language::En => "en",
            },
            policy: sheet::policy(&style),
            style,
            first_screen: FirstScreen::of(figures, language),
            scores: Scores::of(figures, language),
            items: Items::of(figures, language),
            method: method(about, figures.has_targets(), language),
            version: one_line(version),
            words: words(language),
            survey,
            wave,
        }
    }
}

/// The gridlines of the whole scale.
fn whole_scale(figures: Figures<'_>) -> Vec<Tick> {
    let scale = figures.about.scale;
    let tick = |(point, text)| Tick {
        at: strip::on_scale(&point, scale),
        covered: &point * ratio(2, 1) == ratio(scale.0 + scale.1, 1),
        text,
    };
    crate::window::Window::whole(scale).lines().into_iter().map(tick).collect()
}

/// The language of a Japanese name on a page that is not: it breaks and is read
/// aloud by its own rules. Kana tell.
fn tongue(name: &str, language: Language) -> Option<&'static str> {
    let kana = |c| matches!(c, '\u{3041}'..='\u{30ff}');
    (language != Language::Ja && name.contains(kana)).then_some("ja")
}
