//! The ledger on the disk (*sổ cái*): an embedded database in the campaign's folder.
//!
//! It holds what people decided, which is its own, and what follows from the files that arrived, which
//! can be made again. `docs/ledger.md` says what every table holds and why no moment at which a run may be
//! killed does harm.

mod chain;
mod fault;
mod memory;
mod past;
mod record;
mod recorded;
mod rows;

pub use chain::{Decided, Link};
pub use fault::LedgerFault;
pub use memory::Memory;
pub use past::{Past, PastPromise, PastResult, PastReview};
pub use record::{Record, Results, Run, UnitResult};
pub use recorded::{Known, Paper, Papers};

use crate::stop::Stop;
use fault::Told;
use rusqlite::{Connection, OpenFlags, TransactionBehavior};
use std::path::{Path, PathBuf};
use std::time::Duration;

/// The name of the ledger in a campaign's folder.
pub const FILE: &str = "so-cai.sqlite";

/// The schema that this program writes.
const VERSION: i64 = 1;
/// Marks the file as a ledger of tusoi: `tuso` in ASCII.
const APPLICATION: i64 = 0x7475_736f;
/// Tables that outlive other versions of the schema.
const LASTING: [&str; 2] = ["decisions", "decision_log"];
/// How long another program that has the ledger open is waited for.
const PATIENCE: Duration = Duration::from_secs(5);

/// The ledger of a campaign.
#[derive(Debug)]
pub struct Store {
    path: PathBuf,
    connection: Connection,
}

impl Store {
    /// Opens the ledger of the campaign in a folder, or begins it. One of an older schema is rebuilt.
    ///
    /// # Errors
    /// [`Stop::Ledger`]: damaged, not ours, written by a newer program, or refused by the system.
    pub fn open(root: &Path) -> Result<Self, Stop> {
        let path = root.join(FILE);
        let connection = Connection::open(&path).told(&path)?;
        let mut store = Self { path, connection };
        store.settle_in()?;
        store.try_to_write()?;
        Ok(store)
    }

    /// Whether the ledger of the campaign in a folder, or one that is not there yet, could be written now. Leaves
    /// everything as it is.
    ///
    /// # Errors
    /// As [`Store::open`].
    pub fn can_be_written(root: &Path) -> Result<(), Stop> {
        let path = root.join(FILE);
        if path.exists() {
            let connection =
                Connection::open_with_flags(&path, OpenFlags::SQLITE_OPEN_READ_WRITE).told(&path)?;
            return Self { path, connection }.try_to_write();
        }
        let refused = |e: std::io::Error| LedgerFault::Refused(e.to_string());
        let made = tempfile::NamedTempFile::new_in(root).map(drop).map_err(refused);
        made.map_err(|fault| Stop::Ledger { path, fault })
    }

    /// Writes a page and takes it back: a file that may only be read, or a folder that takes no journal, would
    /// else be noticed when all forms are read.
    fn try_to_write(&mut self) -> Result<(), Stop> {
        let path = self.path.clone();
        self.connection.busy_timeout(PATIENCE).told(&path)?;
        let version = self.version()?;
        let attempt = |connection: &mut Connection| -> rusqlite::Result<()> {
            let change = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
            change.pragma_update(None, "user_version", version)?;
            change.rollback()
        };
        attempt(&mut self.connection).told(&path)
    }

    /// Opens a ledger only to look into it; `None` where there is none.
    ///
    /// # Errors
    /// As [`Store::open`], and where it is of an older schema.
    pub fn look(root: &Path) -> Result<Option<Self>, Stop> {
        let path = root.join(FILE);
        if !path.is_file() {
            return Ok(None);
        }
        // What a killed run left half-written is taken back on opening, which needs the right to write.
        let journal = root.join(format!("{FILE}-journal")).exists();
        let how = if journal { OpenFlags::SQLITE_OPEN_READ_WRITE } else { OpenFlags::SQLITE_OPEN_READ_ONLY };
        let connection = Connection::open_with_flags(&path, how).told(&path)?;
        let store = Self { path, connection };
        store.connection.busy_timeout(PATIENCE).told(&store.path)?;
        match store.version()? {
            VERSION => Ok(Some(store)),
            older if older < VERSION => Ok(None),
            _ => Err(store.stop(LedgerFault::Newer)),
        }
    }

    fn settle_in(&mut self) -> Result<(), Stop> {
        let path = self.path.clone();
        self.connection.busy_timeout(PATIENCE).told(&path)?;
        // What was removed is gone from the file too; foreign programs see one file and no more.
        let settings = "PRAGMA journal_mode = DELETE; PRAGMA synchronous = FULL; PRAGMA secure_delete = FAST; PRAGMA temp_store = MEMORY;";
        self.connection.execute_batch(settings).told(&path)?;
        match self.version()? {
            VERSION => Ok(()),
            newer if newer > VERSION => Err(self.stop(LedgerFault::Newer)),
            _ => self.rebuild(),
        }
    }

    /// The version of the schema; 0 for a ledger that is still empty.
    fn version(&self) -> Result<i64, Stop> {
        let number = |pragma: &str| {
            self.connection.pragma_query_value(None, pragma, |row| row.get::<_, i64>(0)).told(&self.path)
        };
        let (application, version) = (number("application_id")?, number("user_version")?);
        let tables: i64 = self
            .connection
            .query_row("SELECT count(*) FROM sqlite_master", [], |row| row.get(0))
            .told(&self.path)?;
        match (application, tables) {
            (APPLICATION, _) => Ok(version),
            (_, 0) => Ok(0),
            _ => Err(self.stop(LedgerFault::Foreign)),
        }
    }

    /// Makes all tables anew but those of decisions.
    fn rebuild(&mut self) -> Result<(), Stop> {
        let path = self.path.clone();
        let rebuild = |connection: &mut Connection| -> rusqlite::Result<()> {
            let change = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
            let old: Vec<(String, String)> = change
                .prepare("SELECT type, name FROM sqlite_master WHERE type IN ('table', 'view') AND name NOT LIKE 'sqlite_%'")?
                .query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?
                .collect::<Result<_, _>>()?;
            for (kind, name) in old.iter().filter(|(_, name)| !LASTING.contains(&name.as_str())) {
                change.execute_batch(&format!("DROP {kind} \"{}\"", name.replace('"', "\"\"")))?;
            }
            change.execute_batch(include_str!("schema.sql"))?;
            change.pragma_update(None, "application_id", APPLICATION)?;
            change.pragma_update(None, "user_version", VERSION)?;
            change.commit()
        };
        rebuild(&mut self.connection).told(&path)
    }

    fn stop(&self, fault: LedgerFault) -> Stop {
        Stop::Ledger { path: self.path.clone(), fault }
    }
}

#[cfg(test)]
mod tests;
