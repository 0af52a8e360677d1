//! Comparisons from outside: laws they keep, what they never tell, and requests
//! that are no comparison.

use koe_core::compare::{Adjustment, Comparing, Versus};
use koe_core::definition::Definition;
use koe_core::findings::Request;
use koe_core::release::{Comparison, Released, Row};
use koe_core::responses::{ReadOptions, Source};
use koe_core::segment::Cuts;
use proptest::prelude::*;
use serde_json::{Value, json};

use crate::program::{Folder, json, koe_in, listed, root, stderr, stdout};

const SURVEY: &str = r#"
name = "Sides"
language = "en"
items = "items.csv"
[categories]
"1" = "One"
"2" = "Two"
[scale]
min = 1
max = 5
favorable = [4, 5]
[score]
rule = "RULE"
[attributes.division]
[attributes.side]
parent = "division"
[privacy]
min_respondents = 3
min_detail = 3
[[wave]]
name = "2025"
responses = ["responses.csv"]
"#;

const ITEMS: &str = "code,category,text,reverse\nQ1,1,a,\nQ2,1,b,yes\nQ3,2,c,\n";

/// A respondent's answers; 0 is blank.
type Answers = [u8; 3];

fn answers(blanks: bool) -> impl Strategy<Value = Answers> {
    let least = if blanks { 0 } else { 1 };
    [least..6_u8, least..6, least..6]
}

fn folder(rule: &str, sides: &[(&str, &[Answers])]) -> Folder {
    let mut rows = String::from("division,side,Q1,Q2,Q3\n");
    for (side, people) in sides {
        for answers in *people {
            let cells = answers.map(|answer| if answer == 0 { String::new() } else { answer.to_string() });
            rows.push_str(&format!("all,{side},{}\n", cells.join(",")));
        }
    }
    Folder::new(&[
        ("survey.toml", SURVEY.replace("RULE", rule).as_str()),
        ("items.csv", ITEMS),
        ("responses.csv", &rows),
    ])
}

fn compared(folder: &Folder, versus: Versus, adjustment: Adjustment) -> Released {
    let definition = Definition::load(folder.path()).expect("a survey").value;
    let request = Request {
        cuts: Cuts::each(&["side".to_owned()]),
        compare: Some(Comparing { versus, adjustment, ..Comparing::default() }),
        ..Request::default()
    };
    let source = [Source::File(folder.path().join("responses.csv"))];
    let run = koe_core::run(&definition, &request, Some(&source), &ReadOptions::default());
    run.expect("a comparison").value.released
}

/// The rows of a side with what they are compared with, in definition order.
fn of<'a>(released: &'a Released, side: &str) -> Vec<(&'a Row, &'a Comparison)> {
    released.comparisons().filter(|(row, _)| row.segment.0.iter().any(|(_, value)| value == side)).collect()
}

fn named(side: &str) -> Versus {
    Versus::Named { attribute: "side".to_owned(), value: side.to_owned() }
}

/// Equal but for the last of the twelve digits they are written with; what is
/// nearly 0 is what two such figures leave.
fn same(ours: Option<f64>, theirs: Option<f64>) -> bool {
    match (ours, theirs) {
        (Some(ours), Some(theirs)) => (ours - theirs).abs() <= 1e-10 * theirs.abs().max(1.0),
        (ours, theirs) => ours == theirs,
    }
}

fn times(factor: f64) -> impl Fn(Option<f64>) -> Option<f64> {
    move |figure| figure.map(|figure| figure * factor)
}

const RULES: [&str; 3] = ["pooled", "item-mean", "respondent-mean"];

proptest! {
    #![proptest_config(ProptestConfig { cases: 40, ..ProptestConfig::default() })]

    /// Half of everyone is half as far from everyone as from the other half, and
    /// as surely.
    #[test]
    fn a_half_of_everyone_against_everyone(
        people in prop::collection::vec((answers(false), answers(false)), 3..25),
        rule in prop::sample::select(RULES.to_vec()),
    ) {
        let (left, right): (Vec<Answers>, Vec<Answers>) = people.into_iter().unzip();
        let folder = folder(rule, &[("left", &left), ("right", &right)]);
        let everyone = compared(&folder, Versus::Everyone, Adjustment::default());
        let parent = compared(&folder, Versus::Parent, Adjustment::default());
        let other = compared(&folder, named("right"), Adjustment::default());
        let half = times(0.5);
        for ((row, against), (_, alone)) in of(&everyone, "left").into_iter().zip(of(&other, "left")) {
            prop_assert_eq!(against.versus.as_ref().map(|segment| segment.0.len()), Some(0));
            prop_assert!(same(against.difference_low, half(alone.difference_low)), "{} {against:?} {alone:?}", row.code);
            prop_assert!(same(against.difference_high, half(alone.difference_high)), "{} {against:?} {alone:?}", row.code);
            prop_assert!(same(against.p, alone.p), "{} {against:?} {alone:?}", row.code);
            prop_assert_eq!((against.effect, against.superiority), (alone.effect, alone.superiority));
            prop_assert_eq!((against.rank_p, against.favorable_p), (alone.rank_p, alone.favorable_p));
        }
        // The only division is everyone.
        for ((_, own), (_, everyone)) in of(&parent, "left").into_iter().zip(of(&everyone, "left")) {
            let named = Comparison { versus: everyone.versus.clone(), ..own.clone() };
            prop_assert_eq!(&named, everyone);
        }
    }

    #[test]
    fn the_other_way_round_every_figure_changes_its_sign(
        left in prop::collection::vec(answers(true), 3..25),
        right in prop::collection::vec(answers(true), 3..25),
        rule in prop::sample::select(RULES.to_vec()),
        holm in any::<bool>(),
    ) {
        let adjustment = if holm { Adjustment::Holm } else { Adjustment::BenjaminiHochberg };
        let folder = folder(rule, &[("left", &left), ("right", &right)]);
        let (there, back) = (compared(&folder, named("right"), adjustment), compared(&folder, named("left"), adjustment));
        let minus = times(-1.0);
        for ((row, there), (_, back)) in of(&there, "left").into_iter().zip(of(&back, "right")) {
            prop_assert_eq!(minus(there.difference).map(|it| it + 0.0), back.difference, "{}", row.code);
            prop_assert_eq!(minus(there.difference_low).map(|it| it + 0.0), back.difference_high, "{}", row.code);
            prop_assert_eq!(minus(there.difference_high).map(|it| it + 0.0), back.difference_low, "{}", row.code);
            prop_assert_eq!((there.p, there.p_adjusted, there.family), (back.p, back.p_adjusted, back.family));
            prop_assert_eq!(minus(there.effect).map(|it| it + 0.0), back.effect, "{}", row.code);
            prop_assert_eq!((there.rank_p, there.favorable_p), (back.rank_p, back.favorable_p));
            prop_assert!(same(there.superiority.map(|chance| 1.0 - chance), back.superiority), "{}", row.code);
        }
    }

    /// No test, interval or effect of a few, whichever side they are on.
    #[test]
    fn tests_need_enough_respondents_on_both_sides(
        sizes in prop::collection::vec(1..30_usize, 2..7),
        pool in prop::collection::vec(answers(true), 30),
        rule in prop::sample::select(RULES.to_vec()),
    ) {
        let names = ["a", "b", "c", "d", "e", "f"];
        let sides: Vec<(&str, &[Answers])> = names.into_iter().zip(sizes.iter().map(|&size| &pool[..size])).collect();
        let folder = folder(rule, &sides);
        folder.write("survey.toml", SURVEY.replace("RULE", rule).replace("min_detail = 3", "min_detail = 10"));
        let everyone = compared(&folder, Versus::Everyone, Adjustment::default());
        let all: Vec<&Row> = everyone.rows().iter().filter(|row| row.segment.0.is_empty()).collect();
        for (row, own) in everyone.comparisons() {
            let whole = all.iter().find(|whole| (whole.level, &whole.code) == (row.level, &row.code)).expect("everyone");
            let others = whole.respondents.zip(row.respondents).map(|(whole, own)| whole - own);
            if row.suppressed || row.segment.0.is_empty() {
                prop_assert_eq!(own, &Comparison::default());
            } else if row.respondents < Some(10) || others < Some(10) {
                let bare = Comparison { rank_low: None, rank_high: None, ranked: None, ..own.clone() };
                let difference = (own.difference, own.difference_text, own.versus.clone());
                let (difference, difference_text, versus) = difference;
                prop_assert_eq!(bare, Comparison { versus, difference, difference_text, ..Comparison::default() });
            }
            if row.respondents < Some(10) {
                prop_assert_eq!((own.rank_low, own.rank_high, own.ranked), (None, None, None));
            }
        }
        for test in everyone.omnibus() {
            prop_assert!(test.groups >= 2);
            prop_assert!(test.p.zip(test.p_adjusted).is_none_or(|(p, adjusted)| p <= adjusted));
        }
    }
}

/// Two of the withheld change places with all their answers: nothing that is
/// printed may change, on stdout or stderr.
#[test]
fn the_answers_of_the_withheld_change_nothing() {
    let case = root().join("tests/golden/exact/comparison");
    let read = |name: &str| std::fs::read_to_string(case.join(name)).expect("the case");
    let text = read("responses.csv");
    let person = |unit: &str| text.lines().find(|line| line.starts_with(&format!("{unit},"))).expect("somebody");
    let (one, other) = (person("E"), person("F"));
    let answers = |line: &str| line.splitn(4, ',').nth(3).expect("answers").to_owned();
    assert_ne!(answers(one), answers(other));
    let swapped = |line: &str, by: &str| line.replace(&answers(line), &answers(by));
    let twin = text.lines().map(|line| match line {
        line if line == one => swapped(one, other),
        line if line == other => swapped(other, one),
        line => line.to_owned(),
    });
    let twin = twin.collect::<Vec<_>>().join("\n");
    for survey in ["survey.toml", "respondent-mean.toml", "item-mean.toml"] {
        let world = |responses: &str| {
            let files = [
                ("survey.toml", read(survey)),
                ("items.csv", read("items.csv")),
                ("responses.csv", responses.to_owned()),
            ];
            Folder::new(&files)
        };
        let worlds = [world(&text), world(&twin)];
        for call in ["--by 部局", "--by 課 --versus parent", "--by 部局 --versus 部局=A --adjust holm --level all"]
        {
            for format in ["json", "csv", "table", "md"] {
                let arguments: Vec<&str> =
                    ["compare", "."].into_iter().chain(call.split(' ')).chain(["--format", format]).collect();
                let [one, other] = [0, 1].map(|world| koe_in(worlds[world].path(), &arguments));
                assert!(one.status.success(), "{}", stderr(&one));
                assert_eq!((stdout(&one), stderr(&one)), (stdout(&other), stderr(&other)), "{survey} {call}");
            }
        }
    }
}

/// Exit 2, nothing on stdout, and on stderr the place and the way out.
fn refused(folder: &Folder, arguments: &[&str], says: &[&str]) {
    let output = koe_in(folder.path(), &[&["compare", "."], arguments].concat());
    let err = stderr(&output);
    assert_eq!((output.status.code(), stdout(&output).as_str()), (Some(2), ""), "{arguments:?}: {err}");
    for words in says {
        assert!(err.contains(words), "{arguments:?}: {words:?} is missing from\n{err}");
    }
}

#[test]
fn what_is_no_comparison_is_refused() {
    let people: &[Answers] = &[[1, 2, 3], [2, 3, 4], [3, 4, 5], [5, 5, 5]];
    let two = folder("pooled", &[("left", people), ("right", people)]);
    refused(&two, &[], &["--by"]);
    refused(&two, &["--by", "sides"], &["--by sides: no such attribute", "did you mean `side`?"]);
    refused(&two, &["--by", "side", "--versus", "nobody"], &["everyone, parent or ATTRIBUTE=VALUE"]);
    refused(
        &two,
        &["--by", "side", "--versus", "sid=left"],
        &["--versus sid=left: no such attribute: \"sid\"", "did you mean `side`?"],
    );
    let nobody = ["--versus side=lef: no respondent has this value", "one of: left, right", "did you mean `left`?"];
    refused(&two, &["--by", "side", "--versus", "side=lef"], &nobody);
    let shared = [
        "--versus division=all: segments that share respondents are no comparison: \"side=left and division=all\"",
        "hint: compare --by division",
    ];
    refused(&two, &["--by", "side", "--versus", "division=all"], &shared);
    let few = ["survey.toml: attributes: fewer than two units to compare: \"division\"", "hint:"];
    refused(&two, &["--by", "division"], &few);
    refused(
        &two,
        &["--by", "division", "--versus", "parent"],
        &["attributes.division.parent: no attribute of --by has a parent", "hint:"],
    );
}

/// A cross rolls up like its unit: 課 × 雇用区分 is compared with 部局 × 雇用区分.
#[test]
fn a_cross_is_compared_with_the_cross_of_its_parent_unit() {
    let case = root().join("tests/golden/exact/comparison");
    let of = |call: &str, segment: Value| {
        let json =
            json(&case, &["compare", ".", "--format", "json"].into_iter().chain(call.split(' ')).collect::<Vec<_>>());
        let rows = json["rows"].as_array().expect("rows");
        let own = |row: &&Value| row["segment"] == segment && row["level"] == "overall";
        rows.iter().find(own).unwrap_or_else(|| panic!("no row {segment}")).clone()
    };
    let cross = of("--by 課 --by 雇用区分 --cross --versus parent", json!({"課": "A1", "雇用区分": "正職員"}));
    assert_eq!(cross["versus"], json!({"部局": "A", "雇用区分": "正職員"}));
    // The same among those alone, where the department is everyone's.
    let alone = of("--by 課 --where 雇用区分=正職員 --versus parent", json!({"雇用区分": "正職員", "課": "A1"}));
    assert_eq!(alone["versus"], json!({"雇用区分": "正職員", "部局": "A"}));
    for field in ["mean_text", "difference_text", "difference_low", "difference_high", "p", "effect"] {
        assert!(!cross[field].is_null(), "{field}");
        assert_eq!(cross[field], alone[field], "{field}");
    }
    let inside = of("--by 課 --where 部局=A --versus parent", json!({"部局": "A", "課": "A1"}));
    assert_eq!(inside["versus"], json!({"部局": "A"}));
}

#[test]
fn a_unit_in_two_wider_ones_is_refused() {
    let people: &[Answers] = &[[1, 2, 3], [2, 3, 4], [3, 4, 5], [5, 5, 5]];
    let folder = folder("pooled", &[("left", people), ("right", people)]);
    folder.write(
        "responses.csv",
        "division,side,Q1,Q2,Q3\nx,left,1,1,1\ny,left,2,2,2\nx,right,3,3,3\nx,right,4,4,4\ny,other,4,4,4\n",
    );
    let line = SURVEY.lines().position(|line| line.contains("parent")).expect("a parent") + 1;
    let place = format!("survey.toml:{line}: attributes.side.parent: a unit in two wider ones");
    let says = [place.as_str(), "\"side left in division x, y\"", "hint: correct the one"];
    refused(&folder, &["--by", "side", "--versus", "parent"], &says);
    refused(&folder, &["--by", "division", "--by", "side"], &says);
    refused_everywhere(&folder, &says);
    let output = koe_in(folder.path(), &["score", ".", "--by", "side", "--where", "division=x"]);
    assert_eq!(output.status.code(), Some(2), "the filter is an attribute of the run, too");
    refused(&folder, &["--by", "side"], &says);
    let output = koe_in(folder.path(), &["score", ".", "--by", "division"]);
    assert_eq!(output.status.code(), Some(0), "a run that does not look at sides: {}", stderr(&output));

    let survey = SURVEY.replace("RULE", "pooled").replace("responses =", "population = \"people.csv\"\nresponses =");
    folder.write("survey.toml", survey);
    folder.write("responses.csv", "division,side,Q1,Q2,Q3\nx,left,1,1,1\nx,left,2,2,2\nx,left,3,3,3\ny,right,3,3,3\ny,right,4,4,4\ny,right,4,4,4\n");
    folder.write("people.csv", "division,side,headcount\nx,left,5\ny,right,5\ny,left,1\n");
    let says = [
        "people.csv:4: division: a unit in two wider ones: \"side left in division x (line 2), y\"",
        "hint: correct the one",
    ];
    refused(&folder, &["--by", "side", "--versus", "parent"], &says);
    refused(&folder, &["--by", "side"], &says);
    refused_everywhere(&folder, &says);

    // The answers are wrong, the headcount is right.
    folder.write("people.csv", "division,side,headcount\nx,left,5\ny,right,5\n");
    let right = std::fs::read_to_string(folder.path().join("responses.csv")).expect("the answers");
    folder.write("responses.csv", right.clone() + "y,left,4,4,4\n");
    let says = ["\"side left in division x, y\"", "people.csv:2 has it in x: correct the answers"];
    refused(&folder, &["--by", "side"], &says);
    folder.write("responses.csv", right);
    folder.write("merges.csv", "attribute,value,merged\nside,left,both\nside,right,both\n");
    let says =
        ["a unit in two wider ones: \"side both in division x, y\"", "hint: merge only units that lie in the same one"];
    refused_everywhere(&folder, &says);
}

/// Every verb that looks at both attributes says so, and shows and writes nothing.
fn refused_everywhere(folder: &Folder, says: &[&str]) {
    let by = ["--by", "division", "--by", "side"];
    let files = listed(folder.path());
    let calls: [&[&str]; 6] = [
        &["score", "."],
        &["gap", "."],
        &["compare", "."],
        &["chart", "segments", ".", "--output", "chart.svg"],
        &["report", ".", "--output", "out"],
        &["score", ".", "--merge"],
    ];
    for call in calls {
        let output = koe_in(folder.path(), &[call, &by].concat());
        let err = stderr(&output);
        assert_eq!((output.status.code(), stdout(&output).as_str()), (Some(2), ""), "{call:?}: {err}");
        assert!(says.iter().all(|words| err.contains(words)), "{call:?}: {err}");
        assert_eq!(listed(folder.path()), files, "{call:?}");
    }
    let output = koe_in(folder.path(), &["check", "."]);
    assert_eq!(output.status.code(), Some(2));
    assert!(says.iter().all(|words| stderr(&output).contains(words)), "{}", stderr(&output));
    assert!(stdout(&output).contains("respondents"), "and what was read is still told: {}", stdout(&output));
}

#[test]
fn a_run_with_groups_says_once_that_it_passed_the_gate_by_itself() {
    let people: &[Answers] = &[[1, 2, 3], [2, 3, 4], [3, 4, 5], [5, 5, 5]];
    let folder = folder("pooled", &[("left", people), ("right", people)]);
    let told = |arguments: &[&str]| {
        let output = koe_in(folder.path(), &[arguments, &["--strict"]].concat());
        let err = stderr(&output);
        assert_eq!(output.status.code(), Some(0), "no oddity: {arguments:?}: {err}");
        let lines: Vec<&str> = err.lines().filter(|line| line.starts_with("note: ")).collect();
        assert!(lines.iter().all(|line| line.contains("`koe report` checks all tables together")), "{err}");
        lines.len()
    };
    for verb in ["score", "gap"] {
        assert_eq!(told(&[verb, "."]), 0, "{verb}");
        assert_eq!(told(&[verb, ".", "--by", "side"]), 1, "{verb}");
        assert_eq!(told(&[verb, ".", "--where", "side=left", "--format", "json"]), 1, "{verb}");
    }
    assert_eq!(told(&["compare", ".", "--by", "side"]), 1);
    assert_eq!(told(&["chart", "segments", ".", "--by", "side", "--output", "chart.svg"]), 1);
    assert_eq!(told(&["chart", "items", ".", "--output", "chart.svg"]), 0);
    assert_eq!(told(&["chart", "items", ".", "--where", "side=left", "--output", "chart.svg"]), 1);
    assert_eq!(told(&["report", ".", "--output", "out"]), 0);
    assert_eq!(told(&["check", "."]), 0);
}
