//! The big figures of a report's first screen.

use koe_core::definition::Language;
use koe_stats::{Decimal, ratio};
use serde::Serialize;

use crate::figures::Figures;
use crate::typeset::{count, figure, percent};
use crate::wording::{Sentences, words, year};

/// A big figure with what it is.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub(crate) struct Fact {
    /// What it is: 全体スコア.
    pub(crate) name: String,
    /// The figure as it is printed: 4.06; a word where it is withheld.
    pub(crate) big: String,
    /// The same as a number; none where it is withheld.
    #[serde(skip)]
    pub(crate) value: Option<Decimal>,
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
    let mut add = |name: &str, (value, big): (Option<Decimal>, String), small: &str, note: String| {
        let accent = facts.is_empty();
        facts.push(Fact { name: name.to_owned(), big, value, small: small.to_owned(), note, accent });
        facts.len()
    };
    let printed = |value: Decimal| (Some(value), figure(value));
    let whole = |n: u64| (Some(Decimal::round(&ratio(n, 1), 0)), count(n));
    let number = |n: usize| whole(u64::try_from(n).unwrap_or(u64::MAX));

    let score = row.mean_text.map_or_else(|| (None, words.withheld_short.to_owned()), printed);
    let note = [Some(sentences.scale()), sentences.overall_doubt()];
    let note = note.into_iter().flatten().collect::<Vec<_>>().join(words.separator);
    let mut shown = add(words.overall_score, score, "", note);
    if let (Some(target), Some(gap)) = (row.target_text, row.gap_text) {
        let name = sentences.target_name(about.target_year.map(|western| year(western, language, about.years)));
        shown = add(&name, printed(target), "", sentences.gap_note(gap));
    }
    let (below, all) = figures.below_target();
    if all > 0 {
        let note = sentences.others_note(below, all);
        shown = add(&sentences.below_target_name(), number(below), &format!(" / {all}"), note);
    } else if let Some(all) = row.mean_text.map(|_| figures.lowest().iter().filter(|row| row.comparable).count())
        && all > 0
    {
        let below = number(figures.below_overall.len());
        shown = add(&sentences.below_overall_name(), below, &format!(" / {all}"), String::new());
    }
    if shown < 3
        && let Some(share) = row.favorable.and_then(|share| percent(share, language))
    {
        // A share that prints as 1未満 is 0 as a whole number.
        let value = share.parse().unwrap_or_else(|_| Decimal::round(&ratio(0, 1), 0));
        add(words.favorable, (Some(value), share), "%", sentences.favorable_note());
    }
    match (row.response_rate_text, sentences.answered(), row.respondents) {
        (Some(rate), Some(answered), _) => add(words.response_rate, printed(rate), "%", answered),
        (_, _, Some(n)) => add(words.respondents, whole(n), "", String::new()),
        _ => shown,
    };
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
        let mut sample = Sample::koriyama().without_targets().silent();
        assert_eq!(told(&sample), ["非公表"]);
        sample.rows.clear();
        assert!(told(&sample).is_empty());
    }
}
