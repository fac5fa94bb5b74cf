//! Results are switched in whole: a run that is killed leaves the old ones or the new ones.
//!
//! 1. Everything is written to `results.tmp`, beside `results` and so on the same volume.
//! 2. What a clerk keeps in `results` is carried over into it: every file that is not exactly as the
//!    tool wrote it, by the fingerprints in `tusoi.json`. A result that somebody edited is kept beside
//!    the new one under a name of its own.
//! 3. Once all of it is synced, `results` becomes `results.old` and `results.tmp` becomes `results`: two renames.
//! 4. What came into `results.old` in that moment is carried over too; then it becomes `results.del`
//!    and is removed, while the ledger is closed. The names say how far a killed run came, and [`recover`] goes on from there.

use super::disk::Disk;
use super::names::{QUESTIONS, SUMMARY};
use super::sealed::Sealed;
use super::syncing::{Syncing, sync_folder};
use crate::intake::Fingerprint;
use crate::model::Lang;
use crate::stop::Stop;
use crate::text::nfc;
use rayon::prelude::*;
use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::fs::{self, File, TryLockError};
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};
use std::thread::{Builder, JoinHandle};
use std::time::{Duration, SystemTime};

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

/// The fingerprint of each file that was found to be as the tool wrote it, and when it was last changed: as long as
/// that stays, it need not be read again.
type Checked = Mutex<HashMap<String, (String, SystemTime)>>;

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

/// Brings what a clerk keeps in one folder into another, beside what is there already. Doing it again
/// changes nothing. Gives the folders to which something was brought.
fn carry(disk: &Disk, from: &Path, into: &Path, checked: &Checked) -> Result<BTreeSet<PathBuf>, Stop> {
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
fn is_ours(at: &Path, (path, fingerprint): (&str, &str), checked: &Checked) -> bool {
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
fn read_manifest(summary: &Path) -> Manifest {
    #[derive(serde::Deserialize)]
    struct Outputs {
        outputs: Manifest,
    }
    let text = fs::read(summary).unwrap_or_default();
    serde_json::from_slice(&text).map(|read: Outputs| read.outputs).unwrap_or_default()
}

/// Every file below a folder, in order, with its path from there. Links are not followed.
fn walk(folder: &Path) -> io::Result<Vec<(PathBuf, String)>> {
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
mod tests {
    use super::super::disk::Fault;
    use super::*;
    use std::sync::Arc;
    use std::sync::atomic::Ordering;
    use tempfile::TempDir;

    /// Publishes files as a run does.
    fn publish(results: &Path, files: &[(&str, &str)]) {
        let stage = fill(results, files);
        stage.switch(None).unwrap();
    }

    fn fill(results: &Path, files: &[(&str, &str)]) -> Stage {
        let stage = Stage::open(results, Lang::Vi).unwrap();
        write_all(&stage, files).unwrap();
        stage
    }

    fn write_all(stage: &Stage, files: &[(&str, &str)]) -> Result<(), Stop> {
        let write = |(p, t): &(&str, &str)| Ok(((*p).to_owned(), stage.write(p, t.as_bytes())?));
        let manifest: Manifest = files.iter().map(write).collect::<Result<_, Stop>>()?;
        let summary = serde_json::json!({ "outputs": manifest }).to_string();
        stage.write(SUMMARY, summary.as_bytes()).map(drop)
    }

    /// What a killed run leaves: no right to write, and all else as it is.
    fn kill(mut stage: Stage) {
        drop(stage.lock.take());
        std::mem::forget(stage);
    }

    fn files(results: &Path) -> Vec<(String, String)> {
        let all = walk(results).unwrap().into_iter().filter(|(_, path)| path != SUMMARY);
        all.map(|(at, path)| (path, fs::read_to_string(at).unwrap())).collect()
    }

    fn pairs(files: &[(&str, &str)]) -> Vec<(String, String)> {
        files.iter().map(|(p, t)| ((*p).to_owned(), (*t).to_owned())).collect()
    }

    fn beside_names(dir: &TempDir) -> Vec<String> {
        let names = fs::read_dir(dir.path()).unwrap().map(|e| e.unwrap().file_name().into_string().unwrap());
        let mut names: Vec<String> = names.collect();
        names.sort();
        names
    }

    #[test]
    fn new_results_replace_old_ones_and_leave_nothing_beside_them() {
        let dir = TempDir::new().unwrap();
        let results = dir.path().join("results");
        publish(&results, &[("a.txt", "1"), ("x/gone.txt", "1")]);
        publish(&results, &[("a.txt", "2")]);
        assert_eq!(files(&results), pairs(&[("a.txt", "2")]));
        assert_eq!(beside_names(&dir), ["results"]);
    }

    #[test]
    fn what_a_clerk_keeps_or_edits_in_the_results_is_never_lost() {
        let dir = TempDir::new().unwrap();
        let results = dir.path().join("results");
        publish(&results, &[("x/a.txt", "1"), ("y/b.txt", "1")]);
        fs::write(results.join("x/note.txt"), "mine").unwrap();
        fs::write(results.join("x/a.txt"), "edited").unwrap();
        fs::write(results.join("y/b.txt"), "edited").unwrap();
        publish(&results, &[("x/a.txt", "2")]);
        publish(&results, &[("x/a.txt", "3")]);
        let kept = [
            ("x/a (bản sửa tay).txt", "edited"),
            ("x/a.txt", "3"),
            ("x/note.txt", "mine"),
            ("y/b.txt", "edited"),
        ];
        assert_eq!(files(&results), pairs(&kept));
    }

    #[test]
    fn a_run_killed_before_the_switch_leaves_the_old_results() {
        let dir = TempDir::new().unwrap();
        let results = dir.path().join("results");
        publish(&results, &[("a.txt", "1")]);
        kill(fill(&results, &[("a.txt", "2")]));
        assert_eq!(files(&results), pairs(&[("a.txt", "1")]));
        recover(&results).unwrap();
        assert_eq!(files(&results), pairs(&[("a.txt", "1")]));
        publish(&results, &[("a.txt", "3")]);
        assert_eq!(files(&results), pairs(&[("a.txt", "3")]));
        assert_eq!(beside_names(&dir), ["results"]);
    }

    #[test]
    fn a_run_killed_between_the_renames_is_undone() {
        let dir = TempDir::new().unwrap();
        let results = dir.path().join("results");
        publish(&results, &[("a.txt", "1")]);
        kill(fill(&results, &[("a.txt", "2")]));
        fs::rename(&results, beside(&results, "old")).unwrap();
        recover(&results).unwrap();
        assert_eq!(files(&results), pairs(&[("a.txt", "1")]));
    }

    #[test]
    fn a_run_killed_after_the_renames_is_finished_with_late_files_kept() {
        let dir = TempDir::new().unwrap();
        let results = dir.path().join("results");
        publish(&results, &[("a.txt", "1")]);
        kill(fill(&results, &[("a.txt", "2")]));
        fs::write(results.join("late.txt"), "mine").unwrap();
        fs::rename(&results, beside(&results, "old")).unwrap();
        fs::rename(beside(&results, "tmp"), &results).unwrap();
        recover(&results).unwrap();
        assert_eq!(files(&results), pairs(&[("a.txt", "2"), ("late.txt", "mine")]));
        assert!(!beside(&results, "old").exists());
    }

    /// Publishes on a disk that fails at the `nth` step from now, once or from then on; whether it failed.
    fn publish_on_failing_disk(
        results: &Path,
        new: &[(&str, &str)],
        nth: isize,
        lasting: bool,
    ) -> Option<bool> {
        let fault = Arc::new(Fault { left: nth.into(), lasting });
        let disk = Disk { fault: Some(Arc::clone(&fault)), open: None };
        let outcome = Stage::open_on(disk, results, Lang::Vi).and_then(|stage| {
            write_all(&stage, new)?;
            stage.switch(None).map(drop)
        });
        let met = fault.left.load(Ordering::SeqCst) < 0;
        met.then_some(outcome.is_ok())
    }

    #[test]
    fn whichever_write_sync_or_rename_fails_the_old_results_stand_or_the_new_ones_do() {
        let (old, new) = ([("a.txt", "1"), ("x/gone.txt", "1")], [("a.txt", "2"), ("y/b.txt", "2")]);
        let kept = [("a (bản sửa tay).txt", "edited"), ("note.txt", "mine")];
        let mut tried = 0;
        for lasting in [false, true] {
            for nth in 0.. {
                let dir = TempDir::new().unwrap();
                let results = dir.path().join("results");
                publish(&results, &old);
                fs::write(results.join("note.txt"), "mine").unwrap();
                fs::write(results.join("a.txt"), "edited").unwrap();
                let before = files(&results);
                let done = publish_on_failing_disk(&results, &new, nth, lasting);
                recover(&results).unwrap();
                let mut after = pairs(&[new.as_slice(), &kept].concat());
                after.sort();
                let stands = files(&results);
                assert!(stands == before || stands == after, "step {nth}, lasting {lasting}: {stands:?}");
                assert!(
                    done != Some(true) && done.is_some() || stands == after,
                    "step {nth}: done, yet not new"
                );
                publish(&results, &new);
                assert_eq!(files(&results), after, "step {nth}, lasting {lasting}");
                assert_eq!(beside_names(&dir), ["results"]);
                if done.is_none() {
                    break;
                }
                tried += 1;
            }
        }
        assert!(tried > 30, "only {tried} steps could fail");
    }

    #[test]
    fn a_list_of_questions_that_was_saved_meanwhile_is_read_first() {
        let dir = TempDir::new().unwrap();
        let results = dir.path().join("results");
        publish(&results, &[("a.txt", "1")]);
        let stage = fill(&results, &[("a.txt", "2")]);
        fs::write(results.join(QUESTIONS), "typed").unwrap();
        assert!(matches!(stage.switch(None), Err(Stop::Unwritable { .. })));
        assert_eq!(files(&results), pairs(&[(QUESTIONS, "typed"), ("a.txt", "1")]));
    }

    #[test]
    fn a_result_that_is_open_elsewhere_is_named_before_anything_is_written() {
        let dir = TempDir::new().unwrap();
        let results = dir.path().join("results");
        publish(&results, &[("x/a.xlsx", "1"), ("b.xlsx", "1")]);
        let disk = Disk { fault: None, open: Some("a.xlsx".into()) };
        let Err(stop) = Stage::open_on(disk, &results, Lang::Vi) else { panic!("it opened") };
        let said = stop.message(Lang::Vi);
        assert!(said.contains("đóng các tệp đang mở rồi chạy lại: x/a.xlsx"), "{said}");
        assert_eq!(files(&results), pairs(&[("b.xlsx", "1"), ("x/a.xlsx", "1")]));
        assert_eq!(beside_names(&dir), ["results"]);
    }

    #[test]
    fn two_runs_do_not_write_the_same_results() {
        let dir = TempDir::new().unwrap();
        let results = dir.path().join("results");
        let first = Stage::open(&results, Lang::Vi).unwrap();
        assert!(matches!(Stage::open(&results, Lang::Vi), Err(Stop::Unwritable { .. })));
        drop(first);
    }
}
