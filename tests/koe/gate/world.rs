//! Generated surveys with all that makes a gate hard: units in units, items
//! that few are asked, blanks, people without a value, a headcount, targets.

use koe_core::compare::{Alone, Comparing, Versus};
use koe_core::definition::Definition;
use koe_core::findings::Request;
use koe_core::release::Released;
use koe_core::responses::ReadOptions;
use koe_core::segment::Cuts;
use serde_json::Value;

#[path = "../../../data-samples/random.rs"]
#[allow(dead_code, clippy::duplicate_mod, reason = "the samples need more of it")]
mod random;

pub(super) use random::Random;

use crate::program::Folder;

pub(super) const ATTRIBUTES: [&str; 4] = ["unit", "team", "area", "kind"];

/// Q3 is for staff, Q4 for staff and guests.
pub(super) const ITEMS: usize = 5;

pub(super) const ITEMS_FILE: &str = "code,category,text,reverse,applies_to\n\
    Q1,1,a,,\nQ2,1,b,,\nQ3,2,c,,kind=staff\nQ4,2,d,,kind=staff|guest\nQ5,3,e,yes,\n";

/// A respondent: values of the attributes, answers (0 is blank).
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Person {
    pub(super) values: [&'static str; 4],
    pub(super) answers: [u8; ITEMS],
}

impl Person {
    pub(super) fn is_asked(&self, item: usize) -> bool {
        match (item, self.values[3]) {
            (0 | 1 | 4, _) | (_, "" | "staff") => true,
            (3, kind) => kind == "guest",
            _ => false,
        }
    }

    /// Whether the person gave a valid answer to an item that applies.
    pub(super) fn has_answered(&self, item: usize) -> bool {
        self.is_asked(item) && self.answers[item] > 0
    }

    /// Whether the person is in the score of these items: has answered one of
    /// them, or under `respondent-mean` half of those that apply.
    pub(super) fn is_scored(&self, items: &[usize], rule: &str) -> bool {
        let asked = items.iter().filter(|&&item| self.is_asked(item)).count();
        let answered = items.iter().filter(|&&item| self.has_answered(item)).count();
        answered > 0 && (rule != "respondent-mean" || 2 * answered >= asked)
    }

    pub(super) fn value(&self, attribute: &str) -> &'static str {
        let place = ATTRIBUTES.iter().position(|own| *own == attribute).expect("an attribute");
        if self.values[place].is_empty() { "(unknown)" } else { self.values[place] }
    }

    /// Whether a segment, as the JSON has it, holds the person.
    pub(super) fn is_in(&self, segment: &Value) -> bool {
        segment.as_object().expect("a segment").iter().all(|(name, value)| self.value(name) == value)
    }
}

/// The items of a row of the JSON.
pub(super) fn items(row: &Value) -> Vec<usize> {
    match row["code"].as_str().expect("a code") {
        "overall" => (0..ITEMS).collect(),
        "1" => vec![0, 1],
        "2" => vec![2, 3],
        "3" => vec![4],
        item => vec![item[1..].parse::<usize>().expect("a number") - 1],
    }
}

/// How a survey scores and what it protects.
#[derive(Debug, Clone, Copy)]
pub(super) struct Terms {
    pub(super) rule: &'static str,
    pub(super) least: usize,
    pub(super) detail: usize,
}

pub(super) const TERMS: [Terms; 4] = [
    Terms { rule: "pooled", least: 5, detail: 10 },
    Terms { rule: "item-mean", least: 3, detail: 3 },
    Terms { rule: "respondent-mean", least: 5, detail: 5 },
    Terms { rule: "item-mean", least: 10, detail: 20 },
];

/// What is asked of a survey.
#[derive(Debug, Clone, Copy)]
pub(super) struct Ask {
    pub(super) by: &'static [&'static [&'static str]],
    pub(super) filter: &'static [(&'static str, &'static str)],
    /// `everyone`, `parent` or a value of `area`.
    pub(super) versus: &'static str,
    pub(super) unknown: bool,
}

pub(super) const ASKS: [Ask; 8] = [
    // All attributes and their crosses, as a report has them.
    Ask {
        by: &[
            &["unit"],
            &["team"],
            &["area"],
            &["kind"],
            &["unit", "area"],
            &["unit", "kind"],
            &["team", "area"],
            &["team", "kind"],
            &["area", "kind"],
        ],
        filter: &[],
        versus: "everyone",
        unknown: false,
    },
    Ask { by: &[&["unit"], &["area"], &["unit", "area"]], filter: &[], versus: "everyone", unknown: false },
    Ask { by: &[&["unit"], &["team"]], filter: &[], versus: "parent", unknown: false },
    Ask { by: &[&["area", "team"]], filter: &[], versus: "parent", unknown: true },
    Ask { by: &[&["unit", "area"]], filter: &[], versus: "x", unknown: false },
    Ask { by: &[&["unit"], &["area"]], filter: &[("kind", "staff")], versus: "everyone", unknown: true },
    Ask { by: &[&["team"], &["kind"], &["team", "kind"]], filter: &[("area", "x")], versus: "parent", unknown: false },
    Ask { by: &[&["unit"], &["area"], &["kind"]], filter: &[], versus: "everyone", unknown: true },
];

impl Ask {
    pub(super) fn request(&self) -> Request {
        let owned = |(name, value): &(&str, &str)| ((*name).to_owned(), (*value).to_owned());
        let versus = match self.versus {
            "everyone" => Versus::Everyone,
            "parent" => Versus::Parent,
            area => Versus::Named { attribute: "area".to_owned(), value: area.to_owned() },
        };
        let by = self.by.iter().map(|names| names.iter().map(ToString::to_string).collect()).collect();
        Request {
            cuts: Cuts { by, filter: self.filter.iter().map(owned).collect(), list_unknown: self.unknown },
            path: true,
            compare: Some(Comparing { versus, alone: Alone::LeftOut, ..Comparing::default() }),
            ..Request::default()
        }
    }
}

/// A survey with its people; only their answers change.
pub(super) struct World {
    pub(super) folder: Folder,
    definition: Definition,
}

impl World {
    pub(super) fn new(terms: Terms, people: &[Person]) -> Self {
        let files = [("survey.toml", survey(terms)), ("items.csv", ITEMS_FILE.to_owned())];
        let folder = Folder::new(&files);
        folder.write("population.csv", population(people));
        folder.write("responses.csv", responses(people));
        let definition = Definition::load(folder.path()).unwrap_or_else(|problems| panic!("{problems}")).value;
        Self { folder, definition }
    }

    /// What leaves the gate, with all that is said of the answers; nothing
    /// where nobody answered.
    pub(super) fn run(&self, people: &[Person], ask: &Ask) -> Option<(Released, String)> {
        self.folder.write("responses.csv", responses(people));
        let outcome = koe_core::run(&self.definition, &ask.request(), None, &ReadOptions::default());
        let outcome = outcome.ok()?;
        let said = format!("{:?} {:?}", outcome.warnings, outcome.value.intake);
        Some((outcome.value.released, said))
    }
}

pub(super) fn survey(terms: Terms) -> String {
    let Terms { rule, least, detail } = terms;
    let target = match rule {
        "respondent-mean" => "[target.values]\noverall = 4.5\n\"category:1\" = 4.2\n\"item:Q3\" = 4\n",
        _ => "rule = \"raise-to-overall\"\n",
    };
    format!(
        "name = \"Twins\"\nlanguage = \"en\"\nitems = \"items.csv\"\n\
         [categories]\n\"1\" = \"One\"\n\"2\" = \"Two\"\n\"3\" = \"Three\"\n\
         [scale]\nmin = 1\nmax = 5\n[score]\nrule = \"{rule}\"\n\
         [attributes.unit]\n[attributes.team]\nparent = \"unit\"\n[attributes.area]\n\
         [attributes.kind]\norder = [\"guest\", \"other\", \"staff\"]\n\
         [report]\ncross = [[\"unit\", \"area\"], [\"team\", \"area\"], [\"area\", \"kind\"]]\n\
         [privacy]\nmin_respondents = {least}\nmin_detail = {detail}\n\
         [[wave]]\nname = \"2025\"\nresponses = [\"responses.csv\"]\npopulation = \"population.csv\"\n\
         [target]\nyear = 2029\n{target}"
    )
}

/// Two of three answered, more or less.
pub(super) fn population(people: &[Person]) -> String {
    let line = |(number, person): (usize, &Person)| format!("{},{}\n", person.values.join(","), 1 + number % 2);
    format!("{},headcount\n{}", ATTRIBUTES.join(","), people.iter().enumerate().map(line).collect::<String>())
}

pub(super) fn responses(people: &[Person]) -> String {
    let cell = |answer: &u8| if *answer == 0 { String::new() } else { answer.to_string() };
    let line =
        |person: &Person| format!("{},{}\n", person.values.join(","), person.answers.each_ref().map(cell).join(","));
    format!("{},Q1,Q2,Q3,Q4,Q5\n{}", ATTRIBUTES.join(","), people.iter().map(line).collect::<String>())
}

/// Teams are in units; area and kind have nothing to do with either. Of 100
/// questions some `blanks` are left blank.
pub(super) fn people(random: &mut Random, count: usize, blanks: usize) -> Vec<Person> {
    const PLACES: [(&str, &str, f64); 11] = [
        ("north", "n1", 9.0),
        ("north", "n2", 3.0),
        ("north", "n3", 1.5),
        ("south", "s1", 8.0),
        ("south", "s2", 2.0),
        ("east", "e1", 4.0),
        ("east", "e2", 1.0),
        ("east", "", 0.7),
        ("west", "w1", 2.0),
        ("west", "w2", 1.0),
        ("", "", 0.7),
    ];
    const KINDS: [(&str, f64); 4] = [("staff", 6.0), ("guest", 1.5), ("other", 2.0), ("", 0.5)];
    let places = PLACES.map(|(.., share)| share);
    let kinds = KINDS.map(|(_, share)| share);
    let person = |_| {
        let (unit, team, _) = PLACES[random.share(&places)];
        let area = ["x", "y", "z", ""][random.share(&[5.0, 3.0, 1.5, 0.4])];
        let mut person = Person { values: [unit, team, area, KINDS[random.share(&kinds)].0], answers: [0; ITEMS] };
        for item in 0..ITEMS {
            if person.is_asked(item) && random.below(100) >= blanks {
                person.answers[item] = 1 + random.below(5) as u8;
            }
        }
        person
    };
    (0..count).map(person).collect()
}
