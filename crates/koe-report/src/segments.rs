//! The segments of one attribute (the units of a city hall, its age groups), as
//! writers read them.

use std::collections::HashMap;

use koe_core::release::{Level, Row};

use crate::figures::{Figures, Part};
use crate::window::Window;

/// Everyone who has one value of an attribute.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Unit<'a> {
    /// The value: 総務部, 30代.
    pub(crate) name: &'a str,
    /// Its rows, in survey order.
    pub(crate) rows: &'a [Row],
}

impl<'a> Unit<'a> {
    /// The unit's overall row.
    pub(crate) fn overall(self) -> Option<&'a Row> {
        self.rows.iter().find(|row| row.level == Level::Overall)
    }

    /// The unit's row of the same category or item as a row of everyone.
    pub(crate) fn row(self, of: &Row) -> Option<&'a Row> {
        self.rows.iter().find(|row| row.level == of.level && row.code == of.code)
    }

    /// Whether nothing of the unit is shown.
    pub(crate) fn is_withheld(self) -> bool {
        self.rows.iter().all(|row| row.suppressed)
    }
}

/// Two attributes crossed, values in their own order.
#[derive(Debug, Clone)]
pub(crate) struct Cross<'a> {
    /// The attribute in rows, the one in columns.
    pub(crate) attributes: [&'a str; 2],
    /// Values of the attribute in columns.
    pub(crate) columns: Vec<&'a str>,
    pub(crate) lines: Vec<CrossLine<'a>>,
    /// Rows of everyone with the value of a column; none where it is not released.
    pub(crate) margins: Vec<Option<&'a [Row]>>,
}

/// Everyone with one value of the attribute in rows.
#[derive(Debug, Clone)]
pub(crate) struct CrossLine<'a> {
    pub(crate) name: &'a str,
    /// Rows of a cell; none where nobody has both values.
    pub(crate) cells: Vec<Option<&'a [Row]>>,
    pub(crate) margin: Option<&'a [Row]>,
}

impl<'a> Cross<'a> {
    /// The cells that there are, line after line.
    pub(crate) fn cells(&self) -> impl Iterator<Item = &'a [Row]> {
        self.lines.iter().flat_map(|line| line.cells.iter().copied().flatten())
    }
}

impl<'a> Figures<'a> {
    /// The attributes that the released rows are cut by one at a time, in the
    /// order they were asked for; crosses of several are not among them.
    pub(crate) fn attributes(self) -> Vec<&'a str> {
        let mut names: Vec<&str> = Vec::new();
        for (attribute, _) in self.cut() {
            if !names.contains(&attribute) {
                names.push(attribute);
            }
        }
        names
    }

    /// The units of an attribute, in its own order.
    pub(crate) fn units(self, attribute: &str) -> Vec<Unit<'a>> {
        self.cut().filter(|(name, _)| *name == attribute).map(|(_, unit)| unit).collect()
    }

    /// The stretch of the scale that holds every printed overall and top category
    /// score of a unit; one for all attributes, so that a colour means the same
    /// in each.
    pub(crate) fn unit_window(self) -> Window {
        let rows = self.cut().flat_map(|(_, unit)| unit.rows);
        let coloured = rows.filter(|row| row.comparable && matches!(row.level, Level::Overall | Level::Category));
        self.window(coloured.filter_map(|row| row.mean_text))
    }

    /// Attribute and unit of each segment of the wave that has one condition
    /// more than everyone (within the filter).
    fn cut(self) -> impl Iterator<Item = (&'a str, Unit<'a>)> {
        self.conditions().filter_map(|(conditions, rows)| match conditions {
            [(attribute, value)] => Some((attribute.as_str(), Unit { name: value, rows })),
            _ => None,
        })
    }

    /// The pairs of attributes that the released rows are crossed by, the one in
    /// rows first, in the order they were asked for.
    pub(crate) fn crosses(self) -> Vec<[&'a str; 2]> {
        let mut pairs = Vec::new();
        for (conditions, _) in self.conditions() {
            if let [(rows, _), (columns, _)] = conditions
                && !pairs.contains(&[rows.as_str(), columns.as_str()])
            {
                pairs.push([rows.as_str(), columns.as_str()]);
            }
        }
        pairs
    }

    /// The table of two attributes crossed; with their margins where the rows are
    /// also cut by each of them alone.
    pub(crate) fn cross(self, [rows, columns]: [&'a str; 2]) -> Cross<'a> {
        let mut cells: HashMap<(&str, &str), &[Row]> = HashMap::new();
        let (mut across, mut down) = (Vec::new(), Vec::new());
        for (conditions, own) in self.conditions() {
            let [(first, row), (second, column)] = conditions else { continue };
            if (first.as_str(), second.as_str()) != (rows, columns) {
                continue;
            }
            cells.insert((row, column), own);
            for (names, name) in [(&mut down, row.as_str()), (&mut across, column.as_str())] {
                if !names.contains(&name) {
                    names.push(name);
                }
            }
        }
        let (all_rows, all_columns) = (self.units(rows), self.units(columns));
        let ordered = |own: Vec<&'a str>, units: &[Unit<'a>]| {
            let place = |name: &&str| units.iter().position(|unit| unit.name == *name).unwrap_or(usize::MAX);
            let mut own = own;
            own.sort_by_key(place);
            own
        };
        let (down, across) = (ordered(down, &all_rows), ordered(across, &all_columns));
        let margin = |units: &[Unit<'a>], name: &str| units.iter().find(|unit| unit.name == name).map(|unit| unit.rows);
        Cross {
            attributes: [rows, columns],
            lines: down
                .iter()
                .map(|row| CrossLine {
                    name: row,
                    cells: across.iter().map(|column| cells.get(&(*row, *column)).copied()).collect(),
                    margin: margin(&all_rows, row),
                })
                .collect(),
            margins: across.iter().map(|column| margin(&all_columns, column)).collect(),
            columns: across,
        }
    }

    /// The conditions that each segment of the wave has more than everyone
    /// (within the filter), with its rows.
    fn conditions(self) -> impl Iterator<Item = (&'a [(String, String)], &'a [Row])> {
        let about = self.about;
        let own = self.parts().into_iter().filter(move |part| part.wave == about.wave);
        own.filter_map(|Part { segment, rows, .. }| Some((segment.0.strip_prefix(about.filter.0.as_slice())?, rows)))
    }
}

#[cfg(test)]
mod tests {
    use koe_core::release::Segment;

    use crate::sample::Sample;

    #[test]
    fn attributes_and_their_units_come_in_the_order_of_the_rows() {
        let sample = Sample::koriyama().with_segment("所属", "総務部").with_segment("年代", "30代");
        let sample = sample.with_segment("所属", "環境部");
        let figures = sample.figures();
        assert_eq!(figures.attributes()[..2], ["所属", "年代"]);
        let names: Vec<&str> = figures.units("年代").iter().map(|unit| unit.name).collect();
        assert_eq!(names, ["30代"]);
        let unit = figures.units("所属")[0];
        assert_eq!(unit.row(figures.tree()[1]).unwrap().code, "1");
        assert_eq!(unit.overall().unwrap().mean_text.unwrap().to_string(), "4.06");
        assert!(figures.units("職位").is_empty());
    }

    #[test]
    fn crosses_other_waves_and_the_filter_itself_are_no_units() {
        let mut sample = Sample::koriyama().with_segment("所属", "総務部");
        let pair = |attribute: &str, value: &str| (attribute.to_owned(), value.to_owned());
        let own = sample.rows[0].clone();
        let crossed = Segment(vec![pair("所属", "総務部"), pair("年代", "30代")]);
        sample.rows.push(koe_core::release::Row { segment: crossed, ..own.clone() });
        let older = Segment(vec![pair("職位", "係長")]);
        sample.rows.push(koe_core::release::Row { segment: older, wave: "2023".to_owned(), ..own });
        assert_eq!(sample.figures().attributes(), ["所属"]);
        sample.about.filter = Segment(vec![pair("所属", "総務部")]);
        assert_eq!(sample.figures().attributes(), ["年代"], "the cross is a cut of the filtered");
    }

    #[test]
    fn a_cross_has_its_cells_and_margins_in_the_order_of_the_attributes() {
        let mut sample = Sample::koriyama();
        for age in ["30代", "40代"] {
            sample = sample.with_segment("年代", age);
        }
        for position in ["部長級", "係長級"] {
            sample = sample.with_segment("職位", position);
        }
        // Nobody is 30代 and 部長級; the cross does not begin with the first position.
        for (age, position) in [("40代", "係長級"), ("30代", "係長級"), ("40代", "部長級")] {
            sample = sample.with_cross([("年代", age), ("職位", position)]);
        }
        let figures = sample.figures();
        assert_eq!(figures.crosses(), [["年代", "職位"]]);
        let cross = figures.cross(["年代", "職位"]);
        assert_eq!(cross.columns, ["部長級", "係長級"]);
        assert_eq!(cross.lines.iter().map(|line| line.name).collect::<Vec<_>>(), ["30代", "40代"]);
        let there: Vec<bool> = cross.lines.iter().flat_map(|line| &line.cells).map(Option::is_some).collect();
        assert_eq!(there, [false, true, true, true]);
        assert!(cross.margins.iter().chain(cross.lines.iter().map(|line| &line.margin)).all(Option::is_some));
    }

    #[test]
    fn a_unit_is_withheld_when_all_of_it_is() {
        let mut sample = Sample::koriyama().with_segment("所属", "総務部");
        assert!(!sample.figures().units("所属")[0].is_withheld());
        sample.rows.iter_mut().for_each(|row| row.suppressed = true);
        assert!(sample.figures().units("所属")[0].is_withheld());
    }
}
