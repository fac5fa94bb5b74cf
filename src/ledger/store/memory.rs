//! What was read of every content, so that it is read once.

use super::Store;
use super::fault::Told;
use crate::extract::Account;
use crate::intake::{Fingerprint, Outer, judged_by};
use crate::stop::Stop;
use rusqlite::{Connection, OptionalExtension, params};
use sha2::{Digest, Sha256};
use std::path::Path;
use std::sync::{Mutex, MutexGuard, PoisonError};

/// The bytes of a checksum before what it protects.
const CHECKSUM: usize = 32;

/// What was read, by content and by what reading depends on in a file's name. It stays in the ledger: looked up
/// there file by file, and what is read anew is added at once.
#[derive(Debug)]
pub struct Memory<'s> {
    reader: String,
    path: &'s Path,
    connection: Mutex<&'s mut Connection>,
}

impl<'s> Memory<'s> {
    /// The accounts of a file that was read before, and the mark of that memory. Nothing where it was not,
    /// or where the memory is damaged.
    ///
    /// # Errors
    /// [`Stop::Ledger`].
    pub fn recall(
        &self,
        outer: &Outer,
        fingerprint: Fingerprint,
    ) -> Result<Option<(i64, Vec<Account>)>, Stop> {
        let name = judged_by(&outer.shown);
        let Some((id, packed)) = self.find(fingerprint, &name).told(self.path)? else { return Ok(None) };
        let Some(mut accounts) = self.unpack(fingerprint, &name, &packed) else { return Ok(None) };
        for account in &mut accounts {
            account.path.insert_str(0, &outer.shown);
        }
        Ok(Some((id, accounts)))
    }

    /// Keeps what was read of a file and gives the mark of it; nothing where reading it again may give another
    /// thing.
    ///
    /// # Errors
    /// [`Stop::Ledger`].
    pub fn learn(
        &self,
        outer: &Outer,
        fingerprint: Fingerprint,
        accounts: &mut [Account],
    ) -> Result<Option<i64>, Stop> {
        let inside = |account: &Account| account.path.starts_with(outer.shown.as_str());
        if accounts.iter().any(Account::is_passing) || !accounts.iter().all(inside) {
            return Ok(None);
        }
        // The same content may come again under another name.
        for account in accounts.iter_mut() {
            account.path.drain(..outer.shown.len());
        }
        let bytes = postcard::to_stdvec(&*accounts);
        for account in accounts {
            account.path.insert_str(0, &outer.shown);
        }
        let Ok(bytes) = bytes else { return Ok(None) };
        let name = judged_by(&outer.shown);
        let mut packed = self.checksum(&fingerprint, &name, &bytes).to_vec();
        packed.extend(bytes);
        self.keep(fingerprint, &name, &packed).map(Some).told(self.path)
    }

    /// Makes what was learnt last, whatever becomes of the run: it is true of the content all the same.
    ///
    /// # Errors
    /// [`Stop::Ledger`].
    pub fn close(self) -> Result<(), Stop> {
        self.connection().execute_batch("COMMIT").told(self.path)
    }

    fn connection(&self) -> MutexGuard<'_, &'s mut Connection> {
        self.connection.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn find(&self, of: Fingerprint, name: &str) -> rusqlite::Result<Option<(i64, Vec<u8>)>> {
        let of = of.to_string();
        let connection = self.connection();
        let mut found = connection.prepare_cached(
            "SELECT id, accounts FROM contents WHERE fingerprint = ? AND name = ? AND reader = ?",
        )?;
        let row = |row: &rusqlite::Row<'_>| Ok((row.get(0)?, row.get(1)?));
        found.query_row(params![of, name, self.reader], row).optional()
    }

    fn keep(&self, of: Fingerprint, name: &str, packed: &[u8]) -> rusqlite::Result<i64> {
        let connection = self.connection();
        let mut kept = connection.prepare_cached(
            "INSERT OR REPLACE INTO contents (fingerprint, name, reader, accounts) VALUES (?, ?, ?, ?)",
        )?;
        kept.insert(params![of.to_string(), name, self.reader, packed])
    }

    fn unpack(&self, of: Fingerprint, name: &str, packed: &[u8]) -> Option<Vec<Account>> {
        let (checksum, bytes) = packed.split_at_checked(CHECKSUM)?;
        let sound = checksum == self.checksum(&of, name, bytes);
        sound.then(|| postcard::from_bytes(bytes).ok())?
    }

    /// Binds what is kept to its content, its name and who read it: a bit that flips on the disk must not
    /// become an answer.
    fn checksum(&self, of: &Fingerprint, name: &str, bytes: &[u8]) -> [u8; CHECKSUM] {
        let mut digest = Sha256::new();
        for part in [self.reader.as_bytes(), &of.0, name.as_bytes(), bytes] {
            digest.update(part.len().to_le_bytes());
            digest.update(part);
        }
        digest.finalize().into()
    }
}

impl Store {
    /// What the same reader read, in this run and before. `reader` stands for all that reading depends on beside
    /// the file: the program, the catalogue and the words. What is learnt is there for the next run once the
    /// memory is closed.
    ///
    /// # Errors
    /// [`Stop::Ledger`].
    pub fn memory(&mut self, reader: &str) -> Result<Memory<'_>, Stop> {
        self.connection.execute_batch("BEGIN IMMEDIATE").told(&self.path)?;
        let connection = Mutex::new(&mut self.connection);
        Ok(Memory { reader: reader.to_owned(), path: &self.path, connection })
    }
}
