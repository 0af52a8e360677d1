//! What the gate knows of one line: who it applies to, and how many answered.
//! Counts only, never answers.

use crate::findings::{Count, Tables};

/// Respondents to whom a line applies, as the tables see them. Lines with equal
/// masks are withheld alike.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Mask {
    /// By group: whom its row is about.
    pub(super) groups: Vec<Standing>,
    /// By table and cell: how many respondents the cell helps to hide.
    pub(super) weights: Vec<Vec<u64>>,
    /// By atom: whether anybody in it is asked.
    pub(super) asked: Vec<bool>,
}

/// How a group stands before anything is withheld to protect others.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Standing {
    /// Nobody is asked: there is nothing to show.
    Empty,
    /// Nobody of at least t answered: there is nothing to show either, but a
    /// reader may know it.
    Unanswered,
    /// At least t are asked and answered.
    Enough,
    /// 1 to t − 1 are asked or answered, or a table has so few of it.
    Small,
    /// A composite of an item that is withheld.
    OfWithheld,
}

impl Mask {
    /// The mask of one line. `of_withheld` says by group whether an item of the
    /// line is withheld.
    pub(super) fn new(tables: &Tables, line: usize, of_withheld: impl Fn(usize) -> bool, least: u64) -> Self {
        let count = |atoms: &[usize]| {
            let mut sum = Count::default();
            atoms.iter().for_each(|&atom| sum.add(tables.atoms[atom].counts[line]));
            sum
        };
        let mut groups: Vec<Standing> =
            tables.groups.iter().map(|group| standing(count(&group.atoms), least)).collect();
        let mut weights = Vec::new();
        for table in &tables.tables {
            let counts: Vec<Count> = table.cells.iter().map(|cell| count(&cell.atoms)).collect();
            for (cell, count) in table.cells.iter().zip(&counts) {
                if standing(*count, least) == Standing::Small {
                    groups[cell.group] = Standing::Small;
                }
            }
            weights.push(counts.into_iter().map(|count| weight(count, least)).collect());
        }
        for (group, standing) in groups.iter_mut().enumerate() {
            if *standing != Standing::Empty && of_withheld(group) {
                *standing = Standing::OfWithheld;
            }
        }
        let asked = tables.atoms.iter().map(|atom| atom.counts[line].asked > 0).collect();
        Self { groups, weights, asked }
    }

    /// What is withheld before anything is withheld to protect others.
    pub(super) fn withheld(&self) -> Vec<bool> {
        self.groups.iter().map(|own| matches!(own, Standing::Small | Standing::OfWithheld)).collect()
    }
}

fn standing(count: Count, least: u64) -> Standing {
    match count {
        Count { asked: 0, .. } => Standing::Empty,
        Count { asked, .. } if asked < least => Standing::Small,
        Count { answered: 0, .. } => Standing::Unanswered,
        Count { answered, .. } if answered < least => Standing::Small,
        _ => Standing::Enough,
    }
}

/// How many a withheld cell helps to hide. Someone who left an item blank
/// counts; but where a few of many answered it was hardly for all of them, and
/// only those few do.
fn weight(count: Count, least: u64) -> u64 {
    let few = count.asked >= least && (1..least).contains(&count.answered);
    if few { count.answered } else { count.asked }
}
