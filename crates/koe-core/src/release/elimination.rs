//! What follows from what: Gaussian elimination of 0/1 rows, modulo a prime.
//!
//! Rows are sums of unknowns. One that is a combination of known rows, with
//! any coefficients, can be worked out from them. The arithmetic is exact
//! modulo p = 2^61 − 1: a row that is independent modulo p has a solution of
//! all known rows modulo p that is not 0 on it. Over the rationals the two
//! could only differ where p divides a minor of the matrix, which is 0/1 and was
//! made without regard to p.
//!
//! Known rows are kept sparse, short ones first and each on the rarest of its
//! unknowns, so that the units of an organisation are worked out one by one and
//! only their remainders meet.

/// The prime 2^61 − 1.
const P: u64 = (1 << 61) - 1;

/// Known rows in echelon form, in the order they were learnt: a row has nothing
/// on the unknowns that earlier rows stand for.
#[derive(Debug)]
pub(super) struct Known {
    pivots: Vec<Pivot>,
    /// Unknown → the row that stands for it.
    at: Vec<Option<u32>>,
    /// How many known rows an unknown will be in.
    uses: Vec<u32>,
    room: Room,
}

/// A row less what earlier rows tell of it, with 1 on the unknown it stands for.
#[derive(Debug)]
struct Pivot {
    unknown: u32,
    /// What else is in it.
    rest: Vec<(u32, u64)>,
    /// What was taken of earlier rows, and 1 / what it was divided by.
    taken: Vec<(u32, u64)>,
    scale: u64,
    /// Number of the row among those that were learnt.
    source: usize,
}

/// Room to reduce one row in; empty between rows.
#[derive(Debug)]
struct Room {
    values: Vec<u64>,
    is_touched: Vec<bool>,
    touched: Vec<u32>,
    /// Bits of the pivots that stand for touched unknowns.
    waiting: Vec<u64>,
}

impl Known {
    /// Nothing known of as many unknowns as `uses` has; `uses` says how many of
    /// the rows to be learnt each is in.
    pub(super) fn new(uses: Vec<u32>) -> Self {
        let room = Room {
            values: vec![0; uses.len()],
            is_touched: vec![false; uses.len()],
            touched: Vec::new(),
            waiting: Vec::new(),
        };
        Self { pivots: Vec::new(), at: vec![None; uses.len()], uses, room }
    }

    /// Takes in a row, by the unknowns it adds up.
    pub(super) fn learn(&mut self, source: usize, row: &[u32]) {
        let (mut rest, taken) = self.reduce(row);
        let rarest = |&(unknown, _): &(u32, u64)| (self.uses[unknown as usize], unknown);
        let Some(place) = (0..rest.len()).min_by_key(|&place| rarest(&rest[place])) else { return };
        let (unknown, value) = rest.swap_remove(place);
        let scale = inverse(value);
        for (_, value) in &mut rest {
            *value = times(*value, scale);
        }
        self.at[unknown as usize] = Some(self.pivots.len() as u32);
        self.pivots.push(Pivot { unknown, rest, taken, scale, source });
    }

    /// Returns learnt rows that combine to this one, where they do.
    pub(super) fn explains(&mut self, row: &[u32]) -> Option<Vec<usize>> {
        let (rest, taken) = self.reduce(row);
        if !rest.is_empty() {
            return None;
        }
        // What is left of a later row is a combination of a learnt row and of
        // earlier ones: undone from the last to the first.
        let mut factors = vec![0; self.pivots.len()];
        for (pivot, factor) in taken {
            factors[pivot as usize] = factor;
        }
        let mut sources = Vec::new();
        for (number, pivot) in self.pivots.iter().enumerate().rev().filter(|(_, pivot)| pivot.scale > 0) {
            let factor = times(factors[number], pivot.scale);
            if factor != 0 {
                sources.push(pivot.source);
                for &(earlier, part) in &pivot.taken {
                    let own = &mut factors[earlier as usize];
                    *own = minus(*own, times(factor, part));
                }
            }
        }
        Some(sources)
    }

    /// A row less what known rows tell of it, and how often each was taken.
    fn reduce(&mut self, row: &[u32]) -> (Vec<(u32, u64)>, Vec<(u32, u64)>) {
        let Self { pivots, at, room, .. } = self;
        room.waiting.resize(pivots.len().div_ceil(64), 0);
        for &unknown in row {
            room.touch(unknown, at);
            room.values[unknown as usize] = 1;
        }
        let mut taken = Vec::new();
        let mut word = 0;
        while word < room.waiting.len() {
            let bits = room.waiting[word];
            if bits == 0 {
                word += 1;
                continue;
            }
            let number = word * 64 + bits.trailing_zeros() as usize;
            room.waiting[word] = bits & (bits - 1);
            let pivot = &pivots[number];
            let factor = std::mem::take(&mut room.values[pivot.unknown as usize]);
            if factor != 0 {
                taken.push((number as u32, factor));
                for &(unknown, value) in &pivot.rest {
                    room.touch(unknown, at);
                    let own = &mut room.values[unknown as usize];
                    *own = minus(*own, times(factor, value));
                }
            }
        }
        (room.empty(), taken)
    }
}

impl Room {
    fn touch(&mut self, unknown: u32, at: &[Option<u32>]) {
        if !std::mem::replace(&mut self.is_touched[unknown as usize], true) {
            self.touched.push(unknown);
            if let Some(pivot) = at[unknown as usize] {
                self.waiting[pivot as usize / 64] |= 1 << (pivot % 64);
            }
        }
    }

    /// Takes out what is not 0, by unknown.
    fn empty(&mut self) -> Vec<(u32, u64)> {
        let mut left = Vec::new();
        for unknown in self.touched.drain(..) {
            self.is_touched[unknown as usize] = false;
            match std::mem::take(&mut self.values[unknown as usize]) {
                0 => {}
                value => left.push((unknown, value)),
            }
        }
        left.sort_unstable();
        left
    }
}

fn times(a: u64, b: u64) -> u64 {
    if a == 1 {
        return b;
    }
    let product = u128::from(a) * u128::from(b);
    let sum = (product as u64 & P) + (product >> 61) as u64;
    if sum >= P { sum - P } else { sum }
}

fn minus(a: u64, b: u64) -> u64 {
    if a >= b { a - b } else { a + P - b }
}

/// 1 / a, as a^(p − 2) (Fermat).
fn inverse(a: u64) -> u64 {
    let (mut power, mut result, mut exponent) = (a, 1, P - 2);
    while exponent > 0 {
        if exponent & 1 == 1 {
            result = times(result, power);
        }
        power = times(power, power);
        exponent >>= 1;
    }
    result
}

#[cfg(test)]
mod tests {
    use super::*;

    fn known(unknowns: usize, rows: &[&[u32]]) -> Known {
        let mut known = Known::new(vec![1; unknowns]);
        rows.iter().enumerate().for_each(|(source, row)| known.learn(source, row));
        known
    }

    #[test]
    fn arithmetic_is_that_of_the_field() {
        for a in [1, 2, 3, 12_345, P / 2, P - 1] {
            assert_eq!(times(a, inverse(a)), 1);
            assert_eq!(minus(minus(0, a), minus(0, a)), 0);
        }
        assert_eq!(times(P - 1, P - 1), 1, "(−1)²");
        assert_eq!(minus(3, 5), P - 2);
    }

    #[test]
    fn a_difference_is_explained_by_its_parts() {
        let mut known = known(4, &[&[0, 1, 2, 3], &[0, 1], &[2]]);
        assert_eq!(
            known.explains(&[3]).map(|mut rows| {
                rows.sort_unstable();
                rows
            }),
            Some(vec![0, 1, 2])
        );
        assert_eq!(
            known.explains(&[2, 3]).map(|mut rows| {
                rows.sort_unstable();
                rows
            }),
            Some(vec![0, 1])
        );
        assert_eq!(known.explains(&[0]), None);
        assert_eq!(known.explains(&[]), Some(Vec::new()));
    }

    /// Three pairs of three: each alone is half of two sums less the third.
    #[test]
    fn halves_are_found() {
        let mut known = known(4, &[&[0, 1], &[1, 2], &[0, 2], &[0, 1, 2]]);
        assert_eq!(known.explains(&[1]).map(|rows| rows.len()), Some(3));
        assert_eq!(known.explains(&[3]), None);
    }
}
