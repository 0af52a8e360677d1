use proptest::prelude::*;

use super::*;

/// What a way to merge comes to, lesser is better: groups in all (more is
/// better), large units merged, people merged.
type Cost = (Reverse<usize>, usize, u64);

fn cost(sizes: &[u64], least: u64, groups: &[Vec<usize>]) -> Cost {
    let merged: Vec<usize> = groups.concat();
    let alone = sizes.len() - merged.len();
    let large = merged.iter().filter(|&&unit| sizes[unit] >= least).count();
    (Reverse(alone + groups.len()), large, sum(sizes, &merged))
}

/// Every group and every unit that is left reaches the least; each unit is in
/// one group at most.
fn assert_sound(sizes: &[u64], least: u64, groups: &[Vec<usize>]) {
    let mut merged: Vec<usize> = groups.concat();
    assert!(
        groups.iter().all(|group| group.len() > 1 && sum(sizes, group) >= least && group.is_sorted()),
        "{groups:?}"
    );
    merged.sort_unstable();
    assert!(merged.windows(2).all(|pair| pair[0] < pair[1]), "{groups:?}");
    assert!((0..sizes.len()).all(|unit| sizes[unit] >= least || merged.contains(&unit)), "{groups:?}");
    assert!(groups.is_sorted());
}

/// The least cost of all partitions into groups that reach the least, one by one.
fn brute_force(sizes: &[u64], least: u64, is_line: bool) -> Option<Cost> {
    fn place(unit: usize, groups: &mut Vec<Vec<usize>>, sizes: &[u64], least: u64, is_line: bool) -> Option<Cost> {
        if unit == sizes.len() {
            let is_enough = groups.iter().all(|group| sum(sizes, group) >= least);
            let merged: Vec<Vec<usize>> = groups.iter().filter(|group| group.len() > 1).cloned().collect();
            return is_enough.then(|| cost(sizes, least, &merged));
        }
        let mut best = None;
        for at in 0..=groups.len() {
            if is_line && at + 1 < groups.len() {
                continue;
            }
            if at == groups.len() {
                groups.push(Vec::new());
            }
            groups[at].push(unit);
            let own = place(unit + 1, groups, sizes, least, is_line);
            best = [best, own].into_iter().flatten().min();
            groups[at].pop();
            if groups[at].is_empty() {
                groups.pop();
            }
        }
        best
    }
    place(0, &mut Vec::new(), sizes, least, is_line)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    /// Partitions of up to eight units, counted one by one.
    #[test]
    fn no_way_has_more_groups(sizes in prop::collection::vec(1..14_u64, 0..9), least in 3..11_u64) {
        for is_line in [false, true] {
            let search = if is_line { neighbours } else { anywhere };
            let found = search(&sizes, least);
            if let Some(groups) = &found {
                assert_sound(&sizes, least, groups);
            }
            let best = if sizes.is_empty() { Some((Reverse(0), 0, 0)) } else { brute_force(&sizes, least, is_line) };
            prop_assert_eq!(found.map(|groups| cost(&sizes, least, &groups)), best, "in a line: {}", is_line);
        }
    }

    /// Which unit is which does not change how many groups there are.
    #[test]
    fn the_order_of_units_changes_no_count(sizes in prop::collection::vec(1..10_u64, 0..40), least in 3..11_u64) {
        let mut sorted = sizes.clone();
        sorted.sort_unstable();
        let cost_of = |sizes: &[u64]| anywhere(sizes, least).map(|groups| cost(sizes, least, &groups));
        prop_assert_eq!(cost_of(&sizes), cost_of(&sorted));
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(40))]

    /// Past the limit of the exact search every group is still large enough.
    #[test]
    fn many_units_all_reach_the_least(sizes in prop::collection::vec(1..60_u64, 0..120), least in 3..60_u64) {
        for steps in [0, 500, 5_000] {
            match anywhere_within(&sizes, least, steps) {
                Some(groups) => assert_sound(&sizes, least, &groups),
                None => prop_assert!(sizes.iter().sum::<u64>() < least),
            }
        }
    }
}

#[test]
fn the_earliest_units_come_together() {
    // 20 respondents, groups of 10: two at most, each of 4 + 4 + 2.
    assert_eq!(anywhere(&[4, 4, 4, 4, 2, 2], 10), Some(vec![vec![0, 1, 4], vec![2, 3, 5]]));
    // Two groups of 3 + 3; who is left goes to the first of the two.
    assert_eq!(anywhere(&[3, 3, 3, 3, 1], 5), Some(vec![vec![0, 1, 4], vec![2, 3]]));
    assert_eq!(anywhere(&[9, 5, 7], 5), Some(Vec::new()));
}

#[test]
fn a_large_unit_is_taken_in_only_where_the_small_are_too_few() {
    assert_eq!(anywhere(&[8, 2, 6, 1], 5), Some(vec![vec![1, 2, 3]]), "the smallest of the large ones");
    assert_eq!(anywhere(&[8, 2, 6, 3], 5), Some(vec![vec![1, 3]]), "none is needed");
    assert_eq!(anywhere(&[2, 2], 5), None);
    assert_eq!(anywhere(&[4], 5), None);
    assert_eq!(anywhere(&[], 5), Some(Vec::new()));
}

#[test]
fn neighbours_stay_neighbours() {
    // 2 + 3 would do where anyone may join; here 9 stands between them.
    assert_eq!(anywhere(&[2, 9, 3], 5), Some(vec![vec![0, 2]]));
    assert_eq!(neighbours(&[2, 9, 3], 5), Some(vec![vec![0, 1, 2]]));
    assert_eq!(neighbours(&[2, 3, 9, 4, 6], 5), Some(vec![vec![0, 1], vec![3, 4]]), "6 is less than 9");
    assert_eq!(neighbours(&[1, 2], 5), None);
}
