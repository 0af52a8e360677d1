//! Sums of withheld cells in one table of rows and columns, with its sums.
//!
//! A reader subtracts the shown cells of each row and column from its sum:
//! what is left is, for every row and column with a known sum, the sum of its
//! withheld cells. Take rows and columns as nodes and withheld cells as edges.
//!
//! - Combinations of those sums are Σ p(row)·row sum − Σ q(column)·column sum:
//!   on the cell of a row and a column the factor is p − q. So a cell is missing
//!   from the combination exactly where p(row) = q(column), and the cells that are
//!   in it contain a cut: the edges between the nodes whose value is over some
//!   bound and the others.
//! - Conversely every cut of a connected component is such a combination: 1 on
//!   one side, 0 on the other.
//!
//! So no combination at all, with any signs, holds fewer than t valid answers
//! exactly where every cut of every component weighs at least t, a cell
//! weighing its valid answers; one without any is known, and no edge (Gusfield 1988, "A graph theoretic approach to
//! statistical data security", shows it for sums; for t = 2 it is the absence
//! of bridges).
//!
//! Sums that are not known. A row whose sum is withheld or not listed has no
//! equation of its own; all such rows together have one, the total less the
//! known row sums. So they are one node; columns alike. Where the total is not
//! known either, those two nodes have no equation, and one of the equations of a
//! component follows from the others anyway: they are one node. A table of one
//! attribute is the case of one column and no row sums: two nodes, and one cut,
//! the sum of everything withheld.
//!
//! Where a cut is light, a cell more is withheld across it, or a way around
//! through other rows and columns: the one with the fewest cells, then
//! respondents; sums only where there is no way without. A shown cell has t
//! valid answers, so what it is added to never becomes light. There is always a
//! way: every sum of a withheld cell with an answer is shown, or not known, so
//! that the nodes it connects are one.

use std::cmp::Reverse;
use std::collections::BinaryHeap;

use super::mask::{Mask, Standing};
use super::min_cut::{Edge, Joined, light_cut};
use crate::findings::{Table, Tables};

/// What it takes to withhold a group more: sums last, what nobody lists first.
type Cost = (u32, u32, u64, usize);

/// One table under one mask.
pub(super) struct TwoWay<'a> {
    pub(super) tables: &'a Tables,
    pub(super) mask: &'a Mask,
    /// Number of the table.
    pub(super) table: usize,
    pub(super) least: u64,
}

/// A shown group that could be withheld: the nodes it would connect.
struct Choice {
    ends: (usize, usize),
    cost: Cost,
    group: Option<usize>,
}

impl TwoWay<'_> {
    /// Returns the groups to withhold more against the first light cut; nothing
    /// where there is none.
    pub(super) fn cover(&self, withheld: &[bool]) -> Option<Vec<usize>> {
        let nodes = self.table().rows.len() + self.table().columns.len() + 2;
        let joined = self.unknown_sums(withheld);
        let edges = self.edges(withheld, &joined);
        let side = light_cut(nodes, &edges, self.least)?;
        self.way_around(withheld, &edges, &joined, &side)
    }

    fn table(&self) -> &Table {
        &self.tables.tables[self.table]
    }

    /// The nodes that row sums and column sums add up in.
    fn corners(&self) -> (usize, usize) {
        let lines = self.table().rows.len() + self.table().columns.len();
        (lines, lines + 1)
    }

    /// The sums with the two nodes each connects: those of rows, of columns, and
    /// the total.
    fn sums(&self) -> impl Iterator<Item = (usize, usize, Option<usize>)> {
        let (table, (of_rows, of_columns)) = (self.table(), self.corners());
        let rows = table.rows.iter().enumerate().map(move |(row, sum)| (row, of_rows, *sum));
        let columns = table.columns.iter().enumerate();
        let columns = columns.map(move |(column, sum)| (table.rows.len() + column, of_columns, *sum));
        rows.chain(columns).chain(std::iter::once((of_rows, of_columns, table.total)))
    }

    fn unknown_sums(&self, withheld: &[bool]) -> Joined {
        let mut joined = Joined::new(self.corners().1 + 1);
        for (one, other, _) in self.sums().filter(|(.., sum)| sum.is_none_or(|group| withheld[group])) {
            joined.join(one, other);
        }
        joined
    }

    /// The cells with their weight and the nodes they connect.
    fn cells<'a>(&'a self, joined: &'a Joined) -> impl Iterator<Item = (&'a crate::findings::Cell, Edge)> {
        let table = self.table();
        table
            .cells
            .iter()
            .zip(&self.mask.weights[self.table])
            .map(|(cell, &weight)| (cell, (joined.of(cell.row), joined.of(table.rows.len() + cell.column), weight)))
    }

    fn edges(&self, withheld: &[bool], joined: &Joined) -> Vec<Edge> {
        let hidden = self.cells(joined).filter(|(cell, edge)| withheld[cell.group] && edge.2 > 0);
        hidden.map(|(_, edge)| edge).filter(|(one, other, _)| one != other).collect()
    }

    fn choices(&self, withheld: &[bool], joined: &Joined) -> Vec<Choice> {
        let is_shown = |group: usize| !withheld[group] && self.mask.groups[group] == Standing::Enough;
        let cells = self.cells(joined).filter(|(cell, edge)| is_shown(cell.group) && edge.2 > 0);
        let cells = cells.map(|(cell, (one, other, _))| {
            let cost = (0, u32::from(cell.group < self.tables.listed), cell.respondents, cell.group);
            Choice { ends: (one, other), cost, group: Some(cell.group) }
        });
        let sums = self.sums().filter_map(|(one, other, sum)| Some((one, other, sum.filter(|&sum| is_shown(sum))?)));
        let total = self.table().total;
        let sums = sums.map(|(one, other, sum)| {
            let last = if Some(sum) == total { 1000 } else { 1 };
            let cost = (last, 1, self.tables.groups[sum].respondents, sum);
            Choice { ends: (joined.of(one), joined.of(other)), cost, group: Some(sum) }
        });
        cells.chain(sums).collect()
    }

    /// The cheapest groups that connect the two sides of a cut by another way
    /// than the cells that are in it (Dijkstra).
    fn way_around(&self, withheld: &[bool], edges: &[Edge], joined: &Joined, side: &[bool]) -> Option<Vec<usize>> {
        let in_cut = |edge: &&Edge| side[edge.0] != side[edge.1];
        let own = |edge: &Edge| Choice { ends: (edge.0, edge.1), cost: (0, 0, 0, 0), group: None };
        let mut choices = self.choices(withheld, joined);
        choices.extend(edges.iter().filter(|edge| !in_cut(edge)).map(own));
        let nodes = side.len();
        let mut at: Vec<Vec<usize>> = vec![Vec::new(); nodes];
        for (number, choice) in choices.iter().enumerate() {
            at[choice.ends.0].push(number);
            at[choice.ends.1].push(number);
        }
        let others = component(nodes, edges, side);
        let mut best: Vec<Option<Cost>> = vec![None; nodes];
        let mut last: Vec<Option<usize>> = vec![None; nodes];
        let mut heap: BinaryHeap<Reverse<(Cost, usize, Option<usize>)>> =
            (0..nodes).filter(|&node| side[node]).map(|node| Reverse(((0, 0, 0, 0), node, None))).collect();
        while let Some(Reverse((cost, node, choice))) = heap.pop() {
            if best[node].is_some() {
                continue;
            }
            (best[node], last[node]) = (Some(cost), choice);
            if others[node] {
                return Some(back(&choices, &last, node));
            }
            for &number in &at[node] {
                let Choice { ends, cost: more, .. } = &choices[number];
                let next = if ends.0 == node { ends.1 } else { ends.0 };
                let sum = (cost.0 + more.0, cost.1 + more.1, cost.2 + more.2, cost.3 + more.3);
                heap.push(Reverse((sum, next, Some(number))));
            }
        }
        None
    }
}

/// The nodes that are connected with one side of a cut, and not in it.
fn component(nodes: usize, edges: &[Edge], side: &[bool]) -> Vec<bool> {
    let mut joined = Joined::new(nodes);
    edges.iter().for_each(|&(one, other, _)| joined.join(one, other));
    let own = (0..nodes).find(|&node| side[node] && edges.iter().any(|edge| edge.0 == node || edge.1 == node));
    (0..nodes).map(|node| !side[node] && own.is_some_and(|own| joined.of(own) == joined.of(node))).collect()
}

/// The groups on the way to a node.
fn back(choices: &[Choice], last: &[Option<usize>], mut node: usize) -> Vec<usize> {
    let mut groups = Vec::new();
    while let Some(number) = last[node] {
        let Choice { ends, group, .. } = &choices[number];
        groups.extend(*group);
        node = if ends.0 == node { ends.1 } else { ends.0 };
    }
    groups
}
