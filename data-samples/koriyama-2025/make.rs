//! Makes the answers and the headcount of `data-samples/koriyama-2025`.
//!
//! ```text
//! cargo run --example make-koriyama [FOLDER]
//! ```
//!
//! Persons, departments and answers are drawn from a fixed seed. The number and
//! the sum of the answers per item are those of
//! `tests/golden/published/koriyama-2025/sums.csv`, so that every score and
//! target the city printed comes out.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::{env, fs, io};

#[path = "../answers.rs"]
#[allow(clippy::duplicate_mod, reason = "a test holds both samples' programs")]
mod answers;
#[path = "../random.rs"]
#[allow(clippy::duplicate_mod, reason = "a test holds both samples' programs")]
mod random;

use answers::answers;
use random::Random;

const SEED: u64 = 2025_1118;
const ITEMS: &str = include_str!("items.csv");
const SUMS: &str = include_str!("../../tests/golden/published/koriyama-2025/sums.csv");

/// Department, headcount, how likely its people are regular staff, and the
/// number of respondents where a small office is meant to show little (under 10)
/// or nothing (under 5).
const DEPARTMENTS: [(&str, usize, f64, Option<usize>); 18] = [
    ("総務部", 160, 2.0, None),
    ("政策部", 95, 3.0, None),
    ("財務部", 310, 2.0, None),
    ("市民部", 330, 1.0, None),
    ("文化スポーツ部", 120, 0.8, None),
    ("環境部", 205, 1.2, None),
    ("保健福祉部", 500, 1.0, None),
    ("こども部", 620, 0.6, None),
    ("農林部", 135, 2.0, None),
    ("産業観光部", 100, 2.0, None),
    ("建設部", 270, 2.5, None),
    ("都市整備部", 200, 2.0, None),
    ("上下水道局", 210, 2.5, None),
    ("教育委員会事務局", 227, 0.5, None),
    ("議会事務局", 17, 3.0, Some(8)),
    ("選挙管理委員会事務局", 6, 4.0, Some(4)),
    ("監査委員事務局", 8, 4.0, Some(3)),
    ("農業委員会事務局", 9, 3.0, Some(4)),
];

/// Kind of employment, headcount, respondents.
const EMPLOYMENT: [(&str, usize, usize); 3] =
    [("正職員", 1_930, 1_180), ("再任用職員", 190, 120), ("会計年度任用職員", 1_402, 818)];
const REGULAR: usize = 0;
const REAPPOINTED: usize = 1;

/// Position, its share of the regular staff, youngest and oldest age.
const POSITIONS: [(&str, f64, usize, usize); 6] = [
    ("部長級", 0.03, 53, 60),
    ("課長級", 0.10, 45, 60),
    ("係長級", 0.20, 37, 58),
    ("主査級", 0.30, 29, 48),
    ("主事級", 0.37, 19, 36),
    ("役職なし", 0.0, 22, 67),
];
const SENIOR_CLERK: usize = 3;
const NO_POSITION: usize = 5;

/// Age below which a band ends, the age that stands for it in the headcount,
/// and how much more or less its people agree.
const BANDS: [(usize, usize, f64); 5] =
    [(30, 25, 0.20), (40, 35, -0.20), (50, 45, -0.10), (60, 55, 0.05), (usize::MAX, 62, 0.15)];

#[derive(Clone, Copy)]
struct Person {
    department: usize,
    age: usize,
    position: usize,
    employment: usize,
}

impl Person {
    fn band(&self) -> usize {
        BANDS.iter().position(|&(below, ..)| self.age < below).unwrap_or(BANDS.len() - 1)
    }
}

struct Item {
    code: &'static str,
    subcategory: &'static str,
    regular_only: bool,
    answers: usize,
    sum: i64,
}

fn main() -> io::Result<()> {
    let folder = env::args_os()
        .nth(1)
        .map_or_else(|| Path::new(env!("CARGO_MANIFEST_DIR")).join("../../data-samples/koriyama-2025"), PathBuf::from);
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
        ("population-2025.csv", export(&headcount(&staff))),
        ("responses-2025.csv", export(&responses(&respondents, &mut random))),
    ]
}

/// Draws everyone who was asked.
fn staff(random: &mut Random) -> Vec<Person> {
    let departments: Vec<usize> =
        (0..DEPARTMENTS.len()).flat_map(|index| std::iter::repeat_n(index, DEPARTMENTS[index].1)).collect();
    let mut employment = vec![EMPLOYMENT.len() - 1; departments.len()];
    for kind in [REGULAR, REAPPOINTED] {
        let open: Vec<usize> = (0..departments.len()).filter(|&one| employment[one] > REAPPOINTED).collect();
        for one in random.choose(EMPLOYMENT[kind].1, &open, |one| DEPARTMENTS[departments[one]].2) {
            employment[one] = kind;
        }
    }
    let person = |(department, employment)| {
        let shares = POSITIONS.map(|position| position.1);
        let (position, youngest, oldest) = match employment {
            REGULAR => {
                let position = random.share(&shares);
                (position, POSITIONS[position].2, POSITIONS[position].3)
            }
            REAPPOINTED => (SENIOR_CLERK, 61, 65),
            _ => (NO_POSITION, POSITIONS[NO_POSITION].2, POSITIONS[NO_POSITION].3),
        };
        Person { department, age: youngest + random.below(oldest - youngest + 1), position, employment }
    };
    departments.into_iter().zip(employment).map(person).collect()
}

/// Draws those who answered, in the order their answers came in.
fn respondents(staff: &[Person], random: &mut Random) -> Vec<Person> {
    // Some departments answer more readily, and so do those with a position.
    let ready: Vec<f64> = DEPARTMENTS.iter().map(|_| 0.6 + 0.8 * random.unit()).collect();
    let weight = |one: usize| ready[staff[one].department] * [1.6, 1.5, 1.3, 1.1, 0.9, 1.0][staff[one].position];
    let everyone: Vec<usize> = (0..staff.len()).collect();
    let of = |keep: &dyn Fn(&Person) -> bool| -> Vec<usize> {
        everyone.iter().copied().filter(|&one| keep(&staff[one])).collect()
    };

    let mut chosen = Vec::new();
    for (index, department) in DEPARTMENTS.iter().enumerate() {
        if let Some(count) = department.3 {
            chosen.extend(random.choose(count, &of(&|person| person.department == index), weight));
        }
    }
    for (kind, &(_, _, count)) in EMPLOYMENT.iter().enumerate() {
        let taken = chosen.iter().filter(|&&one| staff[one].employment == kind).count();
        let open = of(&|person| person.employment == kind && DEPARTMENTS[person.department].3.is_none());
        chosen.extend(random.choose(count - taken, &open, weight));
    }
    random.shuffle(&mut chosen);
    chosen.into_iter().map(|one| staff[one]).collect()
}

/// Returns the headcount by department, age band, position and employment.
fn headcount(staff: &[Person]) -> Vec<Vec<String>> {
    let mut cells = BTreeMap::new();
    for person in staff {
        *cells.entry((person.department, person.band(), person.position, person.employment)).or_insert(0_usize) += 1;
    }
    let mut table = vec![["部局", "年齢", "職位", "雇用区分", "headcount"].map(str::to_owned).to_vec()];
    for ((department, band, position, employment), count) in cells {
        table.push(vec![
            DEPARTMENTS[department].0.to_owned(),
            BANDS[band].1.to_string(),
            POSITIONS[position].0.to_owned(),
            EMPLOYMENT[employment].0.to_owned(),
            count.to_string(),
        ]);
    }
    table
}

/// Draws the answers: one row per respondent, one column per item.
fn responses(respondents: &[Person], random: &mut Random) -> Vec<Vec<String>> {
    let items = items();
    let mut header = ["回答番号", "部局", "年齢", "職位", "雇用区分"].map(str::to_owned).to_vec();
    header.extend(items.iter().map(|item| item.code.to_owned()));
    let mut table = vec![header];
    for (index, person) in respondents.iter().enumerate() {
        table.push(vec![
            (index + 1).to_string(),
            DEPARTMENTS[person.department].0.to_owned(),
            person.age.to_string(),
            POSITIONS[person.position].0.to_owned(),
            EMPLOYMENT[person.employment].0.to_owned(),
        ]);
    }

    // What a respondent brings along: a general mood, coloured by department,
    // age and position, and a readiness to skip questions.
    let departments: Vec<f64> = DEPARTMENTS.iter().map(|_| 0.2 * random.normal()).collect();
    let moods: Vec<f64> = respondents
        .iter()
        .map(|person| {
            let position = [0.45, 0.25, 0.05, -0.05, -0.05, 0.1][person.position];
            0.6 * random.normal() + departments[person.department] + BANDS[person.band()].2 + position
        })
        .collect();
    let skips: Vec<f64> =
        respondents.iter().map(|_| random.unit()).map(|unit| 0.2 + 6.0 * unit * unit * unit).collect();

    let mut topics: BTreeMap<&str, Vec<f64>> = BTreeMap::new();
    for item in items {
        let topic = topics.entry(item.subcategory).or_insert_with(|| {
            let departments: Vec<f64> = DEPARTMENTS.iter().map(|_| 0.12 * random.normal()).collect();
            respondents.iter().map(|person| 0.3 * random.normal() + departments[person.department]).collect()
        });
        let applies = |one: &usize| !item.regular_only || respondents[*one].employment == REGULAR;
        let mut answering: Vec<usize> = (0..respondents.len()).filter(applies).collect();
        let blank = random.choose(answering.len() - item.answers, &answering, |one| skips[one]);
        answering.retain(|one| blank.binary_search(one).is_err());
        let agreement: Vec<f64> =
            answering.iter().map(|&one| moods[one] + topic[one] + 0.7 * random.normal()).collect();
        let mut answered = answering.iter().zip(answers(&agreement, 1..=6, item.sum, random)).peekable();
        for one in 0..respondents.len() {
            let cell = match answered.next_if(|next| *next.0 == one) {
                Some((_, answer)) => answer.to_string(),
                // The form offers 該当なし to those the item is not for.
                None if !applies(&one) && random.unit() < 0.7 => "該当なし".to_owned(),
                None => String::new(),
            };
            table[one + 1].push(cell);
        }
    }
    table
}

/// Reads the items with the number and sum of their answers.
fn items() -> Vec<Item> {
    let lines = |text: &'static str| text.lines().skip(1).map(|line| line.split(',').collect::<Vec<_>>());
    let item = |(item, sum): (Vec<&'static str>, Vec<&'static str>)| {
        assert_eq!(item[0], sum[0], "items.csv and sums.csv list the same items");
        Item {
            code: item[0],
            subcategory: item[2],
            regular_only: !item[4].is_empty(),
            answers: sum[1].parse().expect("n is a number"),
            sum: sum[2].parse().expect("sum is a number"),
        }
    };
    lines(ITEMS).zip(lines(SUMS)).map(item).collect()
}

/// Writes a table the way Excel saves "CSV UTF-8".
fn export(table: &[Vec<String>]) -> Vec<u8> {
    let lines: String = table.iter().map(|row| row.join(",") + "\r\n").collect();
    format!("\u{feff}{lines}").into_bytes()
}
