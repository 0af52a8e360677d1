//! Several waves, released together.
//!
//! Those who answered an anonymous survey twice answered it twice: each wave
//! passes the gate with tables of its own. What joins waves is computed from
//! rows that are shown in both.

mod about;
mod changes;
mod groups;
mod parts;
mod row;
mod why;

use std::collections::{BTreeMap, BTreeSet};

pub use about::{BaselinePlace, By, Decomposition, LeftOut, Part, PartsState, Regrouped, Trend, WaveName, Weights};
use koe_stats::nearest_f64;
pub use row::{Change, InTrend, Overlap, PathStatus, Projected};

use super::gate::gate;
use super::{CodeName, Level, Proof, Released, Row};
use crate::definition::{Definition, TargetKey};
use crate::findings::{Counted, Finding, Findings};
use crate::trend::Trending;

/// What waves are released together, and as what.
pub(crate) struct Together<'a> {
    /// The definition of the survey.
    pub(crate) definition: &'a Definition,
    /// The definition of each wave.
    pub(crate) own: &'a [Definition],
    /// The waves by index, oldest first.
    pub(crate) waves: &'a [usize],
    /// The items that are the same in all of them.
    pub(crate) used: &'a BTreeSet<usize>,
    /// Lines that lost their target.
    pub(crate) aimless: &'a BTreeSet<TargetKey>,
    /// The waves as they were counted.
    pub(crate) counted: &'a [Counted],
    /// What is asked for.
    pub(crate) trending: &'a Trending,
    /// Figures of the latest wave that are shown beside the trend.
    pub(crate) beside: Option<&'a Released>,
}

/// Decides what of several waves may be shown, each by itself, and joins what
/// is shown; nothing of no wave.
pub(crate) fn release_trend(together: &Together<'_>, findings: &[Findings]) -> Option<Released> {
    let beside = |wave: usize| together.beside.filter(|_| wave + 1 == findings.len());
    let own = together.own.iter().zip(findings).enumerate();
    let mut gated: Vec<Released> = own.map(|(wave, (own, of))| gate(own, of, beside(wave))).collect();
    let run = Run::new(together, findings, &gated);
    let in_trend = run.rows();
    let trend = run.trend();
    let proof = gated.iter().fold(Proof::default(), |all, wave| all.with(wave.about.proof));
    let last = findings.last().map(|wave| wave.about.filter.clone()).unwrap_or_default();
    let waves = gated.len();
    let (mut rows, mut response) = (Vec::new(), Vec::new());
    for (place, (wave, in_trend)) in gated.iter_mut().zip(in_trend).enumerate() {
        response.append(&mut wave.response);
        for (mut row, in_trend) in wave.rows.drain(..).zip(in_trend) {
            row.trend = Some(in_trend);
            // The path of a line is the same in all waves and segments.
            row.path = row.path.filter(|_| place + 1 == waves && row.segment == last);
            rows.push(row);
        }
    }
    let mut released = gated.pop()?;
    released.about.proof = proof;
    Some(Released { rows, response, trend: Some(trend), ..released })
}

impl Together<'_> {
    /// Index of the wave that targets come from; without targets the first one.
    fn baseline(&self) -> Option<usize> {
        let plan = self.definition.target.as_ref().map(|plan| plan.baseline);
        plan.or_else(|| self.waves.first().copied())
    }
}

/// Waves side by side.
struct Run<'a> {
    together: &'a Together<'a>,
    waves: Vec<Wave<'a>>,
    /// Place among the waves of the one that changes are held against beside the
    /// previous one.
    baseline: Option<usize>,
}

/// One wave: what was found, what of it is shown.
struct Wave<'a> {
    findings: &'a [Finding],
    /// For each line of a segment, the lines of the items it is made of.
    items: &'a [Vec<usize>],
    rows: &'a [Row],
    /// Segments by the keys of their values → number.
    segments: BTreeMap<Vec<(&'a str, String)>, usize>,
    about: &'a super::About,
    /// Index in the definition.
    index: usize,
}

impl<'a> Run<'a> {
    fn new(together: &'a Together<'a>, findings: &'a [Findings], gated: &'a [Released]) -> Self {
        let wave = |((findings, released), &index): ((&'a Findings, &'a Released), &usize)| {
            let lines = findings.tables.items.len().max(1);
            let firsts = released.rows.iter().step_by(lines).enumerate();
            Wave {
                findings: &findings.rows,
                items: &findings.tables.items,
                rows: &released.rows,
                segments: firsts.map(|(segment, row)| (row.segment.keys(), segment)).collect(),
                about: &findings.about,
                index,
            }
        };
        let waves: Vec<Wave<'_>> = findings.iter().zip(gated).zip(together.waves).map(wave).collect();
        let index = together.baseline();
        let baseline = waves.iter().position(|wave| Some(wave.index) == index);
        Self { together, waves, baseline }
    }

    fn baseline_place(&self) -> BaselinePlace {
        let (last, index) = (self.waves.last().map(|wave| wave.index), self.together.baseline());
        match self.baseline {
            _ if index == last => BaselinePlace::Latest,
            _ if index > last => BaselinePlace::Later,
            Some(_) => BaselinePlace::Earlier,
            None => BaselinePlace::LeftOut,
        }
    }

    fn trend(&self) -> Trend {
        let Together { definition, waves, used, aimless, trending, .. } = self.together;
        let baseline = self.together.baseline();
        let name = |&wave: &usize| definition.waves[wave].name.clone();
        let left_out = |item: usize| LeftOut {
            code: definition.items[item].code.clone(),
            name: definition.items[item].text.clone(),
            waves: definition.not_as_in_latest(item, waves).iter().map(name).collect(),
        };
        let lines =
            self.waves.last().map_or(&[][..], |wave| &wave.findings[..wave.items.len().min(wave.findings.len())]);
        let filter = self.waves.last().map(|wave| wave.about.filter.clone()).unwrap_or_default();
        let aimless = lines.iter().filter(|finding| aimless.contains(&finding.line.key));
        Trend {
            waves: waves.iter().map(|&wave| wave_name(definition, wave)).collect(),
            baseline: baseline.as_ref().map(name).unwrap_or_default(),
            baseline_place: self.baseline_place(),
            correlation: nearest_f64(&trending.correlation.exact()),
            nonresponse: nearest_f64(&trending.nonresponse.exact()),
            items_used: used.iter().map(|&item| definition.items[item].code.clone()).collect(),
            left_out: definition.scored_items().filter(|item| !used.contains(item)).map(left_out).collect(),
            without_target: aimless
                .map(|finding| CodeName { code: finding.line.code.clone(), name: finding.line.name.clone() })
                .collect(),
            regrouped: about::regrouped(definition, self.together.counted, &filter),
            decomposition: self.decomposition(),
        }
    }
}

impl<'a> Wave<'a> {
    /// The finding and the row of a number, where it is shown.
    fn shown(&self, row: usize) -> Option<(&'a Finding, &'a Row)> {
        let own = self.rows.get(row).filter(|row| row.mean_text.is_some())?;
        Some((self.findings.get(row)?, own))
    }

    /// The same line and segment as a row of another wave, where it is shown.
    fn counterpart(&self, other: &Wave<'_>, row: usize) -> Option<(&'a Finding, &'a Row)> {
        let segment = &other.rows.get(row)?.segment;
        let number = *self.segments.get(&segment.keys())?;
        self.shown(number * self.items.len() + row % other.items.len())
    }

    /// Smallest number of respondents on either side of a test.
    fn least(&self) -> u64 {
        self.about.min_detail.max(self.about.min_respondents)
    }

    fn year(&self) -> Option<i32> {
        self.about.wave_year
    }

    /// The attributes that a row's segment is a value of, beside the filter's.
    fn attributes(&self, row: usize) -> Vec<&'a str> {
        self.rows[row].segment.0.iter().skip(self.about.filter.0.len()).map(|(name, _)| name.as_str()).collect()
    }
}

fn wave_name(definition: &Definition, wave: usize) -> WaveName {
    let own = &definition.waves[wave];
    WaveName { name: own.name.clone(), label: own.label.clone(), year: own.year, from: own.from, to: own.to }
}

/// Says whether a row is a composite.
fn is_composite(row: &Row) -> bool {
    row.level != Level::Item
}
