//! What the tests on ranks share: mid ranks and the correction for ties.

use num_bigint::BigInt;

use crate::{Exact, ratio};

/// The answers of several groups over one ordinal scale, ranked together.
pub(crate) struct Ranks {
    /// N, the number of answers.
    pub(crate) answers: BigInt,
    /// Twice the mid rank of each point of the scale.
    doubled: Vec<BigInt>,
    /// Σ(t³ − t) over the points, t being the number of answers at a point.
    ties: BigInt,
}

impl Ranks {
    /// Ranks the answers; `None` unless all scales have the same length.
    pub(crate) fn of<D: AsRef<[u64]>>(groups: &[D]) -> Option<Self> {
        let points = groups.first()?.as_ref().len();
        if groups.iter().any(|group| group.as_ref().len() != points) {
            return None;
        }
        let mut ranks = Self { answers: BigInt::ZERO, doubled: Vec::with_capacity(points), ties: BigInt::ZERO };
        for point in 0..points {
            let here: BigInt = groups.iter().map(|group| BigInt::from(group.as_ref()[point])).sum();
            // Ranks below + 1 to below + here have the mean below + (here + 1)/2.
            ranks.doubled.push(&ranks.answers * 2u8 + &here + 1u8);
            ranks.ties += here.pow(3) - &here;
            ranks.answers += here;
        }
        Some(ranks)
    }

    /// Returns 2Σr − n(N + 1) for a group of n answers: twice the distance of
    /// its rank sum from the one it has by chance.
    pub(crate) fn doubled_excess(&self, group: &[u64]) -> BigInt {
        let sum: BigInt = group.iter().zip(&self.doubled).map(|(&count, rank)| rank * count).sum();
        sum - answers(group) * (&self.answers + 1u8)
    }

    /// Returns 1 − Σ(t³ − t)/(N³ − N), the part of the spread of ranks that
    /// ties leave; `None` where they leave nothing.
    pub(crate) fn left_by_ties(&self) -> Option<Exact> {
        let whole = self.answers.pow(3) - &self.answers;
        (whole > self.ties).then(|| ratio(&whole - &self.ties, whole))
    }
}

/// Returns the number of answers of a distribution.
pub(crate) fn answers(distribution: &[u64]) -> BigInt {
    distribution.iter().map(|&count| BigInt::from(count)).sum()
}
