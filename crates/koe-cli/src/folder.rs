//! Writing a folder so that it is the old one or the new one, never half of each.

use std::ffi::OsString;
use std::fs::{self, File};
use std::io::{self, Write};
use std::path::Path;

use koe_core::Input;
use rayon::prelude::*;

use crate::diagnostics::Failure;
use crate::{file, manifest};

/// A file of a folder to write: its name and what is in it.
pub(crate) struct Part {
    pub(crate) name: String,
    pub(crate) bytes: Vec<u8>,
}

/// What koe 0.1.0 wrote, which left no manifest.
const OLD: [&str; 5] = ["report.html", "scores.csv", "scores.json", "scores-targets.svg", "scores-targets.png"];

/// What koe left in a folder.
enum Left {
    /// The files its manifest lists, with their hashes.
    Listed(Vec<Input>),
    /// Those of 0.1.0.
    Old,
    /// A `manifest.json` that is somebody else's.
    Nothing,
}

/// Says whether the folder may be replaced, before any work is done for it: it
/// is not there, or holds only what koe wrote, unchanged since.
pub(crate) fn check(target: &Path) -> Result<(), Failure> {
    let shown = target.display();
    if target.is_file() {
        let hint = "choose another folder with --output".to_owned();
        return Err(Failure::Usage(format!("{shown}: a file, not a folder"), Some(hint)));
    }
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
    let unreadable = |error| Failure::Write(shown.to_string(), error);
    let mut found: Vec<(OsString, bool)> = Vec::new();
    for entry in entries {
        let entry = entry.map_err(unreadable)?;
        found.push((entry.file_name(), entry.file_type().is_ok_and(|kind| kind.is_file())));
    }
    // The system lists them in any order; the message is always the same.
    found.sort();
    let left = left(target, &found).map_err(unreadable)?;
    let why = |(name, is_file): &(OsString, bool)| match is_file {
        true => objection(target, name, &left).map_err(unreadable),
        false => Ok(Some(FOREIGN)),
    };
    let objections: Vec<Option<&str>> = found.par_iter().map(why).collect::<Result<_, _>>()?;
    let first = found.iter().zip(objections).find_map(|((name, _), why)| Some((name, why?)));
    if let Some((name, why)) = first {
        return Err(Failure::Usage(
            format!("{shown}: the folder holds {why}: {}", name.display()),
            Some("choose another folder with --output, or take the file away if nobody needs it".to_owned()),
        ));
    }
    Ok(())
}

const FOREIGN: &str = "what koe did not write";
const CHANGED: &str = "a file that was changed since koe wrote it";

fn left(target: &Path, found: &[(OsString, bool)]) -> io::Result<Left> {
    if !found.iter().any(|(name, is_file)| *is_file && name == manifest::NAME) {
        return Ok(Left::Old);
    }
    let listed = manifest::listed(&fs::read(target.join(manifest::NAME))?);
    Ok(listed.map_or(Left::Nothing, Left::Listed))
}

/// Why a file must not be thrown away, if it must not.
fn objection(target: &Path, name: &OsString, left: &Left) -> io::Result<Option<&'static str>> {
    let listed = match left {
        Left::Nothing => return Ok((name == manifest::NAME).then_some(FOREIGN)),
        Left::Old => return Ok(OLD.iter().all(|ours| name != ours).then_some(FOREIGN)),
        Left::Listed(_) if name == manifest::NAME => return Ok(None),
        Left::Listed(listed) => listed,
    };
    let Some(listed) = listed.iter().find(|listed| name == listed.name.as_str()) else { return Ok(Some(FOREIGN)) };
    let now = Input::read(&listed.name, File::open(target.join(name))?)?;
    Ok((now != *listed).then_some(CHANGED))
}

/// Writes the parts into a new folder beside the target, then swaps it in.
pub(crate) fn replace(target: &Path, parts: &[Part]) -> Result<(), Failure> {
    check(target)?;
    // A link is kept: what it leads to is replaced.
    let followed = if target.is_symlink() { fs::canonicalize(target) } else { Ok(target.to_owned()) };
    let target = &followed.map_err(|error| Failure::Write(target.display().to_string(), error))?;
    let fail = |path: &Path| {
        let path = path.display().to_string();
        move |error: io::Error| Failure::Write(path, error)
    };
    let parent = file::parent(target);
    fs::create_dir_all(&parent).map_err(fail(&parent))?;
    let fresh = tempfile::Builder::new().prefix(".koe-").tempdir_in(&parent).map_err(fail(&parent))?;
    for part in parts {
        let path = fresh.path().join(&part.name);
        let write = || {
            let mut file = File::create(&path)?;
            file.write_all(&part.bytes)?;
            file.sync_all()
        };
        write().map_err(fail(&target.join(&part.name)))?;
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
