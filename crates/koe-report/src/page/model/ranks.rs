//! Chart e: the units of an attribute ranked, as far as the data tell.

use koe_stats::Decimal;
use serde::Serialize;

use super::super::strip;
use super::axis::{Cut, Line, Tick, ticks};
use super::{Caption, Name, n};
use crate::figures::Figures;
use crate::ranking::{Ranking, drawn_interval, standing};
use crate::segments::Unit;
use crate::typeset::{NOTHING, figure, range};
use crate::window::Window;
use crate::wording::compare::ranks;
use crate::wording::{Sentences, part_words, words};

#[derive(Serialize)]
pub(super) struct Ranks {
    caption: Caption,
    cut: Option<Cut>,
    /// What the axis shows.
    scale: String,
    ticks: Vec<Tick>,
    everyone: Option<Line>,
    groups: Vec<Group>,
    /// What an open dot means.
    key_open: String,
    /// Why intervals that do not meet leave units without an order; where some do.
    joint: Option<&'static str>,
    /// Which marks the key needs.
    intervals: bool,
    open: bool,
    withheld: bool,
}

/// Units that stand together.
#[derive(Serialize)]
struct Group {
    /// Whether they are several, which have no order.
    tied: bool,
    units: Vec<Place>,
}

/// A unit; nothing shown where it is withheld.
#[derive(Serialize)]
struct Place {
    name: Name,
    shown: Option<Shown>,
}

#[derive(Serialize)]
struct Shown {
    at: String,
    score: String,
    n: String,
    /// Where the interval begins and ends; none for few respondents.
    ends: Option<(String, String)>,
    /// The same in words.
    interval: String,
    rank: String,
}

impl Ranks {
    pub(super) fn of(figures: Figures<'_>, attribute: &str, units: &[Unit<'_>], window: &Window) -> Self {
        let language = figures.about.language;
        let sentences = Sentences::new(figures, language);
        let (low, high) = window.ends();
        let mean = figures.overall().and_then(|row| row.mean_text);
        let groups = groups(&Ranking::of(units), window, figures);
        let shown = || groups.iter().flat_map(|group| &group.units).filter_map(|unit| unit.shown.as_ref());
        Self {
            caption: Caption {
                title: sentences.ranks_headline(attribute, units),
                subtitle: sentences.ranks_subtitle(units),
            },
            cut: sentences.cut(window).map(|text| Cut::of(text, window, figures.about.scale)),
            scale: range(&low, &high, language),
            ticks: ticks(window),
            everyone: mean.zip(sentences.overall_line()).map(|(mean, text)| Line::of(mean, text, window)),
            key_open: sentences.key_open(),
            intervals: shown().any(|unit| unit.ends.is_some()),
            open: shown().any(|unit| unit.ends.is_none()),
            withheld: groups.iter().flat_map(|group| &group.units).any(|unit| unit.shown.is_none()),
            joint: groups.iter().any(|group| group.tied).then(|| part_words(language).note_joint),
            groups,
        }
    }
}

fn groups(ranking: &Ranking<'_>, window: &Window, figures: Figures<'_>) -> Vec<Group> {
    let group = |units: &[Unit<'_>], tied: bool| Group {
        tied,
        units: units.iter().map(|unit| place(*unit, window, figures)).collect(),
    };
    let bands = ranking.bands.iter().map(|band| group(band, band.len() > 1));
    let rest = [&ranking.unranked, &ranking.withheld].into_iter().filter(|units| !units.is_empty());
    bands.chain(rest.map(|units| group(units, false))).collect()
}

fn place(unit: Unit<'_>, window: &Window, figures: Figures<'_>) -> Place {
    let (language, places) = (figures.about.language, figures.about.decimals);
    let position = |value: Decimal| strip::position(value, window);
    let ends = drawn_interval(unit, places);
    let of = unit.overall().and_then(|row| row.comparison.as_ref()?.ranked);
    let rank = standing(unit).zip(of).map(|(own, of)| ranks(own.ranks.0, own.ranks.1, of, language));
    let shown = unit.overall().and_then(|row| Some((row, row.mean_text?))).map(|(row, mean)| Shown {
        at: position(mean),
        score: figure(mean),
        n: n(row),
        ends: ends.map(|(low, high)| (position(low), position(high))),
        interval: ends.map_or_else(String::new, |(low, high)| {
            format!("{} {}", words(language).interval, range(&figure(low), &figure(high), language))
        }),
        rank: rank.unwrap_or_else(|| NOTHING.to_owned()),
    });
    Place { name: Name::plain(unit.name, language), shown }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sample::Sample;

    #[test]
    fn units_stand_in_bands_with_intervals_and_ranks() {
        let mut sample = Sample::koriyama();
        for unit in ["総務部", "環境部", "財務部", "議会事務局", "監査委員事務局"] {
            sample = sample.with_segment("部局", unit);
        }
        sample.compared("総務部", "0.21", 0.012, (2, 3, 4));
        sample.compared("環境部", "-0.30", 0.001, (1, 1, 4));
        sample.compared("財務部", "0.20", 0.012, (2, 3, 4));
        sample.compared("議会事務局", "0.10", 0.9, (1, 4, 4));
        sample.withhold_unit("監査委員事務局");
        for row in sample.rows.iter_mut().filter(|row| row.segment.0.iter().any(|(_, own)| own == "議会事務局")) {
            row.respondents = Some(19);
        }
        let figures = sample.figures();
        let ranks = Ranks::of(figures, "部局", &figures.units("部局"), &figures.dot_window());
        let names = |group: &Group| group.units.iter().map(|unit| unit.name.text.clone()).collect::<Vec<_>>().join(" ");
        let groups: Vec<(bool, String)> = ranks.groups.iter().map(|group| (group.tied, names(group))).collect();
        let expected = [(false, "環境部"), (true, "財務部 総務部"), (false, "議会事務局"), (false, "監査委員事務局")];
        assert_eq!(groups, expected.map(|(tied, names)| (tied, names.to_owned())));
        let unit = |group: usize| ranks.groups[group].units[0].shown.as_ref();
        let first = unit(0).unwrap();
        // 3.0 to 5.0 as the items', 2 to 98 %: 4.36 → 2 + 96 × 0.68 = 67.28.
        assert_eq!((first.at.as_str(), first.score.as_str(), first.rank.as_str()), ("67.28%", "4.36", "1／4"));
        assert!(first.interval.starts_with("95%区間 "));
        assert_eq!(unit(1).unwrap().rank, "2〜3／4");
        let few = unit(2).unwrap();
        assert!(few.ends.is_none() && few.rank == NOTHING && few.n == "19");
        assert!(unit(3).is_none());
        assert!(ranks.intervals && ranks.open && ranks.withheld);
        assert!(ranks.joint.is_some_and(|said| said.contains("同時95%区間")));
    }
}
