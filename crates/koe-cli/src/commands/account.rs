//! What `koe check` found, and how it is written.

use std::fmt::Write as _;

use koe_core::text::defused;
use koe_report::table::markdown_text;
use serde::Serialize;

use crate::diagnostics::{Failure, inert};

/// Everything that was checked.
#[derive(Serialize)]
pub(super) struct Account {
    pub(super) schema: u32,
    pub(super) survey: Option<String>,
    pub(super) waves: Vec<WaveAccount>,
    pub(super) not_scored: Vec<String>,
    pub(super) problems: Vec<Found>,
}

/// One wave: rows in = rows counted + rows rejected.
#[derive(Serialize)]
pub(super) struct WaveAccount {
    pub(super) wave: String,
    pub(super) rows: u64,
    pub(super) counted: u64,
    pub(super) rejected: u64,
    pub(super) respondents: u64,
    pub(super) invited: Option<u64>,
    pub(super) answers: u64,
    pub(super) blank: u64,
    pub(super) not_applicable: u64,
    pub(super) invalid: u64,
    pub(super) files: Vec<FileAccount>,
}

#[derive(Serialize)]
pub(super) struct FileAccount {
    pub(super) file: String,
    pub(super) format: String,
    pub(super) rows: u64,
    pub(super) counted: u64,
    pub(super) rejected: u64,
    pub(super) unused_columns: Vec<String>,
}

#[derive(Serialize)]
pub(super) struct Found {
    pub(super) severity: &'static str,
    pub(super) file: String,
    pub(super) line: Option<u64>,
    pub(super) column: Option<String>,
    pub(super) message: String,
    pub(super) found: Option<String>,
    pub(super) expected: Option<String>,
    pub(super) hint: Option<String>,
}

impl Account {
    pub(super) fn json(&self) -> Result<String, Failure> {
        let text = serde_json::to_string_pretty(self).map_err(|error| Failure::Draw(error.to_string()))?;
        Ok(text + "\n")
    }

    /// The problems, one a line.
    pub(super) fn csv(&self) -> Result<String, Failure> {
        let mut writer = csv::Writer::from_writer(Vec::new());
        let mut write = || {
            writer.write_record(["severity", "file", "line", "column", "message", "found", "expected", "hint"])?;
            for problem in &self.problems {
                let line = problem.line.map(|line| line.to_string()).unwrap_or_default();
                let optional = |text: &Option<String>| text.clone().unwrap_or_default();
                writer.write_record(
                    [
                        problem.severity.to_owned(),
                        problem.file.clone(),
                        line,
                        optional(&problem.column),
                        problem.message.clone(),
                        optional(&problem.found),
                        optional(&problem.expected),
                        optional(&problem.hint),
                    ]
                    .map(|cell| defused(&inert(&cell))),
                )?;
            }
            writer.flush()?;
            Ok(())
        };
        write().map_err(|error: csv::Error| Failure::Draw(error.to_string()))?;
        let bytes = writer.into_inner().map_err(|error| Failure::Draw(error.to_string()))?;
        Ok(String::from_utf8_lossy(&bytes).into_owned())
    }

    /// The account as words; problems are on stderr.
    pub(super) fn table(&self) -> String {
        let mut text = String::new();
        for line in self.lines() {
            text.push_str(&inert(&line));
            text.push('\n');
        }
        text
    }

    pub(super) fn markdown(&self) -> String {
        let mut text = String::new();
        for line in self.lines() {
            let words = line.trim_start();
            let _ = writeln!(text, "{}- {}", &line[..line.len() - words.len()], markdown_text(words));
        }
        if !self.problems.is_empty() {
            text.push_str("\n| severity | where | what | expected | hint |\n|---|---|---|---|---|\n");
        }
        for problem in &self.problems {
            let line = problem.line.map(|line| format!(":{line}")).unwrap_or_default();
            let column = problem.column.as_ref().map(|column| format!(" {column}")).unwrap_or_default();
            let found = problem.found.as_ref().map(|found| format!(": {found}")).unwrap_or_default();
            let cells = [
                problem.severity.to_owned(),
                format!("{}{line}{column}", problem.file),
                format!("{}{found}", problem.message),
                problem.expected.clone().unwrap_or_default(),
                problem.hint.clone().unwrap_or_default(),
            ];
            let _ = writeln!(text, "| {} |", cells.map(|cell| markdown_text(&cell)).join(" | "));
        }
        text
    }

    fn lines(&self) -> Vec<String> {
        let mut lines: Vec<String> = self.survey.iter().cloned().collect();
        for wave in &self.waves {
            lines.push(format!("wave {}", wave.wave));
            for file in &wave.files {
                let parts = [(file.counted, "counted"), (file.rejected, "rejected")];
                let sum = sum(&counted(file.rows, "row"), &parts);
                lines.push(format!("  {} ({}): {sum}", file.file, file.format));
                if !file.unused_columns.is_empty() {
                    let first: Vec<&str> = file.unused_columns.iter().take(12).map(String::as_str).collect();
                    let more = file.unused_columns.len() - first.len();
                    let more = if more > 0 { format!(" and {more} more") } else { String::new() };
                    lines.push(format!("    columns not used: {}{more}", first.join(", ")));
                }
            }
            if wave.files.len() > 1 {
                let parts = [(wave.counted, "counted"), (wave.rejected, "rejected")];
                lines.push(format!("  all files: {}", sum(&counted(wave.rows, "row"), &parts)));
            }
            let invited = wave.invited.map(|invited| format!(" of {invited} invited")).unwrap_or_default();
            let respondents = counted(wave.respondents, "respondent");
            lines.push(format!("  {respondents} (rows with at least one valid answer){invited}"));
            let parts = [
                (wave.answers, "valid answers"),
                (wave.blank, "blank"),
                (wave.not_applicable, "not applicable"),
                (wave.invalid, "invalid"),
            ];
            let cells: u64 = parts.iter().map(|(count, _)| count).sum();
            lines.push(format!("  {}", sum(&format!("{cells} cells of scored items"), &parts)));
        }
        if !self.not_scored.is_empty() {
            lines.push(format!("items listed but not scored: {}", self.not_scored.join(", ")));
        }
        let count = |severity| {
            counted(self.problems.iter().filter(|problem| problem.severity == severity).count() as u64, severity)
        };
        lines.push(format!("{}, {}", count("error"), count("warning")));
        lines
    }
}

/// `1 row`, `12 rows`
fn counted(count: u64, what: &str) -> String {
    let plural = if count == 1 { "" } else { "s" };
    format!("{count} {what}{plural}")
}

/// `12 rows = 11 counted + 1 rejected`
fn sum(total: &str, parts: &[(u64, &str)]) -> String {
    let parts: Vec<String> = parts.iter().map(|(count, name)| format!("{count} {name}")).collect();
    format!("{total} = {}", parts.join(" + "))
}
