//! Trends from outside: what a crosswalk does, laws, what they never tell, and
//! requests that are no trend.

mod crosswalk;
mod parts;
mod scales;
mod units;
mod years;

use std::fs;

use koe_core::definition::{Definition, Language};
use koe_core::findings::Request;
use koe_core::responses::ReadOptions;
use koe_core::segment::Cuts;
use koe_core::trend::{Since, Trending};
use koe_report::table::{Format, Levels, Style, View, render};
use proptest::prelude::*;
use serde_json::Value;

use crate::program::{Folder, json, koe_in, koe_on, root, stderr, stdout};

/// Two categories, three items, a unit; waves and more are added.
const SURVEY: &str = r#"
name = "Waves"
language = "en"
CROSSWALK
[categories]
"1" = "One"
"2" = "Two"
[scale]
min = 1
max = 5
[attributes.unit]
[privacy]
min_respondents = 3
min_detail = 5
"#;

const ITEMS: &str = "code,category,text\nQ1,1,a\nQ2,1,b\nQ3,2,c\n";

fn wave(name: &str) -> String {
    format!("[[wave]]\nname = \"{name}\"\nresponses = [\"{name}.csv\"]\n")
}

/// A survey of these waves (their rows below the header), in this order.
fn folder(more: &str, crosswalk: &str, waves: &[(&str, &str)]) -> Folder {
    let named = if crosswalk.is_empty() { "" } else { "crosswalk = \"crosswalk.csv\"" };
    let survey = SURVEY.replace("CROSSWALK", named) + more;
    let survey = waves.iter().fold(survey, |survey, (name, _)| survey + &wave(name));
    let crosswalk = format!("wave,what,old,new,change\n{crosswalk}");
    let folder = Folder::new(&[("survey.toml", survey.as_str()), ("items.csv", ITEMS), ("crosswalk.csv", &crosswalk)]);
    for (name, rows) in waves {
        folder.write(&format!("{name}.csv"), rows);
    }
    folder
}

/// Rows of units: so many of each, with answers that vary.
fn rows(header: &str, units: &[(&str, u32)], shift: u32) -> String {
    let mut text = format!("{header}\n");
    for (place, (unit, count)) in (0_u32..).zip(units) {
        for one in 0..*count {
            let answer = |item: u32| 1 + (one * 7 + item * 3 + place * 2 + shift) % 5;
            text.push_str(&format!("{unit},{},{},{}\n", answer(0), answer(1), answer(2)));
        }
    }
    text
}

const HEADER: &str = "unit,Q1,Q2,Q3";

fn trend(folder: &Folder, more: &[&str]) -> Value {
    let arguments: Vec<&str> = ["trend", ".", "--format", "json"].into_iter().chain(more.iter().copied()).collect();
    json(folder.path(), &arguments)
}

/// A copy of five waves of a made-up survey.
fn sample() -> Folder {
    let copy = Folder::new::<&str>(&[]);
    for entry in fs::read_dir(root().join("data-samples/koriyama-waves")).expect("the sample") {
        let path = entry.expect("an entry").path();
        let name = path.file_name().and_then(|name| name.to_str()).expect("a name").to_owned();
        copy.write(&name, fs::read(&path).expect("a file"));
    }
    copy
}

/// The row of a wave and unit; no unit is everyone.
fn row<'a>(json: &'a Value, wave: &str, unit: &str, code: &str) -> &'a Value {
    let own = |row: &&Value| {
        row["wave"] == wave
            && row["code"] == code
            && row["segment"].get("unit").map_or(unit.is_empty(), |it| it == unit)
    };
    json["rows"].as_array().expect("rows").iter().find(own).unwrap_or_else(|| panic!("no row {wave} {unit} {code}"))
}

/// Five of five people, each a point higher in the second wave. By hand: all of
/// them answered both, so m is 5 in either case; 1/n − 1/N and m/n² − 1/N are 0.
#[test]
fn a_census_that_all_answered_twice_has_no_doubt() {
    let rows = |answers: [u8; 5]| {
        let lines: String = answers.iter().map(|it| format!("a,{it},{it},{it}\n")).collect();
        format!("{HEADER}\n{lines}")
    };
    let folder = folder("", "", &[("2024", &rows([1, 2, 3, 4, 3])), ("2025", &rows([2, 3, 4, 5, 4]))]);
    let survey = fs::read_to_string(folder.path().join("survey.toml")).expect("the survey");
    let survey = survey.replace("responses =", "population = \"people.csv\"\nresponses =");
    folder.write("survey.toml", survey);
    folder.write("people.csv", "unit,headcount\na,5\n");
    let sure = trend(&folder, &["--correlation", "1"]);
    let own = row(&sure, "2025", "", "overall");
    assert_eq!(own["difference_text"], "1.00");
    assert_eq!((&own["fewest"]["shared"], &own["most"]["shared"]), (&Value::from(5), &Value::from(5)));
    assert_eq!((&own["difference_low"], &own["difference_high"]), (&Value::from(1.0), &Value::from(1.0)));
    assert!(own["p"].is_null() && own["smallest_detectable"] == 0.0);
    // Without the headcount anything from nobody to all may have answered both.
    folder.write(
        "survey.toml",
        fs::read_to_string(folder.path().join("survey.toml")).expect("it").replace("population = \"people.csv\"\n", ""),
    );
    let unsure = trend(&folder, &["--correlation", "1"]);
    let own = row(&unsure, "2025", "", "overall");
    assert_eq!((&own["fewest"]["shared"], &own["most"]["shared"]), (&Value::from(0), &Value::from(5)));
    assert_eq!((&own["difference_low"], &own["difference_high"]), (&own["fewest"]["low"], &own["fewest"]["high"]));
    assert!(own["difference_low"].as_f64() < Some(0.0), "the wider of the two is the interval");
}

#[test]
fn waves_may_stand_in_any_order_and_be_read_by_any_number_of_threads() {
    let (sample, copy) = (root().join("data-samples/koriyama-waves"), sample());
    let survey = fs::read_to_string(sample.join("survey.toml")).expect("the survey");
    let (head, waves) = survey.split_once("[[wave]]").expect("waves");
    let mut waves: Vec<&str> = waves.split("[[wave]]").collect();
    waves.reverse();
    copy.write("survey.toml", format!("{head}[[wave]]{}\n", waves.join("\n[[wave]]")));
    let arguments = ["trend", ".", "--by", "部局", "--by", "年代", "--why", "baseline", "--format", "json"];
    let once = stdout(&koe_on(1, &sample, &arguments));
    assert_eq!(once, stdout(&koe_on(3, copy.path(), &arguments)));
    let named = ["--wave", "2027", "--wave", "2023", "--wave", "2025", "--wave", "2024", "--wave", "2026"];
    let named: Vec<&str> = arguments.into_iter().chain(named).collect();
    assert_eq!(once, stdout(&koe_in(&sample, &named)));
}

/// Twin worlds: a withheld unit of two and four people without a unit change
/// answers with each other, so that only hidden cells differ.
#[test]
fn nothing_tells_what_is_inside_hidden_groups() {
    let shown = rows(HEADER, &[("a", 9), ("b", 8)], 0);
    let world = |small: [&str; 2], rest: [&str; 4]| {
        let small: String = small.iter().map(|answers| format!("d,{answers}\n")).collect();
        let rest: String = rest.iter().map(|answers| format!(",{answers}\n")).collect();
        format!("{shown}{small}{rest}")
    };
    let later = rows(HEADER, &[("a", 8), ("b", 9), ("d", 2), ("", 5)], 2);
    let one = world(["1,1,1", "5,4,5"], ["2,3,3", "5,5,5", "4,4,1", "3,2,2"]);
    let other = world(["5,5,5", "2,3,3"], ["1,1,1", "5,4,5", "4,4,1", "3,2,2"]);
    let worlds = [one, other].map(|then| folder("", "", &[("2024", &then), ("2025", &later)]));
    for format in ["table", "json", "csv", "md"] {
        let arguments = ["trend", ".", "--by", "unit", "--why", "--level", "all", "--format", format];
        let [one, other] = [0, 1].map(|world: usize| koe_in(worlds[world].path(), &arguments));
        assert!(one.status.success(), "{}", stderr(&one));
        assert_eq!((stdout(&one), stderr(&one)), (stdout(&other), stderr(&other)), "{format}");
    }
    let json = trend(&worlds[0], &["--by", "unit", "--why"]);
    let own = row(&json, "2025", "d", "overall");
    assert_eq!(own["suppressed"], true);
    let fields = own.as_object().expect("a row");
    let told = ["wave", "segment", "level", "depth", "code", "name", "suppressed", "since_baseline"];
    assert!(fields.iter().all(|(name, value)| told.contains(&name.as_str()) || value.is_null()), "{own}");
    assert!(own["since_baseline"].as_object().expect("an object").values().all(Value::is_null));
    let groups = json["decomposition"].as_array().expect("tables").iter().find(|it| it["by"] == "groups");
    let parts = groups.expect("a table")["parts"].as_array().expect("parts");
    let codes: Vec<&Value> = parts.iter().map(|part| &part["code"]).collect();
    assert_eq!(codes, [&Value::from("a"), &Value::from("b"), &Value::Null], "hidden ones are one group");
}

/// Everything a trend by unit shows, in all formats.
fn told(folder: &Folder) -> Vec<String> {
    let definition = Definition::load(folder.path()).expect("a survey").value;
    let request = Request { cuts: Cuts::each(&["unit".to_owned()]), ..Request::default() };
    let trending = Trending { why: Some(Since::Previous), ..Trending::default() };
    let released = koe_core::trend(&definition, &request, &trending, None, &ReadOptions::default()).expect("a trend");
    let written = |format| {
        let style = Style::plain(Language::En);
        render(&released.value.released, View::Trend(Levels::All), format, style).expect("text")
    };
    [Format::Table, Format::Markdown, Format::Csv, Format::Json].map(written).to_vec()
}

/// The number of a unit; some are small.
fn unit() -> impl Strategy<Value = usize> {
    proptest::sample::select(vec![0, 0, 0, 0, 1, 1, 1, 2, 3, 4])
}

/// The rows of a wave, of which those of `hidden` units answer for each other.
fn wave_of(people: &[(usize, [u8; 3])], hidden: &[usize], turn: usize) -> String {
    let places: Vec<usize> = (0..people.len()).filter(|&one| hidden.contains(&people[one].0)).collect();
    let mut answers: Vec<[u8; 3]> = people.iter().map(|person| person.1).collect();
    for (step, &place) in places.iter().enumerate() {
        answers[place] = people[places[(step + turn) % places.len()]].1;
    }
    let line = |(person, answers): (&(usize, [u8; 3]), &[u8; 3])| {
        let [one, other, third] = answers;
        format!("{},{one},{other},{third}\n", ["a", "b", "c", "d", ""][person.0])
    };
    format!("{HEADER}\n{}", people.iter().zip(&answers).map(line).collect::<String>())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(40))]

    /// Twin worlds of any organisation: whoever is withheld in a wave may have
    /// given any other withheld person's answers.
    #[test]
    fn withheld_people_may_answer_for_each_other(
        waves in [0, 1].map(|_| proptest::collection::vec((unit(), [1..6_u8, 1..6, 1..6]), 12..40)),
        turn in 1..5_usize,
    ) {
        let texts = |hidden: [&[usize]; 2]| [0, 1].map(|wave: usize| wave_of(&waves[wave], hidden[wave], turn));
        let of = |texts: &[String; 2]| folder("", "", &[("2024", &texts[0]), ("2025", &texts[1])]);
        let one = told(&of(&texts([&[], &[]])));
        let json: Value = serde_json::from_str(&one[3]).expect("JSON");
        let hidden = ["2024", "2025"].map(|wave| {
            let is_hidden = |unit: &usize| {
                let name = ["a", "b", "c", "d"].get(*unit);
                name.is_none_or(|name| json["rows"].as_array().is_some_and(|rows| rows.iter().all(|row| {
                    row["wave"] != wave || row["segment"]["unit"] != *name || row["suppressed"] == true
                })))
            };
            (0..5).filter(is_hidden).collect::<Vec<usize>>()
        });
        prop_assert_eq!(one, told(&of(&texts([&hidden[0], &hidden[1]]))));
    }
}

#[test]
fn waves_before_the_baseline_have_no_path_and_four_no_projection() {
    let sample = root().join("data-samples/koriyama-waves");
    let own = json(&sample, &["trend", ".", "--format", "json"]);
    for (wave, is_after) in [("2023", false), ("2024", false), ("2025", true), ("2026", true)] {
        let own = row(&own, wave, "", "overall");
        assert_eq!(own["path_target"].is_number(), is_after, "{wave}");
        assert_eq!(own["path_status"] == "none", !is_after, "{wave}");
    }
    assert!(row(&own, "2024", "", "overall")["since_baseline"]["versus"].is_null());
    let latest = row(&own, "2027", "", "overall");
    let half = |low: &Value, high: &Value| (high.as_f64().expect("high") - low.as_f64().expect("low")) / 2.0;
    let projection = &latest["projection"];
    assert_eq!(projection["year"], 2029);
    let sampling = half(&latest["ci_low"], &latest["ci_high"]);
    assert!(half(&projection["low"], &projection["high"]) >= sampling - 1e-9, "never surer than the last wave");
    let four: Vec<&str> = ["2024", "2025", "2026", "2027"].iter().flat_map(|wave| ["--wave", wave]).collect();
    let arguments: Vec<&str> = ["trend", ".", "--lang", "en"].into_iter().chain(four.iter().copied()).collect();
    assert!(stdout(&koe_in(&sample, &arguments)).contains("With four waves, no projection is shown."));
    let arguments: Vec<&str> = ["trend", ".", "--format", "json"].into_iter().chain(four).collect();
    assert!(row(&json(&sample, &arguments), "2027", "", "overall")["projection"].is_null());
}

/// Words follow the printed interval.
#[test]
fn a_change_whose_interval_holds_zero_did_not_happen() {
    let sample = root().join("data-samples/koriyama-waves");
    let json = json(&sample, &["trend", ".", "--format", "json"]);
    let own = row(&json, "2027", "", "overall");
    let holds_zero = own["difference_low"].as_f64() <= Some(0.0) && own["difference_high"].as_f64() >= Some(0.0);
    assert!(holds_zero, "{own}");
    let told = stdout(&koe_in(&sample, &["trend", "."]));
    assert!(told.contains("令和8年度からの変化は") && told.contains("動いたとは言えません"), "{told}");
    for word in ["改善", "向上", "有意に"] {
        assert!(!told.contains(word), "{word}");
    }
}

#[test]
fn requests_that_are_no_trend_are_refused() {
    let rows = rows(HEADER, &[("a", 9)], 0);
    let waves = [("2024", rows.as_str()), ("2025", rows.as_str())];
    let two = folder("", "", &waves);
    let none = folder("", "2024,item,,Q1,added\n2024,item,,Q2,added\n2024,item,,Q3,added\n", &waves);
    let days = folder("", "", &waves);
    let survey = fs::read_to_string(days.path().join("survey.toml")).expect("the survey");
    days.write(
        "survey.toml",
        survey.replacen("name = \"2024\"", "name = \"2024\"\nfrom = 2024-12-01\nto = 2024-11-01", 1),
    );
    let twice = folder("", "", &[("2025", rows.as_str()), ("R7", rows.as_str())]);
    let aimed = folder("[target]\nyear = 2028\nbaseline = \"2025\"\n[target.values]\noverall = 4\n", "", &waves);
    let lost = folder("", "2024,item,,Q1,added\n", &waves);
    fs::remove_file(lost.path().join("crosswalk.csv")).expect("the crosswalk");
    for (folder, arguments, expected) in [
        (&aimed, &["--why", "baseline"][..], "the baseline is no earlier wave of the trend: \"2025\""),
        (&lost, &[], "crosswalk.csv: no such file"),
        (&two, &["--wave", "2025"][..], "fewer than two waves: \"2025\""),
        (&two, &["--wave", "2025", "--wave", "2025"], "--wave 2025: a wave is asked for twice"),
        (&two, &["--wave", "2023"], "--wave 2023: no such wave"),
        (&two, &["--correlation", "1.1"], "expected a number from -1 to 1"),
        (&two, &["--nonresponse", "-1"], "expected a number of points from 0 up"),
        (&two, &["--by", "section"], "--by section: no such attribute"),
        (&none, &[], "no item is the same in all of the waves"),
        (&two, &["--where", "unit=b"], "--where unit=b: no respondent has this value (wave 2024)"),
        (&days, &[], "a last day before the first: \"2024-11-01\""),
        (&twice, &[], "two waves of one year: \"R7\""),
    ] {
        let arguments: Vec<&str> = ["trend", "."].into_iter().chain(arguments.iter().copied()).collect();
        let output = koe_in(folder.path(), &arguments);
        assert_eq!(output.status.code(), Some(2), "{arguments:?}");
        assert!(stderr(&output).contains(expected), "{expected}\n{}", stderr(&output));
    }
}

#[test]
fn years_are_written_as_asked_for() {
    let rows = rows(HEADER, &[("a", 9)], 0);
    let folder = folder("", "", &[("令和6年度", &rows), ("H30", &rows)]);
    let title = |more: &[&str]| {
        let arguments: Vec<&str> = ["trend", "."].into_iter().chain(more.iter().copied()).collect();
        stdout(&koe_in(folder.path(), &arguments)).lines().next().unwrap_or_default().to_owned()
    };
    assert_eq!(title(&[]), "Waves 2018–2024");
    assert_eq!(title(&["--lang", "ja"]), "Waves 平成30年度〜令和6年度");
    assert_eq!(title(&["--lang", "ja", "--years", "western"]), "Waves 2018年度〜2024年度");
}

#[test]
fn each_wave_shows_what_it_shows_by_itself() {
    let sample = root().join("data-samples/koriyama-waves");
    let by = ["--by", "部局", "--by", "年代", "--format", "json"];
    let of = |verb: &[&str]| json(&sample, &verb.iter().chain(&by).copied().collect::<Vec<&str>>());
    let trend = of(&["trend", "."]);
    let rows = trend["rows"].as_array().expect("rows");
    let mut seen = 0;
    for wave in ["2023", "2024", "2025", "2026", "2027"] {
        let alone = of(&["score", ".", "--wave", wave]);
        let own: Vec<&Value> = rows.iter().filter(|row| row["wave"] == wave).collect();
        let alone = alone["rows"].as_array().expect("rows");
        assert_eq!(own.len(), alone.len());
        for (own, alone) in own.iter().zip(alone) {
            for (field, value) in alone.as_object().expect("a row") {
                assert_eq!(&own[field], value, "{wave} {field}");
            }
            seen += 1;
        }
    }
    assert_eq!(seen, rows.len());
}

/// The target of everyone in the baseline wave, less what is shown of those within
/// the filter in that wave, would be what the few outside it answered.
#[test]
fn no_target_of_a_trend_tells_whom_a_filter_leaves_out() {
    let plan = "[target]\nyear = 2029\nrule = \"raise-to-overall\"\nbaseline = \"2025\"\n";
    let within = |shift: u32| rows("unit,Q1,Q2,Q3", &[("a", 27)], shift);
    let told = |outside: &str, count: usize| {
        let earlier = within(0) + &outside.repeat(count);
        let later = within(1) + &"b,1,2,3\n".repeat(9);
        let folder = folder(plan, "", &[("2025", &earlier), ("2026", &later)]);
        let output = koe_in(folder.path(), &["trend", ".", "--where", "unit=a", "--format", "json"]);
        assert!(output.status.success(), "{}", stderr(&output));
        (stdout(&output), stderr(&output))
    };
    let few = told("b,5,5,5\n", 2);
    assert_eq!(few, told("b,1,1,1\n", 2), "two people who are not looked at");
    assert!(few.0.contains("\"suppressed\": false"));
    assert!(!few.0.contains("\"target\": 3") && !few.0.contains("\"target\": 4"), "{}", few.0);
    assert!(told("b,1,1,1\n", 8).0.contains("\"target\": "), "eight may be worked out");
    assert_ne!(told("b,1,1,1\n", 8), told("b,5,5,5\n", 8));
}
