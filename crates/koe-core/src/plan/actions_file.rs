//! `plan.csv`: actions by pillar, theme and measure, with a status a fiscal year.
//!
//! The words of the statuses are the plan's own. A column named by a year holds
//! what is planned; the same name with `actual` or `実績` after it holds what
//! was done.

use std::path::Path;

use encoding_rs::Encoding;

use super::actions::{Action, Actions, Cell, Progress};
use super::order::Order;
use super::repeats::{REPEATED, mark_repeats};
use super::sheet::{Known, Row, Sheet};
use crate::definition::csv_table::column_key;
use crate::text::matching_key;
use crate::{Place, Problem, fiscal_year};

const COLUMNS: Known =
    &[&["pillar", "chapter"], &["theme", "topic"], &["measure"], &["action", "item"], &["kind"], &["content"]];

/// What stands for the status of the year before.
const AS_BEFORE: [&str; 4] = ["⇒", "→", "⇨", "〃"];

/// What says that an action was not in the plan before.
const NEW: [&str; 2] = ["新規", "new"];

/// More words than this are no statuses.
const MOST_STATUSES: usize = 50;

/// A column of a year.
struct YearColumn {
    column: usize,
    year: i32,
    is_actual: bool,
}

/// Reads `plan.csv`. `order` lists statuses from the first to the last.
pub(super) fn read(
    path: &Path,
    encoding: Option<&'static Encoding>,
    order: &[String],
    problems: &mut Vec<Problem>,
) -> Option<Actions> {
    let sheet = Sheet::read(path, encoding, COLUMNS, &["action"], problems)?;
    let columns = year_columns(&sheet, problems);
    let mut years: Vec<i32> = columns.iter().filter(|column| !column.is_actual).map(|column| column.year).collect();
    years.sort_unstable();
    check_actuals(&sheet, &columns, &years, problems);
    let mut lines = Vec::new();
    let mut actions = Vec::new();
    for row in sheet.rows() {
        let Some(action) = action(row, &years, &columns, problems) else { continue };
        actions.push(action);
        lines.push(row.line());
    }
    mark_repeats(&mut actions, &lines, sheet.file(), problems);
    let statuses = statuses(&actions, order);
    let place = || Place::file(sheet.file()).line(1);
    if statuses.len() > MOST_STATUSES {
        let problem = Problem::error(place(), "too many different statuses").found(statuses.len().to_string());
        problems.push(problem.expected(format!("at most {MOST_STATUSES} words")));
        return None;
    }
    let ordered = Order::new(order, &actions);
    judge(&mut actions, &ordered);
    for word in unplaced(&actions, &ordered) {
        let problem = Problem::warning(place(), "a reported status that the plan does not put in an order").found(word);
        problems.push(problem.hint("list all statuses from the first to the last as `order` in [plan]"));
    }
    Some(Actions { years, actions, statuses })
}

fn year_columns(sheet: &Sheet, problems: &mut Vec<Problem>) -> Vec<YearColumn> {
    let mut columns: Vec<YearColumn> = Vec::new();
    for (column, name) in sheet.others() {
        let (base, is_actual) = without_actual(name);
        let Some(year) = fiscal_year(&base) else {
            problems.push(sheet.no_year(name));
            continue;
        };
        match columns.iter().find(|other| (other.year, other.is_actual) == (year, is_actual)) {
            Some(first) => sheet.refuse_year_twice((first.column, column), problems),
            None => columns.push(YearColumn { column, year, is_actual }),
        }
    }
    columns
}

/// The name of a year without what marks its actual status (`R5実績`, `R5 actual`)
/// or its planned one (`R5計画`, `R5 planned`).
fn without_actual(name: &str) -> (String, bool) {
    let key = matching_key(name).replace(['(', ')', '_'], " ");
    let key = key.trim();
    let without =
        |marks: [&str; 3]| marks.iter().find_map(|mark| key.strip_suffix(mark)).map(|it| it.trim().to_owned());
    match (without(["実績", "actual", "Actual"]), without(["計画", "planned", "Planned"])) {
        (Some(year), _) => (year, true),
        (None, Some(year)) => (year, false),
        (None, None) => (key.to_owned(), false),
    }
}

/// An actual status needs a planned one to stand against.
fn check_actuals(sheet: &Sheet, columns: &[YearColumn], years: &[i32], problems: &mut Vec<Problem>) {
    for own in columns.iter().filter(|column| column.is_actual && !years.contains(&column.year)) {
        let problem = Problem::error(sheet.place(1, own.column), "what was done in a year that is not planned");
        problems.push(problem.hint(format!("add a column {} for what was planned", own.year)));
    }
}

fn action(row: Row<'_>, years: &[i32], columns: &[YearColumn], problems: &mut Vec<Problem>) -> Option<Action> {
    let name = row.required("action", problems);
    let mut cells: Vec<Cell> = vec![Cell::default(); years.len()];
    for is_actual in [false, true] {
        let mut before: Option<String> = None;
        for (year, cell) in years.iter().zip(&mut cells) {
            let own = columns.iter().find(|column| (column.year, column.is_actual) == (*year, is_actual));
            let Some(column) = own.map(|own| own.column) else {
                before = None;
                continue;
            };
            let text = row.at(column);
            let is_as_before = AS_BEFORE.contains(&matching_key(text).as_str());
            if is_as_before && before.is_none() {
                let problem = row.problem(column, "as before, but no status before it").found(text);
                problems.push(problem.hint("write the status itself, such as 実施"));
                // Once a row is enough.
                before = Some(text.to_owned());
            }
            let status = match is_as_before {
                true => before.clone(),
                false => Some(text.to_owned()).filter(|text| !text.is_empty()),
            };
            before.clone_from(&status);
            match is_actual {
                true => cell.actual = status,
                false => (cell.planned, cell.is_as_before) = (status, is_as_before),
            }
        }
    }
    let kind = row.text("kind").unwrap_or_default();
    let says = |words: [&str; 2]| words.contains(&column_key(&kind).as_str());
    Some(Action {
        pillar: row.text("pillar").unwrap_or_default(),
        theme: row.text("theme").unwrap_or_default(),
        measure: row.text("measure").unwrap_or_default(),
        name: name?,
        content: row.text("content").unwrap_or_default(),
        is_new: says(NEW),
        is_repeated: says(REPEATED),
        kind,
        cells,
    })
}

/// The words that are planned: those of the order, then as they are met.
fn statuses(actions: &[Action], order: &[String]) -> Vec<String> {
    let mut met: Vec<String> = Vec::new();
    for status in actions.iter().flat_map(|action| &action.cells).filter_map(|cell| cell.planned.as_ref()) {
        if !met.iter().any(|other| matching_key(other) == matching_key(status)) {
            met.push(status.clone());
        }
    }
    let place = |status: &String| order.iter().position(|word| matching_key(word) == matching_key(status));
    met.sort_by_key(|status| place(status).unwrap_or(order.len()));
    met
}

/// Compares what was done with what was planned, in the years that have a report.
fn judge(actions: &mut [Action], order: &Order) {
    let years = actions.first().map_or(0, |action| action.cells.len());
    for year in 0..years {
        let is_reported = actions.iter().any(|action| action.cells[year].actual.is_some());
        for action in actions.iter_mut().filter(|_| is_reported) {
            let cell = &mut action.cells[year];
            cell.progress = match (&cell.planned, &cell.actual) {
                (None, None) => Progress::Open,
                (None, Some(_)) => Progress::Ahead,
                (Some(_), None) => Progress::Unreported,
                (Some(planned), Some(actual)) => order.compare(planned, actual),
            };
        }
    }
}

/// Reported words that no comparison was possible with, each once.
fn unplaced(actions: &[Action], order: &Order) -> Vec<String> {
    let mut words: Vec<String> = Vec::new();
    let cells = actions.iter().flat_map(|action| &action.cells).filter(|cell| cell.progress == Progress::Differs);
    for actual in cells.filter_map(|cell| cell.actual.as_ref()).filter(|word| !order.knows(word)) {
        if !words.contains(actual) {
            words.push(actual.clone());
        }
    }
    words
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;

    fn plan(text: &str) -> (Option<Actions>, Vec<String>) {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("plan.csv");
        fs::write(&path, text).unwrap();
        let mut problems = Vec::new();
        let plan = read(&path, None, &[], &mut problems);
        let told = |problem: &Problem| {
            let column = problem.place.column.as_deref().unwrap_or("-");
            format!("{} {column} {}", problem.place.line.unwrap_or(0), problem.message)
        };
        (plan, problems.iter().map(told).collect())
    }

    fn progress(plan: &Actions) -> Vec<Vec<Progress>> {
        plan.actions.iter().map(|action| action.cells.iter().map(|cell| cell.progress).collect()).collect()
    }

    #[test]
    fn years_come_in_their_order_and_as_before_follows_it() {
        let (plan, problems) = plan("action,令和7年度,R5,2024,R6実績\n公募,〃,検討,→,検討\n評価,実施,,,\n");
        let plan = plan.unwrap();
        assert!(problems.is_empty(), "{problems:?}");
        assert_eq!(plan.years, [2023, 2024, 2025]);
        let planned = |index: usize| plan.actions[index].cells.iter().map(|cell| cell.planned.as_deref());
        assert_eq!(planned(0).collect::<Vec<_>>(), [Some("検討"); 3]);
        assert_eq!(planned(1).collect::<Vec<_>>(), [None, None, Some("実施")]);
        assert_eq!(plan.actions[0].cells.iter().map(|cell| cell.is_as_before).collect::<Vec<_>>(), [false, true, true]);
        assert_eq!(
            plan.new_actions().iter().map(|(action, year)| (&*action.name, *year)).collect::<Vec<_>>(),
            [("評価", Some(2025))]
        );
    }

    #[test]
    fn what_was_done_is_judged_in_years_that_have_a_report() {
        use Progress::{Ahead, AsPlanned, Differs, Late, Open, Unreported};
        let text = "action,R5,R6,R7,R5実績,R6 actual\n\
            a,検討,実施,⇒,検討,⇒\nb,検討,実施,⇒,実施,⇒\nc,実施,⇒,⇒,実施,\nd,,実施,⇒,検討,未着手\n";
        let (plan, problems) = plan(text);
        let expected =
            [[AsPlanned, Late, Open], [Ahead, AsPlanned, Open], [AsPlanned, Unreported, Open], [Ahead, Differs, Open]];
        let plan = plan.unwrap();
        assert_eq!(progress(&plan), expected);
        assert_eq!(problems, ["1 - a reported status that the plan does not put in an order"]);
        assert_eq!(plan.reported_year(), Some(2024));
        let late: Vec<&str> = plan.with_progress(2024, Late).iter().map(|action| action.name.as_str()).collect();
        assert_eq!(late, ["a"]);
    }

    #[test]
    fn repeated_actions_count_once() {
        let text = "action,kind,R5\n研修,継続,実施\n研修（再掲）,継続,実施\n研修,再掲,実施\n会議【再掲】,,実施\n面談(再掲),,検討\n面談,新規,実施\n";
        let (plan, problems) = plan(text);
        let plan = plan.unwrap();
        let repeated: Vec<bool> = plan.actions.iter().map(|action| action.is_repeated).collect();
        assert_eq!(repeated, [false, true, true, false, true, false]);
        let count = plan.count(|_| true);
        assert_eq!((count.actions, count.rows), (3, 6));
        assert_eq!(count.statuses, [super::super::StatusCount { status: "実施".to_owned(), actions: vec![3] }]);
        let expected =
            ["5 action repeated, but nowhere else in the plan", "6 action repeated with another plan than in line 7"];
        assert_eq!(problems, expected);
    }

    #[test]
    fn mistakes_are_told_with_their_place() {
        let (_, problems) = plan("action,R5,R6,S70年,X5,R9実績\n公募,⇒,→,,,\n研修,実施,,⇒,,\n,実施,,,,\n");
        let expected = [
            "1 - neither a known column nor a fiscal year",
            "1 - neither a known column nor a fiscal year",
            "1 R9実績 what was done in a year that is not planned",
            "2 R5 as before, but no status before it",
            "4 action an empty cell",
        ];
        assert_eq!(problems, expected);
    }

    #[test]
    fn a_plan_may_have_no_years() {
        let (plan, problems) = plan("chapter,topic,item,content\n1,(1),研修,行う\n1,(1),会議,開く\n1,(2),面談,\n");
        let plan = plan.unwrap();
        assert!(problems.is_empty() && plan.years.is_empty());
        assert_eq!((plan.pillars(), plan.themes("1")), (vec!["1"], vec!["(1)", "(2)"]));
        assert_eq!(plan.count(|action| action.theme == "(1)").actions, 2);
        assert!(plan.new_actions().is_empty());
    }
}
