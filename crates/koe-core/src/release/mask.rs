//! What the gate knows of one line: how many answered, never what.

use crate::findings::Tables;

/// Who answered a line, as the tables see them. Lines with equal masks are withheld alike.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Mask {
    /// By group: whom its row is about.
    pub(super) groups: Vec<Standing>,
    /// By table and cell: how many of the cell answered, as far as it matters
    /// whether they are at least t.
    pub(super) weights: Vec<Vec<u64>>,
    /// By atom: whether anybody in it answered.
    pub(super) answered: Vec<bool>,
}

/// How a group stands before anything is withheld to protect others.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Standing {
    /// Nobody answered: there is nothing to show, and nothing to hide.
    Nothing,
    /// At least t answered.
    Enough,
    /// 1 to t − 1 answered, or a table has so few of it.
    Small,
    /// A composite of an item that is withheld.
    OfWithheld,
}

impl Mask {
    /// The mask of one line. `of_withheld` says by group whether an item of the
    /// line is withheld.
    pub(super) fn new(tables: &Tables, line: usize, of_withheld: impl Fn(usize) -> bool, least: u64) -> Self {
        let count = |atoms: &[usize]| -> u64 { atoms.iter().map(|&atom| tables.atoms[atom].answered[line]).sum() };
        let mut groups: Vec<Standing> =
            tables.groups.iter().map(|group| standing(count(&group.atoms), least)).collect();
        let mut weights = Vec::new();
        for table in &tables.tables {
            let counts: Vec<u64> = table.cells.iter().map(|cell| count(&cell.atoms)).collect();
            for (cell, count) in table.cells.iter().zip(&counts) {
                if standing(*count, least) == Standing::Small {
                    groups[cell.group] = Standing::Small;
                }
            }
            weights.push(counts.into_iter().map(|count| count.min(least)).collect());
        }
        for (group, standing) in groups.iter_mut().enumerate() {
            if *standing != Standing::Nothing && of_withheld(group) {
                *standing = Standing::OfWithheld;
            }
        }
        let answered = tables.atoms.iter().map(|atom| atom.answered[line] > 0).collect();
        Self { groups, weights, answered }
    }

    /// What is withheld before anything is withheld to protect others.
    pub(super) fn withheld(&self) -> Vec<bool> {
        self.groups.iter().map(|own| matches!(own, Standing::Small | Standing::OfWithheld)).collect()
    }
}

fn standing(answered: u64, least: u64) -> Standing {
    match answered {
        0 => Standing::Nothing,
        _ if answered < least => Standing::Small,
        _ => Standing::Enough,
    }
}
