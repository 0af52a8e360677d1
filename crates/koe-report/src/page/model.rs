//! What the template is given: printed text, positions, and nothing to compute.

use std::collections::BTreeSet;

use koe_core::definition::Language;
use koe_core::release::{Level, Row};
use koe_stats::{Decimal, ratio};
use serde::Serialize;

use super::{sheet, strip};
use crate::figures::Figures;
use crate::typeset::{NOTHING, count, figure, interval, one_line, percent, range, signed};
use crate::wording::{Sentences, method, only, status, words, year};

/// A page.
#[derive(Serialize)]
pub(super) struct Model {
    lang: &'static str,
    style: String,
    policy: String,
    survey: String,
    wave: String,
    headline: String,
    facts: Vec<Fact>,
    ruler: Option<Ruler>,
    findings: Vec<String>,
    targets: bool,
    withheld: bool,
    chart: Figure,
    ticks: Vec<Tick>,
    rows: Vec<Score>,
    over: bool,
    under: bool,
    items: Figure,
    chapters: Vec<Chapter>,
    method: Vec<String>,
    version: String,
    words: Labels,
}

/// A big figure with what it is.
#[derive(Serialize)]
struct Fact {
    name: String,
    big: String,
    small: String,
    note: String,
    accent: bool,
}

/// The whole scale with the overall score on it.
#[derive(Serialize)]
struct Ruler {
    label: String,
    score: Mark,
    target: Option<Mark>,
    middle: Mark,
    /// The score is not over its target.
    short: bool,
    score_label: Label,
    target_label: Label,
}

/// Where the label of a mark stands beside it.
#[derive(Serialize, Clone, Copy)]
struct Label {
    anchor: &'static str,
    dx: i32,
    y: u32,
}

#[derive(Serialize)]
struct Mark {
    at: String,
    text: String,
}

#[derive(Serialize)]
struct Figure {
    title: String,
    subtitle: String,
}

#[derive(Serialize)]
struct Tick {
    at: String,
    text: String,
    /// The label of the midpoint stands on it.
    covered: bool,
}

/// A row of the chart of scores.
#[derive(Serialize)]
struct Score {
    level: &'static str,
    code: String,
    name: String,
    tongue: Option<&'static str>,
    shown: Option<Shown>,
}

#[derive(Serialize)]
struct Shown {
    score: Mark,
    n: String,
    target: Option<Mark>,
    gap: String,
    /// neg, zero or pos.
    sign: &'static str,
    status: &'static str,
}

/// The items of one top category under its heading.
#[derive(Serialize)]
struct Chapter {
    lines: Vec<Line>,
}

/// An item, or a category as the heading of its items.
#[derive(Serialize)]
struct Line {
    /// grp for a top category, subgrp for a deeper one, nothing for an item.
    heading: &'static str,
    code: String,
    name: String,
    tongue: Option<&'static str>,
    /// Whom the item is limited to, 最高 or 最低.
    tags: Vec<String>,
    shown: Option<Numbers>,
}

#[derive(Serialize)]
struct Numbers {
    n: String,
    score: String,
    interval: String,
    favorable: String,
}

/// Labels the template sets itself.
#[derive(Serialize)]
struct Labels {
    results: &'static str,
    skip: &'static str,
    findings: &'static str,
    contents: &'static str,
    first_title: &'static str,
    items_title: &'static str,
    method_title: &'static str,
    method_side: &'static str,
    category: &'static str,
    item: &'static str,
    score: &'static str,
    target: &'static str,
    gap: &'static str,
    status: &'static str,
    interval: &'static str,
    favorable: &'static str,
    favorable_short: &'static str,
    withheld: &'static str,
    key_score: &'static str,
    key_below: &'static str,
    key_above: &'static str,
    key_withheld: &'static str,
    scale: String,
    note_scores: &'static str,
    note_items: &'static str,
}

impl Model {
    pub(super) fn of(figures: Figures<'_>, language: Language, version: &str) -> Self {
        let about = figures.about;
        let sentences = Sentences::new(figures, language);
        let (survey, wave) = (one_line(&about.survey), one_line(&about.wave_label));
        let style = sheet::style(&format!("{survey} {wave}"));
        let rows: Vec<&Row> = figures.tree();
        let gaps = || rows.iter().filter_map(|row| row.gap_text);
        Self {
            lang: match language {
                Language::Ja => "ja",
                Language::En => "en",
            },
            policy: sheet::policy(&style),
            style,
            headline: sentences.standing(),
            facts: facts(figures, language),
            ruler: ruler(figures, language),
            findings: sentences.findings(),
            targets: figures.has_targets(),
            withheld: figures.has_withheld(),
            chart: Figure { title: sentences.chart_headline(), subtitle: sentences.subtitle() },
            ticks: crate::window::Window::whole(about.scale)
                .lines()
                .into_iter()
                .map(|(point, text)| Tick {
                    at: strip::on_scale(&point, about.scale),
                    covered: &point * ratio(2, 1) == ratio(about.scale.0 + about.scale.1, 1),
                    text,
                })
                .collect(),
            over: gaps().any(|gap| !gap.is_negative() && !gap.is_zero()),
            under: gaps().any(Decimal::is_negative),
            rows: rows.iter().map(|row| score(row, figures, language)).collect(),
            items: Figure { title: sentences.items_headline(), subtitle: sentences.items_subtitle() },
            chapters: chapters(figures, language),
            method: method(about, figures.has_targets(), language),
            version: one_line(version),
            words: labels(figures, language),
            survey,
            wave,
        }
    }
}

fn facts(figures: Figures<'_>, language: Language) -> Vec<Fact> {
    let words = words(language);
    let about = figures.about;
    let sentences = Sentences::new(figures, language);
    let Some(row) = figures.overall() else { return Vec::new() };
    let mut facts = Vec::new();
    let plain = |name: String, big: String, small: String, note: String| Fact { name, big, small, note, accent: false };

    let score = row.mean_text.map_or_else(|| words.withheld_short.to_owned(), figure);
    let scale = Fact { accent: true, ..plain(words.overall_score.to_owned(), score, String::new(), sentences.scale()) };
    facts.push(scale);
    if let (Some(target), Some(gap)) = (row.target_text, row.gap_text) {
        let name = sentences.target_name(about.target_year.map(|western| year(western, language, about.years)));
        let note = sentences.gap_note(gap);
        facts.push(plain(name, figure(target), String::new(), note));
    }
    let (below, all) = figures.below_target();
    if all > 0 {
        let note = sentences.others_note(below, all);
        facts.push(plain(sentences.below_target_name(), below.to_string(), format!(" / {all}"), note));
    } else if let Some(all) = row.mean_text.map(|_| figures.lowest().iter().filter(|row| row.comparable).count())
        && all > 0
    {
        let below = figures.below_overall.len();
        facts.push(plain(sentences.below_overall_name(), below.to_string(), format!(" / {all}"), String::new()));
    }
    if facts.len() < 3
        && let Some(share) = row.favorable.and_then(|share| percent(share, language))
    {
        facts.push(plain(words.favorable.to_owned(), share, "%".to_owned(), sentences.favorable_note()));
    }
    match (row.response_rate_text, sentences.answered()) {
        (Some(rate), Some(answered)) => {
            facts.push(plain(words.response_rate.to_owned(), figure(rate), "%".to_owned(), answered));
        }
        _ => {
            if let Some(n) = row.respondents {
                facts.push(plain(words.respondents.to_owned(), count(n), String::new(), String::new()));
            }
        }
    }
    facts
}

fn ruler(figures: Figures<'_>, language: Language) -> Option<Ruler> {
    let words = words(language);
    let scale = figures.about.scale;
    let row = figures.overall()?;
    let mean = row.mean_text?;
    let odd = (scale.0 + scale.1) % 2 != 0;
    let middle = Decimal::round(&ratio(scale.0 + scale.1, 2), u32::from(odd));
    let mark = |value: Decimal, name: &str| Mark {
        at: strip::position(value, scale),
        text: format!("{name} {}", figure(value)),
    };
    let short = row.gap_text.is_none_or(|gap| gap.is_negative() || gap.is_zero());
    let target = row.target_text.map(|target| mark(target, words.target));
    let score = mark(mean, words.overall);
    let mut middle = mark(middle, words.midpoint);
    let mut parts = vec![score.text.clone()];
    parts.extend(target.iter().map(|target| target.text.clone()));
    parts.push(middle.text.clone());
    let whole = range(&scale.0.to_string(), &scale.1.to_string(), language);
    let label = format!("{whole}: {}", parts.join(words.separator));
    if odd && scale.1 - scale.0 > 7 {
        // No room between two ticks; the first figure names it too.
        middle.text.clear();
    }
    let (score_label, target_label) = match row.target_text {
        None => (Label::alone(mean, scale), Label::MIDDLE),
        Some(target) if short => Label::pair(mean, target, scale),
        Some(target) => {
            let (target, score) = Label::pair(target, mean, scale);
            (score, target)
        }
    };
    Some(Ruler { label, score, target, middle, short, score_label, target_label })
}

impl Label {
    const BASE: u32 = 26;
    const RAISED: u32 = 10;
    const MIDDLE: Self = Self { anchor: "middle", dx: 0, y: Self::BASE };

    /// The label of the only mark.
    fn alone(value: Decimal, scale: (i32, i32)) -> Self {
        match strip::part(value, scale) {
            strip::Part::Low => Self { anchor: "start", dx: -6, ..Self::MIDDLE },
            strip::Part::Middle => Self::MIDDLE,
            strip::Part::High => Self { anchor: "end", dx: 6, ..Self::MIDDLE },
        }
    }

    /// The labels of two marks stand away from each other; one that would run
    /// over the edge stands above the other instead.
    fn pair(left: Decimal, right: Decimal, scale: (i32, i32)) -> (Self, Self) {
        let away = (Self { anchor: "end", dx: -2, y: Self::BASE }, Self { anchor: "start", dx: 2, y: Self::BASE });
        match (strip::part(left, scale), strip::part(right, scale)) {
            (strip::Part::Low, strip::Part::High) => {
                (Self { anchor: "start", dx: -6, ..away.0 }, Self { anchor: "end", dx: 6, ..away.1 })
            }
            (strip::Part::Low, _) => (Self { anchor: "start", dx: -6, y: Self::RAISED }, away.1),
            (_, strip::Part::High) => (away.0, Self { anchor: "end", dx: 6, y: Self::RAISED }),
            _ => away,
        }
    }
}

fn score(row: &Row, figures: Figures<'_>, language: Language) -> Score {
    let scale = figures.about.scale;
    let words = words(language);
    let overall = row.level == Level::Overall;
    let mark = |value: Decimal| Mark { at: strip::position(value, scale), text: figure(value) };
    let shown = row.mean_text.filter(|_| !row.suppressed).map(|mean| Shown {
        score: mark(mean),
        n: row.respondents.map_or_else(|| NOTHING.to_owned(), count),
        target: row.target_text.map(mark),
        gap: row.gap_text.map_or_else(|| NOTHING.to_owned(), signed),
        sign: match row.gap_text {
            Some(gap) if gap.is_negative() => "neg",
            Some(gap) if !gap.is_zero() => "pos",
            _ => "zero",
        },
        status: status(row, language),
    });
    Score {
        level: match row.level {
            Level::Overall => "lv-overall",
            Level::Category => "lv-category",
            _ if row.depth > 1 => "lv-subcategory deep",
            Level::Subcategory | Level::Item => "lv-subcategory",
        },
        code: if overall { String::new() } else { one_line(&row.code) },
        name: if overall { words.overall.to_owned() } else { one_line(&row.name) },
        tongue: tongue(&row.name, language).filter(|_| !overall),
        shown,
    }
}

/// The language of a Japanese name on a page that is not: it breaks and is read
/// aloud by its own rules. Kana tell.
fn tongue(name: &str, language: Language) -> Option<&'static str> {
    let kana = |c| matches!(c, '\u{3041}'..='\u{30ff}');
    (language != Language::Ja && name.contains(kana)).then_some("ja")
}

fn chapters(figures: Figures<'_>, language: Language) -> Vec<Chapter> {
    let words = words(language);
    let codes = |named: &[koe_core::release::CodeName]| -> BTreeSet<String> {
        named.iter().map(|named| named.code.clone()).collect()
    };
    let (highest, lowest) = figures
        .overall_extremes()
        .filter(|extremes| extremes.highest != extremes.lowest)
        .map(|extremes| (codes(&extremes.highest), codes(&extremes.lowest)))
        .unwrap_or_default();
    let line = |row: &Row| {
        let item = row.level == Level::Item;
        let extreme = match row.code.as_str() {
            code if highest.contains(code) => Some(words.highest.to_owned()),
            code if lowest.contains(code) => Some(words.lowest.to_owned()),
            _ => None,
        };
        Line {
            heading: match row.level {
                Level::Item => "",
                Level::Category | Level::Overall => "grp",
                Level::Subcategory => "subgrp",
            },
            code: one_line(&row.code),
            name: one_line(&row.name),
            tongue: tongue(&row.name, language),
            tags: only(&row.applies_to, language).into_iter().chain(extreme.filter(|_| item)).collect(),
            shown: row.mean_text.filter(|_| !row.suppressed).map(|mean| numbers(row, mean, figures, language)),
        }
    };
    let chapter = |chapter: &crate::figures::Chapter<'_>| Chapter {
        lines: chapter.category.iter().chain(&chapter.lines).map(|row| line(row)).collect(),
    };
    figures.chapters().iter().map(chapter).collect()
}

fn numbers(row: &Row, mean: Decimal, figures: Figures<'_>, language: Language) -> Numbers {
    let interval =
        row.ci_low.zip(row.ci_high).and_then(|(low, high)| interval(low, high, figures.about.decimals, language));
    let nothing = || NOTHING.to_owned();
    Numbers {
        n: row.respondents.map_or_else(nothing, count),
        score: figure(mean),
        interval: interval.unwrap_or_else(nothing),
        favorable: row.favorable.and_then(|share| percent(share, language)).unwrap_or_else(nothing),
    }
}

fn labels(figures: Figures<'_>, language: Language) -> Labels {
    let words = words(language);
    let scale = figures.about.scale;
    let targets = figures.has_targets();
    Labels {
        results: words.results,
        skip: words.skip,
        findings: words.findings,
        contents: words.contents,
        first_title: if targets { words.gaps_title } else { words.scores_title },
        items_title: words.items_title,
        method_title: words.method_title,
        method_side: words.method_side,
        category: words.category,
        item: words.item,
        score: words.score,
        target: words.target,
        gap: words.gap,
        status: words.status,
        interval: words.interval,
        favorable: words.favorable_percent,
        favorable_short: words.favorable,
        withheld: words.withheld,
        key_score: words.key_score,
        key_below: words.key_below,
        key_above: words.key_above,
        key_withheld: words.key_withheld,
        scale: range(&scale.0.to_string(), &scale.1.to_string(), language),
        note_scores: if targets { words.note_gaps } else { words.note_scores },
        note_items: words.note_items,
    }
}
