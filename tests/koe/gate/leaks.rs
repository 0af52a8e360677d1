//! Leaks by name, each as a survey of its own.

use super::*;

/// 24 people of whom 4 are staff: Q3 is theirs alone. Category 2 less Q4 would
/// be Q3, and overall less category 1 is category 2.
#[test]
fn four_staff_of_24_are_not_the_category_less_the_other_items() {
    let rows = ",,,staff,4,3,2,5\n".repeat(4) + &",,,guest,5,4,,3\n".repeat(20);
    let survey = SURVEY.replace("min_respondents = 3\nmin_detail = 3", "min_respondents = 5");
    let answers = "unit,team,area,kind,Q1,Q2,Q3,Q4\n".to_owned() + &rows;
    let folder = Folder::new(&[("survey.toml", survey.as_str()), ("items.csv", ITEMS), ("responses.csv", &answers)]);
    let json = json(folder.path(), &["score", ".", "--format", "json"]);
    let is_shown = |level, code| row(&json, level, code)["suppressed"] == false;
    assert!(is_shown("item", "Q1") && is_shown("item", "Q2") && is_shown("item", "Q4") && is_shown("category", "1"));
    assert!(!is_shown("item", "Q3") && !is_shown("category", "2") && !is_shown("overall", "overall"));
}

/// Three of 30 answered one item of a category: the category less its other
/// item would be theirs.
#[test]
fn a_withheld_item_is_not_its_category_less_the_others() {
    let rows = ",,,staff,3,4,2,5\n".repeat(3) + &",,,staff,3,,2,5\n".repeat(27);
    let survey = SURVEY.replace("min_respondents = 3\nmin_detail = 3", "min_respondents = 5");
    let answers = "unit,team,area,kind,Q1,Q2,Q3,Q4\n".to_owned() + &rows;
    let folder = Folder::new(&[("survey.toml", survey.as_str()), ("items.csv", ITEMS), ("responses.csv", &answers)]);
    let json = json(folder.path(), &["score", ".", "--format", "json"]);
    let is_shown = |level, code| row(&json, level, code)["suppressed"] == false;
    assert!(is_shown("item", "Q1") && is_shown("item", "Q3") && is_shown("category", "2"));
    assert!(!is_shown("item", "Q2") && !is_shown("category", "1") && !is_shown("overall", "overall"));
}

/// Of two small units of three only one person answered: everyone less the large
/// unit would be that answer.
#[test]
fn a_blank_hides_nobody() {
    let large: String = [(1, 6), (2, 4), (3, 5), (4, 9), (5, 6)]
        .iter()
        .map(|(answer, count)| format!("a,,,staff,3,{answer},2,5\n").repeat(*count))
        .collect();
    let small = "b,,,staff,3,1,2,5\nb,,,staff,3,,2,5\nb,,,staff,3,,2,5\n".to_owned() + &"c,,,staff,3,,2,5\n".repeat(3);
    let survey = SURVEY.replace("min_respondents = 3\nmin_detail = 3", "min_respondents = 5");
    let answers = format!("unit,team,area,kind,Q1,Q2,Q3,Q4\n{large}{small}");
    let folder = Folder::new(&[("survey.toml", survey.as_str()), ("items.csv", ITEMS), ("responses.csv", &answers)]);
    let json = json(folder.path(), &["compare", ".", "--by", "unit", "--level", "all", "--format", "json"]);
    for row in json["rows"].as_array().expect("rows") {
        let unit = &row["segment"]["unit"];
        // Six people answered the other questions.
        let is_withheld = match row["code"].as_str().expect("a code") {
            "Q2" | "1" | "overall" => !unit.is_null(),
            _ => unit == "b" || unit == "c",
        };
        assert_eq!(row["suppressed"], is_withheld, "{row}");
    }
}

/// Units of 3, 4 and 30 people: the two hide each other, no number of theirs is
/// told, and of what is told nothing is about one of them.
#[test]
fn two_withheld_units_under_a_known_total_stay_one_sum() {
    let people: Vec<Person> = [("a", 3), ("b", 4), ("c", 30)]
        .into_iter()
        .flat_map(|(unit, count)| std::iter::repeat_n(([unit, "", "", "staff"], [3, 4, 2, 5]), count))
        .collect();
    let survey = SURVEY.replace("min_respondents = 3\nmin_detail = 3", "min_respondents = 5");
    let folder = Folder::new(&[("survey.toml", survey.as_str()), ("items.csv", ITEMS), ("responses.csv", "unit\n")]);
    let definition = Definition::load(folder.path()).expect("the survey is right").value;
    let text = score(&folder, &definition, &people, &[&["unit"]], false).expect("a run");
    let json: Value = serde_json::from_str(&text).expect("JSON");
    for row in json["rows"].as_array().expect("rows") {
        let is_hidden = row["segment"]["unit"] == "a" || row["segment"]["unit"] == "b";
        assert_eq!(row["suppressed"], is_hidden, "{row}");
        let numbers = row.as_object().expect("a row").iter().filter(|(name, _)| *name != "depth");
        assert!(!is_hidden || numbers.map(|(_, value)| value).all(|value| !value.is_number()), "{row}");
    }
}

/// Units of 3, 4, 6 and 30 people: 3 and 4 hide each other.
#[test]
fn a_report_says_how_many_rows_are_withheld() {
    let units = [("a", 3), ("b", 4), ("c", 6), ("d", 30)];
    let rows: String = units.iter().map(|(unit, count)| format!("{unit},,,staff,3,4,2,5\n").repeat(*count)).collect();
    let survey = SURVEY.replace("min_respondents = 3\nmin_detail = 3", "min_respondents = 5");
    let answers = "unit,team,area,kind,Q1,Q2,Q3,Q4\n".to_owned() + &rows;
    let folder = Folder::new(&[("survey.toml", survey.as_str()), ("items.csv", ITEMS), ("responses.csv", &answers)]);
    let output = koe_in(folder.path(), &["report", ".", "--by", "unit", "--output", "out"]);
    assert!(output.status.success(), "{}", stderr(&output));
    let page = std::fs::read_to_string(folder.path().join("out/report.html")).expect("a page");
    // 7 lines (overall, 2 categories, 4 items) of everyone and of 4 units.
    let said = "Of 35 rows of figures 21 are shown and 14 withheld.";
    assert!(page.contains(said) && page.contains("two attributes crossed: 1."), "{page}");
}

/// The same 24 people: category 1 would be raised to the overall score, so its
/// target would be that score.
#[test]
fn no_target_tells_a_withheld_overall_score() {
    let rows = ",,,staff,4,3,5,5\n".repeat(4) + &",,,guest,1,2,,5\n".repeat(20);
    let plan = "[target]\nyear = 2029\nrule = \"raise-to-overall\"\n[privacy]\n";
    let survey =
        SURVEY.replace("[privacy]\nmin_respondents = 3\nmin_detail = 3", &format!("{plan}min_respondents = 5"));
    let answers = "unit,team,area,kind,Q1,Q2,Q3,Q4\n".to_owned() + &rows;
    let folder = Folder::new(&[("survey.toml", survey.as_str()), ("items.csv", ITEMS), ("responses.csv", &answers)]);
    let json = json(folder.path(), &["gap", ".", "--format", "json"]);
    assert_eq!(row(&json, "category", "1")["suppressed"], false);
    for row in json["rows"].as_array().expect("rows") {
        assert!(row["target"].is_null() && row["path"].is_null(), "{row}");
    }
}

/// 27 of 30 people are looked at. A target of everyone, less what is shown of
/// the 27, would be the other three, exactly; and so would be the start of a
/// path to it.
#[test]
fn no_target_tells_whom_a_filter_leaves_out() {
    let within = "a,,,staff,4,3,5,5\n".repeat(14) + &"a,,,staff,2,3,4,5\n".repeat(13);
    let survey = |plan: &str| {
        let plan = format!("[target]\nyear = 2029\n{plan}\n[privacy]\n");
        SURVEY.replace("[privacy]\nmin_respondents = 3\nmin_detail = 3", &format!("{plan}min_respondents = 5"))
    };
    for plan in
        ["rule = \"raise-to-overall\"", "[target.values]\noverall = 4.5\n\"category:1\" = 4\n\"category:2\" = 4.8"]
    {
        let told = |outside: &str, count: usize| {
            let answers = format!("unit,team,area,kind,Q1,Q2,Q3,Q4\n{within}{}", outside.repeat(count));
            let files = [("survey.toml", survey(plan)), ("items.csv", ITEMS.to_owned()), ("responses.csv", answers)];
            let folder = Folder::new(&files);
            let output = koe_in(folder.path(), &["gap", ".", "--where", "unit=a", "--format", "json"]);
            (stdout(&output), stderr(&output))
        };
        let few = told("b,,,staff,5,5,5,5\n", 3);
        assert_eq!(few, told("b,,,staff,1,1,1,1\n", 3), "three people who are not looked at: {plan}");
        assert!(few.0.contains("\"suppressed\": false") && !few.0.contains("\"path\": ["), "{}", few.0);
        let enough = told("b,,,staff,1,1,1,1\n", 5).0;
        assert!(enough.contains("\"path\": ["), "five may be worked out: {enough}");
    }
}

/// Units of 3 and 4 beside two of 12: whichever three of the seven are the unit
/// of 3, all tests over the units, and all else, are the same.
#[test]
fn tests_over_units_do_not_part_two_withheld_ones() {
    let survey = SURVEY.replace("min_respondents = 3\nmin_detail = 3", "min_respondents = 5");
    let folder = Folder::new(&[("survey.toml", survey.as_str()), ("items.csv", ITEMS), ("responses.csv", "unit\n")]);
    let definition = Definition::load(folder.path()).expect("the survey is right").value;
    let compare = Some(Comparing { alone: Alone::LeftOut, ..Comparing::default() });
    let request = Request { cuts: cuts(&[&["unit"]]), compare, ..Request::default() };
    let shown: String = (0..24)
        .map(|number| format!("{},,,staff,{},3,{},4\n", ["c", "d"][number % 2], 1 + number % 5, 1 + number % 4))
        .collect();
    let mut seen = BTreeSet::new();
    let mut worlds = 0;
    for three in (0_u32..1 << 7).filter(|set| set.count_ones() == 3) {
        let unit = |number: u32| if three >> number & 1 == 1 { "a" } else { "b" };
        let line = |number: u32| format!("{},,,staff,{},{},5,2\n", unit(number), 1 + number % 5, 5 - number % 4);
        let hidden: String = (0..7).map(line).collect();
        folder.write("people.csv", format!("unit,team,area,kind,Q1,Q2,Q3,Q4\n{hidden}{shown}"));
        let source = [Source::File(folder.path().join("people.csv"))];
        let outcome = koe_core::run(&definition, &request, Some(&source), &ReadOptions::default()).expect("a run");
        let released = outcome.value.released;
        let joined = released.omnibus().iter().filter(|test| test.joined && test.groups == 3).count();
        assert!(joined > 6, "three tests of each item, one of the others, seven people joined: {joined}");
        seen.insert(format!("{released:?}"));
        worlds += 1;
    }
    assert_eq!((worlds, seen.len()), (35, 1));
}

/// A folder that is mailed holds what a reader may see, and no counts by cohort.
#[test]
fn the_folder_of_a_report_holds_no_ledger() {
    let units = [("a", "x", 3), ("a", "y", 9), ("b", "x", 8), ("b", "y", 4), ("c", "y", 11)];
    let line = |(unit, area, count): &(&str, &str, usize)| format!("{unit},,{area},staff,3,4,2,5\n").repeat(*count);
    let answers = "unit,team,area,kind,Q1,Q2,Q3,Q4\n".to_owned() + &units.iter().map(line).collect::<String>();
    let survey = SURVEY.replace("min_respondents = 3\nmin_detail = 3", "min_respondents = 5");
    let folder = Folder::new(&[("survey.toml", survey.as_str()), ("items.csv", ITEMS), ("responses.csv", &answers)]);
    let output = koe_in(folder.path(), &["report", ".", "--by", "unit", "--by", "area", "--cross", "--output", "out"]);
    assert!(output.status.success(), "{}", stderr(&output));
    let out = folder.path().join("out");
    for name in listed(&out) {
        let is_picture = name.ends_with(".svg") || name.ends_with(".png");
        let is_known = ["report.html", "report.xlsx", "report.pdf", "scores.csv", "scores.json", "manifest.json"];
        assert!(is_picture || is_known.contains(&name.as_str()), "{name}");
    }
    let read = |name: &str| -> Value {
        serde_json::from_slice(&std::fs::read(out.join(name)).expect("a file")).expect("JSON")
    };
    let manifest = read("manifest.json");
    let keys: Vec<&str> = manifest.as_object().expect("an object").keys().map(String::as_str).collect();
    assert_eq!(keys, ["files", "inputs", "koe", "schema", "settings", "survey", "wave"]);
    // What is withheld comes with no count at all.
    let scores = read("scores.json");
    let withheld: Vec<&Value> =
        scores["rows"].as_array().expect("rows").iter().filter(|row| row["suppressed"] == true).collect();
    assert!(withheld.iter().any(|row| row["segment"]["unit"] == "a" && row["segment"]["area"] == "x"));
    for row in withheld {
        let numbers = row.as_object().expect("a row").iter().filter(|(name, _)| *name != "depth");
        assert!(numbers.map(|(_, value)| value).all(|value| !value.is_number()), "{row}");
    }
}

/// Units of 9 and 10 under a `min_detail` of 10: the one has a mean, and no more;
/// and what the other is tested against is the 9, so nothing is tested.
#[test]
fn of_few_nothing_but_the_mean_is_told() {
    let line = |number: usize| format!("{},,,staff,{},3,4,5\n", if number < 9 { "a" } else { "b" }, 1 + number % 5);
    let answers = "unit,team,area,kind,Q1,Q2,Q3,Q4\n".to_owned() + &(0..19).map(line).collect::<String>();
    let survey = SURVEY.replace("min_respondents = 3\nmin_detail = 3", "min_respondents = 5\nmin_detail = 10");
    let folder = Folder::new(&[("survey.toml", survey.as_str()), ("items.csv", ITEMS), ("responses.csv", &answers)]);
    let json = json(folder.path(), &["compare", ".", "--by", "unit", "--format", "json"]);
    let detail =
        ["median", "sd", "ci_low", "ci_high", "favorable", "neutral", "unfavorable", "favorable_low", "distribution"];
    let tests = ["difference_low", "p", "p_adjusted", "effect", "effect_low", "favorable_p", "rank_p", "superiority"];
    let of = |unit: &str| {
        let mut rows = json["rows"].as_array().expect("rows").iter();
        rows.find(|row| row["segment"]["unit"] == unit && row["code"] == "Q1").expect("a row").clone()
    };
    let (few, enough) = (of("a"), of("b"));
    assert!(!few["mean"].is_null() && detail.iter().all(|name| few[name].is_null()), "{few}");
    assert!(detail.iter().all(|name| !enough[name].is_null()), "{enough}");
    for row in [few, enough] {
        assert!(!row["difference"].is_null() && tests.iter().all(|name| row[name].is_null()), "{row}");
    }
}
