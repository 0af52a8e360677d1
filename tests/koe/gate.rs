//! The gate from outside: a reader with pencil, paper and the JSON, who knows
//! who belongs where and who answered what, works out what he can.
//!
//! | leak | test |
//! |---|---|
//! | 58 to 65 % of small cells of a report with a minimum size alone; with the gate none, and no sum under t | `organisation` (2,000 people, t of 5 and 10, all attributes, crosses and comparisons) |
//! | the same, of surveys with blanks, several masks, filters, parents | `attacker`, `subtraction_gives_no_withheld_row_back` |
//! | a textbook 4 × 4 table | `one_subtraction_recovers_a_cell_of_a_textbook_table`, in `release/cover` |
//! | one item hidden, its category and the other items shown | `a_withheld_item_is_not_its_category_less_the_others` |
//! | 24 people, 4 of them regular staff: the category less a shown item | `four_staff_of_24_are_not_the_category_less_the_other_items` |
//! | hidden sections of 3 and 4 under a known total: what joins groups | `two_withheld_units_under_a_known_total_stay_one_sum`, `tests_over_units_do_not_part_two_withheld_ones` |
//! | a ledger of cohort counts in a mailed folder | `the_folder_of_a_report_holds_no_ledger` |
//! | n, mean and SD of few fix every answer | `of_few_nothing_but_the_mean_is_told` |
//! | a target that is a withheld score, or that of people whom the filter leaves out | `no_target_tells_a_withheld_overall_score`, `no_target_tells_whom_a_filter_leaves_out` |
//! | a question left blank by those who are hidden | `a_blank_hides_nobody`, `attacker` (0 to 30 % blanks) |
//! | a trend beside a report of the same wave | `waves` |
//! | anything else that carries a hidden cell to any output | `twins` (all that leaves the gate, every writer, the program), `brute` (all answers of few people) |

#![allow(clippy::print_stdout, reason = "a test tells its seeds")]

mod attacker;
mod brute;
mod leaks;
mod null_vector;
mod organisation;
mod twins;
mod waves;

mod world;

use std::collections::{BTreeMap, BTreeSet};

use koe_core::compare::{Alone, Comparing};
use koe_core::definition::Definition;
use koe_core::findings::Request;
use koe_core::responses::{ReadOptions, Source};
use koe_core::segment::Cuts;
use koe_report::table::{Format, Style, View, render};
use koe_stats::{Exact, ratio};
use proptest::prelude::*;
use proptest::strategy::ValueTree;
use proptest::test_runner::{RngAlgorithm, TestRng, TestRunner};
use serde_json::Value;

use crate::program::{Folder, json, koe_in, listed, row, stderr, stdout};

/// Teams are in units; area has nothing to do with either. Q3 is for staff, Q4
/// for staff and guests.
const SURVEY: &str = r#"
name = "Gate"
language = "en"
items = "items.csv"
[categories]
"1" = "One"
"2" = "Two"
[scale]
min = 1
max = 5
[attributes.unit]
[attributes.team]
parent = "unit"
[attributes.area]
[attributes.kind]
order = ["guest", "other", "staff"]
[privacy]
min_respondents = 3
min_detail = 3
[[wave]]
name = "2025"
responses = ["responses.csv"]
"#;

const ITEMS: &str = "code,category,text,applies_to\nQ1,1,a,\nQ2,1,b,\nQ3,2,c,kind=staff\nQ4,2,d,kind=staff|guest\n";

const LEAST: usize = 3;

/// A respondent: unit, team, area, kind, answers (0 is blank).
type Person = ([&'static str; 4], [u8; 4]);

/// The groupings that a run lists.
type Listed = &'static [&'static [&'static str]];

const LISTED: [Listed; 9] = [
    &[&["unit"]],
    &[&["unit"], &["area"]],
    &[&["unit", "area"]],
    &[&["unit"], &["team"]],
    &[&["team"]],
    &[&["unit"], &["area"], &["unit", "area"]],
    &[&["unit"], &["team"], &["area"], &["unit", "area"], &["team", "area"]],
    &[&["team"], &["unit", "area"]],
    &[&["area"], &["unit", "team", "area"]],
];

fn person() -> impl Strategy<Value = Person> {
    let place = prop::sample::select(vec![
        ("north", "n1"),
        ("north", "n1"),
        ("north", "n2"),
        ("north", "n3"),
        ("south", "s1"),
        ("south", "s2"),
        ("east", "e1"),
        ("east", "e2"),
        ("east", ""),
        ("west", "w1"),
        ("", ""),
        ("north", "s1"),
        ("", "w1"),
    ]);
    let area = prop::sample::select(vec!["x", "x", "x", "y", "y", "z", ""]);
    let kind = prop::sample::select(vec!["staff", "staff", "staff", "guest", "other", "other", ""]);
    let answer = || prop::sample::select(vec![1, 2, 3, 4, 5, 1, 2, 3, 4, 5, 1, 2, 3, 4, 5, 0]);
    (place, area, kind, answer(), answer(), answer(), answer())
        .prop_map(|((unit, team), area, kind, a, b, c, d)| ([unit, team, area, kind], [a, b, c, d]))
}

fn people() -> impl Strategy<Value = Vec<Person>> {
    prop::collection::vec(person(), 3..45)
}

fn survey() -> (Folder, Definition) {
    let folder = Folder::new(&[("survey.toml", SURVEY), ("items.csv", ITEMS), ("responses.csv", "unit\n")]);
    let definition = Definition::load(folder.path()).expect("the survey is right").value;
    (folder, definition)
}

/// The JSON of `koe score`, or nothing where nobody answered.
fn score(folder: &Folder, definition: &Definition, people: &[Person], listed: Listed, unknown: bool) -> Option<String> {
    output(folder, definition, people, listed, unknown).map(|(json, _)| json)
}

/// The same, with what is said of the answers.
fn output(
    folder: &Folder,
    definition: &Definition,
    people: &[Person],
    listed: Listed,
    unknown: bool,
) -> Option<(String, String)> {
    let cell = |answer: &u8| if *answer == 0 { String::new() } else { answer.to_string() };
    let line =
        |(values, answers): &Person| format!("{},{}\n", values.join(","), answers.each_ref().map(cell).join(","));
    folder.write(
        "people.csv",
        "unit,team,area,kind,Q1,Q2,Q3,Q4\n".to_owned() + &people.iter().map(line).collect::<String>(),
    );
    let cuts = Cuts { list_unknown: unknown, ..cuts(listed) };
    let request = Request { cuts, ..Request::default() };
    let source = [Source::File(folder.path().join("people.csv"))];
    let outcome = koe_core::run(definition, &request, Some(&source), &ReadOptions::default()).ok()?;
    let style = Style::plain(definition.language);
    let json = render(&outcome.value.released, View::Score, Format::Json, style).expect("JSON");
    Some((json, format!("{:?}", outcome.warnings)))
}

fn is_asked((values, _): &Person, item: usize) -> bool {
    match (item, values[3]) {
        (0 | 1, _) | (_, "" | "staff") => true,
        (3, kind) => kind == "guest",
        _ => false,
    }
}

/// Who counts for an item: respondents with a valid answer to it.
fn counts(person: &Person, item: usize) -> bool {
    is_asked(person, item) && person.1[item] > 0
}

fn is_in(segment: &Value, person: &Person) -> bool {
    let place =
        |name: &str| ["unit", "team", "area", "kind"].iter().position(|own| *own == name).expect("an attribute");
    segment.as_object().expect("a segment").iter().all(|(name, value)| {
        let own = person.0[place(name)];
        (if own.is_empty() { "(unknown)" } else { own }) == value
    })
}

/// Items of a row.
fn items(row: &Value) -> Vec<usize> {
    match row["code"].as_str().expect("a code") {
        "overall" => vec![0, 1, 2, 3],
        "1" => vec![0, 1],
        "2" => vec![2, 3],
        item => vec![item[1..].parse::<usize>().expect("a number") - 1],
    }
}

/// The people that no table of a run tells apart are one cell: those who share
/// unit, team and area, as far as the run lists them.
fn cell(listed: Listed, person: &Person) -> String {
    let [unit, team, area, _] = person.0;
    let is_used = |name: &str| listed.iter().any(|names| names.contains(&name));
    let named = [("unit", unit), ("team", team), ("area", area)];
    named.iter().filter(|(name, _)| is_used(name)).map(|(_, value)| format!("{value}/")).collect()
}

/// What a reader can work out: sums of answers over cells, one unknown for each
/// cell and item with an answer. Every shown row is an equation.
struct Attacker {
    unknowns: BTreeMap<(String, usize), usize>,
    /// Equations in echelon form: the leading unknown is 1.
    known: Vec<Vec<Exact>>,
}

impl Attacker {
    fn new(people: &[Person], listed: Listed, rows: &[Value]) -> Self {
        let each = |person: &Person| -> Vec<(String, usize)> {
            (0..4).filter(|&item| counts(person, item)).map(|item| (cell(listed, person), item)).collect()
        };
        let all: BTreeSet<(String, usize)> = people.iter().flat_map(each).collect();
        let unknowns = all.into_iter().enumerate().map(|(index, cell)| (cell, index)).collect();
        let mut attacker = Self { unknowns, known: Vec::new() };
        for row in rows.iter().filter(|row| row["suppressed"] == false) {
            let equation = attacker.row(people, listed, row);
            attacker.learn(equation);
        }
        attacker
    }

    /// A row as a sum of unknowns.
    fn row(&self, people: &[Person], listed: Listed, row: &Value) -> Vec<Exact> {
        let mut sum = vec![ratio(0, 1); self.unknowns.len()];
        for person in people.iter().filter(|person| is_in(&row["segment"], person)) {
            for item in items(row).into_iter().filter(|&item| counts(person, item)) {
                sum[self.unknowns[&(cell(listed, person), item)]] = ratio(1, 1);
            }
        }
        sum
    }

    fn reduced(&self, mut equation: Vec<Exact>) -> Vec<Exact> {
        let zero = ratio(0, 1);
        for known in &self.known {
            let lead = known.iter().position(|factor| *factor != zero).expect("not empty");
            if equation[lead] != zero {
                let factor = equation[lead].clone();
                for (own, known) in equation.iter_mut().zip(known).filter(|(_, known)| **known != zero) {
                    *own -= &factor * known;
                }
            }
        }
        equation
    }

    fn learn(&mut self, equation: Vec<Exact>) {
        let mut new = self.reduced(equation);
        let zero = ratio(0, 1);
        if let Some(lead) = new.iter().position(|factor| *factor != zero) {
            let factor = new[lead].clone();
            new.iter_mut().for_each(|own| *own = &*own / &factor);
            self.known.push(new);
        }
    }

    fn knows(&self, equation: Vec<Exact>) -> bool {
        self.reduced(equation).iter().all(|factor| *factor == ratio(0, 1))
    }
}

/// Names and values of the segment of a row.
fn named(row: &Value) -> Vec<(&str, &str)> {
    let segment = row["segment"].as_object().expect("a segment");
    segment.iter().map(|(name, value)| (name.as_str(), value.as_str().expect("a value"))).collect()
}

/// How many people of `whole` who answered an item no shown row of it and of the
/// attributes `names` has.
fn hidden_people(people: &[Person], rows: &[Value], whole: &Value, names: &[&str], item: usize) -> usize {
    let code = format!("Q{}", item + 1);
    let shown = |person: &&Person| {
        rows.iter().any(|row| {
            let own: BTreeSet<&str> = named(row).into_iter().map(|(name, _)| name).collect();
            let is_listed = own == names.iter().copied().collect();
            row["code"] == *code && row["suppressed"] == false && is_listed && is_in(&row["segment"], person)
        })
    };
    people.iter().filter(|person| is_in(whole, person) && counts(person, item) && !shown(person)).count()
}

/// Worlds that are looked at; every grouping several times.
const SEEDS: u64 = 200;

/// People of a seed: the same on every machine.
fn people_of(seed: u64) -> Vec<Person> {
    let bytes: Vec<u8> = seed.to_le_bytes().repeat(4);
    let random = TestRng::from_seed(RngAlgorithm::ChaCha, &bytes);
    people().new_tree(&mut TestRunner::new_with_rng(ProptestConfig::default(), random)).expect("people").current()
}

/// No withheld row is a sum of shown ones, and the withheld ones of each table
/// hold no answer or t of them.
#[test]
fn subtraction_gives_no_withheld_row_back() {
    let (folder, definition) = survey();
    let (mut worlds, mut withheld) = (0, 0);
    for seed in 0..SEEDS {
        let (people, listed) = (people_of(seed), LISTED[seed as usize % LISTED.len()]);
        let unknown = (seed as usize / LISTED.len()).is_multiple_of(2);
        let Some(text) = score(&folder, &definition, &people, listed, unknown) else { continue };
        worlds += 1;
        withheld += check(seed, &people, listed, &text);
    }
    println!("seeds 0..{SEEDS}: {worlds} worlds, {withheld} withheld rows with answers");
    assert!(worlds > 120 && withheld > 5000, "{worlds} {withheld}");
}

/// How many withheld rows were tried.
fn check(seed: u64, people: &[Person], listed: Listed, text: &str) -> usize {
    let json: Value = serde_json::from_str(text).expect("JSON");
    let rows = json["rows"].as_array().expect("rows");
    let attacker = Attacker::new(people, listed, rows);
    let mut tried = 0;
    for row in rows.iter().filter(|row| row["suppressed"] == true) {
        let own = || people.iter().filter(|person| is_in(&row["segment"], person));
        // Where nobody answered there is nothing to show.
        if items(row).into_iter().any(|item| own().any(|person| counts(person, item))) {
            let equation = attacker.row(people, listed, row);
            assert!(!attacker.knows(equation), "seed {seed}: {} {} of {text}", row["segment"], row["code"]);
            tried += 1;
        }
    }
    // Everyone, and every listed group, divided by what else is listed.
    for whole in rows.iter().filter(|row| row["suppressed"] == false && row["level"] == "item") {
        let own: BTreeSet<&str> = named(whole).into_iter().map(|(name, _)| name).collect();
        for names in listed {
            // A team can be in several units: its parts are those of no table.
            let is_part = |name: &&str| names.contains(name) || (*name == "unit" && names.contains(&"team"));
            let is_table = own.len() < names.len() || own == BTreeSet::from(["unit"]) || own.is_empty();
            if own.iter().all(is_part) && is_table && !own.iter().eq(names.iter()) {
                let item = items(whole)[0];
                let hidden = hidden_people(people, rows, &whole["segment"], names, item);
                let place = || format!("Q{} of {} by {names:?}: {hidden} in {text}", item + 1, whole["segment"]);
                assert!(hidden == 0 || hidden >= LEAST, "seed {seed}: {}", place());
            }
        }
    }
    tried
}

/// Two people trade all their answers, and only segments with every row
/// withheld have one of them and not the other: the same bytes, warnings
/// included.
#[test]
fn twin_worlds_look_the_same() {
    let (folder, definition) = survey();
    let mut twins = 0;
    for round in 0..300 {
        let mut people = people_of(round as u64);
        let listed = LISTED[round % LISTED.len()];
        let run = |people: &[Person]| output(&folder, &definition, people, listed, round % 2 == 0);
        let Some(expected) = run(&people) else { continue };
        let json: Value = serde_json::from_str(&expected.0).expect("JSON");
        let shown: Vec<&Value> =
            json["rows"].as_array().expect("rows").iter().filter(|row| row["suppressed"] == false).collect();
        let blanks = |person: &Person| person.1.map(|answer| answer == 0);
        let is_twin = |one: &Person, other: &Person| {
            one.1 != other.1
                && (one.0[3], blanks(one)) == (other.0[3], blanks(other))
                && cell(listed, one) != cell(listed, other)
                && shown.iter().all(|row| is_in(&row["segment"], one) == is_in(&row["segment"], other))
        };
        let pairs = (0..people.len()).flat_map(|one| (0..one).map(move |other| (one, other)));
        let Some((one, other)) = pairs.into_iter().find(|&(one, other)| is_twin(&people[one], &people[other])) else {
            continue;
        };
        (people[one].1, people[other].1) = (people[other].1, people[one].1);
        assert_eq!(run(&people).as_ref(), Some(&expected), "seed {round}");
        twins += 1;
    }
    println!("seeds 0..300: {twins} pairs");
    assert!(twins >= 50, "only {twins} pairs");
}

fn cuts(by: &[&[&str]]) -> Cuts {
    let by = by.iter().map(|names| names.iter().map(ToString::to_string).collect()).collect();
    Cuts { by, ..Cuts::default() }
}

#[test]
fn groupings_are_listed_one_after_another() {
    let (folder, definition) = survey();
    let people: Vec<Person> = [("north", "x"), ("north", "y"), ("south", "x")]
        .into_iter()
        .flat_map(|(unit, area)| std::iter::repeat_n(([unit, "", area, "staff"], [1, 2, 3, 4]), 9))
        .collect();
    let text = score(&folder, &definition, &people, &[&["unit"], &["area"], &["unit", "area"]], false).expect("a run");
    let json: Value = serde_json::from_str(&text).expect("JSON");
    let overall = json["rows"].as_array().expect("rows").iter().filter(|row| row["level"] == "overall");
    let segments: Vec<String> = overall.map(|row| row["segment"].to_string()).collect();
    let expected = [
        r#"{}"#,
        r#"{"unit":"north"}"#,
        r#"{"unit":"south"}"#,
        r#"{"area":"x"}"#,
        r#"{"area":"y"}"#,
        r#"{"unit":"north","area":"x"}"#,
        r#"{"unit":"north","area":"y"}"#,
        r#"{"unit":"south","area":"x"}"#,
    ];
    let sorted = |text: &str| serde_json::from_str::<Value>(text).expect("JSON").to_string();
    assert_eq!(segments, expected.map(sorted));
}

#[test]
fn a_grouping_is_asked_for_once() {
    let (_folder, definition) = survey();
    let attributes = |by: &[&[&str]]| cuts(by).attributes(&definition).map_err(|problems| problems.to_string());
    assert_eq!(attributes(&[&["unit"], &["area"], &["area", "unit"]]), Ok(vec![0, 2]));
    for by in [
        &[&["unit"] as &[&str], &["unit"]] as &[&[&str]],
        &[&["unit", "unit"]],
        &[&["unit", "area"], &["area", "unit"]],
    ] {
        assert!(attributes(by).is_err_and(|said| said.contains("asked for twice")), "{by:?}");
    }
    let filter = vec![("unit".to_owned(), "north".to_owned())];
    let both = Cuts { filter, ..cuts(&[&["area"], &["unit", "area"]]) };
    assert!(both.attributes(&definition).is_err_and(|said| said.to_string().contains("asked for twice")));
}
