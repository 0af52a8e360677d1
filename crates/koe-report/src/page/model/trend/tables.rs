//! Tables of record: the overall score by wave, all categories by wave.

use koe_core::definition::Language;
use koe_core::release::{Change, InTrend, Level, PathStatus, Row};
use serde::Serialize;

use super::super::{Name, n};
use crate::chart::plots::slope::Evidence;
use crate::trend::Waves;
use crate::typeset::{NOTHING, figure, interval, signed};
use crate::verdict::p_text;
use crate::wording::trend::{Telling, TrendWords, path_status, trend_words};

/// The overall score by wave.
#[derive(Serialize)]
pub(super) struct WaveTable {
    heads: Heads,
    /// Whether the baseline is another wave than the one before somewhere.
    apart: bool,
    /// Whether there is a path to a target.
    path: bool,
    rows: Vec<Wave>,
}

#[derive(Serialize)]
struct Heads {
    wave: &'static str,
    since_previous: &'static str,
    since_baseline: &'static str,
    interval: &'static str,
    p: &'static str,
    path: &'static str,
    status: &'static str,
}

#[derive(Serialize)]
struct Wave {
    name: String,
    latest: bool,
    shown: Option<Scored>,
}

#[derive(Serialize)]
struct Scored {
    n: String,
    score: String,
    interval: String,
    previous: Moved,
    baseline: Moved,
    path: String,
    status: Status,
}

/// A change, as printed.
#[derive(Serialize)]
struct Moved {
    by: String,
    interval: String,
    p: String,
    /// k or neg where it holds after adjustment, q where it does not.
    class: &'static str,
}

#[derive(Serialize)]
struct Status {
    text: &'static str,
    class: &'static str,
}

/// All categories by wave.
#[derive(Serialize)]
pub(super) struct Categories {
    title: String,
    heads: Heads,
    waves: Vec<String>,
    path: bool,
    withheld: bool,
    rows: Vec<Category>,
}

#[derive(Serialize)]
struct Category {
    level: &'static str,
    name: Name,
    cells: Vec<Cell>,
    moved: Moved,
    status: Status,
}

/// A score of a wave.
#[derive(Serialize)]
struct Cell {
    /// Nothing where it is withheld or the wave had none.
    score: Option<String>,
    withheld: bool,
    latest: bool,
}

impl From<&'static TrendWords> for Heads {
    fn from(words: &'static TrendWords) -> Self {
        let TrendWords { wave, since_previous, since_baseline, interval, p, path, status, .. } = *words;
        Self { wave, since_previous, since_baseline, interval, p, path, status }
    }
}

impl WaveTable {
    pub(super) fn of(telling: Telling<'_>) -> Self {
        let waves = telling.waves;
        let course = waves.overall().map(|row| waves.course(row, &waves.about.filter)).unwrap_or_default();
        let rows: Vec<&Row> = course.into_iter().flatten().collect();
        let own = || rows.iter().filter_map(|row| row.trend.as_ref());
        Self {
            heads: trend_words(telling.language).into(),
            apart: own().any(|own| {
                own.since_baseline.versus.is_some() && own.since_baseline.versus != own.since_previous.versus
            }),
            path: own().any(|own| own.path_target_text.is_some()),
            rows: rows.iter().map(|row| wave(row, telling)).collect(),
        }
    }
}

fn wave(row: &Row, telling: Telling<'_>) -> Wave {
    let waves = telling.waves;
    let nothing = InTrend::default();
    let own = row.trend.as_ref().unwrap_or(&nothing);
    let places = waves.about.decimals;
    let shown = row.mean_text.filter(|_| !row.suppressed).map(|mean| Scored {
        n: n(row),
        score: figure(mean),
        interval: row
            .ci_low
            .zip(row.ci_high)
            .and_then(|(low, high)| interval(low, high, places, telling.language))
            .unwrap_or_else(|| NOTHING.to_owned()),
        previous: moved(Some(&own.since_previous), waves, telling.language),
        baseline: moved(Some(&own.since_baseline), waves, telling.language),
        path: own.path_target_text.map_or_else(|| NOTHING.to_owned(), figure),
        status: status(own.path_status, telling.language),
    });
    Wave { name: telling.wave(&row.wave), latest: row.wave == waves.about.wave, shown }
}

impl Categories {
    pub(super) fn of(telling: Telling<'_>) -> Self {
        let waves = telling.waves;
        let composites = waves.composites();
        let rows: Vec<Category> = composites.iter().map(|row| category(row, telling)).collect();
        Self {
            title: telling.categories_title(),
            heads: trend_words(telling.language).into(),
            waves: waves.trend.waves.iter().map(|wave| telling.wave_name(wave)).collect(),
            path: rows.iter().any(|row| !row.status.text.is_empty()),
            withheld: rows.iter().flat_map(|row| &row.cells).any(|cell| cell.withheld),
            rows,
        }
    }
}

fn category(row: &Row, telling: Telling<'_>) -> Category {
    let waves = telling.waves;
    let cell = |of: Option<&Row>, place: usize| Cell {
        score: of.filter(|row| !row.suppressed).and_then(|row| row.mean_text).map(figure),
        withheld: of.is_some_and(|row| row.suppressed),
        latest: place + 1 == waves.trend.waves.len(),
    };
    let course = waves.course(row, &waves.about.filter);
    Category {
        level: match row.level {
            Level::Overall => "lv-overall",
            Level::Category => "lv-category",
            _ if row.depth > 1 => "lv-subcategory deep",
            Level::Subcategory | Level::Item => "lv-subcategory",
        },
        name: Name::of(row, telling.language),
        cells: course.into_iter().enumerate().map(|(place, row)| cell(row, place)).collect(),
        moved: moved(waves.since(row).filter(|_| !row.suppressed), waves, telling.language),
        status: status(row.trend.as_ref().and_then(|own| own.path_status), telling.language),
    }
}

fn moved(change: Option<&Change>, waves: Waves<'_>, language: Language) -> Moved {
    let nothing = || NOTHING.to_owned();
    let Some((change, by)) = change.and_then(|change| Some((change, change.difference_text?))) else {
        return Moved { by: nothing(), interval: nothing(), p: nothing(), class: "q" };
    };
    Moved {
        by: signed(by),
        interval: waves.ends(change).map_or_else(nothing, |ends| between(ends, language)),
        p: p_text(change.p_adjusted).unwrap_or_else(nothing),
        class: match waves.evidence(change) {
            Evidence::Holds if by.is_negative() => "neg",
            Evidence::Holds => "k",
            Evidence::Alone | Evidence::None => "q",
        },
    }
}

/// The ends of a change, with signs.
pub(super) fn between((low, high): (koe_stats::Decimal, koe_stats::Decimal), language: Language) -> String {
    let (low, high) = (signed(low), signed(high));
    match language {
        Language::Ja => format!("{low}〜{high}"),
        Language::En => format!("{low} to {high}"),
    }
}

fn status(status: Option<PathStatus>, language: Language) -> Status {
    let class = match status {
        Some(PathStatus::Behind) => "lo",
        Some(PathStatus::OnPath) => "on",
        _ => "",
    };
    Status { text: path_status(status, language), class }
}
