//! Makes the answers and the headcounts of `data-samples/koriyama-waves`.
//!
//! ```text
//! cargo run --example make-waves [FOLDER]
//! ```
//!
//! Everything is drawn from a fixed seed: people who come, stay and go, who of
//! them answers in a year, and what. No figure is any city's.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::{env, fs, io};

#[path = "../answers.rs"]
#[allow(clippy::duplicate_mod, reason = "a test holds all samples' programs")]
mod answers;
#[path = "../random.rs"]
#[allow(dead_code, clippy::duplicate_mod, reason = "all samples share it, and a test holds their programs")]
mod random;

use answers::answers;
use random::Random;

const SEED: u64 = 2027_0401;
const ITEMS: &str = include_str!("items.csv");
const WAVES: [(&str, &str, i32); 5] = [
    ("responses-2023.csv", "population-2023.csv", 2023),
    ("responses-2024.csv", "population-2024.csv", 2024),
    ("responses-2025.csv", "population-2025.csv", 2025),
    ("responses-2026.csv", "population-2026.csv", 2026),
    ("responses-2027.csv", "population-2027.csv", 2027),
];

/// Department, headcount, the share of it that answers.
const DEPARTMENTS: [(&str, usize, f64); 10] = [
    ("総務部", 110, 0.72),
    ("財務部", 140, 0.66),
    ("市民部", 170, 0.60),
    ("保健福祉部", 210, 0.58),
    ("こども部", 230, 0.50),
    ("産業部", 60, 0.62),
    ("観光部", 45, 0.64),
    ("建設部", 160, 0.60),
    ("教育委員会事務局", 116, 0.55),
    ("議会事務局", 18, 0.50),
];

/// The year in whose April 産業部 and 観光部 became one.
const REORGANISED: i32 = 2026;

/// Up to this year the column of Q12 was called otherwise.
const RENAMED_AFTER: i32 = 2024;

/// The share that leaves in a year.
const LEAVE: f64 = 0.07;

/// Age below which a band ends, the age that stands for it in the headcount,
/// and how much more or less its people agree.
const BANDS: [(i32, i32, f64); 5] =
    [(30, 25, 0.15), (40, 35, -0.15), (50, 45, -0.08), (60, 55, 0.05), (i32::MAX, 62, 0.12)];

/// Mean of a subcategory in the first year, and its change a year.
const TOPICS: [(&str, f64, f64); 9] = [
    ("1.1", 4.12, 0.045),
    ("1.2", 3.70, 0.020),
    ("1.3", 3.96, 0.000),
    ("2.1", 3.42, 0.015),
    ("2.2", 3.66, -0.020),
    ("3.1", 4.20, 0.060),
    ("3.2", 4.05, 0.030),
    ("4.1", 4.22, 0.015),
    ("4.2", 3.30, 0.050),
];

#[derive(Clone)]
struct Person {
    department: usize,
    born: i32,
    mood: f64,
}

struct Item {
    code: &'static str,
    subcategory: &'static str,
    /// How far its mean is from that of its subcategory.
    apart: f64,
}

fn main() -> io::Result<()> {
    let folder = env::args_os()
        .nth(1)
        .map_or_else(|| Path::new(env!("CARGO_MANIFEST_DIR")).join("../../data-samples/koriyama-waves"), PathBuf::from);
    for (name, bytes) in files() {
        fs::write(folder.join(name), bytes)?;
    }
    Ok(())
}

/// Returns the name and the bytes of every file made here.
pub(crate) fn files() -> Vec<(&'static str, Vec<u8>)> {
    let mut random = Random::new(SEED);
    let leaning: Vec<f64> = DEPARTMENTS.iter().map(|_| 0.2 * random.normal()).collect();
    let items = items(&mut random);
    let mut staff: Vec<Person> = Vec::new();
    for (department, &(_, headcount, _)) in DEPARTMENTS.iter().enumerate() {
        staff.extend((0..headcount).map(|_| person(department, WAVES[0].2, 20, &mut random)));
    }
    let mut files = Vec::new();
    for (responses, population, year) in WAVES {
        if year > WAVES[0].2 {
            pass_a_year(&mut staff, year, &mut random);
        }
        files.push((population, export(&headcount(&staff, year))));
        let mut respondents: Vec<Person> =
            staff.iter().filter(|one| random.unit() < DEPARTMENTS[one.department].2).cloned().collect();
        random.shuffle(&mut respondents);
        files.push((responses, export(&table(&respondents, &items, &leaning, year, &mut random))));
    }
    files
}

/// Draws somebody of `youngest` to 64 years.
fn person(department: usize, year: i32, youngest: i32, random: &mut Random) -> Person {
    let age = youngest + random.below(65 - youngest as usize) as i32;
    Person { department, born: year - age, mood: 0.6 * random.normal() }
}

/// Some leave, everybody at 65; others, most of them young, take their places.
fn pass_a_year(staff: &mut [Person], year: i32, random: &mut Random) {
    for one in staff {
        if year - one.born > 64 || random.unit() < LEAVE {
            let mut new = person(one.department, year, 20, random);
            if random.unit() < 0.7 {
                new.born = year - 20 - random.below(15) as i32;
            }
            *one = new;
        }
    }
}

/// The name of a department in a year.
fn department(of: usize, year: i32) -> &'static str {
    match DEPARTMENTS[of].0 {
        "産業部" | "観光部" if year >= REORGANISED => "産業観光部",
        name => name,
    }
}

fn band(one: &Person, year: i32) -> usize {
    BANDS.iter().position(|&(below, ..)| year - one.born < below).unwrap_or(BANDS.len() - 1)
}

/// Returns the headcount by department and age band.
fn headcount(staff: &[Person], year: i32) -> Vec<Vec<String>> {
    let mut cells: BTreeMap<(usize, usize), usize> = BTreeMap::new();
    for one in staff {
        // Departments that became one are counted where the first of them stood.
        let name = department(one.department, year);
        let first = (0..DEPARTMENTS.len()).find(|&other| department(other, year) == name).unwrap_or(one.department);
        *cells.entry((first, band(one, year))).or_insert(0) += 1;
    }
    let mut table = vec![["部局", "年齢", "headcount"].map(str::to_owned).to_vec()];
    for ((of, band), count) in cells {
        table.push(vec![department(of, year).to_owned(), BANDS[band].1.to_string(), count.to_string()]);
    }
    table
}

/// Draws the answers of a year: one row per respondent, one column per item.
fn table(respondents: &[Person], items: &[Item], leaning: &[f64], year: i32, random: &mut Random) -> Vec<Vec<String>> {
    let mut header = ["回答番号", "部局", "年齢"].map(str::to_owned).to_vec();
    header.extend(items.iter().map(|item| match item.code {
        "Q12" if year <= RENAMED_AFTER => "在宅勤務".to_owned(),
        code => code.to_owned(),
    }));
    let mut table = vec![header];
    for (index, one) in respondents.iter().enumerate() {
        let age = (year - one.born).to_string();
        table.push(vec![(index + 1).to_string(), department(one.department, year).to_owned(), age]);
    }
    for item in items {
        let (_, start, slope) = TOPICS.iter().find(|topic| topic.0 == item.subcategory).copied().unwrap_or(TOPICS[0]);
        let mean = start + slope * f64::from(year - WAVES[0].2) + item.apart;
        let answering: Vec<usize> = (0..respondents.len()).filter(|_| random.unit() < 0.985).collect();
        let agreement: Vec<f64> = answering
            .iter()
            .map(|&one| {
                let person = &respondents[one];
                person.mood + leaning[person.department] + BANDS[band(person, year)].2 + 0.75 * random.normal()
            })
            .collect();
        let sum = (mean * answering.len() as f64).floor() as i64;
        let mut answered = answering.iter().zip(answers(&agreement, 1..=6, sum, random)).peekable();
        for one in 0..respondents.len() {
            let cell = answered.next_if(|next| *next.0 == one).map(|(_, answer)| answer.to_string());
            table[one + 1].push(cell.unwrap_or_default());
        }
    }
    table
}

/// Reads the items; their means stand on both sides of their subcategory's.
fn items(random: &mut Random) -> Vec<Item> {
    let lines = ITEMS.lines().skip(1).map(|line| line.split(',').collect::<Vec<_>>());
    lines.map(|line| Item { code: line[0], subcategory: line[2], apart: 0.15 * random.normal() }).collect()
}

/// Writes a table the way Excel saves "CSV UTF-8".
fn export(table: &[Vec<String>]) -> Vec<u8> {
    let lines: String = table.iter().map(|row| row.join(",") + "\r\n").collect();
    format!("\u{feff}{lines}").into_bytes()
}
