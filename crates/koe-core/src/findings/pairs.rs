//! Every row of a run beside the row it is compared with.

use std::collections::BTreeMap;

use rayon::prelude::*;

use super::{Counted, Line, Request};
use crate::compare::{Against, Beside, Comparing, Pair, against};
use crate::definition::Definition;
use crate::problem::Problems;
use crate::segment::Cut;
use crate::tally::Cohort;

/// What the rows of a run are compared with.
#[derive(Debug, Clone)]
pub(crate) struct Pairs {
    pub(crate) asked: Comparing,
    /// For each row, what it is compared with.
    pub(crate) rows: Vec<Option<Pair>>,
}

impl Pairs {
    /// Compares the segments as the request asks for; nothing where it does not.
    pub(super) fn new(
        definition: &Definition,
        counted: &Counted,
        cuts: &[Cut],
        lines: &[Line],
        request: &Request,
    ) -> Result<Option<Self>, Problems> {
        let Some(comparing) = &request.compare else { return Ok(None) };
        let (tally, rule) = (&counted.tally, definition.score.rule);
        let against = against(definition, tally, cuts, comparing)?;
        let mut others: BTreeMap<usize, Cohort> = BTreeMap::new();
        for own in against.iter().flatten() {
            others.entry(own.versus).or_insert_with(|| cuts[own.versus].sum(tally));
        }
        let of = |(cut, against): (&Cut, &Option<Against>)| -> Vec<Option<Pair>> {
            let Some((own, versus)) = against.and_then(|own| Some((own, others.get(&own.versus)?))) else {
                return vec![None; lines.len()];
            };
            let segment = cut.sum(tally);
            let rest = own.is_whole.then(|| versus.without(&segment));
            let beside = Beside {
                shape: tally.shape(),
                rule,
                versus: own.versus,
                segment: &segment,
                other: rest.as_ref().unwrap_or(versus),
                whole: own.is_whole.then_some(versus),
            };
            lines.iter().map(|line| beside.pair(line.key)).collect()
        };
        let rows: Vec<Vec<Option<Pair>>> = cuts.par_iter().zip(&against).map(of).collect();
        Ok(Some(Self { asked: comparing.clone(), rows: rows.concat() }))
    }
}
