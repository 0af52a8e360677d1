//! What may be shown: rows of enough people, as long as subtraction gives none
//! of the others back ([`cover`](super::cover)), and what tells more than a mean
//! where there are more people still.

use std::collections::{BTreeMap, HashSet};

use koe_stats::{Decimal, nearest_f64, ratio};

use super::compare::compare;
use super::cover::{Withheld, withheld};
use super::{About, CodeName, Extremes, Level, PathPoint, Proof, Released, ResponseRate, Row, Status, Step};
use crate::definition::{Band, Bound, Definition};
use crate::findings::{Finding, Findings, Tables};
use crate::score::Score;
use crate::target::one_in;

/// Decides what of the findings may be shown.
///
/// A row is shown where at least `min_respondents` respondents are behind it
/// and in its segment, all items it is made of are shown, and it is not needed
/// to hide another; medians, dispersion, intervals, shares and distributions
/// where at least `min_detail` are. The pattern depends on counts only, never
/// on what was answered.
pub fn release(definition: &Definition, findings: Findings) -> Released {
    gate(definition, &findings, None)
}

/// The same of findings that are needed once more. Beside other figures of the
/// same wave no row is shown that they withhold: it would tell what they hide.
pub(super) fn gate(definition: &Definition, findings: &Findings, beside: Option<&Released>) -> Released {
    let Findings { about, rows: findings, tables, response, pairs, point } = findings;
    let mut about = about.clone();
    let response = response.iter().map(|response| ResponseRate::of(response, &about)).collect();
    let mut withheld = withheld(tables, about.min_respondents);
    if let Some(beside) = beside {
        withhold_but(beside, findings, tables, &mut withheld);
    }
    let bands = &definition.score.bands;
    let mut rows: Vec<Row> = findings
        .iter()
        .zip(withheld.rows.iter().flatten())
        .map(|(finding, &withheld)| row(&about, bands, finding, withheld))
        .collect();
    about.proof = proof(tables, &withheld, &rows);
    let compared = pairs.as_ref().map(|pairs| compare(&about, findings, pairs, tables.items.len(), &mut rows));
    let everyone = || findings.iter().zip(&rows).filter(|(_, row)| row.segment == about.filter);
    let overall = everyone().find(|(finding, _)| finding.line.level == Level::Overall);
    let step = overall.and_then(|(finding, row)| {
        let target = row.target_text?;
        let missing = target - row.mean_text?;
        let one_in = one_in(&finding.score.as_ref()?.estimate.value, target, point.as_ref()?)?;
        let years = about.target_year.zip(about.wave_year).map(|(to, from)| to - from).filter(|&years| years > 0);
        let per_year = years.map(|years| Decimal::round(&(missing.exact() * ratio(1, years)), about.decimals));
        Some(Step { one_in, per_year })
    });
    let below = overall.and_then(|(_, row)| row.mean_text).map_or_else(Vec::new, |overall| {
        let is_below = |row: &Row| row.comparable && row.mean_text.is_some_and(|mean| mean < overall);
        everyone()
            .filter(|(finding, row)| finding.line.lowest && is_below(row))
            .map(|(_, row)| code_name(row))
            .collect()
    });
    let extremes = extremes(everyone());
    Released { extremes, below_overall: below, step, response, about, rows, compared, trend: None }
}

/// Withholds every row that is not shown in other figures.
fn withhold_but(beside: &Released, findings: &[Finding], tables: &Tables, withheld: &mut Withheld) {
    let shown = beside.rows.iter().filter(|row| !row.suppressed);
    let shown: HashSet<_> = shown.map(|row| (row.segment.keys(), row.level, row.code.as_str())).collect();
    let lines = tables.items.len().max(1);
    for (number, finding) in findings.iter().enumerate().filter(|(_, finding)| finding.score.is_some()) {
        let (group, line) = (number / lines, number % lines);
        let own = (finding.segment.keys(), finding.line.level, finding.line.code.as_str());
        if !withheld.rows[group][line] && !shown.contains(&own) {
            (withheld.rows[group][line], withheld.for_others[group][line]) = (true, true);
        }
    }
}

/// What was proved, and how many rows of segments are shown and withheld.
fn proof(tables: &Tables, withheld: &Withheld, rows: &[Row]) -> Proof {
    let suppressed = rows.iter().filter(|row| row.suppressed).count();
    Proof {
        tables: tables.tables.len() as u64,
        shown: (rows.len() - suppressed) as u64,
        withheld: suppressed as u64,
        for_others: withheld.for_others.iter().take(tables.listed).flatten().filter(|flag| **flag).count() as u64,
    }
}

fn row(about: &About, bands: &[Band], finding: &Finding, withheld: bool) -> Row {
    let empty = Row {
        wave: about.wave.clone(),
        segment: finding.segment.clone(),
        level: finding.line.level,
        depth: finding.line.depth,
        code: finding.line.code.clone(),
        name: finding.line.name.clone(),
        category: finding.line.category.clone(),
        applies_to: finding.line.applies_to.clone(),
        comparable: finding.line.comparable,
        suppressed: true,
        ..Row::default()
    };
    let Some(score) = finding.score.as_ref().filter(|_| !withheld) else { return empty };
    let printed = |value: &koe_stats::Exact| Decimal::round(value, about.decimals);
    let mean = printed(&score.estimate.value);
    let target = finding.target.as_ref().map(printed);
    let gap = target.map(|target| mean - target);
    let rate = finding.invited.filter(|&invited| invited > 0).map(|invited| ratio(finding.group, invited));
    let shown = Row {
        items: Some(score.items),
        respondents: Some(score.respondents),
        answers: Some(score.answers),
        invited: finding.invited,
        response_rate: rate.as_ref().map(nearest_f64),
        response_rate_text: rate.map(|rate| Decimal::round(&(rate * ratio(100, 1)), about.percent_decimals)),
        mean: Some(score.mean()),
        mean_text: Some(mean),
        target: finding.target.as_ref().map(nearest_f64),
        target_text: target,
        gap: gap.map(|gap| nearest_f64(&gap.exact())),
        gap_text: gap,
        status: Some(match gap {
            None => Status::None,
            Some(gap) if gap.is_negative() => Status::Below,
            Some(_) => Status::Met,
        }),
        band: bands.iter().find(|band| holds(band, mean)).map(|band| band.name.clone()),
        path: finding.path.as_ref().map(|path| {
            let point = |on: &crate::target::OnPath| PathPoint {
                year: on.year,
                value: nearest_f64(&on.value),
                text: printed(&on.value),
            };
            path.iter().map(point).collect()
        }),
        suppressed: false,
        ..empty
    };
    if score.respondents < about.min_detail { shown } else { with_detail(shown, score, finding) }
}

fn with_detail(row: Row, score: &Score, finding: &Finding) -> Row {
    let (interval, finite, favorable) = (score.estimate.interval(), finding.finite, score.favorable_interval);
    Row {
        median: score.median.as_ref().map(nearest_f64),
        sd: score.sd(),
        ci_low: interval.map(|interval| interval.low),
        ci_high: interval.map(|interval| interval.high),
        fpc_low: finite.map(|interval| interval.low),
        fpc_high: finite.map(|interval| interval.high),
        favorable: score.favorable.as_ref().map(|share| nearest_f64(&share.value)),
        neutral: score.neutral().as_ref().map(nearest_f64),
        unfavorable: score.unfavorable.as_ref().map(nearest_f64),
        favorable_low: favorable.map(|interval| interval.low),
        favorable_high: favorable.map(|interval| interval.high),
        distribution: score.distribution.clone(),
        first_point: score.distribution.as_ref().and(finding.line.first_point),
        ..row
    }
}

fn holds(band: &Band, score: Decimal) -> bool {
    band.bounds.iter().all(|bound| match *bound {
        Bound::Above(limit) => score > limit,
        Bound::From(limit) => score >= limit,
        Bound::Below(limit) => score < limit,
        Bound::UpTo(limit) => score <= limit,
    })
}

fn code_name(row: &Row) -> CodeName {
    CodeName { code: row.code.clone(), name: row.name.clone() }
}

/// Highest and lowest shown items, of those that count towards the overall
/// score and of each top category.
fn extremes<'a>(everyone: impl Iterator<Item = (&'a Finding, &'a Row)>) -> Vec<Extremes> {
    let mut groups: Vec<(Level, String)> = vec![(Level::Overall, "overall".to_owned())];
    let mut items: BTreeMap<(Level, String), Vec<&Row>> = BTreeMap::new();
    for (finding, row) in everyone {
        match (row.level, &finding.line.top) {
            (Level::Category, _) => groups.push((Level::Category, row.code.clone())),
            (Level::Item, Some(top)) if !row.suppressed => {
                items.entry((Level::Category, top.clone())).or_default().push(row);
                if finding.line.counts {
                    items.entry((Level::Overall, "overall".to_owned())).or_default().push(row);
                }
            }
            _ => {}
        }
    }
    let group = |(level, code): (Level, String)| {
        let rows = items.get(&(level, code.clone()))?;
        let with = |score: Option<Decimal>| {
            rows.iter().filter(|row| row.mean_text == score).map(|row| code_name(row)).collect()
        };
        let highest = rows.iter().filter_map(|row| row.mean_text).max();
        let lowest = rows.iter().filter_map(|row| row.mean_text).min();
        Some(Extremes { level, code, highest: with(highest), lowest: with(lowest) })
    };
    groups.into_iter().filter_map(group).collect()
}
