//! Brute force: all the answers that few people can give. What leaves the gate
//! is the same wherever the answers of every shown group are, and then every
//! withheld group could have answered in more than one way.

#![allow(clippy::print_stdout, reason = "a test tells what it went through")]

use std::collections::{BTreeMap, BTreeSet};

use koe_core::compare::{Alone, Comparing};
use koe_core::definition::Definition;
use koe_core::findings::Request;
use koe_core::release::Released;
use koe_core::responses::{ReadOptions, Source};
use koe_core::segment::Cuts;

use crate::program::Folder;

const SURVEY: &str = "name = \"Few\"\nlanguage = \"en\"\nitems = \"items.csv\"\n\
    [categories]\n\"1\" = \"One\"\n[scale]\nmin = 1\nmax = 3\n\
    [attributes.row]\n[attributes.column]\n\
    [privacy]\nmin_respondents = 3\nmin_detail = 3\n\
    [[wave]]\nname = \"2025\"\nresponses = [\"responses.csv\"]\n";

/// People by row and column of a table.
type Places = &'static [(&'static str, &'static str)];

/// Rows of 2, 1 and 4: the first two are withheld, and 3 together.
const UNITS: Places = &[("a", "x"), ("a", "x"), ("b", "x"), ("c", "x"), ("c", "x"), ("c", "x"), ("c", "x")];

/// Two by two cells of 2, all withheld; rows and columns of 4 are shown.
const CYCLE: Places = &[("a", "x"), ("a", "x"), ("a", "y"), ("a", "y"), ("b", "x"), ("b", "x"), ("b", "y"), ("b", "y")];

/// The answers of a group, sorted.
type Answers = Vec<u8>;

/// What is shown of all answers, and what each withheld group answered then.
struct Seen {
    released: String,
    withheld: BTreeMap<String, BTreeSet<Answers>>,
    worlds: Vec<Vec<u8>>,
}

/// Runs all answers through the gate, by what a reader who knows every answer
/// of every shown group knows.
fn all(places: Places, by: &[&[&str]], expected: &[&str]) -> Vec<Seen> {
    let folder = Folder::new(&[("survey.toml", SURVEY), ("items.csv", "code,category,text\nQ1,1,a\n")]);
    folder.write("responses.csv", "row\n");
    let definition = Definition::load(folder.path()).expect("the survey is right").value;
    let by: Vec<Vec<String>> = by.iter().map(|names| names.iter().map(ToString::to_string).collect()).collect();
    let compare = Some(Comparing { alone: Alone::LeftOut, ..Comparing::default() });
    let request = Request { cuts: Cuts { by, ..Cuts::default() }, compare, ..Request::default() };
    let file = folder.path().join("people.csv");
    let run = |answers: &[u8]| -> Released {
        let line = |((row, column), answer): (&(&str, &str), &u8)| format!("{row},{column},{answer}\n");
        let lines: String = places.iter().zip(answers).map(line).collect();
        std::fs::write(&file, format!("row,column,Q1\n{lines}")).expect("answers");
        let source = [Source::File(file.clone())];
        koe_core::run(&definition, &request, Some(&source), &ReadOptions::default()).expect("a run").value.released
    };
    let mut seen: BTreeMap<Vec<Answers>, Seen> = BTreeMap::new();
    for number in 0..3_usize.pow(places.len() as u32) {
        let digit = |place: usize| 1 + (number / 3_usize.pow(place as u32) % 3) as u8;
        let answers: Vec<u8> = (0..places.len()).map(digit).collect();
        // Within a cell people are alike.
        if (1..places.len()).any(|at| places[at - 1] == places[at] && answers[at - 1] > answers[at]) {
            continue;
        }
        let released = run(&answers);
        let (mut known, mut withheld) = (Vec::new(), Vec::new());
        for row in released.rows().iter().filter(|row| row.code == "Q1") {
            let is_in = |place: &(&str, &str)| {
                let own = |name: &str| if name == "row" { place.0 } else { place.1 };
                row.segment.0.iter().all(|(name, value)| own(name) == value)
            };
            let mut own: Answers =
                places.iter().zip(&answers).filter(|(place, _)| is_in(place)).map(|(_, answer)| *answer).collect();
            own.sort_unstable();
            let values: Vec<&str> = row.segment.0.iter().map(|(_, value)| value.as_str()).collect();
            if row.suppressed { withheld.push((values.join("×"), own)) } else { known.push(own) }
        }
        let names: Vec<&str> = withheld.iter().map(|(name, _)| name.as_str()).collect();
        assert_eq!(names, expected, "it depends on answers: {answers:?}");
        let released = format!("{released:?}");
        let own = seen.entry(known).or_insert_with(|| Seen {
            released: released.clone(),
            withheld: BTreeMap::new(),
            worlds: Vec::new(),
        });
        assert!(own.released == released, "{answers:?} and {:?} do not look the same", own.worlds);
        own.worlds.push(answers);
        for (name, answers) in withheld {
            own.withheld.entry(name).or_default().insert(answers);
        }
    }
    seen.into_values().collect()
}

/// One possible way only where the scale's ends or chance leave no other: where
/// all three withheld people gave one answer. That is the bound on answers,
/// which this gate does not look at.
#[test]
fn two_withheld_units_could_each_have_answered_otherwise() {
    let seen = all(UNITS, &[&["row"]], &["a", "b"]);
    let mut open = 0;
    for own in &seen {
        let hidden: BTreeSet<u8> = own.worlds[0][..3].iter().copied().collect();
        for (name, answers) in &own.withheld {
            assert_eq!(answers.len() > 1, hidden.len() > 1, "{name}: {answers:?} of {:?}", own.worlds);
        }
        open += usize::from(hidden.len() > 1);
    }
    println!("{} ways to look, {open} of them open", seen.len());
    // 10 ways of 3 answers, 7 of them not alike, by 15 ways of 4.
    assert_eq!((seen.len(), open), (150, 105));
}

/// Two people in a corner and in the one across, two others in the corners
/// between: they could trade answers.
#[test]
fn four_withheld_cells_of_a_table_could_each_have_answered_otherwise() {
    let seen = all(CYCLE, &[&["row"], &["column"], &["row", "column"]], &["a×x", "a×y", "b×x", "b×y"]);
    let mut open = 0;
    for own in &seen {
        let trade = |world: &Vec<u8>| {
            let cell = |at: usize| [world[2 * at], world[2 * at + 1]];
            let share = |one: usize, other: usize| cell(one).into_iter().find(|own| cell(other).contains(own));
            share(0, 3).is_some_and(|own| cell(1).into_iter().any(|next| next != own && cell(2).contains(&next)))
        };
        let is_open = own.worlds.iter().any(trade);
        for (name, answers) in own.withheld.iter().filter(|_| is_open) {
            assert!(answers.len() > 1, "{name}: {answers:?} of {:?}", own.worlds);
        }
        open += usize::from(is_open);
    }
    println!("{} ways to look, {open} of them open", seen.len());
    assert!(open > 50, "{open} of {}", seen.len());
}
