//! Chart j: indicators between their baseline and their target.

mod board;

use koe_core::plan::{Indicator, Standing};
use koe_stats::Decimal;

use super::{Absence, Caption, told, withheld_entry};
use crate::chart::drawing::{Block, Drawing, Entry};
use crate::chart::marks::{self, Setting, entry};
use crate::chart::scene::Rect;
use crate::outlook::{Dates, Line, groups, lines};
use crate::theme::Ink;
use crate::typeset::{amount, one_line};
use crate::wording::plan::{direction, key_short, plan_words, standing};
use board::{Layout, below_dot, beyond};

/// Indicators by outcome, each with its own unit; they make no common figure.
#[derive(Debug, Clone)]
pub(crate) struct Indicators {
    pub(crate) caption: Caption,
    pub(crate) indicators: Vec<Indicator>,
}

impl Indicators {
    /// Groups of rows; the strip goes from baseline to target in every row,
    /// whatever the direction.
    pub(crate) fn draw(&self, setting: Setting<'_>) -> Drawing {
        let lines = lines(&self.indicators);
        let dates = Dates::of_columns(&lines);
        let layout = Layout::new(&lines, &dates, setting);
        let mut blocks = Vec::new();
        for group in groups(&lines) {
            if !group.name.is_empty() {
                blocks.push(Block { scene: layout.group(group.name), heading: true });
            }
            blocks.extend(group.lines.into_iter().map(|line| layout.row(line)).map(Block::from));
        }
        let has_path = lines.iter().any(|line| line.path().is_some());
        let drawn = Drawing {
            key: key(&lines, setting),
            head: Some(layout.head()),
            blocks,
            notes: has_path.then(|| plan_words(setting.language).note_path.to_owned()).into_iter().collect(),
            description: self.describe(&lines, setting),
            ..Drawing::default()
        };
        self.caption.around(setting, drawn)
    }

    fn describe(&self, lines: &[Line<'_>], setting: Setting<'_>) -> String {
        let (words, parts) = (setting.words(), setting.part_words());
        let value =
            |value: Option<Decimal>, absence: Absence| value.map_or_else(|| absence.words(setting.language), amount);
        let rows = lines.iter().map(|Line { indicator, attainment }| {
            let absence = match attainment.standing {
                Standing::Withheld => Absence::Withheld,
                _ => Absence::NotReported,
            };
            [
                one_line(&indicator.name),
                one_line(&indicator.unit),
                direction(indicator, setting.language).to_owned(),
                format!("{} {}", parts.baseline, value(indicator.baseline, Absence::NotReported)),
                format!("{} {}", parts.now, value(attainment.actual, absence)),
                format!("{} {}", words.target, amount(indicator.target)),
                standing(indicator, attainment.standing, setting.language).to_owned(),
            ]
            .join(" ")
        });
        told([self.caption.subtitle.clone()].into_iter().chain(rows), setting)
    }
}

fn key(lines: &[Line<'_>], setting: Setting<'_>) -> Vec<Entry> {
    let words = setting.part_words();
    let stands = |standing: Standing| lines.iter().any(|line| line.attainment.standing == standing);
    let mut key = Vec::new();
    if lines.iter().any(|line| line.now().is_some()) {
        key.push(entry(12.0, words.key_now, |mark| marks::dot(mark, 6.0, 8.0)));
    }
    // What has no baseline has no dot either.
    let below = lines.iter().any(|line| line.attainment.standing == Standing::Below && line.now().is_some());
    if let Some(meaning) = key_short(stands(Standing::Behind), below, setting.language) {
        key.push(entry(14.0, meaning, |mark| marks::open_dot(mark, 7.0, 8.0)));
    }
    if stands(Standing::Retreated) {
        key.push(entry(14.0, words.key_retreat, |mark| below_dot(mark, 7.0, 8.0)));
    }
    if lines.iter().any(|line| line.path().is_some()) {
        key.push(entry(4.0, words.key_path, |mark| mark.fill(Rect::new(1.0, 4.0, 1.5, 8.0), Ink::Ink2)));
    }
    key.push(entry(4.0, words.key_target, |mark| marks::tick(mark, 2.0, 8.0, 16.0)));
    if lines.iter().any(|line| line.now().is_some_and(|(_, is_whole)| !is_whole)) {
        key.push(entry(10.0, words.key_clipped, |mark| beyond(mark, 0.0, 8.0, 1.0, Ink::Accent)));
    }
    if stands(Standing::Withheld) {
        key.push(withheld_entry(setting));
    }
    key
}
