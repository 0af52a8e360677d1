//! Which groups add up to which: what a reader can subtract from what.

use std::collections::BTreeMap;

use crate::definition::{Definition, Rule, TargetKey};
use crate::segment::Cut;
use crate::tally::{Cohort, CohortKey, SetKey, Shape, Tally};
use crate::target::items;

/// The tables of a run. A group is a segment, numbered as in the run (0 is
/// everyone), or what an attribute leaves over, numbered after the segments:
/// respondents without a value, where no segment lists them.
#[derive(Debug, Clone)]
pub(crate) struct Tables {
    /// How many groups there are.
    pub(crate) groups: usize,
    /// For each line of a segment, the lines of the items it is made of; an
    /// item has none.
    pub(crate) items: Vec<Vec<usize>>,
    /// Everyone (within the filter).
    pub(crate) everyone: Part,
    /// Tables of wider units before those of the units in them.
    pub(crate) tables: Vec<Table>,
}

/// Parts that no respondent is in two of, and that add up to a group.
#[derive(Debug, Clone)]
pub(crate) struct Table {
    /// The group they add up to.
    pub(crate) whole: usize,
    /// What is left over first, then from few respondents to many.
    pub(crate) parts: Vec<Part>,
}

/// The respondents that a table has of a group: all of them, unless the group
/// is a unit in several wider ones.
#[derive(Debug, Clone)]
pub(crate) struct Part {
    /// The group.
    pub(crate) group: usize,
    /// Its respondents.
    pub(crate) respondents: u64,
    /// Counts by line.
    pub(crate) counts: Vec<Count>,
}

/// Counts of one line.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct Count {
    /// Respondents to whom it applies, whether they answered or not.
    pub(crate) asked: u64,
    /// Respondents in its score.
    pub(crate) answered: u64,
}

impl Tables {
    /// Works out the tables of these segments, of which the first is everyone.
    /// `keys` are the lines of a segment.
    pub(super) fn new(definition: &Definition, tally: &Tally, cuts: &[Cut], keys: &[TargetKey]) -> Self {
        let shape = tally.shape();
        let lines: Vec<Scored> = keys.iter().map(|&key| Scored::new(shape, definition.score.rule, key)).collect();
        let nobody = |group| Part { group, respondents: 0, counts: vec![Count::default(); keys.len()] };
        let everyone = cuts.iter().take(1).flat_map(|everyone| everyone.cohorts(tally));
        let cohorts: Vec<(&CohortKey, Part)> = everyone
            .map(|(key, cohort)| {
                let counts = lines.iter().map(|line| line.count(shape, key, cohort)).collect();
                (key, Part { group: 0, respondents: cohort.respondents, counts })
            })
            .collect();
        let mut everyone = nobody(0);
        cohorts.iter().for_each(|(_, part)| everyone.add(part));
        let families = families(definition, shape, cuts);
        let mut tables = Vec::new();
        for family in &families {
            let above = family.parent.and_then(|parent| families.iter().find(|other| other.attribute == Some(parent)));
            let mut wholes: BTreeMap<usize, BTreeMap<usize, Part>> = BTreeMap::new();
            for (key, part) in &cohorts {
                let (whole, group) = (above.map_or(0, |above| above.group(key)), family.group(key));
                wholes.entry(whole).or_default().entry(group).or_insert_with(|| nobody(group)).add(part);
            }
            tables.extend(wholes.into_iter().map(|(whole, parts)| {
                let mut parts: Vec<Part> = parts.into_values().collect();
                parts.sort_by_key(|part| (part.group < cuts.len(), part.respondents, part.group));
                Table { whole, parts }
            }));
        }
        let place =
            |&item: &usize| keys.iter().position(|&key| key == TargetKey::Item(shape.codebook.items[item].item));
        let items = |line: &Scored| match line.set {
            Some(_) => line.items.iter().filter_map(place).collect(),
            None => Vec::new(),
        };
        Self { groups: cuts.len() + families.len(), items: lines.iter().map(items).collect(), everyone, tables }
    }
}

impl Part {
    fn add(&mut self, other: &Self) {
        self.respondents += other.respondents;
        for (mine, other) in self.counts.iter_mut().zip(&other.counts) {
            mine.asked += other.asked;
            mine.answered += other.answered;
        }
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

    fn count(&self, shape: &Shape, key: &CohortKey, cohort: &Cohort) -> Count {
        let value = |attribute: usize| key.get(attribute)?.as_deref();
        let applies = self.items.iter().any(|&item| shape.codebook.items[item].applies(value));
        let answered = match self.set {
            Some(set) => {
                let counts = cohort.sets[set].iter().filter(|(answered, _)| answered.eligible || !self.eligible);
                counts.map(|(_, moments)| moments.respondents).sum()
            }
            None => self.items.iter().flat_map(|&item| cohort.points(shape, item)).sum(),
        };
        Count { asked: if applies { cohort.respondents } else { 0 }, answered }
    }
}

/// Segments that list the values of one attribute, or of several crossed ones.
struct Family<'a> {
    /// Places of its attributes in the shape.
    places: Vec<usize>,
    /// The attribute it lists, where it is one.
    attribute: Option<usize>,
    /// The nearest wider attribute that is listed too.
    parent: Option<usize>,
    /// Value of each of its attributes → group.
    groups: BTreeMap<Vec<Option<&'a str>>, usize>,
    /// The group of everybody else.
    rest: usize,
}

impl Family<'_> {
    fn group(&self, key: &CohortKey) -> usize {
        let values: Vec<Option<&str>> = self.places.iter().map(|&place| key[place].as_deref()).collect();
        self.groups.get(&values).copied().unwrap_or(self.rest)
    }
}

/// The families of segments, wider attributes before those in them.
fn families<'a>(definition: &Definition, shape: &Shape, cuts: &'a [Cut]) -> Vec<Family<'a>> {
    let filter = cuts.first().map_or(0, |everyone| everyone.conditions().len());
    let mut families: Vec<Family<'a>> = Vec::new();
    for (group, cut) in cuts.iter().enumerate().skip(1) {
        let own = &cut.conditions()[filter..];
        let places: Vec<usize> = own.iter().map(|(place, _)| *place).collect();
        let known = families.iter().position(|family| family.places == places);
        let at = known.unwrap_or_else(|| {
            let attribute = if let [place] = *places { Some(shape.codebook.attributes[place]) } else { None };
            let rest = cuts.len() + families.len();
            families.push(Family { places, attribute, parent: None, groups: BTreeMap::new(), rest });
            families.len() - 1
        });
        families[at].groups.insert(own.iter().map(|(_, value)| value.as_deref()).collect(), group);
    }
    let above = |attribute: usize| {
        std::iter::successors(definition.attributes[attribute].parent, |&above| definition.attributes[above].parent)
    };
    let listed: Vec<Option<usize>> = families.iter().map(|family| family.attribute).collect();
    for family in &mut families {
        family.parent = family.attribute.and_then(|own| above(own).find(|&parent| listed.contains(&Some(parent))));
    }
    families.sort_by_key(|family| family.attribute.map_or(0, |own| above(own).count()));
    families
}
