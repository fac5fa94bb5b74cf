//! How the figures are laid out: rows of text, so that Excel, LibreOffice and WPS keep them as they are.
//!
//! ```text
//! tusoi     | 1                      the version of the layout
//! title     | …                      the campaign
//! period    | …
//! date      | 2026-06-30
//! catalogue | 5e88…                  fingerprint of codes and wordings
//! digest    | 9f86…                  SHA-256 of all other rows
//! units     | name | above | heading | members … | I.1 | I.2 …
//! CB-0103   | Chi bộ … | DB-01 | …   | 27 25 1 2 1 1 | … | 1 23 1 0 0 0 1 0 | …
//! ```
//! A square of an indicator holds yes, no, blank, conflict, unclear and the three levels; one column for
//! members, and one after all of these for committees, empty where none sent anything.

use super::{Enclosed, Enclosure, NONE, Round, SCHEMA, SHEET, hex};
use crate::model::{AnswerTotals, CommitmentTotals, UnitTotals};
use sha2::{Digest, Sha256};
use std::collections::BTreeSet;

/// Titles of the columns before those of indicators.
const TITLES: [&str; 8] =
    ["units", "name", "above", "heading", "counts", "commitments", "ratings", "committee ratings"];

/// The row of the digest, from 0.
const DIGEST: usize = 5;

/// Why figures cannot be trusted: what was seen.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Damage {
    /// A newer program wrote them.
    Newer(u32),
    /// They are not as they were written.
    Changed(&'static str),
}

impl Enclosure {
    /// The rows of the sheet.
    pub fn rows(&self) -> Vec<Vec<String>> {
        let pair = |key: &str, value: String| vec![key.to_owned(), value];
        let mut rows = vec![
            pair(SHEET, SCHEMA.to_string()),
            pair("title", self.round.title.clone()),
            pair("period", self.round.period.clone()),
            pair("date", self.date.map(|date| date.to_string()).unwrap_or_default()),
            pair("catalogue", self.catalogue.clone()),
            pair("digest", String::new()),
        ];
        let titles = TITLES.iter().map(|&title| title.to_owned());
        rows.push(titles.chain(self.codes.iter().cloned()).chain(self.codes.iter().cloned()).collect());
        rows.extend(self.units.iter().map(|unit| row(unit, self.codes.len())));
        rows[DIGEST][1] = digest(&rows);
        rows
    }

    /// What the rows of a sheet say; `None` where they are none of ours.
    ///
    /// # Errors
    /// Why they cannot be trusted.
    pub fn read(mut rows: Vec<Vec<String>>) -> Option<Result<Self, Damage>> {
        for row in &mut rows {
            let used = row.iter().rposition(|square| !square.is_empty()).map_or(0, |last| last + 1);
            row.resize(used.max(2), String::new());
        }
        while rows.last().is_some_and(|row| row.iter().all(String::is_empty)) {
            rows.pop();
        }
        let schema = rows.first().filter(|row| row[0] == SHEET)?.get(1)?.parse::<u32>();
        Some(match schema {
            Ok(newer) if newer > SCHEMA => Err(Damage::Newer(newer)),
            Ok(SCHEMA) => parse(&rows),
            _ => Err(Damage::Changed("version")),
        })
    }
}

fn parse(rows: &[Vec<String>]) -> Result<Enclosure, Damage> {
    let changed = Damage::Changed;
    let value = |n: usize, key: &'static str| match rows.get(n).map(Vec::as_slice) {
        Some([k, value, ..]) if k == key => Ok(value.clone()),
        _ => Err(Damage::Changed(key)),
    };
    if value(DIGEST, "digest")? != digest(rows) {
        return Err(changed("digest"));
    }
    let date = value(3, "date")?;
    let date = if date.is_empty() { None } else { Some(date.parse().map_err(|_| changed("date"))?) };
    let round = Round { title: value(1, "title")?, period: value(2, "period")? };
    let head = rows.get(DIGEST + 1).ok_or(changed("units"))?;
    let codes = head.get(TITLES.len()..).unwrap_or_default();
    let codes = codes.get(..codes.len() / 2).unwrap_or_default().to_vec();
    let units = rows.iter().skip(DIGEST + 2).map(|row| unit(row, codes.len()));
    let units = units.collect::<Option<Vec<Enclosed>>>().ok_or(changed("units"))?;
    let enclosure = Enclosure { round, date, catalogue: value(4, "catalogue")?, codes, units };
    if enclosure.is_tree() { Ok(enclosure) } else { Err(changed("units")) }
}

impl Enclosure {
    /// Whether each unit but the first stands below one before it, and all codes differ.
    fn is_tree(&self) -> bool {
        let mut before: BTreeSet<&str> = BTreeSet::new();
        let sound = self.units.iter().enumerate().all(|(i, unit)| {
            let under = if i == 0 { unit.above.is_empty() } else { before.contains(unit.above.as_str()) };
            under && before.insert(&unit.code)
        });
        sound && !self.units.is_empty() && !self.codes.is_empty()
    }
}

/// SHA-256 of all rows but that of the digest.
fn digest(rows: &[Vec<String>]) -> String {
    let mut hasher = Sha256::new();
    for (_, row) in rows.iter().enumerate().filter(|(n, _)| *n != DIGEST) {
        let used = row.iter().rposition(|square| !square.is_empty()).map_or(0, |last| last + 1);
        for square in row.iter().take(used) {
            hasher.update(square.as_bytes());
            hasher.update([0x1f]);
        }
        hasher.update([b'\n']);
    }
    hex(&hasher.finalize())
}

fn row(unit: &Enclosed, indicators: usize) -> Vec<String> {
    let mut row = vec![unit.code.clone(), unit.name.clone(), unit.above.clone(), unit.heading.clone()];
    let Some(t) = &unit.totals else { return row };
    let c = t.commitments;
    row.push(numbers(&[t.members, t.reviews, t.collective, t.missing, t.cells, t.cells_in]));
    row.push(numbers(&[c.total, c.done, c.in_progress, c.not_done, c.unknown]));
    row.push(numbers(&t.ratings));
    row.push(numbers(&t.committee_ratings));
    let square = |answers: &[AnswerTotals], i: usize| {
        let a = answers.get(i).unwrap_or(&NONE);
        numbers(&[&a.by_answer()[..], &a.levels[..]].concat())
    };
    row.extend((0..indicators).map(|i| square(&t.answers, i)));
    if t.collective > 0 {
        row.extend((0..indicators).map(|i| square(&t.committees, i)));
    }
    row
}

fn numbers(of: &[u32]) -> String {
    of.iter().map(u32::to_string).collect::<Vec<_>>().join(" ")
}

/// One unit; `None` where its row cannot be what was written.
fn unit(row: &[String], indicators: usize) -> Option<Enclosed> {
    let text = |n: usize| row.get(n).cloned().unwrap_or_default();
    let unit = Enclosed { code: text(0), name: text(1), above: text(2), heading: text(3), totals: None };
    if unit.code.is_empty() {
        return None;
    }
    if row.len() <= 4 {
        return Some(unit);
    }
    let [members, reviews, collective, missing, cells, cells_in] = parts(&text(4))?;
    let [total, done, in_progress, not_done, unknown] = parts(&text(5))?;
    let first = TITLES.len();
    let answers = (first..first + indicators).map(|n| answer(&text(n))).collect::<Option<Vec<_>>>()?;
    let committees = if collective == 0 {
        vec![NONE; indicators]
    } else {
        let from = first + indicators;
        (from..from + indicators).map(|n| answer(&text(n))).collect::<Option<Vec<_>>>()?
    };
    let totals = UnitTotals {
        members,
        reviews,
        collective,
        missing,
        answers,
        commitments: CommitmentTotals { total, done, in_progress, not_done, unknown },
        ratings: parts(&text(6))?,
        committees,
        committee_ratings: parts(&text(7))?,
        cells_in,
        cells,
    };
    if balances(&totals) { Some(Enclosed { totals: Some(totals), ..unit }) } else { None }
}

/// Whether the parts make the whole, so that no sum above can go wrong.
fn balances(t: &UnitTotals) -> bool {
    let whole = |answers: &[AnswerTotals], all: u32| {
        answers.iter().all(|a| {
            let sum: u64 = a.by_answer().iter().map(|&n| u64::from(n)).sum();
            let levels: u64 = a.levels.iter().map(|&n| u64::from(n)).sum();
            sum == u64::from(all) && levels <= u64::from(a.yes)
        })
    };
    let c = t.commitments;
    let kept = [c.done, c.in_progress, c.not_done, c.unknown].iter().map(|&n| u64::from(n)).sum::<u64>();
    whole(&t.answers, t.reviews) && whole(&t.committees, t.collective) && kept == u64::from(c.total)
}

fn answer(text: &str) -> Option<AnswerTotals> {
    let [yes, no, blank, conflict, unclear, slight, moderate, serious] = parts(text)?;
    Some(AnswerTotals { yes, no, blank, conflict, unclear, levels: [slight, moderate, serious] })
}

/// Exactly so many numbers, each at most as large as members there are.
fn parts<const N: usize>(text: &str) -> Option<[u32; N]> {
    const MOST: u32 = 100_000_000;
    let numbers = text.split(' ').map(|n| n.parse().ok().filter(|&n| n <= MOST));
    numbers.collect::<Option<Vec<u32>>>()?.try_into().ok()
}
