//! One transaction for one run.

use super::fault::Told;
use super::recorded::Papers;
use super::{LedgerFault, Store, rows};
use crate::intake::Fingerprint;
use crate::ledger::{Books, Decisions, Kept, Question};
use crate::model::{Catalogue, Hierarchy, Lang};
use crate::stop::Stop;
use rusqlite::{Transaction, TransactionBehavior, params};
use std::collections::{BTreeMap, HashSet};

/// What a run says of itself.
#[derive(Debug)]
pub struct Run<'a> {
    /// The campaign's date, never the clock's.
    pub date: Option<String>,
    /// The campaign's title.
    pub title: &'a str,
    /// The period it is about.
    pub period: &'a str,
    /// The program and its build.
    pub program: &'a str,
    /// The language of messages.
    pub lang: Lang,
    /// The digest of all that went into it; empty where the next run must not rely on it.
    pub inputs: String,
    /// The exit status it ends with.
    pub status: u8,
}

/// The sums of one unit.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UnitResult {
    /// Its code.
    pub unit: String,
    /// Members on its books, reviews counted, collective reviews, members whose review is missing.
    pub counts: [u32; 4],
    /// How its members answered, as JSON: indicator → yes, no, blank, conflict, unclear.
    pub figures: String,
}

/// All that a run writes down.
#[derive(Debug)]
pub struct Record<'a> {
    /// What it says of itself.
    pub run: Run<'a>,
    /// Every file, review and question.
    pub books: &'a Books,
    /// A digest for every file of the books.
    pub digests: &'a [Option<Fingerprint>],
    /// Of whom it asks.
    pub hierarchy: &'a Hierarchy,
    /// What it asks.
    pub catalogue: &'a Catalogue,
    /// What people decided.
    pub decisions: &'a Decisions,
    /// Marks of what the memory holds of the files that lie in the inbox.
    pub known: &'a [i64],
    /// What every unit adds up to.
    pub results: &'a [UnitResult],
}

/// The files that a run writes.
#[derive(Debug)]
pub struct Results {
    /// The fingerprint of the summary, which names all others.
    pub summary: String,
    /// Every unit's files, and what they were made of.
    pub papers: Papers,
}

impl Store {
    /// Writes a run down while its results are printed, and has them handed on, as one: where printing or handing on
    /// fails, nothing is written down; where the program is killed in between, the ledger is behind the results,
    /// which the next run makes good.
    ///
    /// # Errors
    /// [`Stop::Ledger`], and what printing and handing on say.
    pub fn record<P: Send, T>(
        &mut self,
        record: &Record<'_>,
        print: impl FnOnce() -> Result<(Results, P), Stop> + Send,
        hand_on: impl FnOnce(P) -> Result<T, Stop>,
    ) -> Result<T, Stop> {
        let path = self.path.clone();
        let change = self.connection.transaction_with_behavior(TransactionBehavior::Immediate).told(&path)?;
        let mut printed = None;
        let written = rayon::in_place_scope(|scope| {
            scope.spawn(|_| printed = Some(print()));
            write(&change, record)
        });
        let run = written.told(&path)?;
        let Some((results, printed)) = printed.transpose()? else {
            return Err(Stop::Ledger { path, fault: LedgerFault::Behind("?".into()) });
        };
        note(&change, run, &results).told(&path)?;
        let handed = hand_on(printed)?;
        match change.commit() {
            Ok(()) => Ok(handed),
            Err(error) => Err(Stop::Ledger { path, fault: LedgerFault::Behind(error.to_string()) }),
        }
    }
}

/// Writes down all but what is printed; gives the number of the run.
fn write(change: &Transaction<'_>, record: &Record<'_>) -> rusqlite::Result<i64> {
    let run = begin(change, record)?;
    forget(change, record)?;
    rows::write(change, run, record)?;
    questions(change, record)?;
    decisions(change, run, record)?;
    results(change, run, record)?;
    // The disk takes it while results are still being printed.
    change.cache_flush()?;
    Ok(run)
}

/// Notes what was printed.
fn note(change: &Transaction<'_>, run: i64, results: &Results) -> rusqlite::Result<()> {
    change.execute("UPDATE runs SET summary = ? WHERE id = ?", params![results.summary, run])?;
    papers(change, &results.papers)?;
    // What does not fit must be known before the results are switched.
    change.cache_flush()
}

fn begin(change: &Transaction<'_>, record: &Record<'_>) -> rusqlite::Result<i64> {
    let Run { date, title, period, program, lang: _, inputs, status } = &record.run;
    let books = record.books;
    let sql = "INSERT INTO runs (date, title, period, program, inputs, summary, arrivals, reviews, questions, status) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)";
    let counted = books.entries.iter().filter(|e| e.is_counted_member()).count();
    let open = books.open_questions().count();
    let [files, counted, open] =
        [books.files.len(), counted, open].map(|n| u32::try_from(n).unwrap_or(u32::MAX));
    let values = params![date, title, period, program, inputs, "", files, counted, open, status];
    change.execute(sql, values)?;
    Ok(change.last_insert_rowid())
}

/// Forgets what was read of contents that no file has any more, or by another reader.
fn forget(change: &Transaction<'_>, record: &Record<'_>) -> rusqlite::Result<()> {
    let known: HashSet<i64> = record.known.iter().copied().collect();
    let all: Vec<i64> = change
        .prepare("SELECT id FROM contents")?
        .query_map([], |row| row.get(0))?
        .collect::<Result<_, _>>()?;
    let mut delete = change.prepare("DELETE FROM contents WHERE id = ?")?;
    for id in all.iter().filter(|id| !known.contains(id)) {
        delete.execute([id])?;
    }
    Ok(())
}

fn questions(change: &Transaction<'_>, record: &Record<'_>) -> rusqlite::Result<()> {
    change.execute("DELETE FROM questions", [])?;
    let mut insert = change.prepare("INSERT INTO questions VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)")?;
    for question in &record.books.questions {
        insert.execute(params![
            question.key,
            question.kind.code(),
            question.unit.map(|unit| record.hierarchy.unit(unit).code.as_str()),
            path(record, question),
            record.books.files.get(question.file).map(|file| file.fingerprint.to_string()),
            question.place.words(record.run.lang),
            indicator(record, question),
            question.words,
            question.why.code(),
            question.why.message(record.run.lang),
            question.decision,
        ])?;
    }
    Ok(())
}

fn path<'r>(record: &Record<'r>, question: &Question) -> &'r str {
    record.books.files.get(question.file).map_or("", |file| file.path.as_str())
}

fn indicator<'r>(record: &Record<'r>, question: &Question) -> Option<&'r str> {
    record.catalogue.indicators.get(question.indicator?).map(|i| i.code.as_str())
}

/// Notes every decision with its place, and every change of one with what stood before.
fn decisions(change: &Transaction<'_>, run: i64, record: &Record<'_>) -> rusqlite::Result<()> {
    let (decisions, date) = (record.decisions, &record.run.date);
    let mut log = change.prepare(
        "INSERT INTO decision_log (run, date, key, path, indicator, former, decision) VALUES (?, ?, ?, ?, ?, ?, ?)",
    )?;
    let mut enter = change.prepare(
        "INSERT OR REPLACE INTO decisions (key, decision, date, path, fingerprint, at, kind, indicator, words, successor) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
    )?;
    for kept in decisions.taken_back() {
        change.execute("DELETE FROM decisions WHERE key = ?", [&kept.key])?;
        let none: Option<&str> = None;
        log.execute(params![run, date, kept.key, kept.path, kept.indicator, kept.decision, none])?;
    }
    let placed = Placed::of(record);
    for (key, decision) in decisions.typed() {
        let former = decisions.kept(key);
        let mut now = placed.kept(key);
        if former.is_none_or(|former| former.decision != *decision) {
            (now.decision, now.date) = (decision.clone(), date.clone());
            let former = former.map(|former| former.decision.as_str());
            log.execute(params![run, date, key, now.path, now.indicator, former, decision])?;
        }
        if former != Some(&now) {
            let content = now.fingerprint.map(|f| f.to_string()).unwrap_or_default();
            let successor = now.successor.map(|f| f.to_string());
            let Kept { key, decision, date, path, at, kind, indicator, words, .. } = &now;
            enter.execute(params![
                key, decision, date, path, content, at, kind, indicator, words, successor
            ])?;
        }
    }
    Ok(())
}

/// Where the questions of a run stand.
struct Placed<'r> {
    record: &'r Record<'r>,
    asked: BTreeMap<&'r str, &'r Question>,
    expired: BTreeMap<&'r str, Fingerprint>,
}

impl<'r> Placed<'r> {
    fn of(record: &'r Record<'r>) -> Self {
        let books = record.books;
        let asked = books.questions.iter().map(|q| (q.key.as_str(), q)).collect();
        let expired = books.expired.iter().map(|(key, content)| (key.as_str(), *content)).collect();
        Self { record, asked, expired }
    }

    /// What is to be kept of a decision: the place of its question now, else that known before.
    fn kept(&self, key: &str) -> Kept {
        let known = self.record.decisions.place(key).cloned().unwrap_or_default();
        let known = Kept { key: key.to_owned(), ..known };
        if let Some(question) = self.asked.get(key) {
            return Kept {
                path: path(self.record, question).to_owned(),
                fingerprint: self.record.books.files.get(question.file).map(|file| file.fingerprint),
                at: question.place.words(self.record.run.lang),
                kind: question.kind.code().to_owned(),
                indicator: indicator(self.record, question).map(str::to_owned),
                words: question.words.clone(),
                successor: None,
                ..known
            };
        }
        match self.expired.get(key) {
            Some(successor) => Kept { successor: Some(*successor), ..known },
            None => known,
        }
    }
}

/// A unit's sums stand until a later run notes others.
fn results(change: &Transaction<'_>, run: i64, record: &Record<'_>) -> rusqlite::Result<()> {
    let mut latest =
        change.prepare("SELECT unit, members, reviews, collective, missing, figures FROM latest_results")?;
    let latest: BTreeMap<String, UnitResult> = latest
        .query_map([], |row| {
            let unit: String = row.get(0)?;
            let counts = [row.get(1)?, row.get(2)?, row.get(3)?, row.get(4)?];
            Ok((unit.clone(), UnitResult { unit, counts, figures: row.get(5)? }))
        })?
        .collect::<Result<_, _>>()?;
    let mut insert = change.prepare("INSERT INTO results VALUES (?, ?, ?, ?, ?, ?, ?)")?;
    for result in record.results.iter().filter(|result| latest.get(&result.unit) != Some(result)) {
        let [members, reviews, collective, missing] = result.counts;
        insert.execute(params![run, result.unit, members, reviews, collective, missing, result.figures])?;
    }
    Ok(())
}

fn papers(change: &Transaction<'_>, papers: &Papers) -> rusqlite::Result<()> {
    change.execute("DELETE FROM papers", [])?;
    let mut insert = change.prepare("INSERT INTO papers VALUES (?, ?, ?)")?;
    let mut papers: Vec<_> = papers.iter().collect();
    papers.sort_by_key(|(path, _)| *path);
    for (path, paper) in papers {
        insert.execute(params![path, paper.inputs, paper.fingerprint])?;
    }
    Ok(())
}
