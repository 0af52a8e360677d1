//! Which units to merge so that all reach a least size: as few merges as can be.
//!
//! Sizes stand in the order of the survey. What is returned are the units of each
//! new group, ascending; units that stay as they are are in none.

use std::cmp::Reverse;

use rustc_hash::FxHashMap;

/// Steps that the exact search may take: a second or so. Beyond it groups are
/// filled one after another, which may come to fewer.
const MOST_STEPS: usize = 200_000;

/// Merges units that may stand anywhere. Nothing where all together are too few.
///
/// The most groups come from the small units alone (bin covering), since two
/// units that are large enough are never put together. One of those is taken in
/// only where all small ones together are too few: the smallest.
pub(super) fn anywhere(sizes: &[u64], least: u64) -> Option<Vec<Vec<usize>>> {
    anywhere_within(sizes, least, MOST_STEPS)
}

fn anywhere_within(sizes: &[u64], least: u64, steps: usize) -> Option<Vec<Vec<usize>>> {
    let (mut small, large): (Vec<usize>, Vec<usize>) = (0..sizes.len()).partition(|&unit| sizes[unit] < least);
    if small.is_empty() {
        return Some(Vec::new());
    }
    if sum(sizes, &small) >= least {
        let mut groups = Cover::new(sizes, least, steps).exact(&small).unwrap_or_else(|| filled(sizes, least, &small));
        groups.sort();
        return Some(groups);
    }
    small.push(large.into_iter().min_by_key(|&unit| sizes[unit])?);
    small.sort_unstable();
    Some(vec![small])
}

/// Merges units of which only neighbours may come together. Nothing where all
/// together are too few.
pub(super) fn neighbours(sizes: &[u64], least: u64) -> Option<Vec<Vec<usize>>> {
    /// Groups, large units merged, people merged; of the units from one on.
    type Cost = (Reverse<usize>, usize, u64);
    let mut best: Vec<Option<(Cost, usize)>> = vec![None; sizes.len()];
    for from in (0..sizes.len()).rev() {
        for to in from + 1..=sizes.len() {
            let group = &sizes[from..to];
            let people: u64 = group.iter().sum();
            let rest = if to == sizes.len() { Some((Reverse(0), 0, 0)) } else { best[to].map(|(cost, _)| cost) };
            let Some((Reverse(groups), large, merged)) = rest.filter(|_| people >= least) else { continue };
            let own = if group.len() == 1 { (0, 0) } else { (group.iter().filter(|&&it| it >= least).count(), people) };
            let cost = (Reverse(groups + 1), large + own.0, merged + own.1);
            if best[from].is_none_or(|(known, _)| cost < known) {
                best[from] = Some((cost, to));
            }
        }
    }
    let mut groups = Vec::new();
    let mut from = 0;
    while from < sizes.len() {
        let (_, to) = best[from]?;
        groups.push((from..to).collect());
        from = to;
    }
    groups.retain(|group: &Vec<usize>| group.len() > 1);
    Some(groups)
}

fn sum(sizes: &[u64], units: &[usize]) -> u64 {
    units.iter().map(|&unit| sizes[unit]).sum()
}

/// How many units of each size, largest first.
type Counts = Vec<usize>;

/// The most groups that small units can make, exactly.
struct Cover<'a> {
    sizes: &'a [u64],
    least: u64,
    /// Sizes that occur, largest first.
    kinds: Vec<u64>,
    known: FxHashMap<Counts, usize>,
    /// Steps that are left.
    steps: usize,
}

impl<'a> Cover<'a> {
    fn new(sizes: &'a [u64], least: u64, steps: usize) -> Self {
        let mut kinds: Vec<u64> = sizes.iter().copied().filter(|&size| size < least).collect();
        kinds.sort_unstable_by_key(|&size| Reverse(size));
        kinds.dedup();
        Self { sizes, least, kinds, known: FxHashMap::default(), steps }
    }

    /// Makes the groups, the one with the first unit first, of the earliest units
    /// that leave enough for the others; nothing when the steps run out.
    fn exact(&mut self, small: &[usize]) -> Option<Vec<Vec<usize>>> {
        let mut rest = small.to_vec();
        let mut groups: Vec<Vec<usize>> = Vec::new();
        let most = self.most(self.counts(&rest))?;
        while groups.len() < most {
            let mut found = None;
            for group in self.with_first(&rest)? {
                let others: Vec<usize> = rest.iter().copied().filter(|unit| !group.contains(unit)).collect();
                if self.most(self.counts(&others))? + groups.len() + 1 >= most {
                    found = Some((group, others));
                    break;
                }
            }
            let (group, others) = found?;
            groups.push(group);
            rest = others;
        }
        Some(shared_out(self.sizes, groups, &rest))
    }

    fn counts(&self, units: &[usize]) -> Counts {
        let count = |kind: &u64| units.iter().filter(|&&unit| self.sizes[unit] == *kind).count();
        self.kinds.iter().map(count).collect()
    }

    /// Groups with the first unit that do not hold more others than they need,
    /// earliest first.
    fn with_first(&mut self, rest: &[usize]) -> Option<Vec<Vec<usize>>> {
        let (&first, others) = rest.split_first()?;
        let counts = self.counts(others);
        let mut groups: Vec<Vec<usize>> = Vec::new();
        for chosen in self.complements(&counts, self.least - self.sizes[first])? {
            let mut group = vec![first];
            for (kind, count) in self.kinds.iter().zip(chosen) {
                group.extend(others.iter().copied().filter(|&unit| self.sizes[unit] == *kind).take(count));
            }
            group.sort_unstable();
            groups.push(group);
        }
        groups.sort();
        Some(groups)
    }

    /// The most groups that so many units of each size can make.
    fn most(&mut self, mut counts: Counts) -> Option<usize> {
        self.steps = self.steps.checked_sub(1)?;
        // Two that come to the least exactly may always be a group: what any
        // other group gains by one of them, it gains by what replaces it.
        let mut groups = 0;
        for one in 0..self.kinds.len() {
            let Some(other) = self.kinds.iter().position(|&kind| kind + self.kinds[one] == self.least) else {
                continue;
            };
            let pairs = if one == other { counts[one] / 2 } else { counts[one].min(counts[other]) };
            counts[one] -= pairs;
            counts[other] -= pairs;
            groups += pairs;
        }
        let people: u64 = self.kinds.iter().zip(&counts).map(|(kind, &count)| kind * count as u64).sum();
        let bound = usize::try_from(people / self.least).ok()?;
        let Some(largest) = counts.iter().position(|&count| count > 0).filter(|_| bound > 0) else {
            return Some(groups);
        };
        if let Some(known) = self.known.get(&counts) {
            return Some(groups + known);
        }
        // The largest is in some group: it may stand for any other unit.
        let key = counts.clone();
        counts[largest] -= 1;
        let mut best = 0;
        for chosen in self.complements(&counts, self.least - self.kinds[largest])? {
            let others = counts.iter().zip(chosen).map(|(&count, taken)| count - taken).collect();
            best = best.max(1 + self.most(others)?);
            if best >= bound {
                break;
            }
        }
        self.known.insert(key, best);
        Some(groups + best)
    }

    /// All ways to take units that reach so much and would not without any one of
    /// them, those that reach the least first.
    fn complements(&mut self, counts: &Counts, needed: u64) -> Option<Vec<Counts>> {
        let mut found: Vec<(u64, Counts)> = Vec::new();
        let mut open: Vec<(usize, u64, Counts)> = vec![(0, 0, vec![0; counts.len()])];
        while let Some((from, reached, chosen)) = open.pop() {
            self.steps = self.steps.checked_sub(1)?;
            if reached >= needed {
                found.push((reached, chosen));
                continue;
            }
            // Largest first, so that the last one taken is the smallest.
            for kind in from..counts.len() {
                if chosen[kind] < counts[kind] {
                    let mut more = chosen.clone();
                    more[kind] += 1;
                    open.push((kind, reached + self.kinds[kind], more));
                }
            }
        }
        found.sort();
        Some(found.into_iter().map(|(_, chosen)| chosen).collect())
    }
}

/// Groups of the largest with the smallest that fill it up.
fn filled(sizes: &[u64], least: u64, small: &[usize]) -> Vec<Vec<usize>> {
    let mut by_size = small.to_vec();
    by_size.sort_by_key(|&unit| (Reverse(sizes[unit]), unit));
    let mut groups: Vec<Vec<usize>> = Vec::new();
    let mut rest = by_size.as_slice();
    while sum(sizes, rest) >= least {
        let Some((&largest, mut others)) = rest.split_first() else { break };
        let mut group = vec![largest];
        while sum(sizes, &group) < least
            && let Some((&smallest, before)) = others.split_last()
        {
            group.push(smallest);
            others = before;
        }
        groups.push(group);
        rest = others;
    }
    shared_out(sizes, groups, rest)
}

/// The groups with the units that are left over, each put to the smallest.
fn shared_out(sizes: &[u64], mut groups: Vec<Vec<usize>>, left: &[usize]) -> Vec<Vec<usize>> {
    for &unit in left {
        if let Some(group) = groups.iter_mut().min_by_key(|group| (sum(sizes, group), group.first().copied())) {
            group.push(unit);
        }
    }
    for group in &mut groups {
        group.sort_unstable();
    }
    groups
}

#[cfg(test)]
mod tests;
