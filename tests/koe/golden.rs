//! Golden cases: `tests/golden/`. Published ones hold a city's printed figures
//! and are never rewritten; pinned ones hold our own output, rewritten by
//! `UPDATE_GOLDEN=1 cargo test` and read in the diff.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use koe_stats::{Decimal, Exact, ratio};
use serde_json::Value;

use crate::program::{json, koe_in, root, row};

/// The cases of a folder; every one must say where its figures come from.
fn cases(kind: &str) -> Vec<PathBuf> {
    let folder = root().join("tests/golden").join(kind);
    let mut cases: Vec<PathBuf> =
        fs::read_dir(&folder).expect("golden cases").map(|entry| entry.expect("an entry").path()).collect();
    cases.sort();
    for case in &cases {
        assert!(case.join("SOURCE.md").is_file(), "{} has no SOURCE.md", case.display());
    }
    assert!(!cases.is_empty(), "no cases in {}", folder.display());
    cases
}

fn name(case: &Path) -> &str {
    case.file_name().and_then(|name| name.to_str()).expect("a name")
}

fn records(file: &Path) -> Vec<csv::StringRecord> {
    let mut reader = csv::Reader::from_path(file).expect("a golden file");
    reader.records().map(|record| record.expect("a record")).collect()
}

/// The figure of a row as printed: `score`, `target`, `gap`, `response_rate` or
/// the name of a JSON field that is text or a whole number.
fn printed(row: &Value, figure: &str) -> String {
    let field = match figure {
        "score" => "mean_text",
        "target" => "target_text",
        "gap" => "gap_text",
        "response_rate" => "response_rate_text",
        other => other,
    };
    match &row[field] {
        Value::String(text) => text.clone(),
        other => other.to_string(),
    }
}

/// Printed numbers are compared as numbers: 3.1 is 3.10.
fn same(ours: &str, theirs: &str) -> bool {
    match (ours.parse::<Decimal>(), theirs.parse::<Decimal>()) {
        (Ok(ours), Ok(theirs)) => ours == theirs,
        _ => ours == theirs,
    }
}

#[test]
fn published_figures_come_out() {
    for case in cases("published") {
        let sample = root().join("data-samples").join(name(&case));
        let gap = json(&sample, &["gap", ".", "--format", "json"]);
        let score = json(&sample, &["score", ".", "--format", "json"]);
        assert_eq!(gap["rows"].as_array().map(Vec::len), score["rows"].as_array().map(Vec::len));
        let mut wrong = Vec::new();
        let figures = records(&case.join("figures.csv"));
        for figure in &figures {
            let (level, code, what, theirs) = (&figure[0], &figure[1], &figure[2], &figure[3]);
            for json in [&gap, &score] {
                let ours = printed(row(json, level, code), what);
                if !same(&ours, theirs) {
                    wrong.push(format!("{level} {code} {what}: koe {ours}, published {theirs}"));
                }
            }
        }
        assert!(
            wrong.is_empty(),
            "{}: {} of {} figures differ\n{}",
            name(&case),
            wrong.len(),
            figures.len(),
            wrong.join("\n")
        );
    }
}

/// The issue names them: 45 items, 9 subcategories, 4 categories, overall and
/// 14 targets of Koriyama; 13 items, 5 tiers, overall and rate of Aomori.
#[test]
fn all_published_figures_are_asked_for() {
    let count = |case: &str, level: &str, figure: &str| {
        let file = root().join("tests/golden/published").join(case).join("figures.csv");
        records(&file).iter().filter(|record| &record[0] == level && &record[2] == figure).count()
    };
    let koriyama = |level, figure| count("koriyama-2025", level, figure);
    assert_eq!(["item", "subcategory", "category", "overall"].map(|level| koriyama(level, "score")), [45, 9, 4, 1]);
    assert_eq!(["item", "subcategory", "category", "overall"].map(|level| koriyama(level, "target")), [0, 9, 4, 1]);
    let aomori = |level, figure| count("aomori-2024", level, figure);
    assert_eq!(["item", "category", "overall"].map(|level| aomori(level, "score")), [13, 5, 1]);
    assert_eq!(aomori("overall", "response_rate"), 1);
}

#[test]
fn published_facts_come_out() {
    let case = root().join("tests/golden/published/koriyama-2025");
    let json = json(&root(), &["score", "data-samples/koriyama-2025", "--format", "json"]);
    for fact in records(&case.join("facts.csv")) {
        let (fact, level, code, found, printed) = (&fact[0], &fact[1], &fact[2], &fact[3], &fact[4]);
        match fact {
            "highest" | "lowest" => {
                let all = json["highest_lowest"].as_array().expect("extremes");
                let group =
                    all.iter().find(|group| group["level"] == level && group["code"] == code).expect("the group");
                let codes: Vec<&str> =
                    group[fact].as_array().expect("items").iter().filter_map(|item| item["code"].as_str()).collect();
                assert_eq!(codes, [found], "{fact} of {level} {code}");
                assert_eq!(row(&json, "item", found)["mean_text"], printed);
            }
            _ => {
                let below = json["below_overall"].as_array().expect("what is below");
                assert!(below.iter().any(|group| group["code"] == found), "{found} is below the overall score");
                assert_eq!(row(&json, "subcategory", found)["mean_text"], printed);
            }
        }
    }
    assert_eq!(json["below_overall"].as_array().map(Vec::len), Some(5));
}

/// Design: 4.17 is a path of four years from the unrounded 4.0567…, and one
/// answer in nine has to move up a point.
#[test]
fn koriyama_path_and_step() {
    let json = json(&root(), &["gap", "data-samples/koriyama-2025", "--format", "json"]);
    let path = row(&json, "overall", "overall")["path"].as_array().expect("a path").clone();
    let years: Vec<i64> = path.iter().filter_map(|point| point["year"].as_i64()).collect();
    assert_eq!(years, [2025, 2026, 2027, 2028, 2029]);
    // Exact arithmetic on sums.csv: score Σs/Σn; target = score + raised answers.
    let (score, target) = koriyama_overall();
    for (index, point) in path.iter().enumerate() {
        let exact = &score + (&target - &score) * ratio(index as u64, 4);
        assert_eq!(point["text"], Decimal::round(&exact, 2).to_string(), "{}", years[index]);
    }
    assert_eq!(json["step"]["one_in"], 9);
}

/// Overall score and target of Koriyama from n and Σ by item, by hand.
fn koriyama_overall() -> (Exact, Exact) {
    let sums = root().join("tests/golden/published/koriyama-2025/sums.csv");
    let items = root().join("data-samples/koriyama-2025/items.csv");
    let subcategory = |code: &str| {
        let items = fs::read_to_string(&items).expect("items.csv");
        let line = items
            .lines()
            .find(|line| line.trim_start_matches('\u{feff}').starts_with(code))
            .expect("the item")
            .to_owned();
        line.split(',').nth(2).expect("a subcategory").to_owned()
    };
    let mut groups = BTreeMap::<String, (i64, i64)>::new();
    for record in records(&sums) {
        let group = groups.entry(subcategory(&record[0])).or_default();
        group.0 += record[1].parse::<i64>().expect("n");
        group.1 += record[2].parse::<i64>().expect("a sum");
    }
    assert_eq!(groups.len(), 9);
    let (n, sum) = groups.values().fold((0, 0), |(n, sum), group| (n + group.0, sum + group.1));
    let overall = ratio(sum, n);
    let raised = groups.values().fold(ratio(0, 1), |raised, &(own_n, own_sum)| {
        raised + overall.clone().max(ratio(own_sum, own_n)) * ratio(own_n, n)
    });
    (overall, raised)
}

/// Exact cases: `figures.csv` holds figures worked out without koe, by exact
/// arithmetic; every one that differs is listed.
#[test]
fn exact_figures_come_out() {
    let mut wrong = Vec::new();
    for case in cases("exact") {
        let mut outputs = BTreeMap::<String, Value>::new();
        let figures = records(&case.join("figures.csv"));
        assert!(!figures.is_empty(), "{} has no figures", name(&case));
        for figure in &figures {
            let [call, segment, level, code, field, theirs] = [0, 1, 2, 3, 4, 5].map(|column| &figure[column]);
            let json = outputs.entry(call.to_owned()).or_insert_with(|| {
                let arguments: Vec<&str> = call.split_whitespace().chain(["--format", "json"]).collect();
                json(&case, &arguments)
            });
            let ours = match level {
                "document" if field.starts_with('/') => json.pointer(field),
                "document" => json.get(field),
                _ if field.contains('/') => {
                    row_of(json, segment, level, code).and_then(|row| row.pointer(&format!("/{field}")))
                }
                _ if field.contains('.') => test_of(json, segment, level, code, field),
                _ => row_of(json, segment, level, code).and_then(|row| row.get(field)),
            };
            let ours = ours.map_or("no such row or field".to_owned(), plain);
            if !agrees(field, &ours, theirs) {
                let place = [call, segment, level, code, field].join(" | ");
                wrong.push(format!("{} | {place}: koe {ours}, exact {theirs}", name(&case)));
            }
        }
    }
    assert!(wrong.is_empty(), "{} figures differ\n{}", wrong.len(), wrong.join("\n"));
}

/// The row of a segment written `部=総務部;性別=女`; nothing is everyone. `@wave`
/// is the wave, the first one where it is not named.
fn row_of<'a>(json: &'a Value, segment: &str, level: &str, code: &str) -> Option<&'a Value> {
    let pairs: Vec<(&str, &str)> = segment.split(';').filter_map(|pair| pair.split_once('=')).collect();
    let wave = pairs.iter().find(|(key, _)| *key == "@wave").map(|(_, wave)| *wave);
    let pairs = pairs.into_iter().filter(|(key, _)| *key != "@wave");
    let pairs: serde_json::Map<String, Value> =
        pairs.map(|(attribute, value)| (attribute.to_owned(), value.into())).collect();
    let segment = if pairs.is_empty() { json["where"].clone() } else { Value::Object(pairs) };
    let rows = json["rows"].as_array()?;
    let is_of = |row: &&Value| wave.is_none_or(|wave| row["wave"] == wave);
    rows.iter().filter(is_of).find(|row| row["segment"] == segment && row["level"] == level && row["code"] == code)
}

/// A field `test.field` of a test over all units of an attribute.
fn test_of<'a>(json: &'a Value, attribute: &str, level: &str, code: &str, field: &str) -> Option<&'a Value> {
    let (test, field) = field.split_once('.')?;
    let own = |row: &&Value| {
        row["attributes"] == Value::from(vec![attribute])
            && [&row["level"], &row["code"], &row["test"]] == [level, code, test]
    };
    json["omnibus"].as_array()?.iter().find(own)?.get(field)
}

/// JSON on one line; text without its quotes.
fn plain(value: &Value) -> String {
    value.as_str().map_or_else(|| value.to_string(), str::to_owned)
}

/// The same text, or the same JSON in another order of fields. Irrational
/// figures need only agree in the 12 digits that they are written with.
fn agrees(field: &str, ours: &str, theirs: &str) -> bool {
    let number = |text: &str| text.contains('.').then(|| text.parse::<f64>().ok()).flatten();
    let json =
        |text: &str| serde_json::from_str::<Value>(text).ok().filter(|value| value.is_array() || value.is_object());
    let of_tests = ["p", "effect", "statistic", "df_within", "smallest_detectable", "probability", "low", "high"];
    let is_irrational = field == "sd"
        || ["_low", "_high", "_p", "p_adjusted"].iter().any(|end| field.ends_with(end))
        || of_tests.contains(&field.rsplit(['.', '/']).next().unwrap_or_default());
    // A bound near zero is the difference of two figures of 12 digits.
    let is_bound = field.ends_with("low") || field.ends_with("high");
    let size = |figure: f64| if is_bound { figure.abs().max(1.0) } else { figure.abs() };
    match (number(ours), number(theirs)) {
        _ if ours == theirs => true,
        (Some(ours), Some(theirs)) => is_irrational && (ours - theirs).abs() <= 1e-11 * size(theirs),
        _ => json(ours).is_some_and(|ours| Some(ours) == json(theirs)),
    }
}

/// Pinned cases: each line of `arguments` is a call in the case's folder, and
/// `expected/N.txt` holds its exit code, stdout and stderr.
#[test]
fn pinned_output_is_unchanged() {
    let update = std::env::var_os("UPDATE_GOLDEN").is_some();
    let mut changed = Vec::new();
    for case in cases("surveys") {
        let calls = fs::read_to_string(case.join("arguments")).expect("arguments");
        let mut called = 0;
        for (index, call) in calls.lines().filter(|line| !line.trim().is_empty()).enumerate() {
            called += 1;
            let arguments: Vec<&str> = call.split_whitespace().collect();
            let output = koe_in(&case, &arguments);
            let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).replace("\\\\", "/").replace('\\', "/");
            let (out, err) = (text(&output.stdout), text(&output.stderr));
            let now = format!(
                "$ koe {call}\nexit {}\n--- stdout\n{out}--- stderr\n{err}",
                output.status.code().unwrap_or(-1)
            );
            let file = case.join("expected").join(format!("{}.txt", index + 1));
            if update {
                fs::create_dir_all(case.join("expected")).expect("a folder");
                fs::write(&file, &now).expect("the expected file");
            } else if fs::read_to_string(&file).unwrap_or_default().replace("\r\n", "\n") != now {
                changed.push(format!("{}\n{now}", file.display()));
            }
        }
        let kept = fs::read_dir(case.join("expected")).expect("expected output").count();
        assert_eq!(kept, called, "{}: an expected file that no call makes", case.display());
    }
    assert!(changed.is_empty(), "changed; look at it, then UPDATE_GOLDEN=1:\n{}", changed.join("\n"));
}
