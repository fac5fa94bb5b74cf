//! Files are brought down to the disk while others are still being made: a disk takes its time, and none of the
//! processor's.

use super::disk::Disk;
use crate::stop::Stop;
use std::fs::File;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::mpsc::{self, Receiver, Sender};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread::{Builder, JoinHandle};

/// So many are brought down at once: a disk that is asked several things answers them together.
const THREADS: usize = 4;

/// What is to be brought down.
enum Made {
    File(PathBuf),
    /// The names in a folder.
    Folder(PathBuf),
}

/// What brings files down to the disk.
pub(super) struct Syncing {
    made: Option<Sender<Made>>,
    threads: Vec<JoinHandle<Result<(), Stop>>>,
}

impl Syncing {
    /// Waits for files.
    ///
    /// # Errors
    /// [`Stop::Io`] where the system gives no thread.
    pub(super) fn begin(disk: &Disk, room: &Path) -> Result<Self, Stop> {
        let (made, waiting) = mpsc::channel();
        let waiting = Arc::new(Mutex::new(waiting));
        let thread = |_| {
            let (disk, waiting) = (disk.clone(), Arc::clone(&waiting));
            let thread = Builder::new().name("sync".into()).spawn(move || sync(&disk, &waiting));
            thread.map_err(|source| Stop::Io { path: room.into(), source })
        };
        let threads = (0..THREADS).map(thread).collect::<Result<_, Stop>>()?;
        Ok(Self { made: Some(made), threads })
    }

    /// Takes a file that was written.
    pub(super) fn take(&self, file: PathBuf) {
        self.send(Made::File(file));
    }

    /// Takes a folder to which nothing is added any more.
    pub(super) fn take_folder(&self, folder: PathBuf) {
        self.send(Made::Folder(folder));
    }

    fn send(&self, made: Made) {
        if let Some(waiting) = &self.made {
            // Nobody waits any more where files before it could not be synced, which the end will tell.
            let _ = waiting.send(made);
        }
    }

    /// Waits until all that was taken is on the disk; nothing is taken afterwards.
    ///
    /// # Errors
    /// [`Stop::Io`] for the first file that could not be brought down.
    pub(super) fn end(&mut self) -> Result<(), Stop> {
        drop(self.made.take());
        let ended = self.threads.drain(..).map(|thread| {
            thread.join().unwrap_or_else(|_| {
                let source = io::Error::other("the thread that syncs files ended");
                Err(Stop::Io { path: PathBuf::new(), source })
            })
        });
        ended.collect::<Vec<_>>().into_iter().collect()
    }
}

fn sync(disk: &Disk, waiting: &Mutex<Receiver<Made>>) -> Result<(), Stop> {
    let next = || waiting.lock().unwrap_or_else(PoisonError::into_inner).recv().ok();
    while let Some(made) = next() {
        match made {
            Made::File(path) => disk.sync(&path).map_err(|source| Stop::Io { path, source })?,
            Made::Folder(path) => sync_folder(&path),
        }
    }
    Ok(())
}

/// Brings the names in a folder down to the disk. Windows has no such call for folders and needs none.
pub(super) fn sync_folder(folder: &Path) {
    if let Ok(folder) = File::open(folder) {
        let _ = folder.sync_all();
    }
}
