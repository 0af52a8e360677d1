//! Section 3: the units of each attribute, and two attributes crossed.

use koe_core::definition::Language;
use koe_core::release::{Level, Omnibus};
use serde::Serialize;

use super::Name;
use super::cross::Cross;
use super::heatmap::{Frame, Heatmap};
use super::ranks::Ranks;
use super::response::Rates;
use crate::figures::Figures;
use crate::segments::Unit;
use crate::steps::Bounds;
use crate::typeset::one_line;
use crate::window::Window;
use crate::wording::compare::omnibus;
use crate::wording::{Sentences, difference_colours, words};

#[derive(Serialize)]
pub(super) struct Comparison {
    title: &'static str,
    note: String,
    /// The largest differences, a sentence each.
    findings: Vec<String>,
    /// Overall and the top categories.
    columns: Vec<Name>,
    attributes: Vec<Attribute>,
    crosses: Vec<Crossed>,
}

/// The units of one attribute.
#[derive(Serialize)]
struct Attribute {
    name: Name,
    /// Where the units were compared.
    differences: Option<Heatmap>,
    scores: Heatmap,
    ranks: Option<Ranks>,
    tests: Vec<Test>,
    /// Who answered, where the headcount tells.
    rates: Option<Rates>,
}

/// Two attributes crossed.
#[derive(Serialize)]
struct Crossed {
    name: Name,
    table: Cross,
    tests: Vec<Test>,
    rates: Option<Rates>,
}

/// One test over all units.
#[derive(Serialize)]
struct Test {
    /// What was tested: overall, or a category.
    name: Name,
    text: String,
}

impl Comparison {
    /// Nothing where the figures are not cut by an attribute.
    pub(super) fn of(figures: Figures<'_>) -> Option<Self> {
        let (attributes, crosses) = (figures.attributes(), figures.crosses());
        if attributes.is_empty() && crosses.is_empty() {
            return None;
        }
        let language = figures.about.language;
        let sentences = Sentences::new(figures, language);
        let (title, note) = sentences.comparison_section();
        let colours = difference_colours(&Bounds::of(figures.about.scale), language);
        let note = if figures.compared.is_some() {
            [note, &colours].join(if language == Language::Ja { "" } else { " " })
        } else {
            note.to_owned()
        };
        let (frame, window) = (Frame::of(figures), figures.dot_window());
        let attributes = attributes.into_iter().map(|name| attribute(name, figures, &frame, &window));
        Some(Self {
            title,
            note,
            findings: sentences.differences(),
            columns: frame.names(),
            attributes: attributes.collect(),
            crosses: crosses.into_iter().map(|pair| crossed(pair, figures)).collect(),
        })
    }
}

fn attribute(name: &str, figures: Figures<'_>, frame: &Frame<'_>, window: &Window) -> Attribute {
    let units = figures.units(name);
    let compared = is_compared(&units);
    Attribute {
        name: Name::plain(name, figures.about.language),
        differences: compared.then(|| frame.differences(name, &units)),
        scores: frame.scores(name, &units),
        ranks: compared.then(|| Ranks::of(figures, name, &units, window)),
        tests: tests(figures, &[name]),
        rates: Rates::of(figures, name),
    }
}

fn crossed(pair: [&str; 2], figures: Figures<'_>) -> Crossed {
    let name = pair.join(" × ");
    Crossed {
        name: Name::plain(&name, figures.about.language),
        table: Cross::of(figures, pair),
        tests: tests(figures, &pair),
        rates: Rates::of(figures, &name),
    }
}

fn is_compared(units: &[Unit<'_>]) -> bool {
    units.iter().flat_map(|unit| unit.rows).any(|row| row.comparison.is_some())
}

/// The tests over the units of these attributes: overall and the top categories.
fn tests(figures: Figures<'_>, attributes: &[&str]) -> Vec<Test> {
    let language = figures.about.language;
    let test = |test: &Omnibus| {
        let name = match test.level {
            Level::Overall => Name::plain(words(language).overall, language),
            _ => Name::plain(&test.name, language),
        };
        Some(Test { name, text: one_line(&omnibus(test, language)?) })
    };
    figures.tests(attributes).into_iter().filter_map(test).collect()
}

#[cfg(test)]
mod tests {
    use koe_core::release::Compared;

    use super::*;
    use crate::sample::{Sample, one_test};

    #[test]
    fn every_attribute_has_its_own_tests_of_overall_and_top_categories() {
        let mut sample = Sample::koriyama().with_segment("部局", "総務部").with_segment("年代", "30代");
        let omnibus = vec![
            one_test(&["部局"], Level::Overall, "overall"),
            one_test(&["部局"], Level::Category, "1"),
            one_test(&["部局"], Level::Subcategory, "1.1"),
            one_test(&["年代"], Level::Category, "2"),
        ];
        sample.compared = Some(Compared { omnibus, ..Compared::default() });
        let section = Comparison::of(sample.figures()).unwrap();
        let names = |index: usize| -> Vec<&str> {
            section.attributes[index].tests.iter().map(|test| test.name.text.as_str()).collect()
        };
        assert_eq!((names(0), names(1)), (vec!["全体", "項目1"], vec!["項目2"]));
        assert!(section.attributes[0].tests[0].text.contains("F(2, 41.2) = 5.10"));
        assert_eq!(section.title, "比較");
    }

    #[test]
    fn figures_that_were_not_compared_have_scores_only() {
        let sample = Sample::koriyama().with_segment("部局", "総務部");
        let section = Comparison::of(sample.figures()).unwrap();
        let attribute = &section.attributes[0];
        assert!(attribute.differences.is_none() && attribute.ranks.is_none() && attribute.tests.is_empty());
        assert_eq!((section.title, section.findings.len()), ("属性別", 0));
        assert!(Comparison::of(Sample::koriyama().figures()).is_none());
    }
}
