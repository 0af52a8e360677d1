//! One line over all units of an attribute.
//!
//! The groups are the shown units, and everybody else as one group where those
//! are at least `min_respondents`. Everybody else is everyone less the shown
//! units, so the tests tell a reader nothing that these do not.

use koe_stats::{Exact, Sample, chi_square, kruskal_wallis, ratio, welch_anova};
use num_traits::{One, Zero};

use super::{Level, Omnibus, Run, Units};
use crate::compare::Test;
use crate::score::Score;

/// What the tests need of one group.
#[derive(Clone)]
struct Group {
    n: u64,
    sum: Exact,
    squares: Exact,
    /// Answers to an item by scored value.
    points: Vec<u64>,
}

impl Run<'_> {
    /// The tests of one line, where it is shown for everyone and in two groups.
    pub(super) fn omnibus(&self, units: &Units, line: usize) -> Vec<Omnibus> {
        let Some(mut rest) = self.group(0, line) else { return Vec::new() };
        let mut groups: Vec<Group> = units.groups.iter().filter_map(|&group| self.group(group, line)).collect();
        groups.iter().for_each(|group| rest.remove(group));
        let joined = rest.n >= self.about.min_respondents;
        if joined {
            groups.push(rest);
        }
        if groups.len() < 2 {
            return Vec::new();
        }
        let row = &self.rows[line];
        let empty = Omnibus {
            attributes: units.attributes.clone(),
            level: row.level,
            code: row.code.clone(),
            name: row.name.clone(),
            test: Test::WelchAnova,
            groups: groups.len() as u64,
            joined,
            respondents: groups.iter().map(|group| group.n).sum(),
            statistic: 0.0,
            df: 0.0,
            df_within: None,
            p: None,
            p_adjusted: None,
            family: None,
            effect: None,
        };
        let by_points = if row.level == Level::Item { of_points(&groups, &empty) } else { Vec::new() };
        of_means(&groups, &empty).into_iter().chain(by_points).collect()
    }

    /// A shown row as a group.
    fn group(&self, group: usize, line: usize) -> Option<Group> {
        let at = self.at(group, line);
        self.findings[at].score.as_ref().filter(|_| !self.rows[at].suppressed).map(Group::of)
    }
}

fn of_means(groups: &[Group], empty: &Omnibus) -> Option<Omnibus> {
    let samples: Option<Vec<Sample>> = groups.iter().map(Group::sample).collect();
    let test = welch_anova(&samples?)?;
    Some(Omnibus {
        statistic: test.f,
        df: test.df1 as f64,
        df_within: Some(test.df2),
        p: Some(test.p),
        ..empty.clone()
    })
}

fn of_points(groups: &[Group], empty: &Omnibus) -> Vec<Omnibus> {
    let points: Vec<&[u64]> = groups.iter().map(|group| group.points.as_slice()).collect();
    let ranks = kruskal_wallis(&points).map(|test| Omnibus {
        test: Test::KruskalWallis,
        statistic: test.h,
        df: test.df as f64,
        p: Some(test.p),
        ..empty.clone()
    });
    let table = chi_square(&points).map(|test| Omnibus {
        test: Test::ChiSquare,
        statistic: test.statistic,
        df: test.df as f64,
        p: test.p.ok(),
        effect: Some(test.cramers_v),
        ..empty.clone()
    });
    ranks.into_iter().chain(table).collect()
}

impl Group {
    fn of(score: &Score) -> Self {
        let n = ratio(score.respondents, 1);
        let within = score.spread.as_ref().map_or_else(Exact::zero, |spread| spread * (&n - Exact::one()));
        Self {
            n: score.respondents,
            sum: &score.center * &n,
            squares: within + &score.center * &score.center * &n,
            points: score.distribution.clone().unwrap_or_default(),
        }
    }

    fn remove(&mut self, part: &Self) {
        self.n -= part.n;
        self.sum -= &part.sum;
        self.squares -= &part.squares;
        for (mine, part) in self.points.iter_mut().zip(&part.points) {
            *mine -= part;
        }
    }

    /// Mean and variance; nothing below two.
    fn sample(&self) -> Option<Sample> {
        if self.n < 2 {
            return None;
        }
        let mean = &self.sum * ratio(1, self.n);
        let variance = (&self.squares - &self.sum * &mean) * ratio(1, self.n - 1);
        Some(Sample { n: self.n, mean, variance })
    }
}
