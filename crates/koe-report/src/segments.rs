//! The segments of one attribute (the units of a city hall, its age groups), as
//! writers read them.

use std::collections::HashMap;

use koe_core::release::{Level, Omnibus, Row};

use crate::figures::{Figures, Part};
use crate::response::Empty;
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
        overall(self.rows)
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
    /// Everyone with the value of a column; none where the rows are not cut by it.
    pub(crate) margins: Option<Vec<Crossed<'a>>>,
}

/// The rows of everyone with both values, or with one of them; or why none of them
/// is among the respondents.
pub(crate) type Crossed<'a> = Result<&'a [Row], Empty>;

/// Everyone with one value of the attribute in rows.
#[derive(Debug, Clone)]
pub(crate) struct CrossLine<'a> {
    pub(crate) name: &'a str,
    pub(crate) cells: Vec<Crossed<'a>>,
    /// None where the rows are not cut by its attribute.
    pub(crate) margin: Option<Crossed<'a>>,
}

/// The overall row of a segment.
pub(crate) fn overall(rows: &[Row]) -> Option<&Row> {
    rows.iter().find(|row| row.level == Level::Overall)
}

impl<'a> Cross<'a> {
    /// The cells that have respondents, line after line.
    pub(crate) fn cells(&self) -> impl Iterator<Item = &'a [Row]> {
        self.lines.iter().flat_map(|line| line.cells.iter().copied().flatten())
    }

    /// Whether a cell belongs to nobody, as far as is known.
    pub(crate) fn has_vacant(&self) -> bool {
        self.lines.iter().flat_map(|line| &line.cells).any(|cell| matches!(cell, Err(Empty::Vacant)))
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

    /// The tests over all units of these attributes: of overall and the top
    /// categories.
    pub(crate) fn tests(self, attributes: &[&str]) -> Vec<&'a Omnibus> {
        let all = self.compared.into_iter().flat_map(|compared| &compared.omnibus);
        let is_top = |test: &&Omnibus| matches!(test.level, Level::Overall | Level::Category);
        all.filter(is_top).filter(|test| test.attributes == attributes).collect()
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

    /// The table of two attributes crossed, with all values that respondents or the
    /// headcount have; with their margins where the rows are also cut by each of
    /// them alone.
    pub(crate) fn cross(self, [rows, columns]: [&'a str; 2]) -> Cross<'a> {
        let mut cells: HashMap<(&str, &str), &[Row]> = HashMap::new();
        let (mut across, mut down) = (Vec::new(), Vec::new());
        let answered = self.conditions().map(|(conditions, own)| (conditions, Some(own)));
        let asked = self.asked().map(|(conditions, _)| (conditions, None));
        for (conditions, own) in answered.chain(asked) {
            let [(first, row), (second, column)] = conditions else { continue };
            if (first.as_str(), second.as_str()) != (rows, columns) {
                continue;
            }
            if let Some(own) = own {
                cells.insert((row, column), own);
            }
            for (names, name) in [(&mut down, row.as_str()), (&mut across, column.as_str())] {
                if !names.contains(&name) {
                    names.push(name);
                }
            }
        }
        let (down, across) = (self.in_order(down, rows), self.in_order(across, columns));
        let cell = |row: &'a str, column: &'a str| {
            let own = cells.get(&(row, column)).copied();
            own.ok_or_else(|| self.empty(&[(rows, row), (columns, column)]))
        };
        let margin = |attribute: &'a str, value: &'a str| {
            let units = self.units(attribute);
            let own = || units.iter().find(|unit| unit.name == value).map(|unit| unit.rows);
            (!units.is_empty()).then(|| own().ok_or_else(|| self.empty(&[(attribute, value)])))
        };
        Cross {
            attributes: [rows, columns],
            lines: down
                .iter()
                .map(|row| CrossLine {
                    name: row,
                    cells: across.iter().map(|column| cell(row, column)).collect(),
                    margin: margin(rows, row),
                })
                .collect(),
            margins: across.iter().map(|column| margin(columns, column)).collect(),
            columns: across,
        }
    }

    /// These values of an attribute in its own order, as far as that is known: the
    /// headcount also has those in which nobody answered.
    fn in_order(self, mut values: Vec<&'a str>, attribute: &str) -> Vec<&'a str> {
        let asked = self.asked().filter_map(|(conditions, _)| match conditions {
            [(name, value)] if name == attribute => Some(value.as_str()),
            _ => None,
        });
        let order: Vec<&str> = asked.chain(self.units(attribute).into_iter().map(|unit| unit.name)).collect();
        values.sort_by_key(|value| order.iter().position(|own| own == value).unwrap_or(usize::MAX));
        values
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
    use koe_core::release::{ResponseState, Segment};

    use super::Empty;

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
        let there: Vec<bool> = cross.lines.iter().flat_map(|line| &line.cells).map(Result::is_ok).collect();
        assert_eq!(there, [false, true, true, true]);
        assert!(cross.margins.unwrap().iter().all(Result::is_ok));
        assert!(cross.lines.iter().all(|line| line.margin.is_some_and(|own| own.is_ok())));
    }

    #[test]
    fn a_value_of_the_headcount_in_which_nobody_answered_has_its_row_or_column() {
        let mut sample = Sample::koriyama();
        for (attribute, value) in [("年代", "30代"), ("職位", "係長級")] {
            sample = sample.with_segment(attribute, value);
        }
        let sample = sample
            .with_cross([("年代", "30代"), ("職位", "係長級")])
            .with_response(&[("職位", "部長級")], ResponseState::Nobody, (0, 12))
            .with_response(&[("職位", "係長級")], ResponseState::Shown, (2118, 3510))
            .with_response(&[("年代", "30代"), ("職位", "部長級")], ResponseState::Nobody, (0, 12));
        let cross = sample.figures().cross(["年代", "職位"]);
        assert_eq!(cross.columns, ["部長級", "係長級"], "in the order of the headcount");
        let silent = Some(Empty::Silent { invited: 12 });
        assert_eq!(cross.lines[0].cells[0].err(), silent);
        assert_eq!(cross.margins.as_ref().and_then(|all| all[0].err()), silent);
        assert!(!cross.has_vacant() && cross.cells().count() == 1);
    }

    #[test]
    fn a_unit_is_withheld_when_all_of_it_is() {
        let mut sample = Sample::koriyama().with_segment("所属", "総務部");
        assert!(!sample.figures().units("所属")[0].is_withheld());
        sample.rows.iter_mut().for_each(|row| row.suppressed = true);
        assert!(sample.figures().units("所属")[0].is_withheld());
    }
}
