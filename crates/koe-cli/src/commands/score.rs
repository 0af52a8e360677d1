//! `koe score`: items, categories, overall.

use koe_report::table::View;

use super::table;
use crate::Done;
use crate::arguments::Tables;
use crate::diagnostics::Failure;

pub(crate) fn run(own: &Tables) -> Result<Done, Failure> {
    table(own, View::Score, None)
}
