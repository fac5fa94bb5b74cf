//! Every change that publishing makes to the disk, so that tests can let each of them fail.

use rayon::prelude::*;
use std::fs::{self, File};
use std::io::{self, BufWriter, Write};
use std::path::Path;

/// The disk that results are written to.
#[derive(Debug, Clone, Default)]
pub(super) struct Disk {
    #[cfg(test)]
    pub(super) fault: Option<std::sync::Arc<Fault>>,
    /// The name of a file that is open in another program.
    #[cfg(test)]
    pub(super) open: Option<String>,
}

/// Removes the files below a folder, several at once; what stays is told by who removes the folder.
fn empty(folder: &Path) {
    let Ok(entries) = fs::read_dir(folder) else { return };
    let entries: Vec<_> = entries.flatten().collect();
    entries.par_iter().for_each(|entry| match entry.file_type() {
        Ok(kind) if kind.is_dir() => empty(&entry.path()),
        Ok(_) => _ = fs::remove_file(entry.path()),
        Err(_) => {}
    });
}

/// At which step from now the disk is full, and whether it stays so.
#[cfg(test)]
#[derive(Debug)]
pub(super) struct Fault {
    pub(super) left: std::sync::atomic::AtomicIsize,
    pub(super) lasting: bool,
}

impl Disk {
    /// One step that may fail.
    #[cfg_attr(
        not(test),
        expect(clippy::unused_self, clippy::unnecessary_wraps, reason = "only tests let it fail")
    )]
    fn step(&self) -> io::Result<()> {
        #[cfg(test)]
        if let Some(fault) = &self.fault {
            let left = fault.left.fetch_sub(1, std::sync::atomic::Ordering::SeqCst);
            if left == 0 || (left < 0 && fault.lasting) {
                return Err(io::ErrorKind::StorageFull.into());
            }
        }
        Ok(())
    }

    /// Whether another program holds the file so that its folder cannot be renamed, as Office does on Windows.
    /// A file that may not be written for another reason does not stand in the way.
    #[cfg_attr(not(test), expect(clippy::unused_self, reason = "only tests say that a file is open"))]
    pub(super) fn is_open(&self, file: &Path) -> bool {
        #[cfg(test)]
        if let Some(open) = &self.open {
            return file.file_name().is_some_and(|name| name.to_string_lossy() == open.as_str());
        }
        // Elsewhere an open file keeps no folder from being renamed.
        if cfg!(not(windows)) {
            return false;
        }
        // ERROR_SHARING_VIOLATION and ERROR_LOCK_VIOLATION.
        let held = |e: io::Error| matches!(e.raw_os_error(), Some(32 | 33));
        File::options().append(true).open(file).is_err_and(held)
    }

    /// Makes a folder and those above it.
    pub(super) fn make_folder(&self, at: &Path) -> io::Result<()> {
        if at.is_dir() {
            return Ok(());
        }
        self.step()?;
        fs::create_dir_all(at)
    }

    /// Opens a file for locking.
    pub(super) fn lock_file(&self, at: &Path) -> io::Result<File> {
        self.step()?;
        File::create(at)
    }

    /// Writes a file that is not there yet. It is safe once it is synced.
    pub(super) fn write(&self, at: &Path, bytes: &[u8]) -> io::Result<()> {
        self.step()?;
        let mut file = File::create_new(at)?;
        if let Err(full) = self.step() {
            file.write_all(bytes.get(..bytes.len() / 2).unwrap_or_default())?;
            return Err(full);
        }
        file.write_all(bytes)
    }

    /// Writes a file that is not there yet, piece by piece. It is safe once it is synced.
    pub(super) fn create<T>(
        &self,
        at: &Path,
        write: impl FnOnce(&mut dyn Write) -> io::Result<T>,
    ) -> io::Result<T> {
        self.step()?;
        let mut file = BufWriter::new(File::create_new(at)?);
        let written = write(&mut file)?;
        self.step()?;
        file.flush()?;
        Ok(written)
    }

    /// Brings a file that was written down to the disk.
    pub(super) fn sync(&self, at: &Path) -> io::Result<()> {
        self.step()?;
        File::options().write(true).open(at)?.sync_all()
    }

    /// Lets a file stand under a second path too, as a link or, where the disk has none, as a copy.
    pub(super) fn link(&self, from: &Path, to: &Path) -> io::Result<()> {
        self.step()?;
        fs::hard_link(from, to).or_else(|_| {
            let aside = to.with_added_extension("tmp");
            let copy = || {
                fs::copy(from, &aside)?;
                File::options().write(true).open(&aside)?.sync_all()?;
                fs::rename(&aside, to)
            };
            copy().inspect_err(|_| {
                // A copy that was not finished is nobody's.
                let _ = fs::remove_file(&aside);
            })
        })
    }

    /// Renames a folder.
    pub(super) fn rename(&self, from: &Path, to: &Path) -> io::Result<()> {
        self.step()?;
        fs::rename(from, to)
    }

    /// Removes a folder with all that is in it, if it is there.
    pub(super) fn remove(&self, folder: &Path) -> io::Result<()> {
        if !folder.exists() {
            return Ok(());
        }
        self.step()?;
        empty(folder);
        fs::remove_dir_all(folder)
    }
}
