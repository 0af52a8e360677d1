//! Plans for this crate's tests.

use std::path::PathBuf;

use koe_core::definition::Language;
use koe_core::plan::{
    Action, Actions, Actual, Cell, Competencies, Competency, Direction, Indicator, Kind, Plan, Progress,
};
use koe_core::responses::ReadOptions;

/// A plan of the samples, as its city published it.
pub(crate) fn published(sample: &str) -> Plan {
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../../data-samples").join(sample);
    Plan::load(&folder, None, &ReadOptions::default()).unwrap().value
}

/// A plan with one of everything, all called the same.
pub(crate) fn named(name: &str) -> Plan {
    let own = || Some(name.to_owned());
    let indicator = Indicator {
        outcome: own(),
        area: own(),
        name: name.to_owned(),
        unit: name.to_owned(),
        direction: Direction::Up,
        kind: Kind::Level,
        source: None,
        baseline_year: None,
        baseline: None,
        target_year: None,
        target: "-1".parse().unwrap(),
        actuals: Vec::new(),
    };
    Plan {
        name: name.to_owned(),
        synthetic: None,
        language: Language::Ja,
        years: None,
        indicators: vec![indicator],
        actions: Some(actions(name)),
        competencies: Some(Competencies {
            positions: vec![name.to_owned(), "主事".to_owned()],
            competencies: vec![Competency { group: own(), name: name.to_owned(), marks: vec![own(), None] }],
        }),
        file: PathBuf::new(),
        files: Vec::new(),
        waves: Vec::new(),
    }
}

fn actions(name: &str) -> Actions {
    let own = || name.to_owned();
    let cell = Cell { planned: Some(own()), is_as_before: false, actual: Some(own()), progress: Progress::Late };
    let action = Action {
        pillar: own(),
        theme: own(),
        measure: own(),
        name: own(),
        content: own(),
        kind: own(),
        is_new: true,
        is_repeated: false,
        cells: vec![cell],
    };
    Actions { years: vec![2025], actions: vec![action], statuses: vec![own()] }
}

/// Koriyama's plan with a score that is withheld, figures of different years and
/// one far past its target.
pub(crate) fn bent() -> Plan {
    let mut plan = published("koriyama-2025");
    plan.indicators[0].actuals = vec![Actual { year: 2025, value: None }];
    plan.indicators[1].actuals = vec![Actual { year: 2026, value: Some("40".parse().unwrap()) }];
    plan.indicators[2].actuals = vec![Actual { year: 2025, value: Some("-40".parse().unwrap()) }];
    plan
}
