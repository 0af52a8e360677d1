//! The columns of a trend.

use koe_core::release::{Change, InTrend, Overlap, PathStatus};

use super::{decimal, number, text, whole};

/// Columns of a change from another wave; those since the baseline have a prefix.
const CHANGE: [&str; 16] = [
    "versus",
    "difference",
    "difference_text",
    "difference_low",
    "difference_high",
    "fewest_shared",
    "fewest_low",
    "fewest_high",
    "most_shared",
    "most_low",
    "most_high",
    "p",
    "p_adjusted",
    "family",
    "effect",
    "smallest_detectable",
];
/// Columns of what a wave is aimed at.
const AIMED: [&str; 12] = [
    "path_target",
    "path_target_text",
    "path_status",
    "step_text",
    "probability",
    "nonresponse_low",
    "nonresponse_high",
    "projection_year",
    "projection_value",
    "projection_text",
    "projection_low",
    "projection_high",
];
/// The columns' names.
pub(super) fn columns() -> impl Iterator<Item = String> {
    let baseline = CHANGE.map(|column| format!("since_baseline_{column}"));
    CHANGE.map(str::to_owned).into_iter().chain(baseline).chain(AIMED.map(str::to_owned))
}

/// The cells of a row; empty ones for a row that is none of a trend.
pub(super) fn cells(own: &InTrend) -> impl Iterator<Item = String> + use<> {
    change(&own.since_previous).into_iter().chain(change(&own.since_baseline)).chain(aimed(own))
}

/// The columns of a change, as `CHANGE` names them.
fn change(own: &Change) -> [String; 16] {
    let overlap = |case: Option<Overlap>| {
        [whole(case.map(|case| case.shared)), number(case.map(|case| case.low)), number(case.map(|case| case.high))]
    };
    let ([fewest, fewest_low, fewest_high], [most, most_low, most_high]) = (overlap(own.fewest), overlap(own.most));
    [
        own.versus.as_deref().map(text).unwrap_or_default(),
        number(own.difference),
        decimal(own.difference_text),
        number(own.difference_low),
        number(own.difference_high),
        fewest,
        fewest_low,
        fewest_high,
        most,
        most_low,
        most_high,
        number(own.p),
        number(own.p_adjusted),
        whole(own.family),
        number(own.effect),
        number(own.smallest_detectable),
    ]
}

/// The columns of what a wave is aimed at, as `AIMED` names them.
fn aimed(own: &InTrend) -> [String; 12] {
    let status = match own.path_status {
        Some(PathStatus::Met) => "met",
        Some(PathStatus::OnPath) => "on-path",
        Some(PathStatus::Behind) => "behind",
        Some(PathStatus::None) => "none",
        None => "",
    };
    let projection = own.projection;
    [
        number(own.path_target),
        decimal(own.path_target_text),
        status.to_owned(),
        decimal(own.step_text),
        number(own.probability),
        number(own.nonresponse_low),
        number(own.nonresponse_high),
        projection.map(|it| it.year.to_string()).unwrap_or_default(),
        number(projection.map(|it| it.value)),
        decimal(projection.map(|it| it.text)),
        number(projection.map(|it| it.low)),
        number(projection.map(|it| it.high)),
    ]
}
