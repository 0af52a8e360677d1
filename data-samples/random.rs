//! Seeded randomness for the samples: the same seed gives the same bytes on
//! every machine, so only operations that IEEE 754 rounds exactly are used.

/// SplitMix64 (Steele, Lea & Flood, OOPSLA 2014).
pub(crate) struct Random(u64);

impl Random {
    pub(crate) fn new(seed: u64) -> Self {
        Self(seed)
    }

    /// Returns 64 random bits.
    pub(crate) fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut bits = self.0;
        bits = (bits ^ (bits >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        bits = (bits ^ (bits >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        bits ^ (bits >> 31)
    }

    /// Returns a number in (0, 1).
    pub(crate) fn unit(&mut self) -> f64 {
        const STEPS: f64 = (1_u64 << 53) as f64;
        ((self.next() >> 11) as f64 + 0.5) / STEPS
    }

    /// Returns a number below `bound`.
    pub(crate) fn below(&mut self, bound: usize) -> usize {
        ((u128::from(self.next()) * bound as u128) >> 64) as usize
    }

    /// Returns a nearly normal number with mean 0 and variance 1: twelve
    /// uniform ones added up, since `ln` differs between platforms.
    pub(crate) fn normal(&mut self) -> f64 {
        (0..12).map(|_| self.unit()).sum::<f64>() - 6.0
    }

    /// Returns the index of one share, drawn in proportion to them.
    pub(crate) fn share(&mut self, shares: &[f64]) -> usize {
        let mut left = self.unit() * shares.iter().sum::<f64>();
        let past = |share: &f64| {
            left -= share;
            left < 0.0
        };
        shares.iter().position(past).unwrap_or(shares.len() - 1)
    }

    /// Chooses `count` of the candidates; a higher weight makes it likelier.
    /// They come in the order of `candidates`.
    pub(crate) fn choose(&mut self, count: usize, candidates: &[usize], weight: impl Fn(usize) -> f64) -> Vec<usize> {
        let mut keyed: Vec<(f64, usize)> =
            (0..candidates.len()).map(|place| (self.unit() / weight(candidates[place]), place)).collect();
        keyed.sort_by(|one, other| one.0.total_cmp(&other.0));
        let mut places: Vec<usize> = keyed.into_iter().take(count).map(|(_, place)| place).collect();
        places.sort_unstable();
        places.into_iter().map(|place| candidates[place]).collect()
    }

    pub(crate) fn shuffle<T>(&mut self, list: &mut [T]) {
        for last in (1..list.len()).rev() {
            list.swap(last, self.below(last + 1));
        }
    }
}
