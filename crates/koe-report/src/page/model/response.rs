//! In section 3: who answered, by the values of an attribute.

use koe_core::definition::Language;
use koe_core::quality::LOW_RESPONSE;
use koe_core::release::{ResponseRate, ResponseState};
use koe_stats::ratio;
use serde::Serialize;

use super::axis::Tick;
use super::{Caption, Name};
use crate::figures::Figures;
use crate::page::strip;
use crate::response::Grouping;
use crate::typeset::{NOTHING, figure};
use crate::window::Window;
use crate::wording::{ResponseWords, Sentences, low_response, of_n, out_of, part_words, response_words};

/// The rates of one attribute.
#[derive(Serialize)]
pub(super) struct Rates {
    /// Tells this figure from those of other attributes.
    id: usize,
    attribute: Name,
    caption: Caption,
    note: String,
    words: &'static ResponseWords,
    /// What stands over the figures.
    rate: &'static str,
    people: &'static str,
    /// 0, 60 and 100 %.
    ticks: [Tick; 3],
    withheld: bool,
    rows: Vec<Row>,
}

/// Everyone, or a group; nothing shown where it is withheld.
#[derive(Serialize)]
struct Row {
    name: Name,
    everyone: bool,
    shown: Option<Shown>,
}

#[derive(Serialize)]
struct Shown {
    /// Whether it has a place on the axis.
    known: bool,
    /// Where the bar ends; no bar where nobody answered or no rate is known.
    bar: Option<String>,
    /// Why there is none.
    absent: Option<&'static str>,
    rate: String,
    people: String,
    /// 60%未満.
    low: Option<String>,
}

impl Rates {
    /// Nothing where the headcount does not tell.
    pub(super) fn of(figures: Figures<'_>, attribute: &str) -> Option<Self> {
        let groupings = figures.groupings();
        let (id, by) = (1..).zip(&groupings).find(|(_, by)| by.name == attribute)?;
        Some(table(figures, by, id))
    }
}

fn table(figures: Figures<'_>, by: &Grouping<'_>, id: usize) -> Rates {
    let language = figures.about.language;
    let sentences = Sentences::new(figures, language);
    let whole = Window::whole((0, 100));
    let everyone = figures.response_of_everyone().map(|rate| Row {
        name: Name::plain(response_words(language).everyone, language),
        everyone: true,
        shown: shown(rate, &whole, language),
    });
    let groups = by.groups.iter().map(|group| Row {
        name: Name::plain(&group.name, language),
        everyone: false,
        shown: shown(group.rate, &whole, language),
    });
    let rows: Vec<Row> = everyone.into_iter().chain(groups).collect();
    let tick = |percent: i32| Tick {
        at: strip::place(&ratio(percent, 1), &whole),
        text: format!("{percent}%"),
        middle: percent == LOW_RESPONSE,
    };
    Rates {
        id,
        attribute: Name::plain(&by.name, language),
        caption: Caption { title: sentences.rates_headline(by), subtitle: sentences.rates_subtitle(by) },
        note: sentences.rates_note(),
        words: response_words(language),
        rate: part_words(language).rate,
        people: part_words(language).answered_of_invited,
        ticks: [0, LOW_RESPONSE, 100].map(tick),
        withheld: rows.iter().any(|row| row.shown.is_none()),
        rows,
    }
}

fn shown(rate: &ResponseRate, whole: &Window, language: Language) -> Option<Shown> {
    let parts = part_words(language);
    if let (Some(printed), Some(respondents), Some(invited)) = (rate.response_rate_text, rate.respondents, rate.invited)
    {
        let nobody = respondents == 0;
        return Some(Shown {
            known: true,
            bar: (!nobody).then(|| strip::position(printed, whole)),
            absent: nobody.then_some(parts.nobody),
            rate: format!("{}%", figure(printed)),
            people: out_of(respondents, invited, language),
            low: rate.low.filter(|&low| low).map(|_| low_response(language)),
        });
    }
    (rate.state == ResponseState::NoHeadcount).then(|| Shown {
        known: false,
        bar: None,
        absent: Some(parts.no_rate),
        rate: NOTHING.to_owned(),
        people: rate.respondents.map_or_else(|| NOTHING.to_owned(), |n| of_n(n, language)),
        low: None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sample::Sample;

    #[test]
    fn bars_end_at_the_printed_rate_and_absences_have_none() {
        let sample = Sample::koriyama().with_responses("部局");
        let rates = Rates::of(sample.figures(), "部局").unwrap();
        // 2 + 0.96 × 60.14 = 59.73; 60 → 59.60; 59.80 → 59.41.
        let bars: Vec<Option<&str>> =
            rates.rows.iter().map(|row| row.shown.as_ref().and_then(|shown| shown.bar.as_deref())).collect();
        assert_eq!(bars, [Some("59.73%"), Some("59.60%"), Some("59.41%"), None, None, None]);
        let low: Vec<bool> = rates.rows.iter().flat_map(|row| &row.shown).map(|shown| shown.low.is_some()).collect();
        assert_eq!(low, [false, false, true, true, false]);
        assert!(rates.withheld && rates.rows[4].shown.is_none());
        assert_eq!(rates.rows[5].shown.as_ref().unwrap().people, "15人");
        assert!(Rates::of(sample.figures(), "年代").is_none());
    }
}
