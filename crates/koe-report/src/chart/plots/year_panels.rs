//! Chart g, small: one panel for each category, all on one window, so that
//! slopes and heights can be compared.

use koe_core::release::Level;

use super::series::Series;
use super::year_line::key;
use super::years::{self, Detail};
use super::{About, cut, room};
use crate::chart::drawing::{Block, Drawing};
use crate::chart::marks::Setting;
use crate::chart::scene::{Scene, Type};
use crate::theme::Ink;
use crate::typeset::one_line;
use crate::window::Window;
use crate::wording::PlotWords;

/// Between panels.
const GAP: f64 = 24.0;
/// Narrower than this, a panel is no picture.
const NARROWEST: f64 = 168.0;
/// Highest row of panels where the height is free: steeper slopes would say
/// more than the figures.
const HIGHEST: f64 = 230.0;
/// Lowest row of panels.
const LOWEST: f64 = 170.0;

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
        let words = PlotWords(setting.language);
        let Self { about, panels, .. } = self;
        let years = self.years();
        let drawing = Drawing {
            title: words.year_panels_title(self.level, panels),
            subtitle: words.with_survey(about, &words.year_panels_subtitle(about, self.level, years)),
            cut: cut(&self.window, about.scale, PlotWords::vertical_cut, words),
            key: key(panels, Detail::Panel, about.invented, words),
            source: words.source(about),
            description: words.told(about, panels.iter().flat_map(|panel| words.describe_series(panel)).collect()),
            ..Drawing::default()
        };
        let Some(years) = years else { return drawing };
        let across = across(panels.len(), setting);
        let rows = panels.len().div_ceil(across).max(1);
        let share = (room(&drawing, setting) / rows as f64).floor();
        let height = if setting.medium.height.is_some() { share.max(LOWEST) } else { share.clamp(LOWEST, HIGHEST) };
        let blocks = panels.chunks(across).map(|row| self.row(row, across, years, height, setting)).collect();
        Drawing { blocks, ..drawing }
    }

    fn years(&self) -> Option<(i32, i32)> {
        let years: Vec<(i32, i32)> = self.panels.iter().filter_map(Series::years).collect();
        Some((years.iter().map(|years| years.0).min()?, years.iter().map(|years| years.1).max()?))
    }

    fn row(&self, row: &[Series], across: usize, years: (i32, i32), height: f64, setting: Setting<'_>) -> Block {
        const LINE: f64 = 19.0;
        let mut scene = Scene::new(setting.width(), height);
        let width = panel_width(across, setting);
        let names: Vec<_> = row.iter().map(|panel| setting.wrap(&one_line(&panel.name), 14.0, width, 2)).collect();
        let head = LINE * names.iter().map(Vec::len).max().unwrap_or(1) as f64 + 2.0;
        for (index, (panel, name)) in row.iter().zip(&names).enumerate() {
            let left = (width + GAP) * index as f64;
            scene.lines(name, (left, 15.0), Type::new(14.0, Ink::Ink), LINE);
            let size = (width, height - head - 8.0);
            scene.place(years::draw(panel, years, &self.window, size, Detail::Panel, setting), (left, head));
        }
        scene.into()
    }
}

fn panel_width(across: usize, setting: Setting<'_>) -> f64 {
    (setting.width() - GAP * (across as f64 - 1.0)) / across as f64
}

fn across(panels: usize, setting: Setting<'_>) -> usize {
    let few_on_a_slide = setting.medium.height.is_some() && panels <= 4;
    if few_on_a_slide || panel_width(4, setting) < NARROWEST { 2 } else { 4 }
}
