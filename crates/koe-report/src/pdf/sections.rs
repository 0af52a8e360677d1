//! What stands under which heading, in the order of the page.

use koe_core::definition::Language;
use koe_core::release::{Level, Omnibus};

use crate::chart::drawing::Drawing;
use crate::chart::marks::Setting;
use crate::chart::{Kind, PlanKind, TrendKind, of_attribute};
use crate::figures::Figures;
use crate::outlook::Outlook;
use crate::trend::Waves;
use crate::typeset::one_line;
use crate::wording::compare::omnibus;
use crate::wording::trend::Telling;
use crate::wording::trend_page::trend_page_words;
use crate::wording::{Sentences, outlook_words, page_words, words};

/// Charts under one heading.
pub(super) struct Section {
    pub(super) title: &'static str,
    pub(super) note: String,
    /// Sentences before the charts, as a list.
    pub(super) findings: Vec<String>,
    pub(super) charts: Vec<Drawing>,
    /// What is said after them.
    pub(super) notes: Vec<Notes>,
}

/// Lines under a heading of their own.
pub(super) struct Notes {
    pub(super) title: String,
    pub(super) lines: Vec<String>,
}

/// The sections that have charts: what is compared across segments follows the
/// items.
pub(super) fn of(figures: Figures<'_>, setting: Setting<'_>) -> Vec<Section> {
    let words = setting.words();
    let section = |(title, note): (&'static str, &str), kinds: &[Kind]| Section {
        title,
        note: String::from(note),
        findings: Vec::new(),
        charts: drawings(kinds, figures, setting),
        notes: Vec::new(),
    };
    let scores = if figures.has_targets() {
        (words.gaps_title, words.note_gaps)
    } else {
        (words.scores_title, words.note_scores)
    };
    let mut sections = vec![
        section(scores, &[Kind::ScoresTargets]),
        section((words.items_title, words.note_items), &[Kind::Items, Kind::Distribution]),
        comparison(figures, setting),
    ];
    sections.extend(figures.trend.map(|waves| trend(waves, setting)));
    sections.extend(figures.outlook().map(|outlook| plan(outlook, setting)));
    sections.retain(|section| !section.charts.is_empty() || !section.notes.is_empty());
    sections
}

/// The findings, then all of one attribute after the other, then the crosses, and
/// who answered; scores alone where nothing was compared.
fn comparison(figures: Figures<'_>, setting: Setting<'_>) -> Section {
    let sentences = Sentences::new(figures, setting.language);
    let (title, note) = sentences.comparison_section();
    let mut charts: Vec<Drawing> =
        figures.attributes().into_iter().flat_map(|attribute| of_attribute(figures, attribute, setting)).collect();
    charts.extend(drawings(&[Kind::Crosses, Kind::ResponseRates], figures, setting));
    let attributes = figures.attributes().into_iter().map(|attribute| vec![attribute]);
    let pairs = figures.crosses().into_iter().map(|pair| pair.to_vec());
    let notes = attributes.chain(pairs).filter_map(|of| tests(figures, &of, setting)).collect();
    Section { title, note: note.to_owned(), findings: sentences.differences(), charts, notes }
}

/// The tests over all units of these attributes, where there are any.
fn tests(figures: Figures<'_>, attributes: &[&str], setting: Setting<'_>) -> Option<Notes> {
    let (words, language) = (page_words(setting.language), setting.language);
    let line = |(name, text): (String, String)| format!("{name}{}{text}", setting.words().separator);
    let lines: Vec<String> =
        figures.tests(attributes).into_iter().filter_map(|test| told(test, language)).map(line).collect();
    let of = one_line(&attributes.join(" × "));
    let title = match language {
        Language::Ja => format!("{of}：{}", words.tests),
        Language::En => format!("{of}: {}", words.tests),
    };
    let lines = [vec![words.note_tests.to_owned()], lines].concat();
    (lines.len() > 1).then_some(Notes { title, lines })
}

fn told(test: &Omnibus, language: Language) -> Option<(String, String)> {
    let name = if test.level == Level::Overall { words(language).overall } else { &test.name };
    Some((one_line(name), one_line(&omnibus(test, language)?)))
}

/// What is said of the overall score over the years, then its pictures.
fn trend(waves: Waves<'_>, setting: Setting<'_>) -> Section {
    let telling = Telling { waves, language: setting.language };
    let (title, note) = telling.section();
    let findings = waves.overall().map(|row| telling.row(row)).unwrap_or_default();
    let charts = TrendKind::ALL.into_iter().flat_map(|kind| kind.draw(waves, setting)).collect();
    let words = trend_page_words(setting.language);
    let lacking = waves.years().is_none().then(|| words.no_axis.to_owned());
    let named = |title: &str, lines: Vec<String>| Notes { title: title.to_owned(), lines };
    let notes = vec![
        named(words.waves, telling.waves_in_lines()),
        named(&telling.categories_title(), telling.categories_in_lines()),
        named(words.notes, lacking.into_iter().chain(telling.notes()).collect()),
    ];
    Section { title, note: note.to_owned(), findings, charts, notes }
}

/// What is late where that is known, then indicators, actions and competencies.
pub(super) fn plan(outlook: Outlook<'_>, setting: Setting<'_>) -> Section {
    let words = outlook_words(setting.language);
    let reported = outlook.plan.actions.as_ref().filter(|actions| actions.reported_year().is_some());
    Section {
        title: words.title,
        note: outlook.note(),
        findings: reported.iter().flat_map(|actions| outlook.late(actions)).map(|said| one_line(&said)).collect(),
        charts: PlanKind::ALL.into_iter().filter_map(|kind| kind.draw(outlook, setting)).collect(),
        notes: Vec::new(),
    }
}

fn drawings(kinds: &[Kind], figures: Figures<'_>, setting: Setting<'_>) -> Vec<Drawing> {
    kinds.iter().flat_map(|kind| kind.draw(figures, setting)).collect()
}
