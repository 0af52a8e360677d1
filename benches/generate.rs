//! Writes the survey that `benches/` measures: a seeded table of answers and
//! the survey folder around it.
//!
//! ```text
//! cargo run --release --example bench-data -- FOLDER [ROWS]
//! ```
//!
//! `FOLDER` (default `target/bench`) gets `survey.toml`, `items.csv` and
//! `responses.csv`; `ROWS` defaults to 2,000,000. The same number of rows gives
//! the same bytes on every machine. About 3 % of the answers are blank and one
//! in ten thousand is a 7, which the 6-point scale does not have.

use std::error::Error;
use std::fs::{self, File};
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};

#[path = "../data-samples/random.rs"]
#[allow(dead_code, reason = "the samples need more of it than the benchmark")]
mod random;

use random::Random;

pub(crate) const ROWS: usize = 2_000_000;
const SEED: u64 = 0x6b6f_6500_2025_1118;

/// Attributes and their values: 20 × 5 × 3 × 3 = 900 joint cohorts.
const ATTRIBUTES: [(&str, &[&str]); 4] = [
    (
        "部局",
        &[
            "総務部",
            "政策部",
            "財務部",
            "税務部",
            "市民部",
            "文化部",
            "環境部",
            "福祉部",
            "保健部",
            "こども部",
            "農林部",
            "産業部",
            "建設部",
            "都市部",
            "会計課",
            "議会局",
            "教育部",
            "学校部",
            "水道局",
            "消防局",
        ],
    ),
    ("年代", &["20代以下", "30代", "40代", "50代", "60代以上"]),
    ("職位", &["管理職", "係長級", "一般職"]),
    ("雇用区分", &["正職員", "再任用職員", "会計年度任用職員"]),
];

/// Categories and subcategories with their number of items.
const CATEGORIES: [(&str, &str, usize); 13] = [
    ("1", "人材育成", 0),
    ("1.1", "職員研修", 5),
    ("1.2", "自己啓発", 3),
    ("1.3", "人事評価制度", 3),
    ("2", "人材確保・配置", 0),
    ("2.1", "人材確保", 6),
    ("2.2", "人材配置", 4),
    ("3", "職場環境の整備", 0),
    ("3.1", "職場環境の改善", 8),
    ("3.2", "職場風土", 4),
    ("4", "エンゲージメント", 0),
    ("4.1", "やりがい創出", 9),
    ("4.2", "互いを認め合う精神", 3),
];

const ITEMS: usize = 45;

fn main() -> Result<(), Box<dyn Error>> {
    let mut arguments = std::env::args_os().skip(1);
    let folder = arguments.next().map_or_else(|| PathBuf::from("target/bench"), PathBuf::from);
    let rows = match arguments.next() {
        Some(text) => text.to_string_lossy().replace([',', '_'], "").parse()?,
        None => ROWS,
    };
    fs::create_dir_all(&folder)?;
    write_folder(&folder, rows)?;
    Ok(())
}

/// Writes the survey folder with this many rows of answers.
pub(crate) fn write_folder(folder: &Path, rows: usize) -> io::Result<()> {
    fs::write(folder.join("survey.toml"), survey())?;
    fs::write(folder.join("items.csv"), items())?;
    write_responses(&folder.join("responses.csv"), rows)
}

fn survey() -> String {
    let mut text =
        String::from("name     = \"Benchmark\"\nlanguage = \"ja\"\nitems    = \"items.csv\"\n\n[categories]\n");
    for (code, name, _) in CATEGORIES {
        text += &format!("\"{code}\" = \"{name}\"\n");
    }
    text += "\n[scale]\nmin = 1\nmax = 6\nfavorable = [5, 6]\n\n[score]\nrule = \"pooled\"\ndecimals = 2\n";
    for (name, values) in ATTRIBUTES {
        text += &format!("\n[attributes.\"{name}\"]\ncolumn = \"{name}\"\norder = {values:?}\n");
    }
    text + "\n[[wave]]\nname = \"2025\"\nresponses = [\"responses.csv\"]\n"
}

fn items() -> String {
    let mut text = String::from("code,category,subcategory,text\n");
    let leaves = CATEGORIES.iter().filter(|leaf| leaf.2 > 0);
    let codes = leaves.flat_map(|&(code, _, count)| std::iter::repeat_n(code, count));
    for (index, code) in codes.enumerate() {
        let number = index + 1;
        text += &format!("Q{number:02},{},{code},設問{number}\n", &code[..1]);
    }
    text
}

fn write_responses(path: &Path, rows: usize) -> io::Result<()> {
    let mut out = BufWriter::with_capacity(1 << 20, File::create(path)?);
    let names = ATTRIBUTES.iter().map(|attribute| attribute.0.to_owned());
    let header: Vec<String> = names.chain((1..=ITEMS).map(|number| format!("Q{number:02}"))).collect();
    writeln!(out, "{}", header.join(","))?;

    let cells = Cells::new();
    let mut random = Random::new(SEED);
    let mut line = Vec::with_capacity(256);
    for _ in 0..rows {
        line.clear();
        for (_, values) in ATTRIBUTES {
            line.extend_from_slice(values[random.below(values.len())].as_bytes());
            line.push(b',');
        }
        let tendency = random.below(TENDENCIES);
        for block in 0..ITEMS.div_ceil(4) {
            // One draw serves four items, 16 bits each.
            let mut bits = random.next();
            for item in block * 4..ITEMS.min(block * 4 + 4) {
                let cell = cells.at(tendency + item % ITEM_LEVELS, bits & 0xffff);
                if cell != 0 {
                    line.push(cell);
                }
                line.push(b',');
                bits >>= 16;
            }
        }
        line.pop();
        line.push(b'\n');
        out.write_all(&line)?;
    }
    out.flush()
}

/// How strongly respondents differ, and how strongly items do.
const TENDENCIES: usize = 5;
const ITEM_LEVELS: usize = 3;

/// What is written for each 16-bit draw, per level of agreement; 0 is a blank.
struct Cells(Vec<[u8; 1 << 16]>);

impl Cells {
    fn new() -> Self {
        let levels = TENDENCIES + ITEM_LEVELS - 1;
        Self((0..levels).map(Self::level).collect())
    }

    fn level(level: usize) -> [u8; 1 << 16] {
        const BLANKS: usize = 1_966; // 3 %
        const INVALID: usize = 7; // 0.01 %
        // Weights of the points 1 to 6: a peak that moves up with the level.
        let weight = |point: usize| 8 - point.abs_diff(2 + level / 2).min(4) * 2 + level % 2;
        let total: usize = (1..=6).map(weight).sum();
        let answers = (1 << 16) - BLANKS - INVALID;
        let mut cells = [0; 1 << 16];
        cells[BLANKS..BLANKS + INVALID].fill(b'7');
        let mut below = 0;
        for (point, digit) in (1..=6).zip(b'1'..) {
            let from = BLANKS + INVALID + answers * below / total;
            below += weight(point);
            let to = BLANKS + INVALID + answers * below / total;
            cells[from..to].fill(digit);
        }
        cells
    }

    fn at(&self, level: usize, draw: u64) -> u8 {
        self.0[level][usize::try_from(draw).unwrap_or(0)]
    }
}
