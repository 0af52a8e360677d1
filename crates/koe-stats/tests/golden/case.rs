//! One row of a file of cases, and how a figure is compared with it.

use std::collections::HashMap;

use koe_stats::{Exact, nearest_f64};

/// The figures of one row, each under the name of its column.
pub(crate) type Figures = Vec<(&'static str, Got)>;

/// What koe computed.
pub(crate) enum Got {
    Exact(Exact),
    Double(f64),
    Doubles(Vec<Option<f64>>),
    Text(String),
    /// No figure, and the words for that.
    Nothing(&'static str),
}

impl Got {
    /// A double that may be undefined.
    pub(crate) fn maybe(value: Option<f64>) -> Self {
        value.map_or(Got::Nothing("undefined"), Got::Double)
    }

    /// Returns a complaint unless the figure is the expected one.
    pub(crate) fn differs(&self, expected: &str, tolerance: f64) -> Option<String> {
        let exactly = tolerance <= 0.0;
        let (same, shown) = match self {
            Got::Text(text) => (exactly && text == expected, text.clone()),
            Got::Exact(value) if exactly => (*value == fraction(expected), value.to_string()),
            Got::Exact(value) => (near(nearest_f64(value), expected, tolerance), value.to_string()),
            Got::Double(value) => (near(*value, expected, tolerance), format!("{value:?}")),
            Got::Doubles(values) => (all_near(values, expected, tolerance), format!("{values:?}")),
            Got::Nothing(words) => (*words == expected, (*words).into()),
        };
        (!same).then(|| format!("expected {expected}, got {shown} (tolerance {tolerance:e})"))
    }
}

/// Says whether a double is within a relative tolerance; nothing but 0 is near 0.
fn near(got: f64, expected: &str, tolerance: f64) -> bool {
    // What is expected to be undefined is near nothing.
    let Ok(expected) = expected.parse::<f64>() else { return false };
    (got - expected).abs() <= tolerance * expected.abs()
}

/// Says whether every value of a list `a|b|-` is near, and `-` where there is none.
fn all_near(got: &[Option<f64>], expected: &str, tolerance: f64) -> bool {
    let expected: Vec<_> = expected.split('|').collect();
    let same = |(got, expected): (&Option<f64>, &&str)| match got {
        Some(value) => near(*value, expected, tolerance),
        None => *expected == "-",
    };
    got.len() == expected.len() && got.iter().zip(&expected).all(same)
}

/// Reads `a/b` or a whole number.
pub(crate) fn fraction(text: &str) -> Exact {
    text.parse().unwrap_or_else(|_| panic!("{text:?} is not a fraction"))
}

/// One row of a file, by column name.
pub(crate) struct Case {
    cells: HashMap<String, String>,
}

impl Case {
    pub(crate) fn new(cells: impl Iterator<Item = (String, String)>) -> Self {
        Self { cells: cells.collect() }
    }

    pub(crate) fn text(&self, column: &str) -> &str {
        self.cells.get(column).unwrap_or_else(|| panic!("no column {column:?}"))
    }

    pub(crate) fn integer(&self, column: &str) -> i128 {
        self.text(column).parse().unwrap_or_else(|_| panic!("{column} is not an integer"))
    }

    pub(crate) fn count(&self, column: &str) -> u64 {
        self.text(column).parse().unwrap_or_else(|_| panic!("{column} is not a count"))
    }

    pub(crate) fn double(&self, column: &str) -> f64 {
        self.text(column).parse().unwrap_or_else(|_| panic!("{column} is not a number"))
    }

    /// Reads respondents separated by `|`, items by `;`, blanks as `-`.
    pub(crate) fn answers(&self) -> Vec<Vec<Option<i128>>> {
        let answer = |cell: &str| (cell != "-").then(|| cell.parse().expect("an answer"));
        self.text("data").split('|').map(|row| row.split(';').map(answer).collect()).collect()
    }

    /// Reads groups separated by `|`, their numbers of answers at 1, 2, … by `;`.
    pub(crate) fn groups(&self, column: &str) -> Vec<Vec<u64>> {
        let counts = |group: &str| group.split(';').map(|cell| cell.parse().expect("a count")).collect();
        self.text(column).split('|').map(counts).collect()
    }

    /// Reads a list separated by `|`.
    pub(crate) fn list(&self, column: &str) -> Vec<&str> {
        self.text(column).split('|').collect()
    }
}
