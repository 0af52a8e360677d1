//! From a survey folder to a checked definition.

use std::path::{Path, PathBuf};

use toml::de::DeTable;

use super::csv_table::CsvTable;
use super::items_file::{self, Items};
use super::masthead;
use super::scale::{self, Scale};
use super::toml_table::{Source, Table};
use super::{
    Category, Crosswalk, Definition, ItemKind, Wave, attribute, category, crosses, crosswalk, headcount, merges,
    plan_files, settings, target, wave,
};
use crate::text::{named, read_text};
use crate::{Checked, Place, Problem, Problems, Severity};

pub(super) const KEYS: [&str; 18] = [
    "name",
    "synthetic",
    "language",
    "years",
    "items",
    "merges",
    "encoding",
    "categories",
    "scale",
    "scales",
    "score",
    "attributes",
    "target",
    "privacy",
    "report",
    "plan",
    "crosswalk",
    "wave",
];

impl Definition {
    /// Reads a survey: `path` is the survey file, or the folder that holds it
    /// as `survey.toml`.
    ///
    /// # Errors
    ///
    /// All problems of the survey file, the items and the headcounts, in one
    /// run.
    pub fn load(path: &Path) -> Result<Checked<Self>, Problems> {
        document(path, assemble)
    }
}

/// Reads a survey file and hands its document on, with a list for the problems
/// of every file that it names.
pub(crate) fn document<T>(
    path: &Path,
    assemble: impl FnOnce(PathBuf, &Table<'_>, &mut Vec<Problem>) -> Option<T>,
) -> Result<Checked<T>, Problems> {
    let file = if path.is_dir() { path.join("survey.toml") } else { path.to_owned() };
    let text = read_text(&file, None).map_err(|problem| missing_survey(path, &file, *problem))?;
    let source = Source { file: file.display().to_string(), text };
    let (document, errors) = DeTable::parse_recoverable(&source.text);
    if let Some(error) = errors.first().filter(|_| file.extension().is_none_or(|extension| extension != "toml")) {
        let hint = "name the survey file, which ends in .toml, or the folder that holds survey.toml";
        return Err(syntax(&source, error).hint(hint).into());
    }
    if !errors.is_empty() {
        return Err(errors.iter().map(|error| syntax(&source, error)).collect::<Vec<Problem>>().into());
    }
    let mut problems = Vec::new();
    let value = assemble(file, &Table::root(&source, document.get_ref()), &mut problems);
    sort(&mut problems, &source.file);
    Problems::check(value, problems)
}

/// As a reader mends them: file by file, the survey file first, from top to
/// bottom.
fn sort(problems: &mut [Problem], survey: &str) {
    let mut files = vec![survey.to_owned()];
    for problem in problems.iter() {
        if !files.contains(&problem.place.file) {
            files.push(problem.place.file.clone());
        }
    }
    problems.sort_by_key(|problem| (files.iter().position(|it| *it == problem.place.file), problem.place.line));
}

fn missing_survey(path: &Path, file: &Path, problem: Problem) -> Problem {
    let is_missing = !file.exists();
    match (is_missing, path.is_dir()) {
        (true, true) => Problem::error(Place::file(file.display().to_string()), "no survey file in the folder")
            .hint("name the folder that holds survey.toml, or the file itself"),
        (true, false) => problem.hint("name a survey file, or the folder that holds survey.toml"),
        _ => problem,
    }
}

fn syntax(source: &Source, error: &toml::de::Error) -> Problem {
    let place = error.span().map_or_else(|| Place::file(&source.file), |span| source.place(span.start));
    let line = place.line.and_then(|line| usize::try_from(line).ok()).unwrap_or(1);
    let written = source.text.lines().nth(line.saturating_sub(1)).unwrap_or_default().trim();
    let message = error.message().lines().next().unwrap_or_default().to_owned();
    let hint = if message.contains("duplicate key") {
        "keep one of the two"
    } else if message.contains("dotted key") {
        "write a dotted code in quotes: \"1.1\" = \"…\""
    } else {
        "texts, and names beyond a-z, need quotes: \"部\" = \"…\""
    };
    Problem::error(place, format!("not TOML: {message}")).found(written).hint(hint)
}

/// Reads every section; what is broken is replaced, so that the rest can be
/// checked, and `problems` holds at least one error.
fn assemble(file: PathBuf, root: &Table<'_>, problems: &mut Vec<Problem>) -> Option<Definition> {
    root.check_keys(&KEYS, problems);
    let folder = file.parent().map(Path::to_owned).unwrap_or_default();
    let section = |name: &str, problems: &mut Vec<Problem>| root.get(name).and_then(|entry| entry.table(problems));

    let name = root.require("name", "name = \"職員アンケート\"", problems).and_then(|entry| entry.label(problems));
    let synthetic = root.get("synthetic").and_then(|entry| masthead::synthetic(entry, problems));
    let language = settings::parse_language(root.get("language"), problems);
    let years = settings::parse_years(root.get("years"), problems);
    let encoding = settings::parse_encoding(root.get("encoding"), problems);
    let categories = match root.require("categories", "[categories]", problems).and_then(|it| it.table(problems)) {
        Some(table) => {
            if table.entries().is_empty() {
                problems.push(Problem::error(table.place(), "no category").hint("add `\"1\" = \"…\"`"));
            }
            category::parse(&table, problems)
        }
        None => Vec::new(),
    };
    let (scale_names, scales) = scales(root, problems);
    let score_table = section("score", problems);
    let default_scale = scales.first().and_then(Option::as_ref);
    let score = settings::parse_score(score_table.as_ref(), default_scale, problems);
    let mut attributes = section("attributes", problems).map(|it| attribute::parse(&it, problems)).unwrap_or_default();
    let text = encoding.as_deref().and_then(named);
    let merges_file = merges::read(root.get("merges"), &folder, text, &mut attributes, problems);
    let privacy = settings::parse_privacy(section("privacy", problems).as_ref(), problems);
    plan_files::parse(section("plan", problems).as_ref(), &folder, problems);
    let crosses = crosses::parse(section("report", problems).as_ref(), &attributes, problems);
    let waves = match root.require("wave", "[[wave]]", problems) {
        Some(entry) => {
            let waves = wave::parse(entry, &folder, encoding.as_deref(), &scale_names, problems);
            if waves.is_empty() {
                problems.push(entry.wrong("no wave").hint("add a section [[wave]]"));
            }
            waves
        }
        None => Vec::new(),
    };

    let context = items_file::Context { categories: &categories, attributes: &attributes, scales: &scale_names };
    let items_file =
        root.get("items").and_then(|entry| entry.label(problems)).unwrap_or_else(|| "items.csv".to_owned());
    let items_file = folder.join(items_file);
    let table = CsvTable::read(&items_file, text, problems);
    let items = table.map(|table| items_file::parse(&table, &context, problems));
    if let Some(items) = &items {
        check_items(items, &categories, problems);
        if !score.rescale {
            check_one_scale(items, &categories, &scales, problems);
            check_scales_of_waves(items, &waves, &categories, &scales, problems);
        }
    }
    let context = crosswalk::Context {
        waves: &waves,
        items: items.as_ref().map_or(&[], |it| &it.items),
        items_are_known: items.is_some(),
        attributes: &attributes,
    };
    let crosswalk = match root.get("crosswalk").and_then(|entry| entry.label(problems)) {
        Some(name) => crosswalk::read(&folder.join(name), &context, encoding.as_deref().and_then(named), problems),
        None => Crosswalk::default(),
    };
    let target = section("target", problems).and_then(|table| {
        let context = target::Context {
            categories: &categories,
            items: items.as_ref().map_or(&[], |it| &it.items),
            items_are_known: items.is_some(),
            scales: &scales,
            waves: &waves,
            score: &score,
        };
        target::parse(&table, &context, problems)
    });
    for wave in &waves {
        // A missing file has been reported at its key; warnings come with the
        // headcount itself.
        let Some(path) = wave.population.as_deref().filter(|path| path.is_file()) else { continue };
        let mut found = Vec::new();
        headcount::read(path, &attributes, wave.encoding.as_deref().and_then(named), &mut found);
        problems.extend(found.into_iter().filter(|problem| problem.severity == Severity::Error));
    }
    let definition = Definition {
        file,
        name: name?,
        synthetic,
        language,
        years,
        items_file,
        merges_file,
        scales: scales.into_iter().collect::<Option<Vec<Scale>>>()?,
        categories,
        items: items?.items,
        score,
        attributes,
        target,
        privacy,
        crosses,
        waves,
        crosswalk,
    };
    if definition.target.is_some() {
        problems.extend(definition.waves_without_year(0..definition.waves.len()));
    }
    Some(definition)
}

/// The default scale, then those under `[scales]`; a broken one is `None`.
fn scales(root: &Table<'_>, problems: &mut Vec<Problem>) -> (Vec<String>, Vec<Option<Scale>>) {
    let default = root.require("scale", "[scale]", problems).and_then(|entry| entry.table(problems));
    let mut names = vec![String::new()];
    let mut scales = vec![default.and_then(|table| scale::parse("", &table, problems))];
    if let Some(table) = root.get("scales").and_then(|entry| entry.table(problems)) {
        for entry in table.entries() {
            let Some(inner) = entry.table(problems) else { continue };
            names.push(entry.name.to_owned());
            scales.push(scale::parse(entry.name, &inner, problems));
        }
    }
    (names, scales)
}

fn check_items(items: &Items, categories: &[Category], problems: &mut Vec<Problem>) {
    if !items.items.is_empty() && items.items.iter().all(|item| item.kind != ItemKind::Scale) {
        let problem = Problem::error(Place::file(&items.file), "no scored item");
        problems.push(problem.hint("leave `kind` empty for the items that are answered on a scale"));
    }
    if !items.is_complete {
        return;
    }
    for (index, category) in categories.iter().enumerate() {
        if members(items, categories, index).next().is_none() {
            let problem = Problem::warning(Place::file(&items.file), "a category without any item");
            let hint = "Excel turns a code such as 1.10 into 1.1; the name of the category may stand in its place";
            problems.push(problem.found(format!("{} {}", category.code, category.name)).hint(hint));
        }
    }
}

/// Indexes of the items in a category or below it.
fn members<'a>(items: &'a Items, categories: &'a [Category], category: usize) -> impl Iterator<Item = usize> + 'a {
    let is_in = move |from: usize| {
        std::iter::successors(Some(from), |&index| categories.get(index)?.parent).any(|index| index == category)
    };
    (0..items.items.len()).filter(move |&index| is_in(items.items[index].category))
}

/// The same where a wave has a scale of its own.
fn check_scales_of_waves(
    items: &Items,
    waves: &[Wave],
    categories: &[Category],
    scales: &[Option<Scale>],
    problems: &mut Vec<Problem>,
) {
    for scale in waves.iter().filter_map(|wave| wave.scale) {
        let before = problems.len();
        let mut own =
            Items { items: items.items.clone(), lines: items.lines.clone(), file: items.file.clone(), ..*items };
        own.items.iter_mut().filter(|item| item.scale == 0).for_each(|item| item.scale = scale);
        check_one_scale(&own, categories, scales, problems);
        if problems.len() > before {
            return;
        }
    }
}

/// A mean over different scales has no meaning.
fn check_one_scale(items: &Items, categories: &[Category], scales: &[Option<Scale>], problems: &mut Vec<Problem>) {
    let range = |index: usize| {
        let item = &items.items[index];
        let scale = scales.get(item.scale)?.as_ref()?;
        (item.kind == ItemKind::Scale).then_some((index, scale.min, scale.max))
    };
    let mut differs = |what: &str, set: &mut dyn Iterator<Item = usize>| -> bool {
        let mut set = set.filter_map(range);
        let Some((first, min, max)) = set.next() else { return false };
        let Some((other, low, high)) = set.find(|&(_, low, high)| (low, high) != (min, max)) else { return false };
        let place = Place::file(&items.file).line(items.lines.get(other).copied().unwrap_or(1)).column("scale");
        let (first, other) = (&items.items[first].code, &items.items[other].code);
        let message = format!("{what} mixes scales: {first} is on {min} to {max}, {other} on {low} to {high}");
        let hint = "add `rescale = \"0-100\"` to [score], or leave the item out with `overall` = no";
        problems.push(Problem::error(place, message).hint(hint));
        true
    };
    if differs("the overall score", &mut (0..items.items.len()).filter(|&index| items.items[index].overall)) {
        return;
    }
    for (index, category) in categories.iter().enumerate() {
        if differs(&format!("category {}", category.code), &mut members(items, categories, index)) {
            return;
        }
    }
}

#[cfg(test)]
mod tests;
