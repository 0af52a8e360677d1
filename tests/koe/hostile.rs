//! Names that try to be something else: in every output they stay text.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use crate::program::{Folder, koe_in, stderr, stdout};

/// What a name may try: markup, formulas, control and bidi characters, length.
fn hostile() -> Vec<String> {
    let short = [
        "<script>alert(1)</script>",
        "</script></style></title><img src=x onerror=alert(1)>",
        "--><b>]]></desc>&amp;{{ 7 * 7 }}{% raw %}",
        "\"' onmouseover=\"x",
        "=cmd()",
        "@SUM(1)",
        "＝1＋1",
        "＋cmd",
        "－1",
        "＠x",
        "+1",
        "-1",
        ";=HYPERLINK(0;0)",
        "|-1;＝1",
        "[a](http://example.org) ![b](http://example.org/c.png) **d** `e`",
        "\t=1+1",
        "a\u{0}b\u{1b}[2J\u{9b}31m",
        "\u{202e}txt.exe\u{2066}\u{200f}",
        "https://example.org/",
    ];
    short.iter().map(|&name| name.to_owned()).chain(["長".repeat(5000)]).collect()
}

/// As a TOML string.
fn quoted(text: &str) -> String {
    let escaped: String = text.chars().map(|c| format!("\\U{:08X}", u32::from(c))).collect();
    format!("\"{escaped}\"")
}

/// As a cell of a CSV file; a file with a NUL in it is refused whole, so that one
/// comes by the survey file only.
fn cell(text: &str) -> String {
    format!("\"{}\"", text.replace('"', "\"\"").replace('\0', ""))
}

/// A survey whose every name is hostile, in files of hostile names.
fn survey(name: &str, file: &str) -> Folder {
    let (toml, csv) = (quoted(name), cell(name));
    let definition = format!(
        "name = {toml}\nitems = \"items.csv\"\n[categories]\n\"1\" = {toml}\n\"2\" = \"職場\"\n\
         [scale]\nmin = 1\nmax = 5\n[attributes.\"部局\"]\n[target]\nyear = 2029\nrule = \"raise-to-overall\"\n\
         [[wave]]\nname = \"2025\"\nlabel = {toml}\nresponses = [{}]\n",
        quoted(file)
    );
    let items = format!("code,category,text\nQ1,1,{csv}\nQ2,1,二つめ\nQ3,2,三つめ\n");
    let rows = |unit: &str, answers: &str| format!("{unit},{answers}\n").repeat(12);
    let responses = format!("部局,Q1,Q2,Q3\n{}{}", rows(&csv, "5,4,2"), rows("総務部", "3,4,1"));
    let folder = Folder::new(&[("survey.toml", definition.as_str()), ("items.csv", &items)]);
    fs::write(folder.path().join(file), responses).expect("a file of a hostile name");
    folder
}

/// No control or bidi character reaches a terminal.
fn calm(text: &str) {
    let acts = |c: char| {
        (c.is_control() && c != '\n')
            || matches!(c, '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
    };
    assert!(!text.contains(acts), "{:?}", text.chars().find(|&c| acts(c)));
}

#[test]
fn hostile_names_are_text_on_the_terminal_and_in_csv() {
    for name in hostile() {
        let folder = survey(&name, "answers.csv");
        for verb in [&["check", "."][..], &["score", ".", "--by", "部局"], &["gap", "."]] {
            for format in ["table", "md", "csv"] {
                let output = koe_in(folder.path(), &[verb, &["--format", format]].concat());
                assert!(output.status.success(), "{name:.40}: {}", stderr(&output));
                calm(&stderr(&output));
                if format == "csv" {
                    inert(&stdout(&output));
                    inert_apart(&stdout(&output));
                } else {
                    calm(&stdout(&output));
                }
            }
        }
    }
}

/// No cell of a CSV begins as a spreadsheet's formula does, but for numbers, or
/// holds a control.
fn inert(csv: &str) {
    let mut reader = csv::ReaderBuilder::new().has_headers(false).flexible(true).from_reader(csv.as_bytes());
    for record in reader.records() {
        for cell in &record.expect("a row") {
            let runs = cell.trim_start().starts_with(['=', '+', '-', '@', '＝', '＋', '－', '＠', '\t', '\r']);
            assert!(!runs || cell.parse::<f64>().is_ok(), "{cell:.40}");
            calm(cell);
            assert!(!cell.contains('\n'), "{cell:.40}");
        }
    }
}

/// The same where the file is parted at semicolons and bars too, quotes or not.
fn inert_apart(csv: &str) {
    for piece in csv.lines().flat_map(|line| line.split([';', '|'])).skip(1) {
        let runs = piece.trim_start_matches(['"', ' ']).starts_with(['=', '+', '@', '＝', '＋', '－', '＠']);
        assert!(!runs, "{piece:.40}");
    }
}

#[test]
fn hostile_names_are_text_in_every_file_of_a_report() {
    // Windows forbids some of these in file names, so they are tried where they can be.
    let files: &[&str] = if cfg!(windows) { &["=cmd().csv"] } else { &["<script>alert(1)<.csv", "=cmd()\u{202e}.csv"] };
    for (index, name) in hostile().iter().enumerate() {
        let folder = survey(name, files[index % files.len()]);
        let output = koe_in(folder.path(), &["report", ".", "--output", "out"]);
        assert!(output.status.success(), "{name:.40}: {}", stderr(&output));
        calm(&stderr(&output));
        for entry in fs::read_dir(folder.path().join("out")).expect("a report") {
            let path = entry.expect("a file").path();
            let bytes = fs::read(&path).expect("its bytes");
            match path.extension().and_then(|kind| kind.to_str()) {
                Some("csv") => inert(std::str::from_utf8(&bytes[3..]).expect("UTF-8 after its mark")),
                Some("html") => page(std::str::from_utf8(&bytes).expect("UTF-8")),
                Some("svg") => picture(std::str::from_utf8(&bytes).expect("UTF-8")),
                Some("json") => drop(serde_json::from_slice::<serde_json::Value>(&bytes).expect("JSON")),
                Some("xlsx") => workbook(&path),
                Some("pdf") => assert!(!holds(&bytes, b"/JavaScript") && !holds(&bytes, b"/URI")),
                Some("png") => assert!(bytes.starts_with(b"\x89PNG")),
                kind => panic!("a file of another kind: {kind:?}"),
            }
        }
    }
}

fn holds(bytes: &[u8], part: &[u8]) -> bool {
    bytes.windows(part.len()).any(|window| window == part)
}

/// The page has its own script and style and nothing else that acts.
fn page(html: &str) {
    let tags: Vec<&str> = html.split('<').skip(1).filter_map(|rest| rest.split([' ', '>', '\n']).next()).collect();
    assert_eq!(tags.iter().filter(|tag| **tag == "script").count(), 1);
    assert_eq!(tags.iter().filter(|tag| **tag == "style").count(), 1);
    for tag in ["img", "iframe", "object", "link", "base", "form"] {
        assert!(!tags.contains(&tag), "<{tag}>");
    }
    let links = html.split("href=\"").skip(1).filter(|rest| !rest.starts_with('#')).count();
    assert_eq!(links, 0, "links lead nowhere but into the page");
    assert!(!html.contains(['\0', '\u{1b}', '\u{202e}', '\u{2066}', '\u{200f}']));
}

/// A picture is shapes, with a title and a description in words.
fn picture(svg: &str) {
    let tags: BTreeSet<&str> = svg.split('<').skip(1).filter_map(|rest| rest.split([' ', '>', '/']).next()).collect();
    let known = BTreeSet::from(["", "svg", "g", "path", "title", "desc", "defs", "clipPath", "rect"]);
    assert!(tags.is_subset(&known), "{tags:?}");
    assert_eq!(svg.matches("<title").count(), 1);
    assert!(!svg.contains(['\0', '\u{1b}', '\u{202e}']));
}

/// No formula and no link to the outside in any part of the workbook.
fn workbook(path: &Path) {
    use calamine::{Reader as _, Xlsx, open_workbook};
    let mut book: Xlsx<_> = open_workbook(path).expect("a workbook");
    for sheet in book.sheet_names() {
        let formulas = book.worksheet_formula(&sheet).expect("its formulas");
        assert!(formulas.used_cells().next().is_none(), "{sheet} has a formula");
    }
}
