//! Mistakes in the survey file and the items: each reported with its place.

use super::*;

const BROKEN: &str = r#"nam = "調査"
language = "jp"
name = 2025
encoding = "cp999"
[categories]
"1" = "人材育成"
"2.1" = "人間関係"
"3" = ""
[scale]
min = 1
max = 6
favourable = [5]
favorable = [5, 7]
labels = { "はい" = 9, "はい " = 5, "無回答" = 4 }
missing = ["無回答"]
[scales.bad]
min = 5
max = 5
[score]
rule = "poled"
decimals = 9
min_answered = 1.5
bands = [{ name = "高い", above = 38 }, { below = 3.2, to = 3.1 }]
[attributes."部"]
parent = "課"
colum = "部局"
[attributes."課"]
parent = "部"
[attributes."係"]
parent = "課程"
[attributes."年代"]
cuts = [30, 50, 40]
labels = ["若手", "中堅"]
[attributes."職位"]
labels = ["主事"]
[target]
year = 2024
baseline = "2026"
[target.values]
overall = 41.7
"categry:1" = 4
"category:9" = 4
"item:Q99" = 4
[privacy]
profile = "stress"
min_respondents = 2
min_detail = 1
[[wave]]
name = "2025"
responses = ["missing.csv", "."]
population = "population-2025.csv"
[[wave]]
name = "2025"
responses = []
"#;

const BROKEN_ITEMS: &str = "code,category,subcategory,text,revers,reverse,applies_to,scale,overall,kind,column\n\
    Q01,人材育成,,研修,,,,,,,\n\
    Q01,1,,研修,,,,,,,\n\
    ,1,,研修,,,,,,,\n\
    Q04,,,研修,,,,,,,\n\
    Q05,人材育城,,研修,,,,,,,\n\
    Q06,1,人間関係,研修,,,,,,,\n\
    Q07,1,,,,maybe,区分=正職員,better,perhaps,chioce,Q01\n\
    Q08,1,,研修,,,正職員,,,,部\n\
    Q09,1,,研修,,,年代=35歳,,,,,,extra\n";

#[test]
fn every_mistake_of_every_file_in_one_run() {
    let folder = Folder::new(BROKEN, BROKEN_ITEMS, "部,年代,headcount\n総務部,三十,10\n財務部,若手,-1\n");
    let problems = folder.problems();
    let expected = [
        "survey.toml:1: nam: unknown key: \"nam\"",
        "survey.toml:2: language: not known: \"jp\"",
        "survey.toml:3: name: not a text: \"2025\"",
        "survey.toml:4: encoding: no such encoding: \"cp999\"",
        "survey.toml:7: categories.\"2.1\": no category above it: \"2.1\"",
        "survey.toml:8: categories.3: empty",
        "survey.toml:12: scale.favourable: unknown key: \"favourable\"",
        "survey.toml:13: scale.favorable: out of range: \"7\"",
        "survey.toml:14: scale.labels.はい: out of range: \"9\"",
        "survey.toml:14: scale.labels.無回答: one text with two meanings: \"無回答\"",
        "survey.toml:18: scales.bad.max: max is not above min: \"5\"",
        "survey.toml:20: score.rule: not known: \"poled\"",
        "survey.toml:21: score.decimals: out of range: \"9\"",
        "survey.toml:22: score.min_answered: out of range: \"1.5\"",
        "survey.toml:23: score.bands.above: outside the scale: \"38\"",
        "survey.toml:23: score.bands.to: both `below` and `to`",
        "survey.toml:23: score.bands.name: missing",
        "survey.toml:25: attributes.部.parent: parents in a circle: \"部 → 課 → 部\"",
        "survey.toml:26: attributes.部.colum: unknown key: \"colum\"",
        "survey.toml:30: attributes.係.parent: no such attribute: \"課程\"",
        "survey.toml:32: attributes.年代.cuts: cuts do not ascend: \"40\"",
        "survey.toml:33: attributes.年代.labels: 2 labels for 3 cuts",
        "survey.toml:35: attributes.職位.labels: `labels` without `cuts`",
        "survey.toml:38: target.baseline: no such wave: \"2026\"",
        "survey.toml:40: target.values.overall: outside the scale: \"41.7\"",
        "survey.toml:41: target.values.categry:1: no such level: \"categry:1\"",
        "survey.toml:42: target.values.category:9: no such category: \"category:9\"",
        "survey.toml:43: target.values.item:Q99: no such item: \"item:Q99\"",
        "survey.toml:45: privacy.profile: not known: \"stress\"",
        "survey.toml:46: privacy.min_respondents: too few respondents: \"2\"",
        "survey.toml:47: privacy.min_detail: below min_respondents: \"1\"",
        "survey.toml:50: wave.responses: no such file: \"missing.csv\"",
        "survey.toml:50: wave.responses: a folder where a file is expected",
        "survey.toml:53: wave.name: two waves with one name: \"2025\"",
        "survey.toml:54: wave.responses: no file of answers: \"[]\"",
        "items.csv:1: unknown column: \"revers\"",
        "items.csv:3: code: two items with one code, the other in line 2: \"Q01\"",
        "items.csv:4: code: an item without a code",
        "items.csv:5: category: an item in no category",
        "items.csv:6: category: no such category: \"人材育城\"",
        "items.csv:7: subcategory: a subcategory that is not under the category: \"人間関係\"",
        "items.csv:8: text: an item without a text",
        "items.csv:8: reverse: neither yes nor no: \"maybe\"",
        "items.csv:8: applies_to: no such attribute: \"区分=正職員\"",
        "items.csv:8: scale: no such scale: \"better\"",
        "items.csv:8: overall: neither yes nor no: \"perhaps\"",
        "items.csv:8: kind: no such kind of item: \"chioce\"",
        "items.csv:8: column: two items that read one column, the other in line 2: \"Q01\"",
        "items.csv:9: applies_to: not a condition: \"正職員\"",
        "items.csv:9: column: the column of the attribute 部: \"部\"",
        "items.csv:10: more cells than the header has columns: \"extra\"",
        "items.csv:10: applies_to: no such group of the attribute: \"年代=35歳\"",
        "population-2025.csv:2: 年代: not a number: \"三十\"",
        "population-2025.csv:3: headcount: not a number of people: \"-1\"",
    ];
    for line in expected {
        assert!(problems.iter().any(|it| it.starts_with(line)), "missing: {line}\n{}", problems.join("\n"));
    }
    // And nothing that only follows from another mistake.
    for line in &problems {
        assert!(expected.iter().any(|it| line.starts_with(it)), "not expected: {line}");
    }
}

#[test]
fn hints_name_the_nearest() {
    let folder = Folder::new(BROKEN, BROKEN_ITEMS, "部,年代,headcout\n");
    let problems = folder.load().expect_err("broken");
    let hint = |key: &str, found: &str| {
        let of_key =
            |it: &&Problem| it.place.column.as_deref() == Some(key) || (key.is_empty() && it.place.column.is_none());
        let problem = problems.as_slice().iter().filter(of_key).find(|it| it.found.as_deref() == Some(found));
        problem.and_then(|it| it.hint.clone()).unwrap_or_default()
    };
    assert_eq!(hint("nam", "nam"), "did you mean `name`?");
    assert_eq!(hint("name", "2025"), "write it in quotes: \"2025\"");
    assert_eq!(hint("scale.favourable", "favourable"), "did you mean `favorable`?");
    assert_eq!(hint("score.rule", "poled"), "did you mean `pooled`?");
    assert_eq!(hint("attributes.部.colum", "colum"), "did you mean `column`?");
    assert_eq!(hint("attributes.係.parent", "課程"), "did you mean `課`?");
    assert_eq!(hint("target.values.categry:1", "categry:1"), "did you mean `category`?");
    assert_eq!(hint("privacy.profile", "stress"), "did you mean `stress-check`?");
    assert_eq!(hint("", "revers"), "did you mean `reverse`?");
    assert_eq!(hint("category", "人材育城"), "did you mean `人材育成`?");
    assert_eq!(hint("subcategory", "人間関係"), "2.1 人間関係 is under 2.1 人間関係, not under 1 人材育成");
    assert_eq!(hint("kind", "chioce"), "did you mean `choice`?");
    for problem in problems.as_slice() {
        assert!(!problem.message.ends_with('.'), "{problem}");
        assert!(problem.hint.is_some() || problem.expected.is_some() || problem.place.line.is_some(), "{problem}");
    }
}

/// One change to the sound survey, and the problem it makes.

#[test]
fn one_mistake_at_a_time() {
    let cases: &[(&str, &str, &str)] = &[
        ("max = 6", "max = 1", "survey.toml:14: scale.max: max is not above min"),
        ("max = 6", "max = 500", "survey.toml:12: scale: too many points"),
        ("max = 6\n", "", "survey.toml:12: scale.max: missing"),
        ("favorable = [5, 6]", "favorable = [3, 4]", "survey.toml:15: scale.favorable: a point that is both"),
        ("favorable = [5, 6]", "favorable = []", "survey.toml:15: scale.favorable: no point"),
        ("[\"-9999\"]", "[\"3\"]", "survey.toml:19: scale.invalid: a point of the scale with another meaning"),
        ("year     = 2029", "year     = 2025", "survey.toml:41: target.year: a target year that is not after"),
        (
            "rule         = \"pooled\"",
            "rule = \"respondent-mean\"",
            "survey.toml:42: target.rule: a rule that needs weights",
        ),
        ("overall = 4.17", "overall = 6.01", "survey.toml:46: target.values.overall: outside the scale"),
        ("overall = 4.17", "overall = 4.175", "survey.toml:46: target.values.overall: a target with more digits"),
        ("overall = 4.17", "overall = 4.1e0", "survey.toml:46: target.values.overall: not a decimal number"),
        ("\"category:1\"", "\"category:1.1\"", "survey.toml:47: target.values.\"category:1.1\": no such category"),
        ("\"item:Q02\"", "\"item:Q20\"", "survey.toml:49: target.values.item:Q20: no such item"),
        ("\"category:1\"", "\"subcategory:1.1\"", "survey.toml:48: target.values.subcategory:職員研修: two targets"),
        ("min_respondents = 5", "min_respondents = 2", "survey.toml:52: privacy.min_respondents: too few respondents"),
        ("min_respondents = 5", "profile = \"stress-check\"\nmin_respondents = 9", "survey.toml:53: privacy.min_resp"),
        ("min_detail      = 10", "min_detail = 4", "survey.toml:53: privacy.min_detail: below min_respondents"),
        ("responses-2023.csv", "responses-2025.csv", "survey.toml:63: wave.responses: a file of answers twice"),
        ("population-2025.csv", "population.csv", "survey.toml:59: wave.population: no such file"),
        ("name       = \"2023\"\n", "", "survey.toml:61: wave.name: missing"),
        (
            "column = \"部局\"",
            "parent = \"部\"",
            "survey.toml:28: attributes.部.parent: an attribute that is its own parent",
        ),
        (
            "cuts   = [30,",
            "order = [\"a\"]\ncuts   = [30,",
            "survey.toml:36: attributes.年代.order: both `order` and `cuts`",
        ),
        ("\"1.1\" = ", "1.1 = ", "survey.toml:9: not TOML: cannot extend"),
        ("\"1.1\" = ", "3.1 = ", "survey.toml:9: categories.3: a category code without quotes"),
        ("items    = \"items.csv\"", "items = \"item.csv\"", "item.csv: no such file"),
        ("items    = \"items.csv\"", "items = \".\"", ".: a folder where a file is expected"),
        ("name     = \"郡山市 職員アンケート\"", "name = \" \"", "survey.toml:2: name: empty"),
        ("[score]", "[score]\nrule = \"pooled\"", "survey.toml:23: not TOML: duplicate key"),
        ("[score]", "[score", "survey.toml:21: not TOML"),
        ("language = \"ja\"", "years = \"reiwa\"", "survey.toml:3: years: not known: \"reiwa\""),
        ("language = \"ja\"", "years = 2029", "survey.toml:3: years: not a text"),
    ];
    let mut failures = Vec::new();
    for (from, to, expected) in cases {
        assert!(SURVEY.contains(from), "{from}");
        let folder = Folder::sound();
        folder.write("survey.toml", SURVEY.replacen(from, to, 1).as_bytes());
        let problems = folder.problems();
        if !problems.iter().any(|it| it.contains(expected)) {
            failures.push(format!("{expected}\n    {}", problems.join("\n    ")));
        }
    }
    assert!(failures.is_empty(), "{}", failures.join("\n"));
}

#[test]
fn one_mistake_in_the_items() {
    let header = "code,category,text,scale,overall,kind,applies_to\n";
    let cases: &[(&str, &str)] = &[
        ("code,category\nQ01,1.1\n", "items.csv:1: text: no such column"),
        ("", "items.csv: the file is empty"),
        (header, "items.csv: a header without rows"),
        ("code,category,text,kind\nQ01,1.1,a,text\n", "items.csv: no scored item"),
        ("PK\x03\x04", "items.csv: not a text file: it looks like an Excel workbook"),
        ("code,category,text\nQ01,1.1,a\nQ02,1.2,b\n", "items.csv: a category without any item: \"2 職場環境\""),
        (
            "code,category,text,applies_to\nQ01,1.1,a,部=総務\n",
            "items.csv:2: applies_to: a value the survey file does not list",
        ),
        ("code,category,text,applies_to\nQ01,1.1,a,部=\n", "items.csv:2: applies_to: an empty value"),
    ];
    for (items, expected) in cases {
        let folder = Folder::sound();
        folder.write("items.csv", items.as_bytes());
        let problems = folder.problems();
        assert!(problems.iter().any(|it| it.starts_with(expected)), "{expected}\n{}", problems.join("\n"));
    }
    let folder = Folder::sound();
    let many: String = (0..1001).map(|it| format!("X{it},1.1,a\n")).collect();
    folder.write("items.csv", format!("code,category,text\n{many}").as_bytes());
    assert!(folder.problems().iter().any(|it| it.starts_with("items.csv:1002: too many items")));
}

#[test]
fn a_mean_over_two_scales_needs_rescaling() {
    let scales = "[scales.\"5件法\"]\nmin = 1\nmax = 5\n[score]\n";
    let items = "code,category,text,scale,overall\nQ01,1.1,a,,\nQ02,1.2,b,5件法,\nQ03,2,c,,\n";
    let folder = Folder::sound();
    folder.write("survey.toml", SURVEY.replacen("[score]\n", scales, 1).as_bytes());
    folder.write("items.csv", items.as_bytes());
    let line = "items.csv:3: scale: the overall score mixes scales: Q01 is on 1 to 6, Q02 on 1 to 5";
    assert_eq!(folder.problems(), [line]);
    // Out of the overall score, it still is in category 1.
    folder.write("items.csv", items.replace("5件法,", "5件法,no").as_bytes());
    assert_eq!(folder.problems().len(), 1);
    assert!(folder.problems()[0].contains("category 1 mixes scales"));
    folder.write("items.csv", items.as_bytes());
    let rescaled = SURVEY.replacen("[score]\n", &format!("{scales}rescale = \"0-100\"\n"), 1);
    folder.write("survey.toml", rescaled.as_bytes());
    // Targets of the plan are points of 1 to 6, or look so: which it is has to be said.
    let problems = folder.problems();
    assert_eq!(problems.len(), 4, "{problems:?}");
    assert!(problems.iter().all(|it| it.contains("a target that may be points of the scale")), "{problems:?}");
    let rescaled = rescaled.replacen("[target]\n", "[target]\npoints = true\n", 1);
    folder.write("survey.toml", rescaled.as_bytes());
    let survey = folder.load().unwrap_or_else(|problems| panic!("{problems}")).value;
    assert_eq!(survey.items[1].scale, 1);
    let target = survey.target.as_ref().expect("a target");
    let of = |key| target.values.iter().find(|(own, _)| *own == key).map(|(_, value)| value.clone());
    // (4.17 − 1) / 5 · 100 and, on 1 to 5, (4 − 1) / 4 · 100.
    assert_eq!(of(TargetKey::Overall), Some(ratio(634, 10)));
    assert_eq!(of(TargetKey::Item(1)), Some(ratio(75, 1)));
    // Without a word: above the middle, and its mirror.
    assert_eq!(survey.scales[1].favorable.iter().copied().collect::<Vec<_>>(), [4, 5]);
    assert_eq!(survey.scales[1].unfavorable.iter().copied().collect::<Vec<_>>(), [1, 2]);
}

#[test]
fn a_category_and_its_subcategory_of_one_name() {
    let folder = Folder::sound();
    folder.write("survey.toml", SURVEY.replacen("\"自己啓発\"", "\"人材育成\"", 1).as_bytes());
    folder.write(
        "items.csv",
        "code,category,subcategory,text\nQ01,人材育成,人材育成,a\nQ02,職場環境,,b\nQ03,1,1.1,c\n".as_bytes(),
    );
    let survey = folder.load().unwrap_or_else(|problems| panic!("{problems}")).value;
    assert_eq!(survey.items.iter().map(|it| it.category).collect::<Vec<_>>(), [2, 3, 1]);
    // Without the subcategory, the name may be either.
    folder.write("items.csv", "code,category,text\nQ01,人材育成,a\nQ02,2,b\n".as_bytes());
    assert!(
        folder.problems().contains(&"items.csv:2: category: two categories have this name: \"人材育成\"".to_owned())
    );
}
