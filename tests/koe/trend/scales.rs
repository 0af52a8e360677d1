//! Targets and suppositions in points, where scores of two scales are put on 0 to 100.

use super::*;

fn two_scales(target: &str) -> Folder {
    let more = "[scales.six]\nmin = 1\nmax = 6\n[score]\nrescale = \"0-100\"\n".to_owned() + target;
    let waves = [rows(HEADER, &[("a", 9)], 0), rows(HEADER, &[("a", 9)], 1)];
    let folder = folder(&more, "", &[("2024", &waves[0]), ("2025", &waves[1])]);
    let survey = fs::read_to_string(folder.path().join("survey.toml")).expect("the survey");
    let survey = survey.replacen("name = \"2024\"", "name = \"2024\"\nscale = \"six\"", 1);
    folder.write("survey.toml", survey.replace("responses =", "population = \"people.csv\"\nresponses ="));
    folder.write("people.csv", "unit,headcount\na,18\n");
    folder
}

#[test]
fn a_target_that_may_be_points_has_to_say_what_it_is() {
    let target = |more: &str, value: &str| format!("[target]\nyear = 2029\n{more}[target.values]\noverall = {value}\n");
    let folder = two_scales(&target("", "4.2"));
    let output = koe_in(folder.path(), &["trend", "."]);
    assert_eq!(output.status.code(), Some(2));
    let told = stderr(&output);
    // (4.2 − 1) / 5 · 100, the baseline being on 1 to 6.
    for says in [
        "target.values.overall: a target that may be points of the scale",
        "64.00, if 4.2 is of 1 to 6",
        "points = true",
    ] {
        assert!(told.contains(says), "{says}\n{told}");
    }
    let target_of = |more: &str, value: &str| {
        let json = trend(&two_scales(&target(more, value)), &[]);
        row(&json, "2025", "", "overall")["target_text"].clone()
    };
    assert_eq!(target_of("points = true\n", "4.2"), "64.00");
    assert_eq!(target_of("points = true\n", "4.17"), "63.40");
    assert_eq!(target_of("points = false\n", "4.2"), "4.20");
    assert_eq!(target_of("", "64"), "64.00");
    let told = stderr(&koe_in(two_scales(&target("points = true\n", "64")).path(), &["check", "."]));
    assert!(told.contains("outside the scale") && told.contains("a number from 1 to 6"), "{told}");
    let told = stderr(&koe_in(two_scales(&target("points = 1\n", "64")).path(), &["check", "."]));
    assert!(told.contains("target.points: neither true nor false"), "{told}");
}

#[test]
fn those_who_did_not_answer_differ_by_points_of_the_scale_in_force() {
    let folder = two_scales("");
    let width = |json: &Value, wave: &str| {
        let own = row(json, wave, "", "overall");
        own["nonresponse_high"].as_f64().expect("it") - own["nonresponse_low"].as_f64().expect("it")
    };
    // Nine of 18 answered: ±0.5 points · 1/2, a point being 20 of 1 to 6 and 25 of 1 to 5.
    let json = trend(&folder, &[]);
    assert!((width(&json, "2024") - 10.0).abs() < 1e-9 && (width(&json, "2025") - 12.5).abs() < 1e-9);
    assert_eq!(json["nonresponse"], 0.5);
    let json = trend(&folder, &["--nonresponse", "1"]);
    assert!((width(&json, "2024") - 20.0).abs() < 1e-9 && (width(&json, "2025") - 25.0).abs() < 1e-9);
    let told = stdout(&koe_in(folder.path(), &["trend", "."]));
    assert!(told.contains("differ by up to 0.5 points of the scale of answers"), "{told}");
}
