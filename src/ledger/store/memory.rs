//! What was read of every content, so that it is read once.

use super::Store;
use super::fault::Told;
use crate::extract::Account;
use crate::intake::{Fingerprint, Outer, judged_by};
use crate::stop::Stop;
use sha2::{Digest, Sha256};
use std::collections::HashMap;

/// The bytes of a checksum before what it protects.
const CHECKSUM: usize = 32;

/// What earlier runs read, by content and by what reading depends on in a file's name.
#[derive(Debug, Default)]
pub struct Memory {
    reader: String,
    known: HashMap<(Fingerprint, String), (i64, Vec<u8>)>,
}

/// What was read of one file, to be kept.
#[derive(Debug)]
pub struct Learnt {
    /// The fingerprint of the file that lies in the inbox.
    pub(super) fingerprint: Fingerprint,
    /// What reading depends on in its name.
    pub(super) name: String,
    /// Its accounts, packed.
    pub(super) accounts: Vec<u8>,
}

impl Memory {
    /// The accounts of a file that was read before, and the mark of that memory. Nothing where it was not,
    /// or where the memory is damaged.
    pub fn recall(&self, outer: &Outer, fingerprint: Fingerprint) -> Option<(i64, Vec<Account>)> {
        let key = (fingerprint, judged_by(&outer.shown));
        let (id, packed) = self.known.get(&key)?;
        let (checksum, bytes) = packed.split_at_checked(CHECKSUM)?;
        if checksum != self.checksum(&key.0, &key.1, bytes) {
            return None;
        }
        let mut accounts: Vec<Account> = postcard::from_bytes(bytes).ok()?;
        for account in &mut accounts {
            account.path.insert_str(0, &outer.shown);
        }
        Some((*id, accounts))
    }

    /// What there is to keep of a file that was read; nothing where reading it again may give another thing.
    pub fn learn(&self, outer: &Outer, fingerprint: Fingerprint, accounts: &mut [Account]) -> Option<Learnt> {
        let inside = |account: &Account| account.path.starts_with(outer.shown.as_str());
        if accounts.iter().any(Account::is_passing) || !accounts.iter().all(inside) {
            return None;
        }
        // The same content may come again under another name.
        for account in accounts.iter_mut() {
            account.path.drain(..outer.shown.len());
        }
        let bytes = postcard::to_stdvec(&*accounts);
        for account in accounts {
            account.path.insert_str(0, &outer.shown);
        }
        let bytes = bytes.ok()?;
        let name = judged_by(&outer.shown);
        let mut packed = self.checksum(&fingerprint, &name, &bytes).to_vec();
        packed.extend(bytes);
        Some(Learnt { fingerprint, name, accounts: packed })
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
    /// What earlier runs of the same reader read. `reader` stands for all that reading depends on beside
    /// the file: the program, the catalogue and the words.
    ///
    /// # Errors
    /// [`Stop::Ledger`].
    pub fn memory(&self, reader: &str) -> Result<Memory, Stop> {
        let read = || -> rusqlite::Result<_> {
            let mut rows = self
                .connection
                .prepare("SELECT id, fingerprint, name, accounts FROM contents WHERE reader = ?")?;
            let rows = rows.query_map([reader], |row| {
                let fingerprint = Fingerprint::parse(&row.get::<_, String>(1)?);
                Ok((fingerprint, row.get(2)?, row.get(0)?, row.get(3)?))
            })?;
            let mut known = HashMap::new();
            for row in rows {
                let (fingerprint, name, id, accounts) = row?;
                if let Some(fingerprint) = fingerprint {
                    known.insert((fingerprint, name), (id, accounts));
                }
            }
            Ok(known)
        };
        Ok(Memory { reader: reader.to_owned(), known: read().told(&self.path)? })
    }
}
