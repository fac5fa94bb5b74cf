//! What the ledger of an earlier campaign holds, for the campaign that is compared with it.

use super::Store;
use super::fault::Told;
use crate::model::{BirthDate, Status};
use crate::stop::Stop;
use jiff::civil::Date;
use rusqlite::Row;
use serde::Serialize;
use std::collections::BTreeMap;

/// The last run of an earlier campaign and all that counts in it.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Past {
    /// The campaign's date.
    pub date: Option<String>,
    /// Its title.
    pub title: String,
    /// The period it is about.
    pub period: String,
    /// The fingerprint of the summary that the run wrote.
    pub summary: String,
    /// Reviews of members and of committees, those that do not count too, by unit, name and content.
    pub reviews: Vec<PastReview>,
    /// What each unit added up to, by code.
    pub results: BTreeMap<String, PastResult>,
}

/// A review of an earlier campaign.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct PastReview {
    /// The fingerprint of its file, and the place in it.
    pub source: (String, String),
    /// Whether it is a committee's.
    pub collective: bool,
    /// The unit's code, where known.
    pub unit: Option<String>,
    /// The member's name.
    pub name: Option<String>,
    /// The member's position.
    pub position: Option<String>,
    /// The member's date or year of birth.
    pub birth: Option<BirthDate>,
    /// Whether it counts.
    pub counts: bool,
    /// Indicator → the stable word of the answer, and whether it is certain.
    pub answers: BTreeMap<String, (String, bool)>,
    /// What was promised.
    pub promises: Vec<PastPromise>,
}

/// A promise of an earlier campaign.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize)]
pub struct PastPromise {
    /// The indicator's code, where it is about one.
    pub indicator: Option<String>,
    /// What falls short.
    pub shortcoming: String,
    /// What was to be done.
    pub action: String,
    /// By when.
    pub due: Option<Date>,
    /// The same as written.
    pub due_text: String,
    /// How far it had come.
    pub status: Option<Status>,
}

/// The sums of a unit at an earlier campaign.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct PastResult {
    /// Members on its books.
    pub members: u32,
    /// Member reviews counted.
    pub reviews: u32,
    /// Indicator → yes, no, blank, conflict, unclear.
    pub figures: BTreeMap<String, [u32; 5]>,
}

impl Store {
    /// What an earlier campaign left; `None` where no run was ever handed on.
    ///
    /// # Errors
    /// [`Stop::Ledger`].
    pub fn past(&self) -> Result<Option<Past>, Stop> {
        let sql = "SELECT date, title, period, summary FROM runs ORDER BY id DESC LIMIT 1";
        let run = self.all(sql, |row| {
            let (date, title, period) = (row.get(0)?, row.get(1)?, row.get(2)?);
            Ok(Past { date, title, period, summary: row.get(3)?, ..Past::default() })
        })?;
        let Some(mut past) = run.into_iter().next() else { return Ok(None) };
        past.reviews = self.past_reviews().told(&self.path)?;
        past.results = self.past_results()?;
        Ok(Some(past))
    }

    fn past_reviews(&self) -> rusqlite::Result<Vec<PastReview>> {
        let sql = "SELECT r.id, f.fingerprint, r.at, r.kind = 'collective', r.unit, r.name, r.position, r.birth, r.counts
             FROM reviews AS r JOIN arrivals AS f ON f.id = r.arrival WHERE r.kind IN ('member', 'collective')";
        let mut reviews: BTreeMap<i64, PastReview> = BTreeMap::new();
        let mut rows = self.connection.prepare(sql)?;
        let mut rows = rows.query([])?;
        while let Some(row) = rows.next()? {
            reviews.insert(row.get(0)?, review(row)?);
        }
        self.past_answers(&mut reviews)?;
        self.past_promises(&mut reviews)?;
        let mut reviews: Vec<PastReview> = reviews.into_values().collect();
        // Not by the ledger's own numbers, which tell the order in which files came.
        reviews.sort_by(|a, b| {
            let order = |r: &PastReview| (r.unit.clone(), r.name.clone(), r.source.clone());
            order(a).cmp(&order(b))
        });
        Ok(reviews)
    }

    fn past_answers(&self, of: &mut BTreeMap<i64, PastReview>) -> rusqlite::Result<()> {
        let mut rows = self.connection.prepare("SELECT review, indicator, answer, doubt FROM answers")?;
        let mut rows = rows.query([])?;
        while let Some(row) = rows.next()? {
            if let Some(review) = of.get_mut(&row.get(0)?) {
                let (answer, doubt): (Option<String>, Option<String>) = (row.get(2)?, row.get(3)?);
                review.answers.insert(row.get(1)?, (answer.unwrap_or_default(), doubt.is_none()));
            }
        }
        Ok(())
    }

    fn past_promises(&self, of: &mut BTreeMap<i64, PastReview>) -> rusqlite::Result<()> {
        let sql = "SELECT review, indicator, shortcoming, action, due, due_text, status FROM commitments ORDER BY review, n";
        let mut rows = self.connection.prepare(sql)?;
        let mut rows = rows.query([])?;
        while let Some(row) = rows.next()? {
            if let Some(review) = of.get_mut(&row.get(0)?) {
                review.promises.push(promise(row)?);
            }
        }
        Ok(())
    }

    fn past_results(&self) -> Result<BTreeMap<String, PastResult>, Stop> {
        let rows = self.all("SELECT unit, members, reviews, figures FROM latest_results", |row| {
            let figures: String = row.get(3)?;
            let figures = serde_json::from_str(&figures).map_err(|e| unlike(3, e))?;
            Ok((row.get(0)?, PastResult { members: row.get(1)?, reviews: row.get(2)?, figures }))
        })?;
        Ok(rows.into_iter().collect())
    }
}

fn review(row: &Row<'_>) -> rusqlite::Result<PastReview> {
    let birth: Option<String> = row.get(7)?;
    Ok(PastReview {
        source: (row.get(1)?, row.get(2)?),
        collective: row.get(3)?,
        unit: row.get(4)?,
        name: row.get(5)?,
        position: row.get(6)?,
        birth: birth.map(|text| born(&text)).transpose()?,
        counts: row.get(8)?,
        ..PastReview::default()
    })
}

fn promise(row: &Row<'_>) -> rusqlite::Result<PastPromise> {
    let (due, status): (Option<String>, Option<String>) = (row.get(4)?, row.get(6)?);
    let known = |word: String| {
        Status::ALL.into_iter().find(|s| s.code() == word).ok_or_else(|| unlike(6, format!("status {word}")))
    };
    Ok(PastPromise {
        indicator: row.get(1)?,
        shortcoming: row.get(2)?,
        action: row.get(3)?,
        due: due.map(|day| day.parse().map_err(|e| unlike(4, e))).transpose()?,
        due_text: row.get(5)?,
        status: status.map(known).transpose()?,
    })
}

/// A date of birth as the ledger writes it: a day or a year.
fn born(text: &str) -> rusqlite::Result<BirthDate> {
    match text.parse::<i16>() {
        Ok(year) => Ok(BirthDate::Year(year)),
        Err(_) => text.parse().map(BirthDate::Day).map_err(|e| unlike(7, e)),
    }
}

/// A row that is not as this program writes it.
fn unlike(column: usize, why: impl Into<Box<dyn std::error::Error + Send + Sync>>) -> rusqlite::Error {
    rusqlite::Error::FromSqlConversionFailure(column, rusqlite::types::Type::Text, why.into())
}
