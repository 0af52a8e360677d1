//! Every row against the wave before it, the baseline and what is aimed for.

use std::collections::{BTreeMap, BTreeSet};

use koe_stats::{
    Decimal, Exact, SharedRespondents, WaveChange, WaveScore, benjamini_hochberg, finite_population, hedges,
    nearest_f64, nonresponse_bounds, probability_reached, project, ratio, wave_change,
};

use rayon::prelude::*;

use super::super::compare::sample;
use super::super::{Level, Row};
use super::{Change, InTrend, Overlap, PathStatus, Projected, Run, Wave};
use crate::findings::Finding;
use crate::score::{CONFIDENCE, Score};

/// What p-values are adjusted over: the rows of one level, attribute and pair of
/// waves, the earlier one first.
type Family<'a> = (Level, Vec<&'a str>, usize, usize);

impl Run<'_> {
    /// What each row of each wave carries.
    pub(super) fn rows(&self) -> Vec<Vec<InTrend>> {
        let of = |wave: usize| {
            (0..self.waves[wave].rows.len()).into_par_iter().map(|row| self.in_trend(wave, row)).collect()
        };
        let mut all: Vec<Vec<InTrend>> = (0..self.waves.len()).map(of).collect();
        for ((_, _, from, wave), rows) in self.families() {
            let is_previous = from + 1 == wave;
            let of = |own: &InTrend| if is_previous { own.since_previous.p } else { own.since_baseline.p };
            let p: Vec<Option<f64>> = rows.iter().map(|&row| of(&all[wave][row])).collect();
            let size = p.iter().flatten().count() as u64;
            for (row, adjusted) in rows.into_iter().zip(benjamini_hochberg(&p)) {
                let InTrend { since_previous, since_baseline, .. } = &mut all[wave][row];
                let is_baseline = self.baseline == Some(from);
                // Where the wave before is the baseline, both are one comparison.
                let since = [is_previous.then_some(since_previous), is_baseline.then_some(since_baseline)];
                for change in since.into_iter().flatten() {
                    change.p_adjusted = adjusted;
                    change.family = adjusted.map(|_| size);
                }
            }
        }
        all
    }

    /// The families, with the rows of each.
    fn families(&self) -> BTreeMap<Family<'_>, Vec<usize>> {
        let mut families: BTreeMap<Family<'_>, Vec<usize>> = BTreeMap::new();
        for (wave, own) in self.waves.iter().enumerate() {
            let earlier: BTreeSet<usize> = wave.checked_sub(1).into_iter().chain(self.before(wave)).collect();
            for row in 0..own.rows.len() {
                for &from in &earlier {
                    families.entry((own.rows[row].level, own.attributes(row), from, wave)).or_default().push(row);
                }
            }
        }
        families
    }

    /// The baseline, where a wave is later.
    fn before(&self, wave: usize) -> Option<usize> {
        self.baseline.filter(|&baseline| baseline < wave)
    }

    fn in_trend(&self, wave: usize, row: usize) -> InTrend {
        let own = &self.waves[wave];
        let Some((finding, shown)) = own.shown(row) else { return InTrend::default() };
        let is_last = wave + 1 == self.waves.len();
        let since = |from: Option<usize>| from.map(|from| self.change(from, wave, row)).unwrap_or_default();
        let (previous, baseline) = (wave.checked_sub(1), self.before(wave));
        let since_previous = since(previous);
        let silent = self.nonresponse(finding);
        let aim = Aim::of(self.is_before_baseline(wave), own, finding, shown);
        InTrend {
            since_baseline: if baseline == previous { since_previous.clone() } else { since(baseline) },
            since_previous,
            path_target: aim.path.as_ref().map(nearest_f64),
            path_target_text: aim.path_text,
            path_status: Some(aim.status),
            step_text: aim.step,
            probability: if is_last { self.probability(own, finding) } else { None },
            nonresponse_low: silent.as_ref().map(|(low, _)| nearest_f64(low)),
            nonresponse_high: silent.as_ref().map(|(_, high)| nearest_f64(high)),
            projection: if is_last { self.projection(row) } else { None },
        }
    }

    fn is_before_baseline(&self, wave: usize) -> bool {
        self.together.definition.target.as_ref().is_some_and(|plan| self.waves[wave].index < plan.baseline)
    }

    /// The change of a shown row since another wave.
    fn change(&self, from: usize, to: usize, row: usize) -> Change {
        let (earlier, later) = (&self.waves[from], &self.waves[to]);
        let named = Change { versus: Some(earlier.about.wave.clone()), ..Change::default() };
        let pair = later.shown(row).zip(earlier.counterpart(later, row));
        let Some(((own, own_row), (before, before_row))) = pair else { return named };
        let difference = own_row.mean_text.zip(before_row.mean_text).map(|(own, before)| own - before);
        let shown =
            Change { difference: difference.map(|it| nearest_f64(&it.exact())), difference_text: difference, ..named };
        match own.score.as_ref().zip(before.score.as_ref()) {
            Some((one, other)) if one.respondents.min(other.respondents) >= later.least() => {
                let correlation = nearest_f64(&self.together.trending.correlation.exact());
                let tested = wave_score(before).zip(wave_score(own));
                let tested = tested.and_then(|(before, own)| wave_change(&before, &own, correlation));
                let tested = match tested {
                    Some(change) => with_tests(shown, &change),
                    None => shown,
                };
                let effect = sample(one).zip(sample(other)).and_then(|(one, other)| hedges(&one, &other));
                Change { effect: effect.map(|effect| effect.g), ..tested }
            }
            _ => shown,
        }
    }

    /// The probability that the target is reached, with the finite population
    /// where it is known.
    fn probability(&self, own: &Wave<'_>, finding: &Finding) -> Option<f64> {
        let score = finding.score.as_ref().filter(|score| score.respondents >= own.least())?;
        let estimate = &score.estimate;
        let variance = estimate.variance.as_ref()?;
        let finite = finding.could_answer.and_then(|of| finite_population(variance, estimate.respondents, of));
        probability_reached(&estimate.value, finite.as_ref().unwrap_or(variance), finding.target.as_ref()?)
    }

    fn nonresponse(&self, finding: &Finding) -> Option<(Exact, Exact)> {
        let score = finding.score.as_ref()?;
        let delta = self.together.trending.nonresponse.exact() * &finding.line.point;
        nonresponse_bounds(&score.estimate.value, &delta, score.respondents, finding.could_answer?)
    }

    /// Where a line through all waves that show a row of the latest leads in the
    /// year of the targets, where that is ahead, else in the next year.
    fn projection(&self, row: usize) -> Option<Projected> {
        let last = self.waves.last()?;
        let next = last.year()?.checked_add(1)?;
        let year = last.about.target_year.map_or(next, |to| to.max(next));
        let scores = self.waves.iter().filter_map(|wave| {
            let (finding, _) = wave.counterpart(last, row)?;
            Some((wave.year()?, finding.score.as_ref()?.estimate.value.clone()))
        });
        let line = project(&scores.collect::<Vec<(i32, Exact)>>())?;
        let own = last.findings[row].score.as_ref().filter(|own| own.respondents >= last.least())?;
        let sampling = own.estimate.interval()?;
        let interval = line.interval(year, (sampling.high - sampling.low) / 2.0, CONFIDENCE)?;
        let value = line.at(year);
        Some(Projected {
            year,
            text: Decimal::round(&value, last.about.decimals),
            value: nearest_f64(&value),
            low: interval.low,
            high: interval.high,
        })
    }
}

/// What a row is aimed at in its year.
struct Aim {
    path: Option<Exact>,
    path_text: Option<Decimal>,
    status: PathStatus,
    step: Option<Decimal>,
}

impl Aim {
    /// Judged on printed numbers. Waves before the baseline have no path.
    fn of(is_before_baseline: bool, wave: &Wave<'_>, finding: &Finding, row: &Row) -> Self {
        let none = Self { path: None, path_text: None, status: PathStatus::None, step: None };
        let Some((score, target)) = row.mean_text.zip(row.target_text).filter(|_| !is_before_baseline) else {
            return none;
        };
        let year = wave.year();
        let on = finding.path.iter().flatten().find(|on| Some(on.year) == year).map(|on| on.value.clone());
        let text = on.as_ref().map(|value| Decimal::round(value, wave.about.decimals));
        let is_over = year.zip(wave.about.target_year).is_some_and(|(year, to)| year >= to);
        let status = match text {
            _ if score >= target => PathStatus::Met,
            Some(path) if score >= path => PathStatus::OnPath,
            Some(_) => PathStatus::Behind,
            None if is_over => PathStatus::Behind,
            None => PathStatus::None,
        };
        let left = wave.about.target_year.zip(year).map(|(to, from)| to - from).filter(|&years| years > 0);
        let missing = Some(target - score).filter(|_| status != PathStatus::Met);
        let step = missing
            .zip(left)
            .map(|(missing, years)| Decimal::round(&(missing.exact() * ratio(1, years)), wave.about.decimals));
        Self { path: on, path_text: text, status, step }
    }
}

/// S² of the linearised values is n times the variance of the score.
fn wave_score(finding: &Finding) -> Option<WaveScore> {
    let Score { estimate, .. } = finding.score.as_ref()?;
    let respondents = estimate.respondents;
    Some(WaveScore {
        value: estimate.value.clone(),
        variance: estimate.variance.as_ref()? * ratio(respondents, 1),
        respondents,
        headcount: finding.could_answer.filter(|&headcount| headcount >= respondents),
    })
}

fn with_tests(shown: Change, change: &WaveChange) -> Change {
    let overlap = |case: SharedRespondents| {
        let interval = change.interval(case, CONFIDENCE)?;
        Some(Overlap { shared: case.shared, low: interval.low, high: interval.high })
    };
    let wider = change.wider();
    let interval = change.interval(wider, CONFIDENCE);
    Change {
        difference_low: interval.map(|interval| interval.low),
        difference_high: interval.map(|interval| interval.high),
        fewest: overlap(change.fewest),
        most: overlap(change.most),
        p: change.p(wider),
        smallest_detectable: Some(WaveChange::smallest_detectable(wider)),
        ..shown
    }
}
