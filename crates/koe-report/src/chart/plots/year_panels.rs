//! Chart g, small: one panel for each category, all on one window, so that
//! slopes and heights can be compared.

use koe_core::release::Level;

use super::series::Series;
use super::year_line::key;
use super::years::{self, Detail};
use super::{About, cut, room};
use crate::chart::drawing::Drawing;
use crate::chart::marks::{LINE, Setting};
use crate::chart::scene::{Scene, Type};
use crate::theme::Ink;
use crate::typeset::one_line;
use crate::window::Window;
use crate::wording::PlotWords;

/// Between panels.
const GAP: f64 = 24.0;
/// Narrower than this, a panel is no picture.
const NARROWEST: f64 = 168.0;
/// Height of a panel where the medium's is free: about as wide as high, as
/// steeper slopes would say more than the figures.
const PANEL: f64 = 178.0;
/// Lowest row of panels on a slide.
const LOWEST: f64 = 168.0;

/// Scores over the years beside each other.
#[derive(Debug, Clone)]
pub(crate) struct YearPanels {
    pub(crate) about: About,
    /// What the panels are.
    pub(crate) level: Level,
    /// In survey order.
    pub(crate) panels: Vec<Series>,
    /// The window of all year lines of a run.
    pub(crate) window: Window,
}

impl YearPanels {
    /// Draws them in a medium: four beside each other, two where it is narrow
    /// or where there are no more than four on a slide.
    pub(crate) fn draw(&self, setting: Setting<'_>) -> Drawing {
        let words = PlotWords::from(setting);
        let Self { about, panels, .. } = self;
        let years = self.years();
        let drawing = Drawing {
            title: words.year_panels_title(self.level, panels),
            subtitle: words.with_survey(about, &words.year_panels_subtitle(about, self.level, years)),
            cut: cut(&self.window, about.scale, PlotWords::vertical_cut, words),
            key: key(panels, Detail::Panel, about.invented, words),
            notes: about.notes.clone(),
            source: words.source(about),
            description: words.told(about, panels.iter().flat_map(|panel| words.describe_series(panel)).collect()),
            ..Drawing::default()
        };
        let Some(years) = years else { return drawing };
        let across = across(panels.len(), setting);
        let width = panel_width(across, setting);
        let names: Vec<_> = panels.iter().map(|panel| setting.wrap(&one_line(&panel.name), 14.0, width, 2)).collect();
        // The same for all, so that no axis is shorter than another.
        let head = LINE * names.iter().map(Vec::len).max().unwrap_or(1) as f64 + 2.0;
        let rows = panels.len().div_ceil(across).max(1) as f64;
        let height = match setting.medium.height {
            Some(_) => row_of_slide(rows, room(&drawing, setting)),
            None => head + PANEL,
        };
        let size = (width, height - head - 8.0);
        let named: Vec<_> = panels.iter().zip(names).collect();
        let row = |row: &[(&Series, Vec<String>)]| {
            let mut scene = Scene::new(setting.width(), height);
            for (index, (panel, name)) in row.iter().enumerate() {
                let left = (width + GAP) * index as f64;
                scene.lines(name, (left, 15.0), Type::new(14.0, Ink::Ink), LINE);
                scene.place(years::draw(panel, years, &self.window, size, Detail::Panel, setting), (left, head));
            }
            scene.into()
        };
        let blocks = named.chunks(across).map(row).collect();
        Drawing { blocks, ..drawing }
    }

    /// First and last year of all panels.
    pub(crate) fn years(&self) -> Option<(i32, i32)> {
        let years: Vec<(i32, i32)> = self.panels.iter().filter_map(Series::years).collect();
        Some((years.iter().map(|years| years.0).min()?, years.iter().map(|years| years.1).max()?))
    }
}

fn panel_width(across: usize, setting: Setting<'_>) -> f64 {
    (setting.width() - GAP * (across as f64 - 1.0)) / across as f64
}

/// As many rows on each slide as fill it.
fn row_of_slide(rows: f64, room: f64) -> f64 {
    let slides = (rows / (room / LOWEST).floor().max(1.0)).ceil();
    (room / (rows / slides).ceil()).floor()
}

fn across(panels: usize, setting: Setting<'_>) -> usize {
    let few_on_a_slide = setting.medium.height.is_some() && panels <= 4;
    if few_on_a_slide || panel_width(4, setting) < NARROWEST { 2 } else { 4 }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_fill_their_slides_evenly() {
        let heights = [1.0, 2.0, 3.0, 4.0].map(|rows| row_of_slide(rows, 370.0));
        assert_eq!(heights.map(|height| height.to_string()), ["370", "185", "185", "185"]);
        assert_eq!(row_of_slide(2.0, 100.0).to_string(), "100", "one a slide, even where it is low");
    }
}
