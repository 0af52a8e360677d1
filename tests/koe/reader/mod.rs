//! The report as a reader meets it: in a browser, on paper, in a spreadsheet.
//!
//! These tests need Chromium, LibreOffice and poppler. Where one is missing they
//! say so and pass; where `KOE_READERS=required` is set, as in `.ci/run`, its
//! absence fails.

mod actions;
mod browser;
mod documents;
mod page;
mod plan;

use std::io::Write as _;
use std::path::PathBuf;
use std::process::Command;

use crate::program::{koe_in, root, stderr};

/// A report in a folder of its own, gone with the value.
struct Report(tempfile::TempDir);

impl Report {
    fn of(sample: &str) -> Self {
        let survey = root().join("data-samples").join(sample);
        Self::written(&["report", survey.to_str().expect("a path")])
    }

    fn written(arguments: &[&str]) -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        let output = koe_in(folder.path(), arguments);
        assert!(output.status.success(), "{}", stderr(&output));
        Self(folder)
    }

    fn file(&self, name: &str) -> PathBuf {
        self.0.path().join("koe-report").join(name)
    }
}

/// What a reader's program is, or nothing (said on the terminal, past the test
/// harness) where it is missing and not required.
pub(crate) fn needed<T>(what: Result<T, String>) -> Option<T> {
    match what {
        Ok(found) => Some(found),
        Err(missing) => {
            assert!(std::env::var_os("KOE_READERS").is_none_or(|value| value != "required"), "{missing}");
            let _ = writeln!(std::io::stderr(), "skipped, not tested: {missing}");
            None
        }
    }
}

/// Runs a program of a reader's and returns what it wrote.
pub(crate) fn ran(program: &str, package: &str, arguments: &[&str]) -> Result<Vec<u8>, String> {
    let output = Command::new(program)
        .args(arguments)
        .output()
        .map_err(|error| format!("{program} (Debian: {package}) does not start: {error}"))?;
    assert!(output.status.success(), "{program} {arguments:?}: {}", String::from_utf8_lossy(&output.stderr));
    Ok(output.stdout)
}
