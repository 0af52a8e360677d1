//! Waves: `[[wave]]`.

use std::path::{Path, PathBuf};

use super::Definition;
use super::settings::{Date, Wave, parse_encoding};
use super::toml_table::{Entry, Table};
use crate::text::{file_problem, matching_key, suggestion};
use crate::year::{FORMS, Said, said};
use crate::{Place, Problem};

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
        let label = table.get("label").and_then(|entry| Some((entry, entry.label(problems)?)));
        let year = year(name_entry.zip(Some(name.as_str())), label.as_ref(), problems);
        let same = waves.iter().find(|other| other.year.is_some() && other.year == year && other.name != name);
        if let (Some(entry), Some(other)) = (name_entry, same) {
            let problem = entry.wrong("two waves of one year");
            let year = "leave the year out of the name and label of one of them, where there were two in a year";
            let hint = format!("wave {} is of that year already; {year}", other.name);
            problems.push(problem.hint(hint));
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
            label: label.map_or_else(|| name.clone(), |(_, label)| label),
            year,
            line: name_entry.and_then(|entry| entry.place().line).unwrap_or(1),
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

/// The year that the name says, else the label; both may not say two.
fn year(
    name: Option<(&Entry<'_>, &str)>,
    label: Option<&(&Entry<'_>, String)>,
    problems: &mut Vec<Problem>,
) -> Option<i32> {
    let texts = [name, label.map(|(entry, label)| (*entry, label.as_str()))];
    let [by_name, by_label] = texts.map(|text| {
        let (entry, text) = text?;
        match said(text) {
            Said::Year(year) => Some(year),
            Said::Impossible => {
                let problem = entry.wrong("not a fiscal year").expected(FORMS);
                problems.push(problem.hint("write the year it is, or a text that does not look like one"));
                None
            }
            Said::Nothing => None,
        }
    });
    if let (Some(own), Some(other), [Some((_, name)), Some((entry, label))]) = (by_name, by_label, texts)
        && own != other
    {
        let problem = Problem::error(entry.place(), "a wave whose name and label say two years");
        let found = format!("name {name} ({own}), label {label} ({other})");
        problems.push(problem.found(found).hint("correct the one that is wrong; 令和7年度 is 2025"));
    }
    by_name.or(by_label)
}

/// Returns the index of the wave with this name, else of the one of this year.
pub(super) fn find(waves: &[Wave], name: &str) -> Option<usize> {
    let exact = waves.iter().position(|wave| wave.name == name);
    let by_name = || waves.iter().position(|wave| matching_key(&wave.name) == matching_key(name));
    let by_year = || match said(name) {
        Said::Year(year) => waves.iter().position(|wave| wave.year == Some(year)),
        Said::Impossible | Said::Nothing => None,
    };
    exact.or_else(by_name).or_else(by_year)
}

impl Definition {
    /// Returns the place of a wave in the survey file.
    pub(crate) fn place_of_wave(&self, wave: usize, key: &str) -> Place {
        let place = Place::file(self.file.display().to_string()).column(key);
        self.waves.get(wave).map_or(place.clone(), |wave| place.line(wave.line))
    }

    /// Returns a warning for each of these waves that no year is known of.
    pub(crate) fn waves_without_year(&self, waves: impl IntoIterator<Item = usize>) -> Vec<Problem> {
        let is_nothing = |text: &str| said(text) == Said::Nothing;
        let unknown = waves.into_iter().filter(|&wave| {
            let own = &self.waves[wave];
            own.year.is_none() && is_nothing(&own.name) && is_nothing(&own.label)
        });
        let warning = |wave: usize| {
            let problem =
                Problem::warning(self.place_of_wave(wave, "wave.name"), "no fiscal year is known of the wave");
            let problem = problem.found(&self.waves[wave].name).expected("a year in its name or label");
            problem.hint("without one it is on no path to a target; say name = \"2025\" or label = \"令和7年度\"")
        };
        unknown.map(warning).collect()
    }
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
