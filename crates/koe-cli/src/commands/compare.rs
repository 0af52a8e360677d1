//! `koe compare`: units against everyone, their parent unit or a named segment.

use koe_core::compare::{Adjustment, Comparing};
use koe_core::release::Level;
use koe_report::table::{Levels as Shown, View};

use super::table;
use crate::Done;
use crate::arguments::{Adjust, Compare, Levels};
use crate::diagnostics::Failure;

pub(crate) fn run(own: &Compare) -> Result<Done, Failure> {
    let adjustment = match own.adjust {
        Adjust::Bh => Adjustment::BenjaminiHochberg,
        Adjust::Holm => Adjustment::Holm,
    };
    let shown = match own.level {
        None => Shown::Top,
        Some(Levels::Overall) => Shown::One(Level::Overall),
        Some(Levels::Category) => Shown::One(Level::Category),
        Some(Levels::Subcategory) => Shown::One(Level::Subcategory),
        Some(Levels::Item) => Shown::One(Level::Item),
        Some(Levels::All) => Shown::All,
    };
    table(
        &own.tables,
        View::Compare(shown),
        Some(Comparing { versus: own.versus.clone(), adjustment, ..Comparing::default() }),
    )
}
