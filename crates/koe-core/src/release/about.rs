//! What released figures are.

use super::Proof;
use crate::definition::{Definition, Language, Rule, TargetKey, TargetRule, Years};
use crate::segment::Segment;
use crate::tally::Shape;

/// What the figures are: survey, wave, rule, thresholds. No answers in it.
#[derive(Debug, Clone)]
pub struct About {
    /// Name of the survey.
    pub survey: String,
    /// What of the answers is made up, where they are.
    pub synthetic: Option<String>,
    /// Language of the names in the rows.
    pub language: Language,
    /// How years are written.
    pub years: Years,
    /// Label of the wave (令和7年度).
    pub wave_label: String,
    /// Name of the wave (2025).
    pub wave: String,
    /// The wave's fiscal year as a Western one, where it is known.
    pub wave_year: Option<i32>,
    /// How items become a category score.
    pub rule: Rule,
    /// Digits after the point of a printed score.
    pub decimals: u32,
    /// Digits after the point of a printed percentage.
    pub percent_decimals: u32,
    /// Lowest and highest value a composite can have (1 and 6).
    pub scale: (i32, i32),
    /// Favorable scored values of the scale, where all items share one scale.
    pub favorable: Vec<i32>,
    /// Points of the scale, lowest first, with their label where there is one;
    /// empty where items have different scales.
    pub points: Vec<(i32, Option<String>)>,
    /// The respondents looked at: attribute → value; empty is everyone.
    pub filter: Segment,
    /// The year the targets are for.
    pub target_year: Option<i32>,
    /// The rule that set them.
    pub target_rule: Option<TargetRule>,
    /// Smallest number of respondents of a shown group.
    pub min_respondents: u64,
    /// Smallest number of respondents under a shown interval, share or distribution.
    pub min_detail: u64,
    /// What the gate proved of the figures; nothing before they passed it.
    pub proof: Proof,
}

impl About {
    pub(crate) fn new(
        definition: &Definition,
        wave: usize,
        shape: &Shape,
        (language, years): (Language, Years),
        filter: Segment,
    ) -> Self {
        let own = &definition.waves[wave];
        let overall = crate::target::items(shape, TargetKey::Overall);
        let mut used: Vec<usize> = overall.iter().map(|&item| shape.codebook.items[item].coding).collect();
        used.dedup();
        let one = match used.as_slice() {
            &[scale] => Some(&definition.scales[scale]),
            _ => None,
        };
        let ends = used.first().map_or((0, 0), |&scale| (definition.scales[scale].min, definition.scales[scale].max));
        let label = |code: i32| {
            let scale = one?;
            scale.labels.iter().find(|(_, own)| *own == code).map(|(label, _)| label.clone())
        };
        Self {
            survey: definition.name.clone(),
            synthetic: definition.synthetic.clone(),
            language,
            years,
            wave_label: own.label.clone(),
            wave: own.name.clone(),
            wave_year: own.year,
            rule: definition.score.rule,
            decimals: definition.score.decimals,
            percent_decimals: definition.score.percent_decimals,
            scale: if definition.score.rescale { (0, 100) } else { ends },
            favorable: one.map(|scale| scale.favorable.iter().copied().collect()).unwrap_or_default(),
            points: one
                .map(|scale| (scale.min..=scale.max).map(|code| (code, label(code))).collect())
                .unwrap_or_default(),
            filter,
            target_year: definition.target.as_ref().map(|plan| plan.year),
            target_rule: definition.target.as_ref().and_then(|plan| plan.rule),
            min_respondents: definition.privacy.min_respondents,
            min_detail: definition.privacy.min_detail,
            proof: Proof::default(),
        }
    }
}
