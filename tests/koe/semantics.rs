//! Where two engineers would differ: small surveys, expected figures by hand.

use serde_json::{Value, json};

use crate::program::{Folder, json, koe_in, row, stdout};

/// A survey of `categories` 1 to 3 with these further sections.
fn survey(wave: &str, sections: &str) -> String {
    format!(
        "name = \"小さな調査\"\n[categories]\n1 = \"一\"\n2 = \"二\"\n3 = \"三\"\n[scale]\nmin = 1\nmax = 5\n\
         [privacy]\nmin_respondents = 3\nmin_detail = 3\n{sections}\n\
         [[wave]]\nname = \"{wave}\"\nresponses = [\"responses.csv\"]\n"
    )
}

fn folder(survey: &str, items: &str, responses: &str) -> Folder {
    Folder::new(&[("survey.toml", survey), ("items.csv", items), ("responses.csv", responses)])
}

fn codes(list: &Value) -> Vec<&str> {
    list.as_array().expect("a list").iter().filter_map(|named| named["code"].as_str()).collect()
}

/// Q1 3.00, Q2 2.00 and, left out of the overall score, Q3 5.00.
#[test]
fn extremes_of_overall_are_of_items_that_count() {
    let items = "code,category,text,overall\nQ1,1,a,\nQ2,1,b,\nQ3,1,c,no\n";
    let folder = folder(&survey("2025", ""), items, "Q1,Q2,Q3\n3,2,5\n3,2,5\n3,2,5\n");
    let json = json(folder.path(), &["score", ".", "--format", "json"]);
    let of = |index: usize| &json["highest_lowest"][index];
    assert_eq!((of(0)["code"].as_str(), of(1)["code"].as_str()), (Some("overall"), Some("1")));
    assert_eq!((codes(&of(0)["highest"]), codes(&of(0)["lowest"])), (vec!["Q1"], vec!["Q2"]));
    assert_eq!((codes(&of(1)["highest"]), codes(&of(1)["lowest"])), (vec!["Q3"], vec!["Q2"]));
}

/// 3.50 − 0.005 − 3 = 0.495, 1 / 0.495 = 2.02: one in two, whatever the wave is
/// called; 0.50 over the four years from 2025 to 2029 is 0.125, printed 0.13.
#[test]
fn a_step_needs_no_year() {
    let target = "[target]\nyear = 2029\n[target.values]\noverall = 3.5\n";
    for (wave, per_year) in [("2025", json!("0.13")), ("春", Value::Null)] {
        let folder = folder(&survey(wave, target), "code,category,text\nQ1,1,a\n", "Q1\n3\n3\n3\n");
        let json = json(folder.path(), &["gap", ".", "--format", "json"]);
        assert_eq!(json["step"], json!({ "one_in": 2, "per_year": per_year }), "{wave}");
    }
}

const RAISE: &str = "[target]\nyear = 2029\nrule = \"raise-to-overall\"\n";

/// Category 1 holds Q1, which counts (4.00), and Q2, which does not (5.00), so
/// its own score is 4.50; category 2 is Q3 (4.00). Overall = (12 + 12) / 6 = 4.
/// Nothing is below it, so nothing is raised and its target is 4. (Rolling up
/// the categories' targets by answers that count would give 4.25.)
#[test]
fn a_target_moves_only_where_something_is_raised() {
    let items = "code,category,text,overall\nQ1,1,a,\nQ2,1,b,no\nQ3,2,c,\n";
    let folder = folder(&survey("2025", RAISE), items, "Q1,Q2,Q3\n4,5,4\n4,5,4\n4,5,4\n");
    let json = json(folder.path(), &["gap", ".", "--format", "json"]);
    let target = |level, code| row(&json, level, code)["target"].as_f64();
    assert_eq!(target("overall", "overall"), Some(4.0));
    assert_eq!(target("category", "1"), Some(4.5));
    assert_eq!(target("category", "2"), Some(4.0));
}

/// Q1 5.00 and Q4 2.00 on 1 to 5: overall (15 + 6) / 6 = 3.50, category 3 is
/// raised to it, and the overall target is (15 + 3 · 3.5) / 6 = 4.25. Category 2
/// is on 1 to 3 and left out of the overall score: 3.00 is its best possible
/// score, neither below 3.50 nor raised to it.
#[test]
fn only_like_is_compared_with_like() {
    let sections = format!("{RAISE}[scales.\"三段階\"]\nmin = 1\nmax = 3\n");
    let items = "code,category,text,scale,overall\nQ1,1,a,,\nQ3,2,b,三段階,no\nQ4,3,c,,\n";
    let folder = folder(&survey("2025", &sections), items, "Q1,Q3,Q4\n5,3,2\n5,3,2\n5,3,2\n");
    let json = json(folder.path(), &["gap", ".", "--format", "json"]);
    let figures = |level, code| {
        let row = row(&json, level, code);
        [&row["mean_text"], &row["target_text"], &row["status"]].map(|figure| figure.as_str().expect("text").to_owned())
    };
    assert_eq!(figures("overall", "overall"), ["3.50", "4.25", "below"]);
    assert_eq!(figures("category", "2"), ["3.00", "3.00", "met"]);
    assert_eq!(figures("category", "3"), ["2.00", "3.50", "below"]);
    assert_eq!(codes(&json["below_overall"]), ["3"]);
}

/// Q1 on 1 to 5 and Q2 on 0 to 4 both have five points and both end at 0 and
/// 100 once they are put on 0..100, and yet a 1 is not a 1.
#[test]
fn distributions_over_different_codes_are_not_added_up() {
    let sections = "[score]\nrescale = \"0-100\"\n[scales.\"零から\"]\nmin = 0\nmax = 4\n";
    let items = "code,category,text,scale\nQ1,1,a,\nQ2,1,b,零から\nQ3,2,c,\n";
    let folder = folder(&survey("2025", sections), items, "Q1,Q2,Q3\n5,4,2\n3,2,2\n3,0,4\n");
    let json = json(folder.path(), &["score", ".", "--format", "json"]);
    let distribution = |level, code| row(&json, level, code)["distribution"].clone();
    assert_eq!(distribution("overall", "overall"), Value::Null);
    assert_eq!(distribution("category", "1"), Value::Null);
    assert_eq!(distribution("category", "2"), json!([0, 2, 0, 1, 0]));
    assert_eq!(distribution("item", "Q1"), json!([0, 0, 2, 0, 1]));
    assert_eq!(distribution("item", "Q2"), json!([1, 0, 1, 0, 1]));

    // In CSV a column count_N holds answers of code N on the row's own scale.
    let text = stdout(&koe_in(folder.path(), &["score", ".", "--format", "csv"]));
    let mut reader = csv::Reader::from_reader(text.as_bytes());
    let header = reader.headers().expect("a header").clone();
    let counts: Vec<usize> = (0..header.len()).filter(|&at| header[at].starts_with("count_")).collect();
    let names: Vec<&str> = counts.iter().map(|&at| &header[at]).collect();
    assert_eq!(names, ["count_0", "count_1", "count_2", "count_3", "count_4", "count_5"]);
    let code = header.iter().position(|name| name == "code").expect("codes");
    let rows: Vec<csv::StringRecord> = reader.records().map(|record| record.expect("a row")).collect();
    let of = |wanted: &str| -> Vec<&str> {
        let row = rows.iter().find(|row| &row[code] == wanted).expect("the row");
        counts.iter().map(|&at| &row[at]).collect()
    };
    assert_eq!(of("overall"), [""; 6]);
    assert_eq!(of("Q1"), ["", "0", "0", "2", "0", "1"]);
    assert_eq!(of("Q2"), ["1", "0", "1", "0", "1", ""]);
}

const HEADCOUNT: &str =
    "部,雇用,headcount\n総務,正職員,10\n総務,再任用,3\n市民,正職員,6\n市民,再任用,2\n市民,会計年度,20\n";

/// Q1 is for 正職員, Q2 for 正職員 and 再任用, Q3 for 総務, Q4 for 正職員.
const CONDITIONS: &str = "code,category,text,applies_to\nQ0,3,a,\nQ1,1,b,雇用=正職員\n\
    Q2,1,c,雇用=正職員|再任用\nQ3,2,d,部=総務\nQ4,2,e,雇用=正職員\n";

const ANSWERED: &str = "部,雇用,Q0,Q1,Q2,Q3,Q4\n総務,正職員,1,2,3,4,5\n総務,正職員,2,5,4,1,2\n総務,正職員,5,4,4,3,1\n\
    総務,再任用,4,,2,3,\n市民,正職員,3,1,5,,4\n市民,再任用,3,,1,,\n市民,再任用,2,,4,,\n\
    市民,会計年度,4,,,,\n市民,会計年度,5,,,,\n";

/// Rows of everyone, or of one 部 asked for alone: the share of the variance that the correction
/// leaves, (width with it / width without it)² = 1 − R/N; nothing where N is
/// not known.
fn left(responses: &str, segment: &Value, level: &str, code: &str) -> Option<f64> {
    let sections = "[attributes.\"部\"]\n[attributes.\"雇用\"]\n";
    let survey = survey("2025", sections) + "population = \"population.csv\"\n";
    let folder = folder(&survey, CONDITIONS, responses);
    folder.write("population.csv", HEADCOUNT);
    let filter = segment["部"].as_str().map(|value| format!("部={value}"));
    let filter = filter.iter().flat_map(|filter| ["--where", filter]);
    let arguments: Vec<&str> = ["score", ".", "--format", "json"].into_iter().chain(filter).collect();
    let json = json(folder.path(), &arguments);
    let is_it = |row: &&Value| row["segment"] == *segment && row["level"] == level && row["code"] == code;
    let row = json["rows"].as_array().expect("rows").iter().find(is_it).expect("the row").clone();
    let end = |name: &str| row[name].as_f64();
    let width = end("ci_high").expect("an interval") - end("ci_low").expect("an interval");
    Some(((end("fpc_high")? - end("fpc_low")?) / width).powi(2))
}

fn assert_left(found: Option<f64>, expected: Option<f64>, what: &str) {
    match (found, expected) {
        (Some(found), Some(expected)) => assert!((found - expected).abs() < 1e-9, "{what}: {found}, not {expected}"),
        _ => assert_eq!(found.is_some(), expected.is_some(), "{what}: {found:?}"),
    }
}

/// 正職員 are 16, with 再任用 21, everyone 41. Q1: 4 of 16. Category 1 asks
/// 正職員 or 再任用: 7 of the 21 in the union, not of 16 + 21. Category 3 asks
/// everyone: 9 of 41. Category 2 asks by two attributes: not known. Within 総務,
/// category 1: 4 of 13.
#[test]
fn who_could_answer_a_composite_is_the_union_of_its_conditions() {
    let everyone = json!({});
    assert_left(left(ANSWERED, &everyone, "item", "Q1"), Some(1.0 - 4.0 / 16.0), "Q1");
    assert_left(left(ANSWERED, &everyone, "category", "1"), Some(1.0 - 7.0 / 21.0), "category 1");
    assert_left(left(ANSWERED, &everyone, "category", "2"), None, "category 2");
    assert_left(left(ANSWERED, &everyone, "category", "3"), Some(1.0 - 9.0 / 41.0), "category 3");
    assert_left(left(ANSWERED, &everyone, "overall", "overall"), Some(1.0 - 9.0 / 41.0), "overall");
    assert_left(left(ANSWERED, &json!({ "部": "総務" }), "category", "1"), Some(1.0 - 4.0 / 13.0), "総務");
}

/// A respondent of 市民 without 雇用 is asked everything and in no number of
/// 正職員: Q1 and category 1 have no known headcount, but 総務 still has, and
/// category 3 is now 10 of 41. A row without an answer is no respondent.
#[test]
fn respondents_without_the_attribute_leave_the_headcount_unknown() {
    let unknown = format!("{ANSWERED}市民,,3,3,3,,3\n");
    let everyone = json!({});
    assert_left(left(&unknown, &everyone, "item", "Q1"), None, "Q1");
    assert_left(left(&unknown, &everyone, "category", "1"), None, "category 1");
    assert_left(left(&unknown, &everyone, "category", "3"), Some(1.0 - 10.0 / 41.0), "category 3");
    assert_left(left(&unknown, &json!({ "部": "市民" }), "item", "Q2"), None, "市民");
    assert_left(left(&unknown, &json!({ "部": "総務" }), "category", "1"), Some(1.0 - 4.0 / 13.0), "総務");
    let silent = format!("{ANSWERED}市民,,,,,,\n");
    assert_left(left(&silent, &everyone, "item", "Q1"), Some(1.0 - 4.0 / 16.0), "Q1");
}
