//! The segments of one attribute (the units of a city hall, its age groups), as
//! writers read them.

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
        let about = self.about;
        self.parts().into_iter().filter(move |part| part.wave == about.wave).filter_map(
            move |Part { segment, rows, .. }| match segment.0.strip_prefix(about.filter.0.as_slice())? {
                [(attribute, value)] => Some((attribute.as_str(), Unit { name: value, rows })),
                _ => None,
            },
        )
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
    fn a_unit_is_withheld_when_all_of_it_is() {
        let mut sample = Sample::koriyama().with_segment("所属", "総務部");
        assert!(!sample.figures().units("所属")[0].is_withheld());
        sample.rows.iter_mut().for_each(|row| row.suppressed = true);
        assert!(sample.figures().units("所属")[0].is_withheld());
    }
}
