//! Two waves: the figures of the latest one in a report, and beside them the
//! trend. What each of them withholds the other must not give back.

#![allow(clippy::print_stdout, reason = "a test tells its seeds")]

use std::collections::{BTreeMap, BTreeSet};

use koe_core::definition::Definition;
use koe_core::findings::Request;
use koe_core::release::{By, PartsState, Released};
use koe_core::responses::ReadOptions;
use koe_core::segment::Cuts;
use koe_core::trend::{Trending, trend};
use koe_report::table::{Levels, View};
use koe_report::{Colophon, Contents, page};
use serde_json::{Value, json};

use super::organisation::Span;
use super::twins::{Twins, alike, rows};
use super::world::{ASKS, ATTRIBUTES, ITEMS, ITEMS_FILE, Person, Random, TERMS, Terms, items, people, population};
use super::world::{responses, survey};
use crate::program::Folder;

/// Surveys of two waves.
const SEEDS: u64 = 24;

/// Q2, which only the later wave has: a category of the trend is not that of the
/// report.
const NEW: usize = 1;

/// How many of 100 questions are left blank.
const BLANKS: [usize; 3] = [0, 10, 30];

/// A survey of two waves; only the answers change.
struct Waves {
    folder: Folder,
    definition: Definition,
}

/// What a report is made of: its figures, and the trend beside them.
struct Seen {
    released: Released,
    trend: Released,
}

impl Waves {
    fn new(terms: Terms, [earlier, later]: [&[Person]; 2]) -> Self {
        let folder = Folder::new(&[("items.csv", ITEMS_FILE)]);
        let of =
            |name: &str| format!("name = \"{name}\"\nresponses = [\"{name}.csv\"]\npopulation = \"all-{name}.csv\"\n");
        let (head, rest) = survey(terms).split_once("name = \"2025\"").map(owned).expect("a wave");
        let (_, plan) = rest.split_once("[target]").map(owned).expect("a plan");
        let waves = format!("{}[[wave]]\n{}", of("2024"), of("2025"));
        folder.write("survey.toml", format!("crosswalk = \"crosswalk.csv\"\n{head}{waves}[target]{plan}"));
        folder.write("crosswalk.csv", "wave,what,old,new,change\n2024,item,,Q2,added\n");
        folder.write("all-2024.csv", population(earlier));
        folder.write("all-2025.csv", population(later));
        write(&folder, [earlier, later]);
        let definition = Definition::load(folder.path()).unwrap_or_else(|problems| panic!("{problems}")).value;
        Self { folder, definition }
    }

    /// A report of all attributes and their crosses, as the program makes it.
    fn run(&self, people: [&[Person]; 2]) -> Option<Seen> {
        write(&self.folder, people);
        let options = ReadOptions::default();
        let request = Request { wave: Some("2025".to_owned()), ..ASKS[0].request() };
        let released = koe_core::run(&self.definition, &request, None, &options).ok()?.value.released;
        let by = ATTRIBUTES.map(|name| vec![name.to_owned()]).to_vec();
        let request = Request { cuts: Cuts { by, ..Cuts::default() }, ..Request::default() };
        let trending = Trending::up_to(&self.definition, 1).expect("two waves");
        let trend = trend(&self.definition, &request, &trending, Some(&released), &options).ok()?.value.released;
        Some(Seen { released, trend })
    }
}

fn owned((one, other): (&str, &str)) -> (String, String) {
    (one.to_owned(), other.to_owned())
}

fn write(folder: &Folder, [earlier, later]: [&[Person]; 2]) {
    folder.write("2024.csv", responses(earlier).replacen(",Q2,", ",old,", 1));
    folder.write("2025.csv", responses(later));
}

/// People of the two waves of a seed.
fn of_seed(seed: u64) -> (Terms, [Vec<Person>; 2]) {
    let mut random = Random::new(seed);
    let blanks = BLANKS[seed as usize % BLANKS.len()];
    let waves = [0, 1].map(|_| {
        let count = 40 + random.below(100);
        people(&mut random, count, blanks)
    });
    let [mut earlier, later] = waves;
    earlier.iter_mut().for_each(|person| person.answers[NEW] = 0);
    (TERMS[seed as usize % TERMS.len()], [earlier, later])
}

impl Seen {
    fn report(&self) -> Vec<Value> {
        rows(&self.released, View::Gap)
    }

    /// The rows of one wave of the trend.
    fn of_wave(&self, wave: &str) -> Vec<Value> {
        let mut all = rows(&self.trend, View::Trend(Levels::All));
        all.retain(|row| row["wave"] == wave);
        all
    }
}

/// The answers of people who answered an item, by all they are known by.
struct Cells<'a> {
    numbers: BTreeMap<(usize, [&'a str; 4]), usize>,
    people: &'a [Person],
}

impl<'a> Cells<'a> {
    fn new(people: &'a [Person]) -> Self {
        let answered = |item: usize| people.iter().filter(move |person| person.has_answered(item));
        let all: BTreeSet<_> =
            (0..ITEMS).flat_map(|item| answered(item).map(move |person| (item, person.values))).collect();
        Self { numbers: all.into_iter().zip(0..).collect(), people }
    }

    fn row(&self, items: &[usize], segment: &Value) -> BTreeSet<usize> {
        let own = self.people.iter().filter(|person| person.is_in(segment));
        own.flat_map(|person| items.iter().filter_map(|&item| self.numbers.get(&(item, person.values))))
            .copied()
            .collect()
    }
}

/// The items of a row in the trend.
fn common(row: &Value) -> Vec<usize> {
    items(row).into_iter().filter(|&item| item != NEW).collect()
}

/// Scores, changes and their parts taken together: no withheld row of the latest
/// wave is a combination of shown ones, wherever they are shown.
#[test]
fn a_report_and_its_trend_give_no_withheld_row_back() {
    let (mut withheld, mut kept, mut parts) = (0, 0, 0);
    for seed in 0..SEEDS {
        let (terms, waves) = of_seed(seed);
        let Some(seen) = Waves::new(terms, [&waves[0], &waves[1]]).run([&waves[0], &waves[1]]) else { continue };
        let cells = Cells::new(&waves[1]);
        let (report, latest) = (seen.report(), seen.of_wave("2025"));
        let all = || report.iter().map(|row| (row, items(row))).chain(latest.iter().map(|row| (row, common(row))));
        let mut span = Span::default();
        let mut told: Vec<BTreeSet<usize>> = all()
            .filter(|(row, _)| row["suppressed"] == false)
            .map(|(row, items)| cells.row(&items, &row["segment"]))
            .collect();
        told.extend(rests(&seen, &latest, &cells, terms));
        parts += told.len();
        told.sort_by_key(BTreeSet::len);
        told.iter().for_each(|row| span.learn(row));
        // The trend may withhold what the report shows: it has tables of its own, and
        // a category is withheld for an item that the trend has not.
        let is_shown = |item: usize, segment: &Value| {
            let code = format!("Q{}", item + 1);
            let own = |row: &&Value| row["code"] == *code && row["segment"] == *segment;
            report.iter().find(own).is_some_and(|row| row["suppressed"] == false)
        };
        let is_told = |row: &Value| {
            let mut answered = common(row).into_iter().filter(|&item| !cells.row(&[item], &row["segment"]).is_empty());
            answered.all(|item| is_shown(item, &row["segment"]))
        };
        let of_trend = latest.iter().filter(|row| !is_told(row)).map(|row| (row, common(row)));
        let hidden = report.iter().map(|row| (row, items(row))).chain(of_trend);
        for (row, items) in hidden.filter(|(row, _)| row["suppressed"] == true) {
            let own = cells.row(&items, &row["segment"]);
            let place = || format!("seed {seed}, {terms:?}: {} of {}", row["code"], row["segment"]);
            assert!(own.is_empty() || !span.has(&own), "{}", place());
            withheld += usize::from(!own.is_empty());
        }
        let shown = |rows: &[Value]| -> BTreeSet<(String, String)> {
            let shown = rows.iter().filter(|row| row["suppressed"] == false);
            shown.map(|row| (row["code"].to_string(), row["segment"].to_string())).collect()
        };
        let (of_report, of_trend) = (shown(&report), shown(&latest));
        assert!(of_trend.is_subset(&of_report), "seed {seed}: {:?}", of_trend.difference(&of_report).next());
        // What is said of everyone names shown items.
        for extreme in seen.trend.extremes().iter().flat_map(|own| own.highest.iter().chain(&own.lowest)) {
            assert!(of_trend.contains(&(json!(extreme.code).to_string(), "{}".to_owned())), "seed {seed}: {extreme:?}");
        }
        assert_eq!(seen.trend.proof().shown as usize, seen.trend.rows().iter().filter(|row| !row.suppressed).count());
        kept += of_trend.len();
    }
    println!("seeds 0..{SEEDS}: {withheld} withheld rows, {kept} rows of the trend and {parts} sums shown");
    assert!(withheld > 3000 && kept > 500, "{withheld} {kept}");
}

/// What the parts of a change tell beside rows: those that are no part by name,
/// as one group, who are nobody or at least t.
fn rests(seen: &Seen, latest: &[Value], cells: &Cells<'_>, terms: Terms) -> Vec<BTreeSet<usize>> {
    let mut rests = Vec::new();
    let trend = seen.trend.trend().expect("a trend");
    for of in trend.decomposition.iter().filter(|of| of.state == PartsState::Shown) {
        let everyone = latest.iter().find(|row| row["code"] == *of.code && row["segment"] == json!({})).expect("a row");
        let line = common(everyone);
        let is_shown = |code: &str, segment: &Value| {
            latest.iter().any(|row| row["code"] == code && row["segment"] == *segment && row["suppressed"] == false)
        };
        match (&of.by, &of.attribute) {
            (By::Items, _) => {
                for code in of.parts.iter().filter_map(|part| part.code.as_deref()) {
                    let own = &[code[1..].parse::<usize>().expect("a number") - 1];
                    assert!(is_shown(code, &json!({})) || cells.row(own, &json!({})).is_empty(), "{code}");
                }
            }
            (By::Groups, Some(attribute)) => {
                let names: Vec<&str> = of.parts.iter().filter_map(|part| part.code.as_deref()).collect();
                let unit = |name: &str| json!({ attribute.as_str(): name });
                assert!(names.iter().all(|name| is_shown(&of.code, &unit(name))), "{names:?}");
                let rest = cells.people.iter().filter(|person| !names.contains(&person.value(attribute)));
                let count = rest.filter(|person| person.is_scored(&line, terms.rule)).count();
                assert!(count == 0 || count >= terms.least, "{attribute}: {count}");
                let named: BTreeSet<usize> = names.iter().flat_map(|name| cells.row(&line, &unit(name))).collect();
                rests.push(cells.row(&line, &json!({})).difference(&named).copied().collect());
            }
            (By::Groups, None) => panic!("no attribute"),
        }
    }
    rests
}

/// Answers of people who are withheld change, in the earlier wave, in the latest,
/// in both: the same figures, changes and parts, to the last digit; and the same
/// page.
#[test]
fn twins_in_any_wave_leave_a_report_of_two_waves_alike() {
    let (mut pairs, mut changed) = (0, [0; 2]);
    for seed in 0..SEEDS {
        let (terms, waves) = of_seed(seed);
        let world = Waves::new(terms, [&waves[0], &waves[1]]);
        let Some(seen) = world.run([&waves[0], &waves[1]]) else { continue };
        let mut random = Random::new(5000 + seed);
        // Targets may tell the scores of everyone in the wave they come from.
        let target = json!({ "segment": {}, "code": "overall", "suppressed": true, "path": [] });
        let earlier: Vec<Value> = seen.of_wave("2024").into_iter().chain([target]).collect();
        let earlier = Twins::new(&waves[0], &earlier, &mut random);
        let later = Twins::new(&waves[1], &seen.report(), &mut random);
        let expected = world.run([&earlier.one, &later.one]).expect("a run");
        let is_hidden = |seen: &Seen| -> Vec<bool> {
            seen.released.rows().iter().chain(seen.trend.rows()).map(|row| row.suppressed).collect()
        };
        assert_eq!(is_hidden(&expected), is_hidden(&seen), "seed {seed}: it depends on answers");
        let made = |seen: &Seen| {
            let contents = Contents { released: &seen.released, trend: Some(&seen.trend), plan: None };
            page::render(contents, &Colophon::default()).expect("a page")
        };
        for (number, other) in
            [[&earlier.other, &later.one], [&earlier.one, &later.other], [&earlier.other, &later.other]]
                .iter()
                .enumerate()
        {
            let own = world.run([other[0], other[1]]).expect("a run");
            let place = format!("seed {seed}, {terms:?}, {}", ["earlier", "latest", "both"][number]);
            alike(&format!("{:#?}", expected.released), &format!("{:#?}", own.released), &place);
            alike(&format!("{:#?}", expected.trend), &format!("{:#?}", own.trend), &place);
            if number == 2 && seed < 2 {
                alike(&made(&expected), &made(&own), &place);
            }
        }
        pairs += usize::from(earlier.changed > 0) + usize::from(later.changed > 0);
        changed = [changed[0] + earlier.changed, changed[1] + later.changed];
    }
    println!("seeds 0..{SEEDS}: {pairs} pairs, {changed:?} withheld rows not the same, earlier and latest");
    assert!(pairs > 30 && changed.iter().all(|&rows| rows > 200), "{pairs} {changed:?}");
}
