//! Indicators that are scores: their figures come from the waves.

use std::fmt;

use koe_stats::Decimal;

use super::Plan;
use super::indicators::{Actual, Listed};
use crate::definition::{Category, Definition, ItemKind};
use crate::findings::Request;
use crate::release::{Level, Released};
use crate::responses::ReadOptions;
use crate::text::{matching_key, suggestion};
use crate::{Checked, Problem, run};

/// The score that an indicator is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Source {
    /// Its level.
    pub level: Level,
    /// Code or name of the category or item; `overall`.
    pub name: String,
}

impl Source {
    /// Reads `overall`, `category:1`, `subcategory:1.1` or `item:Q18`.
    pub(super) fn parse(text: &str) -> Option<Self> {
        let key = matching_key(text);
        if key == "overall" {
            return Some(Self { level: Level::Overall, name: key });
        }
        let (level, name) = key.split_once(':')?;
        let level = match level.trim() {
            "category" => Level::Category,
            "subcategory" => Level::Subcategory,
            "item" => Level::Item,
            _ => return None,
        };
        let name = name.trim().to_owned();
        (!name.is_empty()).then_some(Self { level, name })
    }

    /// Returns the code of the score in a survey.
    fn resolve(&self, definition: &Definition) -> Result<String, String> {
        let is_it = |text: &str| matching_key(text) == matching_key(&self.name);
        let of = |is_level: &dyn Fn(&Category) -> bool| {
            let mut categories = definition.categories.iter().filter(|category| is_level(category));
            let by_code = categories.clone().find(|category| is_it(&category.code));
            let found = by_code.or_else(|| categories.find(|category| is_it(&category.name)));
            let codes = definition.categories.iter().filter(|category| is_level(category));
            found.map(|category| category.code.clone()).ok_or_else(|| {
                suggestion(&self.name, codes.flat_map(|category| [category.code.as_str(), category.name.as_str()]))
            })
        };
        match self.level {
            Level::Overall => Ok("overall".to_owned()),
            Level::Category => of(&|category| category.depth == 0),
            Level::Subcategory => of(&|category| category.depth > 0),
            Level::Item => {
                let mut scored = definition.items.iter().filter(|item| item.kind == ItemKind::Scale);
                let codes = scored.clone().map(|item| item.code.as_str());
                let found = scored.find(|item| is_it(&item.code)).map(|item| item.code.clone());
                found.ok_or_else(|| suggestion(&self.name, codes))
            }
        }
    }
}

impl fmt::Display for Source {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.level {
            Level::Overall => f.write_str("overall"),
            Level::Category => write!(f, "category:{}", self.name),
            Level::Subcategory => write!(f, "subcategory:{}", self.name),
            Level::Item => write!(f, "item:{}", self.name),
        }
    }
}

/// The sources of indicators, found in a survey.
pub(super) struct Sources<'a> {
    definition: &'a Definition,
    /// Indicator by index, level and code of its score.
    found: Vec<(usize, Level, String)>,
}

/// Looks the sources up in the survey; one that is not there is a problem.
pub(super) fn resolve<'a>(listed: &Listed, definition: &'a Definition, problems: &mut Vec<Problem>) -> Sources<'a> {
    let mut found = Vec::new();
    for (index, indicator) in listed.indicators.iter().enumerate() {
        let Some(source) = &indicator.source else { continue };
        match source.resolve(definition) {
            Ok(code) => found.push((index, source.level, code)),
            Err(hint) => {
                let problem = Problem::error(listed.place(index, "source"), "no such score in the survey");
                problems.push(problem.found(source.to_string()).hint(hint));
            }
        }
    }
    Sources { definition, found }
}

impl Sources<'_> {
    /// Runs every wave, or the one that is named, up to the gate and gives its
    /// printed scores to the indicators, by the year of the wave; returns the waves.
    pub(super) fn read(
        &self,
        wave: Option<&str>,
        options: &ReadOptions<'_>,
        listed: &mut Listed,
        problems: &mut Vec<Problem>,
    ) -> Vec<usize> {
        let waves: Vec<usize> = match wave.map(|name| run::wave(self.definition, Some(name))) {
            None => (0..self.definition.waves.len()).collect(),
            Some(Ok(index)) => vec![index],
            Some(Err(problem)) => {
                problems.push(*problem);
                return Vec::new();
            }
        };
        let named = waves.iter().filter_map(|&wave| Some((wave, self.definition.waves.get(wave)?)));
        for (wave, own) in named {
            let Some(year) = own.year else {
                let place = self.definition.place_of_wave(wave, "wave.name");
                let problem = Problem::error(place, "a wave whose scores are an indicator needs a fiscal year");
                problems.push(problem.found(&own.name).expected(crate::year::FORMS));
                continue;
            };
            let request = Request { wave: Some(own.name.clone()), ..Request::default() };
            match run::run(self.definition, &request, None, options) {
                Ok(Checked { value, warnings }) => {
                    add(problems, warnings);
                    for (index, level, code) in &self.found {
                        let actuals = &mut listed.indicators[*index].actuals;
                        let score = score(&value.released, *level, code);
                        actuals.push(Actual { year, value: score.filter(|_| self.is_as_now(*level, code, wave)) });
                    }
                }
                Err(met) => add(problems, met.as_slice().to_vec()),
            }
        }
        for indicator in &mut listed.indicators {
            indicator.actuals.sort_by_key(|actual| actual.year);
        }
        waves
    }

    /// An item that was another question then is no figure of the one it is now.
    fn is_as_now(&self, level: Level, code: &str, wave: usize) -> bool {
        let items = &self.definition.items;
        let item = items.iter().position(|item| level == Level::Item && item.code == code);
        item.is_none_or(|item| self.definition.is_as_now(item, wave))
    }
}

/// Waves share files, and so what is odd in them.
fn add(problems: &mut Vec<Problem>, met: Vec<Problem>) {
    for problem in met {
        if !problems.contains(&problem) {
            problems.push(problem);
        }
    }
}

/// The printed score of everyone; nothing where it is withheld or nobody
/// answered.
fn score(released: &Released, level: Level, code: &str) -> Option<Decimal> {
    released.everyone().find(|row| row.level == level && row.code == code).and_then(|row| row.mean_text)
}

impl Plan {
    /// Takes the scores of a wave from what a report of it releases. The plan was
    /// read from a run on everyone alone; where groups stand beside everyone,
    /// more may be withheld, and then it is withheld in the plan too.
    pub fn follow(&mut self, released: &Released) {
        let Some(year) = released.about().wave_year else { return };
        for indicator in &mut self.indicators {
            let Some(source) = &indicator.source else { continue };
            let value = source.released(released);
            for actual in indicator.actuals.iter_mut().filter(|actual| actual.year == year) {
                actual.value = actual.value.and(value);
            }
        }
    }
}

impl Source {
    /// The printed score of everyone in the wave that figures are about.
    fn released(&self, released: &Released) -> Option<Decimal> {
        let key = matching_key(&self.name);
        let wave = &released.about().wave;
        let rows = || released.everyone().filter(|row| row.level == self.level && row.wave == *wave);
        let by_code = rows().find(|row| self.level == Level::Overall || matching_key(&row.code) == key);
        by_code.or_else(|| rows().find(|row| matching_key(&row.name) == key)).and_then(|row| row.mean_text)
    }
}

#[cfg(test)]
mod tests {
    use std::fs;
    use std::path::Path;

    use super::*;

    const SURVEY: &str = r#"
name = "調査"
items = "items.csv"
[categories]
"1" = "仕事"
[scale]
min = 1
max = 5
[[wave]]
name = "2024"
responses = ["2024.csv"]
[[wave]]
name = "2025"
responses = ["2025.csv"]
"#;

    fn released(folder: &Path) -> Released {
        let definition = Definition::load(folder).expect("sound").value;
        let request = Request { wave: Some("2025".to_owned()), ..Request::default() };
        run::run(&definition, &request, None, &ReadOptions::default()).expect("figures").value.released
    }

    #[test]
    fn a_score_that_a_report_withholds_is_withheld_in_its_plan() {
        let folder = tempfile::tempdir().expect("a folder");
        let write = |name: &str, text: &str| fs::write(folder.path().join(name), text).expect("written");
        write("survey.toml", SURVEY);
        write("items.csv", "code,category,text\nQ1,1,問い\n");
        write("2024.csv", &("Q1\n".to_owned() + &"3\n".repeat(12)));
        write("2025.csv", &("Q1\n".to_owned() + &"4\n".repeat(12)));
        let sources = ["overall", "category:1", "category:仕事", "item:Q1"];
        let rows = sources.map(|source| format!("{source},up,5,{source}\n"));
        write("indicators.csv", &("indicator,direction,target,source\n".to_owned() + &rows.concat()));
        let mut plan = Plan::load(folder.path(), None, &ReadOptions::default()).expect("a plan").value;
        assert_eq!(plan.waves, [0, 1]);
        let printed = |plan: &Plan| -> Vec<Vec<Option<String>>> {
            let values = |own: &crate::plan::Indicator| {
                own.actuals.iter().map(|actual| actual.value.map(|value| value.to_string())).collect()
            };
            plan.indicators.iter().map(values).collect()
        };
        let shown = vec![vec![Some("3.00".to_owned()), Some("4.00".to_owned())]; 4];
        assert_eq!(printed(&plan), shown);
        plan.follow(&released(folder.path()));
        assert_eq!(printed(&plan), shown, "the same scores");
        // A report that has two answers only.
        write("2025.csv", "Q1\n4\n4\n");
        plan.follow(&released(folder.path()));
        assert_eq!(printed(&plan), vec![vec![Some("3.00".to_owned()), None]; 4]);
    }
}
