//! Settings of a survey: rule, printing, bands, targets, privacy, waves.

use std::path::PathBuf;

use koe_stats::{Decimal, Exact};
use serde::Serialize;

use super::scale::Scale;
use super::toml_table::{Entry, Table};
use crate::Problem;
use crate::text::clean_label;

/// Fewer respondents than this are never shown.
const FLOOR: u64 = 3;

/// What `profile = "stress-check"` asks for.
const STRESS_CHECK: u64 = 10;

/// Language of reports.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Language {
    /// 日本語
    Ja,
    /// English
    En,
}

/// How Japanese texts write a fiscal year; English ones are always Western.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Years {
    /// 令和11年度
    Era,
    /// 2029年度
    Western,
}

impl From<Language> for Years {
    /// Returns what a language writes where nothing else is asked for.
    fn from(language: Language) -> Self {
        match language {
            Language::Ja => Self::Era,
            Language::En => Self::Western,
        }
    }
}

/// How items become a category score.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Rule {
    /// Σs_j / Σn_j: every answer weighs the same.
    Pooled,
    /// Mean of the items' means: every item weighs the same.
    ItemMean,
    /// Mean of the respondents' own means: every respondent weighs the same.
    RespondentMean,
}

/// How scores are made and printed.
#[derive(Debug, Clone)]
pub struct ScoreSettings {
    /// How items become a category score.
    pub rule: Rule,
    /// Digits after the point of a printed score.
    pub decimals: u32,
    /// Digits after the point of a printed percentage.
    pub percent_decimals: u32,
    /// Share of the items that a respondent must have answered to count
    /// (`respondent-mean`), 0 to 1; exactly this share counts.
    pub min_answered: Exact,
    /// Whether all scores are put on 0..100.
    pub rescale: bool,
    /// Named ranges of a score, in the order of the survey file.
    pub bands: Vec<Band>,
}

/// Where a band begins or ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Bound {
    /// Scores above this one.
    Above(Decimal),
    /// Scores from this one up.
    From(Decimal),
    /// Scores below this one.
    Below(Decimal),
    /// Scores up to this one.
    UpTo(Decimal),
}

/// A named range of a printed score; the first that holds it names it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Band {
    /// Name as printed (高い).
    pub name: String,
    /// All must hold; none means "else".
    pub bounds: Vec<Bound>,
}

/// A rule that sets targets.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TargetRule {
    /// Lowest categories below the overall score are raised to it; the others
    /// hold; everything above moves by what their answers move. That is the
    /// roll-up of their targets whenever no lowest category mixes items that
    /// count towards the overall score and items that do not.
    RaiseToOverall,
}

/// What a target is set for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum TargetKey {
    /// The overall score.
    Overall,
    /// A category or subcategory, by index.
    Category(usize),
    /// An item, by index.
    Item(usize),
}

/// What is aimed for, and by when.
#[derive(Debug, Clone)]
pub struct TargetPlan {
    /// The year the targets are for (Western).
    pub year: i32,
    /// The rule that sets them, if any.
    pub rule: Option<TargetRule>,
    /// Explicit targets, on the scale of scores; they win over the rule.
    pub values: Vec<(TargetKey, Exact)>,
    /// Index of the wave that targets are computed from.
    pub baseline: usize,
}

/// What may be shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Privacy {
    /// Smallest number of respondents of a shown group; at least 3.
    pub min_respondents: u64,
    /// Smallest number of answers under a shown dispersion, interval, share or
    /// distribution.
    pub min_detail: u64,
}

/// One administration of the survey.
#[derive(Debug, Clone)]
pub struct Wave {
    /// Name, unique ("2025").
    pub name: String,
    /// Name as printed (令和7年度); the name where none is given.
    pub label: String,
    /// The Western year that its name or its label says, where one does.
    pub year: Option<i32>,
    /// Line of its name in the survey file.
    pub line: u64,
    /// Files of answers, added together.
    pub responses: Vec<PathBuf>,
    /// Headcount by attribute.
    pub population: Option<PathBuf>,
    /// Encoding of the wave's files, where the survey file states it.
    pub encoding: Option<String>,
    /// The first day of its answers, where the survey file says.
    pub from: Option<Date>,
    /// The last day of its answers, where the survey file says.
    pub to: Option<Date>,
    /// Index of the scale that stood in the place of the default one.
    pub scale: Option<usize>,
}

/// A day of the calendar; writes itself as 2025-11-18.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Date {
    /// Western year.
    pub year: u16,
    /// 1 to 12.
    pub month: u8,
    /// 1 to 31.
    pub day: u8,
}

impl std::fmt::Display for Date {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{:04}-{:02}-{:02}", self.year, self.month, self.day)
    }
}

impl Serialize for Date {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

/// Reads `[score]`. `scale` is the default one, where it is sound.
pub(super) fn parse_score(
    table: Option<&Table<'_>>,
    scale: Option<&Scale>,
    problems: &mut Vec<Problem>,
) -> ScoreSettings {
    let mut score = ScoreSettings {
        rule: Rule::Pooled,
        decimals: 2,
        percent_decimals: 1,
        min_answered: koe_stats::ratio(1, 2),
        rescale: false,
        bands: Vec::new(),
    };
    let Some(table) = table else { return score };
    table.check_keys(&["rule", "decimals", "percent_decimals", "min_answered", "rescale", "bands"], problems);
    let rules = [("pooled", Rule::Pooled), ("item-mean", Rule::ItemMean), ("respondent-mean", Rule::RespondentMean)];
    if let Some(rule) = table.get("rule").and_then(|entry| entry.choice(&rules, problems)) {
        score.rule = rule;
    }
    let mut digits = |key: &str, default: u32| {
        let digits = table.get(key).and_then(|entry| entry.integer(0..=4, problems));
        digits.map_or(default, |digits| digits.unsigned_abs())
    };
    score.decimals = digits("decimals", score.decimals);
    score.percent_decimals = digits("percent_decimals", score.percent_decimals);
    if let Some(entry) = table.get("min_answered")
        && let Some(share) = entry.decimal(problems)
    {
        if share.is_negative() || share.exact() > koe_stats::ratio(1, 1) {
            problems.push(entry.wrong("out of range").expected("a share from 0 to 1, such as 0.5"));
        } else {
            score.min_answered = share.exact();
        }
    }
    score.rescale =
        table.get("rescale").and_then(|it| it.choice(&[("0-100", true), ("none", false)], problems)) == Some(true);
    let range = if score.rescale { Some((0, 100)) } else { scale.map(|it| (it.min, it.max)) };
    if let Some(bands) = table.get("bands") {
        score.bands = bands.tables(problems).iter().filter_map(|band| parse_band(band, range, problems)).collect();
    }
    score
}

fn parse_band(table: &Table<'_>, range: Option<(i32, i32)>, problems: &mut Vec<Problem>) -> Option<Band> {
    table.check_keys(&["name", "above", "from", "below", "to"], problems);
    let mut bound = |key: &str, make: fn(Decimal) -> Bound| -> Option<(Bound, Decimal, Entry<'_>)> {
        let entry = table.get(key)?;
        let value = entry.decimal(problems)?;
        if range.is_some_and(|range| !is_within(value, range)) {
            problems.push(outside(entry, range));
        }
        Some((make(value), value, entry.clone()))
    };
    let (above, from) = (bound("above", Bound::Above), bound("from", Bound::From));
    let (below, to) = (bound("below", Bound::Below), bound("to", Bound::UpTo));
    for (one, other, names) in [(&above, &from, "`above` and `from`"), (&below, &to, "`below` and `to`")] {
        if let (Some(_), Some((_, _, entry))) = (one, other) {
            problems.push(Problem::error(entry.place(), format!("both {names}")).hint("keep one of the two"));
        }
    }
    let low = above.as_ref().or(from.as_ref());
    let high = below.as_ref().or(to.as_ref());
    if let (Some((low, from, _)), Some((high, to, entry))) = (low, high) {
        let holds_one_value = matches!((low, high), (Bound::From(_), Bound::UpTo(_)));
        if to < from || (to == from && !holds_one_value) {
            problems.push(entry.wrong("a band that holds no score").expected(format!("a number above {from}")));
        }
    }
    let name = table.require("name", "name = \"高い\"", problems)?.label(problems)?;
    Some(Band { name, bounds: [above, from, below, to].into_iter().flatten().map(|(bound, ..)| bound).collect() })
}

/// Says whether a number lies on a scale.
pub(super) fn is_within(value: Decimal, (min, max): (i32, i32)) -> bool {
    let value = value.exact();
    value >= koe_stats::ratio(min, 1) && value <= koe_stats::ratio(max, 1)
}

/// Returns the problem of a number that no score can reach.
pub(super) fn outside(entry: &Entry<'_>, range: Option<(i32, i32)>) -> Problem {
    let (min, max) = range.unwrap_or_default();
    entry.wrong("outside the scale").expected(format!("a number from {min} to {max}"))
}

/// Reads `[privacy]`.
pub(super) fn parse_privacy(table: Option<&Table<'_>>, problems: &mut Vec<Problem>) -> Privacy {
    let default = Privacy { min_respondents: 5, min_detail: 10 };
    let Some(table) = table else { return default };
    table.check_keys(&["profile", "min_respondents", "min_detail"], problems);
    let profile = table.get("profile").and_then(|entry| entry.choice(&[("stress-check", STRESS_CHECK)], problems));
    let mut count = |key: &str| -> Option<(u64, &Entry<'_>)> {
        let entry = table.get(key)?;
        entry.integer(0..=1_000_000, problems).map(|number| (u64::from(number.unsigned_abs()), entry))
    };
    let (respondents, detail) = (count("min_respondents"), count("min_detail"));
    if let Some((number, entry)) = respondents {
        let least = profile.unwrap_or(FLOOR);
        if number < least {
            let why = if profile.is_some() { "the least of the profile" } else { "the floor" };
            let problem = entry.wrong("too few respondents").expected(format!("{least} or more ({why})"));
            problems.push(problem.hint("smaller groups expose what single persons answered"));
        }
    }
    let min_respondents = respondents.map_or(profile.unwrap_or(default.min_respondents), |(number, _)| number);
    if let Some((number, entry)) = detail
        && number < min_respondents
    {
        let problem = entry.wrong("below min_respondents").expected(format!("{min_respondents} or more"));
        problems.push(problem.hint("details expose more than a mean, so they need at least as many answers"));
    }
    let min_detail = detail.map_or(default.min_detail.max(min_respondents), |(number, _)| number);
    Privacy { min_respondents, min_detail }
}

/// Reads `language`.
pub(super) fn parse_language(entry: Option<&Entry<'_>>, problems: &mut Vec<Problem>) -> Language {
    let languages = [("ja", Language::Ja), ("en", Language::En)];
    entry.and_then(|entry| entry.choice(&languages, problems)).unwrap_or(Language::Ja)
}

/// Reads `years`.
pub(super) fn parse_years(entry: Option<&Entry<'_>>, problems: &mut Vec<Problem>) -> Option<Years> {
    entry?.choice(&[("era", Years::Era), ("western", Years::Western)], problems)
}

/// Reads an encoding's name.
pub(super) fn parse_encoding(entry: Option<&Entry<'_>>, problems: &mut Vec<Problem>) -> Option<String> {
    let entry = entry?;
    let name = clean_label(entry.text(problems)?);
    if crate::text::named(&name).is_none() {
        let hint = crate::text::suggestion(&name, crate::text::ENCODING_NAMES);
        problems.push(entry.wrong("no such encoding").hint(hint));
        return None;
    }
    Some(name)
}
