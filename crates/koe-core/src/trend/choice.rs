//! Which waves a trend shows, and over which items.

use std::collections::BTreeSet;

use super::Since;
use crate::definition::Definition;
use crate::problem::{Asked, Place, Problem, Problems};
use crate::run::wave;

/// The waves by index, oldest first.
pub(super) fn waves(definition: &Definition, names: &[String]) -> Result<Vec<usize>, Problems> {
    let mut problems: Vec<Problem> = Vec::new();
    let mut chosen: BTreeSet<usize> = BTreeSet::new();
    for name in names {
        match wave(definition, Some(name)) {
            Ok(wave) if !chosen.insert(wave) => {
                let problem = Problem::error(Place::asked(Asked::Wave, name), "a wave is asked for twice");
                problems.push(problem.hint("name it once"));
            }
            Ok(_) => {}
            Err(problem) => problems.push(*problem),
        }
    }
    if names.is_empty() {
        chosen.extend(0..definition.waves.len());
    }
    if problems.is_empty() && chosen.len() < 2 {
        problems.push(*too_few(definition, &chosen.iter().copied().collect::<Vec<usize>>()));
    }
    if problems.is_empty() { Ok(chosen.into_iter().collect()) } else { Err(problems.into()) }
}

pub(super) fn too_few(definition: &Definition, waves: &[usize]) -> Box<Problem> {
    let names: Vec<&str> = waves.iter().map(|&wave| definition.waves[wave].name.as_str()).collect();
    let place = definition.place_of_wave(waves.first().copied().unwrap_or(0), "wave");
    let problem = Problem::error(place, "fewer than two waves").found(names.join(", "));
    Box::new(problem.hint("a trend needs two waves or more: add a section [[wave]] for each"))
}

/// Checks that the wave that changes are explained from is shown.
pub(super) fn since(definition: &Definition, waves: &[usize], why: Option<Since>) -> Result<(), Box<Problem>> {
    let Some(plan) = definition.target.as_ref().filter(|_| why == Some(Since::Baseline)) else { return Ok(()) };
    if waves.split_last().is_some_and(|(_, earlier)| earlier.contains(&plan.baseline)) {
        return Ok(());
    }
    let place = Place::file(definition.file.display().to_string()).column("target.baseline");
    let problem = Problem::error(place, "the baseline is no earlier wave of the trend");
    let found = definition.waves[plan.baseline].name.as_str();
    Err(Box::new(problem.found(found).hint("name it and a later one with --wave, or use --why previous")))
}

/// The scored items that are the same in all of the waves, on one scale each.
pub(super) fn items(definition: &Definition, waves: &[usize]) -> Result<BTreeSet<usize>, Problems> {
    let used = definition.items_in_all(waves);
    let place = || Place::file(definition.file.display().to_string());
    if used.is_empty() {
        let names: Vec<&str> = waves.iter().map(|&wave| definition.waves[wave].name.as_str()).collect();
        return Err(Problem::error(place(), "no item is the same in all of the waves")
            .found(names.join(", "))
            .hint("name fewer waves with --wave, or mend the crosswalk")
            .into());
    }
    if definition.score.rescale {
        return Ok(used);
    }
    let own: Vec<Definition> = waves.iter().map(|&wave| definition.in_wave(wave)).collect();
    let range = |own: &Definition, item: usize| {
        let scale = &own.scales[own.items[item].scale];
        (scale.min, scale.max)
    };
    let pairs = || own.windows(2).zip(waves.windows(2));
    for &item in &used {
        for (own, waves) in pairs() {
            let (first, second) = (range(&own[0], item), range(&own[1], item));
            if first == second {
                continue;
            }
            let waves = [waves[0], waves[1]];
            let names = waves.map(|wave| definition.waves[wave].name.as_str());
            let found = format!(
                "{}: {} to {} in wave {}, {} to {} in wave {}",
                definition.items[item].code, first.0, first.1, names[0], second.0, second.1, names[1]
            );
            return Err(Problem::error(
                definition.place_of_wave(of_scale(definition, waves), "wave.scale"),
                "waves on different scales are no trend",
            )
            .found(found)
            .hint("add `rescale = \"0-100\"` to [score], or name waves of one scale with --wave")
            .into());
        }
    }
    Ok(used)
}

/// The wave that has a scale of its own, of two that differ.
fn of_scale(definition: &Definition, [earlier, later]: [usize; 2]) -> usize {
    let has_own = definition.waves[later].scale.is_some() && definition.waves[earlier].scale.is_none();
    if has_own { later } else { earlier }
}
