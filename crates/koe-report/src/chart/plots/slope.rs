//! Chart h: two waves beside each other, a line for each common item.

use koe_core::release::Level;
use koe_stats::Decimal;

use super::labels::nudged;
use super::{About, changes, cut, filled, invented_entry, line_entry};
use crate::chart::drawing::{Drawing, Entry};
use crate::chart::fonts::Weight;
use crate::chart::marks::Setting;
use crate::chart::scene::{Anchor, Rect, Scene, Stroke, Type};
use crate::theme::Ink;
use crate::typeset::{figure, one_line, signed};
use crate::window::Window;
use crate::wording::PlotWords;

/// Most lines that an eye can follow.
const MOST: usize = 12;
/// From label to label.
const APART: f64 = 14.0;
/// Size of a label.
const SIZE: f64 = 13.0;

/// Two waves and what both of them asked.
#[derive(Debug, Clone)]
pub(crate) struct Slope {
    pub(crate) about: About,
    /// What the lines are.
    pub(crate) level: Level,
    /// The earlier wave and this one.
    pub(crate) years: (i32, i32),
    /// What both asked, in survey order.
    pub(crate) lines: Vec<Line>,
    /// The names of those withheld in either wave.
    pub(crate) withheld: Vec<String>,
    /// The window of the run.
    pub(crate) window: Window,
}

/// One score in both waves.
#[derive(Debug, Clone)]
pub(crate) struct Line {
    pub(crate) name: String,
    pub(crate) from: Decimal,
    pub(crate) to: Decimal,
    /// 95 % interval of the change.
    pub(crate) interval: Option<(Decimal, Decimal)>,
    pub(crate) evidence: Evidence,
}

/// What the data carry of a change.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Evidence {
    /// It holds after adjustment for the number of comparisons.
    Holds,
    /// It would hold alone, not among so many.
    Alone,
    /// The data cannot tell.
    None,
}

impl Line {
    /// The difference of the printed scores.
    pub(crate) fn change(&self) -> Decimal {
        self.to - self.from
    }

    /// Colour is for what holds; all else is grey.
    pub(super) fn ink(&self) -> Ink {
        match self.evidence {
            Evidence::Holds if self.change().is_negative() => Ink::Below,
            Evidence::Holds => Ink::Accent,
            Evidence::Alone | Evidence::None => Ink::Ink4,
        }
    }

    fn stroke(&self) -> (f64, Stroke) {
        match self.evidence {
            Evidence::Holds => (2.0, Stroke::Solid),
            Evidence::Alone => (1.5, Stroke::Solid),
            Evidence::None => (1.0, Stroke::Dashed),
        }
    }
}

impl Slope {
    /// Draws it in a medium: as lines, or where these would be too many or
    /// their names too long as a dot plot of the changes.
    pub(crate) fn draw(&self, setting: Setting<'_>) -> Drawing {
        self.as_lines(setting).unwrap_or_else(|| changes::draw(self, self.caption(setting), setting))
    }

    /// Lines from wave to wave; nothing where they would be too many or their
    /// names too long.
    pub(crate) fn as_lines(&self, setting: Setting<'_>) -> Option<Drawing> {
        if self.lines.len() > MOST {
            return None;
        }
        let words = PlotWords::from(setting);
        let drawing = Drawing {
            cut: cut(&self.window, self.about.scale, PlotWords::vertical_cut, words),
            key: self.key(words),
            ..self.caption(setting)
        };
        let lines = Lines::new(self, super::room(&drawing, setting), setting)?;
        Some(filled(drawing, setting, |height| lines.draw(height)))
    }

    /// The words, the same for both.
    fn caption(&self, setting: Setting<'_>) -> Drawing {
        let words = PlotWords::from(setting);
        let withheld: Vec<String> = self.withheld.iter().map(|name| one_line(name)).collect();
        Drawing {
            title: words.slope_title(self),
            subtitle: words.with_survey(&self.about, &words.slope_subtitle(&self.about, self.level, self.years)),
            notes: (!withheld.is_empty())
                .then(|| words.withheld_lines(&withheld))
                .into_iter()
                .chain(self.about.notes.iter().cloned())
                .collect(),
            source: words.source(&self.about),
            description: words.describe_slope(self),
            ..Drawing::default()
        }
    }

    /// The kinds of lines there are.
    pub(crate) fn key(&self, words: PlotWords) -> Vec<Entry> {
        let mut key = Vec::new();
        for (evidence, fell, ink) in [
            (Evidence::Holds, false, Ink::Accent),
            (Evidence::Holds, true, Ink::Below),
            (Evidence::Alone, false, Ink::Ink4),
            (Evidence::None, false, Ink::Ink4),
        ] {
            let found = self.lines.iter().find(|line| line.evidence == evidence && line.ink() == ink);
            if let Some(line) = found {
                let (width, stroke) = line.stroke();
                key.push(line_entry(words.key_evidence(evidence, fell), ink, width, stroke));
            }
        }
        if self.about.invented {
            key.push(invented_entry(words));
        }
        key
    }
}

/// Lines with room for their labels.
struct Lines<'a> {
    slope: &'a Slope,
    setting: Setting<'a>,
    /// The lines of each name.
    names: Vec<Vec<String>>,
    /// Where the two waves stand.
    left: f64,
    right: f64,
    /// Room of one label.
    apart: f64,
}

impl<'a> Lines<'a> {
    const TOP: f64 = 34.0;
    const BOTTOM: f64 = 20.0;
    /// From a wave to its label: room for a leader.
    const LEADER: f64 = 22.0;

    /// Nothing where a name would have to be cut.
    fn new(slope: &'a Slope, height: f64, setting: Setting<'a>) -> Option<Self> {
        let width = setting.width();
        let gap = (width * 0.3).clamp(240.0, 320.0);
        let (left, right) = ((width - gap) / 2.0, f64::midpoint(width, gap));
        let bold = |text: &str| setting.ruler.width(text, SIZE, Weight::Bold) + 8.0;
        let names_width = left - Self::LEADER - bold("0.00") - bold("−0.00");
        let room = (height - Self::TOP - Self::BOTTOM) / APART;
        let most = (room / slope.lines.len().max(1) as f64).floor().clamp(1.0, 3.0);
        let names: Vec<Vec<String>> =
            slope.lines.iter().map(|line| setting.wrap(&one_line(&line.name), SIZE, names_width, 3)).collect();
        let tallest = names.iter().map(Vec::len).max().unwrap_or(1) as f64;
        let whole = names.iter().zip(&slope.lines).all(|(name, line)| {
            // A name may end in … of its own.
            name.last().is_none_or(|last| !last.ends_with('…')) || line.name.trim_end().ends_with('…')
        });
        (whole && tallest <= most).then_some(Self { slope, setting, names, left, right, apart: APART * tallest })
    }

    fn draw(&self, height: f64) -> Scene {
        let mut scene = Scene::new(self.setting.width(), height);
        let (top, bottom) = (Self::TOP, height - Self::BOTTOM);
        let y =
            |value: Decimal| bottom - koe_stats::nearest_f64(&self.slope.window.share(&value.exact())) * (bottom - top);
        self.axes(&mut scene, top, bottom);
        // Coloured lines over grey ones.
        let mut order: Vec<&Line> = self.slope.lines.iter().collect();
        order.sort_by_key(|line| line.evidence == Evidence::Holds);
        for line in &order {
            let (width, stroke) = line.stroke();
            scene.stroke((self.left, y(line.from)), (self.right, y(line.to)), line.ink(), width, stroke);
        }
        for line in &order {
            for end in [(self.left, y(line.from)), (self.right, y(line.to))] {
                scene.dot(end, 5.25, Ink::Paper);
                scene.dot(end, 4.0, line.ink());
            }
        }
        self.labels(&mut scene, (top, bottom), &|line| y(line.from), Anchor::End);
        self.labels(&mut scene, (top, bottom), &|line| y(line.to), Anchor::Start);
        scene
    }

    /// A line for each wave with its year, gridlines between them.
    fn axes(&self, scene: &mut Scene, top: f64, bottom: f64) {
        for (value, _) in self.slope.window.lines() {
            let y = bottom - koe_stats::nearest_f64(&self.slope.window.share(&value)) * (bottom - top);
            scene.fill(Rect::new(self.left, y.floor(), self.right - self.left, 1.0), Ink::Grid);
        }
        let (low, high) = self.slope.window.ends();
        let middle = f64::midpoint(self.left, self.right);
        let set = Type::new(12.0, Ink::Ink3).middle();
        scene.text(high, (middle, top - 4.0), set);
        scene.text(low, (middle, bottom + 13.0), set);
        for (x, year, ink) in
            [(self.left, self.slope.years.0, Ink::Ink2), (self.right, self.slope.years.1, Ink::Accent)]
        {
            scene.fill(Rect::new(x.floor(), top, 1.0, bottom - top), Ink::Ink4);
            let (upper, lower) = PlotWords::from(self.setting).year_lines(year);
            let text = lower.map_or(upper.clone(), |lower| format!("{upper}（{lower}）"));
            scene.text(text, (x, 12.0), Type::new(13.0, ink).middle());
        }
    }

    /// Names and figures beside one wave, apart from each other; a leader where
    /// a label is not at its dot.
    fn labels(&self, scene: &mut Scene, (top, bottom): (f64, f64), at: &dyn Fn(&Line) -> f64, side: Anchor) {
        let lines = &self.slope.lines;
        let mut order: Vec<usize> = (0..lines.len()).collect();
        // By the figure, ties by survey order: positions come from both.
        order.sort_by(|a, b| at(&lines[*a]).total_cmp(&at(&lines[*b])));
        let wanted: Vec<f64> = order.iter().map(|&index| at(&lines[index])).collect();
        let half = self.apart / 2.0 - APART / 2.0;
        let places = nudged(&wanted, self.apart, top + half, bottom - half);
        let ends = side == Anchor::End;
        let (wave, outwards) = if ends { (self.left, -1.0) } else { (self.right, 1.0) };
        for (&index, &y) in order.iter().zip(&places) {
            let line = &lines[index];
            let own = at(line);
            if (own - y).abs() > 0.5 {
                let (near, far) = (wave + outwards * 8.0, wave + outwards * (Self::LEADER - 4.0));
                scene.line((near, own), (far, y), Ink::Ink4, 0.75);
            }
            let mut x = wave + outwards * Self::LEADER;
            let base = y + SIZE * 0.36;
            let value = figure(if ends { line.from } else { line.to });
            let set = Type { anchor: side, ..Type::new(SIZE, Ink::Ink) };
            let set = if ends { set } else { set.bold() };
            let wide = self.setting.ruler.width(&value, SIZE, set.weight);
            scene.text(value, (x, base), set);
            x += outwards * (wide + 8.0);
            let name = &self.names[index];
            let first = base - APART * (name.len() as f64 - 1.0) / 2.0;
            let ink = if line.evidence == Evidence::Holds { Ink::Ink } else { Ink::Ink2 };
            let set = Type { anchor: side, ..Type::new(SIZE, ink) };
            scene.lines(name, (x, first), set, APART);
            if !ends && line.evidence == Evidence::Holds {
                x += name.iter().map(|part| self.setting.measure(part, SIZE)).fold(0.0, f64::max) + 8.0;
                scene.text(signed(line.change()), (x, base), Type::new(SIZE, line.ink()).bold());
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::specimens;
    use super::super::tests::{decimal, on_screen};
    use super::*;

    #[test]
    fn only_what_survives_adjustment_has_a_colour() {
        let line = |to, evidence| Line {
            name: "配置".to_owned(),
            from: decimal("3.88"),
            to: decimal(to),
            interval: None,
            evidence,
        };
        assert_eq!(line("3.70", Evidence::Holds).ink(), Ink::Below);
        assert_eq!(line("4.00", Evidence::Holds).ink(), Ink::Accent);
        assert_eq!(line("3.70", Evidence::Alone).ink(), Ink::Ink4);
        assert_eq!(line("3.70", Evidence::None).stroke(), (1.0, Stroke::Dashed));
        assert_eq!(line("3.70", Evidence::None).change(), decimal("-0.18"));
    }

    #[test]
    fn more_than_twelve_lines_and_long_names_are_a_dot_plot() {
        on_screen(|setting| {
            let blocks = |slope: &Slope| slope.draw(setting).blocks.len();
            let few = specimens::slope(setting.language);
            assert_eq!((few.lines.len(), blocks(&few)), (9, 1));
            let many = specimens::many_changes(setting.language);
            assert_eq!((many.lines.len(), blocks(&many)), (15, 15));
            let mut long = few;
            long.lines[0].name = "長".repeat(200);
            assert_eq!(blocks(&long), 9);
        });
    }
}
