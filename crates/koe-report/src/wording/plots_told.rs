//! Plots told in words, for who does not see them.

use koe_core::definition::Language;
use koe_stats::Decimal;

use super::{PlotWords, picture, words};
use crate::chart::plots::About;
use crate::chart::plots::series::{Outcome, Series, Wave};
use crate::chart::plots::slope::{Evidence, Slope};
use crate::chart::plots::waterfall::{Step, Waterfall};
use crate::typeset::{figure, one_line, range, signed};

impl PlotWords {
    /// A series in words: name, waves, path.
    pub(crate) fn describe_series(self, series: &Series) -> Vec<String> {
        let name = one_line(&series.name);
        let not_held = series.not_held().into_iter().map(|year| (year, self.not_held().to_owned()));
        let waves = series.waves.iter().map(|wave| (wave.year, self.describe_wave(wave)));
        let path = series.path.iter().flat_map(|path| {
            let target = path.target().0;
            path.later().map(move |(year, value)| {
                let what = if year == target { words(self.0).target } else { words(self.0).path };
                (year, format!("{what} {}", figure(value)))
            })
        });
        let likely = series.projection().iter().map(|likely| {
            let between = range(&figure(likely.low), &figure(likely.high), self.0);
            (likely.year, format!("{} {between}", self.likely()))
        });
        let mut told: Vec<(i32, String)> = not_held.chain(waves).chain(path).chain(likely).collect();
        told.sort_by_key(|year| year.0);
        told.into_iter().map(|(year, said)| format!("{name} {} {said}", self.year(year))).collect()
    }

    fn describe_wave(self, wave: &Wave) -> String {
        match wave.outcome {
            Outcome::Score { value, interval: Some((low, high)) } => {
                let between = range(&figure(low), &figure(high), self.0);
                format!(
                    "{} {}",
                    figure(value),
                    match self.0 {
                        Language::Ja => format!("（95%区間 {between}）"),
                        Language::En => format!("(95% interval {between})"),
                    }
                )
            }
            Outcome::Score { value, interval: None } => format!(
                "{} {}",
                figure(value),
                match self.0 {
                    Language::Ja => "区間なし（20人未満）",
                    Language::En => "no interval (under 20)",
                }
            ),
            Outcome::Withheld => words(self.0).withheld.to_owned(),
            Outcome::NobodyAnswered => self.nobody().to_owned(),
        }
    }

    pub(crate) fn describe_slope(self, slope: &Slope) -> String {
        let (from, to) = (self.year(slope.years.0), self.year(slope.years.1));
        let told = slope.lines.iter().map(|line| {
            let evidence = match (self.0, line.evidence) {
                (Language::Ja, Evidence::Holds) => "調整しても確かめられる",
                (Language::Ja, Evidence::Alone) => "調整すると確かめられない",
                (Language::Ja, Evidence::None) => "動いたとは言えない",
                (Language::En, Evidence::Holds) => "holds after adjustment",
                (Language::En, Evidence::Alone) => "does not hold after adjustment",
                (Language::En, Evidence::None) => "cannot tell",
            };
            let (low, high, change) = (figure(line.from), figure(line.to), signed(line.change()));
            let name = one_line(&line.name);
            format!("{name} {from} {low} {to} {high} {} {change} {evidence}", self.change_head())
        });
        let withheld = slope.withheld.iter().map(|name| format!("{} {}", one_line(name), words(self.0).withheld));
        self.told(&slope.about, told.chain(withheld).collect())
    }

    pub(crate) fn describe_waterfall(self, waterfall: &Waterfall, steps: &[Step]) -> String {
        let end = |(year, score): (i32, Decimal)| format!("{} {}", self.year(year), figure(score));
        let parts = steps
            .iter()
            .map(|step| format!("{} {}", step.name.as_deref().unwrap_or(self.other()), signed(step.amount)));
        let told = std::iter::once(end(waterfall.from)).chain(parts).chain([end(waterfall.to)]);
        self.told(&waterfall.about, told.collect())
    }

    /// One after another, as a text that is read aloud; what is invented first.
    pub(crate) fn told(self, about: &About, parts: Vec<String>) -> String {
        let invented = about.invented.then(|| format!("{}: {}", self.invented_mark(), self.invented_meaning()));
        picture::told(&invented.into_iter().chain(parts).collect::<Vec<_>>(), self.0)
    }
}
