//! What earlier runs wrote down.

use super::Store;
use super::fault::Told;
use crate::intake::Fingerprint;
use crate::ledger::Kept;
use crate::stop::Stop;
use std::collections::HashMap;

/// The last run that handed on its results.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Known {
    /// The digest of all that went into it.
    pub inputs: String,
    /// The fingerprint of the summary that it wrote.
    pub summary: String,
    /// How many files had arrived.
    pub arrivals: u32,
    /// How many questions were open.
    pub questions: u32,
    /// The exit status it ended with.
    pub status: u8,
}

/// A file of the results, and what it was made of.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Paper {
    /// The digest of all that goes into it.
    pub inputs: String,
    /// The fingerprint of its bytes.
    pub fingerprint: String,
}

/// The files of the results by their path.
pub type Papers = HashMap<String, Paper>;

impl Store {
    /// The last run, if there was any.
    ///
    /// # Errors
    /// [`Stop::Ledger`].
    pub fn last_run(&self) -> Result<Option<Known>, Stop> {
        let last = "SELECT inputs, summary, arrivals, questions, status FROM runs ORDER BY id DESC LIMIT 1";
        let known = |row: &rusqlite::Row<'_>| {
            Ok(Known {
                inputs: row.get(0)?,
                summary: row.get(1)?,
                arrivals: row.get(2)?,
                questions: row.get(3)?,
                status: row.get(4)?,
            })
        };
        match self.connection.query_row(last, [], known) {
            Err(rusqlite::Error::QueryReturnedNoRows) => Ok(None),
            run => run.map(Some).told(&self.path),
        }
    }

    /// Path and content of every file that had arrived at the last run.
    ///
    /// # Errors
    /// [`Stop::Ledger`].
    pub fn arrivals(&self) -> Result<Vec<(String, Fingerprint)>, Stop> {
        let rows = self.all("SELECT path, fingerprint FROM arrivals", |row| {
            Ok((row.get(0)?, Fingerprint::parse(&row.get::<_, String>(1)?)))
        })?;
        Ok(rows.into_iter().filter_map(|(path, content)| Some((path, content?))).collect())
    }

    /// What the files of the results were made of.
    ///
    /// # Errors
    /// [`Stop::Ledger`].
    pub fn papers(&self) -> Result<Papers, Stop> {
        let rows = self.all("SELECT path, inputs, fingerprint FROM papers", |row| {
            Ok((row.get(0)?, Paper { inputs: row.get(1)?, fingerprint: row.get(2)? }))
        })?;
        Ok(rows.into_iter().collect())
    }

    /// The decisions that stand.
    ///
    /// # Errors
    /// [`Stop::Ledger`].
    pub fn decisions(&self) -> Result<Vec<Kept>, Stop> {
        let sql = "SELECT key, decision, date, path, fingerprint, at, kind, indicator, words, successor FROM decisions ORDER BY key";
        self.all(sql, |row| {
            let content = |n| -> rusqlite::Result<_> {
                Ok(row.get::<_, Option<String>>(n)?.as_deref().and_then(Fingerprint::parse))
            };
            Ok(Kept {
                key: row.get(0)?,
                decision: row.get(1)?,
                date: row.get(2)?,
                path: row.get(3)?,
                fingerprint: content(4)?,
                at: row.get(5)?,
                kind: row.get(6)?,
                indicator: row.get(7)?,
                words: row.get(8)?,
                successor: content(9)?,
            })
        })
    }

    /// Where every question of the last run stands, as decisions of which nothing is typed yet.
    ///
    /// # Errors
    /// [`Stop::Ledger`].
    pub fn asked(&self) -> Result<Vec<Kept>, Stop> {
        self.all("SELECT key, path, fingerprint, at, kind, indicator, words FROM questions", |row| {
            Ok(Kept {
                key: row.get(0)?,
                path: row.get(1)?,
                fingerprint: Fingerprint::parse(&row.get::<_, String>(2)?),
                at: row.get(3)?,
                kind: row.get(4)?,
                indicator: row.get(5)?,
                words: row.get(6)?,
                ..Kept::default()
            })
        })
    }

    /// All rows of a question to the database.
    pub(super) fn all<T>(
        &self,
        sql: &str,
        read: impl FnMut(&rusqlite::Row<'_>) -> rusqlite::Result<T>,
    ) -> Result<Vec<T>, Stop> {
        let rows =
            || -> rusqlite::Result<Vec<T>> { self.connection.prepare(sql)?.query_map([], read)?.collect() };
        rows().told(&self.path)
    }
}
