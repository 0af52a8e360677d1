//! `koe compare`: units against everyone, their parent unit or a named segment.

use koe_core::compare::{Adjustment, Comparing};
use koe_report::table::View;

use super::{shown, table};
use crate::Done;
use crate::arguments::{Adjust, Compare};
use crate::diagnostics::Failure;

pub(crate) fn run(own: &Compare) -> Result<Done, Failure> {
    let adjustment = match own.adjust {
        Adjust::Bh => Adjustment::BenjaminiHochberg,
        Adjust::Holm => Adjustment::Holm,
    };
    table(
        &own.tables,
        View::Compare(shown(own.level)),
        Some(Comparing { versus: own.versus.clone(), adjustment, ..Comparing::default() }),
    )
}
