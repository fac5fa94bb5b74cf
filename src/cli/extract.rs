//! `tusoi extract`.

use super::progress::Progress;
use super::{Asked, asked, jsonl};
use crate::model::Lang;
use crate::run;
use crate::stop::Stop;
use std::fs::{self, OpenOptions};
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};

/// Reads the paths and writes JSON Lines; the exit status.
pub(super) fn extract(
    paths: &[PathBuf],
    campaign: Option<&Path>,
    output: Option<&Path>,
    lang: Lang,
) -> Result<u8, Stop> {
    let Asked { catalogue, units, round, passwords } =
        asked(campaign, paths.first().map(PathBuf::as_path), lang)?;
    let progress = Progress::new(lang);
    let paths: Vec<&Path> = paths.iter().map(PathBuf::as_path).collect();
    let books = run::extract(&paths, &units, (&catalogue, round), &passwords, &|step| progress.show(step))?;
    drop(progress);
    let write = |to: &mut dyn Write| {
        jsonl::write(&books, &units, &catalogue, lang, &mut BufWriter::with_capacity(1 << 16, to))
    };
    match output {
        Some(path) => into_file(path, write)?,
        None => into_stdout(write)?,
    }
    Ok(run::status(&books))
}

/// Writes aside and renames, so that the file is never half-written. What is no file, such as a device or a pipe, is
/// written to as it stands: a rename would put a file in its place.
fn into_file(path: &Path, write: impl FnOnce(&mut dyn Write) -> io::Result<()>) -> Result<(), Stop> {
    let io = |source| Stop::Io { path: path.to_path_buf(), source };
    if fs::metadata(path).is_ok_and(|there| !there.is_file()) {
        return write(&mut OpenOptions::new().write(true).open(path).map_err(io)?).map_err(io);
    }
    let dir = path.parent().filter(|dir| !dir.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let mut aside = tempfile::NamedTempFile::new_in(dir).map_err(io)?;
    write(aside.as_file_mut()).map_err(io)?;
    aside.persist(path).map_err(|failed| io(failed.error))?;
    Ok(())
}

fn into_stdout(write: impl FnOnce(&mut dyn Write) -> io::Result<()>) -> Result<(), Stop> {
    match write(&mut io::stdout().lock()) {
        // The reader has seen enough.
        Err(gone) if gone.kind() == io::ErrorKind::BrokenPipe => Ok(()),
        other => other.map_err(|source| Stop::Io { path: "stdout".into(), source }),
    }
}
