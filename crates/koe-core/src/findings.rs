//! Findings: the scores a run asks for, exact and ungated. Only the release
//! gate takes them; no writer does.

use std::collections::BTreeSet;
use std::path::PathBuf;

use koe_stats::{Exact, Interval, ratio};

use crate::definition::{Condition, Definition, Headcount, Language, TargetKey};
use crate::problem::{Checked, Place, Problem, Problems};
use crate::release::{About, Level};
use crate::responses::{Intake, ReadOptions, Source};
use crate::score::Score;
use crate::segment::{Cut, Cuts, Segment};
use crate::tally::{Cohort, CohortKey, SetKey, Shape, Tally};
use crate::target::{OnPath, Targets, is_comparable, items, score};
use crate::text::{matching_key, named};

/// What a run asks for.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Request {
    /// Name of the wave; the latest where it is not given.
    pub wave: Option<String>,
    /// Which segments.
    pub cuts: Cuts,
    /// Whether rows carry the path to their target.
    pub path: bool,
    /// Language of names, where it is not the survey file's.
    pub language: Option<Language>,
}

/// Scores of one wave, ungated.
#[derive(Debug, Clone)]
pub struct Findings {
    pub(crate) about: About,
    pub(crate) rows: Vec<Finding>,
    /// The path's step in points of the scale that answers move by.
    pub(crate) point: Option<Exact>,
}

/// One score of one segment, with all it is compared with.
#[derive(Debug, Clone)]
pub(crate) struct Finding {
    pub(crate) segment: Segment,
    pub(crate) level: Level,
    pub(crate) depth: usize,
    pub(crate) code: String,
    pub(crate) name: String,
    /// The category directly above it.
    pub(crate) category: Option<String>,
    pub(crate) applies_to: Vec<String>,
    /// Whether it is a category that nothing is below.
    pub(crate) lowest: bool,
    /// Whether it is an item that counts towards the overall score.
    pub(crate) counts: bool,
    /// Whether it lies on the scale of the overall score.
    pub(crate) comparable: bool,
    /// Lowest code of its (first) item's scale.
    pub(crate) first_point: Option<i32>,
    /// The top category it is in.
    pub(crate) top: Option<String>,
    /// Respondents of the whole segment.
    pub(crate) group: u64,
    pub(crate) invited: Option<u64>,
    pub(crate) score: Option<Score>,
    pub(crate) finite: Option<Interval>,
    pub(crate) target: Option<Exact>,
    pub(crate) path: Option<Vec<OnPath>>,
}

/// The answers of one wave, counted, with what is needed to score them.
#[derive(Debug)]
pub struct Counted {
    /// Which wave, by index in the definition.
    pub wave: usize,
    /// The counts.
    pub tally: Tally,
    /// What was read, file by file.
    pub intake: Intake,
    /// Headcount of the wave, where the survey has it.
    pub headcount: Option<Headcount>,
}

/// Reads the answers and the headcount of one wave, cut by `attributes` (by
/// index). `sources` stand in for the wave's files where they are given.
///
/// # Errors
///
/// Everything that keeps a file from being read.
pub fn count(
    definition: &Definition,
    wave: usize,
    attributes: impl IntoIterator<Item = usize>,
    sources: Option<&[Source]>,
    options: &ReadOptions<'_>,
) -> Result<Checked<Counted>, Problems> {
    let shape = Shape::new(definition, attributes)?;
    let own = &definition.waves[wave];
    let encoding = options.encoding.or_else(|| own.encoding.as_deref().and_then(named));
    let options = ReadOptions { encoding, ..*options };
    let files = |paths: &[PathBuf]| paths.iter().cloned().map(Source::File).collect::<Vec<_>>();
    let sources = sources.map_or_else(|| files(&own.responses), <[Source]>::to_vec);
    let counted = Tally::count(definition, &shape, &sources, &options);
    let headcount = Headcount::load(definition, wave, encoding);
    let (headcount, mut warnings) = match (own.population.is_some(), headcount) {
        (false, _) => (None, Vec::new()),
        (true, Ok(Checked { value, warnings })) => (Some(value), warnings),
        (true, Err(problems)) => {
            let others = counted.err().map(|problems| problems.as_slice().to_vec()).unwrap_or_default();
            return Err(others.into_iter().chain(problems.as_slice().to_vec()).collect::<Vec<_>>().into());
        }
    };
    let (tally, intake) = counted?;
    warnings.splice(0..0, intake.warnings());
    Ok(Checked { value: Counted { wave, tally, intake, headcount }, warnings })
}

impl Findings {
    /// Scores a counted wave. `baseline` is everyone in the baseline wave,
    /// where it is another one.
    ///
    /// # Errors
    ///
    /// When the request names what is not there, nobody answered, or more
    /// people answered than the headcount has.
    pub fn new(
        definition: &Definition,
        counted: &Counted,
        baseline: Option<&Cohort>,
        request: &Request,
    ) -> Result<Checked<Self>, Problems> {
        let shape = counted.tally.shape();
        let all = counted.tally.sum(|_| true);
        let place = || Place::file(definition.file.display().to_string());
        if all.respondents == 0 {
            return Err(Problem::error(place(), "no row has a valid answer")
                .found(format!("{} rows", all.rows))
                .hint("check `min`, `max` and `labels` of [scale] against the export; `koe check` lists what was not understood")
                .into());
        }
        let targets = Targets::new(definition, shape, baseline.unwrap_or(&all));
        let cuts = request.cuts.segments(definition, &counted.tally, counted.headcount.as_ref())?;
        let mut warnings = Vec::new();
        let mut rows = Vec::new();
        let language = request.language.unwrap_or(definition.language);
        for cut in &cuts {
            let cohort = cut.sum(&counted.tally);
            let people = People::new(definition, counted, cut);
            let invited = people.invited;
            if let Some(invited) = invited.filter(|&invited| invited < cohort.respondents) {
                let named: Vec<String> = cut.segment.0.iter().map(|(name, value)| format!("{name}={value}")).collect();
                let population = definition.waves[counted.wave].population.as_ref();
                let file = population.map_or_else(String::new, |path| path.display().to_string());
                let problem = if named.is_empty() { Problem::error } else { Problem::warning };
                warnings.push(
                    problem(Place::file(file), "fewer people in the headcount than respondents".to_owned())
                        .found(format!(
                            "{}: {invited}",
                            if named.is_empty() { "everyone".to_owned() } else { named.join(", ") }
                        ))
                        .expected("every respondent to be in the headcount")
                        .hint("correct the headcount, or the spelling of its values (`map`)"),
                );
            }
            let known = invited.filter(|&invited| invited >= cohort.respondents);
            for line in lines(definition, shape, language) {
                let score = score(shape, &cohort, definition.score.rule, line.key);
                let finite = score.as_ref().and_then(|score| {
                    score.estimate.finite_interval(people.could_answer(line.key).filter(|_| known.is_some())?)
                });
                rows.push(Finding {
                    segment: cut.segment.clone(),
                    group: cohort.respondents,
                    invited: known,
                    score,
                    finite,
                    target: targets.get(line.key).cloned(),
                    path: if request.path { targets.path(line.key) } else { None },
                    level: line.level,
                    depth: line.depth,
                    code: line.code,
                    name: line.name,
                    category: line.category,
                    applies_to: line.applies_to,
                    lowest: line.lowest,
                    counts: matches!(line.key, TargetKey::Item(index) if definition.items[index].overall),
                    comparable: is_comparable(definition, shape, line.key),
                    first_point: items(shape, line.key).first().map(|&item| shape.items[item].scale.0),
                    top: line.top,
                });
            }
        }
        let about = About::new(definition, counted.wave, shape, language, cuts.first().map(|cut| cut.segment.clone()));
        let findings = Self { about, rows, point: point(definition, shape) };
        Problems::check(Some(findings), warnings)
    }
}

/// What an answer moves by when it moves up a point, where all items of the
/// overall score share one scale.
fn point(definition: &Definition, shape: &Shape) -> Option<Exact> {
    let overall = items(shape, TargetKey::Overall);
    let mut scales = overall.iter().map(|&item| shape.items[item].scale);
    let (min, max) = scales.next()?;
    let worth = if definition.score.rescale { ratio(100, max - min) } else { ratio(1, 1) };
    scales.all(|scale| scale == (min, max)).then_some(worth)
}

/// A line of every segment: overall, a category or an item.
struct Line {
    key: TargetKey,
    level: Level,
    depth: usize,
    code: String,
    name: String,
    category: Option<String>,
    applies_to: Vec<String>,
    lowest: bool,
    top: Option<String>,
}

/// The lines in definition order: overall, the category tree, the items.
fn lines(definition: &Definition, shape: &Shape, language: Language) -> Vec<Line> {
    let top =
        |category: usize| definition.ancestors(category).last().map(|index| definition.categories[index].code.clone());
    let set = |set: &crate::tally::ItemSet| match set.key {
        SetKey::Overall => Line {
            key: TargetKey::Overall,
            level: Level::Overall,
            depth: 0,
            code: "overall".to_owned(),
            name: match language {
                Language::Ja => "全体".to_owned(),
                Language::En => "Overall".to_owned(),
            },
            category: None,
            applies_to: Vec::new(),
            lowest: false,
            top: None,
        },
        SetKey::Category(index) => {
            let category = &definition.categories[index];
            Line {
                key: TargetKey::Category(index),
                level: if category.depth == 0 { Level::Category } else { Level::Subcategory },
                depth: category.depth,
                code: category.code.clone(),
                name: category.name.clone(),
                category: category.parent.map(|index| definition.categories[index].code.clone()),
                applies_to: Vec::new(),
                lowest: crate::target::is_lowest(definition, index),
                top: top(index),
            }
        }
    };
    let item = |own: &crate::responses::CodebookItem| {
        let item = &definition.items[own.item];
        let english = item.text_en.clone().filter(|_| language == Language::En);
        Line {
            key: TargetKey::Item(own.item),
            level: Level::Item,
            depth: definition.categories[item.category].depth + 1,
            code: item.code.clone(),
            name: english.unwrap_or_else(|| item.text.clone()),
            category: Some(definition.categories[item.category].code.clone()),
            applies_to: item.applies_to.as_ref().map(|condition| condition.values.clone()).unwrap_or_default(),
            lowest: false,
            top: top(item.category),
        }
    };
    shape.sets.iter().map(set).chain(shape.codebook.items.iter().map(item)).collect()
}

/// The headcount of a segment, and of those in it who could answer.
struct People<'a> {
    definition: &'a Definition,
    shape: &'a Shape,
    headcount: Option<&'a Headcount>,
    /// The segment's conditions, as the headcount takes them.
    conditions: Option<Vec<(usize, &'a str)>>,
    invited: Option<u64>,
    /// Attributes that some respondent of the segment has no value of.
    unknown: BTreeSet<usize>,
}

impl<'a> People<'a> {
    fn new(definition: &'a Definition, counted: &'a Counted, cut: &'a Cut) -> Self {
        let shape: &Shape = counted.tally.shape();
        let headcount = counted.headcount.as_ref();
        let conditions = cut.labelled(shape);
        let invited = headcount.zip(conditions.as_ref()).and_then(|(headcount, conditions)| headcount.of(conditions));
        let of = |key: &CohortKey| -> Vec<usize> {
            let places = shape.codebook.attributes.iter().zip(key);
            places.filter(|(_, value)| value.is_none()).map(|(&attribute, _)| attribute).collect()
        };
        let respondents = cut.cohorts(&counted.tally).filter(|(_, cohort)| cohort.respondents > 0);
        let unknown = respondents.flat_map(|(key, _)| of(key)).collect();
        Self { definition, shape, headcount, conditions, invited, unknown }
    }

    /// The headcount of exactly those who could answer, where it is known: all
    /// of the segment where some item applies to everyone; where all items ask
    /// for values of one attribute, those who have one of them. An item applies
    /// to respondents without the attribute too, and no headcount tells how
    /// many they are: with one of them in the segment it is not known.
    fn could_answer(&self, key: TargetKey) -> Option<u64> {
        let places = items(self.shape, key);
        let items = places.iter().map(|&place| &self.definition.items[self.shape.codebook.items[place].item]);
        let conditions: Option<Vec<&Condition>> = items.map(|item| item.applies_to.as_ref()).collect();
        let Some(conditions) = conditions else { return self.invited };
        let attribute = conditions.first()?.attribute;
        if conditions.iter().any(|condition| condition.attribute != attribute) || self.unknown.contains(&attribute) {
            return None;
        }
        let values: BTreeSet<String> =
            conditions.iter().flat_map(|condition| &condition.values).map(|value| matching_key(value)).collect();
        let own = self.conditions.as_ref()?;
        let of = |value: &String| match own.iter().find(|(asked, _)| *asked == attribute) {
            Some((_, label)) if matching_key(label) != *value => Some(0),
            Some(_) => self.headcount?.of(own),
            None => self.headcount?.of(&[own.as_slice(), &[(attribute, value)]].concat()),
        };
        values.iter().map(of).sum()
    }
}
