//! Plots of released rows. All positions come from printed values.

use koe_core::definition::Language;
use koe_core::release::{By, Decomposition, Level, PartsState, Row};
use koe_stats::Decimal;

use super::Waves;
use crate::chart::plots::series::{Likely, Outcome, Path, Series, Wave};
use crate::chart::plots::slope::{Line, Slope};
use crate::chart::plots::waterfall::{Part, PartKind, Waterfall};
use crate::chart::plots::year_line::{Change, YearLine};
use crate::chart::plots::year_panels::YearPanels;
use crate::chart::plots::{About, YEARS, window};
use crate::doubt::drawn_interval;
use crate::typeset::{label, printed};
use crate::window::Window;
use crate::wording::rule;
use crate::wording::trend::{Telling, by_weight, trend_words};
use crate::wording::words;

impl<'a> Waves<'a> {
    /// Chart g: the overall score over the years; nothing without an axis of years.
    pub(crate) fn year_line(self) -> Option<YearLine> {
        let row = self.overall()?;
        let series = self.series(row)?;
        let no_projection = row.trend.as_ref().and_then(|own| self.telling().no_projection(row, own));
        Some(YearLine { about: self.told(), changes: self.changes(row), no_projection, window: self.window()?, series })
    }

    /// Chart g, small: the top categories, then, where the tree is deeper, the
    /// lowest ones. Those on another scale have no place on the common axis.
    pub(crate) fn year_panels(self) -> Vec<YearPanels> {
        let panels = |level: Level, rows: Vec<&'a Row>| {
            let panels: Option<Vec<Series>> = rows.into_iter().map(|row| self.series(row)).collect();
            let panels = panels.filter(|panels| !panels.is_empty())?;
            Some(YearPanels { about: self.told(), level, panels, window: self.window()? })
        };
        let (top, lowest) = (self.of(Level::Category), self.lowest());
        let deeper = if lowest.iter().all(|row| row.level == Level::Category) { Vec::new() } else { lowest };
        [panels(Level::Category, top), panels(Level::Subcategory, deeper)].into_iter().flatten().collect()
    }

    /// Chart h: the lowest categories in two waves, then their items.
    pub(crate) fn slopes(self) -> Vec<Slope> {
        let lowest = self.lowest();
        let level = lowest.iter().map(|row| row.level).max().unwrap_or(Level::Category);
        [(level, lowest), (Level::Item, self.of(Level::Item))]
            .into_iter()
            .filter(|(_, rows)| !rows.is_empty())
            .filter_map(|(level, rows)| self.slope(level, &rows))
            .collect()
    }

    /// Chart i: why the overall score moved, by items and by the units of each
    /// attribute; then the top categories, by items.
    pub(crate) fn waterfalls(self) -> Vec<Waterfall> {
        let is_drawn = |of: &&Decomposition| {
            of.state == PartsState::Shown
                && match of.by {
                    By::Items => matches!(of.level, Level::Overall | Level::Category),
                    By::Groups => of.level == Level::Overall,
                }
        };
        let mut drawn: Vec<&Decomposition> = self.trend.decomposition.iter().filter(is_drawn).collect();
        drawn.sort_by_key(|of| of.level != Level::Overall);
        drawn.into_iter().filter_map(|of| self.waterfall(of)).collect()
    }

    /// The rows of a level in the latest wave that lie on the scale of the overall score.
    fn telling(self) -> Telling<'a> {
        Telling { waves: self, language: self.about.language }
    }

    pub(crate) fn of(self, level: Level) -> Vec<&'a Row> {
        self.latest().filter(|row| row.level == level && row.comparable).collect()
    }

    /// The categories with none below them, on the same scale.
    pub(crate) fn lowest(self) -> Vec<&'a Row> {
        let composites = self.composites();
        let is_above = |row: &Row| composites.iter().any(|other| other.category.as_deref() == Some(&row.code));
        let is_lowest = |row: &&&Row| row.level != Level::Overall && row.comparable && !is_above(row);
        composites.iter().filter(is_lowest).copied().collect()
    }

    /// What a plot says beside its figures.
    fn told(self) -> About {
        let about = self.about;
        About {
            survey: about.survey.clone(),
            scale: about.scale,
            respondents: self.overall().and_then(|row| row.respondents),
            rule: rule(about.rule, about.language).to_owned(),
            notes: self.telling().over_fewer_items(),
            invented: false,
        }
    }

    /// The window of all lines over years.
    fn window(self) -> Option<Window> {
        let lines = self.composites().into_iter().filter(|row| row.comparable);
        let values: Option<Vec<Vec<Decimal>>> =
            lines.map(|row| self.series(row).map(|series| series.values())).collect();
        Some(window(values?.into_iter().flatten(), YEARS, self.about.scale))
    }

    /// A line of everyone over the years.
    fn series(self, row: &Row) -> Option<Series> {
        let years = self.years()?;
        let waves = self.course(row, &self.about.filter).into_iter().flatten().filter_map(|row| {
            let year = *years.get(row.wave.as_str())?;
            Some(Wave { year, outcome: outcome(row, self.about.decimals) })
        });
        Some(Series {
            name: name(row, self.about.language),
            waves: waves.collect(),
            path: path(row),
            projection: self.likely(row).into_iter().collect(),
        })
    }

    fn likely(self, row: &Row) -> Option<Likely> {
        let line = row.trend.as_ref()?.projection.as_ref()?;
        let places = self.about.decimals;
        Some(Likely { year: line.year, low: printed(line.low, places)?, high: printed(line.high, places)? })
    }

    /// The changes since the baseline and since the wave before, which may be one.
    fn changes(self, row: &Row) -> Vec<Change> {
        let (Some(own), Some(years)) = (&row.trend, self.years()) else { return Vec::new() };
        let is_same = own.since_baseline.versus == own.since_previous.versus;
        let changes = [&own.since_baseline, &own.since_previous].into_iter().skip(usize::from(is_same));
        changes
            .filter(|change| change.difference_text.is_some())
            .filter_map(|change| {
                let since = *years.get(change.versus.as_deref()?)?;
                Some(Change { since, interval: self.ends(change) })
            })
            .collect()
    }

    fn slope(self, level: Level, rows: &[&'a Row]) -> Option<Slope> {
        let years = self.years()?;
        let from = *years.get(self.versus()?)?;
        let to = *years.get(self.about.wave.as_str())?;
        let line = |row: &&Row| {
            let change = self.since(row)?;
            let to = row.mean_text?;
            Some(Line {
                name: name(row, self.about.language),
                from: to - change.difference_text?,
                to,
                interval: self.ends(change),
                evidence: self.evidence(change),
            })
        };
        let withheld = |row: &&&Row| line(row).is_none();
        let lines: Vec<Line> = rows.iter().filter_map(line).collect();
        let values = lines.iter().flat_map(|line| [line.from, line.to]);
        Some(Slope {
            about: self.told(),
            level,
            years: (from, to),
            window: window(values, YEARS, self.about.scale),
            withheld: rows.iter().filter(withheld).map(|row| name(row, self.about.language)).collect(),
            lines,
        })
    }

    fn waterfall(self, of: &Decomposition) -> Option<Waterfall> {
        let row = self.latest().find(|row| row.level == of.level && row.code == of.code)?;
        let years = self.years()?;
        let own = row.trend.as_ref()?;
        let change = [&own.since_baseline, &own.since_previous]
            .into_iter()
            .find(|change| change.versus.as_ref() == Some(&of.versus))?;
        let to = row.mean_text?;
        Some(Waterfall {
            about: self.told(),
            name: name(row, self.about.language),
            by: of.attribute.clone(),
            from: (*years.get(of.versus.as_str())?, to - of.difference_text?),
            to: (*years.get(of.wave.as_str())?, to),
            interval: self.ends(change),
            parts: parts(of, self.about.language),
            deviation: of.largest_deviation_text.filter(|by| !by.is_zero()),
        })
    }
}

/// Each part by its own mean; all their weights as one; then who answered.
fn parts(of: &Decomposition, language: Language) -> Vec<Part> {
    let own = trend_words(language);
    let answers = of.parts.iter().map(|part| Part {
        name: part.name.as_deref().map_or_else(|| own.others.to_owned(), label),
        kind: PartKind::Answers,
        amount: part.within_text,
    });
    let rest = [
        (PartKind::Mix, by_weight(of.weights, language), of.mix_text),
        (PartKind::Response, own.response, of.response_text),
    ];
    let rest = rest.into_iter().filter_map(|(kind, name, amount)| {
        // Equal weights move nothing; a part that is 0 says nothing.
        let amount = amount.filter(|amount| !amount.is_zero())?;
        Some(Part { name: name.to_owned(), kind, amount })
    });
    answers.chain(rest).collect()
}

fn outcome(row: &Row, places: u32) -> Outcome {
    match row.mean_text {
        Some(value) => Outcome::Score { value, interval: drawn_interval(row, places) },
        None => Outcome::Withheld,
    }
}

/// The way from the baseline to the target, as the row of the latest wave has it.
fn path(row: &Row) -> Option<Path> {
    let mut points = row.path.as_ref()?.iter().map(|point| (point.year, point.text));
    Some(Path { baseline: points.next()?, steps: points.collect() })
}

fn name(row: &Row, language: Language) -> String {
    match row.level {
        Level::Overall => words(language).overall_score.to_owned(),
        _ => label(&row.name),
    }
}
