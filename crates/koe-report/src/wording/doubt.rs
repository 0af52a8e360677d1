//! Words of what surrounds a score with doubt: its interval.

use koe_core::definition::Language;

use super::{Sentences, words};
use crate::doubt::{FEW, drawn_interval};
use crate::typeset::{figure, range};

impl Sentences<'_> {
    /// The interval of the overall score, which says how sure a distance from the
    /// target is; or that it has none: 95%区間 4.02〜4.10.
    pub(crate) fn overall_doubt(self) -> Option<String> {
        let row = self.figures.overall().filter(|row| row.mean_text.is_some())?;
        let Some((low, high)) = drawn_interval(row, self.figures.about.decimals) else {
            return Some(self.no_interval());
        };
        let interval = range(&figure(low), &figure(high), self.language);
        Some(format!("{} {interval}", words(self.language).interval))
    }

    /// What an open dot means.
    pub(crate) fn key_open(self) -> String {
        match self.language {
            Language::Ja => format!("白丸＝{}", self.no_interval()),
            Language::En => format!("open dot = {}", self.no_interval()),
        }
    }

    /// Which scores are drawn without an interval.
    pub(super) fn intervals_drawn(self) -> String {
        let least = self.least_drawn();
        match self.language {
            Language::Ja => format!("図では、回答者{least}人未満のスコアを白丸とし、区間を引きません。"),
            Language::En => {
                format!(" In charts, scores of fewer than {least} respondents are open dots without an interval.")
            }
        }
    }

    fn no_interval(self) -> String {
        let least = self.least_drawn();
        match self.language {
            Language::Ja => format!("区間なし（{least}人未満）"),
            Language::En => format!("no interval (under {least})"),
        }
    }

    fn least_drawn(self) -> u64 {
        FEW.max(self.figures.about.min_detail)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sample::Sample;

    #[test]
    fn the_overall_score_stands_with_its_interval_or_says_that_it_has_none() {
        let mut sample = Sample::koriyama();
        let said = |sample: &Sample, language| Sentences::new(sample.figures(), language).overall_doubt();
        // 4.06 ± 0.051.
        assert_eq!(said(&sample, Language::Ja).unwrap(), "95%区間 4.01〜4.11");
        assert_eq!(said(&sample, Language::En).unwrap(), "95% interval 4.01–4.11");
        sample.rows[0].respondents = Some(19);
        assert_eq!(said(&sample, Language::Ja).unwrap(), "区間なし（20人未満）");
        sample.about.min_detail = 30;
        assert_eq!(said(&sample, Language::En).unwrap(), "no interval (under 30)");
        sample.withhold("overall");
        assert_eq!(said(&sample, Language::Ja), None);
    }
}
