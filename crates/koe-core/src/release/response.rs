//! Response rates that may be shown.

use koe_stats::{Decimal, nearest_f64, ratio};
use serde::Serialize;

use super::About;
use crate::quality::{LOW_RESPONSE, Response};
use crate::segment::Segment;

/// What is known of who answered in a group.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum ResponseState {
    /// Headcount, respondents and rate are shown.
    Shown,
    /// Nobody answered: 0 of its headcount.
    Nobody,
    /// Its headcount is under `min_respondents`: no number is shown.
    Withheld,
    /// The headcount does not have the group: no rate is shown.
    NoHeadcount,
}

/// How many of those invited answered, of one group.
///
/// Who answered is not secret, so these counts are a table of their own: a group
/// is shown where its headcount is at least `min_respondents`, whether its scores
/// are shown or not. What a reader can subtract from everyone's counts and those
/// of the other groups is headcount and respondents of a group that is withheld
/// here. That is fine: the gate of the scores assumes that a reader knows who
/// answered, and hides answers. Of a group that the headcount does not have,
/// the respondents are shown where they are at least `min_respondents`.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct ResponseRate {
    /// Name of the wave.
    pub wave: String,
    /// Who was asked: attribute → value; the filter alone is everyone.
    pub segment: Segment,
    /// Whether there are numbers, and why not.
    pub state: ResponseState,
    /// Headcount.
    pub invited: Option<u64>,
    /// Rows with at least one valid answer.
    pub respondents: Option<u64>,
    /// Respondents / headcount, 0..1.
    pub response_rate: Option<f64>,
    /// The same in per cent, as printed.
    pub response_rate_text: Option<Decimal>,
    /// Whether the printed rate is under [`LOW_RESPONSE`] per cent.
    pub low: Option<bool>,
}

impl ResponseRate {
    /// Decides what of a group may be shown; on headcount and respondents only,
    /// never on an answer.
    pub(super) fn of(response: &Response, about: &About) -> Self {
        let &Response { ref segment, invited, respondents } = response;
        let bare = |state| Self {
            wave: about.wave.clone(),
            segment: segment.clone(),
            state,
            invited: None,
            respondents: None,
            response_rate: None,
            response_rate_text: None,
            low: None,
        };
        let enough = |people: u64| people >= about.min_respondents;
        let Some(invited) = invited else {
            let respondents = Some(respondents).filter(|&respondents| enough(respondents));
            return Self { respondents, ..bare(ResponseState::NoHeadcount) };
        };
        if !enough(invited) {
            return bare(ResponseState::Withheld);
        }
        let rate = ratio(respondents, invited);
        let printed = Decimal::round(&(&rate * ratio(100, 1)), about.percent_decimals);
        Self {
            invited: Some(invited),
            respondents: Some(respondents),
            response_rate: Some(nearest_f64(&rate)),
            response_rate_text: Some(printed),
            low: Some(printed.exact() < ratio(LOW_RESPONSE, 1)),
            ..bare(if respondents == 0 { ResponseState::Nobody } else { ResponseState::Shown })
        }
    }
}

#[cfg(test)]
mod tests;
