//! Files that contradict each other: a headcount smaller than the respondents, an
//! item for a value that nobody has.

use std::fs;

use crate::program::{Folder, ITEMS, SURVEY, koe_in, stderr, stdout};

const HEADER: &str = "部局,年齢,雇用区分,Q1,Q2,Q3,Q4\n";

/// Respondents of a unit and an age.
fn answers(groups: &[(&str, u32, usize)]) -> String {
    let rows = groups.iter().map(|(unit, age, n)| format!("{unit},{age},正職員,5,4,2,3\n").repeat(*n));
    HEADER.to_owned() + &rows.collect::<String>()
}

/// Two waves with the same answers and headcount.
fn folder(population: &str, answers: &str) -> Folder {
    let own = SURVEY.to_owned() + "population = \"population.csv\"\n";
    let (head, wave) = own.split_once("[[wave]]").expect("a wave");
    let survey =
        format!("{head}[[wave]]{}[[wave]]{wave}", wave.replace("2025", "2024").replace("responses.csv", "earlier.csv"));
    let files = [("survey.toml", survey.as_str()), ("items.csv", ITEMS), ("responses.csv", answers)];
    let folder = Folder::new(&files);
    folder.write("earlier.csv", answers);
    folder.write("population.csv", population);
    folder
}

/// What a verb says on stderr; an error prints no data and leaves no file.
fn told(folder: &Folder, arguments: &[&str], code: i32) -> String {
    let output = koe_in(folder.path(), arguments);
    let err = stderr(&output);
    assert_eq!(output.status.code(), Some(code), "{arguments:?}: {err}");
    if code == 2 && arguments[0] != "check" {
        assert_eq!(stdout(&output), "", "{arguments:?}");
        assert!(["koe-report", "rates.svg"].iter().all(|name| !folder.path().join(name).exists()), "{arguments:?}");
    }
    err
}

#[test]
fn a_headcount_smaller_than_the_respondents_is_an_error_in_every_verb_with_all_such_groups() {
    let answers = answers(&[("総務部", 25, 4), ("財務部", 35, 4), ("会計課", 35, 2)]);
    let population = "部局,年齢,headcount\n市民部,50,20\n総務部,25,1\n総務部,25,2\n財務部,35,9\n会計課,35,1\n";
    let folder = folder(population, &answers);
    let (unit, other, age) = (
        "population.csv:3: headcount: fewer people in the headcount than respondents",
        "population.csv:6: headcount: fewer people in the headcount than respondents",
        "\"年代=20代以下: 3 in 2 rows, 4 answered\"",
    );
    let by = ["--by", "部局"];
    for arguments in [
        vec!["check", "."],
        [&["score", "."][..], &by].concat(),
        [&["gap", "."][..], &by].concat(),
        [&["compare", "."][..], &by].concat(),
        [&["trend", "."][..], &by].concat(),
        [&["score", ".", "--merge"][..], &by].concat(),
        [&["chart", "response-rates", ".", "--output", "rates.svg"][..], &by].concat(),
        vec!["report", "."],
    ] {
        let err = told(&folder, &arguments, 2);
        for words in [unit, "\"部局=総務部: 3 in 2 rows, 4 answered\"", other, "\"部局=会計課: 1, 2 answered\""]
        {
            assert!(err.contains(words), "{arguments:?}: {words} is missing from\n{err}");
        }
        assert!(err.contains("expected: 4 or more") && err.contains("hint: correct the headcount"), "{err}");
        assert_eq!(err.contains(age), !arguments.contains(&"--by"), "{arguments:?}: {err}");
    }
    assert!(told(&folder, &["trend", ".", "--by", "部局"], 2).contains("(wave 2024)"));
    assert!(!folder.path().join("merges.csv").exists());
    // A run that counts neither attribute uses only the headcount of everyone.
    assert!(!told(&folder, &["score", "."], 0).contains("headcount"));
}

#[test]
fn everyone_a_cross_and_those_within_a_filter_are_looked_at_too() {
    let four = answers(&[("総務部", 25, 4)]);
    let all = folder("部局,年齢,headcount\n総務部,25,3\n", &four);
    for arguments in [&["check", "."][..], &["score", "."], &["gap", "."], &["report", "."], &["trend", "."]] {
        let err = told(&all, arguments, 2);
        assert!(err.contains("population.csv:2: headcount: fewer people"), "{arguments:?}: {err}");
        assert!(err.contains("\"everyone: 3, 4 answered\""), "{arguments:?}: {err}");
    }
    // Every unit and every age band has enough people, but not both together.
    let crossed = folder("部局,年齢,headcount\n総務部,35,9\n総務部,25,1\n財務部,25,9\n", &four);
    let expected = "population.csv:3: headcount: fewer people in the headcount than respondents: \
                    \"部局=総務部, 年代=20代以下: 1, 4 answered\"";
    let cross = ["score", ".", "--by", "部局", "--by", "年代", "--cross"];
    assert!(told(&crossed, &cross, 2).contains(expected));
    assert!(told(&crossed, &["score", ".", "--by", "年代", "--where", "部局=総務部"], 2).contains(expected));
    assert!(!told(&crossed, &["score", ".", "--by", "部局", "--by", "年代"], 0).contains("fewer people"));
}

#[test]
fn respondents_who_are_not_in_the_headcount_are_told_of() {
    let folder = folder("部局,年齢,headcount\n総務部,25,9\n", &answers(&[("総務部", 25, 4), ("水道局", 25, 3)]));
    let expected = "population.csv: respondents who are not in the headcount: \"部局=水道局: 3 answered\"";
    for arguments in [&["check", "."][..], &["score", ".", "--by", "部局"]] {
        assert!(told(&folder, arguments, 0).contains(expected), "{arguments:?}");
    }
}

/// The survey of [`folder`] whose fourth item is for this value.
fn asking_for(value: &str, population: &str) -> Folder {
    let folder = folder(population, &answers(&[("総務部", 25, 4)]));
    folder.write("items.csv", ITEMS.replace("雇用区分=正職員", &format!("雇用区分={value}")));
    folder
}

const VERBS: [&[&str]; 5] = [&["check", "."], &["score", "."], &["gap", "."], &["report", "."], &["trend", "."]];

#[test]
fn an_item_for_a_value_that_nobody_knows_is_an_error_at_its_line() {
    let folder = asking_for("正識員", "雇用区分,headcount\n正職員,9\n");
    for arguments in VERBS {
        let err = told(&folder, arguments, 2);
        let expected = "items.csv:5: applies_to: no respondent has this value of 雇用区分: \"正識員\"";
        assert_eq!(err.matches(expected).count(), 1, "{arguments:?}: {err}");
        assert!(err.contains("expected: one of: 正職員\n  hint: did you mean `正職員`?"), "{arguments:?}: {err}");
    }
    told(&folder, &["score", ".", "--by", "部局", "--merge"], 2);
    assert!(!folder.path().join("merges.csv").exists());
}

#[test]
fn an_item_for_a_value_that_only_the_headcount_or_the_survey_knows_is_a_warning() {
    let expected = |wave: &str| {
        format!("items.csv:5: applies_to: no respondent of wave {wave} has this value of 雇用区分: \"再任用\"")
    };
    let invited = asking_for("正職員|再任用", "雇用区分,headcount\n正職員,9\n再任用,2\n");
    let listed = asking_for("正職員|再任用", "雇用区分,headcount\n正職員,9\n");
    let survey = fs::read_to_string(listed.path().join("survey.toml")).expect("the survey");
    let order = "[attributes.\"雇用区分\"]\norder = [\"正職員\", \"再任用\"]\n";
    listed.write("survey.toml", survey.replace("[attributes.\"雇用区分\"]\n", order));
    for folder in [invited, listed] {
        for arguments in VERBS {
            assert!(told(&folder, arguments, 0).contains(&expected("2025")), "{arguments:?}");
        }
        assert!(told(&folder, &["trend", "."], 0).contains(&expected("2024")));
    }
}

#[test]
fn a_value_that_only_another_wave_has_is_a_warning() {
    let folder = asking_for("正職員|再任用", "雇用区分,headcount\n正職員,9\n");
    let later = answers(&[("総務部", 25, 4)]) + &"総務部,25,再任用,4,4,2,3\n".repeat(3);
    folder.write("later.csv", later);
    folder.write("later-population.csv", "雇用区分,headcount\n正職員,9\n再任用,5\n");
    let survey = fs::read_to_string(folder.path().join("survey.toml")).expect("the survey");
    let (first, second) = survey.rsplit_once("[[wave]]").expect("two waves");
    let second = second.replace("responses.csv", "later.csv").replace("population.csv", "later-population.csv");
    folder.write("survey.toml", format!("{first}[[wave]]{second}"));
    let expected = "items.csv:5: applies_to: no respondent of wave 2024 has this value of 雇用区分: \"再任用\"";
    for arguments in [&["check", "."][..], &["trend", "."], &["score", ".", "--wave", "2024"], &["report", "."]] {
        let err = told(&folder, arguments, 0);
        assert!(err.contains(expected), "{arguments:?}: {err}");
        assert!(!err.contains("wave 2025 has"), "{arguments:?}: {err}");
    }
    assert!(!told(&folder, &["score", "."], 0).contains("no respondent"));
}
