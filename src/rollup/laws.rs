//! What must hold of every sum before anything is published.

use super::sum::counted;
use super::{AnswerTotals, Totals, UnitTotals};
use crate::ledger::{Books, Disposition};
use crate::model::{Catalogue, Hierarchy, Kind};
use crate::stop::Stop;

/// Checks that the sums agree with the books and with one another.
///
/// # Errors
/// [`Stop::Imbalance`] with the first law that does not hold and both sums.
pub fn check(
    books: &Books,
    totals: &Totals,
    hierarchy: &Hierarchy,
    catalogue: &Catalogue,
) -> Result<(), Stop> {
    every_file_has_one_fate(books)?;
    every_review_is_in_one_cell(books, totals, hierarchy)?;
    equal("units", totals.0.len(), hierarchy.units().len())?;
    for id in hierarchy.ids() {
        let code = &hierarchy.unit(id).code;
        let unit = totals.of(id);
        parts_make_the_whole(code, unit, catalogue)?;
        if !hierarchy.is_cell(id) {
            let mut sum = UnitTotals {
                answers: vec![AnswerTotals::default(); catalogue.len()],
                ..UnitTotals::default()
            };
            for &child in hierarchy.children(id) {
                sum += totals.of(child);
            }
            if sum != *unit {
                return Err(broken(&format!("{code} = Σ"), &figures(unit), &figures(&sum)));
            }
        }
    }
    Ok(())
}

fn every_file_has_one_fate(books: &Books) -> Result<(), Stop> {
    let of = |d: Disposition| books.files.iter().filter(|f| f.disposition == d).count();
    equal("files = Σ dispositions", books.files.len(), Disposition::ALL.into_iter().map(of).sum())?;
    let stray = books.entries.iter().filter(|e| e.file >= books.files.len()).count();
    equal("entries without a file", stray, 0)
}

fn every_review_is_in_one_cell(books: &Books, totals: &Totals, hierarchy: &Hierarchy) -> Result<(), Stop> {
    let all = books.entries.iter().filter(|e| e.counts).count();
    equal("counted entries = entries in cells", all, counted(books, hierarchy).count())?;
    let mut members = vec![0_u32; hierarchy.units().len()];
    let mut collective = members.clone();
    let mut tallied = vec![false; members.len()];
    for (unit, entry) in counted(books, hierarchy) {
        match entry.review.kind {
            Kind::Member => members[unit.0] += 1,
            Kind::Collective => collective[unit.0] += 1,
            Kind::Tally => tallied[unit.0] = true,
        }
    }
    for id in hierarchy.ids().filter(|&id| hierarchy.is_cell(id)) {
        let (code, cell) = (&hierarchy.unit(id).code, totals.of(id));
        equal(&format!("{code}: collective"), cell.collective, collective[id.0])?;
        if members[id.0] > 0 || !tallied[id.0] {
            equal(&format!("{code}: reviews"), cell.reviews, members[id.0])?;
        }
    }
    Ok(())
}

fn parts_make_the_whole(code: &str, unit: &UnitTotals, catalogue: &Catalogue) -> Result<(), Stop> {
    equal(&format!("{code}: indicators"), unit.answers.len(), catalogue.len())?;
    let asked = u64::from(unit.reviews) * catalogue.len() as u64;
    let answered: u64 = unit.answers.iter().map(|a| u64::from(a.sum())).sum();
    equal(&format!("{code}: answers = indicators × reviews"), answered, asked)?;
    for (answers, indicator) in unit.answers.iter().zip(&catalogue.indicators) {
        let law = format!("{code}, {}: yes + no + blank + conflict + unclear = reviews", indicator.code);
        equal(&law, answers.sum(), unit.reviews)?;
        let levels: u32 = answers.levels.iter().sum();
        if levels > answers.yes {
            return Err(broken(&format!("{code}, {}: levels ≤ yes", indicator.code), &levels, &answers.yes));
        }
    }
    let c = unit.commitments;
    equal(&format!("{code}: commitments"), c.total, c.done + c.in_progress + c.not_done + c.unknown)
}

fn figures(unit: &UnitTotals) -> String {
    format!("{unit:?}")
}

fn equal<T: PartialEq + std::fmt::Display>(law: &str, one: T, other: T) -> Result<(), Stop> {
    if one == other { Ok(()) } else { Err(broken(law, &one, &other)) }
}

fn broken(law: &str, one: &dyn std::fmt::Display, other: &dyn std::fmt::Display) -> Stop {
    Stop::Imbalance { law: format!("{law} ({one} ≠ {other})") }
}
