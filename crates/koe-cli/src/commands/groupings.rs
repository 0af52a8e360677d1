//! Whom a picture or a report shows beside everyone.

use koe_core::definition::Definition;
use koe_core::segment::Cuts;

/// Attributes, each by itself, and pairs of them, crossed.
pub(crate) struct Groupings {
    pub(crate) by: Vec<String>,
    pub(crate) crosses: Vec<[String; 2]>,
}

impl Groupings {
    /// The attributes asked for, or all that the survey declares and that do not
    /// already have one value; and of the crosses that its file names those
    /// between them.
    pub(crate) fn of(asked: &[String], filter: &[(String, String)], definition: &Definition) -> Self {
        let is_free = |name: &&String| filter.iter().all(|(filtered, _)| filtered != *name);
        let by = match asked {
            [] => definition.attributes.iter().map(|attribute| &attribute.name).filter(is_free).cloned().collect(),
            _ => asked.to_vec(),
        };
        let named = definition.crosses.iter().map(|pair| pair.map(|index| definition.attributes[index].name.clone()));
        let crosses = named.filter(|pair| pair.iter().all(|name| by.contains(name))).collect();
        Self { by, crosses }
    }

    /// The same with every two attributes crossed, but a unit with the wider one
    /// that holds it.
    pub(crate) fn crossed(self, definition: &Definition) -> Self {
        let located: Vec<(usize, &String)> =
            self.by.iter().filter_map(|name| Some((definition.attribute(name)?, name))).collect();
        let mut crosses = Vec::new();
        for (place, &(rows, row)) in located.iter().enumerate() {
            for &(columns, column) in &located[place + 1..] {
                if !definition.is_within(rows, columns) && !definition.is_within(columns, rows) {
                    crosses.push([row.clone(), column.clone()]);
                }
            }
        }
        Self { crosses, ..self }
    }

    /// Everyone within the filter, each attribute, each cross.
    pub(crate) fn cuts(&self, filter: &[(String, String)]) -> Cuts {
        let crosses = self.crosses.iter().map(|pair| pair.to_vec());
        let by = self.by.iter().map(|name| vec![name.clone()]).chain(crosses).collect();
        Cuts { by, filter: filter.to_vec(), ..Cuts::default() }
    }
}
