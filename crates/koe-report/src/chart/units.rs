//! What the charts of one attribute share: its units × overall and top categories.

use koe_core::release::{Level, Row};
use koe_stats::Decimal;

use super::marks::Setting;
use super::parts::heatmap::{Cell, Everyone, Heatmap, Line, Unit};
use super::parts::{Absence, Caption, Shown, Steps};
use crate::figures::Figures;
use crate::segments;
use crate::verdict::Verdict;
use crate::wording::Sentences;

/// The sentences around a picture of released figures.
pub(super) fn caption(headline: String, subtitle: String, figures: Figures<'_>, setting: Setting<'_>) -> Caption {
    let source = Sentences::new(figures, setting.language).source();
    Caption { headline, subtitle, source, invented: false }
}

/// The attributes whose units are compared; also those of which all is withheld,
/// but not those with one unit, which is everyone.
pub(super) fn compared(figures: Figures<'_>) -> Vec<&str> {
    let is_compared = |attribute: &&str| {
        let units = figures.units(attribute);
        let any = units.iter().flat_map(|unit| unit.rows).any(|row| Verdict::of(row) != Verdict::NotCompared);
        any || units.iter().all(|unit| unit.is_withheld())
    };
    let attributes = if figures.compared.is_some() { figures.attributes() } else { Vec::new() };
    attributes.into_iter().filter(is_compared).collect()
}

/// Everyone's scores over a row for each unit, whose cells are made of its rows.
pub(super) fn table(
    (figures, attribute): (Figures<'_>, &str),
    caption: Caption,
    steps: Steps,
    cell: impl Fn(&Row) -> Shown<Cell>,
    setting: Setting<'_>,
) -> Heatmap {
    let columns: Vec<&Row> = figures.overall().into_iter().chain(figures.top()).collect();
    let name = |row: &&Row| match row.level {
        Level::Overall => setting.words().overall.to_owned(),
        _ => row.name.clone(),
    };
    Heatmap {
        caption,
        unit: attribute.to_owned(),
        columns: columns.iter().map(name).collect(),
        steps,
        everyone: Everyone {
            n: figures.overall().and_then(|row| row.respondents),
            scores: columns.iter().map(|row| score(row)).collect(),
        },
        units: figures.units(attribute).into_iter().map(|unit| shown(unit, &columns, &cell)).collect(),
    }
}

fn shown(unit: segments::Unit<'_>, columns: &[&Row], cell: impl Fn(&Row) -> Shown<Cell>) -> Unit {
    let cells = || columns.iter().map(|of| cell(unit.row(of).ok_or(Absence::NotReported)?)).collect();
    let line = || Line { n: unit.overall().and_then(|row| row.respondents), cells: cells() };
    Unit {
        name: unit.name.to_owned(),
        division: None,
        line: if unit.is_withheld() { Err(Absence::Withheld) } else { Ok(line()) },
    }
}

/// A printed score, or why there is none.
pub(super) fn score(row: &Row) -> Shown<Decimal> {
    match (row.mean_text, row.respondents) {
        (Some(mean), _) if !row.suppressed => Ok(mean),
        (None, Some(0)) => Err(Absence::Nobody { invited: row.invited.unwrap_or(0) }),
        _ => Err(Absence::Withheld),
    }
}
