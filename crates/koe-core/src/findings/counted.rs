//! The answers of one wave, counted.

use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;

use super::{hierarchy, units};
use crate::definition::{Definition, Headcount};
use crate::problem::{Checked, Problem, Problems};
use crate::responses::{Intake, ReadOptions, Source};
use crate::tally::{Shape, Tally};
use crate::text::named;

/// The answers of one wave, counted, with what is needed to score them.
#[derive(Debug)]
pub struct Counted {
    /// Which wave, by index in the definition.
    pub wave: usize,
    /// The counts.
    pub tally: Tally,
    /// What was read, file by file.
    pub intake: Intake,
    /// Headcount of the wave, where the survey has it.
    pub headcount: Option<Headcount>,
    /// The units, by matching key, of every attribute that was read, also of
    /// those that the counts are not kept apart by.
    pub(crate) units: BTreeMap<usize, BTreeMap<String, String>>,
    /// Units that count as others, of the attributes of the counts.
    pub(crate) regrouped: Vec<Regrouped>,
    pub(super) two_parents: Vec<Problem>,
}

/// Units of a wave that count as another one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Regrouped {
    /// Index of their attribute.
    pub(crate) attribute: usize,
    /// As they were called in the wave.
    pub(crate) from: Vec<String>,
    /// What they count as.
    pub(crate) to: String,
}

impl Counted {
    /// Returns an error for every unit that lies in two units of the nearest
    /// attribute above its own, in the answers or in the headcount: units as they
    /// were in the wave, before any count as those of today.
    pub fn two_parents(&self) -> &[Problem] {
        &self.two_parents
    }
}

/// Reads the answers and the headcount of one wave, cut by `attributes` (by
/// index). The definition is that of the wave ([`Definition::in_wave`]);
/// `sources` stand in for the wave's files where they are given.
///
/// # Errors
///
/// Everything that keeps a file from being read, and units of the crosswalk that
/// the wave does not have.
pub fn count(
    definition: &Definition,
    wave: usize,
    attributes: impl IntoIterator<Item = usize>,
    sources: Option<&[Source]>,
    options: &ReadOptions<'_>,
) -> Result<Checked<Counted>, Problems> {
    count_beside(definition, wave, attributes, &BTreeSet::new(), sources, options)
}

/// The same; the units of the attributes `beside` are looked at, too, as are those
/// of the attributes above the ones that are cut by.
pub(crate) fn count_beside(
    definition: &Definition,
    wave: usize,
    attributes: impl IntoIterator<Item = usize>,
    beside: &BTreeSet<usize>,
    sources: Option<&[Source]>,
    options: &ReadOptions<'_>,
) -> Result<Checked<Counted>, Problems> {
    let cut: BTreeSet<usize> = attributes.into_iter().collect();
    let above = |&own: &usize| std::iter::successors(Some(own), |&own| definition.attributes.get(own)?.parent);
    let kept = Shape::new(definition, cut.iter().copied())?;
    let lineage: BTreeSet<usize> = cut.iter().flat_map(above).chain(kept.codebook.attributes.clone()).collect();
    let shape = Shape::new(definition, lineage.union(beside).copied())?;
    let own = &definition.waves[wave];
    let encoding = options.encoding.or_else(|| own.encoding.as_deref().and_then(named));
    let options = ReadOptions { encoding, ..*options };
    let files = |paths: &[PathBuf]| paths.iter().cloned().map(Source::File).collect::<Vec<_>>();
    let sources = sources.map_or_else(|| files(&own.responses), <[Source]>::to_vec);
    let counted = Tally::count(definition, &shape, &sources, &options);
    let headcount = Headcount::load(definition, wave, encoding);
    let (headcount, mut warnings) = match (own.population.is_some(), headcount) {
        (false, _) => (None, Vec::new()),
        (true, Ok(Checked { value, warnings })) => (Some(value), warnings),
        (true, Err(problems)) => {
            let others = counted.err().map(|problems| problems.as_slice().to_vec()).unwrap_or_default();
            return Err(others.into_iter().chain(problems.as_slice().to_vec()).collect::<Vec<_>>().into());
        }
    };
    let (tally, intake) = counted?;
    warnings.splice(0..0, intake.warnings());
    let (units, regrouped, two_parents) = (BTreeMap::new(), Vec::new(), Vec::new());
    let mut counted = Counted { wave, tally, intake, headcount, units, regrouped, two_parents };
    counted.two_parents = hierarchy::two_parents(definition, &counted, &lineage);
    units::regroup(definition, &mut counted)?;
    let used = &shape.codebook.attributes;
    counted.units = used.iter().enumerate().map(|(at, &own)| (own, counted.tally.labels(at).clone())).collect();
    if kept.codebook.attributes != *used {
        counted.regrouped.retain(|own| kept.codebook.attributes.contains(&own.attribute));
        counted.tally = counted.tally.cut_by(kept);
    }
    Ok(Checked { value: counted, warnings })
}
