//! Formula cases with figures from R, mpmath and exact arithmetic.
//!
//! Each file in `tests/golden/formulas` has one line in the list below. Sums
//! are built here answer by answer, apart from the code under test. A failure
//! names file, line, figure, what was expected and what came out.

use std::collections::HashMap;
use std::fs;
use std::path::PathBuf;

use koe_stats::{
    AnswerGroup, Decimal, Exact, Interval, ItemSums, PairSums, RatioSums, finite_population, item_means_variance, mean,
    median, nearest_f64, normal_quantile, own_means, ratio, sd, t_quantile, variance, variance_of_mean, wilson,
};

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
    fpc_matches_survey: "fpc.csv", fpc, at least 16;
    interval_matches_r: "interval.csv", interval, at least 50;
    item_mean_variance_matches_its_definition: "item_mean_variance.csv", item_mean_variance, at least 14;
    item_variance_matches_r: "item_variance.csv", item_variance, at least 28;
    median_matches_r: "median.csv", median_of_answers, at least 10;
    normal_quantile_matches_r: "normal_quantile.csv", quantile_of_normal, at least 18;
    own_means_match_r: "own_means.csv", own_mean, at least 22;
    pooled_variance_matches_survey: "pooled_variance.csv", pooled_variance, at least 22;
    rounding_matches_python: "rounding.csv", rounding, at least 170;
    t_quantile_matches_mpmath: "t_quantile.csv", quantile_of_t, at least 86;
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

/// The figures of one row, each under the name of its column.
type Figures = Vec<(&'static str, Got)>;

fn rounding(case: &Case) -> Figures {
    let value = ratio(case.integer("numerator"), case.integer("denominator"));
    let places = u32::try_from(case.integer("places")).expect("places");
    vec![("expected", Got::Text(Decimal::round(&value, places).to_string()))]
}

fn quantile_of_t(case: &Case) -> Figures {
    let quantile = t_quantile(case.double("p"), case.double("df")).expect("a quantile");
    vec![("expected", Got::Double(quantile))]
}

fn quantile_of_normal(case: &Case) -> Figures {
    vec![("expected", Got::Double(normal_quantile(case.double("p")).expect("a quantile")))]
}

fn wilson_interval(case: &Case) -> Figures {
    let (successes, n) = (case.count("successes"), case.count("n"));
    bounds(wilson(successes, n, case.double("confidence")).expect("an interval"))
}

fn pooled_variance(case: &Case) -> Figures {
    let sums = pooled(&case.answers());
    let (ratio, variance) = (sums.ratio().expect("a ratio"), sums.variance().expect("a variance"));
    vec![("expected_ratio", Got::Exact(ratio)), ("expected_variance", Got::Exact(variance))]
}

fn fpc(case: &Case) -> Figures {
    let sums = pooled(&case.answers());
    let variance = sums.variance().expect("a variance");
    let corrected = finite_population(&variance, sums.respondents, case.count("headcount"));
    vec![("expected", Got::Exact(corrected.expect("a headcount that is large enough")))]
}

fn own_mean(case: &Case) -> Figures {
    // One group per respondent: the function has to put equal n together itself.
    let groups = case.answers().into_iter().map(|row| {
        let (sum, answered) = sum_and_count(&row);
        AnswerGroup { answered, respondents: 1, sum, squares: sum * sum }
    });
    let own = own_means(groups).expect("a respondent");
    vec![
        ("expected_mean", Got::Exact(own.mean)),
        ("expected_variance", Got::Exact(own.variance.expect("two respondents"))),
    ]
}

fn item_variance(case: &Case) -> Figures {
    let item = item_sums(&case.answers(), 0);
    let variance = variance(item.n, item.sum, item.squares).expect("a variance");
    let of_mean = variance_of_mean(item.n, item.sum, item.squares).expect("a variance");
    vec![
        ("expected_mean", Got::Exact(mean(item.n, item.sum).expect("a mean"))),
        ("expected_sd", Got::Double(sd(&variance))),
        ("expected_variance", Got::Exact(variance)),
        ("expected_variance_of_mean", Got::Exact(of_mean)),
    ]
}

fn median_of_answers(case: &Case) -> Figures {
    let answers: Vec<i128> = case.answers().iter().filter_map(|row| row[0]).collect();
    // A scale that is wider than the answers on both sides.
    let min = answers.iter().min().expect("an answer") - 1;
    let max = answers.iter().max().expect("an answer") + 2;
    let counts: Vec<u64> =
        (min..=max).map(|point| answers.iter().filter(|&&answer| answer == point).count() as u64).collect();
    let min = i32::try_from(min).expect("a scale point");
    vec![("expected", Got::Exact(median(&counts, min).expect("a median")))]
}

fn interval(case: &Case) -> Figures {
    let answers = case.answers();
    let (center, variance, df) = match case.text("estimator") {
        "item" => {
            let item = item_sums(&answers, 0);
            let variance = variance_of_mean(item.n, item.sum, item.squares);
            (mean(item.n, item.sum), variance, item.n - 1)
        }
        "pooled" => {
            let sums = pooled(&answers);
            (sums.ratio(), sums.variance(), sums.respondents - 1)
        }
        other => panic!("no estimator is called {other:?}"),
    };
    let (center, variance) = (center.expect("a center"), variance.expect("a variance"));
    let interval = Interval::around(&center, &variance, df, case.double("confidence"));
    bounds(interval.expect("an interval"))
}

fn item_mean_variance(case: &Case) -> Figures {
    let mut answers = case.answers();
    answers.retain(|row| sum_and_count(row).1 > 0);
    let items: Vec<_> = (0..answers[0].len()).map(|item| item_sums(&answers, item)).collect();
    let pair = |j: usize, k: usize| {
        assert!(j < k, "pairs are asked for in order");
        let mut sums = PairSums::default();
        for row in &answers {
            if let (Some(x), Some(y)) = (row[j], row[k]) {
                sums.n += 1;
                sums.x += x;
                sums.y += y;
                sums.xx += x * x;
                sums.yy += y * y;
                sums.xy += x * y;
            }
        }
        sums
    };
    let variance = item_means_variance(&items, pair, answers.len() as u64);
    vec![("expected", Got::Exact(variance.expect("a variance")))]
}

fn pooled(answers: &[Vec<Option<i128>>]) -> RatioSums {
    let mut sums = RatioSums::default();
    for row in answers {
        let (s, n) = sum_and_count(row);
        let n = i128::from(n);
        sums.respondents += u64::from(n > 0);
        sums.numerator += s;
        sums.denominator += n;
        sums.numerator_squares += s * s;
        sums.cross += s * n;
        sums.denominator_squares += n * n;
    }
    sums
}

fn item_sums(answers: &[Vec<Option<i128>>], item: usize) -> ItemSums {
    let mut sums = ItemSums::default();
    for answer in answers.iter().filter_map(|row| row[item]) {
        sums.n += 1;
        sums.sum += answer;
        sums.squares += answer * answer;
    }
    sums
}

fn sum_and_count(row: &[Option<i128>]) -> (i128, u64) {
    (row.iter().flatten().sum(), row.iter().flatten().count() as u64)
}

fn bounds(interval: Interval) -> Figures {
    vec![("expected_low", Got::Double(interval.low)), ("expected_high", Got::Double(interval.high))]
}

/// What koe computed.
enum Got {
    Exact(Exact),
    Double(f64),
    Text(String),
}

impl Got {
    /// Returns a complaint unless the figure is the expected one.
    fn differs(&self, expected: &str, tolerance: f64) -> Option<String> {
        let exactly = tolerance <= 0.0;
        let (same, shown) = match self {
            Got::Text(text) => (exactly && text == expected, text.clone()),
            Got::Exact(value) if exactly => (*value == fraction(expected), value.to_string()),
            Got::Exact(value) => (near(nearest_f64(value), expected, tolerance), value.to_string()),
            Got::Double(value) => (near(*value, expected, tolerance), format!("{value:?}")),
        };
        (!same).then(|| format!("expected {expected}, got {shown} (tolerance {tolerance:e})"))
    }
}

/// Says whether a double is within a relative tolerance; nothing but 0 is near 0.
fn near(got: f64, expected: &str, tolerance: f64) -> bool {
    let expected: f64 = expected.parse().expect("a decimal number");
    (got - expected).abs() <= tolerance * expected.abs()
}

/// Reads `a/b` or a whole number.
fn fraction(text: &str) -> Exact {
    text.parse().unwrap_or_else(|_| panic!("{text:?} is not a fraction"))
}

/// One row of a file, by column name.
struct Case {
    cells: HashMap<String, String>,
}

impl Case {
    fn text(&self, column: &str) -> &str {
        self.cells.get(column).unwrap_or_else(|| panic!("no column {column:?}"))
    }

    fn integer(&self, column: &str) -> i128 {
        self.text(column).parse().unwrap_or_else(|_| panic!("{column} is not an integer"))
    }

    fn count(&self, column: &str) -> u64 {
        self.text(column).parse().unwrap_or_else(|_| panic!("{column} is not a count"))
    }

    fn double(&self, column: &str) -> f64 {
        self.text(column).parse().unwrap_or_else(|_| panic!("{column} is not a number"))
    }

    /// Reads respondents separated by `|`, items by `;`, blanks as `-`.
    fn answers(&self) -> Vec<Vec<Option<i128>>> {
        let answer = |cell: &str| (cell != "-").then(|| cell.parse().expect("an answer"));
        self.text("data").split('|').map(|row| row.split(';').map(answer).collect()).collect()
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
        let case = Case { cells: cells.collect() };
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
