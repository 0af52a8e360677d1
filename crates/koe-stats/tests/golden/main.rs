//! Formula cases with figures from R, mpmath and exact arithmetic.
//!
//! Each file in `tests/golden/formulas` has one line in the list below. Sums
//! are built here answer by answer, apart from the code under test. A failure
//! names file, line, figure, what was expected and what came out.

mod case;
mod comparisons;
mod single;
mod waves;

use std::fs;
use std::path::PathBuf;

use case::{Case, Figures};
use comparisons::{
    adjusted, anova, effect, estimates, item_means, kruskal, ranks_of_units, shares, superiority, table, tail,
};
use single::{
    fpc, interval, item_mean_variance, item_variance, median_of_answers, own_mean, pooled_variance, quantile_of_normal,
    quantile_of_t, rounding, wilson_interval,
};
use waves::{chance, change, line, parts};

macro_rules! files {
    ($($name:ident: $file:literal, $figures:ident, at least $least:literal;)*) => {
        $(
            #[test]
            fn $name() {
                run($file, $figures, $least);
            }
        )*

        const FILES: &[&str] = &[$($file),*];
    };
}

// In the order of the alphabet: name of the test, file, function, figures.
files! {
    adjusted_p_match_r: "adjust.csv", adjusted, at least 26;
    chi_square_matches_r: "chi_square.csv", table, at least 120;
    fpc_matches_survey: "fpc.csv", fpc, at least 16;
    hedges_matches_mpmath: "hedges.csv", effect, at least 60;
    interval_matches_r: "interval.csv", interval, at least 50;
    item_mean_variance_matches_its_definition: "item_mean_variance.csv", item_mean_variance, at least 14;
    item_variance_matches_r: "item_variance.csv", item_variance, at least 28;
    kitagawa_matches_fractions: "kitagawa.csv", parts, at least 14;
    kruskal_wallis_matches_r: "kruskal_wallis.csv", kruskal, at least 51;
    mann_whitney_matches_r: "mann_whitney.csv", superiority, at least 51;
    median_matches_r: "median.csv", median_of_answers, at least 10;
    normal_quantile_matches_r: "normal_quantile.csv", quantile_of_normal, at least 18;
    own_means_match_r: "own_means.csv", own_mean, at least 22;
    pooled_variance_matches_survey: "pooled_variance.csv", pooled_variance, at least 22;
    probability_matches_r: "probability.csv", chance, at least 6;
    projection_matches_r: "projection.csv", line, at least 20;
    rank_intervals_match_r: "rank_interval.csv", ranks_of_units, at least 26;
    rounding_matches_python: "rounding.csv", rounding, at least 170;
    t_quantile_matches_mpmath: "t_quantile.csv", quantile_of_t, at least 86;
    tails_match_mpmath: "tails.csv", tail, at least 78;
    two_proportions_match_r: "two_proportions.csv", shares, at least 128;
    wave_change_matches_mpmath: "wave_change.csv", change, at least 114;
    welch_matches_r: "welch.csv", item_means, at least 170;
    welch_anova_matches_r: "welch_anova.csv", anova, at least 64;
    welch_of_estimates_matches_mpmath: "welch_estimates.csv", estimates, at least 95;
    wilson_matches_r: "wilson.csv", wilson_interval, at least 120;
}

#[test]
fn no_file_is_forgotten() {
    let mut present: Vec<String> = fs::read_dir(folder())
        .expect("the folder can be read")
        .map(|entry| entry.expect("an entry").file_name().to_string_lossy().into_owned())
        .filter(|name| name.ends_with(".csv"))
        .collect();
    present.sort();
    assert_eq!(present, FILES, "files of cases, and the list of them");
    let source = fs::read_to_string(folder().join("SOURCE.md")).expect("SOURCE.md can be read");
    for file in FILES {
        assert!(source.contains(&format!("`{file}`")), "SOURCE.md does not speak of {file}");
    }
}

fn folder() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../tests/golden/formulas")
}

/// Checks every row of a file and reports all figures that differ at once.
fn run(file: &str, figures: fn(&Case) -> Figures, at_least: usize) {
    let mut reader = csv::Reader::from_path(folder().join(file)).expect("the file can be read");
    let columns = reader.headers().expect("a header").clone();
    let expected = columns.iter().filter(|name| name.starts_with("expected")).count();
    let (mut checked, mut problems) = (0, Vec::new());
    for record in reader.records() {
        let record = record.expect("a row as long as the header");
        let line = record.position().map_or(0, csv::Position::line);
        let cells = columns.iter().zip(&record).map(|(name, cell)| (name.into(), cell.into()));
        let case = Case::new(cells);
        assert!(!case.text("source").is_empty(), "{file}, line {line}: no source");
        let tolerance = case.double("tolerance");
        assert!((0.0..=1e-9).contains(&tolerance), "{file}, line {line}: tolerance {tolerance}");
        let got = figures(&case);
        assert_eq!(got.len(), expected, "{file}: a column of expected figures is not read");
        for (column, got) in got {
            checked += 1;
            if let Some(problem) = got.differs(case.text(column), tolerance) {
                problems.push(format!("{file}, line {line}, {column}: {problem}"));
            }
        }
    }
    assert!(problems.is_empty(), "\n{}\n", problems.join("\n"));
    assert!(checked >= at_least, "{file}: only {checked} figures are left");
}
