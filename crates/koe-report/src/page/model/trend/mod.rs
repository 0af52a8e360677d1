//! Section 4: several waves of the survey.

mod changes;
mod falls;
mod lines;
mod tables;

use serde::Serialize;

use self::changes::Changes;
use self::falls::Falls;
use self::lines::{Line, Panels};
use self::tables::{Categories, WaveTable};
use super::super::live::{Plane, Shape, shapes};
use crate::chart::drawing::Entry;
use crate::chart::marks::Setting;
use crate::trend::Waves;
use crate::wording::trend::Telling;
use crate::wording::trend_page::{TrendPageWords, trend_page_words};

#[derive(Serialize)]
pub(in crate::page) struct Section {
    number: usize,
    pub(in crate::page) title: &'static str,
    note: &'static str,
    words: &'static TrendPageWords,
    /// Chart g; nothing without an axis of years.
    line: Option<Line>,
    /// Why there is no axis.
    no_axis: Option<&'static str>,
    /// What is said of the overall score.
    told: Vec<String>,
    waves: WaveTable,
    panels: Vec<Panels>,
    categories: Categories,
    changes: Vec<Changes>,
    falls: Vec<Falls>,
    notes: Vec<String>,
}

/// A mark of a key with its meaning.
#[derive(Serialize)]
struct Key {
    width: String,
    /// The room of its areas.
    frame: String,
    shapes: Vec<Shape>,
    text: String,
}

impl Section {
    pub(in crate::page) fn of(waves: Waves<'_>, number: usize, setting: Setting<'_>) -> Self {
        let telling = Telling { waves, language: setting.language };
        let words = trend_page_words(setting.language);
        let (title, note) = telling.section();
        Self {
            number,
            title,
            note,
            words,
            line: waves.year_line().and_then(|line| Line::of(&line, setting)),
            no_axis: waves.years().is_none().then_some(words.no_axis),
            told: waves
                .overall()
                .map(|row| telling.row(row))
                .into_iter()
                .chain([telling.over_fewer_items()])
                .flatten()
                .collect(),
            waves: WaveTable::of(telling),
            panels: waves.year_panels().iter().filter_map(|panels| Panels::of(panels, setting)).collect(),
            categories: Categories::of(telling),
            changes: waves.slopes().iter().map(|slope| Changes::of(slope, setting)).collect(),
            falls: waves.waterfalls().iter().map(|waterfall| Falls::of(waterfall, setting)).collect(),
            notes: telling.notes(),
        }
    }
}

fn keys(entries: &[Entry], setting: Setting<'_>) -> Vec<Key> {
    let key = |entry: &Entry| Key {
        width: format!("{:.0}", entry.mark.width),
        frame: format!("0 0 {:.0} {:.0}", entry.mark.width, entry.mark.height),
        shapes: shapes(&entry.mark, Plane::Fixed, setting.ruler),
        text: entry.meaning.clone(),
    };
    entries.iter().map(key).collect()
}
