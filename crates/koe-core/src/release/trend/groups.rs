//! The change of a score by the units of one attribute: those shown in both
//! waves, and all others as one group of at least `min_respondents`.

use koe_stats::{Decimal, Exact, PartOf, ratio};
use num_traits::Zero;

use super::parts::Parts;
use super::why::{Between, units};
use super::{By, Decomposition, Part, PartsState, Wave, Weights};
use crate::definition::Rule;
use crate::findings::Finding;

/// A group in one wave.
struct Group {
    respondents: u64,
    /// What its mean counts by in the score of everyone, under the rule.
    weight: u64,
    mean: Option<Exact>,
    headcount: Option<u64>,
}

impl Between<'_> {
    /// The units of an attribute: by their own scores, by their shares, and by
    /// who of them answered.
    pub(super) fn by_groups(&self, attribute: &str, line: usize) -> Decomposition {
        let empty = Decomposition { attribute: Some(attribute.to_owned()), ..self.empty(By::Groups, line) };
        let Some(difference) = self.difference(line) else { return empty };
        let empty = Decomposition { difference_text: Some(difference), ..empty };
        let shown = self.shown_in_both(attribute, line);
        let groups = |wave: &Wave<'_>, place: fn(&(usize, usize)) -> usize| {
            groups(wave, line, &shown.iter().map(place).collect::<Vec<usize>>())
        };
        let (Some(before), Some(after)) = (groups(self.earlier, |it| it.0), groups(self.later, |it| it.1)) else {
            return empty;
        };
        let least = self.later.about.min_respondents;
        let is_small = |groups: &[Group]| groups.last().is_some_and(|rest| (1..least).contains(&rest.respondents));
        if shown.is_empty() || is_small(&before) || is_small(&after) {
            return empty;
        }
        let change = score(self.later, line) - score(self.earlier, line);
        let Some((parts, weights)) = self.parts(&before, &after, &change, difference) else {
            return Decomposition { state: PartsState::NotASum, ..empty };
        };
        let is_rest_there = [&before, &after].iter().any(|groups| groups.last().is_some_and(|rest| !rest.is_empty()));
        let mut printed = parts.moved.into_iter();
        let part = |name: Option<String>, (within_text, mix_text): (Decimal, Decimal)| Part {
            code: name.clone(),
            name,
            within_text,
            mix_text,
        };
        let names = shown.iter().map(|&(_, row)| unit(self.later, row));
        let mut named: Vec<Part> = names.zip(printed.by_ref()).map(|(name, moved)| part(name, moved)).collect();
        named.extend(printed.next().filter(|_| is_rest_there).map(|moved| part(None, moved)));
        Decomposition {
            state: PartsState::Shown,
            weights: Some(weights),
            parts: named,
            response_text: (weights == Weights::Headcount).then_some(parts.rest),
            largest_deviation: Some(parts.largest_deviation),
            ..empty
        }
    }

    /// The parts by headcount shares where those are known, else by the shares
    /// that the score itself is made of.
    fn parts(
        &self,
        before: &[Group],
        after: &[Group],
        change: &Exact,
        difference: Decimal,
    ) -> Option<(Parts, Weights)> {
        let decimals = self.later.about.decimals;
        let by_headcount = shares(before, |group| group.headcount).zip(shares(after, |group| group.headcount));
        let headcount = by_headcount.and_then(|(before, after)| {
            let response = change - (sum(&after)? - sum(&before)?);
            Parts::of(&before, &after, &response, difference, decimals)
        });
        let weights = match self.later.about.rule {
            Rule::Pooled => Some(Weights::Answers),
            Rule::RespondentMean => Some(Weights::Respondents),
            Rule::ItemMean => None,
        };
        let own = || {
            let (before, after) = shares(before, |it| Some(it.weight)).zip(shares(after, |it| Some(it.weight)))?;
            Some((Parts::of(&before, &after, &Exact::zero(), difference, decimals)?, weights?))
        };
        headcount.map(|parts| (parts, Weights::Headcount)).or_else(own)
    }

    /// Rows of the units that are shown in both waves: in the earlier, in the
    /// later one.
    fn shown_in_both(&self, attribute: &str, line: usize) -> Vec<(usize, usize)> {
        let lines = self.later.items.len();
        let both = |segment: usize| {
            let row = segment * lines + line;
            self.later.shown(row)?;
            let key = self.later.rows[row].segment.keys();
            let before = self.earlier.segments.get(&key)? * self.earlier.items.len() + line;
            self.earlier.shown(before).map(|_| (before, row))
        };
        units(self.later, attribute).into_iter().filter_map(both).collect()
    }
}

impl Group {
    fn is_empty(&self) -> bool {
        self.respondents == 0 && self.headcount.unwrap_or(0) == 0
    }
}

/// The last part of a row's segment.
fn unit(wave: &Wave<'_>, row: usize) -> Option<String> {
    wave.rows[row].segment.0.last().map(|(_, value)| value.clone())
}

fn score(wave: &Wave<'_>, line: usize) -> Exact {
    wave.findings[line].score.as_ref().map_or_else(Exact::zero, |score| score.estimate.value.clone())
}

/// The shown units by their rows, and all others as the last group.
fn groups(wave: &Wave<'_>, line: usize, rows: &[usize]) -> Option<Vec<Group>> {
    let group = |row: usize| {
        let finding: &Finding = &wave.findings[row];
        let score = finding.score.as_ref()?;
        let weight = if wave.about.rule == Rule::Pooled { score.answers } else { score.respondents };
        let mean = Some(score.estimate.value.clone());
        Some(Group { respondents: score.respondents, weight, mean, headcount: finding.could_answer })
    };
    let mut groups: Vec<Group> = rows.iter().map(|&row| group(row)).collect::<Option<_>>()?;
    let everyone = group(line)?;
    let headcounts: Option<u64> = groups.iter().map(|group| group.headcount).sum();
    let rest = Group {
        respondents: everyone.respondents.checked_sub(groups.iter().map(|group| group.respondents).sum())?,
        weight: everyone.weight.checked_sub(groups.iter().map(|group| group.weight).sum())?,
        mean: match wave.about.rule {
            Rule::ItemMean => rest_of_items(wave, line, rows),
            _ => rest(&everyone, &groups),
        },
        headcount: everyone.headcount.zip(headcounts).and_then(|(all, some)| all.checked_sub(some)),
    };
    groups.push(rest);
    Some(groups)
}

/// The mean of everyone that no group has, where a score is the groups' by
/// weight.
fn rest(everyone: &Group, groups: &[Group]) -> Option<Exact> {
    let total = |group: &Group| Some(group.mean.as_ref()? * ratio(group.weight, 1));
    let some: Exact = groups.iter().map(total).sum::<Option<Exact>>()?;
    let weight = everyone.weight.checked_sub(groups.iter().map(|group| group.weight).sum())?;
    (weight > 0).then_some((total(everyone)? - some) * ratio(1, weight.max(1)))
}

/// The same under `item-mean`: item by item, as all of them are shown.
fn rest_of_items(wave: &Wave<'_>, line: usize, rows: &[usize]) -> Option<Exact> {
    let totals = |row: usize| {
        let score = wave.findings[row].score.as_ref();
        score.map_or((0, Exact::zero()), |own| (own.answers, &own.estimate.value * ratio(own.answers, 1)))
    };
    let means = wave.items[line].iter().filter_map(|&item| {
        let (mut answers, mut sum) = totals(item);
        for row in rows {
            let (own, part) = totals(row - line + item);
            (answers, sum) = (answers.checked_sub(own)?, sum - part);
        }
        (answers > 0).then(|| sum * ratio(1, answers))
    });
    let means: Vec<Exact> = means.collect();
    let count = means.len() as u64;
    (count > 0).then(|| means.into_iter().sum::<Exact>() * ratio(1, count))
}

/// The groups as parts of the whole; nothing where a number is not known.
fn shares(groups: &[Group], of: impl Fn(&Group) -> Option<u64>) -> Option<Vec<PartOf>> {
    let numbers: Vec<u64> = groups.iter().map(of).collect::<Option<_>>()?;
    let all = numbers.iter().sum::<u64>();
    if all == 0 {
        return None;
    }
    let part = |(group, &number): (&Group, &u64)| PartOf { share: ratio(number, all), mean: group.mean.clone() };
    Some(groups.iter().zip(&numbers).map(part).collect())
}

/// Σ p·m; nothing where a part with a share has no mean.
fn sum(parts: &[PartOf]) -> Option<Exact> {
    let part = |part: &PartOf| match &part.mean {
        Some(mean) => Some(&part.share * mean),
        None => part.share.is_zero().then(Exact::zero),
    };
    parts.iter().map(part).sum()
}
