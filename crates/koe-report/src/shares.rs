//! Whole per cent that add up: a bar of 100 parts whose favorable part is the
//! printed favorable share.

use koe_core::release::Row;
use koe_stats::{Decimal, Exact, ratio};

/// One point of a distribution as it is drawn and printed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Share {
    /// The point's scored value.
    pub(crate) point: i32,
    /// Answers.
    pub(crate) count: u64,
    /// Whole per cent; those of a bar add up to 100.
    pub(crate) percent: u32,
    /// Whether the answer counts as favorable.
    pub(crate) favorable: bool,
}

/// The narrowest part of a bar, in per cent, with its figure inside.
pub(crate) const INSIDE: u32 = 6;

/// The distribution of a row as whole per cent, lowest point first; the favorable
/// points are those of overall's scale, and say nothing of another one.
///
/// Rounded by largest remainder (Hamilton), so that the row adds up to 100, and
/// within the favorable and the other points apart, so that the favorable ones
/// add up to the favorable share as it is printed. Nothing where the row has no
/// distribution, or no answers in it.
pub(crate) fn shares(row: &Row, favorable: &[i32]) -> Option<Vec<Share>> {
    let counts = row.distribution.as_ref()?;
    let first = row.first_point?;
    let total: u64 = counts.iter().sum();
    if total == 0 {
        return None;
    }
    let mut shares: Vec<Share> = (first..)
        .zip(counts)
        .map(|(point, &count)| Share {
            point,
            count,
            percent: 0,
            favorable: row.comparable && favorable.contains(&point),
        })
        .collect();
    let liked: u64 = shares.iter().filter(|share| share.favorable).map(|share| share.count).sum();
    // A composite's share follows its rule, which need not be that of its answers.
    let printed = Decimal::round(&(ratio(liked, total) * ratio(100, 1)), 0);
    let whole = u32::try_from(printed.exact().to_integer()).unwrap_or(0).min(100);
    apportion(&mut shares, true, whole);
    apportion(&mut shares, false, 100 - whole);
    Some(shares)
}

/// Where the favorable part of a bar begins, in per cent: all points from there
/// on are favorable and those before are not. Nothing where it is no such part.
pub(crate) fn favorable_from(shares: &[Share]) -> Option<u32> {
    let before = shares.iter().take_while(|share| !share.favorable).count();
    let (before, liked) = shares.split_at(before);
    let whole = !before.is_empty() && !liked.is_empty() && liked.iter().all(|share| share.favorable);
    whole.then(|| before.iter().map(|share| share.percent).sum())
}

/// Points that have no room in a bar, and where in per cent their figure stands
/// under it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Under {
    pub(crate) at: u32,
    pub(crate) text: String,
    /// What the text takes, in per cent of the narrowest bar that is drawn.
    pub(crate) room: u32,
}

/// The figures under a bar, from the left: those that would touch are one.
pub(crate) fn under<'a>(
    shares: impl IntoIterator<Item = (u32, &'a Share)>,
    text: impl Fn(&[Share]) -> String,
) -> Vec<Under> {
    let mut groups: Vec<(u32, u32, Vec<Share>, Under)> = Vec::new();
    let set = |from: u32, to: u32, own: &[Share]| {
        let text = text(own);
        Under { at: (from + to) / 2, room: room(&text), text }
    };
    for (at, share) in shares {
        let (mut from, mut own) = (at, vec![*share]);
        let mut drawn = set(from, at, &own);
        while groups.last().is_some_and(|(.., last)| last.at + (last.room + drawn.room).div_ceil(2) > drawn.at) {
            if let Some((first, _, before, _)) = groups.pop() {
                from = first;
                own.splice(..0, before);
                drawn = set(from, at, &own);
            }
        }
        groups.push((from, at, own, drawn));
    }
    groups.into_iter().map(|(.., drawn)| drawn).collect()
}

/// A figure of 11 px and what parts it from the next: 3 of a hundred parts for a
/// digit, 5 for a full-width character.
fn room(text: &str) -> u32 {
    text.chars().map(|c| if c.is_ascii() { 3 } else { 5 }).sum::<u32>() + 1
}

/// The scales of rows with a distribution, each by its lowest point and the number
/// of its points, in the order of the rows.
pub(crate) fn scales<'a>(rows: impl Iterator<Item = &'a Row>) -> Vec<(i32, usize)> {
    let mut scales = Vec::new();
    for scale in rows.filter_map(|row| Some((row.first_point?, row.distribution.as_ref()?.len()))) {
        if !scales.contains(&scale) {
            scales.push(scale);
        }
    }
    scales
}

/// Deals `parts` out over the points of one kind by largest remainder; between
/// equal remainders the lower point goes first.
fn apportion(shares: &mut [Share], favorable: bool, parts: u32) {
    let total: u64 = shares.iter().filter(|share| share.favorable == favorable).map(|share| share.count).sum();
    if total == 0 {
        return;
    }
    let exact = |share: &Share| ratio(share.count, total) * ratio(parts, 1);
    let floor = |value: &Exact| u32::try_from(value.floor().to_integer()).unwrap_or(0);
    let mut rest: Vec<(Exact, usize)> = Vec::new();
    let mut dealt = 0;
    for (index, share) in shares.iter_mut().enumerate().filter(|(_, share)| share.favorable == favorable) {
        let value = exact(share);
        share.percent = floor(&value);
        dealt += share.percent;
        rest.push((value.clone() - value.floor(), index));
    }
    rest.sort_by(|a, b| b.0.cmp(&a.0).then(a.1.cmp(&b.1)));
    for (_, index) in rest.into_iter().take((parts - dealt) as usize) {
        shares[index].percent += 1;
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use koe_core::release::Row;

    fn percents(counts: &[u64], favorable: &[i32]) -> Vec<u32> {
        let row = Row { distribution: Some(counts.to_vec()), first_point: Some(1), comparable: true, ..Row::default() };
        shares(&row, favorable).unwrap().iter().map(|share| share.percent).collect()
    }

    #[test]
    fn parts_add_up_to_a_hundred_and_to_the_favorable_share() {
        // Exact: 16.67 each; favorable 33.33 prints 33, the others share 67.
        assert_eq!(percents(&[1; 6], &[5, 6]), [17, 17, 17, 16, 17, 16]);
        // 1/3 each: 33.33, and 66.67 prints 67.
        assert_eq!(percents(&[1, 1, 1], &[2, 3]), [33, 34, 33]);
        assert_eq!(percents(&[0, 0, 7], &[3]), [0, 0, 100]);
        assert_eq!(percents(&[7, 0, 0], &[3]), [100, 0, 0]);
        assert_eq!(percents(&[5, 3, 2], &[]), [50, 30, 20]);
    }

    #[test]
    fn a_row_on_another_scale_has_no_favorable_points() {
        let own = Row { distribution: Some(vec![1, 1, 1]), first_point: Some(1), comparable: true, ..Row::default() };
        let other = Row { comparable: false, first_point: Some(0), ..own.clone() };
        assert!(shares(&own, &[3]).unwrap()[2].favorable);
        assert!(shares(&other, &[2]).unwrap().iter().all(|share| !share.favorable));
        assert_eq!(scales([&own, &other, &own].into_iter()), [(1, 3), (0, 3)]);
    }

    #[test]
    fn a_point_that_is_not_empty_may_print_zero_and_is_still_counted() {
        let row =
            Row { distribution: Some(vec![1, 999, 1000]), first_point: Some(1), comparable: true, ..Row::default() };
        let first = shares(&row, &[3]).unwrap()[0];
        assert_eq!((first.percent, first.count), (0, 1));
    }

    #[test]
    fn the_favorable_part_begins_where_all_points_above_are_favorable() {
        let row =
            Row { distribution: Some(vec![10, 20, 30, 40]), first_point: Some(1), comparable: true, ..Row::default() };
        let from = |favorable: &[i32]| favorable_from(&shares(&row, favorable).unwrap());
        assert_eq!(from(&[3, 4]), Some(30));
        assert_eq!(from(&[1, 2]), None, "the line says that it goes on to the right");
        assert_eq!(from(&[1, 4]), None);
        assert_eq!((from(&[]), from(&[1, 2, 3, 4])), (None, None));
    }

    #[test]
    fn figures_under_a_bar_that_would_touch_are_one() {
        let point = |point: i32| Share { point, count: 0, percent: 0, favorable: false };
        let shares = [0, 1, 2, 3, 4].map(point);
        let at = |places: &[u32]| -> Vec<(u32, String)> {
            let text = |own: &[Share]| own.iter().map(|share| share.point.to_string()).collect::<String>();
            under(places.iter().copied().zip(&shares), text).into_iter().map(|own| (own.at, own.text)).collect()
        };
        let own = |at: u32, text: &str| (at, text.to_owned());
        assert_eq!(at(&[0, 0, 0]), [own(0, "012")]);
        // A digit takes 4: 0 and 4 stand side by side, 4 and 7 do not.
        assert_eq!(at(&[0, 4]), [own(0, "0"), own(4, "1")]);
        assert_eq!(at(&[0, 20, 23, 100, 100]), [own(0, "0"), own(21, "12"), own(100, "34")]);
        // Two that are one take more room, and the third with them.
        assert_eq!(at(&[0, 4, 6]), [own(3, "012")]);
    }

    #[test]
    fn no_answers_have_no_shares() {
        assert_eq!(shares(&Row { distribution: Some(vec![0, 0]), first_point: Some(1), ..Row::default() }, &[]), None);
        assert_eq!(shares(&Row::default(), &[]), None);
    }
}
