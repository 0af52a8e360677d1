//! The definition of a survey: items, scales, categories, attributes, targets.
//!
//! If a [`Definition`] exists it is consistent: every index in it points at
//! something, every scale has a minimum below its maximum, every target lies on
//! its scale. [`Definition::load`] reads a survey folder and reports every
//! problem of all its files in one run.

mod attribute;
mod category;
mod crosses;
mod crosswalk;
pub(crate) mod csv_table;
mod headcount;
mod in_wave;
mod item;
mod items_file;
pub(crate) mod load;
pub(crate) mod masthead;
mod merges;
mod plan_files;
mod scale;
mod settings;
mod target;
pub(crate) mod toml_table;
mod wave;

use std::path::PathBuf;

pub use attribute::{Attribute, Resolved};
pub use category::Category;
pub use crosswalk::{Crosswalk, ItemRow, ItemWas, UnitRow};
pub use headcount::{Headcount, HeadcountRow};
pub use item::{Condition, Item, ItemKind};
pub use masthead::Masthead;
pub use merges::Merge;
pub(crate) use merges::merges_csv;
pub use plan_files::PlanFiles;
pub use scale::Scale;
pub use settings::{
    Band, Bound, Date, Language, Privacy, Rule, ScoreSettings, TargetKey, TargetPlan, TargetRule, Wave, Years,
};

/// A checked survey definition.
#[derive(Debug, Clone)]
pub struct Definition {
    /// The survey file it was read from.
    pub file: PathBuf,
    /// Name of the survey.
    pub name: String,
    /// What of the answers is made up, where they are: printed with every figure.
    pub synthetic: Option<String>,
    /// Language of reports.
    pub language: Language,
    /// How years are written, where the survey file says so.
    pub years: Option<Years>,
    /// The file its items were read from.
    pub items_file: PathBuf,
    /// The file that says which values are merged, where there is one.
    pub merges_file: Option<PathBuf>,
    /// Scales; the first is the default one.
    pub scales: Vec<Scale>,
    /// The category tree in definition order, parents before their children.
    pub categories: Vec<Category>,
    /// Items in the order of `items.csv`.
    pub items: Vec<Item>,
    /// How scores are made and printed.
    pub score: ScoreSettings,
    /// Demographic columns, in the order of the survey file.
    pub attributes: Vec<Attribute>,
    /// What is aimed for, if anything.
    pub target: Option<TargetPlan>,
    /// What may be shown.
    pub privacy: Privacy,
    /// Pairs of attributes, by index, that a report crosses: the one in rows,
    /// the one in columns.
    pub crosses: Vec<[usize; 2]>,
    /// Administrations of the survey, oldest first.
    pub waves: Vec<Wave>,
    /// How earlier waves differ from all this.
    pub crosswalk: Crosswalk,
}

impl Definition {
    /// Returns the indexes of the categories on the way from `category` up to
    /// its top level, itself first.
    pub fn ancestors(&self, category: usize) -> impl Iterator<Item = usize> + '_ {
        std::iter::successors(Some(category), |&index| self.categories[index].parent)
    }

    /// Says whether an item of the scored kind lies in a category or below it.
    pub fn is_in(&self, item: usize, category: usize) -> bool {
        self.ancestors(self.items[item].category).any(|index| index == category)
    }

    /// Returns the indexes of the scored items (kind `scale`), in order.
    pub fn scored_items(&self) -> impl Iterator<Item = usize> + '_ {
        (0..self.items.len()).filter(|&index| self.items[index].kind == ItemKind::Scale)
    }

    /// Returns the index of the attribute with this name.
    pub fn attribute(&self, name: &str) -> Option<usize> {
        self.attributes.iter().position(|attribute| attribute.name == name)
    }

    /// Says whether the units of an attribute are, or lie in, those of another.
    pub fn is_within(&self, attribute: usize, above: usize) -> bool {
        crosses::is_within(attribute, above, &self.attributes)
    }

    /// Returns the index of the wave with this name, else of the one of this
    /// year: 2025 is also a wave named R7.
    pub fn wave(&self, name: &str) -> Option<usize> {
        wave::find(&self.waves, name)
    }
}
