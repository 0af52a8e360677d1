//! The big figures of a report's first screen.

use koe_core::definition::Language;
use serde::Serialize;

use crate::figures::Figures;
use crate::typeset::{count, figure, percent};
use crate::wording::{Sentences, words, year};

/// A big figure with what it is.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub(crate) struct Fact {
    /// What it is: 全体スコア.
    pub(crate) name: String,
    /// The figure: 4.06.
    pub(crate) big: String,
    /// What follows it in small: %, / 9.
    pub(crate) small: String,
    /// What to know of it.
    pub(crate) note: String,
    /// Whether it is the score of this wave.
    pub(crate) accent: bool,
}

/// At most four: the score, its target, how many categories are short of theirs
/// (or of the overall score), who answered. None where there is no overall row.
pub(crate) fn facts(figures: Figures<'_>, language: Language) -> Vec<Fact> {
    let words = words(language);
    let about = figures.about;
    let sentences = Sentences::new(figures, language);
    let Some(row) = figures.overall() else { return Vec::new() };
    let mut facts = Vec::new();
    let mut add = |name: String, big: String, small: String, note: String| {
        facts.push(Fact { accent: facts.is_empty(), name, big, small, note });
        facts.len()
    };

    let score = row.mean_text.map_or_else(|| words.withheld_short.to_owned(), figure);
    let mut number = add(words.overall_score.to_owned(), score, String::new(), sentences.scale());
    if let (Some(target), Some(gap)) = (row.target_text, row.gap_text) {
        let name = sentences.target_name(about.target_year.map(|western| year(western, language, about.years)));
        number = add(name, figure(target), String::new(), sentences.gap_note(gap));
    }
    let (below, all) = figures.below_target();
    if all > 0 {
        let note = sentences.others_note(below, all);
        number = add(sentences.below_target_name(), below.to_string(), format!(" / {all}"), note);
    } else if let Some(all) = row.mean_text.map(|_| figures.lowest().iter().filter(|row| row.comparable).count())
        && all > 0
    {
        let below = figures.below_overall.len();
        number = add(sentences.below_overall_name(), below.to_string(), format!(" / {all}"), String::new());
    }
    if number < 3
        && let Some(share) = row.favorable.and_then(|share| percent(share, language))
    {
        add(words.favorable.to_owned(), share, "%".to_owned(), sentences.favorable_note());
    }
    match (row.response_rate_text, sentences.answered()) {
        (Some(rate), Some(answered)) => {
            add(words.response_rate.to_owned(), figure(rate), "%".to_owned(), answered);
        }
        _ => {
            if let Some(n) = row.respondents {
                add(words.respondents.to_owned(), count(n), String::new(), String::new());
            }
        }
    }
    facts
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sample::Sample;

    fn told(sample: &Sample) -> Vec<String> {
        facts(sample.figures(), Language::Ja).iter().map(|fact| format!("{}{}", fact.big, fact.small)).collect()
    }

    #[test]
    fn four_figures_say_where_we_are() {
        // The scores, the target and the rate that Koriyama printed; 5 of its 9
        // subcategories are below their targets.
        assert_eq!(told(&Sample::koriyama()), ["4.06", "4.17", "5 / 9", "60.14%"]);
        let facts = facts(Sample::koriyama().figures(), Language::Ja);
        assert_eq!(facts.iter().filter(|fact| fact.accent).count(), 1);
        assert!(facts[0].accent);
    }

    #[test]
    fn without_targets_the_favorable_share_fills_in() {
        assert_eq!(told(&Sample::koriyama().without_targets()), ["4.06", "5 / 9", "44%", "60.14%"]);
    }

    #[test]
    fn a_withheld_score_is_a_word_and_nobody_is_nothing() {
        let mut sample = Sample::koriyama().without_targets();
        for code in sample.rows.iter().map(|row| row.code.clone()).collect::<Vec<_>>() {
            sample.withhold(&code);
        }
        assert_eq!(told(&sample), ["非公表"]);
        sample.rows.clear();
        assert!(told(&sample).is_empty());
    }
}
