//! Results are switched in whole: a run that is killed leaves the old ones or the new ones.
//!
//! 1. Everything is written and synced to `results.tmp`, beside `results` and so on the same volume.
//! 2. What a clerk keeps in `results` is carried over into it: every file that is not exactly as the
//!    tool wrote it, by the fingerprints in `tusoi.json`. A result that somebody edited is kept beside
//!    the new one under a name of its own.
//! 3. `results` becomes `results.old` and `results.tmp` becomes `results`: two renames.
//! 4. What came into `results.old` in that moment is carried over too; then it becomes `results.del`
//!    and is removed. The names say how far a killed run came, and [`recover`] goes on from there.

use super::names::{QUESTIONS, SUMMARY};
use crate::intake::Fingerprint;
use crate::model::Lang;
use crate::stop::Stop;
use crate::text::nfc;
use std::collections::BTreeMap;
use std::fs::{self, File, TryLockError};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

/// The fingerprint of every file of the results, by its path with `/`.
pub(super) type Manifest = BTreeMap<String, String>;

/// Results being written beside the old ones.
pub(super) struct Stage {
    results: PathBuf,
    /// Held until the end: two runs must not write the same results.
    lock: File,
    lang: Lang,
}

impl Stage {
    /// Makes room beside the results, after finishing what a killed run left.
    ///
    /// # Errors
    /// [`Stop::Unwritable`] where another run is writing, [`Stop::Io`] where the folder cannot be made.
    pub(super) fn open(results: &Path, lang: Lang) -> Result<Self, Stop> {
        // A link to a folder stays a link.
        let results = results.canonicalize().unwrap_or_else(|_| results.to_owned());
        if let Some(above) = results.parent() {
            fs::create_dir_all(above).map_err(|source| stop(above, source))?;
        }
        let Some(lock) = lock(&results)? else {
            let detail = match lang {
                Lang::Vi => "một lần chạy khác đang ghi kết quả; chờ nó xong rồi chạy lại",
                Lang::En => "another run is writing the results; wait for it to end, then run again",
            };
            return Err(Stop::Unwritable { path: results, detail: detail.into() });
        };
        mend(&results)?;
        let room = beside(&results, "tmp");
        fs::create_dir(&room).map_err(|source| stop(&room, source))?;
        Ok(Self { results, lock, lang })
    }

    /// The folder being filled.
    pub(super) fn room(&self) -> PathBuf {
        beside(&self.results, "tmp")
    }

    /// Writes one file, synced, and gives its fingerprint. `path` is below the results, with `/`.
    ///
    /// # Errors
    /// [`Stop::Io`].
    pub(super) fn write(&self, path: &str, bytes: &[u8]) -> Result<String, Stop> {
        let at = self.room().join(path);
        let write = || {
            if let Some(folder) = at.parent() {
                fs::create_dir_all(folder)?;
            }
            let mut file = File::create_new(&at)?;
            file.write_all(bytes)?;
            file.sync_all()
        };
        write().map_err(|source| stop(&at, source))?;
        Ok(Fingerprint::of(bytes).to_string())
    }

    /// Gives up: the old results stay.
    pub(super) fn discard(self) {
        // What cannot be removed now is removed by the next run.
        let _ = fs::remove_dir_all(self.room());
        unlock(&self.results, self.lock);
    }

    /// Reads back a file that was written.
    ///
    /// # Errors
    /// [`Stop::Io`].
    pub(super) fn read(&self, path: &str) -> Result<Vec<u8>, Stop> {
        let at = self.room().join(path);
        fs::read(&at).map_err(|source| stop(&at, source))
    }

    /// Switches the new results in.
    ///
    /// # Errors
    /// [`Stop::Unwritable`] naming the files that are open in another program, [`Stop::Io`]. The old
    /// results are then as they were.
    pub(super) fn switch(self) -> Result<(), Stop> {
        let (room, old) = (self.room(), beside(&self.results, "old"));
        let there = self.results.exists();
        if there {
            carry(&self.results, &room)?;
        }
        sync_folders(&room)?;
        if there {
            fs::rename(&self.results, &old).map_err(|source| self.blocked(&source))?;
        }
        if let Err(source) = fs::rename(&room, &self.results) {
            if there {
                fs::rename(&old, &self.results).map_err(|source| stop(&old, source))?;
            }
            return Err(stop(&self.results, source));
        }
        sync_folder(self.results.parent());
        mend(&self.results)?;
        unlock(&self.results, self.lock);
        Ok(())
    }

    /// On Windows a folder cannot be renamed while one of its files is open.
    fn blocked(&self, source: &io::Error) -> Stop {
        let open = walk(&self.results).unwrap_or_default().into_iter().filter(|(at, _)| is_open(at));
        let open: Vec<String> = open.map(|(_, path)| path).collect();
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
    if let Some(lock) = lock(&results)? {
        mend(&results)?;
        unlock(&results, lock);
    }
    Ok(())
}

/// The right to write the results, until it is dropped or the program ends; `None` while another run has it.
fn lock(results: &Path) -> Result<Option<File>, Stop> {
    let path = beside(results, "lock");
    let lock = File::create(&path).map_err(|source| stop(&path, source))?;
    match lock.try_lock() {
        Ok(()) => Ok(Some(lock)),
        Err(TryLockError::WouldBlock) => Ok(None),
        Err(TryLockError::Error(source)) => Err(stop(&path, source)),
    }
}

fn unlock(results: &Path, lock: File) {
    drop(lock);
    // A file that stays locks nobody out.
    let _ = fs::remove_file(beside(results, "lock"));
}

fn mend(results: &Path) -> Result<(), Stop> {
    let (room, old, gone) = (beside(results, "tmp"), beside(results, "old"), beside(results, "del"));
    if old.exists() && !results.exists() {
        // Killed between the two renames.
        fs::rename(&old, results).map_err(|source| stop(&old, source))?;
    }
    remove(&room)?;
    remove(&gone)?;
    if old.exists() {
        carry(&old, results)?;
        fs::rename(&old, &gone).map_err(|source| stop(&old, source))?;
        remove(&gone)?;
    }
    Ok(())
}

fn remove(folder: &Path) -> Result<(), Stop> {
    if folder.exists() { fs::remove_dir_all(folder).map_err(|source| stop(folder, source)) } else { Ok(()) }
}

/// Brings what a clerk keeps in one folder into another, beside what is there already. Doing it again
/// changes nothing.
fn carry(from: &Path, into: &Path) -> Result<(), Stop> {
    let ours = read_manifest(&from.join(SUMMARY));
    for (at, path) in walk(from).map_err(|source| stop(from, source))? {
        // The decisions in the question list are read before it is written anew.
        if path == SUMMARY || (path == QUESTIONS && ours.contains_key(QUESTIONS)) || is_lock_file(&path) {
            continue;
        }
        let bytes = fs::read(&at).map_err(|source| stop(&at, source))?;
        if ours.get(&path).is_some_and(|print| *print == Fingerprint::of(&bytes).to_string()) {
            continue;
        }
        // A path that is not text keeps its own spelling.
        let inner = at.strip_prefix(from).unwrap_or(&at);
        keep(&at, &bytes, &into.join(inner)).map_err(|source| stop(&at, source))?;
    }
    Ok(())
}

/// Puts a file at a path or, where another stands there, beside it.
fn keep(file: &Path, bytes: &[u8], at: &Path) -> io::Result<()> {
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
        if let Some(folder) = at.parent() {
            fs::create_dir_all(folder)?;
        }
        return fs::hard_link(file, &at).or_else(|_| {
            fs::copy(file, &at)?;
            File::options().write(true).open(&at)?.sync_all()
        });
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

/// Whether another program holds the file so that it cannot be written, as Office does on Windows.
fn is_open(file: &Path) -> bool {
    File::options().append(true).open(file).is_err()
}

/// A renamed folder must not come back empty after a power cut.
fn sync_folders(room: &Path) -> Result<(), Stop> {
    let mut folders: Vec<PathBuf> = vec![room.to_owned()];
    for (at, _) in walk(room).map_err(|source| stop(room, source))? {
        folders.extend(at.ancestors().skip(1).take_while(|up| *up != room).map(Path::to_owned));
    }
    folders.sort();
    folders.dedup();
    for folder in &folders {
        sync_folder(Some(folder));
    }
    Ok(())
}

/// Windows has no such call for folders and needs none.
fn sync_folder(folder: Option<&Path>) {
    if let Some(Ok(folder)) = folder.map(File::open) {
        let _ = folder.sync_all();
    }
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
    use super::*;
    use tempfile::TempDir;

    /// Publishes files as a run does.
    fn publish(results: &Path, files: &[(&str, &str)]) {
        let stage = fill(results, files);
        stage.switch().unwrap();
    }

    fn fill(results: &Path, files: &[(&str, &str)]) -> Stage {
        let stage = Stage::open(results, Lang::Vi).unwrap();
        let manifest: Manifest =
            files.iter().map(|(p, t)| ((*p).to_owned(), stage.write(p, t.as_bytes()).unwrap())).collect();
        let summary = serde_json::json!({ "outputs": manifest }).to_string();
        stage.write(SUMMARY, summary.as_bytes()).unwrap();
        stage
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
        drop(fill(&results, &[("a.txt", "2")]));
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
        drop(fill(&results, &[("a.txt", "2")]));
        fs::rename(&results, beside(&results, "old")).unwrap();
        recover(&results).unwrap();
        assert_eq!(files(&results), pairs(&[("a.txt", "1")]));
    }

    #[test]
    fn a_run_killed_after_the_renames_is_finished_with_late_files_kept() {
        let dir = TempDir::new().unwrap();
        let results = dir.path().join("results");
        publish(&results, &[("a.txt", "1")]);
        drop(fill(&results, &[("a.txt", "2")]));
        fs::write(results.join("late.txt"), "mine").unwrap();
        fs::rename(&results, beside(&results, "old")).unwrap();
        fs::rename(beside(&results, "tmp"), &results).unwrap();
        recover(&results).unwrap();
        assert_eq!(files(&results), pairs(&[("a.txt", "2"), ("late.txt", "mine")]));
        assert!(!beside(&results, "old").exists());
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
