//! The shape of a tally: which counts it holds, named before the pass.

use std::sync::Arc;

use koe_stats::{Exact, ratio};
use num_integer::Integer;

use crate::definition::{Definition, Rule};
use crate::problem::{Place, Problem};
use crate::responses::{Codebook, EXTRA_SLOTS, MAX_POINTS, Slot};

/// What an item set stands for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum SetKey {
    /// All items that count towards the overall score.
    Overall,
    /// A category at any depth, by index in the definition.
    Category(usize),
}

/// The items of a composite score.
#[derive(Debug, Clone)]
pub struct ItemSet {
    /// What it stands for.
    pub key: SetKey,
    /// Places of its items in the codebook, ascending.
    pub items: Vec<usize>,
}

/// How an item's slots count.
#[derive(Debug, Clone)]
pub struct ItemShape {
    /// Where its slots begin in a cohort's counts.
    pub offset: usize,
    /// How many points its scale has; three more slots follow.
    pub points: usize,
    /// Lowest and highest code of its scale.
    pub scale: (i32, i32),
    /// The scored value of each point, in units of the shape.
    pub values: Vec<i64>,
    /// Whether each point is favorable.
    pub favorable: Vec<bool>,
    /// Whether each point is unfavorable.
    pub unfavorable: Vec<bool>,
}

/// Which counts a tally holds. Two tallies merge when their shapes are equal.
#[derive(Debug)]
pub struct Shape {
    /// What is read of every row.
    pub codebook: Codebook,
    /// The codebook's items.
    pub items: Vec<ItemShape>,
    /// Slots of all items together.
    pub slots: usize,
    /// The overall set first, then categories in definition order; sets
    /// without items are left out.
    pub sets: Vec<ItemSet>,
    /// Whether pair sums are kept (`item-mean` needs them for its intervals).
    pub pairs: bool,
    /// What one unit of a scored value is worth: 1, or 100 / L when all scores
    /// are put on 0..100, L being divisible by every scale's length.
    pub unit: Exact,
    pub(super) min_answered: (u64, u64),
    pub(super) base: i64,
    pub(super) packed: Vec<u64>,
}

/// A row's sums over some items, in one integer: what each answer adds, and
/// the sum of many, without a carry between the fields.
#[derive(Debug, Clone, Copy)]
pub(super) struct Packed(pub(super) u64);

impl Packed {
    const COUNT_BITS: u32 = 10;
    const COUNT: u64 = (1 << Self::COUNT_BITS) - 1;

    fn new(answered: u64, skipped: u64, favorable: u64, unfavorable: u64, above_base: u64) -> Self {
        Self(
            answered
                | skipped << Self::COUNT_BITS
                | favorable << (2 * Self::COUNT_BITS)
                | unfavorable << (3 * Self::COUNT_BITS)
                | above_base << (4 * Self::COUNT_BITS),
        )
    }

    pub(super) fn answered(self) -> u64 {
        self.0 & Self::COUNT
    }

    pub(super) fn not_applicable(self) -> u64 {
        (self.0 >> Self::COUNT_BITS) & Self::COUNT
    }

    pub(super) fn favorable(self) -> u64 {
        (self.0 >> (2 * Self::COUNT_BITS)) & Self::COUNT
    }

    pub(super) fn unfavorable(self) -> u64 {
        (self.0 >> (3 * Self::COUNT_BITS)) & Self::COUNT
    }

    pub(super) fn above_base(self) -> u64 {
        self.0 >> (4 * Self::COUNT_BITS)
    }
}

/// Most items of a survey: one more would overflow a packed count.
const MAX_ITEMS: usize = 1000;

/// Largest sum of one respondent's scored values, so that squares of 2^32
/// respondents' sums still fit in 64 bits.
const MAX_SUM: i64 = 1 << 15;

impl Shape {
    /// Works out which counts a run needs. `attributes` are the indexes of the
    /// attributes it cuts by.
    ///
    /// # Errors
    ///
    /// When the survey has more than 1,000 scored items, a scale of more than
    /// 250 points, or scales too different to be put on 0..100 exactly.
    pub fn new(
        definition: &Definition,
        attributes: impl IntoIterator<Item = usize>,
    ) -> Result<Arc<Self>, Box<Problem>> {
        let codebook = Codebook::new(definition, attributes);
        let place = Place::file(definition.file.display().to_string());
        if codebook.items.len() > MAX_ITEMS {
            return Err(Box::new(
                Problem::error(place, "too many items")
                    .found(codebook.items.len().to_string())
                    .expected(format!("at most {MAX_ITEMS} scored items")),
            ));
        }
        if let Some(scale) = definition.scales.iter().find(|scale| scale.points() > MAX_POINTS) {
            return Err(Box::new(
                Problem::error(place, "a scale with too many points")
                    .found(format!("{} to {}", scale.min, scale.max))
                    .expected(format!("at most {MAX_POINTS} points")),
            ));
        }
        let length = definition.scales.iter().fold(1_i64, |all, scale| all.lcm(&i64::from(scale.max - scale.min)));
        if definition.score.rescale && length > 10_000 {
            return Err(Box::new(
                Problem::error(place, "the scales have too little in common to be put on 0..100")
                    .hint("leave out `rescale`, and the overall score of items on odd scales"),
            ));
        }
        let unit = if definition.score.rescale { ratio(100, length) } else { ratio(1, 1) };
        let mut slots = 0;
        let items: Vec<ItemShape> = codebook
            .items
            .iter()
            .map(|item| {
                let item = &definition.items[item.item];
                let scale = &definition.scales[item.scale];
                let scored: Vec<i32> = (scale.min..=scale.max).map(|code| scale.scored(code, item.reverse)).collect();
                let value = |&scored: &i32| match definition.score.rescale {
                    true => i64::from(scored - scale.min) * (length / i64::from(scale.max - scale.min)),
                    false => i64::from(scored),
                };
                let shape = ItemShape {
                    offset: slots,
                    points: scale.points(),
                    scale: (scale.min, scale.max),
                    values: scored.iter().map(value).collect(),
                    favorable: scored.iter().map(|value| scale.favorable.contains(value)).collect(),
                    unfavorable: scored.iter().map(|value| scale.unfavorable.contains(value)).collect(),
                };
                slots += scale.points() + EXTRA_SLOTS;
                shape
            })
            .collect();
        let base = items.iter().flat_map(|item| item.values.iter().copied()).min().unwrap_or(0);
        let largest = items.iter().flat_map(|item| item.values.iter().map(|value| value.abs())).max().unwrap_or(0);
        if largest.saturating_mul(items.len() as i64) > MAX_SUM {
            return Err(Box::new(
                Problem::error(place, "scores too large to be added up exactly")
                    .found(format!("{} items of up to {largest} each", items.len()))
                    .expected(format!("at most {MAX_SUM} in all"))
                    .hint("recode the scales so that they begin near 0 or 1"),
            ));
        }
        let sets = sets(definition, &codebook);
        let min_answered = &definition.score.min_answered;
        let part = |part: &num_bigint::BigInt| u64::try_from(part).unwrap_or(1);
        Ok(Arc::new(Self {
            packed: packed(&items, slots, base),
            pairs: definition.score.rule == Rule::ItemMean,
            min_answered: (part(min_answered.numer()), part(min_answered.denom())),
            codebook,
            items,
            slots,
            sets,
            unit,
            base,
        }))
    }

    /// Returns the place of a set, where it has items.
    pub fn set(&self, key: SetKey) -> Option<usize> {
        self.sets.iter().position(|set| set.key == key)
    }

    /// Returns the place of an item of the definition, where it is scored.
    pub fn item(&self, item: usize) -> Option<usize> {
        self.codebook.items.iter().position(|own| own.item == item)
    }

    /// The slots of a cell that is not an answer: blank, not applicable, invalid.
    pub(super) fn not_applicable(&self, item: usize) -> usize {
        self.items[item].points + 1
    }
}

fn sets(definition: &Definition, codebook: &Codebook) -> Vec<ItemSet> {
    let all = 0..codebook.items.len();
    let overall = all.clone().filter(|&place| definition.items[codebook.items[place].item].overall).collect();
    let category = |index: usize| ItemSet {
        key: SetKey::Category(index),
        items: all.clone().filter(|&place| definition.is_in(codebook.items[place].item, index)).collect(),
    };
    std::iter::once(ItemSet { key: SetKey::Overall, items: overall })
        .chain((0..definition.categories.len()).map(category))
        .filter(|set| !set.items.is_empty())
        .collect()
}

/// What each slot of each item adds to a row's sums.
fn packed(items: &[ItemShape], slots: usize, base: i64) -> Vec<u64> {
    let mut packed = vec![0; slots];
    for item in items {
        for point in 0..item.points {
            let above = u64::try_from(item.values[point] - base).unwrap_or(0);
            let favorable = u64::from(item.favorable[point]);
            packed[item.offset + point] = Packed::new(1, 0, favorable, u64::from(item.unfavorable[point]), above).0;
        }
        packed[item.offset + item.points + 1] = Packed::new(0, 1, 0, 0, 0).0;
    }
    packed
}

/// A slot as an index.
pub(super) fn index(slot: Slot) -> usize {
    usize::from(slot)
}
