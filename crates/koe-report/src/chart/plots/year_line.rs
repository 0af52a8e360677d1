//! Chart g: a score over the years, the path to its target, doubt included.

use koe_stats::Decimal;

use super::series::{Outcome, Series, Wave};
use super::years::{self, Detail};
use super::{About, cut, dot_entry, filled, invented_entry, line_entry, open_entry};
use crate::chart::drawing::{Drawing, Entry};
use crate::chart::marks::{self, Setting, entry};
use crate::chart::scene::Stroke;
use crate::theme::Ink;
use crate::typeset::one_line;
use crate::window::Window;
use crate::wording::PlotWords;

/// A score over the years.
#[derive(Debug, Clone)]
pub(crate) struct YearLine {
    pub(crate) about: About,
    pub(crate) series: Series,
    /// What this wave is compared with.
    pub(crate) changes: Vec<Change>,
    /// Why nothing is projected, where nothing is.
    pub(crate) no_projection: Option<String>,
    /// The window of all year lines of a run.
    pub(crate) window: Window,
}

/// A change of a score between two waves: its size is the difference of the
/// printed scores, the interval comes with it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Change {
    /// The earlier wave.
    pub(crate) since: i32,
    pub(crate) interval: Option<(Decimal, Decimal)>,
}

/// What the data say about a change.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Verdict {
    /// The interval lies above 0.
    Rose,
    /// The interval lies below 0.
    Fell,
    /// The interval holds 0.
    NotShown,
    /// There is no interval.
    Unknown,
}

impl Change {
    pub(crate) fn verdict(self) -> Verdict {
        match self.interval {
            Some((low, _)) if !low.is_negative() && !low.is_zero() => Verdict::Rose,
            Some((_, high)) if high.is_negative() => Verdict::Fell,
            Some(_) => Verdict::NotShown,
            None => Verdict::Unknown,
        }
    }
}

impl YearLine {
    /// Draws it in a medium.
    pub(crate) fn draw(&self, setting: Setting<'_>) -> Drawing {
        let words = PlotWords::from(setting);
        let Self { about, series, window, .. } = self;
        let name = one_line(&series.name);
        let years = series.years();
        let drawing = Drawing {
            title: words.year_line_title(series),
            subtitle: words.with_survey(about, &words.year_line_subtitle(about, &name, years)),
            cut: cut(window, about.scale, PlotWords::vertical_cut, words),
            key: key(std::slice::from_ref(series), Detail::Whole, about.invented, words),
            notes: self.notes(words),
            source: words.source(about),
            description: words.told(about, words.describe_series(series)),
            ..Drawing::default()
        };
        let Some(years) = years else { return drawing };
        filled(drawing, setting, |height| {
            years::draw(series, years, window, (setting.width(), height), Detail::Whole, setting)
        })
    }

    /// The verdict, and why nothing is projected.
    fn notes(&self, words: PlotWords) -> Vec<String> {
        let change = |change: &Change| {
            let now = self.series.this_wave()?.score()?;
            Some(words.change(*change, now - self.series.score(change.since)?))
        };
        self.changes
            .iter()
            .filter_map(change)
            .chain([&self.no_projection].into_iter().flatten().chain(&self.about.notes).cloned())
            .collect()
    }
}

/// The marks that some lines have between them.
pub(crate) fn key(lines: &[Series], detail: Detail, invented: bool, words: PlotWords) -> Vec<Entry> {
    let waves = || lines.iter().flat_map(|line| &line.waves);
    let mut key = vec![dot_entry(words.key_this_wave())];
    if lines.iter().any(|line| line.waves.len() > 1) {
        let alone = |wave: &Wave| matches!(wave.outcome, Outcome::Score { interval: None, .. });
        key.push(open_entry(if waves().any(alone) { words.key_open() } else { words.key_earlier() }));
    }
    if waves().any(|wave| matches!(wave.outcome, Outcome::Score { interval: Some(_), .. })) {
        key.push(entry(10.0, words.key_interval(), |mark| {
            mark.line((5.0, 1.0), (5.0, 15.0), Ink::Ink2, 1.5);
            for y in [1.0, 15.0] {
                mark.line((0.0, y), (10.0, y), Ink::Ink2, 1.5);
            }
        }));
    }
    if lines.iter().any(|line| !line.not_held().is_empty()) {
        key.push(line_entry(words.key_not_held(), Ink::Accent, 1.5, Stroke::Dotted));
    }
    if lines.iter().any(|line| line.path.is_some()) {
        key.push(line_entry(words.key_path(), Ink::Ink2, 1.25, Stroke::Dashed));
        if detail == Detail::Panel {
            key.push(line_entry(words.key_target(), Ink::Ink, 2.0, Stroke::Solid));
        }
    }
    if lines.iter().any(|line| !line.projection().is_empty()) {
        key.push(entry(26.0, words.key_likely(), |mark| {
            mark.polygon(vec![(0.0, 8.0), (26.0, 2.0), (26.0, 14.0)], Ink::Grid);
            for end in [2.0, 14.0] {
                mark.line((0.0, 8.0), (26.0, end), Ink::Ink4, 1.0);
            }
        }));
    }
    if waves().any(|wave| wave.outcome == Outcome::Withheld) {
        key.push(marks::withheld_entry(crate::wording::words(words.0)));
    }
    if invented {
        key.push(invented_entry(words));
    }
    key
}

#[cfg(test)]
mod tests {
    use super::super::tests::decimal;
    use super::*;

    #[test]
    fn a_change_whose_interval_holds_zero_is_no_movement() {
        let verdict = |low, high| Change { since: 2023, interval: Some((decimal(low), decimal(high))) }.verdict();
        assert_eq!(verdict("-0.01", "0.05"), Verdict::NotShown);
        assert_eq!(verdict("0.00", "0.05"), Verdict::NotShown, "as printed, 0 is in it");
        assert_eq!(verdict("0.01", "0.05"), Verdict::Rose);
        assert_eq!(verdict("-0.05", "-0.01"), Verdict::Fell);
        assert_eq!(verdict("-0.05", "0.00"), Verdict::NotShown);
        assert_eq!(Change { since: 2023, interval: None }.verdict(), Verdict::Unknown);
    }
}
