//! Which chart is meant, and of which survey.

use std::path::{Path, PathBuf};

use koe_core::text::nearest;
use koe_report::chart::{Kind, PlanKind, TrendKind};

use crate::diagnostics::Failure;

/// A chart by its name: of a wave, of several, or of the plan beside them.
#[derive(Clone, Copy)]
pub(super) enum Wanted {
    Survey(Kind),
    Trend(TrendKind),
    Plan(PlanKind),
}

impl Wanted {
    fn named(name: &str) -> Option<Self> {
        let trend = || TrendKind::named(name).map(Self::Trend);
        let plan = || PlanKind::named(name).map(Self::Plan);
        Kind::named(name).map(Self::Survey).or_else(trend).or_else(plan)
    }
}

/// Which of the two is the survey, and which the chart. A survey folder may be
/// called as a chart is: the one that is there is the survey then.
pub(super) fn survey_and_kind(places: &[PathBuf]) -> Result<(&Path, Wanted), Failure> {
    let orders: Vec<(&Path, &Path)> = match places {
        [one, other] => vec![(one, other), (other, one)],
        [only] => vec![(Path::new("."), only)],
        _ => Vec::new(),
    };
    let kind = |name: &Path| name.to_str().and_then(Wanted::named);
    let known = || orders.iter().filter_map(|&(survey, name)| Some((survey, kind(name)?)));
    if let Some(found) = known().find(|(survey, _)| survey.exists()).or_else(|| known().next()) {
        return Ok(found);
    }
    let unknown: Vec<String> =
        orders.iter().filter(|(_, name)| !name.exists()).map(|(_, name)| name.display().to_string()).collect();
    let misspelt = unknown.iter().find(|name| nearest(name, chart_names()).is_some());
    Err(match misspelt.or(unknown.first()) {
        Some(name) => no_such_chart(name),
        None => Failure::Usage("which chart?".to_owned(), Some(format!("name one of {}", names()))),
    })
}

fn no_such_chart(name: &str) -> Failure {
    let hint = match nearest(name, chart_names()) {
        Some(near) => format!("did you mean `{near}`? The charts are: {}", names()),
        None => format!("the charts are: {}", names()),
    };
    Failure::Usage(format!("no such chart: {name:?}"), Some(hint))
}

fn chart_names() -> impl Iterator<Item = &'static str> {
    let (trend, plan) = (TrendKind::ALL.map(TrendKind::name), PlanKind::ALL.map(PlanKind::name));
    Kind::ALL.map(Kind::name).into_iter().chain(trend).chain(plan)
}

fn names() -> String {
    chart_names().collect::<Vec<_>>().join(", ")
}
