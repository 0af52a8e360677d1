//! How problems look on stderr.

use std::fmt::Write as _;
use std::io::{self, IsTerminal, Write};

use koe_core::{Problem, Problems, Severity};

/// Why a verb could not do it.
#[derive(Debug)]
pub(crate) enum Failure {
    /// What is wrong with the input.
    Problems(Problems),
    /// What is wrong with the call, and the way out.
    Usage(String, Option<String>),
    /// A file or folder that could not be written: its path and why.
    Write(String, io::Error),
    /// What could not be drawn: a bug.
    Draw(String),
    /// What `koe check` has already told in full.
    Told,
    /// The reader of our output has gone; not an error.
    ClosedPipe,
}

impl From<Problems> for Failure {
    fn from(problems: Problems) -> Self {
        Self::Problems(problems)
    }
}

impl From<Problem> for Failure {
    fn from(problem: Problem) -> Self {
        Self::Problems(problem.into())
    }
}

impl From<Box<Problem>> for Failure {
    fn from(problem: Box<Problem>) -> Self {
        Self::Problems(problem.into())
    }
}

/// Most problems that are printed; the rest is counted.
const MOST: usize = 200;

/// Most warnings beside figures, which are what was asked for.
const MOST_BESIDE: usize = 10;

/// Prints why a verb failed.
pub(crate) fn report(failure: &Failure) {
    let text = match failure {
        Failure::Problems(problems) => text(problems.as_slice(), MOST, "mend these first"),
        Failure::Usage(message, hint) => lines("error", message, None, hint.as_deref()),
        Failure::Write(path, error) => {
            let hint =
                "check that the folder may be written, that the disk is not full, and that no file in it is open";
            lines("error", &format!("{path}: cannot write"), Some(&error.to_string()), Some(hint))
        }
        Failure::Draw(what) => lines("error", what, None, Some("this is a bug in koe; please report it")),
        Failure::Told | Failure::ClosedPipe => String::new(),
    };
    print(&text);
}

/// Prints problems as what was asked for.
pub(crate) fn tell(problems: &[Problem]) {
    print(&text(problems, MOST, "the rest is in --format json"));
}

/// Prints warnings beside figures; returns whether there were any.
pub(crate) fn warn(warnings: &[Problem]) -> bool {
    print(&text(warnings, MOST_BESIDE, "koe check lists them all"));
    !warnings.is_empty()
}

/// Prints a warning about what was made, and the way out.
pub(crate) fn caution(message: &str, hint: &str) {
    print(&lines("warning", message, None, Some(hint)));
}

/// Says of a run with groups that the gate saw no other.
pub(crate) fn note_gate() {
    say("note: this run passed the release gate by itself; figures of several runs side by side may give away what \
         each withholds; `koe report` checks all tables together");
}

/// Prints a line of plain words.
pub(crate) fn say(words: &str) {
    print(&format!("{}\n", inert(words)));
}

fn text(problems: &[Problem], most: usize, rest: &str) -> String {
    let mut text = String::new();
    for problem in problems.iter().take(most) {
        let kind = match problem.severity {
            Severity::Error => "error",
            Severity::Warning => "warning",
        };
        text.push_str(&lines(kind, &told(problem), problem.expected.as_deref(), problem.hint.as_deref()));
    }
    if problems.len() > most {
        let _ = writeln!(text, "… and {} more; {rest}", problems.len() - most);
    }
    text
}

/// A problem in a line; what was asked for is what was typed as an option.
fn told(problem: &Problem) -> String {
    let option = if problem.place.asked.is_some() { "--" } else { "" };
    format!("{option}{problem}")
}

fn lines(kind: &str, message: &str, expected: Option<&str>, hint: Option<&str>) -> String {
    let colour = io::stderr().is_terminal() && std::env::var_os("NO_COLOR").is_none_or(|value| value.is_empty());
    let (start, end) = match (colour, kind) {
        (false, _) => ("", ""),
        (true, "error") => ("\u{1b}[1;31m", "\u{1b}[0m"),
        (true, _) => ("\u{1b}[1;33m", "\u{1b}[0m"),
    };
    let mut text = format!("{start}{kind}{end}: {}\n", inert(message));
    for (label, words) in [("expected", expected), ("hint", hint)] {
        if let Some(words) = words.filter(|words| !words.is_empty()) {
            let _ = writeln!(text, "  {label}: {}", inert(words));
        }
    }
    text
}

/// Text from input, with what would move the cursor or turn the line shown escaped.
pub(crate) fn inert(text: &str) -> String {
    let mut safe = String::with_capacity(text.len());
    for c in text.chars() {
        if acts(c) {
            safe.extend(c.escape_default());
        } else {
            safe.push(c);
        }
    }
    safe
}

/// Whether a character would move the cursor or turn the line.
pub(crate) fn acts(c: char) -> bool {
    let turns = matches!(c, '\u{200e}' | '\u{200f}' | '\u{061c}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
    c.is_control() || turns
}

fn print(text: &str) {
    // Nobody is left to tell when stderr itself is gone.
    let _ = io::stderr().lock().write_all(text.as_bytes());
}
