//! Twin worlds: two sets of answers that differ only in withheld rows look the
//! same, byte by byte.
//!
//! They are built, not looked for. Of people who were asked the same items and
//! answered the same of them, take as unknown of each cell how many gave the answers A
//! and not B. A whole vector that every shown row sums to nothing is a change
//! that no shown row can tell: where it is 1, somebody's A becomes B; where it
//! is −1, somebody's B becomes A. A and B differ in some items only, so rows of
//! other items need not hold still: what is withheld of one item only is
//! changed under the eyes of those that are shown.

#![allow(clippy::print_stdout, reason = "a test tells its seeds")]

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::io::{Cursor, Read};
use std::path::Path;

use koe_core::definition::Language;
use koe_core::release::{Level, Released};
use koe_report::chart::{self, Fonts, Kind, Size};
use koe_report::table::{Format, Levels, Style, View, render};
use koe_report::{Colophon, page, pdf, workbook};
use serde_json::Value;

use super::null_vector::null_vectors;
use super::world::{ASKS, Ask, ITEMS, Person, Random, TERMS, World, items, people, responses};
use crate::program::{json, koe_in, listed, stderr, stdout};
use crate::reader::{needed, ran};

/// What changes in a twin: answers to these items, of people of this kind, who
/// answered all of `asked` and left blank what else they are asked.
const CHANGES: [(&str, &[usize], &[usize]); 9] = [
    ("staff", &[0, 1, 2, 3, 4], &[0, 1, 2, 3, 4]),
    ("staff", &[0, 1, 2, 3, 4], &[2]),
    ("staff", &[0, 1, 2, 3, 4], &[2, 3]),
    ("guest", &[0, 1, 3, 4], &[3]),
    ("guest", &[0, 1, 3, 4], &[0, 1, 3, 4]),
    ("other", &[0, 1, 4], &[0, 1, 4]),
    ("staff", &[0, 1, 3, 4], &[0, 1, 3, 4]),
    ("staff", &[0, 2, 3, 4], &[0]),
    ("other", &[0, 4], &[0, 4]),
];

/// Surveys of the library's twins; every request meets every survey's terms.
const SEEDS: u64 = 32;

/// Surveys of which all is written, with the place of the request.
const WRITTEN: [(u64, usize); 4] = [(1000, 0), (1001, 1), (1002, 5), (1003, 7)];

/// How many of 100 questions are left blank.
fn blanks(seed: u64) -> usize {
    [6, 0, 15, 30][(seed + seed / TERMS.len() as u64) as usize % 4]
}

/// Two worlds that share all that is shown.
pub(super) struct Twins {
    pub(super) one: Vec<Person>,
    pub(super) other: Vec<Person>,
    /// Withheld rows whose answers are not the same.
    pub(super) changed: usize,
}

impl Twins {
    /// Twins of these people, under the pattern of `rows`.
    pub(super) fn new(people: &[Person], rows: &[Value], random: &mut Random) -> Self {
        let mut twins = Self { one: people.to_vec(), other: people.to_vec(), changed: 0 };
        let mut free: BTreeSet<usize> = (0..people.len()).collect();
        for (kind, asked, changed) in CHANGES {
            twins.change(rows, random, &mut free, (kind, asked, changed));
        }
        let sum = |people: &[Person], row: &Value| -> u64 {
            let own = people.iter().filter(|person| person.is_in(&row["segment"]));
            own.flat_map(|person| items(row).into_iter().map(|item| u64::from(person.answers[item]))).sum()
        };
        let hidden = rows.iter().filter(|row| row["suppressed"] == true);
        twins.changed = hidden.filter(|row| sum(&twins.one, row) != sum(&twins.other, row)).count();
        twins
    }

    /// Changes answers of people who are still free, as often as there are
    /// enough of them.
    fn change(
        &mut self,
        rows: &[Value],
        random: &mut Random,
        free: &mut BTreeSet<usize>,
        (kind, asked, changed): (&str, &[usize], &[usize]),
    ) {
        let mut cells: BTreeMap<[&str; 4], Vec<usize>> = BTreeMap::new();
        for &number in free.iter() {
            let person = &self.one[number];
            let has_answered = (0..ITEMS).all(|item| (person.answers[item] > 0) == asked.contains(&item));
            if person.values[3] == kind && has_answered {
                cells.entry(person.values).or_default().push(number);
            }
        }
        let of: Vec<&Person> = cells.values().map(|people| &self.one[people[0]]).collect();
        let is_changed = |row: &&Value| items(row).iter().any(|item| changed.contains(item));
        let indicator = |segment: &Value| -> Vec<bool> { of.iter().map(|person| person.is_in(segment)).collect() };
        let own = |row: &Value| indicator(&row["segment"]);
        let shown = rows.iter().filter(|row| row["suppressed"] == false).filter(is_changed);
        // A path begins at a score of everyone, inside the filter and outside.
        let is_told = rows.iter().any(|row| !row["path"].is_null());
        let everyone = is_told.then(|| vec![true; of.len()]);
        let known: BTreeSet<Vec<bool>> = shown.map(own).chain(everyone).collect();
        let hidden: BTreeSet<Vec<bool>> =
            rows.iter().filter(|row| row["suppressed"] == true).filter(is_changed).map(own).collect();
        let known: Vec<Vec<bool>> = known.into_iter().collect();
        let is_seen = |vector: &Vec<i64>| {
            let over =
                |row: &Vec<bool>| row.iter().zip(vector).filter(|(is_in, _)| **is_in).map(|(_, by)| by).sum::<i64>();
            hidden.iter().any(|row| over(row) != 0)
        };
        let columns = of.len();
        for vector in null_vectors(&known, columns).into_iter().filter(is_seen) {
            let fits = cells.values().zip(&vector).all(|(people, by)| people.len() as u64 >= by.unsigned_abs());
            if fits {
                let mut before = [0; ITEMS];
                asked.iter().for_each(|&item| before[item] = 1 + random.below(5) as u8);
                let mut after = before;
                changed.iter().for_each(|&item| after[item] = 1 + (before[item] + random.below(4) as u8) % 5);
                for (people, by) in cells.values_mut().zip(vector) {
                    for _ in 0..by.unsigned_abs() {
                        let number = people.pop().expect("as many as it takes");
                        free.remove(&number);
                        let (one, other) = if by > 0 { (before, after) } else { (after, before) };
                        (self.one[number].answers, self.other[number].answers) = (one, other);
                    }
                }
            }
        }
    }
}

pub(super) fn rows(released: &Released, view: View) -> Vec<Value> {
    let json = render(released, view, Format::Json, Style::plain(Language::En)).expect("JSON");
    let Value::Object(mut json) = serde_json::from_str(&json).expect("JSON") else { panic!("no object") };
    let Some(Value::Array(rows)) = json.remove("rows") else { panic!("no rows") };
    rows
}

/// Twins of a generated survey, with the world they are answers of; nothing
/// where the gate left nothing to change.
fn twins(seed: u64, ask: &Ask) -> Option<(World, Twins)> {
    let mut random = Random::new(seed);
    let count = 40 + random.below(120);
    let people = people(&mut random, count, blanks(seed));
    let world = World::new(TERMS[seed as usize % TERMS.len()], &people);
    let (released, _) = world.run(&people, ask)?;
    let pattern = rows(&released, View::Gap);
    let twins = Twins::new(&people, &pattern, &mut random);
    let (released, _) = world.run(&twins.one, ask).expect("the same people answered");
    let is_hidden = |rows: &[Value]| -> Vec<bool> { rows.iter().map(|row| row["suppressed"] == true).collect() };
    assert_eq!(is_hidden(&rows(&released, View::Gap)), is_hidden(&pattern), "seed {seed}: it depends on answers");
    (twins.changed > 0).then_some((world, twins))
}

/// All that a writer can take, to the last digit, and all that is said of the
/// answers.
#[test]
fn twins_leave_the_gate_alike() {
    let (mut pairs, mut changed) = ([0; ASKS.len()], 0);
    for seed in 0..SEEDS {
        let place = seed as usize / TERMS.len() % ASKS.len();
        let ask = &ASKS[place];
        let Some((world, twins)) = twins(seed, ask) else { continue };
        let one = world.run(&twins.one, ask).expect("a run");
        let other = world.run(&twins.other, ask).expect("a run");
        let place_of = || format!("seed {seed}, {ask:?}, {:?}", TERMS[seed as usize % TERMS.len()]);
        alike(&format!("{:#?}", one.0), &format!("{:#?}", other.0), &place_of());
        assert_eq!(one.1, other.1, "{}", place_of());
        pairs[place] += 1;
        changed += twins.changed;
    }
    println!("seeds 0..{SEEDS}: {pairs:?} pairs by request, {changed} withheld rows not the same");
    assert!(pairs.iter().all(|&pairs| pairs >= 2) && changed > 2000, "{pairs:?} {changed}");
}

pub(super) fn alike(one: &str, other: &str, place: &str) {
    let differ = one.lines().zip(other.lines()).find(|(one, other)| one != other);
    assert!(one == other, "{place}: {differ:?}");
}

/// Two people whom no shown row tells apart trade all their answers and blanks.
/// How many answered may then be told, by what is withheld: whether a group is
/// shown depends on it, and so does how many rows are withheld only for others.
/// Where the pattern is the same, all else is.
#[test]
fn blanks_elsewhere_are_seen_in_the_pattern_or_nowhere() {
    let (mut same, mut other) = (0, 0);
    for seed in 0..SEEDS {
        let ask = &ASKS[seed as usize / TERMS.len() % ASKS.len()];
        let mut random = Random::new(3000 + seed);
        let people = people(&mut random, 90, 20);
        let world = World::new(TERMS[seed as usize % TERMS.len()], &people);
        let Some((released, said)) = world.run(&people, ask) else { continue };
        let pattern = rows(&released, View::Gap);
        let is_hidden = |rows: &[Value]| -> Vec<bool> { rows.iter().map(|row| row["suppressed"] == true).collect() };
        let shown: BTreeSet<String> =
            pattern.iter().filter(|row| row["suppressed"] == false).map(|row| row["segment"].to_string()).collect();
        let shown: Vec<Value> = shown.iter().map(|segment| serde_json::from_str(segment).expect("JSON")).collect();
        let blank = |person: &Person| person.answers.map(|answer| answer == 0);
        let is_trade = |one: &Person, other: &Person| {
            one.values[3] == other.values[3]
                && one.values != other.values
                && blank(one) != blank(other)
                && [one, other].iter().all(|person| (0..ITEMS).any(|item| person.has_answered(item)))
                && shown.iter().all(|segment| one.is_in(segment) == other.is_in(segment))
        };
        let pairs = (0..people.len()).flat_map(|one| (0..one).map(move |other| (one, other)));
        for (one, second) in pairs.filter(|&(one, other)| is_trade(&people[one], &people[other])).take(2) {
            let mut traded = people.clone();
            (traded[one].answers, traded[second].answers) = (people[second].answers, people[one].answers);
            let own = world.run(&traded, ask).expect("a run");
            if is_hidden(&rows(&own.0, View::Gap)) == is_hidden(&pattern) {
                // But how many of the withheld rows have enough answers themselves.
                let all = |released: &Released| -> String {
                    let text = format!("{released:#?}");
                    text.lines()
                        .filter(|line| !line.contains(" for_others: "))
                        .map(|line| line.to_owned() + "\n")
                        .collect()
                };
                alike(&all(&own.0), &all(&released), &format!("seed {seed}"));
                assert_eq!(own.1, said, "seed {seed}");
                same += 1;
            } else {
                other += 1;
            }
        }
    }
    println!("seeds 3000..{}: {same} trades are not seen, {other} are", 3000 + SEEDS);
    assert!(same > 10, "{same} {other}");
}

/// Everything that is made of the figures, the same colophon in both worlds:
/// every byte of it.
#[test]
fn twins_make_the_same_page_workbook_document_charts_and_tables() {
    let colophon = Colophon { version: "0".to_owned(), inputs: Vec::new() };
    let fonts = Fonts::embedded();
    let made = |released: &Released| -> Vec<(String, Vec<u8>)> {
        let mut made = vec![
            ("page".to_owned(), page::render(released.into(), &colophon).expect("a page").into_bytes()),
            ("workbook".to_owned(), workbook::render(released.into(), &colophon).expect("a workbook")),
            ("pdf".to_owned(), pdf::render(released.into(), &colophon, &fonts).expect("a PDF")),
        ];
        for kind in Kind::ALL {
            let chart = chart::draw(released, kind, Size::Slide, &fonts).expect("a chart");
            for number in 0..chart.pages() {
                let name = format!("{} {number}", kind.name());
                made.push((name.clone(), chart.svg(number).expect("a page").into_bytes()));
                if number == 0 {
                    made.push((name, chart.png(number).expect("a picture").expect("a page")));
                }
            }
        }
        let views = [View::Score, View::Gap, View::Compare(Levels::All), View::Compare(Levels::One(Level::Item))];
        for view in views {
            for format in [Format::Table, Format::Markdown, Format::Csv, Format::Json] {
                for language in [Language::Ja, Language::En] {
                    let text = render(released, view, format, Style::plain(language)).expect("a table");
                    made.push((format!("{view:?} {format:?}"), text.into_bytes()));
                }
            }
        }
        made
    };
    for (seed, place) in WRITTEN {
        let ask = &ASKS[place];
        let (world, twins) = twins(seed, ask).expect("twins");
        println!("seed {seed}: {} withheld rows not the same", twins.changed);
        let of = |people: &[Person]| made(&world.run(people, ask).expect("a run").0);
        for ((name, one), (_, other)) in of(&twins.one).into_iter().zip(of(&twins.other)) {
            assert!(one == other, "seed {seed}: {name}");
        }
    }
}

/// Rows that are odd in both worlds: a warning tells the place, and of a cell
/// that is no answer what it is, but of no answer anything.
fn with_odd_rows(people: &[Person]) -> String {
    let text = responses(people);
    let (header, rest) = text.split_once('\n').expect("a header");
    format!("{header}\nnorth,n1,x,staff,9,七,0,,3\n{rest}south,s1,y,other,3,4,5,5,1\nnorth,n1,x,staff,1,2,3,4,5,1,2\n")
}

/// Runs of the program, with the formats they are asked for in.
const RUNS: [(&[&str], &[&str]); 8] = [
    (&["score", ".", "--by", "unit", "--by", "area"], &["table", "json"]),
    (&["score", ".", "--by", "unit", "--by", "area", "--cross"], &["csv"]),
    (&["gap", ".", "--by", "team", "--unknown"], &["table", "md"]),
    (&["gap", ".", "--by", "unit", "--where", "kind=staff"], &["json"]),
    (
        &["compare", ".", "--by", "unit", "--by", "team", "--by", "area", "--by", "kind", "--level", "all"],
        &["table", "md", "csv", "json"],
    ),
    (&["compare", ".", "--by", "team", "--versus", "parent"], &["table", "json"]),
    (&["compare", ".", "--by", "unit", "--by", "area", "--cross", "--versus", "area=x"], &["csv", "json"]),
    (&["compare", ".", "--by", "unit", "--by", "area", "--cross", "--adjust", "holm"], &["md", "json"]),
];

/// As a user sees it: what is printed, what is warned of, and what is written.
#[test]
fn twins_print_and_write_the_same() {
    let seed = 2000;
    let mut random = Random::new(seed);
    let people = people(&mut random, 110, 6);
    let world = World::new(TERMS[seed as usize % TERMS.len()], &people);
    let twins = Twins::new(&people, &shown_anywhere(&world, &people), &mut random);
    println!("seed {seed}: {} withheld rows not the same", twins.changed);
    assert!(twins.changed > 0, "seed {seed}");
    let folder = world.folder.path();
    let [one, other] = [&twins.one, &twins.other].map(|people| {
        fs::write(folder.join("responses.csv"), with_odd_rows(people)).expect("answers");
        let report = koe_in(folder, &["report", ".", "--cross", "--output", "out"]);
        let chart = koe_in(folder, &["chart", "segments", ".", "--by", "team", "--output", "out.svg"]);
        let mut seen = vec![("report".to_owned(), report), ("chart".to_owned(), chart)];
        for (run, formats) in RUNS {
            for format in formats {
                let arguments = [run, &["--format", format]].concat();
                seen.push((arguments.join(" "), koe_in(folder, &arguments)));
            }
        }
        (seen, written(folder))
    });
    for ((run, one), (_, other)) in one.0.iter().zip(&other.0) {
        assert!(one.status.success(), "{run}: {}", stderr(one));
        assert!(stderr(one).contains("not a point of the scale"), "{run}: {}", stderr(one));
        alike(&stdout(one), &stdout(other), run);
        alike(&stderr(one), &stderr(other), run);
    }
    assert_eq!(one.1.keys().collect::<Vec<_>>(), other.1.keys().collect::<Vec<_>>());
    for (name, bytes) in one.1 {
        assert!(bytes == other.1[&name], "{name}");
    }
}

/// The rows of all these runs and of the report, one for each segment and code:
/// withheld where none of them shows it. Each run has a pattern of its own.
fn shown_anywhere(world: &World, people: &[Person]) -> Vec<Value> {
    let (report, _) = world.run(people, &ASKS[0]).expect("a run");
    world.folder.write("responses.csv", with_odd_rows(people));
    let mut all = rows(&report, View::Score);
    for (run, _) in RUNS {
        let run = json(world.folder.path(), &[run, &["--format", "json"]].concat());
        all.extend(run["rows"].as_array().expect("rows").iter().cloned());
    }
    let mut rows: BTreeMap<(String, String), Value> = BTreeMap::new();
    for row in all {
        let key = (row["segment"].to_string(), row["code"].to_string());
        let own = rows.entry(key).or_insert_with(|| row.clone());
        if row["suppressed"] == false {
            *own = row;
        }
    }
    rows.into_values().collect()
}

/// The files of a report, unpacked; but what says which answers it was made from
/// is taken out: hashes, and how long the files are that carry them.
fn written(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    let out = folder.join("out");
    let mut files = BTreeMap::from([("out.svg".to_owned(), fs::read(folder.join("out.svg")).expect("a chart"))]);
    for name in listed(&out) {
        let bytes = fs::read(out.join(&name)).expect("a file of the report");
        let kept = match name.as_str() {
            "report.xlsx" => {
                files.extend(parts(bytes));
                continue;
            }
            "report.pdf" => {
                files.extend(pages(&out.join(&name)));
                continue;
            }
            "report.html" => without_hashes(&String::from_utf8(bytes).expect("UTF-8")).into_bytes(),
            "manifest.json" => {
                let mut manifest: Value = serde_json::from_slice(&bytes).expect("JSON");
                for file in manifest["files"].as_array_mut().expect("files") {
                    if ["report.xlsx", "report.pdf", "report.html"].contains(&file["name"].as_str().expect("a name")) {
                        (file["bytes"], file["sha256"]) = (Value::Null, Value::Null);
                    }
                }
                for input in manifest["inputs"].as_array_mut().expect("inputs") {
                    input["sha256"] = Value::Null;
                }
                manifest.to_string().into_bytes()
            }
            _ => bytes,
        };
        files.insert(name, kept);
    }
    files
}

/// The parts of a workbook, by name.
fn parts(workbook: Vec<u8>) -> BTreeMap<String, Vec<u8>> {
    let mut archive = zip::ZipArchive::new(Cursor::new(workbook)).expect("a workbook");
    let count = archive.len();
    let part = |place: usize| {
        let mut file = archive.by_index(place).expect("a part");
        let name = file.name().expect("a name").to_string();
        let mut text = String::new();
        file.read_to_string(&mut text).expect("XML");
        (format!("report.xlsx: {name}"), without_hashes(&text).into_bytes())
    };
    (0..count).map(part).collect()
}

/// The text of a PDF with the place of each word, and the picture of each page
/// but those that tell the hashes; nothing without poppler. Byte by byte PDFs are
/// compared in the library, under one colophon.
fn pages(pdf: &Path) -> BTreeMap<String, Vec<u8>> {
    let path = pdf.to_str().expect("a path");
    let Some(text) = needed(ran("pdftotext", "poppler-utils", &["-bbox", path, "-"])) else { return BTreeMap::new() };
    let text = String::from_utf8(text).expect("UTF-8");
    let is_plain = |line: &&str| !has_hash(line);
    let words: Vec<&str> = text.lines().filter(is_plain).collect();
    let mut pages = BTreeMap::from([("report.pdf: words".to_owned(), words.join("\n").into_bytes())]);
    for (place, own) in text.split("<page ").skip(1).enumerate().filter(|(_, own)| !has_hash(own)) {
        let number = (place + 1).to_string();
        let arguments = ["-r", "40", "-gray", "-f", &number, "-l", &number, path];
        let picture = needed(ran("pdftoppm", "poppler-utils", &arguments)).unwrap_or_default();
        assert!(own.contains("<word") && picture.len() > 10_000, "page {number}");
        pages.insert(format!("report.pdf: page {number}"), picture);
    }
    assert!(pages.len() > 5 && words.len() > 500, "{} pages, {} words", pages.len(), words.len());
    pages
}

/// Whether a text holds a word of 64 hexadecimal digits.
fn has_hash(text: &str) -> bool {
    text.split(|letter: char| !letter.is_ascii_hexdigit()).any(|word| word.len() == 64)
}

/// A text with every word of 64 hexadecimal digits taken out.
fn without_hashes(text: &str) -> String {
    let mut kept = String::new();
    let mut word = String::new();
    for letter in text.chars().chain(['\n']) {
        if letter.is_ascii_hexdigit() {
            word.push(letter);
        } else {
            if word.len() != 64 {
                kept.push_str(&word);
            }
            word.clear();
            kept.push(letter);
        }
    }
    kept
}
