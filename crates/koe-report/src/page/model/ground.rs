//! The ground of a figure, by the names that the style sheet has for it.

use koe_core::definition::Language;
use serde::Serialize;

use crate::chart::parts::Ground;
use crate::steps::Bounds;

/// A colour with what it stands for.
#[derive(Serialize)]
pub(super) struct Step {
    class: String,
    text: String,
}

/// The steps of a difference, for a key.
pub(super) fn steps(bounds: &Bounds, language: Language) -> Vec<Step> {
    let step = |(step, text)| Step { class: class(Ground::Difference(step)), text };
    bounds.key(language).into_iter().map(step).collect()
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

    #[test]
    fn a_class_stands_for_a_step_and_its_side() {
        let grounds = [-3, -1, 0, 2].map(|step| class(Ground::Difference(step)));
        assert_eq!(grounds, ["dn3", "dn1", "", "up2"]);
        assert_eq!([Ground::Untold, Ground::Plain, Ground::Score(6)].map(class), ["q", "", "s7"]);
        let key: Vec<String> =
            steps(&Bounds::of((1, 6)), Language::Ja).into_iter().map(|step| step.class + &step.text).collect();
        assert_eq!((key[0].as_str(), key[5].as_str()), ("dn3−0.22以下", "up3+0.22以上"));
    }
}
