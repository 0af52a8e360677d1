//! A reader who takes the JSON of a comparison, knows who belongs where and who
//! answered what, and works out what he can: exactly, over all that was listed.
//! What he works out is valid answers; where nobody gave one he knows it.

#![allow(clippy::print_stdout, reason = "a test tells its seeds")]

use std::collections::{BTreeMap, BTreeSet};

use koe_core::definition::Language;
use koe_report::table::{Format, Levels, Style, View, render};
use serde_json::Value;

use super::null_vector::Echelon;
use super::organisation::lightest_cut;
use super::world::{ASKS, Ask, Person, Random, TERMS, World, items, people};

/// Surveys that are attacked; every request meets every survey's terms.
const SEEDS: u64 = 64;

/// How many of 100 questions are left blank, from one round of requests and terms
/// to the next.
const BLANKS: [usize; 4] = [0, 6, 15, 30];

/// Attribute → value, the filter's left out.
type Group<'a> = BTreeMap<&'a str, &'a str>;

/// One line of a run, as its reader knows it.
struct Line<'a> {
    ask: &'a Ask,
    /// The row of each segment.
    rows: Vec<&'a Value>,
    /// The people in its score: to an item, those who answered it.
    people: Vec<&'a Person>,
    /// Someone of each cell: people whom the run nowhere tells apart.
    cells: Vec<&'a Person>,
}

impl<'a> Line<'a> {
    fn new((ask, rule): (&'a Ask, &str), code: &str, all: &'a [Value], people: &'a [Person]) -> Self {
        let rows: Vec<&Value> = all.iter().filter(|row| row["code"] == code).collect();
        let scored = |person: &&Person| person.is_scored(&items(rows[0]), rule);
        let people: Vec<&Person> =
            people.iter().filter(|person| person.is_in(&rows[0]["segment"])).filter(scored).collect();
        let used: BTreeSet<&str> = ask.by.iter().flat_map(|names| names.iter().copied()).chain(["unit"]).collect();
        let cell = |person: &&'a Person| {
            let values: Vec<&str> = used.iter().map(|name| person.value(name)).collect();
            (values, *person)
        };
        let cells: BTreeMap<Vec<&str>, &Person> = people.iter().map(cell).collect();
        Self { ask, rows, cells: cells.into_values().collect(), people }
    }

    fn row(&self, segment: &Value) -> Vec<bool> {
        self.cells.iter().map(|person| person.is_in(segment)).collect()
    }

    /// Whether anybody a row is about answered it.
    fn is_answered(&self, row: &Value) -> bool {
        self.people.iter().any(|person| person.is_in(&row["segment"]))
    }

    /// What is told: every shown row; and of a row with a test what it is
    /// tested against, the others of a whole or another segment.
    fn known(&self) -> Echelon {
        let mut known: Vec<Vec<bool>> = Vec::new();
        for row in &self.rows {
            let own = self.row(&row["segment"]);
            if !row["difference"].is_null() {
                known.push(self.row(&row["versus"]));
            }
            if ["p", "effect", "rank_p", "favorable_p"].iter().any(|test| !row[test].is_null()) {
                let versus = self.row(&row["versus"]);
                let is_whole = own.iter().zip(&versus).all(|(own, versus)| *versus || !own);
                let other = own.iter().zip(&versus).map(|(own, versus)| *versus && !(is_whole && *own));
                known.push(other.collect());
            }
            if row["suppressed"] == false {
                known.push(own);
            }
        }
        Echelon::new(&known)
    }

    fn group(&self, row: &'a Value) -> Group<'a> {
        let segment = row["segment"].as_object().expect("a segment");
        let is_own = |name: &str| self.ask.filter.iter().all(|(filtered, _)| *filtered != name);
        let pair = |(name, value): (&'a String, &'a Value)| (name.as_str(), value.as_str().expect("a value"));
        segment.iter().map(pair).filter(|(name, _)| is_own(name)).collect()
    }

    /// What is left of each two-way table, of everyone or of the people of a
    /// unit: its lightest cut.
    fn tables(&self) -> Vec<(String, u64)> {
        let is_known = |row: &&&Value| row["suppressed"] == false;
        let shown: BTreeSet<Group<'_>> = self.rows.iter().filter(is_known).map(|row| self.group(row)).collect();
        let crosses = self.ask.by.iter().filter_map(|names| <[&str; 2]>::try_from(*names).ok());
        let mut tables = Vec::new();
        for [row, column] in crosses {
            tables.push((row, column, ""));
            let is_crossed = self.ask.by.iter().any(|names| names.contains(&"unit") && names.len() == 2);
            if [row, column].contains(&"team") && is_crossed {
                tables.push((row, column, "unit"));
            }
        }
        let mut cuts = Vec::new();
        for (row, column, whole) in tables {
            let value = |person: &Person| if whole.is_empty() { "" } else { person.value(whole) };
            for of in self.people.iter().map(|person| value(person)).collect::<BTreeSet<_>>() {
                let is_hidden = |pairs: &[(&'static str, &'static str)]| {
                    let named = pairs.iter().filter(|(name, _)| !name.is_empty());
                    !shown.contains(&named.copied().collect::<Group<'_>>())
                };
                // As in the tables of an organisation: what is not known holds together.
                let mut edges: BTreeMap<(String, String), u64> = BTreeMap::new();
                let mut sums = BTreeSet::new();
                for person in self.people.iter().filter(|person| value(person) == of) {
                    let (at, to) = (person.value(row), person.value(column));
                    // The whole names the unit of a team, and of nothing else.
                    let with = |name: &str| if name == "team" || whole.is_empty() { ("", "") } else { ("unit", of) };
                    if is_hidden(&[(row, at), (column, to)]) {
                        *edges.entry((format!("row {at}"), format!("column {to}"))).or_default() += 1;
                    }
                    if is_hidden(&[(row, at), with(row)]) {
                        sums.insert((format!("row {at}"), "rows".to_owned()));
                    }
                    if is_hidden(&[(column, to), with(column)]) {
                        sums.insert((format!("column {to}"), "columns".to_owned()));
                    }
                }
                let total = if whole.is_empty() { ("", "") } else { ("unit", of) };
                if is_hidden(&[total]) {
                    sums.insert(("rows".to_owned(), "columns".to_owned()));
                }
                edges.extend(sums.into_iter().map(|sum| (sum, 1_000_000)));
                cuts.extend(lightest_cut(&edges).map(|cut| (format!("{row} by {column} of {of:?}"), cut)));
            }
        }
        cuts
    }
}

/// No withheld row is a combination of what is told, and no cut of a two-way
/// table holds fewer than t valid answers, with 0 to 30 % blanks.
#[test]
fn nothing_withheld_follows_from_a_comparison() {
    let (mut withheld, mut tables) = ([0; ASKS.len()], 0);
    for seed in 0..SEEDS {
        let place = seed as usize / TERMS.len() % ASKS.len();
        let (ask, terms) = (&ASKS[place], TERMS[seed as usize % TERMS.len()]);
        // Another share of blanks for every terms of a request, and then again.
        let blanks = BLANKS[(seed as usize + place + seed as usize / (ASKS.len() * TERMS.len())) % BLANKS.len()];
        let mut random = Random::new(seed);
        let count = 10 + random.below(140);
        let people = people(&mut random, count, blanks);
        let world = World::new(terms, &people);
        let Some((released, _)) = world.run(&people, ask) else { continue };
        let json = render(&released, View::Compare(Levels::All), Format::Json, Style::plain(Language::En));
        let json: Value = serde_json::from_str(&json.expect("JSON")).expect("JSON");
        let rows = json["rows"].as_array().expect("rows");
        for code in ["Q1", "Q2", "Q3", "Q4", "Q5", "1", "2", "3", "overall"] {
            let line = Line::new((ask, terms.rule), code, rows, &people);
            let known = line.known();
            for row in line.rows.iter().filter(|row| row["suppressed"] == true && line.is_answered(row)) {
                let is_known = known.has(&line.row(&row["segment"]));
                assert!(!is_known, "seed {seed}, {blanks} % blank, {ask:?}, {terms:?}: {code} of {}", row["segment"]);
                withheld[place] += 1;
            }
            for (table, cut) in line.tables() {
                assert!(
                    cut >= terms.least as u64,
                    "seed {seed}, {blanks} % blank, {ask:?}, {terms:?}: {code}, {table}: {cut}"
                );
                tables += 1;
            }
        }
        // What is shown of a composite is shown of its items: no item is one less
        // the others.
        let shown = |row: &&Value| row["suppressed"] == false && row["level"] != "item";
        for composite in rows.iter().filter(shown) {
            for item in items(composite) {
                let code = format!("Q{}", item + 1);
                let of = |row: &&Value| row["code"] == *code && row["segment"] == composite["segment"];
                let own = rows.iter().find(of).expect("a row");
                let line = Line::new((ask, terms.rule), &code, rows, &people);
                assert!(own["suppressed"] == false || !line.is_answered(own), "seed {seed}: {code} of {composite}");
            }
        }
    }
    println!("seeds 0..{SEEDS}: {withheld:?} withheld rows by request, {tables} tables with withheld cells");
    assert!(withheld.iter().all(|&rows| rows > 50) && tables > 200, "{withheld:?} {tables}");
}
