//! `--merge`: units with too few respondents put together, for this run and all
//! later ones.

use std::fs;
use std::path::PathBuf;

use koe_core::definition::Definition;
use koe_core::findings::{Request, count, unmet_conditions};
use koe_core::merge::{Left, Proposal, counted_for, propose};
use koe_core::responses::ReadOptions;
use koe_core::segment::Cuts;
use koe_core::{Checked, Problems};

use crate::arguments::Reading;
use crate::diagnostics::{Failure, say};
use crate::file;
use crate::progress::Bar;

/// Merges the units of the attributes that a run lists, and returns the survey
/// with these merges, read again.
pub(super) fn merged(
    survey: Checked<Definition>,
    request: &Request,
    reading: &Reading,
) -> Result<Checked<Definition>, Failure> {
    let definition = &survey.value;
    let proposal = proposal(definition, request, reading)?;
    for Left { attribute, units, parent } in &proposal.left {
        let way_out = match parent {
            Some(parent) => format!("merge units of {parent}, too (--by {parent})"),
            None => "they stay withheld".to_owned(),
        };
        say(&format!("not merged in {attribute}: {}: too few together; {way_out}", units.join(", ")));
    }
    let path = path(definition);
    if proposal.merged.is_empty() {
        say("nothing to merge; nothing is written");
        return Ok(survey);
    }
    // A link is kept: what it leads to is replaced.
    let followed = if path.is_symlink() { fs::canonicalize(&path) } else { Ok(path.clone()) };
    let followed = followed.map_err(|error| Failure::Write(path.display().to_string(), error))?;
    file::replace(&[(followed, proposal.file().into_bytes())])?;
    for merged in &proposal.merged {
        say(&format!("merged in {}: {} -> {}", merged.attribute, merged.units.join(", "), merged.name));
    }
    say(&format!("{}: written; the names in it may be changed", path.display()));
    Ok(Definition::load(&definition.file)?)
}

/// Reads the answers of the wave and proposes what to merge.
fn proposal(definition: &Definition, request: &Request, reading: &Reading) -> Result<Proposal, Failure> {
    let cuts = request.cuts(definition)?;
    let all = cuts.attributes(definition)?;
    let listed = Cuts { filter: Vec::new(), ..request.cuts.clone() }.attributes(definition)?;
    let wave = koe_core::wave(definition, request.wave.as_deref())?;
    let bar = Bar::new();
    let options = ReadOptions { encoding: reading.encoding()?, progress: Some(&bar), ..ReadOptions::default() };
    // What is odd about the answers is told by the run itself.
    let attributes = counted_for(definition, &listed).into_iter().chain(all);
    let counted = count(&definition.in_wave(wave), wave, attributes, None, &options)?.value;
    // What is wrong is better said before a file is written.
    let unmet = unmet_conditions(definition, &[&counted], &options);
    let odd = [counted.two_parents().to_vec(), counted.beyond_headcount(definition), unmet].concat();
    Problems::check(Some(()), odd)?;
    cuts.segments(definition, &counted.tally, counted.headcount.as_ref())?;
    Ok(propose(definition, &counted, &listed))
}

/// Where the merges of a survey stand, or will.
fn path(definition: &Definition) -> PathBuf {
    definition.merges_file.clone().unwrap_or_else(|| definition.file.with_file_name("merges.csv"))
}
