//! Units that were merged, renamed and moved between waves.

use serde_json::json;

use super::*;

#[test]
fn what_became_of_a_unit_later_is_followed() {
    let waves = [("a", 0), ("b", 1), ("c", 2)].map(|(unit, shift)| rows(HEADER, &[(unit, 9), ("d", 8)], shift));
    let names = ["2023", "2024", "2025"];
    let of = |crosswalk: &str, waves: &[String]| {
        let waves: Vec<(&str, &str)> = names.into_iter().zip(waves.iter().map(String::as_str)).collect();
        folder("", crosswalk, &waves)
    };
    let steps = of("2023,unit,a,b,renamed\n2024,unit,b,c,renamed\n", &waves);
    let ends = of("2023,unit,a,c,renamed\n2024,unit,b,c,renamed\n", &waves);
    let now = of("", &waves.clone().map(|rows| rows.replace("\na,", "\nc,").replace("\nb,", "\nc,")));
    for arguments in [
        &["trend", ".", "--by", "unit", "--why", "--format", "csv"][..],
        &["trend", ".", "--by", "unit", "--wave", "2023", "--wave", "2024", "--format", "csv"],
        &["score", ".", "--wave", "2023", "--by", "unit", "--format", "csv"],
    ] {
        let [one, other, same] = [&steps, &ends, &now].map(|folder| koe_in(folder.path(), arguments));
        assert!(one.status.success(), "{}", stderr(&one));
        assert_eq!((stdout(&one), stdout(&other)), (stdout(&same), stdout(&same)), "{arguments:?}");
    }
    assert_eq!(koe_in(steps.path(), &["check", ".", "--strict"]).status.code(), Some(0));
    // What the last of them became is not known, and its own row says so.
    let lost = of("2023,unit,a,b,renamed\n2024,unit,b,x,renamed\n", &waves);
    let told = stderr(&koe_in(lost.path(), &["trend", "."]));
    assert!(told.contains("crosswalk.csv:3: new: no such unit of unit after wave 2024: \"x\""), "{told}");
    assert!(!told.contains("crosswalk.csv:2"), "{told}");
    // A unit of 2024 that is gone by 2025 is one that a unit of 2023 may count as.
    let gone = of("2023,unit,a,b,renamed\n", &waves);
    for arguments in
        [&["trend", ".", "--by", "unit"][..], &["score", ".", "--wave", "2023", "--by", "unit"], &["check", "."]]
    {
        let output = koe_in(gone.path(), arguments);
        assert!(output.status.success(), "{}", stderr(&output));
    }
}

#[test]
fn a_trend_says_which_units_count_as_others() {
    let units = [("a", 9), ("b", 7), ("c", 8)];
    let waves = [rows(HEADER, &units, 0), rows(HEADER, &units, 1), rows(HEADER, &[("a", 9), ("bc", 15)], 2)];
    let folder = folder(
        "",
        "2024,unit,b,bc,merged\n2024,unit,c,bc,merged\n",
        &[("2023", &waves[0]), ("2024", &waves[1]), ("2025", &waves[2])],
    );
    let expected = json!([{"attribute": "unit", "from": ["b", "c"], "to": "bc", "waves": ["2023", "2024"]}]);
    for by in [&["--by", "unit"][..], &["--where", "unit=bc"]] {
        assert_eq!(trend(&folder, by)["regrouped"], expected, "{by:?}");
    }
    assert_eq!(trend(&folder, &["--where", "unit=a"])["regrouped"], json!([]), "that unit is as it was");
    assert_eq!(trend(&folder, &[])["regrouped"], json!([]), "no unit is looked at");
    let told = |language: &str| stdout(&koe_in(folder.path(), &["trend", ".", "--by", "unit", "--lang", language]));
    assert!(told("en").contains("In 2023 and 2024 “b” and “c” count as “bc”."), "{}", told("en"));
    assert!(told("ja").contains("令和5年度・令和6年度の『b』『c』は『bc』として数えています。"), "{}", told("ja"));
}

#[test]
fn two_units_that_became_one_were_not_renamed() {
    let then = rows(HEADER, &[("a", 9), ("b", 7)], 0);
    let later = rows(HEADER, &[("c", 16)], 1);
    let both = "2024,unit,a,c,renamed\n2024,unit,b,c,renamed\n";
    let of = |crosswalk: &str, then: &str, later: &str| folder("", crosswalk, &[("2024", then), ("2025", later)]);
    let told = stderr(&koe_in(of(both, &then, &later).path(), &["check", "."]));
    assert!(told.contains("crosswalk.csv:3: new: two units renamed to one, the other in line 2: \"c\""), "{told}");
    // One of them kept its name.
    let later = rows(HEADER, &[("b", 16)], 1);
    for verb in ["check", "trend"] {
        let output = koe_in(of("2024,unit,a,b,renamed\n", &then, &later).path(), &[verb, "."]);
        assert_eq!(output.status.code(), Some(2));
        let told = stderr(&output);
        let says =
            "crosswalk.csv:2: change: a unit renamed to one that others of wave 2024 count as, too: \"a, b for b\"";
        assert!(told.contains(says) && told.contains("say `merged`"), "{told}");
    }
    let merged = of("2024,unit,a,b,merged\n", &then, &later);
    assert_eq!(row(&trend(&merged, &["--by", "unit"]), "2024", "b", "overall")["respondents"], 16);
}

/// Sections in departments: c1 of A and c2 of B became c3 of B.
fn reorganised(earlier: &str, population: &str) -> Folder {
    let survey = SURVEY.replace("CROSSWALK", "crosswalk = \"crosswalk.csv\"");
    let survey = survey.replace("[attributes.unit]", "[attributes.unit]\n[attributes.section]\nparent = \"unit\"");
    let people = if population.is_empty() { "" } else { "population = \"people.csv\"\n" };
    let survey = survey + &wave("2024") + people + &wave("2025");
    let later = "A,c0\n".repeat(9) + &"B,c3\n".repeat(17) + &"B,c4\n".repeat(8);
    let answers = |units: &str| -> String {
        let answer = |one: usize| [1, 2, 3].map(|item| (1 + (one * 7 + item * 3) % 5).to_string()).join(",");
        let lines = units.lines().enumerate().map(|(one, units)| format!("{units},{}\n", answer(one)));
        format!("unit,section,Q1,Q2,Q3\n{}", lines.collect::<String>())
    };
    let crosswalk = "wave,what,old,new,change\n2024,section,c1,c3,merged\n2024,section,c2,c3,merged\n";
    let files = [("survey.toml", survey.as_str()), ("items.csv", ITEMS), ("crosswalk.csv", crosswalk)];
    let folder = Folder::new(&files);
    folder.write("2024.csv", answers(earlier));
    folder.write("2025.csv", answers(&later));
    if !population.is_empty() {
        folder.write("people.csv", population);
    }
    folder
}

#[test]
fn units_of_two_departments_may_become_one() {
    let earlier = "A,c0\n".repeat(9) + &"A,c1\n".repeat(8) + &"B,c2\n".repeat(7) + &"B,c4\n".repeat(8);
    let people = "unit,section,headcount\nA,c0,10\nA,c1,10\nB,c2,10\nB,c4,10\n";
    for people in ["", people] {
        let folder = reorganised(&earlier, people);
        assert_eq!(koe_in(folder.path(), &["check", ".", "--strict"]).status.code(), Some(0));
        let json = trend(&folder, &["--by", "section", "--by", "unit", "--why"]);
        let of = |wave: &str, by: &str, unit: &str| {
            let own =
                |row: &&Value| row["wave"] == wave && row["segment"] == json!({by: unit}) && row["code"] == "overall";
            json["rows"].as_array().expect("rows").iter().find(own).expect("a row").clone()
        };
        assert_eq!(
            (&of("2024", "section", "c3")["respondents"], &of("2025", "section", "c3")["respondents"]),
            (&json!(15), &json!(17))
        );
        assert!(of("2025", "section", "c3")["difference_text"].is_string());
        // Departments are as they were: nobody moved before they did.
        assert_eq!(
            (&of("2024", "unit", "A")["respondents"], &of("2024", "unit", "B")["respondents"]),
            (&json!(17), &json!(15))
        );
        for arguments in [
            &["compare", ".", "--wave", "2024", "--by", "section", "--versus", "parent"][..],
            &["report", ".", "--wave", "2024"],
            &["score", ".", "--wave", "2024", "--by", "unit", "--by", "section", "--cross"],
        ] {
            let output = koe_in(folder.path(), arguments);
            assert!(output.status.success(), "{arguments:?} {}", stderr(&output));
        }
    }
}

#[test]
fn a_unit_that_was_in_two_departments_of_its_own_time_is_refused() {
    let earlier = "A,c0\n".repeat(9) + &"A,c1\n".repeat(8) + &"B,c1\n".repeat(3) + &"B,c2\n".repeat(7);
    let folder = reorganised(&earlier, "");
    let survey = fs::read_to_string(folder.path().join("survey.toml")).expect("the survey");
    let line = survey.lines().position(|line| line.starts_with("parent")).expect("it") + 1;
    for arguments in
        [&["check", "."][..], &["trend", ".", "--by", "section"], &["score", ".", "--wave", "2024", "--by", "section"]]
    {
        let output = koe_in(folder.path(), arguments);
        assert_eq!(output.status.code(), Some(2), "{arguments:?}");
        let told = stderr(&output);
        let says = format!("survey.toml:{line}: attributes.section.parent: a unit in two wider ones");
        assert!(told.contains(&says) && told.contains("\"section c1 in unit A, B\""), "{told}");
    }
    let same = earlier.replace("B,c1", "B,c2");
    let folder = reorganised(&same, "unit,section,headcount\nA,c0,10\nA,c1,10\nB,c2,12\nA,c2,1\n");
    let told = stderr(&koe_in(folder.path(), &["trend", ".", "--by", "section"]));
    assert!(told.contains("people.csv:5: unit: a unit in two wider ones"), "{told}");
    assert!(told.contains("\"section c2 in unit B (line 4), A\""), "{told}");
}
