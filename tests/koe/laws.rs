//! Merging is a law: however the same answers are split, shuffled, threaded and
//! cut into blocks, the JSON is the same to the last byte.

use koe_core::Checked;
use koe_core::definition::Definition;
use koe_core::findings::Request;
use koe_core::responses::{ReadOptions, Source};
use koe_core::segment::Cuts;
use koe_report::table::{Format, Style, View, render};
use proptest::prelude::*;

use crate::program::{Folder, ITEMS, SURVEY};

const HEADER: &str = "部局,年齢,雇用区分,Q1,Q2,Q3,Q4";

/// A row of answers, oddities included.
fn row() -> impl Strategy<Value = String> {
    let department = prop::sample::select(vec!["総務部", "ﾃﾞｼﾞﾀﾙ課", "デジタル課", "\"財務,部\"", "市民部", ""]);
    let age = prop::sample::select(vec!["25", "３５", "40", "", "不明"]);
    let kind = prop::sample::select(vec!["正職員", "再任用", ""]);
    let cell = prop::sample::select(vec![
        "1",
        "2",
        "3",
        "4",
        "5",
        "５",
        "5.0",
        "",
        "7",
        "無回答",
        "該当なし",
        "-9999",
        "とてもそう思う",
        "\"4\"",
        "\"一\n二\"",
    ]);
    (department, age, kind, prop::collection::vec(cell, 0..6)).prop_map(|(department, age, kind, cells)| {
        // Fewer cells than the header, and sometimes more.
        std::iter::once(department).chain([age, kind]).chain(cells).collect::<Vec<_>>().join(",")
    })
}

fn file(rows: &[&String], line_end: &str) -> String {
    let mut text = format!("{HEADER}{line_end}");
    for row in rows {
        text.push_str(row);
        text.push_str(line_end);
    }
    text
}

/// The JSON of everyone, by department and by department × age.
fn outputs(definition: &Definition, sources: &[Source], threads: usize, block_size: usize) -> Vec<String> {
    let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().expect("a pool");
    let options = ReadOptions { block_size, ..ReadOptions::default() };
    let cuts = |by: &[&[&str]]| Cuts {
        by: by.iter().map(|names| names.iter().map(ToString::to_string).collect()).collect(),
        list_unknown: true,
        ..Cuts::default()
    };
    [cuts(&[&["部局"]]), cuts(&[&["部局", "年代"]]), cuts(&[&["部局"], &["年代"], &["部局", "年代"]])]
        .into_iter()
        .map(|cuts| {
            let request = Request { cuts, ..Request::default() };
            let run = || koe_core::run(definition, &request, Some(sources), &options);
            match pool.install(run) {
                Ok(Checked { value, .. }) => {
                    let style = Style::plain(definition.language);
                    render(&value.released, View::Score, Format::Json, style).expect("JSON")
                }
                // Nobody answered: the same error, whatever the files are called.
                Err(problems) => problems.as_slice().last().map(|problem| problem.message.clone()).unwrap_or_default(),
            }
        })
        .collect()
}

fn survey(rule: &str) -> (Folder, Definition) {
    let text = SURVEY.replace("[scale]", &format!("[score]\nrule = \"{rule}\"\n[scale]"));
    let folder = Folder::new(&[("survey.toml", text.as_str()), ("items.csv", ITEMS), ("responses.csv", HEADER)]);
    let definition = Definition::load(folder.path()).expect("the survey is right").value;
    (folder, definition)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, ..ProptestConfig::default() })]

    #[test]
    fn any_split_order_thread_count_and_block_size_gives_the_same_bytes(
        rows in prop::collection::vec(row(), 1..60),
        keys in prop::collection::vec((any::<u32>(), 0..4_usize), 60),
        threads in 1..5_usize,
        block_size in 16..400_usize,
        rule in prop::sample::select(vec!["pooled", "item-mean", "respondent-mean"]),
        crlf in any::<bool>(),
    ) {
        let (folder, definition) = survey(rule);
        folder.write("whole.csv", file(&rows.iter().collect::<Vec<_>>(), "\n"));
        let whole = [Source::File(folder.path().join("whole.csv"))];
        let expected = outputs(&definition, &whole, 1, 1 << 20);

        let mut shuffled: Vec<(u32, usize, &String)> =
            rows.iter().zip(&keys).map(|(row, &(key, part))| (key, part, row)).collect();
        shuffled.sort();
        let mut sources = Vec::new();
        for part in 0..4 {
            let rows: Vec<&String> = shuffled.iter().filter(|(_, own, _)| *own == part).map(|(_, _, row)| *row).collect();
            if !rows.is_empty() {
                let name = format!("part-{part}.csv");
                folder.write(&name, file(&rows, if crlf { "\r\n" } else { "\n" }));
                sources.push(Source::File(folder.path().join(name)));
            }
        }
        prop_assert_eq!(&outputs(&definition, &sources, threads, block_size), &expected);
    }

    #[test]
    fn a_reversed_item_with_mirrored_codes_scores_the_same(
        codes in prop::collection::vec(1..=5_i32, 3..40),
        rule in prop::sample::select(vec!["pooled", "item-mean", "respondent-mean"]),
    ) {
        let (folder, definition) = survey(rule);
        let (reversed, plain) = (definition.items[2].code.clone(), "Q1");
        let rows: Vec<String> = codes.iter().map(|code| format!("市民部,30,正職員,{code},,{},", 6 - code)).collect();
        folder.write("mirrored.csv", file(&rows.iter().collect::<Vec<_>>(), "\n"));
        let sources = [Source::File(folder.path().join("mirrored.csv"))];
        let options = ReadOptions::default();
        let outcome = koe_core::run(&definition, &Request::default(), Some(&sources), &options).expect("a run").value;
        let find = |code: &str| outcome.released.rows().iter().find(|row| row.code == code).expect("the item");
        let figures = |code| {
            let row = find(code);
            (row.mean_text, row.median, row.sd, row.favorable, row.unfavorable, row.distribution.clone())
        };
        prop_assert_eq!(figures(plain), figures(&reversed));
    }
}
