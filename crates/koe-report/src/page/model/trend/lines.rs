//! Chart g: the overall score over the years, and small the categories.

use serde::Serialize;

use super::super::axis::Cut;
use super::super::{Caption, Name};
use super::{Key, keys};
use crate::chart::marks::Setting;
use crate::chart::plots::series::Series;
use crate::chart::plots::year_line::{YearLine, key};
use crate::chart::plots::year_panels::YearPanels;
use crate::chart::plots::years::{Detail, GUTTER, draw};
use crate::page::live::{Plane, Shape, shapes};
use crate::window::Window;
use crate::wording::PlotWords;

/// Widths that drawings are laid out for: the narrowest they are shown at, so
/// that labels stand clear of each other at all. A drawing of a page, the same on
/// a phone, a panel of several.
const WIDE: (f64, f64) = (577.0, 340.0);
const NARROW: (f64, f64) = (288.0, 300.0);
const PANEL: (f64, f64) = (160.0, 200.0);

/// The overall score over the years, drawn twice; each width shows one of them.
#[derive(Serialize)]
pub(super) struct Line {
    caption: Caption,
    cut: Option<Cut>,
    key: Vec<Key>,
    plots: [Plot; 2],
}

/// Categories beside each other.
#[derive(Serialize)]
pub(super) struct Panels {
    caption: Caption,
    cut: Option<Cut>,
    key: Vec<Key>,
    panels: Vec<Panel>,
}

#[derive(Serialize)]
struct Panel {
    name: Name,
    plot: Plot,
}

/// An image of live text and marks.
#[derive(Serialize)]
struct Plot {
    class: &'static str,
    /// The same in words.
    label: String,
    height: String,
    /// The room that a stretched area is laid out for.
    frame: String,
    shapes: Vec<Shape>,
}

impl Line {
    /// Nothing where no axis could hold the years.
    pub(super) fn of(line: &YearLine, setting: Setting<'_>) -> Option<Self> {
        let YearLine { about, series, window, .. } = line;
        let words = PlotWords::from(setting);
        let years = series.years()?;
        let plot = |class, size| plot(series, years, (window, size, Detail::Whole), class, setting);
        Some(Self {
            caption: Caption {
                title: words.year_line_title(series),
                subtitle: words.year_line_subtitle(about, &series.name, Some(years)),
            },
            cut: cut(window, about.scale, words),
            key: keys(&key(std::slice::from_ref(series), Detail::Whole, about.invented, words), setting),
            plots: [plot("wide", WIDE), plot("narrow", NARROW)],
        })
    }
}

impl Panels {
    pub(super) fn of(panels: &YearPanels, setting: Setting<'_>) -> Option<Self> {
        let YearPanels { about, level, panels: own, window } = panels;
        let words = PlotWords::from(setting);
        let years = panels.years()?;
        let panel = |series: &Series| Panel {
            name: Name::plain(&series.name, setting.language),
            plot: plot(series, years, (window, PANEL, Detail::Panel), "panel", setting),
        };
        Some(Self {
            caption: Caption {
                title: words.year_panels_title(*level, own),
                subtitle: words.year_panels_subtitle(about, *level, Some(years)),
            },
            cut: cut(window, about.scale, words),
            key: keys(&key(own, Detail::Panel, about.invented, words), setting),
            panels: own.iter().map(panel).collect(),
        })
    }
}

fn cut(window: &Window, scale: (i32, i32), words: PlotWords) -> Option<Cut> {
    window.cut.then(|| Cut::of(words.vertical_cut(window), window, scale))
}

fn plot(
    series: &Series,
    years: (i32, i32),
    (window, size, detail): (&Window, (f64, f64), Detail),
    class: &'static str,
    setting: Setting<'_>,
) -> Plot {
    let scene = draw(series, years, window, size, detail, setting);
    let width = scene.width - GUTTER;
    let plane = Plane::Columns { gutter: GUTTER, width, count: years.0.abs_diff(years.1) + 1 };
    let words = PlotWords::from(setting);
    Plot {
        class,
        label: crate::wording::told(&words.describe_series(series), setting.language),
        height: format!("{:.0}", scene.height),
        frame: format!("0 0 {width:.0} {:.0}", scene.height),
        shapes: shapes(&scene, plane, setting.ruler),
    }
}
