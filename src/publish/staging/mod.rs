//! Results are switched in whole: a run that is killed leaves the old ones or the new ones.
//!
//! 1. Everything is written to `results.tmp`, beside `results` and so on the same volume.
//! 2. What a clerk keeps in `results` is carried over into it: every file that is not exactly as the
//!    tool wrote it, by the fingerprints in `tusoi.json`. A result that somebody edited is kept beside
//!    the new one under a name of its own.
//! 3. Once all of it is synced, `results` becomes `results.old` and `results.tmp` becomes `results`: two renames.
//! 4. What came into `results.old` in that moment is carried over too; then it becomes `results.del`
//!    and is removed, while the ledger is closed. The names say how far a killed run came, and [`recover`] goes on from there.

mod kept;

use self::kept::{Checked, carry, is_ours, read_manifest, walk};
use super::disk::Disk;
use super::names::{QUESTIONS, SUMMARY};
use super::sealed::Sealed;
use super::syncing::{Syncing, sync_folder};
use crate::intake::Fingerprint;
use crate::model::Lang;
use crate::stop::Stop;
use rayon::prelude::*;
use std::collections::{BTreeMap, BTreeSet};
use std::fs::{self, File, TryLockError};
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};
use std::thread::{Builder, JoinHandle};

/// The fingerprint of every file of the results, by its path with `/`.
pub(super) type Manifest = BTreeMap<String, String>;

/// Results being written beside the old ones.
pub(super) struct Stage {
    results: PathBuf,
    /// Held until the end: two runs must not write the same results.
    lock: Option<File>,
    disk: Disk,
    syncing: Syncing,
    /// Folders to which nothing is added any more.
    complete: Mutex<BTreeSet<PathBuf>>,
    /// Which files of the old results are known to be as the tool wrote them.
    checked: Checked,
    lang: Lang,
}

impl Stage {
    /// Makes room beside the results, after finishing what a killed run left. What would keep them from being
    /// switched in later is said now.
    ///
    /// # Errors
    /// [`Stop::Unwritable`] where another run is writing, files are open or the results are no folder,
    /// [`Stop::Io`] where the folder cannot be made.
    pub(super) fn open(results: &Path, lang: Lang) -> Result<Self, Stop> {
        Self::open_on(Disk::default(), results, lang)
    }

    /// The same on a disk that may fail.
    pub(super) fn open_on(disk: Disk, results: &Path, lang: Lang) -> Result<Self, Stop> {
        // A link to a folder stays a link.
        let results = results.canonicalize().unwrap_or_else(|_| results.to_owned());
        if let Some(above) = results.parent() {
            disk.make_folder(above).map_err(|source| stop(above, source))?;
        }
        let Some(lock) = lock(&disk, &results)? else {
            let detail = match lang {
                Lang::Vi => "một lần chạy khác đang ghi kết quả; chờ nó xong rồi chạy lại",
                Lang::En => "another run is writing the results; wait for it to end, then run again",
            };
            return Err(Stop::Unwritable { path: results, detail: detail.into() });
        };
        let syncing = Syncing::begin(&disk, &results)?;
        let (complete, checked) = (Mutex::default(), Checked::default());
        let stage = Self { results, lock: Some(lock), disk, syncing, complete, checked, lang };
        mend(&stage.disk, &stage.results, &stage.checked)?;
        stage.nothing_in_the_way()?;
        let room = stage.room();
        stage.disk.make_folder(&room).map_err(|source| stop(&room, source))?;
        Ok(stage)
    }

    /// The folder being filled.
    pub(super) fn room(&self) -> PathBuf {
        beside(&self.results, "tmp")
    }

    /// Writes one file and gives its fingerprint. `path` is below the results, with `/`.
    ///
    /// # Errors
    /// [`Stop::Io`].
    pub(super) fn write(&self, path: &str, bytes: &[u8]) -> Result<String, Stop> {
        let at = self.room().join(path);
        let write = || {
            self.disk.make_folder(at.parent().unwrap_or(&at))?;
            self.disk.write(&at, bytes)
        };
        write().map_err(|source| stop(&at, source))?;
        self.syncing.take(at);
        Ok(Fingerprint::of(bytes).to_string())
    }

    /// Writes one file as it is made, piece by piece, and gives its fingerprint.
    ///
    /// # Errors
    /// [`Stop::Io`].
    pub(super) fn create(
        &self,
        path: &str,
        fill: impl FnOnce(&mut dyn Write) -> io::Result<()>,
    ) -> Result<String, Stop> {
        let at = self.room().join(path);
        let write = || {
            self.disk.make_folder(at.parent().unwrap_or(&at))?;
            self.disk.create(&at, |file| {
                let mut sealed = Sealed::new(file);
                fill(&mut sealed).map(|()| sealed.fingerprint())
            })
        };
        let fingerprint = write().map_err(|source| stop(&at, source))?;
        self.syncing.take(at);
        Ok(fingerprint.to_string())
    }

    /// Says that all files of a folder are written or taken over, and that no other folder lies in it.
    pub(super) fn complete(&self, folder: &str) {
        let folder = self.room().join(folder);
        self.complete.lock().unwrap_or_else(PoisonError::into_inner).insert(folder.clone());
        self.syncing.take_folder(folder);
    }

    /// Takes a file of the old results over, where it still is what it was when it was written; false where
    /// it is not, or cannot be taken over.
    pub(super) fn take_over(&self, path: &str, fingerprint: &str) -> bool {
        let (old, new) = (self.results.join(path), self.room().join(path));
        is_ours(&old, (path, fingerprint), &self.checked)
            && self.disk.make_folder(new.parent().unwrap_or(&new)).is_ok()
            && self.disk.link(&old, &new).is_ok()
    }

    /// Whether the results are exactly those of the summary with this fingerprint.
    pub(super) fn stands(&self, summary: &str) -> bool {
        let same = |path: &str, fingerprint: &str| {
            let bytes = fs::read(self.results.join(path));
            bytes.is_ok_and(|bytes| Fingerprint::of(&bytes).to_string() == fingerprint)
        };
        let ours = read_manifest(&self.results.join(SUMMARY));
        same(SUMMARY, summary) && ours.par_iter().all(|(path, fingerprint)| same(path, fingerprint))
    }

    /// Reads back a file that was written.
    ///
    /// # Errors
    /// [`Stop::Io`].
    pub(super) fn read(&self, path: &str) -> Result<Vec<u8>, Stop> {
        let at = self.room().join(path);
        fs::read(&at).map_err(|source| stop(&at, source))
    }

    /// Switches the new results in. `list` is the fingerprint of the list of questions as it was read.
    ///
    /// # Errors
    /// [`Stop::Unwritable`] naming the files that are open in another program, [`Stop::Io`]. The old
    /// results are then as they were.
    pub(super) fn switch(mut self, list: Option<Fingerprint>) -> Result<Clearing, Stop> {
        let (room, old) = (self.room(), beside(&self.results, "old"));
        let there = self.results.exists();
        let carried =
            if there { carry(&self.disk, &self.results, &room, &self.checked)? } else { BTreeSet::new() };
        self.syncing.end()?;
        let mut complete = std::mem::take(&mut self.complete).into_inner().unwrap_or_default();
        complete.retain(|folder| !carried.contains(folder));
        sync_folders(&room, &complete)?;
        self.list_is_still(list)?;
        if there {
            self.disk.rename(&self.results, &old).map_err(|source| self.blocked(&source))?;
        }
        if let Err(source) = self.disk.rename(&room, &self.results) {
            if there {
                self.disk.rename(&old, &self.results).map_err(|source| stop(&old, source))?;
            }
            return Err(stop(&self.results, source));
        }
        if let Some(above) = self.results.parent() {
            sync_folder(above);
        }
        if !there {
            return Ok(Clearing { thread: None, _stage: self });
        }
        let gone = retire(&self.disk, &self.results, &self.checked)?;
        let disk = self.disk.clone();
        // What cannot be removed now is removed by the next run.
        let remove = move || drop(disk.remove(&gone));
        let thread = Builder::new().name("clear".into()).spawn(remove).ok();
        Ok(Clearing { thread, _stage: self })
    }

    /// What somebody typed into the list of questions after it was read must be read first.
    fn list_is_still(&self, list: Option<Fingerprint>) -> Result<(), Stop> {
        let path = self.results.join(QUESTIONS);
        let now = match fs::read(&path) {
            Ok(bytes) => Some(Fingerprint::of(&bytes)),
            Err(e) if e.kind() == io::ErrorKind::NotFound => None,
            Err(source) => return Err(stop(&path, source)),
        };
        if now == list {
            return Ok(());
        }
        let detail = match self.lang {
            Lang::Vi => "tệp này vừa được lưu trong lúc đang chạy; chạy lại để đọc các quyết định mới",
            Lang::En => "it was saved during the run; run again to read the new decisions",
        };
        Err(Stop::Unwritable { path, detail: detail.into() })
    }

    /// What would keep the results from being switched in.
    fn nothing_in_the_way(&self) -> Result<(), Stop> {
        if self.results.exists() && !self.results.is_dir() {
            let detail = match self.lang {
                Lang::Vi => {
                    "đây là một tệp, không phải thư mục; đổi tên tệp này, hoặc sửa `results` trong campaign.toml"
                }
                Lang::En => "this is a file, no folder; rename it, or mend `results` in campaign.toml",
            };
            return Err(Stop::Unwritable { path: self.results.clone(), detail: detail.into() });
        }
        if self.open_files().is_empty() { Ok(()) } else { Err(self.blocked(&io::Error::other(""))) }
    }

    /// The files of the results that another program holds.
    fn open_files(&self) -> Vec<String> {
        let mut open = walk(&self.results).unwrap_or_default();
        open.retain(|(at, _)| self.disk.is_open(at));
        open.into_iter().map(|(_, path)| path).collect()
    }

    /// On Windows a folder cannot be renamed while one of its files is open.
    fn blocked(&self, source: &io::Error) -> Stop {
        let open = self.open_files();
        let detail = match (self.lang, open.is_empty()) {
            (Lang::Vi, false) => format!("đóng các tệp đang mở rồi chạy lại: {}", open.join("; ")),
            (Lang::Vi, true) => format!("{source}; đóng mọi tệp và cửa sổ đang mở thư mục này rồi chạy lại"),
            (Lang::En, false) => {
                format!("close the files that are open, then run again: {}", open.join("; "))
            }
            (Lang::En, true) => format!("{source}; close every file and window open on it, then run again"),
        };
        Stop::Unwritable { path: self.results.clone(), detail }
    }
}

/// The old results being removed; until that is done, no other run may write.
pub(super) struct Clearing {
    thread: Option<JoinHandle<()>>,
    _stage: Stage,
}

impl Drop for Clearing {
    fn drop(&mut self) {
        if let Some(thread) = self.thread.take() {
            let _ = thread.join();
        }
    }
}

/// Where nothing was switched, the old results stay as they are.
impl Drop for Stage {
    fn drop(&mut self) {
        // A thread must not work in a folder that is being removed; nothing there is worth an error.
        let _ = self.syncing.end();
        // What cannot be removed now is removed by the next run.
        let _ = self.disk.remove(&self.room());
        unlock(&self.results, self.lock.take());
    }
}

/// Finishes or undoes what a killed run left beside the results; to be called before anything is read
/// from them. Does nothing while another run is writing.
///
/// # Errors
/// [`Stop::Io`].
pub fn recover(results: &Path) -> Result<(), Stop> {
    let results = results.canonicalize().unwrap_or_else(|_| results.to_owned());
    if ["tmp", "old", "del", "lock"].iter().all(|ending| !beside(&results, ending).exists()) {
        return Ok(());
    }
    let disk = Disk::default();
    if let Some(lock) = lock(&disk, &results)? {
        mend(&disk, &results, &Checked::default())?;
        unlock(&results, Some(lock));
    }
    Ok(())
}

/// Whether results could be written now: nothing in them is open elsewhere, no other run has the right to
/// write them, and the disk takes a file beside them.
///
/// # Errors
/// [`Stop::Unwritable`] and [`Stop::Io`], each with what to do.
pub(super) fn can_be_written(results: &Path, lang: Lang) -> Result<(), Stop> {
    Stage::open(results, lang)?.write("x", b"x").map(drop)
}

/// The right to write the results, until it is dropped or the program ends; `None` while another run has it.
fn lock(disk: &Disk, results: &Path) -> Result<Option<File>, Stop> {
    let path = beside(results, "lock");
    let lock = disk.lock_file(&path).map_err(|source| stop(&path, source))?;
    match lock.try_lock() {
        Ok(()) => Ok(Some(lock)),
        Err(TryLockError::WouldBlock) => Ok(None),
        Err(TryLockError::Error(source)) => Err(stop(&path, source)),
    }
}

fn unlock(results: &Path, lock: Option<File>) {
    drop(lock);
    // A file that stays locks nobody out.
    let _ = fs::remove_file(beside(results, "lock"));
}

fn mend(disk: &Disk, results: &Path, checked: &Checked) -> Result<(), Stop> {
    let (room, old, gone) = (beside(results, "tmp"), beside(results, "old"), beside(results, "del"));
    let remove = |folder: &Path| disk.remove(folder).map_err(|source| stop(folder, source));
    if old.exists() && !results.exists() {
        // Killed between the two renames.
        disk.rename(&old, results).map_err(|source| stop(&old, source))?;
    }
    remove(&room)?;
    remove(&gone)?;
    if old.exists() {
        remove(&retire(disk, results, checked)?)?;
    }
    Ok(())
}

/// Carries over what came into the old results last; where they then lie, to be removed.
fn retire(disk: &Disk, results: &Path, checked: &Checked) -> Result<PathBuf, Stop> {
    let (old, gone) = (beside(results, "old"), beside(results, "del"));
    carry(disk, &old, results, checked)?;
    disk.rename(&old, &gone).map_err(|source| stop(&old, source))?;
    Ok(gone)
}

/// A renamed folder must not come back empty after a power cut; some are on the disk already.
fn sync_folders(room: &Path, done: &BTreeSet<PathBuf>) -> Result<(), Stop> {
    let mut folders: Vec<PathBuf> = vec![room.to_owned()];
    for (at, _) in walk(room).map_err(|source| stop(room, source))? {
        folders.extend(at.ancestors().skip(1).take_while(|up| *up != room).map(Path::to_owned));
    }
    folders.sort();
    folders.dedup();
    folders.retain(|folder| !done.contains(folder));
    folders.par_iter().for_each(|folder| sync_folder(folder));
    Ok(())
}

/// The folder's neighbour with another ending: `results` → `results.tmp`.
fn beside(results: &Path, ending: &str) -> PathBuf {
    let name = results.file_name().unwrap_or_default().to_string_lossy();
    results.with_file_name(format!("{name}.{ending}"))
}

fn stop(path: &Path, source: io::Error) -> Stop {
    Stop::Io { path: path.to_owned(), source }
}

#[cfg(test)]
mod tests;
