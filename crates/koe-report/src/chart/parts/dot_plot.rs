//! Chart e: units ranked, with what can and cannot be said of their order.

use koe_stats::Decimal;

use super::{Absence, Caption, Shown, cut, told, withheld_entry};
use crate::chart::drawing::{Block, Drawing, Entry};
use crate::chart::marks::{self, Setting, Strip, entry, row_height};
use crate::chart::scene::{Rect, Scene, Type};
use crate::doubt::FEW;
use crate::ranking::{self, Standing};
use crate::theme::Ink;
use crate::typeset::{NOTHING, count, figure, one_line, range};
use crate::window::Window;
use crate::wording::ranks;

/// Scores of units with their intervals and the ranks they may have.
#[derive(Debug, Clone)]
pub(crate) struct DotPlot {
    pub(crate) caption: Caption,
    /// What a row is: 部局.
    pub(crate) unit: String,
    pub(crate) scale: (i32, i32),
    /// One window for all charts of a kind.
    pub(crate) window: Window,
    /// None where it is withheld.
    pub(crate) everyone: Option<Decimal>,
    /// By code; the chart puts them in order.
    pub(crate) units: Vec<Unit>,
}

/// A row.
#[derive(Debug, Clone)]
pub(crate) struct Unit {
    pub(crate) name: String,
    pub(crate) place: Shown<Place>,
}

/// Where a unit stands.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Place {
    pub(crate) score: Decimal,
    pub(crate) n: u64,
    pub(crate) doubt: Option<Doubt>,
}

/// How sure that is: 95 % interval, first and last rank.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Doubt {
    pub(crate) interval: (Decimal, Decimal),
    pub(crate) ranks: (u32, u32),
}

impl Place {
    /// The doubt that may be shown: none under 20 answers.
    pub(crate) fn doubt(&self) -> Option<Doubt> {
        self.doubt.filter(|_| self.n >= FEW)
    }
}

/// Units of which none is surely above another, or one unit.
type Band<'a> = Vec<(&'a Unit, Place)>;

impl DotPlot {
    /// Ranked units in bands that have no order, then units without a rank,
    /// then those withheld.
    pub(crate) fn draw(&self, setting: Setting<'_>) -> Drawing {
        let layout = Layout::new(self, setting);
        let (bands, rest) = self.ranked();
        let mut blocks = Vec::new();
        for band in &bands {
            let shaded = band.len() > 1;
            if shaded {
                blocks.push(Block { scene: layout.band(), heading: true });
            }
            blocks.extend(band.iter().map(|(unit, place)| layout.placed(unit, place, shaded)).map(Block::from));
        }
        blocks.extend(rest.iter().map(|unit| layout.row(unit)).map(Block::from));
        let drawn = Drawing {
            cut: cut(&self.window, self.scale, setting.language),
            key: self.key(&bands, setting),
            head: Some(layout.head()),
            blocks,
            notes: if has_tied(&bands) { vec![setting.part_words().note_joint.to_owned()] } else { Vec::new() },
            description: self.describe(&bands, &rest, setting),
            ..Drawing::default()
        };
        self.caption.around(setting, drawn)
    }

    /// Bands of ranked units from the top, each by headcount; and the rest:
    /// those without a rank, then those without a figure.
    fn ranked(&self) -> (Vec<Band<'_>>, Vec<&Unit>) {
        let ranked = self.units.iter().filter_map(|unit| {
            let place = unit.place.ok()?;
            let (first, last) = place.doubt?.ranks;
            let standing = Standing { score: place.score, n: place.n, ranks: (first.into(), last.into()) };
            Some(((unit, place), standing))
        });
        let few = self.units.iter().filter(|unit| unit.place.is_ok_and(|place| place.doubt().is_none()));
        let none = |withheld: bool| {
            let same = move |absence: Absence| (absence == Absence::Withheld) == withheld;
            self.units.iter().filter(move |unit| unit.place.err().is_some_and(same))
        };
        let rest = few.chain(none(false)).chain(none(true)).collect();
        (ranking::bands(ranked), rest)
    }

    fn key(&self, bands: &[Band<'_>], setting: Setting<'_>) -> Vec<Entry> {
        let (words, parts) = (setting.words(), setting.part_words());
        let places = || self.units.iter().filter_map(|unit| unit.place.ok());
        let mut key = Vec::new();
        if places().any(|place| place.doubt().is_some()) {
            key.push(entry(12.0, words.key_score, |mark| marks::dot(mark, 6.0, 8.0)));
            key.push(entry(28.0, parts.key_interval, |mark| marks::interval(mark, 1.0, 27.0, 8.0, Ink::Ink2)));
        }
        let mut open = places().filter(|place| place.doubt().is_none()).peekable();
        if open.peek().is_some() {
            let meaning = if open.all(|place| place.n < FEW) { parts.key_few } else { parts.key_unranked };
            key.push(entry(14.0, meaning, |mark| marks::open_dot(mark, 7.0, 8.0)));
        }
        if self.everyone.is_some() {
            key.push(entry(4.0, parts.key_everyone, |mark| mark.fill(Rect::new(1.0, 0.0, 1.5, 16.0), Ink::Accent)));
        }
        // A band that goes on on the next page has its words here.
        if has_tied(bands) {
            key.push(entry(22.0, parts.key_band, |mark| {
                mark.fill(Rect::new(0.0, 1.0, 22.0, 14.0), Ink::Surface);
                mark.outline(Rect::new(0.5, 1.5, 21.0, 13.0), Ink::Line, 1.0);
            }));
        }
        let withheld = self.units.iter().any(|unit| unit.place.is_err_and(|absence| absence == Absence::Withheld));
        key.extend(withheld.then(|| withheld_entry(setting)));
        key
    }

    fn describe(&self, bands: &[Band<'_>], rest: &[&Unit], setting: Setting<'_>) -> String {
        let words = setting.words();
        let placed = |unit: &Unit, place: &Place| {
            let mut said = format!("{} {} {}", one_line(&unit.name), words.score, figure(place.score));
            match place.doubt() {
                Some(Doubt { interval: (low, high), ranks: between }) => {
                    let interval = range(&figure(low), &figure(high), setting.language);
                    let rank = ranks(between, setting.language);
                    said.push_str(&format!(" {} {interval} {} {rank}", words.interval, setting.part_words().rank));
                }
                None => said.push_str(&format!(" {}", setting.part_words().unranked)),
            }
            said
        };
        let everyone = self.everyone.map(|score| format!("{} {}", words.overall, figure(score)));
        let ranked = bands.iter().flat_map(|band| {
            let label = (band.len() > 1).then(|| setting.part_words().band.to_owned());
            label.into_iter().chain(band.iter().map(|(unit, place)| placed(unit, place))).collect::<Vec<_>>()
        });
        let rest = rest.iter().map(|unit| match &unit.place {
            Ok(place) => placed(unit, place),
            Err(absence) => format!("{} {}", one_line(&unit.name), absence.words(setting.language)),
        });
        let before = [Some(self.caption.subtitle.clone()), everyone].into_iter().flatten();
        told(before.chain(ranked).chain(rest), setting)
    }
}

/// Whether there are units that have no order.
fn has_tied(bands: &[Band<'_>]) -> bool {
    bands.iter().any(|band| band.len() > 1)
}

/// Where the columns stand: names, strip, figures (their right ends).
struct Layout<'a> {
    plot: &'a DotPlot,
    setting: Setting<'a>,
    name: f64,
    strip: f64,
    score: f64,
    n: f64,
    rank: f64,
}

impl<'a> Layout<'a> {
    fn new(plot: &'a DotPlot, setting: Setting<'a>) -> Self {
        let width = setting.width();
        Self {
            plot,
            setting,
            name: (width * 0.27).clamp(176.0, 280.0),
            strip: width - 196.0,
            score: width - 146.0,
            n: width - 88.0,
            rank: width - 8.0,
        }
    }

    fn strip(&self) -> Strip<'_> {
        Strip { window: &self.plot.window, left: self.name, right: self.strip }
    }

    /// Everyone's score, labelled once, over the gridlines' labels.
    fn head(&self) -> Scene {
        let (words, parts) = (self.setting.words(), self.setting.part_words());
        let mut head = Scene::new(self.setting.width(), 44.0);
        let set = Type::new(12.0, Ink::Ink3);
        let base = 35.0;
        let unit = self.setting.wrap(&one_line(&self.plot.unit), 12.0, self.name - 8.0, 1);
        head.lines(&unit, (0.0, base), set, 0.0);
        self.strip().labels(&mut head, base);
        if let Some((score, x)) = self.plot.everyone.zip(self.everyone()) {
            let label = format!("{} {}", words.overall, figure(score));
            let half = self.setting.measure(&label, 12.0) / 2.0;
            let x = x.clamp(self.name + half, self.strip - half);
            head.text(label, (x, 15.0), Type::new(12.0, Ink::Accent).middle());
        }
        head.text(words.score, (self.score, base), set.end());
        head.text(parts.n, (self.n, base), set.end());
        head.text(parts.rank, (self.rank, base), set.end());
        marks::rule(&mut head, Ink::Ink4);
        head
    }

    fn everyone(&self) -> Option<f64> {
        Some(self.strip().at(&self.plot.everyone?.exact()))
    }

    /// What stands over units that have no order.
    fn band(&self) -> Scene {
        let mut scene = Scene::new(self.setting.width(), 28.0);
        // Apart from the band above.
        scene.fill(Rect::new(0.0, 4.0, scene.width, scene.height - 4.0), Ink::Surface);
        self.lines(&mut scene);
        // On the ground of the band, so that no gridline crosses the words.
        let label = self.setting.part_words().band;
        let width = self.setting.measure(label, 12.0);
        scene.fill(Rect::new(0.0, 4.0, width + 12.0, scene.height - 4.0), Ink::Surface);
        scene.text(label, (8.0, 20.5), Type::new(12.0, Ink::Ink2));
        scene
    }

    fn lines(&self, scene: &mut Scene) {
        self.strip().grid(scene);
        if let Some(x) = self.everyone() {
            scene.fill(Rect::new(x - 0.75, 0.0, 1.5, scene.height), Ink::Accent);
        }
    }

    fn row(&self, unit: &Unit) -> Scene {
        let absence = match &unit.place {
            Ok(place) => return self.placed(unit, place, false),
            Err(absence) => *absence,
        };
        let mut scene = self.named(unit, false);
        let rect = Rect::new(self.name, scene.height / 2.0 - 9.0, self.strip - self.name, 18.0);
        absence.draw(&mut scene, rect, self.setting);
        scene
    }

    fn named(&self, unit: &Unit, shaded: bool) -> Scene {
        let lines = self.setting.name(&unit.name, 14.0, self.name - 16.0);
        let mut scene = Scene::new(self.setting.width(), row_height(lines.len()));
        if shaded {
            scene.fill(Rect::new(0.0, 0.0, scene.width, scene.height), Ink::Surface);
        }
        marks::rule(&mut scene, Ink::Grid);
        marks::name(&mut scene, &lines, if shaded { 8.0 } else { 0.0 }, 14.0, Ink::Ink2);
        scene
    }

    fn placed(&self, unit: &Unit, place: &Place, shaded: bool) -> Scene {
        let mut scene = self.named(unit, shaded);
        self.lines(&mut scene);
        let (middle, strip) = (scene.height / 2.0, self.strip());
        let at = |value: Decimal| strip.at(&value.exact());
        let rank = match place.doubt() {
            Some(doubt) => ranks(doubt.ranks, self.setting.language),
            None => NOTHING.to_owned(),
        };
        let interval = place.doubt().map(|doubt| (at(doubt.interval.0), at(doubt.interval.1)));
        marks::estimate(&mut scene, at(place.score), interval, middle, Ink::Ink2);
        let base = middle + 5.0;
        scene.text(figure(place.score), (self.score, base), self.setting.figure(Ink::Ink).bold());
        scene.text(count(place.n), (self.n, base), self.setting.figure(Ink::Ink3));
        scene.text(rank, (self.rank, base), self.setting.figure(Ink::Ink2));
        scene
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn unit(name: &str, score: &str, n: u64, ranks: (u32, u32)) -> Unit {
        let score: Decimal = score.parse().unwrap();
        let place = Place { score, n, doubt: Some(Doubt { interval: (score, score), ranks }) };
        Unit { name: name.to_owned(), place: Ok(place) }
    }

    fn plot(units: Vec<Unit>) -> DotPlot {
        let example = super::super::specimens::dot_plot(koe_core::definition::Language::Ja);
        DotPlot { units, ..example }
    }

    fn names(band: &[(&Unit, Place)]) -> String {
        band.iter().map(|(unit, _)| unit.name.as_str()).collect()
    }

    #[test]
    fn units_that_cannot_be_ordered_are_one_band_by_respondents() {
        let plot = plot(vec![
            unit("c", "3.90", 60, (2, 4)),
            unit("b", "4.00", 90, (2, 4)),
            unit("a", "4.50", 50, (1, 1)),
            unit("d", "4.10", 95, (2, 4)),
        ]);
        let (bands, rest) = plot.ranked();
        assert_eq!(bands.iter().map(|band| names(band)).collect::<Vec<_>>(), ["a", "dbc"]);
        assert!(rest.is_empty());
    }

    #[test]
    fn few_answers_have_no_rank_and_what_is_withheld_comes_last() {
        let withheld = Unit { name: "w".to_owned(), place: Err(Absence::Withheld) };
        let not_held = Unit { name: "h".to_owned(), place: Err(Absence::NotHeld) };
        let plot = plot(vec![withheld, not_held, unit("f", "4.90", 19, (1, 9)), unit("a", "4.00", 20, (1, 2))]);
        let (bands, rest) = plot.ranked();
        assert_eq!(bands.len(), 1, "20 are enough");
        assert_eq!(rest.iter().map(|unit| unit.name.as_str()).collect::<String>(), "fhw");
    }
}
