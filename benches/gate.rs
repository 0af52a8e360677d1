//! Measures the release gate on generated organisations: all their groups, by
//! node, node × age, node × position and age × position, on one thread.
//!
//! ```text
//! cargo bench --bench gate
//! ```

#![allow(clippy::print_stdout, reason = "a benchmark tells its figures")]

use std::error::Error;
use std::time::{Duration, Instant};

use koe_core::definition::Definition;
use koe_core::findings::{Findings, Request, count};
use koe_core::release::release;
use koe_core::responses::ReadOptions;
use koe_core::segment::Cuts;

mod organisation;

use organisation::{GROUPINGS, Size};

const RUNS: usize = 3;

/// Organisations with the groups and cohorts that they have at least, and the
/// time each may take.
const SIZES: [(Size, [usize; 2], Duration); 2] = [
    (Size { people: 10_600, divisions: 10, departments: 60, sections: 250 }, [3_000, 2_800], Duration::from_secs(1)),
    (Size { people: 28_500, divisions: 20, departments: 110, sections: 500 }, [6_000, 6_300], Duration::from_secs(5)),
];

fn main() -> Result<(), Box<dyn Error>> {
    let pool = rayon::ThreadPoolBuilder::new().num_threads(1).build()?;
    for (size, fewest, most) in SIZES {
        let folder = tempfile::tempdir()?;
        organisation::write_folder(folder.path(), &organisation::people(size, 2025))?;
        let definition = Definition::load(folder.path())?.value;
        let by = GROUPINGS.iter().map(|names| names.iter().map(ToString::to_string).collect()).collect();
        let request = Request { cuts: Cuts { by, ..Cuts::default() }, ..Request::default() };
        let attributes = request.cuts.attributes(&definition)?;
        let counted = count(&definition, 0, attributes, None, &ReadOptions::default())?.value;
        let findings = Findings::new(&definition, &counted, None, &request)?.value;
        let mut best = Duration::MAX;
        let mut groups = (0, 0);
        for _ in 0..RUNS {
            let findings = findings.clone();
            let start = Instant::now();
            let released = pool.install(|| release(&definition, findings));
            best = best.min(start.elapsed());
            let items = || released.rows().iter().filter(|row| row.code == "Q1");
            groups = (items().count(), items().filter(|row| row.suppressed).count());
        }
        let cohorts = counted.tally.cohorts().len();
        println!("{} groups, {cohorts} cohorts: {best:.3?}, best of {RUNS}; {} withheld", groups.0, groups.1);
        assert!(groups.0 >= fewest[0] && cohorts >= fewest[1], "fewer than {fewest:?}");
        assert!(best < most, "more than {most:?}");
    }
    Ok(())
}
