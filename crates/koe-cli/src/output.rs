//! Data on stdout.

use std::io::{self, IsTerminal, Write};

use koe_report::table::Colour;

use crate::diagnostics::Failure;

/// Writes data to stdout. A closed pipe is not an error; a full disk is.
pub(crate) fn write(text: &str) -> Result<(), Failure> {
    let mut stdout = io::stdout().lock();
    match stdout.write_all(text.as_bytes()).and_then(|()| stdout.flush()) {
        Ok(()) => Ok(()),
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => Err(Failure::ClosedPipe),
        Err(error) => Err(Failure::Write("stdout".to_owned(), error)),
    }
}

/// Colour only on a terminal, and not where the user asks for none (no-color.org).
pub(crate) fn colour() -> Colour {
    let wanted = std::env::var_os("NO_COLOR").is_none_or(|value| value.is_empty());
    if io::stdout().is_terminal() && wanted { Colour::Ansi } else { Colour::Plain }
}
