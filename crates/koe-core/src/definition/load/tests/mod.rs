//! Survey folders: sound ones, and what is wrong with others.

mod files;
mod merges;
mod mistakes;

use std::fs;

use koe_stats::ratio;
use tempfile::TempDir;

use super::*;
use crate::definition::{Bound, Headcount, Language, Resolved, Rule, TargetKey, TargetRule};

const SURVEY: &str = r#"# survey.toml
name     = "郡山市 職員アンケート"
language = "ja"
items    = "items.csv"

[categories]
"1"   = "人材育成"
"2"   = "職場環境"
"1.1" = "職員研修"
"1.2" = "自己啓発"

[scale]
min = 1
max = 6
favorable = [5, 6]
labels = { "とてもそう思う" = 6, "そう思う" = 5 }
missing = ["", "無回答"]
not_applicable = ["該当なし"]
invalid = ["-9999"]

[score]
rule         = "pooled"
decimals     = 2
min_answered = 0.5
bands        = [{ name = "高い", above = 3.8 }, { name = "低い", below = 3.2 }]

[attributes."部"]
column = "部局"
order  = ["総務部", "財務部"]
map    = { "總務部" = "総務部" }
[attributes."課"]
column = "所属"
parent = "部"
[attributes."年代"]
column = "年齢"
cuts   = [30, 40, 50, 60]
labels = ["20代以下", "30代", "40代", "50代", "60代以上"]
[attributes."雇用区分"]

[target]
year     = 2029
rule     = "raise-to-overall"
baseline = "2025"

[target.values]
overall = 4.17
"category:1" = 4.25
"subcategory:職員研修" = 4.3
"item:Q02" = 4

[privacy]
min_respondents = 5
min_detail      = 10

[[wave]]
name       = "2025"
label      = "令和7年度"
responses  = ["responses-2025.csv"]
population = "population-2025.csv"

[[wave]]
name       = "2023"
responses  = "responses-2023.csv"
encoding   = "cp932"
"#;

const ITEMS: &str = "\u{feff}code,category,subcategory,text,reverse,applies_to,column\r\n\
    Q01,1,1.1,\"研修を受ける\r\n機会は公平\",,,\r\n\
    Q02,人材育成,自己啓発,学ぶ時間がある,yes,雇用区分=正職員|再任用職員,問2\r\n\
    Q03,2,,職場の雰囲気が良い,,,\r\n";

struct Folder(TempDir);

impl Folder {
    fn new(survey: &str, items: &str, population: &str) -> Self {
        let folder = Self(tempfile::tempdir().expect("a folder"));
        folder.write("survey.toml", survey.as_bytes());
        folder.write("items.csv", items.as_bytes());
        folder.write("population-2025.csv", population.as_bytes());
        folder.write("responses-2025.csv", b"Q01\n1\n");
        folder.write("responses-2023.csv", b"Q01\n1\n");
        folder
    }

    fn sound() -> Self {
        Self::new(SURVEY, ITEMS, "部局,年齢,headcount\n總務部,30代,\"1,234\"\n財務部,29,6\n,70,10\n")
    }

    fn write(&self, name: &str, bytes: &[u8]) {
        fs::write(self.0.path().join(name), bytes).expect("written");
    }

    fn load(&self) -> Result<Checked<Definition>, Problems> {
        Definition::load(self.0.path())
    }

    /// Problems as "file:line: key: message: found".
    fn problems(&self) -> Vec<String> {
        let problems = match self.load() {
            Ok(checked) => checked.warnings,
            Err(problems) => problems.as_slice().to_vec(),
        };
        let folder = format!("{}{}", self.0.path().display(), std::path::MAIN_SEPARATOR);
        problems.iter().map(|problem| problem.to_string().replace(&folder, "")).collect()
    }
}

#[test]
fn the_example_of_the_design_loads() {
    let folder = Folder::sound();
    let checked = folder.load().unwrap_or_else(|problems| panic!("{problems}"));
    assert!(checked.warnings.is_empty(), "{:?}", checked.warnings);
    let survey = checked.value;
    assert_eq!(survey.name, "郡山市 職員アンケート");
    assert_eq!(survey.language, Language::Ja);
    assert_eq!(survey.file, folder.0.path().join("survey.toml"));

    let codes: Vec<&str> = survey.categories.iter().map(|it| it.code.as_str()).collect();
    assert_eq!(codes, ["1", "1.1", "1.2", "2"]);
    assert_eq!(survey.categories.iter().map(|it| it.parent).collect::<Vec<_>>(), [None, Some(0), Some(0), None]);

    let scale = &survey.scales[0];
    assert_eq!((scale.min, scale.max), (1, 6));
    assert_eq!(scale.favorable.iter().copied().collect::<Vec<_>>(), [5, 6]);
    assert_eq!(scale.unfavorable.iter().copied().collect::<Vec<_>>(), [1, 2]);
    assert_eq!(scale.labels, [("とてもそう思う".to_owned(), 6), ("そう思う".to_owned(), 5)]);
    assert_eq!(scale.invalid, ["-9999"]);

    assert_eq!(survey.score.rule, Rule::Pooled);
    assert_eq!((survey.score.decimals, survey.score.percent_decimals), (2, 1));
    assert_eq!(survey.score.min_answered, ratio(1, 2));
    assert!(matches!(survey.score.bands[0].bounds[..], [Bound::Above(it)] if it.to_string() == "3.8"));

    let [q1, q2, q3] = &survey.items[..] else { panic!("{:?}", survey.items) };
    assert_eq!((q1.category, q2.category, q3.category), (1, 2, 3));
    assert_eq!(q1.text, "研修を受ける\r\n機会は公平");
    assert!(q2.reverse && !q1.reverse && q1.overall);
    assert_eq!((q1.column.as_str(), q2.column.as_str()), ("Q01", "問2"));
    let condition = q2.applies_to.as_ref().expect("a condition");
    assert_eq!(condition.attribute, 3);
    assert_eq!(condition.values, ["正職員", "再任用職員"]);

    assert_eq!(survey.attributes[1].parent, Some(0));
    assert_eq!(survey.attributes[3].column, "雇用区分");

    // Oldest first, whatever the order of the file.
    assert_eq!(survey.waves.iter().map(|it| it.name.as_str()).collect::<Vec<_>>(), ["2023", "2025"]);
    assert_eq!(survey.waves[0].encoding.as_deref(), Some("cp932"));
    assert_eq!((survey.waves[1].label.as_str(), survey.waves[0].label.as_str()), ("令和7年度", "2023"));
    assert_eq!(survey.waves[1].year, Some(2025));

    let target = survey.target.as_ref().expect("a target");
    assert_eq!((target.year, target.baseline), (2029, 1));
    assert_eq!(target.rule, Some(TargetRule::RaiseToOverall));
    let expected = [
        (TargetKey::Overall, ratio(417, 100)),
        (TargetKey::Category(0), ratio(425, 100)),
        (TargetKey::Category(1), ratio(43, 10)),
        (TargetKey::Item(1), ratio(4, 1)),
    ];
    assert_eq!(target.values, expected);
    assert_eq!((survey.privacy.min_respondents, survey.privacy.min_detail), (5, 10));
}

#[test]
fn headcount_by_the_same_columns_cuts_and_map() {
    let survey = Folder::sound();
    let survey = (survey.load().unwrap_or_else(|problems| panic!("{problems}")).value, survey);
    let headcount = Headcount::load(&survey.0, 1, None).unwrap_or_else(|problems| panic!("{problems}"));
    assert!(headcount.warnings.is_empty());
    let headcount = headcount.value;
    assert_eq!(headcount.columns, [0, 2]);
    assert_eq!(headcount.of(&[]), Some(1250));
    assert_eq!(headcount.of(&[(0, "総務部")]), Some(1234));
    assert_eq!(headcount.of(&[(0, "財務部"), (2, "20代以下")]), Some(6));
    assert_eq!(headcount.of(&[(2, "60代以上")]), Some(10));
    assert_eq!(headcount.of(&[(0, "土木部")]), Some(0));
    assert_eq!(headcount.of(&[(1, "人事課")]), None);
    assert!(Headcount::load(&survey.0, 0, None).is_err());
    assert!(Headcount::load(&survey.0, 7, None).is_err());
}

#[test]
fn values_of_attributes() {
    let survey = Folder::sound().load().unwrap_or_else(|problems| panic!("{problems}")).value;
    let label = |attribute: usize, text: &str| match survey.attributes[attribute].resolve(text) {
        Resolved::Value { label, .. } => label,
        other => format!("{other:?}"),
    };
    assert_eq!(label(0, "總務部"), "総務部");
    assert_eq!(label(0, " 総務部\u{3000}"), "総務部");
    assert_eq!(label(0, "土木部"), "土木部");
    assert_eq!(label(0, "\u{3000}"), "Unknown");
    assert_eq!(label(2, "２９"), "20代以下");
    assert_eq!(label(2, "30"), "30代");
    assert_eq!(label(2, "59.5"), "50代");
    assert_eq!(label(2, "60"), "60代以上");
    assert_eq!(label(2, "35歳"), "NotANumber");
    assert_eq!(label(2, ""), "Unknown");
}

/// One mistake in nearly every line; the comments count lines.

#[test]
fn defaults_of_a_small_survey() {
    let survey = "name = \"s\"\n[categories]\n\"1\" = \"a\"\n[scale]\nmin = 1\nmax = 6\n[privacy]\nprofile = \"stress-check\"\n\
        [[wave]]\nname = \"first\"\nresponses = \"responses-2025.csv\"\n";
    let folder = Folder::new(survey, "code,category,text\nQ01,a,b\n", "headcount\n10\n");
    let survey = folder.load().unwrap_or_else(|problems| panic!("{problems}")).value;
    assert_eq!(survey.scales[0].favorable.iter().copied().collect::<Vec<_>>(), [4, 5, 6]);
    assert_eq!((survey.privacy.min_respondents, survey.privacy.min_detail), (10, 10));
    assert_eq!(survey.waves[0].year, None);
    assert!(survey.target.is_none() && survey.attributes.is_empty());
    assert_eq!((survey.score.decimals, survey.score.percent_decimals, survey.score.rescale), (2, 1, false));
}
