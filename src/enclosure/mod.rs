//! What a consolidated workbook carries for the office above: its ledger's counts on a sheet that nobody
//! sees, bound to the sheet `Tổng hợp` that everybody sees.
//!
//! Room 6 writes it, room 3 of the next office reads it. It holds counts of units only: no name of a
//! member, no note, no quotation. [`rows`] says how it is laid out, [`visible`] finds figures on
//! `Tổng hợp` that are no longer those of the ledger.

mod rows;
#[cfg(test)]
mod tests;
mod visible;

pub use rows::Damage;
pub use visible::{Difference, Square, compare};

use crate::model::{AnswerTotals, Catalogue, Totals, UnitTotals};
use crate::model::{Hierarchy, UnitId};
use jiff::civil::Date;
use sha2::{Digest, Sha256};
use std::collections::BTreeMap;
use std::fmt::Write;

/// The sheet that nobody sees.
pub const SHEET: &str = "tusoi";

/// The sheet that everybody sees.
pub const VISIBLE: &str = "Tổng hợp";

/// The version of the layout; a later one may hold what this program does not know.
pub const SCHEMA: u32 = 1;

/// Headings of the answers on the visible sheet, in the order of [`crate::model::Answer::ALL`].
pub const ANSWERS: [&str; 5] = ["Có", "Không", "Chưa trả lời", "Mâu thuẫn", "Chưa rõ"];

/// The heading of their sum.
pub const SUM: &str = "Tổng số";

/// The heading of the share of yes.
pub const SHARE: &str = "% Có";

/// Headings of the levels, slight first.
pub const LEVELS: [&str; 3] = ["Nhẹ", "Trung bình", "Nghiêm trọng"];

/// The first square of the row of members on the books.
pub const MEMBERS: &str = "a";

/// The first square of the row of reviews counted.
pub const REVIEWS: &str = "b";

/// The first square of the row that sums up all indicators.
pub const ALL: &str = "Cộng";

/// The first square of the row that sums up a group of indicators.
pub fn group_row(code: &str) -> String {
    format!("{ALL} {code}")
}

/// What is asked in which round (*đợt*): figures of another one are never added.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Round {
    /// The campaign's title.
    pub title: String,
    /// The period it is about.
    pub period: String,
}

impl Round {
    /// Whether both name the same round, however they are spelled.
    pub fn is(&self, other: &Self) -> bool {
        let same = |a: &str, b: &str| crate::text::fold(a) == crate::text::fold(b);
        same(&self.title, &other.title) && same(&self.period, &other.period)
    }

    /// Title and period for a person.
    pub fn words(&self) -> String {
        let parts = [self.title.as_str(), self.period.as_str()];
        parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" – ")
    }
}

/// What a consolidated workbook carries.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Enclosure {
    /// The round.
    pub round: Round,
    /// The campaign's date.
    pub date: Option<Date>,
    /// The fingerprint of what was asked.
    pub catalogue: String,
    /// Codes of the indicators, in order.
    pub codes: Vec<String>,
    /// The workbook's unit, then every unit below it; each after the one above it.
    pub units: Vec<Enclosed>,
}

/// One unit of a workbook.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Enclosed {
    /// Its code.
    pub code: String,
    /// Its name.
    pub name: String,
    /// Code of the unit above; empty for the workbook's own.
    pub above: String,
    /// The heading of its column on the visible sheet; empty where it has none.
    pub heading: String,
    /// The sums of a cell; those of a unit above cells are the sums of its cells.
    pub totals: Option<UnitTotals>,
}

impl Enclosure {
    /// What the workbook of a unit carries; `below` are the units directly below with their headings. The
    /// catalogue comes with its [`fingerprint`], which is the same for all units.
    pub fn of(
        (round, date): (Round, Option<Date>),
        (catalogue, fingerprint): (&Catalogue, &str),
        (tree, totals): (&Hierarchy, &Totals),
        id: UnitId,
        below: &[(UnitId, String)],
    ) -> Self {
        let (mut units, mut open) = (Vec::new(), vec![id]);
        while let Some(at) = open.pop() {
            let unit = tree.unit(at);
            let above = if at == id { None } else { unit.parent.clone() };
            let heading = below.iter().find(|(child, _)| *child == at).map(|(_, heading)| heading.clone());
            units.push(Enclosed {
                code: unit.code.clone(),
                name: unit.name.clone(),
                above: above.unwrap_or_default(),
                heading: heading.unwrap_or_default(),
                totals: tree.is_cell(at).then(|| totals.of(at).clone()),
            });
            open.extend(tree.children(at).iter().rev());
        }
        let codes = catalogue.indicators.iter().map(|i| i.code.clone()).collect();
        Self { round, date, catalogue: fingerprint.to_owned(), codes, units }
    }

    /// The sums of every unit, in the order of [`Enclosure::units`].
    pub fn sums(&self) -> Vec<UnitTotals> {
        let empty = UnitTotals::empty(self.codes.len());
        let own = self.units.iter().map(|unit| unit.totals.clone().unwrap_or_else(|| empty.clone()));
        let mut sums: Vec<UnitTotals> = own.collect();
        let positions: BTreeMap<&str, usize> =
            self.units.iter().enumerate().map(|(i, unit)| (unit.code.as_str(), i)).collect();
        for (i, unit) in self.units.iter().enumerate().skip(1).rev() {
            if let Some(&above) = positions.get(unit.above.as_str()) {
                let sum = sums[i].clone();
                sums[above] += &sum;
            }
        }
        sums
    }

    /// Codes and names of the units above one of them in the workbook, the nearest first.
    pub fn above(&self, unit: &Enclosed) -> Vec<(String, String)> {
        let mut chain: Vec<(String, String)> = Vec::new();
        let mut code = unit.above.as_str();
        while let Some(next) = self.units.iter().find(|u| u.code == code).filter(|_| !code.is_empty()) {
            if chain.len() > self.units.len() {
                break;
            }
            chain.push((next.code.clone(), next.name.clone()));
            code = next.above.as_str();
        }
        chain
    }
}

/// The fingerprint of what is asked: codes and wordings, whatever accents, case and quotes.
pub fn fingerprint(catalogue: &Catalogue) -> String {
    let asked =
        catalogue.indicators.iter().map(|i| format!("{}\u{1f}{}\n", i.code, crate::text::fold(&i.wording)));
    hex(&Sha256::digest(asked.collect::<String>().as_bytes()))
}

fn hex(bytes: &[u8]) -> String {
    let mut text = String::with_capacity(bytes.len() * 2);
    for byte in bytes {
        // Writing to a String never fails.
        let _ = write!(text, "{byte:02x}");
    }
    text
}

/// One indicator of a unit of no members.
const NONE: AnswerTotals = AnswerTotals { yes: 0, no: 0, blank: 0, conflict: 0, unclear: 0, levels: [0; 3] };
