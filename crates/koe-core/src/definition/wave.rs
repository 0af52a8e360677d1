//! Waves: `[[wave]]`.

use std::path::{Path, PathBuf};

use super::settings::{Wave, parse_encoding};
use super::toml_table::{Entry, Table};
use crate::text::{file_problem, matching_key};
use crate::{Problem, fiscal_year};

/// Reads the waves, oldest first where all are named by a year. `folder` is
/// what paths start from, `encoding` what files are in unless a wave says so.
pub(super) fn parse(
    entry: &Entry<'_>,
    folder: &Path,
    encoding: Option<&str>,
    problems: &mut Vec<Problem>,
) -> Vec<Wave> {
    let mut waves: Vec<Wave> = Vec::new();
    let mut files: Vec<(PathBuf, String)> = Vec::new();
    for table in entry.tables(problems) {
        table.check_keys(&["name", "label", "responses", "population", "encoding"], problems);
        let name_entry = table.require("name", "name = \"2025\"", problems);
        let name = name_entry.and_then(|entry| entry.label(problems)).unwrap_or_default();
        if let Some(entry) = name_entry
            && !name.is_empty()
            && waves.iter().any(|other| matching_key(&other.name) == matching_key(&name))
        {
            problems.push(entry.wrong("two waves with one name").hint("give each wave a name of its own"));
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
        waves.push(Wave {
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
