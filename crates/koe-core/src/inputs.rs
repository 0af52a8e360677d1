//! The files a run read, by their hashes: so that a report can be traced.

use std::fs::File;
use std::io::{self, Read};
use std::path::{Component, Path, PathBuf};

use rayon::prelude::*;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use crate::definition::Definition;
use crate::plan::Plan;
use crate::problem::{Place, Problem, Problems};
use crate::text::{file_problem, unreadable};

/// Bytes that are hashed at a time.
const BLOCK: usize = 1 << 16;

/// A file that figures come from.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Input {
    /// Its length in bytes.
    pub bytes: u64,
    /// Its path, relative to the survey file's folder where it is in it, with
    /// forward slashes.
    pub name: String,
    /// SHA-256 of its bytes, in lower-case hexadecimal digits.
    pub sha256: String,
}

impl Input {
    /// Reads a file to its end, a block at a time.
    ///
    /// ```
    /// let input = koe_core::Input::read("abc.txt", &b"abc"[..])?;
    /// assert_eq!(input.bytes, 3);
    /// assert!(input.sha256.starts_with("ba7816bf"));
    /// # Ok::<(), std::io::Error>(())
    /// ```
    ///
    /// # Errors
    ///
    /// When the reader fails.
    pub fn read(name: impl Into<String>, mut file: impl Read) -> io::Result<Self> {
        let (mut hash, mut bytes, mut block) = (Sha256::new(), 0, vec![0; BLOCK]);
        loop {
            match file.read(&mut block) {
                Ok(0) => break,
                Ok(read) => {
                    hash.update(block.get(..read).unwrap_or_default());
                    bytes += read as u64;
                }
                Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
                Err(error) => return Err(error),
            }
        }
        Ok(Self { bytes, name: name.into(), sha256: format!("{:x}", hash.finalize()) })
    }
}

/// Returns the files behind the figures of some waves, each once: the survey
/// file, the items, the merges, the crosswalk, for each wave its files of answers
/// and its headcount, and the files of the plan.
///
/// # Errors
///
/// Every file that cannot be read.
pub fn inputs(definition: &Definition, waves: &[usize], plan: Option<&Plan>) -> Result<Vec<Input>, Problems> {
    let of_plan = plan.into_iter().flat_map(|plan| &plan.waves);
    let waves = waves.iter().chain(of_plan).filter_map(|&wave| definition.waves.get(wave));
    let of_waves = waves.flat_map(|wave| wave.responses.iter().chain(&wave.population));
    let crosswalk = Some(&definition.crosswalk.file).filter(|file| !file.as_os_str().is_empty());
    let own = [&definition.file, &definition.items_file].into_iter().chain(&definition.merges_file);
    let of_plan = plan.into_iter().flat_map(|plan| &plan.files);
    hashed(&definition.file, own.chain(crosswalk).chain(of_waves).chain(of_plan))
}

/// Returns the files behind a plan that has no survey beside it: the survey file,
/// which names it, and its own.
///
/// # Errors
///
/// Every file that cannot be read.
pub fn plan_inputs(plan: &Plan) -> Result<Vec<Input>, Problems> {
    hashed(&plan.file, [&plan.file].into_iter().chain(&plan.files))
}

/// Each file once, in the order they are first named.
fn hashed<'a>(survey: &Path, all: impl Iterator<Item = &'a PathBuf>) -> Result<Vec<Input>, Problems> {
    let folder = survey.parent().unwrap_or(Path::new(""));
    let mut paths: Vec<&PathBuf> = Vec::new();
    for path in all {
        if !paths.contains(&path) {
            paths.push(path);
        }
    }
    let read: Vec<Result<Input, Box<Problem>>> = paths.par_iter().map(|path| input(folder, path)).collect();
    let (mut inputs, mut problems) = (Vec::new(), Vec::new());
    for one in read {
        match one {
            // Two spellings of one path.
            Ok(input) if inputs.contains(&input) => {}
            Ok(input) => inputs.push(input),
            Err(problem) => problems.push(*problem),
        }
    }
    if problems.is_empty() { Ok(inputs) } else { Err(problems.into()) }
}

fn input(folder: &Path, path: &Path) -> Result<Input, Box<Problem>> {
    let place = || Place::file(path.display().to_string());
    if let Some(problem) = file_problem(path, place()) {
        return Err(Box::new(problem));
    }
    let read = File::open(path).and_then(|file| Input::read(name(folder, path), file));
    read.map_err(|error| Box::new(unreadable(place(), &error)))
}

/// A path as the survey file could name it. Of a path that says where on this
/// machine the file is, only the file's name is left.
fn name(folder: &Path, path: &Path) -> String {
    let within = path.strip_prefix(folder).ok().filter(|path| path.is_relative()).map(Path::to_owned);
    let within = within.or_else(|| {
        let (folder, path) = (here(folder).canonicalize().ok()?, path.canonicalize().ok()?);
        Some(path.strip_prefix(folder).ok()?.to_owned())
    });
    let short = within.unwrap_or_else(|| path.file_name().map(PathBuf::from).unwrap_or_default());
    let parts = short.components().filter(|part| *part != Component::CurDir);
    parts.map(|part| part.as_os_str().to_string_lossy().into_owned()).collect::<Vec<_>>().join("/")
}

/// The parent of a bare file name is empty; the system calls it `.`.
fn here(folder: &Path) -> &Path {
    if folder.as_os_str().is_empty() { Path::new(".") } else { folder }
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;

    #[test]
    fn hashes_are_those_of_the_standard() {
        // FIPS 180-2, appendix B.1 and B.3: "abc", and a million times "a".
        let sha256 = |bytes: &[u8]| Input::read("", bytes).expect("read").sha256;
        assert_eq!(sha256(b"abc"), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
        let million = vec![b'a'; 1_000_000];
        assert_eq!(sha256(&million), "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0");
        assert_eq!(Input::read("", &million[..]).expect("read").bytes, 1_000_000);
    }

    /// Two waves, the earlier one the baseline; answers in several files and
    /// formats, one of them outside the folder.
    const SURVEY: &str = r#"
name = "調査"
items = "./definition/items.csv"
[categories]
"1" = "仕事"
[scale]
min = 1
max = 5
[attributes."部"]
[target]
year = 2029
rule = "raise-to-overall"
baseline = "2023"
[[wave]]
name = "2023"
responses = ["answers/2023.csv"]
population = "population.csv"
[[wave]]
name = "2025"
responses = ["answers/web.csv", "../紙 2025.xlsx", "answers/app.parquet"]
population = "./population.csv"
"#;

    #[test]
    fn every_file_behind_the_figures_is_listed_once_in_order() {
        let folder = tempfile::tempdir().expect("a folder");
        let survey = folder.path().join("survey");
        fs::create_dir_all(survey.join("answers")).expect("a folder");
        fs::create_dir_all(survey.join("definition")).expect("a folder");
        let write = |name: &str, text: &str| fs::write(survey.join(name), text).expect("written");
        write("survey.toml", SURVEY);
        write("definition/items.csv", "code,category,text\nQ1,1,問い\n");
        write("population.csv", "部,headcount\n総務部,9\n");
        for name in ["answers/2023.csv", "answers/web.csv", "../紙 2025.xlsx", "answers/app.parquet"] {
            write(name, name);
        }
        let definition = Definition::load(&survey).expect("sound").value;
        let names = |waves: &[usize]| {
            let inputs = inputs(&definition, waves, None).expect("files");
            inputs.into_iter().map(|input| input.name).collect::<Vec<_>>()
        };
        let both = [
            "survey.toml",
            "definition/items.csv",
            "answers/web.csv",
            "../紙 2025.xlsx",
            "answers/app.parquet",
            "population.csv",
            "answers/2023.csv",
        ];
        assert_eq!(names(&[1, 0]), both, "the headcount of both waves is one file");
        assert_eq!(names(&[0]), ["survey.toml", "definition/items.csv", "answers/2023.csv", "population.csv"]);

        fs::remove_file(survey.join("answers/web.csv")).expect("removed");
        let problems = inputs(&definition, &[1], None).expect_err("a file is gone");
        assert!(problems.to_string().contains("web.csv: no such file"), "{problems}");
    }

    #[test]
    fn a_path_of_this_machine_is_not_told() {
        let folder = tempfile::tempdir().expect("a folder");
        fs::write(folder.path().join("a.csv"), "a").expect("written");
        assert_eq!(name(folder.path(), &folder.path().join("a.csv")), "a.csv");
        assert_eq!(name(Path::new(""), Path::new("data/a.csv")), "data/a.csv");
        assert_eq!(name(Path::new("survey"), Path::new("survey/./data/a.csv")), "data/a.csv");
        assert_eq!(name(Path::new("survey"), &folder.path().join("a.csv")), "a.csv");
        // The folder by a relative path, the file by its absolute one.
        let here = Path::new("src").canonicalize().expect("this crate's sources");
        assert_eq!(name(Path::new("src"), &here.join("text/file.rs")), "text/file.rs");
    }
}
