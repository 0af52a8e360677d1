//! Makes the answers and the headcount of `data-samples/aomori-2024`.
//!
//! ```text
//! cargo run --example make-aomori [FOLDER]
//! ```
//!
//! Persons and answers are drawn from a fixed seed. Every item has exactly 600
//! answers and 36 blanks, so that its mean is exactly the score printed in
//! `tests/golden/published/aomori-2024/figures.csv`, not merely near it: tier 3
//! is then exactly 3.345 and shows how ties are rounded.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::{env, fs, io};

use encoding_rs::SHIFT_JIS;

#[path = "../answers.rs"]
#[allow(clippy::duplicate_mod, reason = "a test holds both samples' programs")]
mod answers;
#[path = "../random.rs"]
#[allow(clippy::duplicate_mod, reason = "a test holds both samples' programs")]
mod random;

use answers::answers;
use random::Random;

const SEED: u64 = 2024_0524;
const FIGURES: &str = include_str!("../../tests/golden/published/aomori-2024/figures.csv");

const RESPONDENTS: usize = 636;
const ANSWERS: usize = 600;

/// Department and headcount, 2,041 together.
const DEPARTMENTS: [(&str, usize); 14] = [
    ("総務部", 165),
    ("企画部", 95),
    ("税務部", 130),
    ("市民部", 210),
    ("環境部", 150),
    ("福祉部", 265),
    ("保健部", 155),
    ("こども未来部", 190),
    ("経済部", 100),
    ("農林水産部", 110),
    ("都市整備部", 260),
    ("教育委員会事務局", 180),
    ("議会事務局", 18),
    ("会計課", 13),
];

/// Age band, its share, and how much more or less its people agree.
const BANDS: [(&str, f64, f64); 5] = [
    ("20代以下", 0.18, 0.25),
    ("30代", 0.24, -0.15),
    ("40代", 0.27, -0.10),
    ("50代", 0.22, 0.0),
    ("60代以上", 0.09, 0.15),
];

#[derive(Clone, Copy)]
struct Person {
    department: usize,
    band: usize,
}

fn main() -> io::Result<()> {
    let folder = env::args_os()
        .nth(1)
        .map_or_else(|| Path::new(env!("CARGO_MANIFEST_DIR")).join("../../data-samples/aomori-2024"), PathBuf::from);
    for (name, bytes) in files() {
        fs::write(folder.join(name), bytes)?;
    }
    Ok(())
}

/// Returns the name and the bytes of every file made here.
pub(crate) fn files() -> Vec<(&'static str, Vec<u8>)> {
    let mut random = Random::new(SEED);
    let staff = staff(&mut random);
    let respondents = respondents(&staff, &mut random);
    vec![
        ("population-2024.csv", export(&headcount(&staff))),
        ("responses-2024.csv", export(&responses(&respondents, &mut random))),
    ]
}

/// Draws everyone who was asked.
fn staff(random: &mut Random) -> Vec<Person> {
    let shares = BANDS.map(|band| band.1);
    let people = DEPARTMENTS.iter().enumerate().flat_map(|(index, &(_, count))| std::iter::repeat_n(index, count));
    people.map(|department| Person { department, band: random.share(&shares) }).collect()
}

/// Draws those who answered, in the order their answers came in.
fn respondents(staff: &[Person], random: &mut Random) -> Vec<Person> {
    let ready: Vec<f64> = DEPARTMENTS.iter().map(|_| 0.6 + 0.8 * random.unit()).collect();
    let everyone: Vec<usize> = (0..staff.len()).collect();
    let mut chosen = random.choose(RESPONDENTS, &everyone, |one| ready[staff[one].department]);
    random.shuffle(&mut chosen);
    chosen.into_iter().map(|one| staff[one]).collect()
}

/// Returns the headcount by department and age band.
fn headcount(staff: &[Person]) -> Vec<Vec<String>> {
    let mut cells = BTreeMap::new();
    for person in staff {
        *cells.entry((person.department, person.band)).or_insert(0_usize) += 1;
    }
    let mut table = vec![["部局", "年代", "headcount"].map(str::to_owned).to_vec()];
    for ((department, band), count) in cells {
        table.push(vec![DEPARTMENTS[department].0.to_owned(), BANDS[band].0.to_owned(), count.to_string()]);
    }
    table
}

/// Draws the answers: one row per respondent, one column per item.
fn responses(respondents: &[Person], random: &mut Random) -> Vec<Vec<String>> {
    let mut table = vec![vec!["部局".to_owned(), "年代".to_owned()]];
    table.extend(
        respondents
            .iter()
            .map(|person| vec![DEPARTMENTS[person.department].0.to_owned(), BANDS[person.band].0.to_owned()]),
    );

    let departments: Vec<f64> = DEPARTMENTS.iter().map(|_| 0.2 * random.normal()).collect();
    let moods: Vec<f64> = respondents
        .iter()
        .map(|person| 0.62 * random.normal() + departments[person.department] + BANDS[person.band].2)
        .collect();
    let everyone: Vec<usize> = (0..respondents.len()).collect();
    for (code, sum) in sums() {
        table[0].push(code.to_owned());
        let answering = random.choose(ANSWERS, &everyone, |_| 1.0);
        let agreement: Vec<f64> = answering.iter().map(|&one| moods[one] + 0.72 * random.normal()).collect();
        let mut answered = answering.iter().zip(answers(&agreement, 1..=5, sum, random)).peekable();
        for one in 0..respondents.len() {
            let cell = answered.next_if(|next| *next.0 == one).map(|(_, answer)| answer.to_string());
            table[one + 1].push(cell.unwrap_or_default());
        }
    }
    table
}

/// Returns the code of every item and the sum of its answers: the printed
/// score, which has two decimals, times 600.
fn sums() -> Vec<(&'static str, i64)> {
    let sum = |line: &'static str| {
        let code = line.strip_prefix("item,")?.split(',').next()?;
        let hundredths: i64 = line.rsplit(',').next()?.replace('.', "").parse().ok()?;
        Some((code, hundredths * ANSWERS as i64 / 100))
    };
    FIGURES.lines().filter_map(sum).collect()
}

/// Writes a table the way Japanese Excel saves "CSV": CP932, CRLF.
fn export(table: &[Vec<String>]) -> Vec<u8> {
    let lines: String = table.iter().map(|row| row.join(",") + "\r\n").collect();
    let (bytes, _, unmapped) = SHIFT_JIS.encode(&lines);
    assert!(!unmapped, "every character has a place in CP932");
    bytes.into_owned()
}
