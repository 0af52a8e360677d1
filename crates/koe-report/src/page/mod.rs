//! `report.html`: one file, offline, for screen, phone and paper.
//!
//! Names, figures and headers are live text; the marks of a row are a small SVG
//! in its cell with positions in per cent, styled by class only. The page is
//! whole without its script, which sorts tables and picks an attribute; the
//! policy in the head allows nothing but the one style sheet and the one script.
//!
//! | file | what |
//! |---|---|
//! | `template/`, `report.css` | structure and looks, a template a section |
//! | `comparison.css`, `response.css` | looks of the comparisons and the response rates |
//! | `outlook.css` | looks of indicators and plan, on pages that have them |
//! | `trend.css` | looks of several waves, on pages that have them |
//! | `report.js` | sorting and the attribute picker; no data |
//! | `model/` | what the templates are given: printed text and positions |
//! | `strip` | positions on a window of the scale in per cent |
//! | `live` | drawings as live text and marks that stretch with the page |
//! | `policy` | style sheet and script, and the policy that names their hashes |

mod live;
mod model;
mod policy;
mod strip;

use std::fmt;

use minijinja::syntax::SyntaxConfig;
use minijinja::value::Serde;
use minijinja::{Environment, UndefinedBehavior};
use serde::Serialize;
use ttf_parser::FaceParsingError;

use crate::chart::Fonts;
use crate::figures::Figures;
use crate::{Colophon, Contents, Outlook};

/// The templates by name; the first is the page, which includes the others, and
/// `plan.html` that of a plan alone.
/// Names end in .html, which is what turns escaping on.
const TEMPLATES: [(&str, &str); 25] = [
    ("page.html", include_str!("template/page.html.j2")),
    ("first_screen.html", include_str!("template/first_screen.html.j2")),
    ("scores.html", include_str!("template/scores.html.j2")),
    ("items.html", include_str!("template/items.html.j2")),
    ("distributions.html", include_str!("template/distributions.html.j2")),
    ("comparison.html", include_str!("template/comparison.html.j2")),
    ("heatmap.html", include_str!("template/heatmap.html.j2")),
    ("ranks.html", include_str!("template/ranks.html.j2")),
    ("cross.html", include_str!("template/cross.html.j2")),
    ("tests.html", include_str!("template/tests.html.j2")),
    ("response.html", include_str!("template/response.html.j2")),
    ("trend.html", include_str!("template/trend.html.j2")),
    ("live.html", include_str!("template/live.html.j2")),
    ("waves.html", include_str!("template/waves.html.j2")),
    ("categories.html", include_str!("template/categories.html.j2")),
    ("changes.html", include_str!("template/changes.html.j2")),
    ("falls.html", include_str!("template/falls.html.j2")),
    ("outlook.html", include_str!("template/outlook.html.j2")),
    ("plan.html", include_str!("template/plan.html.j2")),
    ("plan_screen.html", include_str!("template/plan_screen.html.j2")),
    ("board.html", include_str!("template/board.html.j2")),
    ("matrix.html", include_str!("template/matrix.html.j2")),
    ("competencies.html", include_str!("template/competencies.html.j2")),
    ("method.html", include_str!("template/method.html.j2")),
    ("macros.html", include_str!("template/macros.html.j2")),
];

/// The page could not be rendered, which is a bug.
#[derive(Debug)]
pub struct PageError(Cause);

#[derive(Debug)]
enum Cause {
    Template(minijinja::Error),
    Face(FaceParsingError),
}

impl fmt::Display for PageError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.0 {
            Cause::Template(error) => write!(f, "cannot render the page: {error}"),
            Cause::Face(error) => write!(f, "cannot measure the text of the page: {error}"),
        }
    }
}

impl std::error::Error for PageError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match &self.0 {
            Cause::Template(error) => Some(error),
            Cause::Face(error) => Some(error),
        }
    }
}

impl From<minijinja::Error> for PageError {
    fn from(error: minijinja::Error) -> Self {
        Self(Cause::Template(error))
    }
}

impl From<FaceParsingError> for PageError {
    fn from(error: FaceParsingError) -> Self {
        Self(Cause::Face(error))
    }
}

/// Returns the report as one HTML file, in the language of the figures.
///
/// # Errors
///
/// When a template fails, which is a bug.
pub fn render(contents: Contents<'_>, colophon: &Colophon) -> Result<String, PageError> {
    render_figures(Figures::of(contents), colophon)
}

/// Returns a plan that has no survey beside it as one HTML file: a plan holds no
/// answers, so that all of it may be shown.
///
/// # Errors
///
/// When a template fails, which is a bug.
pub fn render_plan(outlook: Outlook<'_>, colophon: &Colophon) -> Result<String, PageError> {
    fill("plan.html", &model::PlanModel::of(outlook, colophon))
}

fn render_figures(figures: Figures<'_>, colophon: &Colophon) -> Result<String, PageError> {
    let fonts = Fonts::embedded();
    fill(TEMPLATES[0].0, &model::Model::of(figures, colophon, &fonts.ruler()?))
}

/// A template with what it is given.
fn fill(template: &str, model: &impl Serialize) -> Result<String, PageError> {
    let mut environment = Environment::new();
    environment.set_undefined_behavior(UndefinedBehavior::Strict);
    environment.set_syntax(SyntaxConfig::builder().trim_blocks(true).lstrip_blocks(true).build()?);
    for (name, source) in TEMPLATES {
        environment.add_template(name, source)?;
    }
    Ok(environment.get_template(template)?.render(Serde(model))?)
}

#[cfg(test)]
mod outlook_tests;
#[cfg(test)]
mod tests;
#[cfg(test)]
mod trend_tests;
