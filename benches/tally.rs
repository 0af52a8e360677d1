//! Measures the whole tally: 2,000,000 rows × (4 attributes + 45 items) into
//! 900 joint cohorts with all distributions and the moments of 14 item sets.
//!
//! ```text
//! cargo bench --bench tally [-- FOLDER]
//! ```
//!
//! `FOLDER` (default `target/bench`) gets the survey of `generate.rs`, unless
//! it is there. Peers on the same file, in the same sitting: `peers/`.

#![allow(clippy::print_stdout, reason = "a benchmark tells its figures")]

use std::error::Error;
use std::fs;
use std::path::PathBuf;
use std::time::Instant;

use koe_core::Checked;
use koe_core::definition::Definition;
use koe_core::findings::count;
use koe_core::responses::ReadOptions;

#[path = "generate.rs"]
#[allow(dead_code, reason = "the program's own main is not called here")]
mod generate;

const RUNS: usize = 7;

fn main() -> Result<(), Box<dyn Error>> {
    // Cargo runs a benchmark with `--bench`, in the folder of its package.
    let folder = std::env::args_os().skip(1).find(|argument| argument != "--bench");
    let folder =
        folder.map_or_else(|| PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../target/bench"), PathBuf::from);
    if !folder.join("responses.csv").is_file() {
        fs::create_dir_all(&folder)?;
        generate::write_folder(&folder, generate::ROWS)?;
    }
    let definition = Definition::load(&folder)?.value;
    for threads in [1, rayon::current_num_threads()] {
        let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build()?;
        let mut best = f64::INFINITY;
        let (mut rows, mut cohorts) = (0, 0);
        for _ in 0..RUNS {
            let start = Instant::now();
            let all = 0..definition.attributes.len();
            let Checked { value, .. } = pool.install(|| count(&definition, 0, all, None, &ReadOptions::default()))?;
            best = best.min(start.elapsed().as_secs_f64());
            (rows, cohorts) = (value.intake.rows(), value.tally.cohorts().len());
        }
        println!("{threads} threads: {best:.3} s, best of {RUNS} ({rows} rows, {cohorts} cohorts)");
    }
    Ok(())
}
