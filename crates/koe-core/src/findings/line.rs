//! The lines of every segment: what is scored, and where it stands in the tree.

use koe_stats::{Exact, ratio};

use crate::definition::{Definition, Language, TargetKey};
use crate::release::Level;
use crate::responses::CodebookItem;
use crate::tally::{ItemSet, SetKey, Shape};
use crate::target::{is_comparable, is_lowest, items};

/// A line of every segment: overall, a category or an item.
#[derive(Debug, Clone)]
pub(crate) struct Line {
    pub(crate) key: TargetKey,
    pub(crate) level: Level,
    pub(crate) depth: usize,
    pub(crate) code: String,
    pub(crate) name: String,
    /// The category directly above it.
    pub(crate) category: Option<String>,
    pub(crate) applies_to: Vec<String>,
    /// Whether it is a category that nothing is below.
    pub(crate) lowest: bool,
    /// Whether it is an item that counts towards the overall score.
    pub(crate) counts: bool,
    /// Whether it lies on the scale of the overall score.
    pub(crate) comparable: bool,
    /// Lowest code of its (first) item's scale.
    pub(crate) first_point: Option<i32>,
    /// What a point of its items' scale is worth on the scale of scores; of
    /// several scales, the most.
    pub(crate) point: Exact,
    /// The top category it is in.
    pub(crate) top: Option<String>,
}

/// The lines in definition order: overall, the category tree, the items.
pub(super) fn lines(definition: &Definition, shape: &Shape, language: Language) -> Vec<Line> {
    let top =
        |category: usize| definition.ancestors(category).last().map(|index| definition.categories[index].code.clone());
    let point = |key| {
        let lengths = items(shape, key).into_iter().map(|item| shape.items[item].scale).map(|(min, max)| max - min);
        let shortest = lengths.filter(|_| definition.score.rescale).min();
        shortest.map_or_else(|| ratio(1, 1), |length| ratio(100, length))
    };
    let first_point = |key| items(shape, key).first().map(|&item| shape.items[item].scale.0);
    let set = |set: &ItemSet| match set.key {
        SetKey::Overall => Line {
            key: TargetKey::Overall,
            level: Level::Overall,
            depth: 0,
            code: "overall".to_owned(),
            name: match language {
                Language::Ja => "全体".to_owned(),
                Language::En => "Overall".to_owned(),
            },
            category: None,
            applies_to: Vec::new(),
            lowest: false,
            counts: false,
            comparable: true,
            first_point: first_point(TargetKey::Overall),
            point: point(TargetKey::Overall),
            top: None,
        },
        SetKey::Category(index) => {
            let category = &definition.categories[index];
            Line {
                key: TargetKey::Category(index),
                level: if category.depth == 0 { Level::Category } else { Level::Subcategory },
                depth: category.depth,
                code: category.code.clone(),
                name: category.name.clone(),
                category: category.parent.map(|index| definition.categories[index].code.clone()),
                applies_to: Vec::new(),
                lowest: is_lowest(definition, index),
                counts: false,
                comparable: is_comparable(definition, shape, TargetKey::Category(index)),
                first_point: first_point(TargetKey::Category(index)),
                point: point(TargetKey::Category(index)),
                top: top(index),
            }
        }
    };
    let item = |own: &CodebookItem| {
        let item = &definition.items[own.item];
        let english = item.text_en.clone().filter(|_| language == Language::En);
        Line {
            key: TargetKey::Item(own.item),
            level: Level::Item,
            depth: definition.categories[item.category].depth + 1,
            code: item.code.clone(),
            name: english.unwrap_or_else(|| item.text.clone()),
            category: Some(definition.categories[item.category].code.clone()),
            applies_to: item.applies_to.as_ref().map(|condition| condition.values.clone()).unwrap_or_default(),
            lowest: false,
            counts: item.overall,
            comparable: is_comparable(definition, shape, TargetKey::Item(own.item)),
            first_point: first_point(TargetKey::Item(own.item)),
            point: point(TargetKey::Item(own.item)),
            top: top(item.category),
        }
    };
    shape.sets.iter().map(set).chain(shape.codebook.items.iter().map(item)).collect()
}
