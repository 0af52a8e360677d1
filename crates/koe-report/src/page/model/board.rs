//! In the section on the plan: indicators between their baseline and their target.

use koe_core::plan::Standing;
use koe_stats::{Decimal, Exact, ratio};
use serde::Serialize;

use super::{Caption, Name};
use crate::outlook::{Dates, Line, Outlook, groups, place};
use crate::page::strip;
use crate::typeset::{NOTHING, amount};
use crate::window::Window;
use crate::wording::outlook_words;
use crate::wording::plan::{direction, key_short, plan_words};

#[derive(Serialize)]
pub(super) struct Board {
    caption: Caption,
    /// The years of baseline, latest figure and target, where all have one.
    years: [Option<String>; 3],
    /// Where baseline and target stand in every row.
    ends: [String; 2],
    groups: Vec<Group>,
    notes: Vec<&'static str>,
    key: Key,
}

/// Which marks there are.
#[derive(Serialize)]
struct Key {
    now: bool,
    short: Option<&'static str>,
    retreat: bool,
    path: bool,
    clipped: bool,
    withheld: bool,
}

#[derive(Serialize)]
struct Group {
    name: Option<Name>,
    rows: Vec<Row>,
}

#[derive(Serialize)]
struct Row {
    name: Name,
    unit: Name,
    direction: &'static str,
    baseline: Figure,
    now: Figure,
    target: Figure,
    /// Whether a way leads from the baseline to the target.
    way: bool,
    path: Option<String>,
    mark: Option<Mark>,
    withheld: bool,
    /// short, unknown or nothing.
    class: &'static str,
    status: &'static str,
    /// Where it stands among the others: the farthest behind first.
    order: u8,
}

/// A figure, and its year where not all have the same.
#[derive(Serialize)]
struct Figure {
    text: String,
    year: Option<String>,
}

/// The latest figure on the strip.
#[derive(Serialize)]
struct Mark {
    at: String,
    /// back, open or nothing.
    class: &'static str,
    /// −1 or 1 where it lies farther out on that side.
    beyond: i8,
}

impl Board {
    pub(super) fn of(outlook: Outlook<'_>) -> Self {
        let lines = outlook.lines();
        let dates = Dates::of_columns(&lines);
        let plan = plan_words(outlook.language);
        let has = |is: &dyn Fn(&Line<'_>) -> bool| lines.iter().any(is);
        let stands = |standing: Standing| has(&|line| line.attainment.standing == standing);
        Self {
            caption: Caption {
                title: outlook.counted(&lines),
                subtitle: outlook_words(outlook.language).on_indicators.to_owned(),
            },
            years: dates.each_ref().map(|dates| dates.one().map(|year| outlook.year(year))),
            ends: [ratio(0, 1), ratio(1, 1)].map(|share| at(&share)),
            notes: has(&|line| line.path().is_some()).then_some(plan.note_path).into_iter().collect(),
            key: Key {
                now: has(&|line| line.now().is_some()),
                short: key_short(
                    stands(Standing::Behind),
                    has(&|line| line.attainment.standing == Standing::Below && line.now().is_some()),
                    outlook.language,
                ),
                retreat: stands(Standing::Retreated),
                path: has(&|line| line.path().is_some()),
                clipped: has(&|line| line.now().is_some_and(|(_, is_whole)| !is_whole)),
                withheld: stands(Standing::Withheld),
            },
            groups: groups(&lines)
                .into_iter()
                .map(|group| Group {
                    name: (!group.name.is_empty()).then(|| Name::plain(group.name, outlook.language)),
                    rows: group.lines.into_iter().map(|line| row(line, &dates, outlook)).collect(),
                })
                .collect(),
        }
    }
}

fn row(line: &Line<'_>, dates: &[Dates; 3], outlook: Outlook<'_>) -> Row {
    let Line { indicator, attainment } = line;
    let figure = |value: Option<Decimal>, year: Option<i32>, dates: &Dates| Figure {
        text: value.map_or_else(|| NOTHING.to_owned(), amount),
        year: dates.beside(year).filter(|_| value.is_some()).map(|year| outlook.year(year)),
    };
    Row {
        name: Name::plain(&indicator.name, outlook.language),
        unit: Name::plain(&indicator.unit, outlook.language),
        direction: direction(indicator, outlook.language),
        baseline: figure(indicator.baseline, indicator.baseline_year, &dates[0]),
        now: figure(attainment.actual, attainment.year, &dates[1]),
        target: figure(Some(indicator.target), indicator.target_year, &dates[2]),
        way: line.has_way(),
        path: line.path().map(|share| at(&share)),
        mark: line.now().map(|(share, is_whole)| Mark {
            at: at(&share),
            class: match attainment.standing {
                Standing::Retreated => "back",
                Standing::Behind | Standing::Below => "open",
                _ => "",
            },
            beyond: match (is_whole, share > ratio(1, 2)) {
                (true, _) => 0,
                (false, true) => 1,
                (false, false) => -1,
            },
        }),
        withheld: attainment.standing == Standing::Withheld,
        class: match attainment.standing {
            Standing::Behind | Standing::Retreated | Standing::Below => "lo",
            Standing::NotReported | Standing::Withheld => "no",
            Standing::OnPath => "on",
            Standing::Met | Standing::Held => "",
        },
        status: outlook.status(line),
        order: match attainment.standing {
            Standing::Retreated => 1,
            Standing::Behind => 2,
            Standing::Below => 3,
            Standing::OnPath => 4,
            Standing::Held => 5,
            Standing::Met => 6,
            Standing::NotReported => 7,
            Standing::Withheld => 8,
        },
    }
}

/// A place on the way, in per cent of the strip.
fn at(share: &Exact) -> String {
    strip::place(&(place(share) * ratio(100, 1)), &Window::whole((0, 100)))
}
