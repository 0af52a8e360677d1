//! Generated organisations: sections in departments in divisions, and people
//! with an age band and a position in them.

use std::fmt::Write;
use std::fs;
use std::io;
use std::path::Path;

#[path = "../data-samples/random.rs"]
#[allow(dead_code, clippy::duplicate_mod, reason = "the samples need more of it; the other benchmark has its own")]
mod random;

use random::Random;

/// The attributes, in the order of a person's values.
pub(crate) const ATTRIBUTES: [&str; 5] = ["division", "department", "section", "age", "position"];

/// What a typical report publishes: every node, by age and by position, and age
/// by position of the whole organisation.
pub(crate) const GROUPINGS: [&[&str]; 12] = [
    &["division"],
    &["department"],
    &["section"],
    &["age"],
    &["position"],
    &["age", "position"],
    &["division", "age"],
    &["division", "position"],
    &["department", "age"],
    &["department", "position"],
    &["section", "age"],
    &["section", "position"],
];

const SURVEY: &str = r#"
name = "Organisation"
language = "en"
items = "items.csv"
[categories]
"1" = "One"
[scale]
min = 1
max = 5
[attributes.division]
[attributes.department]
parent = "division"
[attributes.section]
parent = "department"
[attributes.age]
[attributes.position]
[[wave]]
name = "2025"
responses = ["responses.csv"]
"#;

/// How large an organisation is.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Size {
    pub(crate) people: usize,
    pub(crate) divisions: usize,
    pub(crate) departments: usize,
    pub(crate) sections: usize,
}

/// Returns the values of each person: section and the units above it, one of
/// five age bands, one of four positions. The largest sections are some twelve
/// times the smallest; two of three people are in the widest position, one of 25
/// in the narrowest. So 2,000 people in 60 sections are about 815 groups, 245 of
/// them under 5 and 405 of 10 or more, as in privacy.md.
pub(crate) fn people(size: Size, seed: u64) -> Vec<[String; 5]> {
    let mut random = Random::new(seed);
    let sizes: Vec<f64> = (0..size.sections).map(|_| random.unit()).map(|unit| 0.17 + 2.0 * unit * unit).collect();
    let person = |_| {
        let section = random.share(&sizes);
        let department = section * size.departments / size.sections;
        let division = department * size.divisions / size.departments;
        let age = random.share(&[0.08, 0.22, 0.3, 0.3, 0.1]);
        let position = random.share(&[0.04, 0.11, 0.2, 0.65]);
        [
            format!("v{division:02}"),
            format!("d{department:03}"),
            format!("s{section:03}"),
            format!("a{age}"),
            format!("p{position}"),
        ]
    };
    (0..size.people).map(person).collect()
}

/// Writes a survey of one item that everybody answered.
pub(crate) fn write_folder(folder: &Path, people: &[[String; 5]]) -> io::Result<()> {
    let mut responses = format!("{},Q1\n", ATTRIBUTES.join(","));
    for (number, person) in people.iter().enumerate() {
        // Writing to a String does not fail.
        let _ = writeln!(responses, "{},{}", person.join(","), number * 7 % 5 + 1);
    }
    fs::write(folder.join("survey.toml"), SURVEY)?;
    fs::write(folder.join("items.csv"), "code,category,text\nQ1,1,a\n")?;
    fs::write(folder.join("responses.csv"), responses)
}
