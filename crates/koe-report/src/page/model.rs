//! What the template is given: printed text, positions, and nothing to compute.

use std::collections::BTreeSet;

use koe_core::definition::Language;
use koe_core::release::{Level, Row};
use koe_stats::{Decimal, ratio};
use serde::Serialize;

use super::{sheet, strip};
use crate::figures::Figures;
use crate::typeset::{NOTHING, count, figure, interval, one_line, percent, range, signed};
use crate::wording::{Sentences, method, status, words, year};

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
    groups: Vec<Group>,
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
    /// The score's label stands left of its dot, away from the target's.
    left: bool,
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
}

/// A row of the chart of scores.
#[derive(Serialize)]
struct Score {
    level: &'static str,
    code: String,
    name: String,
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

#[derive(Serialize)]
struct Group {
    code: String,
    name: String,
    score: String,
    items: Vec<Item>,
}

#[derive(Serialize)]
struct Item {
    code: String,
    name: String,
    /// 最高 or 最低.
    mark: &'static str,
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
            ticks: crate::chart::ticks(about.scale)
                .into_iter()
                .map(|point| Tick { at: strip::point(point, about.scale), text: point.to_string() })
                .collect(),
            over: gaps().any(|gap| !gap.is_negative() && !gap.is_zero()),
            under: gaps().any(Decimal::is_negative),
            rows: rows.iter().map(|row| score(row, figures, language)).collect(),
            items: Figure {
                title: sentences.items_headline().unwrap_or_default(),
                subtitle: sentences.items_subtitle(),
            },
            groups: groups(figures, language),
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
        let name = sentences.target_name(about.target_year.map(|western| year(western, language)));
        let note = sentences.gap_note(gap);
        facts.push(plain(name, figure(target), String::new(), note));
    }
    let (below, all) = figures.below_target();
    if all > 0 {
        let note = sentences.others_note(all - below);
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
    let middle = Decimal::round(&ratio(scale.0 + scale.1, 2), u32::from((scale.0 + scale.1) % 2 != 0));
    let mark = |value: Decimal, name: &str| Mark {
        at: strip::position(value, scale),
        text: format!("{name} {}", figure(value)),
    };
    let target = row.target_text.map(|target| mark(target, words.target));
    let score = mark(mean, words.overall);
    let middle = mark(middle, words.midpoint);
    let mut parts = vec![score.text.clone()];
    parts.extend(target.iter().map(|target| target.text.clone()));
    parts.push(middle.text.clone());
    let whole = range(&scale.0.to_string(), &scale.1.to_string(), language);
    let label = format!("{whole}: {}", parts.join(words.separator));
    Some(Ruler {
        label,
        score,
        target,
        middle,
        left: row.gap_text.is_none_or(|gap| gap.is_negative() || gap.is_zero()),
    })
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
            Level::Subcategory | Level::Item => "lv-subcategory",
        },
        code: if overall { String::new() } else { one_line(&row.code) },
        name: if overall { words.overall.to_owned() } else { one_line(&row.name) },
        shown,
    }
}

fn groups(figures: Figures<'_>, language: Language) -> Vec<Group> {
    let words = words(language);
    let codes = |named: &[koe_core::release::CodeName]| -> BTreeSet<String> {
        named.iter().map(|named| named.code.clone()).collect()
    };
    let (highest, lowest) = figures
        .overall_extremes()
        .map(|extremes| (codes(&extremes.highest), codes(&extremes.lowest)))
        .unwrap_or_default();
    let item = |row: &&Row| Item {
        code: one_line(&row.code),
        name: one_line(&row.name),
        mark: match row.code.as_str() {
            code if highest.contains(code) => words.highest,
            code if lowest.contains(code) => words.lowest,
            _ => "",
        },
        shown: row.mean_text.filter(|_| !row.suppressed).map(|mean| Numbers {
            n: row.respondents.map_or_else(|| NOTHING.to_owned(), count),
            score: figure(mean),
            interval: row
                .ci_low
                .zip(row.ci_high)
                .and_then(|(low, high)| interval(low, high, figures.about.decimals, language))
                .unwrap_or_else(|| NOTHING.to_owned()),
            favorable: row.favorable.and_then(|share| percent(share, language)).unwrap_or_else(|| NOTHING.to_owned()),
        }),
    };
    figures
        .groups()
        .iter()
        .map(|group| Group {
            code: group.category.map(|row| one_line(&row.code)).unwrap_or_default(),
            name: group.category.map(|row| one_line(&row.name)).unwrap_or_default(),
            score: group.category.and_then(|row| row.mean_text).map(figure).unwrap_or_default(),
            items: group.items.iter().map(item).collect(),
        })
        .collect()
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
