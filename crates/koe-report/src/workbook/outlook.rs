//! The plan beside the survey: indicators, actions, their numbers, competencies.

mod board;
mod counts;

use koe_core::plan::{Action, Actions, Competencies, Progress, Standing};
use koe_stats::{Decimal, ratio};
use rust_xlsxwriter::{Workbook, XlsxError};

use super::formats::Number;
use super::sheet::{Book, Edition, Heading, Listed, Place, Sheet};
use super::table::{Cell, Column, Line, Table};
use crate::outlook::{self, Outlook, has_repeats};
use crate::wording::board_sheets::board_words;
use crate::wording::plan::{direction, plan_words, progress};
use crate::wording::{competencies_headline, note_marks, outlook_words, part_words, words};

/// Writes the sheets of the plan beside a survey, where there is one.
pub(super) fn write(workbook: &mut Workbook, book: Book<'_>) -> Result<Vec<Listed>, XlsxError> {
    book.figures.outlook().map_or_else(|| Ok(Vec::new()), |outlook| write_plan(workbook, book.into(), outlook))
}

/// Writes the sheets of a plan, each where the plan has any of it.
pub(super) fn write_plan(
    workbook: &mut Workbook,
    book: Edition<'_>,
    outlook: Outlook<'_>,
) -> Result<Vec<Listed>, XlsxError> {
    let (plan, own) = (outlook.plan, outlook_words(book.language));
    let mut pages = Pages { workbook, book, listed: Vec::new() };
    if !plan.indicators.is_empty() {
        let lines = outlook.lines();
        let heading = heading(outlook.counted(&lines), &indicator_notes(&lines, outlook));
        let name = plan_words(book.language).indicators;
        let told =
            if board::is_drawn(&lines) { Vec::new() } else { vec![board_words(book.language).no_board.to_owned()] };
        pages.set((name, own.about_indicators), &heading, &indicators(&lines, outlook), &told)?;
        pages.listed.extend(board::write(pages.workbook, book, outlook, &lines)?);
    }
    if let Some(actions) = &plan.actions {
        let head = heading(outlook.actions_headline(actions), &[outlook.actions_subtitle(actions)]);
        pages.set((own.sheet_actions, own.about_actions), &head, &self::actions(actions, outlook), &[])?;
        pages.counts(actions, outlook)?;
    }
    if let Some(competencies) = &plan.competencies {
        let (rows, positions) = (competencies.competencies.len(), competencies.positions.len());
        let headline = competencies_headline(rows, positions, book.language);
        let heading = heading(headline, &[&note_marks(competencies, book.language)]);
        let table = self::competencies(competencies, outlook);
        pages.set((own.sheet_competencies, own.about_competencies), &heading, &table, &[])?;
    }
    Ok(pages.listed)
}

/// The sheets of a plan while they are written.
struct Pages<'w, 'a> {
    workbook: &'w mut Workbook,
    book: Edition<'a>,
    listed: Vec<Listed>,
}

impl Pages<'_, '_> {
    /// Writes a sheet of a table, with what is said under it.
    fn set(
        &mut self,
        (name, about): (&'static str, &'static str),
        heading: &Heading,
        table: &Table,
        below: &[String],
    ) -> Result<Place, XlsxError> {
        let (mut sheet, place) = Sheet::of_table(self.workbook, self.book, name, heading, table)?;
        sheet.say(below)?;
        sheet.close()?;
        self.listed.push((name.into(), about.into()));
        Ok(place)
    }

    /// Writes how many actions there are, and by year as columns of a chart.
    fn counts(&mut self, actions: &Actions, outlook: Outlook<'_>) -> Result<(), XlsxError> {
        let own = outlook_words(outlook.language);
        let title = counts_title(actions, outlook);
        let sheet = (own.sheet_counts, own.about_counts);
        let heading = heading(title.to_owned(), &[]);
        if actions.years.is_empty() {
            return self.set(sheet, &heading, &by_theme(actions, outlook), &[]).map(|_| ());
        }
        let statuses = actions.count(|_| true).statuses;
        let mut told = [outlook.late(actions), outlook.added(actions)].concat();
        if !counts::is_drawn(&statuses) {
            told.push(board_words(outlook.language).no_counts.to_owned());
        }
        let (table, first) = by_status(actions, outlook);
        let place = self.set(sheet, &heading, &table.labelled(), &told)?;
        let place = Place { first: place.first + first, ..place };
        self.listed.extend(counts::write(self.workbook, self.book, (actions, outlook), (&statuses, place))?);
        Ok(())
    }
}

/// What is counted: each action once.
fn counts_title(actions: &Actions, outlook: Outlook<'_>) -> &'static str {
    let words = plan_words(outlook.language);
    if has_repeats(actions) { words.counts_once } else { words.counts }
}

fn heading(headline: String, notes: &[&str]) -> Heading {
    Heading { headline, notes: notes.iter().map(|note| (*note).to_owned()).collect(), ..Heading::default() }
}

fn indicator_notes(lines: &[outlook::Line<'_>], outlook: Outlook<'_>) -> Vec<&'static str> {
    let own = plan_words(outlook.language);
    let has = |is: fn(&outlook::Line<'_>) -> bool| lines.iter().any(is);
    let attained = has(|line| line.attainment.percent.is_some()).then_some(own.note_attainment);
    attained.into_iter().chain(has(|line| line.attainment.path.is_some()).then_some(own.note_path)).collect()
}

fn indicators(lines: &[outlook::Line<'_>], outlook: Outlook<'_>) -> Table {
    let (parts, own) = (part_words(outlook.language), plan_words(outlook.language));
    let (words, labels) = (words(outlook.language), outlook_words(outlook.language));
    let years = years_with_figures(lines);
    let mut columns: Vec<Column> = [labels.group, parts.indicator].map(Column::text).into();
    columns.extend([parts.unit, parts.direction, labels.source].map(|head| Column::text(head).narrow()));
    for (year, figure) in [(parts.baseline, parts.baseline), (parts.now, parts.now), (words.target, words.target)] {
        columns.extend([Column::text(&format!("{year} {}", own.year)), Column::figures(figure)]);
    }
    columns.extend([own.path, own.attainment].map(Column::figures));
    columns.push(Column::text(words.status));
    columns.extend(years.iter().map(|&year| Column::figures(&outlook.year(year))));
    let rows = lines.iter().map(|line| {
        let outlook::Line { indicator, attainment } = line;
        let now = match attainment.standing {
            Standing::Withheld => Cell::Withheld,
            Standing::NotReported => Cell::Absent(parts.not_reported.to_owned()),
            _ => given(attainment.actual),
        };
        let year = |year: Option<i32>| Cell::Text(year.map(|year| outlook.year(year)).unwrap_or_default());
        let source = indicator.source.as_ref().map(ToString::to_string).unwrap_or_default();
        let mut cells = vec![
            Cell::text(indicator.group()),
            Cell::text(&indicator.name),
            Cell::text(&indicator.unit),
            Cell::text(direction(indicator, outlook.language)),
            Cell::text(&source),
            year(indicator.baseline.and(indicator.baseline_year)),
            given(indicator.baseline),
            year(attainment.year),
            now,
            year(indicator.target_year),
            given(Some(indicator.target)),
            given(attainment.path),
            given(attainment.percent),
            Cell::text(outlook.status(line)),
        ];
        cells.extend(years.iter().map(|year| match indicator.actuals.iter().find(|actual| actual.year == *year) {
            Some(actual) => actual.value.map_or(Cell::Withheld, |value| given(Some(value))),
            None => Cell::Nothing,
        }));
        Line { strong: false, indent: 0, cells }
    });
    Table { columns, lines: rows.collect() }
}

/// A figure with the digits it was given with: 90, not 90.0.
fn given(value: Option<Decimal>) -> Cell {
    value.map_or(Cell::Nothing, |value| Cell::Number(value, Number::Fixed(value.places())))
}

fn years_with_figures(lines: &[outlook::Line<'_>]) -> Vec<i32> {
    let mut years: Vec<i32> =
        lines.iter().flat_map(|line| line.indicator.actuals.iter().map(|actual| actual.year)).collect();
    years.sort_unstable();
    years.dedup();
    years
}

fn actions(actions: &Actions, outlook: Outlook<'_>) -> Table {
    let (own, labels, parts) =
        (plan_words(outlook.language), outlook_words(outlook.language), part_words(outlook.language));
    let has = |is: fn(&Action) -> bool| actions.actions.iter().any(is);
    let texts: [Shown<'_>; 3] = [
        (own.theme, has(|action| !action.theme.is_empty()), |action| &action.theme),
        (labels.measure, has(|action| !action.measure.is_empty()), |action| &action.measure),
        (own.content, has(|action| !action.content.is_empty()), |action| &action.content),
    ];
    let has_kind = has(|action| !action.kind.is_empty() || action.is_repeated);
    let is_reported = |index: usize| {
        let mut cells = actions.actions.iter().filter_map(|action| action.cells.get(index));
        cells.any(|cell| cell.actual.is_some() || cell.progress == Progress::Unreported)
    };
    let reported: Vec<usize> = (0..actions.years.len()).filter(|&index| is_reported(index)).collect();
    let mut columns: Vec<Column> = [own.pillar, parts.action].map(Column::text).into();
    columns.extend(texts.iter().filter(|(_, has, _)| *has).map(|(head, ..)| Column::text(head)));
    columns.extend(has_kind.then(|| Column::text(own.kind)));
    let years: Vec<String> = actions.years.iter().map(|&year| outlook.year(year)).collect();
    columns.extend(years.iter().map(|year| Column::text(year).narrow()));
    for year in reported.iter().filter_map(|&index| years.get(index)) {
        let status = words(outlook.language).status;
        columns.extend([own.reported, status].map(|head| Column::text(&format!("{year} {head}"))));
    }
    let lines = actions.actions.iter().map(|action| {
        let mut cells = vec![Cell::text(&action.pillar), Cell::text(&action.name)];
        cells.extend(texts.iter().filter(|(_, has, _)| *has).map(|(.., of)| Cell::text(of(action))));
        cells.extend(has_kind.then(|| Cell::text(if action.is_repeated { parts.repeated } else { &action.kind })));
        cells.extend(action.cells.iter().map(|cell| Cell::text(cell.planned.as_deref().unwrap_or_default())));
        for cell in reported.iter().filter_map(|&index| action.cells.get(index)) {
            let as_planned = (cell.progress == Progress::AsPlanned).then_some(parts.on_path);
            let said = progress(cell.progress, outlook.language).or(as_planned).unwrap_or_default();
            cells.extend([cell.actual.as_deref().unwrap_or_default(), said].map(Cell::text));
        }
        Line { strong: false, indent: 0, cells }
    });
    Table { columns, lines: lines.collect() }
}

/// A column of text: its head, whether any action has it, and where it is.
type Shown<'a> = (&'a str, bool, fn(&Action) -> &str);

/// Actions by pillar, status and year; and in which line their sums begin.
fn by_status(actions: &Actions, outlook: Outlook<'_>) -> (Table, u32) {
    let own = plan_words(outlook.language);
    let mut columns: Vec<Column> = [own.pillar, words(outlook.language).status].map(Column::text).into();
    columns.extend(actions.years.iter().map(|&year| Column::figures(&outlook.year(year))));
    let mut lines = Vec::new();
    let mut add = |name: &str, strong: bool, statuses: &[koe_core::plan::StatusCount]| {
        lines.extend(statuses.iter().map(|status| {
            let figures = status.actions.iter().map(|&actions| number(actions));
            let cells = [Cell::text(name), Cell::text(&status.status)].into_iter().chain(figures).collect();
            Line { strong, indent: 0, cells }
        }));
    };
    let pillars = actions.pillars();
    for pillar in pillars.iter().filter(|_| pillars.len() > 1) {
        let name = if pillar.is_empty() { own.no_pillar } else { pillar };
        add(name, false, &actions.count(|action| action.pillar == *pillar).statuses);
    }
    let all = actions.count(|_| true);
    add(own.total, true, &all.statuses);
    if has_repeats(actions) {
        add(own.total_rows, false, &all.row_statuses);
    }
    let first = lines.iter().position(|line| line.strong).and_then(|at| u32::try_from(at).ok()).unwrap_or_default();
    (Table { columns, lines }, first)
}

/// Actions by chapter and topic, where there are no years.
fn by_theme(actions: &Actions, outlook: Outlook<'_>) -> Table {
    let own = plan_words(outlook.language);
    let columns = vec![Column::text(own.pillar), Column::text(own.theme), Column::figures(own.number)];
    let line = |pillar: &str, theme: &str, strong, count| Line {
        strong,
        indent: 0,
        cells: vec![Cell::text(pillar), Cell::text(theme), number(count)],
    };
    let mut lines = Vec::new();
    for pillar in actions.pillars() {
        let name = if pillar.is_empty() { own.no_pillar } else { pillar };
        let count = |theme: &str| actions.count(|own| own.pillar == pillar && own.theme == theme).actions;
        lines.extend(actions.themes(pillar).into_iter().map(|theme| line(name, theme, false, count(theme))));
    }
    lines.push(line(own.total, "", true, actions.count(|_| true).actions));
    Table { columns, lines }
}

fn competencies(own: &Competencies, outlook: Outlook<'_>) -> Table {
    let heads = [outlook_words(outlook.language).group, plan_words(outlook.language).competency];
    let mut columns: Vec<Column> = heads.map(Column::text).into();
    columns.extend(own.positions.iter().map(|position| Column::text(position)));
    let lines = own.competencies.iter().map(|row| {
        let marks = row.marks.iter().map(|mark| Cell::text(mark.as_deref().unwrap_or_default()));
        let names = [Cell::text(row.group.as_deref().unwrap_or_default()), Cell::text(&row.name)];
        Line { strong: false, indent: 0, cells: names.into_iter().chain(marks).collect() }
    });
    Table { columns, lines: lines.collect() }
}

fn number(things: usize) -> Cell {
    Cell::Number(Decimal::round(&ratio(things, 1), 0), Number::Count)
}
