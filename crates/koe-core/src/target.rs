//! Targets: what is aimed for, and the straight path that leads there.

use std::collections::{BTreeMap, BTreeSet};

use koe_stats::{Decimal, Exact, ratio};
use num_traits::{Signed, ToPrimitive, Zero};

use crate::definition::{Definition, Rule, TargetKey, TargetRule};
use crate::score::{Score, composite, item};
use crate::tally::{Cohort, SetKey, Shape, Tally};

/// Targets of a survey, computed once from everyone in the baseline wave.
/// Unrounded throughout.
#[derive(Debug, Clone, Default)]
pub struct Targets {
    values: BTreeMap<TargetKey, Exact>,
    baseline: BTreeMap<TargetKey, Exact>,
    years: Option<(i32, i32)>,
}

/// A point of the path: a Western year and the path's value, unrounded.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OnPath {
    /// Western year.
    pub year: i32,
    /// Value of the path.
    pub value: Exact,
}

impl Targets {
    /// Computes the targets from everyone in the baseline wave; none where the
    /// definition aims for nothing.
    ///
    /// `outside` are those of them whom the filter of a run leaves out, where it
    /// scores the baseline wave itself: a target less the scores within the
    /// filter would be theirs, so they count like everyone when it is decided
    /// which targets may be told.
    pub fn new(definition: &Definition, shape: &Shape, everyone: &Cohort, outside: Option<&Cohort>) -> Self {
        let Some(plan) = &definition.target else { return Self::default() };
        let rule = definition.score.rule;
        let score = |key: TargetKey| score(shape, everyone, rule, key);
        let explicit: BTreeMap<TargetKey, Exact> = plan.values.iter().cloned().collect();
        let mut values = match plan.rule {
            Some(TargetRule::RaiseToOverall) => raise_to_overall(definition, shape, everyone, &explicit),
            None => BTreeMap::new(),
        };
        // What would show a withheld score of the baseline wave is not there:
        // raised to the overall score, every target by rule shows that one.
        let known = || std::iter::once(everyone).chain(outside);
        let small: BTreeSet<TargetKey> = known().flat_map(|cohort| small(definition, shape, cohort)).collect();
        let is_overall_shown = !known().any(|cohort| is_small(definition, shape, cohort, TargetKey::Overall));
        values.retain(|key, _| is_overall_shown && !small.contains(key));
        values.extend(explicit);
        let shown = values.keys().filter(|key| !small.contains(key));
        let baseline = shown.filter_map(|&key| Some((key, score(key)?.estimate.value))).collect();
        let years = definition.waves[plan.baseline].year.map(|from| (from, plan.year));
        Self { values, baseline, years }
    }

    /// Computes the targets from an earlier wave's tally, for rows of `shape`:
    /// a target on another scale is none. `outside` as with [`Targets::new`].
    pub(crate) fn of_baseline(
        definition: &Definition,
        earlier: &Tally,
        shape: &Shape,
        outside: Option<&Cohort>,
    ) -> Self {
        let mut targets = Self::new(definition, earlier.shape(), &earlier.sum(|_| true), outside);
        let scale = |shape: &Shape, key| items(shape, key).first().map(|&item| shape.items[item].scale);
        let is_rescaled = definition.score.rescale;
        targets.values.retain(|&key, _| is_rescaled || scale(earlier.shape(), key) == scale(shape, key));
        targets
    }

    /// Returns the unrounded target of a row, if it has one.
    pub fn get(&self, key: TargetKey) -> Option<&Exact> {
        self.values.get(&key)
    }

    /// Returns the path of a row: the straight line from the unrounded baseline
    /// score to the target, year by year; nothing where no year is
    /// known of the baseline wave.
    pub fn path(&self, key: TargetKey) -> Option<Vec<OnPath>> {
        let (from, to) = self.years?;
        let (start, end) = (self.baseline.get(&key)?, self.values.get(&key)?);
        let step = (end - start) * ratio(1, to - from);
        Some((from..=to).map(|year| OnPath { year, value: start + &step * ratio(year - from, 1) }).collect())
    }
}

/// Returns the score a target is set for.
pub fn score(shape: &Shape, cohort: &Cohort, rule: Rule, key: TargetKey) -> Option<Score> {
    match key {
        TargetKey::Overall => composite(shape, cohort, shape.set(SetKey::Overall)?, rule),
        TargetKey::Category(index) => composite(shape, cohort, shape.set(SetKey::Category(index))?, rule),
        TargetKey::Item(index) => item(shape, cohort, shape.item(index)?),
    }
}

/// `raise-to-overall`: each lowest category below the overall score is raised
/// to it, the others hold (an explicit target of a lowest category stands in
/// for either). A lowest category on another scale than the overall score's is
/// not compared with it and holds.
///
/// The target of everything above is its score plus what the answers of its
/// lowest categories move by, with the baseline's own weights: answers
/// (`pooled`) or items (`item-mean`). That equals the roll-up, Σ weight ×
/// target of the item's lowest category / Σ weight, whenever no lowest category
/// mixes items that count towards the overall score and items that do not.
/// Where one does, its own score is not that of its items that count: the
/// roll-up would move the overall target although nothing is raised, and this
/// does not.
fn raise_to_overall(
    definition: &Definition,
    shape: &Shape,
    everyone: &Cohort,
    explicit: &BTreeMap<TargetKey, Exact>,
) -> BTreeMap<TargetKey, Exact> {
    let rule = definition.score.rule;
    let of = |key| score(shape, everyone, rule, key).map(|score| score.estimate.value);
    let Some(overall) = of(TargetKey::Overall) else { return BTreeMap::new() };
    let mut moves: BTreeMap<usize, Exact> = BTreeMap::new();
    for category in (0..definition.categories.len()).filter(|&index| is_lowest(definition, index)) {
        let key = TargetKey::Category(category);
        if let Some(own) = of(key) {
            let goal = if is_comparable(definition, shape, key) { overall.clone() } else { own.clone() };
            let target = explicit.get(&key).cloned().unwrap_or_else(|| goal.max(own.clone()));
            moves.insert(category, target - own);
        }
    }
    let weight = |item: usize| -> u64 {
        let answers: u64 = everyone.points(shape, item).iter().sum();
        if rule == Rule::ItemMean { answers.min(1) } else { answers }
    };
    let moved = |key: TargetKey, set: SetKey| -> Option<Exact> {
        let items = &shape.sets[shape.set(set)?].items;
        let total: u64 = items.iter().map(|&item| weight(item)).sum();
        let mut moved = Exact::zero();
        for &item in items {
            let category = definition.items[shape.codebook.items[item].item].category;
            if let Some(by) = moves.get(&category) {
                moved += by * ratio(weight(item), 1);
            }
        }
        Some(of(key)? + moved * ratio(1, total))
    };
    let categories =
        (0..definition.categories.len()).map(|index| (TargetKey::Category(index), SetKey::Category(index)));
    std::iter::once((TargetKey::Overall, SetKey::Overall))
        .chain(categories)
        .filter_map(|(key, set)| Some((key, moved(key, set)?)))
        .collect()
}

/// Says whether a score lies on the scale of the overall score: like is only
/// compared with like.
pub(crate) fn is_comparable(definition: &Definition, shape: &Shape, key: TargetKey) -> bool {
    let scale = |key: TargetKey| items(shape, key).first().map(|&item| shape.items[item].scale);
    definition.score.rescale || scale(key) == scale(TargetKey::Overall)
}

/// Returns the places of the items a target's score is made of.
pub(crate) fn items(shape: &Shape, key: TargetKey) -> Vec<usize> {
    let of = |key: SetKey| shape.set(key).map_or_else(Vec::new, |set| shape.sets[set].items.clone());
    match key {
        TargetKey::Overall => of(SetKey::Overall),
        TargetKey::Category(index) => of(SetKey::Category(index)),
        TargetKey::Item(index) => shape.item(index).into_iter().collect(),
    }
}

/// Says whether a baseline score has too few respondents to be shown, or holds
/// an item of too few, which subtraction would give away.
fn is_small(definition: &Definition, shape: &Shape, cohort: &Cohort, key: TargetKey) -> bool {
    let few = 1..definition.privacy.min_respondents;
    let answers = |item: usize| cohort.points(shape, item).iter().sum::<u64>();
    score(shape, cohort, definition.score.rule, key).is_some_and(|score| few.contains(&score.respondents))
        || items(shape, key).into_iter().any(|item| few.contains(&answers(item)))
}

/// Rows whose baseline score is small, and those above a lowest category of
/// that kind.
fn small(definition: &Definition, shape: &Shape, cohort: &Cohort) -> BTreeSet<TargetKey> {
    let categories = 0..definition.categories.len();
    let items = (0..definition.items.len()).map(TargetKey::Item);
    let keys = std::iter::once(TargetKey::Overall).chain(categories.clone().map(TargetKey::Category)).chain(items);
    let mut small: BTreeSet<TargetKey> = keys.filter(|&key| is_small(definition, shape, cohort, key)).collect();
    for category in categories.filter(|&index| is_lowest(definition, index)) {
        if small.contains(&TargetKey::Category(category)) {
            small.insert(TargetKey::Overall);
            small.extend(definition.ancestors(category).map(TargetKey::Category));
        }
    }
    small
}

/// Says whether nothing is below a category.
pub(crate) fn is_lowest(definition: &Definition, category: usize) -> bool {
    definition.categories.iter().all(|other| other.parent != Some(category))
}

/// Returns N where one in N answers would have to move up a point so that the
/// printed score reaches the printed target: the largest whole N of
/// 1 / (printed target − half a last digit − unrounded score), a point being
/// `point` of the score's scale. Nothing where the score prints at the target,
/// or where more than every answer would have to move.
pub fn one_in(score: &Exact, target: Decimal, point: &Exact) -> Option<u64> {
    let missing = target.exact() - target.last_digit() * ratio(1, 2) - score;
    if !missing.is_positive() {
        return None;
    }
    (point / missing).floor().to_integer().to_u64().filter(|&n| n >= 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_in_is_the_largest_whole_number() {
        let target: Decimal = "4.17".parse().expect("a decimal");
        let one = ratio(1, 1);
        // Exact arithmetic: 4.165 − 4.06 = 0.105, 1 / 0.105 = 9.52….
        assert_eq!(one_in(&ratio(406, 100), target, &one), Some(9));
        // 4.165 − 4.065 = 0.1 exactly: one in ten is just enough.
        assert_eq!(one_in(&ratio(4065, 1000), target, &one), Some(10));
        assert_eq!(one_in(&ratio(4165, 1000), target, &one), None, "prints as the target");
        assert_eq!(one_in(&ratio(3, 1), target, &one), None, "more than a point per answer");
    }
}
