//! The values of a year line: each clear of the marks and of the others.

use koe_stats::Decimal;

use super::series::Series;
use super::years::{Detail, Picture, bounds};
use crate::chart::scene::{Rect, Type};
use crate::theme::Ink;
use crate::typeset::figure;

impl Picture<'_> {
    /// The values, those that carry most first.
    pub(super) fn labels(&mut self) {
        let Series { waves, path, .. } = self.series;
        let this = self.series.this_wave();
        if let Some((wave, value)) = this.and_then(|wave| Some((wave, wave.score()?))) {
            self.label(wave.year, value, figure(value), Type::new(16.0, Ink::Accent).bold(), true);
        }
        if let Some((year, value)) = path.as_ref().map(|path| path.target()) {
            let (text, size) = match self.detail {
                Detail::Whole => (self.words.target(value), 14.0),
                Detail::Panel => (figure(value), 12.0),
            };
            self.label(year, value, text, Type::new(size, Ink::Ink), true);
        }
        let whole = self.detail == Detail::Whole;
        for wave in waves.iter().filter(|wave| Some(**wave) != this) {
            let Some(value) = wave.score() else { continue };
            if whole || wave.year == self.first {
                let size = if whole { 14.0 } else { 12.0 };
                self.label(wave.year, value, figure(value), Type::new(size, Ink::Ink), false);
            }
        }
        if !whole {
            return;
        }
        if let Some(last) = self.series.projection().last().copied() {
            let word = self.words.likely().to_owned();
            self.label(last.year, last.low, word, Type::new(12.0, Ink::Ink2), true);
        }
        let target = path.as_ref().map(|path| path.target().0);
        for (year, value) in path.iter().flat_map(|path| path.later()) {
            if Some(year) != target {
                self.label(year, value, figure(value), Type::new(12.0, Ink::Ink2), false);
            }
        }
    }

    /// A label above or below a value, clear of everything else; one that need
    /// not stand is left out where there is no room.
    fn label(&mut self, year: i32, value: Decimal, text: String, set: Type, must: bool) {
        const STEP: f64 = 14.0;
        let (x, y) = (self.x(year), self.y(value));
        let wide = self.setting.ruler.width(&text, set.size, set.weight);
        let left = (x - wide / 2.0).clamp(0.0, (self.scene.width - wide).max(0.0));
        let side = self.side(year, value);
        let (mut places, mut others) = (Vec::new(), Vec::new());
        for step in 0..6 {
            let away = 9.0 + STEP * 0.5 * f64::from(step);
            let above = y - away;
            let below = y + away + set.size * 0.8;
            let (order, other): (&[f64], &[f64]) = match side {
                Side::Above => (&[above], &[below]),
                Side::AboveFirst => (&[above, below], &[]),
                Side::BelowFirst => (&[below, above], &[]),
                Side::Below => (&[below], &[above]),
            };
            let place = |baseline: &f64| bounds(&text, (left, *baseline), set, self.setting);
            places.extend(order.iter().map(place));
            others.extend(other.iter().map(place));
        }
        for places in [&mut places, &mut others] {
            places.retain(|place| place.y >= 0.0 && place.y + place.height < self.axis());
        }
        // What must stand leaves its side before it stands on something, and stays
        // near its mark there.
        let near = || others.iter().copied().filter(|_| must);
        let settled = self.field.settle(&places);
        let settled = settled.or_else(|| near().find_map(|place| self.field.settle(&[place])));
        let settled = settled.or_else(|| places.first().copied().filter(|_| must));
        let Some(place) = settled else { return };
        // On the band there is nothing to keep clear of.
        if self.series.projection().iter().all(|likely| likely.year != year) {
            let halo = Rect::new(place.x - 2.0, place.y, place.width + 4.0, place.height);
            self.scene.fill(halo, Ink::Paper);
        }
        self.scene.text(text, (left, place.y + set.size * 0.8), set);
    }

    /// On which side of its mark a value is written: of a score and its path
    /// the higher one above, the lower one below; alone, scores below, the path
    /// above.
    fn side(&self, year: i32, value: Decimal) -> Side {
        let score = self.series.score(year);
        let aim = self.series.path.as_ref().and_then(|path| path.at(year));
        let likely = self.series.projection().iter().find(|likely| likely.year == year);
        match (score, aim) {
            _ if likely.is_some_and(|likely| likely.low == value) => Side::Below,
            (Some(score), Some(aim)) if score != aim && value == score.max(aim) => Side::Above,
            (Some(score), Some(aim)) if score != aim => Side::Below,
            (Some(score), _) if score == value => Side::BelowFirst,
            _ => Side::AboveFirst,
        }
    }
}

/// Where a label may stand.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Side {
    Above,
    AboveFirst,
    BelowFirst,
    Below,
}
