//! Why scores moved: parts that add up, in print and before; what they tell.

use std::fs;

use koe_stats::{Decimal, Exact, ratio};
use serde_json::Value;

use super::{HEADER, folder, row, rows, trend};
use crate::program::{json, koe_in, root, stderr, stdout};

fn decimal(value: &Value) -> Exact {
    value.as_str().and_then(|text| text.parse::<Decimal>().ok()).expect("a printed number").exact()
}

/// Columns add up to their sums, these and the response to the change; nothing is
/// farther from its unrounded value than is said, and that not by more than a digit.
fn assert_adds_up(table: &Value) {
    let parts = table["parts"].as_array().expect("parts");
    let column = |name: &str| parts.iter().map(|part| decimal(&part[name])).sum::<Exact>();
    let response = if table["response_text"].is_null() { ratio(0, 1) } else { decimal(&table["response_text"]) };
    assert_eq!(column("within_text"), decimal(&table["within_text"]), "{table}");
    assert_eq!(column("mix_text"), decimal(&table["mix_text"]), "{table}");
    assert_eq!(column("sum_text"), decimal(&table["within_text"]) + decimal(&table["mix_text"]), "{table}");
    assert_eq!(column("sum_text") + response, decimal(&table["difference_text"]), "{table}");

    let number = |value: &Value| value.as_f64().unwrap_or(0.0);
    let off = |text: &Value, exact: f64| (text.as_str().map_or(0.0, |it| it.parse::<f64>().expect("it")) - exact).abs();
    let both = |of: &Value| number(&of["within"]) + number(&of["mix"]);
    let cells =
        |of: &Value| ["within", "mix", "response"].map(|name| off(&of[format!("{name}_text")], number(&of[name])));
    let of_parts = parts.iter().flat_map(|part| cells(part).into_iter().chain([off(&part["sum_text"], both(part))]));
    let of_change = off(&table["difference_text"], both(table) + number(&table["response"]));
    let most = of_parts.chain(cells(table)).fold(of_change, f64::max);
    assert!((most - number(&table["largest_deviation"])).abs() < 1e-9, "{most} {table}");
    let told = decimal(&table["largest_deviation_text"]);
    assert!(koe_stats::nearest_f64(&told) > most - 1e-9 && koe_stats::nearest_f64(&told) < most + 0.0001, "{table}");
}

#[test]
fn printed_parts_add_up_to_the_printed_change() {
    let sample = root().join("data-samples/koriyama-waves");
    let mut seen = 0;
    for why in ["previous", "baseline"] {
        let json = json(&sample, &["trend", ".", "--by", "部局", "--by", "年代", "--why", why, "--format", "json"]);
        for table in json["decomposition"].as_array().expect("tables") {
            assert_eq!(table["state"], "shown");
            if table["attribute"].is_string() {
                assert_eq!(table["weights"], "headcount");
            }
            assert_adds_up(table);
            let change = json["rows"].as_array().expect("rows").iter().find(|row| {
                row["wave"] == "2027"
                    && row["segment"] == json["where"]
                    && (&row["level"], &row["code"]) == (&table["level"], &table["code"])
            });
            let change = change.expect("its row");
            let change = if why == "previous" { change } else { &change["since_baseline"] };
            assert_eq!(change["difference_text"], table["difference_text"]);
            seen += 1;
        }
    }
    // Overall, four categories and nine below, by items and two attributes.
    assert_eq!(seen, 2 * 14 * 3);
}

#[test]
fn without_a_headcount_shares_are_of_the_answers_and_nothing_is_left() {
    let waves = [rows(HEADER, &[("a", 9), ("b", 6)], 0), rows(HEADER, &[("a", 7), ("b", 12)], 1)];
    let waves = [("2024", waves[0].as_str()), ("2025", waves[1].as_str())];
    for (rule, weights) in [("pooled", "answers"), ("respondent-mean", "respondents"), ("item-mean", "answers")] {
        let folder = folder(&format!("[score]\nrule = \"{rule}\"\n"), "", &waves);
        let json = trend(&folder, &["--by", "unit", "--why"]);
        let of = |by: &str| {
            let tables = json["decomposition"].as_array().expect("tables");
            tables.iter().find(|table| table["by"] == by && table["code"] == "overall").expect("a table").clone()
        };
        let (items, groups) = (of("items"), of("groups"));
        let is_sum =
            |table: &Value| table["state"] == "shown" && table["parts"].as_array().is_some_and(|it| it.len() > 1);
        assert_eq!(is_sum(&items), rule != "respondent-mean", "{rule}");
        if rule == "respondent-mean" {
            assert_eq!(items["state"], "not-a-sum");
        }
        assert!(is_sum(&groups), "{rule}");
        assert_eq!(groups["weights"], weights);
        assert!(groups["response_text"].is_null() && groups["response"].is_null());
        assert_adds_up(&groups);
    }
}

/// Shares and means of the shown rows, and of what they leave of everyone, are all it
/// takes: an unrounded part tells nothing that these rows do not.
#[test]
fn unrounded_parts_follow_from_the_rows_that_are_shown() {
    let waves = [
        rows(HEADER, &[("a", 9), ("b", 6), ("d", 2), ("", 4)], 0),
        rows(HEADER, &[("a", 7), ("b", 12), ("d", 2), ("", 5)], 1),
    ];
    let folder = folder("", "", &[("2024", &waves[0]), ("2025", &waves[1])]);
    let json = trend(&folder, &["--by", "unit", "--why"]);
    let tables = json["decomposition"].as_array().expect("tables");
    let groups = tables.iter().find(|it| it["by"] == "groups" && it["code"] == "1").expect("a table");
    let number = |value: &Value| value.as_f64().expect("a number");
    let of = |wave: &str| {
        let own = |unit: &str| {
            let row = row(&json, wave, unit, "1");
            (number(&row["answers"]), number(&row["mean"]))
        };
        let (all, a, b) = (own(""), own("a"), own("b"));
        let rest = all.0 - a.0 - b.0;
        let others = (rest, (all.0 * all.1 - a.0 * a.1 - b.0 * b.1) / rest);
        (all.1, [a, b, others].map(|(answers, mean)| (answers / all.0, mean)))
    };
    let ((one, before), (other, after)) = (of("2024"), of("2025"));
    let parts = groups["parts"].as_array().expect("parts");
    assert_eq!(parts.len(), 3);
    for ((part, (p, m)), (q, n)) in parts.iter().zip(before).zip(after) {
        assert!((number(&part["within"]) - (p + q) / 2.0 * (n - m)).abs() < 1e-12, "{part}");
        assert!((number(&part["mix"]) - (q - p) * ((m + n) / 2.0 - (one + other) / 2.0)).abs() < 1e-12, "{part}");
    }
    assert!((number(&groups["within"]) + number(&groups["mix"]) - (other - one)).abs() < 1e-12);
}

/// The table is what `--why` adds; its rows are those of a run without it.
#[test]
fn why_as_csv_is_the_parts_alone() {
    let sample = root().join("data-samples/koriyama-waves");
    let csv = |more: &[&str]| {
        let arguments: Vec<&str> =
            ["trend", ".", "--by", "部局", "--format", "csv"].iter().chain(more).copied().collect();
        stdout(&koe_in(&sample, &arguments))
    };
    let json = json(&sample, &["trend", ".", "--by", "部局", "--why", "--format", "json"]);
    let mut reader = csv::Reader::from_reader(std::io::Cursor::new(csv(&["--why"])));
    let header = reader.headers().expect("a header").clone();
    let records: Vec<csv::StringRecord> = reader.records().map(|record| record.expect("a record")).collect();
    let at = |record: &csv::StringRecord, name: &str| {
        record.get(header.iter().position(|head| head == name).expect("a column")).expect("a cell").to_owned()
    };
    let tables = json["decomposition"].as_array().expect("tables");
    let totals: Vec<&csv::StringRecord> = records.iter().filter(|record| at(record, "row") == "total").collect();
    assert_eq!(totals.len(), tables.len());
    for (total, table) in totals.iter().zip(tables) {
        let same = [
            ("code", "code"),
            ("within_text", "within_text"),
            ("mix_text", "mix_text"),
            ("sum_text", "difference_text"),
        ];
        for (column, field) in same {
            assert_eq!(Value::from(at(total, column)), table[field], "{table}");
        }
    }
    let parts: usize = tables.iter().map(|table| table["parts"].as_array().map_or(0, Vec::len)).sum();
    assert_eq!(records.iter().filter(|record| ["part", "others"].contains(&at(record, "row").as_str())).count(), parts);
    let rows = csv(&[]);
    assert!(rows.starts_with("wave,部局,level,"), "{rows}");
    assert!(!rows.contains("within_text"));
}

#[test]
fn a_report_of_several_waves_has_the_parts_beside_the_rows() {
    let waves = [rows(HEADER, &[("a", 9), ("b", 8)], 0), rows(HEADER, &[("a", 8), ("b", 9)], 2)];
    let folder = folder("", "", &[("2024", &waves[0]), ("2025", &waves[1])]);
    let output = koe_in(folder.path(), &["report", ".", "--output", "out"]);
    assert!(output.status.success(), "{}", stderr(&output));
    let read = |name: &str| fs::read_to_string(folder.path().join("out").join(name)).expect(name);
    assert!(read("trend.csv").starts_with("\u{feff}wave,unit,level"));
    let why = read("why.csv");
    assert!(why.starts_with("\u{feff}by,attribute,level") && why.contains("groups,unit,overall,overall,"), "{why}");
    assert!(read("manifest.json").contains("\"why.csv\""));
}

#[test]
fn a_remainder_that_is_too_small_takes_the_groups_with_it() {
    // Two people without a unit, and no unit is withheld to protect them.
    let then = rows(HEADER, &[("a", 9), ("b", 8), ("", 2)], 0);
    let later = rows(HEADER, &[("a", 8), ("b", 9), ("", 4)], 2);
    let folder = folder("", "", &[("2024", &then), ("2025", &later)]);
    let json = trend(&folder, &["--by", "unit", "--why"]);
    let tables = json["decomposition"].as_array().expect("tables");
    let groups: Vec<&Value> = tables.iter().filter(|table| table["by"] == "groups").collect();
    assert!(!groups.is_empty());
    for table in groups {
        let all_shown = ["2024", "2025"]
            .iter()
            .all(|wave| ["a", "b"].iter().all(|unit| row(&json, wave, unit, "overall")["suppressed"] == false));
        assert!(!all_shown || table["state"] == "withheld", "{table}");
        if table["state"] == "shown" {
            assert!(table["parts"].as_array().is_some_and(|parts| parts.iter().any(|part| part["code"].is_null())));
        }
    }
    let told = stdout(&koe_in(folder.path(), &["trend", ".", "--by", "unit", "--why"]));
    assert!(told.contains("By its score"), "{told}");
}

#[test]
fn shares_of_a_change_are_exact_before_they_are_printed() {
    // One item, two units: 2 and 4 become 3 and 4 while the first grows from 3 in 6 to 6 in 9.
    let rows = |units: &[(&str, u32, u8)]| {
        let lines =
            units.iter().flat_map(|&(unit, count, answer)| (0..count).map(move |_| format!("{unit},{answer},,\n")));
        format!("{HEADER}\n{}", lines.collect::<String>())
    };
    let waves = [rows(&[("a", 3, 2), ("b", 3, 4)]), rows(&[("a", 6, 3), ("b", 3, 4)])];
    let folder = folder("", "", &[("2024", &waves[0]), ("2025", &waves[1])]);
    let json = trend(&folder, &["--by", "unit", "--why"]);
    let tables = json["decomposition"].as_array().expect("tables");
    let groups = tables.iter().find(|it| it["by"] == "groups" && it["code"] == "overall").expect("a table");
    // 3 to 10/3. a: within (1/2 + 2/3)/2·1 = 7/12, mix 1/6·(5/2 − 19/6) = −1/9;
    // b: within 0, mix −1/6·(4 − 19/6) = −5/36. Sum 1/3, printed 0.33.
    let part =
        |place: usize| [&groups["parts"][place]["within_text"], &groups["parts"][place]["mix_text"]].map(decimal);
    assert_eq!(groups["difference_text"], "0.33");
    let exact = [ratio(7, 12), ratio(-1, 9), ratio(0, 1), ratio(-5, 36)];
    let printed = [part(0), part(1)].concat();
    for (printed, exact) in printed.iter().zip(&exact) {
        let off = printed - exact;
        assert!(off < ratio(3, 1000) && off > ratio(-3, 1000), "{printed} {exact}");
    }
    assert_eq!(printed.iter().sum::<Exact>(), ratio(33, 100));
}
