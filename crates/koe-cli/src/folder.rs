//! Writing a folder so that it is the old one or the new one, never half of each.

use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use crate::diagnostics::Failure;

/// A file of a folder to write: its name and what is in it.
pub(crate) struct Part {
    pub(crate) name: &'static str,
    pub(crate) bytes: Vec<u8>,
}

/// Names of every file a report folder may hold. A folder with anything else
/// in it is somebody's work and is not replaced.
const OURS: [&str; 5] = ["report.html", "scores.csv", "scores.json", "scores-targets.svg", "scores-targets.png"];

/// Says whether the folder may be replaced, before any work is done for it.
pub(crate) fn check(target: &Path) -> Result<(), Failure> {
    let shown = target.display();
    let entries = match fs::read_dir(target) {
        Ok(entries) => entries,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(()),
        Err(error) => {
            let hint = "choose another folder with --output".to_owned();
            return Err(Failure::Usage(format!("{shown}: not a folder that can be written: {error}"), Some(hint)));
        }
    };
    if target.file_name().is_none() {
        let hint = "name a folder that koe may make or replace whole, such as --output koe-report".to_owned();
        return Err(Failure::Usage(format!("{shown}: cannot be replaced as a whole"), Some(hint)));
    }
    for entry in entries {
        let entry = entry.map_err(|error| Failure::Write(shown.to_string(), error))?;
        let name = entry.file_name();
        let is_file = entry.file_type().is_ok_and(|kind| kind.is_file());
        if !is_file || !OURS.iter().any(|ours| name == *ours) {
            return Err(Failure::Usage(
                format!("{shown}: the folder holds what koe did not write: {}", name.display()),
                Some("choose another folder with --output, or empty this one".to_owned()),
            ));
        }
    }
    Ok(())
}

/// Writes the parts into a new folder beside the target, then swaps it in.
pub(crate) fn replace(target: &Path, parts: &[Part]) -> Result<(), Failure> {
    check(target)?;
    let fail = |path: &Path| {
        let path = path.display().to_string();
        move |error: io::Error| Failure::Write(path, error)
    };
    let parent = match target.parent() {
        Some(parent) if !parent.as_os_str().is_empty() => parent.to_owned(),
        _ => PathBuf::from("."),
    };
    fs::create_dir_all(&parent).map_err(fail(&parent))?;
    let fresh = tempfile::Builder::new().prefix(".koe-").tempdir_in(&parent).map_err(fail(&parent))?;
    for part in parts {
        let path = fresh.path().join(part.name);
        let write = || {
            let mut file = fs::File::create(&path)?;
            file.write_all(&part.bytes)?;
            file.sync_all()
        };
        write().map_err(fail(&target.join(part.name)))?;
    }
    readable(fresh.path()).map_err(fail(target))?;
    // A folder cannot be renamed over one that has files: the old one steps
    // aside first, and back again if the new one cannot take its place.
    let aside = tempfile::Builder::new().prefix(".koe-old-").tempdir_in(&parent).map_err(fail(&parent))?;
    let old = aside.path().join("old");
    let had = target.exists();
    if had {
        fs::rename(target, &old).map_err(fail(target))?;
    }
    let swapped = fs::rename(fresh.path(), target);
    if swapped.is_err() && had && fs::rename(&old, target).is_err() {
        // Nothing is thrown away: the old folder stays where it stepped aside to.
        let kept = aside.keep().join("old");
        return swapped.map_err(fail(&kept));
    }
    swapped.map_err(fail(target))?;
    // The folder is the report now, nothing to clean up.
    let _ = fresh.keep();
    Ok(())
}

/// A temporary folder is its owner's alone; a report is to be handed on.
#[cfg(unix)]
fn readable(folder: &Path) -> io::Result<()> {
    use std::os::unix::fs::PermissionsExt;
    fs::set_permissions(folder, fs::Permissions::from_mode(0o755))
}

#[cfg(not(unix))]
fn readable(_: &Path) -> io::Result<()> {
    Ok(())
}
