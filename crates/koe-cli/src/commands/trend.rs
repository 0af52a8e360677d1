//! `koe trend`: several waves side by side.

use koe_core::definition::Definition;
use koe_core::findings::Request;
use koe_core::responses::ReadOptions;
use koe_core::trend::{Since, Trending};
use koe_core::{Checked, trend};
use koe_report::table::View;

use super::{done, print, shown};
use crate::Done;
use crate::arguments::{Trend, Why, encoding};
use crate::diagnostics::{Failure, note_gate, warn};
use crate::progress::Bar;

pub(crate) fn run(own: &Trend) -> Result<Done, Failure> {
    let Checked { value: definition, mut warnings } = Definition::load(&own.survey)?;
    let request = Request {
        cuts: own.groups.cuts(),
        language: own.words.language(),
        years: own.words.years(),
        ..Request::default()
    };
    let trending = Trending {
        waves: own.waves.clone(),
        correlation: own.correlation,
        nonresponse: own.nonresponse,
        why: own.why.map(|why| match why {
            Why::Previous => Since::Previous,
            Why::Baseline => Since::Baseline,
        }),
    };
    let bar = Bar::new();
    let options =
        ReadOptions { encoding: encoding(own.encoding.as_deref())?, progress: Some(&bar), ..ReadOptions::default() };
    let Checked { value: outcome, warnings: met } = trend(&definition, &request, &trending, &options)?;
    drop(bar);
    warnings.extend(met);
    let is_odd = warn(&warnings);
    print(&outcome.released, View::Trend(shown(own.level)), own.format)?;
    if own.groups.are_asked_for() {
        note_gate();
    }
    Ok(done(is_odd, own.strict))
}
