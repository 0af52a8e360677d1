//! Why the scores of everyone moved: which tables there are.

use std::collections::BTreeSet;

use koe_stats::{Decimal, Exact, PartOf, kitagawa};
use num_traits::Zero;

use super::parts::{PartName, Parts};
use super::{By, Decomposition, PartsState, Run, Wave, Weights, is_composite};
use crate::definition::Rule;
use crate::trend::Since;

/// Two waves, of which the change is taken apart.
pub(super) struct Between<'a> {
    pub(super) earlier: &'a Wave<'a>,
    pub(super) later: &'a Wave<'a>,
}

impl Run<'_> {
    /// For each composite score of everyone: its items, then the units of each
    /// attribute that is listed by itself.
    pub(super) fn decomposition(&self) -> Vec<Decomposition> {
        let Some(between) = self.between() else { return Vec::new() };
        let later = between.later;
        let lines: Vec<usize> = (0..later.items.len()).filter(|&line| is_composite(&later.rows[line])).collect();
        let mut attributes: Vec<&str> = Vec::new();
        for row in (0..later.rows.len()).step_by(later.items.len().max(1)) {
            match later.attributes(row).as_slice() {
                &[own] if !attributes.contains(&own) => attributes.push(own),
                _ => {}
            }
        }
        let items = lines.iter().map(|&line| between.by_items(line));
        let groups = attributes.iter().flat_map(|of| lines.iter().map(|&line| between.by_groups(of, line)));
        items.chain(groups).collect()
    }

    /// The waves that it is asked for; nothing where the baseline is not shown or
    /// is the latest wave itself.
    fn between(&self) -> Option<Between<'_>> {
        let last = self.waves.len().checked_sub(1)?;
        let from = match self.together.trending.why? {
            Since::Previous => last.checked_sub(1)?,
            Since::Baseline => self.baseline.filter(|&baseline| baseline < last)?,
        };
        Some(Between { earlier: &self.waves[from], later: &self.waves[last] })
    }
}

impl Between<'_> {
    /// What a table is about, before it has parts.
    pub(super) fn empty(&self, by: By, line: usize) -> Decomposition {
        let row = &self.later.rows[line];
        Decomposition {
            by,
            attribute: None,
            level: row.level,
            code: row.code.clone(),
            name: row.name.clone(),
            versus: self.earlier.about.wave.clone(),
            wave: self.later.about.wave.clone(),
            state: PartsState::Withheld,
            difference_text: None,
            weights: None,
            parts: Vec::new(),
            within: None,
            within_text: None,
            mix: None,
            mix_text: None,
            response: None,
            response_text: None,
            largest_deviation: None,
            largest_deviation_text: None,
        }
    }

    /// The printed change of a line of everyone.
    pub(super) fn difference(&self, line: usize) -> Option<Decimal> {
        let printed = |wave: &Wave<'_>| wave.shown(line)?.1.mean_text;
        Some(printed(self.later)? - printed(self.earlier)?)
    }

    /// The items of a line, each with its mean and its weight in the score.
    fn by_items(&self, line: usize) -> Decomposition {
        let empty = self.empty(By::Items, line);
        let Some(difference) = self.difference(line) else { return empty };
        let empty = Decomposition { difference_text: Some(difference), ..empty };
        let rule = self.later.about.rule;
        if rule == Rule::RespondentMean {
            return Decomposition { state: PartsState::NotASum, ..empty };
        }
        let moved = kitagawa(&items(self.earlier, line), &items(self.later, line));
        let decimals = self.later.about.decimals;
        let Some(parts) = moved.and_then(|moved| Parts::of(moved, Exact::zero(), difference, decimals)) else {
            return empty;
        };
        let name = |&item: &usize| {
            let row = &self.later.rows[item];
            Some(PartName { code: row.code.clone(), name: row.name.clone() })
        };
        let weights = if rule == Rule::Pooled { Weights::Answers } else { Weights::Equal };
        parts.told(empty, weights, self.later.items[line].iter().map(name))
    }
}

/// The items of a line as parts of its score: weighed by their answers
/// (`pooled`) or all the same (`item-mean`).
fn items(wave: &Wave<'_>, line: usize) -> Vec<PartOf> {
    let scores: Vec<_> = wave.items[line].iter().map(|&item| wave.findings[item].score.as_ref()).collect();
    let weight = |answers: u64| if wave.about.rule == Rule::Pooled { answers } else { answers.min(1) };
    let all: u64 = scores.iter().flatten().map(|score| weight(score.answers)).sum();
    let part = |score: &Option<&crate::score::Score>| PartOf {
        share: koe_stats::ratio(score.map_or(0, |score| weight(score.answers)), all.max(1)),
        mean: score.map(|score| score.estimate.value.clone()),
    };
    scores.iter().map(part).collect()
}

/// The rows of an attribute's units, by the number of their segment.
pub(super) fn units(wave: &Wave<'_>, attribute: &str) -> BTreeSet<usize> {
    let lines = wave.items.len().max(1);
    let segments = 0..wave.rows.len() / lines;
    segments.filter(|segment| wave.attributes(segment * lines) == [attribute]).collect()
}
