//! `manifest.json`: what a report was made from, and what belongs to it.
//!
//! Nothing of the clock, the machine or the user: same input, same bytes.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::io;

use koe_core::Input;
use koe_core::definition::{Language, Rule, Years};
use koe_core::release::{About, Released};
use koe_report::{Colophon, Outlook};
use serde::{Deserialize, Serialize};

use crate::arguments::Report;
use crate::commands::groupings::Groupings;
use crate::diagnostics::{Failure, acts};
use crate::folder::Part;

/// What the file is called.
pub(crate) const NAME: &str = "manifest.json";

/// Version of the file's layout. Fields may be added under the same number,
/// never renamed.
const SCHEMA: u32 = 1;

/// Fields stand in the order of their names.
#[derive(Serialize)]
struct Manifest<'a, S> {
    files: Vec<Input>,
    inputs: &'a [Input],
    koe: &'a str,
    schema: u32,
    settings: S,
    survey: &'a str,
    /// A plan alone has none.
    #[serde(skip_serializing_if = "Option::is_none")]
    wave: Option<&'a str>,
}

/// All that decides what the same answers come out as.
#[derive(Serialize)]
struct Settings<'a> {
    by: &'a [String],
    cross: &'a [[String; 2]],
    decimals: u32,
    encoding: Option<&'a str>,
    font: Option<&'a Input>,
    language: Language,
    min_detail: u64,
    min_respondents: u64,
    percent_decimals: u32,
    rule: Rule,
    r#where: BTreeMap<&'a str, &'a str>,
    years: Years,
}

/// The same of a plan alone.
#[derive(Serialize)]
struct PlanSettings<'a> {
    font: Option<&'a Input>,
    language: Language,
    years: Years,
}

/// What of a manifest says which files are koe's.
#[derive(Deserialize)]
struct Listing {
    files: Vec<Input>,
    #[serde(rename = "koe")]
    _version: String,
}

/// What a report is made with, beside its figures.
pub(crate) struct Making<'a> {
    pub(crate) own: &'a Report,
    pub(crate) groupings: &'a Groupings,
    pub(crate) font: Option<&'a Input>,
}

/// Returns the manifest of a report.
pub(crate) fn part(
    released: &Released,
    colophon: &Colophon,
    making: &Making<'_>,
    parts: &[Part],
) -> Result<Part, Failure> {
    let about = released.about();
    written(parts, colophon, settings(about, making), (&about.survey, Some(&about.wave)))
}

/// Returns the manifest of a report on a plan alone.
pub(crate) fn of_plan(
    outlook: Outlook<'_>,
    colophon: &Colophon,
    font: Option<&Input>,
    parts: &[Part],
) -> Result<Part, Failure> {
    let settings = PlanSettings { font, language: outlook.language, years: outlook.years };
    written(parts, colophon, settings, (&outlook.plan.name, None))
}

fn written(
    parts: &[Part],
    colophon: &Colophon,
    settings: impl Serialize,
    (survey, wave): (&str, Option<&str>),
) -> Result<Part, Failure> {
    let bug = |error: &dyn std::fmt::Display| Failure::Draw(error.to_string());
    let listed = |part: &Part| Input::read(&part.name, part.bytes.as_slice());
    let mut files = parts.iter().map(listed).collect::<io::Result<Vec<_>>>().map_err(|error| bug(&error))?;
    files.sort_by(|one, other| one.name.cmp(&other.name));
    let manifest =
        Manifest { files, inputs: &colophon.inputs, koe: &colophon.version, schema: SCHEMA, settings, survey, wave };
    let text = serde_json::to_string_pretty(&manifest).map_err(|error| bug(&error))?;
    Ok(Part { name: NAME.to_owned(), bytes: (inert(&text) + "\n").into_bytes() })
}

fn settings<'a>(about: &'a About, making: &Making<'a>) -> Settings<'a> {
    Settings {
        by: &making.groupings.by,
        cross: &making.groupings.crosses,
        decimals: about.decimals,
        encoding: making.own.survey.reading.encoding.as_deref(),
        font: making.font,
        language: about.language,
        min_detail: about.min_detail,
        min_respondents: about.min_respondents,
        percent_decimals: about.percent_decimals,
        rule: about.rule,
        r#where: about.filter.0.iter().map(|(attribute, value)| (attribute.as_str(), value.as_str())).collect(),
        years: about.years,
    }
}

/// JSON leaves some characters that a terminal acts on as they are. They occur
/// inside strings only, where \u means the same.
fn inert(json: &str) -> String {
    let mut safe = String::with_capacity(json.len());
    for c in json.chars() {
        if c != '\n' && acts(c) {
            // Writing to a String cannot fail.
            let _ = write!(safe, "\\u{:04x}", u32::from(c));
        } else {
            safe.push(c);
        }
    }
    safe
}

/// Returns the files that a manifest lists; nothing where koe did not write it.
pub(crate) fn listed(json: &[u8]) -> Option<Vec<Input>> {
    serde_json::from_slice::<Listing>(json).ok().map(|listing| listing.files)
}
