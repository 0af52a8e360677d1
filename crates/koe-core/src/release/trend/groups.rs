//! The change of a score by the units of one attribute: those shown in both
//! waves, and all others as one group of at least `min_respondents`.

use koe_stats::{Exact, Moved, PartOf, kitagawa, ratio};
use num_traits::Zero;

use super::parts::{PartName, Parts};
use super::why::{Between, units};
use super::{By, Decomposition, Wave, Weights};
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
        let Some((moved, response, weights)) = self.moved(&before, &after, line, &shown) else { return empty };
        let Some(parts) = Parts::of(moved, response, difference, self.later.about.decimals) else { return empty };
        let is_rest_there = [&before, &after].iter().any(|groups| groups.last().is_some_and(|rest| !rest.is_empty()));
        let name = |&(_, row): &(usize, usize)| {
            let own = unit(self.later, row)?;
            Some(PartName { code: own.clone(), name: own })
        };
        parts.told(empty, weights, shown.iter().map(name).chain(is_rest_there.then_some(None)))
    }

    /// What each group adds, and what is none of theirs: by headcount shares where
    /// those are known, else by the shares that the score itself is made of, which
    /// leave nothing.
    fn moved(
        &self,
        before: &[Group],
        after: &[Group],
        line: usize,
        shown: &[(usize, usize)],
    ) -> Option<(Vec<Moved>, Exact, Weights)> {
        let by = |of: fn(&Group) -> Option<u64>| shares(before, of).zip(shares(after, of));
        let headcount = by(|group| group.headcount).and_then(|(before, after)| {
            let change = score(self.later, line) - score(self.earlier, line);
            let response = change - (sum(&after)? - sum(&before)?);
            Some((kitagawa(&before, &after)?, response, Weights::Headcount))
        });
        headcount.or_else(|| {
            let own = || by(|group| Some(group.weight)).and_then(|(before, after)| kitagawa(&before, &after));
            let (moved, weights) = match self.later.about.rule {
                Rule::Pooled => (own(), Weights::Answers),
                Rule::RespondentMean => (own(), Weights::Respondents),
                Rule::ItemMean => (self.moved_by_items(line, shown), Weights::Answers),
            };
            Some((moved?, Exact::zero(), weights))
        })
    }

    /// A mean of items' means is Σ w·m over items j and groups g, w_gj = p_gj/J with
    /// p_gj the group's share of the answers to the item: what a group adds is what
    /// its items add.
    fn moved_by_items(&self, line: usize, shown: &[(usize, usize)]) -> Option<Vec<Moved>> {
        let cells = |wave: &Wave<'_>, place: fn(&(usize, usize)) -> usize| {
            cells(wave, line, &shown.iter().map(place).collect::<Vec<usize>>())
        };
        let moved = kitagawa(&cells(self.earlier, |it| it.0)?, &cells(self.later, |it| it.1)?)?;
        let of_group = |items: &[Moved]| Moved {
            within: items.iter().map(|item| &item.within).sum(),
            mix: items.iter().map(|item| &item.mix).sum(),
        };
        Some(moved.chunks(self.later.items[line].len().max(1)).map(of_group).collect())
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

/// The same under `item-mean`: item by item, as all of them are shown where the
/// line is.
fn rest_of_items(wave: &Wave<'_>, line: usize, rows: &[usize]) -> Option<Exact> {
    let of_items = answers(wave, line, rows)?;
    let means: Vec<Exact> = of_items.iter().filter_map(|groups| groups.last()?.mean()).collect();
    let count = means.len() as u64;
    (count > 0).then(|| means.into_iter().sum::<Exact>() * ratio(1, count))
}

/// What each item is of the score of everyone in each group: all items of the first
/// group, then of the next.
fn cells(wave: &Wave<'_>, line: usize, rows: &[usize]) -> Option<Vec<PartOf>> {
    let of_items = answers(wave, line, rows)?;
    let totals: Vec<u64> = of_items.iter().map(|groups| groups.iter().map(|own| own.count).sum()).collect();
    let answered = totals.iter().filter(|&&total| total > 0).count() as u64;
    let part = |group: usize| {
        let items = of_items.iter().zip(&totals);
        items.map(move |(groups, &total)| PartOf {
            share: ratio(groups[group].count, (total * answered).max(1)),
            mean: groups[group].mean(),
        })
    };
    Some((0..=rows.len()).flat_map(part).collect())
}

/// The answers of a group to one item.
struct Answers {
    count: u64,
    sum: Exact,
}

impl Answers {
    fn of(wave: &Wave<'_>, row: usize) -> Self {
        let score = wave.findings[row].score.as_ref();
        let (count, mean) = score.map_or((0, Exact::zero()), |own| (own.answers, own.estimate.value.clone()));
        Self { count, sum: mean * ratio(count, 1) }
    }

    fn mean(&self) -> Option<Exact> {
        (self.count > 0).then(|| &self.sum * ratio(1, self.count))
    }
}

/// The answers to each item of a line: of the shown units by their rows, then of all
/// others.
fn answers(wave: &Wave<'_>, line: usize, rows: &[usize]) -> Option<Vec<Vec<Answers>>> {
    let of_item = |&item: &usize| {
        let mut groups: Vec<Answers> = rows.iter().map(|row| Answers::of(wave, row - line + item)).collect();
        let everyone = Answers::of(wave, item);
        let count = everyone.count.checked_sub(groups.iter().map(|own| own.count).sum())?;
        let sum = groups.iter().fold(everyone.sum, |sum, own| sum - &own.sum);
        groups.push(Answers { count, sum });
        Some(groups)
    };
    wave.items[line].iter().map(of_item).collect()
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
