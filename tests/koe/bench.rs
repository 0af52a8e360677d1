//! The benchmark's data, small: koe's counts against a plain count of the text.

use std::collections::BTreeMap;
use std::fs;

use crate::program::json;

#[path = "../../benches/generate.rs"]
#[allow(dead_code, reason = "the program's own main is not called here")]
mod generate;

#[test]
fn distributions_by_attribute_are_a_plain_count() {
    let folder = tempfile::tempdir().expect("a folder");
    generate::write_folder(folder.path(), 30_000).expect("the benchmark's folder");
    let text = fs::read_to_string(folder.path().join("responses.csv")).expect("answers");
    let mut lines = text.lines().map(|line| line.split(',').collect::<Vec<_>>());
    let header = lines.next().expect("a header");
    let mut counts: BTreeMap<(&str, &str), [u64; 6]> = BTreeMap::new();
    for row in lines {
        for (name, cell) in header.iter().zip(&row).skip(4) {
            if let Ok(code @ 1..=6) = cell.parse::<usize>() {
                counts.entry((row[0], name)).or_default()[code - 1] += 1;
                counts.entry(("", name)).or_default()[code - 1] += 1;
            }
        }
    }
    let json = json(folder.path(), &["score", ".", "--by", "部局", "--format", "json"]);
    let mut compared = 0;
    for row in json["rows"].as_array().expect("rows").iter().filter(|row| row["level"] == "item") {
        let (department, code) = (row["segment"]["部局"].as_str().unwrap_or(""), row["code"].as_str().expect("a code"));
        assert_eq!(row["distribution"], serde_json::json!(counts[&(department, code)]), "{department} {code}");
        compared += 1;
    }
    assert_eq!(compared, 21 * 45, "20 departments and everyone");
}
