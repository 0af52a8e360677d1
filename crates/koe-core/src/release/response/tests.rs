use std::fs;

use crate::Checked;
use crate::definition::Definition;
use crate::findings::Request;
use crate::release::ResponseRate;
use crate::responses::ReadOptions;
use crate::segment::Cuts;

const SURVEY: &str = r#"
name = "回答率"
[categories]
"1" = "職場"
[scale]
min = 1
max = 5
[score]
percent_decimals = 1
[attributes."部"]
order = ["総務部", "財務部"]
[attributes."年代"]
column = "年齢"
cuts   = [40]
labels = ["40歳未満", "40歳以上"]
[attributes."庁舎"]
[privacy]
min_respondents = 5
[[wave]]
name       = "2025"
responses  = ["responses.csv"]
population = "population.csv"
"#;

/// 37 people. 財務部 has no respondent of 12, 会計課 none of 4; 水道局 is not in
/// the headcount.
const POPULATION: &str =
    "部,年齢,headcount\n市民部,30,6\n総務部,30,10\n総務部,50,5\n財務部,30,8\n財務部,50,4\n会計課,50,4\n";

/// Rows of a value of 部 and an age, each with one answer.
fn answers(groups: &[(&str, &str, usize)]) -> String {
    let rows = groups.iter().map(|(unit, age, n)| format!("{unit},{age},本庁,4\n").repeat(*n));
    format!("部,年齢,庁舎,Q1\n{}", rows.collect::<String>())
}

fn usual() -> String {
    answers(&[("市民部", "30", 5), ("総務部", "30", 6), ("総務部", "50", 3), ("水道局", "30", 5), ("", "30", 1)])
}

fn by(names: &[&str]) -> Cuts {
    Cuts { by: names.iter().map(|&name| vec![name.to_owned()]).collect(), ..Cuts::default() }
}

fn released(population: &str, answers: &str, cuts: Cuts) -> Checked<Vec<ResponseRate>> {
    let folder = tempfile::tempdir().expect("a folder");
    let write = |name: &str, text: &str| fs::write(folder.path().join(name), text).expect("written");
    write("survey.toml", SURVEY);
    write("items.csv", "code,category,text\nQ1,1,働きやすい\n");
    write("population.csv", population);
    write("responses.csv", answers);
    let definition = Definition::load(folder.path()).unwrap_or_else(|problems| panic!("{problems}")).value;
    let request = Request { cuts, ..Request::default() };
    let run = crate::run(&definition, &request, None, &ReadOptions::default());
    let Checked { value, warnings } = run.unwrap_or_else(|problems| panic!("{problems}"));
    Checked { value: value.released.response().to_vec(), warnings }
}

/// A line a group: its values, how it stands, respondents / headcount, printed
/// rate, whether it is low.
fn told(population: &str, answers: &str, cuts: Cuts) -> Vec<String> {
    let number = |n: Option<u64>| n.map_or_else(|| "-".to_owned(), |n| n.to_string());
    let line = |rate: &ResponseRate| {
        let values: Vec<&str> = rate.segment.0.iter().map(|(_, value)| value.as_str()).collect();
        let printed = rate.response_rate_text.map_or_else(|| "-".to_owned(), |rate| rate.to_string());
        let low = if rate.low == Some(true) { " low" } else { "" };
        let state = serde_json::to_value(rate.state).expect("a state");
        let (respondents, invited) = (number(rate.respondents), number(rate.invited));
        format!("{} {} {respondents}/{invited} {printed}{low}", values.join("×"), state.as_str().expect("a word"))
    };
    released(population, answers, cuts).value.iter().map(line).collect()
}

#[test]
fn every_group_of_the_headcount_or_the_answers_is_listed() {
    // 20/37 = 54.05, 9/15 = 60, 5/6 = 83.33 per cent. In the order of the survey
    // file, then of the headcount, then by text.
    let expected = [
        " shown 20/37 54.1 low",
        "総務部 shown 9/15 60.0",
        "財務部 nobody 0/12 0.0 low",
        "市民部 shown 5/6 83.3",
        "会計課 withheld -/- -",
        "水道局 no-headcount 5/- -",
    ];
    assert_eq!(told(POPULATION, &usual(), by(&["部"])), expected);
}

#[test]
fn shown_parts_add_up_where_nothing_is_missing() {
    let all = answers(&[("総務部", "30", 6), ("財務部", "50", 2)]);
    let rates = released("部,headcount\n総務部,9\n財務部,8\n", &all, by(&["部"])).value;
    let sum = |of: fn(&ResponseRate) -> Option<u64>| rates[1..].iter().map(|rate| of(rate).unwrap()).sum::<u64>();
    assert_eq!((Some(sum(|rate| rate.respondents)), Some(sum(|rate| rate.invited))), (Some(8), Some(17)));
    assert_eq!((rates[0].respondents, rates[0].invited), (Some(8), Some(17)));
}

#[test]
fn crossed_groups_are_those_that_somebody_is_in() {
    // Of 4 × 2 groups the headcount has 6, of which 総務部×40歳以上 has 5 people,
    // 財務部×40歳以上 4, 会計課×40歳以上 4; the answers add 水道局×40歳未満.
    let crossed = Cuts { by: vec![vec!["部".to_owned(), "年代".to_owned()]], ..Cuts::default() };
    let expected = [
        " shown 20/37 54.1 low",
        "総務部×40歳未満 shown 6/10 60.0",
        "総務部×40歳以上 shown 3/5 60.0",
        "財務部×40歳未満 nobody 0/8 0.0 low",
        "財務部×40歳以上 withheld -/- -",
        "市民部×40歳未満 shown 5/6 83.3",
        "会計課×40歳以上 withheld -/- -",
        "水道局×40歳未満 no-headcount 5/- -",
    ];
    assert_eq!(told(POPULATION, &usual(), crossed), expected);
}

#[test]
fn a_filter_asks_the_headcount_too() {
    // 40歳未満: 6 + 10 + 8 invited, 17 of whom (with 水道局 and no unit) answered.
    let cuts = Cuts { filter: vec![("年代".to_owned(), "40歳未満".to_owned())], ..by(&["部"]) };
    let expected = [
        "40歳未満 shown 17/24 70.8",
        "40歳未満×総務部 shown 6/10 60.0",
        "40歳未満×財務部 nobody 0/8 0.0 low",
        "40歳未満×市民部 shown 5/6 83.3",
        "40歳未満×水道局 no-headcount 5/- -",
    ];
    assert_eq!(told(POPULATION, &usual(), cuts), expected);
}

#[test]
fn respondents_without_a_value_have_no_headcount_and_are_listed_on_request() {
    let cuts = Cuts { list_unknown: true, ..by(&["部"]) };
    let blank = format!("{POPULATION},30,9\n");
    let lines = told(&blank, &usual(), cuts);
    // One respondent is under the five of min_respondents; nine people without a
    // unit are counted in everyone only.
    assert_eq!(lines.last().map(String::as_str), Some("(unknown) no-headcount -/- -"));
    assert_eq!(lines[0], " shown 20/46 43.5 low");
}

#[test]
fn low_is_what_prints_under_sixty() {
    // 1199/2000 = 59.95 prints 60.0, 5994/10000 = 59.94 prints 59.9.
    let all = answers(&[("総務部", "30", 1199), ("財務部", "30", 5994), ("市民部", "30", 6)]);
    let population = "部,headcount\n総務部,2000\n財務部,10000\n市民部,10\n";
    let lines = told(population, &all, by(&["部"]));
    assert_eq!(
        lines[1..],
        ["総務部 shown 1199/2000 60.0", "財務部 shown 5994/10000 59.9 low", "市民部 shown 6/10 60.0",]
    );
}

#[test]
fn an_attribute_the_headcount_does_not_know_has_no_rates() {
    assert_eq!(told(POPULATION, &usual(), by(&["庁舎"])), [" shown 20/37 54.1 low"]);
    let crossed = Cuts { by: vec![vec!["部".to_owned(), "庁舎".to_owned()]], ..Cuts::default() };
    assert_eq!(told(POPULATION, &usual(), crossed).len(), 1);
    let within = Cuts { filter: vec![("庁舎".to_owned(), "本庁".to_owned())], ..by(&["部"]) };
    assert!(told(POPULATION, &usual(), within).is_empty());
}

#[test]
fn a_small_headcount_hides_everyone_too() {
    let all = answers(&[("総務部", "30", 3)]);
    assert_eq!(told("部,headcount\n総務部,4\n", &all, by(&["部"])), [" withheld -/- -", "総務部 withheld -/- -"]);
}

#[test]
fn values_are_called_as_the_answers_call_them_and_match_as_they_match() {
    let all = answers(&[("ＡＢ課", "30", 5)]);
    let lines = told("部,headcount\nAB課,10\nＣ課,10\nC課,2\n", &all, by(&["部"]));
    assert_eq!(lines[1..], ["ＡＢ課 shown 5/10 50.0 low", "C課 nobody 0/12 0.0 low"]);
}
