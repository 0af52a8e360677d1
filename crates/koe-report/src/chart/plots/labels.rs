//! Room for labels: none over another, none over a mark.

use crate::chart::scene::{Point, Rect};

/// Free around a label.
const HALO: f64 = 2.0;

/// Moves places along a line apart until each is `gap` or more from the next
/// one, as little as possible and in their order, between two ends. What does
/// not fit between them is spread evenly.
pub(super) fn nudged(wanted: &[f64], gap: f64, low: f64, high: f64) -> Vec<f64> {
    if wanted.is_empty() {
        return Vec::new();
    }
    let last = wanted.len() as f64 - 1.0;
    let gap = if last * gap > high - low { ((high - low) / last).max(0.0) } else { gap };
    // Groups that touch share the mean of what their members ask for: of those
    // in order this is the nearest arrangement (pool adjacent violators).
    let mut groups: Vec<(f64, usize)> = Vec::new();
    for (index, at) in wanted.iter().enumerate() {
        groups.push((at - gap * index as f64, 1));
        while let [.., (before, n), (after, m)] = groups[..]
            && before > after
        {
            groups.truncate(groups.len() - 2);
            groups.push(((before * n as f64 + after * m as f64) / (n + m) as f64, n + m));
        }
    }
    let most = (high - gap * last).max(low);
    let starts = groups.iter().flat_map(|&(at, n)| std::iter::repeat_n(at.clamp(low, most), n));
    starts.enumerate().map(|(index, at)| at + gap * index as f64).collect()
}

/// What a picture holds already.
#[derive(Debug, Default)]
pub(super) struct Field {
    taken: Vec<Rect>,
    lines: Vec<(Point, Point)>,
}

impl Field {
    /// A mark or a text that no label may touch.
    pub(super) fn take(&mut self, rect: Rect) {
        self.taken.push(rect);
    }

    /// A line that labels avoid where they can.
    pub(super) fn line(&mut self, from: Point, to: Point) {
        self.lines.push((from, to));
    }

    /// Takes the first of some places that is free, of those off all lines
    /// where there is one; nothing where none is free.
    pub(super) fn settle(&mut self, places: &[Rect]) -> Option<Rect> {
        let free = || places.iter().filter(|place| self.is_free(**place));
        let place = *free().find(|place| !self.is_crossed(**place)).or_else(|| free().next())?;
        self.take(place);
        Some(place)
    }

    /// Whether nothing stands there.
    pub(super) fn is_free(&self, place: Rect) -> bool {
        !self.taken.iter().any(|taken| touches(*taken, grown(place)))
    }

    fn is_crossed(&self, place: Rect) -> bool {
        const STEPS: u32 = 64;
        let place = grown(place);
        self.lines.iter().any(|(from, to)| {
            (0..=STEPS).any(|step| {
                let share = f64::from(step) / f64::from(STEPS);
                let at = (from.0 + (to.0 - from.0) * share, from.1 + (to.1 - from.1) * share);
                touches(place, Rect::new(at.0, at.1, 0.0, 0.0))
            })
        })
    }
}

fn grown(rect: Rect) -> Rect {
    Rect::new(rect.x - HALO, rect.y - HALO, rect.width + 2.0 * HALO, rect.height + 2.0 * HALO)
}

/// Whether two rectangles share room.
pub(super) fn touches(a: Rect, b: Rect) -> bool {
    a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height
}

#[cfg(test)]
mod tests {
    use super::*;

    fn assert_places(got: &[f64], expected: &[f64]) {
        assert_eq!(got.len(), expected.len());
        for (a, b) in got.iter().zip(expected) {
            assert!((a - b).abs() < 1e-9, "{got:?}, expected {expected:?}");
        }
    }

    #[test]
    fn labels_stand_14_apart_in_their_order_as_near_as_they_can() {
        assert_places(&nudged(&[10.0, 50.0], 14.0, 0.0, 100.0), &[10.0, 50.0]);
        // Around the mean of both: 50 and 52 make 44 and 58.
        assert_places(&nudged(&[50.0, 52.0], 14.0, 0.0, 100.0), &[44.0, 58.0]);
        // Three in one place: the middle one stays.
        assert_places(&nudged(&[50.0, 50.0, 50.0], 14.0, 0.0, 100.0), &[36.0, 50.0, 64.0]);
        assert_places(&nudged(&[1.0, 2.0], 14.0, 0.0, 100.0), &[0.0, 14.0]);
        assert_places(&nudged(&[99.0, 99.0], 14.0, 0.0, 100.0), &[86.0, 100.0]);
        let spread = nudged(&[5.0, 5.0, 6.0, 30.0, 31.0, 90.0, 99.0], 14.0, 0.0, 100.0);
        assert!(spread.windows(2).all(|pair| pair[1] - pair[0] > 14.0 - 1e-9), "{spread:?}");
        assert!(spread[0] >= 0.0 && spread[6] <= 100.0, "{spread:?}");
    }

    #[test]
    fn what_does_not_fit_is_spread_evenly() {
        assert_places(&nudged(&[0.0, 0.0, 0.0], 14.0, 0.0, 20.0), &[0.0, 10.0, 20.0]);
        assert_places(&nudged(&[], 14.0, 0.0, 20.0), &[]);
        assert_places(&nudged(&[30.0], 14.0, 0.0, 20.0), &[20.0]);
    }

    #[test]
    fn a_label_takes_a_free_place_off_the_lines() {
        let mut field = Field::default();
        let (above, below) = (Rect::new(0.0, 0.0, 20.0, 10.0), Rect::new(0.0, 40.0, 20.0, 10.0));
        field.line((0.0, 5.0), (100.0, 5.0));
        assert_eq!(field.settle(&[above, below]), Some(below), "a line runs through the first");
        assert_eq!(field.settle(&[above, below]), Some(above), "a line is better than a text");
        assert_eq!(field.settle(&[above, below]), None);
    }
}
