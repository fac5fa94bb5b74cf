//! The rows of files and reviews. Only what changed is written.

use super::record::Record;
use crate::intake::Fingerprint;
use crate::ledger::{Entry, FileRecord};
use crate::model::{Answer, BirthDate, Commitment, Rating, Reading, Status};
use rusqlite::{Transaction, params};
use std::collections::{BTreeSet, HashMap};

/// Brings the tables of arrivals, reviews, answers and commitments up to the books.
pub(super) fn write(change: &Transaction<'_>, run: i64, record: &Record<'_>) -> rusqlite::Result<()> {
    let mut old = Old::read(change)?;
    let mut fresh: Vec<(usize, String)> = Vec::new();
    for (i, digest) in record.digests.iter().enumerate() {
        let digest = digest.map(|d| d.to_string()).unwrap_or_default();
        match old.by_digest.get_mut(&digest).and_then(Vec::pop) {
            Some(id) => {
                old.gone.remove(&id);
            }
            None => fresh.push((i, digest)),
        }
    }
    remove(change, &old.gone)?;
    let mut pen = Pen::new(change, record)?;
    for (i, digest) in fresh {
        let Some(file) = record.books.files.get(i) else { continue };
        let since = old.since.get(&(file.path.clone(), file.fingerprint)).copied().unwrap_or(run);
        let arrival = pen.arrival(file, since, &digest)?;
        for entry in record.books.entries_of(i) {
            pen.review(arrival, entry)?;
        }
    }
    Ok(())
}

/// The rows of the run before.
struct Old {
    /// Their ids, by digest.
    by_digest: HashMap<String, Vec<i64>>,
    /// Ids that nothing has claimed yet.
    gone: BTreeSet<i64>,
    /// The run in which a content first lay at a path.
    since: HashMap<(String, Fingerprint), i64>,
}

impl Old {
    fn read(change: &Transaction<'_>) -> rusqlite::Result<Self> {
        let mut old = Self { by_digest: HashMap::new(), gone: BTreeSet::new(), since: HashMap::new() };
        let mut rows = change.prepare("SELECT id, path, fingerprint, since, digest FROM arrivals")?;
        let mut rows = rows.query([])?;
        while let Some(row) = rows.next()? {
            let id = row.get(0)?;
            old.by_digest.entry(row.get(4)?).or_default().push(id);
            old.gone.insert(id);
            if let Some(content) = Fingerprint::parse(&row.get::<_, String>(2)?) {
                old.since.insert((row.get(1)?, content), row.get(3)?);
            }
        }
        // A file of which no digest could be made is always written anew.
        old.by_digest.remove("");
        Ok(old)
    }
}

fn remove(change: &Transaction<'_>, gone: &BTreeSet<i64>) -> rusqlite::Result<()> {
    let of = "SELECT id FROM reviews WHERE arrival = ?";
    let mut answers = change.prepare(&format!("DELETE FROM answers WHERE review IN ({of})"))?;
    let mut commitments = change.prepare(&format!("DELETE FROM commitments WHERE review IN ({of})"))?;
    let mut reviews = change.prepare("DELETE FROM reviews WHERE arrival = ?")?;
    let mut arrivals = change.prepare("DELETE FROM arrivals WHERE id = ?")?;
    for id in gone {
        for statement in [&mut answers, &mut commitments, &mut reviews, &mut arrivals] {
            statement.execute([id])?;
        }
    }
    Ok(())
}

/// The statements that write one row.
struct Pen<'c> {
    change: &'c Transaction<'c>,
    record: &'c Record<'c>,
    arrivals: rusqlite::Statement<'c>,
    reviews: rusqlite::Statement<'c>,
    answers: rusqlite::Statement<'c>,
    commitments: rusqlite::Statement<'c>,
}

impl<'c> Pen<'c> {
    fn new(change: &'c Transaction<'c>, record: &'c Record<'c>) -> rusqlite::Result<Self> {
        Ok(Self {
            change,
            record,
            arrivals: change.prepare("INSERT INTO arrivals (path, fingerprint, size, disposition, reason, message, since, digest) VALUES (?, ?, ?, ?, ?, ?, ?, ?)")?,
            reviews: change.prepare("INSERT INTO reviews (arrival, at, kind, unit, unit_text, name, position, birth, date, rating, total, counts) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)")?,
            answers: change.prepare("INSERT INTO answers VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)")?,
            commitments: change.prepare("INSERT INTO commitments VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)")?,
        })
    }

    fn arrival(&mut self, file: &FileRecord, since: i64, digest: &str) -> rusqlite::Result<i64> {
        let reason = file.reason.as_ref();
        self.arrivals.insert(params![
            file.path,
            file.fingerprint.to_string(),
            i64::try_from(file.size).unwrap_or(i64::MAX),
            file.disposition.code(),
            reason.map(crate::finding::Finding::code),
            reason.map(|why| why.message(self.record.run.lang)),
            since,
            digest,
        ])
    }

    fn review(&mut self, arrival: i64, entry: &Entry) -> rusqlite::Result<()> {
        let review = &entry.review;
        let birth = review.birth.map(|birth| match birth {
            BirthDate::Year(year) => year.to_string(),
            BirthDate::Day(day) => day.to_string(),
        });
        let id = self.reviews.insert(params![
            arrival,
            review.place.words(self.record.run.lang),
            review.kind.code(),
            entry.unit.map(|unit| self.record.hierarchy.unit(unit).code.as_str()),
            entry.unit_text,
            review.name,
            review.position,
            birth,
            review.date.map(|date| date.to_string()),
            review.rating.map(Rating::code),
            review.total,
            entry.counts,
        ])?;
        debug_assert_eq!(id, self.change.last_insert_rowid());
        for (indicator, reading) in self.record.catalogue.indicators.iter().zip(&review.answers) {
            self.answer(id, &indicator.code, reading)?;
        }
        for (n, commitment) in (1i64..).zip(&review.commitments) {
            self.commitment(id, n, commitment)?;
        }
        Ok(())
    }

    fn answer(&mut self, review: i64, indicator: &str, reading: &Reading) -> rusqlite::Result<()> {
        self.answers.execute(params![
            review,
            indicator,
            reading.answer.map(Answer::code),
            reading.level.map(|level| level as i64),
            reading.count,
            reading.note,
            reading.evidence,
            reading.place.words(self.record.run.lang),
            reading.rule.code(),
            reading.doubt.as_deref().map(crate::finding::Finding::code),
        ])?;
        Ok(())
    }

    fn commitment(&mut self, review: i64, n: i64, of: &Commitment) -> rusqlite::Result<()> {
        let indicator = of.indicator.and_then(|i| self.record.catalogue.indicators.get(i));
        self.commitments.execute(params![
            review,
            n,
            indicator.map(|i| i.code.as_str()),
            of.shortcoming,
            of.action,
            of.due.map(|day| day.to_string()),
            of.due_text,
            of.status.map(Status::code),
            of.place.words(self.record.run.lang),
        ])?;
        Ok(())
    }
}
