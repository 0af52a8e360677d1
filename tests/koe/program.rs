//! Running `koe` and making survey folders for it.

use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use serde_json::Value;

/// The repository.
pub(crate) fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..").canonicalize().expect("the repository")
}

/// `koe` in a folder, with nothing of the machine's that could change its output.
pub(crate) fn koe_in(folder: &Path, arguments: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_koe"));
    command.current_dir(folder).args(arguments).env_remove("RAYON_NUM_THREADS").env("NO_COLOR", "1");
    command.output().expect("koe runs")
}

/// As [`koe_in`], on a number of threads.
pub(crate) fn koe_on(threads: usize, folder: &Path, arguments: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_koe"));
    command.current_dir(folder).args(arguments).env("RAYON_NUM_THREADS", threads.to_string()).env("NO_COLOR", "1");
    command.output().expect("koe runs")
}

/// The names of what is in a folder, sorted.
pub(crate) fn listed(folder: &Path) -> Vec<String> {
    let names = std::fs::read_dir(folder).expect("a folder").map(|entry| entry.expect("an entry").file_name());
    let mut names: Vec<String> = names.map(|name| name.into_string().expect("a name")).collect();
    names.sort();
    names
}

pub(crate) fn stdout(output: &Output) -> String {
    String::from_utf8(output.stdout.clone()).expect("UTF-8 on stdout")
}

pub(crate) fn stderr(output: &Output) -> String {
    String::from_utf8(output.stderr.clone()).expect("UTF-8 on stderr")
}

/// The JSON that a successful run prints.
pub(crate) fn json(folder: &Path, arguments: &[&str]) -> Value {
    let output = koe_in(folder, arguments);
    assert!(output.status.success(), "koe {arguments:?}: {}", stderr(&output));
    serde_json::from_slice(&output.stdout).expect("JSON on stdout")
}

/// The first row of a level and code, of everyone.
pub(crate) fn row<'a>(json: &'a Value, level: &str, code: &str) -> &'a Value {
    let everyone = |row: &&Value| row["segment"] == json["where"] && row["level"] == level && row["code"] == code;
    json["rows"].as_array().expect("rows").iter().find(everyone).unwrap_or_else(|| panic!("no row {level} {code}"))
}

/// A survey folder of text files, gone with the value.
pub(crate) struct Folder(tempfile::TempDir);

impl Folder {
    pub(crate) fn new<T: AsRef<[u8]>>(files: &[(&str, T)]) -> Self {
        let folder = tempfile::tempdir().expect("a temporary folder");
        for (name, bytes) in files {
            std::fs::write(folder.path().join(name), bytes).expect("a file in it");
        }
        Self(folder)
    }

    pub(crate) fn path(&self) -> &Path {
        self.0.path()
    }

    pub(crate) fn write(&self, name: &str, bytes: impl AsRef<[u8]>) {
        std::fs::write(self.path().join(name), bytes).expect("a file in the folder");
    }
}

/// A small survey: five-point scale, two categories, four items of which the
/// third is reversed and the fourth applies to 正職員 only.
pub(crate) const SURVEY: &str = r#"
name = "小さな調査"
items = "items.csv"
[categories]
"1" = "仕事"
"2" = "職場"
[scale]
min = 1
max = 5
labels = { "とてもそう思う" = 5, "全くそう思わない" = 1 }
missing = ["無回答"]
not_applicable = ["該当なし"]
invalid = ["-9999"]
[attributes."部局"]
[attributes."年代"]
column = "年齢"
cuts = [30, 40]
labels = ["20代以下", "30代", "40代以上"]
[attributes."雇用区分"]
[privacy]
min_respondents = 3
min_detail = 3
[[wave]]
name = "2025"
responses = ["responses.csv"]
"#;

/// The items of [`SURVEY`].
pub(crate) const ITEMS: &str = "code,category,text,reverse,applies_to\n\
    Q1,1,仕事は面白い,,\nQ2,1,仕事を任される,,\nQ3,2,職場を去りたい,yes,\nQ4,2,昇任の道がある,,雇用区分=正職員\n";
