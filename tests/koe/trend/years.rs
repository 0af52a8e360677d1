//! The fiscal years of waves.

use super::*;

const TARGET: &str = "[target]\nyear = 2029\n[target.values]\noverall = 3.9\n";

/// Two waves, each a name and what else is said of it.
fn waves(more: &str, named: [(&str, &str); 2]) -> Folder {
    let survey =
        named.iter().zip(["a", "b"]).fold(SURVEY.replace("CROSSWALK", "") + more, |survey, ((name, said), file)| {
            survey + &format!("[[wave]]\nname = \"{name}\"\n{said}\nresponses = [\"{file}.csv\"]\n")
        });
    let folder = Folder::new(&[("survey.toml", survey.as_str()), ("items.csv", ITEMS)]);
    folder.write("a.csv", rows(HEADER, &[("a", 9)], 0));
    folder.write("b.csv", rows(HEADER, &[("a", 9)], 1));
    folder
}

fn line_of(folder: &Folder, start: &str) -> usize {
    let survey = fs::read_to_string(folder.path().join("survey.toml")).expect("the survey");
    survey.lines().position(|line| line.starts_with(start)).expect("the line") + 1
}

#[test]
fn a_wave_is_of_the_year_that_its_name_or_else_its_label_says() {
    for named in [
        [("第1回", "label = \"令和7年度\""), ("第2回", "label = \"令和8年度\"")],
        [("R7", ""), ("令和8年度", "")],
        [("2025-11", "label = \"令和7年度\""), ("2026年度調査", "label = \"第2回\"")],
    ] {
        let folder = waves(TARGET, named);
        let output = koe_in(folder.path(), &["check", ".", "--strict"]);
        assert_eq!(output.status.code(), Some(0), "{}", stderr(&output));
        let json = trend(&folder, &[]);
        assert_eq!((&json["waves"][0]["year"], &json["waves"][1]["year"]), (&Value::from(2025), &Value::from(2026)));
        let own = row(&json, named[1].0, "", "overall");
        assert!(own["path_target_text"].is_string() && own["path_status"] != "none", "{own}");
        // A wave is found by its name, else by its year.
        for name in [named[1].0, "2026", "R8", "令和8年度"] {
            let score = stdout(&koe_in(folder.path(), &["score", ".", "--wave", name, "--format", "json"]));
            assert!(score.contains(&format!("\"wave\": \"{}\"", named[1].0)), "{name}: {score}");
        }
        let by_year = trend(&folder, &["--wave", "R8", "--wave", "2025"]);
        assert_eq!(by_year["rows"], json["rows"]);
    }
}

#[test]
fn a_baseline_may_be_named_by_its_year() {
    let target = TARGET.replace("year = 2029", "year = 2029\nbaseline = \"2025\"");
    let json = trend(&waves(&target, [("R7", ""), ("R8", "")]), &[]);
    assert_eq!(json["baseline"], "R7");
}

#[test]
fn a_name_and_a_label_of_two_years_are_refused() {
    let folder = waves("", [("2024", "label = \"令和7年度\""), ("2026", "")]);
    let output = koe_in(folder.path(), &["check", "."]);
    assert_eq!(output.status.code(), Some(2));
    let place =
        format!("survey.toml:{}: wave.label: a wave whose name and label say two years", line_of(&folder, "label"));
    let told = stderr(&output);
    assert!(told.contains(&place) && told.contains("\"name 2024 (2024), label 令和7年度 (2025)\""), "{told}");
    // Two names of one year are one wave twice.
    let folder = waves("", [("第1回", "label = \"令和7年度\""), ("2025", "")]);
    let told = stderr(&koe_in(folder.path(), &["check", "."]));
    assert!(told.contains("two waves of one year") && told.contains("wave 第1回 is of that year already"), "{told}");
}

#[test]
fn what_looks_like_a_year_and_is_none_is_refused() {
    for name in ["S63", "昭和64年度", "昭和99年度", "R0", "H0", "平成99", "令和100年度", "7年度", "1899年度"]
    {
        for (named, key) in
            [([(name, ""), ("2026", "")], "name"), ([("x", &*format!("label = \"{name}\"")), ("2026", "")], "label")]
        {
            let folder = waves("", named);
            for verb in ["check", "trend", "score"] {
                let output = koe_in(folder.path(), &[verb, "."]);
                assert_eq!(output.status.code(), Some(2), "{verb} {name}");
                let start = format!("{key} = \"{name}\"");
                let says =
                    format!("survey.toml:{}: wave.{key}: not a fiscal year: \"{name}\"", line_of(&folder, &start));
                assert!(stderr(&output).contains(&says), "{}", stderr(&output));
            }
        }
    }
}

#[test]
fn waves_that_no_year_is_known_of_are_told_where_it_matters() {
    let named = [("spring", ""), ("autumn", "label = \"秋の調査\"")];
    let says = |folder: &Folder, arguments: &[&str]| {
        let output = koe_in(folder.path(), arguments);
        assert_eq!(output.status.code(), Some(0), "{}", stderr(&output));
        stderr(&output)
    };
    let line = |folder: &Folder, name: &str| line_of(folder, &format!("name = \"{name}\""));
    let warning = |folder: &Folder, name: &str| {
        format!("survey.toml:{}: wave.name: no fiscal year is known of the wave: \"{name}\"", line(folder, name))
    };
    let aimed = waves(TARGET, named);
    for verb in ["check", "score", "trend"] {
        let told = says(&aimed, &[verb, "."]);
        for name in ["spring", "autumn"] {
            assert_eq!(told.matches(&warning(&aimed, name)).count(), 1, "{verb}: {told}");
        }
        assert!(told.contains("say name = \"2025\" or label = \"令和7年度\""), "{told}");
    }
    let aimless = waves("", named);
    assert!(says(&aimless, &["trend", "."]).contains(&warning(&aimless, "autumn")));
    assert!(!says(&aimless, &["score", "."]).contains("no fiscal year"));
}

#[test]
fn a_wave_that_is_not_there_has_a_place() {
    let folder = waves("", [("R7", ""), ("R8", "")]);
    for arguments in
        [&["score", ".", "--wave", "R6"][..], &["trend", ".", "--wave", "R6"], &["check", ".", "--wave", "2024"]]
    {
        let told = stderr(&koe_in(folder.path(), arguments));
        let asked = format!("--wave {}: no such wave", arguments[3]);
        assert!(told.contains(&asked) && told.contains("one of: R7, R8"), "{told}");
    }
    let told = stderr(&koe_in(folder.path(), &["trend", ".", "--wave", "R8", "--wave", "2026"]));
    assert!(told.contains("--wave 2026: a wave is asked for twice"), "{told}");
}
