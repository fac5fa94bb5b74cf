//! What a clerk keeps in the results: every file that is not exactly as the tool wrote it.

use super::{Manifest, stop};
use crate::intake::Fingerprint;
use crate::publish::disk::Disk;
use crate::publish::names::{QUESTIONS, SUMMARY};
use crate::stop::Stop;
use crate::text::nfc;
use rayon::prelude::*;
use std::collections::{BTreeSet, HashMap};
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};
use std::time::{Duration, SystemTime};

/// The fingerprint of each file that was found to be as the tool wrote it, and when it was last changed: as long as
/// that stays, it need not be read again.
pub(super) type Checked = Mutex<HashMap<String, (String, SystemTime)>>;

/// Brings what a clerk keeps in one folder into another, beside what is there already. Doing it again
/// changes nothing. Gives the folders to which something was brought.
pub(super) fn carry(
    disk: &Disk,
    from: &Path,
    into: &Path,
    checked: &Checked,
) -> Result<BTreeSet<PathBuf>, Stop> {
    let ours = read_manifest(&from.join(SUMMARY));
    let mut theirs = walk(from).map_err(|source| stop(from, source))?;
    // The decisions in the question list are read before it is written anew.
    theirs.retain(|(_, path)| {
        path != SUMMARY && (path != QUESTIONS || !ours.contains_key(QUESTIONS)) && !is_lock_file(path)
    });
    let edited = |(at, path): &(PathBuf, String)| {
        let print = ours.get(path);
        print.is_none_or(|print| !is_ours(at, (path, print), checked))
    };
    let edited: Vec<(PathBuf, String)> = theirs.into_par_iter().filter(edited).collect();
    let mut brought = BTreeSet::new();
    for (at, _) in edited {
        let bytes = fs::read(&at).map_err(|source| stop(&at, source))?;
        // A path that is not text keeps its own spelling.
        let inner = at.strip_prefix(from).unwrap_or(&at);
        let to = into.join(inner);
        keep(disk, &at, &bytes, &to).map_err(|source| stop(&at, source))?;
        brought.extend(to.parent().map(Path::to_owned));
    }
    Ok(brought)
}

/// Whether a file is as the tool wrote it: with this path and fingerprint.
pub(super) fn is_ours(at: &Path, (path, fingerprint): (&str, &str), checked: &Checked) -> bool {
    let known = || checked.lock().unwrap_or_else(PoisonError::into_inner);
    // The time comes first: what is changed while it is read then has another.
    let Ok(last) = fs::metadata(at).and_then(|about| about.modified()) else { return false };
    if known().get(path).is_some_and(|(print, then)| print == fingerprint && *then == last) {
        return true;
    }
    let ours = fs::read(at).is_ok_and(|bytes| Fingerprint::of(&bytes).to_string() == fingerprint);
    if ours && last.elapsed().is_ok_and(|age| age > COARSEST) {
        known().insert(path.to_owned(), (fingerprint.to_owned(), last));
    }
    ours
}

/// The coarsest clock of a file system: FAT counts two seconds. What was changed within it may be changed again and
/// say the same.
const COARSEST: Duration = Duration::from_secs(4);

/// Puts a file at a path or, where another stands there, beside it.
fn keep(disk: &Disk, file: &Path, bytes: &[u8], at: &Path) -> io::Result<()> {
    let stem = at.file_stem().unwrap_or_default().to_string_lossy().into_owned();
    let tail = at.extension().map(|e| format!(".{}", e.to_string_lossy())).unwrap_or_default();
    let beside = |n: u32| match n {
        1 => at.to_owned(),
        2 => at.with_file_name(format!("{stem} (bản sửa tay){tail}")),
        n => at.with_file_name(format!("{stem} (bản sửa tay {}){tail}", n - 1)),
    };
    for n in 1.. {
        let at = beside(n);
        if at.exists() {
            if fs::read(&at).is_ok_and(|there| there == bytes) {
                return Ok(());
            }
            continue;
        }
        disk.make_folder(at.parent().unwrap_or(&at))?;
        return disk.link(file, &at);
    }
    Ok(())
}

/// What the summary says that the tool wrote; empty where there is no summary of ours.
pub(super) fn read_manifest(summary: &Path) -> Manifest {
    #[derive(serde::Deserialize)]
    struct Outputs {
        outputs: Manifest,
    }
    let text = fs::read(summary).unwrap_or_default();
    serde_json::from_slice(&text).map(|read: Outputs| read.outputs).unwrap_or_default()
}

/// Every file below a folder, in order, with its path from there. Links are not followed.
pub(super) fn walk(folder: &Path) -> io::Result<Vec<(PathBuf, String)>> {
    let (mut files, mut open) = (Vec::new(), vec![folder.to_owned()]);
    while let Some(at) = open.pop() {
        for entry in fs::read_dir(&at)? {
            let entry = entry?;
            if entry.file_type()?.is_dir() {
                open.push(entry.path());
            } else {
                let inner = entry.path();
                let inner = inner.strip_prefix(folder).unwrap_or(&inner).to_string_lossy().replace('\\', "/");
                files.push((entry.path(), nfc(&inner).into_owned()));
            }
        }
    }
    files.sort();
    Ok(files)
}

/// Office's own mark that a file is open.
fn is_lock_file(path: &str) -> bool {
    path.rsplit('/').next().is_some_and(|name| name.starts_with("~$"))
}
