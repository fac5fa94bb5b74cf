//! The way back from a figure to the words that it was counted from.

use super::Store;
use super::fault::Told;
use crate::stop::Stop;
use rusqlite::params;

/// One answer that a figure was counted from.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Link {
    /// The member's name; `None` where the form gives none, and for a tally.
    pub name: Option<String>,
    /// Whether it is a tally of the unit's own.
    pub tally: bool,
    /// The file.
    pub path: String,
    /// The stable word of the answer; `None` in a tally.
    pub answer: Option<String>,
    /// The level, 1 to 3.
    pub level: Option<u8>,
    /// The number of members, in a tally.
    pub count: Option<u32>,
    /// The characters read.
    pub evidence: String,
    /// What the member explained beside it.
    pub note: String,
    /// Where they stand.
    pub at: String,
    /// The stable word of the rule that decided.
    pub rule: String,
    /// What a person was asked and decided.
    pub decided: Option<Decided>,
}

/// What a person decided about an answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Decided {
    /// What was asked.
    pub question: String,
    /// What was decided.
    pub decision: String,
    /// The campaign's date when it was.
    pub date: Option<String>,
}

impl Store {
    /// The answers to an indicator that count in a cell, by name. Where members' reviews count, a tally of
    /// the cell does not.
    ///
    /// # Errors
    /// [`Stop::Ledger`].
    pub fn chain(&self, unit: &str, indicator: &str) -> Result<Vec<Link>, Stop> {
        let mut links = self.links(unit, indicator).told(&self.path)?;
        if links.iter().any(|link| !link.tally) {
            links.retain(|link| !link.tally);
        }
        Ok(links)
    }

    fn links(&self, unit: &str, indicator: &str) -> rusqlite::Result<Vec<Link>> {
        let mut rows = self.connection.prepare(
            "SELECT r.name, r.kind = 'tally', f.path, a.answer, a.level, a.count, a.evidence, a.note, a.at, a.rule
             FROM reviews AS r JOIN answers AS a ON a.review = r.id JOIN arrivals AS f ON f.id = r.arrival
             WHERE r.unit = ? AND a.indicator = ? AND r.counts AND r.kind IN ('member', 'tally')
             ORDER BY r.name, f.path, a.at",
        )?;
        let link = |row: &rusqlite::Row<'_>| {
            Ok(Link {
                name: row.get(0)?,
                tally: row.get(1)?,
                path: row.get(2)?,
                answer: row.get(3)?,
                level: row.get(4)?,
                count: row.get(5)?,
                evidence: row.get(6)?,
                note: row.get(7)?,
                at: row.get(8)?,
                rule: row.get(9)?,
                decided: None,
            })
        };
        let mut links: Vec<Link> =
            rows.query_map(params![unit, indicator], link)?.collect::<Result<_, _>>()?;
        for link in &mut links {
            link.decided = self.decided(&link.path, &link.at, indicator)?;
        }
        Ok(links)
    }

    fn decided(&self, path: &str, at: &str, indicator: &str) -> rusqlite::Result<Option<Decided>> {
        let mut rows = self.connection.prepare(
            "SELECT q.message, q.decision, d.date FROM questions AS q LEFT JOIN decisions AS d ON d.key = q.key
             WHERE q.path = ? AND q.at = ? AND q.indicator = ? AND q.decision IS NOT NULL ORDER BY q.kind LIMIT 1",
        )?;
        let mut rows = rows.query_map(params![path, at, indicator], |row| {
            Ok(Decided { question: row.get(0)?, decision: row.get(1)?, date: row.get(2)? })
        })?;
        rows.next().transpose()
    }

    /// What a unit added up to for an indicator at the last run: yes, no, blank, conflict, unclear.
    ///
    /// # Errors
    /// [`Stop::Ledger`].
    pub fn figures(&self, unit: &str, indicator: &str) -> Result<Option<[u32; 5]>, Stop> {
        let sql = "SELECT figures FROM latest_results WHERE unit = ?";
        let text: String = match self.connection.query_row(sql, [unit], |row| row.get(0)) {
            Err(rusqlite::Error::QueryReturnedNoRows) => return Ok(None),
            text => text.told(&self.path)?,
        };
        let figures: serde_json::Value = serde_json::from_str(&text).unwrap_or_default();
        Ok(figures.get(indicator).and_then(|five| serde_json::from_value(five.clone()).ok()))
    }
}
