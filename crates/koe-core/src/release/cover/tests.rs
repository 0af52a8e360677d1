use super::*;
use crate::findings::{Atom, Cell, Group, Table};

const LEAST: u64 = 5;

/// Of the random tables; told where one fails.
const SEED: u64 = 1988;

/// Tables over atoms given by how many are asked and how many answered; groups by their atoms, of which the
/// first is everyone.
struct Made(Tables);

impl Made {
    fn new(items: Vec<Vec<usize>>, atoms: &[&[(u64, u64)]]) -> Self {
        let answered = |lines: &[(u64, u64)]| lines.iter().map(|(_, answered)| *answered).collect();
        let atoms = atoms.iter().map(|own| Atom { respondents: own[0].0, answered: answered(own) }).collect();
        let mut made = Self(Tables { listed: 0, groups: Vec::new(), atoms, items, tables: Vec::new() });
        made.group(0, (0..made.0.atoms.len()).collect());
        made
    }

    fn group(&mut self, attributes: usize, atoms: Vec<usize>) -> usize {
        let respondents = atoms.iter().map(|&atom| self.0.atoms[atom].respondents).sum();
        self.0.groups.push(Group { atoms, respondents, attributes, depth: 0 });
        self.0.listed = self.0.groups.len();
        self.0.listed - 1
    }

    fn cell(&self, row: usize, column: usize, group: usize) -> Cell {
        let Group { atoms, respondents, .. } = self.0.groups[group].clone();
        Cell { row, column, group, atoms, respondents }
    }

    /// A table of one attribute: each atom of a group as a group.
    fn divided(&mut self, total: usize, parts: &[Vec<usize>]) -> Vec<usize> {
        let groups: Vec<usize> = parts.iter().map(|atoms| self.group(1, atoms.clone())).collect();
        let cells = groups.iter().enumerate().map(|(row, &group)| self.cell(row, 0, group)).collect();
        let rows = vec![None; groups.len()];
        self.0.tables.push(Table { total: Some(total), rows, columns: vec![Some(total)], cells });
        groups
    }

    fn withheld(&self) -> Vec<Vec<bool>> {
        withheld(&self.0, LEAST).rows
    }

    /// Groups whose only line is withheld.
    fn groups(&self) -> Vec<usize> {
        let withheld = self.withheld();
        (0..withheld.len()).filter(|&group| withheld[group][0]).collect()
    }
}

/// One table of everyone; the parts are groups 1, 2, 3…
fn one_table(items: Vec<Vec<usize>>, parts: &[&[(u64, u64)]]) -> Made {
    let mut made = Made::new(items, parts);
    made.divided(0, &(0..parts.len()).map(|atom| vec![atom]).collect::<Vec<_>>());
    made
}

/// The groups withheld of a table of one item.
fn of_sizes(sizes: &[u64]) -> Vec<usize> {
    let parts: Vec<[(u64, u64); 1]> = sizes.iter().map(|&size| [(size, size)]).collect();
    let parts: Vec<&[(u64, u64)]> = parts.iter().map(<[_; 1]>::as_slice).collect();
    one_table(vec![Vec::new()], &parts).groups()
}

#[test]
fn a_small_part_takes_the_smallest_shown_one_with_it() {
    assert_eq!(of_sizes(&[4, 6, 7, 90]), [1, 2]);
    assert_eq!(of_sizes(&[1, 3, 6, 7]), [1, 2, 3], "1 + 3 are under 5");
}

#[test]
fn small_parts_of_five_together_hide_each_other() {
    assert_eq!(of_sizes(&[1, 4, 7]), [1, 2]);
    assert_eq!(of_sizes(&[5, 6, 7]), [] as [usize; 0]);
}

#[test]
fn a_part_that_nobody_is_in_hides_nothing() {
    assert_eq!(of_sizes(&[0, 4, 6, 7]), [2, 3]);
    assert_eq!(of_sizes(&[0, 7]), [] as [usize; 0]);
}

#[test]
fn everything_is_withheld_where_nothing_else_is_left() {
    assert_eq!(of_sizes(&[3, 6]), [1, 2]);
    assert_eq!(of_sizes(&[2, 2]), [0, 1, 2]);
}

/// Three of 30 answered: few hide behind few, however many were asked.
#[test]
fn a_part_of_few_answers_weighs_its_answers() {
    let parts: [&[(u64, u64)]; 3] = [&[(30, 3)], &[(40, 1)], &[(50, 50)]];
    assert_eq!(one_table(vec![Vec::new()], &parts).groups(), [1, 2, 3]);
}

/// Two parts of three people under a known total, one answer among them: six
/// people, but everyone less the large part is that answer.
#[test]
fn a_blank_hides_nobody() {
    let parts: [&[(u64, u64)]; 4] = [&[(30, 30)], &[(3, 1)], &[(3, 0)], &[(40, 40)]];
    assert_eq!(one_table(vec![Vec::new()], &parts).groups(), [1, 2]);
    let enough: [&[(u64, u64)]; 3] = [&[(30, 30)], &[(4, 3)], &[(3, 2)]];
    assert_eq!(one_table(vec![Vec::new()], &enough).groups(), [2, 3]);
}

/// Parts of 20, 9, 4, nobody of 3, and 30; and columns 20 + 9 and 4 + 0 + 30: the
/// second column less 30 is four people, who are not hidden by the three.
#[test]
fn what_nobody_answered_is_known() {
    let sizes: [&[(u64, u64)]; 5] = [&[(20, 20)], &[(9, 9)], &[(4, 4)], &[(3, 0)], &[(30, 30)]];
    let mut made = Made::new(vec![Vec::new()], &sizes);
    assert_eq!(made.divided(0, &(0..5).map(|atom| vec![atom]).collect::<Vec<_>>()), [1, 2, 3, 4, 5]);
    assert_eq!(made.divided(0, &[vec![0, 1], vec![2, 3, 4]]), [6, 7]);
    // 9 is withheld to hide 4, and is the first column less 20.
    assert_eq!(made.groups(), [1, 2, 3, 5]);
}

/// A score of both items; the second applies to nobody of the last group.
#[test]
fn a_composite_is_shown_where_all_its_items_are() {
    let parts: [&[(u64, u64)]; 4] = [
        &[(20, 20), (20, 20), (3, 3)],
        &[(21, 21), (21, 21), (8, 8)],
        &[(22, 22), (22, 22), (9, 9)],
        &[(23, 23), (23, 23), (0, 0)],
    ];
    let made = one_table(vec![vec![1, 2], Vec::new(), Vec::new()], &parts);
    let Withheld { rows, for_others } = withheld(&made.0, LEAST);
    assert_eq!(rows[1..3], [[true, false, true]; 2], "the small one and its cover");
    assert_eq!(rows[3..], [[false; 3]; 2]);
    assert_eq!(rows[0], [false; 3]);
    assert_eq!(for_others[1..3], [[true, false, false], [true, false, true]]);
}

#[test]
fn the_units_of_a_withheld_unit_are_withheld() {
    let sizes: [&[(u64, u64)]; 6] = [&[(2, 2)], &[(2, 2)], &[(9, 9)], &[(11, 11)], &[(10, 10)], &[(20, 20)]];
    let mut made = Made::new(vec![Vec::new()], &sizes);
    assert_eq!(made.divided(0, &[vec![0, 1], vec![2, 3], vec![4, 5]]), [1, 2, 3]);
    assert_eq!(made.divided(2, &[vec![2], vec![3]]), [4, 5]);
    assert_eq!(made.divided(3, &[vec![4], vec![5]]), [6, 7]);
    assert_eq!(made.groups(), [1, 2, 4, 5]);
}

/// Two attributes that nearly coincide: each table is safe by itself, but the
/// group of 4 is one shown group less another.
#[test]
fn what_two_tables_give_away_together_is_withheld() {
    let sizes: [&[(u64, u64)]; 4] = [&[(4, 4)], &[(3, 3)], &[(20, 20)], &[(30, 30)]];
    let mut made = Made::new(vec![Vec::new()], &sizes);
    // Units 4 | 3 | 20 | 30, and areas 4 + 20 | 3 + 30: 4 is the first area less the third unit.
    assert_eq!(made.divided(0, &[vec![0], vec![1], vec![2], vec![3]]), [1, 2, 3, 4]);
    assert_eq!(made.divided(0, &[vec![0, 2], vec![1, 3]]), [5, 6]);
    let withheld = made.groups();
    assert!(withheld.starts_with(&[1, 2]) && withheld.len() > 2, "{withheld:?}");
    assert!(!given_away(&made.0, &withheld));
}

/// Rows are groups 1…, columns come after them, then the cells row by row.
fn cross(sizes: &[Vec<u64>]) -> Made {
    let (rows, columns) = (sizes.len(), sizes[0].len());
    let atoms: Vec<[(u64, u64); 1]> = sizes.iter().flatten().map(|&size| [(size, size)]).collect();
    let atoms: Vec<&[(u64, u64)]> = atoms.iter().map(<[_; 1]>::as_slice).collect();
    let mut made = Made::new(vec![Vec::new()], &atoms);
    let line = |atom: &dyn Fn(usize) -> usize, n: usize| (0..n).map(atom).collect::<Vec<usize>>();
    let of_rows: Vec<Vec<usize>> = (0..rows).map(|row| line(&|column| row * columns + column, columns)).collect();
    let of_columns: Vec<Vec<usize>> = (0..columns).map(|column| line(&|row| row * columns + column, rows)).collect();
    let of_rows = made.divided(0, &of_rows);
    let of_columns = made.divided(0, &of_columns);
    let mut cells = Vec::new();
    for (atom, &size) in sizes.iter().flatten().enumerate() {
        let group = made.group(2, vec![atom]);
        if size > 0 {
            cells.push(made.cell(atom / columns, atom % columns, group));
        }
    }
    let some = |groups: Vec<usize>| groups.into_iter().map(Some).collect();
    made.0.tables.push(Table { total: Some(0), rows: some(of_rows), columns: some(of_columns), cells });
    made
}

/// The table of Cox (1980, "Suppression methodology and statistical disclosure
/// control") is of this kind: every row and column has two hidden cells, and one
/// subtraction still gives a cell back. Here rows 1 + 2 less columns 1 + 2 do:
/// the cells hidden are a cycle, a cycle and the one cell between them.
#[test]
fn one_subtraction_recovers_a_cell_of_a_textbook_table() {
    let sizes = [vec![3, 9, 20, 20], vec![8, 7, 2, 20], vec![20, 20, 9, 8], vec![20, 20, 7, 6]];
    let hidden = [(0, 0), (0, 1), (1, 0), (1, 1), (1, 2), (2, 2), (2, 3), (3, 2), (3, 3)];
    let made = cross(&sizes);
    let cell = |(row, column): (usize, usize)| 9 + row * 4 + column;
    let hidden: Vec<usize> = hidden.into_iter().map(cell).collect();
    assert!(given_away(&made.0, &hidden), "the 2 in the middle is alone between two cycles");
    let withheld = made.groups();
    assert!(withheld.contains(&cell((0, 0))) && withheld.contains(&cell((1, 2))));
    assert!(withheld.iter().all(|&group| group >= 9), "no sum is withheld: {withheld:?}");
    assert!(!given_away(&made.0, &withheld));
}

/// Of every table, each set of withheld cells of fewer than t people: none is a
/// combination of what is shown.
#[test]
fn no_small_sum_of_a_small_table_is_given_away() {
    let mut state = SEED;
    let mut random = |below: u64| {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (state >> 33) % below
    };
    let (mut hiding, mut showing) = (0, 0);
    for _ in 0..400 {
        let (rows, columns) = (1 + random(4), 1 + random(4));
        let sizes: Vec<Vec<u64>> = (0..rows).map(|_| (0..columns).map(|_| random(7)).collect()).collect();
        let made = cross(&sizes);
        let withheld = made.groups();
        assert!(!given_away(&made.0, &withheld), "seed {SEED}, {sizes:?}: {withheld:?}");
        hiding += usize::from(!withheld.is_empty());
        showing += usize::from(!withheld.contains(&0));
    }
    assert!(hiding > 300 && showing > 300, "{hiding} {showing}");
}

/// Says whether the shown groups give away a set of atoms of fewer than t
/// people that no shown group is, by trying all such sets.
fn given_away(tables: &Tables, withheld: &[usize]) -> bool {
    let shown = (0..tables.groups.len()).filter(|group| !withheld.contains(group));
    let mut known: Vec<Vec<i128>> = Vec::new();
    for group in shown {
        let row = reduced(&known, &indicator(tables, &tables.groups[group].atoms));
        if row.iter().any(|&value| value != 0) {
            known.push(row);
        }
    }
    let mut sets: Vec<(Vec<usize>, u64)> = vec![(Vec::new(), 0)];
    for (atom, own) in tables.atoms.iter().enumerate().filter(|(_, own)| own.respondents > 0) {
        let with = |(set, people): &(Vec<usize>, u64)| ([set.as_slice(), &[atom]].concat(), people + own.respondents);
        let more: Vec<_> = sets.iter().map(with).filter(|(_, people)| *people < LEAST).collect();
        sets.extend(more);
    }
    let is_known = |set: &[usize]| reduced(&known, &indicator(tables, set)).iter().all(|&value| value == 0);
    sets.iter().any(|(set, _)| !set.is_empty() && is_known(set))
}

fn indicator(tables: &Tables, atoms: &[usize]) -> Vec<i128> {
    let is_in = |atom: usize| i128::from(atoms.contains(&atom) && tables.atoms[atom].respondents > 0);
    (0..tables.atoms.len()).map(is_in).collect()
}

/// A row less known ones, in whole numbers: cross-multiplied and cut by what
/// all have in common.
fn reduced(known: &[Vec<i128>], row: &[i128]) -> Vec<i128> {
    let mut row = row.to_vec();
    for known in known {
        let lead = known.iter().position(|&value| value != 0).expect("not empty");
        let (factor, own) = (row[lead], known[lead]);
        if factor != 0 {
            row = row.iter().zip(known).map(|(value, known)| value * own - known * factor).collect();
            let common = row.iter().fold(0_i128, |common, &value| num_integer::gcd(common, value)).max(1);
            row.iter_mut().for_each(|value| *value /= common);
        }
    }
    row
}
