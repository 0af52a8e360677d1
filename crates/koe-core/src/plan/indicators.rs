//! `indicators.csv`: what is aimed for that is not, or not only, a score.

use std::path::Path;

use encoding_rs::Encoding;
use koe_stats::Decimal;

use super::Source;
use super::sheet::{Known, Row, Sheet};
use crate::text::matching_key;
use crate::{Place, Problem};

const COLUMNS: Known = &[
    &["indicator"],
    &["direction"],
    &["target"],
    &["outcome"],
    &["area"],
    &["unit"],
    &["kind"],
    &["source"],
    &["baseline_year"],
    &["baseline"],
    &["target_year"],
];

const DIRECTIONS: [(&[&str], Direction); 3] = [
    (&["up", "上げる", "増やす", "↑"], Direction::Up),
    (&["down", "下げる", "減らす", "↓"], Direction::Down),
    (&["maintain", "保つ", "維持", "→"], Direction::Maintain),
];

const KINDS: [(&[&str], Kind); 3] = [
    (&["level", "水準"], Kind::Level),
    (&["cumulative", "累計"], Kind::Cumulative),
    (&["maintain", "維持"], Kind::Maintain),
];

/// Where an indicator should go.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Direction {
    /// More is better.
    Up,
    /// Less is better.
    Down,
    /// At least what is aimed for. What should stay low goes `Down` and has the
    /// kind [`Kind::Maintain`].
    Maintain,
}

/// What the figures of an indicator are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// Each year's figure stands for itself, a printed running total (延べ) too.
    Level,
    /// Each year's figure is what the year added to the baseline.
    Cumulative,
    /// As a level; reaching the target is called holding it.
    Maintain,
}

/// An indicator with its figures exactly as they are printed.
#[derive(Debug, Clone)]
pub struct Indicator {
    /// What it is part of, at the top.
    pub outcome: Option<String>,
    /// What it is part of, below.
    pub area: Option<String>,
    /// Its name, unique.
    pub name: String,
    /// The unit of its figures; empty where they have none.
    pub unit: String,
    /// Where it should go.
    pub direction: Direction,
    /// What its figures are.
    pub kind: Kind,
    /// The score it is, where it is one.
    pub source: Option<Source>,
    /// The year its baseline is of.
    pub baseline_year: Option<i32>,
    /// Where it began.
    pub baseline: Option<Decimal>,
    /// The year its target is for.
    pub target_year: Option<i32>,
    /// What is aimed for.
    pub target: Decimal,
    /// Where it stood, by year: totals so far, where the kind is cumulative.
    pub actuals: Vec<Actual>,
}

/// Where an indicator stood in a year.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Actual {
    /// Western year.
    pub year: i32,
    /// The figure as printed; nothing where a score is withheld.
    pub value: Option<Decimal>,
}

impl Indicator {
    /// Returns the heading an indicator stands under: its outcome, or its area.
    pub fn group(&self) -> &str {
        self.outcome.as_deref().or(self.area.as_deref()).unwrap_or_default()
    }

    /// Says whether the aim is to stay: the kind or the direction says so, or
    /// the target is the baseline.
    pub fn is_kept(&self) -> bool {
        self.kind == Kind::Maintain || self.direction == Direction::Maintain || self.baseline == Some(self.target)
    }
}

/// Indicators with the lines they stand on.
pub(super) struct Listed {
    pub(super) file: String,
    pub(super) indicators: Vec<Indicator>,
    pub(super) lines: Vec<u64>,
}

impl Listed {
    /// Returns a column of an indicator's row as a place.
    pub(super) fn place(&self, index: usize, column: &str) -> Place {
        Place::file(&self.file).line(self.lines.get(index).copied().unwrap_or(1)).column(column)
    }

    /// Returns the index of an indicator by its name.
    pub(super) fn find(&self, name: &str) -> Option<usize> {
        self.indicators.iter().position(|indicator| matching_key(&indicator.name) == matching_key(name))
    }
}

/// Reads `indicators.csv`.
pub(super) fn read(path: &Path, encoding: Option<&'static Encoding>, problems: &mut Vec<Problem>) -> Option<Listed> {
    let sheet = Sheet::read(path, encoding, COLUMNS, &["indicator", "direction", "target"], problems)?;
    sheet.refuse_others(problems);
    let mut listed = Listed { file: sheet.file().to_owned(), indicators: Vec::new(), lines: Vec::new() };
    for row in sheet.rows() {
        let Some(indicator) = indicator(row, problems) else { continue };
        if let Some(other) = listed.find(&indicator.name) {
            let line = listed.lines.get(other).copied().unwrap_or_default();
            let message = format!("two indicators with one name, the other in line {line}");
            problems.push(row.problem_in("indicator", message).found(&indicator.name).hint("rename or remove one"));
            continue;
        }
        listed.indicators.push(indicator);
        listed.lines.push(row.line());
    }
    Some(listed)
}

/// Reads a row; every cell is looked at, whatever the others say. An indicator
/// without a name cannot be referred to, so it is not listed.
fn indicator(row: Row<'_>, problems: &mut Vec<Problem>) -> Option<Indicator> {
    let name = row.required("indicator", problems);
    if row.has("direction") && row.cell("direction").is_empty() {
        let problem = row.problem_in("direction", "an indicator without a direction");
        problems.push(problem.expected("up, down or maintain (上げる, 下げる, 保つ)"));
    }
    let direction = row.word("direction", &DIRECTIONS, problems);
    let before = problems.len();
    let target = row.number("target", problems);
    if target.is_none() && problems.len() == before && row.has("target") {
        problems.push(row.problem_in("target", "an indicator without a target").expected("a number such as 90"));
    }
    let indicator = Indicator {
        outcome: row.text("outcome"),
        area: row.text("area"),
        name: name?,
        unit: row.text("unit").unwrap_or_default(),
        direction: direction.unwrap_or(Direction::Up),
        kind: row.word("kind", &KINDS, problems).unwrap_or(Kind::Level),
        source: row.text("source").and_then(|text| source(row, &text, problems)),
        baseline_year: row.year("baseline_year", problems),
        baseline: row.number("baseline", problems),
        target_year: row.year("target_year", problems),
        target: target.unwrap_or(Decimal::round(&koe_stats::ratio(0, 1), 0)),
        actuals: Vec::new(),
    };
    check(&indicator, row, direction.is_some() && target.is_some(), problems);
    Some(indicator)
}

fn source(row: Row<'_>, text: &str, problems: &mut Vec<Problem>) -> Option<Source> {
    let source = Source::parse(text);
    if source.is_none() {
        let problem = row.problem_in("source", "not a score").found(text);
        problems.push(problem.expected("overall, category:1, subcategory:1.1 or item:Q18"));
    }
    source
}

/// What does not go together.
fn check(indicator: &Indicator, row: Row<'_>, is_sound: bool, problems: &mut Vec<Problem>) {
    if let (Some(from), Some(to)) = (indicator.baseline_year, indicator.target_year)
        && to <= from
    {
        let problem = row.problem_in("target_year", "a target year that is not after the baseline");
        problems.push(problem.found(row.cell("target_year")).expected(format!("a year after {from}")));
    }
    if indicator.source.is_some() && indicator.kind == Kind::Cumulative {
        let problem = row.problem_in("kind", "scores do not add up over years").found(row.cell("kind"));
        problems.push(problem.hint("leave `kind` or `source` empty"));
    }
    let Some(baseline) = indicator.baseline.filter(|_| is_sound) else { return };
    let is_backwards = match indicator.direction {
        Direction::Up => indicator.target < baseline,
        Direction::Down => indicator.target > baseline,
        Direction::Maintain => false,
    };
    if is_backwards {
        let mut problem = row.problem_in("target", "a target on the other side of the baseline than the direction");
        problem.severity = crate::Severity::Warning;
        let found = format!("{} → {}", row.cell("baseline"), row.cell("target"));
        problems.push(problem.found(found).hint(format!("the direction is {}", row.cell("direction"))));
    }
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;

    fn indicators(text: &str) -> (Vec<Indicator>, Vec<String>) {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("indicators.csv");
        fs::write(&path, text).unwrap();
        let mut problems = Vec::new();
        let listed = read(&path, None, &mut problems).unwrap();
        let told = |problem: &Problem| {
            let column = problem.place.column.as_deref().unwrap_or("-");
            format!("{} {column} {}", problem.place.line.unwrap_or(0), problem.message)
        };
        (listed.indicators, problems.iter().map(told).collect())
    }

    #[test]
    fn words_may_be_japanese_and_columns_in_any_order() {
        let text = "目標,indicator\n";
        assert_eq!(
            indicators(&format!("{text}9,採用\n")).1,
            ["1 direction no such column", "1 target no such column", "1 - unknown column",]
        );
        let text = "ＴＡＲＧＥＴ,kind,direction,indicator,baseline_year\n９,延べ,下げる,離職,\n9.0,累計,↑,採用,平成30年度\n5,,保つ,会議,\n";
        let (found, problems) = indicators(text);
        assert_eq!(problems, ["2 kind no such kind"]);
        let shown = found.iter().map(|own| (own.direction, own.kind, own.target.to_string(), own.baseline_year));
        let expected = [
            (Direction::Down, Kind::Level, "9".to_owned(), None),
            (Direction::Up, Kind::Cumulative, "9.0".to_owned(), Some(2018)),
            (Direction::Maintain, Kind::Level, "5".to_owned(), None),
        ];
        assert_eq!(shown.collect::<Vec<_>>(), expected);
        assert!(found[2].is_kept());
    }

    #[test]
    fn what_does_not_go_together_is_told() {
        let text = "indicator,direction,target,baseline,baseline_year,target_year,source,kind\n\
            a,,1,,,,,\nb,up,,,,,,\nc,up,1,2,2024,2024,,\nd,down,2,1,X,R11,,\ne,up,1,,,,item:,\nf,up,1,,,,overall,累計\na,up,2,,,,,\n";
        let expected = [
            "2 direction an indicator without a direction",
            "3 target an indicator without a target",
            "4 target_year a target year that is not after the baseline",
            "4 target a target on the other side of the baseline than the direction",
            "5 baseline_year not a fiscal year",
            "5 target a target on the other side of the baseline than the direction",
            "6 source not a score",
            "7 kind scores do not add up over years",
            "8 indicator two indicators with one name, the other in line 2",
        ];
        assert_eq!(indicators(text).1, expected);
    }
}
