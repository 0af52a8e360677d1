//! Which groups add up to which: what a reader can subtract from what.

use std::collections::{BTreeMap, BTreeSet};

use super::families::{Family, Hierarchy, Values, families, values};
use crate::definition::{Definition, Rule, TargetKey};
use crate::segment::Cut;
use crate::tally::{Cohort, CohortKey, SetKey, Shape, Tally};
use crate::target::items;

/// The tables of a run, all together.
///
/// A group is a segment, numbered as in the run (0 is everyone), or what a
/// family of segments leaves over, numbered after the segments: respondents
/// without a value, where no segment lists them.
#[derive(Debug, Clone)]
pub(crate) struct Tables {
    /// How many of the groups are segments.
    pub(crate) listed: usize,
    /// The groups.
    pub(crate) groups: Vec<Group>,
    /// Cohorts, merged over what no table tells apart.
    pub(crate) atoms: Vec<Atom>,
    /// For each line of a segment, the lines of the items it is made of; an
    /// item has none.
    pub(crate) items: Vec<Vec<usize>>,
    /// Tables of wider units before those of the units in them.
    pub(crate) tables: Vec<Table>,
}

/// A group of respondents.
#[derive(Debug, Clone, Default)]
pub(crate) struct Group {
    /// Its atoms, ascending.
    pub(crate) atoms: Vec<usize>,
    /// Its respondents.
    pub(crate) respondents: u64,
    /// How many attributes it is a value of.
    pub(crate) attributes: usize,
    /// How many attributes are above those.
    pub(crate) depth: usize,
}

/// Respondents whom no table tells apart.
#[derive(Debug, Clone)]
pub(crate) struct Atom {
    /// How many they are.
    pub(crate) respondents: u64,
    /// By line: how many of them are in its score.
    pub(crate) answered: Vec<u64>,
}

/// Cells in rows and columns. Row and column sums, and the total, are groups
/// too where a family lists them. A table of one attribute is one column
/// whose rows have no sums of their own.
#[derive(Debug, Clone)]
pub(crate) struct Table {
    /// The group that all cells add up to.
    pub(crate) total: Option<usize>,
    /// The group that each row adds up to.
    pub(crate) rows: Vec<Option<usize>>,
    /// The group that each column adds up to.
    pub(crate) columns: Vec<Option<usize>>,
    /// The cells that somebody is in; no respondent is in two.
    pub(crate) cells: Vec<Cell>,
}

/// The respondents that a table has of a group: all of them, unless the group
/// is a unit in several wider ones.
#[derive(Debug, Clone)]
pub(crate) struct Cell {
    /// Where its row is in the table.
    pub(crate) row: usize,
    /// Where its column is in the table.
    pub(crate) column: usize,
    /// The group.
    pub(crate) group: usize,
    /// The atoms of the group that are in this table.
    pub(crate) atoms: Vec<usize>,
    /// Respondents in those.
    pub(crate) respondents: u64,
}

impl Tables {
    /// Works out the tables of these segments, of which the first is everyone.
    /// `keys` are the lines of a segment.
    pub(super) fn new(definition: &Definition, tally: &Tally, cuts: &[Cut], keys: &[TargetKey]) -> Self {
        let shape = tally.shape();
        let hierarchy = Hierarchy::new(definition, shape);
        let mut families = families(&hierarchy, cuts);
        let lines: Vec<Scored> = keys.iter().map(|&key| Scored::new(shape, definition.score.rule, key)).collect();
        let (own, atoms) = atoms(tally, cuts, &families, &lines);
        let everyone = Group { atoms: (0..atoms.len()).collect(), ..Group::default() };
        let mut groups = vec![everyone];
        groups.resize(cuts.len(), Group::default());
        for family in &mut families {
            for (atom, key) in own.iter().enumerate() {
                let group = *family.groups.entry(values(key, &family.places)).or_insert(groups.len());
                if group == groups.len() {
                    groups.push(Group::default());
                }
                groups[group].atoms.push(atom);
            }
            for &group in family.groups.values() {
                (groups[group].attributes, groups[group].depth) = (family.places.len(), family.depth);
            }
        }
        for group in &mut groups {
            group.respondents = group.atoms.iter().map(|&atom| atoms[atom].respondents).sum();
        }
        let maker = Maker { hierarchy: &hierarchy, families: &families, own: &own, atoms: &atoms };
        let tables = families.iter().flat_map(|family| maker.tables(family)).collect();
        let place =
            |&item: &usize| keys.iter().position(|&key| key == TargetKey::Item(shape.codebook.items[item].item));
        let items = |line: &Scored| match line.set {
            Some(_) => line.items.iter().filter_map(place).collect(),
            None => Vec::new(),
        };
        Self { listed: cuts.len(), groups, atoms, items: lines.iter().map(items).collect(), tables }
    }
}

/// The atoms of everyone, each with the key of one of its cohorts.
fn atoms<'a>(
    tally: &'a Tally,
    cuts: &'a [Cut],
    families: &[Family<'_>],
    lines: &[Scored],
) -> (Vec<&'a CohortKey>, Vec<Atom>) {
    let used: BTreeSet<usize> = families.iter().flat_map(|family| family.places.iter().copied()).collect();
    let used: Vec<usize> = used.into_iter().collect();
    let mut atoms: BTreeMap<Values<'a>, (&'a CohortKey, Atom)> = BTreeMap::new();
    let everyone = cuts.iter().take(1).flat_map(|everyone| everyone.cohorts(tally));
    for (key, cohort) in everyone.filter(|(_, cohort)| cohort.respondents > 0) {
        let nobody = || Atom { respondents: 0, answered: vec![0; lines.len()] };
        let (_, atom) = atoms.entry(values(key, &used)).or_insert_with(|| (key, nobody()));
        atom.respondents += cohort.respondents;
        for (mine, line) in atom.answered.iter_mut().zip(lines) {
            *mine += line.count(tally.shape(), cohort);
        }
    }
    atoms.into_values().unzip()
}

/// What tables are made with.
struct Maker<'a> {
    hierarchy: &'a Hierarchy<'a>,
    families: &'a [Family<'a>],
    /// A key of each atom.
    own: &'a [&'a CohortKey],
    atoms: &'a [Atom],
}

/// How tables lie: places of the shape whose values make the whole, the rows
/// and the columns, and those whose groups are sums of rows and of columns.
struct Layout<'a> {
    whole: Vec<usize>,
    lines: [&'a [usize]; 2],
    sums: [Option<Vec<usize>>; 2],
}

impl Maker<'_> {
    /// The tables whose cells are the groups of a family.
    ///
    /// - One attribute: the units in each unit of the nearest listed attribute
    ///   above it, or in everyone.
    /// - Two: rows by columns of everyone; and within every unit above, where
    ///   the cross of that unit with the other attribute is listed too.
    /// - More: as parts of everyone and of every family it refines.
    fn tables(&self, family: &Family<'_>) -> Vec<Table> {
        match family.places.as_slice() {
            &[own] => {
                let above = self.hierarchy.above(own).into_iter().find(|&above| self.is_listed(&[above]));
                self.one_way(family, above.as_slice())
            }
            &[row, column] => {
                let above = |own: usize, other: usize| {
                    let above = self.hierarchy.above(own).into_iter();
                    above.filter(|&above| above != other).find(|&above| self.is_listed(&[above, other]))
                };
                let (above_row, above_column) = (above(row, column), above(column, row));
                let mut within = vec![(above_row, above_column), (above_row, None), (None, above_column), (None, None)];
                within.dedup();
                within.into_iter().flat_map(|above| self.two_way(family, row, column, above)).collect()
            }
            places => {
                let refines =
                    |wide: &usize| places.iter().any(|own| own == wide || self.hierarchy.above(*own).contains(wide));
                let is_wider = |other: &&Family<'_>| other.places != places && other.places.iter().all(refines);
                let wider = self.families.iter().filter(is_wider).map(|other| other.places.as_slice());
                std::iter::once(&[] as &[usize]).chain(wider).flat_map(|whole| self.one_way(family, whole)).collect()
            }
        }
    }

    /// The groups of a family as parts of each group of wider places.
    fn one_way(&self, family: &Family<'_>, whole: &[usize]) -> Vec<Table> {
        let layout = Layout { whole: whole.to_vec(), lines: [&family.places, &[]], sums: [None, Some(whole.to_vec())] };
        self.within_each(family, &layout)
    }

    /// The groups of a family of two as cells, within each group of the places
    /// above its row and column attribute.
    fn two_way(
        &self,
        family: &Family<'_>,
        row: usize,
        column: usize,
        (above_row, above_column): (Option<usize>, Option<usize>),
    ) -> Vec<Table> {
        let with = |own: usize, above: Option<usize>| Some(std::iter::once(own).chain(above).collect());
        let layout = Layout {
            whole: above_row.into_iter().chain(above_column).collect(),
            lines: [&[row], &[column]],
            sums: [with(row, above_column), with(column, above_row)],
        };
        self.within_each(family, &layout)
    }

    fn within_each(&self, family: &Family<'_>, layout: &Layout<'_>) -> Vec<Table> {
        let mut wholes: BTreeMap<Values<'_>, Vec<usize>> = BTreeMap::new();
        for (atom, key) in self.own.iter().enumerate() {
            wholes.entry(values(key, &layout.whole)).or_default().push(atom);
        }
        wholes.into_values().map(|atoms| self.table(family, layout, &atoms)).collect()
    }

    /// The table of some atoms, which all are in one whole.
    fn table(&self, family: &Family<'_>, layout: &Layout<'_>, atoms: &[usize]) -> Table {
        let mut cells: BTreeMap<[Values<'_>; 2], Vec<usize>> = BTreeMap::new();
        for &atom in atoms {
            cells.entry(layout.lines.map(|places| values(self.own[atom], places))).or_default().push(atom);
        }
        let lines = [0, 1].map(|line| {
            let mut first: BTreeMap<&Values<'_>, usize> = BTreeMap::new();
            for (values, atoms) in &cells {
                first.entry(&values[line]).or_insert(atoms[0]);
            }
            let sum = |&atom: &usize| self.group(layout.sums[line].as_ref()?, atom);
            let sums: Vec<Option<usize>> = first.values().map(sum).collect();
            (first.into_keys().cloned().zip(0..).collect::<BTreeMap<_, usize>>(), sums)
        });
        let cell = |(at, atoms): (&[Values<'_>; 2], &Vec<usize>)| {
            Some(Cell {
                row: *lines[0].0.get(&at[0])?,
                column: *lines[1].0.get(&at[1])?,
                group: *family.groups.get(&values(self.own[atoms[0]], &family.places))?,
                respondents: atoms.iter().map(|&atom| self.atoms[atom].respondents).sum(),
                atoms: atoms.clone(),
            })
        };
        let total = atoms.first().and_then(|&atom| self.group(&layout.whole, atom));
        let cells = cells.iter().filter_map(cell).collect();
        let [(_, rows), (_, columns)] = lines;
        Table { total, rows, columns, cells }
    }

    fn is_listed(&self, places: &[usize]) -> bool {
        places.is_empty() || self.family(places).is_some()
    }

    /// The group that an atom is in by the values of some places, where they are
    /// listed; by those of none it is everyone.
    fn group(&self, places: &[usize], atom: usize) -> Option<usize> {
        if places.is_empty() {
            return Some(0);
        }
        let family = self.family(places)?;
        family.groups.get(&values(self.own[atom], &family.places)).copied()
    }

    fn family(&self, places: &[usize]) -> Option<&Family<'_>> {
        let places: BTreeSet<usize> = places.iter().copied().collect();
        self.families.iter().find(|family| family.places.iter().eq(&places))
    }
}

/// What a line counts of a cohort.
struct Scored {
    /// Places of its items.
    items: Vec<usize>,
    /// Place of its set, where it is a composite.
    set: Option<usize>,
    /// Whether only respondents who answered enough of it are in its score.
    eligible: bool,
}

impl Scored {
    fn new(shape: &Shape, rule: Rule, key: TargetKey) -> Self {
        let set = match key {
            TargetKey::Overall => shape.set(SetKey::Overall),
            TargetKey::Category(index) => shape.set(SetKey::Category(index)),
            TargetKey::Item(_) => None,
        };
        Self { items: items(shape, key), set, eligible: rule == Rule::RespondentMean }
    }

    /// Respondents in its score.
    fn count(&self, shape: &Shape, cohort: &Cohort) -> u64 {
        match self.set {
            Some(set) => {
                let counts = cohort.sets[set].iter().filter(|(answered, _)| answered.eligible || !self.eligible);
                counts.map(|(_, moments)| moments.respondents).sum()
            }
            None => self.items.iter().flat_map(|&item| cohort.points(shape, item)).sum(),
        }
    }
}
