//! Files are brought down to the disk while others are still being made: a disk takes its time, and none of the
//! processor's.

use super::disk::Disk;
use crate::stop::Stop;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::mpsc::{self, Receiver, Sender};
use std::thread::{Builder, JoinHandle};

/// What brings files down to the disk, in the order in which they were written.
pub(super) struct Syncing {
    written: Option<Sender<PathBuf>>,
    thread: Option<JoinHandle<Result<(), Stop>>>,
}

impl Syncing {
    /// Waits for files.
    ///
    /// # Errors
    /// [`Stop::Io`] where the system gives no thread.
    pub(super) fn begin(disk: Disk, room: &Path) -> Result<Self, Stop> {
        let (written, waiting) = mpsc::channel();
        let thread = Builder::new().name("sync".into()).spawn(move || sync(&disk, &waiting));
        let thread = thread.map_err(|source| Stop::Io { path: room.into(), source })?;
        Ok(Self { written: Some(written), thread: Some(thread) })
    }

    /// Takes a file that was written.
    pub(super) fn take(&self, file: PathBuf) {
        if let Some(written) = &self.written {
            // Nobody waits any more where a file before it could not be synced, which the end will tell.
            let _ = written.send(file);
        }
    }

    /// Waits until all that was taken is on the disk; nothing is taken afterwards.
    ///
    /// # Errors
    /// [`Stop::Io`] for the first file that could not be brought down.
    pub(super) fn end(&mut self) -> Result<(), Stop> {
        drop(self.written.take());
        let Some(thread) = self.thread.take() else { return Ok(()) };
        thread.join().unwrap_or_else(|_| {
            let source = io::Error::other("the thread that syncs files ended");
            Err(Stop::Io { path: PathBuf::new(), source })
        })
    }
}

fn sync(disk: &Disk, waiting: &Receiver<PathBuf>) -> Result<(), Stop> {
    waiting.iter().try_for_each(|path| disk.sync(&path).map_err(|source| Stop::Io { path, source }))
}
