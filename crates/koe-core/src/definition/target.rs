//! Targets: `[target]`.

use koe_stats::{Decimal, Exact, ratio};

use super::category::{self, Category};
use super::item::Item;
use super::scale::Scale;
use super::settings::{Rule, ScoreSettings, TargetKey, TargetPlan, TargetRule, Wave, is_within, outside};
use super::toml_table::{Entry, Table};
use super::wave;
use crate::Problem;
use crate::text::{matching_key, suggestion};

/// What targets refer to.
pub(super) struct Context<'a> {
    pub(super) categories: &'a [Category],
    pub(super) items: &'a [Item],
    /// Whether the items were read at all: otherwise a missing one proves nothing.
    pub(super) items_are_known: bool,
    /// A scale that is not sound is `None`.
    pub(super) scales: &'a [Option<Scale>],
    pub(super) waves: &'a [Wave],
    pub(super) score: &'a ScoreSettings,
}

/// Reads `[target]`.
pub(super) fn parse(table: &Table<'_>, context: &Context<'_>, problems: &mut Vec<Problem>) -> Option<TargetPlan> {
    table.check_keys(&["year", "rule", "values", "baseline", "points"], problems);
    let year = table
        .require("year", "year = 2029", problems)
        .and_then(|entry| Some((entry, entry.integer(1900..=2999, problems)?)));
    let rule = rule(table, context.score.rule, problems);
    let baseline = baseline(table, context.waves, problems);
    if let (Some((entry, year)), Some(wave)) = (year, baseline.and_then(|index| context.waves.get(index)))
        && wave.year.is_some_and(|from| year <= from)
    {
        let from = wave.year.unwrap_or_default();
        let problem =
            entry.wrong("a target year that is not after the baseline").expected(format!("a year after {from}"));
        problems.push(problem.hint(format!("the baseline is the wave {}", wave.name)));
    }
    let points = table.get("points").and_then(|entry| entry.boolean(problems));
    let unit = Unit { points, wave: baseline.unwrap_or(0) };
    let mut values: Vec<(TargetKey, Exact)> = Vec::new();
    if let Some(listed) = table.get("values").and_then(|entry| entry.table(problems)) {
        for entry in listed.entries() {
            let key = key(entry, context, problems);
            let value = entry.decimal(problems);
            let Some((key, value)) = key.zip(value) else { continue };
            if values.iter().any(|(other, _)| *other == key) {
                problems.push(entry.wrong("two targets for one score").hint("keep one of the two"));
            }
            values.push((key, unit.read(entry, key, value, context, problems)));
        }
    } else if table.get("rule").is_none() && table.get("values").is_none() {
        let hint = "add `rule = \"raise-to-overall\"` or a section [target.values]";
        problems.push(Problem::error(table.place(), "neither a rule nor values").hint(hint));
    }
    Some(TargetPlan { year: year?.1, rule, values, baseline: baseline? })
}

fn rule(table: &Table<'_>, score_rule: Rule, problems: &mut Vec<Problem>) -> Option<TargetRule> {
    let entry = table.get("rule")?;
    let rule = entry.choice(&[("raise-to-overall", TargetRule::RaiseToOverall)], problems)?;
    if score_rule == Rule::RespondentMean {
        let problem = entry.wrong("a rule that needs weights, which `respondent-mean` does not have");
        problems.push(problem.hint("set targets in [target.values], or score by `pooled` or `item-mean`"));
    }
    Some(rule)
}

fn baseline(table: &Table<'_>, waves: &[Wave], problems: &mut Vec<Problem>) -> Option<usize> {
    let Some(entry) = table.get("baseline") else { return Some(0) };
    let name = entry.text(problems)?;
    let found = wave::find(waves, name);
    if found.is_none() {
        let names = waves.iter().map(|wave| wave.name.as_str());
        problems.push(entry.wrong("no such wave").hint(suggestion(name, names)));
    }
    found
}

fn key(entry: &Entry<'_>, context: &Context<'_>, problems: &mut Vec<Problem>) -> Option<TargetKey> {
    let wrong = |message: &str| Problem::error(entry.place(), message).found(entry.name);
    let (level, name) = match entry.name.split_once(':') {
        Some((level, name)) => (level.trim(), name.trim()),
        None => (entry.name.trim(), ""),
    };
    let levels = ["overall", "category", "subcategory", "item"];
    if !levels.contains(&level) || (level == "overall") != name.is_empty() {
        let problem = wrong("no such level").expected("overall, \"category:1\", \"subcategory:1.1\" or \"item:Q18\"");
        let hint = match level {
            _ if levels.contains(&level) => "write the code after a colon, in quotes".to_owned(),
            _ => suggestion(level, levels),
        };
        problems.push(problem.hint(hint));
        return None;
    }
    match level {
        "overall" => Some(TargetKey::Overall),
        "item" => {
            let found = context.items.iter().position(|item| matching_key(&item.code) == matching_key(name));
            match found {
                Some(index) if context.items[index].kind != super::ItemKind::Scale => {
                    problems.push(wrong("an item that is not scored"));
                }
                None if context.items_are_known => {
                    let codes = context.items.iter().map(|item| item.code.as_str());
                    problems.push(wrong("no such item").hint(suggestion(name, codes)));
                }
                _ => {}
            }
            found.map(TargetKey::Item)
        }
        _ => {
            let is_top = level == "category";
            let categories = context.categories;
            let right_depth = |index: usize| (categories[index].depth == 0) == is_top;
            match category::find(categories, name, right_depth) {
                Ok(index) => return Some(TargetKey::Category(index)),
                Err(why) => {
                    let hint = match category::find(categories, name, |index| !right_depth(index)) {
                        Ok(_) => format!("did you mean `{}:{name}`?", if is_top { "subcategory" } else { "category" }),
                        Err(_) => why.hint,
                    };
                    problems.push(wrong(why.message).hint(hint));
                }
            }
            None
        }
    }
}

/// What the numbers of targets are in.
struct Unit {
    /// Whether they are points of the answers' scale, where that is said.
    points: Option<bool>,
    /// The baseline wave, which has the scale that they are points of.
    wave: usize,
}

impl Unit {
    /// Returns a target on the scale of scores. Where scores are put on 0..100,
    /// what may be points of the answers' scale has to be called the one or the
    /// other.
    fn read(
        &self,
        entry: &Entry<'_>,
        key: TargetKey,
        value: Decimal,
        context: &Context<'_>,
        problems: &mut Vec<Problem>,
    ) -> Exact {
        let scale = self.scale(key, context);
        let range = scale.map(|scale| (scale.min, scale.max));
        let is_rescaled = context.score.rescale;
        let in_points = !is_rescaled || self.points == Some(true);
        let allowed = if in_points { range } else { Some((0, 100)) };
        let rescaled = |(min, max): (i32, i32)| (value.exact() - ratio(min, 1)) * ratio(100, max - min);
        // On a scale up to 100 the two look alike.
        let may_be_points = |&(min, max): &(i32, i32)| max < 100 && is_within(value, (min, max));
        if allowed.is_some_and(|range| !is_within(value, range)) {
            problems.push(outside(entry, allowed));
        } else if let Some((min, max)) = range.filter(|_| is_rescaled && self.points.is_none()).filter(may_be_points) {
            let printed = Decimal::round(&rescaled((min, max)), context.score.decimals);
            let problem = entry.wrong("a target that may be points of the scale, where scores are on 0 to 100");
            let problem = problem.expected(format!("{printed}, if {value} is of {min} to {max}"));
            let hint = "write it on 0 to 100; or say `points = true` in [target] for points of the baseline's scale, \
                        `points = false` for 0 to 100";
            problems.push(problem.hint(hint));
        }
        if value.places() > context.score.decimals && !(is_rescaled && in_points) {
            let message = "a target with more digits than scores are printed with";
            let decimals = context.score.decimals;
            let problem = Problem::warning(entry.place(), message).found(entry.written());
            problems.push(
                problem.expected(format!("{decimals} after the point")).hint("round it, or raise [score] decimals"),
            );
        }
        match range.filter(|_| is_rescaled && in_points) {
            Some(range) => rescaled(range),
            None => value.exact(),
        }
    }

    /// The scale of the score that a target is for, as it was in the baseline wave.
    fn scale<'a>(&self, key: TargetKey, context: &Context<'a>) -> Option<&'a Scale> {
        let scored = || context.items.iter().filter(|item| item.kind == super::ItemKind::Scale);
        let scale = match key {
            TargetKey::Item(index) => context.items.get(index).map_or(0, |item| item.scale),
            // A composite lies on the scale of any of its items.
            TargetKey::Category(index) => {
                let is_in = |from: usize| {
                    std::iter::successors(Some(from), |&it| context.categories.get(it).and_then(|it| it.parent))
                        .any(|it| it == index)
                };
                scored().find(|item| is_in(item.category)).map_or(0, |item| item.scale)
            }
            TargetKey::Overall => scored().find(|item| item.overall).map_or(0, |item| item.scale),
        };
        let own = context.waves.get(self.wave).and_then(|wave| wave.scale);
        context.scales.get(own.filter(|_| scale == 0).unwrap_or(scale))?.as_ref()
    }
}
