//! The ground of a figure, by the names that the style sheet has for it.

use koe_core::definition::Language;
use koe_core::release::Row;
use serde::Serialize;

use crate::chart::parts::{Ground, difference_steps};
use crate::verdict::Verdict;

/// A colour with what it stands for.
#[derive(Serialize)]
pub(super) struct Step {
    class: String,
    text: String,
}

/// The steps of a difference, for a key.
pub(super) fn steps(language: Language) -> Vec<Step> {
    difference_steps(language).into_iter().map(|(ground, text)| Step { class: class(ground), text }).collect()
}

/// What lies under the difference of a row; coloured only where the difference
/// holds after adjustment, on the scale that the steps are of.
pub(super) fn of_difference(row: &Row) -> Ground {
    let holds = matches!(Verdict::of(row), Verdict::Higher | Verdict::Lower);
    match row.comparison.as_ref().and_then(|own| own.difference_text) {
        None => Ground::Plain,
        Some(_) if holds && !row.comparable => Ground::Plain,
        Some(difference) => Ground::difference(difference, holds),
    }
}

/// The class of a figure on its ground: none on paper, grey where the data do not
/// tell a difference.
pub(super) fn class(ground: Ground) -> String {
    match ground {
        Ground::Plain | Ground::Difference(0) => String::new(),
        Ground::Untold => "q".to_owned(),
        Ground::Score(step) => format!("s{}", step + 1),
        Ground::Difference(step @ ..0) => format!("dn{}", step.unsigned_abs()),
        Ground::Difference(step) => format!("up{step}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sample::Sample;

    #[test]
    fn a_class_stands_for_a_step_and_its_side() {
        let grounds = [-3, -1, 0, 2].map(|step| class(Ground::Difference(step)));
        assert_eq!(grounds, ["dn3", "dn1", "", "up2"]);
        assert_eq!([Ground::Untold, Ground::Plain, Ground::Score(6)].map(class), ["q", "", "s7"]);
        let key: Vec<String> = steps(Language::Ja).into_iter().map(|step| step.class + &step.text).collect();
        assert_eq!((key[0].as_str(), key[5].as_str()), ("dn3−0.22以下", "up3+0.22以上"));
    }

    #[test]
    fn only_a_difference_that_holds_on_the_scale_of_overall_has_a_colour() {
        let ground = |less: &str, p: f64, comparable: bool| {
            let mut sample = Sample::koriyama().with_segment("部局", "総務部");
            sample.compared("総務部", less, p, (1, 1, 2));
            let row = Row { comparable, ..sample.figures().units("部局")[0].rows[0].clone() };
            class(of_difference(&row))
        };
        assert_eq!(ground("0.22", 0.01, true), "dn3");
        assert_eq!(ground("-0.05", 0.01, true), "up1");
        assert_eq!(ground("-0.04", 0.01, true), "");
        assert_eq!(ground("0.22", 0.06, true), "q");
        assert_eq!(ground("0.22", 0.01, false), "");
        assert_eq!(ground("0.22", 0.06, false), "q");
    }
}
