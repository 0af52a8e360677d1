//! Cuts of few answers: the maths of one weighted graph.
//!
//! Maximum-adjacency orders (Nagamochi & Ibaraki 1992; Stoer & Wagner 1997):
//! nodes are taken one by one, always the one with the heaviest edges to those
//! already taken. In every beginning of that order, all cuts between its last
//! two nodes weigh at least what the edges of the last node to the others do.
//! So where those weigh enough, the two are on one side of every light cut and
//! can be joined; and the last node of all, where its edges weigh too little,
//! is a light cut by itself.

use std::collections::{BTreeMap, BinaryHeap};

/// An edge: two nodes and its weight.
pub(super) type Edge = (usize, usize, u64);

/// Sets of nodes that were joined.
#[derive(Debug, Clone)]
pub(super) struct Joined(Vec<usize>);

impl Joined {
    /// Each node by itself.
    pub(super) fn new(nodes: usize) -> Self {
        Self((0..nodes).collect())
    }

    /// The node that stands for all those joined with this one.
    pub(super) fn of(&self, mut node: usize) -> usize {
        while self.0[node] != node {
            node = self.0[node];
        }
        node
    }

    pub(super) fn join(&mut self, one: usize, other: usize) {
        let (one, other) = (self.of(one), self.of(other));
        self.0[one.max(other)] = one.min(other);
    }
}

/// Returns one side of a cut of a connected component that weighs less than
/// `least`, as a flag by node; nothing where there is none. The other side is
/// the rest of the component.
pub(super) fn light_cut(nodes: usize, edges: &[Edge], least: u64) -> Option<Vec<bool>> {
    let mut joined = Joined::new(nodes);
    for &(one, other, _) in edges.iter().filter(|edge| edge.2 >= least) {
        joined.join(one, other);
    }
    loop {
        let neighbours = neighbours(edges, &joined);
        if neighbours.is_empty() {
            return None;
        }
        let mut taken = vec![false; nodes];
        for &start in neighbours.keys() {
            if !taken[start]
                && let Some(last) = join_or_cut(start, &neighbours, &mut taken, &mut joined, least)
            {
                return Some((0..nodes).map(|node| joined.of(node) == last).collect());
            }
        }
    }
}

/// What is next to each node that is left, with the weights of the edges added up.
fn neighbours(edges: &[Edge], joined: &Joined) -> BTreeMap<usize, BTreeMap<usize, u64>> {
    let mut neighbours: BTreeMap<usize, BTreeMap<usize, u64>> = BTreeMap::new();
    for &(one, other, weight) in edges {
        let (one, other) = (joined.of(one), joined.of(other));
        if one != other {
            *neighbours.entry(one).or_default().entry(other).or_default() += weight;
            *neighbours.entry(other).or_default().entry(one).or_default() += weight;
        }
    }
    neighbours
}

/// Takes a component in order, and joins the pairs of it that no light cut
/// parts. Returns the last node where it is a light cut: then nothing that it
/// stands for was joined on the way.
fn join_or_cut(
    start: usize,
    neighbours: &BTreeMap<usize, BTreeMap<usize, u64>>,
    taken: &mut [bool],
    joined: &mut Joined,
    least: u64,
) -> Option<usize> {
    let mut weights: BTreeMap<usize, u64> = BTreeMap::new();
    let mut heap = BinaryHeap::from([(0, std::cmp::Reverse(start))]);
    let mut order: Vec<(usize, u64)> = Vec::new();
    while let Some((weight, std::cmp::Reverse(node))) = heap.pop() {
        if std::mem::replace(&mut taken[node], true) {
            continue;
        }
        order.push((node, weight));
        for (&next, &more) in neighbours.get(&node).into_iter().flatten() {
            let weight = weights.entry(next).or_default();
            *weight += more;
            heap.push((*weight, std::cmp::Reverse(next)));
        }
    }
    let &(last, weight) = order.last()?;
    if weight < least {
        return Some(last);
    }
    for pair in order.windows(2).filter(|pair| pair[1].1 >= least) {
        joined.join(pair[0].0, pair[1].0);
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The lightest cut of any component, over all sets of nodes.
    fn by_hand(nodes: usize, edges: &[Edge]) -> Option<u64> {
        let cut = |set: usize| -> u64 {
            edges.iter().filter(|(one, other, _)| (set >> one & 1) != (set >> other & 1)).map(|edge| edge.2).sum()
        };
        (0..1 << nodes).map(cut).filter(|&weight| weight > 0).min()
    }

    #[test]
    fn a_light_cut_is_found_where_there_is_one() {
        let mut state = 2025_u64;
        let mut random = |below: u64| {
            state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            (state >> 33) % below
        };
        let mut found = 0;
        for round in 0..3000 {
            let nodes = 2 + random(6) as usize;
            let edges: Vec<Edge> = (0..random(12))
                .map(|_| (random(nodes as u64) as usize, random(nodes as u64) as usize, 1 + random(6)))
                .filter(|(one, other, _)| one != other)
                .collect();
            let lightest = by_hand(nodes, &edges);
            for least in 1..9 {
                let side = light_cut(nodes, &edges, least);
                assert_eq!(side.is_some(), lightest.is_some_and(|weight| weight < least), "round {round} {edges:?}");
                let Some(side) = side else { continue };
                let crossing = edges.iter().filter(|(one, other, _)| side[*one] != side[*other]);
                let weight: u64 = crossing.map(|edge| edge.2).sum();
                assert!(weight > 0 && weight < least, "round {round} {edges:?}");
                found += 1;
            }
        }
        assert!(found > 1000);
    }
}
