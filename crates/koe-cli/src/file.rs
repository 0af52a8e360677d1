//! Writing files so that each is the old one or the new one, never half of it.

use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use tempfile::NamedTempFile;

use crate::diagnostics::Failure;

/// The folder that a path lies in.
pub(crate) fn parent(path: &Path) -> PathBuf {
    match path.parent() {
        Some(parent) if !parent.as_os_str().is_empty() => parent.to_owned(),
        _ => PathBuf::from("."),
    }
}

/// Writes files, each beside its place, and moves them there once all are whole.
pub(crate) fn replace(files: &[(PathBuf, Vec<u8>)]) -> Result<(), Failure> {
    let mut fresh = Vec::new();
    for (path, bytes) in files {
        let file = beside(path, bytes).map_err(|error| Failure::Write(path.display().to_string(), error))?;
        fresh.push((path, file));
    }
    for (path, file) in fresh {
        file.persist(path).map_err(|error| Failure::Write(path.display().to_string(), error.error))?;
    }
    Ok(())
}

fn beside(path: &Path, bytes: &[u8]) -> io::Result<NamedTempFile> {
    let parent = parent(path);
    fs::create_dir_all(&parent)?;
    let mut builder = tempfile::Builder::new();
    builder.prefix(".koe-");
    #[cfg(unix)]
    {
        // A temporary file is its owner's alone; a chart is to be handed on.
        use std::os::unix::fs::PermissionsExt;
        builder.permissions(fs::Permissions::from_mode(0o666));
    }
    let mut file = builder.tempfile_in(&parent)?;
    file.write_all(bytes)?;
    file.as_file().sync_all()?;
    Ok(file)
}
