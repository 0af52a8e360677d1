//! Problems with input: where, what was found, what was expected, the way out.

use std::fmt;

/// How bad a problem is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    /// Nothing can be computed until it is mended.
    Error,
    /// Counted and reported; the work goes on.
    Warning,
}

/// The part of a request that a problem is in, where it is in no file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Asked {
    /// Which wave.
    Wave,
    /// The attributes whose values are listed or crossed.
    By,
    /// The condition that everyone meets.
    Where,
    /// What segments are compared with.
    Versus,
}

impl Asked {
    /// Returns the name of the part, which is that of the option of `koe`.
    pub fn name(self) -> &'static str {
        match self {
            Self::Wave => "wave",
            Self::By => "by",
            Self::Where => "where",
            Self::Versus => "versus",
        }
    }
}

/// Where a problem is: in a file, or in what was asked for. Lines start at 1; the
/// header of a table is line 1.
#[derive(Debug, Clone, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Place {
    /// The part of the request, and its text; then there is no file.
    pub asked: Option<(Asked, String)>,
    /// The file, as the reader would open it.
    pub file: String,
    /// Line in the file, where one is known.
    pub line: Option<u64>,
    /// Column name, or key of a TOML table.
    pub column: Option<String>,
}

impl Place {
    /// Returns a whole file as a place.
    pub fn file(file: impl Into<String>) -> Self {
        Self { file: file.into(), ..Self::default() }
    }

    /// Returns a part of the request as a place.
    ///
    /// ```
    /// use koe_core::{Asked, Place, Problem};
    ///
    /// let problem = Problem::error(Place::asked(Asked::By, "部署"), "no such attribute");
    /// assert_eq!(problem.to_string(), "by 部署: no such attribute");
    /// ```
    pub fn asked(part: Asked, text: impl Into<String>) -> Self {
        Self { asked: Some((part, text.into())), ..Self::default() }
    }

    /// Adds a line.
    #[must_use]
    pub fn line(mut self, line: u64) -> Self {
        self.line = Some(line);
        self
    }

    /// Adds a column name or key.
    #[must_use]
    pub fn column(mut self, column: impl Into<String>) -> Self {
        self.column = Some(column.into());
        self
    }
}

/// One problem with input.
///
/// ```
/// use koe_core::{Place, Problem};
///
/// let problem = Problem::error(Place::file("items.csv").line(3).column("category"), "no such category")
///     .found("9")
///     .expected("a code or a name of [categories]")
///     .hint("add it to [categories] in survey.toml");
/// assert_eq!(problem.to_string(), "items.csv:3: category: no such category: \"9\"");
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problem {
    /// How bad it is.
    pub severity: Severity,
    /// Where it is.
    pub place: Place,
    /// What is wrong, without a full stop.
    pub message: String,
    /// The offending text.
    pub found: Option<String>,
    /// What would have been right.
    pub expected: Option<String>,
    /// The way out.
    pub hint: Option<String>,
}

impl Problem {
    /// Returns a problem that stops the work.
    pub fn error(place: Place, message: impl Into<String>) -> Self {
        Self { severity: Severity::Error, place, message: message.into(), found: None, expected: None, hint: None }
    }

    /// Returns a problem that is reported while the work goes on.
    pub fn warning(place: Place, message: impl Into<String>) -> Self {
        Self { severity: Severity::Warning, ..Self::error(place, message) }
    }

    /// Adds the offending text, cut to 80 characters.
    #[must_use]
    pub fn found(mut self, text: impl AsRef<str>) -> Self {
        let text = text.as_ref();
        let mut short: String = text.chars().take(80).collect();
        if short.len() < text.len() {
            short.push('…');
        }
        self.found = Some(short);
        self
    }

    /// Adds what would have been right.
    #[must_use]
    pub fn expected(mut self, text: impl Into<String>) -> Self {
        self.expected = Some(text.into());
        self
    }

    /// Adds the way out.
    #[must_use]
    pub fn hint(mut self, text: impl Into<String>) -> Self {
        self.hint = Some(text.into());
        self
    }
}

impl fmt::Display for Problem {
    /// One line: place, message, offending text. What was expected and the way
    /// out are for the caller to lay out.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some((part, text)) = &self.place.asked {
            write!(f, "{} {text}", part.name())?;
        }
        f.write_str(&self.place.file)?;
        if let Some(line) = self.place.line {
            write!(f, ":{line}")?;
        }
        f.write_str(": ")?;
        if let Some(column) = &self.place.column {
            write!(f, "{column}: ")?;
        }
        f.write_str(&self.message)?;
        if let Some(found) = &self.found {
            write!(f, ": {found:?}")?;
        }
        Ok(())
    }
}

/// Everything that stopped the work, at least one error, warnings included.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problems(Vec<Problem>);

impl Problems {
    /// Returns `value` with the warnings, or all problems when one is an error.
    ///
    /// # Errors
    ///
    /// When `problems` holds an error.
    pub fn check<T>(value: Option<T>, problems: Vec<Problem>) -> Result<Checked<T>, Self> {
        match value {
            Some(value) if problems.iter().all(|p| p.severity == Severity::Warning) => {
                Ok(Checked { value, warnings: problems })
            }
            _ => Err(Self(problems)),
        }
    }

    /// Puts warnings that were met before in front.
    #[must_use]
    pub fn after(self, warnings: Vec<Problem>) -> Self {
        Self(warnings.into_iter().chain(self.0).collect())
    }

    /// Returns the problems in the order they were found.
    pub fn as_slice(&self) -> &[Problem] {
        &self.0
    }
}

impl From<Problem> for Problems {
    fn from(problem: Problem) -> Self {
        Self(vec![problem])
    }
}

impl From<Box<Problem>> for Problems {
    fn from(problem: Box<Problem>) -> Self {
        Self(vec![*problem])
    }
}

impl From<Vec<Problem>> for Problems {
    fn from(problems: Vec<Problem>) -> Self {
        Self(problems)
    }
}

impl fmt::Display for Problems {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (index, problem) in self.0.iter().enumerate() {
            if index > 0 {
                f.write_str("\n")?;
            }
            problem.fmt(f)?;
        }
        Ok(())
    }
}

impl std::error::Error for Problems {}

/// A result beside the warnings met on the way.
#[derive(Debug, Clone)]
pub struct Checked<T> {
    /// The result.
    pub value: T,
    /// What the reader should know about it.
    pub warnings: Vec<Problem>,
}
