//! A plan as it was known in an earlier year.

use super::{Cell, Plan, Progress};

impl Plan {
    /// Leaves out what was reported for later fiscal years: figures of
    /// indicators, and what was done of the actions. What is planned for them
    /// stays.
    pub fn known_in(&mut self, year: i32) {
        for indicator in &mut self.indicators {
            indicator.actuals.retain(|actual| actual.year <= year);
        }
        let Some(actions) = &mut self.actions else { return };
        for action in &mut actions.actions {
            let later = actions.years.iter().zip(&mut action.cells).filter(|(own, _)| **own > year);
            later.for_each(|(_, cell)| forget(cell));
        }
    }
}

fn forget(cell: &mut Cell) {
    cell.actual = None;
    cell.progress = Progress::Open;
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::super::{Actual, Standing};
    use super::*;
    use crate::responses::ReadOptions;

    /// A plan with a figure and a report in 2025 and in 2026.
    fn plan() -> Plan {
        let folder = tempfile::tempdir().unwrap();
        let write = |name: &str, text: &str| fs::write(folder.path().join(name), text).unwrap();
        write("survey.toml", "name = \"計画\"\n");
        write(
            "indicators.csv",
            "indicator,direction,target,baseline_year,baseline,target_year\n満足度,up,90,2024,80,2029\n",
        );
        write("actuals.csv", "indicator,R7,R8\n満足度,85,79\n");
        write("plan.csv", "action,R7,R7実績,R8,R8実績\n研修,検討,検討,実施,検討\n講座,検討,検討,実施,\n");
        Plan::load(folder.path(), None, &ReadOptions::default()).unwrap().value
    }

    #[test]
    fn what_was_reported_later_is_not_known_yet() {
        let mut plan = plan();
        let now = plan.actions.as_ref().unwrap();
        assert_eq!((now.reported_year(), plan.indicators[0].attainment().standing), (Some(2026), Standing::Retreated));
        assert_eq!(
            (now.with_progress(2026, Progress::Late).len(), now.with_progress(2026, Progress::Unreported).len()),
            (1, 1)
        );
        plan.known_in(2025);
        let then = plan.actions.as_ref().unwrap();
        assert_eq!((then.reported_year(), plan.indicators[0].attainment().standing), (Some(2025), Standing::OnPath));
        assert_eq!(plan.indicators[0].actuals, [Actual { year: 2025, value: "85".parse().ok() }]);
        for action in &then.actions {
            let planned = Cell { planned: Some("実施".to_owned()), ..Cell::default() };
            assert_eq!(action.cells[1], planned, "planned as before, and nothing done");
        }
        plan.known_in(2024);
        assert_eq!(plan.actions.as_ref().unwrap().reported_year(), None);
        assert_eq!(plan.indicators[0].attainment().standing, Standing::NotReported);
    }
}
