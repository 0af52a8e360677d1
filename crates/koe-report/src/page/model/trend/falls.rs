//! Chart i as a table with marks: from wave to wave as steps.

use koe_stats::Decimal;
use serde::Serialize;

use super::super::axis::{Cut, Tick, ticks};
use super::super::{Caption, Name};
use super::{Key, keys};
use crate::chart::marks::Setting;
use crate::chart::plots::waterfall::{Step, Waterfall, levels};
use crate::chart::plots::year_line::Change;
use crate::page::strip;
use crate::typeset::{figure, signed};
use crate::window::Window;
use crate::wording::PlotWords;

#[derive(Serialize)]
pub(super) struct Falls {
    caption: Caption,
    cut: Option<Cut>,
    key: Vec<Key>,
    change: &'static str,
    scale: String,
    ticks: Vec<Tick>,
    from: End,
    to: End,
    steps: Vec<Fall>,
    notes: Vec<String>,
}

/// The score of a wave.
#[derive(Serialize)]
struct End {
    name: String,
    at: String,
    score: String,
}

/// A step.
#[derive(Serialize)]
struct Fall {
    name: Name,
    by: String,
    /// Where it begins, where it leads.
    from: String,
    to: String,
    /// up, down or none.
    class: &'static str,
}

impl Falls {
    pub(super) fn of(waterfall: &Waterfall, setting: Setting<'_>) -> Self {
        let words = PlotWords::from(setting);
        let steps = waterfall.steps();
        let window = waterfall.window(&steps);
        let levels: Vec<Decimal> = levels(waterfall.from.1, &steps).collect();
        let end = |(year, score): (i32, Decimal)| End {
            name: words.year(year),
            at: strip::position(score, &window),
            score: figure(score),
        };
        let change = Change { since: waterfall.from.0, interval: waterfall.interval };
        Self {
            caption: Caption {
                title: words.waterfall_title(waterfall, &steps),
                subtitle: words.waterfall_subtitle(waterfall),
            },
            cut: window.cut.then(|| Cut::of(words.horizontal_cut(&window), &window, waterfall.about.scale)),
            key: keys(&waterfall.key(&steps, words), setting),
            change: words.change_head(),
            scale: words.horizontal_cut(&window),
            ticks: ticks(&window),
            from: end(waterfall.from),
            to: end(waterfall.to),
            steps: steps.iter().zip(levels.windows(2)).map(|(step, ends)| fall(step, ends, &window, setting)).collect(),
            notes: vec![words.change(change, waterfall.change()), words.no_cause(waterfall.deviation)],
        }
    }
}

fn fall(step: &Step, ends: &[Decimal], window: &Window, setting: Setting<'_>) -> Fall {
    let at = |place: usize| ends.get(place).map(|score| strip::position(*score, window)).unwrap_or_default();
    let name = step.name.as_deref().unwrap_or(PlotWords::from(setting).other());
    Fall {
        name: Name::plain(name, setting.language),
        by: signed(step.amount),
        from: at(0),
        to: at(1),
        class: match step.amount {
            by if by.is_zero() => "none",
            by if by.is_negative() => "down",
            _ => "up",
        },
    }
}
