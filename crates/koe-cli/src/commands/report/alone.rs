//! The report of a plan that has no survey beside it. A plan holds no answers, so
//! all of it may be shown.

use koe_core::Checked;
use koe_report::chart::{Fonts, PlanKind};
use koe_report::table::{Colour, Dressing, Format, PlanView, Section as PlanSection, Style, render_plan, sections};
use koe_report::{Colophon, Outlook, page, pdf, workbook};
use rayon::prelude::*;

use super::super::{done, plan};
use super::{Made, bug, plan_pictures, written};
use crate::arguments::{Report, Section};
use crate::diagnostics::{Failure, warn};
use crate::font::Font;
use crate::{Done, manifest};

pub(super) fn run(own: &Report, font: &Font) -> Result<Done, Failure> {
    check_groups(own)?;
    let Checked { value: plan, warnings } = plan::load(&own.survey.survey, &own.survey.reading)?;
    let is_odd = warn(&warnings);
    let outlook = plan::outlook(&plan, &own.drawn.words);
    let colophon = Colophon { version: env!("CARGO_PKG_VERSION").to_owned(), inputs: koe_core::plan_inputs(&plan)? };
    let made = Material { outlook, colophon: &colophon, fonts: &font.fonts }.make()?;
    let manifest = manifest::of_plan(outlook, &colophon, font.file.as_ref(), &made.parts)?;
    let lacks = written(own, made, manifest)?;
    Ok(done(is_odd || lacks, own.survey.reading.strict))
}

/// What picks answers has nothing to pick from.
fn check_groups(own: &Report) -> Result<(), Failure> {
    let asked = [
        ("--by", !own.by.is_empty()),
        ("--cross", own.cross),
        ("--where", !own.drawn.filter.is_empty()),
        ("--merge", own.merge),
        ("--wave", own.survey.reading.wave.is_some()),
    ];
    let Some((option, _)) = asked.into_iter().find(|(_, is_asked)| *is_asked) else { return Ok(()) };
    let shown = own.survey.survey.display();
    Err(Failure::Usage(
        format!("{option}: {shown} holds a plan and no survey, so there are no groups and no waves"),
        Some(format!("leave {option} out for a report of the plan")),
    ))
}

/// What the parts of the report are made of.
#[derive(Clone, Copy)]
struct Material<'a> {
    outlook: Outlook<'a>,
    colophon: &'a Colophon,
    fonts: &'a Fonts,
}

/// A piece of the work; all are done at once.
#[derive(Clone, Copy)]
enum Work {
    Page,
    Workbook,
    Document,
    /// All of the plan, for programs.
    Json,
    /// A section as a table.
    Csv(PlanSection),
    Chart(PlanKind),
}

impl Material<'_> {
    fn make(self) -> Result<Made, Failure> {
        let tables = sections(self.outlook.plan).into_iter().map(Work::Csv);
        let charts = PlanKind::ALL.into_iter().map(Work::Chart);
        let documents = [Work::Page, Work::Workbook, Work::Document, Work::Json];
        let work: Vec<Work> = documents.into_iter().chain(tables).chain(charts).collect();
        Made::all(work.par_iter().with_max_len(1).map(|work| self.done(*work)).collect())
    }

    fn done(self, work: Work) -> Result<Made, Failure> {
        let Self { outlook, colophon, fonts } = self;
        Ok(match work {
            Work::Page => Made::file("report.html", page::render_plan(outlook, colophon).map_err(bug)?.into_bytes()),
            Work::Workbook => Made::file("report.xlsx", workbook::render_plan(outlook, colophon).map_err(bug)?),
            Work::Document => Made::file("report.pdf", pdf::render_plan(outlook, colophon, fonts).map_err(bug)?),
            Work::Json => Made::file("plan.json", self.table(None, Format::Json)?),
            Work::Csv(section) => {
                let name = format!("{}.csv", Section::from(section).name());
                Made::file(&name, self.table(Some(section), Format::Csv)?)
            }
            Work::Chart(kind) => plan_pictures(outlook, kind, fonts)?,
        })
    }

    fn table(self, section: Option<PlanSection>, format: Format) -> Result<Vec<u8>, Failure> {
        let Outlook { plan, language, years } = self.outlook;
        let style = Style { language, colour: Colour::Plain, dressing: Dressing::File };
        let view = PlanView { year: None, years, section };
        render_plan(plan, view, format, style).map(String::into_bytes).map_err(bug)
    }
}
