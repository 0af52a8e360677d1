//! Waves that were asked or organised otherwise: items, units, scales.

use std::collections::BTreeMap;

use super::*;

#[test]
fn a_renamed_item_and_merged_units_are_as_if_they_had_always_been_called_so() {
    let units = [("a", 9), ("b", 7), ("c", 8)];
    let later = rows(HEADER, &[("a", 10), ("bc", 14)], 1);
    let then = rows(HEADER, &units, 0);
    let crosswalk = "2024,item,old,Q2,renamed\n2024,unit,b,bc,merged\n2024,unit,c,bc,merged\n";
    let now = then.replace("\nb,", "\nbc,").replace("\nc,", "\nbc,");
    let called_otherwise = folder("", crosswalk, &[("2024", &then.replace("Q2", "old")), ("2025", &later)]);
    let as_now = folder("", "", &[("2024", &now), ("2025", &later)]);
    for arguments in [
        &["trend", ".", "--by", "unit", "--why", "--level", "all"][..],
        &["trend", ".", "--by", "unit", "--format", "csv"],
        &["trend", ".", "--where", "unit=bc", "--format", "json"],
        &["score", ".", "--wave", "2024", "--by", "unit"],
    ] {
        let [own, other] = [&called_otherwise, &as_now].map(|folder| koe_in(folder.path(), arguments));
        assert!(own.status.success(), "{}", stderr(&own));
        // All that differs is that it is said.
        let apart = |output| match serde_json::from_str::<Value>(&stdout(output)) {
            Ok(mut json) => {
                json["regrouped"] = Value::Null;
                json.to_string()
            }
            Err(_) => stdout(output).replace("In 2024 “b” and “c” count as “bc”.\n", ""),
        };
        assert_eq!(apart(&own), apart(&other), "{arguments:?}");
    }
}

#[test]
fn what_is_not_the_same_item_is_in_no_score() {
    let waves = [("2024", rows(HEADER, &[("a", 9)], 0)), ("2025", rows(HEADER, &[("a", 9)], 1))];
    let waves = [("2024", waves[0].1.as_str()), ("2025", waves[1].1.as_str())];
    for (change, old) in [("reworded", "Q2"), ("split", "Q2"), ("added", "")] {
        let folder = folder("", &format!("2024,item,{old},Q2,{change}\n"), &waves);
        let json = trend(&folder, &[]);
        assert_eq!(json["items_used"], serde_json::json!(["Q1", "Q3"]), "{change}");
        assert_eq!(json["left_out"][0]["code"], "Q2");
        assert_eq!(json["left_out"][0]["waves"], serde_json::json!(["2024"]));
        let category = row(&json, "2025", "", "1");
        assert_eq!(category["items"], 1);
        assert_eq!(category["mean"], row(&json, "2025", "", "Q1")["mean"]);
        assert!(json["rows"].as_array().expect("rows").iter().all(|row| row["code"] != "Q2"));
        let told = stdout(&koe_in(folder.path(), &["trend", "."]));
        assert!(
            told.contains("Left out, as they were not asked like that in the waves in brackets: Q2 (2024)"),
            "{told}"
        );
        // By itself each wave has what it asked, in whatever words.
        let score = |wave: &str| stdout(&koe_in(folder.path(), &["score", ".", "--wave", wave]));
        assert!(score("2025").contains("Q2"));
        assert_eq!(score("2024").contains("Q2"), change != "added", "{change}");
    }
}

#[test]
fn a_reworded_item_changes_nothing_in_a_wave_by_itself() {
    let waves = [0, 1, 2].map(|shift| rows(HEADER, &[("a", 9), ("b", 8)], shift));
    let names = ["2023", "2024", "2025"];
    let of = |crosswalk: &str, renamed: &str| {
        let old = waves[1].replace("Q2", renamed);
        folder("", crosswalk, &[(names[0], &waves[0].replace("Q2", renamed)), (names[1], &old), (names[2], &waves[2])])
    };
    let plain = of("", "Q2");
    // With its own column, and under the name that its column had then.
    for (crosswalk, column) in [
        ("2024,item,,Q2,reworded\n", "Q2"),
        ("2024,item,Q2,Q2,reworded\n", "Q2"),
        ("2024,item,old,Q2,reworded\n", "old"),
        ("2024,item,old,Q2,split\n", "old"),
    ] {
        let folder = of(crosswalk, column);
        for wave in names {
            let own = koe_in(folder.path(), &["score", ".", "--wave", wave, "--by", "unit", "--format", "csv"]);
            let other = koe_in(plain.path(), &["score", ".", "--wave", wave, "--by", "unit", "--format", "csv"]);
            assert_eq!(stdout(&own), stdout(&other), "{crosswalk} {wave}: {}", stderr(&own));
        }
        // Two waves of the same words have the item in common, of other words not.
        let used = |waves: &[&str]| {
            let named: Vec<&str> = waves.iter().flat_map(|wave| ["--wave", wave]).collect();
            let json = trend(&folder, &named);
            (json["items_used"].clone(), json["left_out"].clone())
        };
        assert_eq!(used(&["2023", "2024"]), (serde_json::json!(["Q1", "Q2", "Q3"]), serde_json::json!([])));
        let (items, left_out) = used(&["2024", "2025"]);
        assert_eq!(items, serde_json::json!(["Q1", "Q3"]));
        assert_eq!(left_out[0]["waves"], serde_json::json!(["2024"]));
        assert_eq!(used(&names).1[0]["waves"], serde_json::json!(["2023", "2024"]));
    }
    // A question that became two is asked once in its wave.
    let folder = of("2024,item,old,Q2,split\n2024,item,old,Q3,split\n", "old");
    let told = stdout(&koe_in(folder.path(), &["score", ".", "--wave", "2024"]));
    assert!(told.contains("Q2") && !told.contains("Q3"), "{told}");
    // Worded otherwise twice, no two of the waves asked the same.
    let folder = of("2024,item,,Q2,reworded\n2023,item,,Q2,reworded\n", "Q2");
    assert_eq!(trend(&folder, &["--wave", "2023", "--wave", "2024"])["items_used"], serde_json::json!(["Q1", "Q3"]));
}

#[test]
fn a_target_set_in_other_words_is_no_target_of_these() {
    let target = "[target]\nyear = 2028\nrule = \"raise-to-overall\"\nbaseline = \"2024\"\n";
    let waves = [0, 1, 2].map(|shift| rows(HEADER, &[("a", 9)], shift));
    let folder =
        folder(target, "2024,item,,Q2,reworded\n", &[("2024", &waves[0]), ("2025", &waves[1]), ("2026", &waves[2])]);
    let json = trend(&folder, &["--wave", "2025", "--wave", "2026"]);
    assert_eq!(json["items_used"], serde_json::json!(["Q1", "Q2", "Q3"]));
    for code in ["overall", "1"] {
        assert!(row(&json, "2026", "", code)["target"].is_null(), "{code}: other words, no target");
    }
    assert!(row(&json, "2026", "", "2")["target_text"].is_string());
}

#[test]
fn a_crosswalk_without_rows_says_that_nothing_differs() {
    let waves = [rows(HEADER, &[("a", 9)], 0), rows(HEADER, &[("a", 9)], 1)];
    let folder = folder("", "", &[("2024", &waves[0]), ("2025", &waves[1])]);
    let survey = fs::read_to_string(folder.path().join("survey.toml")).expect("the survey");
    folder.write("survey.toml", format!("crosswalk = \"crosswalk.csv\"\n{survey}"));
    let output = koe_in(folder.path(), &["trend", ".", "--strict"]);
    assert_eq!(output.status.code(), Some(0), "{}", stderr(&output));
}

#[test]
fn a_line_over_other_items_than_its_target_was_set_for_has_none() {
    let target = "[target]\nyear = 2028\nrule = \"raise-to-overall\"\nbaseline = \"2024\"\n";
    let waves = ["2024", "2025", "2026"].map(|name| (name, rows(HEADER, &[("a", 9)], name.len() as u32)));
    let waves: Vec<(&str, &str)> = waves.iter().map(|(name, rows)| (*name, rows.as_str())).collect();
    // In 2025 Q2 was another question; in 2024 it was what it is now.
    let folder = folder(target, "2025,item,Q2,Q2,reworded\n2024,item,Q2,Q2,renamed\n", &waves);
    let json = trend(&folder, &[]);
    for code in ["overall", "1"] {
        let own = row(&json, "2026", "", code);
        assert!(own["target"].is_null() && own["path_target"].is_null(), "{code}");
        assert_eq!(own["path_status"], "none");
    }
    assert!(row(&json, "2026", "", "2")["target_text"].is_string());
    let told = stdout(&koe_in(folder.path(), &["trend", "."]));
    assert!(told.contains("Shown without a target, as it was set over other items than those used here"), "{told}");
    // Of the two waves that asked the same, all lines have theirs.
    let json = trend(&folder, &["--wave", "2026", "--wave", "2024"]);
    assert!(row(&json, "2026", "", "overall")["target_text"].is_string());
    assert_eq!(json["left_out"], serde_json::json!([]));
}

/// Adds rows to the crosswalk and returns how many lines it has then.
fn add(folder: &Folder, rows: &str) -> usize {
    let crosswalk = fs::read_to_string(folder.path().join("crosswalk.csv")).expect("the crosswalk") + rows;
    folder.write("crosswalk.csv", &crosswalk);
    crosswalk.lines().count()
}

/// The printed targets by code, and the lines that are said to have none.
fn targets(json: &Value, wave: &str) -> (BTreeMap<String, String>, Vec<String>) {
    let text = |value: &Value| value.as_str().map(str::to_owned);
    let rows =
        json["rows"].as_array().expect("rows").iter().filter(|row| row.get("wave").is_none_or(|own| own == wave));
    let told = rows.filter_map(|row| Some((text(&row["code"])?, text(&row["target_text"])?))).collect();
    let without = json["without_target"].as_array().into_iter().flatten();
    (told, without.filter_map(|line| text(&line["code"])).collect())
}

#[test]
fn a_target_is_the_same_in_every_verb_and_choice_of_waves() {
    let folder = sample();
    // Between the baseline 2025 and 2027 Q18 changed; before it, Q11.
    add(&folder, "2023,item,Q11,Q11,reworded\n2026,item,Q18,Q18,split\n");
    let gap = |wave: &str| targets(&json(folder.path(), &["gap", ".", "--wave", wave, "--format", "json"]), wave).0;
    let planned = gap("2027");
    assert_eq!(planned, gap("2025"));
    // As the baseline wave was scored, by itself: 3.92 over all 18 items.
    for code in ["1.2", "2.1", "2.2"] {
        assert_eq!(planned[code], "3.92", "{code}");
    }
    for (waves, without) in [
        (&[][..], &["overall", "3", "3.1", "4", "4.2"][..]),
        (&["2026", "2027"], &["overall", "4", "4.2"]),
        (&["2025", "2027"], &["overall", "4", "4.2"]),
        (&["2023", "2024"], &["overall", "3", "3.1"]),
        // Both waves asked every item as the baseline did.
        (&["2024", "2025"], &[]),
    ] {
        let named = waves.iter().flat_map(|wave| ["--wave", wave]);
        for filter in [&[][..], &["--where", "年代=40代"]] {
            let more: Vec<&str> = named.clone().chain(["--level", "all"]).chain(filter.iter().copied()).collect();
            let json = trend(&folder, &more);
            for wave in json["waves"].as_array().expect("waves") {
                let (own, told) = targets(&json, wave["name"].as_str().expect("a name"));
                assert_eq!(told, without, "{waves:?} {filter:?}");
                let left = planned.iter().filter(|(code, _)| !without.contains(&code.as_str()));
                assert!(own.iter().eq(left), "{waves:?} {filter:?} {wave}: {own:?}");
            }
        }
    }
}

#[test]
fn a_column_that_only_the_crosswalk_names_is_told_of_there() {
    let folder = sample();
    let end = add(&folder, "2024,item,nonesuch,Q11,renamed\n2023,item,在宅勤労,Q12,reworded\n");
    let (line, next) = (end - 1, end);
    for arguments in [
        &["check", "."][..],
        &["trend", "."],
        &["score", ".", "--wave", "2023"],
        &["gap", ".", "--wave", "2023"],
        &["compare", ".", "--wave", "2023", "--by", "部局"],
        &["report", ".", "--wave", "2023", "--output", "report"],
    ] {
        let output = koe_in(folder.path(), arguments);
        assert_eq!(output.status.code(), Some(2), "{arguments:?}");
        let told = stderr(&output);
        for expected in [
            &format!("crosswalk.csv:{line}: old: no such item in the wave's answers: \"nonesuch\""),
            "expected: a column of ./responses-2023.csv",
            &format!("crosswalk.csv:{next}: old: no such item in the wave's answers: \"在宅勤労\""),
            "did you mean `在宅勤務`?",
        ] {
            assert!(told.contains(expected), "{arguments:?}: {expected}\n{told}");
        }
        assert!(!told.contains("items.csv"), "items.csv names neither: {told}");
    }
    // The latest wave has its columns under the names of items.csv.
    assert!(koe_in(folder.path(), &["score", "."]).status.success());
}

#[test]
fn waves_on_different_scales_are_refused_unless_they_are_rescaled() {
    let waves = [rows(HEADER, &[("a", 9)], 0), rows(HEADER, &[("a", 9)], 1)];
    let folder = folder("[scales.six]\nmin = 1\nmax = 6\n", "", &[("2024", &waves[0]), ("2025", &waves[1])]);
    let survey = fs::read_to_string(folder.path().join("survey.toml")).expect("the survey");
    let survey = survey.replacen("name = \"2024\"", "name = \"2024\"\nscale = \"six\"", 1);
    folder.write("survey.toml", &survey);
    let refused = koe_in(folder.path(), &["trend", "."]);
    assert_eq!(refused.status.code(), Some(2));
    let told = stderr(&refused);
    let line = survey.lines().position(|line| line == "name = \"2024\"").expect("the wave") + 1;
    assert!(told.contains(&format!("survey.toml:{line}: wave.scale: waves on different scales")), "{told}");
    assert!(told.contains("Q1: 1 to 6 in wave 2024, 1 to 5 in wave 2025") && told.contains("rescale"), "{told}");
    // One point of five on the later scale is 20, of six on the earlier one 0 to 100 by fifths.
    folder.write("survey.toml", survey.replace("[privacy]", "[score]\nrescale = \"0-100\"\n[privacy]"));
    let json = trend(&folder, &[]);
    let mean = |wave: &str| row(&json, wave, "", "Q1")["mean"].as_f64().expect("a mean");
    let answers = |rows: &str| -> Vec<f64> {
        rows.lines().skip(1).map(|line| line.split(',').nth(1).expect("Q1").parse().expect("a number")).collect()
    };
    let by_hand = |rows: &str, steps: f64| {
        let answers = answers(rows);
        answers.iter().map(|answer| (answer - 1.0) * 100.0 / steps).sum::<f64>() / answers.len() as f64
    };
    assert!((mean("2024") - by_hand(&waves[0], 5.0)).abs() < 1e-9);
    assert!((mean("2025") - by_hand(&waves[1], 4.0)).abs() < 1e-9);
}

#[test]
fn a_crosswalk_with_many_mistakes_is_told_in_one_run() {
    let crosswalk = "2023,item,a,Q1,renamed\n\
        2024,thing,a,b,renamed\n\
        2024,item,a,Q9,renamed\n\
        2024,item,,Q1,renamed\n\
        2024,item,x,Q1,added\n\
        2024,item,Q3,Q2,renamed\n\
        2024,unit,p,q,renamed\n\
        2024,unit,p,r,merged\n\
        2024,unit,p,q,vanished\n\
        2024,unit,p,q,merged\n\
        2024,unit,,q,merged\n";
    let rows = rows(HEADER, &[("a", 9)], 0);
    let folder = folder("", crosswalk, &[("2024", &rows), ("2025", &rows)]);
    let output = koe_in(folder.path(), &["trend", "."]);
    assert_eq!(output.status.code(), Some(2));
    assert_eq!(stdout(&output), "");
    let told = stderr(&output);
    for expected in [
        "crosswalk.csv:2: wave: no such wave: \"2023\"",
        "crosswalk.csv:3: what: neither item nor an attribute: \"thing\"",
        "crosswalk.csv:4: new: no such scored item: \"Q9\"",
        "crosswalk.csv:5: old: empty",
        "crosswalk.csv:6: old: an item that was added has no old name: \"x\"",
        "crosswalk.csv:7: old: two items that read one column in wave 2024: \"Q3\"",
        "crosswalk.csv:9: old: one unit to two, the other in line 8: \"p\"",
        "crosswalk.csv:10: change: no such change: \"vanished\"",
        "crosswalk.csv:11: old: a unit twice for one wave, the other in line 8: \"p\"",
        "crosswalk.csv:12: old: empty",
    ] {
        assert!(told.contains(expected), "{expected}\n{told}");
    }
}

#[test]
fn a_unit_that_nobody_knows_is_told_when_its_wave_is_read() {
    let rows = rows(HEADER, &[("north", 9), ("south", 9)], 0);
    let waves = [("2024", rows.as_str()), ("2025", rows.as_str())];
    let old = folder("", "2024,unit,norht,north,renamed\n", &waves);
    for arguments in [
        &["trend", "."][..],
        &["trend", ".", "--by", "unit"],
        &["check", "."],
        &["score", ".", "--wave", "2024", "--by", "unit"],
    ] {
        let output = koe_in(old.path(), arguments);
        assert_eq!(output.status.code(), Some(2), "{arguments:?}");
        let told = stderr(&output);
        assert!(told.contains("crosswalk.csv:2: old: no such unit of unit in wave 2024: \"norht\""), "{told}");
        assert!(told.contains("did you mean `north`?"), "{told}");
    }
    let new = folder("", "2024,unit,north,nroth,renamed\n", &waves);
    for arguments in [
        &["trend", "."][..],
        &["trend", ".", "--by", "unit"],
        &["check", "."],
        &["score", ".", "--wave", "2024", "--by", "unit"],
    ] {
        let output = koe_in(new.path(), arguments);
        assert_eq!(output.status.code(), Some(2), "{arguments:?}");
        let told = stderr(&output);
        assert!(told.contains("crosswalk.csv:2: new: no such unit of unit after wave 2024: \"nroth\""), "{told}");
    }
    // A run that does not look at units needs none of them; nor does the latest wave.
    for arguments in [&["score", ".", "--wave", "2024"][..], &["score", ".", "--by", "unit"]] {
        assert!(koe_in(new.path(), arguments).status.success(), "{arguments:?}");
    }
}

#[test]
fn one_unit_to_several_counts_as_the_one_that_is_stated() {
    let then = rows(HEADER, &[("a", 9), ("old", 8)], 0);
    let later = rows(HEADER, &[("a", 9), ("east", 8), ("west", 8)], 1);
    let folder = folder("", "2024,unit,old,east,split\n", &[("2024", &then), ("2025", &later)]);
    let json = trend(&folder, &["--by", "unit"]);
    assert_eq!(row(&json, "2024", "east", "overall")["respondents"], 8);
    assert!(row(&json, "2025", "east", "overall")["difference_text"].is_string());
    assert!(row(&json, "2025", "west", "overall")["difference_text"].is_null());
    assert_eq!(row(&json, "2025", "west", "overall")["versus"], "2024");
}
