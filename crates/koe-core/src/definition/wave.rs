//! Waves: `[[wave]]`.

use std::path::{Path, PathBuf};

use super::settings::{Date, Wave, parse_encoding};
use super::toml_table::{Entry, Table};
use crate::text::{file_problem, matching_key, suggestion};
use crate::{Problem, fiscal_year};

const KEYS: [&str; 8] = ["name", "label", "responses", "population", "encoding", "from", "to", "scale"];

/// Reads the waves, oldest first where all are named by a year. `folder` is
/// what paths start from, `encoding` what files are in unless a wave says so,
/// `scales` the names of the scales, of which the default one has none.
pub(super) fn parse(
    entry: &Entry<'_>,
    folder: &Path,
    encoding: Option<&str>,
    scales: &[String],
    problems: &mut Vec<Problem>,
) -> Vec<Wave> {
    let mut waves: Vec<Wave> = Vec::new();
    let mut files: Vec<(PathBuf, String)> = Vec::new();
    for table in entry.tables(problems) {
        table.check_keys(&KEYS, problems);
        let name_entry = table.require("name", "name = \"2025\"", problems);
        let name = name_entry.and_then(|entry| entry.label(problems)).unwrap_or_default();
        if let Some(entry) = name_entry
            && !name.is_empty()
            && waves.iter().any(|other| matching_key(&other.name) == matching_key(&name))
        {
            problems.push(entry.wrong("two waves with one name").hint("give each wave a name of its own"));
        }
        let same =
            waves.iter().find(|other| other.year.is_some() && other.year == fiscal_year(&name) && other.name != name);
        if let (Some(entry), Some(other)) = (name_entry, same) {
            let problem = entry.wrong("two waves of one year");
            problems.push(problem.hint(format!("wave {} is of that year already", other.name)));
        }
        let responses = responses(&table, folder, problems);
        for (entry, path) in &responses {
            if let Some((_, other)) = files.iter().find(|(known, _)| known == path) {
                let problem = entry.wrong("a file of answers twice");
                problems.push(problem.hint(format!("wave {other} has it already; its respondents would count twice")));
            }
            files.push((path.clone(), name.clone()));
        }
        let population = table.get("population").and_then(|entry| {
            let path = folder.join(entry.label(problems)?);
            problems.extend(file_problem(&path, entry.place()));
            Some(path)
        });
        let (from, to) = days(&table, problems);
        waves.push(Wave {
            from,
            to,
            scale: table.get("scale").and_then(|entry| scale(entry, scales, problems)),
            label: table.get("label").and_then(|entry| entry.label(problems)).unwrap_or_else(|| name.clone()),
            year: fiscal_year(&name),
            name,
            responses: responses.into_iter().map(|(_, path)| path).collect(),
            population,
            encoding: parse_encoding(table.get("encoding"), problems).or_else(|| encoding.map(str::to_owned)),
        });
    }
    if waves.iter().all(|wave| wave.year.is_some()) {
        waves.sort_by_key(|wave| wave.year);
    }
    waves
}

/// The first and the last day of the answers.
fn days(table: &Table<'_>, problems: &mut Vec<Problem>) -> (Option<Date>, Option<Date>) {
    let mut day = |key: &str| table.get(key).and_then(|entry| entry.date(problems));
    let (from, to) = (day("from"), day("to"));
    if let (Some(from), Some(to), Some(entry)) = (from, to, table.get("to"))
        && to < from
    {
        problems.push(entry.wrong("a last day before the first").expected(format!("{from} or later")));
    }
    (from, to)
}

/// The scale that stood in the place of the default one.
fn scale(entry: &Entry<'_>, scales: &[String], problems: &mut Vec<Problem>) -> Option<usize> {
    let name = entry.label(problems)?;
    let found = scales.iter().position(|scale| matching_key(scale) == matching_key(&name));
    if found.is_none() {
        let names = scales.iter().map(String::as_str).filter(|name| !name.is_empty());
        let hint = format!("{}; leave the key out for [scale]", suggestion(&name, names));
        problems.push(entry.wrong("no such scale").expected("a name under [scales]").hint(hint));
    }
    found
}

fn responses<'a>(table: &Table<'a>, folder: &Path, problems: &mut Vec<Problem>) -> Vec<(Entry<'a>, PathBuf)> {
    let Some(entry) = table.require("responses", "responses = [\"responses-2025.csv\"]", problems) else {
        return Vec::new();
    };
    let before = problems.len();
    let files: Vec<(Entry<'a>, PathBuf)> = entry
        .texts(problems)
        .into_iter()
        .map(|(element, text)| {
            let path = folder.join(text.trim());
            if text.trim().is_empty() {
                problems.push(Problem::error(element.place(), "empty").hint("write the name of a file"));
            } else {
                problems.extend(file_problem(&path, element.place()));
            }
            (element, path)
        })
        .collect();
    if files.is_empty() && problems.len() == before {
        problems.push(entry.wrong("no file of answers").hint("list at least one file"));
    }
    files
}
